"""Where a server listens, and whom it answers: options of the commands that start one."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import click


@dataclass(frozen=True, slots=True)
class Listener:
    """Where a server listens, and whom it answers."""

    host: str
    port: int
    """0 for any that is free."""
    names: tuple[str, ...]
    """Other names the server is asked by."""
    token: str
    """What callers have to know, empty for nothing."""


_HOST = click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
_NAMES = click.option(
    "--allow-host",
    multiple=True,
    metavar="NAME",
    help="Another name the server is asked by, such as that of a reverse proxy.",
)
_TOKEN = click.option(
    "--token",
    envvar="TERMCHECK_TOKEN",
    default="",
    metavar="TOKEN",
    help="What callers have to know; better set TERMCHECK_TOKEN, which no process list shows.",
)


def listening(port: int) -> Callable[[Callable[..., int]], Callable[..., int]]:
    """Return what gives a command an `address`, made of options; `port` is the usual one."""
    usual = click.option(
        "--port",
        default=port,
        show_default=True,
        type=click.IntRange(0, 65535),
        help="0 for any that is free.",
    )

    def add(command: Callable[..., int]) -> Callable[..., int]:
        @functools.wraps(command)
        def with_address(
            *, host: str, port: int, allow_host: tuple[str, ...], token: str, **given: Any
        ) -> int:
            return command(address=Listener(host, port, allow_host, token), **given)

        return _HOST(usual(_NAMES(_TOKEN(with_address))))

    return add
