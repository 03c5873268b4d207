"""Globs as in `.gitignore`, one linear-time expression for a whole list of them.

The syntax is that of gitignore(5): a slash at the start or in the middle anchors, `*` and `?` stop
at slashes, `**` does not, a slash at the end means folders only, `!` takes back, the last match
wins. Stars become atomic groups, so that no pattern of a hostile repository can be slow.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache


@dataclass(frozen=True, slots=True)
class Globs:
    """A list of globs, compiled; made with `compile_globs`."""

    groups: tuple[tuple[bool, re.Pattern[str]], ...] = ()
    """Neighbours of the same sign together, the last of the list first."""

    def __bool__(self) -> bool:
        return bool(self.groups)

    def verdict(self, path: str) -> bool | None:
        """Return whether the last glob that matches is a plain one, None if none matches.

        `path` is relative, with forward slashes, and ends in one if it is a folder.
        """
        for plain, pattern in self.groups:
            if pattern.match(path):
                return plain
        return None

    def matches(self, path: str) -> bool:
        """Return whether the list as a whole matches."""
        return bool(self.verdict(path))


@lru_cache(maxsize=512)
def compile_globs(lines: tuple[str, ...], *, inside: bool = False) -> Globs:
    """Return the globs of the lines of a `.gitignore`, comments and all.

    With `inside`, what matches a folder matches everything in it, for paths looked at one by one;
    without, for a walk that leaves out the folders that match.
    """
    groups: list[tuple[bool, list[str]]] = []
    for line in lines:
        plain, expression = _expression(line, inside)
        if not expression:
            continue
        if not groups or groups[-1][0] != plain:
            groups.append((plain, []))
        groups[-1][1].append(expression)
    return Globs(
        tuple((plain, re.compile("|".join(parts), re.DOTALL)) for plain, parts in reversed(groups))
    )


def any_glob(patterns: Iterable[str], path: str) -> bool:
    """Return whether a relative path, or a folder it is in, matches a list of globs."""
    return compile_globs(tuple(patterns), inside=True).matches(path)


def _expression(line: str, inside: bool) -> tuple[bool, str]:
    """Return sign and regular expression of one line, an empty one for comments and the like."""
    line = line.rstrip("\r\n")
    # Blanks at the end do not count unless a backslash guards the first of them.
    kept = re.fullmatch(r"((?:\\.|[^\\])*?)[ ]*", line, re.DOTALL)
    line = kept.group(1) if kept else line
    if not line or line.startswith("#"):
        return True, ""
    plain = not line.startswith("!")
    if not plain:
        line = line[1:]
    folder = line.endswith("/")
    line = line.removesuffix("/") if folder else line
    anchored = "/" in line
    parts = line.removeprefix("/").split("/")
    try:
        body = _path(parts if anchored else ["**", *parts])
    except ValueError:
        return plain, ""
    if not body:
        return plain, ""
    if inside:
        end = "/.*" if folder else "(?:/.*)?"
    else:
        end = "/" if folder else "/?"
    return plain, rf"{body}{end}\Z"


def _path(parts: list[str]) -> str:
    """Return the expression of path components."""
    runs: list[list[str]] = [[]]
    for index, part in enumerate(parts):
        if part == "**" and (index == 0 or parts[index - 1] != "**"):
            runs.append([])
        elif part != "**":
            if not part:
                raise ValueError("an empty component matches nothing")
            runs[-1].append(_component(part))
    if parts[-1] == "**":
        # `dir/**` is everything in it, not the folder itself.
        runs[-1].append(".+")
    start = "/".join(runs[0])
    later = runs[1:]
    expression = start + ("/" if start and later else "")
    for index, run in enumerate(later):
        body = "/".join(run)
        if index == len(later) - 1:
            expression += rf"(?:[^/]+/)*?{body}" if run != [".+"] else ".+"
        else:
            # The first place a run of components fits is as good as any later one.
            expression += rf"(?>(?:[^/]+/)*?{body}/)"
    return expression


def _component(part: str) -> str:
    """Return the expression of one component: no slash."""
    pieces: list[str] = [""]
    at = 0
    while at < len(part):
        char = part[at]
        if char == "*":
            if pieces[-1] or len(pieces) == 1:
                pieces.append("")
        elif char == "?":
            pieces[-1] += "[^/]"
        elif char == "[":
            expression, at = _class(part, at)
            pieces[-1] += expression
        elif char == "\\":
            at += 1
            if at == len(part):
                raise ValueError("nothing after the backslash")
            pieces[-1] += re.escape(part[at])
        else:
            pieces[-1] += re.escape(char)
        at += 1
    if len(pieces) == 1:
        return pieces[0]
    middle = "".join(f"(?>[^/]*?{piece})" for piece in pieces[1:-1])
    last = f"[^/]*{pieces[-1]}"
    # A component has at least one character.
    return f"(?=[^/]){pieces[0]}{middle}{last}"


_NAMED = {
    "alnum": "a-zA-Z0-9",
    "alpha": "a-zA-Z",
    "blank": r" \t",
    "cntrl": r"\x00-\x1f\x7f",
    "digit": "0-9",
    "graph": r"\x21-\x7e",
    "lower": "a-z",
    "print": r"\x20-\x7e",
    "punct": r"!-/:-@\[-`{-~",
    "space": r" \t\n\r\f\v",
    "upper": "A-Z",
    "xdigit": "0-9A-Fa-f",
}


def _class(part: str, at: int) -> tuple[str, int]:
    """Return the expression of the bracket at `at` and the index of its last character."""
    at += 1
    negated = part[at : at + 1] in ("!", "^")
    at += negated
    first, body = at, ""
    while True:
        if at >= len(part):
            raise ValueError("the bracket is not closed")
        if part[at] == "]" and at > first:
            break
        if part.startswith("[:", at) and (end := part.find(":]", at)) != -1:
            body += _NAMED[part[at + 2 : end]] if part[at + 2 : end] in _NAMED else _fail()
            at = end + 2
            continue
        low, at = _member(part, at)
        if part[at : at + 1] == "-" and part[at + 1 : at + 2] not in ("]", ""):
            high, at = _member(part, at + 1)
            if low <= high:
                body += f"{re.escape(low)}-{re.escape(high)}"
        else:
            body += re.escape(low)
    if not body:
        return ("[^/]" if negated else "(?!)"), at
    return (f"(?!/)[^{body}]" if negated else f"(?!/)[{body}]"), at


def _member(part: str, at: int) -> tuple[str, int]:
    if part[at] == "\\":
        at += 1
    if at >= len(part):
        raise ValueError("the bracket is not closed")
    return part[at], at + 1


def _fail() -> str:
    raise ValueError("unknown character class")
