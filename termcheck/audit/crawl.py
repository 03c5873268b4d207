"""Pages of a site, politely: those of a sitemap or single ones, never what `robots.txt` keeps.

Nothing is fetched unless its address was given. Requests go to one host, one after the other, with
a pause between; what is fetched is bounded in number, bytes and time, and kept beside the tables,
so that a page is not asked for again within a day, and later only whether it changed.
"""

from __future__ import annotations

import contextlib
import datetime
import html
import http.client
import ipaddress
import json
import os
import re
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from pathlib import Path
from urllib.parse import SplitResult, quote, unquote, urldefrag, urljoin, urlsplit
from urllib.robotparser import RobotFileParser

from termcheck._version import __version__
from termcheck.audit.inputs import Input, Limits
from termcheck.audit.page import main_content
from termcheck.core.errors import UsageError
from termcheck.core.writing import write_new
from termcheck.readers import BY_ENDING, ending_of

AGENT = f"termcheck/{__version__}"
_FRESH = 24 * 3600
"""Seconds for which a page is taken from what was kept, without asking."""
_REDIRECTS = 5
_SITEMAPS = 200
"""Sitemaps that one sitemap may lead to."""
_SITEMAP_BYTES = 50_000_000
"""As the protocol of sitemaps has it."""
_URL = re.compile(r"<(?:url|sitemap)\b.*?</(?:url|sitemap)>", re.DOTALL | re.IGNORECASE)
_LOC = re.compile(r"<loc>\s*(?:<!\[CDATA\[)?(.*?)(?:\]\]>)?\s*</loc>", re.DOTALL | re.IGNORECASE)
_LASTMOD = re.compile(r"<lastmod>\s*(\d{4}-\d\d-\d\d)", re.IGNORECASE)
_HTML = ("text/html", "application/xhtml+xml")
_TYPES = {"text/markdown": ".md", "text/plain": ".txt"}
_NAME = re.compile(r"[^\w.-]+")


@dataclass(frozen=True, slots=True)
class _Answer:
    status: int
    url: str
    body: bytes = b""
    kind: str = ""
    """Media type, in lower case."""
    headers: dict[str, str] = field(default_factory=dict)


class _Refused(Exception):
    """Why a page is not fetched."""


def pages_of(
    address: str,
    folder: Path,
    limits: Limits,
    *,
    alone: bool = True,
    visits: Visits | None = None,
    clock: Callable[[], float] = time.monotonic,
    sleep: Callable[[float], None] = time.sleep,
) -> Iterator[Input]:
    """Yield the pages of an address, of a sitemap all that it lists, kept in `folder`.

    A page that cannot be had is yielded with the reason. Raises `UsageError` for an address that is
    none or of a host that must not be asked, and where nothing else is looked at (`alone`) for a
    site or a sitemap that cannot be read; else that is yielded with the reason too. `visits` are
    those of the same run before: hosts of which `robots.txt` is known, and when each was asked.
    """
    try:
        yield from _Crawl(address, folder, limits, clock, sleep).pages(
            {} if visits is None else visits
        )
    except _Refused as reason:
        if alone:
            raise UsageError(str(reason), path=address) from None
        host = urlsplit(address).hostname or ""
        yield Input(host, _path(address), host, url=address, problem=str(reason))


class _Crawl:
    def __init__(
        self,
        address: str,
        folder: Path,
        limits: Limits,
        clock: Callable[[], float],
        sleep: Callable[[float], None],
    ) -> None:
        parts = _parts(address)
        if parts is None:
            raise UsageError(f"no address of a page: `{address}`")
        self.address, self.scheme, self.netloc = address, parts.scheme, parts.netloc
        self.host = (parts.hostname or "").lower()
        self.folder, self.limits = folder, limits
        self.clock, self.sleep = clock, sleep
        self.started = clock()
        self.last = -1e9
        self.pause = limits.pause
        self.robots = RobotFileParser()
        self.elsewhere = ""
        """A page of another host that a sitemap lists, which is not asked for."""
        self.kept = _Kept(folder / "pages" / _NAME.sub("_", self.host))

    def pages(self, visits: Visits) -> Iterator[Input]:
        """Yield the pages, as `pages_of` does."""
        site = f"{self.scheme}://{self.netloc}"
        before = visits.get(site)
        if before is None:
            self._read_robots()
        else:
            self.robots, self.pause, self.last = before.robots, before.pause, before.last
            self.started = before.started
        visits[site] = self
        if not urlsplit(self.address).path.lower().endswith((".xml", ".xml.gz")):
            yield self._page(self.address, "")
            return
        seen: set[str] = set()
        for url, day in self._listed(self.address):
            if url in seen:
                continue
            seen.add(url)
            if len(seen) > self.limits.pages:
                told = f"more than {self.limits.pages} pages; the rest was not asked for"
                yield Input(self.host, "", self.host, url=self.address, problem=told)
                return
            if self.clock() - self.started > self.limits.seconds:
                told = f"took more than {self.limits.seconds:g} s; the rest was not asked for"
                yield Input(self.host, "", self.host, url=self.address, problem=told)
                return
            yield self._page(url, day)
        if not seen:
            told = f", only some on other hosts, as `{self.elsewhere}`" if self.elsewhere else ""
            raise _Refused(f"lists no page on this host{told}")

    def _read_robots(self) -> None:
        answer = self._fetch(f"{self.scheme}://{self.netloc}/robots.txt", 500_000)
        if answer.status in (401, 403) or answer.status >= 500:
            self.robots.disallow_all = True  # type: ignore[attr-defined]
        elif answer.status >= 400:
            self.robots.allow_all = True  # type: ignore[attr-defined]
        else:
            self.robots.parse(answer.body.decode("utf-8", "replace").splitlines())
        delay = self.robots.crawl_delay(AGENT) if answer.status < 400 else None
        self.pause = max(self.pause, min(float(delay or 0), 60.0))

    def _listed(self, sitemap: str) -> Iterator[tuple[str, str]]:
        """Yield the pages of a sitemap, and of those it lists, with the day of their change."""
        waiting, known = [sitemap], {sitemap}
        while waiting:
            current = waiting.pop(0)
            answer = self._fetch(current, _SITEMAP_BYTES)
            if answer.status != 200:
                raise _Refused(f"sitemap `{current}` answers with {answer.status}")
            body = answer.body
            if body[:2] == b"\x1f\x8b":
                body = _unpacked(body, _SITEMAP_BYTES)
            text = body.decode("utf-8", "replace")
            for entry in _URL.finditer(text):
                found = _LOC.search(entry[0])
                if found is None:
                    continue
                url = html.unescape(found[1].strip())
                parts = _parts(url, current)
                if parts is None or parts.netloc.lower() != self.netloc.lower():
                    self.elsewhere = self.elsewhere or url
                    continue
                url = urldefrag(parts.geturl()).url
                if entry[0][1:8].lower() == "sitemap":
                    if url not in known and len(known) < _SITEMAPS:
                        known.add(url)
                        waiting.append(url)
                else:
                    day = _LASTMOD.search(entry[0])
                    yield url, day[1] if day else ""

    def _page(self, url: str, day: str) -> Input:
        path = _path(url)
        try:
            if not self.robots.can_fetch(AGENT, url):
                raise _Refused("`robots.txt` asks not to read it")
            name, body, changed = self.kept.page(url, self._fetch_page)
        except _Refused as reason:
            return Input(self.host, path, self.host, url=url, problem=str(reason))
        ending = ending_of(name)
        if ending not in BY_ENDING or BY_ENDING[ending].name == "html":
            body = main_content(name, body, self.limits.bytes)
        day = day or changed
        return Input(
            self.host,
            f"{path}{ending}" if ending_of(path) != ending else path,
            self.host,
            data=body,
            url=url,
            date=day,
            date_basis="site" if day else "",
        )

    def _fetch_page(self, url: str, headers: dict[str, str]) -> _Answer:
        answer = self._fetch(url, self.limits.bytes, headers)
        if answer.status not in (200, 304):
            raise _Refused(f"answers with {answer.status}")
        return answer

    def _fetch(self, url: str, most: int, headers: dict[str, str] | None = None) -> _Answer:
        """Return what a host answers, redirects on the same host followed."""
        for _ in range(_REDIRECTS):
            wait = self.pause - (self.clock() - self.last)
            if self.last > 0 and wait > 0:
                self.sleep(wait)
            answer = self._ask(url, most, headers or {})
            self.last = self.clock()
            if answer.status not in (301, 302, 303, 307, 308):
                return answer
            location = answer.headers.get("location", "")
            parts = _parts(location, url)
            if parts is None or (parts.hostname or "").lower() != self.host:
                raise _Refused(f"leads to another host: `{location}`")
            url = parts.geturl()
        raise _Refused("leads in a circle")

    def _ask(self, url: str, most: int, headers: dict[str, str]) -> _Answer:
        parts = urlsplit(url)
        port = parts.port or (443 if parts.scheme == "https" else 80)
        target = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~") + (
            f"?{parts.query}" if parts.query else ""
        )
        where = self._allowed(parts.hostname or "", port)
        connection = _Connection(where, parts.scheme == "https")
        # What waits for the next byte alone would wait for ever where they come one by one.
        watch = threading.Timer(self.limits.answer, connection.abort)
        watch.daemon = True
        watch.start()
        try:
            sent = {"User-Agent": AGENT, "Accept-Encoding": "gzip", "Host": parts.netloc, **headers}
            connection.request("GET", target, headers=sent)
            response = connection.getresponse()
            body = response.read(most + 1)
            if connection.aborted:
                raise _Refused(f"takes longer than {self.limits.answer:g} s")
            if response.length and len(body) <= most:
                raise _Refused("ends before it is whole")
            if response.headers.get("Content-Encoding", "").lower() == "gzip":
                body = _unpacked(body, most)
            if len(body) > most:
                raise _Refused(f"larger than {most / 1e6:g} MB")
            kind = response.headers.get_content_type()
            told = {name.lower(): value for name, value in response.headers.items()}
            return _Answer(response.status, url, body, kind, told)
        except (OSError, http.client.HTTPException, ValueError) as error:
            if connection.aborted:
                raise _Refused(f"takes longer than {self.limits.answer:g} s") from None
            raise _Refused(f"cannot be fetched: {error}") from None
        finally:
            watch.cancel()
            connection.close()

    def _allowed(self, host: str, port: int) -> _Where:
        """Return where to connect to. Raises for a host that must not be asked.

        The addresses that were looked at are those connected to: a name may mean others next.
        """
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except OSError as error:
            raise _Refused(f"no such host: {error.strerror or error}") from None
        addresses = tuple(dict.fromkeys(str(entry[4][0]) for entry in found))
        if not self.limits.private and not all(
            ipaddress.ip_address(address.split("%")[0]).is_global for address in addresses
        ):
            told = "is in the local network; `--allow-private` lets it be asked"
            raise UsageError(told, path=host)
        return _Where(host, addresses, port)


@dataclass(frozen=True, slots=True)
class _Where:
    host: str
    addresses: tuple[str, ...]
    """Of the host, each to be tried."""
    port: int


Visits = dict[str, _Crawl]
"""The latest crawl of each site, by the start of its addresses."""


class _Connection(http.client.HTTPConnection):
    """A connection to addresses that were looked at before."""

    def __init__(self, where: _Where, secure: bool) -> None:
        super().__init__(where.host, where.port, timeout=20)
        self._addresses = where.addresses
        self._secure = secure
        self._made: socket.socket | None = None
        """Also where a response has taken it over, as one that ends with the connection does."""
        self.aborted = False

    def abort(self) -> None:
        """End it, from another thread."""
        self.aborted = True
        with contextlib.suppress(OSError):
            if self._made is not None:
                socket.socket.shutdown(self._made, socket.SHUT_RDWR)

    def _reached(self) -> socket.socket:
        for address in self._addresses[:-1]:
            with contextlib.suppress(OSError):
                return socket.create_connection((address, self.port), self.timeout)
        return socket.create_connection((self._addresses[-1], self.port), self.timeout)

    def connect(self) -> None:
        """Connect to an address, and see that its certificate is that of the host."""
        self._made = self._reached()
        if self._secure:
            context = ssl.create_default_context()
            self._made = context.wrap_socket(self._made, server_hostname=self.host)
        self.sock = self._made
        if self.aborted:
            raise TimeoutError


class _Kept:
    """The pages that were fetched, as files, with what is asked for to learn of a change."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def page(
        self, url: str, fetch: Callable[[str, dict[str, str]], _Answer]
    ) -> tuple[str, bytes, str]:
        """Return name, content and last day of change of a page, fetched if need be."""
        from termcheck.cache.objects import digest

        parts = urlsplit(url)
        words = _NAME.sub("_", unquote(parts.path).strip("/"))[-60:] or "index"
        stem = f"{words}-{digest([url.encode()])[:12]}"
        about = self.folder / f"{stem}.json"
        known: dict[str, str] = {}
        with contextlib.suppress(OSError, ValueError):
            known = json.loads(about.read_text("utf-8"))
        body = self._body(known)
        fresh = body is not None and time.time() - float(known.get("asked", 0)) < _FRESH
        if body is not None and fresh:
            return known["file"], body, known.get("day", "")
        headers = {}
        if body is not None:
            headers = {
                asked: known[name]
                for asked, name in (("If-None-Match", "etag"), ("If-Modified-Since", "modified"))
                if known.get(name)
            }
        answer = fetch(url, headers)
        if answer.status == 304 and body is not None:
            self._keep(about, {**known, "asked": str(time.time())})
            return known["file"], body, known.get("day", "")
        ending = ".html" if answer.kind in _HTML else _TYPES.get(answer.kind, "")
        if not ending:
            raise _Refused(f"is no page: {answer.kind}")
        modified = answer.headers.get("last-modified", "")
        told = {
            "url": url,
            "file": f"{stem}{ending}",
            "etag": answer.headers.get("etag", ""),
            "modified": modified,
            "day": _day(modified),
            "asked": str(time.time()),
        }
        self.folder.mkdir(parents=True, exist_ok=True)
        write_new(self.folder / told["file"], answer.body)
        self._keep(about, told)
        return told["file"], answer.body, told["day"]

    def _body(self, known: dict[str, str]) -> bytes | None:
        try:
            return (self.folder / os.path.basename(known["file"])).read_bytes()  # noqa: PTH119
        except (OSError, KeyError):
            return None

    def _keep(self, about: Path, told: dict[str, str]) -> None:
        write_new(about, json.dumps(told).encode())


def _path(url: str) -> str:
    """Return the path of a page as the tables have it."""
    parts = urlsplit(url)
    path = unquote(parts.path).lstrip("/")
    path += "index" if not path or path.endswith("/") else ""
    return f"{path}?{parts.query}" if parts.query else path


def _parts(url: str, base: str = "") -> SplitResult | None:
    """Return the parts of an address, as seen from another; None for what is none of the web."""
    try:
        parts = urlsplit(urljoin(base, url))
        known = parts.scheme in ("http", "https") and parts.port != 0
    except ValueError:
        return None
    return parts if known and parts.hostname else None


def _day(modified: str) -> str:
    try:
        return parsedate_to_datetime(modified).astimezone(datetime.UTC).date().isoformat()
    except (TypeError, ValueError):
        return ""


def _unpacked(body: bytes, most: int) -> bytes:
    """Return what was packed with gzip; at most one byte more than `most`, however much it is."""
    try:
        return zlib.decompressobj(31).decompress(body, most + 1)
    except zlib.error as error:
        raise _Refused(f"cannot be unpacked: {error}") from None
