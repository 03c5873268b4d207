"""The tables of an audit: every column with its type, its unit and what it holds.

A table is one Parquet file in the folder of an audit. Rows are in the order of `order`, so that the
same documents give the same file. Empty text means "not known" or "none"; `null` stands only where
a number, a date or a yes or no is missing. Places are those of `termcheck check`: lines and columns
count from 1, columns in code points; bytes of the document as UTF-8 count from 0.

`VERSION` changes when a column is renamed or removed, or means something else; columns may be added
without.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

VERSION = 1
"""Of the tables and of `audit.json`."""

TEXT, COUNT, SHARE, DAY, FLAG = "string", "int64", "double", "date32", "bool"
TEXTS, ANSWERS = "list<string>", "map<string, string>"


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table."""

    name: str
    type: str
    """Arrow type: `string`, `int64`, `double`, `date32`, `bool`, `list<string>` or
    `map<string, string>`."""
    about: str
    """What it holds, in a sentence."""
    unit: str = ""
    """What a number counts: `bytes`, `code points`, `lines`, `0 to 1`; empty for other columns."""


@dataclass(frozen=True, slots=True)
class Table:
    """One table of an audit."""

    name: str
    about: str
    """What a row is."""
    columns: tuple[Column, ...]
    order: tuple[str, ...]
    """The columns that rows are sorted by."""

    @property
    def file(self) -> str:
        """The name of its file in the folder of an audit."""
        return f"{self.name}.parquet"

    @property
    def names(self) -> tuple[str, ...]:
        """The names of its columns."""
        return tuple(column.name for column in self.columns)


_WHERE = (
    Column("document", TEXT, "Id of the document: a hash of repository, path and content."),
    Column("repository", TEXT, "`owner/name` of its remote, else the name of the folder given."),
    Column("site", TEXT, "Host it is published at, else the repository."),
    Column("path", TEXT, "Path in the repository, or on the site; with forward slashes."),
)
_WHO = (
    Column("owner", TEXT, "Who answers for the document: the first of `owners`."),
    Column("date", DAY, "The day the document was last changed, or says it was.", "day"),
    Column("current", FLAG, "Whether it is what the document says now; else it is history."),
)
_PLACE = (
    Column("line", COUNT, "Line of the words.", "lines"),
    Column("col", COUNT, "Column of the words.", "code points"),
    Column("end_line", COUNT, "Line after the words.", "lines"),
    Column("end_col", COUNT, "Column after the words.", "code points"),
    Column("start_byte", COUNT, "Where the words start.", "bytes"),
    Column("end_byte", COUNT, "Where the words end.", "bytes"),
    Column("url", TEXT, "Page that shows the place, where one is known."),
)

DOCUMENTS = Table(
    "documents",
    "A document that was looked at, or could not be.",
    (
        *_WHERE,
        Column("url", TEXT, "Page that shows it, where one is known."),
        Column("revision", TEXT, "Commit it was read at, where it is in git."),
        Column("title", TEXT, "Its title, else its first heading."),
        Column("language", TEXT, "Language it says it is in (BCP 47)."),
        Column("bytes", COUNT, "Its size.", "bytes"),
        Column("digest", TEXT, "Hash of its content."),
        Column(
            "outcome",
            TEXT,
            "`read`; `nothing`: no term stands in it; `partly`: some of it was not read; "
            "`unread`: none of it.",
        ),
        Column("reason", TEXT, "Why it was not read, or not all of it."),
        Column("mentions", COUNT, "Places where a term stands that promises something.", "places"),
        Column("claims", COUNT, "Claims in it, see the table of claims.", "rows"),
        Column("findings", COUNT, "Findings in it, exceptions left out.", "rows"),
        Column(
            "agrees",
            FLAG,
            "Whether nothing in it goes against what the glossary means; null where no term is "
            "said of anything the glossary promises something about.",
        ),
        Column("owners", TEXTS, "Everybody who answers for it."),
        Column("owner_basis", TEXT, "Where that stands: `codeowners`, `front-matter` or `git`."),
        Column("date_basis", TEXT, "Where the date stands: `front-matter`, `git` or `site`."),
        *_WHO,
    ),
    ("repository", "path", "document"),
)

CLAIMS = Table(
    "claims",
    "What a term is said of at one place: a row for each subject, one where there is none. "
    "Mentions near which nothing stands that the term could be said of are not read, only counted.",
    (
        *_WHERE,
        Column("claim", COUNT, "Which claim of the document it is, from 0.", "claims"),
        Column("part", COUNT, "Which subject of the claim it is, from 0.", "subjects"),
        Column("term", TEXT, "Id of the glossary term."),
        Column("words", TEXT, "The words of the term as the page has them."),
        Column(
            "reference",
            TEXT,
            "How the subject is meant: `named`, `generic`, `made`, `unnamed`, `own` or `other` "
            "(nothing the term makes a promise about); empty for nobody.",
        ),
        Column("subject", TEXT, "Id of the recorded subject."),
        Column("subject_name", TEXT, "Its recorded name, else the name as written."),
        Column("name", TEXT, "The name as written."),
        Column("kind", TEXT, "Kind of subject: `model`, `software`."),
        Column("stance", TEXT, "`asserted`, `negated`, `attributed`, `mention` or `conditional`."),
        Column("speaker", TEXT, "Whose words they are, where not the writer's."),
        Column("cue", TEXT, "The words that decided the stance."),
        Column("confidence", SHARE, "How sure the reading is.", "0 to 1"),
        Column(
            "outcome",
            TEXT,
            "What comes of it: `ok`, `contradicted`, `unsupported`, `ambiguous`, `conflation`, "
            "`allowed` by an exception, or `not judged`.",
        ),
        Column("definition", TEXT, "Id of the definition the glossary chose for it."),
        Column("answer", TEXT, "Whether the subject meets it: `met`, `not-met`, `unknown`."),
        Column("reason", TEXT, "Why."),
        Column("verified", FLAG, "Whether that rests on facts with a page of their own each."),
        Column("verdicts", ANSWERS, "The answer by every definition that judges its kind."),
        Column("expected", TEXT, "Words that would be true."),
        Column("exception", TEXT, "Id of the exception that allows it, or allowed it."),
        Column("until", DAY, "Last day of that exception; null for good.", "day"),
        Column(
            "meaning",
            TEXT,
            "Id of the definition that the page goes by where it uses the term so; empty where "
            "none can be told.",
        ),
        Column(
            "meaning_basis",
            TEXT,
            "How that is known: `stated` by the page in its own words; `named`; `subjects`: what "
            "all that it says the term of have in common; `framing`; `several` definitions are "
            "named; `none`: no definition holds of all it says it of.",
        ),
        Column("framing", TEXT, "Id of the framing whose manner of speaking it shares."),
        Column("quote", TEXT, "The sentence that gives the term a meaning, where one does."),
        Column("heading", TEXT, "The heading it stands under."),
        Column("sentence", TEXT, "The sentence it stands in."),
        Column("context", TEXT, "What stands around the sentence in its paragraph, or in its row."),
        *_PLACE,
        *_WHO,
    ),
    ("repository", "path", "document", "claim", "part"),
)

FINDINGS = Table(
    "findings",
    "What a reader would be told, and every exception that was used.",
    (
        *_WHERE,
        Column("check_id", TEXT, "Id of the check, or `exception` for what one allows."),
        Column("of_meaning", FLAG, "Whether it is about what is said, not about how it is written"),
        Column("severity", TEXT, "`error`, `warning` or `info`."),
        Column("term", TEXT, "Id of the glossary term."),
        Column("subject", TEXT, "Id of the subject."),
        Column("actual", TEXT, "The words as the reader sees them."),
        Column("expected", TEXTS, "The wanted words, best first."),
        Column("message", TEXT, "What is told, one line."),
        Column("note", TEXT, "Why, and what would be true."),
        Column("sentence", TEXT, "The sentence it stands in, of a cell the row."),
        Column("exception", TEXT, "Id of the exception, for one."),
        Column("until", DAY, "Last day of the exception; null for good.", "day"),
        Column("fingerprint", TEXT, "The same for the same finding, also once lines moved."),
        *_PLACE,
        *_WHO,
    ),
    ("repository", "path", "document", "start_byte", "end_byte", "check_id", "message"),
)

HISTORY = Table(
    "history",
    "Which document stood at a path at the end of a month.",
    (
        Column("month", TEXT, "The month, `2026-11`."),
        *_WHERE,
        Column("owner", TEXT, "Who answers for it."),
    ),
    ("repository", "path", "document", "month"),
)

TABLES: Mapping[str, Table] = {
    table.name: table for table in (DOCUMENTS, CLAIMS, FINDINGS, HISTORY)
}
"""Every table by name."""
