"""The formats of others: files read as drafts, subjects written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from termcheck.core.errors import FactsError
from termcheck.core.paths import shown_path
from termcheck.exchange import cyclonedx, hf_card, mot, spdx
from termcheck.exchange.draft import SubjectDraft
from termcheck.facts.facts import Facts
from termcheck.facts.subject import Subject


class ExchangeFormat(NamedTuple):
    """A format of others."""

    read: Callable[[str, str, Facts], list[SubjectDraft]]
    """Takes a text, the path it is called by in messages, and what is recorded."""
    endings: tuple[str, ...]
    """What the names of such files end in, where folders are searched."""
    write: Callable[[Subject, Facts], str] | None = None
    """Writes a subject; None for what is only read."""


FORMATS: Mapping[str, ExchangeFormat] = {
    hf_card.FORM: ExchangeFormat(hf_card.read_cards, (".md",)),
    mot.FORM: ExchangeFormat(mot.read_models, (".yml", ".yaml"), mot.write_model),
    cyclonedx.FORM: ExchangeFormat(cyclonedx.read_bom, (".json",), cyclonedx.write_bom),
    spdx.FORM: ExchangeFormat(spdx.read_document, (".json", ".jsonld"), spdx.write_document),
}
"""The formats by their names."""


def read_drafts(path: Path, form: str, facts: Facts) -> list[SubjectDraft]:
    """Return what a file of a format says. Raises FactsError for a file that cannot be read."""
    return FORMATS[form].read(read_text(path), shown_path(str(path)), facts)


def read_text(path: Path) -> str:
    """Return what stands in a file. Raises FactsError for a file that cannot be read."""
    shown = shown_path(str(path))
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise FactsError(f"cannot be read: {(error.strerror or '').lower()}", path=shown) from None
    except UnicodeDecodeError:
        raise FactsError("not UTF-8; save it as UTF-8", path=shown) from None


def files_in(paths: Iterable[Path], form: str) -> Iterator[Path]:
    """Yield files, and those of a format in folders, in order. Raises FactsError for none."""
    for path in paths:
        if not path.exists():
            raise FactsError("no such file or folder", path=shown_path(str(path)))
        if path.is_dir():
            yield from sorted(
                found for found in path.rglob("*") if found.suffix.lower() in FORMATS[form].endings
            )
        else:
            yield path
