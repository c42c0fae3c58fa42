"""Builds layers of e5 as a graph for ONNX Runtime, with weights and sums in whole numbers.

Weights get seven bits, so that nothing overflows on processors without the newer instructions. Large values
are first moved from what goes into a product to its weights (SmoothQuant, Xiao et al. 2023).
"""

from collections.abc import Iterable, Mapping
from typing import cast

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from meaning.e5_file import WIDTH, E5File, FloatArray
from meaning.tuned import Largest

HEADS = 12
INNER = 4 * WIDTH
STEPS = 63  # of a weight, to either side
EPSILON = 1e-12
PRODUCTS = ("q", "k", "v", "ao", "fi", "fo")  # the products of a layer, by their names in the file
ENTRIES = ("qkv", "ao", "fi", "fo")  # what goes into them
MOVED = {"qkv": 0.6, "ao": 0.6, "fi": 0.6, "fo": 0.7}  # how much of large values is moved to the weights

Added = Mapping[
    tuple[int, str], FloatArray
]  # by layer and product: what is added to a matrix (outputs, inputs)


class Graph:
    """Gathers the nodes and weights of one graph."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.weights: list[onnx.TensorProto] = []

    def weight(self, values: np.ndarray) -> str:
        """Keep an array and return its name."""
        name = f"w{len(self.weights)}"
        self.weights.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def node(self, kind: str, *inputs: str, domain: str = "", **settings: float) -> str:
        """Add a step and return the name of what it gives."""
        name = f"t{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, list(inputs), [name], None, None, domain, None, **settings))
        return name

    def normal(self, value: str, scale: FloatArray, offset: FloatArray) -> str:
        """Bring each vector to mean 0 and spread 1, then scale and move it."""
        return self.node(
            "LayerNormalization", value, self.weight(scale), self.weight(offset), axis=-1, epsilon=EPSILON
        )

    def product(self, value: str, matrix: FloatArray, offset: FloatArray) -> str:
        """Multiply in whole numbers by a matrix (outputs, inputs)."""
        step = np.maximum(np.abs(matrix).max(axis=1), 1e-9) / STEPS
        whole = np.rint(matrix / step[:, None]).astype(np.int8).T
        zero = np.zeros(len(matrix), np.int8)
        parts = [self.weight(part) for part in (whole, step.astype(np.float32), zero, offset)]
        return self.node("DynamicQuantizeMatMul", value, *parts, domain="com.microsoft")

    def smoothed(self, value: str, scale: FloatArray) -> str:
        """Divide each channel by its scale."""
        return self.node("Mul", value, self.weight((1 / scale).astype(np.float32)))

    def done(self, result: str) -> bytes:
        """Return the graph as bytes: from `x` to `result`, both (1, length, 384)."""
        ends = [helper.make_tensor_value_info(n, TensorProto.FLOAT, [1, None, WIDTH]) for n in ("x", result)]
        graph = helper.make_graph(self.nodes, "e5", ends[:1], ends[1:], self.weights)
        sets = [helper.make_opsetid("", 17), helper.make_opsetid("com.microsoft", 1)]
        model = helper.make_model(graph, opset_imports=sets)
        model.ir_version = 9
        return cast("bytes", model.SerializeToString())


def build(file: E5File, layers: Iterable[int], largest: Largest, added: Added | None = None) -> bytes:
    """Return some layers in a row; the first of all also normalises what comes in."""
    graph, value = Graph(), "x"
    for layer in layers:
        if layer == 0:
            value = graph.normal(value, file.plain("emb.ln.w"), file.plain("emb.ln.b"))
        value = _layer(graph, value, file, layer, largest, added or {})
    return graph.done(value)


def _layer(graph: Graph, value: str, file: E5File, layer: int, largest: Largest, added: Added) -> str:
    def plain(name: str) -> FloatArray:
        return file.plain(f"l{layer}.{name}")

    weights = {name: matrix(file, layer, name, added) for name in PRODUCTS}
    scales = smoothing(layer, weights, largest)
    entry = graph.smoothed(value, scales["qkv"])
    asked = [graph.product(entry, weights[n] * scales["qkv"], plain(f"{n}.b")) for n in ("q", "k", "v")]
    heard = graph.node("MultiHeadAttention", *asked, domain="com.microsoft", num_heads=HEADS)
    heard = graph.smoothed(heard, scales["ao"])
    heard = graph.product(heard, weights["ao"] * scales["ao"], plain("ao.b"))
    value = graph.normal(graph.node("Add", value, heard), plain("aln.w"), plain("aln.b"))
    wide = graph.product(graph.smoothed(value, scales["fi"]), weights["fi"] * scales["fi"], plain("fi.b"))
    wide = graph.smoothed(graph.node("Gelu", wide, domain="com.microsoft"), scales["fo"])
    narrow = graph.product(wide, weights["fo"] * scales["fo"], plain("fo.b"))
    return graph.normal(graph.node("Add", value, narrow), plain("oln.w"), plain("oln.b"))


def matrix(file: E5File, layer: int, name: str, added: Added) -> FloatArray:
    """Return the weights of a product, shape (outputs, inputs), with what was learnt added."""
    found = file.matrix(f"l{layer}.{name}.w", INNER if name == "fo" else WIDTH)
    return found + added[layer, name] if (layer, name) in added else found


def smoothing(layer: int, weights: Mapping[str, FloatArray], largest: Largest) -> dict[str, FloatArray]:
    """Return by what each channel of each entry is divided."""
    found = {}
    for entry in ENTRIES:
        names = ("q", "k", "v") if entry == "qkv" else (entry,)
        theirs = np.max([np.abs(weights[name]).max(axis=0) for name in names], axis=0)
        ours = np.maximum(largest[layer, entry], 1e-5)
        scale = ours ** MOVED[entry] / np.maximum(theirs, 1e-5) ** (1 - MOVED[entry])
        found[entry] = np.asarray(scale / np.exp(np.log(scale).mean()), np.float32)
    return found
