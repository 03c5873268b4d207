"""The reader while it learns: a BERT encoder and five heads, in torch."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional

from termcheck.claims.encoding import MARKERS

ATTENTION_HEADS = 12
HIDDEN = 256
"""Width of the heads' layer."""
DROPOUT = 0.1


class Layer(nn.Module):
    """One layer of BERT."""

    def __init__(self, width: int, inner: int) -> None:
        super().__init__()
        self.qkv = nn.Linear(width, 3 * width)
        self.out = nn.Linear(width, width)
        self.up = nn.Linear(width, inner)
        self.down = nn.Linear(inner, width)
        self.n1 = nn.LayerNorm(width, eps=1e-12)
        self.n2 = nn.LayerNorm(width, eps=1e-12)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        """Return the vectors of the next layer; `bias` hides padding."""
        count, length, width = x.shape
        split = self.qkv(x).view(count, length, 3, ATTENTION_HEADS, -1)
        q, k, v = split.permute(2, 0, 3, 1, 4)
        near = torch.matmul(q * (width // ATTENTION_HEADS) ** -0.5, k.transpose(-1, -2))
        mixed = torch.matmul(torch.softmax(near + bias.to(near.dtype), -1, dtype=near.dtype), v)
        x = self.n1(x + self.out(mixed.transpose(1, 2).reshape(count, length, width)))
        inner = self.down(functional.gelu(self.up(x)))
        return self.n2(x + functional.dropout(inner, DROPOUT, self.training))


class Encoder(nn.Module):
    """BERT without its pooler: a vector for each token."""

    def __init__(self, vocabulary: int, width: int, inner: int, layers: int, length: int) -> None:
        super().__init__()
        self.words = nn.Embedding(vocabulary, width)
        self.positions = nn.Embedding(length, width)
        self.norm = nn.LayerNorm(width, eps=1e-12)
        self.layers = nn.ModuleList(Layer(width, inner) for _ in range(layers))

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        """Return a vector for each token."""
        x = self.norm(self.words(ids) + self.positions.weight[: ids.shape[1]])
        x = functional.dropout(x, DROPOUT, self.training)
        bias = torch.zeros(mask.shape, dtype=x.dtype).masked_fill(mask == 0, -1e9)
        for layer in self.layers:
            x = layer(x, bias[:, None, None, :])
        return x


class Heads(nn.Module):
    """From the vectors to stance, kind of thing, and the words of subject, cue and speaker.

    Every token is read beside the markers around the mention.
    """

    def __init__(self, width: int, stances: int, abouts: int) -> None:
        super().__init__()
        self.a = nn.Linear(3 * width, HIDDEN)
        self.stance = nn.Linear(HIDDEN, stances)
        self.about = nn.Linear(HIDDEN, abouts)
        self.tx = nn.Linear(width, HIDDEN)
        self.tm = nn.Linear(2 * width, HIDDEN)
        self.tp = nn.Linear(width, HIDDEN, bias=False)
        self.token = nn.Linear(HIDDEN, 3)
        nn.init.constant_(self.token.bias, -3.0)

    def forward(
        self, x: Tensor, mask: Tensor, first: Tensor, last: Tensor
    ) -> tuple[Tensor, Tensor, Tensor]:
        """Return the scores of the stances, of the kinds of thing, and of each token."""
        at = torch.arange(len(x))
        opening, both = x[at, first], torch.cat([x[at, first], x[at, last]], -1)
        shown = mask[..., None].to(x.dtype)
        whole = torch.cat([both, (x * shown).sum(1) / shown.sum(1)], -1)
        whole = functional.dropout(functional.gelu(self.a(whole)), DROPOUT, self.training)
        token = functional.gelu(self.tx(x) + self.tm(both)[:, None] + self.tp(x * opening[:, None]))
        token = functional.dropout(token, DROPOUT, self.training)
        return self.stance(whole), self.about(whole), self.token(token)


class TrainableNetwork(nn.Module):
    """Encoder and heads."""

    def __init__(self, encoder: Encoder, stances: int, abouts: int) -> None:
        super().__init__()
        self.encoder = encoder
        self.heads = Heads(encoder.words.embedding_dim, stances, abouts)

    def forward(
        self, ids: Tensor, mask: Tensor, first: Tensor, last: Tensor
    ) -> tuple[Tensor, Tensor, Tensor]:
        """Return what the heads make of the encoded tokens."""
        return self.heads(self.encoder(ids, mask), mask, first, last)


def load_encoder(
    folder: Path, vocabulary: Sequence[str], markers: Mapping[str, str], length: int
) -> Encoder:
    """Return the encoder of a sentence-transformers BERT (`model.safetensors`) in a folder.

    `markers` gives each marker the words near whose vectors it starts.
    """
    from safetensors.torch import load_file

    weights = {
        k.removeprefix("bert."): v.float()
        for k, v in load_file(folder / "model.safetensors").items()
    }
    words = weights["embeddings.word_embeddings.weight"]
    layers = 1 + max(int(k.split(".")[2]) for k in weights if k.startswith("encoder.layer."))
    inner = len(weights["encoder.layer.0.intermediate.dense.weight"])
    encoder = Encoder(len(words), words.shape[1], inner, layers, length)
    positions = weights["embeddings.position_embeddings.weight"][:length]
    with torch.no_grad():
        encoder.words.weight.copy_(words)
        encoder.positions.weight.copy_(
            positions + weights["embeddings.token_type_embeddings.weight"][0]
        )
        for end in ("weight", "bias"):
            getattr(encoder.norm, end).copy_(weights[f"embeddings.LayerNorm.{end}"])
            for number, layer in enumerate(encoder.layers):
                place = f"encoder.layer.{number}"
                three = [
                    weights[f"{place}.attention.self.{n}.{end}"] for n in ("query", "key", "value")
                ]
                getattr(layer.qkv, end).copy_(torch.cat(three))
                for ours, theirs in (
                    (layer.out, "attention.output.dense"),
                    (layer.up, "intermediate.dense"),
                    (layer.down, "output.dense"),
                    (layer.n1, "attention.output.LayerNorm"),
                    (layer.n2, "output.LayerNorm"),
                ):
                    getattr(ours, end).copy_(weights[f"{place}.{theirs}.{end}"])
        _seed(encoder.words.weight, vocabulary, markers)
    return encoder


def _seed(vectors: Tensor, vocabulary: Sequence[str], markers: Mapping[str, str]) -> None:
    ids = {piece: number for number, piece in enumerate(vocabulary)}
    for marker, place in MARKERS.items():
        near = [ids[word] for word in markers[marker].split()]
        vectors[place] = vectors[near].mean(0)
