"""An audit in other programs' formats, beside another one, and of several."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from helpers_audit import write
from helpers_sarif import sarif_validator

from termcheck import Audit, Checker, UsageError
from termcheck.audit.schema import TABLES


@pytest.fixture(scope="module")
def hostile(checker: Checker, tmp_path_factory: pytest.TempPathFactory) -> Audit:
    folder = tmp_path_factory.mktemp("hostile")
    pages = write(
        folder / "pages",
        {"a.md": '=1+1 Paperplane is end-to-end encrypted, "says" <b>it</b>,\u2028; and\tmore.\n'},
    )
    return checker.audit([str(pages)], folder / "audit")


def test_csv_holds_every_row_and_no_formula(hostile: Audit, tmp_path: Path) -> None:
    hostile.export("csv", tmp_path / "csv")
    with (tmp_path / "csv" / "claims.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["subject"] for row in rows] == ["paperplane"]
    assert rows[0]["sentence"].startswith("'=1+1 Paperplane")
    assert "transport-encrypted: met" in rows[0]["verdicts"]


def test_xlsx_holds_every_table(hostile: Audit, tmp_path: Path) -> None:
    import zipfile

    hostile.export("xlsx", tmp_path / "a.xlsx")
    with zipfile.ZipFile(tmp_path / "a.xlsx") as book:
        names = book.read("xl/workbook.xml").decode()
        sheets = [book.read(f"xl/worksheets/sheet{n}.xml").decode() for n in range(1, 5)]
    assert all(f'name="{name}"' in names for name in TABLES)
    assert not any("<f>" in sheet for sheet in sheets)
    assert "paperplane" in "".join(sheets)


def test_json_holds_answers_and_rows(audit: Audit, tmp_path: Path) -> None:
    audit.export("json", tmp_path / "a.json")
    told = json.loads((tmp_path / "a.json").read_text("utf-8"))
    assert told["audit"] == audit.manifest
    assert told["answers"]["overview"]["contradicted"] == 1
    for name, table in TABLES.items():
        assert len(told[name]) == pq.read_metadata(audit.folder / table.file).num_rows


def test_sarif_is_valid(audit: Audit, tmp_path: Path) -> None:
    audit.export("sarif", tmp_path / "a.sarif")
    log = json.loads((tmp_path / "a.sarif").read_text("utf-8"))
    sarif_validator().validate(log)
    (run,) = log["runs"]
    assert "contradicted-claim" in {one["ruleId"] for one in run["results"]}
    for one in run["results"]:
        assert run["tool"]["driver"]["rules"][one["ruleIndex"]]["id"] == one["ruleId"]


def test_what_cannot_be_written_is_told(audit: Audit, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be written: no such file"):
        audit.export("json", tmp_path / "none" / "a.json")


def test_merged_parts_are_the_whole(
    audit: Audit, two: tuple[Path, Path], checker: Checker, tmp_path: Path
) -> None:
    for number, one in enumerate(two):
        checker.audit([str(one)], tmp_path / str(number)).close()
    parts = [tmp_path / "1", tmp_path / "0", tmp_path / "1"]
    merged = Audit.merge(parts, tmp_path / "merged")
    for table in TABLES.values():
        whole = pq.read_table(audit.folder / table.file)
        assert pq.read_table(merged.folder / table.file).equals(whole)
    with pytest.raises(UsageError, match="take another folder"):
        Audit.merge(parts, tmp_path / "0")


def test_audits_by_other_glossaries_are_not_merged(
    audit: Audit, two: tuple[Path, Path], tmp_path: Path
) -> None:
    other = Checker("tech-writing").audit([str(two[1])], tmp_path / "other")
    with pytest.raises(UsageError, match="held to another glossary"):
        Audit.merge([audit.folder, other.folder], tmp_path / "merged")
    assert "held to different glossaries" in audit.diff_text(other)
    assert "held to different glossaries" not in audit.diff_text(audit)


def test_a_difference_is_what_became_of_claims(
    checker: Checker, two: tuple[Path, Path], tmp_path: Path
) -> None:
    pages = write(
        tmp_path / "pages",
        {
            "a.md": "Paperplane is end-to-end encrypted.\n",
            "b.md": "Parlour is end-to-end encrypted.\n",
            "c.md": "Whisperbird is end-to-end encrypted.\n",
        },
    )
    before = checker.audit([str(pages)], tmp_path / "before")
    (pages / "c.md").unlink()
    (pages / "b.md").write_text("# More\n\nParlour is end-to-end encrypted.\n")
    (pages / "a.md").write_text("Whisperbird is end-to-end encrypted.\n")
    write(pages, {"d.md": "Paperplane is end-to-end encrypted.\n"})
    after = checker.audit([str(pages)], tmp_path / "after")
    told = before.diff(after)
    assert [(one.name, one.place.path) for one in told.appeared] == [("Paperplane", "d.md")]
    assert [(one.name, one.place.path) for one in told.gone] == [("Paperplane", "a.md")]
    assert [(one.path, one.before, one.after) for one in told.turned] == [
        ("a.md", "transport-encrypted", "e2ee")
    ]
    assert (told.documents_added, told.documents_removed) == (1, 1)
    assert "Wrong now:" in before.diff_text(after)
