"""Whether words are used as a noun or a verb, from the words beside them.

Rules over neighbouring words, not a tagger: statistical taggers are least sure of just these
pairs (`login` and `log in`, `setup` and `set up`), and a wrong guess is worse than none. Of 231
occurrences of them, drawn from the documentation of Ansible, Flask, Jekyll, Prometheus and Spring
and labelled by one reader before either was asked, 29 were written as the other class. These rules
report 11 of them and nothing else, and leave 116 open. The tagger of spaCy 3.8 (en_core_web_sm)
reports 18, and 6 that are right as they are: a quarter of what it would report is wrong.
"""

from __future__ import annotations

import re

from termcheck.core.document import OPAQUE
from termcheck.core.patterns import lazy
from termcheck.glossary.model import PartOfSpeech

_BEFORE = lazy(r"(?:([\w'’-]+) )?([\w'’-]+)[\"'“‘(*]*\s*$")
_AFTER = lazy(r"[\"'”’)*]*[ ]?([\w'’-]+|[^\w\s])")
_NEAR = 80
"""Characters before the words that are looked at."""

_VERB_MARKS = frozenset(
    "to can cannot can't could couldn't will won't would wouldn't must should shouldn't shall "
    "please you we they don't doesn't didn't cannot never always then let's automatically "
    "manually simply just".split()
)
_LOOSE_MARKS = frozenset("then just simply".split())
"""Verb marks only where what follows goes with a verb: `then startup will fail`."""
_WITH_A_VERB = frozenset("to by using from with and into . : ;".split())
_COUNTED = frozenset(
    "server replica replicas node member copy copies config configuration file script time".split()
)
"""Nouns that no verb has right behind it: `sync to backup server`; but `to setup server groups`."""
_BEFORE_ANY_FORM = frozenset("never always then automatically manually simply just".split())
_ADDED = lazy(
    r"\b(?:add|append|copy|copie|move?|push|put|return|send|sent|wr[io]t)\w* "
    r"(?:it|them|this|these|those|each|all) to \Z",
    re.IGNORECASE,
)
_DETERMINED_BEFORE = lazy(r"(?i)\b(?:an?|the|each|every|any|all|no|our|your) \Z")
_SERIES_AFTER = lazy(r"(?:,| and| or) (?:the |an? )?[a-z]+(?:-[a-z]+)* [a-z]")
_FROM_TO = lazy(r"\b[Ff]rom [\w-]+ to \Z")
"""Before where something ends: `from login to logout`."""
_RATIO = lazy(r"(?:\b(?:ratio|proportion)|\d:\d)\b[^.;]{0,50} to \Z", re.IGNORECASE)
_SUBJECTS = frozenset("i users people admins customers developers who".split())
"""Verb marks too, unless a noun follows: `users login information`."""
_TO_A_NOUN = frozenset(
    "dually analogously analogous identical "
    "driver prior due related relating similar addition added add adds compared according access "
    "redirect redirects redirected go goes navigate navigates proceed proceeds return returns "
    "continue continues head heads jump jumps skip skips forwards forwarded "
    "returned back response subject close link links linked up equal respect regard next key "
    "specific limited apply applies applied refer refers referring contrast opposed thanks "
    "resistant save saves saved store stores stored "
    "changes change switch switches switched leads lead led comes came point points relevant "
    "dedicated parameter parameters argument passed attached path paths url urls "
    "improvement improvements reference references alternative alternatives".split()
)
"""Words after which `to` is a preposition: `prior to setup`."""
_DETERMINERS = frozenset(
    "a an the its their your our my his initial first-time default new old successful failed "
    "secure invalid automatic manual full".split()
)
_PREPOSITIONS = frozenset("of for without during after before per via".split())
_LOOSE = frozenset(
    "this that these those her each every any some no another one single multiple valid with on "
    "from at by into".split()
)
_SOME = frozenset(
    "some many most few several all both any no such these those other different various more "
    "two three multiple certain existing".split()
)
"""Before more than one: `in some setups the files are there`."""
_OBJECTS = frozenset(
    "a an the this that these those your our my its his her it them us me you yourself "
    "everything all each every".split()
)
_NO_SUBJECT = lazy(r"\w{3}[^e]ed$|\w{2}[^isu]s$")
_DETERMINED = frozenset(
    "a an the this these those your our my its their all any each every".split()
)
_ALL_DO = lazy(
    r" (?:all|both|each|they|it) (?:are|is|were|was|have|has|had|can|could|will|would|may|might"
    r"|must|should|do|does|get|gets|go|goes|take|takes|need|needs|become|work|works|happen|fail|run)\b"
)
"""After words that are the subject, not what has an object."""
_TIMES = lazy(
    r" (?:every|each|all|this|that|the) (?:other |second |single |same )?"
    r"(?:minute|hour|day|night|week|weekend|month|quarter|year|time|morning|evening)\b"
)
"""When something is done, no object of it: `fresh backups every day`."""
_NO_OBJECT_OF_WORK = frozenset(
    "for is was to in on that which and or when if here with by at exists available until "
    "would will can might may".split()
)
"""Words that go on after the noun `work around`; others are what it is about."""
_AROUND = _DETERMINED - {"that"}
"""What an `around` before it belongs to."""
_HEADS = frozenset(
    "page screen form button prompt process guide script scripts wizard instructions dialog menu "
    "window link credentials attempt attempts method methods flow session sessions steps procedure "
    "token shell tab pages forms".split()
)
"""Nouns that such words stand before, never what is set up, backed up or shut down."""
_LIGHT_HEADS = frozenset(
    "file files time command commands name names credential step information details data server "
    "service state program tool task view key keys url id copy copies job jobs".split()
)
_NEXT_WORD = lazy(
    r"(?:,? (?:and|or) [\w-]+-[\w-]+)?(?: \([^()]{1,60}\))? +[\"“‘'(*]?([a-z][\w'-]*)",
    re.IGNORECASE,
)
_NO_NOUN = frozenset(
    "a about after all also although an and any are as at because been before being both "
    "but by can could did do does for from had has have he her his how i if in into is it "
    "its just may might more most must my no nor not now of on only or our over said says "
    "shall she should since so some such than that the their them then there these they "
    "this those though through to too under until up using versus via was we were what when "
    "where which while who why will with within without would yet you your here again today "
    "everywhere".split()
)
"""Words that are never the noun a compound adjective stands before."""


_TITLED = lazy(r"\A(?:[^a-z\s]\S*(?:\s+|\Z)){2,9}\Z")
"""A text of words with a capital each."""


def word_class(text: str, start: int, end: int) -> PartOfSpeech | None:
    """Return NOUN or VERB for the words `text[start:end]`, or None if the neighbours leave it open.

    >>> text = "Then setup the server."
    >>> word_class(text, 5, 10)
    <PartOfSpeech.VERB: 'verb'>
    """
    head = text[max(0, start - _NEAR) : start]
    found = _BEFORE.search(head)
    earlier, before = ((found[1] or "").lower(), found[2].lower()) if found else ("", "")
    if found is not None and found[2] == "i":
        # Not `I`: in Italian, an article.
        before = ""
    following = _AFTER.match(text, end)
    after = following[1].lower() if following else ""
    opens = not head.strip(" \"'“*_#>-(") or head.rstrip()[-1:] in ".!?:;"
    # `copies and backups that we make`: what was made, not what is done.
    chained = before in {"and", "or", "not"} and after not in {"you", "that"}
    # `commit and rollback all get slow`
    chained = chained and _ALL_DO.match(text, end) is None
    # `Backups that include users`: what asks to be done has no ending.
    asks = opens and not (
        before == "" and text[start:end].lower().endswith("s") and after == "that"
    )
    # `**Setup** You need a key`: a sentence begins.
    begins = following is not None and following[1][:1].isupper() and not _TITLED.search(text)
    if after in _OBJECTS and not begins and (asks or before in _VERB_MARKS or chained):
        return PartOfSpeech.VERB
    if re.search(r"\s", text[start:end]):
        # `the log in question`, `a sign in the window`: no noun unless one follows that it names.
        prepositional = text[start:end].lower().endswith((" in", " on", " to", " over"))
        if prepositional and not (after in _HEADS or after in {*".,;)"}):
            opens = True
        # `plan their work around the releases`
        if text[start:end].lower().endswith(" around") and (
            after in _AROUND or (after[:1].isalpha() and after not in _NO_OBJECT_OF_WORK)
        ):
            opens = True
        return _of_open(earlier, before, opens)
    if _ADDED.search(head) or _FROM_TO.search(head):
        return PartOfSpeech.NOUN
    if _RATIO.search(head):
        # `a ratio of 1:2 active to backup data`
        return None
    goes_on = after in _OBJECTS | _WITH_A_VERB or (following is not None and after != following[1])
    return _of_closed(text, text[start:end].lower(), earlier, before, after, opens, goes_on)


def _of_open(earlier: str, before: str, opens: bool) -> PartOfSpeech | None:
    """The class of a phrase in two words: verbs look like that, so a noun needs a sure sign."""
    if opens or (earlier, before) == ("instead", "of"):
        return None
    if before in _DETERMINERS or before in _PREPOSITIONS:
        return PartOfSpeech.NOUN
    return PartOfSpeech.VERB if before in _VERB_MARKS else None


def _of_closed(
    text: str, word: str, earlier: str, before: str, after: str, opens: bool, goes_on: bool
) -> PartOfSpeech | None:
    """The class of one word: nouns look like that, so a verb needs a sure sign.

    `goes_on` says whether what follows can be the object of a verb.
    """
    if after in _HEADS:
        return PartOfSpeech.NOUN
    if opens:
        imperative = after in {"to", "into"} and text.rstrip().endswith(".")
        return PartOfSpeech.VERB if imperative else None
    if before == "to" and earlier in _TO_A_NOUN:
        return PartOfSpeech.NOUN
    if before in _LOOSE_MARKS and not goes_on:
        return None
    if before == "to" and _may_be_noun(word, earlier, after, goes_on):
        return None
    counted = after in _COUNTED and word != "setup"
    if before == "to" and (
        after == earlier or counted or (word == "login" and after.rstrip("s") in _COUNTED)
    ):
        # `of active data to backup data`, `by SSH to login nodes`
        return None
    if before in _VERB_MARKS or (before in _SUBJECTS and after not in _LIGHT_HEADS):
        return PartOfSpeech.VERB
    if before in _DETERMINERS or before in _PREPOSITIONS or before in _LOOSE:
        return PartOfSpeech.NOUN
    return PartOfSpeech.NOUN if after in _LIGHT_HEADS else None


def _may_be_noun(word: str, earlier: str, after: str, goes_on: bool) -> bool:
    """Whether a word after `to` may be one: `added to startup banner`, `by this call to login`."""
    if earlier == "call":
        return after not in _OBJECTS
    return word == "startup" and after[:1].isalpha() and after not in _NO_NOUN and not goes_on


def has_object(text: str, end: int) -> bool:
    """Return whether a determiner follows, as it does a verb: `whitelists the host`."""
    if _ALL_DO.match(text, end) is not None or _TIMES.match(text, end) is not None:
        # `nightly backups all had flaws`
        return False
    following = _AFTER.match(text, end)
    return following is not None and following[1].lower() in _DETERMINED


def follows_base_marks(text: str, start: int) -> bool:
    """Return whether words follow one that asks for the base of a verb: `to`, `can`, `please`."""
    found = _BEFORE.search(text[max(0, start - _NEAR) : start])
    return found is not None and found[2].lower() in _VERB_MARKS - _BEFORE_ANY_FORM


def follows_noun_marks(text: str, start: int) -> bool:
    """Return whether words follow one that only a noun does: `the history of backups`.

    No verb for one thing follows a participle or more than one: `for automated backups the key`.
    """
    found = _BEFORE.search(text[max(0, start - _NEAR) : start])
    before = found[2].lower() if found is not None else ""
    marked = before in _DETERMINERS | _PREPOSITIONS | _SOME
    return marked or (before != "this" and _NO_SUBJECT.search(before) is not None)


def describes_in_series(text: str, start: int, end: int) -> bool:
    """Return whether words describe a noun with others: `a logged-in, paying user`."""
    if _DETERMINED_BEFORE.search(text[max(0, start - 10) : start]) is None:
        return False
    return _SERIES_AFTER.match(text, end) is not None


def stands_before_noun(text: str, end: int) -> bool:
    """Return whether the words that end at `end` stand right before a word that may be a noun."""
    if text[end : end + 2] == f" {OPAQUE}":
        # A role or a variable, which shows the name of something.
        return True
    following = _NEXT_WORD.match(text, end)
    return following is not None and following[1].lower().removesuffix("'s") not in _NO_NOUN
