"""`termcheck annotate`."""

from __future__ import annotations

from pathlib import Path

import click

from termcheck.cli import options
from termcheck.cli.command import ExampledCommand
from termcheck.cli.configured import configured
from termcheck.cli.output import tell

EXAMPLES = {
    "termcheck annotate draft.docx -o reviewed.docx": "findings as comments",
    "termcheck annotate draft.docx -o reviewed.docx --fix-safe": "and safe fixes as changes",
}


@click.command("annotate", cls=ExampledCommand, examples=EXAMPLES)
@click.argument("file", type=options.PATH)
@click.option(
    "-o", "--output", required=True, type=options.PATH, help="Word file to write, another one."
)
@click.option("--fix-safe", is_flag=True, help="Make safe fixes as tracked changes.")
@click.option("--author", default="termcheck", show_default=True, help="Who comments.")
@options.CONFIG
@options.GLOSSARY
@options.SELECT
@options.IGNORE
@options.NO_CLAIMS
def command(
    file: str,
    output: str,
    fix_safe: bool,
    author: str,
    config: str | None,
    glossary: tuple[str, ...],
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    no_claims: bool,
) -> int:
    """Put each finding of a Word file into it as a comment on its words.

    The file itself is not touched; what is written is a copy, for the author to work through.
    """
    from termcheck import Checker, UsageError
    from termcheck.core.visible import plural
    from termcheck.core.writing import write_new

    if not file.lower().endswith(".docx"):
        raise UsageError(f"`{file}` is no Word file (.docx)")
    if Path(output).resolve() == Path(file).resolve():
        raise UsageError(f"`{output}` is the draft itself; name another file")
    used = configured(
        config,
        (file,),
        glossary=glossary,
        select=select,
        ignore=ignore,
        claims=False if no_claims else None,
    )
    checker = Checker(used)
    source = checker.read(file)
    done = checker.annotate(source, checker.check(source), fix_safe=fix_safe, author=author)
    write_new(output, done.data)
    told = f"{output}: {plural(done.comments, 'comment')}"
    if fix_safe:
        told += f", {plural(done.changes, 'tracked change')}"
    tell(told)
    return 0
