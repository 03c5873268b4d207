"""What a process that stays has found in its earlier runs, without the disk."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from termcheck.cache.stat import Stat

T = TypeVar("T")


@dataclass(slots=True)
class Memory(Generic[T]):
    """The last outcome of every document of a server's runs; hand the same one to each run.

    A document counts as unchanged when its file was not touched, or when its text has the same
    hash, and the settings it was held to are the same.
    """

    _known: dict[tuple[str, str], tuple[Stat | str, T]] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self._known)

    def recall(self, settings: str, shown: str, identity: Stat | str | None) -> T | None:
        """Return the outcome for a document that is what it was, else None.

        `settings` is the digest of what it is held to, `identity` its stat or content digest.
        """
        known = self._known.get((settings, shown))
        return known[1] if known is not None and known[0] == identity else None

    def keep(self, settings: str, shown: str, identity: Stat | str | None, outcome: T) -> None:
        """Remember an outcome, unless the document was changed a moment ago.

        A file changed a moment ago may change again and keep its times.
        """
        if identity is None:
            return
        if isinstance(identity, Stat) and not identity.is_settled(time.time_ns()):
            self._known.pop((settings, shown), None)
        else:
            self._known[(settings, shown)] = (identity, outcome)
