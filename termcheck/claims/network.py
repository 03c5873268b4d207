"""The model that reads claims: loaded once, asked for one window at a time.

One window at a time, so that what is read does not depend on what else is in the run. Two threads
share one where there is a processor for each, with the same answer to the last bit; one thread in
the processes of a run of many files, which has one for each processor.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from termcheck.claims.encoding import Encoded, encode
from termcheck.claims.model_files import SHIPPED, model_folder
from termcheck.claims.window import Window
from termcheck.claims.wordpiece import WordPiece
from termcheck.core.errors import PluginError
from termcheck.core.processes import processors

if TYPE_CHECKING:
    import numpy as np

NETWORK, VOCABULARY, CARD = "model.onnx", "vocab.txt", "config.json"
"""What the folder of a model holds."""
_ANSWERS = ("stance", "about", "token")
"""What a network says of a window."""
_NEEDED = {
    "stances", "abouts", "length", "least", "fallback", "temperatures", "threshold", "sha256",
}  # fmt: skip
"""Keys a card has to have."""
_LIGHT = "what reads them is not part of `termcheck-core`; install `termcheck` in its place"
_MOST_THREADS = 2
"""More gain little on windows of a hundred tokens."""
_REMEMBERED = 2_000
"""Windows whose answers are kept, 3 KB each, for a draft that is checked at every keystroke."""


@dataclass(frozen=True, slots=True)
class Prediction:
    """What the model says of a window: probabilities, by the names in its card."""

    stance: Mapping[str, float]
    about: Mapping[str, float]
    tokens: np.ndarray[Any, Any]
    """For each token of the window how likely it is of the subject, of the cue, of the speaker."""


class Network:
    """A model in a folder, of which only the card is read before it is asked something."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        card = self._card()
        self.kinds: Mapping[str, str] = dict(card.get("kinds", {}))
        """How the model knows the names of kinds it was not given as such."""
        self.stances: tuple[str, ...] = tuple(card["stances"])
        self.abouts: tuple[str, ...] = tuple(card["abouts"])
        self.threshold: float = float(card["threshold"])
        """The confidence from which on its claims are right often enough to be reported."""
        self.around: float = float(card.get("around", 1.0))
        """What the odds of a claim are worth where text stands around its block."""
        self.language: str = card.get("language", "en")
        """BCP 47 tag of the language it reads."""
        self.least: tuple[float, ...] = tuple(card["least"])
        """How likely words have to be of a subject, of a cue, of a speaker."""
        self.fallback: float = float(card["fallback"])
        """How likely words have to be of a subject where there has to be one."""
        self.inner: tuple[str, ...] = tuple(card.get("inner", ()))
        """What the network calls its words before and after they are read; empty if not known."""
        self._heat: tuple[float, ...] = tuple(card["temperatures"])
        self._length = int(card["length"])
        self._aliases: Mapping[str, str] = card.get("aliases", {})
        self._digests: Mapping[str, str] = card["sha256"]
        self._known: dict[bytes, Prediction] = {}

    @cached_property
    def _pieces(self) -> WordPiece:
        return WordPiece(self.data(VOCABULARY).decode().split("\n"), self._aliases)

    @cached_property
    def _session(self) -> Any:
        """What answers, loaded for the first question: of most pages none is asked."""
        try:
            return _session(self.data(NETWORK) + _told(self.inner))
        except ImportError:
            raise PluginError(_LIGHT) from None

    def _card(self) -> dict[str, Any]:
        try:
            found = json.loads((self.folder / CARD).read_text("utf-8"))
        except OSError:
            raise PluginError(f"there is no model that reads claims in `{self.folder}`") from None
        except ValueError as error:
            raise PluginError(f"`{self.folder / CARD}` is not JSON: {error}") from None
        missing = _NEEDED - set(found)
        if missing:
            raise PluginError(f"`{self.folder / CARD}` has no `{min(missing)}`")
        return dict(found)

    def knows(self, name: str) -> bool:
        """Return whether the card speaks of a file."""
        return name in self._digests

    def data(self, name: str) -> bytes:
        """Return one of the files, as the card says it is. Raises `PluginError` if it is not."""
        path = self.folder / name
        try:
            data = path.read_bytes()
        except OSError as error:
            raise PluginError(f"`{path}` cannot be read: {error.strerror}") from None
        if hashlib.sha256(data).hexdigest() != self._digests.get(name):
            raise PluginError(f"`{path}` is not the file `{CARD}` speaks of")
        return data

    def encode(self, window: Window, *, masked: bool = False) -> Encoded:
        """Return a window as the model reads it, `masked` without the words of the mention.

        Raises `PluginError` for a broken model.
        """
        return encode(self._pieces, window, masked=masked, length=self._length)

    def ask(self, window: Encoded) -> Prediction:
        """Return what the model says of a window. Raises `PluginError` for a broken model."""
        key = array("i", (*window.ids, window.first, window.last)).tobytes()
        if key in self._known:
            return self._known[key]
        import numpy as np

        stance, about, tokens = self._session.run(_ANSWERS, _asked(window))
        answer = Prediction(
            dict(zip(self.stances, _softmax(stance[0] / self._heat[0]), strict=True)),
            dict(zip(self.abouts, _softmax(about[0] / self._heat[1]), strict=True)),
            1 / (1 + np.exp(-tokens[0] / self._heat[2])),
        )
        self._known[key] = answer
        if len(self._known) > _REMEMBERED:
            del self._known[next(iter(self._known))]
        return answer

    def look(self, window: Encoded) -> Sequence[np.ndarray[Any, Any]]:
        """Return what stands for each token before and after it is read, as `inner` names them."""
        return self._session.run(self.inner, _asked(window))  # type: ignore[no-any-return]


def _asked(window: Encoded) -> dict[str, np.ndarray[Any, Any]]:
    import numpy as np

    return {
        "ids": np.array([window.ids], np.int64),
        "first": np.array([window.first], np.int64),
        "last": np.array([window.last], np.int64),
    }


def _told(names: Iterable[str]) -> bytes:
    """Return what, at the end of a network's file, lets it tell values within it too.

    A message of protobuf that stands there twice is joined: here a graph of outputs alone, each
    with its name and as floats of any shape.
    """

    def field(number: int, value: bytes) -> bytes:
        return bytes((number << 3 | 2, len(value))) + value

    floats = field(2, field(1, b"\x08\x01"))
    return b"".join(field(7, field(12, field(1, name.encode()) + floats)) for name in names)


def _softmax(values: np.ndarray[Any, Any]) -> list[float]:
    import numpy as np

    powers = np.exp(values - values.max())
    return [float(power) for power in powers / powers.sum()]


def _session(network: bytes) -> Any:
    # The official builds count their use from 1.29 on, send that to their maker and keep an id of
    # the device; this keeps them from all of it if it is set before the first import
    # (https://github.com/microsoft/onnxruntime/pull/29843).
    os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")
    import onnxruntime  # type: ignore[import-untyped]

    # For builds that heed only this, and for a host that had imported it before.
    onnxruntime.disable_telemetry_events()
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = _threads()
    # Waiting threads sleep: the processor is for whatever else the machine does.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.inter_op_num_threads = 1
    options.enable_cpu_mem_arena = False
    options.log_severity_level = 3
    level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC
    options.graph_optimization_level = level
    return onnxruntime.InferenceSession(network, options, providers=["CPUExecutionProvider"])


def _threads() -> int:
    """Return how many threads answer, by what else runs beside this process."""
    # Not imported where nobody has started processes.
    started = sys.modules.get("multiprocessing.process")
    shared = started is not None and started.parent_process() is not None
    # Clusters say so to processes that are to keep to one processor, and so does `jobs = 1`.
    shared = shared or os.environ.get("OMP_NUM_THREADS") == "1"
    return 1 if shared else min(processors(), _MOST_THREADS)


@cache
def load_network(folder: str = "") -> Network:
    """Return the model of a folder, the shipped one if empty, loaded once for a process.

    Raises `PluginError` where there is none, or its card is not one.
    """
    if not folder and not SHIPPED.is_dir():
        raise PluginError(_LIGHT)
    return Network(model_folder(folder))
