"""Content encodings undone piece by piece, so that no bomb is ever unpacked whole."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import Protocol

from onrecord.errors import BadAnswer, TooLarge

ACCEPTED = "gzip, deflate, br"
_PIECE = 1 << 18
_MOST_LAYERS = 3
_NONE = frozenset(("", "identity", "none", "utf-8", "binary"))


class _Layer(Protocol):
    def pieces(self, data: bytes) -> Iterator[bytes]: ...

    def is_whole(self) -> bool: ...


class Unpacker:
    """Takes a body's pieces as they come and gives them unpacked; raises TooLarge and BadAnswer."""

    def __init__(self, encodings: str, *, max_bytes: int) -> None:
        names = [name for raw in encodings.split(",") if (name := raw.strip().lower()) not in _NONE]
        if len(names) > _MOST_LAYERS:
            raise BadAnswer(f"is packed {len(names)} times over")
        self._layers = [_layer(name) for name in reversed(names)]
        self._left = max_bytes
        self._max = max_bytes

    def unpack(self, data: bytes) -> bytes:
        """What these bytes unpack to."""
        pieces: Iterator[bytes] = iter((data,))
        for layer in self._layers:
            pieces = _through(layer, pieces)
        out = []
        for piece in pieces:
            self._left -= len(piece)
            if self._left < 0:
                raise TooLarge(f"unpacks to more than {self._max / 1e6:g} MB")
            out.append(piece)
        return b"".join(out)

    def finish(self) -> None:
        """Raise BadAnswer where a packed body broke off."""
        if not all(layer.is_whole() for layer in self._layers):
            raise BadAnswer("its packed body breaks off")


def _through(layer: _Layer, pieces: Iterator[bytes]) -> Iterator[bytes]:
    for piece in pieces:
        yield from layer.pieces(piece)


def _layer(name: str) -> _Layer:
    if name in ("gzip", "x-gzip"):
        return _Zlib(zlib.MAX_WBITS | 16)
    if name == "deflate":
        return _Zlib(zlib.MAX_WBITS, or_raw=True)
    if name == "br":
        return _Brotli()
    raise BadAnswer(f"is packed in a way that was not asked for: {name[:40]!r}")


class _Zlib:
    """gzip, or deflate with or without its header, which servers disagree on."""

    def __init__(self, bits: int, *, or_raw: bool = False) -> None:
        self._bits = bits
        self._or_raw = or_raw
        self._state = zlib.decompressobj(bits)
        self._began = False

    def pieces(self, data: bytes) -> Iterator[bytes]:
        while data:
            try:
                piece = self._state.decompress(data, _PIECE)
            except zlib.error as error:
                if self._began or not self._or_raw:
                    raise BadAnswer(f"its packed body is damaged: {error}") from error
                self._or_raw, self._state = False, zlib.decompressobj(-zlib.MAX_WBITS)
                continue
            self._began = True
            if piece:
                yield piece
            data = self._state.unconsumed_tail
            if self._state.eof:
                data = self._next_member(self._state.unused_data)

    def _next_member(self, rest: bytes) -> bytes:
        """A gzip file may hold several; what else follows the end is padding."""
        if self._bits > zlib.MAX_WBITS and rest.startswith(b"\x1f\x8b"):
            self._state = zlib.decompressobj(self._bits)
            return rest
        return b""

    def is_whole(self) -> bool:
        return self._state.eof or not self._began


class _Brotli:
    def __init__(self) -> None:
        import brotli

        self._state = brotli.Decompressor()
        self._error = brotli.error
        self._began = False

    def pieces(self, data: bytes) -> Iterator[bytes]:
        if not data or (self._began and self._state.is_finished()):
            return
        self._began = True
        try:
            piece = self._state.process(data, output_buffer_limit=_PIECE)
            while piece:
                yield piece
                piece = self._state.process(b"", output_buffer_limit=_PIECE)
        except self._error as error:
            raise BadAnswer(f"its packed body is damaged: {error}") from error

    def is_whole(self) -> bool:
        return not self._began or bool(self._state.is_finished())
