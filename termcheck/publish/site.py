"""A glossary as files for any web server: a page for people, and JSON, SKOS and TBX."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from termcheck.core.errors import UsageError
from termcheck.core.html import self_contained
from termcheck.core.shipped import shipped_folder
from termcheck.facts.facts import Facts
from termcheck.glossary.address import Address
from termcheck.glossary.files import DATA_KEYS, read_file
from termcheck.glossary.interchange import EXPORTS, export
from termcheck.glossary.model import Glossary
from termcheck.publish.entry import Entry, make_entries
from termcheck.publish.page import generator_markdown, page_markdown

GENERATORS: Mapping[str, str] = {
    "docusaurus": "attributes",
    "hugo": "attributes",
    "jekyll": "attributes",
    "starlight": "slug",
}
"""How site generators take the id of a heading, see `HEADINGS`."""
FORMATS = ("html", "md", *GENERATORS)
_COMMENT = re.compile(r"<!-- termcheck: .*? -->\n*")


def site_files(
    glossary: Glossary, facts: Facts, form: str = "html", url: str = ""
) -> Mapping[str, str]:
    """Return the content of each file by name.

    `form` is one of `FORMATS`; `url` is where the page will be, for the addresses of concepts.
    For a generator it is one page, with front matter. Raises `UsageError` for a glossary without
    terms.
    """
    if not glossary.terms:
        raise UsageError("the glossary has no terms to publish")
    entries = make_entries(glossary, facts)
    if form in GENERATORS:
        return {"glossary.md": generator_markdown(glossary, entries, headings=GENERATORS[form])}
    standards = {
        definition.id: next(iter(definition.sources), "")
        for definition in facts.definitions.values()
    }
    data = dict(_data_files(glossary))
    address = Address(url, standards, {path: name for path, (name, _) in data.items()})
    found = {f"glossary{EXPORTS[name][0]}": export(glossary, name, address) for name in EXPORTS}
    links = {name: f"glossary{end}" for name, (end, _) in EXPORTS.items()}
    if form == "md":
        text = page_markdown(glossary, entries)
        others = ", ".join(f"[{name.upper()}]({file})" for name, file in links.items())
        pages = {"glossary.md": f"{text}\nFor machines: {others}.\n"}
    else:
        pages = {"index.html": _page(glossary, entries, links)}
    return {**pages, **found, **dict(data.values())}


def _data_files(glossary: Glossary) -> Iterator[tuple[str, tuple[str, str]]]:
    """Yield the glossary's own files of facts with a name beside its page, and their texts."""
    root = shipped_folder().resolve()
    taken: set[str] = set()
    for key in DATA_KEYS:
        for path in map(Path, getattr(glossary.facts, key)):
            if path.is_relative_to(root):
                continue
            name, number = f"{key}-{path.stem}", 1
            while name in taken:
                number += 1
                name = f"{key}-{path.stem}-{number}"
            taken.add(name)
            yield str(path), (f"{name}.yml", read_file(path).decode("utf-8-sig"))


def _page(glossary: Glossary, entries: tuple[Entry, ...], links: Mapping[str, str]) -> str:
    import pyromark

    text = _COMMENT.sub("", page_markdown(glossary, entries, headings="attributes"))
    head, _, rest = text.partition("\n## ")
    options = pyromark.Options.ENABLE_TABLES | pyromark.Options.ENABLE_HEADING_ATTRIBUTES
    return self_contained(
        "publish/glossary",
        language=glossary.language or "en",
        title=glossary.title or glossary.id or "Glossary",
        head=pyromark.html(head, options=options),
        entries=entries,
        rest=pyromark.html("## " + rest, options=options),
        links=links,
    )
