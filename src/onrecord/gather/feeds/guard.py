"""A first look at XML that others wrote: what declares entities or nests without end is not read at all."""

from __future__ import annotations

import re
from xml.parsers import expat

from onrecord.errors import BadAnswer

MOST_DEPTH = 60
_ENTITY = re.compile(rb"<!\s*ENTITY", re.IGNORECASE)


class _Depth:
    """Counts how deep the elements stand in each other; HTML inside a feed's content is text to it."""

    def __init__(self) -> None:
        self.now = 0

    def open(self, name: str, attributes: object) -> None:
        self.now += 1
        if self.now > MOST_DEPTH:
            raise BadAnswer(f"nests elements more than {MOST_DEPTH} deep")

    def close(self, name: str) -> None:
        self.now -= 1


def check_xml(data: bytes) -> bool:
    """Whether the XML is well formed; raises BadAnswer for declared entities and for bottomless nesting."""
    if _ENTITY.search(data):
        raise BadAnswer("declares XML entities, which no feed needs and bombs are made of")
    depth = _Depth()
    parser = expat.ParserCreate()
    parser.StartElementHandler = depth.open
    parser.EndElementHandler = depth.close
    parser.EntityDeclHandler = _refuse_entity
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, ValueError, LookupError):
        return False
    return True


def _refuse_entity(*_: object) -> None:
    raise BadAnswer("declares XML entities, which no feed needs and bombs are made of")
