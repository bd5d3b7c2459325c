"""Where each page is: the only place that writes a path."""

from __future__ import annotations

from urllib.parse import urlencode

from onrecord.site.words import segment

FOLLOWING = "/following"
NO_SECTION = "Other news"
WRITE = "/write"


def document(id: str) -> str:
    return f"/document/{segment(id)}"


def document_json(id: str) -> str:
    return f"/document/{segment(id)}.json"


def revision(id: str, number: int) -> str:
    """What a revision of a document changed."""
    return f"{document(id)}/revision/{number}"


def statement(id: str, doc: str | None = None) -> str:
    """A statement's own page; `doc` tells apart two documents of one text."""
    return f"/statement/{segment(id)}" + (f"?{urlencode({'document': doc})}" if doc else "")


def in_article(doc: str, id: str) -> str:
    """The statement where it stands in its document."""
    return f"{document(doc)}#{anchor(id)}"


def anchor(id: str) -> str:
    """The name of the statement's words on an article page; its margin note has `note_anchor`."""
    return f"s-{segment(id)}"


def note_anchor(id: str) -> str:
    return f"n-{segment(id)}"


def person(id: str) -> str:
    return f"/person/{segment(id)}"


def source(name: str) -> str:
    return f"/source/{segment(name)}"


def stories(section: str | None = None) -> str:
    """The stories of a section, or all."""
    return with_query("/stories", section=section)


def story(id: str) -> str:
    return f"/story/{segment(id)}"


def copies(document: str) -> str:
    """Who ran a document's text, and what each changed."""
    return f"/copies/{segment(document)}"


def arrived(after: int) -> str:
    """What came into the desk after the document of that number."""
    return f"/new?after={after}"


def section(key: str) -> str:
    """The documents of a section; see `sections.section_key`."""
    return f"/section/{segment(key)}"


def followed(id: str) -> str:
    """What is new in one that is followed."""
    return f"{FOLLOWING}/{segment(id)}"


def feeds(page: str) -> tuple[str, str, str]:
    """The addresses of a page's feeds: Atom, RSS, JSON Feed. A query of the page goes with them."""
    path, mark, query = page.partition("?")
    stem = f"{path.rstrip('/')}/feed"
    return f"{stem}.atom{mark}{query}", f"{stem}.rss{mark}{query}", f"{stem}.json{mark}{query}"


def collection(name: str) -> str:
    return f"/collection/{segment(name)}"


def transcript(collection: str, id: str) -> str:
    return f"/transcript/{segment(collection)}/{segment(id)}"


def passage(collection: str, id: str, quotation: str, doc: str) -> str:
    """The transcript at the passage that a quotation of a document was traced to."""
    asked = urlencode({"quotation": quotation, "document": doc}, errors="replace")
    return f"{transcript(collection, id)}?{asked}#passage"


def quotation_id(start: int) -> str:
    """Names a quotation by where it starts in its document's text."""
    return f"at.{start}"


def quotation_at(start: int, doc: str) -> str:
    """The page of the quotation that starts there in a document's text, whether it was checked or not."""
    return quotation(quotation_id(start), doc)


def quotation(id: str, doc: str) -> str:
    """A quotation's own page; `doc` tells apart two documents of one text."""
    return f"/quotation/{segment(id)}?{urlencode({'document': doc}, errors='replace')}"


def paragraph(doc: str, number: int) -> str:
    """A paragraph of a document's page."""
    return f"{document(doc)}#p-{number}"


def dossier(name: str, page: str = "") -> str:
    """A dossier's board, or another of its pages."""
    return f"/dossier/{segment(name)}" + (f"/{page}" if page else "")


def cell_history(name: str, issue: str, party: str) -> str:
    return dossier(name, f"history/{segment(issue)}/{segment(party)}")


def write_link(site: str, token: str) -> str:
    """The link that opens a session; `site` is the address of the front page."""
    return f"{site.rstrip('/')}{WRITE}?{urlencode({'token': token})}"


def with_query(path: str, **fields: str | int | None) -> str:
    """The path with those fields that are neither empty nor None."""
    given = {key: str(value) for key, value in fields.items() if value not in (None, "")}
    return f"{path}?{urlencode(given, errors='replace')}" if given else path
