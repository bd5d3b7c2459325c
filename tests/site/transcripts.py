"""A desk whose articles quote a meeting, and the meeting's transcript in a collection beside it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from onrecord.models import Record
from onrecord.store import Desk
from onrecord.verify import verify
from onrecord.verify.sources import made
from onrecord.verify.transcript import Transcript
from tests.site import samples

MEETING = """Town hall, 2 March 2024

MS. QUILL: Thank you all for coming out on such a night. (Applause.) The ferry will run every day of the winter unless the river freezes over, and nobody will pay a coin more for it.

MR. REED: I have heard that promise before, in four different winters, from four different mayors. [Laughter] We were told that the ferry pays for itself, and then the bill came in April.

MS. QUILL: The bill came because the roof of the landing fell in, Mr. Reed, as you know very well.

MR. REED: I know that somebody else always holds the bill. <script>alert('said')</script>

MS. QUILL: Let us leave it there for tonight and go home before the fog comes up the valley.
"""
SECRET = ("Thank you all for coming out", "go home before the fog comes up the valley")
"""Words of the meeting that stand far from the passage of `PROMISE`."""
PROMISE = "“I have heard that promise before, in four different winters, from four different mayors,”"
CHANGED = "“I have heard that promise before, in nine different winters, from four different mayors,”"
UNTRACED = "“Nobody in this valley has ever seen a dolphin eat a lighthouse,”"
MEETINGS = "town meetings"
ID = "2024/03 meeting"


def meeting() -> Transcript:
    return made(MEETING, ID, title="Town meeting & <questions>", date="2024-03-02", occasion="Town hall")


def speech() -> Transcript:
    text = "Friends, the harbour was built by people who owned one boat between ten of them.\n" * 3
    return made(text, "speech", title="At the harbour", date="1998", speaker="Ira Moss")


def article(title: str, source: str, published: str, *quotes: str, own: bool = True) -> Record:
    """An article in which Tom Reed says these quotations."""
    body = tuple(f"{quote} Tom Reed said at the meeting." for quote in quotes)
    doc = samples.document(
        title, body, section="Town", source=source, published=published, notes=("specimen",) if own else ()
    )
    reed = samples.actor(doc, "Tom Reed", "Tom Reed")
    said = tuple(samples.statement(doc, quote, reed, mention="Tom Reed") for quote in quotes)
    return Record(doc, (reed,), said)


def articles() -> tuple[Record, ...]:
    return (
        article("Reed has heard it before", "The Quay Herald", "2024-03-04", PROMISE, UNTRACED),
        article("Nine winters of promises", "The Other Paper", "2024-03-03", CHANGED, own=False),
        article("Ferry talk", "The Weekly", "2024-03-09", "“We were told that the ferry pays for itself, and then the bill came in April,”"),
    )  # fmt: skip


def make_desk(path: Path) -> dict[str, Record]:
    """The desk in that file with its collection; the records in it by title."""
    with Desk.open(path) as desk:
        desk.collections().add(MEETINGS, [meeting(), speech()])
        sources = desk.collections()
        records = [verify(replace(one, checks=()), sources) for one in articles()]
        list(desk.add_many(records))
    return {record.document.title or "": record for record in records}
