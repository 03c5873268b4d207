"""Facts in the formats of others: what is read from them, what differs, and what is written."""

import datetime
import io
import json
from pathlib import Path

import pytest
import yaml
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from spdx_python_model import v3_0_1 as spdx

from termcheck.cli import run
from termcheck.core.errors import FactsError
from termcheck.exchange.difference import additions, differences
from termcheck.exchange.draft import SubjectDraft
from termcheck.exchange.entry import scalar
from termcheck.exchange.held import hold_files
from termcheck.exchange.read import FORMATS
from termcheck.facts import Availability, Facts, Subject, load_facts

GLOSSARY = Path(__file__).parents[2] / "glossary"
TIDE = """
subjects:
- {id: brook, name: Brook, kind: model, components: {weights: {availability: public, licence: MIT}}}
- id: tide-2
  name: Tide 2
  kind: model
  producer: Harbour
  version: "2"
  year: 2026
  verified: 2026-11-01
  pages: {card: https://example.org/tide}
  base: [brook]
  components:
    weights: {availability: public, licence: Apache-2.0, from: card, quote: "license: apache-2.0"}
    training-code: {availability: not-found, from: card}
    inference-code: {availability: public, licence: Apache-2.0, from: card}
    data-information: {availability: described, from: card, quote: Web pages up to 2025.}
    model-card: {availability: public, licence: Apache-2.0, from: card}
- {id: mill, name: Mill, kind: software, licence: MIT}
- {id: waves, name: Waves, kind: dataset, licence: CC-BY-4.0}
"""
CARD = """---
license: {licence}
license_name: {name}
base_model: harbour/brook
datasets: [harbour/waves, harbour/winds]
{more}
---
# Tide 2
"""


@pytest.fixture
def facts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Facts:
    monkeypatch.setenv("TERMCHECK_CACHE_DIR", "")
    (tmp_path / "tide.yml").write_text(TIDE, "utf-8")
    shipped = [GLOSSARY / "kinds", GLOSSARY / "licences", GLOSSARY / "definitions"]
    return load_facts(kinds=shipped, subjects=[tmp_path / "tide.yml"])


def written(form: str, subject: Subject, facts: Facts) -> str:
    write = FORMATS[form].write
    assert write is not None
    return write(subject, facts)


def card(licence: str, name: str = "''", more: str = "") -> str:
    return CARD.format(licence=licence, name=name, more=more)


def told(draft: SubjectDraft) -> dict[str, tuple[str, str]]:
    return {one.part: (one.availability.value, one.licence or one.unread) for one in draft.cells}


@pytest.mark.parametrize(
    ("text", "weights"),
    [
        (card("apache-2.0"), ("public", "Apache-2.0")),
        (card("Apache-2.0", more="extra_gated_prompt: Agree."), ("gated", "Apache-2.0")),
        (
            card("other", "Llama 3.1 Community License"),
            ("public", "LicenseRef-Llama-3.1-Community"),
        ),
        (card("other", "our own terms"), ("public", "other our own terms")),
    ],
)
def test_a_card_tells_licence_gate_data_and_base(
    facts: Facts, text: str, weights: tuple[str, str]
) -> None:
    (draft,) = FORMATS["hf-card"].read(text, "harbour/tide-2/README.md", facts)
    assert told(draft)["weights"] == weights
    assert told(draft)["data-information"] == ("described", "")
    assert (draft.names[0], draft.base) == ("harbour/tide-2", ("harbour/brook",))
    assert draft.url == "https://huggingface.co/harbour/tide-2"


@pytest.mark.parametrize(
    ("heading", "is_name"),
    [
        ("Tide 2", True),
        ("Tide 2B", True),
        ("Model Card for Model ID", False),
        ("Tide 2: a collection of open models for boats", False),
    ],
)
def test_a_heading_is_a_name_where_it_is_written_as_one(
    facts: Facts, heading: str, is_name: bool
) -> None:
    text = f"---\nlicense: mit\n---\n# {heading}\n"
    (draft,) = FORMATS["hf-card"].read(text, "harbour/tide-2/README.md", facts)
    assert (heading in draft.names) is is_name


def test_a_page_without_a_head_is_no_card_and_a_broken_one_is_told(facts: Facts) -> None:
    assert FORMATS["hf-card"].read("# Tide\n", "README.md", facts) == []
    assert FORMATS["hf-card"].read("---\ntitle: A page\n---\n", "README.md", facts) == []
    with pytest.raises(FactsError, match=r"README\.md:[23]:\d+: not valid YAML"):
        FORMATS["hf-card"].read("---\nlicense: [mit\n---\n", "README.md", facts)


@pytest.mark.parametrize(
    ("licence", "more", "parts"),
    [
        ("apache-2.0", "", []),
        ("mit", "", ["weights licence"]),
        ("apache-2.0", "extra_gated_fields: {Name: text}", ["weights"]),
        ("cc-by-nc-4.0", "extra_gated_fields: {Name: text}", ["weights", "weights licence"]),
    ],
)
def test_what_a_card_tells_otherwise_is_a_difference(
    facts: Facts, licence: str, more: str, parts: list[str]
) -> None:
    (draft,) = FORMATS["hf-card"].read(card(licence, more=more), "tide-2.md", facts)
    found = list(differences(draft, facts.subject("tide-2"), facts))
    assert [one.part for one in found] == parts
    assert additions(draft, facts.subject("tide-2")) == ()


@pytest.mark.parametrize(
    ("weights", "licence", "name", "parts"),
    [
        ("{availability: gated, licence: LicenseRef-Gemma-Terms}", "gemma", "''", []),
        ("{availability: gated, licence: LicenseRef-Gemma-Terms}", "other", "''", []),
        ("{availability: public, licence: LicenseRef-Qwen-Research}", "other", "qwen-research", []),
        ("{availability: public, licence: LicenseRef-Qwen}", "other", "qwen-research", ["licence"]),
        ("{availability: public, licence: LicenseRef-Qwen}", "apache-2.0", "''", ["licence"]),
        ("{availability: public, licence: MIT}", "other", "''", ["licence"]),
        ("{availability: public, licence: AGPL-3.0-only}", "agpl-3.0", "''", []),
    ],
)
def test_a_card_is_held_to_what_hubs_can_tell(
    tmp_path: Path, weights: str, licence: str, name: str, parts: list[str]
) -> None:
    entry = f"{{id: foam, name: Foam, kind: model, components: {{weights: {weights}}}}}"
    (tmp_path / "foam.yml").write_text(f"subjects:\n- {entry}\n", "utf-8")
    shipped = [GLOSSARY / "kinds", GLOSSARY / "licences", GLOSSARY / "definitions"]
    facts = load_facts(kinds=shipped, subjects=[tmp_path / "foam.yml"])
    (draft,) = FORMATS["hf-card"].read(card(licence, name), "foam.md", facts)
    found = differences(draft, facts.subject("foam"), facts)
    assert [one.part.removeprefix("weights ") for one in found] == parts


def test_a_broken_card_hides_none_of_the_others_of_a_folder(
    facts: Facts, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cards = tmp_path / "cards"
    for name, text in (("a", "---\nlicense: mit\nlicense: mit\n---\n"), ("tide-2", card("mit"))):
        cards.joinpath(name).mkdir(parents=True)
        cards.joinpath(name, "README.md").write_text(text, "utf-8")
    day = datetime.date(2026, 12, 1)
    held = hold_files([cards], "hf-card", facts, lambda names: "tide-2", day)
    assert (held.read, len(held.told), len(held.unread)) == (1, 1, 1)
    assert "README.md:3:1: duplicate key `license`" in held.unread[0]
    assert run(["facts", "check", str(cards)]) == 1
    assert "1 file not read" in capsys.readouterr().out
    with pytest.raises(FactsError, match="duplicate key"):
        hold_files([cards / "a" / "README.md"], "hf-card", facts, lambda names: "", day)


MOT = """
release:
  name: Tide 2
  producer: Harbour
  date: '2026-05-01'
  license: {distribution: {name: MIT}}
  components:
  - {name: 'Model parameters (Final)', license: Apache-2.0}
  - {name: 'Model card'}
  - {name: 'Research paper', license: CC-BY-4.0}
  - {name: 'Evaluation data', license: 'Component not include'}
"""


def test_a_registers_file_tells_components_and_adds_what_is_not_recorded(facts: Facts) -> None:
    (draft,) = FORMATS["mot"].read(MOT, "Tide-2.yml", facts)
    assert told(draft) == {
        "weights": ("public", "Apache-2.0"),
        "model-card": ("public", "MIT"),
        "research-paper": ("public", "CC-BY-4.0"),
    }
    subject = facts.subject("tide-2")
    assert [one.part for one in additions(draft, subject)] == ["research-paper"]
    assert [one.part for one in differences(draft, subject, facts)] == ["model-card licence"]


def test_a_register_is_told_the_makers_own_repositories(tmp_path: Path) -> None:
    deep = "https://huggingface.co/harbour/foam/blob/main/tokenizer.json"
    others = "basis: secondary, url: https://github.com/library/library/blob/main/foam.py"
    code = "basis: producer, url: https://github.com/harbour/foam/tree/main"
    entry = (
        "{id: foam, name: Foam, kind: model, components: {"
        f"inference-code: {{availability: public, {others}}}, "
        "training-data: {availability: public, basis: producer, "
        "url: https://huggingface.co/datasets/harbour/waves}, "
        f"weights: {{availability: public, licence: MIT, basis: producer, url: {deep}}}, "
        f"training-code: {{availability: public, {code}}}}}}}"
    )
    (tmp_path / "foam.yml").write_text(f"subjects:\n- {entry}\n", "utf-8")
    shipped = [GLOSSARY / "kinds", GLOSSARY / "licences", GLOSSARY / "definitions"]
    facts = load_facts(kinds=shipped, subjects=[tmp_path / "foam.yml"])
    release = yaml.safe_load(written("mot", facts.subject("foam"), facts))["release"]
    assert release["repository"] == "https://github.com/harbour/foam"
    assert release["huggingface"] == "https://huggingface.co/harbour/foam"


def test_what_is_written_is_valid_and_says_the_same_when_it_is_read(facts: Facts) -> None:
    subject = facts.subject("tide-2")
    bom = written("cyclonedx", subject, facts)
    assert JsonStrictValidator(SchemaVersion.V1_7).validate_str(bom) is None
    document = written("spdx", subject, facts)
    found = spdx.SHACLObjectSet()
    spdx.JSONLDDeserializer().read(io.BytesIO(document.encode()), found)
    assert {one.name for one in found.foreach_type(spdx.ai_AIPackage)} == {"Tide 2", "Brook"}
    # The model's own constraints (SHACL): how often each property may and has to stand.
    spdx.JSONLDSerializer().write(found, io.BytesIO())
    register = written("mot", subject, facts)
    assert yaml.safe_load(register)["release"]["name"] == "Tide 2"
    for form, text in (("cyclonedx", bom), ("spdx", document), ("mot", register)):
        draft = next(
            one for one in FORMATS[form].read(text, "tide", facts) if "Tide 2" in one.names
        )
        assert told(draft)["weights"] == ("public", "Apache-2.0"), form
        assert list(differences(draft, subject, facts)) == [], form
        if form != "mot":
            assert draft.base == ("Brook",), form
    assert json.loads(bom)["metadata"]["component"]["pedigree"]["ancestors"][0]["name"] == "Brook"


@pytest.mark.parametrize("name", ["mill", "tide-2", "brook", "waves"])
def test_a_bill_is_valid_for_every_kind(facts: Facts, name: str) -> None:
    subject = facts.subject(name)
    bom = written("cyclonedx", subject, facts)
    assert JsonStrictValidator(SchemaVersion.V1_7).validate_str(bom) is None
    found = spdx.SHACLObjectSet()
    spdx.JSONLDDeserializer().read(io.BytesIO(written("spdx", subject, facts).encode()), found)
    spdx.JSONLDSerializer().write(found, io.BytesIO())
    packages = found.foreach_type(spdx.software_Package, match_subclass=True)
    assert subject.name in {package.name for package in packages}


@pytest.mark.parametrize("text", ["yes", "1.0", "a: b", "x #y", "2026-11-01", "", "'", "MIT", "é"])
def test_scalars_mean_themselves(text: str) -> None:
    assert yaml.safe_load(f"a: {scalar(text)}") == {"a": text}


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "tide.yml").write_text(TIDE, "utf-8")
    (tmp_path / "glossary.yml").write_text(
        "glossary: harbour\nextends: [ai-openness]\nsubjects: [tide.yml]\n", "utf-8"
    )
    (tmp_path / "termcheck.toml").write_text('glossary = ["./glossary.yml"]\n', "utf-8")
    cards = tmp_path / "cards" / "harbour" / "tide-2"
    cards.mkdir(parents=True)
    (cards / "README.md").write_text(card("mit"), "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_drift_ends_a_nightly_job_and_import_overwrites_nothing(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["facts", "check", "cards"]) == 1
    out = capsys.readouterr().out
    assert "`weights licence` of `tide-2` is recorded as Apache-2.0, here it is MIT" in out
    (project / "cards" / "harbour" / "tide-2" / "README.md").write_text(card("apache-2.0"), "utf-8")
    assert run(["facts", "check", "cards"]) == 0
    before = (project / "tide.yml").read_bytes()
    (project / "new.md").write_text(card("mit").replace("Tide 2", "Wholly New"), "utf-8")
    assert run(["facts", "import", "--from", "hf-card", "new.md", "-o", "more.yml"]) == 0
    assert (project / "tide.yml").read_bytes() == before
    entry = yaml.safe_load((project / "more.yml").read_text("utf-8"))["subjects"][0]
    assert entry["components"]["weights"]["licence"] == "MIT"
    both = project / "glossary.yml"
    both.write_text(both.read_text("utf-8").replace("tide.yml", "tide.yml, more.yml"), "utf-8")
    assert run(["subject", entry["name"]]) == 0
    assert run(["facts", "check", "nowhere"]) == 2
    assert Availability.PUBLIC.value in capsys.readouterr().out
