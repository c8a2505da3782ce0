"""Sources: what each tells, how often alone, confirmed or denied, who copies whom; its reliability is set here."""

from typing import Annotated, Any

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import HTMLResponse, Response

from onrecord.errors import UsageError
from onrecord.model import Source
from onrecord.record.board import copied_from, source_figures, source_rows, speaker_rows
from onrecord.weigh.grade import RELIABILITY
from onrecord.workbench.pages import Moment, as_csv, kept, masks, record_of, render

router = APIRouter(route_class=Moment)


@router.get("/sources")
def page(request: Request) -> HTMLResponse:
    """All publishers."""
    record = record_of(request)
    known = {s.name.lower(): s for s in record.graded()}
    return render(
        request,
        "sources.html",
        {"rows": source_rows(record), "known": known, "letters": RELIABILITY, "speakers": _speakers(request)},
    )


def _speakers(request: Request) -> list[dict[str, Any]]:
    mask = masks(request, [])
    return [s | {"shown": mask.entity(s)} for s in kept(request, "speakers", lambda: speaker_rows(record_of(request)))]


@router.get("/sources.csv")
def table(request: Request) -> Response:
    """All publishers as a table."""
    record = record_of(request)
    known = {s.name.lower(): s for s in record.graded()}
    cells = ((*(r[k] for k in ("source", "documents", "claims", "first", "last")), s.reliability, s.affiliation, s.group)
             for r in source_rows(record) for s in (known.get(r["source"].lower(), Source(r["source"])),))  # fmt: skip
    return as_csv("sources.csv", ("publisher", "documents", "claims", "first", "last", "reliability", "affiliation", "owner"), cells)  # fmt: skip


@router.get("/source")
def source(request: Request, name: Annotated[str, Query(max_length=200)]) -> HTMLResponse:
    """One publisher."""
    record = record_of(request)
    known = {s.name.lower(): s for s in record.graded()}
    words = {
        "name": name,
        "figures": source_figures(record, name),
        "copied": copied_from(record, name),
        "known": known.get(name.lower(), Source(name)),
        "letters": RELIABILITY,
    }
    return render(request, "source.html", words)


@router.post("/source")
def grade(
    request: Request, name: Annotated[str, Form(max_length=200)], reliability: Annotated[str, Form()], affiliation: Annotated[str, Form(max_length=200)] = "", group: Annotated[str, Form(max_length=200)] = ""
) -> HTMLResponse:  # fmt: skip
    """Set what a person says of a publisher; what rests on it is weighed anew right after."""
    if reliability not in RELIABILITY:
        raise UsageError(f"{reliability}: is no reliability; choose A to F")
    record = record_of(request)
    known = {s.name.lower(): s for s in record.graded()}
    before = known.pop(name.lower(), Source(name))
    record.grade(
        [*known.values(), Source(name, before.kind, before.country, affiliation.strip(), group.strip(), reliability)]
    )
    record.unsettle(name)
    request.app.state.settler.later()
    return source(request, name)
