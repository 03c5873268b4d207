"""The addresses of LanguageTool's HTTP API, and how its clients ask."""

from __future__ import annotations

import json
import re
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from termcheck import TermcheckError, UsageError
from termcheck.web import languagetool
from termcheck.web.params import MAX_FIELDS
from termcheck.web.workers import Busy, TooSlow, Workers

PREFIX = "/v2"
MOST = 200_000
"""Characters a text should have at most, as `/v2/maxtextlength` says."""


_BARE = re.compile(r"text=(?P<text>.*)&(?P<rest>language=[\w-]+(?:&username=.*?&apiKey=.*)?)", re.S)
"""What LibreOffice 7.4 sends: a form whose text is not escaped, as no space in a form can be."""


class LanguageTool:
    """What is answered under `/v2`: errors are plain text, as its clients expect."""

    def __init__(self, workers: Workers, url: str) -> None:
        """Take the workers, and the address of a LanguageTool server to ask too, or nothing."""
        self.workers = workers
        self.url = url

    def routes(self) -> list[Route]:
        """Return the routes."""
        return [
            Route(f"{PREFIX}/check", self.check, methods=["GET", "POST"]),
            Route(f"{PREFIX}/languages", self.languages),
            Route(f"{PREFIX}/info", self.info),
            Route(f"{PREFIX}/maxtextlength", self.longest),
            Route(f"{PREFIX}/healthcheck", self.health),
            Route(f"{PREFIX}/words", self.words),
            Route(f"{PREFIX}/words/add", self.decided, methods=["POST"]),
            Route(f"{PREFIX}/words/delete", self.decided, methods=["POST"]),
        ]

    async def check(self, request: Request) -> Response:
        """Check a text."""
        seconds = max(1.0, self.workers.settings.seconds / 2)
        try:
            said = await _said(request)
            made = await self.workers.run(languagetool.check, said, self.url, seconds)
        except UsageError as error:
            return _error(400, str(error))
        except TermcheckError as error:
            return _error(500, str(error))
        except Busy:
            return _error(503, "too many texts are being checked; try again in a moment")
        except TooSlow:
            return _error(503, "checking took too long; check the text in parts")
        return Response(made, media_type="application/json")

    async def languages(self, _request: Request) -> Response:
        """List the languages that may be asked for."""
        return JSONResponse(languagetool.languages())

    async def info(self, _request: Request) -> Response:
        """Say who answers."""
        return JSONResponse({"software": languagetool.software()})

    async def longest(self, _request: Request) -> Response:
        """Say how long a text may be."""
        return PlainTextResponse(str(min(MOST, self.workers.settings.max_bytes)))

    async def health(self, _request: Request) -> Response:
        """Say that all is well."""
        return PlainTextResponse("OK")

    async def words(self, request: Request) -> Response:
        """List the words the glossary approves."""
        try:
            found = json.loads(await self.workers.run(languagetool.words))["words"]
        except (Busy, TooSlow):
            return _error(503, "too much to do; try again in a moment")
        except TermcheckError as error:
            return _error(500, str(error))
        query = request.query_params
        start = int(query["offset"]) if query.get("offset", "").isdecimal() else 0
        many = int(query["limit"]) if query.get("limit", "").isdecimal() else 10
        return JSONResponse({"words": found[start : start + many]})

    async def decided(self, _request: Request) -> Response:
        """Refuse to change words: the glossary's owner decides them."""
        return _error(403, "words are decided in the glossary; ask its owner for a change")


async def _said(request: Request) -> dict[str, str]:
    """Return what a client said, in its body and in the query. Raises `UsageError`."""
    body = (await request.body()).decode("utf-8", "replace")
    bare = _BARE.fullmatch(body) if " " in body else None
    if bare is not None:
        return {"text": bare["text"], **dict(parse_qsl(bare["rest"], max_num_fields=MAX_FIELDS))}
    try:
        query = parse_qsl(request.url.query, keep_blank_values=True, max_num_fields=MAX_FIELDS)
        form = parse_qsl(body, keep_blank_values=True, max_num_fields=MAX_FIELDS)
    except ValueError:
        raise UsageError(f"a form of more than {MAX_FIELDS} fields") from None
    return dict([*query, *form])


def _error(status: int, message: str) -> Response:
    answer = PlainTextResponse(f"Error: {message}", status)
    if status == 503:
        answer.headers["retry-after"] = "5"
    return answer
