"""The shipped subjects as data: in order, unique, complete, and every name its own."""

import datetime
from collections import Counter, defaultdict
from pathlib import Path

import pytest

from termcheck.claims.names.gazetteer import Mode, names_of
from termcheck.claims.names.key import name_key
from termcheck.core.errors import FactsError
from termcheck.facts import Answer, Facts
from termcheck.facts.lint import Level, cells, lint_facts
from termcheck.facts.subject import Availability, Subject
from termcheck.typed_files.structure import parse_yaml

GLOSSARY = Path(__file__).parents[2] / "glossary"
FILES = sorted((GLOSSARY / "subjects").glob("*.yml"))
PARTS = ("weights", "training-code", "inference-code", "training-data", "data-information")


@pytest.fixture(scope="module")
def facts(shipped_facts: Facts) -> Facts:
    return shipped_facts


@pytest.fixture(scope="module")
def models(facts: Facts) -> list[Subject]:
    return [one for one in facts.subjects.values() if one.kind == "model"]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_files_are_sorted_by_id_and_small_enough_to_read(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    ids = [
        one.value["id"].value
        for one in parse_yaml(text, str(path), FactsError).value["subjects"].value
    ]
    assert ids == sorted(set(ids))
    assert text.count("\n") < 1600


def test_there_are_enough(facts: Facts, models: list[Subject]) -> None:
    counts = Counter(one.kind for one in facts.subjects.values())
    assert sum(1 for one in models if one.components) >= 850
    assert counts["software"] >= 500
    assert counts["dataset"] >= 130
    assert counts["organisation"] >= 115
    assert counts["product"] >= 100
    assert counts["benchmark"] >= 55


def test_no_name_stands_on_two_subjects_of_a_kind(facts: Facts) -> None:
    """A maker and its models may share a name, and a model and the product on it."""
    holders: dict[tuple[str, str], set[str]] = defaultdict(set)
    for subject in facts.subjects.values():
        for name, mode in names_of(subject):
            if mode is not Mode.LABEL:
                holders[subject.kind, name_key(name)].add(subject.id)
    assert {name: ids for name, ids in holders.items() if len(ids) > 1} == {}


def test_labels_of_one_spelling_need_different_words_near(facts: Facts) -> None:
    holders: dict[tuple[str, str], list[Subject]] = defaultdict(list)
    for subject in facts.subjects.values():
        for label in subject.labels:
            holders[subject.kind, label].append(subject)
    for (kind, label), subjects in holders.items():
        supports = {(one.producer, one.near) for one in subjects}
        assert len(supports) == len(subjects), (kind, label)


def test_names_can_be_found(facts: Facts) -> None:
    for subject in facts.subjects.values():
        keys = [name_key(name) for name, _ in names_of(subject)]
        assert all(keys), subject.id


def test_labels_have_something_to_stand_near(facts: Facts) -> None:
    for subject in facts.subjects.values():
        if subject.near:
            assert subject.labels, subject.id
        if subject.labels:
            others = [name for name, mode in names_of(subject) if mode is not Mode.LABEL]
            assert subject.near or subject.producer or subject.family or others, subject.id


def test_families_exist_and_say_why_they_cannot_be_judged(
    facts: Facts, models: list[Subject]
) -> None:
    families = {one.family for one in models if one.family}
    for name in families:
        family = facts.subjects[name]
        assert family.kind == "model"
        assert family.hosted or not family.components
        assert family.components or family.undetermined.endswith(".")
        assert facts.members(name)
    for one in models:
        assert one.components or one.id in families, one.id


def test_every_model_says_what_can_be_had_of_it_and_where_that_stands(
    models: list[Subject],
) -> None:
    for one in models:
        if not one.components:
            continue
        assert "weights" in one.components, one.id
        assert one.producer, one.id
        # When each of the siblings came that run at the maker's only, nobody recorded.
        served = one.components["weights"].availability is Availability.SERVICE
        assert 2012 <= one.year <= 2026 or (served and not one.year), one.id


def test_nobody_is_told_on_a_guess_that_a_model_is_open_source(facts: Facts) -> None:
    for one in facts.subjects.values():
        if one.kind != "model" or not one.components:
            continue
        if facts.judge("osaid-1.0", one.id).answer is Answer.MET:
            deciding = ("weights", "training-code", "inference-code", "data-information")
            assert all(one.component(name).url for name in deciding), one.id


def test_most_facts_say_where_they_were_read(models: list[Subject]) -> None:
    recorded = [
        part
        for one in models
        for part in one.components.values()
        if part.availability is not Availability.UNKNOWN
    ]
    assert sum(1 for part in recorded if part.url) > 0.75 * len(recorded)


def test_pages_are_pages_of_the_web_that_were_read_of_late(facts: Facts) -> None:
    for one in facts.subjects.values():
        assert all(url.startswith("https://") for url in one.addresses), one.id
        for _, cell in cells(one):
            assert cell.verified is None or cell.verified >= datetime.date(2024, 12, 1), one.id


def test_no_fact_says_falsely_where_it_was_read(facts: Facts) -> None:
    found = lint_facts(facts)
    assert [str(one) for one in found if one.level is Level.ERROR] == []


def test_components_do_not_contradict_each_other(models: list[Subject]) -> None:
    for one in models:
        parts = {name: one.component(name).availability for name in PARTS}
        if parts["training-data"] is Availability.PUBLIC:
            assert parts["data-information"] is Availability.PUBLIC, one.id
        if parts["training-code"] is Availability.PUBLIC:
            assert parts["inference-code"] is Availability.PUBLIC, one.id
        if parts["weights"] in (Availability.SERVICE, Availability.WITHHELD):
            assert one.component("weights").licence == "LicenseRef-Proprietary", one.id


def test_osi_findings(facts: Facts) -> None:
    ruled = {one.id: one.rulings[0].result for one in facts.subjects.values() if one.rulings}
    met = {name for name, result in ruled.items() if result == "met"}
    assert met == {"pythia", "olmo-1", "amber", "crystalcoder", "t5"}
    assert set(ruled) - met == {"llama-2", "grok-1", "phi-2", "mixtral"}
    for name in ("bloom", "starcoder2", "falcon-1"):
        assert "would probably pass" in facts.subjects[name].note
