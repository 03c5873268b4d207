"""The pictures of the docs show what the program does today."""

import importlib.util
import re
from pathlib import Path

import pytest

PICTURES = Path(__file__).resolve().parent.parent / "docs" / "pictures"


@pytest.mark.slow
def test_sentences_are_drawn_as_they_are_understood() -> None:
    spec = importlib.util.spec_from_file_location("claim_svg", PICTURES / "claim_svg.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    drawn = module.pictures()
    assert drawn.keys() == module.SENTENCES.keys()
    for name, svg in drawn.items():
        assert (PICTURES / f"claim-{name}.svg").read_text("utf-8") == svg, "run claim_svg.py"
        assert re.search(r'fill="#a03800" font-weight="bold" x="\d+">term<', svg), name
        assert f"<title>{module.SENTENCES[name]}</title>" in svg
