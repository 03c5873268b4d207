"""Every file of the open folders, checked with progress that can be cancelled."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import AsyncIterator, Sequence
from pathlib import Path

from lsprotocol import types
from pygls import uris

from termcheck import Checker, Source, TermcheckError
from termcheck.lsp.diagnostics import diagnostics
from termcheck.lsp.project import Checked
from termcheck.lsp.termcheck_server import TermcheckServer

CHECK_ALL = "termcheck.checkWorkspace"
_AT_ONCE = 50
"""Files between two looks at whether the client has cancelled."""


async def sweep(server: TermcheckServer) -> int:
    """Check every file of the open folders, publish what is found, and return how many there are.

    Files that are open are left to their own checks.
    """
    folders = _folders(server)
    token = str(uuid.uuid4())
    progress = server.work_done_progress
    shown = await _shows_progress(server, token)
    if shown:
        progress.begin(token, types.WorkDoneProgressBegin("termcheck", cancellable=True))
    total = 0
    try:
        for folder in folders:
            total += await _folder(server, folder, token if shown else "")
    except TermcheckError as error:
        server.tell_error(error)
    finally:
        if shown:
            progress.end(token, types.WorkDoneProgressEnd(message=f"{total:,} findings"))
    return total


async def swept(server: TermcheckServer) -> AsyncIterator[tuple[str, list[types.Diagnostic]]]:
    """Yield the diagnostics of every file of the open folders, of open ones as they are now.

    Between some files and the next a client that asked may cancel.
    """
    loop = asyncio.get_running_loop()
    for folder in _folders(server):
        where = f"{folder}/termcheck.toml"
        checker = await loop.run_in_executor(server.work, server.projects.checker, where)
        files = checker.files([folder])
        for start in range(0, len(files), _AT_ONCE):
            some = files[start : start + _AT_ONCE]
            for checked in await loop.run_in_executor(server.work, _some, checker, some):
                uri = uris.from_fs_path(checked.source.path) or ""
                if uri in server.workspace.text_documents:
                    yield uri, await server.current(uri)
                else:
                    yield uri, diagnostics(checked, server.encoding)


def _folders(server: TermcheckServer) -> list[str]:
    found = [uris.to_fs_path(uri) for uri in server.workspace.folders]
    if not found and server.workspace.root_path:
        found = [server.workspace.root_path]
    return [uri for uri in found if uri is not None]


async def _shows_progress(server: TermcheckServer, token: str) -> bool:
    window = server.client_capabilities.window
    if window is None or not window.work_done_progress:
        return False
    await server.work_done_progress.create_async(token)
    return True


async def _folder(server: TermcheckServer, folder: str, token: str) -> int:
    loop = asyncio.get_running_loop()
    checker = server.projects.checker(f"{folder}/termcheck.toml")
    server.tell_notices(checker.config, checker.config.notices)
    files = checker.files([folder])
    total = 0
    for start in range(0, len(files), _AT_ONCE):
        if token and server.work_done_progress.tokens[token].cancelled():
            break
        if token:
            report = types.WorkDoneProgressReport(
                percentage=100 * start // len(files), message=f"{start:,} of {len(files):,} files"
            )
            server.work_done_progress.report(token, report)
        some = files[start : start + _AT_ONCE]
        for checked in await loop.run_in_executor(server.work, _some, checker, some):
            total += len(checked.findings)
            uri = uris.from_fs_path(checked.source.path) or ""
            if uri not in server.workspace.text_documents:
                server.publish(uri, diagnostics(checked, server.encoding))
    return total


def _some(checker: Checker, paths: Sequence[str]) -> list[Checked]:
    report = checker.run(paths, baseline=True)
    by_path = {result.path: result.findings for result in report.files}
    found = []
    for path in paths:
        findings = by_path.get(path, ())
        source = checker.read(path) if findings else Source(path, b"")
        whole = Source(str(Path(path).absolute()), source.data)
        found.append(Checked(whole, checker, findings))
    return found
