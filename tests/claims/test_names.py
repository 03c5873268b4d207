"""Names in prose: the forms people write, look-alikes, lists, and what is no name."""

import pickle
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from termcheck.claims.names.grammar import NameGrammar
from termcheck.claims.names.index import Name, NameIndex, load_grammar, within
from termcheck.facts.expand import expanded
from termcheck.facts.kinds import Vocabulary
from termcheck.facts.subject import Release, Subject

GLOSSARY = Path(__file__).parents[2] / "glossary"


@pytest.fixture(scope="module")
def grammar() -> NameGrammar:
    return load_grammar(GLOSSARY / "names" / "ai.yml")


def shown(names: tuple[Name, ...]) -> list[str]:
    """Return each name as `text = id`, with `?` where nobody recorded it."""
    return [f"{name.text} = {(name.subject_ids or ('?',))[0]}" for name in names]


FORMS = [
    # version after a space, a hyphen, or nothing
    (
        "We host Llama 3.1 ourselves.",
        "Llama 3.1 = llama-3.1",
    ),
    (
        "We host Llama-2 and DeepSeek-V3.",
        "Llama-2 = llama-2; DeepSeek-V3 = deepseek-v3",
    ),
    (
        "Try Qwen2.5 or Llama3 first.",
        "Qwen2.5 = qwen2.5; Llama3 = llama-3",
    ),
    (
        "An older page says Llama v2.",
        "Llama v2 = llama-2",
    ),
    # version and size, size alone, sizes of a licence of their own
    (
        "It took Llama 3.1 405B a day.",
        "Llama 3.1 405B = llama-3.1",
    ),
    (
        "Mistral 7B fits on one card.",
        "Mistral 7B = mistral-7b",
    ),
    (
        "Mistral 7 billion fits.",
        "Mistral 7 billion = mistral-7b",
    ),
    (
        "Qwen2.5-32B runs, Qwen 2.5 72B does not.",
        "Qwen2.5-32B = qwen2.5; Qwen 2.5 72B = qwen2.5-72b",
    ),
    (
        "Gemma 7B came first.",
        "Gemma 7B = gemma-1",
    ),
    (
        "Llama 70B is ambiguous.",
        "Llama 70B = llama",
    ),
    # repository names, hub ids, old prefixes
    (
        "Load Llama-3.1-8B-Instruct now.",
        "Llama-3.1-8B-Instruct = llama-3.1",
    ),
    (
        "Load Mistral-7B-Instruct-v0.2.",
        "Mistral-7B-Instruct-v0.2 = mistral-7b",
    ),
    (
        "Qwen2.5-Instruct-72B is odd.",
        "Qwen2.5-Instruct-72B = qwen2.5-72b",
    ),
    (
        "Pull openai/gpt-oss-120b today.",
        "openai/gpt-oss-120b = gpt-oss",
    ),
    (
        "Pull meta-llama/Meta-Llama-3-8B-Instruct.",
        "meta-llama/Meta-Llama-3-8B-Instruct = llama-3",
    ),
    (
        "The Meta-Llama-3.1-405B-Instruct files.",
        "Meta-Llama-3.1-405B-Instruct = llama-3.1",
    ),
    # mixtures, active parameters
    (
        "Mixtral 8x7B and Mixtral-8x22B.",
        "Mixtral 8x7B = mixtral; Mixtral-8x22B = mixtral",
    ),
    (
        "Mistral calls it 8x7B.",
        "Mistral = mistral-ai; 8x7B = mixtral",
    ),
    (
        "Use Qwen3-235B-A22B there.",
        "Qwen3-235B-A22B = qwen3",
    ),
    (
        "Nemotron-3-Super-120B-A12B is new.",
        "Nemotron-3-Super-120B-A12B = nemotron-3",
    ),
    # tiers, before and after the version
    (
        "Mistral Large and Mistral NeMo.",
        "Mistral Large = mistral-large; Mistral NeMo = mistral-nemo",
    ),
    (
        "Mistral Medium 3.5 has weights.",
        "Mistral Medium 3.5 = mistral-medium-3.5",
    ),
    (
        "Claude Sonnet 5, Claude Opus 4.5.",
        "Claude Sonnet 5 = claude-sonnet-5; Claude Opus 4.5 = claude-opus-4.5",
    ),
    # plus: in the name, and "and later"
    (
        "Cohere made Command R+ and CodeT5+ exists.",
        "Cohere = cohere; Command R+ = command-r; CodeT5+ = codet5-plus",
    ),
    (
        "Works with GPT-5.4+ only.",
        "GPT-5.4+ = gpt-5.4",
    ),
    # labels, possessives, producers
    (
        "DeepSeek's R1 beat their V3.",
        "DeepSeek = deepseek-org; R1 = deepseek-r1; V3 = deepseek-v3",
    ),
    (
        "Moonshot AI's K2 and LLM360's K2.",
        "Moonshot AI = moonshot-ai; K2 = k2; LLM360 = llm360; K2 = k2",
    ),
    (
        "Meta's Llama 3 is popular.",
        "Meta = meta; Llama 3 = llama-3",
    ),
    (
        "Google Gemma 2, NVIDIA Nemotron.",
        "Google Gemma 2 = gemma-2; NVIDIA Nemotron = nemotron",
    ),
    # letters, dates, derived names, formats
    (
        "DeepSeek V4 follows DeepSeek-V3.2-Exp.",
        "DeepSeek V4 = deepseek-v4; DeepSeek-V3.2-Exp = deepseek-v3.1",
    ),
    (
        "DeepSeek-R1-0528, command-r-08-2024.",
        "DeepSeek-R1-0528 = deepseek-r1; command-r-08-2024 = command-r",
    ),
    (
        "DeepSeek-V3-0324 changed licence.",
        "DeepSeek-V3-0324 = deepseek-v3.1",
    ),
    (
        "R1-Distill-Qwen-32B is small.",
        "R1-Distill-Qwen-32B = deepseek-r1-distill",
    ),
    (
        "Hermes-3-Llama-3.1-8B is tuned.",
        "Hermes-3-Llama-3.1-8B = hermes-3",
    ),
    (
        "Llama-3.1-Nemotron-70B too.",
        "Llama-3.1-Nemotron-70B = llama-nemotron",
    ),
    (
        "Fetch Llama-3.2-3B-Instruct-GGUF.",
        "Llama-3.2-3B-Instruct-GGUF = llama-3.2",
    ),
    (
        "Fetch Qwen2.5-72B-Instruct-GPTQ-Int4.",
        "Qwen2.5-72B-Instruct-GPTQ-Int4 = qwen2.5-72b",
    ),
    # tags and hosted ids
    (
        "ollama run qwen3:8b or llama3.2:1b",
        "ollama run = ollama; qwen3:8b = qwen3; llama3.2:1b = llama-3.2",
    ),
    (
        "Call mistral-large-latest.",
        "mistral-large-latest = mistral-large",
    ),
    (
        "us.anthropic.claude-sonnet-5-20261001-v1:0",
        "claude-sonnet-5-20261001-v1:0 = claude-sonnet-5",
    ),
    # sizes that belong to a name before, in a list, or after "of"
    (
        "Llama 3 is out. The 70B model is slow.",
        "Llama 3 = llama-3; 70B = llama-3",
    ),
    (
        "Llama 2 7B, 13B and 70B.",
        "Llama 2 7B = llama-2; 13B = llama-2; 70B = llama-2",
    ),
    (
        "Qwen2-VL 7B and 72B.",
        "Qwen2-VL 7B = qwen2-vl; 72B = qwen2-vl-72b",
    ),
    (
        "The 2B and 7B models of the Qwen2-VL series.",
        "2B = qwen2-vl; 7B = qwen2-vl; Qwen2-VL = qwen2-vl",
    ),
    (
        "Llama 3.1 and 3.2, or DeepSeek V2/V3.",
        "Llama 3.1 = llama-3.1; 3.2 = llama-3.2; DeepSeek V2 = deepseek-v2; V3 = deepseek-v3",
    ),
    (
        "GPT-3.5/4 and OLMo 1, 2 and 3.",
        "GPT-3.5 = gpt-3.5; 4 = gpt-4; OLMo 1 = olmo-1; 2 = olmo-2; 3 = olmo-3",
    ),
    (
        "Llama 3 and 4 other models.",
        "Llama 3 = llama-3",
    ),
    # code names, products, brand spellings, image and speech models
    (
        "Llama 4 Scout beat Maverick.",
        "Llama 4 Scout = llama-4; Maverick = llama-4",
    ),
    (
        "ChatGPT and Le Chat are products.",
        "ChatGPT = chatgpt; Le Chat = le-chat",
    ),
    (
        "LLaMA, GPT-OSS, gpt oss and Olmo 3.",
        "LLaMA = llama; GPT-OSS = gpt-oss; gpt oss = gpt-oss; Olmo 3 = olmo-3",
    ),
    (
        "SD 1.5, SDXL",
        "SD 1.5 = stable-diffusion-1; SDXL = sdxl-1.0",
    ),
    (
        "Not FLUX.1 [dev] but FLUX.1 schnell.",
        "FLUX.1 [dev] = flux.1-dev; FLUX.1 schnell = flux.1-schnell",
    ),
    (
        "Llama 2 Chat, Qwen2.5-Max, QwQ-32B-Preview.",
        "Llama 2 Chat = llama-2; Qwen2.5-Max = qwen2.5-max; QwQ-32B-Preview = qwq-32b",
    ),
    (
        "It was fine-tuned from Mistral 7B.",
        "Mistral 7B = mistral-7b",
    ),
]


@pytest.mark.parametrize(("text", "expected"), FORMS, ids=[text for text, _ in FORMS])
def test_forms(index: NameIndex, text: str, expected: str) -> None:
    assert "; ".join(shown(index.find(text))) == expected


def test_the_list_of_a_coding_assistant(index: NameIndex) -> None:
    listed = (
        "Llama 2, Mistral, Mixtral, Mistral-7B, Falcon, GPT-NeoX, GPT-J, Stable Diffusion, "
        "Whisper, BLOOM, T5, BERT, DistilBERT"
    )
    found = index.find(f"Open source AI includes {listed}.")
    assert ", ".join(name.text for name in found) == listed
    assert {name.kind for name in found} == {"model"}
    ids = [name.subject_ids[0] for name in found]
    assert ids == [
        "llama-2", "mistral", "mixtral", "mistral-7b", "falcon", "gpt-neox", "gpt-j",
        "stable-diffusion", "whisper", "bloom", "t5", "bert", "distilbert",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("We build on llama.cpp every day.", "software"),
        ("LlamaIndex reads the files.", "software"),
        ("LLaMA-Factory trains it.", "software"),
        ("ollama serves it.", "software"),
        ("Llama Stack is a toolkit.", "software"),
        ("Gemini CLI runs in a shell.", "software"),
        ("The Llama 3.1 Community License has a cap.", "licence"),
        ("The Gemma Terms of Use apply.", "licence"),
        ("The Open Source Initiative approved it.", "organisation"),
        ("The Open Source Security Foundation met.", "organisation"),
        ("Acme Commons and Open Source Initiative met.", "organisation"),
        ("OpenAI answered.", "organisation"),
        ("The Open LLM Leaderboard moved.", "benchmark"),
        ("Open WebUI changed its licence.", "software"),
        ("The Open Source AI Definition has a version.", "document"),
        ("OpenStreetMap is a map.", "dataset"),
        ("The Neo4j tool named Bloom draws graphs.", "software"),
    ],
)
def test_what_only_sounds_like_a_model(index: NameIndex, text: str, kind: str) -> None:
    assert kind in {name.kind for name in index.find(text)}
    assert "model" not in {name.kind for name in index.find(text)}


@pytest.mark.parametrize(
    "text",
    [
        "A llama and an alpaca stood in the field.",
        "They whisper in bloom time.",
        "The falcon dived; a SpaceX Falcon rose.",
        "The angle phi and the letter Phi.",
        "GEMMA fits a linear mixed model for GWAS.",
        "Run the command line; Command me.",
        "The variables ollama_model, llama_context and isOpenSource.",
        "See https://huggingface.co/meta-llama/Llama-2-7b or mail a@mistral.ai",
        "It uses 8 B of memory, 13B tokens and 7B rows.",
        "Grade A, T 5, K 2 and R 1.",
        "We opt in, clip it and go on to o 1.",
        "A small bert of cloth.",
    ],
)
def test_no_model_at_all(index: NameIndex, text: str) -> None:
    assert [name for name in index.find(text) if name.kind == "model"] == []


@pytest.mark.parametrize(
    ("text", "name", "context", "expected"),
    [
        ("Yi is good.", "Yi", "", ()),
        ("Yi is good.", "Yi", "Models of 01.AI", ("yi",)),
        ("The Yi models are good.", "Yi", "", ("yi",)),
        ("Scout is faster.", "Scout", "", ()),
        ("Scout is faster.", "Scout", "Llama 4", ("llama-4",)),
        ("Arctic won.", "Arctic", "Snowflake", ("snowflake-arctic",)),
        ("R1 is cheap.", "R1", "", ()),
        ("R1 is cheap.", "R1", "DeepSeek news", ("deepseek-r1",)),
        ("Open AI was founded in 2015.", "Open AI", "Sam Altman", ("open-ai",)),
        ("Open AI for all.", "Open AI", "", ()),
    ],
)
def test_context_decides(
    index: NameIndex, text: str, name: str, context: str, expected: tuple[str, ...]
) -> None:
    found = [one for one in index.find(text, context=context) if one.text == name]
    assert tuple(one.subject_ids[0] for one in found) == expected


def test_a_maker_and_its_models_of_one_name(index: NameIndex) -> None:
    def first(text: str) -> tuple[str, ...]:
        return index.find(text)[0].kinds

    assert first("Mistral announced a price.") == ("organisation", "model")
    assert first("Mistral models are small.") == ("model", "organisation")
    assert first("Mistral is small.") == ("model", "organisation")


@pytest.mark.parametrize(
    "text",
    [
        "A Llama-based assistant.",
        "An o1-like model.",
        "A GPT-4-class model.",
        "It has GPT-4o level quality.",
        "An OpenAI-compatible server.",
        "A Whisper-powered tool.",
    ],
)
def test_comparisons(index: NameIndex, text: str) -> None:
    assert [name.comparison for name in index.find(text)] == [True]


def test_a_version_nobody_recorded_is_not_its_siblings(index: NameIndex) -> None:
    found = index.find("Llama 5, Qwen9-7B and DeepSeek-V9 are announced.")
    assert shown(found) == ["Llama 5 = ?", "Qwen9-7B = ?", "DeepSeek-V9 = ?"]
    assert [name.how for name in found] == ["version"] * 3
    assert index.find("Llama 3.1 is out.")[0].how == "listed"


FAMILY = [
    Subject(id="acme", name="Acme", kind="organisation", sites=("huggingface.co/acme",)),
    Subject(id="tide", name="Tide", kind="model", producer="Acme"),
    Subject(id="tide-2", name="Tide 2", kind="model", family="tide", variants=("Large", "8B")),
    Subject(id="brook", name="Brook", kind="model", producer="Acme", exact=("Brook",)),
    Subject(id="mill", name="Mill", kind="software", producer="Acme"),
]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tide 2 is out.", "Tide 2 = tide-2"),
        ("Tide 2 Large is out.", "Tide 2 Large = tide-2"),
        ("Tide-2-large-Instruct is out.", "Tide-2-large-Instruct = tide-2"),
        ("Tide 2 Max is out.", "Tide 2 Max = ?"),
        ("Tide 2 Flash is out.", "Tide 2 Flash = ?"),
        ("Tide 2 8B is out.", "Tide 2 8B = tide-2"),
        ("Tide 2 98B is out.", "Tide 2 98B = ?"),
        ("Tide 2.5 is out.", "Tide 2.5 = ?"),
        ("Tide 8B is out.", "Tide 8B = tide"),
        ("Brook is out.", "Brook = brook"),
        ("Brook Turbo is out.", "Brook Turbo = ?"),
        # An id on a hub is one name, in any capitals.
        ("acme/brook is out.", "acme/brook = brook"),
        ("acme/brook-turbo is out.", "acme/brook-turbo = ?"),
        ("acme/tide-2-large-gguf is out.", "acme/tide-2-large-gguf = tide-2"),
        ("acme/stream-xl is out.", "acme/stream-xl = ?"),
        ("acme/mill is out.", "acme/mill = mill"),
        # After an account as hubs write it any word is its model; a maker's name is a maker.
        ("apple/Stream is out.", "apple/Stream = ?"),
        ("Apple/Stream is out.", ""),
        # Two names joined: made of one of them, under whose terms is not told.
        ("Tide-2-Brook-4B is out.", "Tide-2-Brook-4B = ?"),
        ("openai/stream-base is out.", "openai/stream-base = ?"),
        ("Acme/Tide 2 is out.", "Acme/Tide 2 = tide-2"),
        ("Read src/brook-turbo and and/or it.", ""),
        ("See https://example.org/acme/brook-turbo now.", ""),
    ],
)
def test_a_tier_size_or_id_names_what_is_recorded_or_nothing(
    grammar: NameGrammar, text: str, expected: str
) -> None:
    index = NameIndex.build(FAMILY, grammar)
    assert "; ".join(shown(index.find(text))) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Gemma 3 Juniper is an open model.", ["Gemma 3 Juniper = ?"]),
        ("They run Llama 4 Juniper, an open model.", ["Llama 4 Juniper = ?"]),
        ("Llama 4 Scout is an open model.", ["Llama 4 Scout = llama-4"]),
        ("Gemma 3 Models are open.", ["Gemma 3 = gemma-3"]),
        ("With Gemma 3 Google is an early one.", ["Gemma 3 = gemma-3", "Google = google"]),
        ("After Llama 4 Juniper became a nickname.", ["Llama 4 = llama-4"]),
    ],
)
def test_a_word_that_ends_a_name_with_a_number_makes_it_another(
    index: NameIndex, text: str, expected: list[str]
) -> None:
    assert shown(index.find(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Well is open.", "Well = well"),
        ("Well 2.0 is open.", "Well 2.0 = well-2.0"),
        ("Well 2.4.1 is open.", "Well 2.4.1 = well-2.0"),
        ("Well v1.9 is open.", "Well v1.9 = well-0"),
        ("Well 3 is open.", "Well 3 = well-3"),
        ("Well 1.x is open.", "Well 1.x = well-0"),
        ("Well 2 is open.", "Well 2 = well-2.0"),
    ],
)
def test_releases_stand_for_the_versions_up_to_the_next(
    grammar: NameGrammar, text: str, expected: str
) -> None:
    well = Subject(
        id="well",
        name="Well",
        kind="software",
        releases=tuple(Release(since=one, licence="MIT") for one in ("3", "2.0", "0")),
    )
    index = NameIndex.build(expanded([well], Vocabulary()), grammar)
    assert "; ".join(shown(index.find(text))) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Foo-7B-Instruct",
        "XYZ-13B",
        "BarLM",
        "Llama-3-Groq-8B-Tool-Use",
        "StoneVicuna",
        "FooBar 13B",
    ],
)
def test_names_nobody_listed(index: NameIndex, text: str) -> None:
    (found,) = index.find(f"They released {text} in spring.")
    assert (found.text, found.kind, found.subject_ids) == (text, "model", ())


def test_a_noun_gathers_the_family(index: NameIndex) -> None:
    assert index.find("The Qwen2.5 series grew.")[0].whole
    assert not index.find("Qwen2.5 grew.")[0].whole
    assert index.find("Gemini 3+ works.")[0].later


def test_within(index: NameIndex) -> None:
    text = "The Open Source Initiative and open source"
    names = index.find(text)
    first, second = text.index("Open Source"), text.index("open source")
    found = within(names, first, first + len("Open Source"))
    assert found is not None
    assert found.text == "Open Source Initiative"
    assert within(names, second, second + len("open source")) is None
    assert within((), 0, 1) is None


def test_the_index_survives_a_process_boundary(index: NameIndex) -> None:
    text = "Meta's Llama 3.1 and OLMo 2, not Foo-7B."
    assert pickle.loads(pickle.dumps(index)).find(text) == index.find(text)


def test_own_subjects(index: NameIndex) -> None:
    own = Subject(id="acme-1", name="Acme One", kind="model", labels=("One",), producer="Acme")
    small = NameIndex.build([own], index.grammar)
    assert shown(small.find("AcmeOne and acme-one 7B; One of Acme.")) == [
        "AcmeOne = acme-1",
        "acme-one 7B = acme-1",
        "One = acme-1",
    ]
    assert small.find("One day.") == ()


PIECES = st.sampled_from(
    "Llama 3.1 8B - _ . , / : Qwen2.5 Mistral R1 V3 and the models [dev] FLUX.1 + ++ GPT -based "
    "İstanbul ﬁ 𝐋 \u00a0 x7B Instruct org/ ' \u2019s".split(" ")
)


@given(st.lists(PIECES, max_size=14), st.sampled_from(["", " "]))
def test_any_text(index: NameIndex, pieces: list[str], joint: str) -> None:
    """Names are in order, do not overlap, and are where they say."""
    text = joint.join(pieces)
    end = 0
    for name in index.find(text, context=text):
        assert end <= name.start < name.end <= len(text)
        assert text[name.start : name.end] == name.text
        assert name.kinds
        assert len(name.kinds) == max(1, len(name.subject_ids))
        end = name.end


@pytest.mark.parametrize(
    "piece",
    ["a-", "a.", "Llama-", "Llama 3.1 and 3.2, ", "7B, ", "Open Source ", "org/", "the 7B model "],
)
def test_a_long_text_takes_time_in_proportion(index: NameIndex, piece: str) -> None:
    """Hyphens, digits and names without end are read once, not again and again."""

    def seconds(times: int) -> float:
        text = piece * times
        took = []
        for _ in range(3):
            start = time.process_time()
            index.find(text)
            took.append(time.process_time() - start)
        return min(took)

    assert seconds(4000) < 12 * seconds(1000) + 0.05
