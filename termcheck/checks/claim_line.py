"""Documents to weighed claims: read, hold against the facts, hand to the checks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from termcheck.checks.claim_finding import ClaimContext
from termcheck.checks.weighing import ClaimJudge
from termcheck.claims.analyse import analyse
from termcheck.claims.network import load_network
from termcheck.config.options import Options
from termcheck.core.document import Document
from termcheck.glossary.mention import Mention
from termcheck.match.compiled_glossary import Engine


def read_claims(
    documents: Sequence[tuple[Document, Sequence[Mention]]],
    engine: Engine,
    options: Options,
    *,
    thorough: bool = True,
) -> Iterator[ClaimContext]:
    """Yield each document's claims, weighed.

    Unless `thorough`, mentions that no finding can come of are left out, unread. Raises
    `PluginError` if there is no model that reads claims, and `FactsError`.
    """
    network = load_network(options.claims_model)
    sure = network.threshold if options.confidence is None else options.confidence
    reader = engine.reader
    judge = ClaimJudge(
        engine.glossary,
        engine.facts,
        options.today,
        options.own_subject,
        sure,
        reader.cues.licences,
    )
    found = analyse(documents, reader, network, thorough=thorough)
    for (document, _), analysed in zip(documents, found, strict=True):
        weighed = judge.weigh(analysed.claims, document, reader)
        yield ClaimContext(
            document, judge, reader.nouns, weighed, analysed.unread, network.language
        )
