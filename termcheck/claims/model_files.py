"""The files that decide how claims are read, for whoever keeps what was read."""

from __future__ import annotations

import importlib.util
from pathlib import Path

from termcheck.cache.versions import files_in


def model_files(model: str) -> list[str]:
    """Return every file of a spaCy model, an installed package or the folder of a pipeline.

    None where there is no such model, so that one that comes or goes is noticed too.
    """
    folder = Path(model)
    if not folder.is_dir():
        try:
            spec = importlib.util.find_spec(model) if model.isidentifier() else None
        except (ImportError, ValueError):
            return []
        if spec is None or spec.origin is None:
            return []
        folder = Path(spec.origin).parent
    return files_in(folder)
