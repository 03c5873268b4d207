"""What a server remembers of its earlier runs."""

from __future__ import annotations

import time

import pytest

from termcheck.cache import stat
from termcheck.cache.memory import Memory
from termcheck.cache.stat import Stat

OLD = Stat(10, 1, 1, 7)


def test_a_document_that_is_what_it_was_is_known() -> None:
    memory: Memory[str] = Memory()
    memory.keep("s", "a.md", OLD, "found")
    memory.keep("s", "b.md", "digest", "other")
    assert memory.recall("s", "a.md", OLD) == "found"
    assert memory.recall("s", "b.md", "digest") == "other"
    assert len(memory) == 2


@pytest.mark.parametrize(
    ("settings", "shown", "identity"),
    [
        ("t", "a.md", OLD),
        ("s", "c.md", OLD),
        ("s", "a.md", OLD._replace(size=11)),
        ("s", "a.md", OLD._replace(inode=8)),
        ("s", "a.md", "digest"),
        ("s", "a.md", None),
    ],
)
def test_anything_else_is_not(settings: str, shown: str, identity: Stat | str | None) -> None:
    memory: Memory[str] = Memory()
    memory.keep("s", "a.md", OLD, "found")
    assert memory.recall(settings, shown, identity) is None


def test_a_file_changed_a_moment_ago_is_not_trusted() -> None:
    """It may change again within the same tick of the file system's clock."""
    memory: Memory[str] = Memory()
    memory.keep("s", "a.md", OLD, "found")
    for fresh in (OLD._replace(mtime=time.time_ns()), OLD._replace(ctime=time.time_ns())):
        memory.keep("s", "a.md", fresh, "newer")
        assert memory.recall("s", "a.md", fresh) is None
    assert memory.recall("s", "a.md", OLD) is None


def test_what_has_no_identity_is_not_kept() -> None:
    memory: Memory[str] = Memory()
    memory.keep("s", "a.md", None, "found")
    assert len(memory) == 0


def test_a_file_is_settled_when_no_change_can_hide() -> None:
    moment = 10 * stat.RACE
    assert Stat(1, moment - stat.RACE - 1, 0, 0).is_settled(moment)
    assert not Stat(1, moment - stat.RACE, 0, 0).is_settled(moment)
    assert not Stat(1, 0, moment, 0).is_settled(moment)
