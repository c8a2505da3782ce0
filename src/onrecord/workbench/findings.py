"""Findings: the table, map and timeline that filter at once, and the page of one with its quotations by origin."""

from dataclasses import replace
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from onrecord import record as store
from onrecord import views, weigh
from onrecord.record.listing import SORTS, by_time, facets, listed
from onrecord.record.pages import names_of, texts
from onrecord.record.settling import told_in
from onrecord.workbench.choosing import KINDS, Chosen, Cursor, as_query
from onrecord.workbench.drawing import columns
from onrecord.workbench.pages import address, is_part, kept, masks, record_of, render, settled
from onrecord.workbench.text import masked, name_marks, pieces

router = APIRouter()
Row = dict[str, Any]


@router.get("/finding/{identity}")
def finding(request: Request, identity: str) -> HTMLResponse:
    """One finding: its fields, and who says or denies it, in which words, by origin."""
    record = settled(request)
    claims = {c["id"]: c for c in store.finding(record, identity)}
    first = next(iter(claims.values()))
    read = texts(record, {c["document"] for c in claims.values()})
    mask = masks(request, read)
    told = sorted(told_in(record, first["finding"]), key=lambda t: t.order)
    sources = {s.name.lower(): s for s in record.graded()}
    stands, gone = weigh.standing(told), weigh.taken_back(told)

    def card(identity: str) -> Row:
        claim = claims[identity]
        document = read[claim["document"]]
        marks = name_marks(document["mentions"])
        quoted = [masked(pieces(document["text"], marks, s, e), frozenset(mask.entities)) for s, e in claim["evidence"]]
        return {**mask.claim(claim), "quoted": quoted, "decisions": record.decisions_on(identity)}

    groups = weigh.origins(stands, sources)
    words = {
        "claim": mask.claim({**first, "also": store.also(list(claims.values()))}), "why": [mask.anywhere(s) for s in views.why(record, first["finding"])],
        "groups": [(mask.anywhere(views.origin_name(key, own)), [card(c.id) for c in own]) for key, own in groups.items()],
        "denials": [card(t.id) for t in stands if t.denied], "rejected": [card(t.id) for t in told if t.rejected],
        "taken_back": [card(t.id) for t in told if t.id in gone and not t.denied and not t.rejected],
        "named": [(p["role"], mask.entity(p), p["entity"]) for p in store.parts_of(record, first["finding"])],
    }  # fmt: skip
    return render(request, "finding.html", words)


@router.get("/timeline.svg")
def timeline(request: Request, chosen: Chosen) -> Response:
    """The timeline of a selection of incidents, alone."""
    page = render(request, "timeline.html", {"timeline": columns(*by_time(record_of(request), chosen))})
    return Response(
        page.body, media_type="image/svg+xml", headers={"Content-Disposition": 'attachment; filename="timeline.svg"'}
    )


@router.get("/{kinds}")
def table(request: Request, kinds: str, chosen: Chosen, after: Cursor = "") -> HTMLResponse:
    """Findings of one kind."""
    if kinds not in KINDS:
        return render(request, "error.html", {"message": f"/{kinds}: there is no such page"}, status=404)
    record = record_of(request)
    chosen = replace(chosen, kind=KINDS[kinds])
    page = listed(record, chosen, after)
    mask = masks(request, {c["document"] for c in page.rows})
    query = as_query(chosen)
    who = names_of(record, [chosen.entity]).get(chosen.entity) if chosen.entity else None
    words: Row = {
        "kinds": kinds, "chosen": chosen, "rows": [mask.claim(c) for c in page.rows], "total": page.total, "after": after,
        "more": address(f"/{kinds}", query | {"after": page.next}) if page.next else "", "entity_name": mask.entity(who) if who else "",
        "sorts": SORTS, "csv": address(f"/api/v1/{kinds}.csv", query), "all_kinds": KINDS,
    }  # fmt: skip
    if kinds == "incidents" and not after:
        words |= {"timeline": columns(*by_time(record, chosen)), "spots": address("/api/v1/spots", query), "timeline_svg": address("/timeline.svg", query)}  # fmt: skip
    if is_part(request):
        return render(request, "findings_rows.html", words)
    return render(
        request,
        "findings.html",
        words | {"facets": kept(request, f"facets {chosen.kind}", lambda: facets(record, chosen.kind))},
    )
