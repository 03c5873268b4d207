"""What an endpoint may be asked with, said once: parsing, errors and documentation follow."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs

from starlette.requests import Request

from termcheck import UsageError, did_you_mean

TEXT = {"type": "string"}
FLAG = {"type": "boolean", "default": False}
NAMES = {"type": "array", "items": TEXT}
MAX_FIELDS = 2_000
"""Fields a form or a query may have: a sign-off names every finding that was left."""
_ECHOED = 60
"""Characters of an unknown key that are said back."""
_LONG = 50_000
"""Bytes from which on a body is taken apart beside the loop that answers."""
_ENCODED = re.compile(rb"[\w.~*+%-]+=[\w.~*+%-]*(?:&[\w.~*+%-]+=[\w.~*+%-]*)*")
DRAFT = "draft.md"
"""The name of a draft that was given none: it is read as Markdown."""


@dataclass(frozen=True, slots=True)
class Param:
    """One thing a caller says: a key of the JSON body, or of the query."""

    name: str
    about: str
    schema: Mapping[str, Any]
    required: bool = False

    @property
    def default(self) -> Any:
        """What stands for it when a caller does not say it."""
        usual: dict[str, Any] = {"string": "", "boolean": False, "array": ()}
        return self.schema.get("default", usual[self.schema["type"]])

    def read(self, value: Any) -> Any:
        """Return a JSON value, or the strings of a query, as what it has to be.

        Raises `UsageError`.
        """
        kind: str = self.schema["type"]
        if isinstance(value, list) and kind != "array" and len(value) == 1:
            value = value[0]
        if kind == "boolean" and value in ("true", "false"):
            value = value == "true"
        if kind == "array" and isinstance(value, str):
            value = [value]
        if kind == "array" and self.schema["items"] is not TEXT:
            return self._objects(value)
        if not _fits(value, kind):
            told = {"string": "text", "boolean": "true or false", "array": "a list of texts"}[kind]
            raise UsageError(f"`{self.name}` has to be {told}")
        allowed = self.schema.get("enum")
        if allowed and value not in allowed:
            known = ", ".join(f"`{choice}`" for choice in allowed)
            raise UsageError(f"`{self.name}` has to be one of {known}")
        return tuple(value) if kind == "array" else value

    def _objects(self, value: Any) -> tuple[tuple[str, ...], ...]:
        """Return a list of objects with texts as tuples of these, in the order they are listed."""
        keys = list(self.schema["items"]["properties"])
        needed = self.schema["items"]["required"]
        most = self.schema["maxItems"]
        if not isinstance(value, list) or not all(
            isinstance(row, dict)
            and all(isinstance(row.get(key, ""), str) for key in keys)
            and set(needed) <= set(row) <= set(keys)
            for row in value
        ):
            shape = ", ".join(f'"{key}": "…"' for key in keys)
            raise UsageError(f"`{self.name}` has to be a list of objects such as {{{shape}}}")
        if len(value) > most:
            raise UsageError(f"`{self.name}` has {len(value)} entries, at most {most} are taken")
        return tuple(tuple(row.get(key, "") for key in keys) for row in value)


def _fits(value: Any, kind: str) -> bool:
    if kind == "array":
        return isinstance(value, list) and all(isinstance(item, str) for item in value)
    return isinstance(value, bool if kind == "boolean" else str)


NAME = Param(
    "name",
    "File name of the draft. Its end says how it is read: `.md`, `.html`, `.txt`; `draft.md` if "
    "there is none. Overrides of the configuration go by it; no such file is opened.",
    TEXT,
)
TEXT_PARAM = Param("text", "The draft.", TEXT, required=True)


async def read_query(request: Request, params: Iterable[Param]) -> dict[str, Any]:
    """Return what the query of a request says. Raises `UsageError`."""
    return _read(_fields(request.url.query), params)


async def read_object(request: Request, params: Iterable[Param]) -> dict[str, Any]:
    """Return what the JSON body of a request says. Raises `UsageError`."""
    return await asyncio.to_thread(lambda body: _read(_json(body), params), await request.body())


async def read_draft(request: Request, params: Iterable[Param]) -> dict[str, Any]:
    """Return what a request says of a draft: `name`, `data` (bytes), then other `params`.

    The body is a JSON object or a form with the key `text`, or, of any other media type, the draft
    itself with the rest in the query. Raises `UsageError`.
    """
    body = await request.body()
    media = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    asked = (body, media, request.url.query, (NAME, *params))
    # Taking a long body apart takes a while, in which others want to be answered.
    said = _said(*asked) if len(body) < _LONG else await asyncio.to_thread(_said, *asked)
    # A lone surrogate is no text, but no reason to fail either.
    data = said.pop("text").encode("utf-8", "replace") if "text" in said else body
    return {"name": safe_name(said.pop("name")), "data": data, **said}


def _said(body: bytes, media: str, query: str, known: tuple[Param, ...]) -> dict[str, Any]:
    if media == "application/json":
        return _read(_json(body), (TEXT_PARAM, *known))
    if media.startswith("multipart/"):
        raise UsageError("a form in parts is not taken; send the draft itself as the body")
    # curl says so of whatever it sends.
    if media == "application/x-www-form-urlencoded" and _is_form(body, (TEXT_PARAM, *known)):
        return _read(_fields(body.decode("utf-8", "replace")), (TEXT_PARAM, *known))
    return _read(_fields(query), known)


def _is_form(body: bytes, known: Iterable[Param]) -> bool:
    """Return whether a body is a form and not a draft: it begins with a key, or is escaped."""
    key, equals, _ = body[:100].partition(b"=")
    named = key.decode("ascii", "replace") in {param.name for param in known}
    head = body if len(body) <= _LONG else body[:_LONG].rpartition(b"&")[0]
    return bool(equals) and (named or _ENCODED.fullmatch(head) is not None)


def _fields(form: str) -> dict[str, list[str]]:
    try:
        return parse_qs(form, keep_blank_values=True, max_num_fields=MAX_FIELDS)
    except ValueError:
        raise UsageError(f"a form of more than {MAX_FIELDS} fields") from None


def _json(body: bytes) -> Mapping[str, Any]:
    try:
        value = json.loads(body)
    except (ValueError, RecursionError):
        raise UsageError("the body is not JSON") from None
    if not isinstance(value, dict):
        raise UsageError('the body has to be a JSON object, such as {"text": "…"}')
    return value


def _read(given: Mapping[str, Any], params: Iterable[Param]) -> dict[str, Any]:
    known = {param.name: param for param in params}
    for name in given:
        if name not in known:
            shown = "".join(
                character if character.isprintable() else "�" for character in name[:_ECHOED]
            )
            raise UsageError(f"unknown key `{shown}`{did_you_mean(name[:_ECHOED], known)}")
    for name, param in known.items():
        if param.required and name not in given:
            raise UsageError(f"`{name}` is missing")
    return {
        name: param.read(given[name]) if name in given else param.default
        for name, param in known.items()
    }


def safe_name(name: str) -> str:
    """Return a file name without anything that leads out of a folder, or breaks a line."""
    shown = "".join(character for character in name.replace("\\", "/") if character.isprintable())[
        :200
    ]
    parts = [part for part in shown.split("/") if part not in ("", ".", "..")]
    return "/".join(parts) or DRAFT
