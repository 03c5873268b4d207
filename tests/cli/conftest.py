"""Small projects, and the command line run in them."""

import os
from unittest.mock import patch

import pytest
from click.testing import CliRunner

GLOSSARY = """\
glossary: words
title: Our words
version: "1"
terms:
  - id: allowlist
    term: allowlist
    deprecated: [whitelist]
    why: It says what the list does.
    url: https://example.org/allowlist
    examples:
      - bad: Add it to the whitelist.
        good: Add it to the allowlist.
      - ok: Add it to the allowlist.
  - id: email
    term: email
    deprecated: [electronic mail]
    severity: error
"""


class Result:
    def __init__(self, code, out, err):
        self.code, self.out, self.err = code, out, err

    @property
    def lines(self):
        return self.out.splitlines()


class Project:
    def __init__(self, root):
        self.root = root

    def write(self, **files):
        for name, content in files.items():
            self.put(name.replace("__", "/").replace("_", "."), content)
        return self

    def put(self, path, content=""):
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, bytes):
            file.write_bytes(content)
        else:
            file.write_text(content, encoding="utf-8")
        return file

    def __call__(self, *arguments, stdin=None, env=None):
        """Run the command line as the program does, but in this process."""
        import termcheck.cli

        result = Result(0, "", "")
        runner = CliRunner()
        # A run with one job says so to all that runs in its process.
        with patch.dict(os.environ), runner.isolation(input=stdin, env=env) as streams:
            result.code = termcheck.cli.run([str(one) for one in arguments])
            result.out = streams[0].getvalue().decode()
            result.err = streams[1].getvalue().decode()
        return result

    def concise(self, *arguments, **rest):
        """Findings as `path:line check actual`, by way of the concise format."""
        result = self("check", "-f", "concise", *arguments, **rest)
        found = []
        for line in result.lines:
            place, _severity, check, *_ = line.split(" ")
            path, at, _column, _end = place.split(":")
            found.append(f"{path}:{at} {check}")
        return found


@pytest.fixture
def project(tmp_path, tmp_path_factory, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TERMCHECK_CACHE_DIR", str(tmp_path_factory.mktemp("cache")))
    for name in ("NO_COLOR", "FORCE_COLOR", "TERMCHECK_DEBUG"):
        monkeypatch.delenv(name, raising=False)
    made = Project(tmp_path)
    made.put("words.yml", GLOSSARY)
    made.put("termcheck.toml", 'glossary = ["words.yml"]\n')
    return made


@pytest.fixture
def one_cache(project, shared_cache, monkeypatch):
    """Make what is shipped ready only once."""
    monkeypatch.setenv("TERMCHECK_CACHE_DIR", str(shared_cache))
