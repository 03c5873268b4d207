"""Where documents come from: their repository, site, owners, last change, and a page to show.

What a repository says of itself is data: git is asked nothing that would have it run a program.
"""

from __future__ import annotations

import datetime
import os
import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from termcheck.audit.shelf import Shelf
from termcheck.core.boundary import project_of, repository_of
from termcheck.core.errors import UsageError
from termcheck.core.files import read_regular
from termcheck.core.globs import Globs, compile_globs
from termcheck.run.git import git, git_entries

_CODEOWNERS = (".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS", ".gitlab/CODEOWNERS")
"""In the order of GitHub, which is that of GitLab too."""
_SITES = ("mkdocs.yml", "hugo.toml", "hugo.yaml", "config.toml", "config.yaml", "_config.yml")
_SITE = re.compile(
    r"^(?:site_url|baseURL|baseurl|url)[ \t]*[:=][ \t]*[\"']?https?://([^\s\"'/]+)", re.M
)
_REMOTE = re.compile(
    r"(?:https?://|ssh://|git://|git@)?(?:[^@/]*@)?([\w.-]{2,})(?::\d+)?[:/](.+?)(?:\.git)?/*$"
)
_FORGES = {"github.com": "blob", "gitlab.com": "-/blob", "codeberg.org": "src/commit"}
"""How hosts of repositories write the address of a file at a commit."""
_OWNER = re.compile(r"(?<!\\)\s+")
_SECTION = re.compile(r"\s*\^?\[[^\]]+\](?:\[\d+\])?(?=\s|$)(.*)")
_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?!\d)")


@dataclass(frozen=True, slots=True)
class LastChange:
    """The last commit that touched a file; nothing of it where a clone lacks its past."""

    day: str
    """ISO 8601, as its committer has it; empty for none."""
    author: str


@dataclass(frozen=True)
class Repository:
    """The folder documents belong to, with what is known of them beside their content."""

    root: str
    """Absolute; links are resolved where it is in git."""
    name: str = ""
    """As the tables call it."""
    in_git: bool = False
    owners: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Globs of CODEOWNERS with who answers for what they match; the last match counts."""
    site: str = ""
    """Host it is published at, empty where nothing says so."""
    remote: str = ""
    """`host/owner/name`, empty without one."""
    revision: str = ""
    """Commit that is checked out."""

    @property
    def tracks_files(self) -> bool:
        """Whether git knows of any file; without its index it does not."""
        return bool(self._changes)

    def last_change(self, path: str) -> LastChange | None:
        """Return the last change of a file, None where git has nothing to say of it."""
        found = self._changes.get(path)
        return None if found is None else LastChange(*found)

    @cached_property
    def _changes(self) -> Shelf[list[str] | None]:
        return _changes(self.root) if self.in_git else Shelf()

    def owners_of(self, path: str) -> tuple[str, ...]:
        """Return who answers for a file, by CODEOWNERS."""
        return next((names for globs, names in self._rules if globs.matches(path)), ())

    @cached_property
    def _rules(self) -> list[tuple[Globs, tuple[str, ...]]]:
        """The globs of CODEOWNERS, the last first: compiled once, as there may be thousands.

        Unlike in `.gitignore`, `docs/*` is not what lies deeper.
        """
        return [
            (compile_globs((glob,), inside=not glob.endswith("/*")), names)
            for glob, names in reversed(self.owners)
        ]

    def page(self, path: str) -> str:
        """Return the address at which a forge shows a file, empty where none is known."""
        host, _, name = self.remote.partition("/")
        if host not in _FORGES or not self.revision:
            return ""
        from urllib.parse import quote

        return f"https://{host}/{name}/{_FORGES[host]}/{self.revision}/{quote(path)}"


@lru_cache(maxsize=4096)
def root_of(folder: str) -> str:
    """Return the root of the repository or project a folder is in, empty if it is in none."""
    return repository_of(folder) or project_of(folder)


def repository(root: str) -> Repository:
    """Return what is known of a repository, or of a folder that is none."""
    in_git = bool(_asked(root, "rev-parse", "--git-dir"))
    remote = ""
    if in_git:
        found = _REMOTE.match(_asked(root, "config", "--get", "remote.origin.url"))
        if found and not found[0].startswith(("/", ".", "file:")):
            remote = f"{found[1].lower()}/{found[2]}"
    revision = _asked(root, "rev-parse", "HEAD") if in_git else ""
    name = remote.partition("/")[2] or os.path.basename(root) or root  # noqa: PTH119
    return Repository(root, name, in_git, _code_owners(root), _site(root), remote, revision)


def _asked(root: str, *arguments: str) -> str:
    try:
        return os.fsdecode(git(root, *arguments)).strip()
    except UsageError:
        return ""


def _text(path: Path) -> str:
    try:
        return read_regular(path, 1_000_000).decode("utf-8-sig", "replace")
    except OSError:
        return ""


def _code_owners(root: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    for name in _CODEOWNERS:
        text = _text(Path(root, name))
        if not text:
            continue
        rules = []
        everywhere: tuple[str, ...] = ()
        for line in text.splitlines():
            section = _SECTION.match(line)
            if section:
                # Whoever answers for a section of GitLab does so where its lines name nobody.
                everywhere = tuple(section[1].partition("#")[0].split())
                continue
            words = _OWNER.split(line.partition(" #")[0].strip())
            if words[0] and not words[0].startswith(("#", "!")):
                names = tuple(words[1:]) or everywhere
                rules.append((words[0].replace("\\ ", " "), names))
        return tuple(rules)
    return ()


def _site(root: str) -> str:
    for name in _SITES:
        found = _SITE.search(_text(Path(root, name)))
        if found:
            return found[1].lower()
    host = _text(Path(root, "CNAME")).strip().lower()
    return host if re.fullmatch(r"[a-z0-9.-]+\.[a-z]+", host) else ""


def _changes(root: str) -> Shelf[list[str] | None]:
    """Return day and author of the last change of each file, from one walk of the history.

    None for a file that is not committed.
    """
    found: Shelf[list[str] | None] = Shelf()
    for entry in git_entries(root, "ls-files", "-z"):
        found[os.fsdecode(entry)] = None
    left = len(found)
    first = _text(Path(root, _asked(root, "rev-parse", "--git-path", "shallow"))).split()
    log = git_entries(root, "log", "--format=%x01%H%x00%ct%x00%aN", "--name-only", "--no-renames",
                      "-z")  # fmt: skip
    change: list[str] = []
    for entry in log:
        if entry.startswith(b"\x01"):
            day, author = commit_day(next(log, b"")), next(log, b"")
            change = [day.isoformat() if day else "", author.decode("utf-8", "replace")]
            if entry[1:].decode() in first:
                # The first commit of a shallow clone seems to have touched everything.
                change = ["", ""]
            continue
        name = os.fsdecode(entry.lstrip(b"\n"))
        if found.get(name, change) is None:
            found[name] = change
            left -= 1
        if not left:
            break
    return found


def commit_day(seconds: str | bytes) -> datetime.date | None:
    """Return the day of a commit; None for one that no calendar has: git keeps what it is given."""
    try:
        return datetime.datetime.fromtimestamp(int(seconds), datetime.UTC).date()
    except (ValueError, OverflowError, OSError):
        return None


def day_of(value: object) -> str | None:
    """Return the day that a field says, in ISO 8601; None for what is no day."""
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, dict):
        return day_of(value.get("updated") or value.get("created"))
    found = _DAY.match(value) if isinstance(value, str) else None
    try:
        return datetime.date(*map(int, found.groups())).isoformat() if found else None
    except ValueError:
        return None
