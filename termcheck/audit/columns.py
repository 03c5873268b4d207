"""Pieces of the queries of an audit: where something is said, and how much of it there is."""

from __future__ import annotations

_PLACE = (
    "{'repository': repository, 'path': path, 'line': line, 'col': col, 'sentence': sentence, "
    "'url': url, 'owner': owner, 'date': date}"
)
_ORDER = "(repository, path, start_byte)"
GIVES_MEANING = "quote <> '' AND starts_with(quote, sentence)"
"""Claims of the very sentence that gives a term its meaning, not of others on its page."""
SHOWN = 5
"""Places of a problem that an answer names."""


def first_place() -> str:
    """Return the column `place`: the first of a group that gives a meaning, else the first."""
    return f"arg_min({_PLACE}, (NOT ({GIVES_MEANING}), {_ORDER})) AS place"


def places(most: int) -> str:
    """Return the column `places`: the first `most` places of a group."""
    return f"arg_min({_PLACE}, {_ORDER}, {most}) AS places"


COUNTED = f"""count(DISTINCT document) AS documents, count(DISTINCT repository) AS repositories,
    count(DISTINCT owner) AS owners, [min(repository), max(repository)] AS named,
    [min(document), max(document)] AS ids, {places(3)}"""
"""Columns: how many documents, repositories and owners, the first and last, and some places.

Of several groups together, the first and the last tell whether there is more than one.
"""
