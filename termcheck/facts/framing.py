"""Framings: who usually means what by a word, and the words by which their texts are known."""

from __future__ import annotations

from dataclasses import dataclass

from termcheck.typed_files.structure import key


@dataclass(frozen=True, slots=True)
class Framing:
    """A manner of speaking that a text can share whether or not it names a definition."""

    id: str = key("Stable id: `government`.")
    label: str = key("The name for readers: `Government`.")
    about: str = key("What those who speak so usually mean, in a sentence.", "")
    definitions: tuple[str, ...] = key(
        "Ids of the definitions they go by, the usual one first.", ()
    )
    cues: tuple[str, ...] = key(
        "Words and phrases of which one tells it, in any capitals; `*` is any rest of a word.", ()
    )
    hints: tuple[str, ...] = key("Words and phrases of which two together tell it, likewise.", ())
    subjects: int = key(
        "Told where a term is said of so many things and is not true of all; 0 for never.",
        0,
    )
