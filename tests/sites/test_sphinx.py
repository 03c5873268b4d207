"""The extension of Sphinx, in a small project that Sphinx itself builds."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("sphinx", reason="Sphinx is not installed")
pytestmark = pytest.mark.slow

GLOSSARY = """\
glossary: words
title: Our words
version: "1"
terms:
  - id: allowlist
    term: allowlist
    meaning: Who may come in.
    deprecated: [whitelist]
  - id: gadget
    term: gadget
    severity: info
    deprecated: [gizmo]
"""
CONF = """\
project = "Harbour"
extensions = ["termcheck.sites.sphinx"]
termcheck_glossary = "words.yml"
termcheck_glossary_page = "words"
"""
PAGES = {
    "index.rst": "Harbour\n=======\n\n.. toctree::\n\n   words\n   sub/page\n\n:ref:`allowlist`\n",
    "words.rst": "Words\n=====\n\n.. termcheck-glossary::\n\n   allowlist\n",
    "sub/page.rst": "Page\n====\n\nThe whitelist and a gizmo, not the allowlist.\n",
}


def build(root: Path, *arguments: str, **files: str) -> subprocess.CompletedProcess[str]:
    for name, text in {"words.yml": GLOSSARY, "conf.py": CONF, **PAGES, **files}.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
    return subprocess.run(
        [sys.executable, "-m", "sphinx", "-b", "html", *arguments, ".", "out"],
        cwd=root,
        env={**os.environ, "NO_COLOR": "1"},
        capture_output=True,
        text=True,
        timeout=120,
    )


def test_findings_are_warnings_and_directives_draw(tmp_path: Path) -> None:
    done = build(tmp_path, "-W", "--keep-going")
    assert done.returncode == 1
    assert done.stderr.splitlines()[0] == (
        "sub/page.rst:4:5: WARNING: Unexpected `whitelist`, expected `allowlist` "
        "[termcheck.avoided-term]"
    )
    assert "sub/page.rst:4:21: Unexpected `gizmo`, expected `gadget`" in done.stdout
    words = (tmp_path / "out/words.html").read_text()
    assert '<section id="allowlist">' in words
    assert "Who may come in." in words
    assert "gadget" not in words
    assert 'href="words.html#allowlist"' in (tmp_path / "out/index.html").read_text()
    page = (tmp_path / "out/sub/page.html").read_text()
    assert '<a class="termcheck-term" href="../words.html#allowlist"' in page
    assert (tmp_path / "out/_static/termcheck.css").read_text()


def test_suppressed_warnings_are_not_told_and_wrong_names_are(tmp_path: Path) -> None:
    words = (
        "Words\n=====\n\n.. termcheck-label::\n\n   OLMo 2\n\n.. termcheck-glossary:: alowlist\n\n"
        ".. termcheck-compare:: OLMo 2\n\n   definitions: osaid-1.0\n\n.. termcheck-label::\n"
    )
    suppressed = f'{CONF}suppress_warnings = ["termcheck.avoided-term", "ref.ref"]\n'
    done = build(tmp_path, "-q", **{"conf.py": suppressed, "words.rst": words})
    told = [line for line in done.stderr.splitlines() if "WARNING" in line or "ERROR" in line]
    nothing = "WARNING: nothing is recorded of the"
    ends = ("[docutils]", "[termcheck.unknown-subject]")
    assert all(line.endswith(ends) for line in told)
    assert [line.rpartition("words.rst:")[2].rpartition(" [")[0] for line in told] == [
        f"6: {nothing} subject `OLMo 2`",
        "8: ERROR: no term `alowlist`, did you mean `allowlist`?",
        f"10: {nothing} subject `OLMo 2`",
        f"12: {nothing} definition `osaid-1.0`",
        "14: ERROR: `termcheck-label` names no subject",
    ]
    assert "Nothing is recorded of OLMo 2" in (tmp_path / "out/words.html").read_text()


def test_a_wrong_setting_is_one_line(tmp_path: Path) -> None:
    done = build(tmp_path, "-q", **{"conf.py": CONF.replace("words.yml", "wrds.yml")})
    assert done.returncode == 2
    assert "Configuration error" in done.stderr
    assert "no glossary file or folder `wrds.yml`, did you mean `words.yml`?" in done.stderr
