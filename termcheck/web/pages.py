"""Pages to read beside the editor: glossary, labels, comparison, the API."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any
from urllib.parse import unquote

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from termcheck import TermcheckError
from termcheck.core.html import filled
from termcheck.web import assets, work
from termcheck.web.api import ENDPOINTS
from termcheck.web.language import Language, language_of, languages
from termcheck.web.params import NAME, TEXT_PARAM
from termcheck.web.workers import Busy, TooSlow, Workers

GLOSSARY = "termcheck-glossary"
DEFINITION = "termcheck-definition"
"""Cookies that remember what somebody chose to hold drafts to."""
MAX_COMPARED = 6
"""More subjects than this fit into no window."""
_TYPES = {"string": "text", "boolean": "true or false", "array": "list of texts"}


def _links(language: Language) -> dict[str, str]:
    gettext = language.gettext
    return {
        "/": gettext("Check a draft"),
        "/glossary": gettext("Glossary"),
        "/labels": gettext("Labels"),
        "/compare": gettext("Compare"),
    }


class NotShown(Exception):
    """What a page was to show is not there: the message, in a few words why; or not now."""

    def __init__(self, told: str, status: int = 404) -> None:
        super().__init__(told)
        self.status = status


class Pages:
    """What is read beside the editor; the content comes from worker processes."""

    def __init__(self, workers: Workers) -> None:
        self.workers = workers

    def routes(self) -> list[Route]:
        """Return the routes of all pages."""
        return [
            Route("/", self.editor),
            Route("/glossary", _or_told(self.glossary)),
            Route("/labels", _or_told(self.labels)),
            Route("/labels/{subject:path}", _or_told(self.label)),
            Route("/compare", _or_told(self.compare)),
            Route("/api", self.api),
        ]

    async def editor(self, request: Request) -> Response:
        """Show the page for drafts."""
        return _shown("editor", language_of(request), modules=assets.modules())

    async def glossary(self, request: Request) -> Response:
        """Show the terms of the glossary, all or those that some words are about."""
        wanted = request.query_params.get("q", "").strip()[:200]
        known = json.loads(await self._made(request, work.glossary))
        words = wanted.lower().split()
        terms = [
            term
            for term in sorted(known["terms"], key=lambda term: term["term"].lower())
            if all(word in " ".join((*term["forms"], term["meaning"])).lower() for word in words)
        ]
        ids = tuple(term["id"] for term in terms) if words else ()
        gettext = language_of(request).gettext
        version = gettext("Version {version}", version=known["version"]) if known["version"] else ""
        owner = gettext("decided by {owner}", owner=known["owner"]) if known["owner"] else ""
        return page(
            request,
            "glossary",
            known["title"] or gettext("Glossary"),
            about=[told for told in (version, owner) if told],
            wanted=wanted,
            spoken=known["language"],
            terms=terms,
            known=len(known["terms"]),
            entries=await self._made(request, work.words, ids) if terms else "",
        )

    async def labels(self, request: Request) -> Response:
        """List what there is a label of, by a word of its name."""
        wanted = request.query_params.get("q", "").strip()
        known = json.loads(await self._made(request, work.subjects))
        words = wanted.lower().split()
        found = [row for row in known if all(word in " ".join(row).lower() for word in words)]
        title = language_of(request).gettext("Labels")
        return page(request, "labels", title, wanted=wanted, found=found, known=len(known))

    async def label(self, request: Request) -> Response:
        """Show one label."""
        name = request.path_params["subject"]
        problem = await self._unrecorded(request, [name])
        if problem:
            raise NotShown(problem)
        label = await self._made(request, work.label, name, "fragment")
        title = language_of(request).gettext("Label")
        return page(request, "label", title, id=name, label=label)

    async def compare(self, request: Request) -> Response:
        """Show who meets which definition."""
        asked = [
            name.strip()
            for names in request.query_params.getlist("subject")
            for name in names.split(",")
            if name.strip()
        ]
        subjects = list(dict.fromkeys(asked))[:MAX_COMPARED]
        known = json.loads(await self._made(request, work.subjects))
        table = ""
        problem = await self._unrecorded(request, subjects)
        if subjects and not problem:
            table = await self._made(request, work.compare, subjects, (), "html")
        fields = [*subjects, ""][:MAX_COMPARED]
        status = 404 if problem else 200
        return page(
            request, "compare", language_of(request).gettext("Compare"), status,
            fields=fields, known=known, problem=problem, table=table,
        )  # fmt: skip

    async def api(self, request: Request) -> Response:
        """Document the API for people."""
        endpoints = [
            (endpoint, ((TEXT_PARAM, NAME) if endpoint.draft else ()) + endpoint.params)
            for endpoint in ENDPOINTS
        ]
        return page(request, "api", "API", endpoints=endpoints, type=_type)

    async def _unrecorded(self, request: Request, names: Sequence[str]) -> str:
        """Return which names nobody recorded, in sentences; empty if all are."""
        gettext = language_of(request).gettext
        told = []
        for name, near in json.loads(await self._made(request, work.unrecorded, names)):
            told.append(gettext("Nothing is recorded about “{name}”.", name=name))
            told += [gettext("Did you mean “{name}”?", name=near)] if near else []
        return " ".join(told)

    async def _made(self, request: Request, function: Callable[..., str], *values: object) -> str:
        """Return what a process makes, by what the reader chose. Raises `NotShown`."""
        chosen = (unquote(request.cookies.get(name, "")) for name in (GLOSSARY, DEFINITION))
        try:
            held = self.workers.held.choosing_known(*chosen)
            return await self.workers.run(function, *values, held=held)
        except TermcheckError as error:
            raise NotShown(str(error)) from None
        except (Busy, TooSlow):
            raise NotShown("", 503) from None


def page(request: Request, template: str, title: str, status: int = 200, **values: Any) -> Response:
    """Return a page from a template, with the frame that all have."""
    language = language_of(request)
    values |= {"title": title, "path": request.url.path, "links": _links(language)}
    return _shown(template, language, status, **values)


def _shown(template: str, language: Language, status: int = 200, **values: Any) -> Response:
    html = filled(
        f"web/{template}",
        static=assets.base(),
        languages=list(languages().values()),
        **language.for_templates(),
        **values,
    )
    headers = {"content-language": language.tag, "vary": "accept-language, cookie"}
    return HTMLResponse(f"{html}\n", status, headers)


def _or_told(
    show: Callable[[Request], Awaitable[Response]],
) -> Callable[[Request], Awaitable[Response]]:
    """Return how a page is shown, or why it is not."""

    async def shown(request: Request) -> Response:
        try:
            return await show(request)
        except NotShown as error:
            gettext = language_of(request).gettext
            if error.status == 404:
                return page(request, "problem", gettext("Not found"), 404, told=str(error))
            told = gettext("There is too much to do at the moment. Try again soon.")
            return page(request, "problem", gettext("Busy"), error.status, told=told)

    return shown


def _type(schema: Mapping[str, Any]) -> str:
    """Return in words what kind of value a parameter is, one that is none of a few."""
    if "items" in schema and "properties" in schema["items"]:
        return "list of objects"
    return _TYPES[schema["type"]]
