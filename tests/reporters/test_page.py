"""The HTML report as its readers meet it, in Chromium."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from helpers_browser import chromium

from termcheck.core.report import Report
from termcheck.reporters import REPORTERS

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with chromium() as running:
        yield running


@pytest.fixture
def page(browser: Any, nasty: Report, tmp_path: Path) -> Iterator[Any]:
    """The report with everything nasty in it, on a phone; nothing but itself may run or load."""
    file = tmp_path / "report.html"
    file.write_text(REPORTERS["html"](nasty), "utf-8")
    page = browser.new_page(viewport={"width": 320, "height": 700})
    told: list[str] = []
    page.on("dialog", lambda one: (told.append("a dialog"), one.dismiss()))
    page.on("pageerror", lambda one: told.append(str(one)))
    page.on("console", lambda one: told.append(one.text))
    page.on("request", lambda one: told.append(one.url) if one.url != file.as_uri() else None)
    page.goto(file.as_uri())
    yield page
    page.close()
    assert told == []


def shown(page: Any) -> list[str]:
    return [one.inner_text() for one in page.locator("section.file h3 code:visible").all()]


def test_it_fits_a_phone_and_runs_nothing_of_the_text(page: Any) -> None:
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    assert page.locator("article.finding").count() == 4
    assert "<script>alert(1)</script>" in page.inner_text("body")


def test_findings_are_filtered_by_words_files_and_severity(page: Any) -> None:
    files = shown(page)
    assert len(files) == 2
    page.fill("input[type=search]", "多.MD")
    assert shown(page) == [one for one in files if "多" in one]
    assert page.inner_text("form.filter output") == "1 of 4 findings"
    page.fill("input[type=search]", "no words like these")
    assert shown(page) == []
    assert page.locator("p.nothing").is_visible()
    page.fill("input[type=search]", "")
    assert page.inner_text("form.filter output") == "4 findings"
    page.uncheck("input[value=error]")
    assert "of 4 findings" in page.inner_text("form.filter output")
    assert page.locator("article.finding.error:visible").count() == 0
