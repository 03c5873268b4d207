import dataclasses

import pytest

from termcheck.cli import watch as watching
from termcheck.config.load import load_config
from termcheck.core.errors import UsageError


@pytest.fixture
def watched(project, monkeypatch):
    """Runs `watch`, with a change before each round; returns the paths checked in each."""

    def make(*changes, paths=()):
        monkeypatch.setattr(watching, "INTERVAL", 1)
        monkeypatch.setattr(watching, "DEBOUNCE", 0)
        waiting = list(changes)
        checked = []

        def sleep(seconds):
            if waiting and seconds:
                waiting.pop(0)()

        def check(some, config):
            checked.append(some)
            make.configs.append(config)
            return len(checked)

        monkeypatch.setattr(watching.time, "sleep", sleep)
        make.configs = []
        make.code = watching.watch(
            paths, lambda: dataclasses.replace(load_config(), cache=False), check, rounds=4
        )
        return checked

    return make


def test_only_changed_files_are_checked_again(project, watched, capsys):
    project.put("a.md", "x")
    project.put("docs/b.md", "x")
    assert watched(lambda: project.put("docs/b.md", "changed"), paths=("docs", "a.md")) == [
        ("docs", "a.md"),
        ("docs/b.md",),
    ]
    assert watched.code == 2
    assert watched(lambda: project.put("new.md", "x")) == [(), ("new.md",)]
    assert watched(lambda: (project.root / "a.md").unlink()) == [()]
    assert capsys.readouterr().err.splitlines() == [
        "watching 2 files; Ctrl-C ends",
        "--- docs/b.md changed",
        "watching 2 files; Ctrl-C ends",
        "--- new.md changed",
        "watching 3 files; Ctrl-C ends",
        "--- a.md gone",
    ]


def test_a_changed_glossary_concerns_every_file(project, watched):
    project.put("a.md", "x")
    words = (project.root / "words.yml").read_text()
    assert watched(lambda: project.put("words.yml", words + "\n# more\n")) == [(), ()]


def test_a_changed_configuration_holds_from_then_on(project, watched, capsys):
    project.put("a.md", "x")
    old = (project.root / "termcheck.toml").read_text()
    assert watched(
        lambda: project.put("termcheck.toml", "glossary = ["),
        lambda: project.put("termcheck.toml", f"{old}\nselect = ['casing']"),
    ) == [(), ()]
    assert [one.select for one in watched.configs] == [(), ("casing",)]
    told = capsys.readouterr().err.splitlines()
    assert told[1:] == [
        "--- termcheck.toml changed",
        "termcheck.toml:1:13: not valid TOML: invalid value at the end",
        "--- termcheck.toml changed",
    ]


def test_a_glossary_that_is_broken_or_gone_is_watched_on(project, watched):
    words = (project.root / "words.yml").read_text()
    assert watched(
        lambda: project.put("words.yml", "terms: ["),
        lambda: (project.root / "words.yml").unlink(),
        lambda: project.put("words.yml", words),
    ) == [(), (), (), ()]


def test_mistakes_are_told_and_waited_out(project, capsys, monkeypatch):
    monkeypatch.setattr(watching.time, "sleep", lambda seconds: None)

    def broken(some, config):
        raise UsageError("not now")

    assert watching.watch((), load_config, broken, rounds=1) == 2
    assert "not now" in capsys.readouterr().err


def test_ctrl_c_ends_watching(project, monkeypatch, capsys):
    def stop(seconds):
        raise KeyboardInterrupt

    monkeypatch.setattr(watching.time, "sleep", stop)
    assert watching.watch((), load_config, lambda some, config: 1) == 1
    assert "watching 0 files" in capsys.readouterr().err


def test_standard_input_cannot_be_watched(project):
    assert project("check", "--watch", "-").err == "error: `--watch` cannot watch standard input\n"
