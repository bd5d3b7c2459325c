"""Training in several processes of one thread each, which a busy machine slows down least."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, distributed, multiprocessing

from bench.training.data import Sample
from bench.training.loop import Plan, Report, train
from bench.training.network import Network

Make = Callable[[], Network]


def train_together(
    network: Network,
    table: Tensor,
    samples: list[Sample],
    plan: Plan,
    report: Report,
    processes: int,
    to: Path,
) -> Network:
    """Trains with `processes` processes; the averaged weights go to the file `to` and into `network`."""
    if processes == 1:
        torch.set_num_threads(1)
        network = train(network, table, samples, plan, report)
        torch.save(network.state_dict(), to)
        return network
    with tempfile.TemporaryDirectory() as folder:
        meeting = f"file://{folder}/meeting"
        arguments = (processes, meeting, network, table, samples, plan, report, to)
        multiprocessing.spawn(_one, args=arguments, nprocs=processes)  # type: ignore[no-untyped-call]
    network.load_state_dict(torch.load(to, weights_only=True))
    return network


def _one(rank: int, world: int, meeting: str, network: Network, *rest: Any) -> None:
    table, samples, plan, report, to = rest
    torch.set_num_threads(1)
    distributed.init_process_group("gloo", init_method=meeting, rank=rank, world_size=world)
    averaged = train(network, table, samples, plan, report)
    if rank == 0:
        torch.save(averaged.state_dict(), to)
    distributed.destroy_process_group()
