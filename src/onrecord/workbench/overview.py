"""The first page: what is in the record, when and by whom it was told, what is newest, most supported, most contested, and what is open."""

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from onrecord.record import overview as counted
from onrecord.record.listing import Selection, contested, listed
from onrecord.workbench.pages import Moment, Settled, masks, render
from onrecord.workbench.questions import asked

router = APIRouter(route_class=Moment)
FEW = 6
YEARS = 12
"""Columns of the table of publishers."""


@router.get("/")
def page(request: Request, record: Settled) -> HTMLResponse:
    """The overview."""
    lists: dict[str, list[dict[str, Any]]] = {
        "Newest": listed(record, Selection(sort="told"), limit=FEW, count=False).rows,
        "Most supported": listed(record, Selection(sort="support"), limit=FEW, count=False).rows,
        "Most contested": contested(record, FEW),
    }
    mask = masks(request, {c["document"] for rows in lists.values() for c in rows})
    shown = {title: [mask.claim(c) for c in rows] for title, rows in lists.items()}
    open_ = asked(request, record, 2)[:FEW]
    counts = counted(record)
    words = {
        "counts": counts, "lists": shown, "questions": open_, "shown_years": counts["years"][-YEARS:],
        "most_of_one": max((n for s in counts["sources"] for n in s["by_year"].values()), default=1),
    }  # fmt: skip
    return render(request, "overview.html", words)
