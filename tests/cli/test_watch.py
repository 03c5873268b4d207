import dataclasses

import pytest

from termcheck.cli import watch as watching
from termcheck.config import load_config
from termcheck.errors import UsageError


@pytest.fixture
def watched(project, monkeypatch):
    """Runs `watch`, with a change before each round; returns the paths checked in each."""

    def make(*changes, paths=()):
        monkeypatch.setattr(watching, "INTERVAL", 0)
        monkeypatch.setattr(watching, "DEBOUNCE", 0)
        waiting = list(changes)
        checked = []

        def sleep(seconds):
            if waiting and len(checked) > 0:
                waiting.pop(0)()

        def check(some):
            checked.append(some)
            return len(checked)

        monkeypatch.setattr(watching.time, "sleep", sleep)
        config = dataclasses.replace(load_config(), cache=False)
        make.code = watching.watch(paths, config, check, rounds=4)
        return checked

    return make


def test_only_changed_files_are_checked_again(project, watched):
    project.put("a.md", "x")
    project.put("docs/b.md", "x")
    assert watched(lambda: project.put("docs/b.md", "changed"), paths=("docs", "a.md")) == [
        ("docs", "a.md"),
        ("docs/b.md",),
    ]
    assert watched.code == 2
    assert watched(lambda: project.put("new.md", "x")) == [(), ("new.md",)]
    assert watched(lambda: (project.root / "a.md").unlink()) == [()]


def test_a_changed_glossary_concerns_every_file(project, watched):
    project.put("a.md", "x")
    words = (project.root / "words.yml").read_text()
    assert watched(lambda: project.put("words.yml", words + "\n# more\n")) == [(), ()]


def test_mistakes_are_told_and_waited_out(project, capsys, monkeypatch):
    monkeypatch.setattr(watching.time, "sleep", lambda seconds: None)

    def broken(some):
        raise UsageError("not now")

    assert watching.watch((), load_config(), broken, rounds=1) == 2
    assert "not now" in capsys.readouterr().err


def test_ctrl_c_ends_watching(project, monkeypatch, capsys):
    def stop(seconds):
        raise KeyboardInterrupt

    monkeypatch.setattr(watching.time, "sleep", stop)
    assert watching.watch((), load_config(), lambda some: 1) == 1
    assert "watching 0 files" in capsys.readouterr().err


def test_standard_input_cannot_be_watched(project):
    assert project("check", "--watch", "-").err == "error: `--watch` cannot watch standard input\n"
