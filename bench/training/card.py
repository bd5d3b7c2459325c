"""The card that goes with each model: what it is made of, its terms, size, scores and hash."""
# ruff: noqa: E501  (rows of a Markdown table cannot be broken)

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

_CARD = """# {name}

{about}

| | |
|---|---|
| made by | {how} |
| starts from | all-MiniLM-L6-v2 (Apache-2.0): its word vectors, kept as they are, and {layers} of its six layers |
| trained on | PolNeAR, {articles} annotated US political articles of 2015–16{more} |
| terms of the training text | **PolNeAR states no licence, and its texts belong to their publishers. Only weights are shipped, never text** |
| terms of the weights | Apache-2.0, as the rest of onrecord |
| files | {files} |
| reads | English; other languages: quotation marks only |

## What it gives

For every word of a window (at most {window} word pieces, {context} of them context): a label of source, cue and
content, decoded as a chain; two pointers, to the cue and to the source; and a label of proper names. The
name labels repeat those of the spaCy English `md` pipeline on the same texts.

## Scores

On {held} articles held out of training, where bias, least confidence and calibration were set:

{figures}

`confidence` is the chance that another annotator marks the same statement (half of its characters in
common) with the same speaker.

## Limits

Trained on US politics of two years; its annotators mark attitudes (likes, fears, wants) as well as speech.
Statements inside statements are not in its data. Figures on processors without VNNI instructions may
differ in the last digits, since products of 8-bit numbers saturate there.

## SHA-256

{hashes}
"""


def write_card(folder: Path, name: str, about: Mapping[str, Any], report: Mapping[str, Any]) -> None:
    """Writes `<name>.md` in the folder of the weights."""
    files = [f"{name}.onnx", f"{name}.json", "words.bin", "pieces.json"]
    sizes = ", ".join(f"`{file}` {(folder / file).stat().st_size / 1e6:.1f} MB" for file in files)
    hashes = "\n".join(f"- `{file}` {_digest(folder / file)}" for file in files)
    figures = "\n".join(f"- {key}: {value}" for key, value in report.items())
    text = _CARD.format(name=name, files=sizes, hashes=hashes, figures=figures, **about)
    (folder / f"{name}.md").write_text(text, encoding="utf8")


def write_pins(folder: Path) -> None:
    """`pins.json`: the SHA-256 of every file that is read at run time."""
    graphs = sorted(folder.glob("*.onnx"))
    names = ["pieces.json", "words.bin", *(g.name for g in graphs), *(f"{g.stem}.json" for g in graphs)]
    pins = {name: _digest(folder / name) for name in sorted(names)}
    (folder / "pins.json").write_text(json.dumps(pins, indent=1) + "\n", encoding="utf8")


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
