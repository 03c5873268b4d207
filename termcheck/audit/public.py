"""The public page of an organisation: what it means by its words, and how it holds to that."""

from __future__ import annotations

import base64
import re
from collections.abc import Mapping

from termcheck.audit.answers import Answers
from termcheck.audit.words import listed, many, percent
from termcheck.core.errors import UsageError
from termcheck.core.html import self_contained

_CONTACT = re.compile(r"(?:https?://|mailto:)[^\s<>\"'`]+")


def public_page(answers: Answers, name: str, labels: Mapping[str, str], contact: str) -> str:
    """Return the page as HTML that loads nothing and runs nothing.

    `labels` are SVG by name of a model. Raises `UsageError` for a contact that is no address.
    """
    if contact and not _CONTACT.fullmatch(contact):
        told = "expected an address with https: or mailto:"
        raise UsageError(f"unexpected contact `{contact}`, {told}")
    definitions = {definition["id"]: definition for definition in answers.manifest["definitions"]}
    return self_contained(
        "audit/public",
        images=True,
        many=many,
        share=percent,
        listed=listed,
        name=name,
        contact=contact,
        audit=answers.manifest,
        overview=answers.overview(),
        definitions=definitions,
        labels={
            subject_id: "data:image/svg+xml;base64," + base64.b64encode(svg.encode()).decode()
            for subject_id, svg in labels.items()
        },
    )
