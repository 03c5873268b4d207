"""What `termcheck glossary init` writes: a small commented glossary that passes its own tests."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from termcheck.core.errors import UsageError

PURPOSES: Mapping[str, str] = {
    "words": "your own words",
    "docs": "your own words, and those of software documentation",
    "openness": "what you call open source, with models and data of your own",
}
"""What a glossary can be for."""
_FILES: Mapping[str, Mapping[str, str]] = {
    "words": {"glossary.yml": "words.yml"},
    "docs": {"glossary.yml": "words.yml"},
    "openness": {"glossary.yml": "openness.yml", "subjects/own.yml": "own.yml"},
}
"""Where a file goes in the folder, and its name in the package."""
_TITLE = "title: Words of Example Inc.\n"


def starter_files(purpose: str = "words", name: str = "") -> dict[str, str]:
    """Return the texts of the starter for one of `PURPOSES` by path; the first is the glossary.

    `name` is what the organisation is called.
    """
    folder = Path(__file__).resolve().parent / "starter_files"
    texts = {path: (folder / file).read_text("utf-8") for path, file in _FILES[purpose].items()}
    first = next(iter(texts))
    if name:
        title = json.dumps(f"Words of {' '.join(name.split())}", ensure_ascii=False)
        texts[first] = texts[first].replace(_TITLE, f"title: {title}\n")
    if purpose == "docs":
        texts[first] = texts[first].replace("\n# extends: [", "\nextends: [")
    return texts


def write_starter(folder: str | Path, purpose: str = "words", name: str = "") -> tuple[Path, ...]:
    """Write the starter into a folder, which is made, and return the files in order.

    Raises `UsageError` if one of them is there already or cannot be written; then none is written.
    """
    texts = {Path(folder) / path: text for path, text in starter_files(purpose, name).items()}
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
