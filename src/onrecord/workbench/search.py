"""One box: full text, entities and findings, with its operators explained in place."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from onrecord.errors import UsageError
from onrecord.record import Filters
from onrecord.record import search as found_in
from onrecord.record.listing import people
from onrecord.record.pages import texts
from onrecord.workbench.pages import masks, record_of, render
from onrecord.workbench.text import Mark, Piece, Row, masked, name_marks, pieces

router = APIRouter()
EVERY = ("Person", "Organization", "PublicBody", "Address")
Words = Annotated[str, Query(max_length=200)]


@router.get("/search")
def page(
    request: Request,
    q: Words = "",
    kind: Words = "",
    source: Words = "",
    since: Words = "",
    until: Words = "",
    place: Words = "",
) -> HTMLResponse:
    """What the box finds."""
    record = record_of(request)
    hits, names, problem = [], [], ""
    try:
        hits = (
            found_in(record, q, Filters(kind or None, source or None, since or None, until or None, place or None))
            if q.strip()
            else []
        )
    except UsageError as error:
        problem = str(error)
    if q.strip():
        names = people(record, EVERY, q.strip().strip('"*'), limit=10).rows
    read = texts(record, {h["document"] for h in hits})
    mask = masks(request, read)
    shown = [
        h
        | {
            "pieces": _sentence(h, read[h["document"]], frozenset(mask.entities)),
            "title": mask.words(h["document"], h["title"]),
        }
        for h in hits
    ]
    words = {"q": q, "hits": shown, "names": [n | {"shown": mask.entity(n)} for n in names], "problem": problem,
             "filters": {"kind": kind, "source": source, "since": since, "until": until, "place": place}}  # fmt: skip
    return render(request, "search.html", words)


def _sentence(hit: Row, document: Row, private: frozenset[str]) -> list[Piece]:
    marks = [*name_marks(document["mentions"]), *(Mark(s, e, "hit", "") for s, e in hit["hits"])]
    return masked(pieces(document["text"], marks, hit["start"], hit["start"] + len(hit["sentence"])), private)
