"""One message each, and the rest is still checked."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from helpers_growth import assert_linear

BAD = "A whitelist.\n"


@pytest.fixture
def told(project):
    """The messages of a run besides the finding in good.md, which must always come."""
    project.put("good.md", BAD)

    def make(*arguments, code=2):
        result = project("check", "-f", "concise", *arguments)
        assert [line.split(" ")[0] for line in result.lines] == ["good.md:1:3:"]
        assert result.code == code
        assert "Traceback" not in result.err
        return [line for line in result.err.splitlines() if " in 1 of " not in line]

    make.project = project
    return make


def test_a_binary_file(told):
    told.project.put("a.md", b"\x89PNG\r\n\0\0\0whitelist")
    assert told() == ["a.md: binary file, not text; exclude it"]


def test_another_encoding(told):
    told.project.put("a.md", "Eine whitelist für dich.\n".encode("latin-1"))
    assert told() == ["a.md:1:17: not UTF-8 (byte 0xfc); save it as UTF-8"]


def test_broken_utf_16(told):
    told.project.put("a.md", b"\xff\xfea")
    assert told() == ["a.md: not valid UTF-16 text"]


def test_utf_16_and_byte_order_marks_are_read(project):
    project.put("a.md", BAD.encode("utf-16"))
    project.put("b.md", b"\xef\xbb\xbf" + BAD.encode())
    project.put("c.md", b"\xfe\xff" + BAD.encode("utf-16-be"))
    result = project("check", "-f", "concise")
    assert [line.split(" ")[0] for line in result.lines] == [
        "a.md:1:3:", "b.md:1:3:", "c.md:1:3:",
    ]  # fmt: skip


def test_a_file_that_is_too_large(told):
    with (told.project.root / "large.md").open("wb") as file:
        file.truncate(150_000_000)
    assert told() == [
        "large.md: file is 150 MB, the limit is 20 MB; exclude it, split it or set `max-file-size`"
    ]


def test_the_limit_can_be_chosen(told):
    told.project.put("a.md", "x" * 2_500_000)
    assert told(code=1) == []
    told.project.put("termcheck.toml", 'glossary = ["words.yml"]\nmax-file-size = 1.5\n')
    assert told() == [
        "a.md: file is 2 MB, the limit is 1.5 MB; exclude it, split it or set `max-file-size`"
    ]


def test_one_line_of_megabytes(project):
    line = ("Plain words without any trouble at all. " * 12_500 + "A whitelist of words. ") * 20
    project.put("a.md", line)
    result = project("check", "-f", "concise")
    assert len(result.lines) == 20
    assert result.lines[-1].startswith(f"a.md:1:{len(line) - 22 + 3}: ")


def test_links_to_nowhere_and_round_in_circles(told):
    (told.project.root / "broken.md").symlink_to("nowhere")
    (told.project.root / "loop").symlink_to(".")
    (told.project.root / "self.md").symlink_to("self.md")
    assert told() == ["broken.md: link leads nowhere", "self.md: link leads nowhere"]


def test_a_named_link_to_nowhere(told):
    (told.project.root / "broken.md").symlink_to("nowhere")
    assert told("broken.md", "good.md") == ["broken.md: cannot be read: No such file or directory"]


def test_a_folder_called_like_a_file(told):
    told.project.put("x.md/inner.txt", "Nothing.\n")
    assert told(code=1) == []


def test_a_file_that_may_not_be_read(told, monkeypatch):
    import builtins

    told.project.put("secret.md", BAD)
    real = builtins.open

    def guarded(path, *arguments, **rest):
        if str(path).endswith("secret.md"):
            raise PermissionError(13, "Permission denied")
        return real(path, *arguments, **rest)

    monkeypatch.setattr(builtins, "open", guarded)
    assert told() == ["secret.md: cannot be read: Permission denied"]


def test_a_folder_that_may_not_be_read(told, monkeypatch):
    told.project.put("secret/a.md", BAD)
    real = os.scandir

    def guarded(path):
        if str(path).endswith("secret"):
            raise PermissionError(13, "Permission denied")
        return real(path)

    monkeypatch.setattr(os, "scandir", guarded)
    assert told() == ["secret: folder cannot be read: Permission denied"]


@pytest.mark.skipif(os.name != "posix", reason="closes streams as a shell does")
@pytest.mark.parametrize(
    ("how", "code", "told"),
    [
        ("check good.md >&-", 1, "1 warning in 1 of 1 file"),
        ("check good.md 2>&-", 1, ""),
        ("check - <&-", 0, ""),
        ("check good.md >/dev/full", 2, "error: standard output cannot be written: No space"),
    ],
)
def test_streams_that_are_closed_or_full(project, how, code, told):
    if "/dev/full" in how and not Path("/dev/full").exists():
        pytest.skip("a system without it")
    project.put("good.md", BAD)
    command = f'"{sys.executable}" -m termcheck {how.replace("check ", "check -f json ", 1)}'
    done = subprocess.run(command, shell=True, capture_output=True, text=True, timeout=60)
    assert (done.returncode, "sorry" in done.stderr) == (code, False), done.stderr
    assert done.stderr.startswith(told)
    assert done.stderr.count("\n") <= 1


def test_a_working_directory_that_is_gone(project, monkeypatch, tmp_path_factory):
    monkeypatch.chdir(tmp_path_factory.mktemp("gone"))
    Path.cwd().rmdir()
    result = project("check")
    assert (result.code, result.err) == (2, "error: the working directory is gone\n")


def test_files_that_vanish_between_finding_and_reading(told, monkeypatch):
    import termcheck.run.check_files
    import termcheck.run.run

    told.project.put("gone/a.md", BAD)
    real = termcheck.run.check_files.look

    def vanishing(*arguments, **rest):
        shutil.rmtree(told.project.root / "gone", ignore_errors=True)
        return real(*arguments, **rest)

    monkeypatch.setattr(termcheck.run.run, "look", vanishing)
    assert told() == ["gone/a.md: cannot be read: No such file or directory"]


def test_only_problems_exit_with_two(project):
    project.put("a.md", b"\xff")
    result = project("check")
    assert result.code == 2
    assert "a.md:1:1: not UTF-8" in result.out


def test_a_mistake_of_ours_costs_one_file(told, monkeypatch):
    import termcheck.pipeline

    told.project.put("cursed.md", BAD)
    real = termcheck.pipeline.examine

    def cursed(source, *rest):
        if source.path == "cursed.md":
            raise ZeroDivisionError
        return real(source, *rest)

    monkeypatch.setattr(termcheck.pipeline, "examine", cursed)
    (message,) = told()
    assert message.startswith("cursed.md: termcheck failed on this file (ZeroDivisionError at ")
    assert "TERMCHECK_DEBUG=1" in message
    monkeypatch.setenv("TERMCHECK_DEBUG", "1")
    with pytest.raises(ZeroDivisionError):
        told()


def test_odd_names(project):
    for name in ("a b.md", "ü.md", "quote'\".md", "-dash.md", "semi;colon.md", "[x].md"):
        project.put(name, BAD)
    result = project("check", "-f", "json")
    assert result.out.count('"allowlist"') >= 6
    assert project.concise("--", "-dash.md") == ["-dash.md:1 avoided-term"]


def test_names_that_are_no_text(project):
    with open(os.fsencode(project.root) + b"/\xff.md", "wb") as file:  # noqa: PTH123
        file.write(BAD.encode())
    for form in ("full", "json", "sarif", "html"):
        for _ in range(2):
            result = project("check", "-f", form)
            assert result.code == 1, result.err


def test_a_pipe_as_a_file(project):
    done = subprocess.run(
        ["bash", "-c", f"{sys.executable} -m termcheck check -q <(echo A whitelist.)"],
        capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    assert "whitelist" in done.stdout, done.stderr
    assert done.returncode == 1


def test_endless_input_is_refused(project):
    result = project("check", "/dev/zero")
    assert result.code == 2
    assert "the limit is 20 MB" in result.out


def test_a_cache_that_cannot_be_used_is_done_without(project, tmp_path):
    project.put("a.md", BAD)
    project.put("file", "")
    project.put("termcheck.toml", 'glossary = ["words.yml"]\ncache-dir = "file"\n')
    for _ in range(2):
        assert project.concise() == ["a.md:1 avoided-term"]
    project.put("termcheck.toml", 'glossary = ["words.yml"]\ncache-dir = ".cache"\n')
    for junk in (b"", b"junk", b"SQLite format 3\0junk", b"{}"):
        project.concise()
        for file in (project.root / ".cache").iterdir():
            file.write_bytes(junk)
        assert project.concise() == ["a.md:1 avoided-term"]


def test_thousands_of_findings_on_one_line(project):
    """What is asked for each finding is not looked for in the whole line each time."""

    def check(times):
        project.put("long.md", "The whitelist " * times)
        result = project("check", "--no-cache", "-f", "concise", "-j", "1")
        assert result.out.count("avoided-term") == times

    assert_linear(check, 500)
