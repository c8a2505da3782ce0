"""Claims that a reviewer adds because the reader missed them: they stand on words of their document, like every other."""

import hashlib
from typing import Any

from onrecord.contract import voicing_from
from onrecord.errors import UsageError
from onrecord.model import Claim, Filler, Kind, Span, Voicing

Row = dict[str, Any]
BEGUN: dict[str, Row] = {"incident": {"stage": "carried_out"}, "measure": {"status": "called_for"}}
"""What a new claim of a kind says until it is corrected; a stage or status it must have."""
SURE = 1.0
"""Score of a claim that a person added."""


def new_claim(document: str, text: str, attributions: list[Row], kind: Kind, type_: str, span: tuple[int, int]) -> Claim:  # fmt: skip
    """A claim on some words, said by whoever speaks there; its roles are filled by corrections.

    Args:
        document: its id.
        attributions: the document's, as the record keeps them.
        type_: subtype, snake_case.
        span: code points of the text.

    Raises:
        UsageError: words outside the document, none, or no name for what it is.
    """
    start, end = span
    words = " ".join(text[start:end].split()) if 0 <= start < end <= len(text) else ""
    if not words:
        raise UsageError("select the words that the claim stands on first")
    if not type_.replace("_", "").isalpha():
        raise UsageError(f"{type_!r}: say what it is in a word or two: arson, holds_post, arrested")
    roles: dict[str, tuple[Filler, ...]] = (
        {"content": (Filler(words, (Span(start, end),)),)} if kind == "statement" else {}
    )
    identity = _identity(document, kind, type_.lower(), words, start)
    return Claim(identity, document, kind, type_.lower(), (Span(start, end),), roles, said_by=_voices(attributions, start, end), score=SURE, **BEGUN.get(kind, {}))  # fmt: skip


def _identity(*parts: object) -> str:
    return hashlib.sha256("\x1f".join(("added", *map(str, parts))).encode()).hexdigest()[:16]


def _voices(attributions: list[Row], start: int, end: int) -> tuple[Voicing, ...]:
    """The innermost voice that speaks over all of a stretch."""
    over = [a for a in attributions if any(s <= start and end <= e for s, e in a["content"]) and a["source"]]
    inner = min(over, key=lambda a: sum(e - s for s, e in a["content"]), default=None)
    return (voicing_from({**inner, "spans": inner["source"]}),) if inner else ()


def moved(body: Row, old: str, new: str) -> Row | None:
    """An added claim in the new text of a document that changed; None where its words stand there no more.

    What else it points at goes with it, as far as the same words stand in the same place beside them.
    """
    start, end = body["evidence"][0]
    at = new.find(old[start:end])
    if at < 0:
        return None
    shift = at - start

    def stays(spans: list[list[int]]) -> list[list[int]]:
        return [[s + shift, e + shift] for s, e in spans if s + shift >= 0 and new[s + shift : e + shift] == old[s:e]]

    def kept(ones: list[Row]) -> list[Row]:
        stay = [{**one, "spans": spans} for one in ones if (spans := stays(one["spans"]))]
        return [one | ({"jointly": kept(one["jointly"])} if "jointly" in one else {}) for one in stay]

    fixed = {name: body[name] and stays([[body[name]["start"], body[name]["end"]]]) for name in ("time", "place")}
    roles = {role: kept(own) for role, own in body["roles"].items()}
    return {
        **body,
        "id": hashlib.sha256(f"moved\x1f{body['id']}\x1f{new}".encode()).hexdigest()[:16],
        "evidence": stays(body["evidence"]),
        "roles": {role: own for role, own in roles.items() if own},
        "said_by": kept(body["said_by"]),
        **{name: {**body[name], "start": spans[0][0], "end": spans[0][1]} if spans else None for name, spans in fixed.items()},
    }  # fmt: skip
