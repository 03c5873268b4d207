import subprocess
from dataclasses import replace

import pytest

from termcheck.core.errors import UsageError
from termcheck.core.finding import Finding, Location, Severity
from termcheck.core.source import Span
from termcheck.run.git import changed_since, parse_patch

IDENTITY = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")


@pytest.fixture
def repository(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")

    def git(*arguments):
        return subprocess.run(
            ["git", *IDENTITY, *arguments], check=True, capture_output=True, text=True
        ).stdout

    def write(path, *lines):
        file = tmp_path / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("".join(f"{line}\n" for line in lines))

    git("init", "-q", "-b", "main")
    write.git = git
    write.root = tmp_path
    return write


def commit(repository):
    repository.git("add", "-A")
    repository.git("commit", "-q", "-m", "x")


def changed(repository, revision="HEAD"):
    root = str(repository.root.resolve()) + "/"
    changes = changed_since(revision, ".")
    return {
        path.removeprefix(root): lines and sorted(lines) for path, lines in changes.lines.items()
    }


def at(line, end_line=0, end_column=5):
    place = Location(line, 1, end_line or line, end_column, 1, 5, "")
    return Finding("c", "t", Span(0, 1), "x", "m", Severity.INFO, location=place)


def test_lines_added_and_changed_are_found(repository):
    repository("a.md", "one", "two", "three")
    repository("same.md", "one")
    commit(repository)
    repository("a.md", "one", "TWO", "three", "four")
    repository("new.md", "one")
    assert changed(repository) == {"a.md": [2, 4], "new.md": None}
    repository.git("add", "-A")
    assert changed(repository) == {"a.md": [2, 4], "new.md": [1]}


def test_removed_lines_change_nothing_that_is_there(repository):
    repository("a.md", "one", "two")
    repository("b.md", "one")
    commit(repository)
    repository("a.md", "one")
    (repository.root / "b.md").unlink()
    changes = changed_since("HEAD", ".")
    assert not changes.touches(str(repository.root / "a.md"))
    assert not changes.covers(str(repository.root / "a.md"), at(1))


def test_renamed_files_count_only_what_changed(repository):
    repository("a.md", *(f"line {number}" for number in range(30)))
    commit(repository)
    repository.git("mv", "a.md", "b c.md")
    lines = [f"line {number}" for number in range(30)]
    repository("b c.md", *lines, "more")
    assert changed(repository) == {"b c.md": [31]}


def test_what_happened_on_the_other_branch_does_not_count(repository):
    repository("a.md", "one")
    repository("b.md", "one")
    commit(repository)
    repository.git("checkout", "-q", "-b", "topic")
    repository("a.md", "one", "two")
    commit(repository)
    repository.git("checkout", "-q", "main")
    repository("b.md", "ONE")
    commit(repository)
    repository.git("checkout", "-q", "topic")
    assert changed(repository, "main") == {"a.md": [2]}


@pytest.mark.parametrize(
    "name", ["a b.md", "ü.md", 'q"q.md', "t\tb.md", "n\nl.md", "b\\s.md", "-x"]
)
def test_odd_names_are_found(repository, name):
    repository(name, "one")
    commit(repository)
    repository(name, "one", "two")
    assert changed(repository) == {name: [2]}


def test_text_that_looks_like_a_patch_is_text(repository):
    repository("a.md", "one", "two")
    commit(repository)
    repository("a.md", "++ b/other.md", "@@ -1 +7 @@", "-- a", "two")
    assert changed(repository) == {"a.md": [1, 2, 3]}


def test_settings_of_the_user_do_not_matter(repository, monkeypatch, tmp_path_factory):
    config = tmp_path_factory.mktemp("home") / "config"
    config.write_text(
        "[diff]\nnoprefix = true\nmnemonicPrefix = true\nexternal = false\nrelative = true\n"
        "[color]\nui = always\ndiff = always\n"
    )
    repository("docs/a.md", "one")
    commit(repository)
    repository("docs/a.md", "ONE")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(config))
    monkeypatch.chdir(repository.root / "docs")
    assert changed(repository) == {"docs/a.md": [1]}


def test_findings_count_if_a_line_of_theirs_changed(repository):
    repository("a.md", "one", "two", "three")
    commit(repository)
    repository("a.md", "one", "TWO", "three")
    changes = changed_since("HEAD", ".")
    path = str(repository.root / "a.md")
    assert [changes.covers(path, at(line)) for line in (1, 2, 3)] == [False, True, False]
    assert changes.covers(path, at(1, 3))
    assert changes.covers(path, at(1, 2))
    assert not changes.covers(path, at(1, 2, end_column=1))
    assert changes.covers(path, replace(at(1), location=None))


def test_a_folder_that_is_no_repository_is_told(tmp_path, monkeypatch):
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    with pytest.raises(UsageError, match="needs a git repository, and this folder is in none"):
        changed_since("HEAD", str(tmp_path))


@pytest.mark.parametrize("revision", ["nowhere", "--output=x", "HEAD~7"])
def test_an_unknown_revision_is_told(repository, revision):
    repository("a.md", "one")
    commit(repository)
    with pytest.raises(UsageError) as caught:
        changed_since(revision, ".")
    assert str(caught.value) == f"git knows no revision `{revision}`"


def test_a_machine_without_git_is_told(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(UsageError, match="needs git, which is not installed"):
        changed_since("HEAD", str(tmp_path))


def test_patches_without_counts_are_read():
    patch = b"--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n+b\n@@ -3,0 +4,2 @@\n+c\n+d\n"
    assert parse_patch(patch) == {"x": frozenset({1, 4, 5})}


def test_removed_lines_are_not_taken_for_headers():
    """A line `-- x` that is removed reads `--- x` in a patch, an added `++ b/y` reads `+++ b/y`."""
    patch = (
        b"diff --git a/a.md b/a.md\n--- a/a.md\n+++ b/a.md\n"
        b"@@ -1,3 +1,2 @@\n--- x\n-two\n-three\n+++ b/no.md\n+other\n"
        b"@@ -9 +8 @@\n-nine\n+NINE\n"
    )
    assert parse_patch(patch) == {"a.md": frozenset({1, 2, 8})}


def test_names_that_git_has_escaped_are_read():
    patch = b'--- /dev/null\n+++ "b/\\303\\251\\t\\"x.md"\n@@ -0,0 +1 @@\n+a\n'
    assert parse_patch(patch) == {'é\t"x.md': frozenset({1})}


def test_a_file_is_touched_by_lines_that_are_there_now(repository):
    for name in ("same.md", "less.md", "more.md"):
        repository(name, "one", "two")
    commit(repository)
    repository("less.md", "one")
    repository("more.md", "one", "two", "three")
    repository("new.md", "one")
    changes = changed_since("HEAD", ".")
    touched = {name: changes.touches(name) for name in ("same.md", "less.md", "more.md", "new.md")}
    assert touched == {"same.md": False, "less.md": False, "more.md": True, "new.md": True}
