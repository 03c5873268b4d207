"""The MkDocs plugin of termcheck; needs MkDocs 1.6 or ProperDocs."""

from mkdocs_termcheck.plugin import TermcheckPlugin

__all__ = ["TermcheckPlugin"]
