"""Open questions: where the record stops, rests on one origin, is denied or told differently."""

from itertools import groupby
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from onrecord import views
from onrecord.record import Record
from onrecord.record.pages import names_of
from onrecord.workbench.pages import Moment, Settled, as_csv, masks, render

router = APIRouter(route_class=Moment)
EACH = 25
"""Of each question, as many are shown."""


def asked(request: Request, record: Record, limit: int) -> list[dict[str, Any]]:
    """Questions as this reader may see them.

    Args:
        record: settled.
        limit: most of each.
    """
    rows = views.questions(record, limit)
    who = names_of(record, {r["entity"] for r in rows if r["entity"]})
    mask = masks(request, {r["document"] for r in rows})
    return [r | {"about": mask.entity(who[r["entity"]]) if r["entity"] in who else mask.words(r["document"], r["about"])} for r in rows]  # fmt: skip


@router.get("/questions")
def page(request: Request, record: Settled) -> HTMLResponse:
    """By what is asked."""
    rows = asked(request, record, EACH)
    groups = [(ask, list(own)) for ask, own in groupby(rows, key=_heading)]
    return render(request, "questions.html", {"groups": groups, "each": EACH})


def _heading(row: dict[str, Any]) -> str:
    """What is asked, without what each is told differently about."""
    ask: str = row["ask"]
    return "told differently; who is right?" if ask.startswith("told differently") else ask


@router.get("/questions.csv")
def table(request: Request, record: Settled) -> Response:
    """All of them, up to 1,000 of each, as a table."""
    rows = asked(request, record, 1000)
    return as_csv("questions.csv", ("ask", "about", "entity", "finding", "document"), ([r[k] for k in ("ask", "about", "entity", "finding", "document")] for r in rows))  # fmt: skip
