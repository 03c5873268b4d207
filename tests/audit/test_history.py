"""What stood in git at the end of each month, and what changed."""

from __future__ import annotations

import datetime
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from helpers_audit import git, repository, write

from termcheck import Audit, Checker
from termcheck.audit.plots import plots
from termcheck.audit.schema import TABLES
from termcheck.audit.tables import read_rows


@pytest.fixture(scope="module")
def drift(checker: Checker, tmp_path_factory: pytest.TempPathFactory) -> Audit:
    folder = tmp_path_factory.mktemp("drift")
    site = repository(folder / "site", {"a.md": "Whisperbird is end-to-end encrypted.\n"})
    write(site, {"a.md": "Paperplane is end-to-end encrypted.\n", "b.txt": "Nothing.\n"})
    git(site, "add", ".")
    git(site, "commit", "-q", "-m", "Change", day="2026-07-08")
    # On two days of one month: the last counts.
    write(site, {"a.md": "Parlour is end-to-end encrypted.\n"})
    git(site, "commit", "-qam", "Try", day="2026-08-01")
    write(site, {"a.md": "Whisperbird is end-to-end encrypted.\n"})
    git(site, "rm", "-q", "b.txt")
    git(site, "commit", "-qam", "Mend", day="2026-08-20")
    return checker.audit([str(site)], folder / "audit", history=True)


def test_months_without_a_commit_hold_what_stood_before(drift: Audit) -> None:
    rows = list(read_rows(drift.folder, "history"))
    by_month = {row["month"]: row["document"] for row in rows if row["path"] == "a.md"}
    months = sorted(by_month)
    assert months[:4] == ["2026-05", "2026-06", "2026-07", "2026-08"]
    assert by_month["2026-05"] == by_month["2026-06"] == by_month["2026-08"]
    assert by_month["2026-07"] != by_month["2026-05"]
    assert {row["month"] for row in rows if row["path"] == "b.txt"} == {"2026-07"}


def test_the_present_is_told_once(drift: Audit) -> None:
    documents = list(read_rows(drift.folder, "documents"))
    assert sorted((row["path"], row["current"]) for row in documents) == [
        ("a.md", False), ("a.md", True), ("b.txt", False),
    ]  # fmt: skip
    told = drift.overview()
    assert (told.documents, told.contradicted, told.agreement) == (1, 0, 1)


def test_drift_is_seen_by_month(drift: Audit) -> None:
    shares = {one.key: one.share for one in drift.agreement("month")}
    assert [shares[f"2026-0{month}"] for month in (5, 6, 7, 8)] == [1, 1, 0, 1]
    meant = {one.month: one.meaning for one in drift.changes()}
    assert (meant["2026-06"], meant["2026-07"]) == ("e2ee", "transport-encrypted")


def test_a_history_that_two_audits_share_is_merged_once(drift: Audit, tmp_path: Path) -> None:
    shutil.copytree(drift.folder, tmp_path / "again")
    Audit.merge([drift.folder, tmp_path / "again"], tmp_path / "merged").close()
    for table in TABLES.values():
        whole = (drift.folder / table.file).read_bytes()
        assert (tmp_path / "merged" / table.file).read_bytes() == whole, table.name


def test_the_summary_tells_what_changed(drift: Audit, tmp_path: Path) -> None:
    told = " ".join(drift.summary().split())
    ours = "our meaning of end-to-end encrypted"
    meant = f"{ours} from 2026-05, encryption in transit from 2026-07 and {ours} from 2026-08."
    assert f"end-to-end encrypted mostly meant {meant}" in told


def test_what_is_called_by_another_term_is_told(checker: Checker, tmp_path: Path) -> None:
    said = "Paperplane is {}.\n\nWhisperbird is end-to-end encrypted.\n"
    pages = {name: said.format("end-to-end encrypted") for name in ("a.md", "b.md")}
    site = repository(tmp_path / "site", pages)
    git(site, "commit", "-q", "--amend", "--no-edit", day="2026-05-06")
    write(site, {"a.md": said.format("military-grade")})
    git(site, "commit", "-qam", "Change", day="2026-07-08")
    with checker.audit([str(site)], tmp_path / "audit", history=True) as audit:
        told = " ".join(audit.summary().split())
        assert len(audit.renamings()) == 1
    assert (
        "Paperplane was called end-to-end encrypted until 2026-06 and is called military-grade "
        "from 2026-07 on: 1 page." in told
    )


def test_what_stands_is_not_summed_over_the_months_of_a_year(
    checker: Checker, tmp_path: Path
) -> None:
    site = repository(tmp_path / "site", {"a.md": "Whisperbird is end-to-end encrypted.\n"})
    git(site, "commit", "-q", "--amend", "--no-edit", day="2012-05-06")
    with checker.audit([str(site)], tmp_path / "audit", history=True) as audit:
        plot = plots(audit)[0]
    assert "at the end of each year, from 2012-05" in plot.caption
    assert "on 1 page." in plot.caption
    axis = re.findall(r">(\d{1,3})</text>", plot.wide)
    assert max(map(int, axis)) == 1


def test_folders_that_are_gone_are_part_of_the_past(checker: Checker, tmp_path: Path) -> None:
    site = repository(tmp_path / "site", {"_posts/a.md": "Parlour is end-to-end encrypted.\n"})
    git(site, "rm", "-q", "-r", "_posts")
    write(site, {"content/a.md": "Parlour is end-to-end encrypted.\n"})
    git(site, "add", ".")
    git(site, "commit", "-qm", "Move", day="2026-07-08")
    for asked, gone in ((site, {"_posts/a.md"}), (site / "content", set())):
        checker.audit([str(asked)], tmp_path / f"{asked.name}-audit", history=True).close()
        rows = read_rows(tmp_path / f"{asked.name}-audit", "history")
        assert {row["path"] for row in rows if row["month"] == "2026-05"} == gone


def test_a_shallow_clone_accuses_nobody(checker: Checker, tmp_path: Path) -> None:
    site = repository(tmp_path / "site", {"a.md": "Parlour is end-to-end encrypted.\n"})
    write(site, {"b.md": "Parlour is end-to-end encrypted.\n"})
    git(site, "add", ".")
    git(site, "commit", "-qm", "Add", day="2026-07-08")
    git(tmp_path, "clone", "-q", "--depth", "1", site.as_uri(), "clone")
    with checker.audit([str(tmp_path / "clone")], tmp_path / "audit", history=True) as audit:
        documents = list(read_rows(audit.folder, "documents"))
        assert "The clone of clone lacks its past" in " ".join(audit.summary().split())
    assert {(row["repository"], row["owner"], row["date"]) for row in documents} == {
        ("clone", "", None)
    }


def test_days_that_no_calendar_has(checker: Checker, tmp_path: Path) -> None:
    site = repository(tmp_path / "site", {"a.md": "Parlour is end-to-end encrypted.\n"})
    for number, day in enumerate(("@253402300900 +0000", "@4102444800 +0000")):
        write(site, {f"{number}.md": "Parlour is end-to-end encrypted.\n"})
        git(site, "add", ".")
        # In the year 10000, and in 2100.
        environment = {**os.environ, "GIT_COMMITTER_DATE": day}
        commit = ["git", "-c", "user.name=L", "-c", "user.email=l@b.c", "commit", "-qm", "Add"]
        subprocess.run(commit, cwd=site, env=environment, check=True)
    with checker.audit([str(site)], tmp_path / "audit", history=True) as audit:
        months = {row["month"] for row in read_rows(audit.folder, "history")}
        days = {row["path"]: row["date"] for row in read_rows(audit.folder, "documents")}
    assert max(months) <= f"{datetime.datetime.now(datetime.UTC):%Y-%m}"
    assert days["0.md"] is None


def test_several_processes_read_what_stood_before(tmp_path: Path) -> None:
    # More than one process is given at once, of what stands no more.
    gone = {f"{number}.md": f"Page {number} is encrypted.\n" for number in range(40)}
    site = repository(tmp_path / "site", gone)
    git(site, "rm", "-q", *list(gone)[1:])
    git(site, "commit", "-qm", "Remove", day="2026-07-08")
    command = [sys.executable, "-m", "termcheck", "audit", "site", "-o", "audit", "-j", "2"]
    # A process of its own: only one without other threads forks, and what is forked holds open
    # what its parent had opened.
    subprocess.run([*command, "--history", "monthly", "-q"], cwd=tmp_path, check=True, timeout=120)
    rows = list(read_rows(tmp_path / "audit", "history"))
    assert {row["path"] for row in rows if row["month"] == "2026-06"} == set(gone)
    assert {row["path"] for row in rows if row["month"] == "2026-07"} == {"0.md"}
