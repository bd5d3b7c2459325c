"""Stories: the list of them, one with its reports, its copies, and corrections by hand."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from onrecord.site import addresses
from onrecord.site.access import Form, needs_token
from onrecord.site.answers import page_answer, site_of
from onrecord.site.listing import heading
from onrecord.site.pages import Link, Person
from onrecord.site.story_days import days, disagreements
from onrecord.site.story_listing import band_sections, quoted, story_headings
from onrecord.site.story_pages import ChangedFact, CopiesPage, CopyOf, Judged, Report, StoriesPage, StoryPage
from onrecord.site.views.asking import desk_of, found, number, numbered, words
from onrecord.site.words import side_words
from onrecord.store import Desk, JudgementRow, StoryDocument, StoryPerson
from onrecord.visibility import is_specimen, withheld

_PAGE = 30
_REPORTS = 60
_PEOPLE = 12
_SAID = 200
_QUOTED = 16
_LEAD = 420
_RELATED = 5
_NONE = "No story of this desk has that id."


def stories(request: Request) -> Response:
    """The stories of one section, or of all, the most telling first."""
    desk, page, wanted = desk_of(request), number(request), words(request, "section")
    rows = desk.stories.listed(section=wanted or None, limit=_PAGE + 1, offset=(page - 1) * _PAGE)
    if wanted and not rows and page == 1:
        raise HTTPException(404, "No section of this desk has stories under that name.")
    public = site_of(request).public
    items = story_headings(desk, rows[:_PAGE], public=public)
    context = StoriesPage(
        title=wanted or "Stories",
        about="Each happening once, with who has it; the freshest and most widely reported first.",
        sections=band_sections(desk, wanted),
        stories=items,
        newer=numbered(request, page - 1) if page > 1 else None,
        older=numbered(request, page + 1) if len(rows) > _PAGE else None,
        specimen=any(item.specimen for item in items),
    )
    return page_answer(request, "stories", context)


def story(request: Request) -> Response:
    desk, public = desk_of(request), site_of(request).public
    row = found(desk.stories.story, request.path_params["id"], _NONE)
    reports = desk.stories.documents(row.id, limit=_REPORTS)
    rows = desk.stories.statements(row.id, limit=_SAID)
    spoken = [one for one in rows if one.kind != "indirect"]
    sayings = desk.sayings.of_documents([one.document.id for one in reports if one.document.statements])
    own = [report.document for report in reports]
    by_id = {document.id: document for document in own}
    told, differences = desk.stories.days_and_contradictions(row.id)
    apart = disagreements(differences, by_id, public=public)
    context = StoryPage(
        headline=row.headline,
        href=addresses.story(row.id),
        lead=heading(row.document, public=public, longest=_LEAD).lead,
        section=Link(row.section, addresses.stories(row.section)) if row.section else None,
        sources=row.sources,
        documents=row.documents,
        texts=row.texts,
        first=row.first,
        last=row.last,
        people=tuple(map(_person, _cast(desk, row.id))),
        quotations=quoted(spoken, sayings, public=public)[:_QUOTED],
        indirect=len(rows) - len(spoken),
        disagreements=tuple(one for one in apart if one.clear and not one.growth),
        perhaps=tuple(one for one in apart if not one.clear and not one.growth),
        growths=tuple(one for one in apart if one.growth),
        days=days(told, public=public),
        reports=tuple(_report(one, public=public) for one in reports),
        related=story_headings(desk, desk.stories.related(row.id, limit=_RELATED), public=public),
        judged=tuple(map(_judged, desk.stories.judgements(row.id))),
        specimen=any(is_specimen(document.notes) for document in own),
    )
    return page_answer(request, "story", context)


def copies(request: Request) -> Response:
    """Who ran one text, who first, and what each changed."""
    desk, public = desk_of(request), site_of(request).public
    group = found(desk.stories.copies, request.path_params["id"], "No document of this desk has that id.")
    hidden = any(
        withheld(row.notes, public=public) for row in (group.first, *(c.document for c in group.copies))
    )
    context = CopiesPage(
        first=heading(group.first, public=public),
        copies=tuple(
            CopyOf(
                heading(one.document, public=public),
                round(one.share * 100),
                one.headlined,
                () if hidden else one.cut,
                () if hidden else one.added,
                () if hidden else tuple(ChangedFact(c.kind, c.was, c.now, c.after) for c in one.changed),
            )
            for one in group.copies
        ),
        withheld=hidden,
    )
    return page_answer(request, "copies", context)


@needs_token
def correct(request: Request, form: Form, desk: Desk) -> Response:
    """Split documents off a story, join two stories, or take such a word back."""
    id = request.path_params["id"]
    try:
        match form.get("do"):
            case "split":
                chosen = [name.removeprefix("document.") for name in form if name.startswith("document.")]
                desk.stories.split(id, chosen)
            case "merge":
                desk.stories.merge(id, form.get("story", "").rsplit("/", 1)[-1])
            case "undo":
                desk.stories.undo(form.get("judgement", ""))
            case _:
                raise HTTPException(400, "do is split, merge or undo.")
    except KeyError as error:
        raise HTTPException(404, _NONE) from error
    except ValueError as error:
        raise HTTPException(400, f"{str(error)[:1].upper()}{str(error)[1:]}.") from error
    return RedirectResponse(addresses.story(id), 303, {"Cache-Control": "no-store"})


def _cast(desk: Desk, id: str) -> list[StoryPerson]:
    """Whom the story is about: who speaks in it, or is named in more than one of its reports."""
    everybody = desk.stories.people(id, kind=None, limit=4 * _PEOPLE)
    return [one for one in everybody if one.statements or one.documents > 1][:_PEOPLE]


def _person(row: StoryPerson) -> Person:
    sides = tuple(filter(None, (side_words(row.side),)))
    return Person(
        Link(row.name, addresses.person(row.entity)), row.kind, (), sides, row.statements, row.documents
    )


def _report(row: StoryDocument, *, public: bool) -> Report:
    return Report(
        heading(row.document, public=public),
        tuple(heading(copy, public=public) for copy in row.copies),
        addresses.copies(row.document.id) if row.copies else None,
    )


def _judged(row: JudgementRow) -> Judged:
    told = "tell one story" if row.verdict == "same" else "tell different stories"
    return Judged(row.id, f"“{row.left_name}” and “{row.right_name}” {told}", row.given, row.undone)
