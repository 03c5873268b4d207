"""Terms to look for, drawn from the corpus: reproducible, and rare as wrong words are rare."""

from __future__ import annotations

import random
import re
from collections import Counter
from pathlib import Path

SEED = 20260101
RARE = 0.005
"""A term stands in at most this share of the files, and in two at least."""
_CODE = re.compile(r"^(```|~~~).*?^\1|`[^`\n]*`|^---\n.*?^---$|\]\([^)]*\)", re.S | re.M)
_WORD = re.compile(r"[a-z]{4,14}")
_PAIR = re.compile(r"(?<![\w-])([a-z]{4,14}) (?=([a-z]{4,14})(?![\w-]))")
_SINGLE = re.compile(r"(?<![\w`*_./-])[a-z]{5,14}(?![\w`*_/-])")


def draw_terms(files: list[Path], count: int) -> list[str]:
    """Return `count` lower-case terms, half words and half pairs; a shorter list is a prefix.

    Each is a word or pair of the corpus's prose.
    """
    singles: Counter[str] = Counter()
    pairs: Counter[str] = Counter()
    for file in files:
        prose = _CODE.sub(" ", file.read_text("utf-8", "replace")).lower()
        singles.update(set(_SINGLE.findall(prose)))
        pairs.update({f"{one} {two}" for one, two in _PAIR.findall(prose)})
    most = max(3, int(RARE * len(files)))
    chosen = []
    for counter in (singles, pairs):
        rare = sorted(term for term, number in counter.items() if 2 <= number <= most)
        random.Random(SEED).shuffle(rare)
        chosen.append(rare)
    mixed = [term for both in zip(*chosen, strict=False) for term in both]
    if len(mixed) < count:
        raise SystemExit(f"the corpus has only {len(mixed)} rare words and pairs, not {count}")
    return mixed[:count]


def absent_terms(files: list[Path], count: int) -> list[str]:
    """Return `count` pairs made of the corpus's own words that stand nowhere in it side by side."""
    text = "\n".join(file.read_text("utf-8", "replace").lower() for file in files)
    words = sorted(word for word, number in Counter(_WORD.findall(text)).items() if number > 5)
    there = {f"{one} {two}" for one, two in _PAIR.findall(text)}
    source = random.Random(SEED)
    found: dict[str, None] = {}
    while len(found) < count:
        pair = f"{source.choice(words)} {source.choice(words)}"
        if pair not in there:
            found[pair] = None
    return list(found)
