"""A card of the Hugging Face Hub: the YAML at the head of a model's README.

Keys: https://github.com/huggingface/hub-docs/blob/main/modelcard.md.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from termcheck.core.errors import FactsError
from termcheck.exchange.draft import (
    DraftCell,
    SubjectDraft,
    kind_of,
    licence_as_recorded,
    parts_called,
    served_part,
)
from termcheck.facts.facts import Facts
from termcheck.facts.provenance import Basis
from termcheck.facts.subject import Availability
from termcheck.typed_files.structure import parse_yaml

FORM = "hf-card"
_HEAD = re.compile(r"\A\ufeff?---[ \t]*\r?\n(?P<yaml>.*?\n)---[ \t]*(?:\r?\n|\Z)", re.S)
_TITLE = re.compile(r"^#[ \t]+(?P<title>\S.*?)[ \t#]*$", re.M)
_HUB = "https://huggingface.co/"


def read_cards(text: str, path: str, facts: Facts) -> list[SubjectDraft]:
    """Return what a card says, or nothing for a text without the YAML of a card.

    Raises FactsError with file, line and column for YAML that is none.
    """
    head = _HEAD.match(text)
    if head is None:
        return []
    # One line more, so that places in messages are those of the file.
    root = parse_yaml("\n" + head["yaml"], path, FactsError).plain()
    if not isinstance(root, dict) or not (root.keys() & {"license", "base_model", "datasets"}):
        return []
    kind = kind_of(facts, FORM)
    main = served_part(facts, kind)
    given = root.get("license")
    tag = " ".join(map(str, given)) if isinstance(given, list) else str(given or "")
    licence, unread = licence_as_recorded(facts, tag, str(root.get("license_name") or ""))
    gated = any(str(key).startswith("extra_gated") for key in root)
    quotes = [f"license: {tag}"] if tag else []
    if root.get("license_name"):
        quotes.append(f"license_name: {root['license_name']}")
    cells = [
        DraftCell(
            main,
            Availability.GATED if gated else Availability.PUBLIC,
            licence,
            unread,
            ", ".join(quotes),
        )
    ]
    cells += [DraftCell(part, Availability.PUBLIC) for part in parts_called(facts, FORM, "card")]
    datasets = _texts(root.get("datasets"))
    if datasets:
        told = f"datasets: {', '.join(datasets[:6])}"
        parts = parts_called(facts, FORM, "datasets")
        cells += [DraftCell(part, Availability.DESCRIBED, quote=told) for part in parts]
    names = _names(path, text[head.end() :], root)
    owner = next((name for name in names if "/" in name), "")
    return [
        SubjectDraft(
            names=names,
            kind=kind,
            path=path,
            url=_HUB + owner if owner else "",
            basis=Basis.PRODUCER,
            page="card",
            producer=owner.partition("/")[0],
            cells=tuple(cells),
            base=tuple(_texts(root.get("base_model"))),
        )
    ]


def _names(path: str, text: str, root: dict[str, Any]) -> tuple[str, ...]:
    """Return what the card's model may be called: by its folders, its file, or its heading."""
    file = Path(path)
    found = []
    stem = file.stem if file.stem.lower() not in ("readme", "index", "modelcard") else ""
    for joint in ("__", "--", "%2F"):
        if stem.count(joint) == 1:
            found.append(stem.replace(joint, "/"))
    if not stem and len(file.parts) > 2:
        found.append("/".join(file.parts[-3:-1]))
    found.append(stem or file.parent.name)
    found.append(str(root.get("model_name") or ""))
    title = _TITLE.search(text)
    if title and (not any(found) or _names_it(title["title"], found)):
        found.append(title["title"])
    return tuple(dict.fromkeys(value for value in found if value and value != "."))


def _names_it(title: str, known: Sequence[str]) -> bool:
    """Whether a heading is a name: as its folders or file have it, and not a sentence about it."""
    letters = _loose(title)
    names = [_loose(name.rpartition("/")[2]) for name in known if name]
    return any(
        name and letters and (letters in name or (name in letters and len(letters) < 2 * len(name)))
        for name in names
    )


def _loose(name: str) -> str:
    return "".join(letter for letter in name.casefold() if letter.isalnum())


def _texts(value: Any) -> list[str]:
    listed = value if isinstance(value, list) else [value]
    return [str(value) for value in listed if isinstance(value, str | int | float) and str(value)]
