"""Where the glossaries lie that come with termcheck, and what they are called."""

from __future__ import annotations

from pathlib import Path


def shipped_folder() -> Path:
    """Return the folder of the glossaries that come with termcheck."""
    package = Path(__file__).resolve().parent.parent
    installed = package / "glossary_data"
    return installed if installed.is_dir() else package.parent / "glossary"


def shipped_names() -> tuple[str, ...]:
    """Return the names of the glossaries that come with termcheck."""
    return tuple(sorted(path.stem for path in shipped_folder().glob("*.yml")))


def is_shipped(name: str) -> bool:
    """Return whether a glossary comes with termcheck under this name."""
    if not name.isidentifier() and not name.replace("-", "").isalnum():
        return False
    return (shipped_folder() / f"{name}.yml").is_file()
