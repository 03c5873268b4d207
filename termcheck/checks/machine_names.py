"""Whether words are a name for machines: an option, a package, a repository, a module."""

from __future__ import annotations

import re
import unicodedata
from pathlib import PurePosixPath

from termcheck.checks.capitals import NAME_MARKS
from termcheck.core.document import Block, Kind, MarkKind
from termcheck.core.patterns import lazy
from termcheck.glossary.mention import Mention
from termcheck.glossary.model import PartOfSpeech

_JOINED_BEFORE = lazy(r"[\w*](?:[-/.:,]|::|->)$|[>)}\]]-$|(?:^|[\s(])[:?]$")
_SCOPED_BEFORE = lazy(r"\w(?:::|-\{[\w,]*)\Z")
_JOINED_AFTER = lazy(r"[-/.:+][\w*]|-$|,[a-z]|::|->|/(?!\w)|\*")
DESCRIBING = (
    "aware|backed|based|centric|compatible|compliant|driven|enabled|encoded|flavou?red|formatted"
    "|friendly|generated|heavy|hosted|like|managed|oriented|powered|related|specific|styled?"
)
"""A pattern of words that are joined to another one to describe: `a JavaScript-heavy page`."""
_DESCRIBES = lazy(rf"-(?:{DESCRIBING})(?![-/.\w])")
_COMMAND = lazy(r"\b(?:[A-Z]\w+|X)-$")
_TICKET_AFTER = lazy(r"-\d")
_LABEL_END = lazy(r"(?: (?:[\w.-]+|\uFFFC)){0,2}(?: ?:(?!//)| [-–—]{1,2}) ")
_EXPLAINED = lazy(r" \([A-Z]| use \S+ instead\b")
_LISTED = lazy(
    r"\((?:(?:[a-z]\.[a-z]\.|for example),? )?[a-z][\w.+#-]*(?:, [a-z][\w.+#-]*)+"
    r"(?:,? (?:\.\.\.|…|etc\.?))?\)"
    r"|(?<!\w)[a-z][\w.+#-]*(?:, [a-z][\w.+#-]*){2,},? (?:and |or )?[a-z][\w.+#-]*"
    r"|(?:(?<!.)|(?<=: ))[a-z][\w.+#-]*(?:, [a-z][\w.+#-]*)+(?:,? (?:and|or) [a-z][\w.+#-]*)?"
    r"(?=[.;)]|$)"
)
_VALUE_BEFORE = lazy(r"[A-Za-z][\w ()/-]{0,40}: ?")
_PROGRAM_AFTER = lazy(
    r"(?: (?:npm|pip|python|node|ruby|rust|go|php))?"
    r" (?:modules?|packages?|crates?|gems?|plugins?|drivers?|dialects?|connectors?|themes?)\b"
    r"| (?:GitHub|GitLab|npm) (?:organi[sz]ation|org|repo(?:sitory)?|account)\b"
)
_TYPED = lazy(
    r"(?:sudo |\$ )?(?:npm|npx|pnpm|yarn|git|pip3?|python3?|node|docker|kubectl|helm|cargo|curl"
    r"|wget|brew|apt|apt-get|gem|bundle|composer|dotnet|az|aws|gcloud|terraform|ssh|oc|gh|conda)"
    r"(?: (?!(?:a|an|the|your|and|or|of|for|with|is|are|on|in|from|by)\b)[^\sA-Z]+)+"
)
"""A command as a table lists it: `git checkout github`."""
_FOLDER_AFTER = lazy(
    r"(?:(?:, [\w.-]+){0,3},? (?:and|or) [\w.-]+)?"
    r" (?:(?:root|home|sub)[ -]?)?(?:folders?|director(?:y|ies)|modules?)\b"
)
_SERVICE_AFTER = lazy(
    r"(?: (?:repo(?:sitory)?|service|container|pod|process|worker|microservice)\b"
    r"|(?:, [\w-]+){0,4},? and [a-z][\w-]* (?:services|containers|pods|processes|workers)\b)"
)
"""After words that are no product's: `the api repo`, `the api and web services`."""
_BRACKETED_LABEL = lazy(r"\) \w")
_LAST_BEFORE = lazy(r"\S - \Z")
"""Before the last word of a title: `The file - urls`."""
_PAIRED_BEFORE = lazy(r"(?:[(\[{,;]|\be\.g\.,?|\bi\.e\.,?) ?[a-z][\w-]*: \Z")
_PAIRED_AFTER = lazy(r"(?:, [a-z][\w-]*: [\w-]+){0,9}[)\]}]")
"""Around one of several values: `(backend: html, standalone: true)`."""
_ELEMENT_AFTER = lazy(r" (?:element|tag|attribute|keyword)\b")
_PART_AFTER = lazy(
    r"-[A-Z]"
    r"| (?:scheduled )?"
    r"(?:sections?|page|directory|folder|documentation|docs|guide|library|class(?:es)?|objects?|job|tab"
    r"|menu|button|dialog|pane|panel|view|screen|field|column|option|wizard"
    r"|setting|settings|service|chapter|icon|tile|node|step)\b"
)
_TAGS = lazy(r"\[[a-z0-9_.*/-]+(?:, ?[a-z0-9_.*/-]+)*\]")
_LONGEST_TAGS = 80
_FIELD = (
    r"(?:(?:config(?:uration)? )?"
    r"(?:attrs?|fields?|flags?|parameters?|arguments?|options?|keys?|propert(?:y|ies)|columns?|variables?|facts?))"
)
_OPTION_BEFORE = lazy(r"(?:^| )(?:--?|[–—])[a-z][\w-]*[ =]\Z")
_MESSAGE = lazy(r"\b(?:error|fails?|failed|message)\b.{0,20}\Z"), lazy(r": [a-z]")
_TYPE = r"(?:string|number|integer|int|bool(?:ean)?|object|array|function|regexp|optional|required)"
_FIELD_AFTER = lazy(rf" {_FIELD}\b| \((?i:{_TYPE})\b[^()]*\)| \([0-9a-f]{{12,40}}\)")
_CALL_AFTER = lazy(r"\((?!e?s\))")
_ARGUMENT_BEFORE = lazy(r"[a-z_]\w*(?:[A-Z_.]\w*)+\( ?(?:[\w.*&:-]+ ?\[?[,=] ?){0,8}\Z")
_ARGUMENT_AFTER = lazy(r" ?[,)=\]]|\[")
"""Around an argument: `setUrl( url )`."""
_TYPE_BEFORE = lazy(r"\((?i:required|optional|mandatory), \Z")
"""Before the type of a setting: `(Required, url)`."""
_FIELD_BEFORE = lazy(rf"\b{_FIELD} \Z")
_PAIR_AFTER = lazy(r" ?[/|] ?[a-z]")
_PAIR_BEFORE = lazy(r"[a-z] ?[/|] ?\Z")
_LONGEST_LABEL = 40
_SLUG_BEFORE = lazy(r"(?:(?<![\w.-])[a-z][a-z0-9]*-(?:[a-z0-9]+-)*)?\Z")
_SLUG_AFTER = lazy(r"(?:-[a-z0-9]+)*(?![\w-])")
_SIGNATURE = 600
"""Bytes before a text in which a signature is looked for."""
_ADDRESS = 200
"""Bytes behind a link's text in which its address is looked at."""


def is_label(block: Block, mention: Mention) -> bool:
    """Return whether nothing else is in the block, the link or the emphasis: `**Html**`.

    Documentation writes names of options, properties and filters so, and in lower case before a
    colon or a dash (`- json: …`) and in long lists (`css, diff, http, ini, json`).
    """
    alone = (mention.start, mention.end)
    if alone == (0, len(block.text)) or block.marked_whole(*alone, *NAME_MARKS):
        return True
    if not mention.text.islower():
        return False
    colon = block.text[mention.end :]
    marked = block.marked_whole(mention.start, mention.end + 1, *NAME_MARKS)
    if (colon == ":" and not mention.start) or (colon.startswith(":") and marked):
        return True
    if _ends_title(block, mention):
        return True
    if block.text[: mention.start] == "(" and _BRACKETED_LABEL.match(block.text, mention.end):
        # `- (javascript) fix tags`
        return True
    if block.kind in (Kind.TABLE_CELL, Kind.DEFINITION_TERM) and _TYPED.fullmatch(block.text):
        return True
    listed = block.kind in (Kind.LIST_ITEM, Kind.DEFINITION_TERM) and not mention.start
    if listed and _EXPLAINED.match(block.text, mention.end):
        # `- url (URL origin of the server)`, `- k8s use x instead`
        return True
    if mention.start < _LONGEST_LABEL and _LABEL_END.match(block.text, mention.end):
        before = block.text[: mention.start]
        # A number may stand before it: `#7902: html: …`.
        if before == before.lower() and before.count(" ") < 3:
            return True
    return _is_tag(block.text, mention) or is_listed(block.text, mention)


def _ends_title(block: Block, mention: Mention) -> bool:
    """Whether a word comes last, behind a colon or a dash: `Technology: html`."""
    ends = mention.end == len(block.text)
    if ends and _VALUE_BEFORE.fullmatch(block.text[: mention.start]):
        return True
    return _LAST_BEFORE.search(block.text[: mention.start]) is not None and (
        ends
        or any(
            mark.kind is MarkKind.LINK and mark.start < mention.start and mark.end == mention.end
            for mark in block.marks
        )
    )


def _is_tag(text: str, mention: Mention) -> bool:
    """Whether brackets list what is spoken of: `[api,k8s/ingress]`."""
    first = text.rfind("[", max(0, mention.start - _LONGEST_TAGS), mention.start)
    last = text.find("]", mention.end, mention.end + _LONGEST_TAGS)
    return first >= 0 and _TAGS.fullmatch(text, first, last + 1) is not None


def is_program(block: Block, mention: Mention) -> bool:
    """Return whether words in lower case name a package, an element, a field or a value.

    `the html element`, `the json field`, `https / http`, `html(text)`, `NPM(K)`
    """
    text = block.text
    if _CALL_AFTER.match(text, mention.end):
        return True
    if not mention.text.islower():
        return False
    before = text[max(0, mention.start - 80) : mention.start]
    argued = _ARGUMENT_AFTER.match(text, mention.end) and _ARGUMENT_BEFORE.search(before)
    before = before[-20:]
    if argued or _FIELD_AFTER.match(text, mention.end):
        return True
    if _FIELD_BEFORE.search(before) or _is_of_program(text, mention):
        return True
    if _PAIR_AFTER.match(text, mention.end) or _PAIR_BEFORE.search(before):
        return True
    if _PAIRED_BEFORE.search(before) and _PAIRED_AFTER.match(text, mention.end):
        return True
    named = mention.surface.part_of_speech is PartOfSpeech.PROPER_NOUN
    if (_PROGRAM_AFTER if named else _SERVICE_AFTER).match(text, mention.end):
        return True
    if _FOLDER_AFTER.match(text, mention.end):
        return True
    the = before.lower().endswith(("the ", "'s ", "’s "))
    return the and _ELEMENT_AFTER.match(text, mention.end) is not None


def _is_of_program(text: str, mention: Mention) -> bool:
    """Whether words stand after an option, in a message or for a type: `-o json`, `fails: json: x`.

    `(Required, url)`
    """
    before = text[max(0, mention.start - 30) : mention.start]
    if _OPTION_BEFORE.search(before) or _TYPE_BEFORE.search(before):
        return True
    return _MESSAGE[0].search(before) is not None and (
        _MESSAGE[1].match(text, mention.end) is not None
    )


def is_parameter(block: Block, mention: Mention, data: bytes) -> bool:
    """Return whether a text in lower case opens with the name of a parameter listed right above.

    `.. method:: put(data=None, json=None)`, and below it `json and data exclude each other`.
    """
    if mention.start or not mention.text.isalpha() or not mention.text.islower():
        return False
    at = block.span(mention.start, mention.end).start
    listed = rb"[(,] ?%b(?: ?=[^,()]{0,40})?[,)]" % mention.text.encode()
    return re.search(listed, data[max(0, at - _SIGNATURE) : at]) is not None


def is_page_name(block: Block, mention: Mention, data: bytes) -> bool:
    """Return whether a link's text is the name of the page it leads to.

    `[flux bootstrap github](/cmd/flux_bootstrap_github/)`: commands have pages so, and what another
    site defines has anchors, `<a href="https://x.org/#dfn-url-parser">url parser</a>`.
    """
    if not mention.text.islower():
        return False
    for mark in block.marks:
        text = block.text[mark.start : mark.end]
        around = mark.start <= mention.start < mention.end <= mark.end
        if mark.kind is MarkKind.LINK and around and " " in text:
            span = block.span(mark.start, mark.end)
            name = re.sub(r"[\W_]+", "[-_/]", re.sub(r"[^\w\s-]", "", text)).encode()
            if re.search(rb"[(/]" + name + rb"\b", data[span.end : span.end + _ADDRESS]):
                return True
            before = data[max(0, span.start - _ADDRESS) : span.start]
            if re.search(rb"//[^\"'<>]*#(?:[\w-]*-)?" + name + rb"[\"']?>\Z", before):
                return True
    return False


def is_part(block: Block, mention: Mention) -> bool:
    """Return whether words with a capital are a name: `the Runtime section`, `🤗 Datasets`."""
    sign = block.text[mention.start - 2 : mention.start]
    pictured = sign[-1:] == " " and unicodedata.category(sign[0]) == "So"
    return pictured or _PART_AFTER.match(block.text, mention.end) is not None


def is_command(block: Block, path: str) -> bool:
    """Return whether a title is the name of what its file is named after: `helm completion`."""
    if block.kind not in (Kind.FRONT_MATTER, Kind.HEADING):
        return False
    name = PurePosixPath(path.replace("\\", "/")).stem.lower()
    return re.sub(r"[\W_]+", "-", block.text.strip()) == re.sub(r"[\W_]+", "-", name)


def is_listed(text: str, mention: Mention) -> bool:
    """Return whether words stand in a list of single words in lower case: `(name, json, app)`."""
    if text[mention.end : mention.end + 1] not in (",", "", ")") and text[mention.start - 2] != ",":
        return False
    first = max(0, mention.start - 200)
    return any(
        found.start() <= mention.start and mention.end <= found.end()
        for found in _LISTED.finditer(text, first, mention.end + 200)
    )


def is_bracketed(text: str, mention: Mention) -> bool:
    """Return whether brackets hold words in lower case, this among them: `(signin, signout)`."""
    first = text.rfind("(", max(0, mention.start - 200), mention.start)
    return first >= 0 and any(
        mention.end < found.end()
        for found in (_LISTED.match(text, first),)
        if found is not None and found[0].endswith(")")
    )


def in_slug(text: str, mention: Mention) -> bool:
    """Return whether words are part of a name: `github/docs`, `my-npm`, `Test-Json`, `IOS-123`."""
    before = text[max(0, mention.start - 40) : mention.start]
    if mention.text.islower():
        if _JOINED_BEFORE.search(before):
            return True
        joined = _JOINED_AFTER.match(text, mention.end) is not None
        return joined and _DESCRIBES.match(text, mention.end) is None
    if _SCOPED_BEFORE.search(before):
        # `AWS::Serverless::Api`, `ConvertFrom-{Csv,Html}`
        return True
    return _COMMAND.search(before) is not None or (
        mention.text.isupper() and _TICKET_AFTER.match(text, mention.end) is not None
    )


def is_folder(text: str, mention: Mention) -> bool:
    """Return whether a slash makes words in lower case the name of a folder: `- plugin/`."""
    after = text[mention.end : mention.end + 2]
    return mention.text.islower() and after[:1] == "/" and not after[1:].strip(" .,;:)|-└├─│")


def is_slug(block: Block, mention: Mention) -> bool:
    """Return whether hyphens make words part of a name: `a-whitelist-backend`, **new-slave**."""
    before = _SLUG_BEFORE.search(block.text[max(0, mention.start - 60) : mention.start])
    after = _SLUG_AFTER.match(block.text, mention.end)
    if before is None or after is None or not mention.text.islower():
        return False
    hyphens = before[0].count("-") + after[0].count("-")
    start, end = mention.start - len(before[0]), after.end()
    return hyphens > 1 or (hyphens == 1 and block.marked_whole(start, end, *NAME_MARKS))


def is_joined(text: str, mention: Mention) -> bool:
    """Return whether a hyphen or slash joins the words to others: `opensource-portal`."""
    before, after = text[max(0, mention.start - 2) : mention.start], text[mention.end :][:2]
    return bool(re.match(r"[-/]\w", after) or re.search(r"\w[-/]$", before))
