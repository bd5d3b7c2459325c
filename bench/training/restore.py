"""A network made again from an exported graph, its int8 matrices as floats: further training starts there."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import Tensor

from bench.training.network import Network, Size


def network_of(path: Path, settings: dict[str, list[list[float]]], dropout: float = 0.1) -> Network:
    """The network that a graph of `write_graph` holds. A names head of another form is left as it starts."""
    model = onnx.load(path)
    weights = {weight.name: numpy_helper.to_array(weight) for weight in model.graph.initializer}
    found = {name: torch.from_numpy(np.array(value)) for name, value in weights.items() if "." in name}
    made = dict(_matrices(model, weights))
    layers = {int(name.split(".")[2]) for name in made if name.startswith("encoder.layers.")}
    network = Network(Size(tuple(sorted(layers))), dropout)
    state = dict(network.state_dict())
    for name, value in state.items():
        new = made.get(name, found.get(name))
        if new is not None and new.shape == value.shape:
            state[name] = new.float()
    state["steps"] = torch.tensor(settings["steps"]).clamp_min(-4.0)
    network.load_state_dict(state)
    return network


def _matrices(model: onnx.ModelProto, weights: dict[str, np.ndarray]) -> list[tuple[str, Tensor]]:  # type: ignore[type-arg]
    """(parameter's name, matrix [out, in]) of every quantised product."""
    found = []
    for node in model.graph.node:
        if node.op_type != "MatMulInteger" or not node.input[1].endswith("_quantized"):
            continue
        stem = node.input[1].removesuffix("_quantized")
        scale, zero = weights[f"{stem}_scale"], weights[f"{stem}_zero_point"]
        matrix = (weights[node.input[1]].astype(np.float32) - zero.astype(np.float32)) * scale
        name = ".".join(node.name.strip("/").split("/")[:-1]) + ".weight"
        found.append((name, torch.from_numpy(matrix.T.copy())))
    return found
