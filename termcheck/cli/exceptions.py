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
                "id": exemption.id,
                "term": exemption.term,
                "subjects": exemption.subjects,
                "paths": exemption.paths,
                "criterion": exemption.criterion,
                "use_case": exemption.use_case,
                "reason": exemption.reason,
                "owner": exemption.owner,
                "until": exemption.until.isoformat() if exemption.until else None,
                "holds": not exemption.until or exemption.until >= today,
            }
            for exemption in granted
        ]
        emit(indented(data))
        return 0
    for granted_exemption in granted:
        until = f"until {granted_exemption.until}" if granted_exemption.until else "for good"
        if granted_exemption.until and granted_exemption.until < today:
            until = f"ended {granted_exemption.until}"
        told = [f"{granted_exemption.id}: `{granted_exemption.term}`, {until}"]
        where = (
            ("subjects", ", ".join(granted_exemption.subjects)),
            ("files", ", ".join(granted_exemption.paths)),
            ("criterion", granted_exemption.criterion),
            ("use case", granted_exemption.use_case),
            ("reason", granted_exemption.reason),
            ("granted by", granted_exemption.owner),
        )
        emit_lines((*told, *(f"  {name}: {value}" for name, value in where if value)))
    if not granted:
        emit("no exceptions are granted\n")
    return 0
