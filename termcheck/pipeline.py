"""The straight line: one document in, its findings out.

    Source ─► Document ─► Mentions ─► Claims ─► Findings ─► settled Findings
         read        scan       analyse    check      settle

Every arrow is a function from frozen values to frozen values. Files, caches and processes are
`run`'s business, output is `reporters`'; nothing here reads a file or prints.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from termcheck import readers
from termcheck.checks import mixed_terms, of_forms, unknown_subject
from termcheck.checks.base import Context
from termcheck.checks.conditions import applicable
from termcheck.config.options import Options
from termcheck.core.document import Document
from termcheck.core.errors import PluginError
from termcheck.core.finding import Finding, Usage
from termcheck.core.report import Examined, Problem, Remarks
from termcheck.core.source import Source
from termcheck.glossary.mention import Mention
from termcheck.match.compiled_glossary import Engine
from termcheck.settle.settle import settle

if TYPE_CHECKING:
    from termcheck.checks.claim_finding import ClaimContext
    from termcheck.checks.weighing import Scales
    from termcheck.claims.nlp import Parser


def examine(
    source: Source,
    engine: Engine,
    options: Options,
    remarks: Remarks | None = None,
    only: Sequence[int] | None = None,
) -> Examined:
    """Return the findings of one document, with those of another tool about it, if any.

    `only` are the bytes at which a mention can stand, where that is known and nothing else of the
    document matters (see `Engine.sight`). Raises `ReaderError` if the document cannot be read.
    """
    document = document_of(source, options, only)
    mentions = applicable(document, engine.matcher.scan(document))
    context = Context(document, engine.glossary, mentions, options.today)
    findings = [finding for check in of_forms.RUN for finding in check(context)]
    usages = list(mixed_terms.usages(context))
    notices: tuple[str, ...] = ()
    claims = _claims(document, mentions, engine, options)
    if isinstance(claims, str):
        notices = (claims,)
    elif claims is not None:
        from termcheck.checks import inconsistent_claim, of_claims

        findings += [finding for check in of_claims.RUN for finding in check(claims)]
        usages += inconsistent_claim.usages(claims)
    findings += unknown_subject.run(document, engine.glossary, lambda: engine.facts, options.today)
    if remarks is not None:
        findings += _besides(findings, remarks.findings)
        notices += remarks.notices
    # What could not be looked for makes no suppression one of nothing.
    asked = options.grammar and not (remarks and remarks.notices)
    policy = replace(options, claims=options.claims and not isinstance(claims, str), grammar=asked)
    settled = settle(findings, usages, document, policy, known=lambda: _known(engine))
    problems = tuple(
        Problem(source.path, message, *source.point(span.start))
        for span, message in document.problems
    )
    return Examined(settled.findings, settled.usages, settled.suppressed, problems, notices)


def _known(engine: Engine) -> set[str]:
    """Return every check and term id a suppression may name."""
    from termcheck.settle.registry import CHECKS

    return {check.id for check in CHECKS} | set(engine.glossary.terms)


def document_of(source: Source, options: Options, only: Sequence[int] | None = None) -> Document:
    """Return a source as prose; see `readers.read` for `only`.

    Raises `ReaderError`, and `PluginError` for a plugin's reader.
    """
    return readers.read(
        source,
        flavour=options.flavour,
        front_matter_keys=frozenset(options.front_matter),
        readers=readers.further(source.path),
        only=only,
    )


def _besides(ours: Sequence[Finding], theirs: Sequence[Finding]) -> list[Finding]:
    """Return findings of another tool about places that ours say nothing about."""
    spans = [one.span for one in ours]
    return [one for one in theirs if not any(map(one.span.overlaps, spans))]


def _claims(
    document: Document, mentions: Sequence[Mention], engine: Engine, options: Options
) -> ClaimContext | str | None:
    """Return the weighed claims of a document, None if there is none, or why they were not read."""
    claimed = claiming(mentions, engine)
    if not options.claims or not claimed:
        return None
    from termcheck.checks.claim_line import weighed_documents

    parser = _parser(options)
    if parser is None:
        return f"claims were not checked: {_no_model(options)}"
    scales = _scales(engine, options)
    documents = [(document, claimed)]
    return next(weighed_documents(documents, engine.reader, scales, parser, thorough=False))


def claims_of(
    sources: Iterable[Source], engine: Engine, options: Options
) -> Iterator[ClaimContext]:
    """Yield the claims of each document, weighed: all of them, also those no finding comes of.

    Raises `ReaderError` if a document cannot be read, `PluginError` if there is no spaCy model.
    """
    from termcheck.checks.claim_line import weighed_documents

    parser = _parser(options)
    if parser is None:
        raise PluginError(f"claims cannot be read: {_no_model(options)}")
    documents = []
    for source in sources:
        document = document_of(source, options)
        mentions = applicable(document, engine.matcher.scan(document))
        documents.append((document, claiming(mentions, engine)))
    yield from weighed_documents(documents, engine.reader, _scales(engine, options), parser)


def claiming(mentions: Iterable[Mention], engine: Engine) -> list[Mention]:
    """Return the mentions of terms that promise something of what they are said of."""
    return [one for one in mentions if engine.glossary.terms[one.term].makes_claims]


def _parser(options: Options) -> Parser | None:
    from termcheck.claims.nlp import load_parser

    return load_parser(options.spacy_model)


def _no_model(options: Options) -> str:
    model = options.spacy_model
    if not model.isidentifier():
        return f"there is no spaCy model in `{model}`; choose another with `spacy-model`"
    return (
        f"the spaCy model `{model}` is not installed; `pip install {model.replace('_', '-')}`, "
        "or choose another with `spacy-model`"
    )


def _scales(engine: Engine, options: Options) -> Scales:
    from termcheck.checks.weighing import Scales

    return Scales(engine.glossary, engine.facts, options.today, options.own_subject)


def across(usages: Iterable[Usage]) -> Iterator[Finding]:
    """Yield the findings that only a whole run shows: what documents say against each other."""
    groups: dict[tuple[str, str], list[Usage]] = defaultdict(list)
    for usage in usages:
        groups[usage.check, usage.group].append(usage)
    for (check, _), group in groups.items():
        if check == mixed_terms.CHECK.id:
            yield from mixed_terms.compare(group)
        else:
            from termcheck.checks import inconsistent_claim

            yield from inconsistent_claim.compare(group)
