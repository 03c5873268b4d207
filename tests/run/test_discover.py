import os
import shutil
from pathlib import Path

import pytest
from helpers_growth import assert_linear

from termcheck.config.project import Config
from termcheck.core.errors import UsageError
from termcheck.run.discover import discover


@pytest.fixture
def tree(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    def make(*paths, **contents):
        for path in paths:
            file = tmp_path / path
            file.parent.mkdir(parents=True, exist_ok=True)
            if path.endswith("/"):
                file.mkdir(exist_ok=True)
            else:
                file.write_text("text\n")
        return tmp_path

    make.root = tmp_path
    return make


def shown(paths=(), *, force_exclude=False, **settings):
    config = Config(root=str(Path.cwd()), **settings)
    return [file.shown for file in discover(paths, config, force_exclude=force_exclude).files]


def test_folders_give_the_files_of_known_kinds_sorted(tree):
    tree("b.md", "a.html", "docs/z.MD", "docs/a.md", "x.png", "y.py", "docs/deep/n.txt")
    assert shown() == ["a.html", "b.md", "docs/a.md", "docs/deep/n.txt", "docs/z.MD"]
    assert shown(["docs"]) == ["docs/a.md", "docs/deep/n.txt", "docs/z.MD"]
    assert shown(["docs/", "."]) == shown()


def test_texts_that_programs_read_are_left_out(tree):
    tree("CMakeLists.txt", "requirements.txt", "dev-requirements.txt", "requirements_test.txt")
    tree("constraints.txt", "robots.txt", "a/cmakelists.txt", "my requirements are.txt", "n.txt")
    assert shown() == ["my requirements are.txt", "n.txt"]
    assert shown(readers={"CMakeLists.txt": "text"})[0] == "CMakeLists.txt"


def test_named_files_are_always_taken(tree):
    tree("x.py", ".hidden/a.md", "node_modules/a.md", "ignored.md")
    (tree.root / ".gitignore").write_text("ignored.md\n")
    named = ["x.py", ".hidden/a.md", "node_modules/a.md", "ignored.md"]
    assert shown(named, exclude=("*.py",)) == sorted(named)
    assert shown(named, exclude=("*.py", "node_modules/"), force_exclude=True) == [
        ".hidden/a.md",
        "ignored.md",
    ]


def test_folders_nobody_writes_in_are_left_out(tree):
    tree(
        "a.md",
        ".git/a.md",
        ".venv/a.md",
        "node_modules/x/a.md",
        "env/pyvenv.cfg",
        "env/a.md",
        "vendor/modules.txt",
        "vendor/a.md",
    )
    assert shown() == ["a.md"]
    assert shown([".venv"]) == [".venv/a.md"]
    assert shown(include=(".venv/", "a.md")) == [".venv/a.md", "a.md"]


def test_include_and_exclude_are_globs(tree):
    tree("a.md", "docs/a.md", "docs/old/b.md", "docs/old/keep.md", "blog/c.md")
    assert shown(include=("docs/",)) == ["docs/a.md", "docs/old/b.md", "docs/old/keep.md"]
    assert shown(exclude=("docs/old/", "/a.md")) == ["blog/c.md", "docs/a.md"]
    assert shown(exclude=("docs/old/*", "!docs/old/keep.md")) == [
        "a.md",
        "blog/c.md",
        "docs/a.md",
        "docs/old/keep.md",
    ]
    assert shown(include=("docs/**/*.md", "!docs/old/")) == ["docs/a.md"]


def test_globs_are_relative_to_the_configuration(tree, monkeypatch):
    tree("docs/a.md", "docs/old/b.md")
    monkeypatch.chdir(tree.root / "docs")
    config = Config(root=str(tree.root), exclude=("docs/old/",))
    assert [file.shown for file in discover([], config).files] == ["a.md"]


def test_gitignore_is_heeded_at_every_level(tree):
    tree("a.md", "b.md", "docs/a.md", "docs/b.md", "docs/c/x.md", "out/a.md", "secret.md")
    (tree.root / ".gitignore").write_text("b.md\nout/\n")
    (tree.root / "docs/.gitignore").write_text("!b.md\n/c/\n")
    (tree.root / ".git/info").mkdir(parents=True)
    (tree.root / ".git/info/exclude").write_text("secret.md\n")
    assert shown() == ["a.md", "docs/a.md", "docs/b.md"]
    assert shown(["docs"]) == ["docs/a.md", "docs/b.md"]
    assert "out/a.md" in shown(gitignore=False)


def test_a_gitignore_above_the_repository_is_not_ours(tree, monkeypatch):
    tree("repository/.git/x", "repository/a.md")
    (tree.root / ".gitignore").write_text("*.md\n")
    monkeypatch.chdir(tree.root / "repository")
    assert shown() == ["a.md"]


def test_links_are_followed_once(tree):
    tree("real/a.md", "other/b.md")
    (tree.root / "other/again").symlink_to("../real")
    (tree.root / "real/loop").symlink_to("..")
    (tree.root / "z.md").symlink_to("real/a.md")
    (tree.root / "real/broken.md").symlink_to("nowhere")
    found = discover([], Config(root=str(tree.root)))
    assert [file.shown for file in found.files] == ["other/b.md", "real/a.md"]
    assert [str(one) for one in found.problems] == ["real/broken.md: link leads nowhere"]


@pytest.mark.parametrize("target", ["folder", "folder/e.md"])
def test_a_link_out_of_the_project_is_followed_in_trusted_ones(
    tree, tmp_path_factory, monkeypatch, target
):
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (elsewhere / "folder").mkdir()
    (elsewhere / "folder/e.md").write_text("x")
    tree("a.md")
    (tree.root / "linked.md").symlink_to(elsewhere / target)
    for paths in ([], ["linked.md", "a.md"]):
        found = discover(paths, Config(root=str(tree.root)))
        assert [file.shown for file in found.files] == ["a.md"]
        (problem,) = found.problems
        assert str(problem).startswith("linked.md: link leads out of the project; ")
    monkeypatch.setenv("TERMCHECK_TRUST", str(tree.root))
    inside = ["linked.md/e.md"] if target == "folder" else ["linked.md"]
    assert shown() == ["a.md", *inside]


def test_a_folder_may_be_called_like_a_file(tree):
    tree("x.md/inner.md")
    assert shown() == ["x.md/inner.md"]
    assert shown(["x.md"]) == ["x.md/inner.md"]


@pytest.mark.posix
def test_special_files_are_left_alone(tree):
    tree("a.md")
    os.mkfifo(tree.root / "pipe.md")
    assert shown() == ["a.md"]


def test_a_path_that_is_not_there_is_told_with_a_near_one(tree):
    tree("docs/guide.md")
    for path, message in [
        ("doc", "no file or folder `doc`, did you mean `docs`?"),
        ("docs/giude.md", "no file or folder `docs/giude.md`, did you mean `docs/guide.md`?"),
        ("x/y/z", "no file or folder `x/y/z`"),
        ("*.rst", "no file or folder matches `*.rst`"),
    ]:
        with pytest.raises(UsageError) as caught:
            shown([path])
        assert str(caught.value) == message


def test_globs_the_shell_left_alone_are_expanded(tree):
    tree("a.md", "docs/b.md", "c.txt")
    assert shown(["*.md"]) == ["a.md"]
    assert shown(["**/*.md"]) == ["a.md", "docs/b.md"]


def test_names_with_brackets_are_names(tree):
    tree("[slug].md")
    assert shown(["[slug].md"]) == ["[slug].md"]


def test_paths_are_shown_as_users_read_them(tree, monkeypatch):
    tree("docs/a.md", "here/b.md")
    absolute = str(tree.root / "docs")
    assert shown([absolute]) == ["docs/a.md"]
    monkeypatch.chdir(tree.root / "here")
    assert shown(["../docs"]) == ["../docs/a.md"]
    assert shown([absolute]) == [f"{absolute}/a.md"]
    assert shown(["./b.md", "b.md", str(tree.root / "here/b.md")]) == ["b.md"]


def test_a_folder_that_vanishes_is_one_message(tree, monkeypatch):
    tree("a.md", "docs/b.md", "gone/c.md")
    scandir = os.scandir

    def vanishing(path):
        if str(path).endswith("gone"):
            shutil.rmtree(path)
        return scandir(path)

    monkeypatch.setattr(os, "scandir", vanishing)
    found = discover([], Config(root=str(tree.root)))
    assert [file.shown for file in found.files] == ["a.md", "docs/b.md"]
    assert [str(one) for one in found.problems] == [
        "gone: folder cannot be read: No such file or directory"
    ]


def test_thousands_of_files_are_found_in_proportion(tree):
    (tree.root / ".gitignore").write_text("build/\n*.tmp\n!x.tmp\n/docs/9/\n")
    made = set()

    def find(count):
        for number in range(len(made), count):
            path = tree.root / f"docs/{number % 7}/{number % 40}"
            path.mkdir(parents=True, exist_ok=True)
            (path / f"{number}.md").touch()
            made.add(number)
        assert len(shown(exclude=("docs/99/",))) == count

    assert_linear(find, 500)
