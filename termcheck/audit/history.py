"""What stood in a repository at the end of each month, as documents to audit."""

from __future__ import annotations

import datetime
import os
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from termcheck.audit.inputs import Input
from termcheck.audit.provenance import commit_day
from termcheck.config.project import Config
from termcheck.core.boundary import is_inside
from termcheck.core.errors import UsageError
from termcheck.core.globs import any_glob
from termcheck.run.discover import SKIPPED
from termcheck.run.git import git, git_command

_FILE = b"100"
"""How the modes of regular files start: links and submodules are none."""


@dataclass(frozen=True)
class History:
    """The versions of the files of some repositories, each with the months it stood in."""

    config: Config
    today: datetime.date
    months: dict[str, dict[tuple[str, str], list[str]]] = field(default_factory=dict)
    """By root: (path, blob) to months, in order."""
    names: dict[str, Input] = field(default_factory=dict)
    """By root: a document of now, which says how the repository is called."""
    notices: list[str] = field(default_factory=list)
    """What of the past is not there to look at, in sentences."""

    def add(self, root: str, documents: Sequence[Input], *, whole: bool) -> None:
        """Add a repository: all of it, or what is looked at now and was beside it before."""
        folders = {
            input_.path.partition("/")[0] if "/" in input_.path else "" for input_ in documents
        }
        found = self.months.setdefault(root, {})
        self.names[root] = documents[0]
        if git(root, "rev-parse", "--is-shallow-repository").strip() == b"true":
            self.notices.append(
                f"The clone of {documents[0].repository} lacks its past; "
                "`git fetch --unshallow` brings it."
            )
        tree: list[tuple[str, str]] = []
        before = ""
        for month, commit in _commits(root, self.today):
            if commit != before:
                tree, before = list(_tree(root, commit)), commit
            for path, blob in tree:
                inside = path.partition("/")[0] if "/" in path else ""
                if (whole or inside in folders) and self._takes(path):
                    found.setdefault((path, blob), []).append(month)

    def __len__(self) -> int:
        return sum(map(len, self.months.values()))

    def __iter__(self) -> Iterator[Input]:
        """Yield each version once; its content is read when it is asked for."""
        for root, versions in self.months.items():
            known = self.names[root]
            for (path, _), data, months in _contents(root, versions):
                yield Input(
                    known.repository,
                    path,
                    known.site,
                    data=data,
                    current=False,
                    months=tuple(months),
                )

    def _takes(self, path: str) -> bool:
        config = self.config
        if not path.lower().endswith(tuple(extension.lower() for extension in config.extensions)):
            return False
        if any(part in SKIPPED or part.startswith(".") for part in path.split("/")[:-1]):
            return False
        if config.include and not any_glob(config.include, path):
            return False
        return not any_glob(config.exclude, path)


def versions_of(
    documents: Sequence[Input], config: Config, today: datetime.date, asked: Sequence[str]
) -> History:
    """Return the versions of before of documents that are in git.

    Of a repository that is asked for as a whole, those of folders that are gone count too.
    """
    history = History(config, today)
    for root in dict.fromkeys(input_.root for input_ in documents if input_.root):
        there = [input_ for input_ in documents if input_.root == root]
        history.add(root, there, whole=any(is_inside(root, path) for path in asked))
    if not history.names:
        history.notices.append("Nothing that was looked at is in git, so it has no past.")
    return history


def _commits(root: str, today: datetime.date) -> list[tuple[str, str]]:
    """Return each month with the commit that was checked out at its end, oldest first."""
    try:
        log = git(root, "log", "--first-parent", "--format=%H %ct", "HEAD").decode()
    except UsageError:
        return []
    last: dict[str, str] = {}
    for line in log.splitlines():
        commit, _, seconds = line.partition(" ")
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


def _tree(root: str, commit: str) -> Iterator[tuple[str, str]]:
    for entry in git(root, "ls-tree", "-r", "-z", "--full-tree", commit).split(b"\0"):
        about, _, name = entry.partition(b"\t")
        mode, _, rest = about.partition(b" ")
        if mode.startswith(_FILE):
            yield os.fsdecode(name), rest.split(b" ")[1].decode()


def _contents(
    root: str, versions: dict[tuple[str, str], list[str]]
) -> Iterator[tuple[tuple[str, str], bytes, list[str]]]:
    """Yield the content of each version, one at a time, from one process of git."""
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
            for version, months in sorted(versions.items()):
                process.stdin.write(f"{version[1]}\n".encode())
                process.stdin.flush()
                head = process.stdout.readline().split()
                if len(head) != 3:
                    # A clone may lack what is old.
                    continue
                data = process.stdout.read(int(head[2]))
                process.stdout.read(1)
                yield version, data, months
        finally:
            # Processes that were forked meanwhile hold its input open: it would wait for more.
            process.kill()
