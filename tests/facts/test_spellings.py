"""Names as people write them find the subject that is meant, and no other."""

from pathlib import Path

from termcheck.claims.names.index import NameIndex

GLOSSARY = Path(__file__).parents[2] / "glossary"
SPELLINGS = Path(__file__).with_name("spellings.txt")


def test_spellings_are_found_as_what_they_mean(index: NameIndex) -> None:
    lines = SPELLINGS.read_text(encoding="utf-8").splitlines()
    pairs = [line.rsplit(" = ", 1) for line in lines if line and not line.startswith("#")]
    assert len(pairs) > 350
    found = {words: index.find(f"We looked at {words} yesterday.") for words, _ in pairs}
    wrong = {
        words: [(name.text, name.subject_ids) for name in found[words]]
        for words, wanted in pairs
        if [name.subject_ids for name in found[words] if name.subject_ids] != [(wanted,)]
    }
    assert wrong == {}
