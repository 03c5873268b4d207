"""Pieces of the queries of an audit: where something is said, and how much of it there is."""

from __future__ import annotations

_PLACE = (
    "{'repository': repository, 'path': path, 'line': line, 'col': col, 'sentence': sentence, "
    "'url': url, 'owner': owner, 'date': date}"
)
ORDER = "repository, path, start_byte"


def first_place() -> str:
    """Return the column `place`: the first place of a group."""
    return f"first({_PLACE} ORDER BY {ORDER}) AS place"


def places(most: int = 0) -> str:
    """Return the column `places`: all places of a group, or the first `most`."""
    found = f"list({_PLACE} ORDER BY {ORDER})"
    return f"{found}[1:{most}] AS places" if most else f"{found} AS places"


COUNTED = f"""count(DISTINCT document) AS documents, count(DISTINCT repository) AS repositories,
    count(DISTINCT owner) AS owners, list(DISTINCT repository) AS named,
    list(DISTINCT document) AS ids, {places(3)}"""
"""Columns: how many documents, repositories and owners, which, and the first places."""
