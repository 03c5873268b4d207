"""Small sites, built by real MkDocs processes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("mkdocs")

GLOSSARY = """\
glossary: words
title: Our words
version: "1"
terms:
  - id: allowlist
    term: allowlist
    deprecated: [whitelist]
    why: It says what the list does.
  - id: email
    term: email
    deprecated: [electronic mail]
    severity: error
  - id: widget
    term: widget
    deprecated: [gadget]
    severity: info
"""


@dataclass(frozen=True)
class Built:
    """What a command printed, and its exit code."""

    code: int
    output: str

    @property
    def told(self) -> list[str]:
        """The plugin's warnings and errors: level, then message."""
        found = [line for line in self.output.splitlines() if "termcheck: " in line]
        lines = [" ".join(line.split()).replace(" - termcheck:", "", 1) for line in found]
        return [line for line in lines if not line.startswith("INFO")]

    @property
    def summary(self) -> str:
        return next(
            line for line in self.output.splitlines() if "pages (" in line or "page (" in line
        )


class Site:
    """A folder with `mkdocs.yml` and pages."""

    def __init__(self, root: Path, environment: dict[str, str]) -> None:
        self.root = root
        self.environment = environment
        self.write({"glossary.yml": GLOSSARY})
        self.configure()

    def write(self, files: dict[str, str | bytes]) -> None:
        for path, text in files.items():
            file = self.root / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(text if isinstance(text, bytes) else text.encode())

    def configure(
        self,
        options: dict[str, Any] | None = None,
        *,
        plugins: tuple[Any, ...] = (),
        path: str = "mkdocs.yml",
        **site: Any,
    ) -> None:
        """Write `mkdocs.yml`; JSON is YAML. Without `options` the glossary alone is set."""
        mine = {"glossary": "glossary.yml"} if options is None else options
        site = {"site_name": "Site", "theme": "mkdocs", **site}
        site["plugins"] = [*plugins, {"termcheck": mine}]
        self.write({path: json.dumps(site)})

    def run(self, *command: str, cwd: str = ".", **environment: str) -> Built:
        done = subprocess.run(
            [sys.executable, "-m", *command],
            cwd=self.root / cwd,
            env={**self.environment, **environment},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=120,
        )
        output = done.stdout + done.stderr
        assert "Traceback" not in output, output
        return Built(done.returncode, output)

    def build(self, *arguments: str, cwd: str = ".", **environment: str) -> Built:
        return self.run("mkdocs", "build", *arguments, cwd=cwd, **environment)

    def json(self, path: str) -> Any:
        return json.loads((self.root / path).read_text("utf-8"))


@pytest.fixture(scope="session")
def environment(shared_cache: Path) -> dict[str, str]:
    """The environment of every build: one cache for all of them, no notices of other projects."""
    return {
        **os.environ,
        "TERMCHECK_CACHE_DIR": str(shared_cache),
        "NO_MKDOCS_2_WARNING": "1",
        "DISABLE_MKDOCS_2_WARNING": "true",
        "COLUMNS": "200",
        "NO_COLOR": "1",
        "TERMCHECK_DEBUG": "1",
    }


@pytest.fixture(scope="session")
def site_in(environment: dict[str, str]) -> Callable[[Path], Site]:
    return lambda root: Site(root, environment)


@pytest.fixture
def site(tmp_path: Path, site_in: Callable[[Path], Site]) -> Site:
    return site_in(tmp_path / "project")
