"""The shipped registry: every name of the acceptance text, OSI's findings, families that differ."""

from pathlib import Path

import pytest

from termcheck.facts import Answer, Facts, VerdictSource
from termcheck.facts.subject import Availability

GLOSSARY = Path(__file__).parents[2] / "glossary"


@pytest.fixture(scope="module")
def registry(shipped_facts: Facts) -> Facts:
    return shipped_facts


@pytest.mark.parametrize(
    ("name", "osaid", "open_weights"),
    [
        ("Llama 2", "not-met", "met"),
        ("Mistral", "not-met", "unknown"),
        ("Mixtral", "not-met", "met"),
        ("Mistral-7B", "not-met", "met"),
        ("Falcon", "not-met", "met"),
        ("GPT-NeoX", "met", "met"),
        ("GPT-J", "met", "met"),
        ("Stable Diffusion", "not-met", "met"),
        ("Whisper", "not-met", "met"),
        ("BLOOM", "not-met", "met"),
        ("T5", "met", "met"),
        ("BERT", "unknown", "met"),
        ("DistilBERT", "unknown", "met"),
        ("Llama 3.1", "not-met", "met"),
        ("Gemma", "not-met", "met"),
        ("Gemma 4", "not-met", "met"),
        ("gpt-oss", "not-met", "met"),
        ("DeepSeek-R1", "not-met", "met"),
        ("OLMo 2", "met", "met"),
        ("SmolLM3", "met", "met"),
        ("StarCoder2", "not-met", "met"),
        ("GPT-4", "not-met", "not-met"),
        ("ChatGPT", "not-met", "not-met"),
        ("Gemini", "not-met", "not-met"),
    ],
)
def test_well_known_names(registry: Facts, name: str, osaid: str, open_weights: str) -> None:
    subject = registry.find(name)
    assert subject is not None
    verdicts = [registry.judge(one, subject.id) for one in ("osaid-1.0", "open-weights")]
    assert [one.answer.value for one in verdicts] == [osaid, open_weights]
    assert all(one.reason for one in verdicts)


def _answer(registry: Facts, definition: str, name: str) -> str:
    """Return whether what a name means meets a definition."""
    subject = registry.find(name)
    assert subject is not None
    return registry.judge(definition, subject.id).answer.value


@pytest.mark.parametrize(
    ("name", "osd"),
    [
        ("Pydantic Logfire", "not-met"),
        ("Logfire SDK", "met"),
        ("Core ML", "not-met"),
        ("coremltools", "met"),
        ("Weights & Biases", "unknown"),
        ("wandb", "met"),
        ("ClearML", "unknown"),
        ("Context7", "unknown"),
        ("Tailscale", "unknown"),
        ("AutoGPT", "unknown"),
        ("Databricks Unity Catalog", "not-met"),
        ("Unity Catalog", "met"),
        ("GCC", "met"),
    ],
)
def test_an_open_client_does_not_make_a_closed_service_open(
    registry: Facts, name: str, osd: str
) -> None:
    assert _answer(registry, "osd", name) == osd


@pytest.mark.parametrize(
    ("name", "answer"),
    [("Essential-Web", "met"), ("SmolTalk", "unknown"), ("WebVid", "not-met")],
)
def test_data_sets_are_judged_by_what_their_makers_say(
    registry: Facts, name: str, answer: str
) -> None:
    assert _answer(registry, "open-definition-2.1", name) == answer


@pytest.mark.parametrize("name", ["Pythia", "OLMo 1", "Amber", "CrystalCoder", "T5"])
def test_what_osi_found_also_follows_from_the_facts(registry: Facts, name: str) -> None:
    subject = registry.find(name)
    assert subject is not None
    verdict = registry.judge("osaid-1.0", subject.id)
    assert verdict.source is VerdictSource.RULING
    assert verdict.answer is verdict.derived is Answer.MET


def test_no_ruling_contradicts_the_recorded_facts(registry: Facts) -> None:
    for subject in registry.subjects.values():
        for ruling in subject.rulings:
            verdict = registry.judge(ruling.definition, subject.id)
            assert verdict.derived in (verdict.answer, Answer.UNKNOWN), subject.id


def test_weights_that_are_recorded_decide_open_weights(registry: Facts) -> None:
    for subject in registry.subjects.values():
        state = subject.component("weights").availability
        if subject.kind == "model" and state is not Availability.UNKNOWN:
            wanted = state in (Availability.PUBLIC, Availability.GATED)
            answer = registry.judge("open-weights", subject.id).answer
            assert (answer is Answer.MET) == wanted, subject.id


def test_the_ladder_holds(registry: Facts) -> None:
    """Who meets OSAID reaches at least Open Weights AI, and has open weights."""
    for subject in registry.subjects.values():
        if registry.judge("osaid-1.0", subject.id).derived is Answer.MET:
            assert registry.judge("g7-2026/open-weights", subject.id).answer is Answer.MET
            assert registry.judge("open-weights", subject.id).answer is Answer.MET


def test_whoever_calls_a_claim_false_shows_the_line_that_says_so(registry: Facts) -> None:
    accused = 0
    for name in ("osaid-1.0", "open-weights", "osd", "open-definition-2.1"):
        kinds = registry.definition(name).applies_to
        for subject in registry.subjects.values():
            if subject.kind not in kinds:
                continue
            verdict = registry.judge(name, subject.id)
            if verdict.answer is not Answer.NOT_MET or not verdict.confirmed or verdict.ruling:
                continue
            cells = [cell for one in verdict.unmet for cell in one.cells if cell.confirmed]
            accused += bool(cells)
            # A family may be told by versions that fail each for a reason of its own.
            assert verdict.members or any(cell.url and cell.quote for cell in cells), subject.id
    assert accused > 300


def test_whatever_meets_the_open_source_ai_definition_has_a_page_for_each_part(
    registry: Facts,
) -> None:
    verdicts = [
        registry.judge("osaid-1.0", subject.id)
        for subject in registry.subjects.values()
        if subject.kind == "model" and not registry.members(subject.id)
    ]
    met = [verdict for verdict in verdicts if verdict.answer is Answer.MET]
    assert len(met) > 20
    assert [verdict.subject for verdict in met if not verdict.confirmed] == []


def test_whoever_quotes_a_definition_says_where_its_words_were_read(registry: Facts) -> None:
    untold = [
        definition.id
        for definition in registry.definitions.values()
        if any(criterion.quote for criterion in definition.criteria)
        and not (definition.quoted and definition.quoted.url and definition.quoted.verified)
    ]
    assert untold == []


def test_a_verdict_tells_where_the_words_it_rests_on_stand(registry: Facts) -> None:
    verdict = registry.judge("osaid-1.0", "olmo-2")
    weights = next(result for result in verdict.criteria if result.id == "weights")
    assert weights.quote_url == "https://opensource.org/ai/open-source-ai-definition"
    assert weights.quote_basis.value == "secondary"
    assert weights.quote_verified is not None
