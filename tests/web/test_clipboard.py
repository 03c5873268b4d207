"""What is pasted goes back as it came: clipboards as editors and content systems fill them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.slow]
SHAPES = dict(
    re.findall(
        r"^== (.+)\n([\s\S]*?)\n(?=== |\Z)",
        Path(__file__).with_name("clipboards.html").read_text("utf-8") + "\n",
        re.MULTILINE,
    )
)
EQUAL, CANONICAL = Path(__file__).with_name("clipboards.js").read_text("utf-8").split("// ====\n")


def test_there_are_many_shapes() -> None:
    assert len(SHAPES) >= 40


def test_what_is_pasted_and_copied_without_an_edit_is_the_same(open_desk: Any) -> None:
    desk = open_desk(permissions=["clipboard-read", "clipboard-write"])
    page = desk.page
    wrong = {}
    for name, html in SHAPES.items():
        desk.text.fill("")
        desk.paste(html, "x")
        assert desk.text.input_value(), name
        copied = page.evaluate(
            """async () => {
                let html = null;
                document.addEventListener("copy", (event) => {
                    html = event.clipboardData.getData("text/html");
                }, { capture: true, once: true });
                const set = DataTransfer.prototype.setData;
                DataTransfer.prototype.setData = function (kind, data) {
                    if (kind === "text/html") html = data;
                    set.call(this, kind, data);
                };
                document.getElementById("copy").click();
                await new Promise((done) => setTimeout(done, 30));
                DataTransfer.prototype.setData = set;
                return html;
            }"""
        )
        assert copied is not None, name
        told = page.evaluate(EQUAL, [html, copied])
        if told:
            wrong[name] = told
    assert not wrong, "\n\n".join(f"{name}:\n{told}" for name, told in wrong.items())


def test_what_is_edited_keeps_its_structure(desk: Any) -> None:
    """Every part by way of Markdown, as if each had been edited."""
    wrong = {}
    for name, html in SHAPES.items():
        told = desk.page.evaluate(CANONICAL, html)
        if told:
            wrong[name] = told
    assert not wrong, "\n\n".join(f"{name}:\n{told}" for name, told in wrong.items())
