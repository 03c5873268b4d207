"""How names of an area's subjects are written: the data behind `index.py`, and its patterns.

The shipped data is `glossary/names/ai.yml`. A family takes versions, sizes and variants; the
words and patterns of those slots are data, so that another area can have its own.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from termcheck.core.errors import FactsError
from termcheck.core.files import read_regular
from termcheck.typed_files.structure import build, key, parse_yaml


@dataclass(frozen=True, slots=True)
class Followed:
    """Words that make a name another thing: `Llama 3 Community License` is a licence."""

    kind: str = key("What the whole is.")
    words: tuple[str, ...] = key("The words after the name.")


@dataclass(frozen=True, slots=True)
class Sense:
    """Words beside a name two subjects share that say which one is meant."""

    kind: str = key("The kind of subject that is meant.")
    before: tuple[str, ...] = key("Words right before the name.", ())
    after: tuple[str, ...] = key("Words right after the name.", ())


@dataclass(frozen=True, slots=True)
class Unlisted:
    """What the names of subjects nobody recorded look like."""

    kind: str = key("What it names.")
    pattern: str = key("Python regular expression of the whole name.")


@dataclass(frozen=True, slots=True)
class NameGrammar:
    """The slots and words of one area's names."""

    kinds: tuple[str, ...] = key("Kinds of subject whose names take versions and sizes.", ())
    owners: tuple[str, ...] = key(
        "Accounts on hubs, besides names of makers: with one of them `owner/name` is one name.", ()
    )
    owning: tuple[str, ...] = key("Kinds of subject that can be such an owner.", ())
    tools: tuple[str, ...] = key("Kinds of what things are made with: `Tool-Name`.", ())
    prefer: tuple[str, ...] = key("Kinds, the one most often meant first.", ())
    versions: tuple[str, ...] = key("Patterns of versions.", ())
    sizes: tuple[str, ...] = key("Patterns of sizes.", ())
    dates: tuple[str, ...] = key("Patterns of dates that end a name.", ())
    revisions: tuple[str, ...] = key("Patterns of revisions that end a name.", ())
    tags: tuple[str, ...] = key("Patterns of tags after a colon.", ())
    variants: tuple[str, ...] = key("Words after a name that leave it the same subject.", ())
    branches: tuple[str, ...] = key("Words after a name that may make it another subject.", ())
    tails: tuple[str, ...] = key("Patterns of formats that end a name.", ())
    comparisons: tuple[str, ...] = key(
        "Words that, joined to a name by a hyphen, say that something else is meant.", ()
    )
    spaced_comparisons: tuple[str, ...] = key("The same after a space.", ())
    label_nouns: tuple[str, ...] = key(
        "Nouns after a short or ordinary word that make it a name (`Yi models`).", ()
    )
    label_verbs: tuple[str, ...] = key(
        "Verbs, with an article, that say such a word is one (`Yi is a … model`).", ()
    )
    examples: tuple[str, ...] = key(
        "Words between such a noun and examples, which count in lower case too (`models like x`).",
        (),
    )
    wholes: tuple[str, ...] = key("Nouns that gather a family (`series`, `models`).", ())
    members: tuple[str, ...] = key("Nouns after a size alone (`the 70B model`).", ())
    determiners: tuple[str, ...] = key("Words before a size alone.", ())
    joints: tuple[str, ...] = key("What joins a list of versions or sizes.", ())
    not_after_version: tuple[str, ...] = key(
        "A number before one of these words is a count, not a version.", ()
    )
    followed: tuple[Followed, ...] = key("Words that make a name another thing.", ())
    readings: tuple[Sense, ...] = key("Which of two subjects of one name is meant.", ())
    unlisted: tuple[Unlisted, ...] = key("What names nobody recorded look like.", ())
    made: tuple[str, ...] = key(
        "Words that, joined to the front of a name, make it that of something built after it.", ()
    )
    not_names: tuple[str, ...] = key("Words that never start a name nobody recorded.", ())

    def __hash__(self) -> int:
        # The patterns are looked up by grammar for every passage: its length tells enough apart.
        return hash((self.kinds, self.versions, len(self.variants)))


def names_schema_text() -> str:
    """Return the JSON Schema (draft 2020-12) of a file of names, for editors."""
    import json

    from termcheck.typed_files.json_schema import json_schema

    schema = json_schema(NameGrammar, title="termcheck names", url="urn:termcheck:names")
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def load_grammar(*paths: str | Path) -> NameGrammar:
    """Return the grammar of one or more YAML files, their lists joined.

    Raises `FactsError` with file, line and column.
    """
    grammars = []
    for path in paths:
        root = parse_yaml(_text(Path(path)), str(path), FactsError)
        grammars.append(build(NameGrammar, root, "a name grammar"))
        unlisted = (unlisted.pattern for unlisted in grammars[-1].unlisted)
        for pattern in (*unlisted, *_patterns(grammars[-1])):
            try:
                re.compile(pattern)
            except re.error as error:
                raise root.error(f"not a regular expression: {error}") from None
    if len(grammars) == 1:
        return grammars[0]
    return NameGrammar(
        *(
            tuple(item for name_grammar in grammars for item in getattr(name_grammar, name))
            for name in NameGrammar.__dataclass_fields__
        )
    )


def _text(path: Path) -> str:
    try:
        return read_regular(path).decode("utf-8-sig")
    except OSError as error:
        raise FactsError(f"cannot be read: {error.strerror}", path=str(path)) from None
    except UnicodeDecodeError:
        raise FactsError("not UTF-8; save it as UTF-8", path=str(path)) from None


def _patterns(grammar: NameGrammar) -> tuple[str, ...]:
    return (
        *grammar.versions,
        *grammar.sizes,
        *grammar.dates,
        *grammar.revisions,
        *grammar.tags,
        *grammar.tails,
    )


END = r"(?![^\W_])(?!\.\d)(?!_\w)"
"""Nothing that goes on with a word or number may follow."""


def one_of(patterns: Iterable[str], *, words: bool = False) -> str:
    """Return a pattern that matches any of `patterns`, the longest word first."""
    items = sorted(map(re.escape, patterns), key=len, reverse=True) if words else list(patterns)
    return "(?:" + "|".join(items) + ")" if items else r"(?!)"


@dataclass(frozen=True, slots=True)
class Patterns:
    """A grammar's patterns, compiled; each is matched at the end of what was found so far."""

    spaced: re.Pattern[str]
    """A slot after a space, as written in the grammar."""
    joined: re.Pattern[str]
    """A slot after a hyphen, underscore or nothing, in any case."""
    revision: re.Pattern[str]
    tag: re.Pattern[str]
    later: re.Pattern[str]
    comparison: re.Pattern[str]
    made: re.Pattern[str]
    hyphen_word: re.Pattern[str]
    """A lower-case word joined by a hyphen."""
    hyphen_name: re.Pattern[str]
    """Capitalised or numbered parts joined by hyphens."""
    spaced_name: re.Pattern[str]
    """A capitalised word that ends a name, as a verb or an apposition follows."""
    identifier: re.Pattern[str]
    """The rest of an identifier that holds a number: `-large-v3`, `40b`."""
    labelled: re.Pattern[str]
    """A label noun, or a verb that says the name is one: ` models`, ` is a small open model`."""
    examples: re.Pattern[str]
    """A label noun, a word before examples and maybe some, up to where a name may stand."""
    whole: re.Pattern[str]
    followed: tuple[tuple[str, re.Pattern[str]], ...]
    readings: tuple[tuple[str, re.Pattern[str], re.Pattern[str]], ...]
    """Kind, what stands before (matched against the text up to the name), what stands after."""
    joint: re.Pattern[str]
    size: re.Pattern[str]
    version: re.Pattern[str]
    size_alone: re.Pattern[str]
    unlisted: tuple[tuple[str, re.Pattern[str]], ...]


def _slots(variants: Iterable[str], grammar: NameGrammar) -> str:
    variant, branch = one_of(variants, words=True), one_of(grammar.branches, words=True)
    return f"(?P<variant>{variant})|(?P<branch>{branch})|(?P<tail>{one_of(grammar.tails)})"


@functools.lru_cache(maxsize=8)
def compile_grammar(grammar: NameGrammar) -> Patterns:
    """Return the grammar's patterns, compiled once for each process."""
    count = rf"(?! {one_of(grammar.not_after_version, words=True)}\b)(?!%| %)"
    size = one_of(grammar.sizes)
    slots = _slots(grammar.variants, grammar)
    capitals = _slots([word for word in grammar.variants if not word.islower()], grammar)
    version = one_of(grammar.versions)
    spaced = rf"[ \u00a0]\[?(?:(?P<size>{size})|(?P<version>{version}){count}|{capitals}){END}\]?"
    date = f"(?P<date>{one_of(grammar.dates)})"
    gap = r"(?:[-_\u2010\u2011]|(?<=[^\W\d_])(?=\d)|(?<=[A-Za-z])(?=[vV]\d))"
    joined = rf"{gap}(?:(?P<size>{size})|{date}|(?P<version>{version}){count}|{slots}){END}"
    compare = one_of(grammar.comparisons, words=True)
    compare_spaced = one_of(grammar.spaced_comparisons, words=True)
    followed = tuple(
        (followed.kind, re.compile(rf" {one_of(followed.words, words=True)}(?!\w)"))
        for followed in grammar.followed
    )
    readings = tuple(
        (
            reading.kind,
            re.compile(rf"(?<!\w){one_of(reading.before, words=True)} (?:the )?\Z", re.IGNORECASE),
            re.compile(rf" ?{one_of(reading.after, words=True)}(?!\w)"),
        )
        for reading in grammar.readings
    )
    nouns = one_of((*grammar.members, *grammar.wholes), words=True)
    joint = one_of(grammar.joints, words=True)
    return Patterns(
        spaced=re.compile(spaced),
        joined=re.compile(joined, re.IGNORECASE),
        revision=re.compile(rf"{gap}{one_of(grammar.revisions)}{END}"),
        tag=re.compile(rf":{one_of(grammar.tags)}{END}", re.IGNORECASE),
        later=re.compile(r"\+(?![\w+])"),
        comparison=re.compile(rf"(?:[-\u2010\u2011]{compare}| {compare_spaced})(?!\w)"),
        made=re.compile(rf"(?<![\w/@.-])(?P<first>{one_of(grammar.made, words=True)})-\Z"),
        hyphen_word=re.compile(r"[-\u2010\u2011][a-z]+(?!\w)"),
        hyphen_name=re.compile(
            r"(?:[-\u2010\u2011](?:[A-Z0-9]\w*|\w*\d\w*|[a-z]+(?=-\w*\d))(?:\.\d+[A-Za-z]*)*)+"
        ),
        spaced_name=re.compile(
            rf" (?!(?i:{one_of((*grammar.label_nouns, *grammar.members, *grammar.wholes))})\b)"
            rf"(?P<word>[A-Z]\w+)(?= {one_of(grammar.label_verbs, words=True)}\b|, an? )"
        ),
        identifier=re.compile(r"[-_:.]?(?:[A-Za-z]+[-_.:])*[A-Za-z]?\d"),
        labelled=re.compile(
            rf"(?: {one_of(grammar.label_verbs, words=True)} [\w ,-]{{0,60}}?)? "
            rf"{one_of(grammar.label_nouns, words=True)}(?!\w)"
        ),
        examples=re.compile(
            rf"(?<!\w){one_of(grammar.label_nouns, words=True)},? "
            rf"{one_of(grammar.examples, words=True)} (?:[\w.-]+(?:,|,? and|,? or|/) ?){{0,5}}\Z"
        ),
        whole=re.compile(rf" {one_of(grammar.wholes, words=True)}(?!\w)"),
        followed=followed,
        readings=readings,
        joint=re.compile(joint),
        size=re.compile(rf"{size}{END}"),
        version=re.compile(rf"(?:{version}){count}{END}"),
        size_alone=re.compile(
            rf"(?<!\w){one_of(grammar.determiners, words=True)} "
            rf"(?:\w+ )?(?P<first>{size})(?:{joint}(?P<second>{size}))?"
            rf"(?:[- ]{nouns}){END}"
        ),
        unlisted=tuple(
            (unlisted.kind, re.compile(rf"(?<![\w/@.-]){unlisted.pattern}(?![\w/]|\.\w)"))
            for unlisted in grammar.unlisted
        ),
    )
