"""Clients that ask for diagnostics, of one document or of all."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

import pytest
import pytest_lsp
from lsprotocol import types
from pytest_lsp import ClientServerConfig, LanguageClient, client_capabilities

from .conftest import Editor, make_client


def asking() -> types.ClientCapabilities:
    found = client_capabilities("visual-studio-code")
    assert found.text_document is not None
    found.text_document.diagnostic = types.DiagnosticClientCapabilities()
    return found


@pytest_lsp.fixture(
    config=ClientServerConfig(
        server_command=[sys.executable, "-m", "termcheck", "lsp"], client_factory=make_client
    )
)
async def client(lsp_client: LanguageClient, root: Path):
    answer = await lsp_client.initialize_session(
        types.InitializeParams(
            capabilities=asking(),
            workspace_folders=[types.WorkspaceFolder(root.as_uri(), "root")],
        )
    )
    provider = answer.capabilities.diagnostic_provider
    assert provider is not None
    assert provider.workspace_diagnostics
    yield
    await lsp_client.shutdown_session()


@pytest.fixture
def editor(client: LanguageClient, root: Path) -> Editor:
    return Editor(client, root)


@pytest.mark.asyncio
async def test_a_document_is_told_when_it_is_asked_for(editor: Editor) -> None:
    uri = editor.uri("a.md")
    item = types.TextDocumentItem(uri, "markdown", 1, "A whitelist.\n")
    editor.client.text_document_did_open(types.DidOpenTextDocumentParams(item))
    asked = types.DocumentDiagnosticParams(types.TextDocumentIdentifier(uri))
    first = await editor.client.text_document_diagnostic_async(asked)
    assert [one.code for one in first.items] == ["avoided-term"]
    again = types.DocumentDiagnosticParams(
        types.TextDocumentIdentifier(uri), previous_result_id=first.result_id
    )
    assert (await editor.client.text_document_diagnostic_async(again)).kind == "unchanged"
    whole = types.TextDocumentContentChangeWholeDocument("An allowlist.\n")
    document = types.VersionedTextDocumentIdentifier(2, uri)
    editor.client.text_document_did_change(types.DidChangeTextDocumentParams(document, [whole]))
    assert (await editor.client.text_document_diagnostic_async(again)).items == ()
    # What is asked for is not told besides.
    assert uri not in editor.client.diagnostics


@pytest.mark.asyncio
async def test_all_documents_are_told_and_then_what_changes(editor: Editor, root: Path) -> None:
    for name in ("b.md", "c.md"):
        (root / name).write_text("A whitelist.\n", "utf-8")
    (root / "d.md").write_text("Fine.\n", "utf-8")
    uri = editor.uri("b.md")
    item = types.TextDocumentItem(uri, "markdown", 1, "A whitelist, a whitelist.\n")
    editor.client.text_document_did_open(types.DidOpenTextDocumentParams(item))
    all_of = editor.client.workspace_diagnostic_async
    told = (await all_of(types.WorkspaceDiagnosticParams([]))).items
    assert {one.uri: len(one.items) for one in told} == {uri: 2, editor.uri("c.md"): 1}
    known = [types.PreviousResultId(one.uri, one.result_id) for one in told]
    # Nothing is new: the answer waits, and may be cancelled.
    waiting = asyncio.ensure_future(all_of(types.WorkspaceDiagnosticParams(known)))
    await asyncio.sleep(1)
    assert not waiting.done()
    whole = types.TextDocumentContentChangeWholeDocument("An allowlist.\n")
    document = types.VersionedTextDocumentIdentifier(2, uri)
    editor.client.text_document_did_change(types.DidChangeTextDocumentParams(document, [whole]))
    await asyncio.wait_for(waiting, 15)
    told = (await all_of(types.WorkspaceDiagnosticParams(known))).items
    assert {one.uri: one.kind for one in told} == {uri: "full", editor.uri("c.md"): "unchanged"}
