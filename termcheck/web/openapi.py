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
        "paths": {
            endpoint.path: {endpoint.method.lower(): _operation(endpoint)} for endpoint in ENDPOINTS
        },
        "components": {
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
            "schemas": {**_schemas(), "error": _error()},
        },
    }


def _operation(endpoint: Endpoint) -> dict[str, Any]:
    made: dict[str, Any] = {
        "operationId": endpoint.path.rsplit("/", 1)[1],
        "summary": endpoint.summary,
        "description": endpoint.about,
        "responses": {
            "200": {"description": endpoint.summary, "content": _answers(endpoint)},
            **{str(status): _refusal(about) for status, about in ERRORS.items()},
        },
    }
    if endpoint.method == "POST" and not endpoint.draft:
        content: dict[str, Any] = {"schema": _said(endpoint.params)}
        if endpoint.example:
            content["example"] = dict(endpoint.example)
        made["requestBody"] = {"required": True, "content": {JSON: content}}
    elif endpoint.draft:
        made["requestBody"] = _body(endpoint)
        # The same may stand in the query, where the body is the draft itself.
        made["parameters"] = [_parameter(param) for param in (NAME, *endpoint.params)]
    else:
        made["parameters"] = [_parameter(param) for param in endpoint.params]
    return made


def _answers(endpoint: Endpoint) -> dict[str, Any]:
    text = {"schema": {"type": "string"}}
    return {
        media: {"schema": dict(endpoint.schema)} if media == JSON and endpoint.schema else text
        for media in dict.fromkeys(endpoint.media)
    }


def _said(params: Sequence[Param]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {param.name: _property(param) for param in params},
        "required": [param.name for param in params if param.required],
        "additionalProperties": False,
    }


def _body(endpoint: Endpoint) -> dict[str, Any]:
    said: dict[str, Any] = {"schema": _said((TEXT_PARAM, NAME, *endpoint.params))}
    if endpoint.example:
        said["example"] = dict(endpoint.example)
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
