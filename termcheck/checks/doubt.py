"""Where a form is a name after all, and where it may be: information there, and no safe fix.

A name on a screen or of a thing takes capitals (`the End-User`, **Default Web site**), a program
or a value takes none (`the mysql container`, `to the default (json)`).
"""

from __future__ import annotations

import re

from termcheck.checks.capitals import (
    is_shouted,
    is_title_case,
    opens_sentence,
    stands_in_name,
)
from termcheck.checks.machine_names import is_joined
from termcheck.core.document import Block, Kind, MarkKind
from termcheck.core.finding import Severity
from termcheck.core.patterns import lazy
from termcheck.glossary.mention import Mention
from termcheck.glossary.model import FixPolicy, PartOfSpeech, Status

_WORD_GAP = lazy(r"[\s-]+")
_TITLES = (Kind.HEADING, Kind.TITLE, Kind.TABLE_HEADER, Kind.FRONT_MATTER)
_PROGRAM_AFTER = lazy(
    r" (?:containers?|daemon|image|subcommands?|preset|dialect|scheme|protocol|shortcode"
    r"|directive|macro|filter|function|method|hook|library|user|role|builders?|codecs?|executors?"
    r"|providers?|collections?)\b"
)
_COMMAND_AFTER = lazy(r" commands?\b")
_SET_AFTER = lazy(
    r" is (?:not |already )?(?:set|disabled|enabled|given|true|false|null|none|empty"
    r"|an? (?:string|number|boolean|object|array|function))\b"
)
_COMPONENT_AFTER = lazy(r" (?i:components?|bundle|class|namespace|facade)\b")
_LABEL_AFTER = lazy(r" (?:task|button|tab|menu|option|checkbox|field|link|page|dialog)\b")
_SET_BEFORE = lazy(r"\b[Ss]et(?:s|ting)? \Z")
_SET_TO = lazy(r" to (?:\ufffc|[\w.]+)(?:$|[.,;)]| if\b)")
"""Around a variable: ``set url to `null` ``."""
_VERSION_AFTER = lazy(r" v\d")
_PROGRAM_BEFORE = lazy(
    r"\b(?i:dependency|either|(?:Python|PHP|Ruby|Go|Node)['’]s(?: built-?in| standard)?|"
    r"(?:options?|values?) (?:is|are|like|such as)|(?:defaults?|set) to|called|named"
    r"|one of|(?:formats?|default)[:;]) \Z"
)
_BRACKETED = lazy(r"\((?:default:? |the |e\.g\.,? )?\Z"), lazy(r"(?: default| \w+)?\)")
_SHORTEST_TITLE = 3
"""Words: a title of more is a sentence, and its words are no names for being small."""
_MODEL_AFTER = lazy(
    r"(?: (?:[A-Z][\w-]*|pro|plus|mini|lite|max)){1,2}(?: \d{1,3})?"
    r" (?:[A-Z]{1,4}\d[\w-]*|\d{2,4}[a-z]?\b)(?!\.\d| ?[GM]Hz| ?[GM]bps)"
)
_SHOUTED = lazy(r"\b[A-Z]{3,}(?:, |,? (?:and|or) )\n|\n(?:, |,? (?:and|or) )[A-Z]{3,}\b")
"""Beside words in capitals: a list of values that are written so."""
_PATH_BEFORE = lazy(r" (?:>|→|->|›|») \Z")
_PATH_AFTER = lazy(r" (?:>|→|->|›|») [A-Z]")
"""Around a step on the way through menus: `Datacenter > Permissions`."""
_NAME_BEFORE = lazy(r"\b(?!(?:Non|Pre|Post|Multi|Anti|Cross|Self)-)[A-Z]\w+-\Z")


def is_name(block: Block, mention: Mention) -> bool:
    """Return whether the words around show a form to be a name: nothing is told of it."""
    text = block.text
    before = text[max(0, mention.start - 30) : mention.start]
    if mention.text.islower():
        initials = mention.surface.text.isupper()
        commands = initials and _COMMAND_AFTER.match(text, mention.end) is not None
        return commands or _is_marked_command(mention, block)
    if _is_of_thing(mention, block) or _is_product(mention, block):
        return True
    if _PATH_BEFORE.search(before) or _PATH_AFTER.match(text, mention.end):
        return True
    if mention.text.isupper() and _SHOUTED.search(f"{before}\n{text[mention.end :][:20]}"):
        # `one of IOS, ANDROID`
        return True
    if " " not in mention.text and _NAME_BEFORE.search(before):
        # `Ionide-VSCode`
        return True
    return _is_part_of_name(mention, block)


def _is_product(mention: Mention, block: Block) -> bool:
    """Whether a name stands in that of a model with its number: `Acme WiFi Pro 1200e`."""
    avoided = mention.surface.status in (Status.DEPRECATED, Status.SUPERSEDED)
    named = mention.surface.part_of_speech is PartOfSpeech.PROPER_NOUN
    if not (avoided and named and mention.start):
        return False
    return _MODEL_AFTER.match(block.text, mention.end) is not None


def _is_part_of_name(mention: Mention, block: Block) -> bool:
    """Whether common words with capitals stand in running text beside another: `SSL Blacklist`."""
    form = mention.surface.form
    deprecated = mention.surface.status in (Status.DEPRECATED, Status.SUPERSEDED)
    common = deprecated and all(words.islower() for words in (form.form, *form.instead))
    if not common or block.kind in _TITLES or opens_sentence(block, mention.start):
        return False
    if block.text[mention.start - 1] == "-":
        # `Non-Whitelist tools`
        return False
    raised = all(word[:1].isupper() for word in _WORD_GAP.split(mention.text))
    raised = raised and not mention.text.isupper()
    return raised and stands_in_name(block, mention.start, mention.end)


def weighed(
    mention: Mention, block: Block, severity: Severity | None, policy: FixPolicy
) -> tuple[Severity | None, FixPolicy]:
    """Return how much a wrong form matters and what may be fixed of it, where it stands."""
    if severity not in (Severity.WARNING, None) or not _may_be_name(mention, block):
        return severity, policy
    return informed(policy)


def informed(policy: FixPolicy) -> tuple[Severity, FixPolicy]:
    """Return what holds of a form that may be right: information, no safe fix."""
    shown = policy in (FixPolicy.SHOWN, FixPolicy.NONE)
    return Severity.INFO, policy if shown else FixPolicy.UNSAFE


def _may_be_name(mention: Mention, block: Block) -> bool:
    text = block.text
    before = text[max(0, mention.start - 30) : mention.start]
    whole = mention.end - mention.start == len(text) and block.kind is Kind.PARAGRAPH
    if whole and block.marked_whole(0, len(text), MarkKind.STRONG):
        # **whitelist**, a heading in a list of words
        return True
    if mention.surface.variant and " " in mention.surface.form.form and is_joined(text, mention):
        # `datacenter-aware`
        return True
    if mention.text.islower():
        return _may_be_program(mention, block, before)
    if mention.text.isupper() and len(mention.text) > 3 and _is_keyword(mention, block):
        # `Must I ROLLBACK again?`
        return True
    return _may_be_title(mention, block)


def _is_of_thing(mention: Mention, block: Block) -> bool:
    """Whether words stand in the name of a thing: the Yaml component, the *Login to it* task."""
    text = block.text
    initials = mention.surface.text.isupper() and mention.text[1:].islower()
    if initials and _COMPONENT_AFTER.match(text, mention.end):
        return True
    if block.kind is Kind.DEFINITION_TERM and is_title_case(text):
        return True
    marks = (MarkKind.STRONG, MarkKind.EMPHASIS)
    return any(
        mark.kind in marks
        and mark.start <= mention.start < mention.end <= mark.end
        and _LABEL_AFTER.match(text, mark.end)
        for mark in block.marks
    )


def _is_keyword(mention: Mention, block: Block) -> bool:
    """Whether capitals in the midst of other words are those of a command or of stress."""
    alone = not block.text.isupper() and not is_shouted(block.text, mention.start, mention.end)
    words = (mention.surface.text, *mention.surface.form.instead)
    return alone and all(map(str.islower, words))


def _is_marked_command(mention: Mention, block: Block) -> bool:
    """Whether emphasis shows words in lower case as a command: `*cbimport json*`."""
    before = block.text[max(0, mention.start - 30) : mention.start].split()[-1:]
    if not before or not before[0].islower() or block.text[mention.start - 1] != " ":
        return False
    start = mention.start - len(before[0]) - 1
    marks = (MarkKind.STRONG, MarkKind.EMPHASIS)
    return mention.surface.text.isupper() and block.marked_whole(start, mention.end, *marks)


def _may_be_program(mention: Mention, block: Block, before: str) -> bool:
    """Whether words in lower case whose own spelling has capitals may be meant for a machine."""
    if mention.surface.text.islower():
        return False
    text = block.text
    cell = block.kind is Kind.TABLE_CELL
    label = block.kind in _TITLES or (cell and (not mention.start or text[:3] == "to "))
    if label and text.islower() and text.count(" ") < _SHORTEST_TITLE:
        return True
    if _BRACKETED[0].search(before) and _BRACKETED[1].match(text, mention.end):
        return True
    if mention.surface.text.isupper():
        named = mention.surface.part_of_speech is PartOfSpeech.PROPER_NOUN
        if _SET_AFTER.match(text, mention.end):
            return True
        if _SET_BEFORE.search(before) and _SET_TO.match(text, mention.end):
            return True
        if named and _VERSION_AFTER.match(text, mention.end):
            # `the package yaml v3`
            return True
    return bool(_PROGRAM_AFTER.match(text, mention.end) or _PROGRAM_BEFORE.search(before))


def _may_be_title(mention: Mention, block: Block) -> bool:
    """Whether capitals that no sentence and no heading asks for are those of a name or a label."""
    if block.kind in _TITLES or opens_sentence(block, mention.start):
        return False
    if not mention.text[:1].isupper() or mention.text.isupper():
        return False
    form = mention.surface.form
    if mention.surface.part_of_speech is not PartOfSpeech.PROPER_NOUN and block.marked(
        mention.start, mention.end, MarkKind.STRONG
    ):
        return True
    common = all(words.islower() for words in (form.form, *form.instead))
    words = _WORD_GAP.split(mention.text)
    if common and len(words) == 1 and mention.surface.variant:
        # `Cross Datacenter Replication`
        return bool(
            re.search(r"\b[A-Z][\w-]* \Z", block.text[max(0, mention.start - 30) : mention.start])
            and re.match(r" [A-Z]", block.text[mention.end :])
        )
    return common and len(words) > 1 and all(word[:1].isupper() for word in words)
