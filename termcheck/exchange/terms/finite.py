r"""Patterns of other checkers as the words they stand for, where those can be listed.

What RE2, .NET, JavaScript and Python write alike is understood: letters, groups, alternatives,
classes, `?` and bounded repeats, white space, word boundaries, and words that must not stand
before or after. A pattern without end (`.*`, `\w+`) stands for no list.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

MOST = 200
"""Spellings that one pattern may stand for."""
_MOST_IN_CLASS = 10
_FLAGS = re.compile(r"\(\?([imsux-]+)\)")
_REPEAT = re.compile(r"\{(\d+)(?:(,)(\d*))?\}")
_REFERENCE = re.compile(r"\$(\d)|\$\{(\d)\}|\\(\d)")
_SIMPLE = {"t": " ", "n": " ", "r": " ", "f": " "}


class Endless(ValueError):
    """A pattern that stands for no list; the text says which part does not end."""


@dataclass(frozen=True, slots=True)
class Spelled:
    """One text that a pattern stands for."""

    text: str
    groups: tuple[tuple[int, str], ...] = ()
    """What each group of the pattern holds, by its number."""
    apart: tuple[tuple[str, str], ...] = ()
    """Words before and after with which it is something else."""
    unread: tuple[str, ...] = ()
    """What must not stand beside it, where that is no list."""

    def written_in(self, replacement: str) -> str:
        """Return a replacement with its references to groups (`$1`) filled in."""
        held = dict(self.groups)
        return _REFERENCE.sub(
            lambda match: held.get(int(match[1] or match[2] or match[3]), ""), replacement
        )


def spellings(pattern: str) -> tuple[Spelled, ...]:
    """Return the texts that a pattern stands for, each once.

    Raises `Endless` for one that stands for no list, for too long a one, or that cannot be read.

    >>> [spelled.text for spelled in spellings(r"e-?mails?")]
    ['email', 'emails', 'e-mail', 'e-mails']
    """
    reader = _Reader(_FLAGS.sub("", pattern))
    found = tuple(reader.alternatives())
    if reader.at < len(reader.pattern):
        raise Endless("unbalanced brackets")
    texts: dict[tuple[str, tuple[tuple[str, str], ...]], Spelled] = {}
    for spelled in found:
        text = " ".join(spelled.text.split())
        texts.setdefault((text, spelled.apart), replace(spelled, text=text))
    return tuple(texts.values())


class _Reader:
    """Reads a pattern once, from left to right."""

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern
        self.at = 0
        self.group = 0

    def peek(self, ahead: str) -> bool:
        return self.pattern.startswith(ahead, self.at)

    def take(self, expected: str = "") -> str:
        if self.at >= len(self.pattern) or (expected and not self.peek(expected)):
            raise Endless(f"`{expected}` expected" if expected else "it ends too early")
        taken = expected or self.pattern[self.at]
        self.at += len(taken)
        return taken

    def alternatives(self) -> list[Spelled]:
        found = self.sequence()
        while self.peek("|"):
            self.take()
            found = [*found, *self.sequence()]
            self.check(found)
        return found

    def sequence(self) -> list[Spelled]:
        found = [Spelled("")]
        while self.at < len(self.pattern) and not self.peek("|") and not self.peek(")"):
            found = _joined(found, self.repeated())
            self.check(found)
        return found

    @staticmethod
    def check(found: list[Spelled]) -> None:
        if len(found) > MOST:
            raise Endless(f"more than {MOST} spellings")

    def repeated(self) -> list[Spelled]:
        start = self.at
        atom = self.atom()
        low, high = self.bounds(self.pattern[start : self.at], atom)
        if (low, high) == (1, 1):
            return atom
        found: list[Spelled] = []
        for count in range(low, high + 1):
            part = [Spelled("")]
            for _ in range(count):
                part = _joined(part, atom)
                self.check(part)
            found += part
        self.check(found)
        return found

    def bounds(self, written: str, atom: list[Spelled]) -> tuple[int, int]:
        low = high = 1
        bounded = _REPEAT.match(self.pattern, self.at)
        if self.peek("?"):
            self.take()
            low = 0
        elif self.peek("*") or self.peek("+"):
            sign = self.take()
            if any(spelled.text != " " for spelled in atom):
                raise Endless(f"`{written}{sign}` has no end")
            low = 0 if sign == "*" else 1
        elif bounded is not None:
            self.at = bounded.end()
            low = int(bounded[1])
            high = low if not bounded[2] else int(bounded[3] or MOST + 1)
            if high > MOST:
                raise Endless(f"`{written}{bounded[0]}` has no end")
        if self.peek("?") or self.peek("+"):
            self.take()
        return low, high

    def atom(self) -> list[Spelled]:
        sign = self.take()
        if sign == "(":
            return self.bracket()
        if sign == "[":
            return [Spelled(letter) for letter in self.letters()]
        if sign == "\\":
            return self.escape()
        if sign in "^$":
            return [Spelled("")]
        if sign == ".":
            raise Endless("`.` stands for any character")
        if sign in "?*+":
            raise Endless(f"`{sign}` has nothing to repeat")
        return [Spelled(sign)]

    def escape(self) -> list[Spelled]:
        sign = self.take()
        if sign in "bB":
            return [Spelled("")]
        if sign == "s":
            return [Spelled(" ")]
        if sign in _SIMPLE:
            return [Spelled(_SIMPLE[sign])]
        if sign.isalnum():
            raise Endless(f"`\\{sign}` stands for no list")
        return [Spelled(sign)]

    def bracket(self) -> list[Spelled]:
        start = self.at - 1
        for sign, before in (("?<!", True), ("?!", False)):
            if self.peek(sign):
                return self.apart(sign, before=before)
        if self.peek("?="):
            self.take("?=")
            if any(map(str.isalnum, "".join(spelled.text for spelled in self.inside()))):
                raise Endless(f"`{self.pattern[start : self.at]}` looks at what stands beside")
            # No letter may follow, which is true of every whole word.
            return [Spelled("")]
        if self.peek("?<="):
            raise Endless(f"`{self.pattern[start : start + 12]}…` looks at what stands beside")
        if self.peek("?"):
            named = re.compile(r"\?(?:[imsux-]*:|P?<\w+>|>)").match(self.pattern, self.at)
            if named is None:
                raise Endless(f"`{self.pattern[start : start + 4]}` is not known")
            self.at = named.end()
            if "<" not in named[0]:
                return self.inside()
        self.group += 1
        number = self.group
        return [
            replace(spelled, groups=(*spelled.groups, (number, spelled.text)))
            for spelled in self.inside()
        ]

    def apart(self, sign: str, *, before: bool) -> list[Spelled]:
        start, group = self.at, self.group
        self.take(sign)
        try:
            return [Spelled("", (), tuple(_apart(self.inside(), before=before)))]
        except Endless:
            self.at, self.group = start, group
            depth = 1
            while depth:
                letter = self.take()
                if letter == "\\":
                    self.take()
                depth += {"(": 1, ")": -1}.get(letter, 0)
            return [Spelled("", unread=(f"({self.pattern[start : self.at]}",))]

    def inside(self) -> list[Spelled]:
        found = self.alternatives()
        self.take(")")
        return found

    def letters(self) -> list[str]:
        if self.peek("^"):
            raise Endless("`[^…]` stands for any other character")
        found: list[str] = []
        while not self.peek("]"):
            sign = self.take()
            if sign == "\\":
                sign = self.escape()[0].text
            last = self.pattern[self.at + 1 : self.at + 2]
            if self.peek("-") and last not in ("]", ""):
                self.take()
                self.take()
                found += [chr(code) for code in range(ord(sign), ord(last) + 1)]
            else:
                found.append(sign)
            if len(found) > _MOST_IN_CLASS:
                raise Endless(f"a class of more than {_MOST_IN_CLASS} characters")
        self.take("]")
        return found


def _joined(before: Iterable[Spelled], after: list[Spelled]) -> list[Spelled]:
    return [
        Spelled(
            spelled.text + other.text,
            (*spelled.groups, *other.groups),
            (*spelled.apart, *other.apart),
            (*spelled.unread, *other.unread),
        )
        for spelled in before
        for other in after
    ]


def _apart(others: Iterable[Spelled], *, before: bool) -> Iterator[tuple[str, str]]:
    for alternative in others:
        yield (alternative.text, "") if before else ("", alternative.text)
