"""An audit in formats of other programs: tables for spreadsheets, JSON, SARIF."""

from __future__ import annotations

import csv
import dataclasses
import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from termcheck._version import __version__
from termcheck.audit.answers import Answers
from termcheck.audit.record import Row
from termcheck.audit.schema import TABLES
from termcheck.audit.tables import check_installed, read_rows
from termcheck.core.errors import UsageError

_SHEET = 1_048_575
"""Rows of a sheet, its head left out."""
_CELL = 32_767
"""Characters of a cell."""
_LEVELS = {"error": "error", "warning": "warning", "info": "note"}
_RISKY = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the start of a formula."""


def export(answers: Answers, form: str, output: Path) -> None:
    """Write an audit as `csv` (a folder with a file for each table), `xlsx`, `json` or `sarif`.

    Raises `UsageError` if it cannot be written, or is more than the format holds.
    """
    try:
        EXPORTS[form](answers, output)
    except OSError as error:
        told = (error.strerror or str(error)).lower()
        raise UsageError(f"cannot be written: {told}", path=str(output)) from None


def _csv(answers: Answers, output: Path) -> None:
    output.mkdir(parents=True, exist_ok=True)
    for name, table in TABLES.items():
        with (output / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(table.names)
            for row in read_rows(answers.folder, name):
                writer.writerow([_cell(row[column]) for column in table.names])


def _cell(value: object) -> object:
    """Return a value as a cell: what others wrote is never a formula."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        value = "; ".join(map(str, value))
    elif isinstance(value, dict):
        value = "; ".join(f"{name}: {answer}" for name, answer in value.items())
    if isinstance(value, str) and value.startswith(_RISKY):
        return f"'{value}"
    return value


def _xlsx(answers: Answers, output: Path) -> None:
    check_installed("xlsxwriter")
    import xlsxwriter

    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "default_date_format": "yyyy-mm-dd",
    }
    with xlsxwriter.Workbook(str(output), options) as book:
        bold = book.add_format({"bold": True})
        for name, table in TABLES.items():
            sheet = book.add_worksheet(name)
            sheet.freeze_panes(1, 0)
            sheet.write_row(0, 0, table.names, bold)
            for number, row in enumerate(read_rows(answers.folder, name), 1):
                if number > _SHEET:
                    told = f"more {name} than a sheet has rows; export them as csv"
                    raise UsageError(told, path=str(output))
                cells = (_cell(row[column]) for column in table.names)
                for column, value in enumerate(cells):
                    if value is not None:
                        sheet.write(
                            number, column, value[:_CELL] if isinstance(value, str) else value
                        )


def _json(answers: Answers, output: Path) -> None:
    with output.open("w", encoding="utf-8") as file:
        file.write(f'{{"audit": {_plain(answers.manifest)},\n"answers": {{')
        told = {
            "overview": answers.overview(),
            "meanings": answers.meanings(),
            "manners": answers.manners(),
            "disagreements": answers.disagreements(),
            "definitions_in_use": answers.definitions_in_use(),
            "problems": answers.problems(),
            "agreement": {
                by: answers.agreement(by) for by in ("owner", "repository", "site", "month")
            },
            "changes": answers.changes(),
            "renamings": answers.renamings(),
            "duties": answers.duties(),
            "unread": answers.unread(),
        }
        parts = (f"\n{json.dumps(name)}: {_plain(value)}" for name, value in told.items())
        file.write(",".join(parts) + "}")
        for name in TABLES:
            file.write(f",\n{json.dumps(name)}: [")
            for number, row in enumerate(read_rows(answers.folder, name)):
                file.write(f"{',' * bool(number)}\n{_plain(row)}")
            file.write("]")
        file.write("}\n")


def _plain(value: object) -> str:
    def default(value: Any) -> Any:
        if dataclasses.is_dataclass(value) and not isinstance(value, type):
            return dataclasses.asdict(value)
        return str(value)

    return json.dumps(value, ensure_ascii=False, default=default)


def _sarif(answers: Answers, output: Path) -> None:
    """Write one run; findings that an exception allows are there as suppressed."""
    from termcheck.checks.registry import BY_ID

    rules = [
        {
            "id": check.id,
            "shortDescription": {"text": check.summary},
            "fullDescription": {"text": check.why},
            "properties": {"tags": ["terminology"]},
        }
        for check in sorted(BY_ID.values(), key=lambda check: check.id)
    ]
    text = "An exception of the glossary allows what is said."
    rules.append({"id": "exception", "shortDescription": {"text": text}})
    index = {str(rule["id"]): number for number, rule in enumerate(rules)}
    driver = {"name": "termcheck", "version": __version__, "rules": rules}
    head = {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0"}
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints"}
    with output.open("w", encoding="utf-8") as file:
        file.write(f'{_plain(head)[:-1]}, "runs": [{_plain(run)[:-1]}, "results": [')
        for number, result in enumerate(_results(answers, index)):
            file.write(f"{',' * bool(number)}\n{_plain(result)}")
        file.write("]}]}\n")


def _results(answers: Answers, index: Mapping[str, int]) -> Iterator[Row]:
    from urllib.parse import quote

    several = answers.overview().repositories > 1
    for row in read_rows(answers.folder, "findings"):
        if not row["current"]:
            continue
        path = f"{row['repository']}/{row['path']}" if several else row["path"]
        note = f"\n{row['note']}" if row["note"] else ""
        result: Row = {
            "ruleId": row["check_id"],
            "ruleIndex": index[row["check_id"]],
            "level": _LEVELS.get(row["severity"], "none"),
            "message": {"text": row["message"] + note},
            "locations": [
                {
                    "physicalLocation": {
                        "artifactLocation": {"uri": quote(path), "uriBaseId": "%SRCROOT%"},
                        "region": {
                            "startLine": row["line"],
                            "startColumn": row["col"],
                            "endLine": row["end_line"],
                            "endColumn": row["end_col"],
                            "snippet": {"text": row["actual"]},
                        },
                    }
                }
            ],
            "properties": {"term": row["term"], "owner": row["owner"]},
        }
        if row["fingerprint"]:
            result["partialFingerprints"] = {"termcheck/v1": row["fingerprint"]}
        if row["check_id"] == "exception":
            until = f", until {row['until']}" if row["until"] else ""
            told = f"{row['exception']}{until}"
            result["suppressions"] = [{"kind": "external", "justification": told}]
        yield result


EXPORTS: Mapping[str, Callable[[Answers, Path], None]] = {
    "csv": _csv,
    "xlsx": _xlsx,
    "json": _json,
    "sarif": _sarif,
}
"""Every format by name."""
