"""Milliseconds from a keystroke to its diagnostics, with a real client of the language server.

    python tests/benchmarks/keystrokes.py [DRAFT.md]
    python tests/benchmarks/keystrokes.py --page [DRAFT.md]

Without a draft, one of 3,000 words is made of this repository's pages. Typed are 60 letters of a
word, and 30 new claims. With `--page` they are typed into the page of `termcheck serve`, in
Chromium, into a draft of 11,000 words as it looks, of Markdown and then of HTML: told is the time
until a letter is drawn, and until a wrong word is underlined.
"""

from __future__ import annotations

import asyncio
import statistics
import sys
import time
from pathlib import Path

from lsprotocol import types
from pygls.lsp.client import BaseLanguageClient

ROOT = Path(__file__).resolve().parents[2]
URI = (ROOT / "docs" / "draft.md").as_uri()


def draft(most: int = 3000) -> str:
    if files := [one for one in sys.argv[1:] if one != "--page"]:
        return Path(files[0]).read_text("utf-8")
    words: list[str] = []
    for page in sorted((ROOT / "docs").rglob("*.md")):
        words += page.read_text("utf-8").split(" ")
    text = " ".join(words[:most])
    # A fence cut in two would make code of everything that is typed.
    return text + "\n```\n" if text.count("```") % 2 else text


async def main() -> None:
    client = BaseLanguageClient("benchmark", "1")
    shown: asyncio.Queue[int] = asyncio.Queue()
    found = 0

    @client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
    def publish(params: types.PublishDiagnosticsParams) -> None:
        nonlocal found
        if params.version is not None:
            found = len(params.diagnostics)
            shown.put_nowait(params.version)

    await client.start_io(sys.executable, "-m", "termcheck", "lsp")
    await client.initialize_async(
        types.InitializeParams(capabilities=types.ClientCapabilities(), root_uri=ROOT.as_uri())
    )
    client.initialized(types.InitializedParams())
    text = draft() + "\n"
    started = time.perf_counter()
    item = types.TextDocumentItem(URI, "markdown", 0, text)
    client.text_document_did_open(types.DidOpenTextDocumentParams(item))
    await shown.get()
    print(f"{len(text.split()):,} words; opened {1000 * (time.perf_counter() - started):,.0f} ms")
    line = text.count("\n")
    version = 0

    async def typed(what: str, character: int) -> float:
        nonlocal version
        version += 1
        place = types.Position(line, character)
        change = types.TextDocumentContentChangePartial(types.Range(place, place), what)
        document = types.VersionedTextDocumentIdentifier(version, URI)
        begun = time.perf_counter()
        client.text_document_did_change(types.DidChangeTextDocumentParams(document, [change]))
        while await shown.get() != version:
            pass
        return 1000 * (time.perf_counter() - begun)

    letters = [await typed("x", number) for number in range(60)]
    await typed("\n\n", 60)
    line += 2
    before = found
    claims = [await typed(f"Llama 3.{n} is open source. ", 0) for n in range(30)]
    assert found > before, "the claims that were typed are not seen"
    for name, times in (("a letter", letters), ("a new claim", claims)):
        times.sort()
        print(
            f"{name}: median {statistics.median(times):.0f} ms, "
            f"p95 {times[int(0.95 * len(times))]:.0f} ms, max {times[-1]:.0f} ms"
        )
    await client.shutdown_async(None)
    client.exit(None)
    await client.stop()


DRAWN = """() => {
    window.took = [];
    document.getElementById('formatted').addEventListener('keydown', () => {
        const begun = performance.now();
        requestAnimationFrame(() => setTimeout(() => took.push(performance.now() - begun)));
    }, true);
}"""
PLACED = """(share) => {
    const blocks = [...document.querySelectorAll('#formatted > p')]
        .filter((one) => one.textContent.length > 200);
    const block = blocks[Math.floor(share * (blocks.length - 1))];
    block.scrollIntoView({ block: 'center' });
    document.getElementById('formatted').focus();
    getSelection().setBaseAndExtent(block.lastChild, block.lastChild.textContent?.length ?? 0,
        block.lastChild, block.lastChild.textContent?.length ?? 0);
}"""
ADDED = """([word, before]) => new Promise((done) => {
    const begun = performance.now();
    const look = () => [...document.querySelectorAll('#formatted .mark')]
        .filter((one) => one.textContent === word).length > before
        ? done(performance.now() - begun) : requestAnimationFrame(look);
    look();
})"""


def as_html(text: str) -> str:
    """Return a draft as a page of HTML."""
    import pyromark

    body = pyromark.html(text, options=pyromark.Options.ENABLE_TABLES)
    return f"<!doctype html>\n<html><body>\n<div class='post'>\n{body}</div>\n</body></html>\n"


def page(form: str) -> None:
    sys.path.insert(0, str(ROOT / "tests"))
    from helpers_browser import chromium
    from helpers_serve import run_server

    # Some remarks are drawn too.
    parts = draft(10_000).split("\n\n")
    text = "\n\n".join(
        f"{part} Llama 3.1 is an open source AI model." if part[:1].isalpha() and at % 3 else part
        for at, part in enumerate(parts)
    )
    with run_server() as address, chromium() as browser:
        shown = browser.new_page()
        shown.goto(address)
        written = as_html(text) if form == "html" else text
        shown.locator("#file").set_input_files(
            {"name": f"draft.{form}", "mimeType": "text/plain", "buffer": written.encode()}
        )
        begun = time.perf_counter()
        shown.wait_for_selector("#cards .card", timeout=60_000)
        told = shown.locator("#status").inner_text()
        opened = time.perf_counter() - begun
        print(f".{form}, {len(text.split()):,} words, {told}; opened {opened:.1f} s")
        shown.evaluate(DRAWN)
        processor = shown.context.new_cdp_session(shown)
        processor.send("Performance.enable", {"timeDomain": "threadTicks"})

        def spent() -> float:
            metrics = processor.send("Performance.getMetrics")["metrics"]
            return 1000 * next(one["value"] for one in metrics if one["name"] == "TaskDuration")

        letters: list[float] = []
        lines: list[float] = []
        used: list[float] = []
        for number in range(10):
            shown.evaluate(PLACED, number / 10)
            shown.wait_for_timeout(100)
            shown.evaluate("took.length = 0")
            for letter in " Some words more":
                before = spent()
                shown.keyboard.type(letter)
                shown.wait_for_timeout(60)
                used.append(spent() - before)
            shown.wait_for_timeout(300)
            letters += shown.evaluate("took")
            wrong = ("whitelist", "blacklist")[number % 2] + "s" * (number // 2 % 2)
            shown.keyboard.type(f" of {wrong}", delay=60)
            before = shown.evaluate(
                "(word) => [...document.querySelectorAll('#formatted .mark')]"
                ".filter((one) => one.textContent === word).length",
                wrong,
            )
            lines.append(shown.evaluate(ADDED, [wrong, before]))
    for name, times in (
        ("a letter drawn", letters),
        ("processor time of a letter", used),
        ("a word underlined", lines),
    ):
        times.sort()
        print(
            f"{name}: median {statistics.median(times):.0f} ms, "
            f"p95 {times[int(0.95 * len(times))]:.0f} ms, max {times[-1]:.0f} ms"
        )


if __name__ == "__main__":
    if "--page" in sys.argv:
        for form in ("md", "html"):
            page(form)
    else:
        asyncio.run(main())
