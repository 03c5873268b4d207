"""`termcheck glossary lint`."""

from __future__ import annotations

import click

from termcheck.cli import options
from termcheck.cli.configured import configured
from termcheck.cli.output import emit


@click.command("lint")
@options.CONFIG
@options.GLOSSARY
def command(config: str | None, glossary: tuple[str, ...]) -> int:
    """Find entries that cannot work, or contradict or repeat each other."""
    from termcheck.checks.registry import BY_ID
    from termcheck.glossary.lint import lint
    from termcheck.match.compiled_glossary import load_engine
    from termcheck.run.glossaries import glossary_name

    used = configured(config, (), glossary=glossary)
    engine = load_engine(*(glossary_name(one, used) for one in used.glossary))
    found = lint(engine.glossary, engine.lexicon, known=BY_ID)
    for finding in found:
        emit(f"{finding}\n")
    emit(f"{len(engine.glossary.terms):,} terms, {len(found):,} findings\n")
    return 1 if found else 0
