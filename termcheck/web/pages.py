"""Pages to read beside the editor: glossary, labels, comparison, the API."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from html import escape
from importlib.resources import files
from typing import Any
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from termcheck import TermcheckError
from termcheck.web import work
from termcheck.web.api import ENDPOINTS, Endpoint
from termcheck.web.params import NAME, TEXT_PARAM
from termcheck.web.workers import Busy, TooSlow, Workers

MAX_COMPARED = 6
"""More subjects than this fit into no window."""
_LINKS = {"/": "Check a draft", "/glossary": "Glossary", "/labels": "Labels", "/compare": "Compare"}


class Pages:
    """What is read beside the editor; the content comes from worker processes."""

    def __init__(self, workers: Workers) -> None:
        self.workers = workers

    def routes(self) -> list[Route]:
        """Return the routes of all pages."""
        return [
            Route("/glossary", self.glossary),
            Route("/labels", self.labels),
            Route("/labels/{subject:path}", self.label),
            Route("/compare", self.compare),
            Route("/api", self.api),
            Route("/published.css", self.css),
        ]

    async def glossary(self, request: Request) -> Response:
        """Show the terms of the glossary, all or those that some words are about."""
        wanted = request.query_params.get("q", "").strip()[:200]
        made = await self._made(work.glossary)
        if isinstance(made, Response):
            return made
        known = json.loads(made)
        words = wanted.lower().split()
        terms = [
            one
            for one in sorted(known["terms"], key=lambda term: term["term"].lower())
            if all(word in " ".join((*one["forms"], one["meaning"])).lower() for word in words)
        ]
        ids = tuple(one["id"] for one in terms) if words else ()
        drawn = await self._made(work.words, ids) if terms else ""
        if isinstance(drawn, Response):
            return drawn
        items = "".join(
            f'<li><a href="#{escape(one["id"])}">{escape(one["term"])}</a></li>' for one in terms
        )
        about = " · ".join(
            escape(told)
            for told in (
                f"Version {known['version']}" if known["version"] else "",
                f"decided by {known['owner']}" if known["owner"] else "",
            )
            if told
        )
        body = (
            f'<p class="lead">{about}</p>'
            '<form class="find" role="search" action="/glossary"><label for="q">A word, as it is '
            'written or meant</label><input id="q" name="q" type="search" autocomplete="off" '
            f'value="{escape(wanted)}"><button>Find</button></form>'
            f'<p role="status">{len(terms)} of {len(known["terms"])} terms</p>'
            f'<nav class="index" aria-label="Terms"><ul>{items}</ul>'
            f'</nav><div class="entries">{drawn}</div>'
        )
        return page(request, known["title"] or "Glossary", body)

    async def labels(self, request: Request) -> Response:
        """List what there is a label of, by a word of its name."""
        wanted = request.query_params.get("q", "").strip()
        made = await self._made(work.subjects)
        if isinstance(made, Response):
            return made
        known = json.loads(made)
        words = wanted.lower().split()
        found = [one for one in known if all(word in " ".join(one).lower() for word in words)]
        rows = "".join(
            f'<li><a href="/labels/{quote(name)}">{escape(shown)}</a> '
            f"<small>{escape(', '.join(part for part in (kind, producer) if part))}</small></li>"
            for name, shown, producer, kind in found
        )
        body = (
            '<p class="lead">What each is made of, who can get it, and what it may be called.</p>'
            '<form class="find" role="search" action="/labels"><label for="q">Name or maker</label>'
            f'<input id="q" name="q" type="search" value="{escape(wanted)}" autocomplete="off">'
            "<button>Find</button></form>"
            f'<p role="status">{len(found)} of {len(known)}</p><ul class="subjects">{rows}</ul>'
        )
        return page(request, "Labels", body)

    async def label(self, request: Request) -> Response:
        """Show one label."""
        name = request.path_params["subject"]
        made = await self._made(work.label, name, "fragment")
        if isinstance(made, Response):
            return made
        other = f'<p><a href="/compare?subject={quote(name)}">Compare it with others</a></p>'
        return page(request, "Label", f"{made}{other}", title_hidden=True)

    async def compare(self, request: Request) -> Response:
        """Show who meets which definition."""
        asked = [
            name.strip()
            for one in request.query_params.getlist("subject")
            for name in one.split(",")
            if name.strip()
        ]
        subjects = list(dict.fromkeys(asked))[:MAX_COMPARED]
        made = await self._made(work.subjects)
        if isinstance(made, Response):
            return made
        names = "".join(f'<option value="{escape(one[1])}">' for one in json.loads(made))
        fields = "".join(
            f'<input name="subject" value="{escape(one)}" aria-label="Name {number}" list="names" '
            'placeholder="Its name" autocomplete="off">'
            for number, one in enumerate([*subjects, ""][:MAX_COMPARED], 1)
        )
        form = (
            f'<form class="find" action="/compare">{fields}<button>Compare</button></form>'
            f'<datalist id="names">{names}</datalist>'
        )
        if not subjects:
            lead = '<p class="lead">Who meets which definition, side by side.</p>'
            return page(request, "Compare", form + lead)
        drawn = await self._made(work.compare, subjects, (), "html")
        if isinstance(drawn, Problem):
            return page(request, "Compare", f"{form}{drawn.told}", status=404)
        if isinstance(drawn, Response):
            return drawn
        table = (
            '<div class="termcheck-scroll" role="region" tabindex="0" '
            f'aria-label="Comparison">{drawn}</div>'
        )
        return page(request, "Compare", form + table)

    async def api(self, request: Request) -> Response:
        """Document the API for people."""
        parts = "".join(_documented(one) for one in ENDPOINTS)
        body = (
            '<p class="lead">For content systems. The same as a document for programs: '
            f'<a href="/api/openapi.json">openapi.json</a>.</p>{parts}'
        )
        return page(request, "API", body)

    async def css(self, _request: Request) -> Response:
        """Return the style sheet of labels, tables and entries."""
        read = files("termcheck.publish").joinpath
        label = files("termcheck.label").joinpath("label.css").read_text("utf-8")
        return Response(label + read("page.css").read_text("utf-8"), media_type="text/css")

    async def _made(self, function: Callable[..., str], *values: object) -> str | Response:
        try:
            return await self.workers.run(function, *values)
        except TermcheckError as error:
            return Problem(f'<p class="problem" role="alert">{_prose(str(error))}</p>')
        except (Busy, TooSlow):
            told = "There is too much to do at the moment. Try again soon."
            return frame("Busy", f'<p class="problem">{told}</p>', "", status=503)


class Problem(HTMLResponse):
    """A page that says that something is not there."""

    def __init__(self, told: str) -> None:
        made = frame("Not found", told, "", status=404)
        super().__init__(made.body, 404)
        self.told = told
        """The problem as HTML, to stand in another page."""


def page(
    request: Request, title: str, body: str, *, status: int = 200, title_hidden: bool = False
) -> Response:
    """Return a page with the frame that all have."""
    return frame(title, body, request.url.path, status=status, title_hidden=title_hidden)


def frame(
    title: str, body: str, path: str, *, status: int = 200, title_hidden: bool = False
) -> Response:
    """Return a page; `path` says which link of the navigation leads here."""
    links = "".join(
        f'<a href="{link}"{_current(link, path)}>{escape(name)}</a>'
        for link, name in _LINKS.items()
    )
    hidden = ' class="unseen"' if title_hidden else ""
    return HTMLResponse(
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        f"<title>{escape(title)} · termcheck</title>\n"
        '<link rel="icon" href="/static/icon.svg">\n'
        '<link rel="stylesheet" href="/static/base.css">\n'
        '<link rel="stylesheet" href="/static/reading.css">\n'
        '<link rel="stylesheet" href="/published.css">\n'
        '<script type="module" src="/static/theme.js"></script>\n'
        '</head>\n<body class="reading">\n<a class="skip" href="#main">Skip to the text</a>\n'
        f'<header class="bar"><a class="brand" href="/">termcheck</a>'
        f'<nav aria-label="Pages">{links}</nav></header>\n'
        f'<main id="main" tabindex="-1">\n<h1{hidden}>{escape(title)}</h1>\n{body}\n</main>\n'
        "</body>\n</html>\n",
        status,
    )


def _current(link: str, path: str) -> str:
    here = path == link or (link != "/" and path.startswith(link))
    return ' aria-current="page"' if here else ""


def _documented(one: Endpoint) -> str:
    params = ((TEXT_PARAM, NAME) if one.draft else ()) + one.params
    must = " <strong>Required.</strong>"
    rows = "".join(
        f"<tr><th scope='row'><code>{param.name}</code></th><td>{_type(param.schema)}</td>"
        f"<td>{_prose(param.about)}{must if param.required else ''}</td></tr>"
        for param in params
    )
    table = (
        "<table><thead><tr><th scope='col'>Key</th><th scope='col'>Type</th>"
        f"<th scope='col'>Meaning</th></tr></thead><tbody>{rows}</tbody></table>"
    )
    return (
        f'<section class="endpoint"><h2>{escape(one.summary)}</h2>'
        f"<p><code>{one.method} {one.path}</code></p><p>{_prose(one.about)}</p>"
        f"{table if params else ''}</section>"
    )


def _type(schema: Mapping[str, Any]) -> str:
    if "enum" in schema:
        return " or ".join(f"<code>{escape(value)}</code>" for value in schema["enum"])
    if "items" in schema and "properties" in schema["items"]:
        return "list of objects"
    return {"string": "text", "boolean": "true or false", "array": "list of texts"}[schema["type"]]


def _prose(text: str) -> str:
    parts = escape(text).split("`")
    return "".join(f"<code>{one}</code>" if at % 2 else one for at, one in enumerate(parts))
