"""Programs generated from the OpenAPI document, in two languages, against a real server."""

from __future__ import annotations

import importlib
import io
import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import docx
import httpx
import pytest

CLIENT = Path(__file__).parent / "client"


@pytest.fixture
def document(api: httpx.Client, tmp_path: Path) -> Path:
    file = tmp_path / "openapi.json"
    file.write_bytes(api.get("/api/openapi.json").content)
    return file


def run(*command: str | Path, folder: Path) -> str:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=180)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture
def python(document: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Return a function that imports a module of the client that is generated."""
    config = tmp_path / "generator.yml"
    config.write_text("post_hooks: []\n", "utf-8")
    run(
        sys.executable, "-m", "openapi_python_client", "generate", "--path", document,
        "--meta", "none", "--output-path", "made_client", "--config", config,
        folder=tmp_path,
    )  # fmt: skip
    monkeypatch.syspath_prepend(tmp_path)
    return lambda name: importlib.import_module(f"made_client.{name}")


def test_a_generated_python_client_checks_text_and_word_files(python: Any, address: str) -> None:
    check, models, types = python("api.default.check"), python("models"), python("types")
    written = io.BytesIO()
    made = docx.Document()
    made.add_paragraph("The whitelist.")
    made.save(written)
    with python("client").Client(base_url=address, timeout=60) as client:
        body = models.CheckJsonBody(text="A whitelist.", name="a.md")
        of_text = check.sync(client=client, body=body)
        file = types.File(payload=io.BytesIO(written.getvalue()), file_name="a.docx")
        of_word = check.sync(client=client, body=file, name="a.docx")
        refused = python("api.default.label").sync(client=client, subject="no such model")
    assert [(found.term, found.start, found.expected) for found in of_text.findings] == [
        ("allowlist", 2, ["allowlist"])
    ]
    assert [found.term for found in of_word.findings] == ["allowlist"]
    assert refused.error.code == "invalid"


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("npm") is None, reason="needs Node.js")
def test_a_generated_typescript_client_compiles_and_runs(
    document: Path, address: str, tmp_path: Path
) -> None:
    work = tmp_path / "client"
    shutil.copytree(CLIENT, work)
    run("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", folder=work)
    bin_ = work / "node_modules" / ".bin"
    run(bin_ / "openapi-typescript", document, "-o", work / "api.ts", folder=work)
    run(bin_ / "tsc", folder=work)
    told = json.loads(run("node", "made/main.js", address, folder=work))
    assert told == {"term": "allowlist", "offset": 5, "status": 200, "code": "invalid"}
