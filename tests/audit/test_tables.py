"""The tables hold what documents say, whose they are, and what comes of it."""

from __future__ import annotations

import datetime
import json
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from helpers_audit import repository

from termcheck import Audit, Checker, UsageError
from termcheck.audit.provenance import Repository
from termcheck.audit.schema import TABLES
from termcheck.audit.tables import arrow_schema, read_rows
from termcheck.core.globs import compile_globs


def rows(audit: Audit, table: str) -> dict[str, list[dict]]:
    found: dict[str, list[dict]] = {}
    for row in read_rows(audit.folder, table):
        found.setdefault(row["path"], []).append(row)
    return found


def one(audit: Audit, table: str, path: str) -> dict:
    (row,) = rows(audit, table)[path]
    return row


@pytest.mark.parametrize("name", TABLES)
def test_the_files_are_as_documented(audit: Audit, name: str) -> None:
    table = TABLES[name]
    schema = pq.read_schema(audit.folder / table.file)
    assert schema.equals(arrow_schema(table))
    assert json.loads(schema.metadata[b"termcheck"]) == {"table": name, "schema": 1}
    assert all(one.about.endswith(".") or one.unit == "" for one in table.columns)
    assert all(one.unit for one in table.columns if one.type in ("int64", "double"))


def test_a_document_says_whose_it_is_and_of_when(audit: Audit) -> None:
    keys = one(audit, "documents", "security/keys.md")
    assert (keys["repository"], keys["site"]) == ("acme/app", "docs.acme.example")
    assert keys["owners"] == ["@acme/security", "@acme/legal"]
    assert keys["date"] == datetime.date(2026, 5, 6)
    assert keys["url"].startswith("https://github.com/acme/app/blob/")
    assert keys["url"].endswith("/security/keys.md")
    news = one(audit, "documents", "news.md")
    assert (news["repository"], news["owner"], news["owner_basis"]) == (
        "blog", "Ada", "front-matter",
    )  # fmt: skip
    assert news["date"] == datetime.date(2026, 3, 4)


def test_codeowners_has_one_level_of_a_star_and_thousands_of_rules() -> None:
    many = tuple((f"/team{number}/**/*.md", (f"@t{number}",)) for number in range(1_000))
    known = Repository("/", owners=(("*", ("@all",)), ("docs/*", ("@docs",)), *many))
    before = compile_globs.cache_info().misses
    found = {path: known.owners_of(path) for path in ("docs/a.md", "docs/b/a.md", "team7/a/b.md")}
    assert found == {
        "docs/a.md": ("@docs",),
        "docs/b/a.md": ("@all",),
        "team7/a/b.md": ("@t7",),
    }
    # Each rule is compiled once, not for each file.
    assert compile_globs.cache_info().misses - before <= 1_002


@pytest.mark.posix
def test_whom_files_of_owners_and_of_names_mean(checker: Checker, tmp_path: Path) -> None:
    said = "Paperplane is end-to-end encrypted.\n"
    names = ("a.md", "docs/b.md", "docs/c d.md", "guides/e.md", "f.md", "plain.md")
    owners = (
        "\ufeff*.md docs@acme.example # everything\r\n/docs/c\\ d.md @acme/spaces\r\n"
        "[Docs][2] @acme/docs @ada\r\n/docs/b.md\r\n^[Guides]\r\nguides/ @grace\r\nplain.md\r\n"
    )
    root = tmp_path / "app"
    repository(
        root,
        {
            **dict.fromkeys(names, said),
            ".gitlab/CODEOWNERS": owners,
            ".mailmap": "Ada Lovelace <ada@acme.example> <l@example.org>\n",
        },
    )
    with checker.audit([str(root)], tmp_path / "audit") as audit:
        rows = list(read_rows(audit.folder, "documents"))
    assert {row["path"]: (row["owners"], row["owner_basis"]) for row in rows} == {
        "a.md": (["docs@acme.example"], "codeowners"),
        "docs/b.md": (["@acme/docs", "@ada"], "codeowners"),
        "docs/c d.md": (["@acme/spaces"], "codeowners"),
        "f.md": (["docs@acme.example"], "codeowners"),
        "guides/e.md": (["@grace"], "codeowners"),
        "plain.md": (["Ada Lovelace"], "git"),
    }


def test_a_repository_without_an_index_is_told(checker: Checker, tmp_path: Path) -> None:
    site = repository(tmp_path / "site", {"a.md": "Paperplane is end-to-end encrypted.\n"})
    (site / ".git" / "index").unlink()
    with checker.audit([str(site)], tmp_path / "audit") as audit:
        assert "Git knows no file of site" in " ".join(audit.summary().split())
        assert one(audit, "documents", "a.md")["owner"] == ""


def test_a_link_that_leads_out_stands_where_it_is(checker: Checker, tmp_path: Path) -> None:
    site = repository(tmp_path / "site", {"docs/a.md": "Nothing.\n"})
    (tmp_path / "secret.md").write_text("Paperplane is end-to-end encrypted.\n")
    (site / "docs" / "b.md").symlink_to(tmp_path / "secret.md")
    with checker.audit([str(site / "docs")], tmp_path / "audit") as audit:
        (unread,) = audit.unread()
        assert audit.overview().repositories == 1
    assert (unread.repository, unread.path) == ("site", "docs/b.md")
    assert "leads out" in unread.reason


def test_nothing_secret_of_a_remote_is_kept(audit: Audit) -> None:
    kept = b"".join(file.read_bytes() for file in audit.folder.iterdir())
    assert b"acme" in kept
    assert b"secret" not in kept


def test_what_cannot_be_read_is_a_row_with_the_reason(audit: Audit) -> None:
    broken = one(audit, "documents", "broken.md")
    assert (broken["outcome"], broken["claims"]) == ("unread", 0)
    assert "not UTF-8" in broken["reason"]
    assert one(audit, "documents", "plain.md")["outcome"] == "nothing"


def test_a_claim_says_all_there_is_to_it(audit: Audit) -> None:
    claim = one(audit, "claims", "index.md")
    data = b"# Start\n\nPaperplane is an end-to-end encrypted messenger.\n"
    assert data[claim["start_byte"] : claim["end_byte"]] == b"end-to-end encrypted"
    assert (claim["line"], claim["col"], claim["heading"]) == (3, 18, "Start")
    told = {name: claim[name] for name in ("subject", "stance", "outcome", "definition", "answer")}
    assert told == {
        "subject": "paperplane",
        "stance": "asserted",
        "outcome": "contradicted",
        "definition": "e2ee",
        "answer": "not-met",
    }
    assert claim["expected"] == "transport-encrypted"
    assert claim["verdicts"]["transport-encrypted"] == "met"
    assert claim["url"].endswith("/index.md#L3")


def test_of_a_cell_the_row_is_shown(checker: Checker, tmp_path: Path) -> None:
    head = "| Messenger | End-to-end encrypted | Notes |\n|---|---|---|\n| Paperplane | yes |"
    notes = "It was tried on many phones, and most people like it. "
    (tmp_path / "a.md").write_text(f"{head} new |\n", "utf-8")
    (tmp_path / "b.md").write_text(f"{head} {notes * 30}|\n", "utf-8")
    with checker.audit([str(tmp_path)], tmp_path / "audit") as audit:
        found = {row["path"]: row for row in read_rows(audit.folder, "findings")}
        claim = next(row for row in read_rows(audit.folder, "claims") if row["line"] == 3)
    assert found["a.md"]["sentence"] == claim["context"] == "Paperplane | yes | new"
    assert claim["sentence"] == found["b.md"]["sentence"] == "yes"


def test_the_meaning_is_what_a_page_goes_by(audit: Audit) -> None:
    implied = one(audit, "claims", "index.md")
    assert (implied["meaning"], implied["meaning_basis"]) == ("transport-encrypted", "subjects")
    stated = one(audit, "claims", "meaning.md")
    assert stated["meaning_basis"] == "stated"
    assert stated["meaning"] != "e2ee"
    assert stated["quote"].startswith("By end-to-end encrypted we mean")
    said = {(row["name"], row["speaker"]) for row in rows(audit, "claims")["news.md"]}
    assert ("Paperplane", "Nimbus Ltd") in said


def test_configuration_beside_documents_does_not_count(audit: Audit) -> None:
    assert {"meaning.md", "news.md"} <= rows(audit, "documents").keys()


def test_an_exception_is_told_with_its_end(tmp_path: Path) -> None:
    (tmp_path / "words.yml").write_text(
        f"extends: [{Path(__file__).resolve().parents[2] / 'glossary/examples/promises.yml'}]\n"
        "exemptions:\n"
        "- {id: old-app, term: end-to-end-encrypted, subjects: [paperplane], reason: Until it is "
        "renamed., until: 2999-12-31}\n"
    )
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "a.md").write_text("Paperplane is end-to-end encrypted.\n")
    with Checker(tmp_path / "words.yml").audit([str(tmp_path / "docs")], tmp_path / "o") as audit:
        (problem,) = audit.problems()
        finding = one(audit, "findings", "a.md")
        assert audit.overview().agreement == 1
    assert (problem.outcome, problem.exception) == ("allowed", "old-app")
    assert problem.until == datetime.date(2999, 12, 31)
    assert (finding["check_id"], finding["until"]) == ("exception", problem.until)


def test_the_same_documents_give_the_same_tables(
    audit: Audit, two: tuple[Path, Path], checker: Checker, tmp_path: Path
) -> None:
    other = checker.audit([str(one) for one in reversed(two)], tmp_path)
    for table in TABLES.values():
        assert (other.folder / table.file).read_bytes() == (audit.folder / table.file).read_bytes()


def test_what_is_no_audit_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no finished audit is here"):
        Audit(tmp_path)
    (tmp_path / "audit.json").write_text('{"schema": 0}')
    with pytest.raises(UsageError, match="tables of version 0"):
        Audit(tmp_path)
