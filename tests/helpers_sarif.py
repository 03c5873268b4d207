"""The official schema of SARIF."""

from __future__ import annotations

import functools
from pathlib import Path

import jsonschema_rs


@functools.cache
def sarif_validator() -> jsonschema_rs.Draft4Validator:
    """Return the validator of the official SARIF 2.1.0 schema."""
    path = Path(__file__).parent / "reporters" / "sarif-2.1.0" / "sarif-schema-2.1.0.json"
    # A bracket in the pattern of languages closes nothing, which is no regular expression.
    text = path.read_text("utf-8").replace("{2}]?$", r"{2}\\]?$")
    return jsonschema_rs.Draft4Validator(text)
