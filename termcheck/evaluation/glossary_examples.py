"""Runs the examples that glossary entries carry, through the whole straight line.

`bad` is a Markdown document that gives exactly `count` findings of its term; where `good` is given,
applying the first fix of each gives it, and it gives none. When a finding has no fix or one that is
only shown, a person writes the sentence: then `good` has only to be free of findings.

The examples of a file belong to that file: those of a glossary that another one extends are not
run for the other, whose decisions may differ.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace

from termcheck.config.options import Options
from termcheck.core.finding import Finding, Fix, Safety
from termcheck.core.source import Source
from termcheck.glossary.lexicon import worded_terms
from termcheck.glossary.model import Example, Glossary, Term
from termcheck.match.compiled_glossary import Engine
from termcheck.pipeline import examine


@dataclass(frozen=True, slots=True)
class Failure:
    """An example that does not do what it says; `str(failure)` is the whole message."""

    term: str
    example: Example
    reason: str
    """What was expected and what came, in one line."""

    def __str__(self) -> str:
        at = self.example
        return f"{at.path}:{at.line}:{at.column}: example of `{self.term}`: {self.reason}"


def run_examples(
    glossary: Glossary,
    engine: Engine,
    ids: Collection[str] = (),
    *,
    options: Options | None = None,
) -> tuple[Failure, ...]:
    """Return the examples that fail, in order of the entries; none is success.

    `engine` is that of `glossary`; `ids` limits the terms, and then counts inherited examples too.
    """
    options = Options() if options is None else options
    return tuple(
        Failure(term.id, example, reason)
        for term, example, language in _with_language(glossary, ids)
        for reason in _reasons(term, example, engine, replace(options, page_language=language))
    )


def examples(glossary: Glossary, ids: Collection[str] = ()) -> Iterator[tuple[Term, Example]]:
    """Yield the examples that `run_examples` runs, with their terms."""
    return ((term, example) for term, example, _ in _with_language(glossary, ids))


def _with_language(glossary: Glossary, ids: Collection[str]) -> Iterator[tuple[Term, Example, str]]:
    for term, language in worded_terms(glossary):
        if ids and term.id not in ids:
            continue
        for example in term.examples:
            if ids or not glossary.own or example.path in glossary.own:
                yield term, example, language


def _reasons(term: Term, example: Example, engine: Engine, options: Options) -> Iterator[str]:
    if example.ok:
        yield from _silent(example.ok, term, engine, options)
        return
    found = _findings(example.bad, term, engine, options)
    counted = [finding for finding in found if not example.check or finding.check == example.check]
    if len(counted) != example.count:
        wanted = f"{example.count} finding{'s' * (example.count != 1)}"
        wanted += f" of `{example.check}`" if example.check else ""
        yield f"expected {wanted} in `{example.bad}`, got {_listed(found)}"
    elif not engine.may_mention(example.bad.encode()):
        yield f"expected the prefilter to keep `{example.bad}`, it drops it"
    elif example.good:
        fixed = _fixed(example.bad, found)
        if fixed is not None and fixed != example.good:
            yield f"expected `{example.good}`, got `{fixed}`"
    if example.good:
        yield from _silent(example.good, term, engine, options)


def _silent(text: str, term: Term, engine: Engine, options: Options) -> Iterator[str]:
    if engine.may_mention(text.encode()):
        found = _findings(text, term, engine, options)
        if found:
            yield f"expected no finding in `{text}`, got {_listed(found)}"


def _findings(text: str, term: Term, engine: Engine, options: Options) -> list[Finding]:
    examined = examine(Source("example.md", text.encode()), engine, options)
    return [finding for finding in examined.findings if finding.term == term.id]


def _listed(findings: Iterable[Finding]) -> str:
    return "; ".join(f"`{finding.check}` ({finding.message})" for finding in findings) or "none"


def _fixed(text: str, findings: Iterable[Finding]) -> str | None:
    """Return a text with the first fix of every finding applied; None if a person has to write."""
    fixes: list[Fix] = []
    for finding in findings:
        if not finding.fixes or finding.fixes[0].safety is Safety.SHOWN:
            return None
        fixes.append(finding.fixes[0])
    data = text.encode()
    end = len(data)
    for fix in sorted(fixes, key=lambda fix: fix.span, reverse=True):
        if fix.span.end <= end:
            data = data[: fix.span.start] + fix.text.encode() + data[fix.span.end :]
            end = fix.span.start
    return data.decode()
