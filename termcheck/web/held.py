"""What drafts are held to: the glossaries and definitions of a server, and what was chosen."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from termcheck import Checker, Config, UsageError, did_you_mean


@dataclass(frozen=True, slots=True)
class Held:
    """What a draft is held to: all of a configuration, or what was chosen of it."""

    config: Config
    definitions: tuple[str, ...] = ()
    """Ids of the definitions there are to choose among; the glossary means the first."""
    glossary: str = ""
    """The one that was chosen, by the name it is offered under; empty for all."""
    definition: str = ""
    """The one that was chosen; empty for the glossary's own."""
    sites: tuple[str, ...] = ()
    """Hosts whose published pages may be fetched."""
    private: bool = False
    """Whether these may be in the local network."""

    @property
    def offered(self) -> Mapping[str, str]:
        """The glossaries there are to choose among by the names they are offered under.

        A path is nobody's business: a file goes by its name without its ending.
        """
        found: dict[str, str] = {}
        for name in self.config.glossary:
            short = PurePath(name).stem or name
            again = sum(known.rpartition("-")[0] == short or known == short for known in found)
            found[f"{short}-{again + 1}" if again else short] = name
        return found if len(found) > 1 else {}

    def choosing(self, glossary: str = "", definition: str = "") -> Held:
        """Return what is held to when something is chosen, nothing when empty.

        Raises `UsageError` for what the server does not offer.
        """
        for what, said, known in (
            ("glossary", glossary, self.offered),
            ("definition", definition, self.definitions),
        ):
            if said and said not in known:
                raise UsageError(
                    f"the server does not offer the {what} `{said[:60]}`"
                    f"{did_you_mean(said[:60], known) or _known(known)}"
                )
        return dataclasses.replace(
            self,
            glossary=glossary,
            definition="" if definition in self.definitions[:1] else definition,
        )

    def choosing_known(self, glossary: str, definition: str) -> Held:
        """Return what is held to when something was chosen that may be offered no longer."""
        return self.choosing(
            glossary if glossary in self.offered else "",
            definition if definition in self.definitions else "",
        )

    def checker(self) -> Checker:
        """Return the checker, which is kept; a new one when a file of the glossary has changed.

        Raises `UsageError` where the glossary does not mean what is to be redefined.
        """
        for kept, made, stamps in _kept:
            if kept == self and stamps == made.stamps():
                return made
        config = self.config
        if self.glossary:
            config = dataclasses.replace(config, glossary=(self.offered[self.glossary],))
        # Nothing of a draft may reach the disk, nor more processes be started for it.
        made = Checker(dataclasses.replace(config, cache=False, jobs=1))
        stamps = made.stamps()
        if self.definition and self.definitions[0] in made.words.meanings:
            made = made.redefined({self.definitions[0]: self.definition})
        _kept[:] = [(self, made, stamps), *(row for row in _kept if row[0] != self)][:_MOST]
        return made

    def choices(self) -> dict[str, list[Any]]:
        """Return what there is to choose among: `glossaries`, `definitions`, `sites` of pages."""
        titles = {
            name: self.choosing(name).checker().glossary.title or name for name in self.offered
        }
        known = self.choosing().checker().facts.definitions
        return {
            "glossaries": [{"id": name, "title": title} for name, title in titles.items()],
            "sites": list(self.sites),
            "definitions": [{"id": name, "title": known[name].name} for name in self.definitions],
        }


def _known(known: Iterable[str]) -> str:
    told = ", ".join(f"`{name}`" for name in known)
    return f"; it offers {told}" if told else ""


_kept: list[tuple[Held, Checker, dict[str, tuple[int, ...]]]] = []
"""The last checkers of this process, what they were made of, and the state of their files."""
_MOST = 6
