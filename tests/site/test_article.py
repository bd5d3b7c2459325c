"""What an article page is given, from a record made by hand."""

from __future__ import annotations

from dataclasses import replace

from onrecord.models import Record, Span
from onrecord.site.article import article_of
from onrecord.site.pages import Article, NoteGroup
from tests.site import samples


def page(record: Record, *, public: bool = False) -> Article:
    return article_of(record, {}, public=public)


def text_of(article: Article) -> str:
    """The article with each statement’s number where it opens: `said ²the bridge`, as a reader sees it."""
    return "\n".join(
        "".join("".join(f"[{k}]" for k in s.opens) + s.text for s in paragraph.segments)
        for paragraph in article.paragraphs
    )


def notes_of(groups: tuple[NoteGroup, ...]) -> list[str]:
    """Each group as `who (role): numbers`."""
    lines = []
    for g in groups:
        who = " and ".join(s.words for s in g.speakers) or " or ".join(
            c.words for c in g.candidates
        ) + "?" * bool(g.candidates)
        role = f" ({g.role})" if g.role else ""
        lines.append(f"{who or g.mention or '-'}{role}: {' '.join(str(n.mark.number) for n in g.notes)}")
    return lines


def test_each_statement_has_its_number_where_it_begins() -> None:
    assert text_of(page(samples.bridge())).splitlines() == [
        "Mayor Ada Quill said on 3 March 2024 that [2]the old bridge would open again by June, and that “the plan, as it stands, is a reasonably sound plan”. She spoke to reporters on the steps of the town hall.",
        "[3]“We have the stone,” Quill said, “and we have the hands.” She added that [4]the council had told her that [5]“no further money will be asked of anybody” before the summer.",
        "Tom Reed, leader of the opposition, called [6]the date a fairy tale. [7]“Every spring the same promise,” he said. Reed and the engineer Nora Blythe said [8]the piers must be looked at first.",
        "A report by the River Board finds that [9]two of the nine arches carry most of the load. The gulls had no comment. According to one who was there, [10]nobody laughed.",
        "It may be that [11]the mayor and the engineer agree on more than they let on; [12]she would not be drawn on it.",
    ]


def test_notes_stand_beside_their_paragraph_under_their_speaker() -> None:
    article = page(samples.bridge())
    assert notes_of(article.title_groups) == ["Ada Quill (Mayor): 1"]
    assert [notes_of(p.groups) for p in article.paragraphs] == [
        ["Ada Quill: 2"],
        ["Ada Quill: 3 4", "the council: 5"],
        [
            "Tom Reed (leader of the opposition): 6 7",
            "Tom Reed and Nora Blythe (leader of the opposition; engineer): 8",
        ],
        ["River Board: 9", "one who was there: 10"],
        ["-: 11", "Ada Quill or Nora Blythe?: 12"],
    ]


def test_one_colour_a_speaker_and_none_for_nobody() -> None:
    marks = page(samples.bridge()).marks
    assert [m.colour for m in marks] == [1, 1, 1, 1, 2, 3, 3, 4, 5, 0, 0, 0]
    assert [m.lane for m in marks] == [0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0]


def test_colours_begin_again_after_eight_speakers() -> None:
    names = [f"Speaker {letter}" for letter in "ABCDEFGHIJ"]
    doc = samples.document("Ten", tuple(f"{name} said word{name[-1]}." for name in names))
    actors = tuple(samples.actor(doc, name) for name in names)
    said = tuple(samples.statement(doc, f"word{a.name[-1]}", a, mention=a.name) for a in actors)
    assert [m.colour for m in page(Record(doc, actors, said)).marks] == [1, 2, 3, 4, 5, 6, 7, 8, 1, 2]


def test_a_note_tells_all_that_is_known() -> None:
    article = page(samples.bridge())
    (group,) = article.paragraphs[0].groups
    note = group.notes[0]
    assert (note.cue, note.sure, note.occasion, note.addressee, note.date) == (
        "said", 94, "on the steps of the town hall", "reporters", "2024-03-03",
    )  # fmt: skip
    assert note.href and note.href.startswith("/statement/")
    assert note.next and note.next.number == 3
    inner = article.paragraphs[1].groups[1].notes[0]
    assert inner.within and inner.within.number == 4
    assert article.paragraphs[4].groups[-1].notes[-1].next is None


def test_only_what_is_certain_is_100_percent() -> None:
    notes = [n for p in page(samples.bridge()).paragraphs for g in p.groups for n in g.notes]
    assert [n.sure for n in notes] == [94, 94, 94, 94, 94, 100, 94, 94, 42, 94, 30]
    doc = samples.bridge()
    almost = replace(doc.statements[0], confidence=0.9999)
    assert page(replace(doc, statements=(almost,))).paragraphs[0].groups[0].notes[0].sure == 99


def test_checks_stand_where_their_quotation_stands() -> None:
    article = page(samples.bridge())
    (headline,) = article.title_checks
    assert (headline.verdict.word, headline.verdict.notes) == ("trimmed", ("hides: reasonably",))
    assert headline.verdict.attention
    assert headline.difference == (("=", "a"), ("-", "reasonably"), ("=", "sound plan"))
    opening = article.marks[1]
    assert headline.against_href == f"/document/{samples.bridge().document.id}#s-{opening.id}"
    three, seven = article.paragraphs[1].groups[0].notes[0], article.paragraphs[2].groups[0].notes[1]
    assert [c.verdict.word for c in (*three.checks, *seven.checks)] == ["altered", "exact"]
    assert seven.checks[0].difference == ()
    assert [c.verdict.word for c in article.checks] == ["not found"]
    assert article.attention == 2


def test_people_come_with_roles_sides_and_counts() -> None:
    people = page(samples.bridge()).people
    assert [(p.name.words, p.roles, p.sides, p.statements, p.colour) for p in people] == [
        ("Ada Quill", ("Mayor",), ("NLD",), 4, 1),
        ("Tom Reed", ("leader of the opposition",), (), 3, 3),
        ("Nora Blythe", ("engineer",), ("council of engineers",), 1, 4),
        ("the council", (), (), 1, 2),
        ("River Board", (), (), 1, 5),
    ]


def test_a_record_that_is_not_kept_has_no_statement_pages() -> None:
    article = article_of(samples.bridge(), None)
    assert {n.href for p in article.paragraphs for g in p.groups for n in g.notes} == {None}


def test_a_statement_outside_the_shown_text_is_not_lost() -> None:
    record = samples.bridge()
    body = record.document.parts["body"][0]
    cut = Span.of(record.document.text, record.document.text.index("Tom Reed"), body.end)
    doc = replace(record.document, parts={"title": record.document.parts["title"], "body": (cut,)})
    article = page(replace(record, document=doc))
    assert notes_of(article.elsewhere) == ["Ada Quill: 2 3 4", "the council: 5"]
    assert article.elsewhere[0].notes[1].words == "“We have the stone,” … “and we have the hands.”"


def test_a_headline_that_is_not_in_the_text_is_shown_plain() -> None:
    record = samples.bridge()
    other = replace(record.document, title="Another headline")
    article = page(replace(record, document=other))
    assert [s.text for s in article.title] == ["Another headline"]
    assert notes_of(article.elsewhere) == ["Ada Quill: 1"]


def test_a_quotation_over_paragraphs_is_marked_in_each_and_noted_once() -> None:
    doc = samples.document("Long", ("He said: “One.", "“Two.", "“Three.” Then he left."))
    he = samples.actor(doc, "He")
    said = samples.statement(doc, ("“One.", "“Two.", "“Three.”"), he, mention="He")
    article = page(Record(doc, (he,), (said,)))
    assert text_of(article).splitlines() == ["He said: [1]“One.", "“Two.", "“Three.” Then he left."]
    assert [notes_of(p.groups) for p in article.paragraphs] == [["He: 1"], [], []]
    assert [[s.text for s in p.segments if s.marks] for p in article.paragraphs] == [
        ["“One."],
        ["“Two."],
        ["“Three.”"],
    ]


def test_lines_of_a_wrapped_text_are_one_paragraph() -> None:
    body = (
        "The first line of this paragraph is as wide\nas the second, which goes on for the same\n"
        "width before the third line comes to its end\nand a fourth one follows it.\n\nA second paragraph is here."
    )
    doc = samples.document("Wrapped", (body,))
    assert len(page(Record(doc)).paragraphs) == 2


def test_lines_of_any_width_are_paragraphs() -> None:
    doc = samples.document(
        "Lines", ("A short one.\nThen a line that is a good deal longer than it.\nAnd so on.\nEnd.",)
    )
    assert len(page(Record(doc)).paragraphs) == 4


def test_a_public_desk_withholds_the_text_of_others() -> None:
    article = page(samples.others(), public=True)
    assert article.withheld and not article.paragraphs and article.path is None
    shown = [n.words for g in article.elsewhere for n in g.notes]
    assert shown[:2] == [
        "Harbour dues will rise by a tenth in the spring",
        "“We kept them low for nine years,”",
    ]
    assert all(len(words) <= 280 for words in shown)


def test_a_public_desk_shows_its_own_specimens() -> None:
    article = page(samples.bridge(), public=True)
    assert len(article.paragraphs) == 5 and article.path is None


def test_quotations_of_a_withheld_text_are_at_most_half_of_it() -> None:
    doc = samples.document(
        "Talk", tuple(f"“Sentence number {n} of the talk.” He went on." for n in range(10))
    )
    said = tuple(
        samples.statement(doc, f"“Sentence number {n} of the talk.”", cue="", kind="direct")
        for n in range(10)
    )
    article = page(Record(doc, (), said), public=True)
    shown = sum(len(n.words) for g in article.elsewhere for n in g.notes)
    assert 0 < shown <= len(doc.parts["body"][0]) / 2
    assert article.left_out == 10 - sum(len(g.notes) for g in article.elsewhere) > 0


def test_a_side_that_the_role_names_already_is_not_said_again() -> None:
    doc = samples.document("Board", ("Ann Lee, head of the River Board, said no. Bo Ek, a smith, agreed.",))
    lee = samples.actor(doc, "Ann Lee", side="river-board", role="head of the River Board")
    ek = samples.actor(doc, "Bo Ek", side="river-board", role="smith")
    said = (samples.statement(doc, "no", lee), samples.statement(doc, "agreed", ek))
    article = page(Record(doc, (lee, ek), said))
    assert [g.side for g in article.paragraphs[0].groups] == [None, "river board"]
    assert [p.sides for p in article.people] == [(), ("river board",)]
