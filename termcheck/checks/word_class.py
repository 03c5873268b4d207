"""Whether words are used as a noun or a verb, from the words beside them.

Rules over neighbouring words, not a tagger: statistical taggers are least sure of just these
pairs (`login` and `log in`, `setup` and `set up`), and a wrong guess is worse than none.
"""

from __future__ import annotations

import re

from termcheck.glossary.model import PartOfSpeech

_BEFORE = re.compile(r"([\w'’-]+)\W?\s*$")
_AFTER = re.compile(r"^[ ]?([\w'’-]+|[^\w\s])")

_BEFORE_VERB = frozenset(
    "to can cannot can't could couldn't will won't would wouldn't must should shouldn't "
    "shall may might please you we they i users people don't doesn't didn't not never "
    "always then first let's automatically manually simply just".split()
)
_BEFORE_NOUN = frozenset(
    "a an the this that these those its their your our my his her each every any some no "
    "another one first-time initial default new old single multiple successful failed "
    "secure invalid valid of for with without during after before per via on from at by "
    "into".split()
)
_OBJECT = frozenset(
    "a an the this that these those your our my its their his her it them us me you "
    "yourself everything all each every".split()
)
_AFTER_VERB = _OBJECT | frozenset("to with into as again using via at from".split())
_NOUN_HEADS = frozenset(
    "page screen form button prompt process guide script wizard instructions file files "
    "time command commands menu dialog window link name names credentials credential "
    "attempt attempts method methods flow session sessions step steps procedure "
    "information details data token shell server service state program tool tab task view "
    "key keys url id".split()
)


def word_class(text: str, start: int, end: int) -> PartOfSpeech | None:
    """Return NOUN or VERB for `text[start:end]`, or None when the neighbours leave it open.

    >>> text = "Then setup the server."
    >>> word_class(text, 5, 10)
    <PartOfSpeech.VERB: 'verb'>
    """
    found = _BEFORE.search(text[:start])
    before = found[1].lower() if found else ""
    joined = _AFTER.match(text[end:])
    after = joined[1].lower() if joined else ""
    if after in _NOUN_HEADS:
        return PartOfSpeech.NOUN
    opens = not text[:start].strip(" *_#>-") or text[:start].rstrip()[-1:] in ".!?:;"
    if before in _BEFORE_VERB and before not in {"not", "first"}:
        return PartOfSpeech.VERB
    if after in _OBJECT and (opens or before in {"and", "or", "then", ""}):
        return PartOfSpeech.VERB
    if before in _BEFORE_NOUN:
        return PartOfSpeech.NOUN
    if opens and after in _AFTER_VERB:
        return PartOfSpeech.VERB
    return None
