"""What `termcheck glossary init` writes: a small commented glossary that passes its own tests."""

from __future__ import annotations

from pathlib import Path

from termcheck.core.errors import UsageError

_FILES = {"house.yml": "house.yml", "subjects/own.yml": "own.yml"}
"""Where a file goes in the new folder, and its name in the package."""


def starter_files() -> dict[str, str]:
    """Return the texts of the starter by path in its folder; the first one is the glossary."""
    folder = Path(__file__).resolve().parent / "starter_files"
    return {path: (folder / name).read_text("utf-8") for path, name in _FILES.items()}


def write_starter(folder: str | Path) -> tuple[Path, ...]:
    """Write the starter into a folder, which is made, and return the files in order.

    Raises `UsageError` if one of them is there already or cannot be written; then none is written.
    """
    texts = {Path(folder) / path: text for path, text in starter_files().items()}
    for path in texts:
        if path.exists():
            raise UsageError(f"`{path}` exists; choose another folder")
    for path, text in texts.items():
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        except OSError as error:
            raise UsageError(f"cannot write `{path}`: {error.strerror}") from None
    return tuple(texts)
