"""Which lines changed since a revision, as git sees it."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from termcheck.core.errors import UsageError
from termcheck.core.finding import Finding
from termcheck.core.processes import find_program

_PLAIN = (
    *("-c", "core.quotePath=false"),
    # What a repository's own configuration would have git run, and repositories inside of others.
    *("-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null"),
    *("-c", "safe.bareRepository=explicit"),
)
_PART = 16_000
"""Bytes of what git prints that are held at once."""
_HUNK = re.compile(rb"@@ -\d+(?:,(\d+))? \+(\d+)(?:,(\d+))? @@")
_ESCAPE = re.compile(rb"\\([0-7]{3}|.)")
_ESCAPES = {
    b"a": b"\a",
    b"b": b"\b",
    b"f": b"\f",
    b"n": b"\n",
    b"r": b"\r",
    b"t": b"\t",
    b"v": b"\v",
}


@dataclass(frozen=True, slots=True)
class Changes:
    """Lines added or changed, by absolute path of their file."""

    lines: Mapping[str, frozenset[int] | None]
    """1-based line numbers as they are now; None for a file that is new as a whole."""

    def touches(self, path: str) -> bool:
        """Return whether anything in a file changed."""
        lines = self.lines.get(os.path.realpath(path), frozenset())
        return lines is None or bool(lines)

    def covers(self, path: str, finding: Finding) -> bool:
        """Return whether a line that a settled finding stands on changed."""
        lines = self.lines.get(os.path.realpath(path), frozenset())
        if lines is None or finding.location is None:
            return True
        place = finding.location
        last = place.end_line - (place.end_column == 1 and place.end_line > place.line)
        return any(line in lines for line in range(place.line, last + 1))


def changed_since(revision: str, folder: str) -> Changes:
    """Return what changed since this branch left `revision`, uncommitted and untracked included.

    Raises `UsageError` if `folder` is in no repository or the revision is unknown.
    """
    top = os.path.realpath(os.fsdecode(_top(folder)))
    start = _start(revision, top)
    patch = _git(
        top,
        *("diff", "--unified=0", "--no-color", "--no-ext-diff", "--no-textconv", "--find-renames"),
        *(
            "--src-prefix=a/",
            "--dst-prefix=b/",
            "--no-relative",
            "--ignore-submodules",
            start,
            "--",
        ),
    )
    lines: dict[str, frozenset[int] | None] = {}
    for path, changed in parse_patch(patch).items():
        lines[os.path.join(top, path)] = changed  # noqa: PTH118
    for name in _git(top, "ls-files", "--others", "--exclude-standard", "-z").split(b"\0"):
        if name:
            lines[os.path.join(top, os.fsdecode(name))] = None  # noqa: PTH118
    return Changes(lines)


def parse_patch(patch: bytes) -> dict[str, frozenset[int]]:
    """Return the new line numbers of a patch without context, by path."""
    found: dict[str, set[int]] = {}
    current: set[int] | None = None
    lines = iter(patch.split(b"\n"))
    for line in lines:
        if line.startswith(b"+++ "):
            name = _name(line[4:])
            current = found.setdefault(name, set()) if name else None
        elif hunk := _HUNK.match(line):
            removed, first, added = hunk.groups()
            count = int(added or b"1")
            if current is not None:
                current.update(range(int(first), int(first) + count))
            for _ in range(int(removed or b"1") + count):
                # A line of text may itself look like a header.
                next(lines, None)
    return {name: frozenset(changed) for name, changed in found.items()}


def _name(raw: bytes) -> str:
    """Return the path in a ``+++`` line, an empty string for a deleted file."""
    raw = raw.rstrip(b"\r")
    if raw.startswith(b'"'):
        raw = _ESCAPE.sub(_unescape, raw[1 : raw.rindex(b'"')])
    else:
        # git ends a name that holds blanks with a tab.
        raw = raw.removesuffix(b"\t")
    return "" if raw == b"/dev/null" else os.fsdecode(raw.removeprefix(b"b/"))


def _unescape(found: re.Match[bytes]) -> bytes:
    escape = found[1]
    return bytes([int(escape, 8)]) if len(escape) == 3 else _ESCAPES.get(escape, escape)


def _top(folder: str) -> bytes:
    try:
        return _git(folder, "rev-parse", "--show-toplevel").rstrip(b"\r\n")
    except UsageError as error:
        if "not a git repository" in error.reason:
            message = "`--changed-since` needs a git repository, and this folder is in none"
            raise UsageError(message) from None
        raise


def _start(revision: str, top: str) -> str:
    """Return the commit at which the current branch left a revision, else the revision's own."""
    name = f"{revision}^{{commit}}"
    try:
        commit = _git(top, "rev-parse", "--verify", "--quiet", "--end-of-options", name)
    except UsageError:
        hint = ""
        if Path(top, os.fsdecode(_git(top, "rev-parse", "--git-dir").strip()), "shallow").exists():
            hint = "; the clone is shallow, fetch more of its history"
        raise UsageError(f"git knows no revision `{revision}`{hint}") from None
    try:
        base = _git(top, "merge-base", commit.decode().strip(), "HEAD")
    except UsageError:
        base = commit
    return base.decode().strip()


def _git(folder: str, *arguments: str) -> bytes:
    return git(folder, *arguments, wanted="`--changed-since`")


def git(folder: str, *arguments: str, wanted: str = "this") -> bytes:
    """Return what a git command prints; nothing a repository brings along is run by it.

    Raises `UsageError` if it fails, and if there is no git, for which it is `wanted`.
    """
    done = subprocess.run(
        git_command(*arguments, wanted=wanted),
        cwd=folder,
        capture_output=True,
        check=False,
        env={**os.environ, "LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0"},
    )
    if done.returncode:
        told = os.fsdecode(done.stderr).strip().splitlines() or ["no message"]
        raise UsageError(f"git failed: {told[0].removeprefix('fatal: ')}")
    return done.stdout


def git_entries(folder: str, *arguments: str) -> Iterator[bytes]:
    """Yield what a git command prints, one after the other, of what `-z` parts with a NUL.

    As `git` does, it raises `UsageError`; what git could not do is no reason once it has begun.
    """
    with subprocess.Popen(
        git_command(*arguments),
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0"},
    ) as process:
        assert process.stdout is not None
        rest = b""
        try:
            while part := process.stdout.read(_PART):
                *entries, rest = (rest + part).split(b"\0")
                yield from entries
            if rest:
                yield rest
        finally:
            # Whoever has heard enough need not wait for the rest.
            process.kill()


def git_command(*arguments: str, wanted: str = "this") -> list[str]:
    """Return a command line of git that runs nothing a repository brings along.

    Raises `UsageError` if there is no git.
    """
    program = find_program("git")
    if program is None:
        raise UsageError(f"{wanted} needs git, which is not installed")
    return [program, *_PLAIN, *arguments]
