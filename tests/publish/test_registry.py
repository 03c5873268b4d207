"""The registry as a site: whole without a server, true to the facts, safe whatever names say."""

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import jsonschema_rs
import pytest
import yaml
from helpers_browser import chromium

from termcheck.facts import Facts, load_facts
from termcheck.facts.schema import facts_schema
from termcheck.glossary.model import Glossary
from termcheck.publish.registry.site import registry_files

GLOSSARY = Path(__file__).parents[2] / "glossary"
SUBJECTS = """
registry:
  version: "7"
  dispute: "https://example.org/issues/new?title={subject}"
  decides: Ada decides.
  changes: [{date: 2026-11-02, what: Tide came in.}]
subjects:
- {id: sea, name: Sea, kind: model, undetermined: Sea 1 and 2 differ.}
- id: tide-2
  name: Tide <b>2</b>
  kind: model
  family: sea
  own: true
  verified: 2026-11-01
  pages: {card: "https://example.org/card"}
  changes: [{date: 2026-11-03, what: Weights read again.}]
  components:
    weights: {availability: public, licence: MIT, from: card, quote: "</script><b>license: mit"}
    training-code: not-found
- {id: mill, name: Mill, kind: software, licence: BUSL-1.1}
- id: pump
  name: Pump
  kind: software
  exact: [Pump]
  releases: [{since: "2", licence: BUSL-1.1}, {since: "0", licence: MIT}]
- {id: unseen, name: Unseen, kind: software}
"""


@pytest.fixture(scope="module")
def facts(tmp_path_factory: pytest.TempPathFactory) -> Facts:
    path = tmp_path_factory.mktemp("registry") / "subjects.yml"
    path.write_text(SUBJECTS, "utf-8")
    shipped = [GLOSSARY / "kinds", GLOSSARY / "licences", GLOSSARY / "definitions"]
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TERMCHECK_CACHE_DIR", "")
        return load_facts(kinds=shipped, subjects=[path])


@pytest.fixture(scope="module")
def site(facts: Facts) -> dict[str, str]:
    return dict(registry_files(facts, Glossary(id="g", title="Words"), "https://example.org/r"))


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.loads: list[str] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        for name, value in attrs:
            if name == "src" or (name == "href" and tag == "link"):
                self.loads.append(value or "")
            elif name == "href":
                self.links.append(value or "")


def read(text: str) -> _Page:
    page = _Page()
    page.feed(text)
    return page


def test_every_subject_with_facts_has_a_page_data_and_a_label(site: dict[str, str]) -> None:
    for folder, end in (("subjects", "html"), ("data", "json"), ("labels", "svg")):
        assert {name for name in site if name.startswith(folder)} == {
            f"{folder}/{one}.{end}" for one in ("sea", "tide-2", "mill", "pump", "pump-0", "pump-2")
        }


def test_pages_ask_no_other_site_and_links_between_them_lead_somewhere(
    site: dict[str, str],
) -> None:
    for name, text in site.items():
        if not name.endswith(".html"):
            continue
        page = read(text)
        assert "b" not in page.tags, name
        here = Path(name).parent
        for url in (*page.loads, *page.links):
            if url in page.loads:
                assert "://" not in url
            if "://" not in url and not url.startswith("#"):
                path = (Path("/") / here / url).resolve().relative_to("/")
                assert str(path) in site, (name, url)
    assert "://" not in re.sub(r"https?://www\.w3\.org\S*", "", site["registry.js"])
    assert "</script><b>" not in site["table.js"]


def test_a_page_says_verdicts_with_clauses_evidence_history_and_whom_to_tell(
    site: dict[str, str],
) -> None:
    page = site["subjects/tide-2.html"]
    for words in (
        "Parameters shall be made available under OSI-approved terms.",
        '<a href="https://example.org/card" rel="noopener noreferrer">read at the source</a>',
        '<time datetime="2026-11-01">',
        "&lt;/script&gt;&lt;b&gt;license: mit",
        "unverified",
        "Weights read again.",
        'href="https://example.org/issues/new?title=tide-2"',
        "Ada decides.",
        "https://example.org/r/labels/tide-2.svg",
    ):
        assert words in page, words
    assert "Tide came in." in site["index.html"]
    assert "training code is not published" not in page


def test_a_page_tells_the_licence_of_each_version_and_heads_nothing_empty(
    site: dict[str, str],
) -> None:
    page = site["subjects/pump.html"]
    assert "Pump before 2</a>, MIT" in page
    assert "What it is made of" not in page
    assert "What it is made of" in site["subjects/tide-2.html"]


def test_data_say_what_the_page_says(site: dict[str, str]) -> None:
    data = json.loads(site["data/tide-2.json"])
    weights = next(one for one in data["components"] if one["id"] == "weights")
    assert (weights["url"], weights["verified"]) == ("https://example.org/card", "2026-11-01")
    whole = json.loads(site["facts.json"])
    assert whole["registry"]["version"] == "7"
    ids = [one["id"] for one in whole["subjects"]]
    assert ids == ["mill", "pump", "pump-2", "pump-0", "sea", "tide-2"]


def test_an_organisation_publishes_its_own(facts: Facts) -> None:
    names = dict(registry_files(facts, Glossary(id="g"), own=True))
    assert [one for one in names if one.startswith("subjects/")] == ["subjects/tide-2.html"]


@pytest.mark.parametrize(
    "path",
    sorted(
        path
        for folder in ("kinds", "licences", "definitions", "subjects")
        for path in (GLOSSARY / folder).glob("*.yml")
    ),
    ids=lambda path: f"{path.parent.name}/{path.name}",
)
def test_shipped_files_are_what_the_schema_says(path: Path) -> None:
    data = json.loads(json.dumps(yaml.load(path.read_text("utf-8"), yaml.CSafeLoader), default=str))
    validator = jsonschema_rs.Draft202012Validator(facts_schema())
    assert [error.message for error in validator.iter_errors(data)][:3] == []


def test_the_schema_beside_the_files_is_in_step() -> None:
    assert json.loads((GLOSSARY / "facts.schema.json").read_text("utf-8")) == facts_schema()


@pytest.mark.browser
def test_a_long_index_is_shown_in_steps(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from axe_playwright_python.sync_playwright import Axe

    monkeypatch.setenv("TERMCHECK_CACHE_DIR", "")
    names = [f"Tide {number}" for number in range(1, 231)]
    entries = [{"id": name, "name": name, "kind": "software", "licence": "MIT"} for name in names]
    entries.append({"id": "Mill", "name": "Mill", "kind": "model", "components": {"weights": {}}})
    path = tmp_path / "subjects.yml"
    path.write_text(yaml.safe_dump({"subjects": entries}), "utf-8")
    shipped = [GLOSSARY / "kinds", GLOSSARY / "licences", GLOSSARY / "definitions"]
    facts = load_facts(kinds=shipped, subjects=[path])
    for name, text in registry_files(facts, Glossary(id="g", title="Words")):
        if "/" not in name:
            (tmp_path / name).write_text(text, "utf-8")
    with chromium() as browser:
        page = browser.new_page(viewport={"width": 320, "height": 700}, color_scheme="dark")
        wrong: list[str] = []
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.goto((tmp_path / "index.html").as_uri())
        rows, count, more = page.locator("tbody tr"), page.locator("#count"), page.locator("#more")
        assert (rows.count(), count.inner_text()) == (100, "231 of 231, 100 shown")
        assert Axe().run(page).response["violations"] == []
        more.press("Enter")
        assert rows.count() == 200
        assert page.locator("a:focus").inner_text() == rows.nth(100).locator("a").inner_text()
        more.press("Enter")
        assert (rows.count(), count.inner_text(), more.is_visible()) == (231, "231 of 231", False)
        page.get_by_label("Definition").select_option("osd")
        assert (rows.count(), rows.nth(0).locator("td").nth(0).inner_text()) == (100, "met")
        page.get_by_label("Search").fill("tide 230")
        assert (rows.all_inner_texts(), count.inner_text()) == (
            ["Tide 230\tmet\tMIT"],
            "1 of 231",
        )
        page.get_by_label("Search").fill("")
        page.get_by_label("Kind").select_option("AI model")
        page.get_by_label("Definition").select_option("")
        assert rows.all_inner_texts() == ["Mill\t"]
        assert wrong == []
