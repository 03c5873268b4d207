"""Running the application: a socket, uvicorn, and nothing about drafts in any log."""

from __future__ import annotations

import socket
import sys
from collections.abc import Callable

import uvicorn

from termcheck import UsageError
from termcheck.web.app import create_app
from termcheck.web.settings import LOCAL, Settings


def serve(
    settings: Settings, host: str, port: int, ready: Callable[[str], None] = lambda _: None
) -> None:
    """Serve until interrupted; `ready` is told the address. Port 0 takes any that is free.

    Raises `UsageError` if the port is taken, or for an address others reach without a token.
    """
    if host not in LOCAL and not settings.token:
        raise UsageError(
            f"`--host {host}` lets others in, so it needs a token; set TERMCHECK_TOKEN"
        )
    listener = _listen(host, port)
    shown = f"[{host}]" if ":" in host else host
    server = uvicorn.Server(
        uvicorn.Config(
            create_app(settings),
            log_level="warning",
            access_log=False,
            server_header=False,
            # Who asks is nobody's business here, and headers about it can be forged.
            proxy_headers=False,
            limit_concurrency=128,
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
