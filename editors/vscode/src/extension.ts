// Starts `termcheck lsp` and hands VS Code what it says; everything else is the server's.

import { homedir } from "node:os";
import * as vscode from "vscode";
import { LanguageClient, LanguageClientOptions, ServerOptions } from "vscode-languageclient/node";

const LANGUAGES = ["markdown", "html", "plaintext", "mdx"];

let client: LanguageClient | undefined;

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  context.subscriptions.push(
    vscode.commands.registerCommand("termcheck.restart", start),
    vscode.commands.registerCommand("termcheck.checkFolder", () =>
      vscode.commands.executeCommand("termcheck.checkWorkspace"),
    ),
    vscode.workspace.onDidGrantWorkspaceTrust(() => void start()),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration("termcheck")) void start();
    }),
  );
  await start();
}

export async function deactivate(): Promise<void> {
  await client?.stop();
}

async function start(): Promise<void> {
  await client?.stop();
  const settings = vscode.workspace.getConfiguration("termcheck");
  const [command, ...args] = settings.get<string[]>("command") ?? ["termcheck", "lsp"];
  // A program of the folder could be found there instead of the one that is meant.
  const trusted = vscode.workspace.isTrusted;
  const folder = trusted ? vscode.workspace.workspaceFolders?.[0]?.uri.fsPath : homedir();
  const server: ServerOptions = { command, args, options: { cwd: folder } };
  const options: LanguageClientOptions = {
    documentSelector: LANGUAGES.map((language) => ({ language })),
    initializationOptions: { glossary: settings.get<string[]>("glossary") ?? [], trust: trusted },
    middleware: { provideCodeActions: withReason },
  };
  client = new LanguageClient("termcheck", "termcheck", server, options);
  try {
    await client.start();
  } catch (error) {
    void vscode.window.showErrorMessage(
      `termcheck did not start (${error}). Install it with \`pip install 'termcheck[lsp]'\`, ` +
        "or name its command in the setting `termcheck.command`.",
    );
  }
}

// A suppression asks for its reason before it is written.
async function withReason(
  document: vscode.TextDocument,
  range: vscode.Range,
  context: vscode.CodeActionContext,
  token: vscode.CancellationToken,
  next: (
    document: vscode.TextDocument,
    range: vscode.Range,
    context: vscode.CodeActionContext,
    token: vscode.CancellationToken,
  ) => vscode.ProviderResult<(vscode.Command | vscode.CodeAction)[]>,
): Promise<(vscode.Command | vscode.CodeAction)[]> {
  const actions = (await next(document, range, context, token)) ?? [];
  for (const action of actions) {
    if (!("edit" in action) || !action.title.startsWith("Suppress ")) continue;
    const edit = action.edit;
    action.edit = undefined;
    action.command = { title: action.title, command: ASK, arguments: [edit] };
  }
  return actions;
}

const ASK = "termcheck.askReason";

vscode.commands.registerCommand(ASK, async (edit: vscode.WorkspaceEdit | undefined) => {
  if (edit === undefined) return;
  const reason = await vscode.window.showInputBox({ prompt: "Why is it right here?" });
  if (reason === undefined) return;
  const asked = new vscode.WorkspaceEdit();
  for (const [uri, edits] of edit.entries()) {
    for (const one of edits) {
      asked.replace(uri, one.range, one.newText.replace("say why", reason || "no reason given"));
    }
  }
  await vscode.workspace.applyEdit(asked);
});
