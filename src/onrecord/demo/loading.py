"""The specimens, read, checked against the speeches, and put with them into a desk."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.demo.specimens import COLLECTION, DOSSIER, articles, catalogue, dossier, speeches
from onrecord.models import Document, Failure, Record, make_id

if TYPE_CHECKING:
    from onrecord.store import Added
    from onrecord.verify.collections import Collections

Progress = Callable[[Record | Failure], None]
SPECIMEN = "specimen"


@dataclass(frozen=True, slots=True)
class DemoResult:
    """The desk's file, the records in it by file name, what adding each did, and what failed."""

    path: Path
    records: dict[str, Record]
    added: dict[Added, int]
    failures: tuple[Failure, ...]


def load_demo(desk_path: Path | str, progress: Progress | None = None) -> DemoResult:
    """Read the specimens and put them into the desk in that file, which is made where it is missing.

    The speeches become its collection `speeches`, and each quotation is traced in them, in no other
    collection of the desk. One negotiation becomes the dossier `oregon`. Doing so again changes nothing.

    `progress` is called with each record or failure. Raises DeskError and its kinds where the desk cannot
    be used, OutputError where the collection cannot be written.
    """
    from onrecord.store import Desk

    records: dict[str, Record] = {}
    failures: list[Failure] = []
    path = Path(desk_path)
    with Desk.open(path) as desk:
        sources = _collect(desk.collections())
        for name, result in _read(sources, progress):
            if isinstance(result, Failure):
                failures.append(result)
            else:
                records[name] = result
        added = Counter(done for _, done in desk.add_many(records.values()))
        if DOSSIER not in {known.name for known in desk.dossiers.all()}:
            desk.dossiers.new(dossier())
    return DemoResult(path, records, dict(added), tuple(failures))


def _collect(collections: Collections) -> Collections:
    """The collection of the shipped speeches, with those put in that were missing."""
    from onrecord.verify.collections import Collections
    from onrecord.verify.transcript import Transcript

    shipped = (
        Transcript(speech.id, speech.text, speech.title, speech.date, speech.speaker) for speech in speeches()
    )
    collections.add(COLLECTION, shipped, open=True)
    return Collections(collections.folder, [COLLECTION])


def _read(sources: Collections, progress: Progress | None) -> Iterator[tuple[str, Record | Failure]]:
    from onrecord.reading import read_many
    from onrecord.verify import verify

    paths = articles()
    for path, result in zip(paths, read_many([str(path) for path in paths]), strict=True):
        marked = result if isinstance(result, Failure) else verify(as_specimen(result, path.name), sources)
        if progress is not None:
            progress(marked)
        yield path.name, marked


def as_specimen(record: Record, name: str) -> Record:
    """The record of the specimen `name`: marked as one, and named alike wherever the package is installed.

    The dump of a page may not say which outlet or section it came from; the catalogue does.
    """
    entry = catalogue()[name]
    document = record.document
    path = f"onrecord/demo/articles/{name}"
    source = document.source or entry["source"]
    named: Document = replace(
        document,
        id=make_id("document", document.canonical_url or path, source),
        path=path,
        source=source,
        section=document.section or entry["section"],
        notes=(*(note for note in document.notes if note != SPECIMEN), SPECIMEN),
    )
    return replace(record, document=named)
