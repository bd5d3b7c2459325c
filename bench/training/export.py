"""From a trained network to the files that onrecord ships: a graph in int8, and word vectors in int8."""

from __future__ import annotations

import io
import json
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor

from bench.training.network import Network

OUTPUTS = ("emissions", "cue", "source", "names")


def quantised(vectors: Tensor) -> tuple[np.ndarray, np.ndarray]:  # type: ignore[type-arg]
    """Word vectors as int8 rows and their float32 scales."""
    scale = (vectors.abs().amax(1, keepdim=True) / 127).clamp_min(1e-8)
    return (vectors / scale).round().to(torch.int8).numpy(), scale[:, 0].float().numpy()


def table_of(rows: np.ndarray, scales: np.ndarray) -> Tensor:  # type: ignore[type-arg]
    """The float table that the shipped vectors stand for: what training sees."""
    return torch.from_numpy(rows.astype(np.float32) * scales[:, None])


def write_words(path: Path, rows: np.ndarray, scales: np.ndarray) -> None:  # type: ignore[type-arg]
    """Both arrays in one file of plain arrays, byte for byte the same each time."""
    buffer = io.BytesIO()
    np.save(buffer, rows, allow_pickle=False)
    np.save(buffer, scales, allow_pickle=False)
    path.write_bytes(buffer.getvalue())


def write_graph(network: Network, path: Path) -> None:
    """The network as an ONNX graph for one window of any length, its matrices in int8."""
    from onnxruntime.quantization import QuantType, quantize_dynamic
    from onnxruntime.quantization.shape_inference import quant_pre_process

    network.eval()
    n = 40
    ids = torch.zeros(1, n, dtype=torch.long)
    names = ("vectors", "shape", "quote", "start")
    with tempfile.TemporaryDirectory() as folder:
        plain, ready = Path(folder) / "plain.onnx", Path(folder) / "ready.onnx"
        torch.onnx.export(
            network,
            (torch.zeros(1, n, network.size.width), ids, ids, ids),
            str(plain),
            input_names=list(names),
            output_names=list(OUTPUTS),
            dynamic_axes={name: {1: "places"} for name in (*names, *OUTPUTS)},
            opset_version=17,
            dynamo=False,
        )
        quant_pre_process(str(plain), str(ready), skip_symbolic_shape=True)
        quantize_dynamic(
            str(ready), str(path), weight_type=QuantType.QInt8, per_channel=True,
            op_types_to_quantize=["MatMul"],
            extra_options={"MatMulConstBOnly": True},
        )  # fmt: skip


def write_settings(path: Path, settings: Mapping[str, Any]) -> None:
    """Chain, thresholds and calibration as JSON, floats rounded to six places."""
    path.write_text(json.dumps(_rounded(settings), indent=1) + "\n", encoding="utf8")


def _rounded(value: Any) -> Any:
    if isinstance(value, float):
        return round(value, 6)
    if isinstance(value, Mapping):
        return {key: _rounded(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_rounded(inner) for inner in value]
    return value
