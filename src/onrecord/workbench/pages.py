"""What every page has: the record, the templates, who is asking and what they may see."""

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from functools import wraps
from typing import Annotated, Any, TypeVar
from urllib.parse import unquote, urlencode

from fastapi import Depends, Request
from fastapi.responses import HTMLResponse, Response
from fastapi.routing import APIRoute

from onrecord.errors import UsageError
from onrecord.export import Masks, safe
from onrecord.record import Record, Signed, now
from onrecord.workbench.security import Guard

T = TypeVar("T")
NAMES = "names"
"""Cookie of a reader who has asked for the names of private persons."""
REVIEWER = "reviewer"
"""Cookie with the name decisions are signed with."""
SHELF = 200
"""Things kept at most."""
NAV = (
    ("/", "Overview"), ("/incidents", "Incidents"), ("/people", "People"), ("/organisations", "Organisations"), ("/chain", "Chain of command"), ("/network", "Network"),
    ("/board", "Accountability"), ("/sources", "Sources"), ("/questions", "Questions"), ("/review", "Review"),
)  # fmt: skip


def record_of(request: Request) -> Record:
    """The record that is served."""
    record: Record = request.app.state.record
    return record


def door_of(request: Request) -> Guard:
    """Who let this reader in."""
    door: Guard = request.app.state.door
    return door


def _settled(request: Request) -> Record:
    request.app.state.settler.now()
    return record_of(request)


Settled = Annotated[Record, Depends(_settled)]
"""The record, with what was decided last weighed in: that is waited for before the page's moment begins."""


class Moment(APIRoute):
    """A page whose every part is of one moment of the record, read over one connection."""

    def __init__(self, path: str, endpoint: Callable[..., Any], **more: Any) -> None:
        super().__init__(path, _of_one_moment(endpoint) if "GET" in (more.get("methods") or ()) else endpoint, **more)


def _of_one_moment(page: Callable[..., T]) -> Callable[..., T]:
    @wraps(page)
    def made(request: Request, **more: Any) -> T:
        with record_of(request).one_moment():
            return page(request, **more)

    return made


def sees_names(request: Request) -> bool:
    """Whether the reader has asked for private persons' names, and may see them."""
    return request.cookies.get(NAMES) == "shown" and door_of(request).may(request, "reviewer")


def signed(request: Request) -> str:
    """Whose decisions these are; empty until somebody signs."""
    return door_of(request).signs(request) or unquote(request.cookies.get(REVIEWER, ""))


def signature(request: Request, reviewer: str = "", note: str = "", seen: str | None = None) -> Signed:
    """Who decides, now.

    Args:
        reviewer: who, where the page asked; else who has signed.
        note, seen: as in Signed.

    Raises:
        UsageError: nobody signed.
    """
    name = door_of(request).signs(request) or reviewer.strip() or signed(request)
    if not name:
        raise UsageError("sign first, on the page Review: every decision is kept with who made it")
    return Signed(name, now(record_of(request)), note, seen)


def masks(request: Request, documents: Iterable[str]) -> Masks:
    """The masks over some documents for this reader."""
    return Masks(record_of(request), documents, shown=sees_names(request))


def render(request: Request, template: str, words: dict[str, Any], *, status: int = 200) -> HTMLResponse:
    """A page, or a part of one."""
    door = door_of(request)
    own = {
        "path": request.url.path, "nav": NAV, "write": door.write_of(request), "names_shown": sees_names(request), "record_name": record_of(request).name,
        "reviewer": signed(request), "account": door.signs(request), "may_review": door.may(request, "reviewer"), "is_admin": door.may(request, "admin"),
    }  # fmt: skip
    return HTMLResponse(request.app.state.pages.get_template(template).render(own | words), status)


def kept(request: Request, name: str, make: Callable[[], T]) -> T:
    """What is the same for everybody until the record changes: made once for each state of its file.

    Args:
        name: what it is; two things never share one.
        make: makes it.
    """
    state = record_of(request).state()
    shelf: dict[str, tuple[object, Any]] = request.app.state.kept
    found = shelf.get(name)
    if found is None or found[0] != state:
        if len(shelf) > SHELF:
            shelf.clear()
        shelf[name] = found = (state, make())
    made: T = found[1]
    return made


def as_csv(name: str, header: Sequence[str], rows: Iterable[Sequence[Any]]) -> Response:
    """A table as a file that no spreadsheet runs as formulas."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(header)
    writer.writerows([safe(cell) for cell in row] for row in rows)
    return attached(out.getvalue(), name, "text/csv; charset=utf-8")


def attached(data: str | bytes, name: str, media_type: str) -> Response:
    """A file to save."""
    return Response(data, media_type=media_type, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def is_part(request: Request) -> bool:
    """Whether htmx asks for a part of the page only."""
    return request.headers.get("hx-request") == "true"


def address(path: str, query: dict[str, Any]) -> str:
    """A path with the parts of its query that say something."""
    told = {k: v for k, v in query.items() if v not in ("", 0, False, None)}
    return f"{path}?{urlencode(told)}" if told else path
