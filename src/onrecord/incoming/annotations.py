"""W3C Web Annotations: ours come back unchanged; others' become claims that a reviewer added, on the words they point at.

An annotation says what it is by a body "kind: type" (purpose classifying or tagging), or by our own claim. Its words are found by position where they still say what
it quotes, else by the quotation with what stands around it.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

from onrecord.errors import InputError, OnrecordError
from onrecord.model import Kind
from onrecord.record import Record, Signed, add_claim, correct_claim
from onrecord.record.pages import claim_of, document_of, texts

if TYPE_CHECKING:
    from onrecord.incoming import Taken

Row = dict[str, Any]
OURS = "urn:onrecord:claim:"


def take_annotations(record: Record, path: Path, by: Signed, taken: "Taken") -> None:
    """Add what the record does not have; what cannot be placed is set aside."""
    for number, item in enumerate(_items(json.loads(path.read_text(encoding="utf-8-sig"))), 1):
        identity = str(item.get("id", ""))
        try:
            if identity.startswith(OURS) and claim_of(record, identity.removeprefix(OURS)):
                taken.unchanged += 1
                continue
        except OnrecordError:
            pass  # it is not there, or not any more: it comes in like anybody's
        try:
            added = _take(record, item, by)
            taken.taken, taken.unchanged = taken.taken + added, taken.unchanged + (not added)
        except OnrecordError as error:
            taken.set_aside.append(InputError(f"{path} annotation {number}", str(error), "correct it, or add the claim in the workbench"))  # fmt: skip


def _items(found: Any) -> Iterator[Row]:
    """The annotations of a page, a collection, a list or one alone."""
    if isinstance(found, list):
        for one in found:
            yield from _items(one)
    elif isinstance(found, dict) and "Annotation" in _listed(found.get("type")):
        yield found
    elif isinstance(found, dict):
        yield from _items(found.get("items") or found.get("first") or [])


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _take(record: Record, item: Row, by: Signed) -> bool:
    """Add one; False where it was added before."""
    target = next((t for t in _listed(item.get("target")) if isinstance(t, dict)), {})
    document = _document(record, target.get("source"))
    words = _place(texts(record, [document])[document]["text"], target.get("selector"))
    claim: Row = next((b["claim"] for b in _bodies(item) if isinstance(b.get("claim"), dict)), {})
    kind, type_ = _called(item, claim)
    name = _creator(item)
    signed = by._replace(reviewer=name or by.reviewer)
    try:
        added = add_claim(record, document, kind, type_, words, signed)
    except OnrecordError as error:
        if "was added already" in str(error):
            return False
        raise
    roles = {role: [{"span": f["spans"][0]} for f in own if f.get("spans")] for role, own in claim.get("roles", {}).items() if role != "content"}  # fmt: skip
    fixed = {k: claim[k] for k in ("stage", "status", "polarity", "certainty", "mode") if claim.get(k)}
    changes = fixed | ({"roles": {r: own for r, own in roles.items() if own}} if any(roles.values()) else {})
    now = claim_of(record, added.target)
    changes = {k: v for k, v in changes.items() if k == "roles" or v != now[k]}
    if changes:
        correct_claim(record, added.target, changes, signed)
    return True


def _bodies(item: Row) -> list[Row]:
    return [b for b in _listed(item.get("body")) if isinstance(b, dict)]


def _called(item: Row, claim: Row) -> tuple[Kind, str]:
    """What kind of claim it is, and its type."""
    told = [f"{claim['kind']}: {claim['type']}"] if claim.get("kind") and claim.get("type") else []
    told += [str(b.get("value", "")) for b in _bodies(item) if b.get("purpose") in ("classifying", "tagging")]
    for words in told:
        kind, _, type_ = (w.strip().lower() for w in words.partition(":"))
        known = next((k for k in get_args(Kind) if k == kind), None)
        if known and type_:
            return known, "_".join(type_.split())
    raise InputError("annotation", "does not say what it claims", "give it a tag like “incident: arson”")


def _document(record: Record, source: Any) -> str:
    """The document it is on: by our id, by the fingerprint of its bytes, or by its address."""
    own = source if isinstance(source, dict) else {"id": str(source or "")}
    address = str(own.get("id", ""))
    found = document_of(record, str(own.get("onrecord:document", "")), str(own.get("onrecord:sha256", "")) or address.removeprefix("urn:sha256:"), address)  # fmt: skip
    if not found:
        raise InputError(address or "annotation", "no document of the record is at this address", "build the record with it first")  # fmt: skip
    return found


def _place(text: str, selectors: Any) -> tuple[int, int]:
    """Where the words are: at their position if they still say so, else where the quotation stands."""
    told = {str(s.get("type")): s for s in reversed(_listed(selectors)) if isinstance(s, dict)}
    position, quote = told.get("TextPositionSelector", {}), told.get("TextQuoteSelector", {})
    if not (position or quote):
        raise InputError("annotation", "it points at no words", "give a TextPositionSelector or a TextQuoteSelector")
    exact = str(quote.get("exact", ""))
    start, end = position.get("start"), position.get("end")
    if isinstance(start, int) and isinstance(end, int) and 0 <= start < end <= len(text) and exact in ("", text[start:end]):  # fmt: skip
        return start, end
    for before, after in ((str(quote.get("prefix", "")), str(quote.get("suffix", ""))), ("", "")):
        at = text.find(before + exact + after) if exact else -1
        if at >= 0:
            return at + len(before), at + len(before) + len(exact)
    raise InputError("annotation", f"its words are not in the document: “{exact[:60]}”", "the document has changed, or is another")  # fmt: skip


def _creator(item: Row) -> str:
    """Who made it, as it says."""
    made = next(iter(_listed(item.get("creator"))), None)
    return str(made.get("name") or made.get("nickname") or made.get("id") or "")[:80] if isinstance(made, dict) else str(made or "")[:80]  # fmt: skip
