"""A choice of glossary and definition: in the API, in the page, and what the operator allows."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import httpx
import pytest

from termcheck import Checker, Config, Source, UsageError
from termcheck.web import work
from termcheck.web.held import Held

TEXT = "BLOOM is an open source AI model, and this is a whitelist.\n"
OWN = """\
glossary: team
title: Words of the team
terms:
- id: allowlist
  term: allowlist
  deprecated:
  - {form: whitelist}
"""


@pytest.fixture(scope="module")
def offering(serving: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server with two glossaries and two definitions to choose among."""
    own = tmp_path_factory.mktemp("team") / "team.yml"
    own.write_text(OWN, "utf-8")
    glossaries = ("-g", "ai-openness", "-g", str(own))
    with serving(*glossaries, "--definition", "osaid-1.0,open-weights") as found:
        yield found


def checked(address: str, **said: str) -> list[str]:
    answer = httpx.post(f"{address}/api/check", json={"text": TEXT, **said}, timeout=60)
    assert answer.status_code == 200, answer.text
    return [finding["term"] for finding in answer.json()["findings"]]


def test_a_draft_is_held_to_what_was_chosen(offering: str) -> None:
    known = httpx.get(f"{offering}/api/glossary", timeout=60).json()
    assert known["glossaries"] == [
        {"id": "ai-openness", "title": "Openness of AI"},
        {"id": "team", "title": "Words of the team"},
    ]
    assert [row["id"] for row in known["definitions"]] == ["osaid-1.0", "open-weights"]
    assert checked(offering) == ["open-source-ai", "allowlist"]
    assert checked(offering, glossary="team") == ["allowlist"]
    assert checked(offering, glossary="ai-openness") == ["open-source-ai"]
    assert checked(offering, definition="osaid-1.0") == ["open-source-ai", "allowlist"]
    terms = httpx.get(f"{offering}/api/glossary?glossary=team", timeout=60).json()["terms"]
    assert [term["id"] for term in terms] == ["allowlist"]


def test_only_what_is_offered_can_be_chosen(offering: str, address: str) -> None:
    for server, said, told in (
        (offering, {"glossary": "tech-writing"}, "does not offer the glossary `tech-writing`"),
        (offering, {"definition": "owd"}, "it offers `osaid-1.0`, `open-weights`"),
        (offering, {"glossary": "/etc/passwd"}, "does not offer the glossary"),
        (address, {"definition": "owd"}, "does not offer the definition `owd`"),
    ):
        answer = httpx.post(f"{server}/api/check", json={"text": "x", **said}, timeout=60)
        assert answer.status_code == 400
        assert told in answer.json()["error"]["message"]


@pytest.fixture
def site() -> Iterator[str]:
    """A site with one page, and one that `robots.txt` keeps."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            pages = {
                "/robots.txt": b"User-agent: *\nDisallow: /kept",
                "/post.html": b"<nav>A blacklist</nav><main><p>The whitelist.</p></main>",
                "/kept.html": b"<p>x</p>",
            }
            body = pages.get(self.path, b"")
            self.send_response(200 if body else 404)
            self.send_header("Content-Type", "text/html")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_a_published_page_is_fetched_where_that_is_allowed(site: str, address: str) -> None:
    held = Held(Config(), sites=("127.0.0.1",), private=True)
    page = json.loads(work.page(held, f"{site}/post.html"))
    assert page == {"name": "post.html", "text": "<p>The whitelist.</p>\n"}
    for asked, url, told in (
        (held, f"{site}/kept.html", "`robots.txt` asks not to read it"),
        (held, f"{site}/none.html", "answers with 404"),
        (held, "http://example.org/", "pages of `example.org` are not fetched here"),
        (held, "file:///etc/passwd", "are not fetched here"),
        (Held(Config(), sites=("127.0.0.1",)), f"{site}/post.html", "is in the local network"),
    ):
        with pytest.raises(UsageError, match=re.escape(told)):
            work.page(asked, url)
    # By default nothing is.
    answer = httpx.post(f"{address}/api/page", json={"url": f"{site}/post.html"}, timeout=60)
    assert answer.status_code == 400
    assert "the server fetches no pages" in answer.json()["error"]["message"]


@pytest.mark.browser
@pytest.mark.slow
def test_a_published_page_is_opened_by_its_address(browser: Any, serving: Any) -> None:
    with serving("--allow-page", "127.0.0.1,example.org") as address:
        page = browser.new_context().new_page()
        page.goto(address)
        page.get_by_label("Address of a published page").fill("http://127.0.0.1:1/")
        page.get_by_role("button", name="Open", exact=True).click()
        page.get_by_text("is in the local network").wait_for()
        page.route(
            "**/api/page",
            lambda route: route.fulfill(json={"name": "a.html", "text": "<p>A whitelist.</p>"}),
        )
        page.get_by_role("button", name="Open", exact=True).click()
        page.locator("#cards .card").first.wait_for(timeout=30_000)
        assert page.locator("#name").inner_text() == "a.html"
        page.context.close()


def test_another_definition_takes_the_place_of_one() -> None:
    checker = Checker("ai-openness")
    source = Source("a.md", TEXT.encode())
    assert "OSAID" in checker.check(source)[0].note
    stricter = checker.redefined({"osaid-1.0": "owd"})
    assert "Open Weights Definition" in stricter.check(source)[0].note
    assert checker.redefined({"osaid-1.0": "open-weights"}).check(source) == ()
    # What is meant of other kinds of subject stays.
    assert stricter.words.meanings == ("open-definition-2.1", "owd", "osd", "open-weights")
    for means, told in (({"osaid": "owd"}, "did you mean"), ({"osaid-1.0": "odw"}, "`owd`")):
        with pytest.raises(UsageError, match=told):
            checker.redefined(means)


@pytest.mark.browser
@pytest.mark.slow
def test_a_reader_chooses_and_the_page_follows(browser: Any, offering: str) -> None:
    from playwright.sync_api import expect

    page = browser.new_context().new_page()
    page.add_init_script("localStorage.setItem('termcheck-view', 'source')")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.post_data or ""))
    page.goto(offering)
    page.locator("#text").fill(TEXT)
    cards = page.locator("#cards .card")
    expect(cards).to_have_count(2, timeout=30_000)
    page.get_by_label("Held to").select_option("Words of the team")
    expect(cards).to_have_count(1, timeout=30_000)
    page.get_by_label("Held to").select_option("All glossaries")
    page.get_by_label("Definition").select_option("open-weights")
    expect(cards.first).to_contain_text("allowlist", timeout=30_000)
    expect(cards).to_have_count(1)
    page.get_by_label("Held to").select_option("ai-openness")
    expect(page.locator("#status")).to_have_text("Nothing to change", timeout=30_000)
    # It is remembered, in the pages beside it too.
    page.goto(f"{offering}/glossary")
    assert page.locator("h1").inner_text() == "Openness of AI"
    page.goto(offering)
    expect(page.get_by_label("Held to")).to_have_value("ai-openness", timeout=30_000)
    expect(page.locator("#status")).to_have_text("Nothing to change", timeout=30_000)
    assert '"glossary":"ai-openness","definition":"open-weights"' in asked[-1]
    page.context.close()


@pytest.mark.parametrize(
    ("offered", "told"),
    [
        ("owd", "no entry of the glossary means"),
        ("osaid-1.0,odw", "unknown definition `odw`"),
    ],
)
def test_what_cannot_be_offered_is_told_at_the_start(offered: str, told: str) -> None:
    command = [sys.executable, "-m", "termcheck", "serve", "--port", "0", "--definition", offered]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert done.returncode == 2
    assert told in done.stderr


def test_a_glossary_that_is_wrong_is_told_at_the_start(tmp_path: Path) -> None:
    file = tmp_path / "team.yml"
    file.write_text(f"{OWN}settings: {{feedback_url: x}}\n", "utf-8")
    command = [sys.executable, "-m", "termcheck", "serve", "--port", "0", "-g", str(file)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert done.returncode == 2
    assert "unknown key `feedback_url`" in done.stderr
