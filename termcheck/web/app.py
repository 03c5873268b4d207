"""The ASGI application: routes to pages, files and the API."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Awaitable, Callable

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from termcheck import TermcheckError
from termcheck.web import assets, work
from termcheck.web.api import ENDPOINTS, JSON, Endpoint
from termcheck.web.credentials import Credentials
from termcheck.web.guard import Guard, code_of, refused
from termcheck.web.languagetool_api import LanguageTool
from termcheck.web.login import Login
from termcheck.web.openapi import openapi
from termcheck.web.pages import Pages
from termcheck.web.params import read_draft, read_object, read_query
from termcheck.web.settings import ServerSettings
from termcheck.web.workers import Busy, TooSlow, Workers

DRAWN = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox"
"""Policy for what the API draws: it is to look at, and nothing in it runs."""
_log = logging.getLogger("uvicorn.error")
Answering = Callable[[Request], Awaitable[Response]]


def create_app(settings: ServerSettings) -> Starlette:
    """Return the application; any ASGI server can run it."""
    workers = Workers(settings)
    credentials = Credentials(settings.token)

    @contextlib.asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        warming = asyncio.create_task(_warm(workers))
        yield
        warming.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await warming

    return Starlette(
        routes=[
            Route("/healthz", _healthy),
            Route("/api/openapi.json", _document),
            *(
                Route(endpoint.path, _endpoint(endpoint, workers), methods=[endpoint.method])
                for endpoint in ENDPOINTS
            ),
            *LanguageTool(workers, settings.languagetool).routes(),
            *Pages(workers).routes(),
            *Login(credentials).routes(),
            *assets.routes(),
        ],
        middleware=[Middleware(Guard, settings=settings, credentials=credentials)],
        exception_handlers={404: _no_such, 405: _no_such},
        lifespan=lifespan,
    )


async def _warm(workers: Workers) -> None:
    # What is wrong with a glossary is told to whoever asks for it.
    with contextlib.suppress(Busy, TooSlow, TermcheckError):
        await workers.run(work.warm)


async def _healthy(_request: Request) -> Response:
    return PlainTextResponse("ok\n")


async def _document(_request: Request) -> Response:
    return JSONResponse(openapi())


def _endpoint(endpoint: Endpoint, workers: Workers) -> Answering:
    read = (
        read_draft if endpoint.draft else read_object if endpoint.method == "POST" else read_query
    )

    async def answer(request: Request) -> Response:
        try:
            said = await read(request, endpoint.params)
            media = endpoint.media_of(said)
            chosen = {param.name: said.pop(param.name) for param in endpoint.choices}
            held = workers.held.choosing(**chosen)
            text = await workers.run(endpoint.work, *said.values(), held=held)
        except TermcheckError as error:
            return refused(400, str(error), code_of(error))
        except Busy:
            return _later("too many drafts are being checked; try again in a moment", "busy")
        except TooSlow:
            return _later("the draft takes too long; check it in parts", "too-slow")
        except Exception as error:
            # Its message and traceback may hold words of the draft: neither is told nor logged.
            _log.error("%s failed with %s", endpoint.path, type(error).__name__)
            return refused(500, "sorry, termcheck failed; please report it")
        headers = {} if media == JSON else {"content-security-policy": DRAWN}
        return Response(text, media_type=media, headers=headers)

    return answer


def _later(message: str, code: str) -> Response:
    answer = refused(503, message, code)
    answer.headers["retry-after"] = "5"
    return answer


async def _no_such(request: Request, error: Exception) -> Response:
    status = getattr(error, "status_code", 404)
    told = "no such page" if status == 404 else f"`{request.method}` is not for this address"
    return refused(status, told)
