"""The grammar of names as data: errors with their place, and slots another area may have."""

from pathlib import Path

import pytest

from termcheck.claims.names.index import NameIndex, load_grammar
from termcheck.core.errors import FactsError
from termcheck.facts.subject import Subject

GLOSSARY = Path(__file__).parents[2] / "glossary"


def write(folder: Path, text: str) -> Path:
    path = folder / "names.yml"
    path.write_text(text, encoding="utf-8")
    return path


def test_an_unknown_key_is_an_error_with_its_place(tmp_path: Path) -> None:
    path = write(tmp_path, "kinds: [tariff]\nversons: ['\\d']\n")
    with pytest.raises(FactsError, match=r"names.yml:2:1: unknown key `versons`.*`versions`"):
        load_grammar(path)


@pytest.mark.parametrize(
    "text", ["sizes: ['(']", "unlisted: [{kind: tariff, pattern: '['}]", "dates: ['*']"]
)
def test_a_bad_pattern_is_an_error(tmp_path: Path, text: str) -> None:
    with pytest.raises(FactsError, match="not a regular expression"):
        load_grammar(write(tmp_path, text))


def test_a_missing_file_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FactsError, match="cannot be read"):
        load_grammar(tmp_path / "none.yml")


def test_two_grammars_are_one(tmp_path: Path) -> None:
    own = write(tmp_path, "variants: [Deluxe]\n")
    grammar = load_grammar(GLOSSARY / "names" / "ai.yml", own)
    acme = Subject(id="acme-1", name="Acme 1", kind="model")
    (found,) = NameIndex.build([acme], grammar).find("We sell Acme 1 Instruct Deluxe here.")
    assert found.text == "Acme 1 Instruct Deluxe"


def test_another_area_has_its_own_slots(tmp_path: Path) -> None:
    grammar = load_grammar(
        write(
            tmp_path,
            """
            kinds: [tariff]
            versions: ['20\\d\\d']
            variants: [Basic]
            comparisons: [like]
            """,
        )
    )
    subjects = [
        Subject(id="green", name="GreenFlow", kind="tariff"),
        Subject(id="green-2025", name="GreenFlow 2025", kind="tariff", family="green"),
    ]
    index = NameIndex.build(subjects, grammar)
    text = "GreenFlow 2025 Basic, GreenFlow-2027 and a GreenFlow-like tariff; greenflowers."
    found = index.find(text)
    assert [(name.text, name.subject_ids) for name in found] == [
        ("GreenFlow 2025 Basic", ("green-2025",)),
        ("GreenFlow-2027", ()),
        ("GreenFlow", ("green",)),
    ]
    assert [name.how for name in found] == ["listed", "version", "listed"]
    assert [name.comparison for name in found] == [False, False, True]


def test_without_a_grammar_only_listed_names_count(tmp_path: Path) -> None:
    grammar = load_grammar(write(tmp_path, "{}"))
    index = NameIndex.build([Subject(id="a", name="Acme One", kind="product")], grammar)
    assert [name.text for name in index.find("Acme-One, Acme One 2 and Foo-7B.")] == [
        "Acme-One",
        "Acme One",
    ]
