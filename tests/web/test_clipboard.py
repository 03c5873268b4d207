"""What is pasted goes back as it came: clipboards as editors and content systems fill them."""

from __future__ import annotations

from typing import Any

import pytest
from helpers_clipboards import CANONICAL, EQUAL, SHAPES, copied

pytestmark = [pytest.mark.browser, pytest.mark.slow]


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
        html_copied = copied(page)
        assert html_copied is not None, name
        told = page.evaluate(EQUAL, [html, html_copied])
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
