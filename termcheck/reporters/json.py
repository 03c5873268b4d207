"""The JSON report: everything there is to know, in the shapes of `wire`.

One finding a line, so that a stored report can be compared and searched line by line.
"""

from __future__ import annotations

import json

from termcheck.report import Report
from termcheck.reporters import wire
from termcheck.reporters.options import RenderOptions


def render(report: Report, _options: RenderOptions) -> str:
    """Return the report as one JSON object."""
    parts = ["{\n"]
    members = wire.REPORT.write(report)
    for index, (name, value) in enumerate(members.items()):
        comma = "," if index < len(members) - 1 else ""
        if isinstance(value, list) and value:
            lines = ",\n".join(f"    {_dumps(item)}" for item in value)
            parts.append(f"  {_dumps(name)}: [\n{lines}\n  ]{comma}\n")
        else:
            parts.append(f"  {_dumps(name)}: {_dumps(value)}{comma}\n")
    parts.append("}\n")
    return "".join(parts)


def _dumps(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)
