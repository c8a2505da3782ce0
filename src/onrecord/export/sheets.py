"""Spreadsheets: incidents in the columns that people know from ACLED and the Global Terrorism Database, beside people, ties, proceedings, measures, claims, sources, and what each column means.

Ours and theirs differ where theirs would say more than is known: there is one row an incident, its actors are those named by somebody, its figures are as told, and nothing is coded
that nobody said. `docs/how-to/spreadsheets.md` has the cross-walk.
"""

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO, TextIO

from onrecord import wording
from onrecord.export.geo import PRECISION, last_day
from onrecord.export.outgoing import Outgoing, Told, batches
from onrecord.export.tables import COLUMNS, flat, safe
from onrecord.record.board import source_rows

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table: its columns with what each means, and its rows."""

    name: str
    columns: dict[str, str]
    rows: Callable[[Outgoing], Iterator[Row]]


FIRST = {"event_id": "Id of the finding.", "event_date": "First day on which it may have happened; empty where nobody tells (ACLED event_date).", "end_date": "Last such day.",
         "time_precision": "1 a day, 2 a week or month, 3 longer; empty where undated (ACLED).", "iyear": "Year (GTD).", "imonth": "Month, 0 where not told (GTD).", "iday": "Day, 0 where not told (GTD)."}  # fmt: skip
INCIDENT = FIRST | {
    "event_type": "What it was: Onrecord's kind (armed_attack, bombing, ...).", "how_far": "carried out, attempted, foiled, planned, threatened; denied, possible (GTD: success is not coded).",
    "actor1": "Named as perpetrators, as told (ACLED actor1, GTD gname).", "assoc_actor_1": "Named as sponsors.", "targets": "What it was upon, as told (GTD target1).", "victims": "Whom.", "weapons": "With what (GTD weaptype).",
    "country": "ISO 3166-1 alpha-2.", "location": "The narrowest place anybody tells.", "latitude": "WGS 84; of an area only a label.", "longitude": "WGS 84.", "geo_precision": "1 the town, 2 part of a region, 3 larger or unknown (ACLED).",
    "killed": "As first told (GTD nkill, ACLED fatalities); others may tell another number: see told_differently.", "injured": "As first told (GTD nwound).", "arrested": "As first told.",
    "told_differently": "How many things its sources tell differently.", "origins": "Independent origins.", "documents": "Documents that tell it.", "denials": "Denials.", "grade": "Admiralty grade, reliability and credibility.",
    "according_to": "Who says so, the outlet last.", "source": "Publisher of the first document.", "published": "Its day.", "source_url": "Its address.", "notes": "The words it stands on.", "reviewed": "Last decision of a reviewer.",
}  # fmt: skip


def incidents(leaving: Outgoing) -> Iterator[Row]:
    """A row an incident."""
    for told in leaving.findings("incident"):
        o, claim = told.listed, told.first
        days = _days(o["begins"], o["ends"])
        yield {
            "event_id": told.id, "event_date": o["begins"], "end_date": last_day(o["ends"]) or "", **days, "event_type": claim["type"], "how_far": wording.stance(claim),
            "actor1": wording.names(claim, "perpetrators"), "assoc_actor_1": wording.names(claim, "sponsors"), **{k: wording.names(claim, k) for k in ("targets", "victims", "weapons")},
            "country": o["country"], "location": o["place"], "latitude": o["lat"], "longitude": o["lon"], "geo_precision": PRECISION.get(o["level"], 3) if o["place"] else "",
            **{k: _figure(told, k) for k in ("killed", "injured", "arrested")}, "told_differently": o["differing"], **_stands(told), "notes": claim["quotation"], "reviewed": o["reviewed"],
        }  # fmt: skip


def _days(begins: str, ends: str) -> Row:
    if not begins:
        return {"time_precision": "", "iyear": "", "imonth": "", "iday": ""}
    last = last_day(ends) or begins
    same_month, same_day = begins[:7] == last[:7], begins == last
    return {"time_precision": 1 if same_day else 2 if same_month else 3, "iyear": int(begins[:4]), "imonth": int(begins[5:7]) if same_month else 0, "iday": int(begins[8:10]) if same_day else 0}  # fmt: skip


def _figure(told: Told, what: str) -> Any:
    return next((c["outcome"][what]["value"] for c in told.claims if what in c["outcome"]), "")


STANDS = {"origins": "Independent origins.", "documents": "Documents that tell it.", "denials": "Denials.", "grade": "Admiralty grade.", "according_to": "Who says so, the outlet last.",
          "source": "Publisher of the first document.", "published": "Its day.", "source_url": "Its address."}  # fmt: skip


def _stands(told: Told) -> Row:
    o, claim = told.listed, told.first
    return {"origins": o["origins"], "documents": o["documents"], "denials": o["denials"], "grade": o["grade"] or "", "according_to": wording.speakers(claim), "source": claim["source"],
            "published": claim["published"] or "", "source_url": claim["address"]}  # fmt: skip


DATED = {"id": "Id of the finding.", "type": "What it is.", "how_far": "Denied, possible, planned: what keeps it from being a plain assertion.", "from": "First day; empty where nobody tells.", "to": "Last day."}  # fmt: skip


def _findings(kind: str, *roles: str) -> Callable[[Outgoing], Iterator[Row]]:
    def rows(leaving: Outgoing) -> Iterator[Row]:
        for told in leaving.findings(kind):
            o, claim = told.listed, told.first
            yield {
                "id": told.id, "type": claim["type"], "how_far": wording.stance(claim), "from": o["begins"], "to": last_day(o["ends"]) or "",
                **{role: wording.names(claim, role) for role in roles}, "place": o["place"], **_stands(told), "quotation": claim["quotation"],
            }  # fmt: skip

    return rows


def _columns(*roles: str) -> dict[str, str]:
    return DATED | {r: wording.ROLES.get(r, r).capitalize() + "." for r in roles} | {"place": "Where."} | STANDS | {"quotation": "The words it stands on."}  # fmt: skip


def people(leaving: Outgoing) -> Iterator[Row]:
    """A row a person or body."""
    for row in leaving.entities():
        if row["schema"] != "Address":
            yield {"id": row["id"], "name": row["name"], "schema": row["schema"], "aliases": "; ".join(row["aliases"]), "public": "yes" if row["public"] else "",
                   "documents": len({m["document"] for m in row["mentions"]}), "mentions": len(row["mentions"])}  # fmt: skip


def claims(leaving: Outgoing) -> Iterator[Row]:
    """A row a claim, with room for a reviewer's decision."""
    for told in leaving.findings():
        for claim in told.claims:
            yield flat(claim) | {"decision": "", "note": ""}


def sources(leaving: Outgoing) -> Iterator[Row]:
    """A row a publisher."""
    known = {s.name.lower(): s for s in leaving.record.graded()}
    for row in source_rows(leaving.record):
        one = known.get(row["source"].lower())
        yield {**row, "reliability": one.reliability if one else "F", "affiliation": one.affiliation if one else "", "owner": one.group if one else ""}  # fmt: skip


MEANS = {
    "id": "Id of the claim.", "kind": "incident, tie, proceeding, measure, count or statement.", "type": "Subtype.", "stage": "How far an incident went.", "status": "How far a measure went.", "polarity": "affirmed or denied by its speaker.",
    "certainty": "How sure its speaker is.", "mode": "actual, planned, called_for, conditional.", "from": "First day.", "to": "Day after the last.", "place": "Where.", "lat": "WGS 84.", "lon": "WGS 84.", "country": "ISO 3166-1 alpha-2.",
    "roles": "Who and what, by role.", "number": "What a count counts.", "bound": "exact, at_least, about, at_most.", "killed": "As told.", "injured": "As told.", "arrested": "As told.", "said_by": "Who says it, outermost first; empty: the outlet.",
    "document": "Id of the document.", "title": "Its headline.", "source": "Its publisher.", "published": "Its day.", "quotation": "The words it stands on.", "finding": "Id of its finding.", "origins": "Independent origins of the finding.",
    "documents": "Documents that tell it.", "denials": "Denials.", "grade": "Admiralty grade.",
}  # fmt: skip
SHEETS = (
    Sheet("incidents", INCIDENT, incidents),
    Sheet("people", {"id": "Id of the entity.", "name": "Its fullest name; masked where private.", "schema": "Person, Organization or PublicBody.", "aliases": "Other forms.", "public": "yes: holds a post, or is a body.", "documents": "That name it.", "mentions": "How often."}, people),
    Sheet("ties", _columns("subject", "post", "object", "area"), _findings("tie", "subject", "post", "object", "area")),
    Sheet("proceedings", _columns("person", "authority", "charge"), _findings("proceeding", "person", "authority", "charge")),
    Sheet("measures", _columns("actor", "object"), _findings("measure", "actor", "object")),
    Sheet("claims", {c: MEANS[c] for c in COLUMNS} | {"decision": "For a reviewer: accept or reject; read back by onrecord import.", "note": "Why."}, claims),
    Sheet("sources", {"source": "Publisher.", "documents": "Of it.", "claims": "Read from them.", "first": "First day.", "last": "Last day.", "reliability": "A to F, as a person set it.", "affiliation": "Whose side it is on.", "owner": "Who owns it."}, sources),
)  # fmt: skip
"""Every sheet of the workbook."""


def write_incidents(leaving: Outgoing, out: TextIO) -> None:
    """Incidents as CSV."""
    writer = csv.DictWriter(out, list(INCIDENT))
    writer.writeheader()
    writer.writerows({k: safe(v) for k, v in row.items()} for row in incidents(leaving))


def write_workbook(leaving: Outgoing, out: BinaryIO) -> None:
    """All sheets and a data dictionary as XLSX, row by row."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    for sheet in SHEETS:
        page = _page(book, sheet, 1)
        for n, row in enumerate(sheet.rows(leaving)):
            if n and n % ROWS == 0:
                page = _page(book, sheet, n // ROWS + 1)
            page.append([_cell(row.get(c)) for c in sheet.columns])
    words = book.create_sheet("data dictionary")
    words.append(["sheet", "column", "what it means"])
    for sheet in SHEETS:
        for column, meaning in sheet.columns.items():
            words.append([sheet.name, column, meaning])
    book.save(out)


ROWS = 1_000_000
"""Rows of a sheet, of the 1,048,576 that spreadsheets open; what is more goes on in another."""


def _page(book: Any, sheet: Sheet, number: int) -> Any:
    page = book.create_sheet(sheet.name if number == 1 else f"{sheet.name} {number}")
    page.freeze_panes = "B2"
    page.append(list(sheet.columns))
    return page


LONGEST = 32_767
"""Characters that fit in a cell."""


def _cell(value: Any) -> Any:
    """A cell's value: no formula, no control characters, never too long."""
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    return ILLEGAL_CHARACTERS_RE.sub("", str(safe(value)))[:LONGEST] if isinstance(value, str) else value


def write_parquet(leaving: Outgoing, out: BinaryIO) -> None:
    """Claims as Parquet, a few thousand rows at a time; every column is text but the numbers."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    kinds = {c: pa.float64() if c in ("lat", "lon", "number") else pa.int64() if c in NUMBERS else pa.string() for c in COLUMNS}  # fmt: skip
    layout = pa.schema([pa.field(c, k, metadata={"description": MEANS[c]}) for c, k in kinds.items()])
    with pq.ParquetWriter(out, layout) as writer:
        for some in batches((flat(c) for told in leaving.findings() for c in told.claims), 5_000):
            writer.write_table(pa.Table.from_pylist([{c: _typed(r[c], c) for c in COLUMNS} for r in some], layout))


NUMBERS = frozenset(["killed", "injured", "arrested", "origins", "documents", "denials"])


def _typed(value: Any, column: str) -> Any:
    return None if value in (None, "") else int(value) if column in NUMBERS else value
