"""Decisions of a reviewer on what is one and what is two: appended, never changed; what is undone stays to be seen."""

import datetime as dt
import hashlib
import json
from typing import Any, Literal

from sqlalchemy import select, update

from onrecord.errors import UsageError
from onrecord.model import Decision
from onrecord.record import corrections, schema
from onrecord.record.store import Record


def decide_pair(
    record: Record,
    action: Literal["merge", "split"],
    ids: tuple[str, str],
    reviewer: str,
    made: dt.datetime,
    note: str = "",
) -> Decision:
    """Say that two entities, or two findings, are one ("merge") or two ("split"); `pipeline.settle` carries it out.

    Args:
        ids: of two entities as `show matches` gives them, or of two findings; a unique beginning will do.

    Raises:
        UsageError: an id is nobody's or several's, or the two are an entity and a finding.
    """
    (left, kind), (right, other) = (_found(record, i) for i in ids)
    if kind != other:
        raise UsageError(f"{ids[0]} is of {kind}, {ids[1]} of {other}; give two of one kind")
    if left == right:
        raise UsageError(f"{ids[0]} and {ids[1]} are the same id; give two")
    body = json.dumps({"other": right, **({"note": note} if note else {})}, ensure_ascii=False)
    return _kept(
        record,
        Decision(_identity(left, action, reviewer, made, body), left, action, reviewer, made, body),
        (left, right),
    )


def decide_claim(record: Record, claim: str, action: str, reviewer: str, made: dt.datetime, note: str = "") -> Decision:
    """Accept, reject or note a claim; `pipeline.settle` carries it out.

    Raises:
        UsageError: no such claim, or nothing one can decide of it.
    """
    if action not in ("accept", "reject", "note"):
        raise UsageError(f"{action}: is no decision; accept, reject or note")
    c = schema.claims.c
    with record.guarded(), record.engine.connect() as db:
        if db.scalar(select(c.id).where(c.id == claim)) is None:
            raise UsageError(f"{claim}: no claim of the record has this id; its document may have changed")
    body = json.dumps({"note": note} if note else {}, ensure_ascii=False)
    decided: Literal["accept", "reject", "note"] = action  # type: ignore[assignment]  # checked above
    return _kept(
        record, Decision(_identity(claim, action, reviewer, made, body), claim, decided, reviewer, made, body), (claim,)
    )


def correct_claim(
    record: Record, claim: str, changes: dict[str, Any], reviewer: str, made: dt.datetime, note: str = ""
) -> Decision:
    """Correct fields of a claim; what was read is kept, and `pipeline.settle` carries it out.

    Args:
        changes: as `corrections.checked` takes them.

    Raises:
        UsageError: no such claim, or nothing one can correct so.
    """
    c, d = schema.claims.c, schema.documents.c
    with record.guarded(), record.engine.connect() as db:
        row = db.execute(select(c.body, d.text).join(schema.documents, d.id == c.document).where(c.id == claim)).first()
    if row is None:
        raise UsageError(f"{claim}: no claim of the record has this id; its document may have changed")
    plain = corrections.checked(json.loads(row.body), row.text, changes)
    body = json.dumps({"changes": plain, **({"note": note} if note else {})}, ensure_ascii=False)
    return _kept(
        record,
        Decision(_identity(claim, "correct", reviewer, made, body), claim, "correct", reviewer, made, body),
        (claim,),
    )


def undo(record: Record, decision: str, reviewer: str, made: dt.datetime) -> Decision:
    """Take a decision back; both stay in the log.

    Raises:
        UsageError: no decision has this id.
    """
    x = schema.decisions.c
    with record.guarded(), record.engine.connect() as db:
        rows = db.execute(select(x.id, x.target, x.body).where(x.id.startswith(decision))).all()
    if len(rows) != 1:
        raise UsageError(f"{decision}: {'no' if not rows else 'more than one'} decision has this id; see onrecord show RECORD decisions")  # fmt: skip
    body = json.loads(rows[0].body or "{}")
    identity = _identity(rows[0].id, "undo", reviewer, made, "")
    return _kept(
        record, Decision(identity, rows[0].id, "undo", reviewer, made), (rows[0].target, body.get("other", ""))
    )


def _kept(record: Record, decision: Decision, about: tuple[str, ...]) -> Decision:
    """Append it, and mark the documents it touches to be settled anew."""
    record.decide(decision)
    x, c, d = schema.locals_.c, schema.claims.c, schema.documents.c
    with record.guarded(), record.writing.begin() as db:
        touched = {*db.scalars(select(x.document).where(x.id.in_(about))), *db.scalars(select(c.document).where(c.id.in_(about)))}  # fmt: skip
        db.execute(update(schema.documents).where(d.id.in_(touched)).values(settled=0))
    return decision


def _identity(*parts: object) -> str:
    return hashlib.sha256("\x1f".join(map(str, parts)).encode()).hexdigest()[:16]


def _found(record: Record, beginning: str) -> tuple[str, str]:
    """(id, what it is of) of what an id's beginning means."""
    x, c = schema.locals_.c, schema.claims.c
    with record.guarded(), record.engine.connect() as db:
        found = [(i, "an entity") for i in db.scalars(select(x.id).where(x.id.startswith(beginning)).limit(2))]
        found += [(i, "a finding") for i in db.scalars(select(c.id).where(c.id.startswith(beginning)).limit(2))]
    if len(found) != 1:
        raise UsageError(f"{beginning}: {'nothing' if not found else 'more than one thing'} in the record has this id; see onrecord show RECORD matches, or incidents")  # fmt: skip
    return found[0]
