from dataclasses import dataclass, replace

import pytest
from helpers_growth import assert_linear
from hypothesis import given
from hypothesis import strategies as st

from termcheck.core.document import Block, Directive, Document, Kind, Quote, Segment
from termcheck.core.finding import Finding, Location, Severity, Usage
from termcheck.core.source import Source, Span
from termcheck.core.suppressions import Suppressions
from termcheck.settle.fold import folded
from termcheck.settle.locate import Stamp
from termcheck.settle.settle import settle


@dataclass(frozen=True)
class Policy:
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: tuple[tuple[str, Severity], ...] = ()


def document(text, *directives):
    """One block a line, as a reader of plain text would make them."""
    blocks = []
    at = 0
    for line in text.split("\n"):
        size = len(line.encode())
        if line.strip():
            blocks.append(
                Block(Kind.PARAGRAPH, line, (Segment(0, len(line), at, at + size, True),))
            )
        at += size + 1
    return Document(Source("a.md", text.encode()), tuple(blocks), tuple(directives))


def finding(text, word, *, nth=0, check="avoided-term", term="t", subject="", size=0):
    start = -1
    for _ in range(nth + 1):
        start = text.encode().index(word.encode(), start + 1)
    span = Span(start, start + (size or len(word.encode())))
    actual = text.encode()[span.start : span.end].decode()
    return Finding(check, term, span, actual, "message", Severity.WARNING, subject=subject)


def directive(text, where, start, end, *ids, reason=""):
    at = text.index(where)
    return Directive(Span(start, end), ids, reason, Span(at, at + len(where)))


def told(settled):
    return [(one.check, one.actual) for one in settled.findings]


def test_findings_are_placed_and_sorted():
    text = "é one\ntwo 😀 bad, bad\n"
    found = [finding(text, "bad", nth=1), finding(text, "bad"), finding(text, "one")]
    settled = settle(found, (), document(text), Policy())
    assert [(one.path, one.line, one.column) for one in settled.findings] == [
        ("a.md", 1, 3),
        ("a.md", 2, 7),
        ("a.md", 2, 12),
    ]
    source = Source("a.md", text.encode())
    for one in settled.findings:
        assert one.location == Location.of(source, one.span)


def test_what_is_said_twice_is_said_once():
    text = "an open source AI model"
    inner, outer = finding(text, "open source"), finding(text, "open source AI")
    assert told(settle([inner, outer, outer], (), document(text), Policy())) == [
        ("avoided-term", "open source AI")
    ]
    others = [replace(outer, check="casing"), replace(outer, term="u"), replace(outer, subject="x")]
    assert len(settle([outer, *others], (), document(text), Policy()).findings) == 4


def test_the_graver_of_two_equal_findings_stays():
    text = "bad"
    one = finding(text, "bad")
    settled = settle([one, replace(one, severity=Severity.ERROR)], (), document(text), Policy())
    assert [one.severity for one in settled.findings] == [Severity.ERROR]


@pytest.mark.parametrize(
    ("policy", "expected"),
    [
        (Policy(), ["casing", "spelling"]),
        (Policy(select=("casing",)), ["casing"]),
        (Policy(select=("u",)), ["spelling"]),
        (Policy(ignore=("t",)), ["spelling"]),
        (Policy(select=("casing", "spelling"), ignore=("casing",)), ["spelling"]),
        (Policy(severity=(("casing", Severity.OFF),)), ["spelling"]),
    ],
)
def test_ids_of_checks_and_terms_choose(policy, expected):
    text = "bad worse"
    found = [
        finding(text, "bad", check="casing", term="t"),
        finding(text, "worse", check="spelling", term="u"),
    ]
    assert [one.check for one in settle(found, (), document(text), policy).findings] == expected


def test_a_terms_severity_counts_more_than_its_checks():
    text = "bad"
    policy = Policy(severity=(("avoided-term", Severity.INFO), ("t", Severity.ERROR)))
    (one,) = settle([finding(text, "bad")], (), document(text), policy).findings
    assert one.severity is Severity.ERROR


OFF = "<!-- termcheck: off -->"


@pytest.mark.parametrize("ids", [(), ("t",), ("avoided-term",), ("t", "avoided-term")])
def test_suppressions_hide_what_they_name(ids):
    text = f"{OFF}\nbad bad"
    found = [finding(text, "bad"), finding(text, "bad", nth=1)]
    settled = settle(found, (), document(text, directive(text, OFF, 0, len(text), *ids)), Policy())
    assert settled.findings == ()
    assert settled.suppressed == 2


def test_suppressions_end_where_they_end():
    text = f"{OFF}\nbad\nbad"
    end = text.index("bad") + 3
    settled = settle(
        [finding(text, "bad"), finding(text, "bad", nth=1)],
        (),
        document(text, directive(text, OFF, 0, end)),
        Policy(),
    )
    assert [one.line for one in settled.findings] == [3]


@pytest.mark.parametrize(("start", "hidden"), [(3, False), (4, True), (6, True), (7, False)])
def test_a_suppression_hides_what_begins_in_it(start, hidden):
    text = "0123456789"
    found = finding(text, text[start : start + 3])
    settled = settle([found], (), document(text, directive(text, "0", 4, 7)), Policy())
    assert (settled.suppressed, len(settled.findings)) == (int(hidden), int(not hidden))


def test_usages_are_settled_like_findings():
    text = f"{OFF}\nfirst\nsecond"
    one, two = (
        Usage("mixed-terms", "t", word, finding(text, word, check="mixed-terms"))
        for word in ("first", "second")
    )
    end = text.index("second") - 1
    settled = settle([], [one, two], document(text, directive(text, OFF, 0, end)), Policy())
    (usage,) = settled.usages
    assert (usage.value, usage.finding.path, usage.finding.line) == ("second", "a.md", 3)
    assert usage.finding.fingerprint
    assert settled.findings == ()


WORDS = st.lists(st.sampled_from(["bad", "good", "naïve", "😀", "12", "Bad,"]), max_size=12)


@given(lines=st.lists(WORDS, min_size=1, max_size=5), above=st.lists(WORDS, max_size=4))
def test_fingerprints_are_unique_and_survive_moved_lines(lines, above):
    def prints(text):
        found = []
        at = text.find("bad")
        while at != -1:
            start = len(text[:at].encode())
            found.append(Finding("c", "t", Span(start, start + 3), "bad", "m", Severity.INFO))
            at = text.find("bad", at + 1)
        return [one.fingerprint for one in settle(found, (), document(text), Policy()).findings]

    text = "\n".join(" ".join(words) for words in lines)
    moved = "\n".join(" ".join(words).replace("bad", "x") for words in above) + "\n\n" + text
    before = prints(text)
    assert len(set(before)) == len(before)
    assert prints(moved) == before


def test_fingerprints_tell_places_apart_by_their_words():
    text = "a bad apple\na bad pear\n"
    found = [finding(text, "bad"), finding(text, "bad", nth=1)]
    first, second = settle(found, (), document(text), Policy()).findings
    assert first.fingerprint != second.fingerprint
    # Without the first, the second stays what it is.
    (alone,) = settle([finding("a bad pear", "bad")], (), document("a bad pear"), Policy()).findings
    assert alone.fingerprint == second.fingerprint


def test_fingerprints_do_not_mind_numbers_and_capitals():
    texts = ["In 2024 a bad apple, page 3", "in 2025 a bad apple, page 17"]
    prints = {
        settle([finding(text, "bad")], (), document(text), Policy()).findings[0].fingerprint
        for text in texts
    }
    assert len(prints) == 1


def test_a_line_of_megabytes_is_placed_in_proportion():
    def placed(words):
        line = "é bad " * words
        source = line.encode()
        found = [
            Finding("c", "t", Span(at, at + 3), "bad", "m", Severity.INFO)
            for at in range(3, len(source), 7 * 20)
        ]
        assert source[found[1].span.start :].startswith(b"bad")
        return source, settle(found, (), document(line), Policy())

    assert_linear(placed, 8_000)
    source, settled = placed(8_000)
    last = settled.findings[-1]
    assert last.location == Location.of(Source("a.md", source), last.span)
    assert len({id(one.location.source_line) for one in settled.findings}) == 1


@given(text=st.text("ab é😀\n\r", min_size=1, max_size=40), data=st.data())
def test_locations_are_those_of_the_slow_way(text, data):
    source = Source("a.md", text.encode())
    size = len(source.data)
    starts = [len(text[:at].encode()) for at in range(len(text) + 1)]
    spans = data.draw(
        st.lists(st.tuples(st.sampled_from(starts), st.sampled_from(starts)), max_size=5)
    )
    stamp = Stamp(Document(source, ()))
    for pair in sorted(tuple(sorted(one)) for one in spans):
        span = Span(*pair)
        assert span.end <= size
        stamped = stamp(Finding("c", "t", span, "", "m", Severity.INFO))
        assert stamped.location == Location.of(source, span)


def paragraph(*lines):
    """One block over several lines, each break a space of its text."""
    segments, at, byte = [], 0, 0
    for number, line in enumerate(lines):
        if number:
            segments.append(Segment(at, at + 1, byte, byte + 1, False))
            at, byte = at + 1, byte + 1
        size = len(line.encode())
        segments.append(Segment(at, at + len(line), byte, byte + size, True))
        at, byte = at + len(line), byte + size
    block = Block(Kind.PARAGRAPH, " ".join(lines), tuple(segments))
    return Document(Source("a.md", "\n".join(lines).encode()), (block,), ())


def print_of(document, word="bad"):
    text = document.source.data.decode()
    return settle([finding(text, word)], (), document, Policy()).findings[0].fingerprint


def test_fingerprints_do_not_mind_where_lines_break():
    wanted = print_of(paragraph("größe of a bad list of naïve hosts"))
    assert print_of(paragraph("größe of", "a bad list", "of naïve hosts")) == wanted
    assert print_of(paragraph("größe of a", "bad", "list of naïve hosts")) == wanted
    assert print_of(paragraph("größe of", "a bad")) == print_of(paragraph("größe of a bad"))


@pytest.mark.parametrize(
    ("lines", "same"),
    [
        (("größe of a", "bad list of hosts"), True),
        (("größe of an", "bad list of hosts"), False),
        (("größe of a", "bad lists of hosts"), False),
        (("groß of a", "bad list of hosts"), False),
    ],
)
def test_fingerprints_hold_the_words_beside(lines, same):
    assert (
        print_of(paragraph(*lines)) == print_of(paragraph("größe of a bad list of hosts"))
    ) == same


def test_fingerprints_hold_no_words_far_away():
    far = "x" * 200
    near = f"{'word ' * 20} bad {'word ' * 20}"
    assert print_of(paragraph(f"{far} {near} {far}")) == print_of(paragraph(f"other {near} words"))


def test_fingerprints_of_what_is_in_no_block_hold_their_line():
    """Front matter and code have no text that is prose."""
    texts = ("a: 1\nb: bad\nc: 2", "a: 3\nb: bad\nd: 4", "a: 1\ne: bad\nc: 2")
    one, moved, other = (
        print_of(Document(Source("a.md", text.encode()), (), ())) for text in texts
    )
    assert one == moved != other


def test_what_asks_one_question_is_told_once():
    text = "bad, bad, bad, bad and bad"
    topics = (("t", "x"), ("t", "x"), ("t", "y"), ("u", "x"), ("t", ""))
    found = [
        replace(finding(text, "bad", nth=nth, term=term), topic=topic)
        for nth, (term, topic) in enumerate(topics)
    ]
    found[1] = replace(found[1], severity=Severity.ERROR)
    settled = settle(found, (), document(text), Policy()).findings
    kept = [(one.column, [other.column for other in one.related]) for one in folded(settled)]
    assert kept == [(6, [1]), (11, []), (16, []), (24, [])]


def test_what_stands_alone_is_told_each_time():
    text = "bad and bad"
    found = [finding(text, "bad"), finding(text, "bad", nth=1)]
    settled = settle(found, (), document(text), Policy()).findings
    assert folded(settled) == settled


def test_fingerprints_of_earlier_versions_hold():
    """A baseline and the alerts of a code host hold them: a new version must find them again."""
    text = "---\ntags: bad 7\n---\nGröße 12: a bad list, bad and  BAD.\n"
    page = Document(Source("a.md", text.encode()), document(text).blocks[3:])
    found = [finding(text, "bad", nth=nth) for nth in range(3)] + [finding(text, "BAD")]
    found += [replace(found[1], subject="llama"), finding(text, "tags"), finding(text, "list, bad")]
    assert prints_of(found, page) == [
        "99257b78634d08234dabad2e",
        "4bbdce120d7ce957c3ff811d",
        "117dae5298e9b93be8766f5f",
        "ff23230abf076bbf2b8dd343",
        "3d4c6b9569658af6be497967",
        "8abf51b3c1e67eea4f5b8633",
    ]
    again = "so bad, " * 40
    found = [finding(again, "bad", nth=nth) for nth in range(13, 16)]
    assert prints_of(found, document(again)) == [
        "90a26313524aef238b8cd338",
        "6a13e66f68a8ebcdac83bc20",
        "0749e357137ecb2c49e1b4fe",
    ]


def prints_of(found, page):
    return [settled.fingerprint for settled in settle(found, (), page, Policy()).findings]


def test_fingerprints_hold_nothing_of_other_paragraphs():
    def prints(*lines):
        text = "\n".join(lines)
        blocks = document(text).blocks
        page = Document(Source("a.md", text.encode()), (blocks[0], blocks[-1]))
        found = [finding(text, "bad"), finding(text, "worse"), finding(text, "last")]
        return prints_of(found, page)

    before = prints("a bad start", "code: worse", "the last words")
    assert prints("a bad start", "code: worse", "these last words")[:2] == before[:2]
    assert prints("one bad start", "code: worse", "the last words")[1:] == before[1:]
    assert prints("a bad start", "text: worse", "the last words")[::2] == before[::2]
    assert prints("a bad start", "text: worse", "the last words")[1] != before[1]


def test_fingerprints_hold_the_first_and_the_last_words_of_a_file():
    pages = [
        Document(Source("a.md", text.encode()), ())
        for text in ("1 bad x", "a bad x", "b bad x", "a bad y")
    ]
    assert len({print_of(page) for page in pages}) == 4


def test_fingerprints_do_not_mind_whether_a_sign_is_an_entity():
    plain = paragraph("so bad—and worse")
    source = b"so bad&mdash;and worse"
    segments = (Segment(0, 6, 0, 6, True), Segment(6, 7, 6, 13, False))
    block = Block(Kind.PARAGRAPH, "so bad—and worse", (*segments, Segment(7, 16, 13, 22, True)))
    entity = Document(Source("a.md", source), (block,), ())
    for word in ("bad", "and"):
        assert print_of(entity, word) == print_of(plain, word)


SIZE = 24


def hidden(*directives, subject="", about=""):
    """At which places of a text suppressions hide a finding that begins there."""
    suppressions = Suppressions(directives)
    found = Finding("c", "t", Span(0, 1), "x", "m", Severity.INFO, subject=subject, about=about)
    return {at for at in range(SIZE) if suppressions.hides(replace(found, span=Span(at, at + 1)))}


def covering(start, end, *quotes, ids=("t",)):
    return Directive(Span(start, end), ids, "", Span(start, start), quotes)


def spans(places):
    """Runs of places that follow each other."""
    starts = sorted(at for at in places if at - 1 not in places)
    ends = sorted(at + 1 for at in places if at + 1 not in places)
    return tuple(map(Span, starts, ends))


PLACES = st.sets(st.integers(0, SIZE - 1))


@given(covered=st.lists(st.tuples(st.integers(0, SIZE), st.integers(0, SIZE)), max_size=6))
def test_each_of_several_suppressions_hides_what_it_covers(covered):
    pairs = [sorted(pair) for pair in covered]
    expected = {at for at in range(SIZE) if any(start <= at < end for start, end in pairs)}
    assert hidden(*(covering(*pair) for pair in pairs)) == expected
    assert hidden(*(covering(*pair, ids=()) for pair in pairs)) == expected
    assert hidden(*(covering(*pair, ids=("u", "d")) for pair in pairs)) == set()


@given(quoted=st.lists(PLACES, min_size=1, max_size=3), data=st.data())
def test_a_suppression_with_quotations_hides_what_fits_all_of_them(quoted, data):
    within = set(range(3, 21))
    quotes = [Quote(f"N {at}", spans(places & within)) for at, places in enumerate(quoted)]
    suppression = covering(3, 21, *quotes)
    in_all = set.intersection(within, *quoted)
    assert hidden(suppression) == in_all
    # One of them may be whom it is about, which is written otherwise now and then.
    about = data.draw(st.integers(0, len(quoted) - 1))
    rest = set.intersection(within, *(quoted[:about] + quoted[about + 1 :]))
    assert hidden(suppression, about=f"n-{about}") == hidden(suppression, subject=f"N{about}")
    assert hidden(suppression, about=f"n-{about}") == in_all | rest
    assert hidden(suppression, about="other") == in_all


def test_a_quotation_without_letters_is_about_nobody():
    dash = Quote("—", (Span(5, 6),))
    assert hidden(covering(0, 9, dash)) == hidden(covering(0, 9, dash), about="—") == {5}


def test_only_a_suppression_in_which_something_begins_was_of_use():
    left, right = covering(0, 5), covering(5, 9)
    quoting = covering(0, 9, Quote("x", (Span(2, 3),)), ids=("t", "c"))
    for at, unused in ((0, [right, quoting, quoting]), (4, [right, quoting, quoting]),
                       (5, [left, quoting, quoting]), (2, [right])):  # fmt: skip
        suppressions = Suppressions((left, right, quoting))
        suppressions.hides(Finding("c", "t", Span(at, at + 1), "x", "m", Severity.INFO))
        assert [directive for directive, _ in suppressions.unused] == unused
        assert suppressions.hidden == 1
