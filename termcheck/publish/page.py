"""Entries as Markdown that any renderer and theme shows in its own way."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping

from termcheck.core.visible import code_parts, is_web_address, one_line
from termcheck.glossary.model import Glossary
from termcheck.publish.entry import Avoided, DefinitionSummary, Entry, Granted, Truth

_SPECIAL = "\\`*_[]<>|#{}"
_MANY = 12
"""More forms than this are listed in part."""


def _attributes(hashes: str, title: str, anchor: str) -> str:
    return f"{hashes} {title} {{#{anchor}}}"


def _attribute_list(hashes: str, title: str, anchor: str) -> str:
    return f"{hashes} {title} {{: #{anchor} }}"


def _html_anchor(hashes: str, title: str, anchor: str) -> str:
    return f'<a id="{anchor}"></a>\n\n{hashes} {title}'


def _slug(hashes: str, title: str, anchor: str) -> str:
    words = re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-")
    return f"{hashes} {title}" if words == anchor else _html_anchor(hashes, title, anchor)


HEADINGS: Mapping[str, Callable[[str, str, str], str]] = {
    "attributes": _attributes,
    "attribute-list": _attribute_list,
    "html": _html_anchor,
    "slug": _slug,
}
"""Ways to give a heading its id: CommonMark attributes, Python-Markdown's, plain HTML, and that
only where the id a generator makes of its words is another one."""


def entries_markdown(entries: tuple[Entry, ...], *, level: int = 2, headings: str = "html") -> str:
    """Return entries as Markdown, each under a heading of `level` with the term's id as anchor.

    The text says `termcheck: off`, since it quotes what must not be written.
    """
    blocks = ["<!-- termcheck: off: the glossary quotes what must not be written -->"]
    blocks += _blocks(entries, level, headings)
    blocks.append("<!-- termcheck: on -->")
    return "\n\n".join(blocks) + "\n"


def _blocks(entries: tuple[Entry, ...], level: int, headings: str) -> Iterator[str]:
    for entry in entries:
        yield HEADINGS[headings]("#" * level, shown(entry.term), entry.id)
        yield from _entry(entry)


def page_markdown(glossary: Glossary, entries: tuple[Entry, ...], *, headings: str = "html") -> str:
    """Return a whole page: the glossary's title, what it is, and its entries."""
    title = glossary.title or glossary.id or "Glossary"
    blocks = [f"# {shown(title)}"]
    if about(glossary):
        blocks.append(f"{shown(about(glossary))}.")
    return "\n\n".join(blocks) + "\n\n" + entries_markdown(entries, headings=headings)


def generator_markdown(glossary: Glossary, entries: tuple[Entry, ...], *, headings: str) -> str:
    """Return the page for a site generator: with front matter, and in Markdown that is MDX too.

    That it is not checked stands in the front matter as well.
    """
    title = glossary.title or glossary.id or "Glossary"
    blocks = [f"---\ntitle: {json.dumps(title)}\ntermcheck: off\n---"]
    if about(glossary):
        blocks.append(f"{shown(about(glossary))}.")
    blocks += _blocks(entries, 2, headings)
    return "\n\n".join(blocks) + "\n"


def about(glossary: Glossary) -> str:
    """Return version and owner of a glossary in one phrase, empty if it says neither."""
    version = f"version {glossary.version}" if glossary.version else ""
    owner = f"decided by {glossary.owner}" if glossary.owner else ""
    told = ", ".join(word for word in (version, owner) if word)
    return told[:1].upper() + told[1:]


def _entry(entry: Entry) -> Iterator[str]:
    if entry.long_form:
        yield f"Short for {shown(entry.long_form)}."
    if entry.meaning:
        yield shown(entry.meaning)
    for meaning in entry.meanings:
        yield from _meaning(meaning)
    if entry.why:
        yield f"**Why:** {shown(entry.why)}"
    vague = any(meaning.vague for meaning in entry.meanings)
    if entry.allowed:
        title = "Also said as" if entry.meanings else "You may also write"
        listed = ", ".join(shown(phrase) for phrase in entry.allowed[:_MANY])
        rest = len(entry.allowed) - _MANY
        yield f"**{title}:** {listed}" + (f" and {rest} more." if rest > 0 else ".")
    if entry.avoided:
        yield _avoided(entry.avoided)
    if entry.truths:
        yield "**Say instead:**" if vague else "**When it is not true, write:**"
        yield _items(_truth(truth) for truth in entry.truths)
    if entry.different:
        links = ", ".join(f"[{shown(term)}](#{name})" for name, term in entry.different)
        yield f"**Not the same as:** {links}."
    yield from _evidence(entry)
    known = [f"Version: {shown(entry.version)}"] if entry.version else []
    known += [f"Owner: {shown(entry.owner)}"] if entry.owner else []
    known += [f"Last change: {entry.changed.isoformat()}"] if entry.changed else []
    if is_web_address(entry.feedback):
        known.append(f"[Comment on *{shown(entry.term)}*]({_target(entry.feedback)})")
    if known:
        yield " · ".join(known)


def _evidence(entry: Entry) -> Iterator[str]:
    """Yield what an entry allows besides, shows and rests on."""
    if entry.notes or entry.granted:
        yield "**Variations allowed:**"
        yield _items((*(shown(note) for note in entry.notes), *map(_granted, entry.granted)))
    if entry.examples:
        yield "**Examples:**"
        yield _items(_examples(entry))
    if entry.sources:
        yield "**Sources:**"
        yield _items(_address(source) for source in entry.sources)


def _meaning(meaning: DefinitionSummary) -> Iterator[str]:
    of = f" Said of {shown(_listed(meaning.said_of))}" if meaning.said_of else ""
    if meaning.vague:
        yield f"**Means:** nothing agreed.{of + ', it leaves readers to guess.' if of else ''}"
        return
    name = (
        f"[{shown(meaning.name)}]({_target(meaning.url)})"
        if is_web_address(meaning.url)
        else shown(meaning.name)
    )
    version = f", version {shown(meaning.version)}" if meaning.version else ""
    steward = f", by {shown(meaning.steward)}" if meaning.steward else ""
    of = f" said of {shown(_listed(meaning.said_of))}," if meaning.said_of else ""
    yield f"**Means:**{of} what the {name} asks for{version}{steward}. {shown(meaning.summary)}"
    if meaning.criteria:
        yield "It has to fulfil all of this:"
        yield _items(shown(says) for says in meaning.criteria)


def _avoided(forms: tuple[Avoided, ...]) -> str:
    rows = ["| Do not write | Write instead | Why |", "| --- | --- | --- |"]
    for avoided in forms:
        why = shown(avoided.why)
        if avoided.since:
            why = f"{why} (since {avoided.since.isoformat()})".strip()
        instead = " or ".join(shown(word) for word in avoided.instead)
        rows.append(f"| {shown(avoided.form)} | {instead} | {why} |")
    if not any(avoided.why or avoided.since for avoided in forms):
        rows = [row.rsplit("|", 2)[0] + "|" for row in rows]
    return "\n".join(rows)


def _truth(truth: Truth) -> str:
    when = f"if it meets {shown(truth.when)}" if truth.when else "otherwise"
    return f"*{shown(truth.write)}*, {when}"


def _granted(granted: Granted) -> str:
    by = f"; granted by {shown(granted.owner)}" if granted.owner else ""
    until = f"; until {granted.until.isoformat()}" if granted.until else ""
    return f"{shown(granted.what)}: {shown(granted.reason)}{by}{until}"


def _examples(entry: Entry) -> Iterator[str]:
    told: set[str] = set()
    for example in entry.examples:
        note = f" ({shown(example.note)})" if example.note else ""
        if example.ok in told:
            continue
        told |= {example.good, example.ok} - {""}
        if example.ok:
            yield f"Right: {shown(example.ok)}{note}"
        elif example.good:
            yield f"Wrong: {shown(example.bad)} Right: {shown(example.good)}{note}"
        else:
            yield f"Wrong: {shown(example.bad)}{note}"


def _items(lines: Iterator[str] | tuple[str, ...]) -> str:
    return "\n".join(f"- {line}" for line in lines)


def _listed(words: tuple[str, ...]) -> str:
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"


def _address(url: str) -> str:
    return f"[{shown(url)}]({_target(url)})" if is_web_address(url) else shown(url)


def _target(url: str) -> str:
    return f"<{url}>"


def shown(text: str) -> str:
    """Return prose of a glossary as Markdown: `code` stays code, the rest means itself."""
    return "".join(
        f"`{part}`"
        if is_code
        else "".join(f"\\{character}" if character in _SPECIAL else character for character in part)
        for is_code, part in code_parts(one_line(text))
    )
