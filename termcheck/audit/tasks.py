"""What each owner has to change, as Markdown that can become issues; nothing is sent anywhere."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Any
from unicodedata import category, normalize
from urllib.parse import quote

from termcheck.audit.answers import Answers
from termcheck.audit.words import listed, many
from termcheck.core.visible import code_parts, shown_line

NOBODY = "Nobody in particular"
_TASKS = """
    SELECT coalesce(nullif(f.owner, ''), '') AS owner, f.repository, f.path, f.line, f.url,
        f.check_id, f.of_meaning, f.actual, f.expected, f.message, f.note, f.sentence
    FROM findings f
    WHERE f.check_id <> 'exception' AND f.severity <> 'info'
    ORDER BY owner, NOT of_meaning, repository, path, start_byte, check_id
"""
_MARKUP = re.compile(r"[\\`*_{}\[\]<>#|~!&]")
_LIVE = re.compile(r"@|[#!&](?=\d)|:(?=//)|\b(?:GH-|www\.)(?=\w)")
"""Where forges make mentions, references and links of text, however it is escaped."""
_BREAK = "&#8203;"
"""A space without width after them keeps forges from it."""
_RESERVED = re.compile(r"con|prn|aux|nul|(?:com|lpt)\d")
"""Names that Windows keeps for devices."""


def tasks(answers: Answers) -> dict[str, str]:
    """Return Markdown files by name: `README.md` with who has how much, and one for each owner.

    What is said comes before how it is written; a box for each place. Text of pages stands there
    as text: it makes no link, no heading, and mentions nobody.
    """
    found = answers.connection.execute(_TASKS)
    names = [column[0] for column in found.description or ()]
    owners: dict[str, list[dict[str, Any]]] = defaultdict(list)
    while rows := found.fetchmany(1_000):
        for row in rows:
            task = dict(zip(names, row, strict=True))
            owners[task["owner"]].append(task)
    made: dict[str, str] = {}
    index = ["# Who has to do what", "", "| Owner | Pages | Places to change |", "|---|---|---|"]
    for owner, some in sorted(owners.items(), key=lambda item: (-len(item[1]), item[0])):
        name = _file_name(owner, made)
        made[name] = _lines(_of_owner(owner, some))
        pages = len({(row["repository"], row["path"]) for row in some})
        index.append(f"| [{_text(owner or NOBODY)}]({quote(name)}) | {pages} | {len(some)} |")
    if not owners:
        index[2:] = ["Nobody has anything to do."]
    return {"README.md": _lines(index), **made}


def _of_owner(owner: str, some: list[dict[str, Any]]) -> Iterator[str]:
    pages = len({(row["repository"], row["path"]) for row in some})
    yield f"# What to change: {_text(owner or NOBODY)}"
    yield ""
    meanings = [row for row in some if row["of_meaning"]]
    counts = []
    if meanings:
        counts.append(f"{many(len(meanings), 'place')} where something else is said")
    if len(some) > len(meanings):
        counts.append(f"{many(len(some) - len(meanings), 'word')} to write another way")
    yield f"{listed(counts)}, on {many(pages, 'page')}."
    for title, part in (("What is said", meanings), ("How it is written", some[len(meanings) :])):
        if part:
            yield from ("", f"## {title}")
        last = None
        for character in part:
            page = (character["repository"], character["path"])
            if page != last:
                yield from ("", f"### {_text(': '.join(filter(None, page)))}", "")
                last = page
            yield from _task(character)


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


def _file_name(owner: str, taken: dict[str, str]) -> str:
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


def _lines(lines: Iterator[str] | list[str]) -> str:
    return "".join(f"{line}\n" for line in lines)
