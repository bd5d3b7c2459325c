"""Contexts of the dossier templates, with the least and with the most in them."""

from __future__ import annotations

from onrecord.site.dossier_pages import (
    Against,
    Bar,
    BoardPage,
    BriefItem,
    BriefPage,
    CalendarPage,
    CellView,
    CorrectionsPage,
    CorrectionView,
    DiffersView,
    DossierHead,
    DossierRow,
    DossiersPage,
    Figure,
    FiguresPage,
    HistoryPage,
    IssueRow,
    MeetingView,
    NewDossierPage,
    Option,
    PartiesPage,
    PartyView,
    Passage,
    PersonOf,
    PlaceView,
    ReportView,
    SaidView,
    Stood,
    TakeView,
    Tick,
)
from onrecord.site.pages import Link

LINK = Link("Words & <more>", "/there?a=b&c=d")
HEAD = DossierHead("talks", "The <b>talks</b>", (Link("Board"), LINK))
STOOD = Stood(
    "rejects in part",
    "◐",
    "against",
    "the <toll>",
    "2025-03",
    "Post & Co",
    "/document/x#s-y",
    "moved",
    "offers",
    True,
)
BARE = Stood("demands", "!", "between", "o", None, None, "/document/x", None, None, False)
OPTIONS = (Option("a", "A <a>", True), Option("none", "no"))
PASSAGE = Passage(
    "Before ", "the <words>", " after.", LINK, LINK, "2025-03-04", "https://post.example/1", True
)
SHORT = Passage("Whole.", "", "", LINK, None, None, None, False)
TAKE = TakeView(
    1,
    "d/p",
    "rejects",
    "✕",
    "against",
    "o <o>",
    "if so",
    "Norland",
    ("Ulf",),
    "2025",
    80,
    True,
    PASSAGE,
    OPTIONS,
    OPTIONS,
    OPTIONS,
)
LEAST = TakeView(
    2, "d/q", "offers", "→", "between", "o", None, None, (), None, 5, False, SHORT, OPTIONS, OPTIONS, OPTIONS
)
REPORT = ReportView("d/e", "held", "2025-03-02", "Skagen", PASSAGE, True)
MEETING = MeetingView(
    1, "m-1", "d/e", "meeting", "called off", "2025-03-02", "Skagen", (LINK, LINK),
    (ReportView("d/f", "planned", None, None, SHORT, False), REPORT), (DiffersView("The day", (("a", "B"), ("c", "D"))),),
    True, OPTIONS, OPTIONS,
)  # fmt: skip
ALONE = MeetingView(2, "m-2", "d/g", "call", "held", None, None, (), (), (), False, OPTIONS, ())
FIGURE = Figure(
    "f", "Title.", "2 things: a 2.", 400, 160, (Bar(1, 2, 3, 4, 1, "a <b>: 2"),), (Tick(1, 2, "2 <x>", "end"),),
    ("a <b>",), ("Time", "a <b>"), (("2025", "2"),),
)  # fmt: skip
EMPTY = Figure("g", "Nothing.", "No things.", 400, 160, (), (), (), (), ())
CELLS = (
    CellView("Norland", "/dossier/t/history/i/nor", 3, (STOOD, BARE)),
    CellView("Sudmark", "/h", 0, ()),
    CellView("Ostia", "/h", 1, (BARE,)),
)
AGAINST = (
    Against("Sudmark", "rejects", "Norland", "toll", "o", "w", True, "/h"),
    Against("A", "opposes", "B", "i", "o", None, False, "/h"),
)

DOSSIER_CASES: dict[str, tuple[object, ...]] = {
    "dossiers": (DossiersPage(()), DossiersPage((DossierRow(LINK, ("A", "B <b>"), 2, ("1 apart",)), DossierRow(LINK, (), 1, ())))),
    "dossier": (
        BoardPage(HEAD, ("Norland",), (), (), "", "", None, 0, False),
        BoardPage(HEAD, ("Norland", "Sudmark", "Ostia"), (IssueRow("toll <t>", "i-toll", "apart", "rule", CELLS),), AGAINST, "2025-03-01", "2025-03-09", "2025-03-09", 1, True),
    ),
    "dossier_history": (
        HistoryPage(HEAD, "Sudmark", "toll", "/c", (), (), None, None),
        HistoryPage(HEAD, "Sudmark <s>", "toll", "/c", (TAKE, LEAST), (SaidView((LINK,), "words", "/s", "Post", "2025"), SaidView((), "w", "/s", None, None)), "/a", "/b"),
    ),
    "dossier_calendar": (
        CalendarPage(HEAD, "/c", (), (), "/i.ics", None, None),
        CalendarPage(HEAD, "/c", (MEETING, ALONE), (PlaceView("Skagen", "Denmark", (LINK, Link("x"))), PlaceView("y", None, ())), "/i.ics", "/a", "/b"),
    ),
    "dossier_people": (
        PartiesPage(HEAD, "/c", ()),
        PartiesPage(HEAD, "/c", (PartyView("Norland", "NOR", (PersonOf(1, LINK, 3, OPTIONS),)), PartyView("B", "", ()))),
    ),
    "dossier_figures": (FiguresPage(HEAD, ()), FiguresPage(HEAD, (FIGURE, EMPTY))),
    "dossier_brief": (
        BriefPage(HEAD, "", ()),
        BriefPage(HEAD, "2025-03-04", (BriefItem("Head", None, None), BriefItem(None, "Label <l>", PASSAGE), BriefItem(None, None, SHORT))),
    ),
    "dossier_corrections": (
        CorrectionsPage(HEAD, "/c", ()),
        CorrectionsPage(HEAD, "/c", (CorrectionView("1", "stance", "swe rejects", "accepts", "w <w>", "2025-03-04T01:02:03", None, True), CorrectionView("2", "side", "", "nor", "Ulf", "2025", "2025-04", False))),
    ),
    "dossier_new": (NewDossierPage(), NewDossierPage("n", "t <t>", "a,b", "x", "i: w", "p = a", "Bad <b>.")),
}  # fmt: skip
