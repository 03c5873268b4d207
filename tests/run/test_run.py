import datetime
import multiprocessing
import operator
import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from types import ModuleType

import pytest

from termcheck.cache.cards import card_path
from termcheck.config.project import Config, Override
from termcheck.core.errors import GlossaryError
from termcheck.core.report import Examined
from termcheck.match.compiled_glossary import load_engine
from termcheck.run import check_files, glossary_card, workers
from termcheck.run.run import run

GLOSSARY = """\
glossary: words
title: Our words
version: "1"
terms:
  - id: allowlist
    term: allowlist
    deprecated: [whitelist]
    why: It says what the list does.
  - id: sign-in
    term: sign in
    part-of-speech: verb
    superseded:
      - form: log in
        since: 2030-01-10
        error-from: 2030-02-10
  - id: repo
    term: repository
    admitted: [repo]
    consistency: run
"""
BAD = "A whitelist.\n"


@pytest.fixture
def project(tmp_path, tmp_path_factory, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TERMCHECK_CACHE_DIR", str(tmp_path_factory.mktemp("cache")))
    (tmp_path / "words.yml").write_text(GLOSSARY)

    def put(path, content=BAD, *, age=10):
        """Write a file as if some seconds ago, so that its times are trusted."""
        file = tmp_path / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content.encode())
        return file

    put.config = Config(glossary=("words.yml",), root=str(tmp_path))
    put.root = tmp_path
    return put


@pytest.fixture
def old(monkeypatch):
    """Trust times however fresh they are."""
    monkeypatch.setattr("termcheck.cache.stat.RACE", -(10**12))


@pytest.fixture
def examined(monkeypatch):
    """The paths that are read and examined, in this process."""
    seen = []
    real = workers.look_at

    def watched(task, workshop):
        seen.append(task.shown)
        return real(task, workshop)

    monkeypatch.setattr(workers, "look_at", watched)
    return seen


def places(report):
    return [f"{one.path}:{one.line}:{one.column}" for one in report.findings]


def test_a_report_says_what_was_found_and_how(project):
    project("b.md", f"\n{BAD}")
    project("a.md")
    project("c.md", "Nothing.\n")
    report = run([], project.config)
    assert places(report) == ["a.md:1:3", "b.md:2:3"]
    assert (report.checked, report.paths) == (3, ("a.md", "b.md", "c.md"))
    assert (report.glossary, report.glossary_version) == ("Our words", "1")
    assert report.terms["allowlist"].why == "It says what the list does."
    assert list(report.checks) == ["avoided-term"]
    assert report.seconds > 0
    datetime.datetime.fromisoformat(report.created)


def test_unchanged_files_are_not_read_again(project, old, examined):
    project("a.md")
    project("b.md", "Nothing.\n")
    first = run([], project.config)
    assert sorted(examined) == ["a.md", "b.md"]
    second = run([], project.config)
    assert sorted(examined) == ["a.md", "b.md"]
    assert list(second.findings) == list(first.findings)
    assert second.terms == first.terms


def test_changed_files_alone_are_read_again(project, old, examined):
    project("a.md")
    project("b.md")
    run([], project.config)
    project("b.md", f"\n{BAD}")
    assert places(run([], project.config)) == ["a.md:1:3", "b.md:2:3"]
    assert examined[2:] == ["b.md"]


def test_files_checked_out_anew_are_known_by_their_content(project, old, examined):
    project("a.md")
    run([], project.config)
    (project.root / "a.md").unlink()
    project("a.md")
    os.utime("a.md", (1, 1))
    assert places(run([], project.config)) == ["a.md:1:3"]
    assert examined == ["a.md"]


def test_other_settings_are_other_results(project, old, examined):
    project("a.md")
    run([], project.config)
    (project.root / "words.yml").write_text(GLOSSARY.replace("whitelist", "blocklist"))
    assert places(run([], project.config)) == []
    ignoring = Config(glossary=("words.yml",), root=str(project.root), ignore=("repo",))
    run([], ignoring)
    assert examined == ["a.md"] * 3


def test_a_file_changed_a_moment_ago_is_not_trusted(project, examined):
    project("a.md")
    run([], project.config)
    run([], project.config)
    assert examined == ["a.md", "a.md"]


def test_without_a_cache_nothing_is_kept(project, old, examined):
    project("a.md")
    config = Config(glossary=("words.yml",), root=str(project.root), cache=False)
    run([], config)
    run([], config)
    assert examined == ["a.md", "a.md"]


def test_what_the_date_decides_is_decided_again(project, old, examined):
    project("a.md", "You log in.\n")

    def severity(day):
        report = run([], project.config, today=datetime.date(2030, *day))
        return [one.severity.label for one in report.findings]

    assert severity((1, 1)) == ["info"]
    assert severity((1, 9)) == ["info"]
    assert examined == ["a.md"]
    assert severity((1, 10)) == ["warning"]
    assert severity((2, 10)) == ["error"]
    assert severity((12, 31)) == ["error"]
    assert len(examined) == 3


def test_findings_of_the_whole_run_come_from_kept_results_too(project, old, examined):
    project("a.md", "A repository.\n\nA repository.\n")
    project("b.md", "A repo.\n")
    first = run([], project.config)
    assert places(first) == ["b.md:1:3"]
    assert list(run([], project.config).findings) == list(first.findings)
    assert len(examined) == 2
    assert places(run(["b.md"], project.config)) == []


def test_glossaries_of_overrides_are_loaded_when_a_file_needs_them(project):
    project("a.md")
    project("old/a.md")
    config = Config(
        glossary=("words.yml",),
        root=str(project.root),
        overrides=(Override(paths=("old/",), glossary=("none.yml",)),),
    )
    (project.root / "none.yml").write_text("glossary: none\ntitle: None\nterms: []\n")
    loaded = []

    def load(*names):
        loaded.append(names)
        return load_engine(*names)

    report = run([], config, load=load)
    assert places(report) == ["a.md:1:3"]
    assert sorted(loaded) == [("none.yml",), ("words.yml",)]
    assert report.glossary in ("Our words, None", "None, Our words")


def test_glossaries_that_are_wrong_end_the_run(project):
    project("a.md")
    (project.root / "words.yml").write_text("terms: 1\n")
    with pytest.raises(GlossaryError, match=r"words\.yml:1:8"):
        run([], project.config)


def test_texts_that_are_on_no_disk_are_checked(project):
    report = run([], project.config, texts={"draft.md": BAD.encode()})
    assert places(report) == ["draft.md:1:3"]
    assert report.checked == 1


def test_progress_counts_up(project):
    for number in range(5):
        project(f"{number}.md")
    told = []
    run([], project.config, progress=lambda done, total: told.append((done, total)))
    assert told == [(number, 5) for number in range(1, 6)]


def config_of(project, **more):
    return Config(glossary=("words.yml",), root=str(project.root), cache=False, **more)


@pytest.mark.parametrize("jobs", [1, 2, 5])
def test_processes_give_what_one_gives(project, jobs):
    for number in range(40):
        project(f"{number:02}.md", BAD * (number % 4))
    project("broken.md", "x")
    (project.root / "broken.md").write_bytes(b"\xff")
    report = run([], config_of(project, jobs=jobs))
    assert [one.path for one in report.files] == [f"{n:02}.md" for n in range(40) if n % 4]
    assert [str(one) for one in report.problems] == [
        "broken.md:1:1: not UTF-8 (byte 0xff); save it as UTF-8"
    ]


def test_other_start_methods_work_too(project, monkeypatch):
    for number in range(4):
        project(f"{number}.md")
    # A program that does not ask whether it is `__main__` is not run again in each process.
    program = ModuleType("__main__")
    program.__file__ = str(project("program.py", "raise SystemExit('run again')\n"))
    monkeypatch.setitem(sys.modules, "__main__", program)
    monkeypatch.setattr(workers, "forks_safely", lambda: False)
    assert len(places(run([], config_of(project, jobs=2)))) == 4


@pytest.mark.posix
def test_a_process_that_dies_costs_one_file(project, monkeypatch):
    for number in range(6):
        project(f"{number}.md")
    parent = os.getpid()
    real = workers.look_at

    def deadly(task, workshop):
        if task.shown == "3.md" and os.getpid() != parent:
            os.kill(os.getpid(), signal.SIGKILL)
        return real(task, workshop)

    # Only a forked process sees what is patched.
    monkeypatch.setattr(workers, "forks_safely", lambda: True)
    monkeypatch.setattr(workers, "look_at", deadly)
    told = []
    report = run(
        [], config_of(project, jobs=2), progress=lambda done, total: told.append((done, total))
    )
    assert places(report) == [f"{number}.md:1:3" for number in range(6) if number != 3]
    assert [str(one) for one in report.problems] == [
        "3.md: the process that checked it died, perhaps for lack of memory"
    ]
    assert told[-1] == (6, 6)


def test_ctrl_c_leaves_no_process_behind(project, monkeypatch):
    import multiprocessing

    for number in range(6):
        project(f"{number}.md")

    def slow(task, workshop):
        time.sleep(600)

    monkeypatch.setattr(workers, "forks_safely", lambda: True)
    monkeypatch.setattr(workers, "look_at", slow)

    def interrupted(signum, frame):
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGALRM, interrupted)
    signal.setitimer(signal.ITIMER_REAL, 0.5)
    try:
        with pytest.raises(KeyboardInterrupt):
            run([], config_of(project, jobs=2))
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
    for _ in range(100):
        if not multiprocessing.active_children():
            break
        time.sleep(0.05)
    assert multiprocessing.active_children() == []


def test_small_runs_start_no_process(project, monkeypatch):
    def forbidden(*arguments):
        raise AssertionError

    monkeypatch.setattr(workers, "_pool", forbidden)
    for number in range(5):
        project(f"{number}.md")
    assert len(places(run([], config_of(project)))) == 5


def test_what_was_told_with_a_notice_is_not_kept(project, old, monkeypatch):
    project("a.md")
    answers = [Examined((), notices=("no model",)), Examined(())]
    monkeypatch.setattr(
        workers, "look_at", lambda task, workshop: workers.TaskResult("digest", answers.pop(0))
    )
    assert run([], project.config).notices == ("no model",)
    assert run([], project.config).notices == ()
    assert run([], project.config).notices == ()
    assert answers == []


def test_a_card_tells_what_the_glossary_does(project, old, monkeypatch):
    folder = project.root / "cards"
    folder.mkdir()
    path = card_path(folder, ["words.yml"])
    made, engine = glossary_card.card_of(path, lambda: load_engine("words.yml"))
    assert engine is not None
    again, engine = glossary_card.card_of(path, lambda: load_engine("words.yml"))
    assert engine is None
    assert again == made
    assert made.days == ["2030-01-10", "2030-02-10"]
    assert {"allowlist", "avoided-term", "unused-suppression"} <= made.ids
    assert made.term_help("nothing") is None
    assert [path] == list(folder.iterdir())
    for junk in (b"", b"[]", b'{"files": [], "card": {}}', b'{"files": [["nowhere", 1]]}'):
        path.write_bytes(junk)
        assert glossary_card.card_of(path, lambda: load_engine("words.yml"))[0] == made


def test_a_new_file_in_a_glossary_folder_is_seen(project, old):
    folder = project.root / "glossary"
    folder.mkdir()
    (folder / "a.yml").write_text(GLOSSARY)
    project("a.md", "A blocklist.\n")
    config = Config(glossary=("glossary",), root=str(project.root), exclude=("glossary",))
    assert places(run([], config)) == []
    (folder / "b.yml").write_text(
        "terms:\n  - id: deny\n    term: denylist\n    deprecated: [blocklist]\n"
    )
    assert places(run([], config)) == ["a.md:1:3"]


def test_looking_knows_nothing_of_files_it_was_not_given(project):
    from termcheck.run.plan import Plan

    assert check_files.look([], {}, Plan(config_of(project))) == {}


def test_a_run_that_is_given_up_leaves_no_process_or_thread(monkeypatch) -> None:
    monkeypatch.setattr(workers, "forks_safely", lambda: False)

    def batches() -> Iterator[list[tuple[int, workers.Task]]]:
        yield [(0, workers.Task("a.md", "", 0, 0))]
        raise KeyboardInterrupt

    before = set(threading.enumerate())
    with pytest.raises(KeyboardInterrupt):
        list(workers.stream(batches(), operator.is_, str, workers.Workshop((), (), 0), 2))
    assert set(threading.enumerate()) <= before
    assert not multiprocessing.active_children()
