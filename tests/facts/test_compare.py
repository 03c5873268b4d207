"""Comparisons and sheets, in every format."""

import json
from html.parser import HTMLParser

import pytest

from termcheck.core.errors import UsageError
from termcheck.facts import Facts
from termcheck.facts.compare import compare
from termcheck.facts.sheet import sheet
from termcheck.reporters.compare import (
    COMPARE,
    compare_html,
    compare_json,
    compare_markdown,
    compare_text,
)
from termcheck.reporters.compare_page import compare_page
from termcheck.reporters.sheet import sheet_json, sheet_text

SOME = ("osaid-1.0", "g7-2026", "open-weights", "public-ai")


def test_text(models: Facts) -> None:
    table = compare(models, ["llama-3.1", "olmo-2"], SOME)
    assert compare_text(table) == (
        "Definition    Llama 3.1             OLMo 2\n"
        "------------  --------------------  --------------------------------\n"
        "osaid-1.0     not met               met as far as judged\n"
        "g7-2026       Weights Available AI  Open Source AI or above\n"
        "open-weights  met                   met\n"
        "public-ai     not judged            not judged\n"
    ).replace("--------------------------------", "-----------------------")


def test_text_with_reasons(models: Facts) -> None:
    text = compare_text(compare(models, ["mixtral-8x7b"], ["osaid-1.0"]), reasons=True)
    assert text.endswith(
        "Open Source AI Definition (osaid-1.0)\n"
        "  Mixtral 8x7B: not met\n"
        "    the training code and the information about the training data are not published\n"
        "    derived from the recorded facts\n"
        "    the weights can be downloaded by anyone (read at the source)\n"
        "    the weights are under Apache-2.0 (read at the source)\n"
        "    the training code is not published (read in a report)\n"
        "    the inference code can be downloaded by anyone (read at the source)\n"
        "    the inference code is under Apache-2.0 (read at the source)\n"
        "    the information about the training data is not published (read in a report)\n"
        "    not judged: code that processed and filtered the data, under an OSI-approved licence\n"
        "    not judged: code for validation and testing, under an OSI-approved licence\n"
        "    not judged: information about the training data under OSI-approved terms\n"
    )


def test_markdown(models: Facts) -> None:
    text = compare_markdown(compare(models, ["gpt-4"], ["open-weights"]), reasons=True)
    assert text.startswith(
        "| Definition | GPT-4 |\n"
        "| --- | --- |\n"
        "| [open-weights](<https://www.ntia.gov/programs-and-initiatives/artificial-intelligence/"
        "open-model-weights-report>) | not met |\n"
    )
    assert "- GPT-4: **not met**\n" in text


def test_json(models: Facts) -> None:
    table = compare(models, ["llama-3.1"], ["osaid-1.0"])
    data = json.loads(compare_json(table, True))
    verdict = data["subjects"][0]["verdicts"][0]
    assert verdict["answer"] == "not-met"
    assert verdict["source"] == "derived"
    assert verdict["criteria"][0]["id"] == "weights"
    assert data["definitions"][0]["date"] == "2024-10-28"
    assert "criteria" not in json.loads(compare_json(table))["subjects"][0]["verdicts"][0]


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: set[str] = set()

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.open += [] if tag == "br" else [tag]
        self.seen.add(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


HOSTILE = """
subjects:
- id: x
  name: "<script>|`*[x](y)"
  kind: model
  components: {weights: {availability: withheld, reason: "<img src=x> \\e[31m & so"}}
"""


def test_names_from_files_are_shown_not_run(facts_of) -> None:
    facts = facts_of(HOSTILE)
    table = compare(facts, ["x"], ["open-weights"])
    tags = _Tags()
    tags.feed(compare_html(table, True))
    assert tags.open == []
    assert tags.seen == {
        *("table", "thead", "tbody", "tr", "th", "td", "a", "details", "summary", "p")
    }
    assert "\\<script\\>\\|\\`\\*\\[x\\](y)" in compare_markdown(table)
    assert "\x1b" not in compare_text(table, True)
    assert "\x1b" not in sheet_text(sheet(facts, "x"))


def test_a_page_of_its_own(models: Facts, facts_of) -> None:
    page = compare_page(compare(models, ["llama-3.1", "olmo-2"]), True)
    tags = _Tags()
    tags.feed(page.replace('<meta charset="utf-8">', "").split("<body>")[1].split("</body>")[0])
    assert tags.open == []
    assert "<title>Llama 3.1, OLMo 2: who meets what</title>" in page
    assert ">OSAID 1.0</a>" in page
    assert '<a href="https://example.org/llama/licence" ' in page
    assert not {"script", "link", "img"} & tags.seen
    hostile = compare_page(compare(facts_of(HOSTILE), ["x"], ["open-weights"]), True)
    assert "<script" not in hostile
    assert "<img" not in hostile


def test_a_page_says_what_a_steward_published(facts_of) -> None:
    facts = facts_of("""
        subjects:
        - id: t
          name: Tiny
          kind: model
          licence: MIT
          rulings: [{definition: osaid-1.0, result: met, by: OSI, url: "https://example.org/osi"}]
    """)
    page = compare_page(compare(facts, ["t"], ["osaid-1.0"]))
    assert "What is said of Tiny and OSAID 1.0 was published by OSI." in page


def test_every_definition_when_none_is_named(models: Facts) -> None:
    table = compare(models, ["olmo-2", "olmo-2"])
    assert [one.reference for one in table.columns] == list(models.judging(["model"]))
    assert len(table.rows) == 1
    for write in COMPARE.values():
        assert "osaid-1.0" in write(table, True)


def test_a_rank_as_a_column(models: Facts) -> None:
    text = compare_text(compare(models, ["mixtral-8x7b"], ["g7-2026/open-source-ai"]))
    assert "g7-2026: Open Source AI  not met\n" in text


def test_unknown_subject(models: Facts) -> None:
    with pytest.raises(UsageError, match="did you mean `gpt-4`"):
        compare(models, ["gpt-44"])


def test_sheet(models: Facts) -> None:
    one = sheet(models, "llama-3.1")
    text = sheet_text(one)
    assert text.startswith("Llama 3.1 (llama-3.1)\nAI model\n")
    assert "  weights                              gated, Llama 3.1 Community License" in text
    assert (
        "public, Llama 3.1 Community License (follows from another component, 2026-11-02)" in text
    )
    assert "model card" in one.unrecorded
    data = json.loads(sheet_json(one))
    assert data["licences"][0]["restrictions"][0]["kind"] == "user-cap"
    assert {part["id"]: part["implied"] for part in data["components"]}["architecture"] is True
    assert len(data["verdicts"]) == len(models.judging(["model"]))


def test_sheet_of_properties(promises: Facts) -> None:
    text = sheet_text(sheet(promises, "paperplane"))
    assert "  the provider holds the keys too (read at the source)\n" in text
    assert "withheld, GPL-3.0-or-later (read at the source); the company sells it" in text
