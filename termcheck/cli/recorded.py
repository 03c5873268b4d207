"""The facts that commands about subjects look into."""

from __future__ import annotations

from typing import TYPE_CHECKING

from termcheck.cli.configured import configured

if TYPE_CHECKING:
    from termcheck.facts.facts import Facts
    from termcheck.glossary.model import Glossary


def load_words(config: str | None, glossary: tuple[str, ...]) -> Glossary:
    """Return the glossary in use, with what it extends. Raises `GlossaryError`."""
    from termcheck.match.compiled_glossary import load_engine
    from termcheck.run.glossaries import glossary_name

    used = configured(config, (), glossary=glossary)
    return load_engine(*(glossary_name(one, used) for one in used.glossary)).glossary


def load_both(config: str | None, glossary: tuple[str, ...]) -> tuple[Glossary, Facts]:
    """Return the glossary in use and its facts. Raises `UsageError` if it records none."""
    from termcheck.core.errors import UsageError
    from termcheck.match.compiled_glossary import facts_of

    words = load_words(config, glossary)
    facts = facts_of(words)
    if not facts.subjects:
        names = ", ".join(f"`{one}`" for one in glossary or words.own) or f"`{words.id}`"
        raise UsageError(f"no subjects are recorded in {names}")
    return words, facts


def find(words: Glossary, facts: Facts, name: str) -> str:
    """Return the id of a subject from its id, a name, or any way prose writes that name.

    Raises `UsageError`.
    """
    from termcheck.core.errors import UsageError, did_you_mean

    found = facts.find(name)
    if found is not None:
        return found.id
    written = _in_prose(words, facts, name.strip())
    if written:
        return written
    names = {one.name: None for one in facts.subjects.values()}
    raise UsageError(f"no subject `{name}`{did_you_mean(name, (*names, *facts.subjects))}")


def _in_prose(words: Glossary, facts: Facts, name: str) -> str:
    """Return the id of what a name with a size, variant or maker names, empty if nothing."""
    from termcheck.claims.reader import make_reader

    for one in make_reader(words, facts).index.find(name):
        whole = (one.start, one.end) == (0, len(name))
        if whole and one.subject_ids and not one.comparison:
            return one.subject_ids[0]
    return ""
