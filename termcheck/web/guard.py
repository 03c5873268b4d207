"""Who may ask what: host, origin, token and size, before anything else sees a request."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterable
from urllib.parse import parse_qs, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from termcheck.web.assets import PUBLISHED, base
from termcheck.web.credentials import Credentials, TooManyGuesses, address_of
from termcheck.web.settings import ServerSettings

OPEN = (
    "/login",
    "/healthz",
    *(
        f"{base()}/{name}"
        for name in ("base.css", "reading.css", "theme.js", "language.js", "icon.svg", PUBLISHED)
    ),
)
"""What is shown to those who have no token yet."""
LOGIN_BYTES = 1000
"""Largest form with a token."""
KEYED_BYTES = 2_000_000
"""Largest body in which a LanguageTool client's key is looked for."""
FORM_FIELDS = 100
BODY_SECONDS = 20.0
"""Longest time for a request to arrive."""

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
_HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    "cache-control": "no-store",
}


_SHARED = {"vary": "origin", "cross-origin-resource-policy": "cross-origin"}
"""Headers of what pages of named sites may read."""
_PREFIXES = ("/api/", "/v2/")
"""What pages of named sites may ask for."""


class Guard:
    """ASGI middleware that answers what is not allowed, and adds the security headers."""

    def __init__(self, app: ASGIApp, settings: ServerSettings, credentials: Credentials) -> None:
        self.app = app
        self.settings = settings
        self.credentials = credentials

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or hand it on."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        if scope["path"].startswith("//v2/"):
            # LTeX adds `/v2/check` to the address it was given, with a slash at its end or not.
            scope = {**scope, "path": scope["path"][1:]}
        shared = self._shared_with(scope)

        async def secured(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in (_SHARED if shared else {}).items():
                    headers[name] = value
                if shared:
                    headers["access-control-allow-origin"] = shared
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        if shared and scope["method"] == "OPTIONS":
            await self._preflight(scope)(scope, receive, secured)
            return
        refusal = self._refusal(scope, shared)
        late = refusal is not None and refusal.status_code == 401 and _takes_key(scope)
        if refusal is not None and not late:
            await refusal(scope, receive, secured)
            return
        body = await _body(receive, KEYED_BYTES if late else self._limit(scope))
        if isinstance(body, Response):
            await body(scope, receive, secured)
            return
        if late and refusal is not None:
            answer = self._keyed(scope, body, refusal)
            if answer is not None:
                await answer(scope, receive, secured)
                return
        await self.app(scope, _replay(body, receive), secured)

    def _shared_with(self, scope: Scope) -> str:
        """Return the origin that was named as one that may ask, if it asks for the API."""
        origin = Headers(scope=scope).get("origin", "")
        known = origin in self.settings.origins
        return origin if known and scope["path"].startswith(_PREFIXES) else ""

    def _preflight(self, scope: Scope) -> Response:
        """Answer a browser that asks whether it may ask."""
        headers = {
            "access-control-allow-methods": "GET, POST",
            "access-control-allow-headers": "authorization, content-type",
            "access-control-max-age": "600",
        }
        if Headers(scope=scope).get("access-control-request-private-network") == "true":
            headers["access-control-allow-private-network"] = "true"
        return Response(status_code=204, headers=headers)

    def _keyed(self, scope: Scope, body: bytes, refusal: Response) -> Response | None:
        """Return what is answered where the token can only come as LanguageTool's `apiKey`."""
        key = api_key(scope, body)
        try:
            right = bool(key) and self.credentials.is_right(key, address_of(scope))
        except TooManyGuesses as error:
            return too_many(error.seconds)
        return None if right else refusal

    def _refusal(self, scope: Scope, shared: str = "") -> Response | None:
        headers = Headers(scope=scope)
        host = host_of(f"//{headers.get('host', '')}")
        if host not in self.settings.hosts:
            return refused(421, "this server is not called so; see `--allow-host`")
        origin = headers.get("origin")
        site = headers.get("sec-fetch-site", "same-origin")
        # Following a link from elsewhere is fine; sending something from elsewhere is not.
        safe = scope["method"] in ("GET", "HEAD") and headers.get("sec-fetch-mode") == "navigate"
        own = host_of(f"//{headers.get('host', '')}", port=True)
        strange = origin is not None and host_of(origin, port=True) != own
        if not shared and (strange or (site not in ("same-origin", "none") and not safe)):
            return refused(403, "requests from pages of other sites are refused")
        length = headers.get("content-length", "0")
        limit = self._limit(scope)
        if not length.isdecimal() or len(length) > 15 or int(length) > limit:
            return too_large(limit)
        if not self.credentials.needed or scope["path"] in OPEN:
            return None
        try:
            admitted = self.credentials.admits(scope, cookies=not shared)
        except TooManyGuesses as error:
            return too_many(error.seconds)
        if not admitted:
            if scope["method"] == "GET" and "text/html" in headers.get("accept", ""):
                return RedirectResponse("/login", 303)
            answer = refused(401, "send the token: `Authorization: Bearer TOKEN`")
            answer.headers["www-authenticate"] = 'Bearer realm="termcheck"'
            return answer
        return None

    def _limit(self, scope: Scope) -> int:
        """Return how many bytes a request may have: little before anybody has said who they are."""
        if scope["path"] == "/login":
            return min(LOGIN_BYTES, self.settings.max_bytes)
        return self.settings.max_bytes


def _takes_key(scope: Scope) -> bool:
    """Return whether clients of this address may send the token in their own way."""
    return bool(scope["path"].startswith("/v2/"))


def api_key(scope: Scope, body: bytes) -> str:
    """Return the `apiKey` a LanguageTool client sends, empty for none."""
    query = scope.get("query_string", b"").decode("ascii", "replace")
    for text in (query, body.decode("utf-8", "replace")):
        try:
            found = parse_qs(text, max_num_fields=FORM_FIELDS).get("apiKey")
        except ValueError:
            continue
        if found:
            return str(found[0])
    return ""


def host_of(url: str, *, port: bool = False) -> str:
    """Return the lower-case host of an address, with its port if asked for; empty for nonsense."""
    try:
        parts = urlsplit(url)
        number = parts.port
    except ValueError:
        return ""
    host = parts.hostname or ""
    usual = {"http": 80, "https": 443}.get(parts.scheme)
    return f"{host}:{number}" if port and number and number not in (usual, 80, 443) else host


CODES = {
    400: "invalid",
    401: "unknown-caller",
    403: "other-site",
    404: "no-such-page",
    405: "wrong-method",
    408: "too-late",
    413: "too-large",
    421: "wrong-host",
    429: "too-many-guesses",
    500: "failed",
    503: "busy",
}
"""What programs are told of an error, by status, where nothing more is known."""
KINDS = {"ReaderError": "unreadable", "GlossaryError": "glossary", "FactsError": "facts"}
"""What programs are told of errors of termcheck, by class."""


def code_of(error: Exception) -> str:
    """Return what programs are told of an error of termcheck."""
    return KINDS.get(type(error).__name__, CODES[400])


def refused(status: int, message: str, code: str = "") -> Response:
    """Return an error as the API tells it: to people in a sentence, to programs as a code."""
    body = json.dumps({"error": {"code": code or CODES[status], "message": message}})
    return Response(body, status, media_type="application/json")


def too_many(seconds: int) -> Response:
    """Return what somebody is told who tried too many tokens."""
    answer = refused(429, f"too many wrong tokens came from there; try again in {seconds} s")
    answer.headers["retry-after"] = str(seconds)
    return answer


def too_large(limit: int) -> Response:
    """Return what a request is told that is larger than `limit` bytes."""
    size = f"{limit / 1e6:g} MB; split the draft" if limit >= 10_000 else f"{limit:,} bytes"
    return refused(413, f"the request is larger than {size}")


async def _body(receive: Receive, limit: int) -> bytes | Response:
    parts: list[bytes] = []
    size = 0
    try:
        async with asyncio.timeout(BODY_SECONDS):
            while True:
                message = await receive()
                if message["type"] == "http.disconnect":
                    return refused(400, "the request ended early")
                parts.append(message.get("body", b""))
                size += len(parts[-1])
                if size > limit:
                    return too_large(limit)
                if not message.get("more_body"):
                    return b"".join(parts)
    except TimeoutError:
        return refused(408, "the request took too long to arrive")


def _replay(body: bytes, receive: Receive) -> Receive:
    sent: Iterable[Message] = iter([{"type": "http.request", "body": body, "more_body": False}])

    async def again() -> Message:
        for message in sent:
            return message
        return await receive()

    return again
