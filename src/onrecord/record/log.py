"""The log of decisions as it stands: what was taken back left out, what was decided on an earlier version of a document carried to the claim it is now."""

import json
from collections.abc import Iterable
from typing import Any, NamedTuple

from sqlalchemy import Connection, select

from onrecord.record import schema
from onrecord.record.rows import rows_of


class Standing(NamedTuple):
    """A decision; as `standing` gives it, one that holds."""

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


def standing(db: Connection, of: Iterable[str] | None = None) -> list[Standing]:
    """Every decision that was not taken back, in the order they were made; undoings are not among them.

    Args:
        of: ids of claims or entities as they are now, on which they were made; without, on all.
    """
    return _told_apart(*_made(db, of))[0]


def rejected(db: Connection, of: Iterable[str] | None = None) -> set[str]:
    """Claims that count for nothing: a reviewer found them misread, or added them and took that back.

    Args:
        of: as in `standing`.
    """
    holds, gone = _told_apart(*_made(db, of))
    last = {r.target: r.action for r in holds if r.action in REVIEWED}
    return {claim for claim, action in last.items() if action == "reject"} | _taken_back(holds, gone)


def decisions_of(db: Connection, claims: Iterable[str]) -> dict[str, list[dict[str, Any]]]:
    """Claim -> decisions on it, and on those of earlier versions of its document it stands in for, in the order they were made.

    Those that take another back are among them; `undone` says of the others whether they were taken back, `note` what was noted.
    """
    found: dict[str, list[dict[str, Any]]] = {claim: [] for claim in claims}
    rows, after = _made(db, found)
    undone = {r.target for r in rows if r.action == "undo"}
    about = {r.id: r.target for r in rows}
    for r in rows:
        claim = now(about.get(r.target, r.target), after)
        note = json.loads(r.body or "{}").get("note", "")
        found.setdefault(claim, []).append(r._asdict() | {"undone": r.id in undone, "note": note})
    return found


def _made(db: Connection, of: Iterable[str] | None) -> tuple[list[Standing], dict[str, str]]:
    """(decisions on these claims or entities, or on all, in the order they were made, undoings among them; what became what)."""
    x, y = schema.decisions.c, schema.successions.c
    query = select(x.id, x.target, x.action, x.reviewer, x.made, x.body)
    if of is None:
        rows = [Standing(*r) for r in db.execute(query.order_by(x.made, x.id))]
        return rows, successor(db) if rows else {}
    after: dict[str, str] = {}
    targets = set(of)
    fresh = list(targets)
    while fresh:
        after |= {r.old: r.new for r in rows_of(db, select(y.old, y.new), y.new, fresh)}
        fresh = list(after.keys() - targets)
        targets |= after.keys()
    own = rows_of(db, query, x.target, targets)
    back = rows_of(db, query.where(x.action == "undo"), x.target, {r.id for r in own})
    return sorted((Standing(*r) for r in (*own, *back)), key=lambda r: (r.made, r.id)), after


def reviewed(db: Connection, of: Iterable[str] | None = None) -> dict[str, Standing]:
    """Claim id -> what was last decided on whether it was read right.

    Args:
        of: as in `standing`.
    """
    return {r.target: r for r in standing(db, of) if r.action in REVIEWED}


def corrected_fields(db: Connection) -> dict[str, set[str]]:
    """Claim -> its fields and roles that a reviewer found wrong."""
    found: dict[str, set[str]] = {}
    for r in standing(db):
        if r.action == "correct":
            changes = json.loads(r.body)["changes"]
            found.setdefault(r.target, set()).update((changes.keys() - {"roles"}) | changes.get("roles", {}).keys())
    return found


def taken_back(db: Connection, of: Iterable[str] | None = None) -> set[str]:
    """Claims that a reviewer added, and that somebody took back.

    Args:
        of: as in `standing`.
    """
    return _taken_back(*_told_apart(*_made(db, of)))


def _told_apart(rows: list[Standing], after: dict[str, str]) -> tuple[list[Standing], list[Standing]]:
    """(decisions that hold, those that were taken back), each on what its target is now; undoings are neither."""
    undone = {r.target for r in rows if r.action == "undo"}
    apart: tuple[list[Standing], list[Standing]] = [], []
    for r in rows:
        if r.action != "undo":
            apart[r.id in undone].append(r._replace(target=now(r.target, after)))
    return apart


def _taken_back(holds: list[Standing], gone: list[Standing]) -> set[str]:
    again = {r.target for r in holds if r.action == "add"}
    return {r.target for r in gone if r.action == "add"} - again


def now(identity: str, after: dict[str, str]) -> str:
    """What an id has become since its document changed."""
    seen = {identity}
    while identity in after and after[identity] not in seen:
        identity = after[identity]
        seen.add(identity)
    return identity
