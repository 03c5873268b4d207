"""Fixes hold: the result reads as wanted, has nothing new, and a second run changes nothing."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from termcheck import Checker, Config, Fix, Safety, Severity, Source, Span
from termcheck.core.report import Examined
from termcheck.fixer.compare import problem_after
from termcheck.fixer.fixed import fix_source
from termcheck.fixer.headings import changed_anchors
from termcheck.fixer.splice import splice
from termcheck.fixer.suppress import suppressed, suppression

ROOT = Path(__file__).resolve().parents[2]
GLOSSARY = """\
glossary: words
terms:
  - id: allowlist
    term: allowlist
    deprecated: [whitelist, white list, {form: block list, fix: unsafe}]
  - id: email
    term: email
    deprecated: [electronic mail, e-mail]
  - id: open-weight
    term: open-weight
    part-of-speech: adjective
    deprecated: [open weights]
  - id: set-up
    term: set up
    deprecated: [{form: setup rapidly, fix: shown}]
"""


@pytest.fixture(scope="session")
def checker(tmp_path_factory: pytest.TempPathFactory) -> Checker:
    path = tmp_path_factory.mktemp("words") / "words.yml"
    path.write_text(GLOSSARY, "utf-8")
    return Checker(Config(glossary=(str(path),), cache=False))


@pytest.fixture(scope="session")
def shipped() -> Checker:
    return Checker(Config(glossary=("ai-openness", "tech-writing"), cache=False))


@dataclasses.dataclass(frozen=True)
class Weigher:
    """Weighs changes as a function does."""

    weigh: Callable[[Source, Source], str]
    failure: str = "some were not weighed"

    def __call__(self, before: Source, after: Source) -> str:
        return self.weigh(before, after)


def fixed(checker: Checker, text: str, **how: bool) -> str:
    done = checker.fix(Source("a.md", text.encode()), **how)
    return done.after.data.decode()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Two whitelists.", "Two allowlists."),
        ("The whitelist's end.", "The allowlist's end."),
        ("Whitelists are long.", "Allowlists are long."),
        ("# The Whitelist Guide", "# The Allowlist Guide"),
        ("OUR WHITELIST GREW.", "OUR ALLOWLIST GREW."),
        ("It is in our Whitelist now.", "It is in our allowlist now."),
        ("A whitelist.", "An allowlist."),
        ("Take a **whitelist** today.", "Take an **allowlist** today."),
        ("The *white list*.", "The *allowlist*."),
        ("See [the white list](https://a.example/whitelist).",
         "See [the allowlist](https://a.example/whitelist)."),
        # The break between two words moves behind the one word there is now.
        ("A long white\nlist of names.", "A long allowlist\nof names."),
        (
            "> [!NOTE]\n> A long white\n> list of names.",
            "> [!NOTE]\n> A long allowlist\n> of names.",
        ),
        ("- long white\r\n  list of names\r\n", "- long allowlist\r\n  of names\r\n"),
        ("An electronic\nmail.", "An email."),
        ("---\ntitle: Our whitelist\nwhitelist: whitelist\n---\n",
         "---\ntitle: Our allowlist\nwhitelist: whitelist\n---\n"),
        ('![a white list](whitelist.png "white list")',
         '![an allowlist](whitelist.png "allowlist")'),
    ],
)  # fmt: skip
def test_what_the_sentence_needs_is_kept(checker: Checker, before: str, after: str) -> None:
    assert fixed(checker, before) == after
    assert fixed(checker, after) == after


@pytest.mark.parametrize(
    "text",
    [
        "`whitelist` and `--white-list`",
        "```\nwhitelist\n```\n",
        "<https://a.example/whitelist>",
        "He said “whitelist” aloud, the word.",
        "# Head {#whitelist}",
        "The white**list**.",
        "The white&nbsp;list.",
        "We setup rapidly.",
        "The block list.",
        '<a href="whitelist" class="whitelist">x</a>',
    ],
)
def test_what_is_not_prose_or_not_safe_is_left(checker: Checker, text: str) -> None:
    assert fixed(checker, text) == text


def test_unsafe_fixes_are_asked_for(checker: Checker) -> None:
    assert fixed(checker, "The block list.", unsafe=True) == "The allowlist."


def test_a_claim_is_put_right_with_words_that_are_true(shipped: Checker) -> None:
    text = "Llama 3.1 is an **open source** model, and PyTorch is open source."
    assert fixed(shipped, text) == text
    assert (
        fixed(shipped, text, unsafe=True)
        == "Llama 3.1 is an **open-weight** model, and PyTorch is open source."
    )
    listed = "Try open source models such as Llama 3.1, OLMo 2 and Mixtral 8x7B."
    assert fixed(shipped, listed, unsafe=True) == listed, "only some are wrong: for a person"


def test_a_fix_that_brings_something_new_is_withheld(tmp_path: Path) -> None:
    words = tmp_path / "words.yml"
    words.write_text(
        "glossary: words\nterms:\n"
        "  - {id: a, term: gadget, deprecated: [gizmo]}\n"
        "  - {id: b, term: widget thing, deprecated: [old gadget]}\n"
        "  - {id: c, term: allowlist, deprecated: [{form: block list, fix: unsafe}]}\n"
    )
    own = Checker(Config(glossary=(str(words),), cache=False))
    done = own.fix(Source("a.md", b"A block list. An old gizmo and a gizmo."))
    assert done.after.data == b"A block list. An old gizmo and a gadget."
    (withheld,) = done.withheld
    assert (
        withheld.reason == "the result would have: Unexpected `old gadget`, expected `widget thing`"
    )


def test_two_fixes_of_one_place_do_not_meet(shipped: Checker) -> None:
    text = "Two opensource models called Gemma 3 and a opensource model called Llama 3.1 came."
    done = shipped.fix(Source("a.md", text.encode()), unsafe=True)
    assert done.after.data.decode() == (
        "Two open-weight models called Gemma 3 and an open-weight model called Llama 3.1 came."
    )


def test_each_place_of_a_claim_is_fixed_by_itself(shipped: Checker) -> None:
    said = "Llama 3.1 is an open-source model.\n\nThe open-source AI Llama 3.1 came.\n"
    source = Source("a.md", said.encode())
    first, second = shipped.check(source)
    done = shipped.fix(source, unsafe=True, only={second.fingerprint})
    assert b"an open-source model" in done.after.data
    assert b"open-source AI" not in done.after.data
    assert first.fixes
    both = shipped.fix(source, unsafe=True)
    assert both.after.data.decode() == said.replace("open-source", "open-weight")


def test_only_what_was_asked_for_is_fixed(checker: Checker) -> None:
    source = Source("a.md", b"A whitelist and an electronic mail.")
    first, _ = checker.check(source)
    done = checker.fix(source, only={first.fingerprint})
    assert done.after.data == b"An allowlist and an electronic mail."
    assert not done.left, "nobody asked about the other one"


def test_encodings_and_marks_stay(checker: Checker) -> None:
    from termcheck.fixer.write import encoded

    for raw in (
        "\ufeffA whitelist 🦙.\r\n".encode(),
        "\ufeffA whitelist 🦙.\r\n".encode("utf-16-le"),
        "\ufeffA whitelist 🦙.\r\n".encode("utf-16-be"),
    ):
        source = Source.decode("a.md", raw)
        assert encoded(source) == raw
        after = encoded(checker.fix(source).after)
        name = {b"\xef": "utf-8", b"\xff": "utf-16-le", b"\xfe": "utf-16-be"}[raw[:1]]
        assert after.decode(name) == "\ufeffAn allowlist 🦙.\r\n"


PIECES = (
    "whitelist", "white list", "white\nlist", "e-mail", "E-mail", "Whitelist", "an", "a", "the",
    "**white list**", "*electronic* mail", "[white list](x)", "`whitelist`", "\n\n", "- ", "> ",
    "# ", ".", ",", "—", "“whitelist”", "🦙", "open weights", "open source", "log in",
    "Llama 3.1 is", "login", "| a | b |\n|---|---|\n| ", " |", "<b>", "</b>", "&amp;", "\r\n",
    "setup", "OLMo 2 is",
)  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=14))
@settings(max_examples=120, suppress_health_check=list(HealthCheck))
def test_a_second_run_changes_nothing(
    checker: Checker, shipped: Checker, pieces: list[str]
) -> None:
    source = Source("a.md", " ".join(pieces).encode())
    for one, unsafe in ((checker, True), (shipped, False)):
        before = one.check(source)
        done = one.fix(source, unsafe=unsafe)
        again = one.fix(done.after, unsafe=unsafe)
        assert again.after.data == done.after.data
        assert len(done.left) <= len(before)


@pytest.mark.parametrize(
    "path", sorted((ROOT / "docs").glob("examples/**/*.md")), ids=lambda p: p.name
)
def test_a_second_run_over_a_real_page_changes_nothing(shipped: Checker, path: Path) -> None:
    source = Source(path.name, path.read_bytes())
    done = shipped.fix(source, unsafe=True)
    assert shipped.fix(done.after, unsafe=True).after.data == done.after.data
    assert len(done.left) + len(done.applied) >= len(shipped.check(source))


@given(
    st.binary(max_size=40),
    st.lists(st.tuples(st.integers(0, 40), st.integers(0, 6), st.text("xyz", max_size=3))),
)
def test_splicing_never_overlaps(data: bytes, edits: list[tuple[int, int, str]]) -> None:
    fixes = [
        Fix(Span(start, min(len(data), start + length)), text, "", Safety.SAFE)
        for start, length, text in edits
        if start <= len(data)
    ]
    done = splice(data, fixes)
    assert set(done.applied) | set(done.left) == set(fixes)
    grown = sum(len(one.text) - (one.span.end - one.span.start) for one in done.applied)
    assert len(done.data) == len(data) + grown
    pairs = zip(done.applied, done.applied[1:], strict=False)
    assert all(one.span.end <= two.span.start for one, two in pairs)


def test_where_headings_come_or_go_no_anchor_is_told(checker: Checker) -> None:
    one = checker.document(Source("a.md", b"# One\n\n# Two\n"))
    other = checker.document(Source("a.md", b"# Another\n"))
    assert list(changed_anchors(one, other)) == list(changed_anchors(other, one)) == []


def test_changed_anchors_are_told(checker: Checker) -> None:
    source = Source("a.md", b"# Our whitelist\n\n## A whitelist {#list}\n\n## Rest\n")
    done = checker.fix(source)
    documents = (checker.document(one) for one in (done.before, done.after))
    assert list(changed_anchors(*documents)) == [(1, "Our whitelist", "Our allowlist")]


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("One whitelist.\nMore.\n",
         "One whitelist. <!-- termcheck: ignore allowlist \"whitelist\": a name -->\nMore.\n"),
        ("# Our whitelist\n",
         "<!-- termcheck: ignore-next-line allowlist \"whitelist\": a name -->\n# Our whitelist\n"),
        ("| a |\n|---|\n| whitelist |\n",
         '| a |\n|---|\n| whitelist <!-- termcheck: ignore allowlist "whitelist": a name --> |\n'),
        ("- a whitelist\r\n- b\r\n",
         "- a whitelist <!-- termcheck: ignore allowlist \"whitelist\": a name -->\r\n- b\r\n"),
    ],
)  # fmt: skip
def test_suppressions_stand_where_they_work(checker: Checker, text: str, after: str) -> None:
    source = Source("a.md", text.encode())
    (finding,) = checker.check(source)
    fix = suppression(checker.document(source), finding, "a name")
    assert fix is not None
    now = suppressed(source, finding, fix, checker.examine)
    assert now is not None
    assert now.data.decode() == after
    assert checker.check(now) == ()


@pytest.mark.parametrize(
    "text",
    [
        "Llama 3.1 is open source. Phi-4 is open source. BLOOM is open source.\n",
        "BLOOM is open source. BLOOM is open source. And BLOOM is an open source model.\n",
        "Acme Large is open source AI. Zorp 7B is open source AI.\n",
        "# A whitelist, a whitelist\n",
        "| a | b |\n|---|---|\n| Phi-4 is open source | BLOOM is open source |\n",
        "BLOOM and Phi-4 are open\nsource. BLOOM is open source.\n",
    ],
)
def test_a_suppression_hides_exactly_the_finding_it_is_made_for(text: str) -> None:
    checker = Checker(Config(glossary=("ai-openness", "tech-writing"), cache=False))
    source = Source("a.md", text.encode())
    found = checker.check(source)
    assert len(found) > 1
    for number, finding in enumerate(found):
        fix = checker.suppress(source, finding, "a quote")
        assert fix is not None, finding
        left = checker.check(dataclasses.replace(source, data=splice(source.data, [fix]).data))
        others = [one for at, one in enumerate(found) if at != number]
        assert [(one.check, one.message) for one in left] == [
            (one.check, one.message) for one in others
        ]


@pytest.mark.parametrize(
    ("path", "text", "comments"),
    [
        # As few words as it takes, before those after.
        ("a.md", "A whitelist and an e-mail.\n",
         ['ignore allowlist "whitelist"', 'ignore email "e-mail"']),
        ("a.md", "First whitelist, a second whitelist.\n",
         ['ignore allowlist "First whitelist, a"', 'ignore allowlist "second whitelist."']),
        ("a.md", "Whitelist, whitelist.\n",
         ['ignore allowlist "Whitelist"', 'ignore allowlist "whitelist"']),
        ("a.md", "a whitelist b | whitelist c\n",
         ['ignore allowlist "a whitelist b"', 'ignore allowlist "whitelist c"']),
        ("a.md", "| a | b |\n|---|---|\n| whitelist | x whitelist |  \n",
         ["", 'ignore allowlist "x whitelist"']),
        # Other lines have comments of their own.
        ("a.md", "A whitelist.\nA whitelist.\n", ['ignore allowlist "whitelist"'] * 2),
        ("a.md", "A white\nlist of names.\n", ['ignore allowlist "white"']),
        ("a.MDX", "A whitelist.\n\n# Whitelist\n",
         ['ignore allowlist "whitelist"', 'ignore-next-line allowlist "Whitelist"']),
        ("a.md", "> ## Our whitelist\r\n", ['ignore-next-line allowlist "whitelist"']),
    ],
)  # fmt: skip
def test_a_comment_names_the_fewest_words(
    checker: Checker, path: str, text: str, comments: list[str]
) -> None:
    source = Source(path, text.encode())
    fixes = [checker.suppress(source, finding, "") for finding in checker.check(source)]
    opening, closing = ("{/*", "*/}") if path == "a.MDX" else ("<!--", "-->")
    assert [fix.text.strip(" \r\n").removeprefix("> ") if fix else "" for fix in fixes] == [
        comment and f"{opening} termcheck: {comment} {closing}" for comment in comments
    ]


def test_a_comment_before_a_heading_stands_where_the_heading_does(checker: Checker) -> None:
    for text, indent, end in (
        ("> ## A whitelist\r\n", "> ", "\r\n"),
        ("# A whitelist\n", "", "\n"),
    ):
        source = Source("a.md", text.encode())
        (finding,) = checker.check(source)
        fix = checker.suppress(source, finding, "")
        assert fix is not None
        assert fix.span == Span(0, 0)
        assert (
            fix.text == f'{indent}<!-- termcheck: ignore-next-line allowlist "whitelist" -->{end}'
        )


@pytest.mark.parametrize(
    ("about", "quoted"),
    [("", "whitelist"), ("BLOOM", "BLOOM"), ('The "Large"', "whitelist"), ("—", "whitelist")],
)
def test_a_comment_names_whom_a_claim_is_about(checker: Checker, about: str, quoted: str) -> None:
    source = Source("a.md", b"A whitelist.\n")
    (finding,) = checker.check(source)
    fix = suppression(
        checker.document(source), dataclasses.replace(finding, about=about), "so --  so"
    )
    assert fix is not None
    assert fix.text == f' <!-- termcheck: ignore allowlist "{quoted}": so — so -->'
    assert fix.title == f"Suppress `allowlist` for `{quoted}` here"


@pytest.mark.parametrize("words", ['"Big" whitelist', "whitelist | b", " "])
def test_no_comment_quotes_what_would_end_it(checker: Checker, words: str) -> None:
    text = 'The "Big" whitelist | b'
    source = Source("a.md", text.encode())
    (finding,) = checker.check(source)
    start = text.index(words)
    finding = dataclasses.replace(finding, span=Span(start, start + len(words)))
    assert suppression(checker.document(source), finding, "") is None


def test_a_comment_leaves_what_else_is_said_of_the_same_words(checker: Checker) -> None:
    source = Source("a.md", b"A whitelist.\n")
    document, (finding,) = checker.document(source), checker.check(source)
    other_term = dataclasses.replace(finding, term="email")
    other_check = dataclasses.replace(finding, check="casing")
    fix = suppression(document, finding, "", [other_term])
    assert fix is not None
    assert fix.text == ' <!-- termcheck: ignore allowlist "whitelist" -->'
    fix = suppression(document, finding, "", [other_check])
    assert fix is not None
    assert fix.text == ' <!-- termcheck: ignore avoided-term "whitelist" -->'
    assert suppression(document, finding, "", [other_term, other_check]) is None


def test_no_comment_is_made_that_would_hide_more(checker: Checker) -> None:
    source = Source("a.md", b'whitelist "whitelist" whitelist whitelist\n')
    first, second, *_ = checker.check(source)
    assert checker.suppress(source, second) is None
    assert checker.suppress(source, first) is None


def test_what_stands_where_a_comment_is_put_is_still_found(checker: Checker) -> None:
    source = Source("a.md", b"E-mail, a whitelist\n===================\n")
    _, finding = checker.check(source)
    fix = suppression(checker.document(source), finding, "")
    assert fix is not None
    assert fix.span.start == 0
    now = suppressed(source, finding, fix, checker.examine)
    assert now is not None
    assert [one.actual for one in checker.check(now)] == ["E-mail"]


def test_what_no_comment_can_suppress_is_told(checker: Checker) -> None:
    source = Source("a.md", b"---\ntitle: Our whitelist\n---\nText.\n")
    (finding,) = checker.check(source)
    assert suppression(checker.document(source), finding, "") is None


def test_fixes_chosen_by_hand_are_checked_too(checker: Checker) -> None:
    source = Source("a.md", b"A whitelist.")
    (finding,) = checker.check(source)
    (fix,) = finding.fixes
    assert checker.apply(source, [(finding, fix)]).after.data == b"An allowlist."
    bad = dataclasses.replace(fix, text="A white list")
    done = checker.apply(source, [(finding, bad)])
    assert (done.changed, len(done.withheld)) == (False, 1)
    assert "white list" in done.withheld[0].reason


def test_fixes_that_hold_are_weighed_together(shipped: Checker) -> None:
    """A claim's message names words that another fix corrects, at a place that more fixes move."""
    said = "Black-list.\n\n" * 20 + "Llama 3.1 is an opensource model."
    seen: list[Source] = []

    def examine(source: Source) -> Examined:
        seen.append(source)
        return shipped.examine(source)

    done = fix_source(Source("a.md", said.encode()), examine)
    assert len(done.applied) == 21
    assert done.after.data.endswith(b"\n\nLlama 3.1 is an open source model.")
    assert done.withheld == ()
    assert [finding.message for finding in done.left] == [
        "Unexpected `open source` for Llama 3.1, expected `open-weight`"
    ]
    assert len(seen) == 2, "before, and after all of them"


def test_remarks_on_grammar_hide_nothing_new(checker: Checker) -> None:
    """What LanguageTool says moves with the words around it: the guard weighs that."""
    before = checker.examine(Source("a.md", b"Fine."))
    after = checker.examine(Source("a.md", b"A whitelist, a whitelist."))
    remark = dataclasses.replace(after.findings[0], check="grammar", term="", message="Odd")
    remarked = dataclasses.replace(after, findings=(remark, remark))
    assert problem_after(before, remarked, [], anyway=False) == ""
    both = dataclasses.replace(after, findings=(remark, *after.findings))
    told = "the result would have: Unexpected `whitelist`, expected `allowlist`"
    assert problem_after(before, both, [], anyway=False) == told
    assert problem_after(after, both, [], anyway=False) == ""
    (first, _) = after.findings
    once = dataclasses.replace(after, findings=(dataclasses.replace(first, span=Span(0, 1)),))
    assert problem_after(once, both, [], anyway=False) == told
    moved = dataclasses.replace(after, findings=(first,))
    assert problem_after(once, moved, [], anyway=False) == ""


def test_what_is_said_anew_at_a_place_that_a_fix_moved_is_not_new(checker: Checker) -> None:
    before = checker.examine(Source("a.md", b"A whitelist, a whitelist."))
    first, last = before.findings
    longer = dataclasses.replace(first.fixes[0], text="list of what is allowed")
    grown = len(longer.text) - len("whitelist")
    for moved, told in ((grown, ""), (0, "the result would have: Said anew")):
        span = Span(last.span.start + moved, last.span.end + moved)
        anew = dataclasses.replace(last, span=span, message="Said anew")
        after = dataclasses.replace(before, findings=(anew,))
        assert problem_after(before, after, [(first, longer)], anyway=False) == told


def test_what_stays_hides_nothing_new(shipped: Checker) -> None:
    source = Source("a.md", b"GPT-4 is open source.\n\nA web site, GPT-4 is open-weight.")
    found = shipped.check(source)
    (site,) = (finding for finding in found if finding.term == "website")
    worse = dataclasses.replace(site.fixes[0], text="white list")
    (withheld,) = shipped.apply(source, [(site, worse)]).withheld
    assert withheld.reason == "the result would have: Unexpected `white list`, expected `allowlist`"


def test_what_overlaps_a_fix_that_is_withheld_is_fixed_instead(shipped: Checker) -> None:
    def guard(before: Source, after: Source) -> str:
        return "no such word" if b"open-weight" in after.data else ""

    weigh = Weigher(guard)
    source = Source("a.md", b"Llama 3.1 is an opensource model.")
    done = fix_source(source, shipped.examine, unsafe=True, guard=weigh)
    assert done.after.data == b"Llama 3.1 is an open source model."
    assert {(withheld.fix.text, withheld.reason) for withheld in done.withheld} == {
        ("open-weight", "no such word")
    }
    assert done.notice == weigh.failure


def test_a_fix_after_which_a_file_cannot_be_read_is_withheld(shipped: Checker) -> None:
    source = Source("a.md", b"---\ntitle: The web site\n---\nText.\n")
    (finding,) = shipped.check(source)
    broken = dataclasses.replace(finding.fixes[0], text="a: b")
    (withheld,) = shipped.apply(source, [(finding, broken)], anyway=True).withheld
    assert withheld.reason.startswith("the result would not be read: front matter is not valid")


def test_a_change_makes_new_only_what_was_not_found_before(checker: Checker) -> None:
    source = Source("a.md", b"Whitelist: a whitelist, a whitelist, a whitelist. Mail.")
    mail, word = source.data.index(b"Mail"), source.data.index(b"Whitelist")
    done = checker.change(source, [Fix(Span(mail, mail + 4), "A whitelist and e-mail", "")])
    assert [finding.actual for finding in done.new] == ["whitelist", "e-mail"]
    assert len(done.left) == 6
    done = checker.change(source, [Fix(Span(word, word + 9), "Allowlist", "")])
    assert (len(done.left), done.new) == (3, ())


def test_a_fix_chosen_by_hand_has_to_end_what_it_fixes(checker: Checker) -> None:
    source = Source("a.md", b"The whitelist.")
    (finding,) = checker.check(source)
    same = dataclasses.replace(finding.fixes[0], text="whole whitelist")
    other = dataclasses.replace(finding.fixes[0], text="electronic mail")
    for anyway in (False, True):
        (withheld,) = checker.apply(source, [(finding, same)], anyway=anyway).withheld
        assert (
            withheld.reason == "the result still has: Unexpected `whitelist`, expected `allowlist`"
        )
    (withheld,) = checker.apply(source, [(finding, other)]).withheld
    assert withheld.reason == (
        "the result would have: Unexpected `electronic mail`, expected `email`"
    )
    done = checker.apply(source, [(finding, other)], anyway=True)
    assert done.after.data == b"The electronic mail."


def test_of_two_fixes_of_one_place_the_graver_findings_stays(checker: Checker) -> None:
    source = Source("a.md", b"An e-mail, a whitelist one and an e-mail.")
    mail, found, last = checker.check(source)
    grave = dataclasses.replace(found, severity=Severity.ERROR)
    start, end = found.fixes[0].span
    longer = dataclasses.replace(found.fixes[0], span=Span(start, end + 4), text="an email")
    minor = dataclasses.replace(found, severity=Severity.INFO)
    picks = [(finding, finding.fixes[0]) for finding in (mail, grave, last)]
    done = checker.apply(source, [*picks, (minor, longer)])
    assert done.after.data == b"An email, an allowlist one and an email."
    assert [finding.severity for finding, _ in done.applied] == [
        mail.severity, Severity.ERROR, last.severity
    ]  # fmt: skip


def test_fixes_side_by_side_are_both_applied(checker: Checker) -> None:
    source = Source("a.md", b"An e-mail whitelist e-mail.")
    mail, found, last = checker.check(source)
    grave = dataclasses.replace(found, severity=Severity.ERROR)
    start, end = mail.fixes[0].span
    before = dataclasses.replace(mail.fixes[0], span=Span(start, end + 1), text="email ")
    start, end = last.fixes[0].span
    behind = dataclasses.replace(last.fixes[0], span=Span(start - 1, end), text=" email")
    picks = [(grave, grave.fixes[0]), (mail, before), (last, behind)]
    assert checker.apply(source, picks).after.data == b"An email allowlist email."
