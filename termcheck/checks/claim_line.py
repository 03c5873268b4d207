"""Documents to weighed claims: read, hold against the facts, hand to the checks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from termcheck.checks.claim_finding import ClaimContext
from termcheck.checks.weighing import Scales
from termcheck.claims.analyse import analyse
from termcheck.claims.nlp import Parser
from termcheck.claims.reader import Reader
from termcheck.core.document import Document
from termcheck.glossary.mention import Mention


def weighed_documents(
    documents: Sequence[tuple[Document, Sequence[Mention]]],
    reader: Reader,
    scales: Scales,
    parser: Parser,
    *,
    thorough: bool = True,
) -> Iterator[ClaimContext]:
    """Yield each document's claims, weighed; the sentences of all are parsed in one batch.

    Unless `thorough`, sentences that no finding can come of are left out, unparsed.
    """
    found = analyse(documents, reader, parser, thorough=thorough)
    for (document, _), claims in zip(documents, found, strict=True):
        weighed = scales.weigh(claims, document.source.path)
        yield ClaimContext(document, scales, reader.nouns, weighed)
