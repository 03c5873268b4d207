"""Diagnostics for clients that ask, each with what tells whether they have changed since."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from lsprotocol import types

UNCHANGED = types.WorkspaceUnchangedDocumentDiagnosticReport


def report(
    found: Sequence[types.Diagnostic], previous: str | None
) -> types.DocumentDiagnosticReport:
    """Return what a client is told of a document; `previous` is what it was told by last time."""
    name = _name(found)
    if name == previous:
        return types.RelatedUnchangedDocumentDiagnosticReport(name)
    return types.RelatedFullDocumentDiagnosticReport(list(found), result_id=name)


def workspace_report(
    uri: str, found: Sequence[types.Diagnostic], previous: str | None
) -> types.WorkspaceDocumentDiagnosticReport:
    """Return the same of one of all documents, open or not."""
    name = _name(found)
    if name == previous:
        return types.WorkspaceUnchangedDocumentDiagnosticReport(uri, name)
    return types.WorkspaceFullDocumentDiagnosticReport(uri, list(found), result_id=name)


def _name(found: Sequence[types.Diagnostic]) -> str:
    """Return the same name for the same diagnostics."""
    told = "\0".join(
        f"{diagnostic.range}{diagnostic.severity}{diagnostic.message}" for diagnostic in found
    )
    return hashlib.blake2b(told.encode("utf-8", "replace"), digest_size=12).hexdigest()
