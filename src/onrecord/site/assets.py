"""Static files under addresses that name their content, so that a reader's browser keeps them for good."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
}


@dataclass(frozen=True, slots=True)
class Asset:
    name: str
    media: str
    body: bytes


@lru_cache(maxsize=1)
def assets() -> Mapping[str, Asset]:
    """The files of `static/`, by their hashed names such as `site.1f2e3d4c5b6a.css`."""
    found: dict[str, Asset] = {}
    folder = resources.files("onrecord.site") / "static"
    for file in sorted(folder.iterdir(), key=lambda file: file.name):
        stem, dot, suffix = file.name.rpartition(".")
        media = _TYPES.get(dot + suffix)
        if media:
            body = file.read_bytes()
            name = f"{stem}.{hashlib.sha256(body).hexdigest()[:12]}.{suffix}"
            found[name] = Asset(file.name, media, body)
    return found


def asset_url(name: str) -> str:
    """Where the static file of that plain name is; raises KeyError."""
    for hashed, asset in assets().items():
        if asset.name == name:
            return f"/static/{hashed}"
    raise KeyError(name)
