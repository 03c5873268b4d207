"""Write a trained reader as an int8 ONNX graph.

The graph is built by hand of standard operators: BERT is small, and no exporter is needed. Matrices
are int8 per output channel, of which seven bits are used, so that processors without VNNI do not
overflow; activations are quantised for each token as they come; embeddings are int8 per row.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

STANCES = ("asserted", "negated", "attributed", "conditional", "mention")
ABOUTS = ("named", "maker", "own", "generic", "software", "dataset", "licence", "other")
HEADS = 12
STEPS = 63
"""Whole numbers on either side of 0 that a weight may take: seven bits."""


class Graph:
    """Nodes and weights of a graph as it grows."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.weights: list[onnx.TensorProto] = []
        self.count = 0
        self.inner: list[str] = []
        self.last = self.weight(np.array([-1]))
        self.tiny = self.weight(np.float32(1e-6))
        self.share = self.weight(np.float32(1 / 127))
        self.middle = self.weight(np.uint8(128))

    def weight(self, value: np.ndarray) -> str:
        """Add a weight; return its name."""
        self.count += 1
        self.weights.append(numpy_helper.from_array(np.ascontiguousarray(value), f"w{self.count}"))
        return f"w{self.count}"

    def half(self, value: np.ndarray) -> str:
        """A float weight stored in half the bytes."""
        return self.op("Cast", self.weight(value.astype(np.float16)), to=TensorProto.FLOAT)

    def op(
        self, kind: str, *inputs: str, domain: str = "", outputs: int = 1, **attributes
    ) -> str | list[str]:
        """Add a node; return the name of its output, or of its outputs."""
        names = []
        for _ in range(outputs):
            self.count += 1
            names.append(f"t{self.count}")
        self.nodes.append(helper.make_node(kind, list(inputs), names, domain=domain, **attributes))
        return names[0] if outputs == 1 else names

    def linear(self, x: str, weight: np.ndarray, bias: np.ndarray | None, reach: np.ndarray) -> str:
        """`x @ weight.T + bias` in int8: a scale for each row of `x` and of `weight`.

        `reach` is how large each column of `x` gets; half of what sticks out is moved into the
        weights.
        """
        spread = np.sqrt(np.maximum(reach, 1e-3) / np.maximum(np.abs(weight).max(0), 1e-3))
        spread = np.clip(spread / np.exp(np.log(spread).mean()), 0.05, 20).astype(np.float32)
        weight = weight * spread
        scale = np.maximum(np.abs(weight).max(1), 1e-8) / STEPS
        table = np.clip(np.rint(weight / scale[:, None]), -STEPS, STEPS).astype(np.int8)
        x = self.op("Mul", x, self.weight(1 / spread))
        high = self.op("ReduceMax", x, self.last, keepdims=1)
        low = self.op("Neg", self.op("ReduceMin", x, self.last, keepdims=1))
        top = self.op("Mul", self.op("Max", high, low, self.tiny), self.share)
        flat = self.op("Squeeze", top, self.last)
        middle = self.op("Expand", self.middle, self.op("Shape", flat))
        whole = self.op("QuantizeLinear", x, flat, middle, axis=0)
        product = self.op("MatMulInteger", whole, self.weight(table.T), self.middle)
        product = self.op("Mul", self.op("Cast", product, to=TensorProto.FLOAT), top)
        product = self.op("Mul", product, self.weight(scale.astype(np.float32)))
        return product if bias is None else self.op("Add", product, self.weight(bias))

    def norm(self, x: str, weight: np.ndarray, bias: np.ndarray) -> str:
        """Add a layer norm over the last axis."""
        return self.op(
            "LayerNormalization", x, self.weight(weight), self.weight(bias), axis=-1, epsilon=1e-12
        )

    def gelu(self, x: str) -> str:
        """Add a Gaussian error linear unit."""
        return self.op("Gelu", x, domain="com.microsoft")


def build(
    state: dict[str, np.ndarray], reach: dict[str, np.ndarray], kept: list[int] | None
) -> tuple[onnx.ModelProto, list[str]]:
    """Return the graph of a trained reader, and what it calls its words before and after reading.

    `reach` is the largest input of each column of each linear layer on texts read, by its name;
    `kept` are the pieces of the vocabulary that remain.
    """
    g = Graph()

    def linear(value: str, name: str) -> str:
        return g.linear(value, state[f"{name}.weight"], state.get(f"{name}.bias"), reach[name])

    def norm(value: str, name: str) -> str:
        return g.norm(value, state[f"{name}.weight"], state[f"{name}.bias"])

    def dense(value: str, name: str) -> str:
        product = g.op("MatMul", value, g.half(state[f"{name}.weight"].T))
        return g.op("Add", product, g.weight(state[f"{name}.bias"]))

    def answer(value: str, name: str) -> None:
        g.nodes.append(helper.make_node("Identity", [value], [name]))

    words = state["encoder.words.weight"]
    if kept is not None:
        words = words[kept]
    scale = np.maximum(np.abs(words).max(1, keepdims=True), 1e-8) / 127
    table = np.rint(words / scale).astype(np.int8)
    axis = g.weight(np.array([0]))
    ids = g.op("Squeeze", "ids", axis)
    x = g.op(
        "Mul",
        g.op("Cast", g.op("Gather", g.weight(table), ids), to=TensorProto.FLOAT),
        g.op("Gather", g.weight(scale.astype(np.float32)), ids),
    )
    g.inner.append(x)
    places = g.half(state["encoder.positions.weight"])
    places = g.op("Slice", places, axis, g.op("Shape", ids), axis)
    x = norm(g.op("Add", x, places), "encoder.norm")
    layers = 1 + max(int(k.split(".")[2]) for k in state if k.startswith("encoder.layers."))
    for n in range(layers):
        place = f"encoder.layers.{n}"
        q, k, v = g.op(
            "Split",
            g.op("Unsqueeze", linear(x, f"{place}.qkv"), axis),
            outputs=3,
            axis=-1,
            num_outputs=3,
        )
        mixed = g.op("MultiHeadAttention", q, k, v, domain="com.microsoft", num_heads=HEADS)
        mixed = g.op("Squeeze", mixed, axis)
        x = norm(g.op("Add", x, linear(mixed, f"{place}.out")), f"{place}.n1")
        x = norm(
            g.op("Add", x, linear(g.gelu(linear(x, f"{place}.up")), f"{place}.down")), f"{place}.n2"
        )
    g.inner.append(x)
    opening = g.op("Gather", x, "first", axis=0)
    both = g.op("Concat", opening, g.op("Gather", x, "last", axis=0), axis=-1)
    mean = g.op("ReduceMean", x, axis, keepdims=1)
    c = g.gelu(dense(g.op("Concat", both, mean, axis=-1), "heads.a"))
    answer(dense(c, "heads.stance"), "stance")
    answer(dense(c, "heads.about"), "about")
    t = g.op("Add", linear(x, "heads.tx"), linear(g.op("Mul", x, opening), "heads.tp"))
    t = g.gelu(g.op("Add", t, dense(both, "heads.tm")))
    answer(g.op("Unsqueeze", dense(t, "heads.token"), axis), "token")
    graph = helper.make_graph(
        g.nodes,
        "reader",
        [helper.make_tensor_value_info("ids", TensorProto.INT64, [1, "length"])]
        + [helper.make_tensor_value_info(n, TensorProto.INT64, [1]) for n in ("first", "last")],
        [
            helper.make_tensor_value_info("stance", TensorProto.FLOAT, [1, len(STANCES)]),
            helper.make_tensor_value_info("about", TensorProto.FLOAT, [1, len(ABOUTS)]),
            helper.make_tensor_value_info("token", TensorProto.FLOAT, [1, "length", 3]),
        ],
        g.weights,
    )
    model = helper.make_model(
        graph,
        ir_version=9,
        opset_imports=[helper.make_opsetid("", 18), helper.make_opsetid("com.microsoft", 1)],
        producer_name="termcheck",
    )
    return model, g.inner


def kept_pieces(vocabulary: list[str]) -> list[int]:
    """Return the pieces English text needs: markers, Latin and Greek letters, digits, signs."""

    def needed(piece: str) -> bool:
        return all(
            ord(c) < 0x400 or 0x1E00 <= ord(c) < 0x1F00 or 0x2000 <= ord(c) < 0x2E00 for c in piece
        )

    return [
        n
        for n, piece in enumerate(vocabulary)
        if needed(piece) and not (piece.startswith("[unused") and n > 110)
    ]


def export(
    state: dict[str, np.ndarray],
    reach: dict[str, np.ndarray],
    vocabulary: list[str],
    folder: Path,
    config: dict,
) -> None:
    """Write `model.onnx`, `vocab.txt` and `config.json` into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    kept = kept_pieces(vocabulary)
    model, inner = build(state, reach, kept)
    onnx.save(model, folder / "model.onnx")
    (folder / "vocab.txt").write_text("\n".join(vocabulary[n] for n in kept), encoding="utf-8")
    digests = {
        name: hashlib.sha256((folder / name).read_bytes()).hexdigest()
        for name in ("model.onnx", "vocab.txt")
    }
    config = {"stances": STANCES, "abouts": ABOUTS, **config, "inner": inner, "sha256": digests}
    (folder / "config.json").write_text(
        json.dumps(config, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
    )
