"""`termcheck lsp`: the features of the server and its commands."""

from __future__ import annotations

import asyncio
import contextlib
from pathlib import Path
from typing import Any

from lsprotocol import types
from pygls import uris

from termcheck import Project, TermcheckError
from termcheck.lsp import actions, terms
from termcheck.lsp.pulled import UNCHANGED, report, workspace_report
from termcheck.lsp.sweep import CHECK_ALL, sweep, swept
from termcheck.lsp.termcheck_server import TermcheckServer

WATCHED = ("**/termcheck.toml", "**/pyproject.toml", "**/*.yml", "**/*.yaml", "**/*baseline*.json")


def make_server(*, local: bool = True) -> TermcheckServer:
    """Return a server with all its features; `local` is one that its client has started."""
    server = TermcheckServer(local=local)
    _texts(server)
    _questions(server)
    _pulled(server)
    _commands(server)
    return server


def _texts(server: TermcheckServer) -> None:
    @server.feature(types.INITIALIZE)
    def initialize(params: types.InitializeParams) -> None:
        given = params.initialization_options
        settings: dict[str, Any] = given if isinstance(given, dict) else {}
        names = settings.get("glossary") or ()
        names = [names] if isinstance(names, str) else names
        server.projects.glossary = tuple(str(name) for name in names)
        if server.local and settings.get("trust") is True:
            # The editor knows that its user trusts all that is open.
            server.trusting.enter_context(Project.trust_all())

    @server.feature(types.INITIALIZED)
    def initialized(_params: types.InitializedParams) -> None:
        watched = server.client_capabilities.workspace
        files = watched.did_change_watched_files if watched else None
        if files is not None and files.dynamic_registration:
            options = types.DidChangeWatchedFilesRegistrationOptions(
                [types.FileSystemWatcher(pattern) for pattern in WATCHED]
            )
            server.client_register_capability(
                types.RegistrationParams(
                    [
                        types.Registration(
                            "termcheck-files", types.WORKSPACE_DID_CHANGE_WATCHED_FILES, options
                        )
                    ]
                )
            )

    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    def opened(params: types.DidOpenTextDocumentParams) -> None:
        server.check(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    def changed(params: types.DidChangeTextDocumentParams) -> None:
        server.check(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_SAVE)
    def saved(params: types.DidSaveTextDocumentParams) -> None:
        # Clients that watch no files tell at least of what is saved in them.
        path = uris.to_fs_path(params.text_document.uri)
        if path is not None and str(Path(path).resolve()) in server.projects.inputs():
            server.reload()

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    def closed(params: types.DidCloseTextDocumentParams) -> None:
        server.checked.pop(params.text_document.uri, None)
        server.publish(params.text_document.uri, [])

    @server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    def touched(params: types.DidChangeWatchedFilesParams) -> None:
        known = {uris.from_fs_path(input_) for input_ in server.projects.inputs()} | server._wrong
        names = ("termcheck.toml", "pyproject.toml")
        if any(change.uri in known or change.uri.endswith(names) for change in params.changes):
            server.reload()

    @server.feature(types.WORKSPACE_DID_CHANGE_CONFIGURATION)
    def configured(_params: types.DidChangeConfigurationParams) -> None:
        server.reload()


def _pulled(server: TermcheckServer) -> None:
    """Answer clients that ask for diagnostics, and are told of none then."""
    options = types.DiagnosticOptions(
        inter_file_dependencies=True, workspace_diagnostics=True, identifier="termcheck"
    )

    @server.feature(types.TEXT_DOCUMENT_DIAGNOSTIC, options)
    async def pull(params: types.DocumentDiagnosticParams) -> types.DocumentDiagnosticReport:
        uri = params.text_document.uri
        return report(await server.current(uri), params.previous_result_id)

    @server.feature(types.WORKSPACE_DIAGNOSTIC)
    async def pull_all(params: types.WorkspaceDiagnosticParams) -> types.WorkspaceDiagnosticReport:
        before = {known.uri: known.value for known in params.previous_result_ids}
        told = [
            workspace_report(uri, found, before.get(uri))
            async for uri, found in swept(server)
            if found or uri in before
        ]
        if before and all(isinstance(character, UNCHANGED) for character in told):
            # Clients ask again at once: there is nothing new to say until something changes.
            await server.something_changes()
        return types.WorkspaceDiagnosticReport(told)


def _questions(server: TermcheckServer) -> None:
    @server.feature(types.TEXT_DOCUMENT_HOVER)
    async def hover(params: types.HoverParams) -> types.Hover | None:
        checked = await server.settled(params.text_document.uri)
        return terms.hover(checked, params.position, server.encoding) if checked else None

    @server.feature(types.TEXT_DOCUMENT_DEFINITION)
    async def definition(params: types.DefinitionParams) -> list[types.Location]:
        checked = await server.settled(params.text_document.uri)
        return terms.definitions(checked, params.position, server.encoding) if checked else []

    @server.feature(types.TEXT_DOCUMENT_DOCUMENT_LINK)
    async def links(params: types.DocumentLinkParams) -> list[types.DocumentLink]:
        checked = await server.settled(params.text_document.uri)
        return terms.links(checked, server.encoding) if checked else []

    @server.feature(types.TEXT_DOCUMENT_COMPLETION)
    async def completion(params: types.CompletionParams) -> list[types.CompletionItem]:
        checked = await server.settled(params.text_document.uri)
        return terms.completions(checked, params.position, server.encoding) if checked else []

    @server.feature(
        types.TEXT_DOCUMENT_CODE_ACTION,
        types.CodeActionOptions(code_action_kinds=list(actions.KINDS), resolve_provider=True),
    )
    async def code_action(params: types.CodeActionParams) -> list[types.CodeAction]:
        checked = await server.settled(params.text_document.uri)
        return actions.actions(checked, params, server.encoding) if checked else []

    @server.feature(types.CODE_ACTION_RESOLVE)
    async def resolve(action: types.CodeAction) -> types.CodeAction:
        data = action.data if isinstance(action.data, dict) else {}
        uri = str(data.get("uri", ""))
        checked = await server.settled(uri)
        if checked is not None:
            loop = asyncio.get_running_loop()
            edits = await loop.run_in_executor(
                server.work, actions.fix_all, checked, server.encoding
            )
            action.edit = types.WorkspaceEdit(changes={uri: edits})
        return action


def _commands(server: TermcheckServer) -> None:
    @server.command(actions.BASELINE)
    async def add_to_baseline(uri: str, fingerprint: str) -> None:
        from termcheck import UsageError

        checked = await server.settled(uri)
        if checked is None:
            return
        file = checked.checker.config.baseline_path
        try:
            found = [finding for finding in checked.findings if finding.fingerprint == fingerprint]
            if not found:
                raise UsageError("the finding is not there any more")
            checked.checker.keep(found)
        except TermcheckError as error:
            server.tell_error(error)
            return
        told = f"Added to {file.name}"
        server.window_show_message(types.ShowMessageParams(types.MessageType.Info, told))
        server.check(uri)

    @server.command(actions.SUPPRESS)
    async def suppress(uri: str, fingerprint: str, reason: str) -> None:
        from termcheck.lsp.places import Places

        checked = await server.settled(uri)
        found = checked.findings if checked is not None else ()
        for finding in found:
            if checked is None or finding.fingerprint != fingerprint:
                continue
            fix = checked.checker.suppress(
                checked.document, finding, reason, sure=False, others=found
            )
            if fix is not None:
                place = Places(checked.source, server.encoding).range(fix.span)
                edit = types.WorkspaceEdit(changes={uri: [types.TextEdit(place, fix.text)]})
                server.workspace_apply_edit(types.ApplyWorkspaceEditParams(edit, fix.title))

    @server.command(actions.LABEL)
    async def show_label(uri: str, subject: str) -> None:
        from termcheck.lsp.labels import write_label

        checked = await server.settled(uri)
        if checked is not None:
            path = write_label(checked.checker, subject)
            await server.window_show_document_async(
                types.ShowDocumentParams(path.as_uri(), external=True)
            )

    @server.command(CHECK_ALL)
    async def check_all() -> int:
        with contextlib.suppress(asyncio.CancelledError):
            return await sweep(server)
        return 0
