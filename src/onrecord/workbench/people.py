"""People and bodies: lists, and the profile of one: aliases and why they are one, posts as bars, steps of the law, what is said of and by them."""

from datetime import date
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import HTMLResponse, Response

from onrecord import pipeline, weigh
from onrecord.drawing import Bar, bars
from onrecord.export import MASK
from onrecord.record import decide_identity, decide_pair
from onrecord.record.identities import identities
from onrecord.record.listing import findings_listed
from onrecord.record.listing import people as listed_people
from onrecord.record.pages import entity, entity_of, latest_of, names_of, roles_of, told_about
from onrecord.workbench.pages import Moment, address, masks, record_of, render, sees_names, signature

router = APIRouter(route_class=Moment)
LISTS = {"people": ("Person",), "organisations": ("Organization", "PublicBody"), "places": ("Address",)}
FEW = 5


def _list(request: Request, path: str, begins: str, after: str) -> HTMLResponse:
    page = listed_people(record_of(request), LISTS[path], begins, after)
    rows = [row | {"shown": row["name"] if row["public"] or sees_names(request) else MASK} for row in page.rows]
    more = address(f"/{path}", {"begins": begins, "after": page.next}) if page.next else ""
    saved = address(f"/api/v1/{path}.csv", {"begins": begins})
    return render(
        request, "people.html", {"rows": rows, "more": more, "begins": begins, "title": path.capitalize(), "csv": saved}
    )


Begins = Annotated[str, Query(max_length=80)]
After = Annotated[str, Query(max_length=200)]


@router.get("/people")
def people(request: Request, begins: Begins = "", after: After = "") -> HTMLResponse:
    """Everybody, the most mentioned first."""
    return _list(request, "people", begins, after)


@router.get("/organisations")
def organisations(request: Request, begins: Begins = "", after: After = "") -> HTMLResponse:
    """Bodies."""
    return _list(request, "organisations", begins, after)


@router.get("/places")
def places(request: Request, begins: Begins = "", after: After = "") -> HTMLResponse:
    """Places."""
    return _list(request, "places", begins, after)


@router.get("/entity/{identity}")
def profile(request: Request, identity: str) -> HTMLResponse:
    """One person, body or place."""
    record = record_of(request)
    who = entity(record, identity)
    told, finding_of = told_about(record, identity, ("tie", "proceeding"))
    posts = weigh.posts(told, finding_of)
    steps = [s for s in weigh.legal_history(told, finding_of) if s.about == identity]
    named = names_of(record, {i for p in posts for i in (p.person, p.body)})
    counts = roles_of(record, identity)
    of_them = [(kind, role, n) for kind, role, n in counts if role != "says"]
    lists = {
        (kind, role): findings_listed(record, latest_of(record, identity, kind, role, FEW)) for kind, role, _ in counts
    }
    mask = masks(request, {c["document"] for rows in lists.values() for c in rows} | {t.document for t in told})

    def name(i: str) -> str:
        return mask.entity(named[i]) if i in named else i

    words: dict[str, Any] = {
        "who": who, "shown": mask.entity(who), "is_masked": mask.entity(who) == MASK, "posts": posts, "name": name,
        "drawing": bars([Bar(f"{p.post}{', ' + name(p.body) if p.body else ''}" if p.person == identity else f"{name(p.person)}, {p.post}", p.begins or "", p.ends or "", p.told, p.findings[0]) for p in posts], _today(told)),
        "listed": [r | {"reasons": [mask.anywhere(x) for x in r["reasons"]]} for r in identities(record, [identity])], "steps": steps, "of_them": of_them, "said": [(kind, n) for kind, role, n in counts if role == "says"],
        "lists": {key: [mask.claim(c) for c in rows] for key, rows in lists.items()},
    }  # fmt: skip
    return render(request, "entity.html", words)


@router.post("/entity/{identity}/listed")
def decide_listed(
    request: Request, identity: str, action: Annotated[Literal["identify", "distinguish"], Form()], list: Annotated[str, Form(max_length=200)], entry: Annotated[str, Form(max_length=200)]
) -> Response:  # fmt: skip
    """Say that somebody is an entry of a list, or is not."""
    decide_identity(record_of(request), action, identity, (list, entry), signature(request))
    return Response(status_code=204, headers={"HX-Redirect": f"/entity/{identity}"})


@router.post("/entity/{identity}/{action}")
def decide(
    request: Request, identity: str, action: Literal["merge", "split"], other: Annotated[str, Form(max_length=16)], reviewer: Annotated[str, Form(max_length=80)] = "", back: Annotated[str, Form(max_length=10)] = ""
) -> Response:  # fmt: skip
    """Say that two are one, or two: it wins over whatever is found, and shows at once."""
    record = record_of(request)
    decide_pair(record, action, (identity, other), signature(request, reviewer))
    pipeline.settle(record)
    home = f"/entity/{entity_of(record, identity)}" if back != "review" else "/review"
    return Response(status_code=204, headers={"HX-Redirect": home})


def _today(told: list[Any]) -> str:
    """The last day the record knows of: no drawing depends on the clock."""
    return max((t.published for t in told if t.published), default=date.min.isoformat())
