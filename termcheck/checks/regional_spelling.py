"""English words spelled as another region than the text's spells them: `colour` in `en-US`.

Asked for by a `language` with a region, in the configuration or the glossary. What the glossary has
an entry for, names and quotations are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from termcheck.checks.capitals import NAME_MARKS, is_title_case, opens_sentence
from termcheck.checks.check import Check, CheckExample, Page, excerpt
from termcheck.checks.language import language_of, language_of_path
from termcheck.checks.machine_names import is_label, is_listed, is_program
from termcheck.checks.replacement import agree, replacements
from termcheck.core.document import Block, Kind, Scope
from termcheck.core.finding import Finding
from termcheck.glossary.mention import Mention
from termcheck.glossary.model import FixPolicy, Glossary, primary_tag
from termcheck.glossary.regions import region_lexicon, region_name, region_of
from termcheck.match.matcher import Matcher
from termcheck.match.prefilter import Prefilter, make_prefilter

_TAG = re.compile(rb"(?i)\ben[-_](?:us|gb|ca|au|nz|ie|in|za)\b")
_PATH = re.compile(r"[\w*][/.:+_\\]\Z")
_NAME_AFTER = re.compile(r" [A-Z]")
_PATH_AFTER = re.compile(r"[/.:+_\\][\w*]")


def asked_region(glossary: Glossary, configured: str) -> str:
    """Return the region whose spelling pages are held to that name none, empty for no check."""
    return region_of(configured) or region_of(glossary.language)


def sight(
    data: bytes, path: str, glossary: Glossary, configured: str, *, markdown: bool
) -> Sequence[int] | None:
    """Return the bytes of a UTF-8 document at which this check may find something.

    None if that cannot be told, as where the document names a region itself.
    """
    region = asked_region(glossary, configured)
    if not region:
        return ()
    named = {tag.decode() for tag in _TAG.findall(data)} | {language_of_path(path)}
    if any(region_of(tag) not in ("", region) for tag in named):
        return None
    return _prefilter(region).sight(data, markdown=markdown)


def find(page: Page) -> Iterator[Finding]:
    """Yield a finding for each word that the region of its text spells otherwise."""
    own, configured = page.glossary.language or "en", page.options.page_language
    if not asked_region(page.glossary, configured):
        return
    tags = (language_of(page.document, configured), configured, own)
    regions = [_region(block, tags) for block in page.document.blocks]
    taken = {
        (mention.block, at) for mention in page.mentions for at in range(mention.start, mention.end)
    }
    for region in sorted(set(regions) - {""}):
        for mention in _matcher(region).scan(page.document):
            block = page.block(mention)
            held = regions[mention.block] == region and (mention.block, mention.start) not in taken
            if held and not _is_other(block, mention):
                yield _finding(page, mention, region)


def _region(block: Block, tags: Sequence[str]) -> str:
    """Return the region of a block: of the first that names one, its own language or the page's."""
    for tag in (block.language, *tags):
        if tag and primary_tag(tag) != "en":
            return ""
        if region := region_of(tag):
            return region
    return ""


def _is_other(block: Block, mention: Mention) -> bool:
    """Whether a word is somebody else's, part of a name or a name for machines."""
    text = block.text
    if mention.quoted or Scope.QUOTE in block.scopes:
        return True
    before, after = text[max(0, mention.start - 2) : mention.start], text[mention.end :][:2]
    if _PATH.search(before) or _PATH_AFTER.match(after):
        return True
    if mention.text.islower():
        labels = is_label(block, mention) and not is_listed(text, mention)
        return labels or is_program(block, mention)
    if mention.text.isupper():
        return True
    if block.kind is Kind.HEADING and is_title_case(text):
        return False
    alone = (mention.start, mention.end)
    labelled = alone != (0, len(text)) and block.marked_whole(*alone, *NAME_MARKS)
    named = _NAME_AFTER.match(text, mention.end) is not None
    return labelled or named or not opens_sentence(block, mention.start)


def _finding(page: Page, mention: Mention, region: str) -> Finding:
    block = page.block(mention)
    expected = tuple(agree(mention, words, block) for words in mention.surface.form.instead)
    sure = mention.text.islower() or opens_sentence(block, mention.start)
    joined = "-" in block.text[max(0, mention.start - 1) : mention.end + 1]
    listed = mention.text.islower() and is_listed(block.text, mention)
    policy = FixPolicy.AUTO if sure and not (joined or listed) else FixPolicy.UNSAFE
    where = excerpt(block, mention.start, mention.end)
    return page.finding(
        CHECK,
        where,
        f"Unexpected `{where.actual}`, expected `{expected[0]}`",
        note=f"The text is in {region_name(region)} spelling.",
        expected=expected,
        fixes=replacements(mention, block, page.document.source, expected, policy),
    )


@cache
def _matcher(region: str) -> Matcher:
    return Matcher(region_lexicon(region))


@cache
def _prefilter(region: str) -> Prefilter:
    return make_prefilter(region_lexicon(region).surfaces)


CHECK = Check(
    id="regional-spelling",
    summary="A word is spelled as in another region than the `language` of the text names.",
    why="A page that mixes British and American spelling looks unedited, and is found by half.",
    gives_way=True,
    document=find,
    examples=(
        CheckExample(
            "Choose the color.",
            "Choose the colour.",
            config='language = "en-GB"',
        ),
        CheckExample(
            "Choose the colour.",
            "Choose the color.",
            config='language = "en-US"',
        ),
    ),
)

CHECKS = (CHECK,)
