"""Who heads, directs, approves or is part of what on a day: a layered drawing, every line with its finding."""

from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, Response

from onrecord.drawing import Layers, chain_of, chain_picture
from onrecord.errors import UsageError
from onrecord.record.listing import people
from onrecord.record.pages import names_of
from onrecord.workbench.pages import Moment, address, as_csv, attached, masks, record_of, render

router = APIRouter(route_class=Moment)
Of = Annotated[str, Query(max_length=40)]
On = Annotated[str, Query(max_length=20)]


@router.get("/chain")
def page(request: Request, of: Of = "", on: On = "") -> HTMLResponse:
    """The drawing around one body or person; without one, the bodies to choose among."""
    record = record_of(request)
    drawing = _drawn(request, of, on)
    words: dict[str, Any] = {
        "of": of,
        "drawing": drawing,
        "at": {b.id: b for b in drawing.boxes},
        "picture": chain_picture(drawing, of, finding_at="/finding/", entity_at="/entity/"),
        "bodies": people(record, ("Organization", "PublicBody"), limit=40).rows,
        "chosen": names_of(record, [of]).get(of) if of else None,
        "on": on,
        "saved": {kind: address(f"/chain.{kind}", {"of": of, "on": on}) for kind in ("svg", "csv")},
    }
    return render(request, "chain.html", words)


@router.get("/chain.svg")
def picture(request: Request, of: Of, on: On = "") -> Response:
    """The drawing alone."""
    drawn = chain_picture(_drawn(request, of, on), of, finding_at="/finding/", entity_at="/entity/", alone=True)
    return attached(drawn, "chain.svg", "image/svg+xml")


@router.get("/chain.csv")
def table(request: Request, of: Of, on: On = "") -> Response:
    """Its lines as a table."""
    drawing = _drawn(request, of, on)
    at = {b.id: b.label for b in drawing.boxes}
    cells = ((at[x.over], x.how, at[x.under], x.origins, "yes" if x.contested else "", x.finding) for x in drawing.lines)  # fmt: skip
    return as_csv("chain.csv", ("over", "how", "under", "origins", "contested", "finding"), cells)


def _drawn(request: Request, of: str, on: str) -> Layers:
    """The drawing, names as this reader may see them."""
    if on and not _is_day(on):
        raise UsageError(f"on={on}: is no date; write it as 2021-03-04")
    return chain_of(record_of(request), of, on, masks(request, []).entity) if of else Layers()


def _is_day(words: str) -> bool:
    try:
        return bool(date.fromisoformat(words))
    except ValueError:
        return False
