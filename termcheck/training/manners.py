"""Teach a model manners: `python -m termcheck.training.manners SENTENCES FOLDER`.

Each line of the sentences is a manner, `none` for none in particular, a tab, and a sentence with
`{}` where the term stands. What is learned are weights of sums that the model has anyway, in a few
seconds, and `FOLDER` gets them in a file of its own.
"""

from __future__ import annotations

import base64
import hashlib
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from termcheck.claims.manner_reader import MANNERS, features
from termcheck.claims.network import CARD, Network

Array = np.ndarray[Any, Any]

_TERM = "term"
"""What stands for it: its words are hidden."""
_CALM = (1e-5, 3e-5)
"""How much large weights cost, of words and of what is read."""
_STEPS = 800


def train_manners(sentences: Path, folder: Path) -> None:
    """Write what tells the manners of sentences into the folder of a model, and into its card."""
    lines = [line.split("\t", 1) for line in sentences.read_text("utf-8").splitlines() if line]
    names = sorted({name for name, _sentence in lines})
    network = Network(folder)
    seen = np.stack([_features(network, sentence) for _name, sentence in lines]).astype(float)
    wanted = np.eye(len(names))[[names.index(name) for name, _sentence in lines]]
    half = seen.shape[1] // 2
    parts = [
        learned(part, wanted, calm, centred=centred)
        for part, calm, centred in zip(
            (seen[:, :half], seen[:, half:]), _CALM, (False, True), strict=True
        )
    ]
    # The mean of the two, as one sum.
    weights = np.concatenate([weights for weights, _start in parts]) / 2
    start = sum(start for _weights, start in parts) / 2
    data = json.dumps(
        {
            "names": ["" if name == "none" else name for name in names],
            "start": [round(float(value), 4) for value in start],
            "weights": base64.b64encode(weights.astype(np.float16).tobytes()).decode(),
        },
        indent=1,
    )
    (folder / MANNERS).write_text(data + "\n", "utf-8")
    card = json.loads((folder / CARD).read_text("utf-8"))
    card["sha256"][MANNERS] = hashlib.sha256((folder / MANNERS).read_bytes()).hexdigest()
    text = json.dumps(card, ensure_ascii=False, indent=1)
    (folder / CARD).write_text(text + "\n", "utf-8")


def _features(network: Network, sentence: str) -> Array:
    start = sentence.index("{}")
    return features(network, sentence.replace("{}", _TERM, 1), start, start + len(_TERM))


def learned(seen: Array, wanted: Array, calm: float, *, centred: bool) -> tuple[Array, Array]:
    """Return weights and start values of sums whose softmax comes closest to what is wanted.

    By gradients with momentum (Nesterov), from nothing, so that it comes out the same every time.
    """
    middle = seen.mean(0) if centred else np.zeros(seen.shape[1])
    size = np.sqrt(((seen - middle) ** 2).sum(1).mean())
    x = np.concatenate([(seen - middle) / size, np.ones((len(seen), 1))], 1)
    cost = np.full((x.shape[1], 1), calm)
    cost[-1] = 0
    step = 1 / (np.linalg.norm(x, 2) ** 2 / len(x) / 2 + calm)
    weights = ahead = np.zeros((x.shape[1], wanted.shape[1]))
    pace = 1.0
    for _ in range(_STEPS):
        sums = x @ ahead
        powers = np.exp(sums - sums.max(1, keepdims=True))
        wrong = powers / powers.sum(1, keepdims=True) - wanted
        new = ahead - step * (x.T @ wrong / len(x) + cost * ahead)
        quicker = (1 + np.sqrt(1 + 4 * pace * pace)) / 2
        ahead = new + (pace - 1) / quicker * (new - weights)
        weights, pace = new, quicker
    scaled = weights[:-1] / size
    return scaled, weights[-1] - middle @ scaled


def main(arguments: Sequence[str]) -> None:
    """Teach the model of a folder."""
    sentences, folder = map(Path, arguments)
    train_manners(sentences, folder)


if __name__ == "__main__":
    main(sys.argv[1:])
