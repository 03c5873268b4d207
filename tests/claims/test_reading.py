"""What is read of a page: languages, tables, lists, licences, and what stands beside a claim."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from termcheck import Checker, Source
from termcheck.config.project import Config
from termcheck.core.finding import Finding, Severity

CHECKER = Checker(Config())
FALSE = "Mistral 7B is an open source AI model."


def found(text: str) -> list[Finding]:
    """Return the findings about claims in a page."""
    claims = {"contradicted-claim", "unsupported-claim", "ambiguous-term", "conflated-terms"}
    return [one for one in CHECKER.check(Source("a.md", text.encode())) if one.check in claims]


def said(text: str) -> list[tuple[str, tuple[str, ...]]]:
    """Return stance and subjects of each claim of a page."""
    (context,) = CHECKER.claims([Source("a.md", text.encode())])
    return [
        (str(one.claim.stance), tuple(two.name for two in one.claim.subjects))
        for one in context.weighed
    ]


def test_a_sentence_without_common_words_is_no_foreign_one() -> None:
    page = "We release an open-source large language model trained on 2T tokens."
    assert said(page) != []


@pytest.mark.parametrize(
    "text",
    [
        "Das Modell Llama 3.1 ist open source, und alle können es ohne jede Gebühr selbst nutzen.",
        "Le modèle Llama 3.1 est open source et chacun peut le télécharger sans payer un centime.",
        "---\nlang: nl\n---\n\nLlama 3.1 is open source.",
    ],
)
def test_other_languages_are_said_to_be_not_read(text: str) -> None:
    examined = CHECKER.examine(Source("a.md", text.encode()))
    assert [one for one in examined.findings if one.check == "contradicted-claim"] == []
    (context,) = CHECKER.claims([Source("a.md", text.encode())])
    assert context.weighed == ()


CLAIMS = [
    FALSE,
    "Llama 3.1 is open source.",
    "Meta has open-sourced Llama 3.1.",
    "The open-source Gemma 2 runs on a laptop.",
    "Llama 3.1 leads, with better scores than all other open-source models.",
    "Open-source models such as Llama 3.1 and Falcon are popular.",
    "Meta offers Llama 3.1 under an open-source license.",
    "Acme-Nine-7B is an open model.",
    "GPT-4 is open-weight.",
    "Even though Grok-1 is open source, it is large.",
    "Despite being open source, Grok-1 is cheap.",
    "Is Phi-3 open source? Yes.",
    "MiniMax open-sources M2.",
    "Our new model is open source.",
]
BESIDE = [
    "It comes with open weights.",
    "OLMo 2 is open source.",
    "Llama 3.1 has open weights.",
    "Nobody says that GPT-4 is open source.",
    "The sky is blue.",
    "What does open source mean?",
    "Is OLMo 2 open source?",
    "If it were open source, we would use it.",
    "The Open Source Initiative keeps a definition.",
    "Some call that open source.",
    "Qwen is by Alibaba.",
    "Open-source models lower cost.",
    "The code is on GitHub.",
    "Meet Acme Nine.",
    "No.",
    "Its license is Apache 2.0.",
    "Experts disagree.",
]
BLOCKS = [
    *BESIDE,
    "# News",
    "# Acme Nine",
    "# Why open source?",
    "## What is open source?",
    "- OLMo 2\n- Pythia",
    "> A word of somebody.",
    "| Model | Open source |\n| --- | --- |\n| OLMo 2 | yes |",
]


@given(
    claim=st.sampled_from(CLAIMS),
    page=st.one_of(
        st.sampled_from(BESIDE).flatmap(lambda it: st.sampled_from([f"{it} {{}}", f"{{}} {it}"])),
        st.sampled_from(BLOCKS).flatmap(
            lambda it: st.sampled_from([f"{it}\n\n{{}}", f"{{}}\n\n{it}"])
        ),
    ),
)
@settings(max_examples=60, deadline=None)
def test_what_stands_beside_a_false_claim_never_softens_it(claim: str, page: str) -> None:
    assert severity_of(claim, page) >= severity_of(claim, "{}")


def severity_of(claim: str, page: str) -> Severity:
    """Return how severe what is found in a claim is, where it stands in a page."""
    start = page.index("{}")
    places = range(start, start + len(claim))
    within = [one for one in found(page.format(claim) + "\n") if one.span.start in places]
    return max((one.severity for one in within), default=Severity.OFF)


@pytest.mark.parametrize(
    "page",
    [
        "The following statements are false:\n\n1. Llama 3.1 is open source.",
        "Meta claims that\n\n- Llama 3.1 is open source,\n- it is safe.",
        "Do not write:\n\n- Llama 3.1 is open source.",
        "| Wrong | Right |\n|---|---|\n| Llama 3.1 is open source | Llama 3.1 is open-weight |",
        'A firm wrote. "We did much. Llama 3.1 is open source. More comes soon," it says.',
    ],
)
def test_what_leads_into_a_sentence_decides_how_it_is_meant(page: str) -> None:
    assert not found(page)


def test_equals_are_as_severe_in_any_order() -> None:
    for names in ("Gemma 2 and Llama 3.1", "Llama 3.1 and Gemma 2"):
        (one,) = found(f"{names} are open source.")
        assert one.severity is Severity.ERROR


@given(
    names=st.permutations(("Llama 3.1", "OLMo 2", "Tern 9B", "PyTorch", "the runtime", "our SDK")),
    sentence=st.sampled_from(
        [
            "Both {} and {} are open source.",
            "{} and {} are open source.",
            "We open-sourced {} and {}.",
        ]
    ),
)
@settings(max_examples=15, deadline=None)
def test_equals_may_change_places(names: list[str], sentence: str) -> None:
    first, second, *_ = names
    one, other = (sentence.format(*pair) for pair in ((first, second), (second, first)))
    read, read_turned = (
        [(stance, set(subjects)) for stance, subjects in said(text[0].upper() + text[1:])]
        for text in (one, other)
    )
    assert read == read_turned


@pytest.mark.parametrize(
    "page",
    [
        "## 🔥 Gemma 2: a strong open-source LLM",
        "## Top open source LLMs\n\n### 1. 🥇 Gemma 2\n\nSmall.",
        "### 🔓 Open source:\n\n* 🐬 **Gemma 2** - small",
        "- **1. Open source:** Gemma 2",
        "# Gemma 2\n\n**OpenSource**",
    ],
)
def test_signs_numbers_and_labels_do_not_hide_a_name(page: str) -> None:
    assert said(page) == [("asserted", ("Gemma 2",))]


def test_a_column_headed_by_a_term_is_a_claim_for_each_row() -> None:
    page = (
        "| Model | Open source |\n|---|---|\n| Llama 3.1 | ✓ |\n| OLMo 2 | yes |\n| GPT-4 | ✗ |\n"
    )
    assert said(page)[1:] == [
        ("asserted", ("Llama 3.1",)),
        ("asserted", ("OLMo 2",)),
        ("negated", ("GPT-4",)),
    ]
    (one,) = found(page)
    assert (one.check, one.actual, one.fixes) == ("contradicted-claim", "✓", ())
    assert one.message.startswith("Unexpected `Open source` for Llama 3.1")


def test_rows_of_other_things_and_of_nothing_are_no_claims() -> None:
    rows = "| --- | --- |\n| Acme Store | yes |\n| https://example.org/llama | yes |\n| ✓ | ✓ |\n"
    assert said(f"| Vector database | Open source |\n{rows}")[1:] == []
    assert said(f"| Feature | Acme Open Source |\n{rows}")[1:] == []
    named = said(f"| Model | Is it fully open source? |\n{rows}")[1:]
    assert named == [("asserted", ("Acme Store",))]


@pytest.mark.parametrize(
    "page",
    [
        "# Open source models\n\n## 1. Mistral 7B\n\nSmall.\n\n## 2. Gemma 2\n\nLarger.\n",
        "# Open-Source Models\n\n- Mistral 7B\n- Gemma 2\n",
        "# Open source LLMs\n\n1. 🔥 **Mistral 7B**\n2. ✨ Gemma 2\n",
        "## Open source:\n\nSome are small.\n\n### Mistral 7B\n\nOld.\n\n### Gemma 2\n\nNewer.\n",
    ],
)
def test_a_heading_is_said_of_what_is_listed_below(page: str) -> None:
    assert said(page)[0] == ("asserted", ("Mistral 7B", "Gemma 2"))


@pytest.mark.parametrize(
    "licence",
    [
        "It is licensed under CC BY-NC 4.0.",
        "![License: CC BY-NC 4.0](https://example.org/badge.svg)",
        "## License\n\nAcme-Judge-7B is released under the CC-BY-NC-4.0 license.",
    ],
)
def test_a_licence_the_page_states_is_held_against_what_it_says(licence: str) -> None:
    claim = "Acme-Judge-7B is an open source model."
    assert [one.check for one in found(claim)] == ["unsupported-claim"]
    (one,) = found(f"{claim}\n\n{licence}\n")
    assert (one.check, one.severity) == ("contradicted-claim", Severity.ERROR)
    assert "`" in one.related[0].text
    assert one.related[0].line > 1
    # One that is free enough says nothing of the other parts.
    (one,) = found(f"{claim}\n\nIt is licensed under Apache-2.0.\n")
    assert one.check == "unsupported-claim"


def test_a_licence_alone_below_its_heading_is_that_of_the_page() -> None:
    page = "# Acme-Judge-7B\n\nAcme-Judge-7B is open source.\n\n## 📜 License\n\n"
    assert [one.check for one in found(f"{page}[CC BY-NC 4.0](LICENSE)")] == ["contradicted-claim"]
    assert [one.check for one in found(f"{page}Data: CC BY-NC 4.0")] == ["unsupported-claim"]


def test_front_matter_states_the_licence_of_what_the_title_names() -> None:
    page = (
        "---\ntitle: Acme-Judge-7B\nlicense: cc-by-nc-4.0\n---\n\nAcme-Judge-7B is open source.\n"
    )
    (one,) = found(page)
    assert one.check == "contradicted-claim"
    assert [(place.line, place.column) for place in one.related] == [(3, 1)]


def test_one_subject_is_one_question_in_a_report() -> None:
    page = "\n\n".join(["Mistral 7B is an open source AI model."] * 3).encode()
    checker = Checker(Config())
    report = checker.run(texts={"a.md": page}, fold=True)
    (one,) = report.findings
    assert (one.line, [place.line for place in one.related]) == (1, [3, 5])
    # Whoever marks or mends the text needs every place.
    assert [one.line for one in checker.check(Source("a.md", page))] == [1, 3, 5]
    assert checker.fix(Source("a.md", page), unsafe=True).after.data.count(b"open-weight") == 3


def test_what_is_said_in_another_sentence_is_said_there() -> None:
    stances = [
        stance
        for stance, _ in said("Meta says that Llama 3.1 is open source. OLMo 2 is open source.")
    ]
    assert stances == ["attributed", "asserted"]


@pytest.mark.parametrize(
    ("page", "rival"),
    [
        ("By open source AI we mean models whose weights anybody can download.", True),
        ("For our team, open source AI means free weights.", True),
        ("By open source AI we mean weights, code and information about the training data.", False),
        ("Open source AI means freedom.", False),
        ("This table shows what “open source AI” means for a model and its weights.", False),
        ("We explain what the term open source AI means when only weights are free.", False),
        ("Whatever others say, open source AI means free weights.", True),
        ("An open source program office means that weights can be downloaded.", False),
        ("We help by open sourcing a set of guides about weights and data.", False),
    ],
)
def test_rival_definitions_are_found(page: str, rival: bool) -> None:
    checks = [one.check for one in CHECKER.check(Source("a.md", page.encode()))]
    assert ("rival-definition" in checks) is rival


def test_a_cell_speaks_of_its_row_and_not_of_what_stands_before_the_table() -> None:
    page = """It runs Mixtral, gpt-oss and Moonshot AI's Kimi K2.

| Use | Model | Notes |
|---|---|---|
| Chat | Llama 3.1 | A model for all. |
| Any | Mixtral 8x7B | OpenSource. Ideal for many languages |
"""
    assert said(page) == [("asserted", ("Mixtral 8x7B",))]


def test_a_cell_that_opens_with_a_term_is_said_of_its_row() -> None:
    page = """| Model | Score | Speed | Cost | Best use in the kit |
|---|---|---|---|---|
| OLMo 2 | 50 | Good | $0.37 | Open source fallback when cost matters |
| GPT-4o | 70 | Good | $2.10 | Open-source models cost less |
"""
    claims = said(page)
    assert claims[0] == ("asserted", ("OLMo 2",))
    assert ("asserted", ("GPT-4o",)) not in claims


def test_the_title_of_a_page_is_said_of_the_headings_below() -> None:
    page = "---\ntitle: The 4 finest open-source LLMs\n---\n\nWhich is it?\n\n## Phi-3\n\nSmall."
    assert said(page) == [("asserted", ("Phi-3",))]
    assert said(page.replace("The 4 finest", "How to host")) == [("asserted", ("",))]


@pytest.mark.parametrize(
    ("cells", "subjects"),
    [
        ("Gemma 2<br>Phi-3 | Open source", ("Gemma 2", "Phi-3")),
        ("Gemma 2 | Quick<br/>Open source<br>Small data", ("Gemma 2",)),
        ("Google | Gemma 2 (open source)<br>Gemini (closed)", ("Gemma 2",)),
    ],
)
def test_lines_of_a_cell_are_read_apart(cells: str, subjects: tuple[str, ...]) -> None:
    assert said(f"| Model | Notes |\n|---|---|\n| {cells} |") == [("asserted", subjects)]


def test_an_answer_holds_of_each_line_of_the_first_cell() -> None:
    page = "| Model | Open source |\n|---|---|\n| Gemma 2<br>Phi-3 | ✓ |\n"
    assert said(page)[1:] == [("asserted", ("Gemma 2", "Phi-3"))]


@pytest.mark.parametrize(
    ("page", "wrong"),
    [
        ("Tern Nine is open source.", False),
        ("Tern Nine is an open source model.", True),
        ("# Models\n\nTern Nine is open source, and so are its weights.", True),
    ],
)
def test_what_claims_shows_of_an_unrecorded_name_is_what_is_found(page: str, wrong: bool) -> None:
    (context,) = CHECKER.claims([Source("a.md", page.encode())])
    assert [one.wrong for one in context.weighed] == [wrong]
    assert bool(found(page)) is wrong
