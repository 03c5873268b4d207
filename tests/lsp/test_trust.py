"""A folder that wants more than checks is asked about, and gets it when its user says so."""

from __future__ import annotations

import asyncio
import json
import socket
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from helpers_hostile import Hostile
from lsprotocol import types
from pygls.lsp.client import BaseLanguageClient

pytestmark = pytest.mark.asyncio
PATIENCE = 60


class Editor:
    """An editor that opens the repository; `answers` are the titles it answers questions with."""

    def __init__(self, hostile: Hostile) -> None:
        self.hostile = hostile
        self.client = BaseLanguageClient("editor", "1")
        self.shown: asyncio.Queue[types.PublishDiagnosticsParams] = asyncio.Queue()
        self.told: list[str] = []
        self.asked: list[str] = []
        self.answer = "Leave it out"

        def publish(params: types.PublishDiagnosticsParams) -> None:
            self.shown.put_nowait(params)

        def tell(params: types.ShowMessageParams) -> None:
            self.told.append(params.message)

        def ask(params: types.ShowMessageRequestParams) -> types.MessageActionItem | None:
            self.asked.append(params.message)
            found = [one for one in params.actions or () if one.title == self.answer]
            return found[0] if found else None

        self.client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)(publish)
        self.client.feature(types.WINDOW_SHOW_MESSAGE)(tell)
        self.client.feature(types.WINDOW_SHOW_MESSAGE_REQUEST)(ask)

    async def start(self, *, options: Any = None, port: int = 0) -> None:
        hostile = self.hostile
        if port:
            await self.client.start_tcp("127.0.0.1", port)
        else:
            await self.client.start_io(
                *hostile.command, "lsp", cwd=str(hostile.root), env=hostile.environment
            )
        await self.client.initialize_async(
            types.InitializeParams(
                capabilities=types.ClientCapabilities(),
                root_uri=hostile.root.as_uri(),
                initialization_options=options,
            )
        )
        self.client.initialized(types.InitializedParams())

    async def open(self, name: str) -> list[str]:
        path = self.hostile.root / name
        item = types.TextDocumentItem(path.as_uri(), "markdown", 1, path.read_text("utf-8"))
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(item))
        return await self.next()

    async def next(self) -> list[str]:
        found = await asyncio.wait_for(self.shown.get(), PATIENCE)
        return [str(one.code) for one in found.diagnostics]

    async def until(self, true: Callable[[], bool]) -> None:
        async with asyncio.timeout(PATIENCE):
            while not true():
                await asyncio.sleep(0.02)

    async def stop(self) -> None:
        await self.client.shutdown_async(None)
        self.client.exit(None)
        await self.client.stop()


@pytest_asyncio.fixture
async def editor(tmp_path: Path) -> AsyncIterator[Editor]:
    cache = tmp_path / "cache"
    cache.mkdir(mode=0o700)
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield Editor(Hostile(tmp_path, listener, cache))


async def test_opening_a_file_does_no_harm_and_asks_once(editor: Editor) -> None:
    await editor.start()
    assert await editor.open("a.md") == ["avoided-term"]
    await editor.open("docs/index.md")
    await editor.until(lambda: bool(editor.asked))
    await editor.stop()
    (question,) = editor.asked
    assert "(claims-model, cache-dir, baseline, url, jars)" in question
    assert not [one for one in editor.told if "left out" in one]
    assert editor.hostile.harm() == []
    assert not (editor.hostile.base / "own/trusted.json").exists()


async def test_an_answer_is_kept(editor: Editor) -> None:
    hostile = editor.hostile
    hostile.put("termcheck.toml", 'glossary = ["words.yml"]\nbaseline = "../outside/b.json"\n')
    editor.answer = "Trust this folder"
    await editor.start()
    await editor.open("a.md")
    # It is checked again, with the whole configuration.
    assert await editor.next() == ["avoided-term"]
    await editor.stop()
    assert len(editor.asked) == 1
    kept = json.loads((hostile.base / "own/trusted.json").read_text("utf-8"))
    assert kept == {"trusted": [str(hostile.root.resolve())]}


async def test_an_editor_may_say_that_all_is_trusted(editor: Editor) -> None:
    text = 'glossary = ["words.yml"]\nbaseline = "../outside/b.json"\n'
    editor.hostile.put("termcheck.toml", text)
    await editor.start(options={"trust": True})
    assert await editor.open("a.md") == ["avoided-term"]
    await editor.stop()
    assert not editor.asked
    assert not editor.told


async def test_nobody_gets_trust_through_a_port(editor: Editor) -> None:
    hostile = editor.hostile
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port = one.getsockname()[1]
    server = await asyncio.create_subprocess_exec(
        *(*hostile.command, "lsp", "--tcp", "--port", str(port)),
        cwd=hostile.root,
        env=hostile.environment,
    )
    try:
        async with asyncio.timeout(PATIENCE):
            while True:
                try:
                    await editor.start(options={"trust": True}, port=port)
                    break
                except OSError:
                    await asyncio.sleep(0.1)
        editor.answer = "Trust this folder"
        assert await editor.open("a.md") == ["avoided-term"]
        await editor.until(lambda: any("left out" in one for one in editor.told))
        assert not editor.asked
        await editor.stop()
    finally:
        if server.returncode is None:
            server.terminate()
        await server.wait()
    assert hostile.harm() == []
    assert not (hostile.base / "own/trusted.json").exists()
