"""What pages load, style sheets and scripts, under an address that says what is in them.

A browser keeps them for good, as what is changed has another address; what is written in the pages
themselves is never kept.
"""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.resources import files
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

STATIC = Path(__file__).resolve().parent / "static"
PUBLISHED = "published.css"
FOREVER = "private, max-age=31536000, immutable"


@cache
def published() -> str:
    """Return the style sheet of labels, tables and entries."""
    label = files("termcheck.label").joinpath("label.css").read_text("utf-8")
    return label + files("termcheck.publish").joinpath("page.css").read_text("utf-8")


@cache
def base() -> str:
    """Return the address below which everything is."""
    digest = hashlib.sha256(published().encode())
    for file in sorted(STATIC.rglob("*.*")):
        digest.update(file.relative_to(STATIC).as_posix().encode() + b"\0" + file.read_bytes())
    return f"/static/{digest.hexdigest()[:16]}"


@cache
def modules() -> tuple[str, ...]:
    """Return the scripts of the page for drafts, which are asked for at once."""
    return tuple(file.relative_to(STATIC).as_posix() for file in sorted(STATIC.rglob("*.js")))


def routes() -> list[BaseRoute]:
    """Return the routes of all files."""
    return [
        Route(f"{base()}/{PUBLISHED}", _style),
        Mount(base(), _Kept(directory=STATIC)),
    ]


async def _style(_request: Request) -> Response:
    return Response(published(), media_type="text/css", headers={"cache-control": FOREVER})


class _Kept(StaticFiles):
    async def get_response(self, path: str, scope: Scope) -> Response:
        answer = await super().get_response(path, scope)
        answer.headers["cache-control"] = FOREVER
        return answer
