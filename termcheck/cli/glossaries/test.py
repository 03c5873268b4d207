"""`termcheck glossary test`."""

from __future__ import annotations

import click

from termcheck.cli import options
from termcheck.cli.configured import configured
from termcheck.cli.output import emit


@click.command("test")
@click.argument("ids", nargs=-1, metavar="[ID]…")
@options.CONFIG
@options.GLOSSARY
def command(ids: tuple[str, ...], config: str | None, glossary: tuple[str, ...]) -> int:
    """Run the examples of the entries, or of some of them: each must do what it says."""
    from termcheck.core.errors import UsageError, did_you_mean
    from termcheck.evaluation.glossary_examples import examples, run_examples
    from termcheck.match.compiled_glossary import load_engine
    from termcheck.run.glossaries import glossary_name

    used = configured(config, (), glossary=glossary)
    engine = load_engine(*(glossary_name(one, used) for one in used.glossary))
    terms = engine.glossary.terms
    for name in ids:
        if name not in terms:
            raise UsageError(f"no term `{name}`{did_you_mean(name, terms)}")
    failures = run_examples(engine.glossary, engine, ids)
    for failure in failures:
        emit(f"{failure}\n")
    count = sum(1 for _ in examples(engine.glossary, ids))
    emit(f"{count:,} examples, {len(failures):,} failed\n")
    return 1 if failures else 0
