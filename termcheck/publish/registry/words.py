"""Words and small pieces of HTML that the pages of the site share."""

from __future__ import annotations

import re
from html import escape

from termcheck.facts.facts import Facts
from termcheck.reporters.text import is_web_address, one_line, visible


def shown(text: str) -> str:
    """Return text as it may stand in HTML."""
    return escape(visible(one_line(text)))


def file_name(subject_id: str) -> str:
    """Return the name a subject's files have: its id, with nothing a path could take amiss."""
    return re.sub(r"[^a-z0-9.-]", "_", subject_id.lower()).strip(".") or "_"


def link(text: str, url: str) -> str:
    """Return a link, or the text alone for what is no address of the web."""
    if not is_web_address(url):
        return shown(text)
    return f'<a href="{escape(url)}">{shown(text)}</a>'


def page(title: str, body: str, *, up: str, scripts: tuple[str, ...] = ()) -> str:
    """Return a whole page; `up` leads from it to the folder of the site."""
    loaded = "".join(f'<script src="{up}{name}" defer></script>\n' for name in scripts)
    return (
        "<!doctype html>\n"
        '<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        f"<title>{shown(title)}</title>\n"
        f'<link rel="stylesheet" href="{up}registry.css">\n{loaded}</head>\n<body>\n'
        '<a class="skip" href="#main">Skip to content</a>\n'
        f'<header><nav aria-label="Site"><a href="{up}index.html">All subjects</a> '
        f'<a href="{up}compare.html">Compare</a> <a href="{up}facts.json">Data</a></nav></header>\n'
        f'<main id="main">\n{body}</main>\n</body>\n</html>\n'
    )


def dispute(facts: Facts, about: str = "") -> str:
    """Return how anybody can say that a fact is wrong, and who decides."""
    registry = facts.registry
    told = "Is something wrong? "
    if is_web_address(registry.dispute):
        url = registry.dispute.replace("{subject}", about)
        told += f"{link('Say so', url)}, with the page that shows it. "
    elif registry.dispute:
        told += f"{shown(registry.dispute)} "
    if registry.decides:
        told += f"{shown(registry.decides)} "
    version = f"Registry {shown(registry.version)}." if registry.version else ""
    return f'<aside class="dispute"><p>{told}{version}</p></aside>\n'
