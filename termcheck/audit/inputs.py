"""Documents to audit, and where they come from: files of folders and repositories."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from termcheck.audit.provenance import Repository, repository, root_of
from termcheck.audit.shelf import Shelf
from termcheck.config.project import Config
from termcheck.core.boundary import Links, is_under
from termcheck.core.errors import UsageError
from termcheck.core.paths import absolute_path, relative_path, shown_path
from termcheck.core.report import Problem
from termcheck.run.discover import discover_into


@dataclass(frozen=True, slots=True)
class Input:
    """One document to audit: where it is, and what is known of it beside its content."""

    repository: str
    path: str
    """In its repository, with forward slashes; how it is read depends on its ending."""
    site: str = ""
    file: str = ""
    """Absolute path, empty where `data` is the content."""
    data: bytes | None = None
    url: str = ""
    """The page that shows it."""
    revision: str = ""
    owners: tuple[str, ...] = ()
    owner_basis: str = ""
    date: str = ""
    """ISO 8601."""
    date_basis: str = ""
    current: bool = True
    """Whether it is what the document says now; else a version of before."""
    months: tuple[str, ...] = ()
    """The months at whose end it stood there, where history is looked at."""
    root: str = ""
    """The git repository it is in, absolute; empty where it is in none."""
    problem: str = ""
    """Why it cannot be read, where that is known."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is fetched of sites."""

    pages: int = 10_000
    """Of one site."""
    bytes: int = 5_000_000
    """Of the largest page."""
    seconds: float = 3600
    """For all of a site."""
    pause: float = 1.0
    """Seconds between two requests, more if `robots.txt` asks for it."""
    private: bool = False
    """Whether hosts of the local network may be asked."""
    answer: float = 60
    """Seconds for one page."""


class Files:
    """The documents of files, folders and repositories, each made when it is asked for.

    What is known of all of them lies on disk. Raises `UsageError` for a path that does not exist.
    """

    def __init__(self, paths: Sequence[str], config: Config, output: Path) -> None:
        """Find the files of some paths; what an audit keeps in its folder is nobody's words."""
        self._found: Shelf[str] = Shelf()
        self._problems: tuple[Problem, ...] = ()
        if paths:
            self._problems = discover_into(self._found, paths, config).problems
        links, own = Links(), os.path.realpath(output)
        for path in [path for path in self._found if is_under(links.file(path), own)]:
            del self._found[path]
        self._repositories = _Repositories(map(absolute_path, paths), links)

    def __len__(self) -> int:
        return len(self._found) + len(self._problems)

    def __iter__(self) -> Iterator[Input]:
        yield from map(self._repositories.input, self._found)
        for problem in self._problems:
            input_ = self._repositories.input(absolute_path(problem.path), follow=False)
            yield Input(input_.repository, input_.path, input_.site, problem=problem.message)

    @property
    def notices(self) -> Sequence[str]:
        """What is not known of the documents made so far, in sentences."""
        return self._repositories.notices

    def paths(self) -> Iterator[str]:
        """Yield the absolute path of each file that can be read."""
        return iter(self._found)


def listed(file: str, text: str) -> Iterator[str]:
    """Yield the paths and addresses of a list: one a line, `#` starts a comment.

    Relative paths are those from the folder of the list. Raises `UsageError` for a list of nothing.
    """
    folder = os.path.dirname(file)  # noqa: PTH120
    some = False
    for line in text.splitlines():
        line = line.strip()
        if not line or line.startswith("#"):
            continue
        some = True
        yield line if "://" in line else shown_path(str(Path(folder, line)))
    if not some:
        raise UsageError("lists nothing to audit", path=file)


class _Repositories:
    """The repositories of a run, each looked into once, with a name of its own."""

    def __init__(self, given: Iterable[str], links: Links) -> None:
        self._links = links
        self._given = sorted(given, key=len, reverse=True)
        self._known: dict[str, Repository] = {}
        self._names: dict[str, str] = {}
        self.notices: list[str] = []

    def input(self, file: str, *, follow: bool = True) -> Input:
        """Return a file as a document to audit; a link is that which it leads to, with `follow`."""
        real = self._links.file(file)
        folder = os.path.dirname(real)  # noqa: PTH120
        if not follow:
            folder = self._links.folder(os.path.dirname(file))  # noqa: PTH120
        root = root_of(folder) or self._folder(file)
        known = self._repository(root)
        # A link that leads out of its repository stands where it is.
        stays = root == self._links.folder(root) and is_under(real, root)
        path = relative_path(real if stays else file, root)
        change = known.last_change(path)
        owners, basis = known.owners_of(path), "codeowners"
        if not owners and change is not None and change.author:
            owners, basis = (change.author,), "git"
        return Input(
            self._names[root],
            path,
            known.site or self._names[root],
            file,
            url=known.page(path) if change is not None else "",
            revision=known.revision if change is not None else "",
            owners=owners,
            owner_basis=basis if owners else "",
            date=change.day if change is not None else "",
            date_basis="git" if change is not None and change.day else "",
            root=root if known.in_git else "",
        )

    def _folder(self, file: str) -> str:
        """Return the folder that was given and holds a file, its own for one given by name."""
        for given in self._given:
            if file.startswith(given.rstrip(os.sep) + os.sep):
                return given
        return os.path.dirname(file)  # noqa: PTH120

    def _repository(self, root: str) -> Repository:
        if root not in self._known:
            known = self._known[root] = repository(root)
            if known.in_git and not known.tracks_files:
                self.notices.append(
                    f"Git knows no file of {known.name}, so whose its pages are and of when is not "
                    "told; if its index was lost, `git reset` makes it anew."
                )
            taken = set(self._names.values())
            name = known.name if known.name not in taken else shown_path(root)
            self._names[root] = name if name not in taken else root
        return self._known[root]
