"""Our trained encoder, run by onnxruntime: from paragraphs of a text to the scores of every head.

Each window runs by itself on one thread, so that what it gives depends on its own words alone: not on
the other windows, not on other documents. Weights are checked against `pins.json` before they are read.
"""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from onrecord.errors import ModelError
from onrecord.find.decode import Chain, Floats, Scores
from onrecord.find.windows import CLS, Offsets, Pieces, Window, pieces_of, windows_of
from onrecord.find.word_pieces import WordPieces

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

SEGMENT = 60_000
_AGAIN = "not the weights that this version was made with: install onrecord again"


@dataclass(frozen=True, slots=True)
class Encoded:
    """One stretch of a text: its pieces, its windows' scores, and name scores `[pieces, name labels]`."""

    pieces: Pieces
    windows: tuple[Scores, ...]
    names: Floats

    @property
    def emissions(self) -> Floats:
        """Scores of the statement labels for every piece: each window's core, in order."""
        return _cores(self.windows, [w.emissions for w in self.windows])


@dataclass(frozen=True)
class Model:
    """A graph with its settings and the word vectors that it shares with other models."""

    name: str
    settings: Mapping[str, Any]
    session: InferenceSession
    tokenizer: WordPieces
    rows: NDArray[np.int8]
    scales: Floats

    @property
    def chain(self) -> Chain:
        return Chain(
            np.array(self.settings["steps"], np.float32), np.array(self.settings["bias"], np.float32)
        )

    def encode(self, text: str, places: Offsets) -> Iterator[Encoded]:
        """The paragraphs at `places`, at most about `SEGMENT` characters at a time."""
        for segment in segments(places):
            yield self.encode_pieces(pieces_of(text, segment, self.tokenizer))

    def encode_pieces(self, pieces: Pieces) -> Encoded:
        """The scores of all windows of the pieces, which are held in memory together."""
        size, context = self.settings["window"], self.settings["context"]
        runs = [self._run(pieces, window) for window in windows_of(pieces, size, context)]
        windows = tuple(scores for scores, _ in runs)
        return Encoded(pieces, windows, _cores(windows, [names for _, names in runs]))

    def _run(self, pieces: Pieces, window: Window) -> tuple[Scores, Floats]:
        feed = feed_of(pieces, window, self.rows, self.scales)
        emissions, cue, source, names = self.session.run(["emissions", "cue", "source", "names"], feed)
        return Scores(window, emissions[0], cue[0], source[0]), names[0]


def feed_of(
    pieces: Pieces, window: Window, rows: NDArray[np.int8], scales: Floats
) -> dict[str, NDArray[Any]]:
    """What a graph reads of one window: word vectors and features, behind the window's own first place."""
    part = slice(window.lo, window.hi)
    ids = np.concatenate(([CLS], pieces.ids[part]))
    vectors = rows[ids].astype(np.float32)
    vectors *= scales[ids, None]
    feed: dict[str, NDArray[Any]] = {"vectors": vectors[None]}
    for name, column in (("shape", pieces.shape), ("quote", pieces.quote), ("start", pieces.start)):
        padded = np.zeros((1, len(ids)), np.int64)
        padded[0, 1:] = column[part]
        feed[name] = padded
    return feed


def _cores(windows: tuple[Scores, ...], columns: list[Floats]) -> Floats:
    """What each window says of its own core, one row a piece."""
    parts = [c[1 + s.window.core - s.window.lo :] for s, c in zip(windows, columns, strict=True)]
    return np.concatenate(parts) if parts else np.zeros((0, 1), np.float32)


def segments(places: Offsets) -> Iterator[list[tuple[int, int]]]:
    """The paragraphs in runs of at most `SEGMENT` characters; a longer paragraph is cut into such pieces."""
    run: list[tuple[int, int]] = []
    held = 0
    for start, end in places:
        for at in range(start, end, SEGMENT):
            stop = min(end, at + SEGMENT)
            if run and held + stop - at > SEGMENT:
                yield run
                run, held = [], 0
            run.append((at, stop))
            held += stop - at
    if run:
        yield run


def checked(name: str) -> bytes:
    """A file of the shipped weights; raises ModelError where it is missing or not the pinned one."""
    folder = files("onrecord") / "models_data"
    file = folder / name
    try:
        pins = json.loads((folder / "pins.json").read_text("utf-8"))
        data = file.read_bytes()
    except (OSError, ValueError) as error:
        raise ModelError(
            f"cannot be read ({type(error).__name__}): install onrecord again", path=str(file)
        ) from error
    if hashlib.sha256(data).hexdigest() != pins.get(name):
        raise ModelError(_AGAIN, path=str(file))
    return data


@cache
def load_model(name: str) -> Model:
    """The model of that name, loaded once a process; raises ModelError."""
    rows, scales = shared_words()
    return Model(
        name, json.loads(checked(f"{name}.json")), session_of(name), shared_tokenizer(), rows, scales
    )


def session_of(name: str) -> InferenceSession:
    """The graph of that name, to be run on one thread; raises ModelError."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    graph = checked(f"{name}.onnx")
    return onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])


@cache
def shared_words() -> tuple[NDArray[np.int8], Floats]:
    """The word vectors that all models share: int8 rows and the scale of each; raises ModelError."""
    return words_of(checked("words.bin"))


def words_of(data: bytes) -> tuple[NDArray[np.int8], Floats]:
    """The word vectors of a file of weights: int8 rows and the scale of each."""
    buffer = io.BytesIO(data)
    rows = np.load(buffer, allow_pickle=False)
    return rows, np.load(buffer, allow_pickle=False)


@cache
def shared_tokenizer() -> WordPieces:
    """The word pieces that all models share; raises ModelError."""
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_str(checked("pieces.json").decode("utf-8"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return WordPieces(tokenizer)
