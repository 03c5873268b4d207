"""What readers of a site meet, in Chromium and in each theme: entries, tooltips, labels, tables."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from helpers_browser import chromium

pytestmark = [pytest.mark.browser, pytest.mark.slow]
THEMES = ("mkdocs", "readthedocs", "material")
PAGE = """\
# Assistant

Our assistant runs an open-weight model, and the next one needs open weights too.

## What it is made of

```termcheck-label
OLMo 2
```

```termcheck-compare
Llama 3.1
OLMo 2
```
"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with chromium() as running:
        yield running


@pytest.fixture(params=THEMES, scope="module")
def built(request, tmp_path_factory, site_in) -> Path:
    site = site_in(tmp_path_factory.mktemp("site"))
    options = {"glossary": "ai-openness", "glossary_page": "words.md"}
    site.configure(options, theme=request.param, use_directory_urls=False, plugins=("search",))
    site.write({"docs/index.md": PAGE, "docs/tips.md": "---\ntermcheck: off\n---\nOpen weights.\n"})
    done = site.build("--strict")
    assert done.code == 0, done.output
    return site.root / "site"


def opened(browser: Any, file: Path, **context: Any) -> Any:
    page = browser.new_context(viewport={"width": 1100, "height": 800}, **context).new_page()
    page.goto(file.as_uri())
    return page


def test_the_words_are_taught(browser: Any, built: Path) -> None:
    # Nothing of this needs JavaScript.
    page = opened(browser, built / "index.html", java_script_enabled=False)
    term = page.locator("p .termcheck-term").first
    place = term.get_attribute("href")
    assert (term.inner_text(), place) == ("open-weight", "words.html#open-weight")
    tip = page.locator(f"#{term.get_attribute('aria-describedby')}")
    assert not tip.is_visible()
    term.hover()
    assert tip.is_visible()
    assert "its final parameters can be downloaded" in tip.inner_text()
    page.mouse.move(0, 0)
    assert not tip.is_visible()

    # The keyboard reaches it, and it stays inside a narrow window.
    page.set_viewport_size({"width": 320, "height": 640})
    for _ in range(60):
        page.keyboard.press("Tab")
        if tip.is_visible():
            break
    assert tip.is_visible()
    box = tip.bounding_box()
    assert box["x"] >= 0, box
    assert box["x"] + box["width"] <= 320, box
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{place}")
    assert page.locator("#open-weight").inner_text().startswith("open weight")
    assert not opened(browser, built / "tips.html").locator(".termcheck-tip").count()


def test_labels_and_tables_fit_and_are_accessible(browser: Any, built: Path) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page = opened(browser, built / "index.html")
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        # What the themes draw around it is theirs.
        parts = [[".termcheck-label"], [".termcheck-scroll"], [".termcheck-use"]]
        found = Axe().run(page, context={"include": parts})
        assert found.response["passes"]
        assert found.response["violations"] == [], found.generate_report()
    page.set_viewport_size({"width": 320, "height": 800})
    label = page.locator(".termcheck-label").first
    box = label.bounding_box()
    assert box["width"] <= 320, box
    assert label.evaluate("e => e.scrollWidth <= e.clientWidth"), "nothing sticks out"
    wide = page.locator(".termcheck-scroll").evaluate(
        "e => [e.getBoundingClientRect().right, getComputedStyle(e).overflowX]"
    )
    assert wide[0] <= 320 + 1, wide
    assert wide[1] == "auto"


def test_the_search_of_the_site_knows_the_terms(built: Path) -> None:
    index = (built / "search" / "search_index.json").read_text("utf-8")
    assert '"words.html#open-weights"' in index
    assert "termcheck-tip" not in index
