"""The prefilter never drops a file that holds a mention, and drops most that do not."""

from __future__ import annotations

import pickle
from collections.abc import Callable

import pytest
from helpers_growth import assert_linear
from hypothesis import example, given, settings
from hypothesis import strategies as st

from termcheck import readers
from termcheck.config.options import Options
from termcheck.core.source import Source
from termcheck.match.compiled_glossary import Engine
from termcheck.match.prefilter import Prefilter, make_prefilter
from termcheck.pipeline import examine

MakeEngine = Callable[[str], Engine]
GLOSSARY = """
terms:
- {id: allowlist, term: allowlist, deprecated: [whitelist, white list]}
- {id: cafe, term: café au lait}
- {id: end, term: end to end, part-of-speech: adjective}
- {id: github, term: GitHub, part-of-speech: proper-noun}
- {id: ie, term: that is, deprecated: [i.e.]}
- {id: log-in, term: log in, part-of-speech: verb}
- {id: naive, term: naïve, part-of-speech: adjective}
- {id: open-source, term: open source AI model}
- {id: vs-code, term: Visual Studio Code, part-of-speech: proper-noun}
"""
FORMS = (
    "allowlist", "Whitelists", "white list", "café au lait", "CAFÉ AU LAIT", "end to end",
    "github", "logging in", "NAÏVE", "open source AI models", "open-source AI model",
    "visual studio code", "end-to-end",
)  # fmt: skip


@pytest.fixture(scope="session")
def engine(engine_of: MakeEngine) -> Engine:
    return engine_of(GLOSSARY)


BREAKS = {
    "bold": lambda a, b: f"**{a}**{b}",
    "start": lambda a, b: f"{a}**{b}**",
    "italic": lambda a, b: f"*{a}*{b}",
    "struck": lambda a, b: f"~~{a}~~{b}",
    "link": lambda a, b: f"[{a}](https://example.org/x_(y)){b}",
    "titled": lambda a, b: f'{a}[{b}](<x y.md> "a (title)")',
    "tag": lambda a, b: f"{a}<b class='x y'>{b}</b>",
    "comment": lambda a, b: f"{a}<!-- a > b -->{b}",
    "comments": lambda a, b: f"{a}<!-- a <!-- b <!-- c -->{b}",
    "reference": lambda a, b: f"{a}&#{ord(b[0])};{b[1:]}" if b else a,
    "hexadecimal": lambda a, b: f"{a}&#x{ord(b[0]):X};{b[1:]}" if b else a,
    "footnote": lambda a, b: f"{a}{b}",
}
GAPS = {
    "wrap": lambda a, b: f"{a}\n{b}",
    "quote": lambda a, b: f"> {a}\n> {b}",
    "lazy": lambda a, b: f"> {a}\n{b}",
    "item": lambda a, b: f"1. {a}\n   {b}",
    "hard": lambda a, b: f"{a}\\\n{b}",
    "trailing": lambda a, b: f"{a}  \n{b}",
    "nbsp": lambda a, b: f"{a}&nbsp;{b}",
    "narrow": lambda a, b: f"{a}\u202f{b}",
    "numbered": lambda a, b: f"{a}&#32;{b}",
    "bold": lambda a, b: f"**{a}** {b}",
    "both": lambda a, b: f"*{a}* [{b}](https://example.org)",
    "tag": lambda a, b: f"<b>{a}</b>\n<i id='x'>{b}</i>",
    "comment": lambda a, b: f"{a} <!-- x --> {b}",
    "comments": lambda a, b: f"{a} <!-- x <!-- y --> {b}",
    "attributes": lambda a, b: f"**{a}**{{: .x }} {b}",
}  # fmt: skip


@st.composite
def documents(draw: st.DrawFn) -> str:
    """A form, broken by markup within a word, or between words, in some prose."""
    form = draw(st.sampled_from(FORMS))
    places = [at for at, character in enumerate(form) if character == " "]
    if places and draw(st.booleans()):
        at = draw(st.sampled_from(places))
        broken = GAPS[draw(st.sampled_from(sorted(GAPS)))](form[:at], form[at + 1 :])
    else:
        at = draw(st.integers(1, len(form) - 1))
        broken = BREAKS[draw(st.sampled_from(sorted(BREAKS)))](form[:at], form[at:])
    before = draw(st.sampled_from(["", "# Title\n\n", "Some words. ", "Zürich ", "<p>x</p>\n\n"]))
    after = draw(st.sampled_from(["", ".", " and more", "\n\n- item\n", " `code`", "&mdash;x"]))
    return before + broken + after


def test_never_drops_a_mention(engine: Engine) -> None:
    @given(documents())
    @example("all&#111;wlist")
    @example("**w**hite **l**ist")
    @example("`<!--` and white <!-- x --> list")
    @example("x`<!--` allow<!-- x -->list")
    @settings(max_examples=200)
    def check(text: str) -> None:
        data = text.encode()
        for name in ("page.md", "page.html"):
            mentions = engine.matcher.scan(readers.read(Source(name, data)))
            seen = engine.prefilter.sight(data, markdown=name == "page.md")
            assert not mentions or seen != (), text

    check()


@pytest.mark.parametrize("break_", sorted(BREAKS))
def test_the_breaks_of_this_test_break_words(engine: Engine, break_: str) -> None:
    text = f"A {BREAKS[break_]('white', 'list')} b."
    mentions = engine.matcher.scan(readers.read(Source("page.md", text.encode())))
    assert [one.text for one in mentions] == ["whitelist"]


@pytest.mark.parametrize("gap", sorted(GAPS))
def test_the_gaps_of_this_test_stand_between_words(engine: Engine, gap: str) -> None:
    text = GAPS[gap]("white", "list")
    mentions = engine.matcher.scan(readers.read(Source("page.md", text.encode())))
    assert [one.term for one in mentions] == ["allowlist"] or gap == "attributes"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Nothing here.",
        "allowlisting whitelister sourced opens",
        "open the source of the AI, model",
        "Visual code of the studio",
        "white and list",
        "<b>white</b> <i>and</i> list",
        "end of the list",
    ],
)
def test_drops_what_holds_none(engine: Engine, text: str) -> None:
    assert not engine.may_mention(text.encode())


@pytest.mark.parametrize("text", ["(i.e. this)", "I.e.: this", "that, **i.e.**, this"])
def test_single_letters_are_found_as_they_are(engine: Engine, text: str) -> None:
    assert engine.may_mention(text.encode())


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("page.rst", "Allowlis\\ t`9`"),
        ("page.rst", "e`**whit**e list"),
        ("page.adoc", "white\n// Left out.\nlist"),
        ("page.adoc", "Allow link:x[it] and ahttp://[llowlist]"),
        ("page.html", "&#x9white list"),
        ("page.html", "<v>u<v>white-l<!>ist"),
        ("page.md", "Whitelis<!s<>t"),
        ("page.md", "wh*i*te<b>l</b>ist"),
        ("page.md", "w**h**i[te](/)l~~i~~st"),
        ("page.md", "wh[i][a]te<i>l</i>i[s]t\n\n[a]: /\n[s]: /"),
        ("page.md", "\u201c<!\nWhiteli<q>st"),
        ("page.qmd", ":::github\u0130OS\n\nA white list."),
    ],
)
def test_sees_what_odd_markup_leaves_of_words(engine: Engine, name: str, text: str) -> None:
    mentions = engine.matcher.scan(readers.read(Source(name, text.encode())))
    assert not mentions or engine.may_mention(text.encode())


def test_no_spelling_drops_all() -> None:
    assert not make_prefilter([]).may_mention(b"anything")


FILLERS = (
    "Nothing of the kind.", "# White\n\nlist", "- one\n- two\n\n  more", "> quoted\n> words",
    "```\nwhitelist\n```", "| a | b |\n|---|---|\n| c | d |", "<div translate='no'>", "</div>",
    "<!-- note -->", "[name]: https://example.org 'a title'", "Term\n: What it is", "***",
    "![](x.png 'white')", "    indented", "!!! note\n    inside", "[^1]: A note.", "&nbsp; \\*",
    "## Next", "# Top #", "~~~\n# whitelist\n~~~", "<!--\n# whitelist\n-->", "```whitelist```",
    "- a\n\n  ```\n  whitelist\n# b\n  ```", "[white][list] and [whitelist]",
    "[whitelist]: https://example.org", "````\n```\n# whitelist\n````",
    "<div>\n# whitelist\n</div>", "{% raw %}\n# x\n{% endraw %}",
)  # fmt: skip


@st.composite
def pages(draw: st.DrawFn) -> str:
    """Blocks that hold forms among blocks that hold none."""
    forms = st.sampled_from(FORMS) | documents()
    blocks = st.sampled_from(FILLERS) | forms | forms.map("- a\n- {}".format)
    return "\n\n".join(draw(st.lists(blocks | forms.map("## {}".format), min_size=2, max_size=8)))


def test_reading_in_part_finds_the_same(engine: Engine) -> None:
    read_in_part = 0

    @given(pages())
    @settings(max_examples=200)
    def check(text: str) -> None:
        nonlocal read_in_part
        source = Source("page.md", text.encode())
        places = engine.sight(source.data)
        whole = examine(source, engine, Options(claims=False))
        assert examine(source, engine, Options(claims=False), only=places) == whole
        suited = engine.suited(b"white list list open open open").sight(source.data)
        assert (suited is None or len(suited) > 0) >= (len(whole.findings) > 0)
        read_in_part += places is not None

    check()
    assert read_in_part > 50


def test_a_form_that_depends_on_other_blocks_is_read_with_them(engine_of: MakeEngine) -> None:
    engine = engine_of(
        """
terms:
- {id: gpu, term: GPU, part-of-speech: proper-noun, first-use: expand,
   long-form: graphics processing unit}
- {id: allowlist, term: allowlist, deprecated: [whitelist]}
"""
    )
    assert engine.sight(b"A whitelist.\n\nA page.") == (2,)
    assert engine.sight(b"A graphics processing unit.\n\nA GPU.") is None
    assert engine.sight(b"A page.") == ()


def test_a_sample_changes_the_anchors_and_not_the_answers() -> None:
    prefilter = make_prefilter(["processing unit", "unit tests"])
    suited = prefilter.suited(b"Processing, processing and processing of tests")
    assert set(prefilter.anchors) == {b"processing", b"tests"}
    assert set(suited.anchors) == {b"unit"}
    assert suited.may_mention(b"The processing\n*unit*.")
    assert not suited.may_mention(b"A unit of processing.")


def test_survives_pickling() -> None:
    prefilter: Prefilter = make_prefilter(["white list"])
    assert prefilter.may_mention(b"a white list")
    assert pickle.loads(pickle.dumps(prefilter)).may_mention(b"a white list")


@pytest.mark.parametrize(
    "piece",
    [
        *("<", "<>", "<!--", "-->", "](", "](/)", "&", "&x;", "{", "{}", "*", "[", "white "),
        *("white <", "x<!-- ", "x<!-- a -->", "white<!-- ", "x<!", "x&#1", "x**y", "xlink:[y"),
    ],
)
def test_hostile_text_takes_linear_time(piece: str) -> None:
    prefilter = make_prefilter(["white list", "list of white"])

    def look(size: int) -> None:
        prefilter.may_mention((f"white{piece * 50} x " * (size // (50 * len(piece)))).encode())

    assert_linear(look, 100_000)
