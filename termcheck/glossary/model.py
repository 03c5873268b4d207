"""What a glossary holds, after ISO 30042 (TBX): concepts with their terms and statuses.

These dataclasses are the format: keys of the YAML files, their documentation, the JSON Schema and
the reference page in docs/ all come from here.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from functools import lru_cache

from termcheck.core.document import Scope
from termcheck.core.finding import Severity
from termcheck.glossary.values import (
    Case,
    Consistency,
    ContextWindow,
    FirstUse,
    FixPolicy,
    Hyphen,
    PartOfSpeech,
    Sign,
    Status,
)
from termcheck.typed_files.structure import key

__all__ = [
    "Case",
    "ClaimRule",
    "Consistency",
    "Context",
    "ContextWindow",
    "Example",
    "Exemption",
    "FactPaths",
    "FirstUse",
    "FixPolicy",
    "Form",
    "Glossary",
    "GlossaryFile",
    "Hyphen",
    "Instead",
    "PartOfSpeech",
    "Settings",
    "Sign",
    "Status",
    "Term",
    "Wording",
]


@dataclass(frozen=True, slots=True)
class Context:
    """Words that must, or must not, stand near a form."""

    words: tuple[str, ...] = key("Words or phrases, without regard to case; plurals count.")
    within: ContextWindow = key("How far away they may stand.", ContextWindow.PARAGRAPH)

    @classmethod
    def from_scalar(cls, value: str) -> Context:
        """Read one bare word as a context of the paragraph."""
        return cls(words=(value,))


@dataclass(frozen=True, slots=True)
class Form:
    """One way to write a term, where it needs more than its own spelling.

    What a form leaves out it takes from its term.
    """

    form: str = key(
        "The words, in their base form (`log in`, `blacklist`); in a form to avoid, `*` at the end "
        "is the rest of the word."
    )
    status: Status = key("Whether it may be written.", Status.DEPRECATED)
    since: datetime.date | None = key(
        "For a superseded form: until the day before it is only information.", None
    )
    error_from: datetime.date | None = key(
        "For a superseded form: from this day it is an error; between, a warning.", None
    )
    part_of_speech: PartOfSpeech | None = key("Word class of the form.", None)
    only_as: PartOfSpeech | None = key(
        "The form counts only where it is used as this word class (`login` as a verb).", None
    )
    inflect: bool | None = key("Whether plural, possessive and verb forms count too.", None)
    case: Case | None = key(
        "How strictly capitals are held; a form to avoid whose capitals are `exact` counts only in "
        "them (`OSS`, not `oss`).",
        None,
    )
    near: Context | None = key("The form counts only near these words.", None)
    not_near: Context | None = key("The form does not count near these words.", None)
    scopes: tuple[Scope, ...] = key("Where the form counts; everywhere when empty.", ())
    severity: Severity | None = key("How much it matters.", None)
    why: str = key("One sentence for the writer.", "")
    instead: tuple[str, ...] = key("What to write, best first; the preferred form if empty.", ())
    fix: FixPolicy | None = key("What may be done with the replacement.", None)
    path: str = field(default="", compare=False, repr=False)
    line: int = field(default=0, compare=False, repr=False)
    column: int = field(default=0, compare=False, repr=False)

    @classmethod
    def from_scalar(cls, value: str) -> Form:
        """Read a bare string as a form that takes everything from its term."""
        return cls(form=value)


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence that must be flagged, with what it becomes, or one that must pass."""

    bad: str = key("Must give exactly the findings of this term that `count` says.", "")
    good: str = key("What `bad` becomes when its fixes are applied; must itself pass.", "")
    ok: str = key("Must give no finding of this term.", "")
    check: str = key("The check that `bad` must trigger; any when empty.", "")
    count: int = key("How many findings `bad` gives.", 1)
    note: str = key("What the example shows, for readers.", "")
    path: str = field(default="", compare=False, repr=False)
    line: int = field(default=0, compare=False, repr=False)
    column: int = field(default=0, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class ClaimRule:
    """What saying the term of something asserts."""

    said_of: tuple[str, ...] = key("Kinds of subject this rule is about (`model`, `ai-system`).")
    means: str = key("Id of the definition a subject must meet; empty for a vague term.", "")
    vague: bool = key("The term has no agreed meaning: saying it of a subject is ambiguous.", False)
    recorded: bool = key(
        "Only what is recorded is judged: of other subjects of these kinds nothing is reported.",
        False,
    )


@dataclass(frozen=True, slots=True)
class Instead:
    """Words that are true of a subject when the claim is not."""

    when: str = key("Id of a definition the subject meets, or `otherwise`.")
    write: str = key("The words to write: `open-weight` before a noun.")
    predicate: str = key("The same after a verb: `open weight`, when it differs.", "")
    verb: str = key(
        "What replaces a verb, in its base form: `release the weights of` for `open-source`.", ""
    )
    passive: str = key(
        "What replaces a participle: `released with open weights` in `X was open-sourced`.", ""
    )
    said_of: tuple[str, ...] = key("Kinds of subject the words are for; any when empty.", ())


@dataclass(frozen=True, slots=True)
class Exemption:
    """A variation granted for a use case: findings it covers are allowed, not reported."""

    id: str = key("Stable id.")
    term: str = key("Id of the term.")
    reason: str = key("Why: safety, privacy, a contract, a quotation.")
    subjects: tuple[str, ...] = key("Subject ids it covers; every subject when empty.", ())
    paths: tuple[str, ...] = key("Globs of files it covers; every file when empty.", ())
    criterion: str = key("Id of the criterion that need not be met (`training-data`).", "")
    use_case: str = key("Where the variation is right.", "")
    owner: str = key("Who granted it.", "")
    until: datetime.date | None = key("Last day it holds; for good when absent.", None)
    path: str = field(default="", compare=False, repr=False)
    line: int = field(default=0, compare=False, repr=False)
    column: int = field(default=0, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Wording:
    """What a concept is called in another language: pages in it are held to this."""

    term: str = key("The preferred form.")
    part_of_speech: PartOfSpeech | None = key("Word class of the preferred form.", None)
    meaning: str = key("What it means, for readers.", "")
    why: str = key("One sentence for the writer of a wrong form.", "")
    status: Status | None = key("Whether the word may be written, see the term.", None)
    admitted: tuple[Form, ...] = key("Forms that may be written too.", ())
    deprecated: tuple[Form, ...] = key("Forms that must not be written.", ())
    superseded: tuple[Form, ...] = key("Forms on their way out, with `since`.", ())
    variants: bool | None = key("Whether other hyphenation and spacing is flagged.", None)
    inflect: bool | None = key("Whether inflected forms count.", None)
    irregular: tuple[str, ...] = key("Inflected forms that rules would get wrong.", ())
    compounds: bool | None = key("Whether forms count inside longer words.", None)
    case: Case | None = key("How strictly capitals are held.", None)
    except_: tuple[str, ...] = key(
        "Phrases in which the term is something else.", (), name="except"
    )
    long_form: str = key("What an acronym stands for.", "")
    notes: tuple[str, ...] = key("Variations allowed and when, for readers.", ())
    examples: tuple[Example, ...] = key("Sentences that test the wording.", ())

    @classmethod
    def from_scalar(cls, value: str) -> Wording:
        """Read a bare word as the preferred form."""
        return cls(term=value)


DO_NOT_TRANSLATE = "Do not translate"
"""The note that says it in formats with no place of their own for `translate: false`."""


@dataclass(frozen=True, slots=True)
class Term:
    """One concept: its preferred form, its other forms, what it means and how it is held."""

    id: str = key("Stable id: lower case, digits, hyphens.", pattern="^[a-z0-9][a-z0-9.-]*$")
    term: str = key("The preferred form, in its base form and capitals.")
    language: str = key("BCP 47 tag of the entry's own words, if it is not that of its file.", "")
    part_of_speech: PartOfSpeech = key("Word class of the preferred form.", PartOfSpeech.NOUN)
    meaning: str = key("What it means, in a sentence or two, for readers.", "")
    why: str = key("One sentence for the writer of a wrong form.", "")
    status: Status = key(
        "Whether the word may be written: `deprecated` for one that nothing stands for.",
        Status.PREFERRED,
    )
    admitted: tuple[Form, ...] = key("Forms that may be written too.", ())
    deprecated: tuple[Form, ...] = key("Forms that must not be written.", ())
    superseded: tuple[Form, ...] = key("Forms on their way out, with `since`.", ())
    variants: bool = key(
        "Whether other hyphenation and spacing of the preferred form is flagged.", True
    )
    hyphen: Hyphen | None = key(
        "When the preferred form is hyphenated; the glossary's setting when absent and the form "
        "holds a hyphen or a space and is an adjective.",
        None,
    )
    inflect: bool = key("Whether plural, possessive and verb forms of every form count.", True)
    irregular: tuple[str, ...] = key("Inflected forms that rules would get wrong.", ())
    compounds: bool = key(
        "Whether forms count at the beginning or end of longer words (`Whitelisteintrag`).", False
    )
    case: Case = key("How strictly capitals are held.", Case.SENTENCE)
    except_: tuple[str, ...] = key(
        "Phrases in which the term is something else (`TODO Group`); the longest match wins.",
        (),
        name="except",
    )
    near: Context | None = key("The term counts only near these words.", None)
    not_near: Context | None = key("The term does not count near these words.", None)
    scopes: tuple[Scope, ...] = key("Where the term counts; everywhere when empty.", ())
    quoted: bool = key("Whether forms in quotation marks are flagged too.", False)
    long_form: str = key("What an acronym stands for.", "")
    first_use: FirstUse = key("What the first use in a document needs.", FirstUse.ANY)
    sign: Sign = key("The sign that its first use in running text carries.", Sign.NONE)
    consistency: Consistency = key(
        "Within what admitted forms must not mix: the one that is there most often is right.",
        Consistency.NONE,
    )
    severity: Severity = key("How much a wrong form matters.", Severity.WARNING)
    fix: FixPolicy = key("What may be done with replacements.", FixPolicy.AUTO)
    claims: tuple[ClaimRule, ...] = key("What saying it of something asserts.", ())
    instead: tuple[Instead, ...] = key("What is true when a claim is not, in order.", ())
    conflicts: tuple[str, ...] = key(
        "Ids of terms that are not the same thing: using both for one subject is conflation.", ()
    )
    sources: tuple[str, ...] = key("Pages the meaning rests on.", ())
    url: str = key("Page to show with findings; the first source when empty.", "")
    owner: str = key("Who decides about this term.", "")
    changed: datetime.date | None = key("Last change of the decision.", None)
    notes: tuple[str, ...] = key("Variations allowed and when, for readers.", ())
    languages: Mapping[str, Wording] = key(
        "What it is called in other languages, by their BCP 47 tags.", {}
    )
    translate: bool = key(
        "Whether other languages have words of their own for it; if not, it holds in all of them.",
        True,
    )
    tags: tuple[str, ...] = key("What the term belongs to: a product, a field, a team.", ())
    tooltip: bool = key("Whether published pages explain its first use.", True)
    examples: tuple[Example, ...] = key("Sentences that test the entry.", ())
    path: str = field(default="", compare=False, repr=False)
    line: int = field(default=0, compare=False, repr=False)
    column: int = field(default=0, compare=False, repr=False)

    @property
    def help_url(self) -> str:
        """The page to show with findings."""
        return self.url or (self.sources[0] if self.sources else "")

    @property
    def spellings(self) -> tuple[str, ...]:
        """The preferred form and every other, in their base forms."""
        others = (*self.admitted, *self.deprecated, *self.superseded)
        return (self.term, *(form.form for form in others))

    @property
    def makes_claims(self) -> bool:
        """Whether saying this term of something asserts a fact."""
        return bool(self.claims)

    def worded(self, language: str) -> Term:
        """Return the concept as one of its `languages` has it; itself for any other language.

        Conditions that are words (`near`) and claims belong to the glossary's own language.
        """
        wording = self.languages.get(language)
        if wording is None:
            return self
        first_use = self.first_use
        if first_use is FirstUse.EXPAND and not wording.long_form:
            first_use = FirstUse.ANY
        said = {name: getattr(wording, name) for name in _WORDED}
        kept = {name: value for name, value in said.items() if value is not None}
        return replace(
            self,
            **kept,
            first_use=first_use,
            near=None,
            not_near=None,
            claims=(),
            instead=(),
            languages={},
        )

    def wording_for(self, language: str, own: str) -> str | None:
        """Return which of its languages holds for a page in a language, None if none does.

        `own` is the language of the glossary. Names, and what is not translated, hold in all
        languages that have no word of their own for it.

        >>> term = Term("a", "aubergine", languages={"en-US": Wording("eggplant")})
        >>> [term.wording_for(language, "en") for language in ("en-GB", "en-US", "en-us", "de")]
        ['en', 'en-US', 'en-US', None]
        """
        wanted = language.replace("_", "-").lower()
        tags = (own, *self.languages)
        primary = primary_tag(wanted)
        alike = [tag for tag in tags if primary_tag(tag) == primary]
        exact = [tag for tag in alike if tag.replace("_", "-").lower() == wanted]
        if exact or alike:
            return (exact or alike)[0]
        named = self.part_of_speech is PartOfSpeech.PROPER_NOUN or not self.translate
        return own if named else None


_WORDED = tuple(field.name for field in fields(Wording))


@lru_cache(maxsize=1000)
def primary_tag(tag: str) -> str:
    """Return the language of a BCP 47 tag without region and script, in lower case."""
    return tag.replace("_", "-").partition("-")[0].lower()


@dataclass(frozen=True, slots=True)
class Settings:
    """Choices that hold for the whole glossary."""

    hyphen: Hyphen = key("When compound adjectives are hyphenated.", Hyphen.FREE)
    consistency: Consistency | None = key(
        "Within what entries with `consistency` are held to the spelling that is there most often, "
        "whatever they say: the `document`, the whole `run`, or nothing (`none`).",
        None,
    )
    feedback_url: str = key("Where readers answer; `{term}` and `{version}` are filled in.", "")
    means: Mapping[str, str | Mapping[str, str]] = key(
        "Another definition for a term: term id to definition id, or to one for each kind of "
        "subject (`{model: osaid-1.0, software: osd}`). Alone it is the main meaning; what the "
        "term means of things that are judged only where they are recorded stays.",
        {},
    )
    severity: Mapping[str, Severity] = key("Another severity for a term or check id.", {})
    lint: Mapping[str, Severity] = key(
        "Another severity for a rule of `termcheck glossary lint`; `off` silences it.", {}
    )
    disable: tuple[str, ...] = key("Term ids of extended glossaries that do not apply here.", ())
    stale_after: int = key("Days after which facts are stale; 0 for never.", 0)
    path: str = field(default="", compare=False, repr=False)
    line: int = field(default=0, compare=False, repr=False)
    column: int = field(default=0, compare=False, repr=False)

    def meaning(self, term: str, rule: ClaimRule) -> str:
        """Return the definition that a rule of a term means here, empty for a vague one."""
        chosen = self.means.get(term, "")
        if isinstance(chosen, str):
            return rule.means if rule.recorded else chosen or rule.means
        return next((chosen[kind] for kind in rule.said_of if kind in chosen), rule.means)


@dataclass(frozen=True, slots=True)
class GlossaryFile:
    """One YAML file of a glossary. Paths are relative to the file and may hold `*`."""

    glossary: str = key("Id of the glossary.", "")
    title: str = key("Title for readers.", "")
    version: str = key("Version of the decisions.", "")
    language: str = key(
        "BCP 47 tag of the forms; with a region (`en-GB`), pages are held to its spelling too.",
        "en",
    )
    owner: str = key("Who decides.", "")
    extends: tuple[str, ...] = key(
        "Glossaries this one builds on: shipped ones by name, files by path.", ()
    )
    settings: Settings | None = key("Choices that hold for the whole glossary.", None)
    terms: tuple[Term, ...] = key("The entries.", ())
    exemptions: tuple[Exemption, ...] = key("Variations granted.", ())
    subjects: tuple[str, ...] = key("Files of subjects and their facts.", ())
    definitions: tuple[str, ...] = key("Files of definitions.", ())
    licences: tuple[str, ...] = key("Files of licences.", ())
    kinds: tuple[str, ...] = key("Files of kinds of subject and components.", ())
    cues: tuple[str, ...] = key(
        "Files of cue words for stance and subject; those that are shipped for the language when "
        "a term makes claims and none is given.",
        (),
    )
    names: tuple[str, ...] = key("Files of the grammar of names.", ())


@dataclass(frozen=True, slots=True)
class FactPaths:
    """Absolute paths of the data files a glossary's claims rest on."""

    subjects: tuple[str, ...] = ()
    definitions: tuple[str, ...] = ()
    licences: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    cues: tuple[str, ...] = ()
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Glossary:
    """Everything an organisation decided, after `extends` and overrides are resolved."""

    id: str = ""
    title: str = ""
    version: str = ""
    language: str = "en"
    owner: str = ""
    settings: Settings = field(default_factory=Settings)
    terms: Mapping[str, Term] = field(default_factory=dict)
    """By id, in order of the files."""
    exemptions: tuple[Exemption, ...] = ()
    facts: FactPaths = field(default_factory=FactPaths)
    files: tuple[str, ...] = ()
    """Every file read, for watching."""
    own: tuple[str, ...] = ()
    """The files asked for, not those they extend: what `glossary test` and `lint` answer for."""
    digest: str = ""
    """Hash of every glossary and data file's content: the same for the same decisions."""
