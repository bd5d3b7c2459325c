"""The desk: a file of records, asked and changed through one class."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from time import monotonic
from types import TracebackType
from typing import TYPE_CHECKING, Self

from onrecord.models import ActorKind, Kind, Record
from onrecord.store import documents, forget, people, search, texts, write
from onrecord.store.aside import Aside, Settings
from onrecord.store.db import Database, open_database
from onrecord.store.info import info
from onrecord.store.rows import (
    Added,
    Arrivals,
    DeskInfo,
    DocumentRow,
    EntityRow,
    Forgotten,
    JudgementRow,
    PersonPage,
    RevisionRow,
    SearchResult,
    SectionRow,
    SourceRow,
    StatementPage,
    StatementRow,
    What,
)
from onrecord.store.saved import Saved
from onrecord.store.sayings import DeskSayings
from onrecord.store.search import Filters

if TYPE_CHECKING:
    from onrecord.revisions import Revised
    from onrecord.store.dossiers import Dossiers
    from onrecord.store.following import Following
    from onrecord.store.reporting import Reporting
    from onrecord.store.stories import Stories
    from onrecord.store.trends import Trends
    from onrecord.verify.collections import Collections
    from onrecord.verify.traces import Trace

_BATCH = 100
PATIENCE = 5.0
"""Seconds."""
_STORIES = 8
"""The layout since which documents are grouped into stories as they come."""
_ON_OPENING = 1_000
"""Documents of an earlier desk that are grouped when it is opened; `stories.group` does the rest."""


def default_path() -> Path:
    """Where a desk is when no file is named: the user's data folder."""
    from platformdirs import user_data_path

    return user_data_path("onrecord") / "desk.sqlite"


class Desk:
    """Records of documents in one SQLite file; open it with `Desk.open`, use it in a `with` block.

    Reads may come from any thread; each takes its own short-lived connection and sees a whole state.
    Every write is one transaction. Ids that are not in the desk raise KeyError, a full disk DeskFull,
    and the file is then as it was before.
    """

    def __init__(self, database: Database) -> None:
        self._db = database

    @classmethod
    def open(cls, path: Path | str | None = None, *, create: bool = True, read_only: bool = False) -> Self:
        """The desk in that file, or in `default_path()`; made, or brought up to date, where allowed.

        Raises NotADesk for a file that is something else or is missing, NewerDesk for one that a later
        version wrote, DeskFull without space, DeskError where the file cannot be used.
        """
        where = Path(path) if path is not None else default_path()
        desk = cls(open_database(where, create=create, read_only=read_only))
        if 0 < desk._db.made_by < _STORIES:
            desk.stories.group(most=_ON_OPENING)
        return desk

    @property
    def path(self) -> Path:
        """The file."""
        return self._db.path

    @property
    def aside(self) -> Aside:
        """What was met and not kept as an article: walls, live blogs, index pages …, with the reasons."""
        return Aside(self._db)

    @property
    def settings(self) -> Settings:
        """The desk's own settings."""
        return Settings(self._db)

    @property
    def saved(self) -> Saved:
        """Saved searches and followed people."""
        return Saved(self._db)

    def close(self) -> None:
        """Let go of the file; a closed desk cannot be used again."""
        self._db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def info(self) -> DeskInfo:
        """Counts, size and version."""
        with self._db.reading() as connection:
            return info(connection, self._db.path)

    # Transcripts

    def collections(self, *names: str) -> Collections:
        """The desk's collections of transcripts, which stand in a folder beside its file; all, or the named.

        Raises NotFound for a name that is not there.
        """
        from onrecord.verify.collections import Collections

        return Collections.beside(self.path, names or None)

    def trace(self, quote: str, speaker: str | None = None, date: str | None = None) -> Trace:
        """Whether these were the words: verdict, notes, where they stand, who said them and when.

        Tracing many quotations is quicker through `collections().trace_all`, which takes batches.
        """
        return self.collections().trace(quote, speaker, date)

    @property
    def dossiers(self) -> Dossiers:
        """The desk's dossiers, and what of its documents belongs to each."""
        from onrecord.store.dossiers import Dossiers

        return Dossiers(self._db)

    @property
    def reporting(self) -> Reporting:
        """Events and positions across the desk's documents."""
        from onrecord.store.reporting import Reporting

        return Reporting(self._db)

    # Sources that are followed

    @property
    def following(self) -> Following:
        """The sources that the desk follows, and the articles found in them."""
        from onrecord.store.following import Following

        return Following(self._db)

    @property
    def trends(self) -> Trends:
        """Who and what is named more than before."""
        from onrecord.store.trends import Trends

        return Trends(self._db)

    @property
    def stories(self) -> Stories:
        """The desk's stories: documents about one happening, copies told."""
        from onrecord.store.stories import Stories

        return Stories(self._db)

    # Writing

    def add(self, record: Record) -> Added:
        """Put one record in, in one transaction.

        A document that is there with the same text and findings stays as it is. With another text, the
        old one is kept as a revision, and `revision_of` of the new one names it. Raises BadRecord where
        a span does not hold in the text.
        """
        with self._db.writing() as connection:
            return write.put(connection, record)

    def add_many(self, records: Iterable[Record], *, batch: int = 100) -> Iterator[tuple[Record, Added]]:
        """Put records in, up to `batch` to a transaction; each is given back once it is safely stored.

        A transaction waits no longer than `PATIENCE` for more records. What had come when it is interrupted
        (Ctrl-C) is stored before the interrupt goes on.
        """
        for part in _parts(records, batch):
            with self._db.writing() as connection:
                done = [(record, write.put(connection, record)) for record in part]
            yield from done

    def forget(self, key: str) -> Forgotten:
        """Remove every document with that id, path or URL: revisions, statements, checks, search words.

        The words are wiped from the file too. Raises KeyError where nothing has that id, path or URL.
        """
        return forget.forget(self._db, key)

    def matching(self, key: str) -> list[DocumentRow]:
        """The documents that `forget` would remove; none where nothing has that id, path or URL."""
        with self._db.reading() as connection:
            return forget.matching(connection, key)

    @property
    def sayings(self) -> DeskSayings:
        """Quotations with their versions in other documents."""
        return DeskSayings(self._db)

    # Documents

    def documents(
        self,
        *,
        section: str | Collection[str] | None = None,
        source: str | None = None,
        since: str | None = None,
        until: str | None = None,
        limit: int = 50,
        before: str | None = None,
    ) -> list[DocumentRow]:
        """Documents, newest first: by publication, else when fetched; then the one added last.

        `section` "" asks for those without one; it may be several names. `since` and `until` are ISO dates,
        both inclusive and as coarse as given; `before` is the `cursor` of the last row of the page before.
        """
        with self._db.reading() as connection:
            return documents.listed(
                connection,
                section=section, source=source, since=since, until=until, limit=limit, before=before,
            )  # fmt: skip

    def arrivals(self, after: int = 0, *, limit: int = 50) -> Arrivals:
        """What came into the desk since the document of that number, whenever it was published."""
        with self._db.reading() as connection:
            return documents.arrivals(connection, after, limit)

    def sections(self) -> list[SectionRow]:
        """Sections with their numbers of documents, the largest first."""
        with self._db.reading() as connection:
            return documents.sections(connection)

    def sources(self) -> list[SourceRow]:
        """Sources with their counts, the largest first."""
        with self._db.reading() as connection:
            return documents.sources(connection)

    def source(self, name: str) -> SourceRow:
        """The source of that name; raises KeyError."""
        with self._db.reading() as connection:
            rows = documents.sources(connection, name)
        if not rows:
            raise KeyError(name)
        return rows[0]

    def document(self, id: str) -> Record:
        """The record as it was added; raises KeyError."""
        with self._db.reading() as connection:
            return documents.record_of(connection, id)

    def document_row(self, id: str) -> DocumentRow:
        """The same document as a row; raises KeyError."""
        with self._db.reading() as connection:
            return documents.row_of(connection, id)

    def revisions(self, id: str) -> list[RevisionRow]:
        """The texts that this document has had, the first one first; raises KeyError."""
        with self._db.reading() as connection:
            return documents.revisions(connection, id)

    def revision(self, id: str, number: int) -> Record:
        """The record of one of a document's texts; raises KeyError."""
        with self._db.reading() as connection:
            return documents.record_of(connection, id, number)

    def changes(self, id: str) -> list[Revised]:
        """What each revision of a document changed of the text before it, the first change first.

        Empty for a document that has had one text; raises KeyError.
        """
        return [self.change(id, row.number) for row in self.revisions(id)[1:]]

    def change(self, id: str, number: int) -> Revised:
        """What revision `number`, from 2 on, changed of the text before it; raises KeyError."""
        from onrecord.revisions import revised

        return revised(self.revision(id, number - 1), self.revision(id, number), number)

    def records(
        self, *, source: str | None = None, since: str | None = None, until: str | None = None
    ) -> Iterator[Record]:
        """Every document's record, or those of a source or time, in the order in which they were added."""
        conditions = documents.narrowed(source, since, until)
        last = 0
        while True:
            with self._db.reading() as connection:
                part = documents.all_records(connection, conditions, last, _BATCH)
            if not part:
                return
            yield from (record for _, record in part)
            last = part[-1][0]

    # People

    def people(
        self,
        *,
        name: str | None = None,
        kind: ActorKind | None = "person",
        side: str | None = None,
        limit: int = 50,
        offset: int = 0,
    ) -> list[EntityRow]:
        """Entities, the most quoted first. `name` asks for words of the name, in any order and case."""
        with self._db.reading() as connection:
            return people.listed(connection, name=name, kind=kind, side=side, limit=limit, offset=offset)

    def person(self, id: str, *, limit: int = 50, before: str | None = None) -> PersonPage:
        """One entity of any kind with a page of its statements, newest first; raises KeyError."""
        with self._db.reading() as connection:
            return people.page(connection, id, limit=limit, before=before)

    def entities(self, document: str) -> dict[str, EntityRow]:
        """The desk's entity for each actor id of a document's record; raises KeyError."""
        with self._db.reading() as connection:
            return people.of_document(connection, document)

    def judge_same(self, a: str, b: str, *, quotation: str | None = None) -> JudgementRow:
        """Say that two entities are one. Kept in the ledger, outlives re-reading, can be undone."""
        with self._db.writing() as connection:
            return people.judge(connection, a, b, "same", quotation)

    def judge_different(self, a: str, b: str, *, quotation: str | None = None) -> JudgementRow:
        """Say that two are not one; splits them where they were merged.

        `a` and `b` are entity ids, or, to split what has one id, `DOCUMENT/ACTOR`: an actor of a record.
        """
        with self._db.writing() as connection:
            return people.judge(connection, a, b, "different", quotation)

    def judge_unsure(self, a: str, b: str, *, quotation: str | None = None) -> JudgementRow:
        """Say that it cannot be told; like "different" this keeps the two apart."""
        with self._db.writing() as connection:
            return people.judge(connection, a, b, "unsure", quotation)

    def undo(self, judgement: str) -> JudgementRow:
        """Take a judgement back; the entities are as if it had not been given. Raises KeyError."""
        with self._db.writing() as connection:
            return people.undo(connection, judgement)

    def judgements(self, entity: str | None = None) -> list[JudgementRow]:
        """The ledger, the latest first, or the part of it that touches one entity."""
        with self._db.reading() as connection:
            return people.judgements(connection, entity)

    # Statements

    def statement(self, id: str, *, document: str | None = None) -> StatementPage:
        """One statement with its record; raises KeyError.

        Two documents of one text may hold statements of one id: without `document` it is the first added.
        """
        with self._db.reading() as connection:
            return documents.statement_page(connection, id, document)

    def statements(self, document: str) -> list[StatementRow]:
        """A document's statements, in the order of the text; raises KeyError."""
        with self._db.reading() as connection:
            return documents.statements_of(connection, document)

    def texts(self, documents: Iterable[str]) -> dict[str, str]:
        """The current texts of these documents, by id; those that are not in the desk are left out."""
        with self._db.reading() as connection:
            return texts.texts_of(connection, documents)

    def search(
        self,
        query: str,
        *,
        speaker: str | None = None,
        kind: Kind | None = None,
        source: str | None = None,
        since: str | None = None,
        until: str | None = None,
        min_confidence: float = 0.0,
        what: What = "all",
        limit: int = 20,
        offset: int = 0,
    ) -> SearchResult:
        """Articles and statements that hold all the words of `query`, the best match first.

        `"words in a row"` asks for a phrase, `word*` for a beginning, `-word` leaves out; anything else
        is a word, and no query raises. An empty query lists what the filters leave, newest first.
        `speaker`, `kind` and `min_confidence` are asked of statements;
        with any of them articles are left out.
        """
        filters = Filters(speaker, kind, source, since, until, min_confidence)
        with self._db.reading() as connection:
            return search.search(connection, query, filters, what=what, limit=limit, offset=offset)


def _parts(records: Iterable[Record], most: int) -> Iterator[list[Record]]:
    part: list[Record] = []
    began = monotonic()
    try:
        for record in records:
            part.append(record)
            if len(part) >= most or monotonic() - began >= PATIENCE:
                yield part
                part, began = [], monotonic()
    except KeyboardInterrupt:
        if part:
            yield part
        raise
    if part:
        yield part
