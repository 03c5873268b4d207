"""The draft as it looks: an edit of what is shown changes its own words in the text alone."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from helpers_clipboards import EQUAL, SHAPES, copied

pytestmark = [pytest.mark.browser, pytest.mark.slow]
DRAFT = """\
---
title: News
---
# A whitelist {#top}
Text with __bold__ words &amp; a\\* sign,
on two lines.

* The *whitelist* of [Gemma 3, a blacklist](https://example.org)
* [x] done
   - a `code`

| Model | Open?  |
|:--|---|
| Llama 3.1 | open source AI |
| BLOOM ||

> Quoted,
> twice.

![A whitelist](x.png) H<sub>2</sub>O{ #x }

!!! note

    A blacklist.

<div>A whitelist.</div>

```js
let x;
```

Setext
======
End.\\
Really[^1].

[^1]: A note.
"""


@pytest.fixture
def looks(open_desk: Any) -> Any:
    """The page with a draft as it looks."""
    desk = open_desk(view="formatted", permissions=["clipboard-read", "clipboard-write"])
    desk.paste("", DRAFT)
    return desk


def source(desk: Any) -> str:
    """The text that would be downloaded."""
    desk.page.keyboard.press("F9")
    text = desk.text.input_value()
    desk.page.keyboard.press("F9")
    return str(text)


def marks(desk: Any) -> list[tuple[str, str]]:
    """Underlined words, each with the element they stand in."""
    told: list[tuple[str, str]] = desk.page.evaluate(
        """[...document.querySelectorAll('#formatted .mark')].map((mark) => [
            (mark.closest('a,h1,td,li,pre,.picture') ?? mark).tagName, mark.textContent])"""
    )
    return [(tag, words) for tag, words in told]


def caret(desk: Any, words: str) -> None:
    """Put the caret behind words that are seen."""
    desk.page.evaluate(
        """(words) => {
            // Words that are marked stand in nodes of their own.
            const walk = document.createTreeWalker(document.getElementById('formatted'), 4);
            const nodes = [];
            while (walk.nextNode()) nodes.push(walk.currentNode);
            const at = nodes.map((node) => node.data).join('').indexOf(words);
            if (at < 0) throw new Error(words);
            let left = at + words.length;
            const node = nodes.find((one) => (left -= one.data.length) <= 0);
            document.getElementById('formatted').focus();
            getSelection().collapse(node, node.data.length + left);
        }""",
        words,
    )
    desk.page.wait_for_timeout(60)


def test_findings_stand_at_their_words(looks: Any) -> None:
    looks.cards.nth(5).wait_for()
    assert source(looks) == DRAFT
    seen = marks(looks)
    assert ("H1", "whitelist") in seen
    assert ("LI", "whitelist") in seen
    assert ("A", "blacklist") in seen
    assert ("TD", "open source AI") in seen
    assert ("PRE", "blacklist") in seen
    assert ("SPAN", "A whitelist") in seen
    assert not looks.page.locator("#formatted").get_by_text("__bold__").count()


def test_odd_texts_stay_what_they_are(open_desk: Any) -> None:
    desk = open_desk(view="formatted")
    for at, text in enumerate(
        (
            "[r]: u\n</b>[a",
            "> ```\n- x\n",
            "\n \n  # a\n---\n- \n\n1) b\n\n\tc\n|a\n|-|\n|b|c\n",
            "  \n",
        )
    ):
        name = f"odd{at}.md"
        file = {"name": name, "mimeType": "text/markdown", "buffer": text.encode()}
        desk.page.locator("#file").set_input_files(file)
        desk.page.locator("#name", has_text=name).wait_for()
        assert source(desk) == text


EDITS = (
    ("bold", "er 1*2", "__bolder 1*2__"),
    (" sign", " [x]", "sign [x],\non"),
    ("done", "!", "* [x] done!\n"),
    ("Llama 3.1", " | *", "| Llama 3.1 \\| * |"),
    ("Quoted", " *a*", "> Quoted *a\\*,\n> twice"),
    ("A blacklist", "s", "!!! note\n\n    A blacklists."),
    ("Setext", " 1", "Setext 1\n======"),
)
"""Words, what is typed behind them, and the text that it makes."""


def test_an_edit_changes_its_words_alone(looks: Any) -> None:
    for words, typed, after in EDITS:
        caret(looks, words)
        looks.page.keyboard.type(typed)
        text = source(looks)
        assert after in text
        # Without what was typed it is the draft again, letter by letter.
        kept = [line for line in text.split("\n") if line in DRAFT.split("\n")]
        assert len(kept) == len(DRAFT.split("\n")) - 1
        undone = []
        while text != DRAFT and len(undone) < len(typed):
            looks.page.keyboard.press("Control+z")
            text = source(looks)
            undone.append(text)
        assert text == DRAFT, (words, undone)


def test_paragraphs_are_split_joined_and_made_headings(looks: Any) -> None:
    caret(looks, "on two")
    looks.page.keyboard.press("Enter")
    assert "a\\* sign,\non two\n\n lines.\n" in source(looks)
    caret(looks, "on two")
    looks.page.keyboard.press("Delete")
    looks.page.locator("#block").select_option("h2")
    assert "## Text with __bold__ words &amp; a\\* sign, on two lines." in source(looks)
    caret(looks, "done")
    looks.page.keyboard.press("Enter")
    looks.page.keyboard.type("next")
    assert "* [x] done\n* [x] next\n" in source(looks).replace("[ ] next", "[x] next")


def test_rows_are_added_and_removed(looks: Any) -> None:
    caret(looks, "BLOOM")
    looks.page.get_by_role("button", name="Add a row").click()
    looks.page.keyboard.press("Tab")
    looks.page.keyboard.press("Tab")
    looks.page.keyboard.type("OLMo 2")
    assert "| BLOOM |  |\n| OLMo 2 |  |\n" in source(looks)
    caret(looks, "OLMo 2")
    looks.page.get_by_role("button", name="Remove the row").click()
    assert source(looks) == DRAFT


def test_a_suggestion_is_taken_and_taken_back(looks: Any) -> None:
    looks.cards.nth(5).wait_for()
    looks.page.locator("#formatted li").first.click()
    looks.page.keyboard.press("Home")
    looks.page.keyboard.press("Shift+End")
    looks.page.keyboard.press("Control+x")
    assert "* The *whitelist*" not in source(looks)
    looks.page.locator("#formatted").focus()
    looks.page.keyboard.press("Control+v")
    assert source(looks) == DRAFT
    card = looks.cards.filter(has_text="Llama 3.1").first
    card.get_by_role("button").first.click()
    looks.page.keyboard.press("Control+Enter")
    assert source(looks) == DRAFT.replace("open source AI |", "open-weight AI |")
    looks.page.locator("#formatted").focus()
    looks.page.keyboard.press("Control+z")
    assert source(looks) == DRAFT


def test_what_was_just_written_is_checked_before_a_draft_that_takes_long(open_desk: Any) -> None:
    desk = open_desk(view="formatted")
    held: list[Any] = []
    desk.page.route(
        "**/api/check",
        lambda route: (
            held.append(route) if "First" in route.request.post_data else route.continue_()
        ),
    )
    desk.paste("", "First words.\n\n## News\n\nSecond words")
    for _ in range(100):
        desk.page.wait_for_timeout(600)
        if held:
            break
    held.pop().continue_()
    desk.says("Nothing to change")
    caret(desk, "Second words")
    desk.page.keyboard.type(" of Ä whitelist")
    desk.cards.first.wait_for()
    assert marks(desk) == [("SPAN", "whitelist")]
    assert held
    while held:
        held.pop().continue_()
    desk.page.unroute("**/api/check")
    desk.has(1)


def test_what_is_typed_reads_as_typed(open_desk: Any) -> None:
    desk = open_desk(view="formatted")
    desk.page.locator("#formatted").click()
    desk.page.keyboard.type("# Our **month**\nHello, 1. world \n- one\ntwo\n\nEnd #1")
    assert desk.page.locator("#formatted li").count() == 2
    assert source(desk) == "# Our **month\\*\\*\n\nHello, 1. world \n\n- one\n- two\n\nEnd #1"


def test_links_are_made_and_changed(open_desk: Any) -> None:
    desk = open_desk(view="formatted")
    desk.page.locator("#formatted").click()
    desk.page.keyboard.type("A link")
    for _ in "link":
        desk.page.keyboard.press("Shift+ArrowLeft")
    desk.page.keyboard.press("Control+k")
    desk.page.get_by_label("Address", exact=True).fill("https://example.org/a b")
    desk.page.keyboard.press("Enter")
    desk.page.locator("#formatted a").wait_for()
    assert source(desk) == "A [link](https://example.org/a%20b)"


def test_html_is_shown_as_it_looks_until_the_caret_is_in_it(open_desk: Any) -> None:
    desk = open_desk(view="formatted")
    row = "<tr><td>a<table></table></td><td>b &amp; c</td></tr>"
    table = f"<table>\n<tr><th colspan=2>A whitelist</th></tr>\n{row}\n</table>"
    desk.paste("", f"Words.\n\n{table}\n\n<div style='color:red' onclick='x()'>A blacklist")
    desk.has(2)
    looks = desk.page.locator("#formatted .looks")
    assert looks.locator("visible=true").count() == 1
    assert looks.locator("th .mark").inner_text() == "whitelist"
    assert looks.locator("td").last.inner_text() == "b & c"
    desk.page.keyboard.press("F8")
    assert looks.locator("visible=true").count() == 0
    desk.page.keyboard.press("Control+Enter")
    assert table.replace("A whitelist", "An allowlist") in source(desk)


def test_html_in_markdown_is_edited_as_it_looks(open_desk: Any) -> None:
    desk = open_desk(view="formatted")
    html = (
        '<div class="box">\n<table>\n<tr><td>A &amp; b</td>'
        "<td><p>First</p><ul><li>whitelist</li></ul></td></tr>\n</table>\n"
        "</div>\n<dl>\n<dt>Word</dt>\n<dd>Its <b>meaning</b></dd>\n</dl>"
    )
    text = f"Before *it*.\n\n{html}\n\nAfter it."
    desk.paste("", text)
    desk.has(1)
    assert source(desk) == text
    shown = desk.page.locator("#formatted")
    assert shown.locator("li .mark").inner_text() == "whitelist"
    for place, typed in (("td", " < c*d*"), ("td p", " one"), (".meaning", " & more")):
        shown.locator(place).first.click()
        desk.page.keyboard.press("End")
        desk.page.keyboard.type(typed)
    text = text.replace("&amp; b", "&amp; b &lt; c*d*").replace("First", "First one")
    text = text.replace("meaning</b>", "meaning &amp; more</b>")
    assert source(desk) == text
    desk.page.keyboard.press("F8")
    desk.page.keyboard.press("Control+Enter")
    desk.has(0)
    text = text.replace("whitelist", "allowlist")
    assert source(desk) == text
    shown.locator("td li").click()
    desk.page.locator("button[value=row]").click()
    # A new cell holds a line, whatever the one above it holds.
    shown.locator("tr").last.locator("td").last.click()
    desk.page.keyboard.type("below")
    row = re.search(r"<tr>.*</tr>", text)
    assert row is not None
    text = text.replace(row[0], f"{row[0]}\n<tr><td></td><td>below</td></tr>")
    assert source(desk) == text
    shown.locator("td li").click()
    desk.page.keyboard.press("End")
    desk.page.keyboard.type("\nsecond")
    shown.locator(".meaning").click()
    desk.page.keyboard.press("End")
    desk.paste("", "and *pasted*")
    told = source(desk)
    assert "<li>allowlist</li>\n<li>second</li>" in told
    assert "and <em>pasted</em></dd>\n</dl>\n\nAfter it." in told
    assert told.startswith('Before *it*.\n\n<div class="box">\n<table>')
    assert re.search(r"</table>\s*</div>\s*<dl>\s*<dt>Word</dt>", told)


def test_what_was_written_here_is_copied_with_its_looks(open_desk: Any) -> None:
    desk = open_desk(view="formatted", permissions=["clipboard-read", "clipboard-write"])
    desk.formatted.click()
    desk.page.keyboard.type("# Our *month*\nEnd")
    desk.has(0)
    assert copied(desk.page) == "<h1>Our *month*</h1>\n<p>End</p>"
    desk.says("Copied, with its formatting")
    desk.formatted.press("End")
    desk.page.keyboard.type(".")
    desk.has(0)
    desk.page.keyboard.press("Control+a")
    desk.page.keyboard.press("Control+c")
    desk.says("Copied, with its formatting")


PIXEL = (
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJg"
    "gg=="
)


def test_pictures_are_seen_and_described(open_desk: Any) -> None:
    desk = open_desk(view="formatted")
    image = f'<img src="data:image/png;base64,{PIXEL}" alt="A whitelist">'
    desk.paste(f"<p>See {image} and <img src='https://example.org/a.png' alt='b'></p>")
    desk.has(1)
    pictures = desk.page.locator("#formatted .picture")
    pictures.first.locator("canvas").wait_for()
    assert pictures.last.locator("canvas").count() == 0
    pictures.first.click()
    desk.page.keyboard.press("Control+k")
    desk.page.get_by_label("Alt text").fill("A [list]")
    desk.page.keyboard.press("Enter")
    desk.has(0)
    assert "See ![A \\[list\\]](data:image/png" in source(desk)


def test_what_is_pasted_and_copied_is_the_same(open_desk: Any) -> None:
    desk = open_desk(view="formatted", permissions=["clipboard-read", "clipboard-write"])
    wrong = {}
    for name, html in SHAPES.items():
        desk.page.locator("#formatted").focus()
        desk.page.keyboard.press("Control+a")
        desk.page.keyboard.press("Delete")
        desk.paste(html, "x")
        told = desk.page.evaluate(EQUAL, [html, copied(desk.page)])
        if told:
            wrong[name] = told
    assert not wrong, "\n\n".join(f"{name}:\n{told}" for name, told in wrong.items())


@pytest.mark.parametrize(("width", "scheme"), [(320, "light"), (1280, "dark")])
def test_it_fits_and_is_accessible(open_desk: Any, width: int, scheme: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    desk = open_desk(
        view="formatted",
        viewport={"width": width, "height": 740},
        color_scheme=scheme,
        forced_colors="active" if width == 320 else "none",
    )
    desk.paste("", DRAFT)
    desk.cards.nth(5).wait_for()
    desk.page.keyboard.press("F8")
    found = Axe().run(desk.page)
    assert found.response["violations"] == [], found.generate_report()
    assert desk.page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_libraries_are_named_with_their_licences() -> None:
    static = Path(__file__).resolve().parents[2] / "termcheck" / "web" / "static"
    told = (static / "libraries.txt").read_text("utf-8")
    named = re.findall(r"^(prosemirror-[\w-]+|mdast-[\w-]+) [\d.]+ \(MIT\)$", told, re.MULTILINE)
    assert len(named) > 10
    assert told.count("Permission is hereby granted") >= len(named)
    assert (static / "libraries.js").stat().st_size < 400_000
