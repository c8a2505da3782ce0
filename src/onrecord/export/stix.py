"""STIX 2.1 (OASIS 2021): identities, incidents, relationships and reports.

STIX's incident has neither day nor place nor actor; an extension definition of ours carries them, and days go on relationships, too. The words stand in each object's external
reference. Confidence follows STIX's Admiralty table from the credibility of our grade. Markings are TLP 2.0, written out, for the library only knows TLP 1.
"""

import json
import uuid
from collections.abc import Iterator
from typing import Any, TextIO

from onrecord import wording
from onrecord.export.outgoing import Outgoing, Told

Row = dict[str, Any]
SPACE = uuid.UUID("5a2c7d0e-7a2f-5f0e-9d5b-6f6e72656364")
"""Namespace of our ids: the same record gives the same bundle."""
EXTENSION = "extension-definition--" + str(uuid.uuid5(SPACE, "incident"))
MADE = "2021-01-01T00:00:00.000Z"
"""When our extension was defined; of objects whose documents are undated, too, for STIX wants a day."""
CREDIBILITY = {"1": 90, "2": 70, "3": 50, "4": 30, "5": 10, "6": 0}
"""Admiralty credibility -> STIX confidence (specification, appendix A); 6 cannot be judged."""
TLP = {"clear": "94868c89-83c2-464b-929b-a1a8aa3c8487", "green": "bab4a63c-aed9-4cf5-a766-dfca5abac2bb", "amber": "55d920b0-5e8b-4f79-9ee9-91f868d9b421",
       "amber+strict": "939a9414-2ddd-4d32-a0cd-375ea402b003", "red": "e828b379-4e03-4974-9ac4-e53a884c97c1"}  # fmt: skip
"""TLP 2.0's marking definitions, as FIRST and OASIS publish them."""
LINKS = {
    "part_of": "part-of",
    "member_of": "member-of",
    "heads": "heads",
    "holds_post": "holds-post",
    "directs": "directs",
}


def bundle(leaving: Outgoing, marking: str = "amber") -> Iterator[Row]:
    """Every object, definitions first."""
    yield from _definitions(marking)
    mark = [f"marking-definition--{TLP[marking]}"]
    for row in leaving.entities():
        if row["schema"] != "Address":
            yield _common("identity", row["id"], MADE, mark) | {"name": row["name"], "identity_class": "individual" if row["schema"] == "Person" else "organization"} | _aliases(row)  # fmt: skip
        else:
            yield _common("location", row["id"], MADE, mark) | {"name": row["name"], "region": "world"}
    for told in leaving.findings("incident", "tie", "proceeding", "measure"):
        yield from _finding(told, mark)


def _definitions(marking: str) -> Iterator[Row]:
    yield {"type": "identity", "spec_version": "2.1", "id": _id("identity", "onrecord"), "created": MADE, "modified": MADE, "name": "Onrecord", "identity_class": "system"}  # fmt: skip
    yield {"type": "marking-definition", "spec_version": "2.1", "id": f"marking-definition--{TLP[marking]}", "created": "2022-10-01T00:00:00.000Z", "name": f"TLP:{marking.upper()}",
           "extensions": {"extension-definition--60a3c5c5-0d10-413e-aab3-9e08dde9e88d": {"extension_type": "property-extension", "tlp_2_0": marking}}}  # fmt: skip
    yield {"type": "extension-definition", "spec_version": "2.1", "id": EXTENSION, "created": MADE, "modified": MADE, "created_by_ref": _id("identity", "onrecord"), "name": "Onrecord incident",
           "description": "Kind, how far, day, place, who is named as what, and what stands behind an incident.", "schema": "https://onrecord.example/ns", "version": "1.0.0", "extension_types": ["property-extension"]}  # fmt: skip


def _aliases(row: Row) -> Row:
    return {"extensions": {EXTENSION: {"extension_type": "property-extension", "aliases": row["aliases"]}}} if row["aliases"] else {}  # fmt: skip


def _finding(told: Told, mark: list[str]) -> Iterator[Row]:
    made = f"{told.first['published']}T00:00:00.000Z" if told.first["published"] else MADE
    yield from _incident(told, made, mark) if told.first["kind"] == "incident" else _link(told, made, mark)
    named = [_id(_kind(p), p["entity"]) for p in told.parts]
    subject = [_id("incident", told.id)] if told.first["kind"] == "incident" else []
    refs = list(dict.fromkeys([*subject, *named])) or [_id("identity", "onrecord")]
    yield _common("report", told.id, made, mark) | {
        "name": wording.headline(told.first), "description": f"{wording.stance(told.first)}; according to {wording.speakers(told.first)}; {wording.support(told.first)}".lstrip("; "),
        "report_types": ["observed-data"], "published": made, "object_refs": refs, "confidence": _confidence(told), "external_references": _references(told),
    }  # fmt: skip


def _incident(told: Told, made: str, mark: list[str]) -> Iterator[Row]:
    o, claim = told.listed, told.first
    roles: dict[str, list[str]] = {}
    for p in told.parts:
        roles.setdefault(p["role"], []).append(_id(_kind(p), p["entity"]))
    told_of = {"kind": claim["type"], "how_far": wording.stance(claim), "first_day": o["begins"], "day_after_last": o["ends"], "place": o["place"], "country": o["country"], "latitude": o["lat"], "longitude": o["lon"],
               "place_precision": o["level"], "roles": roles, "origins": o["origins"], "documents": o["documents"], "denials": o["denials"], "grade": o["grade"] or ""}  # fmt: skip
    extension = {EXTENSION: {"extension_type": "property-extension", **{k: v for k, v in told_of.items() if v not in ("", None, {})}}}  # fmt: skip
    yield _common("incident", told.id, made, mark) | {"name": wording.headline(claim), "description": claim["quotation"], "confidence": _confidence(told), "external_references": _references(told), "extensions": extension}  # fmt: skip
    for part in told.parts:
        if part["role"] != "says":
            yield _relation(told, made, mark, f"named-as-{part['role'].replace('_', '-')}", _id(_kind(part), part["entity"]), _id("incident", told.id))  # fmt: skip


def _link(told: Told, made: str, mark: list[str]) -> Iterator[Row]:
    """A tie, proceeding or measure as relationships from its first party to each of the others."""
    named = [p for p in told.parts if p["role"] != "says"]
    first = next((p for p in named if p["role"] in ("subject", "person", "actor")), named[0] if named else None)
    how = LINKS.get(told.first["type"], told.first["type"].replace("_", "-"))
    for part in named:
        if first and part["entity"] != first["entity"]:
            yield _relation(told, made, mark, how, _id(_kind(first), first["entity"]), _id(_kind(part), part["entity"]))  # fmt: skip


def _relation(told: Told, made: str, mark: list[str], how: str, source: str, target: str) -> Row:
    o = told.listed
    days = {k: f"{v}T00:00:00.000Z" for k, v in (("start_time", o["begins"]), ("stop_time", o["ends"])) if v}
    return _common("relationship", f"{told.id} {how} {source} {target}", made, mark) | {
        "relationship_type": how, "source_ref": source, "target_ref": target, "confidence": _confidence(told), "description": told.first["quotation"], "external_references": _references(told), **days,
    }  # fmt: skip


def _kind(part: Row) -> str:
    return "location" if part["schema"] == "Address" else "identity"


def _confidence(told: Told) -> int:
    return CREDIBILITY.get((told.listed["grade"] or " 6")[-1], 0)


def _references(told: Told) -> list[Row]:
    """The documents it stands in, with the words."""
    found = {}
    for claim in told.claims:
        url = {"url": claim["address"]} if "://" in claim["address"] else {}
        found[claim["document"]] = {"source_name": claim["source"] or "unnamed outlet", "external_id": f"{claim['document']}#{claim['evidence'][0][0]}-{claim['evidence'][0][1]}", "description": claim["quotation"], **url}  # fmt: skip
    return list(found.values())


def _id(kind: str, identity: str) -> str:
    return f"{kind}--{uuid.uuid5(SPACE, f'{kind} {identity}')}"


def _common(kind: str, identity: str, made: str, mark: list[str]) -> Row:
    return {"type": kind, "spec_version": "2.1", "id": _id(kind, identity), "created": made, "modified": made, "created_by_ref": _id("identity", "onrecord"), "object_marking_refs": mark}  # fmt: skip


def write(leaving: Outgoing, out: TextIO) -> None:
    """A bundle."""
    identity = uuid.uuid5(SPACE, leaving.record.name)
    out.write(f'{{"type": "bundle", "id": "bundle--{identity}", "objects": [')
    for n, row in enumerate(bundle(leaving)):
        out.write((",\n " if n else "\n ") + json.dumps(row, ensure_ascii=False))
    out.write("\n]}\n")
