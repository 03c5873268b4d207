"""The language server: the texts that are open, and when each is checked.

A change is checked at once, in a thread of its own; while that runs, later changes wait, and only
the last of them is checked. Nothing is published for a text that has changed meanwhile.
"""

from __future__ import annotations

import asyncio
import concurrent.futures
import logging
from pathlib import Path

from lsprotocol import types
from pygls import uris
from pygls.lsp.server import LanguageServer

from termcheck import TermcheckError, __version__
from termcheck.lsp.diagnostics import diagnostics, of_error
from termcheck.lsp.project import Checked, Projects, path_of

log = logging.getLogger(__name__)


class TermcheckServer(LanguageServer):
    """A language server with the checkers of its folders and the texts that are open."""

    def __init__(self) -> None:
        super().__init__(
            "termcheck", __version__, text_document_sync_kind=types.TextDocumentSyncKind.Incremental
        )
        self.projects = Projects()
        self.checked: dict[str, Checked] = {}
        """What was found in each open document, by its URI."""
        self.work = concurrent.futures.ThreadPoolExecutor(1, "termcheck")
        """Where texts are checked, one after the other."""
        self._running: dict[str, asyncio.Task[None]] = {}
        self._told: set[str] = set()
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
        if isinstance(found, TermcheckError):
            self.checked.pop(uri, None)
            self.tell_error(found)
            shown: list[types.Diagnostic] = []
        else:
            self.checked[uri] = found
            self._right()
            shown = diagnostics(found, self.encoding)
            for notice in found.notices:
                self.tell(notice, types.MessageType.Warning)
        self.publish(uri, shown, version)

    def publish(self, uri: str, shown: list[types.Diagnostic], version: int | None = None) -> None:
        """Show the diagnostics of a document."""
        self.text_document_publish_diagnostics(
            types.PublishDiagnosticsParams(uri, shown, version=version)
        )

    def tell(self, text: str, kind: types.MessageType = types.MessageType.Info) -> None:
        """Show a message, each only once until something changes."""
        if text not in self._told:
            self._told.add(text)
            self.window_show_message(types.ShowMessageParams(kind, f"termcheck: {text}"))

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
        self.projects.forget()
        self._told.clear()
        for uri in list(self.workspace.text_documents):
            self.check(uri)
