"""Write access to the site: who holds the token gets a session, and forms that only that session can send.

A site is read-only unless it was started with a token. The token goes in once, through the link that
`onrecord serve --write` prints; it answers with a cookie. Each form holds a second value that is bound to
that cookie, so that no other page can send one. Both are signed with the token: nothing is kept on the
server, and a new token ends every session.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from functools import wraps

from anyio import to_thread
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from onrecord.site.forms import fields_of
from onrecord.store import Desk

FIELD = "form_token"
"""The name of the hidden field that each form which writes must hold: `{{ site.form }}`."""
LASTS = 12 * 60 * 60
"""Seconds until a session must be opened anew."""
SHORTEST = 16
"""Characters that a token of one's own must have."""
LARGEST_FORM = 64_000
LONG = ("text", "issues", "people")
"""Fields that take many lines."""
READ_ONLY = "This site only shows its desk; nothing can be written to it."
NO_SESSION = "You may not write here. Open the link that onrecord serve --write printed."
NO_FORM = "This form was not sent from a page of this site, or it is too old. Go back, reload, send it again."
NOT_FROM_HERE = "The form must come from this site itself."

Form = Mapping[str, str]
Change = Callable[[Request, Form, Desk], Response]
Endpoint = Callable[[Request], Awaitable[Response]]


def new_token() -> str:
    """A token that nobody guesses."""
    return secrets.token_urlsafe(32)


@dataclass(frozen=True, slots=True)
class WriteAccess:
    """The token, and the desk that is written to: a second one, beside the one that pages are read from."""

    token: str
    desk: Desk

    @property
    def cookie(self) -> str:
        """The cookie's name: a browser sends it to every port of a host, where another desk may be."""
        return f"onrecord_{self._sign('cookie', '')[:8]}"

    def admits(self, token: str) -> bool:
        """Whether that is the token; takes as long for any wrong one."""
        return hmac.compare_digest(_digest(token), _digest(self.token))

    def open_session(self) -> str:
        """A new session's cookie value: when it ends, a random part, and both signed."""
        body = f"{int(time.time()) + LASTS}.{secrets.token_urlsafe(24)}"
        return f"{body}.{self._sign('session', body)}"

    def holds(self, session: str) -> bool:
        """Whether that cookie value was made here and has not run out."""
        body, _, signature = session.rpartition(".")
        if not hmac.compare_digest(_digest(signature), _digest(self._sign("session", body))):
            return False
        ends = body.partition(".")[0]
        return ends.isdecimal() and time.time() < int(ends)

    def form_token(self, session: str) -> str:
        """What a form of this session must hold."""
        return self._sign("form", session)

    def admits_form(self, session: str, given: str) -> bool:
        return hmac.compare_digest(_digest(given), _digest(self.form_token(session)))

    def _sign(self, purpose: str, body: str) -> str:
        key, message = self.token.encode(), f"{purpose}\x1f{body}".encode("utf-8", "replace")
        return hmac.new(key, message, hashlib.sha256).hexdigest()


def _digest(value: str) -> bytes:
    """Of one length for any value, so that comparing tells nothing of its length either."""
    return hashlib.sha256(value.encode("utf-8", "replace")).digest()


def access_of(request: Request) -> WriteAccess | None:
    """The site's write access; None where it only reads."""
    access: WriteAccess | None = request.app.state.access
    return access


def session_of(request: Request) -> str | None:
    """The request's session, where it holds a valid one."""
    access = access_of(request)
    session = request.cookies.get(access.cookie, "") if access is not None else ""
    return session if access is not None and access.holds(session) else None


def needs_token(view: Change) -> Endpoint:
    """A POST that may change the desk: `view(request, form, desk)` runs only for who may write.

    That is a session's cookie together with the form token of that session, or the token itself as
    `Authorization: Bearer …` for programs. `desk` is open for writing; the view runs in a thread.
    """

    @wraps(view)
    async def endpoint(request: Request) -> Response:
        access = access_of(request)
        if access is None:
            raise HTTPException(405, READ_ONLY)
        bearer = _bearer(request)
        if bearer is None:
            same_site(request)
        session = session_of(request)
        if not (access.admits(bearer) if bearer is not None else session):
            raise HTTPException(403, NO_SESSION)
        form = await fields_of(request, LARGEST_FORM, long=LONG)
        if bearer is None and not access.admits_form(session or "", form.get(FIELD, "")):
            raise HTTPException(403, NO_FORM)
        return await to_thread.run_sync(view, request, form, access.desk)

    endpoint.needs_token = True  # type: ignore[attr-defined]
    return endpoint


def same_site(request: Request) -> None:
    """Refuse what another site's page sent, as far as the browser tells: our pages send `Origin: null`."""
    if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        raise HTTPException(403, NOT_FROM_HERE)
    origin = request.headers.get("origin", "null")
    if origin != "null" and origin.partition("://")[2] != request.headers.get("host", ""):
        raise HTTPException(403, NOT_FROM_HERE)


def _bearer(request: Request) -> str | None:
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else None
