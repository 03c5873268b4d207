"""The JSON Schema of files of facts, from the dataclasses that read them."""

from __future__ import annotations

import json
from typing import Any

from termcheck.facts.load import ENTRIES, FactsFile
from termcheck.typed_files.json_schema import json_schema

FILE = "facts.schema.json"
"""Its name beside the shipped files."""
_ID = "urn:termcheck:facts"


def facts_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of a file of facts, whatever entries it holds."""
    schema = json_schema(FactsFile, title="termcheck facts", url=_ID)
    # An entry that adds to one of an extended glossary needs no more than its id.
    for kind, _ in ENTRIES.values():
        schema["$defs"][kind.__name__]["required"] = ["id"]
    return schema


def facts_schema_text() -> str:
    """Return the schema as it stands in `glossary/facts.schema.json`."""
    return json.dumps(facts_schema(), ensure_ascii=False, indent=2) + "\n"
