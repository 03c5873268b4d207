"""Glossaries for other programs: JSON that loads again, SKOS, TBX, LanguageTool.

Each format is one function from a glossary and an `Address` to text.
"""

from __future__ import annotations

import dataclasses
import datetime
import enum
import json
from collections.abc import Callable, Mapping
from typing import Any

from termcheck.core.errors import GlossaryError
from termcheck.core.visible import spelled_json
from termcheck.glossary.address import Address
from termcheck.glossary.files import DATA_KEYS, shipped_names_of
from termcheck.glossary.model import Glossary
from termcheck.typed_files.structure import file_fields, key_name


def glossary_json(glossary: Glossary, address: Address | None = None) -> str:
    """Return a glossary as JSON with the keys of glossary files, which termcheck can load.

    What was extended is part of it. Files of subjects, definitions and the like are named: those
    that come with termcheck, and those that are published beside it.
    """
    beside = address.data if address is not None else {}
    settings = dataclasses.replace(glossary.settings, disable=())
    data = {
        "glossary": glossary.id,
        "title": glossary.title,
        "version": glossary.version,
        "language": glossary.language,
        "owner": glossary.owner,
        "settings": plain(settings),
        "terms": [plain(term) for term in glossary.terms.values()],
        "exemptions": [
            plain(exemption)
            for exemption in glossary.exemptions
            if exemption.term in glossary.terms
        ],
    }
    for name in DATA_KEYS:
        paths = getattr(glossary.facts, name)
        data[name] = shipped_names_of(paths) + [beside[path] for path in paths if path in beside]
    filled = {name: value for name, value in data.items() if value or name == "terms"}
    return spelled_json(json.dumps(filled, ensure_ascii=False, indent=2)) + "\n"


def plain(value: Any) -> Any:
    """Return a value of the model as a file would have it, without keys that say the default."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {
            key_name(field): plain(getattr(value, field.name))
            for field in file_fields(type(value))
            if getattr(value, field.name) != _default(field)
        }
    if isinstance(value, enum.StrEnum):
        return value.value
    if isinstance(value, enum.Enum):
        return value.name.lower()
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {name: plain(item) for name, item in value.items()}
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    return value


def _default(field: dataclasses.Field[Any]) -> Any:
    if field.default_factory is not dataclasses.MISSING:
        return field.default_factory()
    return field.default


def _skos(glossary: Glossary, address: Address | None = None) -> str:
    from termcheck.glossary.skos import glossary_skos

    return glossary_skos(glossary, address or Address())


def _tbx(glossary: Glossary, address: Address | None = None) -> str:
    from termcheck.glossary.tbx import glossary_tbx

    return glossary_tbx(glossary, address or Address())


def _languagetool(glossary: Glossary, address: Address | None = None) -> str:
    from termcheck.glossary.languagetool import glossary_languagetool

    return glossary_languagetool(glossary, address or Address())


EXPORTS: Mapping[str, tuple[str, Callable[[Glossary, Address], str]]] = {
    "json": (".json", glossary_json),
    "skos": (".ttl", _skos),
    "tbx": (".tbx", _tbx),
    "languagetool": (".xml", _languagetool),
}
"""Every format by name: the end of its file's name and the function that writes it."""


def export(glossary: Glossary, form: str, address: Address | None = None) -> str:
    """Return a glossary in one of `EXPORTS`. Raises `GlossaryError` for one without terms."""
    if not glossary.terms:
        raise GlossaryError("the glossary has no terms to export")
    return EXPORTS[form][1](glossary, address or Address())
