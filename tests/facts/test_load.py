"""Reading, merging and checking files of facts."""

import datetime
import json
import pickle
from collections.abc import Callable
from pathlib import Path

import jsonschema_rs
import pytest
import yaml

from termcheck.core.errors import FactsError
from termcheck.facts import Availability, Facts, FactsFile, load_facts
from termcheck.typed_files.json_schema import json_schema

GLOSSARY = Path(__file__).parents[2] / "glossary"
MINIMAL = """
kinds: [{id: tea, label: tea, plural: teas, components: [leaf], properties: [origin]}]
components: [{id: leaf, label: leaves, plural: true, covered-by: any}]
properties: [{id: origin, label: where it grows, values: {here: it grows here}}]
rights: [{id: use, label: drink it}]
flags: [{id: osi-approved, label: approved, grants: use}]
restrictions: [{id: user-cap, label: a cap, limits: use}]
"""


def test_later_files_add_to_earlier_ones(facts_of: Callable[..., Facts]) -> None:
    facts = facts_of(
        """
        subjects:
        - id: ours
          name: Ours
          kind: model
          aliases: [Our Model, OM]
          licence: MIT
          evidence: ["https://example.org/1"]
          components:
            weights: {availability: public, licence: MIT, url: "https://example.org/w"}
            training-code: public
        """,
        """
        subjects:
        - id: ours
          name: Ours 1
          aliases: [OM, Ours One]
          evidence: ["https://example.org/2"]
          components:
            weights: {availability: withheld, reason: safety}
            inference-code: public
        """,
    )
    ours = facts.subject("ours")
    assert ours.name == "Ours 1"
    assert ours.aliases == ("Our Model", "OM", "Ours One")
    assert ours.evidence == ("https://example.org/1", "https://example.org/2")
    assert ours.component("weights").availability is Availability.WITHHELD
    assert ours.component("weights").reason == "safety"
    assert ours.component("weights").url == "https://example.org/w"
    assert ours.component("training-code").availability is Availability.PUBLIC
    assert ours.component("inference-code").availability is Availability.PUBLIC
    assert ours.component("model-card").availability is Availability.UNKNOWN


def test_a_definition_can_be_changed_by_id(facts_of: Callable[..., Facts]) -> None:
    facts = facts_of(
        "definitions: [{id: osaid-1.0, short: our OSAID, applies-to: model}]",
        "subjects: [{id: s, name: S, kind: ai-system, components: {weights: public}}]",
    )
    definition = facts.definition("osaid-1.0")
    assert definition.short == "our OSAID"
    assert definition.date == datetime.date(2024, 10, 28)
    assert facts.judge("osaid-1.0", "s").reason.startswith("our OSAID judges AI models, and S")


def test_implied_components(facts_of: Callable[..., Facts]) -> None:
    facts = facts_of(
        """
        subjects:
        - {id: a, name: A, kind: model, components: {training-data: public}}
        - {id: b, name: B, kind: model, components: {training-data: described}}
        - {id: c, name: C, kind: model, components: {training-data: withheld}}
        - id: d
          name: D
          kind: model
          components: {training-data: public, data-information: withheld}
        """
    )
    answers = [
        {one.id: one.answer.value for one in facts.judge("osaid-1.0", name).criteria}
        for name in "abcd"
    ]
    assert [one["data-information"] for one in answers] == ["met", "unknown", "unknown", "not-met"]


WRONG = {
    "subjects: [{id: a, name: A, kind: modl}]": "1:35: unknown kind `modl`, did you mean `model`?",
    "subjects: [{id: a, name: A, kind: model, components: {weigths: public}}]": (
        "1:64: unknown component of AI models `weigths`, did you mean `weights`?"
    ),
    "subjects: [{id: a, name: A, kind: model, components: {weights: publik}}]": (
        "1:64: unknown availability `publik`, did you mean `public`?"
    ),
    "subjects: [{id: a, name: A, kind: model, licence: Apache-2}]": (
        "1:51: unknown licence `Apache-2`, did you mean `Apache-2.0`?"
    ),
    "subjects: [{id: a, name: A, kind: model, licence: MIT AND (X}]": (
        "1:51: not a licence expression: `MIT AND (X`"
    ),
    "subjects: [{id: a, name: A, kind: model, licence: MIT AND Aache-2.0}]": (
        "1:51: unknown licence `Aache-2.0`, did you mean `Apache-2.0`?"
    ),
    "subjects: [{id: a, name: A, kind: model, components: {weights: {licence: LicenseRef-Lama}"
    "}}]\nlicences: [{id: LicenseRef-Llama-1, name: L}]": (
        "1:74: unknown licence `LicenseRef-Lama`, did you mean `LicenseRef-Llama-1`?"
    ),
    "subjects: [{id: a, name: A, kind: model, family: b}]": "1:50: unknown subject `b`",
    "subjects:\n- {id: a, name: A, kind: model, "
    "rulings: [{definition: osaid, result: met, by: O, url: x}]}": (
        "2:42: unknown definition `osaid`, did you mean `osaid-1.0`?"
    ),
    "subjects:\n- {id: a, name: A, kind: model, "
    "rulings: [{definition: osaid-1.0, result: yes, by: O, url: x}]}": (
        "expected text in `result`"
    ),
    "subjects:\n- {id: a, name: A, kind: model}\n- {id: a, name: B, kind: model}": (
        "3:4: duplicate subject `a`, first at line 2"
    ),
    "subjcts: []": "1:1: unknown key `subjcts` in a file of facts, did you mean `subjects`?",
    "subjects: [{name: A}]": "1:12: a subject is a mapping with `id:`",
    "subjects: [{id: a, name: A, kind: model, licens: MIT}]": (
        "1:42: unknown key `licens` in subject `a`, did you mean `licence`?"
    ),
    "- a": "1:1: expected a mapping with `kinds`",
    "licences: [{id: Foo-1.0}]": "`Foo-1.0` is no SPDX id",
    "licences: [{id: LicenseRef-A, flags: osi-aproved}]": (
        "unknown flag `osi-aproved`, did you mean `osi-approved`?"
    ),
    "licences: [{id: LicenseRef-A, restrictions: [{kind: users, text: x}]}]": (
        "unknown restriction `users`"
    ),
    "licences: [{id: LicenseRef-A, rights: {uze: denied}}]": (
        "unknown right `uze`, did you mean `use`?"
    ),
    "licences: [{id: CC0-1.0, also: [CC00]}]": "`CC00` is no SPDX id",
    "kinds: [{id: model, components: [wheels]}]": "1:33: unknown component `wheels`",
}


@pytest.mark.parametrize(("text", "message"), WRONG.items())
def test_errors_say_where_and_what(facts_of: Callable[..., Facts], text: str, message: str) -> None:
    with pytest.raises(FactsError) as caught:
        facts_of(text, over=[GLOSSARY / "kinds", GLOSSARY / "definitions" / "osaid.yml"])
    assert message in str(caught.value)
    assert caught.value.line > 0


DEFINITION = """
definitions:
- id: d
  name: D
  short: D
  nature: {nature}
  applies-to: tea
  criteria: {criteria}
  ranks: {ranks}
"""
WRONG_DEFINITIONS = [
    ("binary", "[]", "[]", "`d` has criteria unless it is `nature: purpose`"),
    ("purpose", "[]", "[]", "`nature: purpose` of `d` needs `not-judged:`"),
    ("ranked", "[{id: a, says: A, needs: {component: leaf}}]", "[]", "go together in `d`"),
    (
        "binary",
        "[{id: a, says: A, needs: {component: leaf}}, {id: a, says: A, needs: {component: leaf}}]",
        "[]",
        "duplicate criterion `a`",
    ),
    (
        "ranked",
        "[{id: a, says: A, needs: {component: leaf}}]",
        "[{id: r, label: R, criteria: aa}]",
        "unknown criterion `aa`",
    ),
    ("binary", "[{id: a, says: A, needs: {}}]", "[]", "`needs` of criterion `a` is one of"),
    (
        "binary",
        "[{id: a, says: A, needs: {component: leaf, property: origin}}]",
        "[]",
        "`needs` of criterion `a` is one of",
    ),
    (
        "binary",
        "[{id: a, says: A, needs: {all: [{component: leav}]}}]",
        "[]",
        "unknown component `leav`, did you mean `leaf`?",
    ),
    (
        "binary",
        "[{id: a, says: A, needs: {not: {property: origin, is: there}}}]",
        "[]",
        "unknown value of `origin` `there`, did you mean `here`?",
    ),
    (
        "binary",
        "[{id: a, says: A, needs: {component: leaf, licence: {has: osi}}}]",
        "[]",
        "unknown flag `osi`",
    ),
    (
        "binary",
        "[{id: a, says: A, needs: {component: leaf, licence: {without: cap}}}]",
        "[]",
        "unknown restriction `cap`",
    ),
    (
        "binary",
        "[{id: a, says: A, needs: {component: leaf, unsure: pubic}}]",
        "[]",
        "unknown availability `pubic`, did you mean `public`?",
    ),
]


@pytest.mark.parametrize(("nature", "criteria", "ranks", "message"), WRONG_DEFINITIONS)
def test_definitions_are_checked(
    facts_of: Callable[..., Facts], nature: str, criteria: str, ranks: str, message: str
) -> None:
    text = DEFINITION.format(nature=nature, criteria=criteria, ranks=ranks)
    with pytest.raises(FactsError) as caught:
        facts_of(MINIMAL, text, over=[])
    assert message in str(caught.value)


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(FactsError, match="cannot be read"):
        load_facts(subjects=[tmp_path / "none.yml"])


def test_a_file_that_is_not_utf8(tmp_path: Path) -> None:
    path = tmp_path / "latin.yml"
    path.write_bytes(b"subjects: [{id: caf\xe9}]")
    with pytest.raises(FactsError, match="not UTF-8"):
        load_facts(subjects=[path])


def test_facts_are_kept_until_a_file_changes(tmp_path: Path, own_cache: Path) -> None:
    path = tmp_path / "tea.yml"
    path.write_text(MINIMAL + "subjects: [{id: a, name: A, kind: tea}]", encoding="utf-8")
    first = load_facts(subjects=[path])
    assert load_facts(subjects=[path]) == first
    assert len(list(own_cache.iterdir())) == 1
    path.write_text(MINIMAL + "subjects: [{id: a, name: B, kind: tea}]", encoding="utf-8")
    second = load_facts(subjects=[path])
    assert second.subject("a").name == "B"
    assert second.digest != first.digest


def test_facts_survive_pickling(models: Facts) -> None:
    again = pickle.loads(pickle.dumps(models))
    assert again == models
    assert again.judge("osaid-1.0", "llama-3.1") == models.judge("osaid-1.0", "llama-3.1")


def test_shipped_files_follow_the_schema(shipped: list[Path]) -> None:
    validator = jsonschema_rs.Draft202012Validator(json_schema(FactsFile))
    files = [path for folder in shipped for path in folder.glob("*.yml")]
    assert files
    for path in files:
        data = json.loads(
            json.dumps(yaml.load(path.read_text("utf-8"), yaml.CSafeLoader), default=str)
        )
        assert next(validator.iter_errors(data), None) is None


def test_find_takes_any_spelling(facts_of: Callable[..., Facts]) -> None:
    facts = facts_of(
        "subjects: [{id: llama-3.1, name: Llama 3.1, kind: model, aliases: [Meta Llama 3.1]}]"
    )
    for name in ("llama-3.1", "LLAMA 3.1", "llama3.1", "meta-llama-3.1"):
        found = facts.find(name)
        assert found is not None
        assert found.id == "llama-3.1"
    assert facts.find("llama 3") is None
