"""In whose manner a page speaks where it uses a term."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from helpers_audit import write

from termcheck import Audit, Checker
from termcheck.audit.tables import read_rows

PAGES = {
    "government": "# A national strategy\n\nOpen source AI made here carries our values "
    "abroad, and federal agencies shall buy it.\n",
    "vendor": "Meet our most capable open source AI model: unmatched speed at half the price.\n",
    "g7": "The digital ministers of the G7 place open source AI two rungs above weights alone.\n",
    "foundation": "The Model Openness Framework ranks what is published; open source AI is its "
    "highest class.\n",
    "free-software": "A machine learning program is free when its users have the four freedoms. "
    "Open source AI that hides its data is nonfree.\n",
    "policy": "Open source AI is exempt from some obligations, unless the model poses systemic "
    "risk.\n",
    "weights": "We call it open source AI: you can download the weights, and nothing else.\n",
    "osi": "Open source AI grants the freedoms to use, study, modify and share, with the "
    "preferred form to make changes.\n",
    "public-ai": "Open source AI belongs to a public option: publicly owned machines and "
    "democratic oversight.\n",
    "list": "Open source AI models are Llama 2, Mistral 7B, Falcon, BLOOM, Whisper and Gemma.\n",
    "list again": "If you look for open source AI, try Llama 2, Mistral 7B, Falcon, BLOOM or "
    "Gemma.\n",
    "weights again": "By open source AI we mean that anyone can have the final parameters.\n",
    "policy again": "Open source AI needs no authorised representative in a Member State.\n",
    "public-ai again": "Public money and a council of readers keep open source AI in common.\n",
    "government again": "Every minister in the land should insist on open source AI.\n",
    "": "Is open source AI good for schools? Three teachers tried it.\n",
    "office": "# News\n\nWe are excited to announce the Open Source Program Office, the most "
    "capable office in town.\n",
    "size": "Heron is an open source AI model with 90 billion parameters; the checkpoint was "
    "replaced on Monday.\n",
    "true list": "Open source AI models are OLMo 2 1B, OLMo 2 7B, OLMo 2 13B, OLMo 2 32B, Amber "
    "and Pythia.\n",
}
"""By the framing, or what else stands there."""
UNLIKE = ("", "office", "size", "true list")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("manners")


@pytest.fixture(scope="module")
def framings(folder: Path) -> dict[str, set[str]]:
    pages = write(folder / "pages", {f"{name or 'none'}.md": text for name, text in PAGES.items()})
    Checker("ai-openness").audit([str(pages)], folder / "audit").close()
    found: dict[str, set[str]] = {Path(name).stem: set() for name in map(str, pages.iterdir())}
    for row in read_rows(folder / "audit", "claims"):
        found[row["path"].removesuffix(".md")].add(row["framing"])
    return found


@pytest.mark.parametrize("name", [name for name in PAGES if name not in UNLIKE[1:]])
def test_a_page_is_known_by_its_words(framings: dict[str, set[str]], name: str) -> None:
    assert framings[name or "none"] == {name.removesuffix(" again")}


def test_the_report_tells_manners(framings: dict[str, set[str]], folder: Path) -> None:
    with Audit(folder / "audit") as audit:
        told = {manner.framing: manner.documents for manner in audit.manners()}
        weights = next(manner for manner in audit.manners() if manner.framing == "weights")
        page = audit.report()
    alike = [name.removesuffix(" again") for name in PAGES if name not in UNLIKE]
    assert told == Counter(alike)
    # Of two, the sentence that says what is meant.
    assert weights.example.sentence.startswith("By open source AI we mean")
    # Half a page is none.
    assert ">0.5<" not in page
    assert "In whose manner the pages speak" in page
    assert "belongs to a public option" in page


def test_words_that_suggest_a_manner_do_not_tell_it_alone(framings: dict[str, set[str]]) -> None:
    assert framings["size"] == {""}


def test_names_and_what_is_true_of_all_are_no_manner(framings: dict[str, set[str]]) -> None:
    assert framings["office"] == {""}
    assert "list" not in framings["true list"]
