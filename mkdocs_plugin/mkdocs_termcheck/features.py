"""What the plugin adds to a site besides warnings: glossary pages, tooltips, labels."""

from __future__ import annotations

from mkdocs_termcheck.feature import Feature, Tell
from mkdocs_termcheck.publishing import Publishing

__all__ = ["FEATURES", "Feature", "Tell"]

FEATURES: tuple[type[Feature], ...] = (Publishing,)
"""Every feature, in the order in which they are told of events."""
