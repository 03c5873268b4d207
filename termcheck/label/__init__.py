"""Labels: what a subject is made of, who can get it and what it meets, for the public.

A label is laid out like the nutrition facts on food (21 CFR 101.9, as revised in 2016): one title,
heavy bars between the parts, names on the left, answers on the right.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from termcheck.label.data import label_json
from termcheck.label.html import label_html
from termcheck.label.make import make_label
from termcheck.label.markdown import label_markdown
from termcheck.label.model import Label
from termcheck.label.svg import label_svg

__all__ = ["LABELS", "Label", "make_label"]

LABELS: Mapping[str, Callable[[Label], str]] = {
    "svg": label_svg,
    "html": label_html,
    "markdown": label_markdown,
    "json": label_json,
}
"""Every format of a label by name."""
