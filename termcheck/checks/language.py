"""Which language a page or a passage is in: what it or its path says, or its letters and words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from termcheck.core.document import Block, Document
from termcheck.core.patterns import lazy
from termcheck.glossary.mention import Mention
from termcheck.glossary.model import Glossary, PartOfSpeech, primary_tag

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
_TAG = lazy(r"([a-z]{2})(?:[-_](?:[a-z]{2}|[a-z]{4}|\d{3}))?$", re.IGNORECASE)
_IN_NAME = lazy(r"[._-]([a-z]{2}(?:[-_][a-z]{2,4})?)(?:\.\w+)?$", re.IGNORECASE)
_LATIN = frozenset(
    "ca cs da de en es et fi fr hr hu id it lt lv ms nb nl pl pt ro sk sl sv sw tr vi".split()
)
_ENGLISH = lazy(
    r"(?<![\w.-])(?:the|and|with|this|that|you|your|from|how|not|which|when|are|can|have)(?![\w-])",
    re.IGNORECASE,
)
_FOREIGN = lazy(
    r"(?<![\w.-])(?:der|das|und|ist|nicht|ein|eine[mnrs]?|mit|für|auf|wird|werden|sind|oder|auch"
    r"|wir|le|les|du|de|la|el|une|est|pour|dans|avec|sont|vous|nous|los|las|una|para|del|por|como|het|een|voor"
    r"|niet|zijn|della|che|sono|nella|gli|och|att|är|för|uma|não|são|ikke|jest|się|oraz)(?![\w-])",
    re.IGNORECASE,
)
"""Words that texts in English have everywhere, and that those in other languages have."""
_SAMPLE = 1500
"""Characters of a page by which its language is told."""
_LEAST_FOREIGN = 5


@cache
def _other_script() -> re.Pattern[str]:
    """Return what finds letters of other scripts: slow to compile, and needed by few pages."""
    return re.compile(
        "[\u0370-\u1cff\u2e80-\ua4cf\ua960-\uabff\uac00-\ud7af\uf900-\ufaff\ufe70-\ufeff"
        "\uff66-\uffdc]"
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


_OF_PAGES = lazy(r"(?:pages|docs|content)\.([a-z]{2,3})(?:[-_]([A-Z]{2}))?")


def language_of_path(path: str) -> str:
    """Return the language that a path names: `docs/de/a.md`, `README.zh-CN.md`.

    >>> language_of_path("docs/de/a.md"), language_of_path("README.zh-CN.md")
    ('de', 'zh-CN')
    >>> language_of_path("it/a.md"), language_of_path("src/app.md")
    ('', '')
    >>> language_of_path("pages.it/a.md"), language_of_path("docs.pt_BR/a.md")
    ('it', 'pt-BR')
    """
    *folders, name = path.replace("\\", "/").split("/")
    above = ""
    for folder in folders:
        whole = _OF_PAGES.fullmatch(folder)
        if whole is not None and whole[1].lower() in _CODES:
            return f"{whole[1]}-{whole[2]}" if whole[2] else whole[1]
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
    """Return the mentions in the language of the text they stand in.

    Text that does not say its language is in the glossary's. A term holds as its wording for a
    language has it; where it has none, only names do, and what is not translated. What makes
    claims is kept where a page shows only by its words that it is in another: that it is not read
    is told of each.
    """
    own = glossary.language or "en"
    page = language_of(document, configured)
    is_foreign = cache(lambda: _is_foreign(document))
    languages: dict[int, str] = {}
    by_words: dict[int, str] = {}
    unsaid = not page and primary_tag(own) == "en"
    kept = []
    for mention in mentions:
        number = mention.block
        if number not in languages:
            languages[number] = _of_block(document.blocks[number], page, own)
        surface = mention.surface
        term = glossary.terms[mention.term]
        language = languages[number]
        if unsaid and not term.makes_claims:
            if number not in by_words:
                foreign = _may_be_foreign(document.blocks[number]) and is_foreign()
                by_words[number] = "und" if foreign else language
            language = by_words[number]
        own_of_term = term.language or own
        held = term.wording_for(language, own_of_term)
        named = held is None and surface.part_of_speech is PartOfSpeech.PROPER_NOUN
        if surface.language == (own_of_term if named else held):
            kept.append(mention)
    return tuple(kept)


def _of_block(block: Block, page: str, own: str) -> str:
    """Return the language of a block; `und` where its letters say that it is not the glossary's."""
    found = block.language or page or own
    alike = primary_tag(found) == primary_tag(own)
    foreign = alike and primary_tag(own) in _LATIN and _is_other_script(block)
    return "und" if foreign else found


def _may_be_foreign(block: Block) -> bool:
    """Return whether a block that does not say its language has no word that only English has."""
    return not block.language and _ENGLISH.search(block.text, 0, _SAMPLE) is None


def _is_foreign(document: Document) -> bool:
    """Return whether a page that does not say its language shows by its words that it has another.

    Only what has no word of English in it is held for another language then.
    """
    text = ""
    for block in document.blocks:
        text += f"{block.text[:_SAMPLE]}\n"
        if len(text) > _SAMPLE:
            break
    found = sum(1 for _ in _FOREIGN.finditer(text))
    return found >= _LEAST_FOREIGN and found > 3 * sum(1 for _ in _ENGLISH.finditer(text))


def _is_other_script(block: Block) -> bool:
    """Return whether a block is mostly in letters of another script than Latin."""
    text = block.text
    if text.isascii():
        return False
    letters = sum(map(str.isalpha, text))
    if 4 * (len(text) - len(text.encode("ascii", "ignore"))) <= letters:
        return False
    return 4 * len(_other_script().findall(text)) > letters
