"""What shells complete besides options and paths: ids and names of glossaries."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem


def ids(context: click.Context, _parameter: click.Parameter, typed: str) -> list[str]:
    """Return the check and term ids that begin as what was typed, of the configuration in force."""
    from termcheck import Checker, TermcheckError
    from termcheck.cli.configured import configured

    given = context.params
    known: set[str] = set()
    with contextlib.suppress(TermcheckError):
        config = configured(
            given.get("config"), (), glossary=given.get("glossary") or (), reported=True
        )
        known = Checker(config).ids
    return sorted(value for value in known if value.startswith(typed))


def glossaries(
    _context: click.Context, _parameter: click.Parameter, typed: str
) -> list[CompletionItem]:
    """Return the shipped glossaries that begin as what was typed, else files."""
    from click.shell_completion import CompletionItem

    from termcheck import Checker

    shipped = Checker().words.shipped
    found = [CompletionItem(name) for name in shipped if name.startswith(typed)]
    return found or [CompletionItem(typed, type="file")]


def subjects(context: click.Context, _parameter: click.Parameter, typed: str) -> list[str]:
    """Return the names of recorded subjects that begin as what was typed.

    In any capitals only where none begins with these: shells that write what the names share in
    place of what was typed would take letters away.
    """
    from termcheck import TermcheckError
    from termcheck.cli.recorded import recorded

    given = context.params
    with contextlib.suppress(TermcheckError):
        known = recorded(given.get("config"), given.get("glossary") or ())
        names = known.subjects.starting(typed)
        return [name for name in names if name.startswith(typed)] or names
    return []
