"""Whatever is done with it, a hostile repository starts, sends and writes nothing elsewhere."""

from __future__ import annotations

import json
import re
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from helpers_hostile import Hostile

LEFT_OUT = "`claims-model`, `cache-dir`, `baseline`, `url`, `jars`"


@pytest.fixture
def hostile(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hostile]:
    cache = tmp_path_factory.getbasetemp() / "cache-of-the-user"
    cache.mkdir(mode=0o700, exist_ok=True)
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield Hostile(tmp_path, listener, cache)


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("check", "-g", "ai-openness", "a.md"), 1),
        (("check", "."), 2),
        (("check", "--grammar", "a.md"), 1),
        (("check", "-j", "2", "a.md", "docs/index.md"), 1),
        (("fix", "--no-baseline", "a.md"), 0),
        (("fix", "--no-baseline", "-"), 0),
        (("baseline", "a.md"), 0),
        (("explain", "allowlist"), 0),
        (("config",), 0),
        (("glossary", "list"), 0),
        (("grammar", "doctor"), 1),
    ],
    ids=lambda one: " ".join(one) if isinstance(one, tuple) else "",
)
def test_a_command_does_no_harm_and_says_so_once(
    hostile: Hostile, arguments: tuple[str, ...], code: int
) -> None:
    grammar = "--grammar" in arguments or arguments[0] == "grammar"
    if grammar:
        # Whoever asks for grammar starts a Java of their own.
        (hostile.base / "bin/java").unlink(missing_ok=True)
    done = hostile.run(*arguments)
    assert done.returncode == code, done.stdout + done.stderr
    assert hostile.harm() == []
    told = [line for line in done.stderr.splitlines() if LEFT_OUT in line]
    assert len(told) == 1, done.stderr
    assert "Traceback" not in done.stdout + done.stderr


def test_processes_that_are_started_anew_do_no_harm(hostile: Hostile) -> None:
    done = hostile.run("--with-numpy", "check", "--no-cache", "-j", "2", "a.md", "docs/index.md")
    assert done.returncode == 1, done.stderr
    assert "2 files" in done.stdout
    assert hostile.harm() == []


def test_names_of_files_are_no_options(hostile: Hostile) -> None:
    names = sorted(one.name for one in hostile.root.glob("*.md"))
    done = hostile.run("check", *names)
    assert done.returncode == 2
    assert done.stderr.startswith("error: `--config=evil.md` is the name of a file here, ")
    done = hostile.run("check", "--", *names)
    assert "--config=evil.md" not in done.stderr
    assert "a.md" in done.stdout
    assert hostile.harm() == []


def test_links_out_of_the_repository_are_not_followed(hostile: Hostile) -> None:
    if not (hostile.root / "l.md").is_symlink():
        pytest.skip("no links here")
    for arguments in (["fix", "."], ["fix", "l.md"], ["fix", "linked/o.md"], ["check", "linked"]):
        done = hostile.run(*arguments)
        assert done.returncode == 2
        assert "link leads out of the project" in done.stdout + done.stderr
        assert "somebody else" not in done.stdout + done.stderr
        assert hostile.harm() == []


def test_a_site_is_built_without_harm(hostile: Hostile) -> None:
    pytest.importorskip("mkdocs")
    done = hostile.run("mkdocs", "build")
    assert done.returncode == 0, done.stderr
    assert hostile.harm() == []
    assert done.stderr.count(LEFT_OUT) == 1
    assert done.stderr.count("no `report` is written outside the project") == 1
    assert "Unexpected `whitelist`" in done.stderr
    assert "somebody else" not in done.stderr


def test_a_server_does_no_harm(hostile: Hostile) -> None:
    httpx = pytest.importorskip("httpx")
    pytest.importorskip("starlette")
    running = subprocess.Popen(
        [*hostile.command, "serve", "--no-open", "--port", "0"],
        cwd=hostile.root,
        env=hostile.environment,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert running.stderr is not None
        lines = [running.stderr.readline(), running.stderr.readline()]
        assert LEFT_OUT in lines[0]
        found = re.search(r"http://\S+", lines[1])
        assert found, lines
        answer = httpx.post(f"{found[0]}api/check", json={"text": "A whitelist."}, timeout=60)
        assert answer.status_code == 200
        assert [one["check"] for one in answer.json()["findings"]] == ["avoided-term"]
    finally:
        running.terminate()
        running.communicate(timeout=20)
    assert hostile.harm() == []


def test_a_trusted_project_gets_what_it_asks_for(hostile: Hostile) -> None:
    assert hostile.run("trust").returncode == 0
    assert json.loads((hostile.base / "own/trusted.json").read_text()) == {
        "trusted": [str(hostile.root.resolve())]
    }
    assert hostile.run("trust", "--list").stdout == f"{hostile.root.resolve()}\n"
    done = hostile.run("config")
    assert LEFT_OUT not in done.stderr
    assert 'baseline = "../outside/known.json"' in done.stdout
    # Nobody answers at the address the project gives for LanguageTool.
    text = (hostile.root / "termcheck.toml").read_text()
    silent = text.replace("enabled = true", "enabled = false")
    hostile.put("termcheck.toml", silent.replace("grammar = true", "grammar = false"))
    assert hostile.run("baseline", "--no-claims", "l.md").returncode == 0
    assert (hostile.outside / "known.json").is_file()
    assert hostile.run("trust", "--remove").returncode == 0
    assert hostile.run("trust", "--remove").returncode == 1
    assert LEFT_OUT in hostile.run("config").stderr


@pytest.mark.parametrize("how", ["--trust", "variable"])
def test_one_command_can_trust(hostile: Hostile, monkeypatch: pytest.MonkeyPatch, how: str) -> None:
    if how == "--trust":
        done = hostile.run("config", "--trust")
    else:
        environment = hostile.environment | {"TERMCHECK_TRUST": str(hostile.base)}
        monkeypatch.setattr(Hostile, "environment", environment)
        done = hostile.run("config")
    assert LEFT_OUT not in done.stderr
    assert 'jars = "./lt"' in done.stdout
