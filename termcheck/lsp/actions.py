"""Code actions: replace, suppress, keep in the baseline, show a label, fix all."""

from __future__ import annotations

import difflib

from lsprotocol import types

from termcheck import Finding, Fix, Safety, Source
from termcheck.lsp.diagnostics import SOURCE
from termcheck.lsp.places import Places
from termcheck.lsp.project import Checked

FIX_ALL = f"{types.CodeActionKind.SourceFixAll.value}.{SOURCE}"
KINDS = (types.CodeActionKind.QuickFix, FIX_ALL)
BASELINE = "termcheck.addToBaseline"
LABEL = "termcheck.showLabel"
SUPPRESS = "termcheck.suppress"
_REASON = "say why"


def actions(
    checked: Checked, params: types.CodeActionParams, encoding: str
) -> list[types.CodeAction]:
    """Return what can be done about the findings in a range; edits of `FIX_ALL` come later."""
    uri, only = params.text_document.uri, params.context.only
    places = Places(checked.source, encoding)
    span = places.span(params.range)
    found: list[types.CodeAction] = []
    if _asked(types.CodeActionKind.QuickFix.value, only):
        here = [
            finding
            for finding in checked.findings
            if finding.span.start <= span.end and span.start <= finding.span.end
        ]
        for finding in here:
            found += _quick(checked, finding, places, uri)
    if _asked(FIX_ALL, only) and any(
        fix.safety is Safety.SAFE for finding in checked.findings for fix in finding.fixes
    ):
        found.append(types.CodeAction("Fix all that is safe", kind=FIX_ALL, data={"uri": uri}))
    return found


def _asked(kind: str, only: object) -> bool:
    kinds = [str(getattr(asked, "value", asked)) for asked in only] if only else []  # type: ignore[attr-defined]
    return not kinds or any(
        kind == known_kind or kind.startswith(f"{known_kind}.") for known_kind in kinds
    )


def _quick(checked: Checked, finding: Finding, places: Places, uri: str) -> list[types.CodeAction]:
    found = []
    safe = 0
    for fix in finding.fixes:
        title = fix.title if fix.safety is Safety.SAFE else f"{fix.title}, and read it again"
        found.append(_edit(title, [fix], places, uri))
        if fix.safety is Safety.SAFE and not safe:
            safe += 1
            found[-1].is_preferred = True
    fingerprint = finding.fingerprint
    try:
        silence = checked.checker.suppress(
            checked.document, finding, _REASON, sure=False, others=checked.findings
        )
    except ValueError:
        silence = None
    if silence is not None:
        found.append(_edit(silence.title, [silence], places, uri))
    found.append(_command("Add to the baseline", BASELINE, [uri, fingerprint]))
    if finding.subject:
        subject = checked.checker.facts.subjects.get(finding.subject)
        if subject is not None:
            title = f"Show the label of {subject.name}"
            found.append(_command(title, LABEL, [uri, finding.subject]))
    return found


def _edit(title: str, fixes: list[Fix], places: Places, uri: str) -> types.CodeAction:
    edits = [types.TextEdit(places.range(fix.span), fix.text) for fix in fixes]
    return types.CodeAction(
        title, types.CodeActionKind.QuickFix, edit=types.WorkspaceEdit(changes={uri: edits})
    )


def _command(title: str, name: str, arguments: list[str]) -> types.CodeAction:
    command = types.Command(title, name, arguments=arguments)
    return types.CodeAction(title, types.CodeActionKind.QuickFix, command=command)


def fix_all(checked: Checked, encoding: str) -> list[types.TextEdit]:
    """Return the edits that apply every safe fix whose result holds."""
    return differences(checked.source, checked.checker.fix(checked.source).after, encoding)


def differences(before: Source, after: Source, encoding: str) -> list[types.TextEdit]:
    """Return the edits from one text to another, line by line, so that cursors stay."""
    old, new = (source.data.decode("utf-8").splitlines(keepends=True) for source in (before, after))
    starts = [0]
    for line in old:
        starts.append(starts[-1] + len(line.encode()))
    places = Places(before, encoding)
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    return [
        types.TextEdit(
            types.Range(places.position(starts[a]), places.position(starts[b])), "".join(new[c:d])
        )
        for kind, a, b, c, d in matcher.get_opcodes()
        if kind != "equal"
    ]
