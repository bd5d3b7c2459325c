"""What who may write can change: make a dossier, correct what was found, take a correction back."""

from __future__ import annotations

from typing import Literal, cast

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from onrecord.dossier.definition import make_dossier
from onrecord.errors import DossierError
from onrecord.site import addresses
from onrecord.site.access import Form, needs_token
from onrecord.site.answers import page_answer
from onrecord.site.dossier_pages import NewDossierPage
from onrecord.store import Desk

_GONE = "What was to be corrected is in this desk no more."


@needs_token
def make(request: Request, form: Form, desk: Desk) -> Response:
    """A new dossier, then its board; after a refusal the form with what was typed."""
    given = {key: form.get(key, "") for key in ("name", "title", "parties", "about", "issues", "people")}
    try:
        dossier = make_dossier(
            given["name"],
            title=given["title"],
            parties=given["parties"],
            issues=_lines(given["issues"], ":"),
            people=_lines(given["people"], "="),
            about=[w.strip() for w in given["about"].split(",") if w.strip()],
        )
        desk.dossiers.new(dossier)
    except DossierError as error:
        problem = f"{error.message[:1].upper()}{error.message[1:]}."
        return page_answer(request, "dossier_new", NewDossierPage(**given, problem=problem), status=400)
    return RedirectResponse(addresses.dossier(dossier.name), 303)


def _lines(text: str, sign: str) -> dict[str, str]:
    """`name: words` of each line that is not empty; raises DossierError."""
    found: dict[str, str] = {}
    for line in filter(None, map(str.strip, text.split("\n"))):
        name, mark, words = line.partition(sign)
        if not mark or not name.strip() or not words.strip():
            raise DossierError(f"the line “{line[:80]}” is not a name, “{sign}” and words")
        found[name.strip()] = words.strip()
    return found


@needs_token
def correct(request: Request, form: Form, desk: Desk) -> Response:
    """Write a judgement; then back to the corrections, where it can be undone."""
    name, about = request.path_params["name"], form.get("about", "")
    subject, verdict = form.get("subject", ""), form.get("verdict", "")
    ask = desk.dossiers
    try:
        ask.get(name)
        if about in ("stance", "issue", "holder"):
            ask.judge_position(name, subject, cast(Literal["stance", "issue", "holder"], about), verdict)
        elif about == "side":
            ask.judge_side(name, subject, verdict)
        elif about == "status":
            ask.judge_status(subject, verdict)
        elif about == "meeting" and verdict in ("same", "different"):
            ask.judge_meetings(subject, form.get("other", ""), cast(Literal["same", "different"], verdict))
        else:
            raise HTTPException(400, "This form says nothing that can be corrected.")
    except KeyError as error:
        raise HTTPException(404, _GONE) from error
    except DossierError as error:
        raise HTTPException(400, f"{error.message[:1].upper()}{error.message[1:]}.") from error
    return RedirectResponse(addresses.dossier(name, "corrections"), 303)


@needs_token
def undo(request: Request, form: Form, desk: Desk) -> Response:
    """Take a judgement back."""
    name = request.path_params["name"]
    try:
        mine = {row.id for row in desk.dossiers.judgements(name)}
        if form.get("judgement", "") not in mine:
            raise KeyError(name)
        desk.undo(form["judgement"])
    except KeyError as error:
        raise HTTPException(404, _GONE) from error
    return RedirectResponse(addresses.dossier(name, "corrections"), 303)
