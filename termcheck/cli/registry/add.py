"""`termcheck facts add`."""

from __future__ import annotations

import click

from termcheck.cli import options
from termcheck.cli.command import ExampledCommand
from termcheck.cli.output import emit
from termcheck.cli.recorded import recorded

EXAMPLES = {
    'termcheck facts add "Tide 3" --kind model': "asks for the rest",
    'termcheck facts add "Tide 3" --kind model --licence MIT --page https://… -o subjects.yml': "",
}
_ASKED = ("public", "gated", "partial", "described", "service", "not-found", "unknown")


@click.command("add", cls=ExampledCommand, examples=EXAMPLES)
@click.argument("name")
@click.option("--kind", default="model", show_default=True, help="Kind of subject.")
@click.option("--producer", default="", help="Who makes it.")
@click.option("--licence", default="", help="SPDX id or `LicenseRef-…` of the thing itself.")
@click.option("--page", default="", help="Address of the page that says so.")
@click.option("--quote", default="", help="The line of the page that says it.")
@click.option(
    "--part",
    "parts",
    multiple=True,
    metavar="PART=STATE",
    help="Who can get a part: `training-code=not-found`. May be given again.",
)
@click.option("--own", is_flag=True, help="It is the organisation's own.")
@click.option(
    "--ask/--no-ask", default=None, help="Ask for what is not given; else only at a terminal."
)
@options.OUTPUT
@options.CONFIG
@options.GLOSSARY
def command(
    name: str,
    kind: str,
    producer: str,
    licence: str,
    page: str,
    quote: str,
    parts: tuple[str, ...],
    own: bool,
    ask: bool | None,
    output: str,
    config: str | None,
    glossary: tuple[str, ...],
) -> int:
    """Write a valid entry for a subject nobody recorded, from options or answers."""
    import sys

    known = recorded(config, glossary).subjects
    states = dict(_split(part) for part in parts)
    if ask if ask is not None else sys.stdin.isatty():
        producer = producer or click.prompt("Who makes it", default="", show_default=False)
        page = page or click.prompt("Page that says so", default="", show_default=False)
        licence = licence or click.prompt("Licence (SPDX id)", default="", show_default=False)
        for part, label in list(known.parts(kind).items())[:_MANY]:
            if part not in states:
                question = f"Who can get the {label}"
                choice = click.Choice(_ASKED)
                states[part] = click.prompt(question, type=choice, default=_ASKED[-1])
    states = {part: state for part, state in states.items() if state != _ASKED[-1]}
    entry = known.entry(
        name,
        kind,
        producer=producer,
        licence=licence,
        page=page,
        quote=quote,
        parts=states,
        own=own,
    )
    emit(known.file_with([entry], output), output)
    return 0


_MANY = 6
"""Parts that are asked for; the rest may be given as options."""


def _split(given: str) -> tuple[str, str]:
    from termcheck import UsageError

    part, sign, state = given.partition("=")
    if not sign:
        raise UsageError(f"expected PART=STATE, got `{given}`")
    return part.strip(), state.strip()
