"""One name in a passage."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Name:
    """`text[start:end]` (code points, half-open) names a subject."""

    start: int
    end: int
    text: str
    subject_ids: tuple[str, ...]
    """What it may name, the likeliest first; empty when nobody recorded it."""
    kinds: tuple[str, ...]
    """The kind of each of `subject_ids`; one kind when nobody recorded it."""
    how: str
    """What decided: `listed`, `variant` (a tier, size or branch of a listed name that nobody
    recorded), `version` (a version nobody recorded), `coordinated` (a version or size in a list),
    `size` (a size alone, for a name before), `derivative` (made from a listed one), `followed`
    (`Llama 3 License`), `unlisted`."""
    comparison: bool = False
    """Something else is meant, built on this or compared with it: `Llama-based`, `GPT-4-class`."""
    later: bool = False
    """This version and those after it: `GPT-5.4+`."""
    whole: bool = False
    """A noun gathers the family: `the Qwen2.5 series`, `Llama models`."""

    @property
    def kind(self) -> str:
        """The likeliest kind."""
        return self.kinds[0]
