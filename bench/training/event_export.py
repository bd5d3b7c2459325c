"""From the trained network to the files that are shipped: a graph in int8 and its settings."""

from __future__ import annotations

import tempfile
from pathlib import Path

import torch
from torch import Tensor, nn

from bench.training.card import write_pins
from bench.training.event_data import TYPES
from bench.training.event_network import TypeNetwork
from bench.training.export import write_settings


class _Shipped(nn.Module):
    """One sentence without padding."""

    def __init__(self, network: TypeNetwork) -> None:
        super().__init__()
        self.network = network

    def forward(self, vectors: Tensor, actor: Tensor, recipient: Tensor) -> tuple[Tensor, Tensor]:
        types, edges = self.network(vectors, actor, recipient)
        return types.log_softmax(-1), edges


def export(network: TypeNetwork, out: Path) -> None:
    """Writes `events.onnx` and `events.json`, and the pins of all files in the folder."""
    write_graph(network, out / "events.onnx")
    write_settings(out / "events.json", {"types": list(TYPES)})
    write_pins(out)


def write_graph(network: TypeNetwork, path: Path) -> None:
    from onnxruntime.quantization import QuantType, quantize_dynamic
    from onnxruntime.quantization.shape_inference import quant_pre_process

    network.eval()
    n = 40
    place = torch.zeros(1, dtype=torch.long)
    with tempfile.TemporaryDirectory() as folder:
        plain, ready = Path(folder) / "plain.onnx", Path(folder) / "ready.onnx"
        torch.onnx.export(
            _Shipped(network),
            (torch.zeros(1, n, network.size.width), place, place),
            str(plain),
            input_names=["vectors", "actor", "recipient"],
            output_names=["types", "edges"],
            dynamic_axes={"vectors": {1: "places"}, "edges": {1: "places"}},
            opset_version=17,
            dynamo=False,
        )
        quant_pre_process(str(plain), str(ready), skip_symbolic_shape=True)
        quantize_dynamic(
            str(ready), str(path), weight_type=QuantType.QInt8, per_channel=True,
            op_types_to_quantize=["MatMul", "Gemm"],
            extra_options={"MatMulConstBOnly": True},
        )  # fmt: skip
