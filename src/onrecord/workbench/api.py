"""The same data as the pages, as JSON: `/api/v1`, cursors for pages, an ETag for each answer."""

import hashlib
import json
from dataclasses import replace
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from onrecord import record as store
from onrecord import views, wording
from onrecord.errors import UsageError
from onrecord.export import MASK
from onrecord.record.board import last_steps, missed, precision, reviewed_claims, source_rows, speaker_rows
from onrecord.record.listing import Selection, listed, people
from onrecord.record.listing import spots as places_of
from onrecord.record.pages import claims_in, entity, texts
from onrecord.workbench.choosing import KINDS, Chosen, Cursor, Words, as_query
from onrecord.workbench.network import graph
from onrecord.workbench.pages import Moment, Settled, address, as_csv, attached, masks, record_of
from onrecord.workbench.people import LISTS
from onrecord.workbench.questions import asked

router = APIRouter(route_class=Moment)
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
    """Full text; the letters of private persons' names are blocked out, so that all offsets hold."""
    hits = store.search(record_of(request), q, store.Filters(), limit)
    mask = masks(request, {h["document"] for h in hits})
    rows = [h | {name: mask.blocked(h["document"], h[name]) for name in ("sentence", "title")} for h in hits]
    return _answer(request, {"rows": rows})


@router.get("/documents/{identity}")
def document(request: Request, identity: str) -> Response:
    """A document with its mentions, attributions and claims; the letters of private persons' names are blocked out, so that all offsets hold."""
    record = record_of(request)
    found = texts(record, [identity]).get(identity)
    if found is None:
        raise UsageError(f"{identity}: no document of the record has this id")
    mask = masks(request, [identity])
    hidden = {
        "text": mask.blocked(identity, found["text"], found["mentions"]),
        "title": mask.blocked(identity, found["title"]),
        "mentions": [m | {"name": MASK, "said": MASK} if m["entity"] in mask.entities else m for m in found["mentions"]],
        "attributions": [a | {"name": mask.words(identity, a["name"])} for a in found["attributions"]],
    }  # fmt: skip
    return _answer(request, found | hidden | {"claims": [mask.claim(c) for c in claims_in(record, identity)]})


@router.get("/findings/{identity}")
def finding(request: Request, record: Settled, identity: str) -> Response:
    """A finding's claims, and why it has its grade."""
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
        request,
        row
        | {"proposed": [p | {"name": mask.entity(p)} for p in row["proposed"]]}
        | ({"name": mask.entity(row), "names": [], "joined": [], "proposed": []} if hidden else {}),
    )


@router.get("/spots")
def spots(request: Request, chosen: Chosen) -> Response:
    """Where the incidents of a selection were: one spot a place, with its precision and how many."""
    rows = places_of(record_of(request), chosen)
    query = as_query(chosen)
    return _answer(request, {"spots": [r | {"query": address("", query | {"place": r["place"]})} for r in rows]})


@router.get("/reviewed.jsonl")
def reviewed(request: Request, record: Settled) -> Response:
    """What was accepted, rejected and corrected, a line each with its text: examples to measure or teach a reader by; names as the asker sees them."""
    rows = reviewed_claims(record)
    mask = masks(request, {r["document"] for r in rows})
    hidden = (
        {name: r[name] and mask.claim(r[name]) for name in ("claim", "read")}
        | {"text": mask.blocked(r["document"], r["text"])}
        for r in rows
    )
    lines = (r | h for r, h in zip(rows, hidden, strict=True))
    return attached(
        "".join(json.dumps(r, ensure_ascii=False) + "\n" for r in lines), "reviewed.jsonl", "application/x-ndjson"
    )


@router.get("/questions")
def questions(request: Request, record: Settled, limit: Limit = 50) -> Response:
    """What the record leaves open; of each question, as many at most."""
    return _answer(request, {"rows": asked(request, record, limit)})


@router.get("/steps")
def steps(request: Request, step: Words = "", after: Cursor = "", limit: Limit = 50) -> Response:
    """People by their last known step of the law, the latest first."""
    page = last_steps(record_of(request), step, after, limit)
    mask = masks(request, {c["document"] for c in page.rows})
    rows = [mask.claim(c) | {"entity": c["entity"] | {"name": mask.entity(c["entity"])}} for c in page.rows]
    return _answer(request, {"rows": rows, "next": page.next})


@router.get("/sources")
def sources(request: Request) -> Response:
    """Publishers, and speakers with how others tell what they tell."""
    record = record_of(request)
    mask = masks(request, [])
    heard = [s | {"name": mask.entity(s)} for s in speaker_rows(record)]
    return _answer(request, {"publishers": source_rows(record), "speakers": heard})


@router.get("/precision")
def precise(request: Request) -> Response:
    """How much was read right of what was reviewed, by kind and field; how many claims reviewers added."""
    record = record_of(request)
    return _answer(request, {"rows": precision(record), "missed": missed(record)})


@router.get("/network")
def network(request: Request, of: Words, to: Words = "") -> Response:
    """Nodes and lines around an entity, or along the way from it to another."""
    return _answer(request, graph(request, of, to))


@router.get("/{kinds}.csv")
def table(request: Request, kinds: str, chosen: Chosen, begins: Words = "") -> Response:
    """A selection of findings, or people, organisations or places, up to 5,000, as a table."""
    if kinds in LISTS:
        mask = masks(request, [])
        page = people(record_of(request), LISTS[kinds], begins, "", MOST)
        cells = ((r["id"], mask.entity(r), r["schema"], r["documents"], r["mentions"]) for r in page.rows)
        return as_csv(f"{kinds}.csv", ("id", "name", "schema", "documents", "mentions"), cells)
    header = ("id", "kind", "type", "how far", "from", "to", "place", "country", *wording.ROLES, "according to", "origins", "documents", "denials", "grade")  # fmt: skip
    return as_csv(f"{kinds}.csv", header, map(_cells, _listed(request, kinds, chosen, "", MOST)["rows"]))


MOST = 5_000
"""Rows of a table that is saved."""


def _cells(c: dict[str, Any]) -> list[Any]:
    o = c["outline"]
    return [o["id"], c["kind"], c["type"], wording.stance(c), o["begins"], o["ends"], o["place"], o["country"], *(wording.names(c, r) for r in wording.ROLES),
            wording.speakers(c), o["origins"], o["documents"], o["denials"], o["grade"]]  # fmt: skip


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
