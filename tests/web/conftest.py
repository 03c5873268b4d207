"""A real server in a process of its own, and a real browser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from helpers_browser import chromium
from helpers_serve import run_server

PATIENCE = 30_000
"""How long the page may take on a busy machine (milliseconds)."""


@pytest.fixture(scope="session")
def serving() -> Any:
    """A function that runs a server while its context is open."""
    return run_server


@pytest.fixture(scope="session")
def address() -> Iterator[str]:
    with run_server() as found:
        yield found


@pytest.fixture
def api(address: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=address, timeout=30) as client:
        yield client


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with chromium() as running:
        yield running


class Desk:
    """The page as a writer meets it; what goes wrong in it is remembered."""

    def __init__(
        self, browser: Any, address: str, view: str = "source", path: str = "/", **context: Any
    ) -> None:
        options = {"viewport": {"width": 1280, "height": 800}, **context}
        self.context = browser.new_context(**options)
        self.context.add_init_script(
            f"if (!localStorage.getItem('termcheck-view'))"
            f" localStorage.setItem('termcheck-view', '{view}')"
        )
        self.page = self.context.new_page()
        self.wrong: list[str] = []
        self.asked: list[str] = []
        self.page.on("pageerror", lambda error: self.wrong.append(str(error)))
        self.page.on(
            "console",
            lambda said: self.wrong.append(said.text) if said.type == "error" else None,
        )
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.goto(address + path)
        self.text = self.page.locator("#text")
        self.formatted = self.page.locator("#formatted")
        self.cards = self.page.locator("#cards .card")
        self.status = self.page.locator("#status")

    def write(self, text: str, remarks: int) -> None:
        self.text.fill(text)
        self.has(remarks)

    def has(self, remarks: int) -> None:
        from playwright.sync_api import expect

        expect(self.cards).to_have_count(remarks, timeout=PATIENCE)
        told = {0: "Nothing to change", 1: "1 remark"}.get(remarks, f"{remarks} remarks")
        expect(self.status).to_have_text(told, timeout=PATIENCE)
        expect(self.status).not_to_have_class(re.compile("busy"), timeout=PATIENCE)

    def says(self, told: str) -> None:
        from playwright.sync_api import expect

        expect(self.status).to_contain_text(told, timeout=PATIENCE)

    def marks(self) -> list[str]:
        return self.page.locator("#backdrop .mark").all_inner_texts()

    def paste(self, html: str, plain: str = "") -> None:
        """Paste into the view that is shown."""
        self.page.evaluate(
            """([html, plain]) => {
                const area = document.querySelector('#text:not([hidden])');
                const shown = area ?? document.getElementById('formatted');
                shown.focus();
                const data = new DataTransfer();
                if (html) data.setData('text/html', html);
                data.setData('text/plain', plain);
                const event = new ClipboardEvent('paste', {clipboardData: data, bubbles: true,
                    cancelable: true});
                shown.dispatchEvent(event);
            }""",
            [html, plain],
        )

    def drop(self, name: str, data: bytes) -> None:
        self.page.evaluate(
            """([name, bytes]) => {
                const data = new DataTransfer();
                data.items.add(new File([new Uint8Array(bytes)], name));
                for (const kind of ['dragenter', 'dragover', 'drop'])
                    document.body.dispatchEvent(new DragEvent(kind, {dataTransfer: data,
                        bubbles: true, cancelable: true}));
            }""",
            [name, list(data)],
        )


@pytest.fixture
def open_desk(browser: Any, address: str) -> Iterator[Any]:
    """A function that opens the page; in the end nothing may have gone wrong in any."""
    desks: list[Desk] = []

    def opened(**context: Any) -> Desk:
        desks.append(Desk(browser, address, **context))
        return desks[-1]

    yield opened
    for one in desks:
        one.context.close()
        assert one.wrong == []
        assert all(url.startswith((address, "blob:")) for url in one.asked), one.asked


@pytest.fixture
def desk(open_desk: Any) -> Desk:
    return open_desk()
