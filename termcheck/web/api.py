"""The endpoints of the JSON API, one table: routes and the OpenAPI document are made from it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from termcheck.web import work
from termcheck.web.language import SOURCE, languages
from termcheck.web.offsets import UNITS
from termcheck.web.params import FLAG, NAMES, TEXT, Param

JSON = "application/json"
MOST_DRAFTS = 100
"""Drafts of one batch."""
HTML = "text/html"
OBJECT: Mapping[str, Any] = {"type": "object"}
REPORT = {"$ref": "#/components/schemas/report"}
FIXED = {
    "type": "object",
    "required": ["text", "fixed", "withheld", "report"],
    "properties": {
        "text": {"type": "string", "description": "The corrected draft."},
        "fixed": {
            "type": "array",
            "description": "What was corrected.",
            "items": {
                "type": "object",
                "properties": {
                    "fingerprint": {"type": "string", "description": "Of the finding."},
                    "message": {"type": "string", "description": "Of the finding."},
                    "text": {"type": "string", "description": "What stands there now."},
                },
            },
        },
        "withheld": {
            "type": "array",
            "description": "What was not, because the result would not hold.",
            "items": {
                "type": "object",
                "properties": {
                    "fingerprint": {"type": "string", "description": "Of the finding."},
                    "message": {"type": "string", "description": "Of the finding."},
                    "reason": {"type": "string", "description": "Why not."},
                },
            },
        },
        "report": {**REPORT, "description": "Of the corrected draft."},
    },
}
COMMENT = {
    "type": "object",
    "required": ["fix"],
    "properties": {
        "fix": {
            "description": "What to put where, or null where no comment can stand.",
            "type": ["object", "null"],
            "properties": {
                "start": {"type": "integer"},
                "end": {"type": "integer"},
                "text": {"type": "string"},
            },
        }
    },
}
FILE = Param(
    "file",
    "The `file` of `/api/text`, in base 64: `text` is then the edited text of that Word file, and "
    "is checked with its tables, headings and lists.",
    TEXT,
)
IGNORED = Param("ignored", "Fingerprints of the findings that are left as they are.", NAMES)
REASONS = Param("reasons", "Why, for each of `ignored` in turn; may be empty.", NAMES)
BY = Param("by", "Who signs it off.", TEXT)
NOTE = Param("note", "What to tell the author.", TEXT)
LANGUAGE = Param(
    "language",
    "Language of the page, by its BCP 47 tag; what remarks say stays as it is.",
    {"type": "string", "enum": list(languages()), "default": SOURCE},
)
OFFSETS = Param(
    "offsets",
    "What `start` and `end` count: bytes of UTF-8, code points, or units of UTF-16.",
    {"type": "string", "enum": list(UNITS), "default": UNITS[0]},
)
DRAFTS = Param(
    "drafts",
    "The drafts: for each its `name` and `text`.",
    {
        "type": "array",
        "maxItems": MOST_DRAFTS,
        "items": {
            "type": "object",
            "required": ["name", "text"],
            "properties": {"name": TEXT, "text": TEXT},
        },
    },
    required=True,
)
GLOSSARY = Param(
    "glossary",
    "The glossary it is held to, one of those that `glossaries` of `/api/glossary` lists; all of "
    "the server's when empty.",
    TEXT,
)
DEFINITION = Param(
    "definition",
    "What takes the place of the glossary's first definition, one of those that `definitions` of "
    "`/api/glossary` lists; the glossary's own when empty.",
    TEXT,
)
SUBJECT = Param("subject", "Id or name of what is asked about.", TEXT, required=True)


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One thing the API does."""

    path: str
    summary: str
    about: str
    work: Callable[..., str]
    """A function of `termcheck.web.work`, called with what is held to and what was asked."""
    params: tuple[Param, ...] = ()
    draft: bool = False
    """Whether a draft is sent (POST); else everything stands in the query (GET)."""
    media: tuple[str, ...] = (JSON,)
    """Media types of the answer; a `format` chooses among several by their order in its enum."""
    schema: Mapping[str, Any] | None = None
    """JSON Schema of an answer that is JSON."""
    example: Mapping[str, Any] | None = None
    """A body that may be sent."""
    method: str = ""
    """The HTTP method, upper case: POST of a draft and GET of anything else, unless said."""

    choices: tuple[Param, ...] = (GLOSSARY, DEFINITION)
    """What of that which the answer depends on can be chosen; part of `params`."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "params", (*self.params, *self.choices))
        if not self.method:
            object.__setattr__(self, "method", "POST" if self.draft else "GET")

    def media_of(self, said: Mapping[str, Any]) -> str:
        """Return the media type of the answer to what was asked."""
        for param in self.params:
            if param.name == "format":
                names: list[str] = param.schema["enum"]
                return self.media[names.index(said["format"])]
        return self.media[0]


def _format(*names: str) -> Param:
    about = f"Format of the answer, `{names[0]}` if it is not said."
    return Param("format", about, {"type": "string", "enum": list(names), "default": names[0]})


def _answer(name: str, about: str) -> Mapping[str, Any]:
    return {
        "type": "object",
        "required": [name],
        "properties": {name: {"type": "string", "description": about}},
    }


ENDPOINTS = (
    Endpoint(
        "/api/check",
        "Check a draft",
        "Returns what `termcheck check --format json` writes of a file of this name and content. "
        "`start` and `end` of findings and fixes count bytes of the draft as UTF-8. A draft that "
        "cannot be read is in `problems`.",
        work.check,
        (FILE, OFFSETS),
        draft=True,
        schema=REPORT,
        example={"name": "post.md", "text": "The list is a whitelist."},
    ),
    Endpoint(
        "/api/batch",
        "Check many drafts",
        "Returns one report of all, as of a folder: what they say of the same things is compared "
        "too. The `path` of a finding is the name of its draft.",
        work.batch,
        (DRAFTS, OFFSETS),
        method="POST",
        schema=REPORT,
        example={"drafts": [{"name": "a.md", "text": "A whitelist."}]},
    ),
    Endpoint(
        "/api/fix",
        "Correct a draft",
        "Applies the fixes of findings, checks the result, and takes back what does not hold: the "
        "same as `termcheck fix`.",
        work.fix,
        (
            Param("unsafe", "Whether fixes that guess the grammar are applied too.", FLAG),
            Param("only", "Fingerprints of the findings to correct; all when empty.", NAMES),
            OFFSETS,
        ),
        draft=True,
        schema=FIXED,
        example={"name": "post.md", "text": "The list is a whitelist."},
    ),
    Endpoint(
        "/api/ignore",
        "Ignore a finding, with a reason",
        "Returns the comment to put into the draft, so that the finding is not reported again.",
        work.ignore,
        (
            Param("fingerprint", "Of the finding.", TEXT, required=True),
            Param("reason", "Why it does not count.", TEXT, required=True),
            OFFSETS,
        ),
        draft=True,
        schema=COMMENT,
    ),
    Endpoint(
        "/api/report",
        "Sign a draft off",
        "Returns a page to print or send: whether the draft is ready, what is open, what was left "
        "as it is and why. It needs nothing from elsewhere.",
        work.report,
        (FILE, IGNORED, REASONS, BY, NOTE, LANGUAGE, _format("html", "markdown")),
        draft=True,
        media=(HTML, "text/markdown"),
    ),
    Endpoint(
        "/api/text",
        "Read the text of a file",
        "Returns the text to edit: of a Word file its paragraphs, with blank lines between, and in "
        "`file` what `/api/check` needs to check it as that document. Of a Word, OpenDocument or "
        "RTF file `looks` says of each paragraph with text what it is and how words are marked.",
        work.text,
        draft=True,
        choices=(),
        schema=_answer("text", "The text."),
    ),
    Endpoint(
        "/api/word",
        "Put an edited text back into its Word file",
        "Takes the text of `/api/text` after it was edited, and the file it is of. Returns the "
        "file with edits as tracked changes, and what was found and not changed as comments. "
        "Paragraphs may be added and taken out.",
        work.word,
        (
            Param("file", "The Word file, in base 64.", TEXT, required=True),
            IGNORED,
            REASONS,
        ),
        draft=True,
        schema=_answer("file", "The Word file, in base 64."),
    ),
    Endpoint(
        "/api/page",
        "Fetch a published page",
        "Returns the main content of a page of one of the hosts that the server was told to fetch "
        "from (`--allow-page`), none by default; `robots.txt` is kept to, and other hosts and the "
        "local network are never asked.",
        work.page,
        (Param("url", "Address of the page.", TEXT, required=True),),
        method="POST",
        choices=(),
        schema={
            "type": "object",
            "required": ["name", "text"],
            "properties": {
                "name": {"type": "string", "description": "A name for its file."},
                "text": {"type": "string", "description": "Its main content."},
            },
        },
    ),
    Endpoint(
        "/api/rich",
        "Turn a draft into HTML",
        "Returns Markdown as HTML, to paste into an editor that shows formatted text. HTML in the "
        "draft stays as it is: clean it before you show it in a page.",
        work.rich,
        draft=True,
        choices=(),
        media=(HTML,),
    ),
    Endpoint(
        "/api/glossary",
        "Read the glossary",
        "Returns the terms with their meanings, the checks, the names of subjects by id, and what "
        "there is to choose among: `glossaries` and `definitions`.",
        work.glossary,
        schema=OBJECT,
    ),
    Endpoint(
        "/api/label",
        "Read the label of a subject",
        "Returns what a subject is made of, who can get it, and which definitions it meets.",
        work.label,
        (SUBJECT, _format("json", "fragment", "html", "svg", "markdown")),
        media=(JSON, HTML, HTML, "image/svg+xml", "text/markdown"),
        schema=OBJECT,
    ),
    Endpoint(
        "/api/compare",
        "Compare subjects",
        "Returns who meets which definition, and why.",
        work.compare,
        (
            Param("subject", SUBJECT.about + " May be said several times.", NAMES, required=True),
            Param("definition", "Ids of definitions; every one when empty.", NAMES),
            _format("json", "html", "markdown"),
        ),
        choices=(GLOSSARY,),
        media=(JSON, HTML, "text/markdown"),
        schema=OBJECT,
    ),
)
"""Everything the API does, in the order it is documented."""
