"""The log of decisions as it stands: what was taken back left out, what was decided on an earlier version of a document carried to the claim it is now."""

import json
from typing import NamedTuple

from sqlalchemy import Connection, select

from onrecord.record import schema


class Standing(NamedTuple):
    """A decision that holds."""

    id: str
    target: str
    """Id of the claim or entity as it is now."""
    action: str
    reviewer: str
    made: str
    body: str


REVIEWED = frozenset(["accept", "reject", "correct", "add"])
"""Decisions that say whether a claim was read right, or that it was missed; a note does not."""


def successor(db: Connection) -> dict[str, str]:
    """Id of a claim or entity -> what it became when its document changed."""
    y = schema.successions.c
    return {r.old: r.new for r in db.execute(select(y.old, y.new))}


def standing(db: Connection) -> list[Standing]:
    """Every decision that was not taken back, in the order they were made; undoings are not among them."""
    x = schema.decisions.c
    query = select(x.id, x.target, x.action, x.reviewer, x.made, x.body).order_by(x.made, x.id)
    rows = [Standing(*r) for r in db.execute(query)]
    undone = {r.target for r in rows if r.action == "undo"}
    after = successor(db) if rows else {}
    return [r._replace(target=now(r.target, after)) for r in rows if r.action != "undo" and r.id not in undone]


def reviewed(db: Connection) -> dict[str, Standing]:
    """Claim id -> what was last decided on whether it was read right."""
    return {r.target: r for r in standing(db) if r.action in REVIEWED}


def corrected_fields(db: Connection) -> dict[str, set[str]]:
    """Claim -> its fields and roles that a reviewer found wrong."""
    found: dict[str, set[str]] = {}
    for r in standing(db):
        if r.action == "correct":
            changes = json.loads(r.body)["changes"]
            found.setdefault(r.target, set()).update((changes.keys() - {"roles"}) | changes.get("roles", {}).keys())
    return found


def taken_back(db: Connection) -> set[str]:
    """Claims that a reviewer added, and that somebody took back."""
    x = schema.decisions
    undo = x.alias("undo")
    query = select(x.c.target).join(undo, undo.c.target == x.c.id).where(x.c.action == "add", undo.c.action == "undo")
    found = set(db.scalars(query))
    after = successor(db) if found else {}
    again = {r.target for r in standing(db) if r.action == "add"} if found else set()
    return {now(i, after) for i in found} - again


def now(identity: str, after: dict[str, str]) -> str:
    """What an id has become since its document changed."""
    seen = {identity}
    while identity in after and after[identity] not in seen:
        identity = after[identity]
        seen.add(identity)
    return identity
