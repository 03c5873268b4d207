"""The language server: the texts that are open, and when each is checked.

A change is checked at once, in a thread of its own; while that runs, later changes wait, and only
the last of them is checked. Nothing is published for a text that has changed meanwhile.
"""

from __future__ import annotations

import asyncio
import concurrent.futures
import contextlib
import logging
from collections.abc import Iterable
from pathlib import Path

from lsprotocol import types
from pygls import uris
from pygls.lsp.server import LanguageServer

from termcheck import Config, Project, TermcheckError, __version__
from termcheck.lsp.diagnostics import diagnostics, of_error
from termcheck.lsp.project import Checked, Projects, path_of

log = logging.getLogger(__name__)
HOLD = 30.0
"""Seconds for which a client that asks what has changed may wait for an answer."""
TRUST = "Trust this folder"
"""The answer that lets a project reach beyond its folder, now and from now on."""


class TermcheckServer(LanguageServer):
    """A language server with the checkers of its folders and the texts that are open."""

    def __init__(self, *, local: bool = True) -> None:
        """Take whether the client is the one that started the server, and so speaks for the user.

        Anybody can connect to a port, web pages included.
        """
        super().__init__(
            "termcheck", __version__, text_document_sync_kind=types.TextDocumentSyncKind.Incremental
        )
        self.projects = Projects()
        self.checked: dict[str, Checked] = {}
        """What was found in each open document, by its URI."""
        self.work = concurrent.futures.ThreadPoolExecutor(1, "termcheck")
        """Where texts are checked, one after the other."""
        self._running: dict[str, asyncio.Task[None]] = {}
        self.local = local
        self.trusting = contextlib.ExitStack()
        """Holds what the client has said of all folders, as long as the server is there."""
        self._changed = asyncio.Event()
        self._told: set[str] = set()
        self._asked: set[tuple[str, tuple[str, ...]]] = set()
        """Folders, each with what it wants to do, that the user was asked about."""
        self._questions: set[asyncio.Task[None]] = set()
        self._wrong: set[str] = set()
        """Configuration and glossary files that have an error shown."""

    @property
    def encoding(self) -> str:
        """The units the client counts in."""
        given = self.workspace.position_encoding
        return given.value if isinstance(given, types.PositionEncodingKind) else given or "utf-16"

    def check(self, uri: str) -> None:
        """Check a document soon; one that is being checked is checked again after that."""
        if uri not in self._running:
            self._running[uri] = asyncio.ensure_future(self._check(uri))

    async def _check(self, uri: str) -> None:
        loop = asyncio.get_running_loop()
        try:
            while True:
                document = self.workspace.get_text_document(uri)
                version, text = document.version, document.source
                path = path_of(uri, str(document.language_id or ""))
                found = await loop.run_in_executor(self.work, self._look, path, text)
                if uri not in self.workspace.text_documents:
                    return
                if self.workspace.get_text_document(uri).version == version:
                    break
            self._publish(uri, version, found)
        finally:
            self._running.pop(uri, None)

    async def settled(self, uri: str) -> Checked | None:
        """Return what is found in a document as it is now, once it was looked at."""
        while uri in self._running:
            await asyncio.shield(self._running[uri])
        return self.checked.get(uri)

    def _look(self, path: str, text: str) -> Checked | TermcheckError:
        try:
            return self.projects.check(path, text)
        except TermcheckError as error:
            return error
        except Exception as error:
            log.exception("checking %s", path)
            return TermcheckError(f"termcheck failed ({type(error).__name__}: {error})")

    def _publish(self, uri: str, version: int | None, found: Checked | TermcheckError) -> None:
        self._has_changed()
        if isinstance(found, TermcheckError):
            self.checked.pop(uri, None)
            self.tell_error(found)
            shown: list[types.Diagnostic] = []
        else:
            self.checked[uri] = found
            self._right()
            shown = diagnostics(found, self.encoding)
            self.tell_notices(found.checker.config, found.report.notices)
        self.publish(uri, shown, version)

    @property
    def is_asked(self) -> bool:
        """Whether the client asks for the diagnostics of open documents itself."""
        texts = self.client_capabilities.text_document
        return texts is not None and texts.diagnostic is not None

    async def current(self, uri: str) -> list[types.Diagnostic]:
        """Return the diagnostics of an open document as it is now."""
        checked = await self.settled(uri)
        return diagnostics(checked, self.encoding) if checked is not None else []

    async def something_changes(self) -> None:
        """Wait until another thing was found or read, or for half a minute."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(HOLD):
                await self._changed.wait()

    def _has_changed(self) -> None:
        self._changed.set()
        self._changed = asyncio.Event()

    def publish(self, uri: str, shown: list[types.Diagnostic], version: int | None = None) -> None:
        """Show the diagnostics of a document, unless the client asks for them."""
        if self.is_asked and uri in self.workspace.text_documents:
            return
        self.text_document_publish_diagnostics(
            types.PublishDiagnosticsParams(uri, shown, version=version)
        )

    def tell(self, text: str, kind: types.MessageType = types.MessageType.Info) -> None:
        """Show a message, each only once until something changes."""
        if text not in self._told:
            self._told.add(text)
            self.window_show_message(types.ShowMessageParams(kind, f"termcheck: {text}"))

    def tell_notices(self, config: Config, notices: Iterable[str]) -> None:
        """Show what people should know of a run; a project that wants to be trusted asks for it."""
        asks = self.local and bool(config.held_back)
        for notice in notices:
            if not (asks and notice == config.left_out):
                self.tell(notice, types.MessageType.Warning)
        key = (config.root, config.held_back)
        if asks and key not in self._asked:
            self._asked.add(key)
            asking = asyncio.ensure_future(self._ask_for_trust(config))
            self._questions.add(asking)
            asking.add_done_callback(self._questions.discard)

    async def _ask_for_trust(self, config: Config) -> None:
        wanted = ", ".join(config.held_back)
        question = types.ShowMessageRequestParams(
            types.MessageType.Warning,
            f"termcheck: {config.path} reaches beyond its project ({wanted}). That can start "
            f"programs and send texts elsewhere. Trust {config.root}?",
            [types.MessageActionItem(TRUST), types.MessageActionItem("Leave it out")],
        )
        try:
            answer = await self.window_show_message_request_async(question)
        except Exception:
            # Clients that cannot ask can still tell.
            self.tell(config.left_out, types.MessageType.Warning)
            return
        if answer is not None and answer.title == TRUST:
            try:
                Project(config.root).trust()
            except TermcheckError as error:
                self.tell_error(error)
            else:
                self.reload()

    def tell_error(self, error: TermcheckError) -> None:
        """Show an error of a configuration or glossary file there, and as a message."""
        self.tell(str(error), types.MessageType.Error)
        if error.path:
            uri = uris.from_fs_path(str(Path(error.path).resolve()))
            if uri is not None:
                self._wrong.add(uri)
                self.publish(uri, [of_error(error)])

    def _right(self) -> None:
        """Take errors back once configuration and glossaries could be read."""
        for uri in self._wrong:
            self.publish(uri, [])
        self._wrong.clear()

    def reload(self) -> None:
        """Read configuration and glossaries again, and check what is open."""
        self._has_changed()
        self.projects.forget()
        self._told.clear()
        for uri in list(self.workspace.text_documents):
            self.check(uri)
        workspace = self.client_capabilities.workspace
        refresh = workspace.diagnostics if workspace is not None else None
        if refresh is not None and refresh.refresh_support:
            asking = asyncio.ensure_future(self._refresh())
            self._questions.add(asking)
            asking.add_done_callback(self._questions.discard)

    async def _refresh(self) -> None:
        """Let a client that asks ask again."""
        await self.workspace_diagnostic_refresh_async(None)
