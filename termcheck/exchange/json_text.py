"""JSON of others, with the place of what is wrong in it."""

from __future__ import annotations

import json
from typing import Any

from termcheck.core.errors import FactsError


def parse_json(text: str, path: str) -> Any:
    """Return what a file in JSON says. Raises FactsError with file, line and column for no JSON."""
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise FactsError(
            f"not JSON: {error.msg.lower()}", path=path, line=error.lineno, column=error.colno
        ) from None
    except RecursionError:
        raise FactsError("not read: it is nested too deeply", path=path, line=1, column=1) from None
