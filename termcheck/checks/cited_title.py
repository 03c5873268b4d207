"""Whether words stand in a title or name that others gave: an article's, a book's, an extension's.

It is written as its author wrote it; who corrects it sends readers to something that is not there.
"""

from __future__ import annotations

from bisect import bisect_right

from termcheck.core.document import Block, Mark, MarkKind
from termcheck.core.patterns import lazy
from termcheck.glossary.mention import Mention

_SHORTEST_TITLE = 4
"""Words: a link of fewer says where it leads (`GitHub Releases`)."""
_NEAREST = 20
"""Marks before a mention that are looked at: one that holds it begins not far away."""
_SMALL = 4
"""Letters of the longest word that a title may write without a capital (`with`)."""
_ADDRESS_AFTER = lazy(rb"[\s*_~'\"]{0,4}(?:\]\(\s*<?| <)(https?://[^\s)>]*)")
_ADDRESS_BEFORE = lazy(
    rb"(?:\bhref=[\"']?|(?<![\w(<]))(https?://[^\s\[\]\"'>]*)[\"']?[^>\[]*[>\[]\s*\Z"
)
_ADDRESS = 400
"""Bytes on either side of a link's text in which its address is looked for."""
_SHOP = lazy(
    rb"//(?:marketplace|plugins|addons|chromewebstore|extensions)\.|/(?:marketplace|webstore|plugins?"
    rb"|extensions?|add-?ons?)/"
)
_VIDEO = lazy(rb"//(?:[\w-]+\.)?(?:youtube\.com/watch|youtube\.com/live|youtu\.be/|vimeo\.com/\d)")
_AUTHOR = lazy(r" [-–—] [A-Z][\w'’.-]+(?: [A-Z][\w'’.-]+){1,3}\.?")
"""After a link that opens an item: `[A title](…) - Jane Doe`."""
_NAMED = r"(?:[A-Z][\w.+-]*|of|for|and|the|with|in|&)"
_WARES = lazy(
    rf"({_NAMED}(?: {_NAMED}){{2,9}}) (?:extension|plugin|add-on|addon|app|theme|snippets)\b"
)
_LONGEST_NAME = 100


def in_cited_title(block: Block, mention: Mention, data: bytes) -> bool:
    """Return whether a mention stands in the title of another's work or the name of one.

    `data` is the source of the document.
    """
    if _in_wares(block.text, mention):
        return True
    if not block.marked(mention.start, mention.end, MarkKind.EMPHASIS, MarkKind.LINK):
        return False
    last = bisect_right(block.marks, mention.start, key=lambda mark: mark.start)
    for mark in block.marks[max(0, last - _NEAREST) : last]:
        if mark.end < mention.end:
            continue
        text = block.text[mark.start : mark.end]
        if mark.kind is MarkKind.EMPHASIS:
            if is_title(text, mention.text) and len(text) < len(block.text.strip()):
                return True
        elif mark.kind is MarkKind.LINK:
            address = _address(block, mark, data)
            if address and _is_given(block, mark, address, mention.text):
                return True
    return False


def _is_given(block: Block, mark: Mark, address: bytes, said: str) -> bool:
    """Whether the text of a link to another site is what is there called by its author."""
    text = block.text[mark.start : mark.end]
    if is_title(text, said) or (text[:1].isupper() and _SHOP.search(address)):
        return True
    if " " in text and "-".join(text.lower().split()).encode() in address.split(b"/")[2].lower():
        # `[Acme whitelist](https://acme-whitelist.org)`, whose name its address is.
        return True
    if not text[:1].isupper() or text.count(" ") < _SHORTEST_TITLE - 1:
        return False
    signed = not mark.start and _AUTHOR.fullmatch(block.text, mark.end)
    return bool(signed) or _VIDEO.search(address) is not None


def is_title(text: str, said: str) -> bool:
    """Return whether a text of several words is written as titles are: `How to Tame a Cat`.

    Words that are `said` in it may have no capital.
    """
    words = [word.strip("\"'“”‘’()[]*_:,.!?") for word in text.split()]
    words = [word for word in words if word[:1].isalpha()]
    raised = sum(word[0].isupper() for word in words)
    return (
        len(words) >= _SHORTEST_TITLE
        and 2 * raised > len(words)
        and all(word[0].isupper() or word in said for word in words if len(word) > _SMALL)
    )


def _in_wares(text: str, mention: Mention) -> bool:
    """Whether words stand in the name of something that is installed, of three words or more."""
    first = max(0, mention.start - _LONGEST_NAME)
    for found in _WARES.finditer(text, first, mention.end + _LONGEST_NAME):
        raised = sum(word[0].isupper() for word in found[1].split())
        if raised > 2 and found.start() <= mention.start and mention.end <= found.end(1):
            return True
    return False


def _address(block: Block, mark: Mark, data: bytes) -> bytes:
    """The address of another site that a link leads to, empty for one within this."""
    span = block.span(mark.start, mark.end)
    found = _ADDRESS_AFTER.match(data, span.end, span.end + _ADDRESS)
    if found is None:
        found = _ADDRESS_BEFORE.search(data[max(0, span.start - _ADDRESS) : span.start])
    return found[1] if found else b""
