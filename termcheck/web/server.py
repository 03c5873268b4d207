"""Running the application: a socket, uvicorn, and nothing about drafts in any log."""

from __future__ import annotations

import asyncio
import socket
import sys
from collections.abc import Callable

import uvicorn
from starlette.types import ASGIApp
from uvicorn.protocols.http.h11_impl import H11Protocol

from termcheck import UsageError
from termcheck.web.app import create_app
from termcheck.web.settings import LOCAL, ServerSettings

CONNECTIONS = 128
"""How many may be connected at the same time; more are told to come back."""
HEADER_SECONDS = 10.0
"""Longest time for the headers of a request to arrive, from the connection or their first byte."""


class HeadersInTime(H11Protocol):
    """Closes a connection whose headers do not arrive, which uvicorn would keep for ever."""

    _waiting: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for the first request."""
        super().connection_made(transport)
        self._wait()

    def data_received(self, data: bytes) -> None:
        """Take bytes: of headers that are not whole yet, or of anything else."""
        super().data_received(data)
        if self.cycle is None or self.cycle.response_complete:
            self._wait()
        else:
            self._stop()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait no longer."""
        self._stop()
        super().connection_lost(exc)

    def _wait(self) -> None:
        if self._waiting is None:
            self._waiting = self.loop.call_later(HEADER_SECONDS, self._give_up)

    def _stop(self) -> None:
        if self._waiting is not None:
            self._waiting.cancel()
            self._waiting = None

    def _give_up(self) -> None:
        self._waiting = None
        if not self.transport.is_closing():
            self.transport.write(_TOO_SLOW)
            self.transport.close()


_TOO_SLOW = b"HTTP/1.1 408 Request Timeout\r\nconnection: close\r\ncontent-length: 0\r\n\r\n"


def serve(
    settings: ServerSettings, host: str, port: int, ready: Callable[[str], None] = lambda _: None
) -> None:
    """Serve until interrupted; `ready` is told the address. Port 0 takes any that is free.

    Raises `UsageError` if the port is taken, or for an address others reach without a token.
    """
    run(create_app(settings), settings, host, port, ready)


def run(
    app: ASGIApp,
    settings: ServerSettings,
    host: str,
    port: int,
    ready: Callable[[str], None] = lambda _: None,
) -> None:
    """Run an application that keeps to `settings`, see `serve`."""
    if host not in LOCAL and not settings.token:
        raise UsageError(
            f"`--host {host}` lets others in, so it needs a token; set TERMCHECK_TOKEN"
        )
    listener = _listen(host, port)
    shown = f"[{host}]" if ":" in host else host
    server = uvicorn.Server(
        uvicorn.Config(
            app,
            log_level="warning",
            access_log=False,
            server_header=False,
            # Who asks is nobody's business here, and headers about it can be forged.
            proxy_headers=False,
            limit_concurrency=CONNECTIONS,
            http=HeadersInTime,
            timeout_keep_alive=15,
            timeout_graceful_shutdown=3,
        )
    )
    ready(f"http://{shown}:{listener.getsockname()[1]}/")
    try:
        server.run(sockets=[listener])
    except KeyboardInterrupt:
        return
    finally:
        listener.close()


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    if sys.platform != "win32":
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError as error:
        listener.close()
        hint = "; choose another with `--port`, or 0 for any" if port else ""
        raise UsageError(f"cannot listen on {host}:{port}: {error.strerror}{hint}") from None
    listener.listen(64)
    return listener
