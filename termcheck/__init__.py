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
    from termcheck.checker import Checker
    from termcheck.config.load import load_config
    from termcheck.config.project import Config
    from termcheck.core.errors import TermcheckError
    from termcheck.core.finding import Finding, Fix, Safety, Severity
    from termcheck.core.report import Report
    from termcheck.core.source import Source, Span
    from termcheck.glossary.load import load_glossary
    from termcheck.glossary.model import Glossary, Term
    from termcheck.reporters import render

_HOME = {
    "Checker": "termcheck.checker",
    "Config": "termcheck.config.project",
    "Finding": "termcheck.core.finding",
    "Fix": "termcheck.core.finding",
    "Glossary": "termcheck.glossary.model",
    "Report": "termcheck.core.report",
    "Safety": "termcheck.core.finding",
    "Severity": "termcheck.core.finding",
    "Source": "termcheck.core.source",
    "Span": "termcheck.core.source",
    "Term": "termcheck.glossary.model",
    "TermcheckError": "termcheck.core.errors",
    "load_config": "termcheck.config.load",
    "load_glossary": "termcheck.glossary.load",
    "render": "termcheck.reporters",
}

__all__ = [
    "Checker",
    "Config",
    "Finding",
    "Fix",
    "Glossary",
    "Report",
    "Safety",
    "Severity",
    "Source",
    "Span",
    "Term",
    "TermcheckError",
    "__version__",
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
