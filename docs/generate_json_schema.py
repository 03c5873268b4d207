"""Write the JSON Schema of the JSON report and its page: `python docs/generate_json_schema.py`."""

from __future__ import annotations

import json
from pathlib import Path

from termcheck.reporters.schema import page, schema

if __name__ == "__main__":
    docs = Path(__file__).parent
    docs.joinpath("report.schema.json").write_text(json.dumps(schema(), indent=2) + "\n", "utf-8")
    docs.joinpath("json-schema.md").write_text(page(), "utf-8")
