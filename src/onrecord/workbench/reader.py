"""A document with its claims, voices and names marked in place, and the claims beside it."""

from dataclasses import replace

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from onrecord import record as store
from onrecord import views
from onrecord.errors import UsageError
from onrecord.record.listing import facets
from onrecord.record.pages import claims_in, copies_of, texts
from onrecord.workbench.pages import Moment, Settled, masks, render
from onrecord.workbench.text import Mark, Piece, label, masked, name_marks, pieces, voices

router = APIRouter(route_class=Moment)


@router.get("/document/{identity}")
def page(request: Request, record: Settled, identity: str, other: str = "") -> HTMLResponse:
    """The reader; with `other`, what another document has of the same text is marked."""
    document = texts(record, [identity]).get(identity)
    if document is None:
        raise UsageError(f"{identity}: no document of the record has this id")
    mask = masks(request, [identity])
    claims = claims_in(record, identity)
    spoken, names = voices(document["attributions"])
    marks = [
        *spoken,
        *name_marks(document["mentions"]),
        *(Mark(s, e, "claim", c["id"]) for c in claims for s, e in c["evidence"]),
    ]
    if other:
        marks += _shared(document["text"], texts(record, [other]).get(other, {}).get("text", ""))
    cut = masked(label(pieces(document["text"], marks), names), frozenset(mask.entities))
    for piece in cut:
        piece.begins = mask.words(identity, piece.begins)
    words = {
        "document": document | {"title": mask.words(identity, document["title"])}, "paragraphs": _paragraphs(cut), "claims": [mask.claim(c) for c in claims],
        "copies": copies_of(record, identity), "quotations": [q | {"words": mask.words(identity, q["words"])} for q in views.quotations(record, identity)], "other": other,
        "decided": record.decisions_of(c["id"] for c in claims), "kinds": store.KINDS, "types": sorted({t for k in store.KINDS for t in facets(record, k)["type"]}),
    }  # fmt: skip
    return render(request, "reader.html", words)


def _paragraphs(cut: list[Piece]) -> list[list[Piece]]:
    """Pieces by paragraph; a blank line parts two."""
    found: list[list[Piece]] = [[]]
    for piece in cut:
        at = piece.start
        for n, words in enumerate(piece.words.split("\n\n")):
            if n:
                found.append([])
            if words:
                found[-1].append(replace(piece, words=words, start=at, begins=piece.begins if not n else ""))
            at += len(words) + 2
    return [own for own in found if any(p.words.strip() for p in own)]


def _shared(text: str, other: str) -> list[Mark]:
    """Where a text has what stands in another, word for word."""
    from difflib import SequenceMatcher

    blocks = (
        SequenceMatcher(None, text, other, autojunk=False).get_matching_blocks()
        if len(text) * len(other) < LONGEST
        else []
    )
    return [Mark(b.a, b.a + b.size, "hit", "") for b in blocks if b.size >= SHORTEST]


LONGEST = 100_000_000
"""Characters of two texts, multiplied, above which they are not laid side by side."""
SHORTEST = 20
"""Characters in common that are shown."""
