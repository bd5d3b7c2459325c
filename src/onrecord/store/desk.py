"""The desk: a file of records, asked and changed through one class."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from onrecord.models import ActorKind, Kind, Record
from onrecord.store.rows import (
    Added,
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

if TYPE_CHECKING:
    from onrecord.store.db import Database


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
        raise NotImplementedError

    @property
    def path(self) -> Path:
        """The file."""
        raise NotImplementedError

    def close(self) -> None:
        """Let go of the file; a closed desk cannot be used again."""
        raise NotImplementedError

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def info(self) -> DeskInfo:
        """Counts, size and version."""
        raise NotImplementedError

    # Writing

    def add(self, record: Record) -> Added:
        """Put one record in, in one transaction.

        A document that is there with the same text and findings stays as it is. With another text, the
        old one is kept as a revision, and `revision_of` of the new one names it. Raises BadRecord where
        a span does not hold in the text.
        """
        raise NotImplementedError

    def add_many(self, records: Iterable[Record], *, batch: int = 100) -> Iterator[tuple[Record, Added]]:
        """Put records in, `batch` to a transaction; each is given back once its batch is safely stored."""
        raise NotImplementedError

    def forget(self, key: str) -> Forgotten:
        """Remove every document with that id, path or URL: revisions, statements, checks, search words.

        The words are wiped from the file too. Raises KeyError where nothing has that id, path or URL.
        """
        raise NotImplementedError

    # Documents

    def documents(
        self,
        *,
        section: str | None = None,
        source: str | None = None,
        since: str | None = None,
        until: str | None = None,
        limit: int = 50,
        before: str | None = None,
    ) -> list[DocumentRow]:
        """Documents, newest first: by publication, else when fetched; then the one added last.

        `since` and `until` are ISO dates, both inclusive and as coarse as given; `before` is the
        `cursor` of the last row of the page before.
        """
        raise NotImplementedError

    def sections(self) -> list[SectionRow]:
        """Sections with their numbers of documents, the largest first."""
        raise NotImplementedError

    def sources(self) -> list[SourceRow]:
        """Sources with their counts, the largest first."""
        raise NotImplementedError

    def source(self, name: str) -> SourceRow:
        """The source of that name; raises KeyError."""
        raise NotImplementedError

    def document(self, id: str) -> Record:
        """The record as it was added; raises KeyError."""
        raise NotImplementedError

    def document_row(self, id: str) -> DocumentRow:
        """The same document as a row; raises KeyError."""
        raise NotImplementedError

    def revisions(self, id: str) -> list[RevisionRow]:
        """The texts that this document has had, the first one first; raises KeyError."""
        raise NotImplementedError

    def revision(self, id: str, number: int) -> Record:
        """The record of one of a document's texts; raises KeyError."""
        raise NotImplementedError

    def records(self) -> Iterator[Record]:
        """Every document's record, in the order in which they were added."""
        raise NotImplementedError

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
        raise NotImplementedError

    def person(self, id: str, *, limit: int = 50, before: str | None = None) -> PersonPage:
        """One entity of any kind with a page of its statements, newest first; raises KeyError."""
        raise NotImplementedError

    def entities(self, document: str) -> dict[str, EntityRow]:
        """The desk's entity for each actor id of a document's record; raises KeyError."""
        raise NotImplementedError

    def judge_same(self, a: str, b: str, *, quotation: str | None = None) -> JudgementRow:
        """Say that two entities are one. Kept in the ledger, outlives re-reading, can be undone."""
        raise NotImplementedError

    def judge_different(self, a: str, b: str, *, quotation: str | None = None) -> JudgementRow:
        """Say that two are not one; splits them where they were merged.

        `a` and `b` are entity ids, or, to split what has one id, `DOCUMENT/ACTOR`: an actor of a record.
        """
        raise NotImplementedError

    def judge_unsure(self, a: str, b: str, *, quotation: str | None = None) -> JudgementRow:
        """Say that it cannot be told; like "different" this keeps the two apart."""
        raise NotImplementedError

    def undo(self, judgement: str) -> JudgementRow:
        """Take a judgement back; the entities are as if it had not been given. Raises KeyError."""
        raise NotImplementedError

    def judgements(self, entity: str | None = None) -> list[JudgementRow]:
        """The ledger, the latest first, or the part of it that touches one entity."""
        raise NotImplementedError

    # Statements

    def statement(self, id: str, *, document: str | None = None) -> StatementPage:
        """One statement with its record; raises KeyError.

        Two documents of one text may hold statements of one id: without `document` it is the first added.
        """
        raise NotImplementedError

    def statements(self, document: str) -> list[StatementRow]:
        """A document's statements, in the order of the text; raises KeyError."""
        raise NotImplementedError

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
        raise NotImplementedError
