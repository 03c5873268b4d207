"""HTML from templates, in which every value is escaped that is not marked as HTML.

Templates are files beside the module that fills them, `NAME.html` in a folder `templates` of its
room; style sheets and scripts that are written into a page lie beside them. They are Jinja's, whose
language MkDocs themes are written in; it is imported when the first page is written, so that only a
run that writes one pays for it: about 70 ms of processor time, and then 0.1 ms for each finding of
a report, a tenth of the time of a registry.
"""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from termcheck._version import __version__
from termcheck.core.visible import code_parts, is_web_address, one_line, visible

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

_ROOMS = Path(__file__).resolve().parent.parent
_SHORT = 60
"""Characters of an address that are shown where it has no other text."""


def filled(template: str, **values: Any) -> str:
    """Return a template, called `room/name`, with values in it."""
    room, _, name = template.rpartition("/")
    return _environment().get_template(f"{room}/templates/{name}.html").render(values)


def markup(template: str, **values: Any) -> Markup:
    """Return a filled template as HTML that other templates take as it is."""
    from markupsafe import Markup

    return Markup(filled(template, **values))


def self_contained(template: str, *, style: str = "", images: bool = False, **values: Any) -> str:
    """Return a page that loads nothing from elsewhere and runs nothing but its own script.

    Its template extends `core/templates/page.html`; beside it lie its style sheet (`.css`), to
    which `style` is added, and, if it has one, its script (`.js`). A content security policy with
    their hashes holds even if escaping were to fail; with `images`, those written into the page are
    shown.
    """
    style, script = _beside(template, ".css") + style, _beside(template, ".js")
    policy = f"default-src 'none'; style-src '{_hash(style)}'"
    policy += f"; script-src '{_hash(script)}'" if script else ""
    policy += "; img-src data:" if images else ""
    values |= {"style": style, "script": script, "policy": policy, "version": __version__}
    return filled(template, **values) + "\n"


def _beside(template: str, end: str) -> str:
    room, _, name = template.rpartition("/")
    file = _ROOMS / room / "templates" / f"{name}{end}"
    return file.read_text("utf-8") if file.is_file() else ""


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return "sha256-" + base64.b64encode(digest).decode()


@cache
def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    made = Environment(
        autoescape=True,
        loader=FileSystemLoader(_ROOMS),
        undefined=StrictUndefined,
        # They are part of the program.
        auto_reload=False,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {
        "shown": shown,
        "prose": prose,
        "link": link,
        "short": short_address,
        "number": "{:,}".format,
        "capital": lambda text: text[:1].upper() + text[1:],
    }
    made.tests["web_address"] = is_web_address
    return made


def shown(text: object) -> str:
    """Return text on one line, with nothing in it that is not seen; it is not escaped yet."""
    return visible(one_line(str(text)))


def prose(text: str) -> Markup:
    """Return a message or note as HTML, what stands in backticks as code."""
    from markupsafe import Markup

    parts = (
        f"<code>{escape(part)}</code>" if is_code else escape(part)
        for is_code, part in code_parts(shown(text))
    )
    return Markup("".join(parts))


def link(text: str, url: str) -> Markup:
    """Return text as HTML, linked to its address if that is one of the web."""
    from markupsafe import Markup

    if not text or not is_web_address(url):
        return Markup(escape(shown(text)))
    return Markup(f'<a href="{escape(url)}" rel="noopener noreferrer">{escape(shown(text))}</a>')


def short_address(url: str) -> str:
    """Return an address as it is shown where it has no other text."""
    bare = url.split("://", 1)[-1].removeprefix("www.").rstrip("/")
    return bare if len(bare) <= _SHORT else bare[: _SHORT - 1] + "…"
