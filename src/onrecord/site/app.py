"""The site as one Starlette application over one desk."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from anyio import CapacityLimiter
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.routing import Mount, Route

from onrecord.errors import DeskError
from onrecord.site.access import WriteAccess
from onrecord.site.assets import asset_url
from onrecord.site.keeping import KeepAnswers, Kept
from onrecord.site.pages import Site
from onrecord.site.security import KnownHosts, SecurityHeaders
from onrecord.site.views import (
    collected,
    documents,
    dossier_changes,
    dossiers,
    feeds,
    following,
    front,
    house,
    live,
    machines,
    pasting,
    people,
    quotations,
    revisions,
    searching,
    stories,
    trends,
    writing,
)
from onrecord.store import Desk

ROUTES = (
    Route("/", front.front),
    Route("/stories", stories.stories),
    Route("/story/{id}/feed.{form}", feeds.story),
    Route("/story/{id}", stories.story),
    Route("/story/{id}", stories.correct, methods=["POST"]),
    Route("/copies/{id}", stories.copies),
    Route("/trends", trends.trends),
    Route("/new", documents.arrived),
    Route("/live", live.live),
    Route("/live/events", live.events),
    Route("/feed.{form}", feeds.everything),
    Route("/section/{slug}/feed.{form}", feeds.section),
    Route("/source/{name:path}/feed.{form}", feeds.source),
    Route("/person/{id}/feed.{form}", feeds.person),
    Route("/search/feed.{form}", feeds.search),
    Route("/connect", feeds.connect),
    Route("/following", following.following),
    Route("/following", following.follow, methods=["POST"]),
    Route("/following/{id}", following.followed),
    Route("/following/{id}", following.change, methods=["POST"]),
    Route("/robots.txt", machines.robots),
    Route("/sitemap.xml", machines.sitemap),
    Route("/section/{slug}", documents.section),
    Route("/sources", documents.sources),
    Route("/source/{name:path}", documents.source),
    Route("/document/{id}.json", documents.document_json),
    Route("/document/{id}/revision/{number:int}", revisions.revision),
    Route("/document/{id}", documents.document),
    Route("/statement/{id}", documents.statement),
    Route("/quotation/{id}", quotations.quotation),
    Route("/collections", collected.collections),
    Route("/collection/{name}", collected.collection),
    Route("/transcript/{collection}/{id:path}", collected.transcript),
    Route("/dossiers", dossiers.dossiers),
    Route("/dossiers/new", dossiers.new),
    Route("/dossiers/new", dossier_changes.make, methods=["POST"]),
    Route("/dossier/{name}", dossiers.shown),
    Route("/dossier/{name}/history/{issue}/{party}", dossiers.history),
    Route("/dossier/{name}/calendar", dossiers.meetings),
    Route("/dossier/{name}/calendar.ics", dossiers.calendar_file),
    Route("/dossier/{name}/brief", dossiers.briefing),
    Route("/dossier/{name}/people", dossiers.people),
    Route("/dossier/{name}/figures", dossiers.figures),
    Route("/dossier/{name}/corrections", dossiers.corrections),
    Route("/dossier/{name}/corrections", dossier_changes.correct, methods=["POST"]),
    Route("/dossier/{name}/corrections/undo", dossier_changes.undo, methods=["POST"]),
    Route("/people", people.people),
    Route("/person/{id}", people.person),
    Route("/search", searching.search),
    Route("/read", pasting.form),
    Route("/read", pasting.read_pasted, methods=["POST"]),
    Route("/write", writing.write),
    Route("/write", writing.enter, methods=["POST"]),
    Route("/write/leave", writing.leave, methods=["POST"]),
    Route("/about", house.about),
    Route("/healthz", house.healthz),
    Route("/static/{name}", house.static),
    Route("/favicon.ico", house.favicon),
)


def make_app(
    desk_path: Path | str | None,
    *,
    public: bool = False,
    hosts: Sequence[str] = (),
    write_token: str | None = None,
) -> Starlette:
    """The site of the desk in that file, opened for reading only; raises the desk's errors at once.

    `public` leaves out the full text of others' articles. `hosts` are the only `Host` headers that are
    answered; without them all are. With `write_token` who holds it may change the desk, through a second
    opening of it; pages are still read from the first.
    """
    writing_desk = None if write_token is None else Desk.open(desk_path, create=False)
    desk = Desk.open(desk_path, create=False, read_only=True)
    access = WriteAccess(write_token, writing_desk) if write_token and writing_desk else None

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        yield
        desk.close()
        if writing_desk is not None:
            writing_desk.close()

    middleware = [
        Middleware(SecurityHeaders),
        Middleware(KeepAnswers, desk=desk.path),
        Middleware(GZipMiddleware, minimum_size=1_000),
    ]
    if hosts:
        middleware.insert(1, Middleware(KnownHosts, hosts=hosts))
    from onrecord.api.app import make_api

    app = Starlette(
        routes=[Mount("/api/v1", make_api(desk, public=public)), *ROUTES],
        middleware=middleware,
        lifespan=lifespan,
        exception_handlers={
            HTTPException: house.on_http_error,
            DeskError: house.on_desk_error,
            Exception: house.on_fault,
        },
    )
    app.state.desk = desk
    app.state.kept = Kept(desk.path)
    app.state.access = access
    app.state.site = Site(
        public, asset_url("site.css"), asset_url("step.js"), asset_url("icon.svg"), access is not None
    )
    app.state.streams = live.Streams()
    app.state.reading = CapacityLimiter(1)
    return app
