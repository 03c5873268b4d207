import shutil
import subprocess

import pytest
from helpers_growth import assert_linear
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from termcheck.core.globs import any_glob, compile_globs

PATHS = [
    "a", "a.md", "b.md", "docs/a.md", "docs/deep/a.md", "docs/deep/er/b.md", "x/docs/a.md",
    "build/a", "a b.md", "#a", "!a", "[a].md", "a-1.md", "ab.md", "deep", "docs/deep.md",
]  # fmt: skip
PATTERNS = [
    "a", "*.md", "/a.md", "docs", "docs/", "/docs/", "docs/*.md", "**/a.md", "docs/**",
    "docs/**/a.md", "docs/**/b.md", "!a.md", "!docs/", "a*", "?.md", "[ab].md", "[!a].md", "[a-c]*",
    "[^b]?.md", "# note", "\\#a", "\\!a", "\\[a\\].md", "a b.md", "a.md   ", "a b.md\\ ", "", "/",
    "**", "*", "deep/", "**/deep/**", "*/a.md", "a[", "a\\", "[[:alpha:]].md", "docs/de*p/",
    "**/er/b.md", "docs/deep/*", "docs/*", "**/*",
    "x/**/a.md", "*e*p*", "a**.md", "[z-a].md", "[]-]a",
]  # fmt: skip


@pytest.fixture(scope="module")
def repository(tmp_path_factory):
    if not shutil.which("git"):
        pytest.skip("needs git")
    root = tmp_path_factory.mktemp("repository")
    subprocess.run(["git", "init", "-q", root], check=True)
    for path in PATHS:
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        if not file.exists():
            file.write_text("")
    return root


def ignored_by_git(root, lines):
    (root / ".gitignore").write_text("\n".join(lines) + "\n")
    out = subprocess.run(
        ["git", "-c", "core.quotePath=off", "status", "--porcelain", "-z", "-uall"],
        cwd=root, capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    untracked = {entry[3:] for entry in out.split("\0") if entry}
    return set(PATHS) - untracked


def ignored_by_us(lines):
    globs = compile_globs(tuple(lines))

    def ignored(path):
        parts = path.split("/")
        folders = ["/".join(parts[:depth]) + "/" for depth in range(1, len(parts))]
        return any(globs.matches(folder) for folder in folders) or globs.matches(path)

    return {path for path in PATHS if ignored(path)}


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(lines=st.lists(st.sampled_from(PATTERNS), min_size=1, max_size=5))
def test_ignores_what_git_ignores(repository, lines):
    assert ignored_by_us(lines) == ignored_by_git(repository, lines)


@pytest.mark.parametrize("pattern", PATTERNS)
def test_each_pattern_means_what_it_means_to_git(repository, pattern):
    assert ignored_by_us([pattern]) == ignored_by_git(repository, [pattern])


def test_inside_reaches_into_folders():
    assert any_glob(["docs/legal/"], "docs/legal/deep/terms.md")
    assert any_glob(["docs"], "docs/a.md")
    assert not any_glob(["docs/"], "docs")
    assert not any_glob(["docs/legal/", "!docs/legal/ours/"], "docs/legal/ours/a.md")


def test_the_last_match_wins():
    globs = compile_globs(("*.md", "!a.md"))
    assert globs.verdict("b.md") is True
    assert globs.verdict("a.md") is False
    assert globs.verdict("c.txt") is None


def test_hostile_patterns_take_time_in_proportion():
    globs = compile_globs(
        ("*a" * 40 + "b", "/".join(["**/a*a*a*a*"] * 12) + "/b", "**/" * 50 + "b")
    )
    assert_linear(lambda size: globs.matches("a" * size), 250)
    assert_linear(lambda size: globs.matches("/".join(["aaaaaaaaaaaaaaaaaaaa"] * size)), 50)
    assert not globs.matches("a" * 250)
    assert not globs.matches("/".join(["aaaaaaaaaaaaaaaaaaaa"] * 100))
