"""Review: a queue of what most needs eyes, and decisions that are never lost and never overwrite another's unseen."""

import datetime as dt
from collections.abc import Sequence
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import HTMLResponse, Response

from onrecord import pipeline
from onrecord.errors import UsageError
from onrecord.record import Record, correct_claim, decide_claim, undo
from onrecord.record.board import precision, queue
from onrecord.record.corrections import CHOICES
from onrecord.record.pages import claim_of, texts
from onrecord.workbench.pages import NAMES, REVIEWER, masks, record_of, render, sees_names, signed
from onrecord.workbench.text import Mark, masked, name_marks, pieces

router = APIRouter()
Row = dict[str, Any]
Field = Annotated[str, Form(max_length=60)]
UNSIGNED = "sign first: put your name into the box at the top of the page Review"


@router.get("/review")
def page(request: Request, kind: Annotated[str, Query(max_length=20)] = "") -> HTMLResponse:
    """The queue, the surest to be wrong first, and how precise the reader has been on what was reviewed."""
    record = record_of(request)
    claims = queue(record, kind, 20)
    return render(
        request,
        "review.html",
        {"cards": [_card(request, c["id"], c) for c in claims], "kind": kind, "precision": precision(record)},
    )


@router.get("/claim/{identity}")
def card(request: Request, identity: str) -> HTMLResponse:
    """One claim as the queue shows it."""
    return render(request, "claim_card.html", {"card": _card(request, identity)})


def _card(request: Request, identity: str, claim: Row | None = None) -> Row:
    record = record_of(request)
    claim = claim or claim_of(record, identity)
    document = texts(record, [claim["document"]])[claim["document"]]
    mask = masks(request, [claim["document"]])
    start, end = _around(document, min(s for s, _ in claim["evidence"]), max(e for _, e in claim["evidence"]))
    marks = [*name_marks(document["mentions"]), *(Mark(s, e, "claim", identity) for s, e in claim["evidence"])]
    shown = masked(pieces(document["text"], marks, start, end), frozenset(mask.entities))
    decisions = record.decisions_on(identity)
    return {
        **mask.claim(claim),
        "pieces": shown,
        "decisions": decisions,
        "seen": decisions[-1]["id"] if decisions else "",
        "choices": CHOICES,
    }


def _around(document: Row, start: int, end: int) -> tuple[int, int]:
    """A claim's words with the sentence before and the one after."""
    sentences = document["sentences"]
    before = [s for s, e in sentences if e <= start]
    after = [e for s, e in sentences if s >= end]
    inside = [(s, e) for s, e in sentences if s < end and start < e]
    return min([start, *(s for s, _ in inside), *before[-1:]]), max([end, *(e for _, e in inside), *after[:1]])


@router.post("/decide/{identity}")
def decide(
    request: Request, identity: str, action: Annotated[str, Form()], seen: Annotated[str, Form()] = "", reviewer: Annotated[str, Form(max_length=80)] = "", note: Annotated[str, Form(max_length=2000)] = ""
) -> HTMLResponse:  # fmt: skip
    """Accept, reject or note a claim, or undo the last decision on it; refused where somebody decided since the page was made."""
    record = record_of(request)
    reviewer = reviewer.strip() or signed(request)
    if not reviewer:
        raise UsageError(UNSIGNED)
    latest = record.decisions_on(identity)
    conflict = _overtaken(record, identity, seen)
    if not conflict:
        now = dt.datetime.now(dt.UTC)
        standing = [d for d in latest if d["action"] != "undo" and not d["undone"]]
        if action == "undo" and standing:
            undo(record, standing[-1]["id"], reviewer, now)
        else:
            decide_claim(record, identity, action, reviewer, now, note)
        request.app.state.settler.later()
    return render(
        request,
        "claim_card.html",
        {"card": _card(request, identity), "conflict": conflict},
        status=409 if conflict else 200,
    )


@router.post("/correct/{identity}")
def correct(
    request: Request,
    identity: str,
    seen: Annotated[str, Form()] = "",
    type: Field = "",
    stage: Field = "",
    status: Field = "",
    polarity: Field = "",
    certainty: Field = "",
    mode: Field = "",
    drop: Annotated[tuple[str, ...], Form()] = (),
    role: Field = "",
    start: Annotated[int, Form()] = -1,
    end: Annotated[int, Form()] = -1,
    note: Annotated[str, Form(max_length=2000)] = "",
) -> HTMLResponse:
    """Correct a claim: choose other values, take fillers out, or put words of its document into a role."""
    record = record_of(request)
    reviewer = signed(request)
    if not reviewer:
        raise UsageError(UNSIGNED)
    conflict = _overtaken(record, identity, seen)
    if not conflict:
        fields = {
            "type": type,
            "stage": stage,
            "status": status,
            "polarity": polarity,
            "certainty": certainty,
            "mode": mode,
        }
        body = claim_of(record, identity)
        changes: Row = {k: v for k, v in fields.items() if v and v != body[k]}
        changes |= {gone: None for gone in ("time", "place") if gone in drop and body[gone]}
        roles = _roles(body, drop, role, start, end)
        correct_claim(
            record, identity, changes | ({"roles": roles} if roles else {}), reviewer, dt.datetime.now(dt.UTC), note
        )
        pipeline.settle(record)
    return render(
        request,
        "claim_card.html",
        {"card": _card(request, identity), "conflict": conflict},
        status=409 if conflict else 200,
    )


def _roles(body: Row, drop: Sequence[str], role: str, start: int, end: int) -> Row:
    """The roles that a form changes, with all their fillers: names of those that stay, and the words that were selected."""
    gone = {tuple(one.split("|", 1)) for one in drop if "|" in one}
    roles: Row = {
        r: [f["name"] for f in own if (r, f["name"]) not in gone]
        for r, own in body["roles"].items()
        if any((r, f["name"]) in gone for f in own)
    }
    if role and start >= 0:
        roles.setdefault(role, [f["name"] for f in body["roles"].get(role, [])]).append({"span": [start, end]})
    return roles


def _overtaken(record: Record, identity: str, seen: str) -> bool:
    """Whether somebody decided on a claim since its page was made."""
    latest = record.decisions_on(identity)
    return bool(latest) and latest[-1]["id"] != seen


@router.post("/sign")
def sign(reviewer: Annotated[str, Form(max_length=80)] = "") -> Response:
    """Remember whose decisions follow."""
    answer = Response(status_code=204, headers={"HX-Refresh": "true"})
    answer.set_cookie(REVIEWER, quote(reviewer.strip()), httponly=True, samesite="strict")
    return answer


@router.post("/names")
def names(request: Request) -> Response:
    """Show the names of private persons, or mask them again."""
    answer = Response(status_code=204, headers={"HX-Refresh": "true"})
    answer.set_cookie(NAMES, "" if sees_names(request) else "shown", httponly=True, samesite="strict")
    return answer
