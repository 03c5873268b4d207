"""In whose manner a sentence speaks, told by what the model that reads claims makes of it.

Two weighted sums decide: of its words as the model knows them, in any order, and of what it makes
of them together. The words of the term itself count for nothing.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from termcheck.claims.network import load_network
from termcheck.claims.window import Passage, Window, Zone
from termcheck.core.errors import PluginError

if TYPE_CHECKING:
    import numpy as np

    from termcheck.claims.network import Network

MANNERS = "manners.json"
"""What tells manners, in the folder of a model."""
_SHORT = 4
"""Words that a sentence counts for in addition, so that a few of them tell little."""


class MannerReader:
    """What tells the manner of sentences, of one model."""

    def __init__(self, network: Network) -> None:
        import numpy as np

        self._network = network
        found = json.loads(network.data(MANNERS))
        try:
            self.names: tuple[str, ...] = tuple(found["names"])
            """Manners it knows, the empty one among them."""
            weights = np.frombuffer(base64.b64decode(found["weights"]), np.float16)
            self._weights = weights.astype(np.float32).reshape(-1, len(self.names))
            self._start = np.array(found["start"], np.float32)
        except (KeyError, TypeError, ValueError) as error:
            raise PluginError(f"`{network.folder / MANNERS}` cannot be read: {error}") from None

    def hear(self, sentence: str, start: int, end: int) -> Mapping[str, float]:
        """Return how likely each manner is of a sentence whose `[start:end)` is the term."""
        import numpy as np

        sums = features(self._network, sentence, start, end) @ self._weights + self._start
        powers = np.exp(sums - sums.max())
        return dict(zip(self.names, map(float, powers / powers.sum()), strict=True))


def features(network: Network, sentence: str, start: int, end: int) -> np.ndarray[Any, Any]:
    """Return what of a sentence is weighed: the sum of its words, the mean of what is read."""
    import numpy as np

    window = Window((Passage(Zone.TEXT, sentence),), 0, start, end)
    encoded = network.encode(window, masked=True)
    kept = [
        at
        for at, place in enumerate(encoded.places)
        if place is not None and not encoded.first < at < encoded.last
    ]
    words, read = network.look(encoded)
    if not kept:
        return np.zeros(words.shape[1] + read.shape[1], np.float32)
    return np.concatenate([words[kept].sum(0) / (len(kept) + _SHORT), read[kept].mean(0)])


@cache
def load_manners(folder: str = "") -> MannerReader | None:
    """Return what tells manners by the model of a folder, None if that has learned none.

    Raises `PluginError` for a broken model.
    """
    network = load_network(folder)
    return MannerReader(network) if network.inner and network.knows(MANNERS) else None
