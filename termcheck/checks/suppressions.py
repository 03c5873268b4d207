"""What is wrong with a suppression in the text: it hides nothing, or does not say why."""

from __future__ import annotations

import re
from collections.abc import Iterator

from termcheck.checks.check import Check, CheckExample, Excerpt, Page
from termcheck.core.document import Directive
from termcheck.core.errors import did_you_mean
from termcheck.core.finding import Finding
from termcheck.core.suppressions import Suppressions
from termcheck.glossary.values import Status

_RULE = re.compile(r"[A-Z][A-Z0-9]*_[A-Z0-9_]+")
"""How LanguageTool writes the ids of its rules."""
_HINTS = 50
"""How many names of one document are compared with all that there are."""
_TERMS = """
terms:
- id: allowlist
  term: allowlist
  deprecated: [{form: whitelist, instead: allowlist}]
"""


def find_unused(page: Page, suppressions: Suppressions) -> Iterator[Finding]:
    """Yield a finding for each id of a suppression that hid nothing, unless it was not sought."""
    options, known = page.options, page.known_ids
    hints: dict[str, str] = {}
    for directive, name in suppressions.unused:
        if page.grammar_unread and (name == "grammar" or _RULE.fullmatch(name)):
            continue
        if name and name not in known and not _RULE.fullmatch(name):
            if name not in hints and len(hints) < _HINTS:
                hints[name] = did_you_mean(name, known)
            what = f"of `{name}`, which is no check or term{hints.get(name, '')}"
        elif options.select or name in options.ignore or not options.claims or page.claims_unread:
            # Not everything it could hide was looked for.
            continue
        elif not name and _keeps_words(page, directive):
            continue
        else:
            what = f"of `{name}`" if name else "of everything"
            what += ", expected none where there is nothing to suppress"
        yield _about(page, UNUSED, directive, f"Unexpected suppression {what}")


def _keeps_words(page: Page, directive: Directive) -> bool:
    """Return whether words that must not be written stand in what is hidden, if only talked of.

    Who quotes them need not know which places are told from their use.
    """
    return any(
        mention.surface.status in (Status.DEPRECATED, Status.SUPERSEDED)
        and directive.span.start
        <= page.block(mention).span(mention.start, mention.end).start
        < directive.span.end
        for mention in page.spelled
    )


def find_without_reason(page: Page, suppressions: Suppressions) -> Iterator[Finding]:
    """Yield a finding for each suppression without a reason, where reasons are asked for."""
    if page.options.require_suppression_reason:
        bare = {
            directive.where: directive
            for directive in suppressions.directives
            if not directive.reason
        }
        for directive in bare.values():
            message = "Unexpected suppression without a reason, expected `: reason` after it"
            yield _about(page, WITHOUT_REASON, directive, message)


def _about(page: Page, check: Check, directive: Directive, message: str) -> Finding:
    words = page.document.source.slice(directive.where)
    return page.finding(check, Excerpt(directive.where, words), message, note=check.why)


UNUSED = Check(
    id="unused-suppression",
    summary="A suppression in the text suppresses nothing.",
    why="It hides the next mistake made there, and speaks of one that is gone.",
    suppressions=find_unused,
    examples=(
        CheckExample(
            "<!-- termcheck: ignore allowlist -->\nAdd it to the allowlist.",
            "<!-- termcheck: ignore allowlist -->\nAdd it to the whitelist.",
            _TERMS,
        ),
    ),
)
WITHOUT_REASON = Check(
    id="suppression-without-reason",
    summary="A suppression in the text does not say why, although the configuration asks for it.",
    why="Whoever reads it next cannot tell whether it still holds.",
    suppressions=find_without_reason,
    examples=(
        CheckExample(
            "<!-- termcheck: ignore allowlist -->\nAdd it to the whitelist.",
            "<!-- termcheck: ignore allowlist: the name of the file -->\nAdd it to the whitelist.",
            _TERMS,
            "require-suppression-reason = true",
        ),
    ),
)

CHECKS = (UNUSED, WITHOUT_REASON)
