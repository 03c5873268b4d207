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
from termcheck.checks.change_title import log_entries, titles
from termcheck.checks.check import Page
from termcheck.checks.registry import BY_ID, CHECKS
from termcheck.config.options import Options
from termcheck.core.document import Document, Scope
from termcheck.core.errors import PluginError
from termcheck.core.finding import Finding, Safety, Severity, Usage
from termcheck.core.report import Examined, Problem, Remarks
from termcheck.core.source import Source
from termcheck.core.suppressions import Suppressions
from termcheck.match.compiled_glossary import Engine
from termcheck.readers.frontmatter import is_warning
from termcheck.settle.settle import settle

if TYPE_CHECKING:
    from termcheck.checks.claim_finding import ClaimContext


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
    return examined(page_of(source, engine, options, remarks, only))


def page_of(
    source: Source,
    engine: Engine,
    options: Options,
    remarks: Remarks | None = None,
    only: Sequence[int] | None = None,
) -> Page:
    """Return one document as its checks see it, see `examine`."""
    return Page(document_of(source, options, only), engine, options, remarks, CHECKS)


def examined(page: Page) -> Examined:
    """Return the findings of a page, as `examine` does."""
    source, document, options, remarks = (
        page.document.source, page.document, page.options, page.remarks,
    )  # fmt: skip
    findings: list[Finding] = []
    usages: list[Usage] = []
    for check in page.checks:
        if check.of_claims and not page.has_claims:
            continue
        if check.document is not None:
            findings += check.document(page)
        if check.usages is not None:
            usages += check.usages(page)
    settled = settle(
        _heard(findings), usages, document, options, about=lambda used: _of_suppressions(page, used)
    )
    problems = tuple(
        Problem(source.path, message, *source.point(span.start), warning=is_warning(message))
        for span, message in document.problems
    )
    notices = remarks.notices if remarks is not None else ()
    if page.claims_unread:
        notices = (f"claims were not checked: {page.claims_unread}", *notices)
    elif page.has_claims and page.claims.unread:
        language = page.claims.language
        notices = (f"claims in other languages than `{language}` were not read", *notices)
    reported = tuple(_of_quotations(settled.findings, page)) if settled.findings else ()
    return Examined(reported, settled.usages, settled.suppressed, problems, notices)


def document_of(source: Source, options: Options, only: Sequence[int] | None = None) -> Document:
    """Return a source as prose; see `Reading` for `only`.

    Raises `ReaderError`, and `PluginError` for a plugin's reader.
    """
    return readers.read(source, options.reading(only), readers=readers.further(source.path))


def _heard(findings: Sequence[Finding]) -> Iterator[Finding]:
    """Yield findings without those of checks that give way where another one says something."""
    spans = [finding.span for finding in findings if not BY_ID[finding.check].gives_way]
    for finding in findings:
        if not BY_ID[finding.check].gives_way or not any(map(finding.span.overlaps, spans)):
            yield finding


def _of_quotations(findings: Iterable[Finding], page: Page) -> Iterator[Finding]:
    """Yield findings, those about the forms of quoted words as information without a fix.

    What somebody else wrote is not corrected, unless the term says that it holds in quotations;
    nor is a change log, and titles of changes and works are not spoken of.
    """
    cited = list(titles(page.document))
    spans = [
        block.span(0, len(block.text))
        for block in page.document.blocks
        if block.text and Scope.QUOTE in block.scopes
    ]
    spans += log_entries(page.document)
    terms = page.glossary.terms
    for finding in findings:
        of_form = finding.term in terms and not BY_ID[finding.check].of_claims
        if not of_form or terms[finding.term].quoted:
            yield finding
            continue
        if any(map(finding.span.overlaps, cited)):
            continue
        if not any(map(finding.span.overlaps, spans)):
            yield finding
            continue
        fixes = tuple(replace(fix, safety=Safety.SHOWN) for fix in finding.fixes)
        yield replace(finding, severity=min(finding.severity, Severity.INFO), fixes=fixes)


def _of_suppressions(page: Page, used: Suppressions) -> Iterator[Finding]:
    for check in page.checks:
        if check.suppressions is not None:
            yield from check.suppressions(page, used)


def claims_of(
    sources: Iterable[Source], engine: Engine, options: Options
) -> Iterator[ClaimContext]:
    """Yield the claims of each document, weighed: all of them, also those no finding comes of.

    Raises `ReaderError` if a document cannot be read, `PluginError` if nothing reads claims.
    """
    documents = [document_of(source, options) for source in sources]
    yield from claims_in(documents, engine, options)


def claims_in(
    documents: Iterable[Document], engine: Engine, options: Options
) -> Iterator[ClaimContext]:
    """Yield the claims of documents that were read already, see `claims_of`."""
    from termcheck.checks.claim_line import read_claims

    pages = [Page(document, engine, options) for document in documents]
    mentioned = [(page.document, engine.claiming(page.mentions)) for page in pages]
    try:
        yield from read_claims(mentioned, engine, options)
    except PluginError as error:
        raise PluginError(f"claims cannot be read: {error.reason}") from None


def across(usages: Iterable[Usage]) -> Iterator[Finding]:
    """Yield the findings that only a whole run shows: what documents say against each other."""
    groups: dict[tuple[str, str], list[Usage]] = defaultdict(list)
    for usage in usages:
        groups[usage.check, usage.group].append(usage)
    for (check, _), group in groups.items():
        compare = BY_ID[check].run
        if compare is not None:
            yield from compare(group)
