"""Which language a page or a passage is in, as far as it or its path says, or its letters do."""

from __future__ import annotations

import re
from collections.abc import Iterable

from termcheck.core.document import Block, Document
from termcheck.glossary.mention import Mention
from termcheck.glossary.model import Glossary, PartOfSpeech

_KEYS = ("lang", "language", "locale")
_CODES = frozenset(
    "ar bg bn ca cs da de el en es et fa fi fr he hi hr hu id it ja ka ko lt lv ms nb nl pl pt ro "
    "ru sk sl sr sv sw ta th tr uk ur vi zh".split()
)
"""Languages (ISO 639-1) that documentation is translated into."""
_WORDS = frozenset({"ca", "hi", "id", "it", "he", "ms", "sl", "sr"})
"""Those that are also names of other folders, unless one of these stands above."""
_ABOVE = frozenset(
    "docs doc i18n content locale locales lang langs language languages translation translations "
    "site pages website".split()
)
_TAG = re.compile(r"([a-z]{2})(?:[-_](?:[a-z]{2}|[a-z]{4}|\d{3}))?$", re.IGNORECASE)
_IN_NAME = re.compile(r"[._-]([a-z]{2}(?:[-_][a-z]{2,4})?)(?:\.\w+)?$", re.IGNORECASE)
_LATIN = frozenset(
    "ca cs da de en es et fi fr hr hu id it lt lv ms nb nl pl pt ro sk sl sv sw tr vi".split()
)
_OTHER_SCRIPT = re.compile(
    "[\u0370-\u1cff\u2e80-\ua4cf\ua960-\uabff\uac00-\ud7af\uf900-\ufaff\ufe70-\ufeff\uff66-\uffdc]"
)


def language_of(document: Document, configured: str = "") -> str:
    """Return the language of a document (BCP 47), empty if nothing says it.

    Its front matter or `lang` says it before the configuration, and that before its path.
    """
    said = document.language
    for name in _KEYS:
        value = document.front_matter.get(name)
        if not said and isinstance(value, str) and _TAG.match(value):
            said = value
    return said or configured or language_of_path(document.source.path)


def language_of_path(path: str) -> str:
    """Return the language that a path names: `docs/de/a.md`, `README.zh-CN.md`.

    >>> language_of_path("docs/de/a.md"), language_of_path("README.zh-CN.md")
    ('de', 'zh-CN')
    >>> language_of_path("it/a.md"), language_of_path("src/app.md")
    ('', '')
    """
    *folders, name = path.replace("\\", "/").split("/")
    above = ""
    for folder in folders:
        tag = _TAG.match(folder)
        if tag is not None and tag[1].lower() in _CODES:
            sure = above.lower() in _ABOVE or "-" in folder
            if sure or tag[1].lower() not in _WORDS:
                return folder
        above = folder
    found = _IN_NAME.search(name)
    if found is not None:
        tag = _TAG.match(found[1])
        code = tag[1].lower() if tag is not None else ""
        if code in _CODES and code not in _WORDS:
            return found[1]
    return ""


def of_language(
    mentions: Iterable[Mention], document: Document, glossary: Glossary, configured: str = ""
) -> tuple[Mention, ...]:
    """Return the mentions in text that is in the glossary's language, or does not say its own.

    Names hold in every language.
    """
    own = _primary(glossary.language)
    page = _primary(language_of(document, configured))
    foreign: dict[int, bool] = {}
    kept = []
    for mention in mentions:
        number = mention.block
        if number not in foreign:
            block = document.blocks[number]
            found = _primary(block.language) or page
            other = own in _LATIN and _is_other_script(block)
            foreign[number] = found not in ("", own) or other
        if not foreign[number] or mention.surface.part_of_speech is PartOfSpeech.PROPER_NOUN:
            kept.append(mention)
    return tuple(kept)


def _primary(tag: str) -> str:
    return re.split(r"[-_]", tag, maxsplit=1)[0].lower()


def _is_other_script(block: Block) -> bool:
    """Return whether a block is mostly in letters of another script than Latin."""
    text = block.text
    if text.isascii():
        return False
    others = len(_OTHER_SCRIPT.findall(text))
    return others * 4 > sum(map(str.isalpha, text))
