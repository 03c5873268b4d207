"""The published schema and page of the JSON report are those of the code."""

from __future__ import annotations

import json
from pathlib import Path

from termcheck.reporters.schema import page, schema
from termcheck.reporters.wire import FINDING

DOCS = Path(__file__).parents[2] / "docs"


def test_schema_file_is_in_step() -> None:
    assert json.loads(DOCS.joinpath("report.schema.json").read_text("utf-8")) == schema()


def test_page_is_in_step() -> None:
    assert DOCS.joinpath("json-schema.md").read_text("utf-8") == page()


def test_the_promised_keys_are_there() -> None:
    promised = "path line column end_line end_column start end check term actual message note"
    promised += " severity url fixes expected evidence related subject fingerprint verbatim"
    promised += " headline about"
    assert set(promised.split()) == {field.name for field in FINDING.fields}
