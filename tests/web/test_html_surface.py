"""A draft of HTML as it looks: edits change their own block, the rest stays, nothing runs."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from helpers_clipboards import DRAFTS, SHAPES

pytestmark = [pytest.mark.browser, pytest.mark.slow]
EDITED = (Path(__file__).with_name("surface.js")).read_text("utf-8")
HOSTILE = """\
<!doctype html>
<html><head><title>A whitelist</title><base href="https://evil.example/">
<script src="https://evil.example/a.js"></script>
<link rel=stylesheet href="//evil.example/a.css"></head>
<body onload="alert(1)" style="background:url(https://evil.example/b.png)">
<h1 onclick="alert(1)">A <em style="color:red">whitelist</em></h1>
<p>Go <a href="javascript:alert(1)">there</a>, <a href="java
script:alert(1)">or here</a>, see <img src="https://evil.example/c.png" onerror="alert(1)"
alt="a blacklist">.</p>
<ul><li>Llama 3.1 is an <b>open source</b> AI model</li></ul>
<table><tr><td>A blacklist</td></tr></table>
<dl><dt><img src=x onerror=alert(1)></dt><dd><table><tr><td><ul><li>whitelist</ul></table></dl>
<svg onload="alert(1)"><a xlink:href="javascript:alert(1)"><text>x</text></a></svg>
<iframe srcdoc="<script>alert(1)</script>"></iframe><object data="https://evil.example/d"></object>
<math><mtext></p><style><img src=x onerror=alert(1)></style></mtext></math>
<form action="https://evil.example/"><input autofocus onfocus="alert(1)"></form>
</body></html>
"""


@pytest.fixture
def looks(open_desk: Any) -> Any:
    """The page with a hostile draft as it looks."""
    desk = open_desk(view="formatted")
    file = {"name": "page.html", "mimeType": "text/html", "buffer": HOSTILE.encode()}
    desk.page.locator("#file").set_input_files(file)
    desk.page.locator("#name", has_text="page.html").wait_for()
    return desk


def source(desk: Any) -> str:
    desk.page.keyboard.press("F9")
    text = desk.text.input_value()
    desk.page.keyboard.press("F9")
    return str(text)


def test_words_change_in_their_own_block(open_desk: Any) -> None:
    desk = open_desk(view="formatted")
    drafts = {**DRAFTS, **SHAPES, "hostile": HOSTILE, "deep": "<div>" * 3000 + "<p>Words</p>"}
    wrong = desk.page.evaluate(EDITED, [drafts, "html"])
    # Between Markdown, without empty lines.
    names = ("blocks of wordpress", "tables", "cells and items that hold more than a line")
    parts = {name: re.sub(r"\n\s*\n", "\n", DRAFTS[name]) for name in names}
    mixed = {f"{name}, mixed": f"Some *words*.\n\n{text}\n\nEnd." for name, text in parts.items()}
    wrong |= desk.page.evaluate(EDITED, [mixed, "markdown"])
    assert not wrong, "\n".join(f"{name}: {told}" for name, told in wrong.items())


def test_what_is_hostile_is_seen_and_does_nothing(looks: Any) -> None:
    # The page itself asserts that nothing was asked of others, and nothing said in the console.
    looks.cards.nth(5).wait_for()
    assert source(looks) == HOSTILE
    shown = looks.page.locator("#formatted")
    seen = shown.locator(".mark").evaluate_all(
        "(all) => all.map((one) => (one.closest('h1,li,td,pre,.picture') ?? one).tagName)"
    )
    assert {"PRE", "H1", "LI", "TD", "SPAN"} <= set(seen)
    alive = "script,iframe,img:not(.ProseMirror-separator),svg,object,form,input"
    assert shown.locator(alive).count() == 0
    links = shown.locator("a").evaluate_all("(all) => all.map((one) => one.getAttribute('href'))")
    assert links[:2] == [None, None]
    names = "(all) => all.flatMap((one) => one.getAttributeNames())"
    assert not [name for name in shown.locator("*").evaluate_all(names) if name.startswith("on")]


def test_an_edit_as_it_looks_is_one_of_the_source(looks: Any) -> None:
    looks.cards.nth(5).wait_for()
    looks.page.locator("#formatted li").first.click()
    looks.page.keyboard.press("End")
    looks.page.keyboard.type(", a < b")
    changed = HOSTILE.replace("AI model</li>", "AI model, a &lt; b</li>")
    assert source(looks) == changed
    looks.page.locator("#formatted li").first.click()
    looks.page.keyboard.press("End")
    looks.page.keyboard.press("Enter")
    looks.page.keyboard.type("next")
    assert "model, a &lt; b</li>\n<li>next</li>\n</ul>\n<table>" in source(looks)
    looks.page.locator("#formatted h1").click()
    assert looks.page.locator("#block").input_value() == "h1"
    looks.page.keyboard.press("End")
    looks.page.keyboard.press("Enter")
    looks.page.keyboard.type("Fresh words")
    assert "</em></h1>\n<p>Fresh words</p>\n<p>Go" in source(looks)
    looks.page.locator("#formatted pre").first.click()
    assert looks.page.locator("#block option:checked").inner_text() == "As it is written"
    looks.cards.filter(has_text="Llama 3.1").first.get_by_role("button").first.click()
    looks.page.keyboard.press("Control+Enter")
    assert "<b>open-weight</b> AI" in source(looks) or "<b>open-weight AI</b>" in source(looks)


def test_formats_without_a_look_say_so(open_desk: Any) -> None:
    desk = open_desk(view="formatted")
    file = {"name": "a.rst", "mimeType": "text/plain", "buffer": b"News\n====\n\nA *whitelist*.\n"}
    desk.page.locator("#file").set_input_files(file)
    desk.has(1)
    assert "Files that end in .rst are shown as they are written" in desk.page.content()
    assert desk.text.is_visible()
