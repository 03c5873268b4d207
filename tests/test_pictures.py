"""The pictures of the docs show what the docs say."""

import importlib.util
from pathlib import Path

DOCS = Path(__file__).resolve().parent.parent / "docs"


def test_the_curve_is_drawn_from_its_table() -> None:
    path = DOCS / "pictures" / "accuracy_svg.py"
    spec = importlib.util.spec_from_file_location("accuracy_svg", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    rows = module.rows((DOCS / "accuracy.md").read_text("utf-8"))
    assert len(rows) > 5
    drawn = module.picture(rows)
    assert (path.parent / "accuracy.svg").read_text("utf-8") == drawn, "run accuracy_svg.py"
