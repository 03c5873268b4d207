"""The words an entry's keys may hold: one enumeration each."""

from __future__ import annotations

from enum import StrEnum

from termcheck.core.finding import Safety


class Status(StrEnum):
    """Administrative status of a form (TBX `administrativeStatus`)."""

    PREFERRED = "preferred"
    ADMITTED = "admitted"
    DEPRECATED = "deprecated"
    SUPERSEDED = "superseded"


class PartOfSpeech(StrEnum):
    """Word class of a form, for inflection and for conditions (TBX `partOfSpeech`)."""

    NOUN = "noun"
    PROPER_NOUN = "proper-noun"
    VERB = "verb"
    ADJECTIVE = "adjective"
    ADVERB = "adverb"
    OTHER = "other"


class Case(StrEnum):
    """How strictly capitals are held."""

    FREE = "free"
    """Any capitals will do."""
    SENTENCE = "sentence"
    """As written, but a capital may open a sentence, a heading or a cell, and titles and
    all-capitals headings keep theirs."""
    EXACT = "exact"
    """As written everywhere (`iPhone`, `npm`)."""


class Hyphen(StrEnum):
    """When the words of a compound are joined by a hyphen."""

    FREE = "free"
    """Both `open source` and `open-source` are right anywhere."""
    NEVER = "never"
    """Google, Red Hat, CNCF, OSI: `open source software`."""
    BEFORE_NOUN = "before-noun"
    """Microsoft, Chicago: `open-source software`, but `the software is open source`."""
    ALWAYS = "always"


class ContextWindow(StrEnum):
    """How far away a context word may stand."""

    SENTENCE = "sentence"
    PARAGRAPH = "paragraph"
    SECTION = "section"
    """Everything under the same heading, the heading included."""


class FirstUse(StrEnum):
    """What the first use of a term in a document needs."""

    ANY = "any"
    """Nothing."""
    EXPAND = "expand"
    """The long form beside it: `Model Openness Framework (MOF)`."""
    DEFINE = "define"
    """A definition: `X is …`, `X means …`, a definition list, or a link."""


class Sign(StrEnum):
    """What shows that a name is protected."""

    NONE = "none"
    REGISTERED = "®"
    TRADEMARK = "™"
    SERVICE = "℠"


class Consistency(StrEnum):
    """Within what admitted forms of one term must not be mixed."""

    NONE = "none"
    DOCUMENT = "document"
    RUN = "run"
    """Across every document of one run."""


class FixPolicy(StrEnum):
    """What may be done with replacements of a term or form."""

    AUTO = "auto"
    """Decided from the match: safe when the words stand verbatim and nothing is guessed."""
    SAFE = "safe"
    UNSAFE = "unsafe"
    SHOWN = "shown"
    NONE = "none"
    """No replacement is offered."""

    def limit(self, safety: Safety) -> Safety | None:
        """Return the safety a fix may have under this policy, or None for no fix."""
        if self is FixPolicy.NONE:
            return None
        if self in (FixPolicy.AUTO, FixPolicy.SAFE):
            return safety
        order = [Safety.SAFE, Safety.UNSAFE, Safety.SHOWN]
        return max(safety, Safety(self.value), key=order.index)
