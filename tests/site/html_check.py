"""A strict reading of a page: what a browser would mend in silence is a fault here."""

from __future__ import annotations

from html.parser import HTMLParser
from urllib.parse import unquote

VOID = frozenset({"meta", "link", "input", "br", "hr", "img"})
BLOCKS = frozenset(
    ("address", "article", "aside", "blockquote", "dl", "div", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "main", "nav", "ol", "p", "pre", "section", "table", "ul")
)  # fmt: skip
FORBIDDEN = frozenset({"style", "iframe", "object", "embed", "base", "img"})
DRAWN = frozenset({"svg", "title", "desc", "rect", "text"})
"""What a figure is made of; a drawing has a role and a name, and nothing else stands in it."""


class Page(HTMLParser):
    """Reads a page; `faults` says what is wrong with it, `links` where it leads, `words` what it shows."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=True)
        self.faults: list[str] = []
        self.links: list[str] = []
        self.scripts: list[str] = []
        self.ids: list[str] = []
        self.labels: list[str] = []
        self.fields: list[str] = []
        self.headings: list[int] = []
        self.title = ""
        self.lang: str | None = None
        self.words = ""
        self._open: list[str] = []
        self._count: dict[str, int] = {}
        self.feed(source)
        self.close()
        self._finish()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        given = {name: value or "" for name, value in attrs}
        drawing = "svg" in self._open
        if not drawing:
            self._count[tag] = self._count.get(tag, 0) + 1
        if (drawing or tag == "svg") and tag not in DRAWN:
            self.faults.append(f"<{tag}> in a drawing")
        if tag == "svg" and (
            given.get("role") != "img" or not {"aria-label", "aria-labelledby"} & given.keys()
        ):
            self.faults.append("<svg> without a name")
        if drawing and {"href", "xlink:href"} & given.keys():
            self.faults.append("a drawing leads elsewhere")
        if len(set(names)) != len(names):
            self.faults.append(f"<{tag}> has an attribute twice")
        if any(name.startswith("on") or name == "style" for name in names):
            self.faults.append(f"<{tag}> carries script or style: {names}")
        if tag in FORBIDDEN:
            self.faults.append(f"<{tag}> has no place here")
        if "p" in self._open and tag in BLOCKS:
            self.faults.append(f"<{tag}> inside <p>")
        if tag == "a" and "a" in self._open:
            self.faults.append("<a> inside <a>")
        if tag not in VOID:
            self._open.append(tag)
        self._note(tag, given)

    def _note(self, tag: str, given: dict[str, str]) -> None:
        if tag == "html":
            self.lang = given.get("lang")
        if "id" in given:
            self.ids.append(given["id"])
        if tag == "a":
            self.links.append(given.get("href", ""))
            if given.get("href", "").startswith("http") and not {"noopener", "nofollow"} <= set(
                given.get("rel", "").split()
            ):
                self.faults.append("a link elsewhere without rel")
        if tag == "script" and given.get("type") != "application/ld+json":
            self.scripts.append(given.get("src", "(inline)"))
        if tag == "label":
            self.labels.append(given.get("for", ""))
        if tag in ("input", "select", "textarea") and given.get("type") != "hidden":
            self.fields.append(given.get("id", ""))
        if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit():
            self.headings.append(int(tag[1]))

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open[-1] != tag:
            self.faults.append(f"</{tag}> closes {self._open[-1:]}")
        if tag in self._open:
            while self._open.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        if self._open[-1:] == ["title"] and "svg" not in self._open:
            self.title += data
        self.words += data

    def _finish(self) -> None:
        if self._open:
            self.faults.append(f"never closed: {self._open}")
        twice = sorted({id for id in self.ids if self.ids.count(id) > 1})
        if twice:
            self.faults.append(f"ids twice: {twice}")
        if not self.title.strip() or self.lang != "en":
            self.faults.append("no title or language")
        for tag in ("main", "h1", "title"):
            if self._count.get(tag) != 1:
                self.faults.append(f"{self._count.get(tag, 0)} <{tag}>")
        known = set(self.ids) | {unquote(id) for id in self.ids}
        self.faults += [
            f"{link} leads nowhere" for link in self.links if link.startswith("#") and link[1:] not in known
        ]
        self.faults += [f"{label!r} labels nothing" for label in self.labels if label not in self.fields]
        self.faults += [f"{field!r} has no label" for field in self.fields if field not in self.labels]
        steps = zip([0, *self.headings], self.headings, strict=False)
        self.faults += [f"h{after} after h{before}" for before, after in steps if after > before + 1]
        self.faults += [f"script {src}" for src in self.scripts if not src.startswith("/static/")]
