"""How a server is set up."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from termcheck import Config, UsageError

_ORIGIN = re.compile(r"[a-z][a-z0-9+.-]*://[A-Za-z0-9_.\[\]-]+(?::[0-9]{1,5})?")
TOKEN = 16
"""The fewest characters of a token."""
LOCAL = ("localhost", "127.0.0.1", "::1")
"""Names a machine calls itself by."""


@dataclass(frozen=True, slots=True)
class ServerSettings:
    """What one server checks with, whom it answers, and its limits."""

    config: Config = field(default_factory=Config)
    hosts: tuple[str, ...] = LOCAL
    """Names, without port, that requests may ask for: any other is refused (DNS rebinding)."""
    token: str = ""
    """What callers have to know, empty for nothing. Required of a server for others.

    Of at least `TOKEN` characters; raises `UsageError` for a shorter one.
    """
    max_bytes: int = 10_000_000
    """Largest request body (bytes)."""
    seconds: float = 30.0
    """Longest time for one answer; after it the process that works on it is ended."""
    workers: int = 2
    """Most processes that work at the same time; each is started when it is needed."""
    waiting: int = 128
    """Requests that may wait for a process; more are told to come back. As many as there may be
    connections, so that who is let in is answered when the time is enough."""

    origins: tuple[str, ...] = ()
    """Sites and add-ons whose pages may ask the API, as browsers name them: `https://example.org`,
    `moz-extension://…`. Raises `UsageError` for what is none. They are not signed in by a cookie:
    where there is a token, they send it."""
    definitions: tuple[str, ...] = ()
    """Ids of the definitions that readers may choose among; the glossary means the first."""
    sites: tuple[str, ...] = ()
    """Hosts whose published pages writers may have fetched, none when empty."""
    private_sites: bool = False
    """Whether these may be in the local network."""
    languagetool: str = ""
    """Address of a LanguageTool server whose matches `/v2/check` adds, empty for none."""

    def __post_init__(self) -> None:
        for origin in self.origins:
            if not _ORIGIN.fullmatch(origin):
                raise UsageError(
                    f"`{origin}` is no origin; write it as browsers do: `https://example.org`, "
                    "`moz-extension://…`"
                )
        if self.token and len(self.token) < TOKEN:
            raise UsageError(
                f"a token of {len(self.token)} characters can be guessed; make one of at least "
                f"{TOKEN}: python3 -c 'import secrets; print(secrets.token_urlsafe(32))'"
            )
