"""Accountability: people by their last known step of the law, and measures by how far they went."""

import datetime as dt
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from onrecord.record.board import last_steps
from onrecord.record.listing import Selection, facets, listed
from onrecord.workbench.pages import address, kept, masks, record_of, render

router = APIRouter()
Words = Annotated[str, Query(max_length=200)]


@router.get("/board")
def page(request: Request, step: Words = "", after: Words = "") -> HTMLResponse:
    """The board."""
    record = record_of(request)
    page = kept(request, f"steps {step} {after}", lambda: last_steps(record, step, after))
    measures = {
        status: listed(record, Selection("measure", status=status), limit=8)
        for status in kept(request, "facets measure", lambda: facets(record, "measure"))["status"]
    }
    mask = masks(
        request, {c["document"] for c in page.rows} | {c["document"] for p in measures.values() for c in p.rows}
    )
    words = {
        "rows": [mask.claim(c) | {"who": mask.entity(c["entity"]), "days": _days_since(c)} for c in page.rows], "more": address("/board", {"step": step, "after": page.next}) if page.next else "",
        "step": step, "steps": kept(request, "facets proceeding", lambda: facets(record, "proceeding"))["type"], "measures": {s: [mask.claim(c) for c in p.rows] for s, p in measures.items()},
        "totals": {s: p.total for s, p in measures.items()},
    }  # fmt: skip
    return render(request, "board.html", words)


def _days_since(claim: dict[str, Any]) -> int | None:
    """Days from when a step was taken, or was first told of, to today; None where neither is known."""
    known = claim["outline"]["begins"] or claim["outline"]["first"]
    return (dt.datetime.now(dt.UTC).date() - dt.date.fromisoformat(known)).days if known else None
