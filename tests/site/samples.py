"""Records made by hand for the site's tests: a text, and who says which of its words."""

from __future__ import annotations

from dataclasses import replace

from onrecord.models import (
    Act,
    Actor,
    ActorKind,
    Check,
    Document,
    Kind,
    Passage,
    Record,
    Span,
    Spans,
    Speaker,
    Statement,
    When,
    make_id,
    text_id,
)

MADE = "test@1"

TITLE = "Mayor calls bridge repair “a sound plan”, rivals doubt it"
BODY = (
    """Mayor Ada Quill said on 3 March 2024 that the old bridge would open again by June, and that “the plan, as it stands, is a reasonably sound plan”. She spoke to reporters on the steps of the town hall.""",
    """“We have the stone,” Quill said, “and we have the hands.” She added that the council had told her that “no further money will be asked of anybody” before the summer.""",
    """Tom Reed, leader of the opposition, called the date a fairy tale. “Every spring the same promise,” he said. Reed and the engineer Nora Blythe said the piers must be looked at first.""",
    """A report by the River Board finds that two of the nine arches carry most of the load. The gulls had no comment. According to one who was there, nobody laughed.""",
    """It may be that the mayor and the engineer agree on more than they let on; she would not be drawn on it.""",
)


def find(text: str, exact: str, after: int = 0) -> Span:
    start = text.index(exact, after)
    return Span.of(text, start, start + len(exact))


def document(title: str, body: tuple[str, ...], **more: object) -> Document:
    text = "\n\n".join((title, *body))
    start = len(title) + 2
    made = Document(
        id=make_id("document", title),
        text_id=text_id(text),
        text=text,
        parts={"title": (Span.of(text, 0, len(title)),), "body": (Span.of(text, start, len(text)),)},
        path=f"/somewhere/{make_id(title)}.txt",
        title=title,
        language="en",
        extractor=MADE,
    )
    return replace(made, **more)  # type: ignore[arg-type]


def actor(
    doc: Document,
    name: str,
    *mentions: str,
    kind: ActorKind = "person",
    side: str | None = None,
    role: str = "",
) -> Actor:
    spans = tuple(find(doc.text, words) for words in (mentions or (name,)))
    roles = (find(doc.text, role),) if role else ()
    return Actor(make_id(doc.id, name), name, kind, side, roles, spans, MADE, 0.97)


def statement(
    doc: Document,
    content: str | tuple[str, ...],
    by: tuple[Actor, ...] | Actor = (),
    *,
    cue: str = "said",
    mention: str = "",
    kind: Kind = "direct",
    act: Act = "speech",
    within: Statement | None = None,
    candidates: tuple[Actor, ...] = (),
    confidence: float = 0.94,
    **more: object,
) -> Statement:
    words = (content,) if isinstance(content, str) else content
    spans: Spans = tuple(find(doc.text, piece) for piece in words)
    actors = by if isinstance(by, tuple) else (by,)
    named = (find(doc.text, mention),) if mention else ()
    cues = (find(doc.text, cue),) if cue else ()
    made = Statement(
        make_id(doc.id, *words), kind, act, spans, cues, Speaker(named, actors, candidates),
        within.id if within else None, None, None, None, MADE, confidence,
    )  # fmt: skip
    return replace(made, **more)  # type: ignore[arg-type]


def bridge(**more: object) -> Record:
    """An article with every kind of thing that a page must show."""
    doc = document(
        TITLE, BODY, section="Town", source="The Quay Herald", byline="Iris Vane", published="2024-03-04",
        updated="2024-03-05T08:30:00Z", url="https://example.org/bridge", notes=("specimen",),
    )  # fmt: skip
    doc = replace(doc, **more)  # type: ignore[arg-type]
    quill = actor(doc, "Ada Quill", "Ada Quill", "Quill", side="nld", role="Mayor")
    reed = actor(doc, "Tom Reed", "Tom Reed", role="leader of the opposition")
    blythe = actor(doc, "Nora Blythe", "Nora Blythe", side="council-of-engineers", role="engineer")
    council = actor(doc, "the council", "the council", kind="organisation")
    board = actor(doc, "River Board", "River Board", kind="organisation")
    day = find(doc.text, "3 March 2024")
    opening = statement(
        doc, "the old bridge would open again by June, and that “the plan, as it stands, is a reasonably sound plan”",
        quill, kind="mixed", mention="Mayor Ada Quill", date=When("2024-03-03", day),
        addressee=find(doc.text, "reporters"), occasion=find(doc.text, "on the steps of the town hall"),
    )  # fmt: skip
    added = statement(
        doc, "the council had told her that “no further money will be asked of anybody” before the summer",
        quill, kind="mixed", cue="added", mention="She",
    )  # fmt: skip
    told = statement(
        doc, "“no further money will be asked of anybody” before the summer", council, kind="mixed", cue="told",
        mention="the council", within=added,
    )  # fmt: skip
    statements = (
        opening,
        statement(doc, ("“We have the stone,”", "“and we have the hands.”"), quill, mention="Quill"),
        added,
        told,
        statement(doc, "the date a fairy tale", reed, kind="indirect", act="stance", cue="called", mention="Tom Reed"),
        statement(doc, "“Every spring the same promise,”", reed, mention="he said", confidence=1.0),
        statement(doc, "the piers must be looked at first", (reed, blythe), kind="indirect", mention="Reed and the engineer Nora Blythe"),
        statement(doc, "two of the nine arches carry most of the load", board, kind="indirect", act="finding", cue="finds", mention="A report by the River Board"),
        statement(doc, "nobody laughed", kind="indirect", cue="According to", mention="one who was there", confidence=0.42),
        statement(doc, "“a sound plan”", quill, cue="calls", mention="Mayor"),
        statement(doc, "she would not be drawn on it", kind="indirect", cue="", candidates=(quill, blythe), confidence=0.3),
        statement(doc, "the mayor and the engineer agree on more than they let on", kind="indirect", cue=""),
    )  # fmt: skip
    sound = find(doc.text, "a reasonably sound plan")
    checks = (
        Check(
            find(doc.text, "“a sound plan”"), "trimmed", ("hides: reasonably",),
            Passage(doc.text_id, sound, None, "Ada Quill", "2024-03-03"),
            (("=", "a"), ("-", "reasonably"), ("=", "sound plan")), None, MADE, 0.99,
        ),
        Check(statements[1].content[0], "altered", (), Passage("t", Span(0, 18, "We have the stones"), None, "Ada Quill", "2024-03-03"),
              (("=", "We have the"), ("-", "stones"), ("+", "stone")), statements[1].id, MADE, 0.8),
        Check(statements[5].content[0], "exact", (), Passage("t", Span(0, 9, "Every spring the same promise")),
              (("=", "Every spring the same promise"),), statements[5].id, MADE, 0.9),
        Check(find(doc.text, "“no further money"), "not found", (), None, (), None, MADE, 0.6),
    )  # fmt: skip
    return Record(doc, (quill, reed, blythe, council, board), statements, (), (), checks)


def bare(title: str = "Rain") -> Record:
    """An article with nothing in it but a line."""
    doc = document(title, ("It rained.",))
    return Record(replace(doc, title=None, language=None, parts={"body": doc.parts["body"]}))


HOSTILE_TITLE = "<script>alert('title')</script>\u202eevil \"quoted\" & <b>bold</b>"
HOSTILE_WORDS = (
    "“</p><img src=x onerror=alert(1)><script>alert('said')</script> {{ 1234*5678 }} \u202e\x00\ud800”"
)
HOSTILE_NAME = "\"><svg onload=alert('name')>'\u2066"


def hostile() -> Record:
    """A document that tries to be markup, script, template and address."""
    doc = document(
        HOSTILE_TITLE, (f"{HOSTILE_NAME} said {HOSTILE_WORDS} and left.", "<style>*{display:none}</style>"),
        section="<i>Section</i>", source="../<u>source</u>", byline="<script>alert('by')</script>",
        published="\"><script>alert('date')</script>", updated="2024-13-45", url="javascript:alert('url')",
        canonical_url="https://example.org/\"onmouseover=\"alert(1)", language="en\" onload=\"alert(1)",
        notes=("specimen",),
    )  # fmt: skip
    speaker = actor(doc, HOSTILE_NAME, side="<s>side</s>", role="left")
    one = statement(doc, HOSTILE_WORDS, speaker, mention=HOSTILE_NAME)
    one = replace(one, id='" onclick=alert(1) <x>')
    check = Check(
        doc.parts["title"][0], "altered", ("<b>note</b>",), Passage(doc.text_id, one.content[0], None, "<i>by</i>"),
        (("-", "<script>alert('diff')</script>"), ("+", HOSTILE_WORDS)), None, MADE, 0.5,
    )  # fmt: skip
    return Record(doc, (speaker,), (one,), (), (), (check,))


OTHERS_BODY = (
    """Harbour dues will rise by a tenth in the spring, the port’s director Lena Holt said on Monday. “We kept them low for nine years,” Holt said.""",
    """The dredger lay idle all winter because its owner could not pay the crew. Fishermen burned tyres on the mole until noon.""",
    """Holt said that the mole, the two lighthouses, the old customs house, the fish hall with its broken clock, the cranes that nobody has greased since the strike, the ferry stage and both slipways would each be looked at by somebody who knows about such things, one after the other, before anybody is asked to pay a single coin more than they pay now.""",
    """Nobody at the ministry answered the telephone. The tide tables are printed on page nine as always.""",
)
PRIVATE = (
    "The dredger lay idle all winter",
    "Fishermen burned tyres on the mole",
    "Nobody at the ministry answered",
    "tide tables are printed",
    "before anybody is asked to pay a single coin",
)
"""Sentences of somebody else’s article that no statement carries, or only the end of a long one."""


def others() -> Record:
    """An article that is not this desk’s own."""
    doc = document(
        "Harbour dues to rise", OTHERS_BODY, section="Town", source="The Other Paper", published="2024-03-06",
        url="https://example.org/dues",
    )  # fmt: skip
    holt = actor(doc, "Lena Holt", "Lena Holt", "Holt", role="the port’s director")
    long = OTHERS_BODY[2].removeprefix("Holt said that ").removesuffix(".")
    statements = (
        statement(
            doc, "Harbour dues will rise by a tenth in the spring", holt, kind="indirect", mention="Lena Holt"
        ),
        statement(doc, "“We kept them low for nine years,”", holt, mention="Holt"),
        statement(doc, long, holt, kind="indirect", cue="said that", mention="Holt"),
    )
    check = Check(
        statements[1].content[0], "altered", (), Passage(doc.text_id, find(doc.text, OTHERS_BODY[1]), None, "Lena Holt"),
        (("=", "We kept them low"), ("-", OTHERS_BODY[1] * 4), ("+", "for nine years")), statements[1].id, MADE, 0.7,
    )  # fmt: skip
    return Record(doc, (holt,), statements, (), (), (check,))
