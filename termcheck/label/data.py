"""A label as JSON, for other programs."""

from __future__ import annotations

from termcheck.core.json_value import JsonObject
from termcheck.core.visible import indented
from termcheck.label.model import Ingredient, Label, Meets, Terms

FORMAT = "termcheck-label"
FORMAT_VERSION = 1
"""Grows when a key changes its meaning or goes; new keys may come at any time."""


def label_json(label: Label) -> str:
    """Return a label as JSON."""
    return indented(label_data(label))


def label_data(label: Label) -> JsonObject:
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
            {"group": group.id, **_ingredient(ingredient)}
            for group in label.groups
            for ingredient in group.ingredients
        ],
        "unrecorded": list(label.unrecorded),
        "properties": list(label.properties),
        "permissions": [_terms(terms) for terms in label.terms],
        "meets": [_meets(meets) for meets in label.meets],
        "not_judged": list(label.not_judged),
        "exceptions": [
            {
                "what": variation.what,
                "reason": variation.reason,
                "granted_by": variation.by or None,
                "until": variation.until.isoformat() if variation.until else None,
            }
            for variation in label.variations
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


def _ingredient(ingredient: Ingredient) -> JsonObject:
    return {
        "id": ingredient.id,
        "name": ingredient.name,
        "availability": ingredient.availability.value,
        "licence": ingredient.licence or None,
        "licence_url": ingredient.licence_url or None,
        "basis": ingredient.basis.value,
        "implied": ingredient.implied,
        "note": ingredient.note or None,
        "reason": ingredient.reason or None,
        "url": ingredient.url or None,
        "verified": ingredient.verified.isoformat() if ingredient.verified else None,
        "quote": ingredient.quote or None,
    }


def _terms(terms: Terms) -> JsonObject:
    return {
        "parts": list(terms.parts),
        "licence": terms.licence or None,
        "licence_url": terms.licence_url or None,
        "may": [
            {
                "id": may.id,
                "does": may.does,
                "answer": may.grant.value,
                "limits": list(may.limits),
            }
            for may in terms.permissions
        ],
        "duties": list(terms.duties),
    }


def _meets(meets: Meets) -> JsonObject:
    return {
        "definition": meets.definition,
        "name": meets.name,
        "url": meets.url or None,
        "answer": meets.answer.value,
        "words": meets.words,
        "source": meets.source or None,
        "source_url": meets.source_url or None,
        "derived": meets.derived.value,
        "basis": meets.basis.value,
        "reason": meets.reason,
    }
