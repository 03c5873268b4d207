"""A sentence gives a term another meaning than the glossary does."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from termcheck.checks.check import Check, CheckExample, Page
from termcheck.core.finding import Finding
from termcheck.core.patterns import lazy

if TYPE_CHECKING:
    from termcheck.checks.weighing import Weighed
    from termcheck.facts.definition import Criterion, Definition

_WORD = lazy(r"[^\W_]+(?:['’-][^\W_]+)*")
_CLAUSE_END = lazy(r"[,;:()–—]")
_NEAR = 3
"""Words that may stand between a term and the words that give it a meaning."""
_GAP = 60
"""Code points looked at on each side."""


def find(page: Page) -> Iterator[Finding]:
    """Yield a finding for each sentence that says of a term what it means, and leaves parts out."""
    from termcheck.claims.claim import Stance
    from termcheck.facts.evaluate import listed

    for weighed in page.claims.weighed:
        if weighed.claim.stance not in (Stance.MENTIONED, Stance.ASSERTED):
            continue
        definition = _definition(page, weighed)
        said = stated_meaning(page, weighed) if definition is not None else ""
        if not said or definition is None:
            continue
        missing = left_out(page, definition, said)
        if not missing:
            continue
        term = page.term(weighed.claim.mention)
        yield page.finding(
            CHECK,
            weighed.claim.mention,
            f"Unexpected meaning of `{weighed.claim.wording}`, expected that of {definition.short}",
            note=f"It leaves out {listed(missing)}. The glossary says: {term.meaning} Write that, "
            "or use another word.",
        )


def _definition(page: Page, weighed: Weighed) -> Definition | None:
    """Return the definition the glossary chose for a term."""
    term = page.term(weighed.claim.mention)
    rule = next((rule for rule in term.claims if not rule.recorded), None)
    means = page.glossary.settings.meaning(term.id, rule) if rule is not None else ""
    return page.facts.definition(means) if means else None


def stated_meaning(page: Page, weighed: Weighed) -> str:
    """Return the words that a sentence gives as the meaning of a term, empty for none."""
    from termcheck.claims.claim import Reference
    from termcheck.claims.nouns import OTHER

    claim = weighed.claim
    # "An open source office means …" gives an office a meaning, not the term.
    if any(
        part.reference is Reference.OTHER and part.kind not in ("", OTHER)
        for part in claim.subjects
    ):
        return ""
    text = page.block(claim.mention).text
    cues = page.engine.reader.cues
    after = text[claim.mention.end : claim.sentence.end]
    before = text[claim.sentence.start : claim.mention.start]
    end = _end_of(after, cues.meanings.after)
    if end:
        asked = set(_last_words(_CLAUSE_END.split(before)[-1])) & cues.meanings.asked
        return "" if asked else after[end:]
    words = _last_words(before)
    leads = set(words) & cues.meanings.before
    first = {word.lower() for word in _WORD.findall(before)} & cues.first_person
    return after if leads and first else ""


def _last_words(text: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(text)][-_NEAR:]


def _end_of(text: str, phrases: frozenset[str]) -> int:
    """Return where words that give a meaning end, near the start of a text; 0 for none."""
    words = list(_WORD.finditer(text[:_GAP]))
    plain = [word[0].lower() for word in words]
    for start in range(min(_NEAR, len(plain))):
        for end in range(len(plain), start, -1):
            if " ".join(plain[start:end]) in phrases:
                return words[end - 1].end()
    return 0


def left_out(page: Page, definition: Definition, said: str) -> tuple[str, ...]:
    """Return the criteria a meaning leaves out; none if it speaks of no criterion at all."""
    spoken = spoken_of(page, definition, said)
    left = [criterion.title for criterion in _asked(definition) if criterion.id not in spoken]
    return tuple(left) if spoken else ()


def spoken_of(page: Page, definition: Definition, said: str) -> dict[str, set[str]]:
    """Return the criteria a meaning speaks of, by id, each with the words that do.

    A criterion is spoken of by a word that tells it from most others.
    """
    words = {criterion.id: _words_of(page, criterion) for criterion in _asked(definition)}
    counts = Counter(word for known in words.values() for word in known)
    telling = {word for word, count in counts.items() if 3 * count <= max(3, 2 * len(words))}
    heard = _plain(said)
    return {name: found for name, known in words.items() if (found := known & telling & heard)}


def _asked(definition: Definition) -> list[Criterion]:
    return [criterion for criterion in definition.criteria if criterion.needs is not None]


def _words_of(page: Page, criterion: Criterion) -> set[str]:
    """Return the words for what a criterion asks for."""
    vocabulary = page.facts.vocabulary
    texts = [criterion.title]
    for need in criterion.needs.walk() if criterion.needs is not None else ():
        for known in (
            vocabulary.components.get(need.component), vocabulary.properties.get(need.property),
        ):  # fmt: skip
            texts += [known.label, known.meaning] if known is not None else []
    common = page.engine.reader.cues.common_words
    return _plain(" ".join(texts)) - common


def _plain(text: str) -> set[str]:
    """Return the words of a text, in lower case and without the `s` of plurals."""
    return {word.lower().removesuffix("s") for word in _WORD.findall(text) if len(word) > 2}


CHECK = Check(
    id="rival-definition",
    summary="A sentence gives a term another meaning than the glossary does.",
    why="Two meanings of one word under one roof undo the decision that the glossary is.",
    of_claims=True,
    document=find,
    examples=(
        CheckExample(
            "By end-to-end encrypted we mean that messages between two people are encrypted.",
            "By end-to-end encrypted we mean that messages, those to groups and backups are "
            "encrypted, and only the users hold the keys.",
        ),
    ),
)

CHECKS = (CHECK,)
