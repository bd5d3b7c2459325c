"""Changes to an exported graph that leave what it computes as it is: attention as one node."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import onnx
from onnx import helper, numpy_helper


def fuse_attention(model: onnx.ModelProto, heads: int = 12) -> None:
    """Puts one MultiHeadAttention node in the place of each layer's score, softmax and mixing nodes."""
    graph = model.graph
    made = {output: node for node in graph.node for output in node.output}
    layers = sorted({name.split("/")[2] for name in made if name.endswith("/qkv/Add_output_0")})
    fused = {
        name.split("/")[2]
        for node in graph.node
        if node.op_type == "MultiHeadAttention"
        for name in node.output
    }
    for layer in (layer for layer in layers if layer not in fused):
        states, mixed = f"/encoder/{layer}/qkv/Add_output_0", f"/encoder/{layer}/Reshape_1_output_0"
        parts = [f"/encoder/{layer}/{part}" for part in ("queries", "keys", "values")]
        width = _bias_width(graph, made[states]) // 3
        sizes = numpy_helper.from_array(_sizes(width), f"/encoder/{layer}/sizes")
        graph.initializer.append(sizes)
        old = made[mixed]
        at = list(graph.node).index(old)
        graph.node.remove(old)
        split = helper.make_node("Split", [states, sizes.name], parts, axis=2)
        attend = helper.make_node(
            "MultiHeadAttention", parts, [mixed], domain="com.microsoft",
            num_heads=heads, scale=(width // heads) ** -0.5,
        )  # fmt: skip
        graph.node.insert(at, split)
        graph.node.insert(at + 1, attend)
    prune(model)


def prune(model: onnx.ModelProto) -> None:
    """Drops nodes and weights that no output needs."""
    graph = model.graph
    needed = {output.name for output in graph.output}
    kept = []
    for node in reversed(graph.node):
        if needed & set(node.output):
            needed |= set(node.input)
            kept.append(node)
    del graph.node[:]
    graph.node.extend(reversed(kept))
    weights = [weight for weight in graph.initializer if weight.name in needed]
    del graph.initializer[:]
    graph.initializer.extend(weights)
    del graph.value_info[:]


def save(model: onnx.ModelProto, path: Path) -> None:
    """Checks the graph and writes it."""
    onnx.checker.check_model(model)
    path.write_bytes(model.SerializeToString(deterministic=True))


def _bias_width(graph: Any, node: Any) -> int:
    weights = {weight.name: weight for weight in graph.initializer}
    return next(int(weights[name].dims[0]) for name in node.input if name in weights)


def _sizes(width: int) -> Any:
    import numpy as np

    return np.array([width] * 3, np.int64)
