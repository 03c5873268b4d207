"""Documents to weighed claims: read, hold against the facts, hand to the checks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from termcheck.checks.claim_finding import ClaimContext
from termcheck.checks.weighing import Scales
from termcheck.claims.analyse import analyse
from termcheck.claims.nlp import load_parser
from termcheck.config.options import MODELS, Options
from termcheck.core.document import Document
from termcheck.core.errors import PluginError
from termcheck.glossary.mention import Mention
from termcheck.match.compiled_glossary import Engine


def read_claims(
    documents: Sequence[tuple[Document, Sequence[Mention]]],
    engine: Engine,
    options: Options,
    *,
    thorough: bool = True,
) -> Iterator[ClaimContext]:
    """Yield each document's claims, weighed; the sentences of all are parsed in one batch.

    Unless `thorough`, sentences that no finding can come of are left out, unparsed. Raises
    `PluginError` if there is no spaCy model, and `FactsError`.
    """
    parser = load_parser(options.spacy_model)
    if parser is None:
        raise PluginError(_no_model(options.spacy_model))
    scales = Scales(engine.glossary, engine.facts, options.today, options.own_subject)
    reader = engine.reader
    found = analyse(documents, reader, parser, thorough=thorough)
    for (document, _), claims in zip(documents, found, strict=True):
        weighed = scales.weigh(claims, document.source.path)
        yield ClaimContext(document, scales, reader.nouns, weighed)


def _no_model(model: str) -> str:
    if not model.isidentifier():
        return f"there is no spaCy model in `{model}`; choose another with `spacy-model`"
    told = f"the spaCy model `{model}` is not installed; "
    if model == MODELS[0]:
        # Of no other name is it known whose package that would be.
        told += f"`pip install {model.replace('_', '-')}`, or "
    return f"{told}choose another with `spacy-model`"
