"""Disputing a remark and suggesting a term: as an issue, as a mail, or as a file."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.slow]
GLOSSARY = """\
glossary: team
title: Words of the team
version: "7"
terms:
- id: allowlist
  term: allowlist
  deprecated:
  - {form: whitelist}
"""
LINKED = """() => {
    window.opened = [];
    HTMLAnchorElement.prototype.click = function () {
        opened.push(this.href);
    };
}"""


@pytest.mark.parametrize(
    ("extra", "start"),
    [
        (
            "settings: {feedback-url: 'https://git.example.org/words/issues/new?labels={term}'}",
            "https://git.example.org/words/issues/new?labels=allowlist&",
        ),
        ("owner: The editors <words@example.org>", "mailto:words@example.org?"),
        ("owner: The editors", "blob:"),
    ],
)
def test_a_remark_is_disputed_where_the_glossary_says(
    browser: Any, serving: Any, tmp_path: Path, extra: str, start: str
) -> None:
    file = tmp_path / "team.yml"
    file.write_text(f"{GLOSSARY}{extra}\n", "utf-8")
    with serving("-g", str(file)) as address:
        page = browser.new_context().new_page()
        page.add_init_script("localStorage.setItem('termcheck-view', 'source')")
        page.goto(address)
        page.locator("#text").fill("A whitelist.")
        page.locator(".card button").first.click(timeout=30_000)
        page.get_by_role("button", name="Dispute this").click()
        page.get_by_label("What is not right").fill("It is fine & good.")
        page.evaluate(LINKED)
        page.get_by_role("button", name="Go on").click()
        (link,) = page.evaluate("opened")
        assert link.startswith(start)
        if not start.startswith("blob:"):
            query = parse_qs(urlsplit(link).query)
            assert "It is fine & good." in query["body"][0]
            assert "Words of the team 7" in query["body"][0]
        page.get_by_role("button", name="Suggest a term").click()
        page.get_by_label("Which word").fill("A new one")
        page.get_by_role("button", name="Go on").click()
        assert len(page.evaluate("opened")) == 2
        page.context.close()
