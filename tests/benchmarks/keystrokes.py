"""Milliseconds from a keystroke to its diagnostics, with a real client of the language server.

    python tests/benchmarks/keystrokes.py [DRAFT.md]

Without a draft, one of 3,000 words is made of this repository's pages. Typed are 60 letters of a
word, and 30 new claims.
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


def draft() -> str:
    if len(sys.argv) > 1:
        return Path(sys.argv[1]).read_text("utf-8")
    words: list[str] = []
    for page in sorted((ROOT / "docs").glob("*.md")):
        words += page.read_text("utf-8").split(" ")
    text = " ".join(words[:3000])
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


if __name__ == "__main__":
    asyncio.run(main())
