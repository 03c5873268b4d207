"""Where links lead."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from termcheck.core.boundary import Links, is_under


@pytest.mark.posix
def test_links_are_followed_as_the_system_does(tmp_path: Path) -> None:
    real = tmp_path / "real" / "deep"
    real.mkdir(parents=True)
    (real / "page.md").write_text("A page.")
    (tmp_path / "folder").symlink_to(real)
    (tmp_path / "link.md").symlink_to("folder/page.md")
    (real / "up.md").symlink_to("../../link.md")
    (real / "nowhere.md").symlink_to("gone/page.md")
    links = Links()
    for name in ("folder/page.md", "link.md", "folder/up.md", "folder/nowhere.md", "folder/new.md"):
        path = str(tmp_path / name)
        assert links.file(path) == os.path.realpath(path)
    assert links.file(str(tmp_path / "folder" / "up.md")) == str(real.resolve() / "page.md")


@pytest.mark.posix
@pytest.mark.parametrize(
    ("path", "folder", "under"),
    [
        ("/a/b/c", "/a/b", True),
        ("/a/b", "/a/b", True),
        ("/a", "/", True),
        ("/a/bc", "/a/b", False),
        ("/a", "/a/b", False),
    ],
)
def test_a_folder_of_a_longer_name_is_another(path: str, folder: str, under: bool) -> None:
    assert is_under(path, folder) is under
