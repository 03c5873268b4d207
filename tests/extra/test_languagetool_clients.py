"""Programs that speak to LanguageTool, pointed at a server of ours."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from helpers_serve import run_server

UNO = Path(__file__).with_name("proofread_by_uno.py")
TEXT = "Llama 3.1 is an open source AI model. The list is a whitelist."
PYTHON = "/usr/bin/python3"
"""The Python that the system's LibreOffice brings its bridge for."""


def has_uno() -> bool:
    if shutil.which("soffice") is None or not Path(PYTHON).exists():
        return False
    return subprocess.run([PYTHON, "-c", "import uno"], capture_output=True).returncode == 0


def test_the_client_for_python() -> None:
    """`language-tool-python` (GPL-3.0) is a client here and no part of termcheck."""
    script = (
        "import sys, language_tool_python\n"
        "tool = language_tool_python.LanguageTool('en-US', remote_server=sys.argv[1])\n"
        "text = '🎉 ' + sys.argv[2]\n"
        "for one in tool.check(text):\n"
        "    words = text[one.offset : one.offset + one.error_length]\n"
        "    print(words, one.replacements[:1], one.rule_id, sep='|')\n"
        "print(tool.correct('The list is a whitelist.'))\n"
    )
    with run_server() as address:
        done = subprocess.run(
            [sys.executable, "-c", script, address, TEXT], capture_output=True, text=True
        )
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == [
        "open source AI|['open-weight AI']|TERMCHECK_CONTRADICTED_CLAIM",
        "a whitelist|['an allowlist']|TERMCHECK_AVOIDED_TERM",
        "The list is an allowlist.",
    ]


@pytest.mark.slow
@pytest.mark.skipif(not has_uno(), reason="needs LibreOffice with its bridge for Python")
def test_the_checker_of_libreoffice(tmp_path: Path) -> None:
    bare = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    with run_server() as address:
        # Its checker gives up after a few seconds, so the server is warm before it asks.
        import httpx

        httpx.post(f"{address}/v2/check", data={"text": TEXT, "language": "en"}, timeout=60)
        done = subprocess.run(
            [PYTHON, str(UNO), f"{address}/v2", str(tmp_path), TEXT],
            capture_output=True,
            text=True,
            env=bare,
            timeout=180,
        )
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == ["open source AI|open-weight AI", "a whitelist|an allowlist"]
