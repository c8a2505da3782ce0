"""The first page: what is in the record, when and by whom it was told, what is newest, most supported, most contested, and what is open."""

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from onrecord.record import overview as counted
from onrecord.record.listing import Selection, contested, listed
from onrecord.workbench.pages import kept, masks, record_of, render

router = APIRouter()
FEW = 6


@router.get("/")
def page(request: Request) -> HTMLResponse:
    """The overview."""
    record = record_of(request)
    lists: dict[str, list[dict[str, Any]]] = {
        "Newest": listed(record, Selection(sort="told"), limit=FEW, count=False).rows,
        "Most supported": listed(record, Selection(sort="support"), limit=FEW, count=False).rows,
        "Most contested": contested(record, FEW),
    }
    mask = masks(request, {c["document"] for rows in lists.values() for c in rows})
    shown = {title: [mask.claim(c) for c in rows] for title, rows in lists.items()}
    return render(
        request, "overview.html", {"counts": kept(request, "overview", lambda: counted(record)), "lists": shown}
    )
