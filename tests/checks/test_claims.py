"""The checks of claims, as a project meets them: what is told, why, and what would be true."""

from __future__ import annotations

import datetime
import functools
import itertools
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from termcheck import Checker, Source
from termcheck.config.project import Config
from termcheck.core.finding import Finding, Safety, Severity
from termcheck.core.shipped import shipped_folder

Findings = Callable[..., list[Finding]]
PROMISES = Path(__file__).parents[2] / "glossary" / "examples" / "promises.yml"

SUBJECTS = """
subjects:
- id: heartnet
  name: HeartNet 2
  kind: model
  family: heart
  licence: Apache-2.0
  basis: source
  components:
    weights: {availability: public, basis: source}
    training-code: {availability: public, basis: source}
    inference-code: {availability: public, basis: source}
    training-data: {availability: withheld, basis: source, reason: patient records}
    data-information: {availability: withheld, basis: source, reason: patient records}
  evidence: ["https://example.org/heartnet"]
  verified: 2026-11-01
- id: acme-lm
  name: Acme LM 1
  kind: model
  producer: Acme
  year: 2026
  licence: LicenseRef-Proprietary
  components: {weights: service}
  evidence: ["https://example.org/acme-lm"]
  verified: 2020-01-01
- id: nova
  name: Nova LM 1
  kind: model
  components:
    training-code: {availability: withheld, basis: source}
  evidence: ["https://example.org/nova"]
  verified: 2026-11-01
- id: mill
  name: Millwork
  kind: software
  url: https://example.org/mill/LICENSE
  basis: producer
  verified: 2026-11-01
  releases:
  - {since: "2.0", licence: BUSL-1.1}
  - {since: "0", licence: MIT}
- id: zed
  name: Zedworks
  aliases: [Z9, ZED]
  kind: software
  licence: BUSL-1.1
- {id: faces, name: Faces-1M, kind: dataset, licence: CC-BY-NC-4.0}
- {id: beads, name: Beads-1M, kind: dataset}
- {id: lathe, name: Latheworks, kind: software, licence: MIT}
- {id: drill, name: Drillworks, kind: software}
- {id: heart, name: HeartNet, kind: model}
"""


def made_by(maker: str, *made: tuple[int, str]) -> str:
    """A maker and its models, each with its year and whether its training code is there."""
    return f"- {{id: {maker.lower()}, name: {maker}, kind: organisation}}\n" + "".join(
        f"- {{id: {maker.lower()}-{number}, name: {maker[:5]}LM {number}, kind: model, "
        f"producer: {maker}, year: {year}, licence: Apache-2.0, basis: producer, components: "
        "{weights: public, inference-code: public, training-data: public, "
        f"preprocessing-code: public, training-code: {code}}}}}\n"
        for number, (year, code) in enumerate(made)
    )


def family(name: str, *codes: str) -> str:
    """A family and its versions, of each of which the training code is there, or is not."""
    data = {"": "", "public": ", training-data: public, preprocessing-code: public"}
    return f"- {{id: {name.lower()}, name: {name} LM, kind: model}}\n" + "".join(
        f"- {{id: {name.lower()}-{number}, name: {name} LM {number}, kind: model, "
        f"family: {name.lower()}, licence: Apache-2.0, basis: producer, components: "
        f"{{weights: public, inference-code: public{data.get(code, '')}"
        f"{f', training-code: {code}' if code else ''}}}}}\n"
        for number, code in enumerate(codes, 1)
    )


SUBJECTS += family("Quern", "public", "withheld")
SUBJECTS += family("Sieve", "withheld", "")
SUBJECTS += family("Tongs", "", "")
SUBJECTS += family("Ladle", "withheld", "withheld")
SUBJECTS += made_by("Forgeworks", (2022, "withheld"), (2022, "withheld"), (2026, "public"))
SUBJECTS += made_by("Castworks", (2023, "withheld"), (2023, "withheld"), (2026, "public"))
SUBJECTS += made_by("Panworks", (2026, "withheld"), (2026, "withheld"))
SUBJECTS += made_by("Rollworks", (2026, "withheld"), (2026, "public"))
EXCEPTION = """
exemptions:
- id: patients
  term: open-source-ai
  criterion: data-information
  reason: Patient records cannot be described.
  owner: OSPO
"""


@pytest.fixture(scope="module")
def lean(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped glossary with no subjects but those the houses of these tests speak of.

    It is compiled anew for each house, which takes a second with all of them.
    """
    folder = tmp_path_factory.mktemp("lean")
    shipped = shipped_folder()
    for part in ("kinds", "licences", "definitions", "names", "cues"):
        shutil.copytree(shipped / part, folder / part)
    text = (shipped / "ai-openness.yml").read_text("utf-8")
    whole = "subjects: [subjects/*.yml]\n"
    assert whole in text
    text = text.replace(whole, "subjects: [recorded.yml]\n").replace(": ai-openness\n", ": lean\n")
    (folder / "lean.yml").write_text(text, "utf-8")
    (folder / "recorded.yml").write_text(
        _recorded("llama", "llama-3.1", "gpt", "gpt-4", "olmo", "olmo-2"), "utf-8"
    )
    return folder / "lean.yml"


def _recorded(*ids: str) -> str:
    """What is recorded of some subjects."""
    found = []
    for path in sorted((shipped_folder() / "subjects").glob("*.yml")):
        subjects = (yaml.load(path.read_text("utf-8"), yaml.CSafeLoader) or {}).get("subjects", ())
        found += [subject for subject in subjects if subject["id"] in ids]
    assert len(found) == len(ids)
    return yaml.safe_dump({"subjects": found}, allow_unicode=True)


@pytest.fixture(scope="module")
def checker_of(lean: Path) -> Callable[..., Checker]:
    """Return the checker of a glossary and what a house adds to it, made only once."""
    folder = lean.parent
    (folder / "subjects.yml").write_text(SUBJECTS, "utf-8")
    numbers = itertools.count()

    @functools.cache
    def make(house: str, own_subject: str) -> Checker:
        base = lean.name if house or own_subject else "ai-openness"
        head = f"glossary: house\nextends: [{base}]\nsubjects: [subjects.yml]\n"
        name = f"house-{next(numbers)}.yml"
        (folder / name).write_text(head + house, "utf-8")
        return Checker(Config(glossary=(name,), root=str(folder), own_subject=own_subject, jobs=1))

    return make


@pytest.fixture
def findings_of(checker_of: Callable[..., Checker]) -> Findings:
    """Return the findings in pages that lie beside each other."""

    def check(*pages: str, house: str = "", own_subject: str = "") -> list[Finding]:
        texts = {f"{number}.md": page.encode() for number, page in enumerate(pages, 1)}
        made = checker_of(house, own_subject)
        return list(made.run(texts=texts, remember=False).findings)

    return check


def only(findings: list[Finding], check: str) -> Finding:
    (one,) = (finding for finding in findings if finding.check == check)
    return one


def test_a_contradicted_claim_says_all_a_writer_needs(findings_of: Findings) -> None:
    (one,) = findings_of("Llama 3.1 is an open source AI model.")
    assert (one.check, one.severity) == ("contradicted-claim", Severity.ERROR)
    assert (one.term, one.subject, one.actual) == ("open-source-ai", "llama-3.1", "open source AI")
    assert one.message == "Unexpected `open source AI` for Llama 3.1, expected `open-weight AI`"
    assert one.note.startswith("Llama 3.1 does not meet OSAID 1.0: the weights are under")
    assert one.note.endswith("Derived from the recorded facts by the criteria.")
    assert [fact.text.partition(":")[0] for fact in one.evidence] == [
        "weights under OSI-approved terms",
        "training code under an OSI-approved licence",
    ]
    assert one.evidence[0].url.startswith("https://")
    assert one.url == "https://opensource.org/ai/open-source-ai-definition"


@pytest.mark.parametrize(
    ("page", "expected", "safety"),
    [
        ("Llama 3.1 is open source.", ("open-weight",), Safety.UNSAFE),
        ("The open source Llama 3.1 is here.", ("open-weight",), Safety.UNSAFE),
        ("Llama 3.1: An Open-Source Model", ("Open-Weight",), Safety.UNSAFE),
        ("Meta open-sourced Llama 3.1.", ("released the weights of",), Safety.SHOWN),
        ("Meta has open sourced Llama 3.1.", ("released the weights of",), Safety.SHOWN),
        ("Open-sourcing Llama 3.1 helped.", ("Releasing the weights of",), Safety.SHOWN),
        ("Llama 3.1 was open-sourced in July.", ("released with open weights",), Safety.SHOWN),
        ("It is Llama 3.1, an open-source, quick model.", ("open-weight",), Safety.UNSAFE),
        ("Llama 3.1 is an open-source, quick, small model.", ("open-weight",), Safety.UNSAFE),
        ("GPT-4 is open source.", ("proprietary",), Safety.UNSAFE),
        ("GPT-4 is an open-weight model.", ("proprietary",), Safety.UNSAFE),
        ("Open-source models such as Llama 3.1 and Gemma 3", ("Open-weight",), Safety.UNSAFE),
    ],
)
def test_the_words_that_would_be_true_fit(
    findings_of: Findings, page: str, expected: tuple[str, ...], safety: Safety
) -> None:
    one = only(findings_of(page), "contradicted-claim")
    assert one.expected == expected
    assert [fix.safety for fix in one.fixes] == [safety]


@pytest.mark.parametrize(
    ("page", "check", "words"),
    [
        ("Llama 3.1 is an open instruction-tuned LLM.", "ambiguous-term",
         "open-weight instruction-tuned LLM"),
        ("# Llama 3.1: an Open Language Model", "ambiguous-term", "Open-Weight Language Model"),
        # A noun that no adjective replaces.
        ("The open-sourcing of Llama 3.1 helped.", "contradicted-claim", ""),
    ],
)  # fmt: skip
def test_the_words_around_a_term_stay(
    findings_of: Findings, page: str, check: str, words: str
) -> None:
    assert "".join(only(findings_of(page), check).expected) == words


def test_nothing_is_called_worse_than_it_is_known_to_be(findings_of: Findings) -> None:
    """What is left when nothing else is true is not said where something else may be."""
    one = only(findings_of("Nova LM 1 is open source."), "contradicted-claim")
    assert (one.subject, one.expected, one.fixes) == ("nova", (), ())


def test_every_subject_of_a_list_is_named(findings_of: Findings) -> None:
    one = only(
        findings_of("Open-source models: Llama 3.1, Gemma 3 and OLMo 2."), "contradicted-claim"
    )
    assert "for Llama 3.1" in one.message
    assert one.note.endswith(" Nor does Gemma 3. It is true of OLMo 2.")
    assert one.evidence[-1].text.startswith("Gemma 3: the weights are under the Gemma Terms of Use")


def test_a_list_that_passes_for_one_thing_is_judged_name_by_name(findings_of: Findings) -> None:
    (one,) = findings_of(
        "The open source AI models to try are Llama 2, Mistral, Mixtral, Mistral-7B, Falcon, "
        "GPT-NeoX, GPT-J, Stable Diffusion, Whisper, BLOOM, T5, BERT and DistilBERT."
    )
    assert one.note.startswith("Llama 2 does not meet OSAID 1.0: ")
    assert one.note.endswith(
        " Published by OSI. Nor do Mistral, Mixtral, Mistral-7B, Falcon, Stable Diffusion, Whisper "
        "and BLOOM. It cannot be told of BERT and DistilBERT. It is true of GPT-NeoX, GPT-J and T5."
    )
    reasons = dict(fact.text.split(": ", 1) for fact in one.evidence[2:])
    assert len(reasons) == 9
    assert reasons["Whisper"] == "no page was found that gives the training code"
    assert reasons["BLOOM"].endswith("not approved by OSI (some uses are forbidden)")
    assert "whether that is enough is open" in reasons["BERT"]


def test_what_a_steward_published_is_told_as_such(findings_of: Findings) -> None:
    one = only(findings_of("Llama 2 is open source AI."), "contradicted-claim")
    assert one.note.startswith("Llama 2 does not meet OSAID 1.0: the weights are under")
    assert one.note.endswith("Published by OSI.")


def test_of_a_makers_models_the_one_that_decides_is_named(findings_of: Findings) -> None:
    one = only(findings_of("Stability AI's open source models are fine."), "contradicted-claim")
    assert one.message == (
        "Unexpected `open source` for Stability AI's AI models, expected `open-weight`"
    )
    name = Checker().facts.subject(one.subject).name
    assert one.note.startswith(f"{name} by Stability AI does not meet OSAID 1.0: ")


@pytest.mark.parametrize(
    ("maker", "told"),
    [
        # What it made more than three years before its latest counts no more.
        ("Forgeworks", []),
        ("Castworks", ["castworks-0"]),
        # Half of it is true.
        ("Rollworks", []),
    ],
)
def test_a_makers_models_are_what_most_of_the_recent_ones_are(
    findings_of: Findings, maker: str, told: list[str]
) -> None:
    found = findings_of(f"{maker}'s open source models are fine.")
    assert [finding.subject for finding in found] == told


@pytest.mark.parametrize(
    ("page", "message", "note"),
    [
        (
            "Zorgon 7 is an open source model.",
            "Unexpected `open source` for Zorgon 7, expected recorded evidence",
            "Nobody recorded Zorgon 7. Until then write `open-weight` if it meets open weights "
            "in the ordinary sense, or leave out `open source`.",
        ),
        (
            "MPT-7B is open source.",
            "Unexpected `open source` for MPT-7B, expected `open-weight`, "
            "or evidence of sufficient information about the training data",
            "It cannot be told whether MPT-7B meets OSAID 1.0: the information about the training "
            "data is only described, and whether that is enough is open. Until then write "
            "`open-weight` if it meets open weights in the ordinary sense, or leave out "
            "`open source`.",
        ),
        (
            "Our model is open source.",
            "Unexpected `open source` for your own model, expected recorded evidence",
            "Say which model is meant. Until then write `open-weight` if it meets open weights "
            "in the ordinary sense, or leave out `open source`.",
        ),
    ],
)
def test_unsupported_claims_say_what_is_missing(
    findings_of: Findings, page: str, message: str, note: str
) -> None:
    (one,) = findings_of(page)
    assert (one.check, one.severity) == ("unsupported-claim", Severity.WARNING)
    assert one.message == message
    assert one.note.startswith(note)
    assert " Record what " in one.note


def test_where_evidence_belongs_is_told(findings_of: Findings) -> None:
    page = "Zorgon 7 is an open source model."
    (own,) = findings_of(page)
    assert re.search(r"with the page that says so, in `[^`]*subjects\.yml`\.", own.note)
    (shipped,) = Checker(Config(glossary=("ai-openness",))).check(Source("a.md", page.encode()))
    assert "in a file that `subjects` of your glossary names" in shipped.note


def test_our_model_means_the_configured_one(findings_of: Findings) -> None:
    (one,) = findings_of("Our model is open source.", own_subject="acme-lm")
    assert one.message == "Unexpected `open source` for Acme LM 1, expected `proprietary`"
    assert findings_of("Our model is open source.", own_subject="olmo-2") == []


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("Qwen3 is a fully open model.", ("open-weight",)),
        ("Gemma 3 is an open foundation model.", ("open-weight foundation model",)),
        ("OLMo 2 is an open model.", ("open source model",)),
        ("OLMo 2: an Open LLM", ("Open Source LLM",)),
        ("GPT-4 is an open model.", ()),
        ("The weights of Gemma 3 are fully open.", ()),
        ("Gemma 3 weights are completely open.", ()),
    ],
)
def test_vague_terms_get_words_that_say_more(
    findings_of: Findings, page: str, expected: tuple[str, ...]
) -> None:
    (one,) = findings_of(page)
    assert (one.check, one.expected) == ("ambiguous-term", expected)
    assert ("expected what is meant" in one.message) is not bool(expected)


def test_two_words_for_one_thing_are_told_with_the_true_one(findings_of: Findings) -> None:
    found = findings_of("Llama 4 is open source (open weights).")
    false, beside = found
    assert (false.check, false.actual) == ("contradicted-claim", "open source")
    assert "`open weights` beside it is another promise" in false.note
    assert (beside.check, beside.actual, beside.severity) == (
        "conflated-terms", "open weights", Severity.INFO,
    )  # fmt: skip
    assert beside.message == (
        "Unexpected `open source` beside `open weights` for Llama 4, expected only `open weights`"
    )
    assert "Llama 4 does not meet OSAID 1.0" in beside.note


def test_two_pages_that_disagree_name_each_other(findings_of: Findings) -> None:
    pages = ("Zorgon 7 is an open source model.", "Zorgon 7 is not an open source model.")
    first, second = (one for one in findings_of(*pages) if one.check == "inconsistent-claim")
    assert (first.path, second.path) == ("1.md", "2.md")
    assert first.message.endswith("for Zorgon 7, expected agreement with 2.md:1")
    assert first.note.startswith("2.md:1 says that Zorgon 7 is not `open source`;")
    assert second.message.startswith("Unexpected denial of `open source` for Zorgon 7")
    assert [(one.path, one.line) for one in second.related] == [("1.md", 1)]


def test_what_only_counts_where_it_is_recorded_is_not_compared(findings_of: Findings) -> None:
    pages = ("Beads-1M is an open dataset.", "Beads-1M is not an open dataset.")
    assert findings_of(*pages) == []


def test_each_meaning_that_leaves_parts_out_is_told(findings_of: Findings) -> None:
    meant = "By open source AI we mean that the weights can be had."
    whole = (
        "Open source AI means that the weights, the training code, the code to run it and "
        "information about the training data are free."
    )
    found = findings_of(f"OLMo 2 is open source AI. {meant}\n\n{whole}\n\n{meant}\n")
    told = [finding.line for finding in found if finding.check == "rival-definition"]
    assert told == [1, 5]


@pytest.mark.parametrize(
    ("page", "told"),
    [
        (
            "Our model is open AI.",
            ["ambiguous-term: Unexpected `open AI` for your own ai, expected what is meant"],
        ),
        (
            "It is open source (open weights).",
            [
                "conflated-terms: Unexpected `open source` beside `open weights`, "
                "expected one of them",
                "conflated-terms: Unexpected `open weights` beside `open source`, "
                "expected one of them",
            ],
        ),
        (
            "A model by Zorg is open source.",
            [
                "unsupported-claim: Unexpected `open source` for Zorg's AI model, "
                "expected recorded evidence"
            ],
        ),
        (
            "The open-sourcing of Llama 3 began.",
            ["contradicted-claim: Unexpected `open-sourcing` for Llama 3"],
        ),
        (
            "| Model | Open source |\n|---|---|\n| Llama 3 | yes |\n| OLMo 2 | yes |",
            ["contradicted-claim: Unexpected `Open source` for Llama 3, expected `open-weight`"],
        ),
        ("Acme LM 1 is an open dataset.", []),
        (
            "Tongs LM is an open source model.",
            [
                "unsupported-claim: Unexpected `open source` for Tongs LM, expected `open-weight`, "
                "or the version that is meant"
            ],
        ),
    ],
)
def test_each_kind_of_subject_is_named_as_it_is(
    findings_of: Findings, page: str, told: list[str]
) -> None:
    assert [f"{finding.check}: {finding.message}" for finding in findings_of(page)] == told


def test_cells_that_say_yes_have_no_fix(findings_of: Findings) -> None:
    (told,) = findings_of("| Model | Open source |\n|---|---|\n| Llama 3 | yes |")
    assert told.fixes == ()


def test_an_exception_for_a_criterion_excuses_only_what_was_judged_by_it(
    findings_of: Findings,
) -> None:
    (told,) = findings_of("Zorgon 7 is open source AI.", house=EXCEPTION)
    assert told.check == "unsupported-claim"


def test_a_denial_of_what_is_untrue_is_right(findings_of: Findings) -> None:
    found = findings_of("Llama 3.1 is open source.", "Llama 3.1 is not open source.")
    assert {one.path for one in found} == {"1.md"}
    assert {one.check for one in found} == {"contradicted-claim"}


def test_true_words_at_two_places_agree(findings_of: Findings) -> None:
    assert findings_of("OLMo 2 is open source.", "OLMo 2 has open weights.") == []


def test_stale_facts_are_told_when_asked_for(findings_of: Findings) -> None:
    page = "Acme LM 1 is open source."
    assert "stale-evidence" not in {one.check for one in findings_of(page)}
    found = findings_of(page, house="settings: {stale-after: 365}")
    one = only(found, "stale-evidence")
    age = (datetime.date.today() - datetime.date(2020, 1, 1)).days
    assert one.severity is Severity.INFO
    assert one.message == (
        f"Unexpected {age} days since the facts about Acme LM 1 were checked, expected 365 or fewer"
    )
    assert one.evidence[0].url == "https://example.org/acme-lm"


@pytest.mark.parametrize(
    ("change", "allowed"),
    [
        ("", True),
        ("  until: 2099-12-31\n", True),
        (f"  until: {datetime.date.today() + datetime.timedelta(days=1)}\n", True),
        ("  subjects: [heart]\n", True),
        ("  until: 2020-12-31\n", False),
        ("  subjects: [heartnet]\n", True),
        ("  subjects: [llama-3.1]\n", False),
        ("  paths: [1.md]\n", True),
        ("  paths: [other/]\n", False),
    ],
)
def test_an_exception_allows_what_it_covers(
    findings_of: Findings, change: str, allowed: bool
) -> None:
    found = findings_of("HeartNet 2 is open source AI.", house=EXCEPTION + change)
    assert [one.check for one in found] == ([] if allowed else ["contradicted-claim"])
    ended = " The exception `patients` for it ended on 2020-12-31."
    assert [one.note.endswith(ended) for one in found] == ([] if allowed else ["2020" in change])


@pytest.mark.parametrize(
    "other",
    [
        EXCEPTION.replace("term: open-source-ai", "term: open-weights"),
        EXCEPTION + "  paths: [other/]\n",
        EXCEPTION + "  subjects: [llama-3.1]\n",
        EXCEPTION.replace("criterion: data-information", "criterion: weights"),
        EXCEPTION + "  until: 2020-12-31\n",
    ],
)
def test_an_exception_that_does_not_cover_a_claim_keeps_no_other_from_it(
    findings_of: Findings, other: str
) -> None:
    house = other.replace("id: patients", "id: other") + EXCEPTION.replace("\nexemptions:\n", "")
    assert findings_of("HeartNet 2 is open source AI.", house=house) == []


def test_an_exception_for_one_subject_excuses_nothing_said_of_more(findings_of: Findings) -> None:
    house = EXCEPTION.replace("  criterion: data-information\n", "") + "  subjects: [heartnet]\n"
    assert findings_of("HeartNet 2 is open source AI.", house=house) == []
    assert findings_of("HeartNet 2 and Llama 3.1 are open source AI.", house=house) != []
    (unrecorded,) = findings_of("Zorgon 7 is open source AI.", house=house)
    assert unrecorded.check == "unsupported-claim"


def test_facts_are_stale_the_day_after_the_last(findings_of: Findings) -> None:
    age = (datetime.date.today() - datetime.date(2020, 1, 1)).days
    block = "```termcheck-label\nAcme LM 1\n```\n"
    for page, severity in (
        ("Acme LM 1 is open source.", Severity.INFO),
        (block, Severity.WARNING),
    ):
        told = [
            [one.severity for one in findings_of(page, house=f"settings: {{stale-after: {days}}}")
             if one.check == "stale-evidence"]
            for days in (0, age - 1, age + 1)
        ]  # fmt: skip
        assert told == [[], [severity], []]
    house = "settings: {stale-after: 1}"
    assert findings_of("Acme LM 1 is not open source.", house=house) == []


def test_a_name_of_two_letters_is_told_by_the_recorded_one(findings_of: Findings) -> None:
    (two,) = findings_of("Z9 is open source software.")
    (three,) = findings_of("ZED is open source software.")
    assert (two.about, three.about) == ("Zedworks", "ZED")


def test_whom_to_ask_and_where_it_is_written_are_told(findings_of: Findings) -> None:
    (one,) = findings_of("Zorgon 7 is an open source model.", house="owner: the office\n")
    assert one.note.endswith("`, or ask the office.")
    house = "settings: {means: {open-source-ai: us-ai-action-plan}}"
    (other,) = findings_of("GPT-4 is open source AI.", house=house)
    assert other.url == Checker().facts.definition("us-ai-action-plan").sources[0]


def test_an_exception_for_one_criterion_excuses_no_other(findings_of: Findings) -> None:
    assert findings_of("Llama 3.1 is open source AI.", house=EXCEPTION) != []


def test_another_definition_is_one_line(findings_of: Findings) -> None:
    page = "Llama 3.1 is open source AI. GPT-4 is open source AI."
    assert len(findings_of(page)) == 2
    (one,) = findings_of(page, house="settings: {means: {open-source-ai: us-ai-action-plan}}")
    assert one.subject == "gpt-4"
    assert "does not meet America's AI Action Plan" in one.note


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Millwork is open source.", "for Millwork, expected `source-available`"),
        ("Millwork 2.3 is open source.", "for Millwork 2.3, expected `source-available`"),
        ("Millwork 1.9 is open source.", ""),
        ("Faces-1M is open source.", "for Faces-1M"),
        ("Latheworks is open source.", ""),
        ("Drillworks is open source.", ""),
        ("It is under the open source Llama 3.1 Community License.", "Llama 3.1 Community License"),
        ("Gemma 3 has an open source license.", "for Gemma Terms of Use"),
        ("Kimi K2 is released under an open-source licence.", "for Modified MIT License"),
        ("Grok-1 is released under an open-source license.", ""),
        ("Mistral 7B is available under an open source licence.", ""),
        ("Grok-1 is an open-source model.", "for Grok-1, expected `open-weight`"),
        ("Millwork has an open source license.", "for Millwork, expected `source-available`"),
        ("Millwork modules have an open source license.", ""),
    ],
)
def test_software_data_and_licences_are_held_to_what_is_recorded_of_them(
    findings_of: Findings, text: str, message: str
) -> None:
    found = [one for one in findings_of(text) if one.check.endswith("-claim")]
    assert [one.check for one in found] == (["contradicted-claim"] if message else [])
    assert all(message in one.message for one in found)


@pytest.mark.parametrize(
    "text",
    [
        "The open source client of Millwork is small.",
        "We wrote an open-source plugin for Millwork.",
        "The open source Millwork module is here.",
        "Millwork offers open source modules.",
        "Millwork modules are open source.",
        "Our data were made from Faces-1M and the code is open source.",
        "An open source alternative to Millwork.",
    ],
)
def test_what_belongs_to_a_program_is_not_the_program(findings_of: Findings, text: str) -> None:
    assert [one for one in findings_of(text) if one.check.endswith("-claim")] == []


@pytest.mark.parametrize(
    "text",
    [
        "Millwork is an open source tool.",
        "Millwork, an open source tool, is fast.",
        "We use the open source tool Millwork.",
        "Open source tools such as Latheworks and Millwork are fast.",
        "The acme team open-sourced Millwork.",
    ],
)
def test_a_program_is_what_a_sentence_says_of_itself(findings_of: Findings, text: str) -> None:
    found = [one for one in findings_of(text) if one.check.endswith("-claim")]
    assert [(one.check, one.subject) for one in found] == [("contradicted-claim", "mill")]


@pytest.mark.parametrize(
    ("name", "checks"),
    [
        # True of one of its versions: which one is meant is for the writer to know.
        ("Quern", []),
        ("Quern LM 2", ["contradicted-claim"]),
        # True of none as far as anybody knows.
        ("Sieve", ["contradicted-claim"]),
        ("Ladle", ["contradicted-claim"]),
        ("Tongs", ["unsupported-claim"]),
        ("Tongs LM 1", ["unsupported-claim"]),
    ],
)
def test_a_family_is_what_one_of_its_versions_is(
    findings_of: Findings, name: str, checks: list[str]
) -> None:
    name = name if "LM" in name else f"{name} LM"
    assert [found.check for found in findings_of(f"{name} is open source.")] == checks


@pytest.mark.parametrize(
    ("page", "words"),
    [
        ("Paperplane is end-to-end encrypted.", "encrypted in transit"),
        ("Paperplane is end-to-end encrypted, small and quick.", "encrypted in transit"),
        ("Paperplane is an end-to-end encrypted, small messenger.", "transport-encrypted"),
        ("Paperplane: an end-to-end encrypted messenger", "transport-encrypted"),
        ("The end-to-end encrypted Paperplane came.", "transport-encrypted"),
        ("End-to-end encrypted Paperplane came.", "Transport-encrypted"),
        ("PAPERPLANE IS END-TO-END ENCRYPTED.", "ENCRYPTED IN TRANSIT"),
    ],
)
def test_words_fit_before_a_noun_and_behind_a_verb(page: str, words: str) -> None:
    checker = Checker(Config(glossary=(str(PROMISES),), cache=False))
    (told,) = checker.check(Source("a.md", page.encode()))
    assert told.expected == (words,)


@pytest.mark.parametrize("names", ["Nova LM 1 and Llama 3.1", "Llama 3.1 and Nova LM 1"])
def test_of_two_the_one_with_verified_facts_decides(findings_of: Findings, names: str) -> None:
    (told,) = findings_of(f"{names} are open source.")
    assert told.subject == "llama-3.1"
    assert told.note.endswith(" Nor does Nova LM 1.")


@pytest.mark.parametrize("name", ["Sieve", "Ladle", "Tongs"])
def test_words_true_of_a_version_are_true_of_its_family(findings_of: Findings, name: str) -> None:
    (told,) = findings_of(f"{name} LM is an open source model.")
    assert told.expected == ("open-weight",)


@pytest.mark.parametrize(
    ("codes", "checks"),
    [
        (("withheld", "withheld"), ["contradicted-claim"]),
        (("public", "public"), []),
        # Which of them is meant decides.
        (("public", "withheld"), []),
    ],
)
def test_our_model_is_any_of_our_own(
    tmp_path: Path, codes: tuple[str, ...], checks: list[str]
) -> None:
    text = "subjects:\n" + family("Trowel", *codes).replace("family: trowel", "own: true")
    (tmp_path / "subjects.yml").write_text(text, "utf-8")
    head = "glossary: house\nextends: [ai-openness]\nsubjects: [subjects.yml]\n"
    (tmp_path / "house.yml").write_text(head, "utf-8")
    checker = Checker(Config(glossary=("house.yml",), root=str(tmp_path), jobs=1))
    found = checker.check(Source("a.md", b"Our model is open source."))
    assert [finding.check for finding in found] == checks


STATED = "the weights are under CC-BY-NC-4.0, which is not approved by OSI"


@pytest.mark.parametrize(
    "page",
    [
        "Zorgon 7 is open source. It is released under the CC-BY-NC-4.0 licence.",
        "Zorgon 7 is open source. License: CC-BY-NC-4.0",
        "Zorgon 7 is open source. Licence: CC BY-NC 4.0.",
        "Zorgon 7 is open source. It is licensed under the terms CC-BY-NC-4.0. More.",
        "Zorgon 7 is open source. It is licensed under the old CC-BY-NC-4.0.",
        "Zorgon 7 is open source.\n\nThe weights are licensed under CC-BY-NC-4.0.\n\n# Two\n\nText",
        "---\nlicense: cc-by-nc-4.0\ntitle: Zorgon 7\n---\n\nZorgon 7 is an open source model.",
        "---\nlicense: cc-by-nc-4.0\n---\n\n# On Zorgon 7\n\nZorgon 7 is an open source model.",
        "---\nlicence: CC BY-NC 4.0\n---\nOur model is open source.",
        "---\nlicense: [cc-by-nc-4.0, mit]\n---\nOur model is open source.",
        "---\nlicense: other\nlicense_name: cc-by-nc-4.0\n---\nOur model is open source.",
        "# Zorgon 7\n\n![L](https://img.shields.io/badge/License-CC--BY--NC--4.0-red.svg)\n\n"
        "Zorgon 7 is an open source model.",
        "# Zorgon 7\n\n[![L](https://b.example/badge/licence-CC_BY--NC_4.0-red)](LICENSE)\n\n"
        "Zorgon 7 is an open source model.",
        "Zorgon 7 is open source. Researchers may use it under the CC-BY-NC-4.0 licence.",
        "Zorgon 7 is open source. Its code and weights are licensed under CC-BY-NC-4.0.",
        "Zorgon 7 is open source. The code is under MIT and the weights are under CC-BY-NC-4.0.",
    ],
)
def test_a_licence_that_the_page_itself_states_decides(findings_of: Findings, page: str) -> None:
    told = only(findings_of(page), "contradicted-claim")
    assert STATED in told.note
    assert "Derived from the licence that the document itself states" in told.note
    assert [fact.text.partition(":")[0] for fact in told.evidence] == [
        "weights under OSI-approved terms"
    ]


@pytest.mark.parametrize(
    "page",
    [
        # Free enough, which says nothing of the other parts.
        "Zorgon 7 is open source. It is released under the MIT licence.",
        # Said before anybody spoke of it, or of something else, or nowhere.
        "---\nlicense: cc-by-nc-4.0\ntitle: Blorg\n---\n\nZorgon 7 is an open source model.",
        "---\nlicense: cc-by-nc-4.0\n---\n# A\n## Zorgon 7\n\nZorgon 7 is an open source model.",
        "Licensed under CC-BY-NC-4.0.\n\nZorgon 7 is open source.\n\nMore.",
        "Zorgon 7 is open source. It is licensed under a licence. CC-BY-NC-4.0 is another.",
        "Zorgon 7 is open source. It is licensed under what we call CC-BY-NC-4.0.",
        "Zorgon 7 is open source. The training data is licensed under CC-BY-NC-4.0.",
        "Zorgon 7 is open source. The documentation of it is licensed under CC-BY-NC-4.0.",
        "Zorgon 7 is open source; Blorg-9 is licensed under CC-BY-NC-4.0.",
        "Zorgon 7 is open source. Blorg-9, its teacher, is licensed under CC-BY-NC-4.0.",
        "# Zorgon 7\n\n![L](https://img.shields.io/badge/License-MIT-red.svg)\n\n"
        "Zorgon 7 is an open source model.",
        "![L](https://img.shields.io/badge/License-CC--BY--NC--4.0-red.svg)\n\n"
        "Zorgon 7 is an open source model.",
    ],
)
def test_a_licence_that_is_free_or_of_something_else_decides_nothing(
    findings_of: Findings, page: str
) -> None:
    assert [finding.check for finding in findings_of(page)] == ["unsupported-claim"]


@pytest.mark.parametrize(
    ("page", "place"),
    [
        # In what stands with the claim, whatever comes first.
        ("Zorgon 7 is open source. It is released under the CC-BY-NC-4.0 licence.",
         (1, 32, "released under the CC-BY-NC-4.0 licence")),
        ("It is licensed under CC-BY-NC-4.0. Zorgon 7 is open source.",
         (1, 7, "licensed under CC-BY-NC-4.0")),
        ("Zorgon 7 is open source.\n\nMore.\n\nIt is licensed under CC-BY-NC-4.0.",
         (5, 7, "licensed under CC-BY-NC-4.0")),
        ("Zorgon 7 is open source.\n\nIt is licensed under the Creative Commons Attribution Non "
         "Commercial 4.0 International licence, too.",
         (3, 7, "licensed under the Creative Commons Attribution Non Commercial 4.0 International "
         "licence")),
        # In another section, of what the page is about or what is named there.
        ("Our model is open source.\n\n# A\n\nx\n\n# B\n\nIt is licensed under CC-BY-NC-4.0.",
         (9, 7, "licensed under CC-BY-NC-4.0")),
        ("# Zorgon 7\n\nZorgon 7 is open source.\n\n## Two\n\nIt is licensed under CC-BY-NC-4.0.",
         (7, 7, "licensed under CC-BY-NC-4.0")),
        ("Zorgon 7 is open source.\n\n# Two\n\nZorgon 7 is licensed under CC-BY-NC-4.0.",
         (5, 13, "licensed under CC-BY-NC-4.0")),
        ("Zorgon 7 is open source.\n\n# Two\n\nIt is licensed under CC-BY-NC-4.0.", None),
        # In front matter, or after front matter of something else.
        ("---\nlicense: cc-by-nc-4.0\ntitle: Zorgon 7\n---\n\nZorgon 7 is open source.",
         (2, 1, "license: cc-by-nc-4.0")),
        ("---\nlicense: mit\ntitle: Blorg\n---\n\nZorgon 7 is open source. "
         "It is licensed under CC-BY-NC-4.0.", (6, 32, "licensed under CC-BY-NC-4.0")),
        ("---\nlicense: cc-by-nc-4.0\ndescription: Zorgon 7\ntitle: Blorg\n---\n\n"
         "Zorgon 7 is open source.", None),
        # Right below a heading that says no more.
        ("# Zorgon 7\n\nZorgon 7 is open source.\n\n## Licence\n\nCC-BY-NC-4.0\n",
         (7, 1, "CC-BY-NC-4.0")),
        ("# Zorgon 7\n\nZorgon 7 is open source.\n\n## Licence\n\nMore.\n\nCC-BY-NC-4.0", None),
        ("# Zorgon 7\n\nZorgon 7 is open source.\n\n## Licence\n\nData: CC-BY-NC-4.0", None),
        ("# Zorgon 7\n\nZorgon 7 is open source.\n\n## Licence of it\n\nCC-BY-NC-4.0", None),
        ("# Zorgon 7\n\nZorgon 7 is open source.\n\n## *\n\nCC-BY-NC-4.0", None),
        ("# Zorgon 7\n\nZorgon 7 is open source.\n\nLicence\n\nCC-BY-NC-4.0", None),
        ("# Zorgon 7\n\nZorgon 7 is open source.\n\nCC-BY-NC-4.0 forbids a lot.", None),
        ("CC-BY-NC-4.0\n\n# Zorgon 7\n\nZorgon 7 is open source.\n\n# License", None),
    ],
)  # fmt: skip
def test_where_a_page_states_a_licence(
    findings_of: Findings, page: str, place: tuple[int, int, str] | None
) -> None:
    (told,) = findings_of(page)
    expected = [(*place[:2], f"the document says `{place[2]}` here")] if place else []
    assert [(one.line, one.column, one.text) for one in told.related] == expected
    assert told.check == ("contradicted-claim" if place else "unsupported-claim")


@pytest.mark.parametrize(
    ("name", "basis"),
    [
        ("Millwork", "Derived from the recorded facts by the criteria."),
        ("Llama 2", "Published by OSI."),
        ("AlphaFold 2", "Nothing that was read says that it is kept back."),
        ("Sieve LM", "Derived from recorded facts that nobody has verified yet."),
        ("Nova LM 1", "Derived from recorded facts that nobody has verified yet: that the training "
         "code is not published."),
    ],
)  # fmt: skip
def test_a_note_ends_with_where_a_verdict_comes_from(
    findings_of: Findings, name: str, basis: str
) -> None:
    told = only(findings_of(f"{name} is open source."), "contradicted-claim")
    assert told.note.endswith(f" {basis}")


def test_what_was_read_is_quoted_with_whose_page_it_is(findings_of: Findings) -> None:
    (software,) = findings_of("Millwork is open source.")
    assert [fact.text for fact in software.evidence][1:] == ["read at the source, 2026-11-01"]
    (shipped,) = findings_of("Alpaca is open source.")
    assert shipped.evidence[-1].text.startswith("read at the source, 20")
    assert shipped.evidence[-1].text.endswith(": “Attribution-NonCommercial 4.0”")


def test_every_claim_of_a_page_is_told(findings_of: Findings) -> None:
    found = findings_of(
        "Zorgon 7 is an open source model. Llama 3.1 is open source. Qwen3 is a fully open model. "
        "OLMo 2 is open source. Blorg 3 is an open source model. GPT-4 is open source. "
        "Gemma 3 is an open model. Zorgon 7 is not an open source model."
    )
    told = sorted((finding.column, finding.check, finding.about) for finding in found)
    assert [(check, about) for _, check, about in told] == [
        ("inconsistent-claim", "Zorgon 7"),
        ("unsupported-claim", "Zorgon 7"),
        ("contradicted-claim", "Llama 3.1"),
        ("ambiguous-term", "Qwen3"),
        ("unsupported-claim", "Blorg 3"),
        ("contradicted-claim", "GPT-4"),
        ("ambiguous-term", "Gemma 3"),
        ("inconsistent-claim", ""),
    ]


@pytest.mark.parametrize(("maker", "told"), [("Castworks", []), ("Panworks", ["panworks-0"])])
def test_a_promise_without_weaker_words_is_untrue_of_a_maker_if_of_all_it_makes(
    findings_of: Findings, maker: str, told: list[str]
) -> None:
    house = """
terms:
- id: libre-model
  term: libre model
  meaning: A model that OSI approves of.
  why: One word for one thing.
  claims: [{said-of: [model], means: osaid-1.0}]
"""
    found = findings_of(f"{maker}'s libre models are fine.", house=house)
    assert [finding.subject for finding in found] == told


def test_claims_of_a_term_without_fixes_have_none(findings_of: Findings) -> None:
    house = """
terms:
- id: free-ai
  term: libre AI
  fix: none
  meaning: AI that OSI approves of.
  why: One word for one thing.
  claims: [{said-of: [model], means: osaid-1.0}]
  instead: [{when: open-weights, write: open-weight AI}]
"""
    told = only(findings_of("Llama 3.1 is libre AI.", house=house), "contradicted-claim")
    assert (told.expected, told.fixes) == (("open-weight AI",), ())
    shown = house.replace("fix: none", "fix: shown")
    told = only(findings_of("Llama 3.1 is libre AI.", house=shown), "contradicted-claim")
    assert [fix.safety for fix in told.fixes] == [Safety.SHOWN]


def test_blocks_that_draw_what_nobody_recorded_are_told(findings_of: Findings) -> None:
    found = findings_of(
        "```termcheck-glossary\nnobody\nopen-model\nanybody\n```\n\n"
        "```termcheck-label\nNobody 9\nOLMo 2\nOLMo 3.9\n```\n\n"
        "```termcheck-compare\ndefinitions: osaid-1.0, osaid-9, mof-1.0/class-1\nLlama 3.1\n```\n"
    )
    assert [(finding.line, finding.column, finding.message) for finding in found] == [
        (2, 1, "Unexpected term `nobody`, expected a recorded term"),
        (4, 1, "Unexpected term `anybody`, expected a recorded term"),
        (8, 1, "Unexpected subject `Nobody 9`, expected a recorded subject"),
        (10, 1, "Unexpected subject `OLMo 3.9`, expected `OLMo 3`"),
        (14, 25, "Unexpected definition `osaid-9`, expected `osaid-1.0`"),
    ]


def test_a_run_keeps_to_the_preferred_name_where_both_are_as_common(findings_of: Findings) -> None:
    house = """
terms: [{id: data-set, term: dataset, admitted: [data set], variants: false, consistency: run}]
"""
    found = findings_of("One dataset.", "One data set, the rarer one.", house=house)
    assert [(finding.path, finding.message) for finding in found] == [
        ("2.md", "Unexpected `data set`, expected `dataset` as elsewhere in this run")
    ]
    assert [(place.path, place.line, place.column) for place in found[0].related] == [
        ("1.md", 1, 5)
    ]
