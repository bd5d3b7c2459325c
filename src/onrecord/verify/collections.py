"""The collections of a desk: a folder each of indexed transcripts, opened for tracing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from onrecord.errors import InputError, NotFound
from onrecord.verify.index.build import MANIFEST, Manifest, add_transcripts, read_manifest
from onrecord.verify.index.segment import Segment
from onrecord.verify.tracer import Tracer
from onrecord.verify.traces import Query, Source, Trace
from onrecord.verify.transcript import Transcript, Turn

_NAME = re.compile(r"\w[\w .+-]{0,99}")
_SUFFIX = ".collections"


@dataclass(frozen=True, slots=True)
class CollectionInfo:
    """What a collection holds: transcripts, words, the period, how many speakers are named, bytes on disk.

    `translated`: no quotation is altered by it. `open`: anybody may read these transcripts whole.
    """

    name: str
    documents: int
    words: int
    first: str | None
    last: str | None
    speakers: int
    translated: bool
    size: int
    open: bool = False


@dataclass(frozen=True, slots=True)
class Added:
    """What adding did: transcripts and words that are new."""

    documents: int
    words: int


class Collections:
    """The collections in one folder, all of them or only some."""

    def __init__(self, folder: Path, names: Sequence[str] | None = None) -> None:
        """Raises NotFound for a name that is not there. A folder that is missing has no collections."""
        self.folder = Path(folder)
        self._only = None if names is None else tuple(dict.fromkeys(names))
        self._tracer: Tracer | None = None
        for name in self._only or ():
            if name not in self._all():
                raise NotFound(f"there is no collection called {name!r}", path=str(self.folder))

    @classmethod
    def beside(cls, desk: Path, names: Sequence[str] | None = None) -> Collections:
        """The collections of the desk in that file: the folder `<desk>.collections` beside it."""
        return cls(desk.with_name(desk.name + _SUFFIX), names)

    def _all(self) -> tuple[str, ...]:
        if not self.folder.is_dir():
            return ()
        return tuple(sorted(entry.name for entry in self.folder.iterdir() if (entry / MANIFEST).is_file()))

    @property
    def names(self) -> tuple[str, ...]:
        """The collections' names in order."""
        return self._all() if self._only is None else self._only

    def __bool__(self) -> bool:
        return bool(self.names)

    def info(self) -> Iterator[CollectionInfo]:
        """What each collection holds, by name."""
        for name in self.names:
            manifest = read_manifest(self.folder / name)
            segments = manifest["segments"]
            yield CollectionInfo(
                name=name,
                documents=sum(segment["documents"] for segment in segments),
                words=sum(segment["words"] for segment in segments),
                first=min((segment["first"] for segment in segments if segment["first"]), default=None),
                last=max((segment["last"] for segment in segments if segment["last"]), default=None),
                speakers=len(self._speakers(name, manifest)),
                translated=bool(manifest.get("translated")),
                open=bool(manifest.get("open")),
                size=sum(file.stat().st_size for file in (self.folder / name).rglob("*") if file.is_file()),
            )

    def _speakers(self, name: str, manifest: Manifest) -> set[str]:
        segments = [Segment(self.folder / name / segment["name"]) for segment in manifest["segments"]]
        return {speaker for segment in segments for speaker in segment.speakers if speaker}

    def add(
        self,
        name: str,
        transcripts: Iterable[Transcript],
        *,
        workers: int = 1,
        translated: bool | None = None,
        open: bool | None = None,
    ) -> Added:
        """Add transcripts to the collection of that name, which is made where it is missing.

        What it has already, by id and text, is left out. `translated` and `open` mark the collection, where
        they are given (see CollectionInfo). Raises InputError for a name that cannot be a
        folder's, OutputError where it cannot be written; a build that is killed leaves what was there.
        """
        if not _NAME.fullmatch(name):
            raise InputError(
                f"a collection cannot be called {name!r}: use letters, digits, spaces and . _ + -"
            )
        before = read_manifest(self.folder / name)
        after = add_transcripts(
            self.folder / name, transcripts, workers=workers, translated=translated, open=open
        )
        self._tracer = None
        new = after["segments"][len(before["segments"]) :]
        return Added(sum(segment["documents"] for segment in new), sum(segment["words"] for segment in new))

    def is_open(self, name: str) -> bool:
        """Whether anybody may read the transcripts of that collection whole."""
        return bool(read_manifest(self.folder / name).get("open"))

    def tracer(self) -> Tracer:
        """The tracer over these collections, opened once and kept."""
        if self._tracer is None:
            self._tracer = Tracer(
                [
                    Source(
                        name, Segment(self.folder / name / segment["name"]), bool(manifest.get("translated"))
                    )
                    for name in self.names
                    for manifest in (read_manifest(self.folder / name),)
                    for segment in manifest["segments"]
                ]
            )
        return self._tracer

    def trace(self, quote: str, speaker: str | None = None, date: str | None = None) -> Trace:
        """Whether these were the words, where they stand, who said them and when."""
        return self.tracer().trace(Query(quote, speaker, date))

    def trace_all(self, queries: Iterable[Query]) -> Iterator[Trace]:
        """A trace for each query, in order, a batch at a time."""
        return self.tracer().trace_all(queries)

    def transcript(self, collection: str, document: str, text_id: str | None = None) -> Transcript:
        """One transcript whole, for showing a passage in its context; raises NotFound.

        Of several texts of one id the last added counts, or the one of `text_id`.
        """
        for segment in (
            source.segment for source in reversed(self.tracer().sources) if source.collection == collection
        ):
            for number in range(segment.document_count - 1, -1, -1):
                facts = segment.metadata(number)
                if facts["id"] == document and text_id in (None, facts["text_id"]):
                    return _transcript(segment, number, facts)
        raise NotFound(f"the collection {collection!r} has no transcript {document!r}", path=str(self.folder))


def _transcript(segment: Segment, number: int, facts: Mapping[str, str]) -> Transcript:
    first, last = segment.bounds(number)
    return Transcript(
        id=facts["id"],
        text=segment.text(first, last),
        title=facts.get("title"),
        date=facts.get("date"),
        speaker=facts.get("speaker"),
        occasion=facts.get("occasion"),
        path=facts.get("path"),
        turns=tuple(Turn(place - first, speaker) for place, speaker in segment.turns_of(number)),
    )
