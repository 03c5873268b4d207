"""A label as JSON, for other programs."""

from __future__ import annotations

from typing import Any

from termcheck.core.visible import indented
from termcheck.label.model import Ingredient, Label, Meets, Terms

FORMAT = "termcheck-label"
FORMAT_VERSION = 1
"""Grows when a key changes its meaning or goes; new keys may come at any time."""


def label_json(label: Label) -> str:
    """Return a label as JSON."""
    return indented(label_data(label))


def label_data(label: Label) -> dict[str, Any]:
    """Return a label as plain data; what nobody recorded is null."""
    return {
        "format": FORMAT,
        "format_version": FORMAT_VERSION,
        "title": label.title,
        "id": label.id,
        "name": label.name,
        "version": label.version or None,
        "producer": label.producer or None,
        "kind": label.kind,
        "year": label.year or None,
        "note": label.note or None,
        "ingredients": [
            {"group": group.id, **_ingredient(one)}
            for group in label.groups
            for one in group.ingredients
        ],
        "unrecorded": list(label.unrecorded),
        "properties": list(label.properties),
        "permissions": [_terms(one) for one in label.terms],
        "meets": [_meets(one) for one in label.meets],
        "not_judged": list(label.not_judged),
        "exceptions": [
            {
                "what": one.what,
                "reason": one.reason,
                "granted_by": one.by or None,
                "until": one.until.isoformat() if one.until else None,
            }
            for one in label.variations
        ],
        "versions": list(label.versions),
        "evidence": list(label.evidence),
        "verified": label.verified.isoformat() if label.verified else None,
        "stale": label.stale,
        "basis": {basis.value: count for basis, count in label.sureness},
        "about": label.about or None,
        "about_url": label.about_url or None,
        "glossary": label.glossary or None,
    }


def _ingredient(one: Ingredient) -> dict[str, Any]:
    return {
        "id": one.id,
        "name": one.name,
        "availability": one.availability.value,
        "licence": one.licence or None,
        "licence_url": one.licence_url or None,
        "basis": one.basis.value,
        "implied": one.implied,
        "note": one.note or None,
        "reason": one.reason or None,
        "url": one.url or None,
        "verified": one.verified.isoformat() if one.verified else None,
        "quote": one.quote or None,
    }


def _terms(one: Terms) -> dict[str, Any]:
    return {
        "parts": list(one.parts),
        "licence": one.licence or None,
        "licence_url": one.licence_url or None,
        "may": [
            {
                "id": may.id,
                "does": may.does,
                "answer": may.grant.value,
                "limits": list(may.limits),
            }
            for may in one.permissions
        ],
        "duties": list(one.duties),
    }


def _meets(one: Meets) -> dict[str, Any]:
    return {
        "definition": one.definition,
        "name": one.name,
        "url": one.url or None,
        "answer": one.answer.value,
        "words": one.words,
        "source": one.source or None,
        "source_url": one.source_url or None,
        "derived": one.derived.value,
        "basis": one.basis.value,
        "reason": one.reason,
    }
