"""`termcheck explain`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from termcheck.cli import complete, options
from termcheck.cli.command import ExampledCommand
from termcheck.cli.configured import configured
from termcheck.cli.output import emit_lines, width

if TYPE_CHECKING:
    from termcheck import Check, Term

EXAMPLES = {
    "termcheck explain open-source-ai": "",
    "termcheck explain avoided-term": "",
}


@click.command("explain", cls=ExampledCommand, examples=EXAMPLES)
@click.argument("name", metavar="ID", shell_complete=complete.ids)
@options.CONFIG
@options.GLOSSARY
def command(name: str, config: str | None, glossary: tuple[str, ...]) -> int:
    """Say what a term or a check is about: forms, meaning, reason, examples, sources."""
    from termcheck import Checker, Term

    found = Checker(configured(config, (), glossary=glossary)).explain(name)
    lines = _term(found) if isinstance(found, Term) else _check(found)
    emit_lines(lines)
    return 0


def _check(check: Check) -> Iterator[str]:
    yield f"{check.id}  (check, {check.severity.label})"
    yield ""
    yield from _wrapped(check.summary)
    yield from _wrapped(check.why)
    if check.setting:
        yield ""
        yield f"Reports only where the glossary sets `{check.setting}`."
    yield from _list("Examples", (line for example in check.examples for line in _example(example)))


def _term(term: Term) -> Iterator[str]:
    yield f"{term.term}  ({term.id}, {term.part_of_speech.value}, {term.severity.label})"
    for paragraph in (term.meaning, term.why, *term.notes):
        if paragraph:
            yield ""
            yield from _wrapped(paragraph)
    yield from _list("Also", _forms(term, admitted=True))
    yield from _list("Not", _forms(term, admitted=False))
    yield from _list("Something else in", (f"`{phrase}`" for phrase in term.except_))
    yield from _list(
        "Holds of",
        (
            f"{', '.join(rule.said_of)}: {'vague' if rule.vague else rule.means}"
            for rule in term.claims
        ),
    )
    yield from _list(
        "Instead", (f"{instead.write} (when {instead.when})" for instead in term.instead)
    )
    yield from _list("Examples", (line for example in term.examples for line in _example(example)))
    yield from _list(
        "Sources", dict.fromkeys(source for source in (term.url, *term.sources) if source)
    )
    if term.owner:
        yield ""
        yield f"Decided by {term.owner}" + (f", {term.changed}" if term.changed else "")
    if term.path:
        yield ""
        yield f"{term.path}:{term.line}"


def _forms(term: Term, *, admitted: bool) -> Iterator[str]:
    for form in term.admitted if admitted else (*term.deprecated, *term.superseded):
        parts = [f"`{form.form}`"]
        if form.only_as:
            parts.append(f"as {form.only_as.value}")
        if form.instead:
            parts.append("write " + " or ".join(f"`{phrase}`" for phrase in form.instead))
        if form.since:
            parts.append(f"from {form.since}")
        yield ", ".join(parts) + (f": {form.why}" if form.why else "")


def _example(example: object) -> Iterator[str]:
    for mark, name in (("✗", "bad"), ("✓", "good"), ("✓", "ok")):
        text = getattr(example, name, "")
        if text:
            yield f"{mark} {text}"


def _list(title: str, lines: object) -> Iterator[str]:
    items = [str(line) for line in lines]  # type: ignore[attr-defined]
    if items:
        yield ""
        yield f"{title}:"
        for item in items:
            yield from _wrapped(item, "  ")


def _wrapped(text: str, indent: str = "") -> list[str]:
    import textwrap

    return textwrap.wrap(
        text,
        min(width(), 100),
        initial_indent=indent,
        subsequent_indent=indent + ("  " if indent else ""),
        break_long_words=False,
        break_on_hyphens=False,
    )
