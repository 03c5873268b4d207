"""What runs in WordPress and in Google Docs: how places in a post or document are found again."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

EDITORS = Path(__file__).parents[2] / "editors"


@pytest.mark.skipif(shutil.which("node") is None, reason="needs Node.js")
@pytest.mark.parametrize("name", ["wordpress", "google-docs"])
def test_places_are_found_again(name: str) -> None:
    tests = sorted(map(str, (EDITORS / name / "test").glob("*.js")))
    done = subprocess.run(["node", "--test", *tests], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    assert " fail 0" in done.stdout
