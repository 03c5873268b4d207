"""Asks a LanguageTool server, with bounds on time and size (HTTP API v2).

<https://languagetool.org/http-api/>
"""

from __future__ import annotations

import json
import re
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode, urlsplit

from termcheck.core.errors import PluginError
from termcheck.grammar.match import Match, of_answer
from termcheck.grammar.passage import Annotation

API = 1
"""Version of the answers that are understood."""
OLDEST = (6, 0)
"""The oldest version whose rules are known to be sound here."""
MOST_BYTES = 50_000_000
REST = 60.0
"""Seconds in which a server that did not answer is not asked again, so that nobody waits for it."""
SILENCE = 8.0
"""Seconds of waiting after which that is so: a busy server may need a few."""
_silent: dict[str, float] = {}
"""Until when a server rests, by its address."""
_BLANK = re.compile(r"[\s\x00-\x1f]")


class Unusable(PluginError):
    """No LanguageTool answers as it should; `reason` says why, without a place."""


class Missing(Unusable):
    """The server does not know what it was asked for."""


@dataclass(frozen=True, slots=True)
class Question:
    """What an answer depends on besides the text."""

    language: str
    categories: tuple[str, ...]
    rules: tuple[str, ...] = ()
    disabled: tuple[str, ...] = ()

    def wants(self, match: Match) -> bool:
        """Return whether a match is of the chosen categories and rules."""
        chosen = match.category in self.categories or match.rule in self.rules
        return chosen and match.rule not in self.disabled


class Client:
    """Talks to the server at a URL; safe to use from several threads."""

    def __init__(self, url: str, timeout: float) -> None:
        """Take the address of a server, with or without `/v2`, and the seconds one answer takes."""
        whole = url if "//" in url else f"http://{url}"
        try:
            parts = urlsplit(whole.rstrip("/").removesuffix("/check").removesuffix("/v2"))
            wrong = parts.port == 0 or not parts.hostname or parts.scheme not in ("http", "https")
        except ValueError:
            wrong = True
        if wrong or _BLANK.search(url):
            raise Unusable(f"`{url}` is no address of a LanguageTool server")
        self.url = parts.geturl()
        self.timeout = timeout
        self._parts = parts
        self.version = ""
        """As the last answer said it."""

    def languages(self) -> tuple[str, ...]:
        """Return the long codes (`en-US`) the server knows. Raises `Unusable`."""
        answer = self._json("GET", "/v2/languages", None)
        try:
            return tuple(str(language["longCode"]) for language in answer)
        except (TypeError, KeyError):
            raise self._strange("its languages") from None

    def software(self) -> str:
        """Return the version of the server, with its build. Raises `Unusable`."""
        try:
            answer = self._json("GET", "/v2/info", None)
        except Missing:
            # Old servers tell it only with an answer.
            form = {"language": "en-US", "text": ".", "enabledRules": "-", "enabledOnly": "true"}
            answer = self._json("POST", "/v2/check", form)
        try:
            told = answer["software"]
            return " ".join(str(told.get(key, "")) for key in ("version", "buildDate")).strip()
        except (TypeError, KeyError, AttributeError):
            raise self._strange("its version") from None

    def check(self, pieces: Sequence[Annotation], question: Question) -> list[Match]:
        """Return the matches in annotated text, positions in UTF-16 units. Raises `Unusable`."""
        if not question.categories and not question.rules:
            return []
        form = {"language": question.language, "data": json.dumps({"annotation": pieces})}
        if question.categories:
            form["enabledCategories"] = ",".join(question.categories)
        if question.rules:
            form["enabledRules"] = ",".join(question.rules)
        if not (question.categories and question.rules):
            # With both, LanguageTool would take "only" to mean the rules alone.
            form["enabledOnly"] = "true"
        answer = self._json("POST", "/v2/check", form)
        try:
            software = answer["software"]
            if software.get("apiVersion", API) != API:
                raise Unusable(
                    f"{self.url} speaks version {software['apiVersion']} of LanguageTool's API, "
                    f"expected {API}"
                )
            self.version = str(software.get("version", ""))
            found = [of_answer(match) for match in answer["matches"]]
        except (TypeError, KeyError, ValueError, AttributeError, IndexError):
            raise self._strange("what it found") from None
        return [match for match in found if question.wants(match)]

    def answer(self, form: Mapping[str, str]) -> dict[str, Any]:
        """Return the whole answer of the server to a check, as it says it. Raises `Unusable`."""
        answer = self._json("POST", "/v2/check", form)
        if not isinstance(answer, dict):
            raise self._strange("what it found")
        return answer

    @property
    def is_old(self) -> bool:
        """Whether the server is older than those that are known to be sound."""
        numbers = [part for part in self.version.split("-")[0].split(".") if part.isdecimal()]
        return bool(numbers) and tuple(map(int, numbers[:2])) < OLDEST

    def _strange(self, what: str) -> Unusable:
        return Unusable(f"{self.url} does not tell {what} as LanguageTool does")

    def _json(self, method: str, path: str, form: Mapping[str, str] | None) -> Any:
        import http.client

        told = f"{self.url} did not answer within {self.timeout:g} s"
        if time.monotonic() < _silent.get(self.url, 0.0):
            raise Unusable(told)
        try:
            status, body = self._fetch(method, path, form)
        except TimeoutError:
            if self.timeout >= SILENCE:
                _silent[self.url] = time.monotonic() + REST
            raise Unusable(told) from None
        except (OSError, http.client.HTTPException) as error:
            told = getattr(error, "strerror", None) or str(error) or type(error).__name__
            raise Unusable(f"{self.url} cannot be reached ({told})") from None
        if status != 200:
            told = " ".join(body[:200].decode("utf-8", "replace").split())
            told = f" ({told})" if told and not told.startswith("<") else ""
            kind = Missing if status == 404 else Unusable
            raise kind(f"{self.url} answered with status {status}{told}")
        try:
            return json.loads(body)
        except ValueError:
            raise self._strange("anything") from None

    def _fetch(self, method: str, path: str, form: Mapping[str, str] | None) -> tuple[int, bytes]:
        import http.client

        kind = (
            http.client.HTTPSConnection
            if self._parts.scheme == "https"
            else http.client.HTTPConnection
        )
        assert self._parts.hostname
        connection = kind(self._parts.hostname, self._parts.port, timeout=self.timeout)
        ends = time.monotonic() + self.timeout
        try:
            data = urlencode(form).encode() if form is not None else None
            kinds = {"Content-Type": "application/x-www-form-urlencoded; charset=utf-8"}
            connection.request(
                method, self._parts.path + path, data, kinds if data is not None else {}
            )
            response = connection.getresponse()
            body = b""
            # A server that sends a byte now and then never runs into the socket's own timeout.
            while part := response.read1(1 << 20):
                body += part
                if time.monotonic() > ends:
                    raise TimeoutError
                if len(body) > MOST_BYTES:
                    raise self._strange("anything")
            return response.status, body
        finally:
            connection.close()
