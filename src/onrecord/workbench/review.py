"""Review: a queue of what most needs eyes, and decisions that are never lost and never overwrite another's unseen."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import HTMLResponse, Response

from onrecord import pipeline, read
from onrecord import record as store
from onrecord.contract import place_json, time_json
from onrecord.errors import OvertakenError, UsageError
from onrecord.export import Masks
from onrecord.model import Kind
from onrecord.record import Record
from onrecord.record.board import missed, precision, queue
from onrecord.record.corrections import CHOICES
from onrecord.record.pages import claim_of, texts
from onrecord.workbench.pages import NAMES, REVIEWER, Moment, masks, record_of, render, sees_names, signature
from onrecord.workbench.text import Mark, masked, name_marks, pieces

router = APIRouter(route_class=Moment)
Row = dict[str, Any]
Field = Annotated[str, Form(max_length=60)]
Day = Annotated[str, Form(max_length=10, pattern=r"^(\d{4}-\d\d-\d\d)?$")]
At = Annotated[int, Form(ge=-1, le=100_000_000)]
PAIRS = 12
"""Pairs of people or bodies that are asked about at a time."""


@router.get("/review")
def page(request: Request, kind: Annotated[str, Query(max_length=20)] = "") -> HTMLResponse:
    """The queue, the surest to be wrong first; who may be the same; and how precise the reader has been on what was reviewed."""
    record = record_of(request)
    claims = queue(record, kind, 20)
    asked = [] if kind else [_pair(request, m) for m in store.matches(record, PAIRS, merged=False)]
    words = {
        "cards": _cards(request, claims),
        "kind": kind,
        "precision": precision(record, fields=False),
        "missed": missed(record),
        "pairs": asked,
    }
    return render(request, "review.html", words)


@router.get("/precision")
def precise(request: Request) -> HTMLResponse:
    """How precise the reader has been so far, field by field."""
    record = record_of(request)
    return render(request, "precision.html", {"rows": precision(record), "missed": missed(record)})


def _pair(request: Request, match: Row) -> Row:
    """Two that may be one, as this reader may see them."""
    mask = masks(request, [])
    sides = [
        {"id": match[side], "name": mask.entity({"name": match[name], "public": match[public]}), "told": match[told], "posts": match[posts]}
        for side, name, public, told, posts in (("left", "name", "public", "told", "posts"), ("right", "other", "other_public", "other_told", "other_posts"))
    ]  # fmt: skip
    return {"sides": sides, "score": match["score"], "reasons": match["reasons"]}


@router.get("/claim/{identity}")
def card(request: Request, identity: str) -> HTMLResponse:
    """One claim as the queue shows it."""
    return render(request, "claim.html", {"card": _one_card(request, identity), "conflict": False})


def _one_card(request: Request, identity: str) -> Row:
    return _cards(request, [claim_of(record_of(request), identity)])[0]


def _cards(request: Request, claims: Sequence[Row]) -> list[Row]:
    record = record_of(request)
    documents = {c["document"] for c in claims}
    read, mask, decisions = texts(record, documents), masks(request, documents), record.decisions_of(c["id"] for c in claims)  # fmt: skip
    return [_card(c, read[c["document"]], mask, decisions[c["id"]]) for c in claims]


def _card(claim: Row, document: Row, mask: Masks, decisions: list[Row]) -> Row:
    start, end = _around(document, min(s for s, _ in claim["evidence"]), max(e for _, e in claim["evidence"]))
    marks = [*name_marks(document["mentions"]), *(Mark(s, e, "claim", claim["id"]) for s, e in claim["evidence"])]
    shown = masked(pieces(document["text"], marks, start, end), frozenset(mask.entities))
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


def _decided(request: Request, identity: str, decide: Callable[[], object]) -> HTMLResponse:
    """The claim after a decision; as it stands, with status 409, where somebody decided since its page was made."""
    conflict = False
    try:
        decide()
    except OvertakenError:
        conflict = True
    return render(
        request,
        "claim_card.html",
        {"card": _one_card(request, identity), "conflict": conflict},
        status=409 if conflict else 200,
    )


@router.post("/decide/{identity}")
def decide(
    request: Request, identity: str, action: Annotated[str, Form()], seen: Annotated[str, Form()] = "", reviewer: Annotated[str, Form(max_length=80)] = "", note: Annotated[str, Form(max_length=2000)] = ""
) -> HTMLResponse:  # fmt: skip
    """Accept, reject or note a claim, or undo the last decision on it; refused where somebody decided since the page was made."""
    record, by = record_of(request), signature(request, reviewer, note, seen)

    def carry_out() -> None:
        standing = [d for d in record.decisions_on(identity) if d["action"] != "undo" and not d["undone"]]
        if action == "undo" and standing:
            store.undo(record, standing[-1]["id"], by)
        else:
            store.decide_claim(record, identity, action, by)
        request.app.state.settler.later()

    return _decided(request, identity, carry_out)


@router.post("/correct/{identity}")
def correct(
    request: Request, identity: str, seen: Annotated[str, Form()] = "", type: Field = "", stage: Field = "", status: Field = "", polarity: Field = "", certainty: Field = "", mode: Field = "",
    drop: Annotated[tuple[str, ...], Form()] = (), role: Field = "", start: At = -1, end: At = -1, since: Day = "", until: Day = "", note: Annotated[str, Form(max_length=2000)] = "",
) -> HTMLResponse:  # fmt: skip
    """Correct a claim: choose other values, take fillers out, or put words of its document into a role, or as its place or time."""
    record, by = record_of(request), signature(request, "", note, seen)
    fields = {"type": type, "stage": stage, "status": status, "polarity": polarity, "certainty": certainty, "mode": mode}  # fmt: skip
    body = claim_of(record, identity)
    changes: Row = {k: v for k, v in fields.items() if v and v != body[k]}
    changes |= {gone: None for gone in ("time", "place") if gone in drop and body[gone]}
    roles = _roles(body, drop, role, start, end)
    changes |= {"roles": roles} if roles else {}
    if role in ("time", "place"):
        changes[role] = _told(record, body["document"], role, (start, end), (since, until))

    def carry_out() -> None:
        store.correct_claim(record, identity, changes, by)
        pipeline.settle(record)

    return _decided(request, identity, carry_out)


def _roles(body: Row, drop: Sequence[str], role: str, start: int, end: int) -> Row:
    """The roles that a form changes, with all their fillers: names of those that stay, and the words that were selected."""
    gone = {tuple(one.split("|", 1)) for one in drop if "|" in one}
    roles: Row = {
        r: [f["name"] for f in own if (r, f["name"]) not in gone]
        for r, own in body["roles"].items()
        if any((r, f["name"]) in gone for f in own)
    }
    if role and role not in ("time", "place") and start >= 0:
        roles.setdefault(role, [f["name"] for f in body["roles"].get(role, [])]).append({"span": [start, end]})
    return roles


def _told(record: Record, identity: str, what: str, span: tuple[int, int], days: tuple[str, str]) -> Row:
    """What selected words mean as a time or place: as the reader would read them, or the days the reviewer gives."""
    document = texts(record, [identity])[identity]
    words = document["text"][span[0] : span[1]] if 0 <= span[0] < span[1] else ""
    if not words.strip():
        raise UsageError(f"select the words that tell the {what} first")
    if what == "place":
        return place_json(read.place_named(words, *span)) | {"span": list(span)}
    found = read.time_named(document["text"], *span, document["published"])
    if days[0]:
        found = replace(found, begins=days[0], ends=_after(days[1] or days[0]), edtf="/".join(d for d in days if d))
    if not found.begins:
        raise UsageError(f"“{words.strip()}” tells no day by itself; give the first and the last day beside it")
    return time_json(found) | {"span": list(span)}


def _after(day: str) -> str:
    try:
        return (dt.date.fromisoformat(day) + dt.timedelta(1)).isoformat()
    except (ValueError, OverflowError) as error:
        raise UsageError(f"{day}: is no date; write it as 2021-03-04") from error


@router.post("/add/{document}")
def add(
    request: Request, document: str, kind: Annotated[Kind, Form()], type: Field, start: At = -1, end: At = -1
) -> Response:
    """Add a claim on the words that were selected, and go on to its card, where its roles are filled."""
    record, by = record_of(request), signature(request)
    added = store.add_claim(record, document, kind, "_".join(type.lower().split()), (start, end), by)
    pipeline.settle(record)
    return Response(status_code=204, headers={"HX-Redirect": f"/claim/{added.target}"})


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
