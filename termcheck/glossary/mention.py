"""One occurrence of a form of a term in a document."""

from __future__ import annotations

from dataclasses import dataclass

from termcheck.glossary.model import Case, Form, PartOfSpeech, Status


@dataclass(frozen=True, slots=True)
class Surface:
    """A spelling the matcher looks for, and what it stands for."""

    text: str
    """The spelling, in the capitals it should have."""
    term: str
    """Id of the term."""
    status: Status
    form: Form
    """The form it was made from, with what the term gives filled in."""
    inflection: str = "base"
    """`base`, `plural`, `third`, `past`, `participle`, `gerund` or `irregular`."""
    plain: str = ""
    """The spelling it was made from only by other hyphens or spaces, empty if it was not."""
    case: Case = Case.SENTENCE
    part_of_speech: PartOfSpeech = PartOfSpeech.NOUN
    language: str = "en"
    """BCP 47 tag of the glossary or of the wording it is of."""

    @property
    def variant(self) -> bool:
        """Whether it was made from another spelling only by hyphens or spaces."""
        return bool(self.plain)


@dataclass(frozen=True, slots=True)
class Mention:
    """`document.blocks[block].text[start:end]` is written as one of a term's forms."""

    surface: Surface
    block: int
    """Index of the block."""
    start: int
    """Code points into the block's text."""
    end: int
    text: str
    """The words as they stand there, accents joined to their letters (NFC)."""
    quoted: bool = False
    """Whether it stands in quotation marks or is marked as a quotation (use and mention)."""

    @property
    def term(self) -> str:
        """Id of the term."""
        return self.surface.term
