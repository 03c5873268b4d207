"""The facts that commands about subjects look into."""

from __future__ import annotations

from typing import TYPE_CHECKING

from termcheck.cli import options

if TYPE_CHECKING:
    from termcheck.facts.facts import Facts


def load(config: str | None, glossary: tuple[str, ...]) -> Facts:
    """Return the facts of the glossaries in use. Raises `UsageError` if they record none."""
    from termcheck.engine import load_engine
    from termcheck.errors import UsageError
    from termcheck.plan import facts_of, glossary_name

    used = options.configured(config, (), glossary=glossary)
    engine = load_engine(*(glossary_name(one, used) for one in used.glossary))
    facts = facts_of(engine.glossary)
    if not facts.subjects:
        names = ", ".join(f"`{one}`" for one in used.glossary)
        raise UsageError(f"no subjects are recorded in {names}")
    return facts


def find(facts: Facts, name: str) -> str:
    """Return the id of a subject from its id, name or alias. Raises `UsageError`."""
    from termcheck.errors import UsageError, did_you_mean

    found = facts.find(name)
    if found is None:
        names = {one.name: None for one in facts.subjects.values()}
        raise UsageError(f"no subject `{name}`{did_you_mean(name, (*names, *facts.subjects))}")
    return found.id
