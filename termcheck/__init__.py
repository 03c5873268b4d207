"""termcheck holds documentation to the words an organisation has agreed on.

>>> import termcheck
>>> checker = termcheck.Checker()
>>> source = termcheck.Source("post.md", b"Llama 3.1 is an open source AI model.")
>>> for finding in checker.check(source):
...     print(finding.line, finding.column, finding.message)
1 17 Unexpected `open source AI` for Llama 3.1, expected `open-weight`

Names are imported on first use, so that `import termcheck` costs nothing.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from termcheck._version import __version__

if TYPE_CHECKING:
    from termcheck.audit.audit import Audit
    from termcheck.cache.receipt import Receipt
    from termcheck.checker import Checker
    from termcheck.checks.check import Check
    from termcheck.config.load import load_config
    from termcheck.config.project import Config
    from termcheck.config.reach import Project
    from termcheck.core.document import Document
    from termcheck.core.errors import TermcheckError, UsageError, did_you_mean
    from termcheck.core.finding import Finding, Fix, Safety, Severity
    from termcheck.core.report import Report
    from termcheck.core.source import Source, Span
    from termcheck.fixer.fixed import Fixed
    from termcheck.glossary.load import load_glossary
    from termcheck.glossary.model import Glossary, Term
    from termcheck.reporters import REPORTERS, RenderOptions, render
    from termcheck.run.beside import Beside

_HOME = {
    "Audit": "termcheck.audit.audit",
    "Beside": "termcheck.run.beside",
    "Check": "termcheck.checks.check",
    "Checker": "termcheck.checker",
    "Config": "termcheck.config.project",
    "Document": "termcheck.core.document",
    "Finding": "termcheck.core.finding",
    "Fix": "termcheck.core.finding",
    "Fixed": "termcheck.fixer.fixed",
    "Glossary": "termcheck.glossary.model",
    "Project": "termcheck.config.reach",
    "REPORTERS": "termcheck.reporters",
    "Receipt": "termcheck.cache.receipt",
    "RenderOptions": "termcheck.reporters",
    "Report": "termcheck.core.report",
    "Safety": "termcheck.core.finding",
    "Severity": "termcheck.core.finding",
    "Source": "termcheck.core.source",
    "Span": "termcheck.core.source",
    "Term": "termcheck.glossary.model",
    "TermcheckError": "termcheck.core.errors",
    "UsageError": "termcheck.core.errors",
    "did_you_mean": "termcheck.core.errors",
    "load_config": "termcheck.config.load",
    "load_glossary": "termcheck.glossary.load",
    "render": "termcheck.reporters",
}

__all__ = [
    "REPORTERS",
    "Audit",
    "Beside",
    "Check",
    "Checker",
    "Config",
    "Document",
    "Finding",
    "Fix",
    "Fixed",
    "Glossary",
    "Project",
    "Receipt",
    "RenderOptions",
    "Report",
    "Safety",
    "Severity",
    "Source",
    "Span",
    "Term",
    "TermcheckError",
    "UsageError",
    "__version__",
    "did_you_mean",
    "load_config",
    "load_glossary",
    "render",
]


def __getattr__(name: str) -> Any:
    if name in _HOME:
        return getattr(importlib.import_module(_HOME[name]), name)
    raise AttributeError(f"module `termcheck` has no attribute `{name}`")


def __dir__() -> list[str]:
    return __all__
