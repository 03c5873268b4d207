"""The page in several languages: complete catalogues, chosen by the browser and by the reader."""

from __future__ import annotations

import datetime
import io
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path
from typing import Any

import httpx
import pytest
from babel.messages.pofile import read_po

from termcheck.web.language import FOLDER, languages, read

ROOT = Path(__file__).resolve().parents[2]
TAGS = ("de", "es", "fr")
POLISH = """\
msgid ""
msgstr ""
"Plural-Forms: nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && "
"(n%100<10 || n%100>=20) ? 1 : 2);\\n"

#, fuzzy
msgid "Copy"
msgstr "Kopia"

msgid "Close"
msgstr ""

msgid ""
"a long "
"\\"one\\""
msgstr ""
"jakiś "
"„długi”"
"""


@pytest.fixture(scope="module")
def messages() -> Any:
    """The program that brings the catalogues up to date."""
    loader = SourceFileLoader("messages", str(ROOT / ".ci" / "messages"))
    spec = spec_from_loader("messages", loader)
    assert spec is not None
    module = module_from_spec(spec)
    loader.exec_module(module)
    return module


def test_no_message_is_left_untranslated(messages: Any) -> None:
    said = messages.collected()
    assert len(said) > 150
    assert set(languages()) == {"en", *TAGS}
    for tag in TAGS:
        text = (FOLDER / f"{tag}.po").read_text("utf-8")
        assert messages.problems(tag, text, said) == []
        spoilt = text.replace('"Kopieren"', '""').replace("{day}", "{dag}").replace("Pages", "Page")
        assert len(messages.problems(tag, spoilt, said)) >= 2


@pytest.mark.parametrize("tag", TAGS)
def test_catalogues_are_read_as_gettext_does(tag: str) -> None:
    text = (FOLDER / f"{tag}.po").read_text("utf-8")
    expected = {
        message.id if isinstance(message.id, str) else message.id[0]: (message.string,)
        if isinstance(message.string, str)
        else tuple(message.string)
        for message in read_po(io.StringIO(text), locale=tag)
        if message.id
    }
    assert read(tag, text).messages == expected


def test_what_is_not_translated_is_said_in_english() -> None:
    polish = read("pl", POLISH)
    assert polish.messages == {'a long "one"': ("jakiś „długi”",)}
    assert polish.gettext("Copy") == "Copy"
    # Scripts have a table instead of the expression, which has to be as good.
    table = str(polish.for_scripts()["forms"])
    numbers = range(12_000)
    at = (number if number < 100 else 100 + number % 100 for number in numbers)
    assert [int(table[index]) for index in at] == [polish.form(number) for number in numbers]


def test_numbers_and_dates_are_written_as_the_language_does() -> None:
    day = datetime.date(2026, 3, 1)
    told = {tag: (found.date(day), found.number(12345)) for tag, found in languages().items()}
    assert told == {
        "en": ("1 March 2026", "12,345"),
        "de": ("1. März 2026", "12.345"),
        "es": ("1 de marzo de 2026", "12.345"),
        "fr": ("1 mars 2026", "12\u202f345"),
    }


@pytest.mark.parametrize(
    ("asked", "chosen", "tag"),
    [
        ("", "", "en"),
        ("de-AT,de;q=0.9,en;q=0.8", "", "de"),
        ("pt-BR, fr;q=0.5, en;q=0.4", "", "fr"),
        ("de", "es", "es"),
        ("de", "klingon", "de"),
        ("it, *;q=0.1", "", "en"),
        ("en;q=0, fr", "", "fr"),
        (";;;q=,\x7f", "", "en"),
    ],
)
def test_the_browser_is_answered_in_its_language(
    api: httpx.Client, asked: str, chosen: str, tag: str
) -> None:
    cookie = {"cookie": f"termcheck-language={chosen}"} if chosen else {}
    for path in ("/", "/labels", "/labels/no-such-model"):
        answer = api.get(path, headers={"accept-language": asked, **cookie})
        assert f'<html lang="{tag}">' in answer.text
        assert answer.headers["content-language"] == tag


def test_a_sign_off_is_written_in_the_language_asked_for(api: httpx.Client) -> None:
    body = {"text": "A whitelist.", "by": "Ana", "language": "es", "format": "markdown"}
    told = api.post("/api/report", json=body).text
    assert "**1 por considerar**" in told or "**Listo (1 por considerar)**" in told
    assert " de 20" in told
    assert "- Por: Ana" in told
    found = api.post("/api/check", json={"text": body["text"]}).json()["findings"]
    left = {"ignored": [found[0]["fingerprint"]], "reasons": ["así"]}
    told = api.post("/api/report", json={**body, **left}).text
    assert "## Se deja como está (1)" in told
    assert "Motivo: así" in told
    assert api.post("/api/report", json={**body, "language": "xx"}).status_code == 400


DRAFT = "Llama 3.1 is an open source AI model.\n\nThe list is a whitelist.\n"
SHOWN = """() => {
    const found = [];
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) {
        const element = walk.currentNode.parentElement;
        if (element.closest('script, [lang]:not(html), #backdrop, #text, .excerpt, q')) continue;
        found.push(walk.currentNode.data.trim());
    }
    for (const element of document.querySelectorAll('[aria-label], [title], [placeholder]'))
        if (!element.closest('[lang]:not(html)'))
            found.push(...['aria-label', 'title', 'placeholder'].map((name) =>
                element.getAttribute(name) ?? ''));
    return found.filter((text) => /[a-z]{2}/i.test(text));
}"""
SAME = {
    *("Link", "Definition", "Openness of AI", "Words of software documentation"),
    *("termcheck", "Markdown", "HTML", "Esc", "Ctrl", "Version", "Problem", "Name", "Pages"),
    *("allowlist (1)", "open source AI (1)", "open weights (1)", "opensource.org"),
}
"""What is written alike in several languages."""


@pytest.mark.browser
@pytest.mark.slow
def test_a_reader_chooses_a_language_keeps_it_and_it_fits(open_desk: Any, address: str) -> None:
    from playwright.sync_api import expect

    desk = open_desk(locale="fr-FR")
    expect(desk.page.locator("html")).to_have_attribute("lang", "fr")
    desk.text.fill(DRAFT)
    expect(desk.status).to_have_text("2 remarques", timeout=30_000)
    texts = {}
    for tag in ("en", "de", "es", "fr"):
        desk.page.wait_for_timeout(500)
        desk.page.locator("#language").select_option(tag)
        expect(desk.page.locator("html")).to_have_attribute("lang", tag)
        # The draft is there again.
        expect(desk.cards).to_have_count(2, timeout=30_000)
        desk.cards.first.get_by_role("button").first.click()
        desk.page.locator("#cards .detail").wait_for()
        texts[tag] = set(desk.page.evaluate(SHOWN))
        desk.page.set_viewport_size({"width": 320, "height": 700})
        for text in (DRAFT, "", DRAFT):
            desk.text.fill(text)
            assert desk.page.evaluate("document.documentElement.scrollWidth") <= 320, tag
        desk.page.set_viewport_size({"width": 1280, "height": 800})
    assert len(texts["en"]) > 60
    for tag in TAGS:
        assert texts[tag] & texts["en"] <= SAME
    desk.page.goto(f"{address}/glossary")
    assert desk.page.locator("nav a[aria-current]").inner_text() == "Glossaire"
