"""Every mention of every form, and nothing that only looks like one."""

from __future__ import annotations

import itertools
import pickle
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from termcheck import readers
from termcheck.core.document import Block, Document, Kind, Mark, MarkKind, Segment
from termcheck.core.source import Source
from termcheck.glossary.lexicon import make_lexicon, normal
from termcheck.glossary.model import Form, Glossary, PartOfSpeech, Term
from termcheck.match.compiled_glossary import Engine
from termcheck.match.matcher import Matcher

GLOSSARY = """
terms:
- {id: ai, term: AI}
- {id: allowlist, term: allowlist, deprecated: [whitelist]}
- {id: gap-pad, term: gap pad}
- {id: net, term: .NET, part-of-speech: proper-noun}
- {id: node, term: Node.js, part-of-speech: proper-noun}
- {id: open-source, term: open source, part-of-speech: adjective}
- {id: open-source-ai, term: open source AI, claims: [{said-of: model, vague: true}]}
- {id: set-up, term: set up, part-of-speech: verb}
- {id: thermal-gap-pad, term: thermal gap pad}
- {id: todo, term: to-do, deprecated: [todo], except: [TODO Group]}
"""
MakeEngine = Callable[[str], Engine]


@pytest.fixture(scope="session")
def engine(engine_of: MakeEngine) -> Engine:
    return engine_of(GLOSSARY)


def found(engine: Engine, markdown: str) -> list[str]:
    document = readers.read(Source("page.md", markdown.encode()))
    return [f"{one.term}: {one.text}" for one in engine.matcher.scan(document)]


@pytest.mark.parametrize(
    ("markdown", "mentions"),
    [
        ("A whitelist.", ["allowlist: whitelist"]),
        ("WHITELISTS!", ["allowlist: WHITELISTS"]),
        ("The whitelist's end", ["allowlist: whitelist"]),
        ("white**list**", ["allowlist: whitelist"]),
        ("whitelistings, rewhitelist, white_list", []),
        ("The whitelist(s) (whitelist) of 5%", ["allowlist: whitelist"] * 2),
        ("> They set\n> up, are setting *up*", ["set-up: set up", "set-up: setting up"]),
        ("**open** [source](x.md)", ["open-source: open source"]),
        ("open&nbsp;source", ["open-source: open source"]),
        ("open‑source, opensource", ["open-source: open‑source", "open-source: opensource"]),
        ("*.NET* and ASP.NET", ["net: .NET"]),
        ("Node.js, nodejs.org, Node.jsx", ["node: Node.js"]),
    ],
)
def test_finds_forms(engine: Engine, markdown: str, mentions: list[str]) -> None:
    assert found(engine, markdown) == mentions


def test_the_longest_match_wins(engine: Engine) -> None:
    assert found(engine, "A thermal gap pad is no gap pad.") == [
        "thermal-gap-pad: thermal gap pad",
        "gap-pad: gap pad",
    ]


def test_terms_that_make_claims_and_others_are_matched_apart(engine: Engine) -> None:
    assert found(engine, "open source AI") == [
        "open-source-ai: open source AI",
        "open-source: open source",
        "ai: AI",
    ]


def test_exceptions_shield_their_own_term(engine: Engine) -> None:
    assert found(engine, "The TODO Group has a todo.") == ["todo: todo"]
    assert found(engine, "Two TODO Groups met.") == []


def test_exceptions_do_not_shield_other_terms(engine_of: MakeEngine) -> None:
    glossary = "terms: [{id: a, term: list, except: [white list]}, {id: b, term: white}]"
    assert found(engine_of(glossary), "A white list.") == ["b: white"]


def test_exceptions_of_an_exact_term_are_exact(engine_of: MakeEngine) -> None:
    glossary = "terms: [{id: a, term: open AI, case: exact, except: [Open AI]}]"
    assert found(engine_of(glossary), "Open AI and open AI.") == ["a: open AI"]


@pytest.mark.parametrize(
    "markdown",
    [
        "`whitelist`",
        "    whitelist = 1",
        "https://example.org/whitelist",
        "see <https://example.org/whitelist>",
        "whitelist.txt",
        "docs/whitelist/index.md",
        "config.whitelist",
        "$whitelist and @whitelist",
        "--whitelist",
        "whitelist_file",
        "Add-Whitelist.ps1",
        "whitelist=1",
        "C:\\whitelist",
        "me@whitelist.org",
        "WhiteList",
        "[whitelist-tool](https://example.org)",
        "whitelist() and whitelist().",
        "#whitelist, a tag",
        "%whitelist% and {whitelist} and \\<whitelist>",
    ],
)
def test_names_for_machines_are_no_mentions(engine: Engine, markdown: str) -> None:
    assert found(engine, markdown) == []


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ('the "whitelist" here', True),
        ("the “whitelist of hosts” here", True),
        ("the 'whitelist' here", True),
        ("the «whitelist» here", True),
        ("users' whitelist and hosts' list", False),
        ('a "b" whitelist "c"', False),
        ("5\" whitelist", False),
    ],
)  # fmt: skip
def test_knows_quotation_marks(engine: Engine, text: str, quoted: bool) -> None:
    document = readers.read(Source("page.md", text.encode()))
    (mention,) = engine.matcher.scan(document)
    assert mention.quoted is quoted


def test_marked_quotations_are_quoted(engine: Engine) -> None:
    document = readers.read(Source("page.html", b"<p>They call it <q>a whitelist</q>.</p>"))
    (mention,) = engine.matcher.scan(document)
    assert mention.quoted


def test_mentions_do_not_cross_blocks(engine: Engine) -> None:
    assert found(engine, "- open\n- source\n\n# open\n\nsource") == []


def test_a_lexicon_survives_pickling(engine: Engine) -> None:
    again = pickle.loads(pickle.dumps(engine))
    assert found(again, "A whitelist.") == found(engine, "A whitelist.")


def test_nothing_to_look_for_finds_nothing(engine_of: MakeEngine) -> None:
    assert found(engine_of("terms: []"), "A whitelist.") == []


PROSE = st.text(
    st.sampled_from("aeginoprstuw AIWSPT-.\u2011\u00a0'’\"_*/`éßİ😀"), min_size=0, max_size=60
)
WORDS = st.sampled_from(
    [
        "open source",
        "Open-Source",
        "whitelist",
        "gap pad",
        "thermal gap pad",
        "AI",
        "set up",
        "TODO",
    ]
)


@given(st.lists(PROSE | WORDS, max_size=8))
def test_a_mention_is_what_the_text_says(engine: Engine, pieces: list[str]) -> None:
    text = " ".join(pieces)
    block = Block(Kind.PARAGRAPH, text, (Segment(0, len(text), 0, len(text.encode()), True),))
    mentions = engine.matcher.scan(Document(Source("a", text.encode()), (block,)))
    for mention in mentions:
        assert block.text[mention.start : mention.end] == mention.text
        assert normal(mention.text) == normal(mention.surface.text)
    for layer in (True, False):
        own = [m for m in mentions if (m.term in engine.lexicon.claim_terms) is layer]
        for one, other in itertools.pairwise(own):
            assert (one.start, one.end) == (other.start, other.end) or one.end <= other.start


@given(st.text(max_size=40))
def test_normal_keeps_every_character_in_its_place(text: str) -> None:
    assert len(normal(text)) == len(text)


def test_marks_of_code_hold_words_out() -> None:
    term = Term(id="a", term="cat", part_of_speech=PartOfSpeech.NOUN, deprecated=(Form("dog"),))
    matcher = Matcher(make_lexicon(Glossary(terms={"a": term}), {}))
    block = Block(
        Kind.PARAGRAPH, "dog dog", (Segment(0, 7, 0, 7, True),), (Mark(0, 3, MarkKind.CODE),)
    )
    mentions = matcher.scan(Document(Source("a", b"dog dog"), (block,)))
    assert [one.start for one in mentions] == [4]
