"""The OpenAPI document, made from the table of endpoints and the shapes of the JSON report."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from termcheck import REPORTERS, __version__
from termcheck.web.api import ENDPOINTS, HTML, JSON, Endpoint
from termcheck.web.guard import CODES, KINDS
from termcheck.web.params import NAME, TEXT_PARAM, Param

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ERRORS = {
    400: "What was asked cannot be; the message says what is wrong.",
    401: "The server wants a token.",
    403: "The request comes from a page of another site.",
    404: "There is no such address.",
    405: "The address is asked in another way.",
    408: "The request took too long to arrive.",
    413: "The draft is too large.",
    421: "The server is not called so.",
    429: "Too many wrong tokens came from there; ask again after `Retry-After` seconds.",
    500: "termcheck failed.",
    503: "Too much to do, or the draft took too long; ask again after `Retry-After` seconds.",
}
"""What every endpoint may answer instead, by status."""


def openapi() -> dict[str, Any]:
    """Return the OpenAPI 3.1 document of the API."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "termcheck",
            "version": __version__,
            "description": "Holds drafts to the words an organisation has agreed on.",
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "servers": [{"url": "/"}],
        "security": [{}, {"token": []}],
        "paths": {one.path: {one.method.lower(): _operation(one)} for one in ENDPOINTS},
        "components": {
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
            "schemas": {**_schemas(), "error": _error()},
        },
    }


def _operation(one: Endpoint) -> dict[str, Any]:
    made: dict[str, Any] = {
        "operationId": one.path.rsplit("/", 1)[1],
        "summary": one.summary,
        "description": one.about,
        "responses": {
            "200": {"description": one.summary, "content": _answers(one)},
            **{str(status): _refusal(about) for status, about in ERRORS.items()},
        },
    }
    if one.method == "POST" and not one.draft:
        content: dict[str, Any] = {"schema": _said(one.params)}
        if one.example:
            content["example"] = dict(one.example)
        made["requestBody"] = {"required": True, "content": {JSON: content}}
    elif one.draft:
        made["requestBody"] = _body(one)
        # The same may stand in the query, where the body is the draft itself.
        made["parameters"] = [_parameter(param) for param in (NAME, *one.params)]
    else:
        made["parameters"] = [_parameter(param) for param in one.params]
    return made


def _answers(one: Endpoint) -> dict[str, Any]:
    text = {"schema": {"type": "string"}}
    return {
        media: {"schema": dict(one.schema)} if media == JSON and one.schema else text
        for media in dict.fromkeys(one.media)
    }


def _said(params: Sequence[Param]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {param.name: _property(param) for param in params},
        "required": [param.name for param in params if param.required],
        "additionalProperties": False,
    }


def _body(one: Endpoint) -> dict[str, Any]:
    said: dict[str, Any] = {"schema": _said((TEXT_PARAM, NAME, *one.params))}
    if one.example:
        said["example"] = dict(one.example)
    raw = {"schema": {"type": "string", "description": "The draft itself."}}
    file = {"schema": {"type": "string", "format": "binary", "description": "The file itself."}}
    content = {
        JSON: said,
        **dict.fromkeys(("text/markdown", HTML, "text/plain"), raw),
        **dict.fromkeys((WORD, "application/octet-stream"), file),
    }
    return {"required": True, "content": content}


def _property(param: Param) -> Mapping[str, Any]:
    return {"description": param.about, **param.schema}


def _parameter(param: Param) -> dict[str, Any]:
    return {
        "name": param.name,
        "in": "query",
        "description": param.about,
        "required": param.required,
        "schema": dict(param.schema),
    }


def _refusal(about: str) -> dict[str, Any]:
    content = {JSON: {"schema": {"$ref": "#/components/schemas/error"}}}
    return {"description": about, "content": content}


def _error() -> dict[str, Any]:
    return {
        "type": "object",
        "required": ["error"],
        "properties": {
            "error": {
                "type": "object",
                "required": ["code", "message"],
                "properties": {
                    "code": {
                        "type": "string",
                        "enum": sorted({*CODES.values(), *KINDS.values(), "too-slow"}),
                        "description": "What is wrong, for programs.",
                    },
                    "message": {"type": "string", "description": "What is wrong, in a sentence."},
                },
            }
        },
    }


def _schemas() -> dict[str, Any]:
    """Return the shapes of the report as components, which refer to each other."""
    report = REPORTERS["json"].schema()
    shapes = {"report": report, **report.pop("$defs")}
    report.pop("$schema")
    text = json.dumps(shapes).replace('"#/$defs/', '"#/components/schemas/')
    made: dict[str, Any] = json.loads(text)
    return made
