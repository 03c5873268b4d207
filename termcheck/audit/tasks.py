"""What each owner has to change, as Markdown that can become issues; nothing is sent anywhere."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any
from unicodedata import category, normalize
from urllib.parse import quote

from termcheck.audit.answers import Answers
from termcheck.audit.words import listed, many
from termcheck.core.errors import UsageError
from termcheck.core.visible import code_parts, shown_line

NOBODY = "Nobody in particular"
_TODO = "check_id <> 'exception' AND severity <> 'info'"
_TASKS = f"""
    SELECT owner, repository, path, line, url, of_meaning, expected, message, note, sentence
    FROM findings WHERE {_TODO}
    ORDER BY owner, NOT of_meaning, repository, path, start_byte, check_id
"""
_SHARES = f"""
    SELECT owner, count(DISTINCT (repository, path)), count(*), count(*) FILTER (of_meaning)
    FROM findings WHERE {_TODO} GROUP BY owner ORDER BY count(*) DESC, owner
"""
_MARKUP = re.compile(r"[\\`*_{}\[\]<>#|~!&]")
_LIVE = re.compile(r"@|[#!&](?=\d)|:(?=//)|\b(?:GH-|www\.)(?=\w)")
"""Where forges make mentions, references and links of text, however it is escaped."""
_BREAK = "&#8203;"
"""A space without width after them keeps forges from it."""
_MARK = "<!-- written by termcheck audit tasks: {} -->\n"
_MARKED = re.compile(rb"<!-- written by termcheck audit tasks: ([0-9a-f]{16}) -->\r?\n?")
"""The last line of a file, with a hash of those before."""
_RESERVED = re.compile(r"con|prn|aux|nul|(?:com|lpt)\d")
"""Names that Windows keeps for devices."""


def tasks(answers: Answers) -> Iterator[tuple[str, Iterable[str]]]:
    """Yield Markdown files, their lines to be read before the next: `README.md`, then each owner's.

    What is said comes before how it is written; a box for each place. Text of pages stands there
    as text: it makes no link, no heading, and mentions nobody.
    """
    shares = [_Share(*row) for row in answers.connection.execute(_SHARES).fetchall()]
    names: dict[str, str] = {}
    taken: set[str] = set()
    for share in shares:
        names[share.owner] = _file_name(share.owner, taken)
        taken.add(names[share.owner])
    yield "README.md", _index(shares, names)
    found = answers.connection.execute(_TASKS)
    columns = [column[0] for column in found.description or ()]
    rows = (
        dict(zip(columns, row, strict=True))
        for some in iter(lambda: found.fetchmany(1_000), [])
        for row in some
    )
    counted = {share.owner: share for share in shares}
    for owner, some in groupby(rows, lambda row: str(row["owner"])):
        yield names[owner], _of_owner(counted[owner], some)


def _index(shares: Sequence[_Share], names: Mapping[str, str]) -> Iterator[str]:
    yield from ("# Who has to do what", "")
    if not shares:
        yield "Nobody has anything to do."
        return
    yield from ("| Owner | Pages | Places to change |", "|---|---|---|")
    for share in shares:
        name = quote(names[share.owner])
        yield f"| [{_text(share.owner or NOBODY)}]({name}) | {share.pages} | {share.places} |"


def _of_owner(share: _Share, rows: Iterable[dict[str, Any]]) -> Iterator[str]:
    yield f"# What to change: {_text(share.owner or NOBODY)}"
    yield ""
    counts = []
    if share.meanings:
        counts.append(f"{many(share.meanings, 'place')} where something else is said")
    if share.places > share.meanings:
        counts.append(f"{many(share.places - share.meanings, 'word')} to write another way")
    yield f"{listed(counts)}, on {many(share.pages, 'page')}."
    for of_meaning, part in groupby(rows, lambda row: bool(row["of_meaning"])):
        yield from ("", "## What is said" if of_meaning else "## How it is written")
        for page, some in groupby(part, lambda row: (row["repository"], row["path"])):
            yield from ("", f"### {_text(': '.join(filter(None, page)))}", "")
            for row in some:
                yield from _task(row)


def _task(row: dict[str, Any]) -> Iterator[str]:
    line = f"line {row['line']}"
    at = f"[{line}]({_address(row['url'])})" if _address(row["url"]) else line
    yield f"- [ ] {at}: {_prose(row['message'])}"
    if row["sentence"]:
        yield f"  > {_text(row['sentence'])}"
        yield ""
    if row["expected"]:
        yield f"  Write instead: {listed([_text(word) for word in row['expected'][:3]])}"
        yield ""
    if row["of_meaning"] and row["note"]:
        yield f"  {_prose(row['note'])}"
        yield ""


def _text(text: str) -> str:
    """Return text that Markdown shows as it is, on one line."""
    return _escaped(shown_line(" ".join(text.split())))


def _escaped(text: str) -> str:
    parts, end = [], 0
    for live in _LIVE.finditer(text):
        parts.append(text[end : live.end()])
        end = live.end()
    parts.append(text[end:])
    return _BREAK.join(_MARKUP.sub(r"\\\g<0>", part) for part in parts)


def _prose(text: str) -> str:
    """Return a message, whose backticks mean code, as Markdown."""
    return "".join(
        f"`{part}`" if is_code and "`" not in part else _escaped(part)
        for is_code, part in code_parts(shown_line(" ".join(text.split())))
    )


def _address(url: str) -> str:
    """Return an address of the web that cannot end the link it stands in, else nothing."""
    fits = url.startswith(("https://", "http://")) and not re.search(r"[\s()<>\\]", url)
    return url if fits else ""


def _file_name(owner: str, taken: Container[str]) -> str:
    """Return a file name for an owner that no other has, whatever the owner is called.

    Letters of any script stay. Case does not count, nor how an accent is encoded: there are file
    systems for which they make no difference.
    """
    folded = normalize("NFC", normalize("NFC", owner).casefold())
    letters = (part if part.isalnum() or category(part)[0] == "M" else " " for part in folded)
    plain = "-".join("".join(letters).split())[:60] or ("owner" if owner else "nobody")
    if _RESERVED.fullmatch(plain):
        plain = f"owner-{plain}"
    name, number = f"{plain}.md", 1
    while name in taken or name == "readme.md":
        number += 1
        name = f"{plain}-{number}.md"
    return name


@dataclass(frozen=True, slots=True)
class _Share:
    """How much of the work is one owner's."""

    owner: str
    pages: int
    places: int
    meanings: int
    """Places where something else is said."""


@dataclass(frozen=True, slots=True)
class WrittenTasks:
    """What became of the files of a folder of tasks, by name."""

    written: tuple[str, ...]
    removed: tuple[str, ...]
    """Written by an audit before, of owners who have nothing left to do."""
    left: tuple[str, ...]
    """As `removed`, but somebody has changed them since."""


def write_tasks(answers: Answers, folder: Path) -> WrittenTasks:
    """Write the tasks into a folder, and remove those of before that nobody has any more.

    A file ends with a mark of what was written, so that no other file is removed. Raises
    `UsageError` if one cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        written = []
        for name, lines in tasks(answers):
            _write(folder / name, lines)
            written.append(name)
        old = {
            path.name: _is_as_written(path)
            for path in sorted(folder.glob("*.md"))
            if path.name not in written
        }
        for name, unchanged in old.items():
            if unchanged:
                (folder / name).unlink()
    except OSError as error:
        told = (error.strerror or str(error)).lower()
        raise UsageError(f"cannot be written: {told}", path=str(folder)) from None
    return WrittenTasks(
        tuple(written),
        tuple(name for name, unchanged in old.items() if unchanged),
        tuple(name for name, unchanged in old.items() if unchanged is False),
    )


def _write(path: Path, lines: Iterable[str]) -> None:
    """Write lines and the mark of them, in one step."""
    digest = hashlib.sha256()
    partial = path.with_name(f".{path.name}.partial")
    with partial.open("w", encoding="utf-8", newline="\n") as file:
        for line in lines:
            digest.update(f"{line}\n".encode())
            file.write(f"{line}\n")
        file.write(_MARK.format(digest.hexdigest()[:16]))
    partial.replace(path)


def _is_as_written(path: Path) -> bool | None:
    """Return whether a file stands as tasks were written there, None for one that never was."""
    if path.is_symlink() or not path.is_file():
        return None
    digest, last = hashlib.sha256(), b""
    with path.open("rb") as file:
        for line in file:
            digest.update(last)
            last = line
    mark = _MARKED.fullmatch(last)
    return None if mark is None else mark[1].decode() == digest.hexdigest()[:16]
