"""The files that decide how claims are read, for whoever keeps what was read."""

from __future__ import annotations

from pathlib import Path

from termcheck.cache.versions import files_in

SHIPPED = Path(__file__).parent / "model"
"""The folder of the model that comes with termcheck."""


def model_folder(model: str) -> Path:
    """Return the folder of a model that reads claims, that of the shipped one if empty."""
    return Path(model) if model else SHIPPED


def model_files(model: str) -> list[str]:
    """Return every file of a model, none where there is no such model."""
    folder = model_folder(model)
    return files_in(folder) if folder.is_dir() else []
