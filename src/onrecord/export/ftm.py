"""FollowTheMoney entities and statements, as OpenAleph, OpenSanctions and yente take them; written without the library and checked with it.

FollowTheMoney knows no speaker, no denial and no place in a text: these stand in `description`, `keywords`, `publisher`, and in each statement's `origin`
(document#first-last character). It cuts an interval to its first half, so first and last day are two properties. Counts and statements have no schema there and
are left out.
"""

import hashlib
import json
import re
from collections.abc import Iterator, Set
from datetime import date, timedelta
from typing import Any, NamedTuple, TextIO

from onrecord import wording
from onrecord.export.outgoing import Outgoing, Told

Row = dict[str, Any]
OURS = "onrecord"
"""Dataset of what the record itself makes: documents, and who is who."""
LANGUAGES = {"en": "eng"}
"""ISO 639-1 -> 639-3, as FollowTheMoney has them; others are left out."""
POSTS = {"holds_post", "heads"}
MEMBERS = {"part_of", "member_of"}
COURT = {"charged", "tried", "convicted", "acquitted", "sentenced", "jailed"}
"""Steps of the law that make a court case."""
LISTED = {"sanction", "designate", "travel_ban", "asset_freeze", "list"}
"""Measures that FollowTheMoney has a schema for."""
BODIES = frozenset(["Organization", "PublicBody"])
PEOPLE = BODIES | {"Person"}


class Statement(NamedTuple):
    """One value of one property of one entity, and where it comes from."""

    entity: str
    schema: str
    prop: str
    value: str
    dataset: str = OURS
    origin: str = ""
    seen: str = ""


def statements(leaving: Outgoing) -> Iterator[list[Statement]]:
    """All of a record, one entity's statements at a time."""
    for row in leaving.documents():
        yield _article(row)
    for row in leaving.entities():
        yield from _entity(row)
    positions: set[str] = set()
    for told in leaving.findings("incident", "tie", "proceeding", "measure"):
        for own in _finding(told):
            if own and not (own[0].schema == "Position" and own[0].entity in positions):
                positions |= {own[0].entity} if own[0].schema == "Position" else set()
                yield own


def _article(row: Row) -> list[Statement]:
    told = {
        "title": row["title"], "author": row["byline"], "publishedAt": row["published"] or "", "publisher": row["source"],
        "language": LANGUAGES.get(row["language"], ""), "mimeType": row["media_type"], "sourceUrl": row["address"] if "://" in row["address"] else "",
        "fileName": "" if "://" in row["address"] else row["address"].rsplit("/", 1)[-1], "notes": f"sha256 {row['sha256']}",
    }  # fmt: skip
    return _all(f"doc-{row['id']}", "Article", told, seen=row["published"] or "")


def _entity(row: Row) -> Iterator[list[Statement]]:
    schema = row["schema"] if row["schema"] in PEOPLE else "Address"
    first = row["mentions"][0]
    origin = f"{first['document']}#{first['start']}-{first['end']}"
    named = {"name": row["name"]} if schema != "Address" else {"full": row["name"], "name": row["name"]}
    yield _all(row["id"], schema, named, origin=origin) + [Statement(row["id"], schema, "alias", a, OURS, origin) for a in row["aliases"]]  # fmt: skip
    for document in (
        sorted({m["document"] for m in row["mentions"]}) if schema != "Address" else ()
    ):  # nobody resolves to a place there
        identity = _hash("mention", row["id"], document)
        told = {"document": f"doc-{document}", "resolved": row["id"], "name": row["name"], "detectedSchema": schema}
        yield _all(identity, "Mention", told, origin=document)


def _finding(told: Told) -> Iterator[list[Statement]]:
    claim, kind = told.first, told.first["kind"]
    by_role: dict[str, list[str]] = {}
    for part in told.parts:
        by_role.setdefault(part["role"], []).append(part["entity"])
    common = _common(told)
    if kind == "incident":
        place = (claim["place"] or {}).get("name", "")
        people = [p["entity"] for p in told.parts if p["role"] != "says" and p["schema"] in PEOPLE]
        yield [*_all(told.id, "Event", common | {"name": wording.headline(claim), "location": place, "country": told.listed["country"].lower()}, **_origin(claim)),
               *_each(told.id, "Event", "involved", people, claim)]  # fmt: skip
    elif kind == "tie":
        yield from _tie(told, by_role, common)
    elif kind == "proceeding":
        yield from _proceeding(told, common)
    elif claim["type"] in LISTED and by_role.get("object"):
        more = {"authority": wording.names(claim, "actor"), "program": claim["type"].replace("_", " "), "status": claim["status"] or "", "listingDate": told.listed["begins"]}  # fmt: skip
        for entity in by_role["object"]:
            yield _all(_hash("sanction", told.id, entity), "Sanction", common | more | {"entity": entity}, **_origin(claim))  # fmt: skip
    else:
        yield [*_all(told.id, "Event", common | {"name": wording.headline(claim)}, **_origin(claim)),
               *_each(told.id, "Event", "involved", _parts(told, ("object", "actor"), PEOPLE), claim)]  # fmt: skip


def _tie(told: Told, by_role: dict[str, list[str]], common: Row) -> Iterator[list[Statement]]:
    claim = told.first
    subjects, objects = by_role.get("subject", []), by_role.get("object", [])
    holders, bodies = _parts(told, ("subject",), {"Person"}), _parts(told, ("object",), BODIES)
    origin = _origin(claim)
    if claim["type"] in POSTS and holders:
        post = wording.names(claim, "post") or "head"
        body = wording.names(claim, "object")
        position = _hash("position", post.lower(), *bodies, body.lower())
        yield [*_all(position, "Position", {"name": ", ".join(filter(None, (post, body)))}, **origin), *_each(position, "Position", "organization", bodies, claim)]  # fmt: skip
        for holder in holders:
            yield _all(_hash("occupancy", told.id, holder), "Occupancy", common | {"holder": holder, "post": position}, **origin)  # fmt: skip
        return
    for subject in subjects:
        for other in objects:
            if claim["type"] in MEMBERS and other in bodies and subject in _parts(told, ("subject",), PEOPLE):
                yield _all(_hash("membership", told.id, subject, other), "Membership", common | {"member": subject, "organization": other, "role": claim["type"].replace("_", " ")}, **origin)  # fmt: skip
            else:
                yield _all(_hash("link", told.id, subject, other), "UnknownLink", common | {"subject": subject, "object": other, "role": claim["type"].replace("_", " ")}, **origin)  # fmt: skip


def _proceeding(told: Told, common: Row) -> Iterator[list[Statement]]:
    claim, origin = told.first, _origin(told.first)
    people = _parts(told, ("person",), PEOPLE)
    if claim["type"] not in COURT:
        yield [*_all(told.id, "Event", common | {"name": wording.headline(claim)}, **origin), *_each(told.id, "Event", "involved", [*people, *_parts(told, ("authority",), PEOPLE)], claim)]  # fmt: skip
        return
    case = {"name": wording.headline(claim), "status": claim["type"], "court": wording.names(claim, "authority"), "category": wording.names(claim, "charge"), "notes": common["description"], "keywords": common["keywords"]}  # fmt: skip
    shared = {k: v for k, v in common.items() if k in ("sourceUrl", "publisher", "summary")}
    yield _all(told.id, "CourtCase", case | shared, **origin)
    for person in people:
        yield _all(_hash("party", told.id, person), "CourtCaseParty", common | {"party": person, "case": told.id, "role": "as told: " + claim["type"].replace("_", " "), "status": claim["type"]}, **origin)  # fmt: skip


def _parts(told: Told, roles: tuple[str, ...], schemas: Set[str]) -> list[str]:
    """Whom a finding names in some roles, of the schemata that a property takes."""
    return [p["entity"] for role in roles for p in told.parts if p["role"] == role and p["schema"] in schemas]


def _common(told: Told) -> Row:
    """What every finding tells: by whom, how far, from when to when, in which words."""
    claim, o = told.first, told.listed
    last = str(date.fromisoformat(o["ends"]) - timedelta(1)) if o["ends"] else ""
    stands = wording.support(claim)
    denied = "denied by" if claim["polarity"] == "denied" else "according to"
    return {
        "startDate": o["begins"], "endDate": last if last != o["begins"] else "", "date": o["begins"] if last == o["begins"] else "",
        "summary": claim["quotation"], "description": f"{wording.stance(claim)}; {denied} {wording.speakers(claim)}; {stands}".lstrip("; "), "publisher": claim["source"],
        "proof": f"doc-{claim['document']}", "sourceUrl": claim["address"] if "://" in claim["address"] else "", "keywords": claim["type"].replace("_", " "), "recordId": told.id,
    }  # fmt: skip


KNOWN: dict[str, frozenset[str]] = {
    "Sanction": frozenset(["keywords"]), "Occupancy": frozenset(["keywords"]), "Membership": frozenset(["keywords"]), "UnknownLink": frozenset(["keywords"]),
    "CourtCaseParty": frozenset(["keywords"]),
}  # fmt: skip
"""Properties that some schemata do not have."""


def _all(entity: str, schema: str, told: Row, origin: str = "", dataset: str = OURS, seen: str = "") -> list[Statement]:  # fmt: skip
    left_out = KNOWN.get(schema, frozenset())
    return [Statement(entity, schema, prop, str(value), dataset, origin, seen) for prop, value in told.items() if value and prop not in left_out]  # fmt: skip


def _each(entity: str, schema: str, prop: str, values: list[str], claim: Row) -> list[Statement]:
    return [Statement(entity, schema, prop, v, **_origin(claim)) for v in dict.fromkeys(values)]


def _origin(claim: Row) -> dict[str, str]:
    """Where a claim stands, and whose it is."""
    start, end = claim["evidence"][0]
    return {"origin": f"{claim['document']}#{start}-{end}", "dataset": _slug(claim["source"]), "seen": claim["published"] or ""}  # fmt: skip


def _slug(name: str) -> str:
    """A publisher's name as a dataset's."""
    return re.sub(r"[^a-z0-9]+", "_", name.lower()).strip("_") or "unnamed_outlet"


def _hash(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]


def write_entities(leaving: Outgoing, out: TextIO) -> None:
    """An entity a line: id, schema, properties, datasets."""
    for own in statements(leaving):
        properties: dict[str, list[str]] = {}
        for s in own:
            properties.setdefault(s.prop, []).append(s.value)
        row = {"id": own[0].entity, "schema": own[0].schema, "properties": properties, "datasets": sorted({s.dataset for s in own})}  # fmt: skip
        out.write(json.dumps(row, ensure_ascii=False) + "\n")


def write_statements(leaving: Outgoing, out: TextIO) -> None:
    """A statement a line: one value, its dataset (the publisher), its origin (document and characters), when it was first and last seen."""
    for own in statements(leaving):
        for s in own:
            key = hashlib.sha1(f"{s.dataset}.{s.entity}.{s.prop}.{s.value}".encode(), usedforsecurity=False).hexdigest()
            row = {"canonical_id": s.entity, "entity_id": s.entity, "prop": s.prop, "schema": s.schema, "value": s.value, "dataset": s.dataset, "lang": None, "original_value": None,
                   "first_seen": s.seen or None, "last_seen": s.seen or None, "external": False, "origin": s.origin or None, "id": key}  # fmt: skip
            out.write(json.dumps(row, ensure_ascii=False) + "\n")
