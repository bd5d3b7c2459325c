"""The names head as nodes of an exported graph, in the place of the one that stands there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import helper, numpy_helper

from bench.training.graph import prune

Weights = Mapping[str, NDArray[Any]]


def layer_norms(model: onnx.ModelProto) -> list[str]:
    """The names of the layers' states, lowest first."""
    ending = "/norm/LayerNormalization_output_0"
    return sorted(
        output for node in model.graph.node for output in node.output
        if output.endswith(ending) and "layers." in output
    )  # fmt: skip


def put_head(model: onnx.ModelProto, weights: Weights) -> None:
    """Makes `names` from the states of the middle and the last layer. Matrices are kept in int8."""
    graph = model.graph
    norms = layer_norms(model)
    for node in [node for node in graph.node if "names" in node.output or _is_ours(node)]:
        graph.node.remove(node)
    for weight in [w for w in graph.initializer if w.name.startswith("names_head.")]:
        graph.initializer.remove(weight)
    make = _Maker(graph)
    make.node("Concat", [norms[len(norms) // 2 - 1], norms[-1]], "states", axis=2)
    make.linear("states", weights["into.weight"], weights["into.bias"], "into")
    make.gelu("into", "hidden")
    make.node("Transpose", ["names_head.hidden"], "turned", perm=[0, 2, 1])
    near = make.weight("near.weight", weights["near.weight"])
    bias = make.weight("near.bias", weights["near.bias"])
    reach, width = weights["near.weight"].shape[2], weights["near.weight"].shape[0]
    pad = reach // 2
    make.node("Conv", ["names_head.turned", near, bias], "near", group=width, pads=[pad, pad])
    make.node("Transpose", ["names_head.near"], "back", perm=[0, 2, 1])
    make.node("Add", ["names_head.hidden", "names_head.back"], "both")
    make.linear("names_head.both", weights["mix.weight"], weights["mix.bias"], "mix")
    make.gelu("mix", "mixed")
    out = make.weight("out.weight", weights["out.weight"].T)
    make.node("MatMul", ["names_head.mixed", out], "scores")
    graph.node.append(
        helper.make_node(
            "Add", ["names_head.scores", make.weight("out.bias", weights["out.bias"])], ["names"]
        )
    )
    prune(model)


def _is_ours(node: onnx.NodeProto) -> bool:
    return any(output.startswith("names_head.") for output in node.output)


class _Maker:
    """Adds nodes and weights under the head's own names."""

    def __init__(self, graph: onnx.GraphProto) -> None:
        self.graph = graph

    def weight(self, name: str, value: NDArray[Any]) -> str:
        full = f"names_head.{name}"
        self.graph.initializer.append(numpy_helper.from_array(np.ascontiguousarray(value), full))
        return full

    def node(self, kind: str, inputs: list[str], output: str, domain: str = "", **settings: Any) -> None:
        named = [name if "." in name or "/" in name else f"names_head.{name}" for name in inputs]
        made = helper.make_node(kind, named, [f"names_head.{output}"], domain=domain, **settings)
        self.graph.node.append(made)

    def gelu(self, into: str, out: str) -> None:
        self.node("Gelu", [into], out, domain="com.microsoft")

    def linear(self, into: str, matrix: NDArray[Any], bias: NDArray[Any], out: str) -> None:
        """`into @ matrix.T + bias`, the matrix in int8 by column."""
        scale = (np.abs(matrix).max(1) / 127).clip(1e-8).astype(np.float32)
        rows = np.round(matrix / scale[:, None]).astype(np.int8).T
        weights = [
            self.weight(f"{out}.rows", rows),
            self.weight(f"{out}.scale", scale),
            self.weight(f"{out}.zero", np.zeros(len(scale), np.int8)),
            self.weight(f"{out}.bias", bias),
        ]
        full = into if "." in into or "/" in into else f"names_head.{into}"
        made = helper.make_node(
            "DynamicQuantizeMatMul", [full, *weights], [f"names_head.{out}"], domain="com.microsoft"
        )
        self.graph.node.append(made)
