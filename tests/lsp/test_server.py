"""What an editor shows while one writes, end to end."""

from __future__ import annotations

import asyncio
import socket
import subprocess
import sys

import pytest
from lsprotocol import types
from pygls.lsp.client import BaseLanguageClient

pytestmark = pytest.mark.asyncio


def at(editor, name, line, character):
    document = types.TextDocumentIdentifier(editor.uri(name))
    return document, types.Position(line, character)


async def test_findings_are_shown_while_one_types(editor):
    # The llama is two UTF-16 units.
    assert await editor.open("a.md", "🦙 A whitelist.\n") == ["0:5-14 avoided-term"]
    (shown,) = editor.client.diagnostics[editor.uri("a.md")]
    assert shown.message.startswith("Unexpected `whitelist`, expected `allowlist`")
    assert (shown.severity, shown.source) == (types.DiagnosticSeverity.Warning, "termcheck")
    assert shown.code_description.href == "https://example.org/allowlist"
    assert await editor.type("a.md", "allow", (0, 5), (0, 10)) == []
    assert await editor.type("a.md", "By electronic mail.\n", (1, 0)) == ["1:3-18 avoided-term"]
    # Whoever types fast is told of the last state.
    for number, letter in enumerate("whitelist "):
        last = await editor.type("a.md", letter, (2, number))
    assert last == ["1:3-18 avoided-term", "2:0-9 avoided-term"]


@pytest.mark.parametrize(
    ("name", "language", "text"),
    [
        ("a.html", "html", "<p>A <b>whitelist</b>"),
        ("a.txt", "plaintext", "A whitelist"),
        ("a.mdx", "mdx", "A whitelist <B/>"),
    ],
)
async def test_other_languages_are_read_too(editor, name, language, text):
    (shown,) = await editor.open(name, text, language)
    assert shown.endswith("avoided-term")


async def test_hover_says_what_and_why(editor):
    await editor.open("a.md", "A whitelist, an allowlist.\n")
    for character, words in ((4, "Unexpected `whitelist`"), (18, "A list of what is let in")):
        found = await editor.client.text_document_hover_async(
            types.HoverParams(*at(editor, "a.md", 0, character))
        )
        assert words in found.contents.value
        assert "(https://example.org/allowlist)" in found.contents.value
    document, nowhere = at(editor, "a.md", 0, 0)
    assert await editor.client.text_document_hover_async(
        types.HoverParams(document, nowhere)
    ) is None  # fmt: skip


async def actions_of(editor, name, line, character, only=None):
    document, position = at(editor, name, line, character)
    return await editor.client.text_document_code_action_async(
        types.CodeActionParams(
            document, types.Range(position, position), types.CodeActionContext([], only=only)
        )
    )


async def test_a_finding_can_be_fixed_suppressed_or_kept(editor, root):
    await editor.open("a.md", "A whitelist.\n")
    found = {one.title: one for one in await actions_of(editor, "a.md", 0, 5)}
    fix = found["Replace with `allowlist`"]
    (edit,) = fix.edit.changes[editor.uri("a.md")]
    assert (fix.is_preferred, edit.new_text) == (True, "An allowlist")
    assert (edit.range.start.character, edit.range.end.character) == (0, 11)
    (silence,) = found["Suppress `allowlist` for `whitelist` here"].edit.changes[editor.uri("a.md")]
    assert silence.new_text == ' <!-- termcheck: ignore allowlist "whitelist": say why -->'
    # The client's library takes an action with a command for the command itself.
    assert "Add to the baseline" in found
    (shown,) = editor.client.diagnostics[editor.uri("a.md")]
    arguments = [editor.uri("a.md"), shown.data["fingerprint"]]
    await editor.client.workspace_execute_command_async(
        types.ExecuteCommandParams("termcheck.addToBaseline", arguments=arguments)
    )
    await editor.wait(lambda: editor.client.diagnostics[editor.uri("a.md")] == [])
    assert "whitelist" in (root / ".termcheck-baseline.json").read_text("utf-8")


async def test_a_sentence_is_proposed_for_a_list_in_which_some_are_wrong(editor, root):
    config = root / "termcheck.toml"
    config.write_text('glossary = ["ai-openness"]\ncache = false\n', "utf-8")
    event = types.FileEvent(config.as_uri(), types.FileChangeType.Changed)
    editor.client.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams([event]))
    await editor.open("a.md", "🦙 Llama 3 and OLMo 2 are open source.\n")
    found = await actions_of(editor, "a.md", 0, 30)
    sentence = "OLMo 2 is open source; Llama 3 is open-weight"
    (action,) = (one for one in found if one.title == f"Write `{sentence}`, and read it again")
    (edit,) = action.edit.changes[editor.uri("a.md")]
    assert edit.new_text == sentence
    # The llama is two UTF-16 units.
    assert (edit.range.start.character, edit.range.end.character) == (3, 37)
    assert not action.is_preferred


async def test_all_that_is_safe_is_fixed_at_once(editor):
    text = "🦙 A whitelist.\n\nFine.\n\nBy electronic mail.\n"
    await editor.open("a.md", text)
    kind = "source.fixAll"
    (found,) = await actions_of(editor, "a.md", 0, 0, only=[kind])
    assert (found.kind, found.edit) == ("source.fixAll.termcheck", None)
    done = await editor.client.code_action_resolve_async(found)
    edits = done.edit.changes[editor.uri("a.md")]
    assert [(one.range.start.line, one.new_text) for one in edits] == [
        (0, "🦙 An allowlist.\n"), (4, "By email.\n"),
    ]  # fmt: skip


async def test_preferred_terms_are_proposed(editor):
    await editor.open("a.md", "Whi\n")
    document, position = at(editor, "a.md", 0, 3)
    (found,) = await editor.client.text_document_completion_async(
        types.CompletionParams(document, position)
    )
    assert (found.text_edit.new_text, found.filter_text) == ("Allowlist", "whitelist")


async def test_terms_lead_to_their_entry_and_findings_to_their_source(editor, root):
    await editor.open("a.md", "An allowlist and a whitelist.\n")
    (place,) = await editor.client.text_document_definition_async(
        types.DefinitionParams(*at(editor, "a.md", 0, 5))
    )
    assert place.uri == (root / "words.yml").as_uri()
    lines = (root / "words.yml").read_text("utf-8").splitlines()
    assert "id: allowlist" in lines[place.range.start.line]
    (link,) = await editor.client.text_document_document_link_async(
        types.DocumentLinkParams(types.TextDocumentIdentifier(editor.uri("a.md")))
    )
    assert (link.target, link.range.start.character) == ("https://example.org/allowlist", 19)


async def test_a_glossary_that_changes_is_read_again(editor, root):
    await editor.open("a.md", "A gadget.\n")
    words = root / "words.yml"
    good = words.read_text("utf-8")

    def touched():
        event = types.FileEvent(words.as_uri(), types.FileChangeType.Changed)
        editor.client.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams([event]))

    words.write_text(good.replace("terms:", "trems:"), "utf-8")
    touched()
    await editor.wait(lambda: editor.client.diagnostics.get(words.as_uri()))
    (wrong,) = editor.client.diagnostics[words.as_uri()]
    assert "unknown key `trems`" in wrong.message
    assert wrong.range.start.line == 2
    assert any("unknown key `trems`" in one.message for one in editor.client.messages)
    words.write_text(good.replace("[whitelist]", "[whitelist, gadget]"), "utf-8")
    touched()
    await editor.wait(lambda: editor.client.diagnostics.get(editor.uri("a.md")))
    assert editor.client.diagnostics[words.as_uri()] == []


async def test_every_file_of_the_folder_is_checked_when_asked(editor, root):
    for number in range(60):
        (root / f"{number}.md").write_text("A whitelist.\n" if number % 2 else "Fine.\n", "utf-8")
    count = await editor.client.workspace_execute_command_async(
        types.ExecuteCommandParams("termcheck.checkWorkspace")
    )
    assert count == 30
    await editor.wait(lambda: editor.client.diagnostics.get((root / "59.md").as_uri()))
    assert any(editor.client.progress_reports.values())


async def test_it_listens_on_a_port_too(root):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = subprocess.Popen(
        [sys.executable, "-m", "termcheck", "lsp", "--tcp", "--port", str(port)],
        stderr=subprocess.DEVNULL,
    )
    try:
        client = BaseLanguageClient("test", "1")
        for _ in range(200):
            try:
                await client.start_tcp("127.0.0.1", port)
                break
            except OSError:
                await asyncio.sleep(0.05)
        shown = asyncio.get_running_loop().create_future()

        @client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
        def publish(params: types.PublishDiagnosticsParams) -> None:
            if not shown.done():
                shown.set_result(params)

        general = types.GeneralClientCapabilities(
            position_encodings=[types.PositionEncodingKind.Utf8]
        )
        answer = await client.initialize_async(
            types.InitializeParams(capabilities=types.ClientCapabilities(general=general))
        )
        assert answer.capabilities.position_encoding == types.PositionEncodingKind.Utf8
        client.initialized(types.InitializedParams())
        item = types.TextDocumentItem((root / "a.md").as_uri(), "markdown", 1, "🦙 whitelist")
        client.text_document_did_open(types.DidOpenTextDocumentParams(item))
        (one,) = (await asyncio.wait_for(shown, 30)).diagnostics
        assert (one.range.start.character, one.range.end.character) == (5, 14)
        await client.shutdown_async(None)
        client.exit(None)
        await client.stop()
    finally:
        server.terminate()
        server.wait(10)
