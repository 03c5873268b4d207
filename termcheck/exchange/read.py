"""Files of others as drafts: one reader a format."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from termcheck.core.errors import FactsError
from termcheck.core.paths import shown_path
from termcheck.exchange import cyclonedx, hf_card, mot, spdx
from termcheck.exchange.draft import SubjectDraft
from termcheck.facts.facts import Facts
from termcheck.facts.subject import Subject

READERS: Mapping[str, Callable[[str, str, Facts], list[SubjectDraft]]] = {
    hf_card.FORM: hf_card.read_cards,
    mot.FORM: mot.read_models,
    cyclonedx.FORM: cyclonedx.read_bom,
    spdx.FORM: spdx.read_document,
}
"""What reads a file of each format."""
WRITERS: Mapping[str, Callable[[Subject, Facts], str]] = {
    mot.FORM: mot.write_model,
    cyclonedx.FORM: cyclonedx.write_bom,
    spdx.FORM: spdx.write_document,
}
"""What writes a subject in each format."""


def read_drafts(path: Path, form: str, facts: Facts) -> list[SubjectDraft]:
    """Return what a file of a format says. Raises FactsError for a file that cannot be read."""
    shown = shown_path(str(path))
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise FactsError(f"cannot be read: {error.strerror}", path=shown) from None
    except UnicodeDecodeError:
        raise FactsError("not UTF-8; save it as UTF-8", path=shown) from None
    return READERS[form](text, shown, facts)


def files_in(paths: Iterable[Path], form: str) -> Iterator[Path]:
    """Yield files, and those of a format in folders, in order. Raises FactsError for none."""
    suffixes = {
        hf_card.FORM: (".md",),
        mot.FORM: (".yml", ".yaml"),
        cyclonedx.FORM: (".json",),
        spdx.FORM: (".json", ".jsonld"),
    }[form]
    for path in paths:
        if not path.exists():
            raise FactsError("no such file or folder", path=shown_path(str(path)))
        if path.is_dir():
            yield from sorted(
                found for found in path.rglob("*") if found.suffix.lower() in suffixes
            )
        else:
            yield path
