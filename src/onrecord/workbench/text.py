"""A document's words with everything marked in them: claims, voices, names; private persons under a mask.

Marks overlap; so a text is cut wherever one begins or ends, and each piece knows all that cover it.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from onrecord.export import MASK
from onrecord.record import is_name

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of a text, and what it is."""

    start: int
    end: int
    kind: str
    """claim, voice, name, hit."""
    ref: str
    """Id of the claim or entity, or the voice's number."""


@dataclass(slots=True)
class Piece:
    """Words under the same marks."""

    words: str
    start: int = 0
    """Where they begin in the document."""
    claims: list[str] = field(default_factory=list)
    voice: str = ""
    """Number of the innermost voice; empty where the outlet speaks."""
    begins: str = ""
    """Name of a voice that begins here."""
    entity: str = ""
    is_masked: bool = False
    is_hit: bool = False


def pieces(text: str, marks: Iterable[Mark], start: int = 0, end: int | None = None) -> list[Piece]:
    """Cut a stretch of a text at every mark.

    Args:
        text: the document's.
        marks: in any order, overlapping or not; those outside the stretch are left out.
        start, end: the stretch.
    """
    end = len(text) if end is None else end
    own = [m for m in marks if m.start < end and start < m.end]
    edges = sorted({start, end, *(min(max(e, start), end) for m in own for e in (m.start, m.end))})
    cut = [Piece(text[a:b], a) for a, b in zip(edges, edges[1:], strict=False)]
    for mark in sorted(own, key=lambda m: m.start - m.end):  # the widest first: the innermost voice and name win
        first, last = bisect_left(edges, max(mark.start, start)), bisect_right(edges, min(mark.end, end)) - 1
        for piece in cut[first:last]:
            _put(piece, mark)
    return cut


def _put(piece: Piece, mark: Mark) -> None:
    if mark.kind == "claim":
        piece.claims.append(mark.ref)
    elif mark.kind == "voice":
        piece.voice = mark.ref
    elif mark.kind == "name":
        piece.entity = mark.ref
    else:
        piece.is_hit = True


def masked(cut: list[Piece], private: frozenset[str]) -> list[Piece]:
    """The same with the names of private persons replaced, not what only points at them; of a name cut in several, the mask stands once."""
    before = ""
    for piece in cut:
        if piece.entity in private and (piece.entity == before or is_name(piece.words)):
            piece.words = MASK if piece.entity != before else ""
            piece.is_masked = True
        before = piece.entity if piece.is_masked else ""
    return cut


def name_marks(mentions: Sequence[Row]) -> list[Mark]:
    """Of the named entities of a document."""
    return [Mark(m["start"], m["end"], "name", m["entity"]) for m in mentions]


def voices(attributions: Sequence[Row]) -> tuple[list[Mark], list[str]]:
    """(where each voice speaks, the voices' names by number)."""
    names: list[str] = []
    marks = []
    for a in attributions:
        name = a["name"] or "somebody unnamed"
        if name not in names:
            names.append(name)
        marks += [Mark(s, e, "voice", str(names.index(name))) for s, e in a["content"]]
    return marks, names


def label(cut: list[Piece], names: Sequence[str]) -> list[Piece]:
    """Say at the first piece of each stretch of a voice whose it is."""
    before = ""
    for piece in cut:
        if piece.voice != before and piece.voice:
            piece.begins = names[int(piece.voice)]
        if piece.words.strip():
            before = piece.voice
    return cut
