"""One box: full text, entities and findings, with its operators explained in place."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from onrecord import resolve
from onrecord.errors import UsageError
from onrecord.record import Filters, Record
from onrecord.record import search as found_in
from onrecord.record.listing import bearing, findings_listed
from onrecord.record.pages import findings_at, texts
from onrecord.workbench.pages import Moment, masks, record_of, render
from onrecord.workbench.text import Mark, Piece, Row, masked, name_marks, pieces

router = APIRouter(route_class=Moment)
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
        names = _bearing(record, q)
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
    found = findings_listed(
        record, findings_at(record, [(h["document"], *span) for h in hits for span in h["hits"]], FINDINGS)
    )
    told = masks(request, {c["document"] for c in found})
    words = {"q": q, "hits": shown, "findings": [told.claim(c) for c in found], "names": [n | {"shown": mask.entity(n), "matched": n["matched"] if mask.entity(n) == n["name"] else ""} for n in names], "problem": problem,
             "filters": {"kind": kind, "source": source, "since": since, "until": until, "place": place}}  # fmt: skip
    return render(request, "search.html", words)


def _bearing(record: Record, q: str) -> list[Row]:
    """People, bodies and places one of whose names has all the words, with the name that matched where it is another."""
    words = [w for w in q.replace('"', " ").replace("*", " ").split() if any(c.isalnum() for c in w)]
    rows = bearing(record, [resolve.word_keys(w, EVERY) for w in words], EVERY, NAMES)
    for row in rows:
        fits = [n for n in row["names"] if all(w.casefold() in n.casefold() for w in words)]
        row["matched"] = "" if row["name"] in fits else next(iter(fits or row["names"]))
    return rows


NAMES, FINDINGS = 12, 10
"""Names and findings that a page shows."""


def _sentence(hit: Row, document: Row, private: frozenset[str]) -> list[Piece]:
    marks = [*name_marks(document["mentions"]), *(Mark(s, e, "hit", "") for s, e in hit["hits"])]
    return masked(pieces(document["text"], marks, hit["start"], hit["start"] + len(hit["sentence"])), private)
