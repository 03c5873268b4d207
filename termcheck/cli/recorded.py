"""The facts that commands about subjects look into."""

from __future__ import annotations

from typing import TYPE_CHECKING

from termcheck.cli.configured import configured

if TYPE_CHECKING:
    from termcheck import Checker


def recorded(config: str | None, glossary: tuple[str, ...]) -> Checker:
    """Return the checker of the glossary in use. Raises `UsageError` if it records no subject."""
    from termcheck import Checker, UsageError

    checker = Checker(configured(config, (), glossary=glossary))
    if not len(checker.subjects):
        words = checker.glossary
        names = ", ".join(f"`{name}`" for name in glossary or words.own) or f"`{words.id}`"
        raise UsageError(f"no subjects are recorded in {names}")
    return checker
