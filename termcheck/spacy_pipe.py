"""Claims as a component of a spaCy pipeline: `nlp.add_pipe("termcheck_claims")`.

    nlp = spacy.blank("en")
    nlp.add_pipe("termcheck_claims")
    doc = nlp("Llama 3.1 is an open source AI model.")
    doc.spans["termcheck"][0]._.stance

spaCy finds the component by its entry point `spacy_factories` once termcheck is installed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup

from termcheck.claims.analyse import analyse
from termcheck.claims.claim import Claim
from termcheck.claims.network import load_network
from termcheck.core.document import Block, Document, Kind, Segment
from termcheck.core.source import Source

if TYPE_CHECKING:
    from termcheck.match.compiled_glossary import Engine

KEY = "termcheck"
"""The key of the group of spans in `doc.spans`, one for each mention of a term."""
EXTENSIONS: dict[str, object] = {
    "stance": "",
    "subjects": (),
    "cue": "",
    "speaker": "",
    "confidence": 0.0,
}
"""What each of those spans has in `span._`, and what any other span has there."""
_PARAGRAPH = re.compile(r"[^\n]+(?:\n(?!\s*\n)[^\n]+)*")


@Language.factory(
    "termcheck_claims",
    default_config={"glossary": ["ai-openness"], "model": ""},
    assigns=["doc.spans", *(f"span._.{name}" for name in EXTENSIONS)],
)
def make_component(
    nlp: Language,  # noqa: ARG001 - spaCy gives both by their names
    name: str,  # noqa: ARG001
    glossary: list[str],
    model: str,
) -> ClaimComponent:
    """Return the component.

    `glossary` names shipped glossaries or files, `model` the folder of a model that reads claims,
    the shipped one if empty. Raises `GlossaryError` or `PluginError` where there is none.
    """
    from termcheck.match.compiled_glossary import load_engine

    return ClaimComponent(load_engine(*glossary), model)


class ClaimComponent:
    """Marks the mentions of terms in a doc, each with its stance, subjects and the words for it.

    Terms that promise nothing of what they are said of are left out. Paragraphs end at an empty
    line; nothing in the text is read as markup.
    """

    def __init__(self, engine: Engine, model: str = "") -> None:
        self._engine = engine
        self._network = load_network(model)
        for name, default in EXTENSIONS.items():
            if not Span.has_extension(name):
                Span.set_extension(name, default=default)

    def __call__(self, doc: Doc) -> Doc:
        """Return a doc with its claims marked."""
        return next(self.pipe([doc]))

    def pipe(
        self,
        stream: Iterable[Doc],
        *,
        batch_size: int = 64,  # noqa: ARG002 - spaCy gives it
    ) -> Iterator[Doc]:
        """Yield docs with their claims marked."""
        for doc in stream:
            document = _document(doc.text)
            mentions = self._engine.claiming(self._engine.matcher.scan(document))
            [found] = analyse([(document, mentions)], self._engine.reader, self._network)
            doc.spans[KEY] = SpanGroup(
                doc, name=KEY, spans=list(_spans(doc, document, found.claims))
            )
            yield doc


def _spans(doc: Doc, document: Document, claims: Sequence[Claim]) -> Iterator[Span]:
    for claim in claims:
        mention = claim.mention
        start = document.blocks[mention.block].segments[0].source_start
        offset = _characters(document, start)
        span = doc.char_span(
            offset + mention.start,
            offset + mention.end,
            label=mention.term,
            alignment_mode="expand",
        )
        assert span is not None
        span._.stance = str(claim.stance)
        span._.subjects = tuple(
            subject.name or str(subject.reference) for subject in claim.subjects
        )
        span._.cue = claim.cue
        span._.speaker = claim.speaker
        span._.confidence = claim.confidence
        yield span


def _characters(document: Document, at: int) -> int:
    return len(document.source.data[:at].decode())


def _document(text: str) -> Document:
    """Return a text as paragraphs, each character where it was."""
    blocks = []
    for found in _PARAGRAPH.finditer(text):
        words = found[0].replace("\n", " ").replace("\r", " ")
        start = len(text[: found.start()].encode())
        end = start + len(found[0].encode())
        segments: Any = (Segment(0, len(words), start, end, True),)
        blocks.append(Block(Kind.PARAGRAPH, words, segments))
    return Document(Source("doc", text.encode()), tuple(blocks))
