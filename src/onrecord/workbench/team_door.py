"""The door of a server with accounts: sessions, roles, how often one may ask, and a log of what was written."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import quote, urlsplit

from fastapi import Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import JSONResponse, PlainTextResponse, RedirectResponse

from onrecord.errors import OnrecordError
from onrecord.team import ROLES, Account, Roster
from onrecord.workbench.security import (
    FOREIGN,
    NO_HOST,
    SAFE,
    Next,
    armoured,
    host_of,
    is_from_here,
    is_own_write,
    write_token,
)  # fmt: skip

COOKIE = "onrecord_session"
OPEN = ("/login", "/static/", "/health/")
"""Addresses that need no account."""
OWN = ("/account/", "/logout")
"""Writes that every account may make."""
KNOWN_FOR = 5.0
"""Seconds for which a session that was looked up is believed; what an admin takes away is gone after them."""
KNOWN_AT_MOST = 10_000


@dataclass(slots=True)
class Allowance:
    """How often somebody may ask: a bucket of tokens that fills again (https://en.wikipedia.org/wiki/Token_bucket)."""

    rate: float = 30.0
    """Requests a second, over time."""
    burst: float = 300.0
    """Requests at once: a page and all it loads, many times over."""
    clock: Callable[[], float] = time.monotonic
    _left: dict[str, tuple[float, float]] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def takes(self, who: str) -> bool:
        """Whether one more request of somebody is within it."""
        now = self.clock()
        with self._lock:
            if len(self._left) > KNOWN_AT_MOST:
                self._left = {w: own for w, own in self._left.items() if now - own[1] < self.burst / self.rate}
            left, since = self._left.get(who, (self.burst, now))
            left = min(self.burst, left + (now - since) * self.rate)
            self._left[who] = (left - 1 if left >= 1 else left, now)
        return left >= 1


class TeamDoor:
    """Lets accounts in."""

    def __init__(self, roster: Roster, hosts: frozenset[str], public: str = "", allowance: Allowance | None = None) -> None:  # fmt: skip
        """Make it.

        Args:
            hosts: names by which the server may be asked for.
            public: the address that readers use, https://records.example: cookies then travel by https only.
        """
        self.roster = roster
        self.public = public.rstrip("/")
        self.hosts = hosts | ({urlsplit(public).hostname or ""} if public else set())
        self.secure = public.startswith("https://")
        self.allowance = allowance or Allowance()
        self._known: dict[str, tuple[float, Account | None]] = {}

    def write_of(self, request: Request) -> str:
        """What a write of this session's pages must carry."""
        token = request.cookies.get(COOKIE, "")
        return write_token(token) if token else ""

    def signs(self, request: Request) -> str | None:
        """The account: nobody signs with another's name."""
        account = self.account(request)
        return account.name if account else None

    def may(self, request: Request, role: str) -> bool:
        """Whether the account's role is this one or more."""
        account = self.account(request)
        return account is not None and account.may(next(r for r in ROLES if r == role))

    def account(self, request: Request) -> Account | None:
        """Who asks."""
        found: Account | None = getattr(request.state, "account", None)
        return found

    def let_in(self, token: str, to: str) -> Response:
        """The answer to somebody who was let in: a cookie, and on to where they wanted."""
        answer = RedirectResponse(to if is_inside(to) else "/", status_code=303)
        # lax, not strict: a provider's answer comes from another site; writes are guarded by their own token
        answer.set_cookie(COOKIE, token, httponly=True, samesite="lax", secure=self.secure)
        return answer

    def leave(self, request: Request) -> Response:
        """End a session."""
        token = request.cookies.get(COOKIE, "")
        self._known.pop(token, None)
        self.roster.leave(token)
        answer = Response(status_code=204, headers={"HX-Redirect": "/login"})
        answer.delete_cookie(COOKIE)
        return answer

    async def guard(self, request: Request, call_next: Next) -> Response:
        """Let a request in or turn it away; what is written is kept in the log of the accounts."""
        try:
            answer = await run_in_threadpool(self._refused, request)
        except OnrecordError as error:
            answer = PlainTextResponse(f"{error}\n", 503)
        if answer is None:
            answer = await call_next(request)
            account = self.account(request)
            if request.method not in SAFE and account is not None:
                told = f"{request.method} {request.url.path}: {answer.status_code}"
                await run_in_threadpool(self.roster.log, account.name, "write", told, address_of(request))
        return armoured(request, answer)

    def _refused(self, request: Request) -> Response | None:
        path = request.url.path
        if path.startswith("/health/"):
            return None
        if host_of(request) not in self.hosts:
            return PlainTextResponse(NO_HOST, 421)
        bearer = request.headers.get("authorization", "").removeprefix("Bearer ")
        token = request.cookies.get(COOKIE) or bearer
        known = self._known.get(token, (0.0, None))[1]  # who shows another token each time is counted by address
        if not self.allowance.takes(token if known else address_of(request)):
            return PlainTextResponse("Too many requests; wait a moment.\n", 429, {"Retry-After": "5"})
        request.state.account = self._who(token) if token else None
        if path == "/login" or path.startswith(OPEN):
            return None if request.method in SAFE or is_from_here(request) else PlainTextResponse(FOREIGN, 403)
        account = self.account(request)
        if account is None:
            return _stranger(request)
        return self._forbidden(request, account) or self._foreign(request, cookie=request.cookies.get(COOKIE, ""))

    def _who(self, token: str) -> Account | None:
        now = time.monotonic()
        at, account = self._known.get(token, (-KNOWN_FOR, None))
        if now - at >= KNOWN_FOR:
            if len(self._known) > KNOWN_AT_MOST:
                self._known.clear()
            account = self.roster.who(token)
            self._known[token] = (now, account)
        return account

    def _forbidden(self, request: Request, account: Account) -> Response | None:
        path, writes = request.url.path, request.method not in SAFE
        if path.startswith(OWN) or path == "/account":
            return None
        needed = "admin" if path.startswith("/accounts") else "reviewer" if writes else "reader"
        if self.may(request, needed):
            return None
        told = "have no access to this record" if account.role is None else f"may not do this: it takes the role of {needed}"  # fmt: skip
        return PlainTextResponse(f"{account.name}: you {told}; ask an admin.\n", 403)

    def _foreign(self, request: Request, cookie: str) -> Response | None:
        """A write that comes with a cookie must come from a page of ours; who shows a token in a header is no browser."""
        if request.method in SAFE or not cookie or is_own_write(request, write_token(cookie)):
            return None
        return PlainTextResponse(FOREIGN, 403)


def _stranger(request: Request) -> Response:
    if request.url.path.startswith("/api/"):
        return JSONResponse({"error": "log in, or give a token: Authorization: Bearer TOKEN"}, 401)
    if request.method not in SAFE or request.headers.get("hx-request"):
        return Response(status_code=401, headers={"HX-Redirect": "/login"})
    to = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    return RedirectResponse(f"/login?to={quote(to, safe='')}", status_code=303)


def is_inside(to: str) -> bool:
    """Whether an address leads to a page of this server, not to another's."""
    parts = urlsplit(to)
    return to.startswith("/") and not to.startswith(("//", "/\\")) and not parts.netloc and not parts.scheme


def address_of(request: Request) -> str:
    """Where a request comes from."""
    return request.client.host if request.client else ""
