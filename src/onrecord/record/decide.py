"""Decisions of a reviewer on claims, and on what is one and what is two: appended, never changed; what is undone stays to be seen."""

import datetime as dt
import hashlib
import json
from typing import Any, Literal, NamedTuple

from sqlalchemy import func, select

from onrecord.contract import claim_json
from onrecord.errors import UsageError
from onrecord.model import Action, Decision, Kind
from onrecord.record import additions, corrections, log, schema
from onrecord.record.store import Record

ON_CLAIMS: tuple[Literal["accept"], Literal["reject"], Literal["note"]] = ("accept", "reject", "note")
"""What can be decided of a claim as it stands."""


class Signed(NamedTuple):
    """Who decides, and when."""

    reviewer: str
    made: dt.datetime
    """UTC."""
    note: str = ""
    seen: str | None = None
    """Id of the last decision on the claim that the reviewer has seen, empty for none; None asks for no such check."""


def now(record: Record) -> dt.datetime:
    """The hour for a decision: after every one that is kept, whatever the clock says; the last one made wins, so a clock that jumps back must not undo it."""
    with record.reading() as db:
        last = db.scalar(select(func.max(schema.decisions.c.made)))
    clock = dt.datetime.now(dt.UTC)
    return max(clock, dt.datetime.fromisoformat(last) + dt.timedelta(microseconds=1)) if last else clock


def decide_pair(record: Record, action: Literal["merge", "split"], ids: tuple[str, str], signed: Signed) -> Decision:
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
    body = json.dumps({"other": right, **_noted(signed)}, ensure_ascii=False)
    decision = _decision(left, action, signed, body)
    record.decide(decision, (left, right))
    return decision


def decide_claim(record: Record, claim: str, action: str, signed: Signed) -> Decision:
    """Accept, reject or note a claim; `pipeline.settle` carries it out.

    Raises:
        UsageError: no such claim, or nothing one can decide of it.
        OvertakenError: somebody has decided on it since.
    """
    decided = next((a for a in ON_CLAIMS if a == action), None)
    if decided is None:
        raise UsageError(f"{action}: is no decision; accept, reject or note")
    c = schema.claims.c
    with record.reading() as db:
        if db.scalar(select(c.id).where(c.id == claim)) is None:
            raise UsageError(f"{claim}: no claim of the record has this id; its document may have changed")
    body = json.dumps(_noted(signed), ensure_ascii=False)
    decision = _decision(claim, decided, signed, body)
    record.decide(decision, (claim,), seen=None if signed.seen is None else (claim, signed.seen))
    return decision


def add_claim(record: Record, document: str, kind: Kind, type_: str, span: tuple[int, int], signed: Signed) -> Decision:  # fmt: skip
    """Add a claim that the reader missed; `pipeline.settle` puts it with the others. Its id is the decision's target.

    Args:
        span: the words it stands on, in code points of the document's text.

    Raises:
        UsageError: no such document, no words, or it is there already.
    """
    c, d = schema.claims.c, schema.documents.c
    with record.reading() as db:
        row = db.execute(select(d.text, d.attributions).where(d.id == document)).first()
        if row is None:
            raise UsageError(f"{document}: no document of the record has this id")
        claim = additions.new_claim(document, row.text, json.loads(row.attributions), kind, type_, span)
        if db.scalar(select(c.id).where(c.id == claim.id)) and claim.id not in log.taken_back(db, [claim.id]):
            raise UsageError(f"{claim.id}: this claim was added already; correct it instead")
    body = json.dumps({"claim": claim_json(claim), "words": row.text[span[0] : span[1]]}, ensure_ascii=False)
    decision = _decision(claim.id, "add", signed, body)
    record.decide(decision, (claim.id,), claim=claim)
    return decision


def correct_claim(record: Record, claim: str, changes: dict[str, Any], signed: Signed) -> Decision:
    """Correct fields of a claim; what was read is kept, and `pipeline.settle` carries it out.

    Args:
        changes: as `corrections.checked` takes them.

    Raises:
        UsageError: no such claim, or nothing one can correct so.
        OvertakenError: somebody has decided on it since.
    """
    c, d = schema.claims.c, schema.documents.c
    with record.reading() as db:
        row = db.execute(select(c.body, d.text).join(schema.documents, d.id == c.document).where(c.id == claim)).first()
    if row is None:
        raise UsageError(f"{claim}: no claim of the record has this id; its document may have changed")
    was = json.loads(row.body)
    plain = corrections.checked(was, row.text, changes)
    body = json.dumps({"changes": plain, "at": was["evidence"][0][0], **_noted(signed)}, ensure_ascii=False)  # fmt: skip
    decision = _decision(claim, "correct", signed, body)
    record.decide(decision, (claim,), seen=None if signed.seen is None else (claim, signed.seen))
    return decision


def undo(record: Record, decision: str, signed: Signed) -> Decision:
    """Take a decision back; both stay in the log.

    Raises:
        UsageError: no decision has this id.
        OvertakenError: somebody has decided since.
    """
    x = schema.decisions.c
    with record.reading() as db:
        rows = db.execute(select(x.id, x.target, x.body).where(x.id.startswith(decision))).all()
    if len(rows) != 1:
        raise UsageError(f"{decision}: {'no' if not rows else 'more than one'} decision has this id; see onrecord show RECORD decisions")  # fmt: skip
    body = json.loads(rows[0].body or "{}")
    back = _decision(rows[0].id, "undo", signed, "")
    seen = None if signed.seen is None else (rows[0].target, signed.seen)
    record.decide(back, (rows[0].target, body.get("other", "")), seen=seen)
    return back


def unmasked(record: Record, to: str, signed: Signed) -> Decision:
    """Keep that the names of private persons left the record, in which format, and why."""
    decision = _decision(to, "unmask", signed, json.dumps(_noted(signed), ensure_ascii=False))
    record.decide(decision, ())
    return decision


def signed_decision(target: str, action: Action, signed: Signed, body: dict[str, Any]) -> Decision:
    """A decision, not yet kept."""
    return _decision(target, action, signed, json.dumps(body | _noted(signed), ensure_ascii=False))


def _noted(signed: Signed) -> dict[str, str]:
    return {"note": signed.note} if signed.note else {}


def _decision(target: str, action: Action, signed: Signed, body: str) -> Decision:
    parts = (target, action, signed.reviewer, signed.made, body)
    identity = hashlib.sha256("\x1f".join(map(str, parts)).encode()).hexdigest()[:16]
    return Decision(identity, target, action, signed.reviewer, signed.made, body)


def _found(record: Record, beginning: str) -> tuple[str, str]:
    """(id, what it is of) of what an id's beginning means."""
    x, c = schema.locals_.c, schema.claims.c
    with record.reading() as db:
        found = [(i, "an entity") for i in db.scalars(select(x.id).where(x.id.startswith(beginning)).limit(2))]
        found += [(i, "a finding") for i in db.scalars(select(c.id).where(c.id.startswith(beginning)).limit(2))]
    if len(found) != 1:
        raise UsageError(f"{beginning}: {'nothing' if not found else 'more than one thing'} in the record has this id; see onrecord show RECORD matches, or incidents")  # fmt: skip
    return found[0]
