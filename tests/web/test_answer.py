"""Disputing a remark and suggesting a term: as an issue, as a mail, or as a file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.slow]
GLOSSARY = """\
glossary: {name}
title: Words of the {name}
version: "7"
terms:
- id: allowlist
  term: allowlist
  deprecated:
  - {{form: whitelist}}
{extra}
"""
TEAMS = {
    "hosts": (
        "settings: {feedback-url: 'https://git.example.org/words/issues/new?labels={term}'}",
        "https://git.example.org/words/issues/new?labels=allowlist&",
    ),
    "writers": ("owner: The editors <words@example.org>", "mailto:words@example.org?"),
    "readers": ("owner: The editors", "blob:"),
}
"""Glossaries: what each says of answers, and where a dispute goes."""
LINKED = """() => {
    window.opened = [];
    HTMLAnchorElement.prototype.click = function () {
        opened.push(this.href);
    };
}"""


@pytest.fixture(scope="module")
def teams(serving: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server with these glossaries to choose among."""
    folder = tmp_path_factory.mktemp("teams")
    options = []
    for name, (extra, _start) in TEAMS.items():
        file = folder / f"{name}.yml"
        file.write_text(GLOSSARY.format(name=name, extra=extra), "utf-8")
        options += ["-g", str(file)]
    with serving(*options) as address:
        yield address


@pytest.mark.parametrize("name", TEAMS)
def test_a_remark_is_disputed_where_the_glossary_says(browser: Any, teams: str, name: str) -> None:
    page = browser.new_context().new_page()
    page.add_init_script("localStorage.setItem('termcheck-view', 'source')")
    page.goto(teams)
    page.get_by_label("Held to").select_option(name)
    page.locator("#text").fill("A whitelist.")
    page.locator(".card button").first.click(timeout=30_000)
    page.get_by_role("button", name="Dispute this").click()
    page.get_by_label("What is not right").fill("It is fine & good.")
    page.evaluate(LINKED)
    page.get_by_role("button", name="Go on").click()
    (link,) = page.evaluate("opened")
    assert link.startswith(TEAMS[name][1])
    if not link.startswith("blob:"):
        query = parse_qs(urlsplit(link).query)
        assert "It is fine & good." in query["body"][0]
        assert f"Words of the {name} 7" in query["body"][0]
    page.get_by_role("button", name="Suggest a term").click()
    page.get_by_label("Which word").fill("A new one")
    page.get_by_role("button", name="Go on").click()
    assert len(page.evaluate("opened")) == 2
    page.context.close()
