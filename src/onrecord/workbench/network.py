"""The network: people, bodies and incidents, expanded step by step; every line is a finding."""

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from onrecord.export import MASK
from onrecord.record import Record
from onrecord.record.listing import people, support_of
from onrecord.record.pages import around, names_of, parts_of, way
from onrecord.workbench.pages import Moment, record_of, render, sees_names

router = APIRouter(route_class=Moment)
Identity = Annotated[str, Query(max_length=40)]


@router.get("/network")
def page(request: Request, of: Identity = "", to: Identity = "") -> HTMLResponse:
    """The drawing around one entity, or the way from it to another; without one, whom to begin with."""
    record = record_of(request)
    begin = people(record, ("Person", "Organization", "PublicBody"), limit=40).rows
    chosen = names_of(record, [i for i in (of, to) if i])
    words = {
        "begin": [r | {"shown": shown(request, r)} for r in begin],
        "of": of,
        "to": to,
        "names": {i: shown(request, r) for i, r in chosen.items()},
    }
    return render(request, "network.html", words)


def shown(request: Request, row: dict[str, Any]) -> str:
    """An entity's name as this reader may see it."""
    return str(row["name"]) if row["public"] or sees_names(request) else MASK


def graph(request: Request, of: str, to: str = "") -> dict[str, list[dict[str, Any]]]:
    """Nodes and lines around an entity, or along the way to another: incidents are nodes, other findings lines.

    Node: id, kind, label. Line: source, target, label, finding, origins, contested.
    """
    record = record_of(request)
    if not to:
        return _drawn(request, *around(record, of), start=of)
    steps = way(record, of, to)
    findings, parts = [], []
    for before, finding, after in zip(steps[0::2], steps[1::2], steps[2::2], strict=False):
        own, named = _one(record, finding)
        findings += own
        parts += [p for p in named if p["entity"] in (before, after)]
    return _drawn(request, findings, parts, start=of)


def _one(record: Record, finding: str) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    rows = support_of(record, [finding])
    return [dict(r._mapping) for r in rows.values()], [p | {"finding": finding} for p in parts_of(record, finding)]


def _drawn(
    request: Request, findings: list[dict[str, Any]], parts: list[dict[str, Any]], start: str
) -> dict[str, list[dict[str, Any]]]:
    nodes = {
        p["entity"]: {
            "id": p["entity"],
            "kind": "person" if p["schema"] == "Person" else "place" if p["schema"] == "Address" else "body",
            "label": shown(request, p),
        }
        for p in parts
    }
    lines = []
    for f in findings:
        own = [p for p in parts if p["finding"] == f["id"]]
        facts = {"finding": f["id"], "origins": f["origins"], "contested": bool(f["denials"])}
        if f["kind"] == "incident":
            label = " ".join(
                filter(
                    None,
                    (
                        f["stage"].replace("_", " "),
                        f["type"].replace("_", " "),
                        f["place"] and f"in {f['place']}",
                        f["begins"][:7],
                    ),
                )
            )
            nodes[f["id"]] = {"id": f["id"], "kind": "incident", "label": label}
            lines += [
                {"source": p["entity"], "target": f["id"], "label": p["role"].replace("_", " "), **facts} for p in own
            ]
        else:
            first = next((p for p in own if p["role"] in ("subject", "person", "actor")), own[0] if own else None)
            lines += [
                {"source": first["entity"], "target": p["entity"], "label": f["type"].replace("_", " "), **facts}
                for p in own
                if first and p["entity"] != first["entity"]
            ]
    if not nodes and start:
        nodes = {
            i: {"id": i, "kind": "body", "label": shown(request, r)}
            for i, r in names_of(record_of(request), [start]).items()
        }
    return {"nodes": sorted(nodes.values(), key=lambda n: n["id"]), "lines": lines}
