"""Accountability: people by their last known step of the law, and measures by how far they went."""

import datetime as dt
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, Response

from onrecord.record.board import last_steps
from onrecord.record.listing import Selection, facets, listed
from onrecord.wording import names, speakers
from onrecord.workbench.pages import Moment, address, as_csv, masks, record_of, render

router = APIRouter(route_class=Moment)
Words = Annotated[str, Query(max_length=200)]


@router.get("/board")
def page(request: Request, step: Words = "", after: Words = "") -> HTMLResponse:
    """The board."""
    record = record_of(request)
    page = last_steps(record, step, after)
    measures = {
        status: listed(record, Selection("measure", status=status), limit=8)
        for status in facets(record, "measure")["status"]
    }
    mask = masks(
        request, {c["document"] for c in page.rows} | {c["document"] for p in measures.values() for c in p.rows}
    )
    words = {
        "rows": [mask.claim(c) | {"who": mask.entity(c["entity"]), "days": _days_since(c)} for c in page.rows], "more": address("/board", {"step": step, "after": page.next}) if page.next else "",
        "step": step, "steps": facets(record, "proceeding")["type"], "measures": {s: [mask.claim(c) for c in p.rows] for s, p in measures.items()},
        "totals": {s: p.total for s, p in measures.items()}, "csv": address("/board.csv", {"step": step}),
    }  # fmt: skip
    return render(request, "board.html", words)


@router.get("/board.csv")
def table(request: Request, step: Words = "") -> Response:
    """People by their last known step, up to 5,000, as a table."""
    rows = last_steps(record_of(request), step, limit=5_000).rows
    mask = masks(request, {c["document"] for c in rows})
    cells = ([c["entity"]["id"], mask.entity(c["entity"]), c["type"], c["outline"]["begins"], c["outline"]["first"], names(m, "authority"), names(m, "charge"), speakers(m), c["finding"]]
             for c in rows for m in (mask.claim(c),))  # fmt: skip
    header = ("person id", "person", "last known step", "from", "first published", "authority", "charge, as told", "according to", "finding")  # fmt: skip
    return as_csv("board.csv", header, cells)


def _days_since(claim: dict[str, Any]) -> int | None:
    """Days from when a step was taken, or was first told of, to today; None where neither is known."""
    known = claim["outline"]["begins"] or claim["outline"]["first"]
    return (dt.datetime.now(dt.UTC).date() - dt.date.fromisoformat(known)).days if known else None
