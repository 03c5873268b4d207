"""The OpenAPI document, made from the table of endpoints and the shapes of the JSON report."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from termcheck import REPORTERS, __version__
from termcheck.web.api import ENDPOINTS, HTML, JSON, Endpoint
from termcheck.web.params import NAME, TEXT_PARAM, Param

ERRORS = {
    400: "What was asked cannot be; the message says what is wrong.",
    401: "The server wants a token.",
    403: "The request comes from a page of another site.",
    413: "The draft is too large.",
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
    if one.draft:
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


def _body(one: Endpoint) -> dict[str, Any]:
    params = (TEXT_PARAM, NAME, *one.params)
    said = {
        "type": "object",
        "properties": {param.name: _property(param) for param in params},
        "required": [param.name for param in params if param.required],
        "additionalProperties": False,
    }
    raw = {"schema": {"type": "string", "description": "The draft itself."}}
    content = {JSON: {"schema": said}, **dict.fromkeys(("text/markdown", HTML, "text/plain"), raw)}
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
                "required": ["message"],
                "properties": {"message": {"type": "string", "description": "What is wrong."}},
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
