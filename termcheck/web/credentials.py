"""Who knows the token: callers that send it, browsers that signed in, and those that guess."""

from __future__ import annotations

import hashlib
import hmac
import os
import time
from collections.abc import Callable

from starlette.datastructures import Headers
from starlette.requests import cookie_parser
from starlette.types import Scope

COOKIE = "termcheck"
"""Name of the cookie of those who signed in with the token."""
LASTS = 7 * 86_400
"""Seconds after which somebody has to sign in again."""
GUESSES = 10
"""Different wrong tokens from one address within `PAUSE`, after which none is looked at."""
PAUSE = 60.0
"""Seconds."""
_ADDRESSES = 1_000
_ENDED = 100_000


class TooManyGuesses(Exception):
    """No token from this address is looked at for now; `seconds` says how long."""

    def __init__(self, seconds: int) -> None:
        super().__init__(seconds)
        self.seconds = seconds


class Credentials:
    """The token of a server, the sessions of those who signed in with it, and wrong guesses."""

    def __init__(self, token: str, now: Callable[[], float] = time.time) -> None:
        """Take the token, empty for none, and a clock (seconds since the epoch)."""
        self._token = token
        self._now = now
        self._key = os.urandom(32)
        """Wrong tokens are remembered by what cannot be turned back."""
        self._wrong: dict[str, dict[bytes, float]] = {}
        self._ended: dict[str, float] = {}

    @property
    def needed(self) -> bool:
        """Whether callers have to know a token."""
        return bool(self._token)

    def admits(self, scope: Scope, *, cookies: bool = True) -> bool:
        """Return whether a request comes from somebody who knows the token.

        `cookies` do not count where the page of another site asks. Raises `TooManyGuesses`, for
        callers that send one.
        """
        headers = Headers(scope=scope)
        if cookies and self.signed_in(headers):
            return True
        scheme, _, value = headers.get("authorization", "").partition(" ")
        return scheme.lower() == "bearer" and self.is_right(value.strip(), address_of(scope))

    def is_right(self, token: str, address: str) -> bool:
        """Return whether a token is the right one, and remember a wrong one.

        Raises `TooManyGuesses` if too many others came from this address.
        """
        now = self._now()
        recent = {
            digest: at for digest, at in self._wrong.get(address, {}).items() if at > now - PAUSE
        }
        if len(recent) >= GUESSES:
            raise TooManyGuesses(max(1, round(min(recent.values()) + PAUSE - now)))
        if same(token, self._token):
            return True
        # The same wrong token again and again is no guess: an old one, in a program.
        told = hmac.new(self._key, token.encode("utf-8", "replace"), hashlib.sha256).digest()
        recent[told] = now
        self._wrong.pop(address, None)
        self._wrong[address] = recent
        while len(self._wrong) > _ADDRESSES:
            del self._wrong[next(iter(self._wrong))]
        return False

    def sign_in(self) -> str:
        """Return the cookie of somebody who knows the token, from which it cannot be told."""
        told = f"{int(self._now()) + LASTS}.{os.urandom(16).hex()}"
        return f"{told}.{self._signature(told)}"

    def signed_in(self, headers: Headers) -> bool:
        """Return whether a request has the cookie of somebody who signed in and not out again."""
        cookie = cookie_parser(headers.get("cookie", "")).get(COOKIE, "")
        told, _, signature = cookie.rpartition(".")
        if not told or not same(signature, self._signature(told)):
            return False
        return int(told.partition(".")[0]) > self._now() and told not in self._ended

    def sign_out(self, headers: Headers) -> None:
        """Let the cookie of a request count no more."""
        if not self.signed_in(headers):
            return
        now = self._now()
        told = cookie_parser(headers.get("cookie", ""))[COOKIE].rpartition(".")[0]
        self._ended = {session: until for session, until in self._ended.items() if until > now}
        self._ended[told] = float(told.partition(".")[0])
        while len(self._ended) > _ENDED:
            del self._ended[next(iter(self._ended))]

    def _signature(self, told: str) -> str:
        text = f"termcheck session {told}"
        return hmac.new(self._token.encode(), text.encode(), hashlib.sha256).hexdigest()


def address_of(scope: Scope) -> str:
    """Return the address a request comes from; behind a proxy, that of the proxy."""
    client = scope.get("client")
    return str(client[0]) if client else ""


def same(given: str, other: str) -> bool:
    """Return whether two secrets are the same, in a time that does not tell where they differ."""
    return hmac.compare_digest(*(text.encode("utf-8", "replace") for text in (given, other)))
