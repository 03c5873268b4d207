"""Claims as a component of a spaCy pipeline."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import Any

import pytest

KEY = "termcheck"
TEXT = "Meta says that Llama 3.1\nis open source.\n\nÉté: OLMo 2 is an open source model."


@pytest.fixture(scope="module")
def spacy() -> Any:
    """The library, with the component registered; importing it takes long."""
    found = pytest.importorskip("spacy")
    importlib.import_module("termcheck.spacy_pipe")
    return found


def test_spans_say_who_says_what_of_whom(spacy: Any) -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("termcheck_claims")
    doc = nlp(TEXT)
    first, second = doc.spans[KEY]
    assert (first.text, first.label_, first._.stance) == (
        "open source",
        "open-source-ai",
        "attributed",
    )
    assert (first._.subjects, first._.speaker) == (("Llama 3.1",), "Meta")
    assert (second.text, second._.subjects, second._.cue) == ("open source", ("OLMo 2",), "")
    assert 0.5 < second._.confidence <= 1


def test_a_pipeline_is_kept_on_disk_with_its_settings(spacy: Any, tmp_path: Path) -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("termcheck_claims", config={"glossary": ["ai-openness"]})
    nlp.to_disk(tmp_path)
    again = spacy.load(tmp_path)
    docs = list(again.pipe([TEXT, "Nothing."]))
    assert [len(doc.spans[KEY]) for doc in docs] == [2, 0]
