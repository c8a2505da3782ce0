"""Record -> files others read: JSON, JSON lines, CSV. Private persons are masked unless asked otherwise."""

import csv
import json
from collections.abc import Callable, Iterator, Set
from itertools import groupby
from typing import Any, TextIO

from onrecord.record import Record, everything, public_people

MASK = "[private person]"
"""What stands for the name of a person who holds no post."""
Row = dict[str, Any]


def rows(record: Record, *, unmask: bool = False) -> Iterator[tuple[str, Row]]:
    """Every row of a record as (table, row): documents, entities, claims and findings, decisions."""
    public = public_people(record)
    for (table, finding), own in groupby(everything(record), key=lambda t: (t[0], t[1].get("finding"))):
        if finding is None:
            for _, row in own:
                yield table, row if unmask or table != "entities" else _masked_entity(row)
            continue
        claims = [row if unmask else _masked_claim(row, public) for _, row in own]
        yield "findings", _finding(finding, claims)
        for claim in claims:
            yield "claims", {k: v for k, v in claim.items() if k not in ("finding", "support", "grade")}


def _masked_entity(row: Row) -> Row:
    return row if row["public"] else {**row, "name": MASK, "aliases": []}


def _masked_claim(row: Row, public: Set[tuple[str, str]]) -> Row:
    """A claim without the names of private persons; the spans stay, the words behind them do not travel."""

    def is_private(filler: Row) -> bool:
        named = filler["type"] == "person" and filler["name"][:1].isupper()
        return named and not filler["public"] and (row["document"], filler["name"]) not in public

    private = {f["name"] for fillers in row["roles"].values() for f in fillers if is_private(f)}
    return {
        **row,
        "roles": {role: [{**f, "name": MASK} if is_private(f) else f for f in fillers] for role, fillers in row["roles"].items()},
        "said_by": [{**v, "name": MASK} if v["name"] in private else v for v in row["said_by"]],
    }  # fmt: skip


def _finding(identity: str, claims: list[Row]) -> Row:
    """A finding, told as its first claim tells it."""
    claim = next((c for c in claims if c["id"] == identity), claims[0])
    return {"id": identity, "kind": claim["kind"], "type": claim["type"], "stage": claim["stage"], "status": claim["status"], "roles": claim["roles"], "time": claim["time"],
            "place": claim["place"], "claims": [c["id"] for c in claims], "support": claim["support"], "grade": claim["grade"]}  # fmt: skip


def write_json(record: Record, out: TextIO, *, unmask: bool = False) -> None:
    """One JSON object: documents, entities, findings, claims, decisions."""
    tables: dict[str, list[Row]] = {
        "documents": [],
        "entities": [],
        "findings": [],
        "claims": [],
        "decisions": [],
    }
    for table, row in rows(record, unmask=unmask):
        tables[table].append(row)
    tables["findings"].sort(key=lambda f: f["id"])
    json.dump({"masked": not unmask, **tables}, out, ensure_ascii=False, indent=1)
    out.write("\n")


def write_jsonl(record: Record, out: TextIO, *, unmask: bool = False) -> None:
    """One JSON object a line, its table named in `table`."""
    for table, row in rows(record, unmask=unmask):
        out.write(json.dumps({"table": table, **row}, ensure_ascii=False) + "\n")


COLUMNS = ("id", "kind", "type", "stage", "status", "polarity", "certainty", "mode", "from", "to", "place", "lat", "lon", "country", "roles", "number", "bound",
           "killed", "injured", "arrested", "said_by", "document", "title", "source", "published", "quotation")  # fmt: skip


def write_csv(record: Record, out: TextIO, *, unmask: bool = False) -> None:
    """One claim a row, with its document and the words it stands on."""
    from onrecord.record import document_text

    writer = csv.DictWriter(out, COLUMNS)
    writer.writeheader()
    documents: dict[str, Row] = {}
    texts: dict[str, str] = {}
    for table, row in rows(record, unmask=unmask):
        if table == "documents":
            documents[row["id"]] = row
        elif table == "claims":
            key = row["document"]
            if key not in texts:
                texts[key] = document_text(record, key)
            writer.writerow({k: safe(v) for k, v in _flat(row, documents[key], texts[key], unmask).items()})


def _flat(claim: Row, document: Row, text: str, unmask: bool) -> Row:
    time, place, number = claim["time"] or {}, claim["place"] or {}, claim["number"] or {}
    masked = not unmask and any(f["name"] == MASK for fillers in claim["roles"].values() for f in fillers)
    quotation = " […] ".join(text[s:e] for s, e in claim["evidence"])
    roles = "; ".join(f"{role}: {', '.join(f['name'] for f in fillers)}" for role, fillers in claim["roles"].items())
    return {
        **{k: claim[k] for k in ("id", "kind", "type", "stage", "status", "polarity", "certainty", "mode", "document")},
        "from": time.get("from"), "to": time.get("to"), "place": place.get("name"), "lat": place.get("lat"), "lon": place.get("lon"), "country": place.get("country"),
        "roles": roles, "number": number.get("value"), "bound": number.get("bound"),
        **{k: (claim["outcome"].get(k) or {}).get("value") for k in ("killed", "injured", "arrested")},
        "said_by": " > ".join(v["name"] for v in claim["said_by"]), "title": document["title"], "source": document["source"], "published": document["published"],
        "quotation": "[masked: names a private person]" if masked else quotation,
    }  # fmt: skip


def safe(value: Any) -> Any:
    """A cell that a spreadsheet will not run as a formula."""
    return f"'{value}" if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r") else value


FORMATS: dict[str, Callable[..., None]] = {
    "json": write_json,
    "jsonl": write_jsonl,
    "csv": write_csv,
}
"""Every export format by name."""
