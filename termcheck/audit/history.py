"""What stood in a repository at the end of each month, as documents to audit."""

from __future__ import annotations

import datetime
import os
import subprocess
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from termcheck.audit.inputs import Input
from termcheck.audit.provenance import commit_day
from termcheck.audit.shelf import Shelf
from termcheck.config.project import Config
from termcheck.core.boundary import is_inside
from termcheck.core.globs import any_glob
from termcheck.run.discover import SKIPPED
from termcheck.run.git import git, git_command, git_entries

_FILE = b"100"
"""How the modes of regular files start: links and submodules are none."""


@dataclass(frozen=True)
class History:
    """The versions of the files of some repositories, each with the months it stood in."""

    config: Config
    today: datetime.date
    versions: dict[str, Shelf[list[str]]] = field(default_factory=dict)
    """By root: the months of each version, in order, by its path and its blob."""
    names: dict[str, Input] = field(default_factory=dict)
    """By root: a document of now, which says how the repository is called."""
    notices: list[str] = field(default_factory=list)
    """What of the past is not there to look at, in sentences."""

    def add(self, root: str, known: Input, folders: Container[str] | None) -> None:
        """Add a repository: all of it, or what was in some folders at its top ("": beside them).

        `known` is one of its documents.
        """
        self.names[root] = known
        if git(root, "rev-parse", "--is-shallow-repository").strip() == b"true":
            self.notices.append(
                f"The clone of {known.repository} lacks its past; "
                "`git fetch --unshallow` brings it."
            )
        stands: Shelf[tuple[str, int]] = Shelf()
        """Blob and first month of what stands at each path."""
        versions = self.versions[root] = Shelf()
        months, before = [], ""
        for month, commit in _commits(root, self.today):
            months.append(month)
            if commit == before:
                continue
            for path, blob in _changed(root, before, commit):
                if path in stands:
                    _end(versions, path, stands.pop(path), months[:-1])
                if blob and (folders is None or _top(path) in folders) and self._takes(path):
                    stands[path] = blob, len(months) - 1
            before = commit
        for path in stands:
            _end(versions, path, stands[path], months)

    def __len__(self) -> int:
        return sum(map(len, self.versions.values()))

    def __iter__(self) -> Iterator[Input]:
        """Yield each version once; its content is read when it is asked for."""
        for root, versions in self.versions.items():
            known = self.names[root]
            for path, data, months in _contents(root, versions):
                yield Input(
                    known.repository,
                    path,
                    known.site,
                    data=data,
                    current=False,
                    months=tuple(months),
                )

    @cached_property
    def _endings(self) -> tuple[str, ...]:
        return tuple(extension.lower() for extension in self.config.extensions)

    def _takes(self, path: str) -> bool:
        config = self.config
        if not path.lower().endswith(self._endings):
            return False
        if any(part in SKIPPED or part.startswith(".") for part in path.split("/")[:-1]):
            return False
        if config.include and not any_glob(config.include, path):
            return False
        return not any_glob(config.exclude, path)


def versions_of(
    documents: Iterable[Input], config: Config, today: datetime.date, asked: Sequence[str]
) -> History:
    """Return the versions of before of documents that are in git.

    Of a repository that is asked for as a whole, those of folders that are gone count too.
    """
    history = History(config, today)
    known: dict[str, Input] = {}
    folders: dict[str, set[str]] = {}
    for input_ in documents:
        if input_.root:
            known.setdefault(input_.root, input_)
            folders.setdefault(input_.root, set()).add(_top(input_.path))
    for root, one in known.items():
        whole = any(is_inside(root, path) for path in asked)
        history.add(root, one, None if whole else folders[root])
    if not history.names:
        history.notices.append("Nothing that was looked at is in git, so it has no past.")
    return history


def _commits(root: str, today: datetime.date) -> list[tuple[str, str]]:
    """Return each month with the commit that was checked out at its end, oldest first."""
    last: dict[str, str] = {}
    for entry in git_entries(root, "log", "--first-parent", "--format=%H %ct", "-z", "HEAD"):
        commit, _, seconds = entry.decode().partition(" ")
        day = commit_day(seconds)
        if day is not None:
            # A clock that is ahead makes no months that are still to come.
            last.setdefault(_month(min(day, today)), commit)
    if not last:
        return []
    found = []
    month, commit = min(last), ""
    while month <= _month(today):
        commit = last.get(month, commit)
        found.append((month, commit))
        year, number = map(int, month.split("-"))
        month = f"{year + number // 12}-{number % 12 + 1:02}"
    return found


def _month(day: datetime.date) -> str:
    return day.isoformat()[:7]


def _top(path: str) -> str:
    """Return the folder at the top of a repository that a file is in, empty for none."""
    return path.partition("/")[0] if "/" in path else ""


def _changed(root: str, before: str, commit: str) -> Iterator[tuple[str, str]]:
    """Yield the files that changed from one commit to another, each with its new blob.

    It is empty where a file is gone, or is none any more; `before` is empty for all files.
    """
    if not before:
        for entry in git_entries(root, "ls-tree", "-r", "-z", "--full-tree", commit):
            about, _, name = entry.partition(b"\t")
            mode, _, rest = about.partition(b" ")
            yield os.fsdecode(name), rest.split(b" ")[1].decode() if mode.startswith(_FILE) else ""
        return
    entries = git_entries(root, "diff-tree", "-r", "-z", "--no-renames", before, commit)
    for about in entries:
        _, mode, _, blob, _ = about.split(b" ")
        yield os.fsdecode(next(entries)), blob.decode() if mode.startswith(_FILE) else ""


def _end(
    versions: Shelf[list[str]], path: str, stood: tuple[str, int], months: Sequence[str]
) -> None:
    """Add the months for which a version stood somewhere: its blob, the number of the first."""
    blob, first = stood
    version = f"{path}\0{blob}"
    versions[version] = [*versions.get(version, ()), *months[first:]]


def _contents(root: str, versions: Shelf[list[str]]) -> Iterator[tuple[str, bytes, list[str]]]:
    """Yield path, content and months of each version, one at a time, from one process of git."""
    with subprocess.Popen(
        git_command("cat-file", "--batch"),
        cwd=Path(root),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            for version in versions:
                path, _, blob = version.partition("\0")
                process.stdin.write(f"{blob}\n".encode())
                process.stdin.flush()
                head = process.stdout.readline().split()
                if len(head) != 3:
                    # A clone may lack what is old.
                    continue
                data = process.stdout.read(int(head[2]))
                process.stdout.read(1)
                yield path, data, versions[version]
        finally:
            # Processes that were forked meanwhile hold its input open: it would wait for more.
            process.kill()
