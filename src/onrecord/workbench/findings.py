"""Findings: the table, map and timeline that filter at once, and the page of one with its quotations by origin, its history and what is near it."""

from collections import defaultdict
from dataclasses import replace
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, Response

from onrecord import pipeline, views, weigh
from onrecord import record as store
from onrecord.drawing import columns, picture
from onrecord.record.board import told_by
from onrecord.record.identities import on_lists
from onrecord.record.listing import SORTS, by_time, facets, findings_listed, listed
from onrecord.record.pages import claim_of, names_of, near, texts
from onrecord.record.settling import told_in
from onrecord.workbench.choosing import KINDS, Chosen, Cursor, as_query
from onrecord.workbench.pages import (
    Moment,
    Settled,
    address,
    as_csv,
    attached,
    is_part,
    masks,
    record_of,
    render,
    signature,
)
from onrecord.workbench.text import masked, name_marks, pieces

router = APIRouter(route_class=Moment)
Row = dict[str, Any]
SHOWN = 20
"""Quotations of one origin that a page shows at first."""


@router.get("/finding/{identity}")
def finding(request: Request, record: Settled, identity: str, all: bool = False) -> HTMLResponse:
    """One finding: its fields, who says or denies it, in which words, by origin; how it came to be told, and what is near it."""
    claims = {c["id"]: c for c in store.finding(record, identity)}
    first = next(iter(claims.values()))
    told = told_in(record, [first["finding"]])[first["finding"]]
    sources = {s.name.lower(): s for s in record.graded()}
    stands, gone = weigh.standing(told), weigh.taken_back(told)
    groups = weigh.origins(stands, sources)
    few = None if all else SHOWN
    shown = {c.id for own in groups.values() for c in own[:few]} | {t.id for t in told if t.denied or t.rejected or t.id in gone}  # fmt: skip
    read = texts(record, {claims[i]["document"] for i in shown})
    decisions = record.decisions_of(shown)
    related, beside = (findings_listed(record, ids) for ids in near(record, first["finding"]))
    mask = masks(request, {c["document"] for c in (*claims.values(), *related, *beside)})

    def card(identity: str) -> Row:
        claim = claims[identity]
        document = read[claim["document"]]
        marks = name_marks(document["mentions"])
        quoted = [masked(pieces(document["text"], marks, s, e), frozenset(mask.entities)) for s, e in claim["evidence"]]
        return {**mask.claim(claim), "quoted": quoted, "decisions": decisions[identity]}

    named = store.parts_of(record, first["finding"])
    on = on_lists(record, {p["entity"] for p in named})
    words = {
        "claim": mask.claim({**first, "also": store.also(list(claims.values()))}), "why": [mask.anywhere(s) for s in views.reasons(record, first["finding"], told)],
        "groups": [(mask.anywhere(views.origin_name(key, own)), [card(c.id) for c in own[:few]], len(own)) for key, own in groups.items()],
        "denials": [card(t.id) for t in stands if t.denied], "rejected": [card(t.id) for t in told if t.rejected],
        "taken_back": [card(t.id) for t in told if t.id in gone and not t.denied and not t.rejected],
        "named": [(p["role"], mask.entity(p), p["entity"]) for p in named],
        "listed": [(mask.entity(p), p["entity"], on[p["entity"]]) for p in named if p["role"] != "says" and p["entity"] in on],
        "related": [mask.claim(c) for c in related], "beside": [mask.claim(c) for c in beside], "history": _history(told),
    }  # fmt: skip
    return render(request, "finding.html", words)


def _history(told: list[Any]) -> list[Row]:
    """How a finding came to be told: day by day, who told it, and who told it for the first time; undated ones last."""
    days: dict[str, list[Any]] = defaultdict(list)
    for t in told:
        days[t.published or ""].append(t)
    seen: set[str] = set()
    rows = []
    for day in sorted(days, key=lambda d: d or "9999"):
        own = {t.source or "an unnamed outlet": t for t in days[day]}
        rows.append({"day": day, "new": sorted(own.keys() - seen), "again": sorted(own.keys() & seen), "denied": sorted({t.who for t in days[day] if t.denied})})  # fmt: skip
        seen |= own.keys()
    return rows


@router.post("/finding/{identity}/{action}")
def decide(
    request: Request, identity: str, action: Literal["merge", "split"], other: Annotated[str, Form(max_length=16)]
) -> Response:
    """Say that two findings are one, or that a claim is of another: it wins over whatever is found, and shows at once."""
    record = record_of(request)
    store.decide_pair(record, action, (identity, other), signature(request))
    pipeline.settle(record)
    return Response(status_code=204, headers={"HX-Redirect": f"/finding/{claim_of(record, identity)['finding']}"})


@router.get("/timeline.svg")
def timeline(request: Request, chosen: Chosen) -> Response:
    """The timeline of a selection of incidents, alone."""
    drawn = columns(by_time(record_of(request), chosen))
    return attached(picture("timeline.svg", {"timeline": drawn}, alone=True), "timeline.svg", "image/svg+xml")


@router.get("/matrix")
def matrix(request: Request, chosen: Chosen, kinds: Literal["incidents", "ties", "proceedings", "measures"] = "incidents", after: Cursor = "", csv: bool = False) -> Response:  # fmt: skip
    """Who tells of what: findings of a selection by publishers."""
    record = record_of(request)
    chosen = replace(chosen, kind=KINDS[kinds], sort="support" if chosen.sort == "when" else chosen.sort)
    page = listed(record, chosen, after, count=False)
    cells = told_by(record, [c["finding"] for c in page.rows])
    counts: dict[str, int] = defaultdict(int)
    for own in cells.values():
        for source in own:
            counts[source] += 1
    publishers = sorted(counts, key=lambda s: (-counts[s], s))[:PUBLISHERS]
    mask = masks(request, {c["document"] for c in page.rows})
    rows = [(mask.claim(c), [cells[c["finding"]].get(s, "") for s in publishers]) for c in page.rows]
    if csv:
        lines = ([c["finding"], c["type"], c["outline"]["begins"], c["outline"]["place"], *own] for c, own in rows)
        return as_csv("matrix.csv", ("id", "what", "from", "place", *publishers), lines)
    query = as_query(chosen) | {"kinds": kinds}
    words = {
        "rows": rows, "publishers": publishers, "left_out": len(counts) - len(publishers), "kinds": kinds, "chosen": chosen,
        "csv": address("/matrix", query | {"csv": "true", "after": after}), "more": address("/matrix", query | {"after": page.next}) if page.next else "",
        "kinds_there": ("incidents", "ties", "proceedings", "measures"), "sorts": SORTS,
    }  # fmt: skip
    return render(request, "matrix.html", words)


PUBLISHERS = 14
"""Columns of the matrix."""


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
        drawn = columns(by_time(record, chosen))
        words |= {"timeline": drawn, "picture": picture("timeline.svg", {"timeline": drawn}), "spots": address("/api/v1/spots", query), "timeline_svg": address("/timeline.svg", query)}  # fmt: skip
    if is_part(request):
        return render(request, "findings_rows.html", words)
    return render(request, "findings.html", words | {"facets": facets(record, chosen.kind)})
