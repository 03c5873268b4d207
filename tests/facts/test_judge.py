"""What the shipped definitions say of recorded facts."""

from collections.abc import Callable
from pathlib import Path

import pytest

from termcheck.core.errors import UsageError
from termcheck.facts import Answer, Basis, Facts, Verdict, VerdictSource, load_facts

GLOSSARY = Path(__file__).parents[2] / "glossary"

MET, NOT_MET = Answer.MET, Answer.NOT_MET
UNKNOWN, NOT_APPLICABLE = Answer.UNKNOWN, Answer.NOT_APPLICABLE


@pytest.mark.parametrize(
    ("definition", "subject", "answer"),
    [
        ("osaid-1.0", "llama-3.1", NOT_MET),
        ("osaid-1.0", "olmo-2", MET),
        ("osaid-1.0", "mixtral-8x7b", NOT_MET),
        ("osaid-1.0", "bloom", NOT_MET),
        ("osaid-1.0", "gpt-4", NOT_MET),
        ("osaid-1.0", "deberta", UNKNOWN),  # the data are described; enough for whom?
        ("osaid-1.0", "moshi", UNKNOWN),  # open terms that OSI has not approved
        ("osaid-1.0", "nobody", UNKNOWN),
        ("osaid-1.0", "vllm", NOT_APPLICABLE),
        ("open-weights", "llama-3.1", MET),
        ("open-weights", "mixtral-8x7b", MET),
        ("open-weights", "gpt-4", NOT_MET),
        ("open-weights", "nobody", UNKNOWN),
        ("owd", "olmo-2", MET),
        ("owd", "mixtral-8x7b", NOT_MET),
        ("owd", "llama-3.1", NOT_MET),
        ("fsf-ml", "llama-3.1", NOT_MET),
        ("fsf-ml", "olmo-2", UNKNOWN),  # nobody recorded the preprocessing code
        ("eu-ai-act", "mixtral-8x7b", MET),
        ("eu-ai-act", "llama-3.1", NOT_MET),
        ("eu-ai-act", "bloom", UNKNOWN),  # narrow bans may be allowed: point 84
        ("us-ai-action-plan", "llama-3.1", MET),
        ("us-ai-action-plan", "hunyuan", NOT_MET),  # not for anyone in the world
        ("us-ai-action-plan", "gpt-4", NOT_MET),
        ("ntia-weights", "hunyuan", MET),
        ("ntia-weights", "gpt-4", NOT_MET),
        ("public-ai", "olmo-2", NOT_APPLICABLE),
        ("mof-1.0", "llama-3.1", NOT_MET),
        ("mof-1.0", "bloom", NOT_MET),
        ("mof-1.0", "olmo-2", UNKNOWN),
    ],
)
def test_answers(models: Facts, definition: str, subject: str, answer: Answer) -> None:
    assert models.judge(definition, subject).answer is answer


@pytest.mark.parametrize(
    ("subject", "rank", "at_least"),
    [
        ("olmo-2", "open-source-ai", True),
        ("mixtral-8x7b", "open-weights", False),
        ("llama-3.1", "weights-available", False),
        ("bloom", "weights-available", False),
        ("moshi", "weights-available", True),  # CC-BY may or may not count as open source
        ("gpt-4", "", False),
        ("nobody", "", False),
    ],
)
def test_g7_rungs(models: Facts, subject: str, rank: str, at_least: bool) -> None:
    verdict = models.judge("g7-2026", subject)
    assert (verdict.rank, verdict.at_least) == (rank, at_least)


@pytest.mark.parametrize(
    ("reference", "subject", "answer"),
    [
        ("g7-2026/open-weights", "olmo-2", MET),
        ("g7-2026/open-weights", "mixtral-8x7b", MET),
        ("g7-2026/open-weights", "llama-3.1", NOT_MET),
        ("g7-2026/open-source-ai", "mixtral-8x7b", NOT_MET),
        ("g7-2026/open-weights", "moshi", UNKNOWN),
    ],
)
def test_a_rank_can_be_the_meaning(
    models: Facts, reference: str, subject: str, answer: Answer
) -> None:
    verdict = models.judge(reference, subject)
    assert verdict.answer is answer
    assert verdict.definition == reference


COMPLETE = """
subjects:
- id: pythia
  name: Pythia
  kind: model
  licence: Apache-2.0
  basis: source
  components:
    weights: public
    inference-code: public
    evaluation-results: public
    model-card: public
    data-card: public
    technical-report: {availability: public, licence: CC-BY-4.0}
"""
TOOLS = """
subjects:
- id: pythia
  components:
    training-code: public
    evaluation-code: public
    evaluation-data: {availability: public, licence: CC0-1.0}
"""
SCIENCE = """
subjects:
- id: pythia
  components:
    training-data: public
    preprocessing-code: public
    intermediate-checkpoints: public
    research-paper: {availability: public, licence: CC-BY-4.0}
"""


def test_mof_classes(facts_of: Callable[..., Facts]) -> None:
    reached = [
        facts_of(*texts).judge("mof-1.0", "pythia").rank
        for texts in ([COMPLETE], [COMPLETE, TOOLS], [COMPLETE, TOOLS, SCIENCE])
    ]
    assert reached == ["class-3", "class-2", "class-1"]


def test_mof_takes_a_paper_for_a_report(facts_of: Callable[..., Facts]) -> None:
    paper = COMPLETE.replace("technical-report", "research-paper")
    assert facts_of(paper).judge("mof-1.0", "pythia").rank == "class-3"


def _criteria(verdict: Verdict) -> dict[str, Answer]:
    return {one.id: one.answer for one in verdict.criteria}


def test_each_criterion_has_its_reason(models: Facts) -> None:
    verdict = models.judge("osaid-1.0", "llama-3.1")
    assert _criteria(verdict) == {
        "weights": NOT_MET,
        "training-code": NOT_MET,
        "inference-code": NOT_MET,
        "data-information": NOT_MET,
        "preprocessing-code": UNKNOWN,
        "evaluation-code": UNKNOWN,
        "data-information-terms": UNKNOWN,
    }
    weights = verdict.unmet[0]
    assert weights.reason == (
        "the weights are under the Llama 3.1 Community License, which is not approved by OSI "
        "(companies with more than 700 million monthly users have to ask Meta)"
    )
    assert weights.url.endswith("llama3_1/LICENSE")
    assert verdict.unmet[1].reason == "no page was found that gives the training code"
    assert verdict.unmet[1].url == "https://example.org/llama/readme"
    assert verdict.unmet[3].reason == (
        "no page was found that gives the information about the training data (unverified)"
    )
    assert verdict.unmet[3].url == ""


def test_equal_reasons_are_told_together(models: Facts) -> None:
    assert models.judge("osaid-1.0", "mixtral-8x7b").reason == (
        "the training code and the information about the training data are not published"
    )


def test_basis_is_carried_into_the_reason(models: Facts) -> None:
    general = models.judge("open-weights", "gpt-4")
    assert general.basis is Basis.NONE
    assert general.reason.endswith("(unverified)")
    source = models.judge("open-weights", "olmo-2")
    assert source.basis is Basis.PRODUCER
    assert "verified" not in source.reason
    assert models.judge("osaid-1.0", "mixtral-8x7b").basis is Basis.SECONDARY


def test_one_failure_decides_whatever_is_unknown(facts_of: Callable[..., Facts]) -> None:
    facts = facts_of("subjects: [{id: a, name: A, kind: model, components: {weights: withheld}}]")
    verdict = facts.judge("osaid-1.0", "a")
    assert verdict.answer is NOT_MET
    assert len(verdict.unknown) == 3


def test_nobody_recorded_is_unknown_and_says_so(models: Facts) -> None:
    verdict = models.judge("osaid-1.0", "nobody")
    assert verdict.reason == "nobody recorded what Nobody is made of"
    card = models.judge("eu-ai-act", "olmo-2")
    assert card.answer is UNKNOWN
    assert card.reason == (
        "nobody recorded whether the model card and the technical report can be had"
    )


def test_public_ai_says_why_it_judges_nothing(models: Facts) -> None:
    assert "purpose and governance" in models.judge("public-ai", "olmo-2").reason


def test_other_kinds_are_not_judged(models: Facts) -> None:
    assert models.judge("osd", "olmo-2").reason == (
        "the Open Source Definition judges software and licences, "
        "and OLMo 2 is recorded as an AI model"
    )
    assert models.judge("osaid-1.0", "vllm").reason == (
        "OSAID 1.0 judges AI models, AI systems and products, and vLLM is recorded as software"
    )


FAMILY = """
subjects:
- {id: gemma, name: Gemma, kind: model, undetermined: Gemma 4 is freer than Gemma 3}
- id: gemma-3
  name: Gemma 3
  kind: model
  family: gemma
  licence: LicenseRef-Gemma-Terms
  components: {weights: gated, inference-code: public, training-code: withheld}
- id: gemma-4
  name: Gemma 4
  kind: model
  family: gemma
  licence: Apache-2.0
  components: {weights: public, inference-code: public, training-code: withheld}
"""


def test_a_family_is_judged_by_what_its_versions_share(facts_of: Callable[..., Facts]) -> None:
    facts = facts_of(FAMILY)
    closed = facts.judge("osaid-1.0", "gemma")
    assert closed.answer is NOT_MET
    assert closed.members == ("gemma-3", "gemma-4")
    assert closed.reason.startswith("no recorded version meets it; of Gemma 3, ")
    assert [one.id for one in closed.unmet] == ["training-code"]
    assert facts.judge("open-weights", "gemma").answer is MET


def test_a_family_reaches_the_rank_of_its_lowest_version(facts_of: Callable[..., Facts]) -> None:
    verdict = facts_of(FAMILY).judge("g7-2026", "gemma")
    assert (verdict.rank, verdict.at_least) == ("weights-available", True)


def test_a_family_that_differs_is_unknown(facts_of: Callable[..., Facts]) -> None:
    verdict = facts_of(FAMILY).judge("g7-2026/open-weights", "gemma")
    assert verdict.answer is UNKNOWN
    assert verdict.reason == "Gemma 4 is freer than Gemma 3"
    told = facts_of(FAMILY.replace(", undetermined: Gemma 4 is freer than Gemma 3", ""))
    assert told.judge("g7-2026/open-weights", "gemma").reason == (
        "Gemma stands for versions that differ: 1 meet it (Gemma 4); 1 do not (Gemma 3)"
    )


RULED = """
subjects:
- id: t5
  name: T5
  kind: model
  licence: Apache-2.0
  components: {weights: public}
  rulings: [{definition: osaid-1.0, result: met, by: OSI, url: "https://example.org/faq"}]
- id: odd
  name: Odd
  kind: model
  components: {weights: withheld}
  rulings: [{definition: osaid-1.0, result: met, by: OSI, url: x}]
- id: llama-2
  name: Llama 2
  kind: model
  components: {weights: withheld}
  rulings: [{definition: osaid-1.0, result: not-met, by: OSI, url: x}]
"""


def test_rulings_are_kept_apart_from_what_is_derived(facts_of: Callable[..., Facts]) -> None:
    facts = facts_of(RULED)
    verdict = facts.judge("osaid-1.0", "t5")
    assert (verdict.answer, verdict.derived) == (MET, UNKNOWN)
    assert verdict.source is VerdictSource.RULING
    assert verdict.reason == "OSI published that it meets OSAID 1.0"
    assert verdict.url == "https://example.org/faq"
    odd = facts.judge("osaid-1.0", "odd")
    assert (odd.answer, odd.derived) == (MET, NOT_MET)
    assert "although by the recorded facts the weights are not published" in odd.reason
    agreed = facts.judge("osaid-1.0", "llama-2")
    assert agreed.reason.startswith("OSI published that it does not meet OSAID 1.0: the weights")
    assert facts.judge("open-weights", "t5").source is VerdictSource.DERIVED


def test_the_reason_a_component_is_closed_is_told(facts_of: Callable[..., Facts]) -> None:
    facts = facts_of(
        """
        subjects:
        - id: ours
          name: Ours
          kind: model
          own: true
          components:
            weights: {availability: withheld, reason: patients could be recognised, basis: source}
        """
    )
    assert facts.judge("open-weights", "ours").reason == (
        "the weights are not published (patients could be recognised)"
    )


def test_a_closed_licence_says_enough(facts_of: Callable[..., Facts]) -> None:
    facts = facts_of(
        """
        subjects:
        - {id: chat, name: Chat, kind: product, licence: LicenseRef-Proprietary, basis: source}
        - {id: odd, name: Odd, kind: model, licence: LicenseRef-base-model}
        """
    )
    assert facts.judge("open-weights", "chat").reason == "the weights are not published"
    assert facts.judge("osaid-1.0", "chat").answer is NOT_MET
    assert facts.judge("open-weights", "odd").answer is UNKNOWN


def test_licences_nobody_read_leave_it_open(facts_of: Callable[..., Facts]) -> None:
    facts = facts_of(
        """
        subjects:
        - {id: a, name: A, kind: model, licence: LicenseRef-PLaMo-Community}
        - {id: b, name: B, kind: model, licence: LicenseRef-base-model}
        """,
        """
        subjects:
        - {id: a, components: {weights: public}}
        - {id: b, components: {weights: public}}
        """,
    )
    assert _criteria(facts.judge("owd", "a"))["weights"] is UNKNOWN
    assert _criteria(facts.judge("osaid-1.0", "a"))["weights"] is NOT_MET  # OSI's list is known
    assert _criteria(facts.judge("osaid-1.0", "b"))["weights"] is UNKNOWN


def test_unknown_names_are_usage_errors(models: Facts) -> None:
    with pytest.raises(
        UsageError, match=r"unknown definition `osaid-1.1`, did you mean `osaid-1.0`"
    ):
        models.judge("osaid-1.1", "olmo-2")
    with pytest.raises(UsageError, match=r"unknown rank of `g7-2026` `open-weight`, did you mean"):
        models.judge("g7-2026/open-weight", "olmo-2")
    with pytest.raises(UsageError, match=r"unknown subject `olmo-3`, did you mean `olmo-2`"):
        models.judge("osaid-1.0", "olmo-3")


OTHERS = """
subjects:
- {id: free, name: Free, kind: software, licence: MIT}
- {id: hosted, name: Hosted, kind: software, licence: BUSL-1.1}
- {id: closed, name: Closed, kind: software, licence: LicenseRef-Proprietary}
- {id: nobody, name: Nobody, kind: software}
- {id: imaging, name: Imaging, kind: software, licence: MIT-CMU}
- {id: listed, name: Listed, kind: dataset, licence: LicenseRef-index-only}
- {id: pile, name: Pile, kind: dataset, licence: CC-BY-4.0}
- {id: faces, name: Faces, kind: dataset, licence: CC-BY-NC-4.0}
"""


@pytest.mark.parametrize(
    ("definition", "subject", "answer", "why"),
    [
        ("osd", "free", MET, "the source code is under MIT"),
        ("osd", "hosted", NOT_MET, "under BUSL-1.1, which is not approved by OSI (production use"),
        ("osd", "closed", NOT_MET, "under a proprietary licence, which is not approved by OSI"),
        ("osd", "nobody", UNKNOWN, "nobody recorded what Nobody is made of"),
        ("osd", "imaging", UNKNOWN, "and nobody recorded which limits it sets"),
        ("open-definition-2.1", "listed", NOT_MET, "under CC-BY-4.0 for the list alone"),
        (
            "osd",
            "pile",
            NOT_APPLICABLE,
            "judges software and licences, and Pile is recorded as a data set",
        ),
        ("source-available", "hosted", MET, "the source code is under BUSL-1.1"),
        ("source-available", "closed", NOT_MET, "does not let people study how it works"),
        ("open-definition-2.1", "pile", MET, "the data are under CC-BY-4.0"),
        ("open-definition-2.1", "faces", NOT_MET, "the data are under CC-BY-NC-4.0, which is not"),
        ("osd", "LicenseRef-Llama-3.1-Community", NOT_MET, "it is a licence which is not approved"),
        ("osd", "Elastic-2.0", NOT_MET, "it is a licence which is not approved by OSI"),
    ],
)
def test_software_data_and_licences_are_judged_by_their_own_definitions(
    facts_of: Callable[..., Facts], definition: str, subject: str, answer: Answer, why: str
) -> None:
    verdict = facts_of(OTHERS).judge(definition, subject)
    assert verdict.answer is answer
    assert why in verdict.reason


def versions(*given: tuple[str, str]) -> str:
    """A family `Llama` and its versions: the name of each and what its components are."""
    entries = [
        f"- {{id: v{number}, name: {name}, kind: model, family: llama, licence: Apache-2.0, "
        f"components: {{{components}}}}}"
        for number, (name, components) in enumerate(given)
    ]
    return "\n".join(["subjects:", "- {id: llama, name: Llama, kind: model}", *entries])


CLOSED = "weights: withheld"
SEEN = (
    "weights: {availability: withheld, basis: producer, verified: 2026-11-01, "
    'url: "https://example.org/weights", quote: We keep them.}'
)
OPEN = "weights: public"
CARD = "model-card: public"


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ([("Code Llama", CLOSED), ("Llama 2 Chat", CLOSED), ("Llama 2", CLOSED)], "Llama 2"),
        ([("Big Llama", CLOSED), ("Code Llama", CLOSED), ("Llama 2 Chat", CLOSED)], "Llama 2 Chat"),
        ([("Llama 2", CLOSED), ("Code Llama", SEEN)], "Code Llama"),
    ],
)
def test_a_family_is_explained_by_a_version_that_is_sure_and_named_like_it(
    facts_of: Callable[..., Facts], given: list[tuple[str, str]], shown: str
) -> None:
    verdict = facts_of(versions(*given)).judge("open-weights", "llama")
    assert (verdict.answer, verdict.subject) == (NOT_MET, "llama")
    assert verdict.reason.startswith(f"no recorded version meets it; of {shown}, the weights are")


def test_what_every_version_meets_is_met(facts_of: Callable[..., Facts]) -> None:
    facts = facts_of(versions(("Llama 2", OPEN), ("Llama 3", f"{OPEN}, {CARD}")))
    verdict = facts.judge("open-weights", "llama")
    assert verdict.answer is MET
    assert verdict.reason.startswith("every one meets it; of Llama 2, the weights can be")
    most = f"{OPEN}, inference-code: public, training-code: withheld"
    verdict = facts_of(versions(("Llama 2", most), ("Llama 3", most))).judge("g7-2026", "llama")
    assert (verdict.rank, verdict.at_least) == ("open-weights", False)


def test_where_no_version_can_be_told_one_says_why(facts_of: Callable[..., Facts]) -> None:
    data = (
        "weights: public, inference-code: public, training-code: public, training-data: "
        '{availability: described, basis: producer, url: "https://example.org/data"}'
    )
    text = versions(("Llama 2", data), ("Llama 3", CARD))
    facts = facts_of(text)
    verdict = facts.judge("osaid-1.0", "llama")
    assert verdict.answer is UNKNOWN
    assert verdict.members == ("v0", "v1")
    assert verdict.reason == (
        "no recorded version can be told; of Llama 2, " + facts.judge("osaid-1.0", "v0").reason
    )
    assert verdict.url == "https://example.org/data"
    said = text.replace("name: Llama,", "name: Llama, undetermined: It depends.,")
    assert facts_of(said).judge("osaid-1.0", "llama").reason == "It depends"


def test_of_versions_that_differ_three_are_named(facts_of: Callable[..., Facts]) -> None:
    facts = facts_of(
        versions(
            *((f"Llama {number}", OPEN) for number in (1, 2, 3)),
            *((f"Llama {number}", CLOSED) for number in (4, 5, 6, 7)),
            ("Llama 8", CARD),
        )
    )
    assert facts.judge("open-weights", "llama").reason == (
        "Llama stands for versions that differ: 3 meet it (Llama 1, Llama 2, Llama 3); "
        "4 do not (Llama 4, Llama 5, Llama 6, …); 1 cannot be told (Llama 8)"
    )


@pytest.mark.parametrize("own", [f"components: {{{OPEN}}}", "licence: LicenseRef-Proprietary"])
def test_a_family_with_facts_of_its_own_is_judged_by_them(
    facts_of: Callable[..., Facts], own: str
) -> None:
    others = versions(("Llama 2", OPEN if "licence" in own else CLOSED))
    facts = facts_of(others.replace("name: Llama,", f"name: Llama, {own},"))
    verdict = facts.judge("open-weights", "llama")
    assert verdict.answer is (NOT_MET if "licence" in own else MET)
    assert verdict.members == ()


def test_a_family_with_properties_of_its_own_is_judged_by_them(tmp_path: Path) -> None:
    path = tmp_path / "doorbell.yml"
    path.write_text("subjects: [{id: doorbell, properties: {message-encryption: never}}]\n")
    facts = load_facts(subjects=[GLOSSARY / "examples" / "promises", path])
    verdict = facts.judge("e2ee", "doorbell")
    assert (verdict.answer, verdict.members) == (NOT_MET, ())


LADDER = """
subjects:
- id: n
  name: N
  kind: model
  licence: Apache-2.0
  components:
    training-code: public
    inference-code: public
    training-data: public
    preprocessing-code: public
    weights: {availability: public, basis: producer, url: "https://example.org/w"}
- {id: p, name: P, kind: model, evidence: ["https://example.org/p"], undetermined: It depends.}
- id: m
  name: M
  kind: model
  licence: Apache-2.0
  components:
    weights: withheld
    training-code: public
    inference-code: public
    training-data: {availability: public, licence: CC0-1.0}
    preprocessing-code: public
"""


def test_a_rank_is_explained_by_what_bars_the_next(facts_of: Callable[..., Facts]) -> None:
    facts = facts_of(LADDER)
    verdict = facts.judge("g7-2026", "n")
    assert (verdict.rank, verdict.rank_label) == ("open-source-ai", "Open Source AI")
    assert verdict.at_least
    assert verdict.reason == (
        "it is Open Source AI; Open Source AI with Open Data cannot be told: "
        "nobody recorded the terms of the training data"
    )
    assert verdict.url == "https://example.org/w"
    assert len(verdict.criteria) == 7
    assert [(one.id, one.answer) for one in verdict.ranks] == [
        ("open-source-ai-with-open-data", UNKNOWN),
        ("open-source-ai", MET),
        ("open-weights", MET),
        ("weights-available", MET),
    ]
    data = "training-data: {availability: public, licence: MIT}"
    best = facts_of(LADDER.replace("training-data: public", data)).judge("g7-2026", "n")
    assert (best.rank, best.at_least) == ("open-source-ai-with-open-data", False)
    assert "the training data" in best.reason
    assert not best.reason.startswith("it is")


def test_of_a_rank_only_its_own_criteria_are_told(facts_of: Callable[..., Facts]) -> None:
    verdict = facts_of(LADDER).judge("g7-2026/open-weights", "n")
    assert set(_criteria(verdict)) == {
        "weights", "open-licence", "deployment-code", "open-deployment-code"
    }  # fmt: skip
    assert verdict.answer is MET
    assert not verdict.reason.startswith("it is")


def test_what_a_definition_may_ask_for_leaves_it_open(facts_of: Callable[..., Facts]) -> None:
    verdict = facts_of(LADDER).judge("fsf-ml", "m")
    assert _criteria(verdict)["weights"] is UNKNOWN
    assert verdict.answer is UNKNOWN
    assert verdict.reason == (
        "the weights are not published, and whether that is asked for is open (unverified)"
    )


def test_what_cannot_be_determined_says_why_and_where(facts_of: Callable[..., Facts]) -> None:
    verdict = facts_of(LADDER).judge("osaid-1.0", "p")
    assert (verdict.answer, verdict.reason) == (UNKNOWN, "It depends")
    assert verdict.url == "https://example.org/p"


def test_a_verdict_shows_a_page_of_what_decides(facts_of: Callable[..., Facts]) -> None:
    facts = facts_of(LADDER.replace("training-code: public", "training-code: withheld"))
    verdict = facts.judge("osaid-1.0", "n")
    assert (verdict.answer, verdict.url) == (NOT_MET, "")
    assert facts.judge("open-weights", "n").url == "https://example.org/w"


def test_a_ruling_that_facts_agree_with_needs_no_reason(facts_of: Callable[..., Facts]) -> None:
    ruled = RULED.replace(
        "components: {weights: public}\n",
        "components: {weights: public, "
        "inference-code: public, training-code: public, training-data: public}\n",
    )
    verdict = facts_of(ruled).judge("osaid-1.0", "t5")
    assert (verdict.answer, verdict.derived) == (MET, MET)
    assert verdict.reason == "OSI published that it meets OSAID 1.0"
