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
GONE = ("time", "place")
"""Fields that a correction can only take away: another one would need its own words."""


def checked(body: Row, text: str, changes: Row) -> Row:
    """A correction of a claim, made plain.

    Args:
        body: the claim as it stands.
        text: its document's.
        changes: field -> value; "type" -> subtype; "time", "place" -> null; "roles" -> {role: [filler]}, each filler one that the claim has, by name,
            or {"span": [start, end]} of words in the document.

    Raises:
        UsageError: a field there is none of, a value it cannot have, words outside the document, or nothing to change.
    """
    plain: Row = {}
    for field, value in changes.items():
        if field in CHOICES and value in CHOICES[field]:
            plain[field] = value
        elif field in GONE and value is None:
            plain[field] = None
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
    span = wanted.get("span") if isinstance(wanted, dict) else None
    if not (
        isinstance(span, list)
        and len(span) == 2
        and all(isinstance(x, int) for x in span)
        and 0 <= span[0] < span[1] <= len(text)
    ):
        raise UsageError(f"{role}: select words of the document")
    words = " ".join(text[span[0] : span[1]].split())
    if not words:
        raise UsageError(f"{role}: select words of the document")
    return {"name": words, "spans": [span], "type": "", "public": False}


def corrected(body: Row, changes: Row) -> Row:
    """A claim's body with a correction on it; a role without fillers is left out."""
    roles = {**body["roles"], **changes.get("roles", {})}
    return {**body, **changes, "roles": {role: own for role, own in roles.items() if own}}


def apply(db: Connection, documents: Iterable[str]) -> None:
    """Bring the claims of some documents to what the corrections on them say; one that was undone, back to what was read."""
    c = schema.claims.c
    changes: dict[str, list[Row]] = {}
    for r in log.standing(db):
        if r.action == "correct":
            changes.setdefault(r.target, []).append(json.loads(r.body)["changes"])
    wanted = set(documents)
    touched = select(c.id, c.document, c.body, c.read)
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
            body = corrected(body, one)
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
