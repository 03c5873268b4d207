"""The JSON Schema of glossary files, from the dataclasses that read them."""

from __future__ import annotations

import json
from typing import Any

from termcheck.glossary.model import GlossaryFile
from termcheck.typed_files.json_schema import json_schema

FILE = "glossary.schema.json"
"""Its name beside the shipped glossaries; their first line tells editors."""
_ID = "urn:termcheck:glossary"


def glossary_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of a glossary file."""
    schema = json_schema(GlossaryFile, title="termcheck glossary", url=_ID)
    # An entry that adds to one of an extended glossary needs no more than its id.
    schema["$defs"]["Term"]["required"] = ["id"]
    return schema


def schema_text() -> str:
    """Return the schema as it stands in `glossary/glossary.schema.json`."""
    return json.dumps(glossary_schema(), ensure_ascii=False, indent=2) + "\n"
