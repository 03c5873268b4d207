"""`termcheck exceptions`."""

from __future__ import annotations

import datetime

import click

from termcheck.cli import options
from termcheck.cli.configured import configured
from termcheck.cli.output import emit, emit_lines
from termcheck.core.visible import indented


@click.command("exceptions")
@click.option("-f", "--format", "form", type=click.Choice(("table", "json")), default="table")
@options.CONFIG
@options.GLOSSARY
def command(form: str, config: str | None, glossary: tuple[str, ...]) -> int:
    """List the variations the glossary grants: for what, why, by whom and until when."""
    from termcheck import Checker

    granted = Checker(configured(config, (), glossary=glossary)).glossary.exemptions
    today = datetime.date.today()
    if form == "json":
        data = [
            {
                "id": one.id,
                "term": one.term,
                "subjects": one.subjects,
                "paths": one.paths,
                "criterion": one.criterion,
                "use_case": one.use_case,
                "reason": one.reason,
                "owner": one.owner,
                "until": one.until.isoformat() if one.until else None,
                "holds": not one.until or one.until >= today,
            }
            for one in granted
        ]
        emit(indented(data))
        return 0
    for one in granted:
        until = f"until {one.until}" if one.until else "for good"
        if one.until and one.until < today:
            until = f"ended {one.until}"
        told = [f"{one.id}: `{one.term}`, {until}"]
        where = (
            ("subjects", ", ".join(one.subjects)),
            ("files", ", ".join(one.paths)),
            ("criterion", one.criterion),
            ("use case", one.use_case),
            ("reason", one.reason),
            ("granted by", one.owner),
        )
        emit_lines((*told, *(f"  {name}: {value}" for name, value in where if value)))
    if not granted:
        emit("no exceptions are granted\n")
    return 0
