"""Labels as SVG, HTML, Markdown and JSON: well-formed, complete, and safe to show."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from xml.etree import ElementTree

import pytest
import turbohtml

from termcheck.label import LABELS, Label
from termcheck.label.canvas import MARGIN, WIDTH, text_room, text_width, wrapped
from termcheck.label.html import label_fragment

LabelOf = Callable[..., Label]
SVG = "{http://www.w3.org/2000/svg}"


@pytest.mark.parametrize("form", ["svg", "html", "markdown"])
def test_people_read_everything_in_every_format(label_of: LabelOf, form: str) -> None:
    text = " ".join(re.sub(r"<[^>]+>|\\|[*|]", " ", LABELS[form](label_of("steamy"))).split())
    for words in (
        "Kettle facts",
        "Steamy 3.1",
        "Drawings" if form != "markdown" else "drawings",
        "over 700 million cups must ask",
        "granted before the definition",
        "2027-01-31",
        "2026-01-01",
        "1 fact read in a report",
        "2 facts unverified",
        "What is this?",
        "kettles 7",
    ):
        assert words in text, words


@pytest.mark.parametrize("form", ["svg", "html"])
def test_nothing_is_loaded_or_run(label_of: LabelOf, form: str) -> None:
    text = LABELS[form](label_of("steamy"))
    assert re.findall(r"<(?:script|img|link|iframe|image|use)\b|url\(|@import|\bsrc=", text) == []
    assert 'href="javascript' not in text
    assert "<author>" not in text
    assert "<what>" not in text


def test_svg_is_xml_with_a_name_and_a_description(label_of: LabelOf) -> None:
    root = ElementTree.fromstring(LABELS["svg"](label_of("steamy")))
    assert root.get("role") == "img"
    title, description = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert title is not None
    assert description is not None
    assert root.get("aria-labelledby") == f"{title.get('id')} {description.get('id')}"
    assert title.text == "Kettle facts: Steamy 3.1"
    assert "Boil with it: limited: over 700 million cups must ask." in (description.text or "")


def test_svg_lines_keep_their_room_in_any_font(label_of: LabelOf) -> None:
    root = ElementTree.fromstring(LABELS["svg"](label_of("steamy")))
    taken: dict[str, list[tuple[float, float]]] = {}
    for line in root.iter(f"{SVG}text"):
        assert line.get("lengthAdjust") == "spacingAndGlyphs"
        size, bold = float(line.get("font-size", "")), int(line.get("font-weight", "")) > 600
        # Not every program keeps a line to its length: there is room for the widest font as well.
        width, x = text_room(line.text or "", size, bold=bold), float(line.get("x", ""))
        assert float(line.get("textLength", "")) <= width + 0.1
        left = x - width if line.get("text-anchor") else x
        taken.setdefault(line.get("y", ""), []).append((left, left + width))
    for places in taken.values():
        edges = [edge for place in sorted(places) for edge in place]
        assert edges == sorted(edges)
        assert edges[0] >= MARGIN - 0.1
        assert edges[-1] <= WIDTH - MARGIN + 0.1


@pytest.mark.parametrize(
    ("text", "bold", "width"),
    [("OLMo 2", False, 35.57), ("OLMo 2", True, 36.67), ("Köln", False, 20.01), ("通义", True, 20)],
)
def test_lines_are_as_wide_as_in_helvetica(text: str, bold: bool, width: float) -> None:
    assert text_width(text, 10, bold=bold) == pytest.approx(width)


def test_lines_are_cut_where_no_space_is() -> None:
    lines = wrapped("x" * 200, 100, 10)
    assert "".join(lines) == "x" * 200
    assert all(text_room(line, 10) <= 100 for line in lines)


def test_html_is_tables_with_captions_and_headings(label_of: LabelOf) -> None:
    fragment = label_fragment(label_of("steamy"), level=3, anchor="here")
    assert 'id="here" aria-labelledby="here-title"' in fragment
    assert 'role="heading" aria-level="3"' in fragment
    tables = re.findall(r"<table.*?</table>", fragment, re.DOTALL)
    assert len(tables) == 5
    for table in tables:
        assert "<caption>" in table
        assert all('scope="' in cell for cell in re.findall(r"<th\b[^>]*>", table))
    opened = re.findall(r"<([a-z]+)\b", fragment)
    closed = re.findall(r"</([a-z]+)>", fragment)
    assert sorted(opened) == sorted(closed)
    assert turbohtml.parse(fragment) is not None


def test_json_says_what_is_not_known(label_of: LabelOf) -> None:
    data = json.loads(LABELS["json"](label_of("boily")))
    assert data["format"] == "termcheck-label"
    assert data["verified"] is None
    assert data["year"] is None
    assert data["ingredients"][0] == {
        "group": "plans",
        "id": "drawings",
        "name": "drawings",
        "availability": "service",
        "licence": "a closed licence",
        "licence_url": None,
        "basis": "none",
        "implied": False,
        "note": None,
        "reason": None,
        "url": None,
        "verified": None,
        "quote": None,
    }
    assert data["meets"][0]["answer"] == "not-met"
    assert data["permissions"][0]["may"][1] == {
        "id": "share",
        "does": "pass it on",
        "answer": "denied",
        "limits": [],
    }


def test_markdown_tables_hold_hostile_names(label_of: LabelOf) -> None:
    text = LABELS["markdown"](label_of("steamy"))
    for row in (line for line in text.splitlines() if line.startswith("|")):
        assert len(re.findall(r"(?<!\\)\|", row)) == 3, row
