"""Whether a spelling found in the text is the form the glossary means."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from termcheck.checks.use_mention import is_talked_of
from termcheck.checks.word_class import (
    describes_in_series,
    follows_base_marks,
    follows_noun_marks,
    has_object,
    stands_before_noun,
    word_class,
)
from termcheck.claims.sentences import sentences
from termcheck.core.document import Block, Document, Kind, MarkKind, Scope
from termcheck.glossary.lexicon import normal
from termcheck.glossary.mention import Mention
from termcheck.glossary.model import Case, ContextWindow, PartOfSpeech, Status
from termcheck.glossary.model import Context as Near

_STYLE = re.compile(r"[\w\])*] *\{[^{};]{0,80}[\w-]+: ?[^{};]{1,80};")
_FILE = re.compile(r"[\w ,()&+-]{1,120}\.(?:png|jpe?g|gif|svg|webp|bmp|tiff?|pdf|mp4|webm)")
_CODE_SIGNS = frozenset("(){}[];=<>`_|\\#/*")
_LEAST_CODE = 40
"""Characters: a shorter text may have many signs and be none."""
_MOST_STYLE = 2000
"""Characters in which the first rule of a style sheet is looked for."""
VERB_FORMS = {"past", "participle", "gerund"}
"""Inflections that only verbs have."""
_NOUNS = {PartOfSpeech.NOUN, PartOfSpeech.PROPER_NOUN, PartOfSpeech.ADJECTIVE}


def applicable(document: Document, mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """Return the mentions whose conditions hold: scope, word class, words near and not near."""
    windows = _Windows(document)
    table = _Tables(document)
    plain = document.source.path.lower().endswith((".txt", ".text"))
    # Of a block, not of each mention in it.
    is_code = functools.cache(lambda index: _is_code(document.blocks[index].text))
    kept: list[Mention] = []
    for mention in mentions:
        block = document.blocks[mention.block]
        form = mention.surface.form
        if _is_style(block.text) or (block.cell is not None and _is_torn_code(block)):
            continue
        if form.scopes and not _in_scope(block, mention, form.scopes):
            continue
        if form.only_as is not None and not _used_as(form.only_as, block, mention):
            continue
        if form.near is not None and not _stands(form.near, mention, block, windows):
            continue
        if form.not_near is not None and _stands(form.not_near, mention, block, windows):
            continue
        if _is_file(block) or table.lists(mention) or (plain and is_code(mention.block)):
            continue
        if mention.surface.status in (Status.DEPRECATED, Status.SUPERSEDED) and (
            _other_capitals(mention) or is_talked_of(block, mention)
        ):
            continue
        kept.append(mention)
    # Where a word class is known, the form for that class goes before the one for any.
    sure = {_place(mention) for mention in kept if mention.surface.form.only_as is not None}
    return tuple(
        mention
        for mention in kept
        if mention.surface.form.only_as is not None or _place(mention) not in sure
    )


def _place(mention: Mention) -> tuple[str, int, int]:
    return mention.term, mention.block, mention.start


def _is_code(text: str) -> bool:
    """Whether a paragraph of plain text, which marks no code as such, has the signs of code."""
    signs = sum(character in _CODE_SIGNS for character in text)
    return len(text) >= _LEAST_CODE and 12 * signs > len(text)


def _is_file(block: Block) -> bool:
    """Whether the text that stands for an image is nothing but its file's name."""
    return block.kind is Kind.ALT and _FILE.fullmatch(block.text) is not None


def _is_torn_code(block: Block) -> bool:
    """Whether a cell holds a part of code with a `|` in it, which splits cells in some dialects."""
    at = block.text.find("`")
    while at >= 0:
        if not block.marked(at, at + 1, MarkKind.CODE):
            return True
        at = block.text.find("`", at + 1)
    return False


def _is_style(text: str) -> bool:
    """Whether a text is a style sheet, which parts of pages are kept as: `html { margin: 0; }`."""
    return "{" in text and ";" in text and _STYLE.search(text[:_MOST_STYLE]) is not None


def _other_capitals(mention: Mention) -> bool:
    """Whether a form whose capitals are exact is written in others, so that it is another word."""
    exact = mention.surface.form.case is Case.EXACT
    return exact and mention.text.replace("\u00a0", " ") != mention.surface.text


def _in_scope(block: Block, mention: Mention, scopes: tuple[Scope, ...]) -> bool:
    if any(scope in block.scopes for scope in scopes):
        return True
    return Scope.LINK in scopes and block.marked(mention.start, mention.end, MarkKind.LINK)


def _used_as(part: PartOfSpeech, block: Block, mention: Mention) -> bool:
    if part is PartOfSpeech.VERB and mention.surface.inflection in VERB_FORMS:
        # `a logged-in user`, `non-logged-in`: joined before a noun, a participle is no verb.
        return "-" not in mention.text or not (
            stands_before_noun(block.text, mention.end)
            or block.text[mention.start - 1 : mention.start] == "-"
            or block.text[mention.end : mention.end + 1] in ("/", "-")
            or describes_in_series(block.text, mention.start, mention.end)
        )
    if mention.surface.inflection == "third" and follows_base_marks(block.text, mention.start):
        # `from hobbies to startups`
        return False
    if part is PartOfSpeech.ADJECTIVE and not stands_before_noun(block.text, mention.end):
        return False
    if (
        mention.surface.inflection == "third"
        and has_object(block.text, mention.end)
        and not follows_noun_marks(block.text, mention.start)
    ):
        # `a rule that whitelists the host`; `the history of backups the service has made`
        return part is PartOfSpeech.VERB
    found = word_class(block.text, mention.start, mention.end)
    return (
        found is PartOfSpeech.VERB
        if part is PartOfSpeech.VERB
        else part in _NOUNS and (found is PartOfSpeech.NOUN)
    )


def _stands(near: Near, mention: Mention, block: Block, windows: _Windows) -> bool:
    """Whether one of the words stands near; the mention itself is no context of itself."""
    pattern = _words(near.words)
    text = normal(block.text)
    start, end = 0, len(text)
    if near.within is ContextWindow.SENTENCE:
        for first, last in sentences(block.text):
            if first <= mention.start < last:
                start, end = first, max(last, mention.end)
    if pattern.search(f"{text[start : mention.start]}\n{text[mention.end : end]}") is not None:
        return True
    if near.within is ContextWindow.SENTENCE:
        return False
    return any(pattern.search(other) for other in windows.around(mention.block, near.within))


@functools.cache
def _words(words: tuple[str, ...]) -> re.Pattern[str]:
    each = "|".join(re.escape(normal(word)) for word in words)
    return re.compile(rf"(?<!\w)(?:{each})(?:'?s|es)?(?!\w)")


_AVOID = re.compile(
    r"(?:avoid(?:ed)?|do(?: not|n['’]t)(?: use| say| write)?|not|never|instead of|wrong|incorrect"
    r"|bad|deprecated|old(?: term| name)?|discouraged|no|forbidden|[❌✗✘🚫].*"
    r"|un(?:acceptable|accepted|approved)|disallowed|misspell(?:ed|ing)s?)"
    r"(?: terms?| words?| this| forms?| spellings?| usage)?\W*",
    re.IGNORECASE,
)
"""Heads of columns whose words are not used."""
_INSTEAD = re.compile(
    r"(?:use|say|write)(?: (?:this|these))? instead|instead(?: use)?|(?:suggested )?replacements?"
    r"|(?:preferred|recommended|approved|suggested|inclusive) (?:terms?|words?|alternatives?"
    r"|spellings?|usage)|alternatives?|replace with",
    re.IGNORECASE,
)
"""Heads of columns whose words are used, and not those beside."""
_LONGEST_LISTED = 40
"""Characters of a cell that only lists words."""


class _Tables:
    """The tables of a document, for words that are only listed in them."""

    def __init__(self, document: Document) -> None:
        self.blocks = document.blocks

    @functools.cached_property
    def _heads(self) -> dict[tuple[int, int], str]:
        """The text of each column's head, by table and column."""
        cells = (
            (block.cell, block.text) for block in self.blocks if block.cell and not block.cell.row
        )
        return {(cell.table, cell.column): text for cell, text in cells if cell is not None}

    @functools.cached_property
    def _rows(self) -> dict[tuple[int, int], list[Block]]:
        """The cells of each row, by table and row."""
        rows: dict[tuple[int, int], list[Block]] = {}
        for block in self.blocks:
            if block.cell is not None:
                rows.setdefault((block.cell.table, block.cell.row), []).append(block)
        return rows

    @functools.cached_property
    def _better(self) -> dict[int, int]:
        """The last column of each table that holds what to write instead, where one does."""
        found: dict[int, int] = {}
        for (table, column), text in self._heads.items():
            if _INSTEAD.fullmatch(text.strip(" *:")):
                found[table] = max(column, found.get(table, 0))
        return found

    def lists(self, mention: Mention) -> bool:
        """Return whether a mention stands under such a head, or beside what to write instead."""
        block = self.blocks[mention.block]
        cell = block.cell
        if cell is None or not cell.row:
            return False
        head = self._heads.get((cell.table, cell.column), "")
        if _AVOID.fullmatch(head.strip()):
            return True
        if len(block.text) <= _LONGEST_LISTED and self._better.get(cell.table, -1) > cell.column:
            return True
        if mention.end - mention.start < len(block.text) - 2:
            return False
        instead = {normal(words) for words in mention.surface.form.instead}
        row = self._rows[cell.table, cell.row]
        return any(
            normal(other_block.text.strip(" \"'“”‘’`")) in instead
            for other_block in row
            if other_block is not block
        )


class _Windows:
    """The blocks of a document that stand around another one."""

    def __init__(self, document: Document) -> None:
        self.blocks = document.blocks
        self.sections: dict[int, list[int]] = {}

    def around(self, index: int, within: ContextWindow) -> Iterator[str]:
        """Yield the normal texts of the other blocks of a paragraph or section.

        What introduces a list belongs to each of its items.
        """
        block = self.blocks[index]
        if within is ContextWindow.PARAGRAPH:
            others = [block.intro] if block.intro >= 0 else []
        else:
            if not self.sections:
                for number, other_block in enumerate(self.blocks):
                    section = number if other_block.kind is Kind.HEADING else other_block.section
                    self.sections.setdefault(section, []).append(number)
            others = self.sections[index if block.kind is Kind.HEADING else block.section]
        return (normal(self.blocks[other].text) for other in others if other != index)
