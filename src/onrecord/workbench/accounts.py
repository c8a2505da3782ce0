"""Pages of accounts: coming in and leaving, one's password, and, for admins, who may do what and what was done."""

import secrets
from typing import Annotated, Any

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import HTMLResponse, Response

from onrecord.errors import UsageError
from onrecord.team import ROLES, Role, Roster
from onrecord.team.roster import TooManyTriesError
from onrecord.workbench.pages import render
from onrecord.workbench.team_door import TeamDoor, address_of

router = APIRouter()
Name = Annotated[str, Form(max_length=60)]
Password = Annotated[str, Form(max_length=400)]
To = Annotated[str, Query(max_length=2000)]


def _door(request: Request) -> TeamDoor:
    door: TeamDoor = request.app.state.door
    return door


def _roster(request: Request) -> Roster:
    return _door(request).roster


@router.get("/login")
def login(request: Request, to: To = "/") -> HTMLResponse:
    """Where accounts come in."""
    return login_page(request, to)


def login_page(request: Request, to: str, said: str = "", status: int = 200) -> HTMLResponse:
    """Where accounts come in, with what is to be said."""
    provider = getattr(request.app.state, "provider", None)
    words = {"to": to, "said": said, "provider": provider.name if provider else ""}
    answer = render(request, "login.html", words, status=status)
    # without a referrer a browser sends a form with "Origin: null", which no check can tell from another site's
    answer.headers["Referrer-Policy"] = "same-origin"
    return answer


@router.post("/login")
def enter(request: Request, name: Name, password: Password, to: Annotated[str, Form(max_length=2000)] = "/") -> Response:  # fmt: skip
    """Let somebody in by name and password."""
    try:
        token = _roster(request).enter(name.strip(), password, address_of(request))
    except TooManyTriesError as error:
        return login_page(request, to, str(error), 429)
    if token is None:
        return login_page(request, to, "This name and password do not fit.", 403)
    return _door(request).let_in(token, to)


@router.post("/logout")
def leave(request: Request) -> Response:
    """End the session."""
    return _door(request).leave(request)


@router.get("/account")
def account(request: Request) -> HTMLResponse:
    """One's own account."""
    return render(request, "account.html", {"role": _role(request)})


def _role(request: Request) -> str:
    found = _door(request).account(request)
    return found.role or "" if found else ""


@router.post("/account/password")
def password(request: Request, old: Password, new: Password) -> Response:
    """Take another password: all sessions of the account end."""
    name = _door(request).signs(request) or ""
    token = _roster(request).enter(name, old, address_of(request))
    if token is None:
        raise UsageError("the old password does not fit")
    _roster(request).set_password(name, new, by=name)
    return Response(status_code=204, headers={"HX-Redirect": "/login"})


@router.get("/accounts")
def accounts(request: Request) -> HTMLResponse:
    """Who may do what with this record, and what was done."""
    roster = _roster(request)
    return render(request, "accounts.html", {"rows": roster.listed(), "log": roster.logged(100), "roles": ROLES})


@router.post("/accounts/add")
def add(request: Request, name: Name, role: Annotated[Role, Form()], email: Annotated[str, Form(max_length=200)] = "") -> HTMLResponse:  # fmt: skip
    """Make an account, with a password that is shown once."""
    made = secrets.token_urlsafe(12)
    _roster(request).add(name, role, made, email.strip(), by=_by(request))
    return _told(request, f"{name}: the password is {made} — shown once; it can be changed on the page Account")


@router.post("/accounts/{name}/role")
def role(request: Request, name: str, role: Annotated[str, Form(max_length=10)]) -> HTMLResponse:
    """Give an account a role on this record, or take its access."""
    given: Role | None = next((r for r in ROLES if r == role), None)
    _roster(request).grant(name, given, by=_by(request))
    return _told(request, f"{name}: {given or 'no access'}")


@router.post("/accounts/{name}/password")
def reset(request: Request, name: str) -> HTMLResponse:
    """Give an account another password, shown once."""
    made = secrets.token_urlsafe(12)
    _roster(request).set_password(name, made, by=_by(request))
    return _told(request, f"{name}: the password is {made} — shown once")


def _by(request: Request) -> str:
    return _door(request).signs(request) or ""


def _told(request: Request, said: str) -> HTMLResponse:
    roster = _roster(request)
    words: dict[str, Any] = {"rows": roster.listed(), "log": roster.logged(100), "roles": ROLES, "said": said}
    return render(request, "accounts_part.html", words)
