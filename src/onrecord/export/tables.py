"""The record as it is: one JSON object, JSON lines, or claims as a table."""

import csv
import json
from collections.abc import Callable, Iterator
from typing import Any, TextIO

from onrecord.contract import together
from onrecord.export.outgoing import Outgoing
from onrecord.record import whole as stored

Row = dict[str, Any]


def rows(leaving: Outgoing) -> Iterator[tuple[str, Row]]:
    """Every row as (table, row): documents, entities, findings and their claims, decisions."""
    for table in ("documents", "entities"):
        for row in getattr(leaving, table)():
            yield table, row
    for finding, claims in leaving.claims_by_finding():
        yield "findings", _finding(finding, claims)
        for claim in claims:
            yield "claims", _claim(claim)
    for row in stored.decisions(leaving.record):
        yield "decisions", row


def _claim(claim: Row) -> Row:
    return {k: v for k, v in claim.items() if k not in ("finding", "support", "grade")}


def _finding(identity: str, claims: list[Row]) -> Row:
    """A finding, told as its first claim tells it."""
    claim = next((c for c in claims if c["id"] == identity), claims[0])
    return {"id": identity, "kind": claim["kind"], "type": claim["type"], "stage": claim["stage"], "status": claim["status"], "roles": claim["roles"], "time": claim["time"],
            "place": claim["place"], "claims": [c["id"] for c in claims], "support": claim["support"], "grade": claim["grade"]}  # fmt: skip


def write_json(leaving: Outgoing, out: TextIO) -> None:
    """One JSON object: documents, entities, findings, claims, decisions; written as it is read."""
    tables: dict[str, Callable[[], Iterator[Row]]] = {
        "documents": leaving.documents,
        "entities": leaving.entities,
        "findings": lambda: (_finding(i, own) for i, own in leaving.claims_by_finding()),
        "claims": lambda: (_claim(c) for _, own in leaving.claims_by_finding() for c in own),
        "decisions": lambda: stored.decisions(leaving.record),
    }
    out.write(f'{{\n "masked": {json.dumps(not leaving.unmask)}')
    for table, made in tables.items():
        out.write(f',\n "{table}": [')
        for n, row in enumerate(made()):
            out.write(",\n" if n else "\n")
            out.write(f"  {json.dumps(row, ensure_ascii=False)}")
        out.write("\n ]")
    out.write("\n}\n")


def write_jsonl(leaving: Outgoing, out: TextIO) -> None:
    """One JSON object a line, its table named in `table`."""
    for table, row in rows(leaving):
        out.write(json.dumps({"table": table, **row}, ensure_ascii=False) + "\n")


COLUMNS = ("id", "kind", "type", "stage", "status", "polarity", "certainty", "mode", "from", "to", "place", "lat", "lon", "country", "roles", "number", "bound",
           "killed", "injured", "arrested", "said_by", "document", "title", "source", "published", "quotation", "finding", "origins", "documents", "denials", "grade")  # fmt: skip


def write_csv(leaving: Outgoing, out: TextIO) -> None:
    """One claim a row, with its document, the words it stands on, and what stands behind its finding."""
    writer = csv.DictWriter(out, COLUMNS)
    writer.writeheader()
    for told in leaving.findings():
        for claim in told.claims:
            writer.writerow({k: safe(v) for k, v in flat(claim).items()})


def flat(claim: Row) -> Row:
    """A claim as a row of COLUMNS."""
    time, place, number = claim["time"] or {}, claim["place"] or {}, claim["number"] or {}
    roles = "; ".join(f"{role}: {', '.join(f['name'] for f in fillers)}" for role, fillers in claim["roles"].items())
    return {
        **{k: claim[k] for k in ("id", "kind", "type", "stage", "status", "polarity", "certainty", "mode", "document", "title", "source", "published", "quotation", "finding", "grade")},
        "from": time.get("from"), "to": time.get("to"), "place": place.get("name"), "lat": place.get("lat"), "lon": place.get("lon"), "country": place.get("country"),
        "roles": roles, "number": number.get("value"), "bound": number.get("bound"),
        **{k: (claim["outcome"].get(k) or {}).get("value") for k in ("killed", "injured", "arrested")},
        "said_by": " > ".join(together(v) for v in claim["said_by"]), **{k: claim["support"][k] for k in ("origins", "documents", "denials")},
    }  # fmt: skip


def safe(value: Any) -> Any:
    """A cell that a spreadsheet will not run as a formula."""
    return f"'{value}" if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r") else value
