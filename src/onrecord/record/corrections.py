"""Claims as reviewers corrected them: what was read is kept beside, so that a correction can be undone and survives a rebuild.

A correction names fields and their new values; a filler is words of the document, by their place in it (rule 1: nothing without its words).
"""

import json
from collections.abc import Iterable
from typing import Any, get_args

from sqlalchemy import Connection, bindparam, select, update

from onrecord.errors import UsageError
from onrecord.model import Certainty, Mode, Polarity, Stage, Status
from onrecord.record import log, schema
from onrecord.record.rows import many, rows_of

Row = dict[str, Any]
CHOICES: dict[str, tuple[str, ...]] = {
    "stage": get_args(Stage), "status": get_args(Status), "polarity": get_args(Polarity), "certainty": get_args(Certainty), "mode": get_args(Mode),
}  # fmt: skip
"""Fields with a fixed choice of values."""
FIXED: dict[str, tuple[str, ...]] = {
    "time": ("from", "to", "edtf"), "place": ("name", "lat", "lon", "geonameid", "country", "level"),
}  # fmt: skip
"""Fields that a correction takes away, or puts on other words of the document -> what it must say of them."""


def checked(body: Row, text: str, changes: Row) -> Row:
    """A correction of a claim, made plain.

    Args:
        body: the claim as it stands.
        text: its document's.
        changes: field -> value; "type" -> subtype; "time", "place" -> null, or what FIXED lists with {"span": [start, end]} of words in the document;
            "roles" -> {role: [filler]}, each filler one that the claim has, by name, or {"span": [start, end]}.

    Raises:
        UsageError: a field there is none of, a value it cannot have, words outside the document, or nothing to change.
    """
    plain: Row = {}
    for field, value in changes.items():
        if field in CHOICES and value in CHOICES[field]:
            plain[field] = value
        elif field in FIXED and value is None:
            plain[field] = None
        elif field in FIXED and isinstance(value, dict):
            start, end = _span(field, text, value)
            plain[field] = {"start": start, "end": end, **{name: value.get(name) for name in FIXED[field]}}
        elif field == "type" and isinstance(value, str) and value.replace("_", "").isalpha():
            plain[field] = value.lower()
        elif field == "roles" and isinstance(value, dict):
            plain[field] = {role: [_filler(body, role, text, one) for one in own] for role, own in value.items()}
        else:
            raise UsageError(f"{field}: cannot be corrected to {value!r}")
    plain = {k: v for k, v in plain.items() if k == "roles" or v != body.get(k)}
    if not plain or (plain.keys() == {"roles"} and corrected(body, plain)["roles"] == body["roles"]):
        raise UsageError("nothing is changed; choose another value, or select words")
    return plain


def _filler(body: Row, role: str, text: str, wanted: Any) -> Row:
    if isinstance(wanted, str):
        known = next((f for f in body["roles"].get(role, []) if f["name"] == wanted), None)
        if known is None:
            raise UsageError(f"{role}: the claim names no {wanted}")
        return dict(known)
    start, end = _span(role, text, wanted)
    return {"name": " ".join(text[start:end].split()), "spans": [[start, end]], "type": "", "public": False}


def _span(field: str, text: str, wanted: Any) -> tuple[int, int]:
    """The words of the document that a correction points at."""
    match wanted:
        case {"span": [int(start), int(end)]} if 0 <= start < end <= len(text) and text[start:end].strip():
            return start, end
    raise UsageError(f"{field}: select words of the document")


def corrected(body: Row, changes: Row) -> Row:
    """A claim's body with a correction on it; a role without fillers is left out."""
    roles = {**body["roles"], **changes.get("roles", {})}
    return {**body, **changes, "roles": {role: own for role, own in roles.items() if own}}


def _moved(changes: Row, shift: int, text: str) -> Row:
    """A correction in a document whose words moved; what it points at is left as it was where they are others now."""

    def filler(one: Row) -> Row | None:
        spans = [[s + shift, e + shift] for s, e in one["spans"]]
        whole = all(" ".join(text[s:e].split()) == one["name"] for s, e in spans) or one["type"]
        return {**one, "spans": spans} if whole and all(0 <= s < e <= len(text) for s, e in spans) else None

    roles = {role: [f for f in map(filler, own) if f] for role, own in changes.get("roles", {}).items()}
    fixed = {
        name: {**changes[name], "start": changes[name]["start"] + shift, "end": changes[name]["end"] + shift}
        for name in FIXED
        if changes.get(name) and changes[name]["start"] + shift >= 0 and changes[name]["end"] + shift <= len(text)
    }
    plain = {k: v for k, v in changes.items() if k != "roles" and not (k in FIXED and v)}
    return {**plain, **fixed, **({"roles": roles} if "roles" in changes else {})}


def apply(db: Connection, documents: Iterable[str]) -> None:
    """Bring the claims of some documents to what the corrections on them say; one that was undone, back to what was read."""
    c = schema.claims.c
    changes: dict[str, list[Row]] = {}
    for r in log.standing(db):
        if r.action == "correct":
            changes.setdefault(r.target, []).append(json.loads(r.body))
    wanted = set(documents)
    d = schema.documents.c
    touched = select(c.id, c.document, c.body, c.read, d.text).join(schema.documents, d.id == c.document)
    found = {
        r.id: r
        for r in (*rows_of(db, touched, c.id, changes), *db.execute(touched.where(c.read != "")))
        if r.document in wanted
    }
    updates = []
    for claim in found.values():
        was = claim.read or claim.body
        body = json.loads(was)
        for one in changes.get(claim.id, []):
            shift = body["evidence"][0][0] - one.get("at", body["evidence"][0][0])
            body = corrected(body, _moved(one["changes"], shift, claim.text) if shift else one["changes"])
        told = json.dumps(body, ensure_ascii=False)
        if told != claim.body:
            time, place = body["time"] or {}, body["place"] or {}
            updates.append({"of": claim.id, "b": told, "r": was if claim.id in changes else "", "t": body["type"], "s": body["stage"], "u": body["status"], "p": body["polarity"],
                            "f": time.get("from"), "e": time.get("to"), "w": place.get("name"), "y": place.get("country")})  # fmt: skip
    values = {
        "body": "b",
        "read": "r",
        "type": "t",
        "stage": "s",
        "status": "u",
        "polarity": "p",
        "begins": "f",
        "ends": "e",
        "place": "w",
        "country": "y",
    }
    many(
        db,
        update(schema.claims)
        .where(c.id == bindparam("of"))
        .values(**{column: bindparam(name) for column, name in values.items()}),
        updates,
    )
