"""A real client that talks to `termcheck lsp` over its standard input and output."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

import pytest
import pytest_lsp
from lsprotocol import types
from pygls.protocol import default_converter
from pytest_lsp import ClientServerConfig, LanguageClient, client_capabilities
from pytest_lsp.client import DEFAULT_CLIENT_FEATURES, register_lsp_features

GLOSSARY = """\
glossary: words
version: "1"
terms:
  - id: allowlist
    term: allowlist
    meaning: A list of what is let in.
    deprecated: [whitelist]
    why: It says what the list does.
    url: https://example.org/allowlist
  - id: email
    term: email
    deprecated: [electronic mail]
    severity: error
"""
WAIT = 15.0
"""Seconds after which a server that says nothing has failed."""


class Editor:
    """What a test does with the client: open, type, look."""

    def __init__(self, client: LanguageClient, root: Path) -> None:
        self.client = client
        self.root = root
        self.version = 0

    def uri(self, name: str) -> str:
        return (self.root / name).as_uri()

    async def open(self, name: str, text: str, language: str = "markdown") -> list[str]:
        """Open a document that is on no disk, and return what is shown of it."""
        self.version += 1
        item = types.TextDocumentItem(self.uri(name), language, self.version, text)
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(item))
        return await self.shown(name)

    async def type(
        self, name: str, text: str, at: tuple[int, int], end: tuple[int, int] | None = None
    ) -> list[str]:
        """Write text at a position, or over a range, and return what is shown then."""
        self.version += 1
        start = types.Position(*at)
        change = types.TextDocumentContentChangePartial(
            types.Range(start, types.Position(*end) if end else start), text
        )
        document = types.VersionedTextDocumentIdentifier(self.version, self.uri(name))
        self.client.text_document_did_change(types.DidChangeTextDocumentParams(document, [change]))
        return await self.shown(name)

    async def shown(self, name: str) -> list[str]:
        """Return the diagnostics of the document's latest version, as `line:column-column code`."""
        for _ in range(int(WAIT / 0.02)):
            found = self.client.diagnostics.get(self.uri(name))
            if found is not None and self.latest.get(self.uri(name)) == self.version:
                return [brief(one) for one in found]
            await asyncio.sleep(0.02)
        raise AssertionError(f"nothing is shown of {name}: {self.client.messages}")

    @property
    def latest(self) -> dict[str, int]:
        versions: dict[str, int] = self.client.versions  # type: ignore[attr-defined]
        return versions

    async def wait(self, true) -> None:
        for _ in range(int(WAIT / 0.02)):
            if true():
                return
            await asyncio.sleep(0.02)
        raise AssertionError(f"waited in vain: {self.client.messages}")


def brief(one: types.Diagnostic) -> str:
    start, end = one.range.start, one.range.end
    last = f"{end.character}" if end.line == start.line else f"{end.line}:{end.character}"
    return f"{start.line}:{start.character}-{last} {one.code}"


def make_client() -> LanguageClient:
    """Return a client that also keeps the version diagnostics are for."""
    client = LanguageClient(converter_factory=default_converter)
    client.versions = {}  # type: ignore[attr-defined]

    def publish(params: types.PublishDiagnosticsParams) -> None:
        client.diagnostics[params.uri] = list(params.diagnostics)
        if params.version is not None:
            client.versions[params.uri] = params.version  # type: ignore[attr-defined]

    def register(_params: types.RegistrationParams) -> None:
        """Take what the server wants to be told of."""

    features = {
        **DEFAULT_CLIENT_FEATURES,
        types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS: publish,
        types.CLIENT_REGISTER_CAPABILITY: register,
    }
    register_lsp_features(client, features)
    return client


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "words.yml").write_text(GLOSSARY, "utf-8")
    (tmp_path / "termcheck.toml").write_text('glossary = ["words.yml"]\ncache = false\n', "utf-8")
    return tmp_path


@pytest_lsp.fixture(
    config=ClientServerConfig(
        server_command=[sys.executable, "-m", "termcheck", "lsp"], client_factory=make_client
    )
)
async def client(lsp_client: LanguageClient, root: Path):
    await lsp_client.initialize_session(
        types.InitializeParams(
            capabilities=client_capabilities("visual-studio-code"),
            workspace_folders=[types.WorkspaceFolder(root.as_uri(), "root")],
        )
    )
    yield
    await lsp_client.shutdown_session()


@pytest.fixture
def editor(client: LanguageClient, root: Path) -> Editor:
    return Editor(client, root)
