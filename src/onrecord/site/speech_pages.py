"""Typed contexts of the pages of transcripts and of quotations."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.site.pages import Checked, Heading, Link, Sign


@dataclass(frozen=True, slots=True)
class Gathered:
    """A collection in a list: its size, period and how many speakers its transcripts name."""

    name: Link
    transcripts: int
    words: int
    first: str | None
    last: str | None
    speakers: int
    translated: bool
    open: bool


@dataclass(frozen=True, slots=True)
class CollectionsPage:
    collections: tuple[Gathered, ...]


@dataclass(frozen=True, slots=True)
class TranscriptRow:
    """A transcript in a list; without an address where its text is not shown."""

    title: Link
    date: str | None
    speaker: str | None


@dataclass(frozen=True, slots=True)
class CollectionPage:
    """One collection: the first names of its speakers, and a page of its transcripts."""

    collection: Gathered
    speakers: tuple[str, ...]
    transcripts: tuple[TranscriptRow, ...]
    newer: str | None
    older: str | None


@dataclass(frozen=True, slots=True)
class Run:
    """Words of a transcript. `opens` where the passage begins; `stage` for what nobody said."""

    words: str
    passage: bool = False
    opens: bool = False
    stage: bool = False


@dataclass(frozen=True, slots=True)
class Spoken:
    """A paragraph of a transcript; `speaker` is given where somebody takes the word.

    `opens` where the passage begins in it.
    """

    speaker: str | None
    runs: tuple[Run, ...]
    opens: bool = False


@dataclass(frozen=True, slots=True)
class TranscriptPage:
    """A transcript whole, or only the passage with a little round it where `excerpt`; else nothing.

    `quoted` is the quotation that led here, `article` where it stands.
    """

    title: str
    collection: Link
    date: str | None
    speaker: str | None
    occasion: str | None
    spoken: tuple[Spoken, ...]
    excerpt: bool
    quoted: Checked | None
    article: Link | None


@dataclass(frozen=True, slots=True)
class Version:
    """A quotation as one document ran it. `first` where none of the others is older.

    `checked` is None where it was not held against transcripts: then `difference` is that to the longest
    version. `conflict`: another document gives the words to somebody else.
    """

    heading: Heading
    quote: str
    checked: Checked | None
    difference: tuple[tuple[Sign, str], ...]
    conflict: bool
    speakers: tuple[Link, ...]
    in_article: str
    first: bool
    asked: bool


@dataclass(frozen=True, slots=True)
class QuotationPage:
    """One quotation with every version of it in the desk, the oldest first.

    `said` are the words of the source, None where they were not found; `traced`: they were looked for.
    `documents` may be more than the versions that are shown.
    """

    quote: str
    traced: bool
    documents: int
    said: str | None
    by: str | None
    date: str | None
    passage_href: str | None
    versions: tuple[Version, ...]
    specimen: bool
