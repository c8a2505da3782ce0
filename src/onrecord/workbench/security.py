"""Who may use the workbench: the person who was given its address, from pages it made itself, and nobody else.

The address carries a token that works once and becomes a cookie; every write carries a second one that only our pages know. Document text is hostile:
no inline script runs, whatever a page holds, and nothing is fetched from elsewhere.
"""

import hmac
import secrets
from collections.abc import Awaitable, Callable
from hashlib import sha256
from typing import Protocol
from urllib.parse import urlsplit

from fastapi import Request, Response
from fastapi.responses import PlainTextResponse, RedirectResponse

COOKIE = "onrecord"
HEADER = "x-onrecord-write"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
SAFE = frozenset(["GET", "HEAD", "OPTIONS"])
NO_HOST = "Not a name of this server.\n"
FOREIGN = "This did not come from a page of the workbench; reload the page and try again.\n"
LOCKED = "This address works once. Open the one that onrecord serve printed, or start it again for a new one.\n"
Next = Callable[[Request], Awaitable[Response]]
HEADERS = (
    ("Content-Security-Policy", POLICY), ("X-Content-Type-Options", "nosniff"), ("Referrer-Policy", "no-referrer"),
    ("X-Frame-Options", "DENY"), ("Cross-Origin-Opener-Policy", "same-origin"), ("Cross-Origin-Resource-Policy", "same-origin"),
)  # fmt: skip


class Guard(Protocol):
    """Who lets requests in: `Door` one person, `TeamDoor` accounts."""

    async def guard(self, request: Request, call_next: Next) -> Response:
        """Let a request in or turn it away."""

    def write_of(self, request: Request) -> str:
        """What a write of this reader's pages must carry."""

    def signs(self, request: Request) -> str | None:
        """Whose decisions these are, where the door knows; None where readers sign themselves."""

    def may(self, request: Request, role: str) -> bool:
        """Whether this reader's role is this one or more."""


class Door:
    """The tokens of one run of the server, for one person."""

    def __init__(self, hosts: frozenset[str], token: str | None = None) -> None:
        """Make them.

        Args:
            hosts: names by which the server may be asked for; others are a rebound DNS name's.
            token: the one of the address; a random one without it.
        """
        self.hosts = hosts
        self.token: str | None = token or secrets.token_urlsafe(24)
        self.session = secrets.token_urlsafe(32)

    @property
    def write(self) -> str:
        """What a write must carry; kept in our pages only."""
        return write_token(self.session)

    def write_of(self, request: Request) -> str:
        """What a write must carry."""
        return self.write

    def signs(self, request: Request) -> str | None:
        """Readers sign themselves."""
        return None

    def may(self, request: Request, role: str) -> bool:
        """Who was let in may do everything."""
        return True

    def _knows(self, request: Request) -> bool:
        bearer = request.headers.get("authorization", "").removeprefix("Bearer ")
        given = request.cookies.get(COOKIE) or bearer
        return hmac.compare_digest(given.encode(), self.session.encode())

    def _opened(self, request: Request) -> Response | None:
        """The answer to the first address: a cookie, and the same address without its token."""
        given = request.query_params.get("token", "")
        if self.token is None or not hmac.compare_digest(given.encode(), self.token.encode()):
            return None
        self.token = None
        kept = str(request.url.remove_query_params("token").replace(scheme="", netloc=""))
        answer = RedirectResponse(kept or "/", status_code=303)
        answer.set_cookie(COOKIE, self.session, httponly=True, samesite="strict")
        return answer

    async def guard(self, request: Request, call_next: Next) -> Response:
        """Let a request in or turn it away; no page leaves without its policy."""
        return armoured(request, self._refused(request) or await call_next(request))

    def _refused(self, request: Request) -> Response | None:
        if host_of(request) not in self.hosts:
            return PlainTextResponse(NO_HOST, 421)
        if not self._knows(request):
            return self._opened(request) or PlainTextResponse(LOCKED, 403)
        if request.method not in SAFE and not is_own_write(request, self.write):
            return PlainTextResponse(FOREIGN, 403)
        return None


def write_token(session: str) -> str:
    """What a write must carry; only the pages of a session know it."""
    return hmac.new(session.encode(), b"write", sha256).hexdigest()


def host_of(request: Request) -> str:
    """The name by which the server was asked."""
    return request.headers.get("host", "").rsplit(":", 1)[0].strip("[]")


def is_from_here(request: Request) -> bool:
    """Whether a request does not say that another site made it."""
    origin = request.headers.get("origin")
    return origin is None or urlsplit(origin).netloc == request.headers.get("host")


def is_own_write(request: Request, write: str) -> bool:
    """Whether a write comes from a page of ours."""
    return is_from_here(request) and hmac.compare_digest(request.headers.get(HEADER, "").encode(), write.encode())


def armoured(request: Request, answer: Response) -> Response:
    """An answer with the policy that no page leaves without."""
    for name, value in HEADERS:
        answer.headers.setdefault(name, value)
    if not request.url.path.startswith("/static/"):
        answer.headers.setdefault("Cache-Control", "no-store")
    return answer
