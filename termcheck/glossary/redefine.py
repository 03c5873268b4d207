"""A glossary whose entries mean other definitions than it says."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import replace

from termcheck.core.errors import UsageError, did_you_mean
from termcheck.glossary.model import Glossary


def redefined(glossary: Glossary, means: Mapping[str, str]) -> Glossary:
    """Return a glossary in which definitions take the place of others, by the id of those.

    Every entry that means one of the others means the new one, of the same kinds of subject.
    Raises `UsageError` where no entry means what is to be replaced.
    """
    known = meanings(glossary)
    for old in means:
        if old not in known:
            hint = did_you_mean(old, known)
            raise UsageError(f"no entry of the glossary means `{old}`{hint}")
    changed: dict[str, str | Mapping[str, str]] = dict(glossary.settings.means)
    for term in glossary.terms.values():
        # Said of all kinds, since a choice for some leaves the others what the entry says.
        now = {
            kind: glossary.settings.meaning(term.id, rule)
            for rule in term.claims
            for kind in rule.said_of
        }
        new = {kind: means.get(meaning, meaning) for kind, meaning in now.items() if meaning}
        if new != {kind: meaning for kind, meaning in now.items() if meaning}:
            changed[term.id] = new
    told = repr(sorted(means.items()))
    digest = hashlib.sha256(f"{glossary.digest}{told}".encode()).hexdigest()
    return replace(glossary, settings=replace(glossary.settings, means=changed), digest=digest)


def meanings(glossary: Glossary) -> tuple[str, ...]:
    """Return the definitions that entries mean, in the order of the entries."""
    found = (
        glossary.settings.meaning(term.id, rule)
        for term in glossary.terms.values()
        for rule in term.claims
    )
    return tuple(dict.fromkeys(filter(None, found)))
