"""`termcheck glossary list`."""

from __future__ import annotations

import click

from termcheck.cli import options
from termcheck.cli.configured import configured
from termcheck.cli.output import emit, emit_lines
from termcheck.core.visible import indented


@click.command("list")
@options.CONFIG
@options.GLOSSARY
@click.option("-f", "--format", "form", type=click.Choice(("table", "json")), default="table")
def command(config: str | None, glossary: tuple[str, ...], form: str) -> int:
    """List the terms that hold here: id, preferred form, what must not be written."""
    from termcheck import Checker

    loaded = Checker(configured(config, (), glossary=glossary)).glossary
    rows = [
        (
            term.id,
            term.term,
            [form.form for form in term.admitted],
            [form.form for form in (*term.deprecated, *term.superseded)],
        )
        for term in loaded.terms.values()
    ]
    if form == "json":
        keys = ("id", "term", "admitted", "avoided")
        data = [dict(zip(keys, row, strict=True)) for row in rows]
        emit(indented(data))
        return 0
    ids = max((len(row[0]) for row in rows), default=0)
    terms = max((len(row[1]) for row in rows), default=0)
    told = []
    for name, term, _admitted, avoided in rows:
        told.append(f"{name:{ids}}  {term:{terms}}  {', '.join(avoided)}".rstrip())
    emit_lines((*told, f"{len(rows):,} terms"))
    return 0
