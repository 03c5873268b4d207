r"""Draw how sentences are understood: what governs what, as spaCy parses it, with what was found.

    python docs/pictures/claim_svg.py

writes `claim-NAME.svg` beside this file, one for each of SENTENCES. The pictures are those of
displaCy; under a word stands what termcheck takes it for. The same sentences and language model
give the same pictures, byte for byte.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent

SENTENCES = {
    "asserted": "Llama 3.1 is an open source AI model.",
    "attributed": "Meta says that Llama 3.1 is open source.",
    "negated": "Llama 3.1 is not an open source AI model.",
    "software": "llama.cpp is an open source tool that runs Llama 3.1.",
    "list": "Open source models such as Llama 3.1 and OLMo 2 run locally.",
}
"""What each picture shows, by name."""

STYLE = {"distance": 120, "word_spacing": 40, "offset_x": 70, "color": "#1a1a1a", "bg": "#ffffff"}
COLORS = {"term": "#a03800", "subject": "#0b5394"}
CUE = "#6a1b9a"


def pictures() -> dict[str, str]:
    """Return every picture as SVG, by name."""
    from spacy.displacy.render import DependencyRenderer

    from termcheck import Checker

    checker = Checker()
    drawn = {}
    for name, sentence in SENTENCES.items():
        words, arcs = graph(checker, sentence)
        drawn[name] = DependencyRenderer(options=STYLE).render_svg(f"claim-{name}", words, arcs)
    return {name: titled(svg, SENTENCES[name]) for name, svg in drawn.items()}


def titled(svg: str, title: str) -> str:
    """Return a picture in colour that fits its page, and says what it shows to the blind."""
    width, height = re.findall(r'(?:width|height)="([\d.]+)"', svg)[:2]
    svg = re.sub(r" style=\"max-width: none; height: [\d.]+px; ", ' style="', svg, count=1)
    svg = re.sub(r'fill="currentColor" (x="\d+">)(\w[^<]*</tspan>\n</text>)', _colored, svg)
    head, _, rest = svg.strip().partition(">")
    return f'{head} viewBox="0 0 {width} {height}" role="img">\n<title>{title}</title>{rest}\n'


def _colored(tag: re.Match[str]) -> str:
    color = COLORS.get(tag[2].partition("<")[0], CUE)
    return f'fill="{color}" font-weight="bold" {tag[1]}{tag[2]}'


def graph(checker: Any, sentence: str) -> tuple[list[dict[str, str]], list[dict[str, Any]]]:
    """Return the words and arcs of the first sentence that makes a claim."""
    from termcheck import Source
    from termcheck.claims.discourse import Discourse
    from termcheck.claims.nlp import load_parser
    from termcheck.claims.piece import pieces_of

    reader, parser = checker.engine.reader, load_parser()
    assert parser is not None
    (context,) = checker.claims([Source("page.md", f"{sentence}\n".encode())])
    mentions = [one.claim.mention for one in context.weighed]
    piece = pieces_of(Discourse(context.document, reader.find), mentions, reader)[0]
    (parse,) = parser.parse([piece.words])
    found = {"": ""}
    for one in context.weighed:
        found |= dict.fromkeys((subject.name for subject in one.claim.subjects), "subject")
        found |= dict.fromkeys(one.claim.stance_cue.split(), one.claim.stance.value)
    words = [
        {
            "text": token.text,
            "tag": "term" if token.mention >= 0 else found.get(token.text, ""),
        }
        for token in piece.tokens
        if token.word
    ]
    arcs = [
        {
            "start": min(at, head),
            "end": max(at, head),
            "label": label,
            "dir": "left" if at < head else "right",
        }
        for at, (head, label) in enumerate(zip(parse.heads, parse.deps, strict=True))
        if at != head and piece.tokens[at].word
    ]
    return words, arcs


if __name__ == "__main__":
    for name, svg in pictures().items():
        (HERE / f"claim-{name}.svg").write_text(svg, "utf-8", newline="\n")
