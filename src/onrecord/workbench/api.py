"""The same data as the pages, as JSON: `/api/v1`, cursors for pages, an ETag for each answer."""

import csv
import hashlib
import io
import json
from dataclasses import replace
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from onrecord import record as store
from onrecord import views, wording
from onrecord.errors import UsageError
from onrecord.export import safe
from onrecord.record.board import reviewed_claims
from onrecord.record.listing import Selection, listed, people
from onrecord.record.listing import spots as places_of
from onrecord.record.pages import claims_in, entity, texts
from onrecord.workbench.choosing import KINDS, Chosen, Cursor, Words, as_query
from onrecord.workbench.network import graph
from onrecord.workbench.pages import address, masks, record_of, settled
from onrecord.workbench.people import LISTS

router = APIRouter()
Limit = Annotated[int, Query(ge=1, le=500)]


def _answer(request: Request, body: Any) -> Response:
    """JSON with an ETag; 304 where the asker has it."""
    data = json.dumps(body, ensure_ascii=False).encode()
    etag = f'"{hashlib.sha256(data).hexdigest()[:16]}"'
    if request.headers.get("if-none-match") == etag:
        return Response(status_code=304, headers={"ETag": etag})
    return Response(data, media_type="application/json", headers={"ETag": etag})


@router.get("/summary")
def summary(request: Request) -> Response:
    """How much is in the record."""
    return _answer(request, store.summary(record_of(request)))


@router.get("/search")
def search(request: Request, q: Annotated[str, Query(min_length=1, max_length=200)], limit: Limit = 20) -> Response:
    """Full text."""
    return _answer(request, {"rows": store.search(record_of(request), q, store.Filters(), limit)})


@router.get("/documents/{identity}")
def document(request: Request, identity: str) -> Response:
    """A document with its mentions, attributions and claims; its text holds names that are masked elsewhere."""
    record = record_of(request)
    found = texts(record, [identity]).get(identity)
    if found is None:
        raise UsageError(f"{identity}: no document of the record has this id")
    mask = masks(request, [identity])
    return _answer(request, found | {"claims": [mask.claim(c) for c in claims_in(record, identity)]})


@router.get("/findings/{identity}")
def finding(request: Request, identity: str) -> Response:
    """A finding's claims, and why it has its grade."""
    record = settled(request)
    claims = store.finding(record, identity)
    mask = masks(request, {c["document"] for c in claims})
    return _answer(
        request,
        {
            "finding": claims[0]["finding"],
            "claims": [mask.claim(c) for c in claims],
            "why": [mask.anywhere(s) for s in views.why(record, claims[0]["finding"])],
        },
    )


@router.get("/entities/{identity}")
def one(request: Request, identity: str) -> Response:
    """An entity with its names and why they are one."""
    row = entity(record_of(request), identity)
    mask = masks(request, [])
    hidden = not row["public"] and not mask.shown
    return _answer(
        request, row | ({"name": mask.entity(row), "names": [], "joined": [], "proposed": []} if hidden else {})
    )


@router.get("/spots")
def spots(request: Request, chosen: Chosen) -> Response:
    """Where the incidents of a selection were: one spot a place, with its precision and how many."""
    rows = places_of(record_of(request), chosen)
    query = as_query(chosen)
    return _answer(request, {"spots": [r | {"query": address("", query | {"place": r["place"]})} for r in rows]})


@router.get("/reviewed.jsonl")
def reviewed(request: Request) -> Response:
    """What was accepted and rejected, a line each with its text: examples to measure or teach a reader by."""
    lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in reviewed_claims(record_of(request)))
    return Response(
        lines,
        media_type="application/x-ndjson",
        headers={"Content-Disposition": 'attachment; filename="reviewed.jsonl"'},
    )


@router.get("/network")
def network(request: Request, of: Words, to: Words = "") -> Response:
    """Nodes and lines around an entity, or along the way from it to another."""
    return _answer(request, graph(request, of, to))


@router.get("/{kinds}.csv")
def table(request: Request, kinds: str, chosen: Chosen) -> Response:
    """A selection of findings, up to 5,000, as a table."""
    rows = _listed(request, kinds, chosen, "", 5000)["rows"]
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(
        [
            "id",
            "kind",
            "type",
            "how far",
            "from",
            "to",
            "place",
            "country",
            *wording.ROLES,
            "according to",
            "origins",
            "documents",
            "denials",
            "grade",
        ]
    )
    for c in rows:
        o = c["outline"]
        cells = [o["id"], c["kind"], c["type"], wording.stance(c), o["begins"], o["ends"], o["place"], o["country"], *(wording.names(c, r) for r in wording.ROLES),
                 wording.speakers(c), o["origins"], o["documents"], o["denials"], o["grade"]]  # fmt: skip
        writer.writerow(map(safe, cells))
    return Response(
        out.getvalue(),
        media_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{kinds}.csv"'},
    )


@router.get("/{kinds}")
def rows(
    request: Request, kinds: str, chosen: Chosen, begins: Words = "", after: Cursor = "", limit: Limit = 50
) -> Response:
    """A page of findings of a kind, or of people, organisations or places."""
    if kinds in LISTS:
        page = people(record_of(request), LISTS[kinds], begins, after, limit)
        mask = masks(request, [])
        return _answer(request, {"rows": [r | {"name": mask.entity(r)} for r in page.rows], "next": page.next})
    return _answer(request, _listed(request, kinds, chosen, after, limit))


def _listed(request: Request, kinds: str, chosen: Selection, after: str, limit: int) -> dict[str, Any]:
    if kinds not in KINDS:
        raise UsageError(f"{kinds}: is none of {', '.join((*KINDS, *LISTS))}")
    page = listed(record_of(request), replace(chosen, kind=KINDS[kinds]), after, limit)
    mask = masks(request, {c["document"] for c in page.rows})
    return {"rows": [mask.claim(c) for c in page.rows], "next": page.next, "total": page.total}
