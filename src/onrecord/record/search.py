"""Full text: documents that hold some words, best first, each with its first hit in its sentence."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile
from typing import Any

from sqlalchemy import exists, func, select

from onrecord.record import schema
from onrecord.record.query import Row
from onrecord.record.store import Record
from onrecord.record.words import Term, hits, terms


@dataclass(frozen=True, slots=True)
class Filters:
    """What a search may be limited to."""

    kind: str | None = None
    source: str | None = None
    since: str | None = None
    """First day of publication."""
    until: str | None = None
    """Last day of publication."""
    place: str | None = None


def search(record: Record, words: str, filters: Filters, limit: int = 20) -> list[Row]:
    """Documents that hold the words, best first, each with its first hit in its sentence.

    Raises:
        UsageError: nothing to search for.
    """
    asked = terms(words)
    d = schema.documents.c
    query = select(d.id, d.title, d.source, d.published, d.address, d.language, d.text, d.sentences)
    with record.reading() as db:
        best = record.backend.matching(db, query.where(*_where(filters)), asked, limit, alone=filters == Filters())
        return [_hit(r, asked) for r in db.execute(best)]


def _where(filters: Filters) -> Iterator[Any]:
    d, c = schema.documents.c, schema.claims.c
    if filters.source:
        yield d.source == filters.source
    if filters.since:
        yield d.published >= filters.since
    if filters.until:
        yield d.published <= filters.until
    inner = [c.kind == filters.kind] if filters.kind else []
    if filters.place:
        inner.append((func.lower(c.place) == filters.place.lower()) | (c.country == filters.place.upper()))
    if inner:
        yield exists(select(c.id).where(c.document == d.id, *inner))


def _hit(row: Any, asked: list[Term]) -> Row:
    """A search result: the sentence of the first hit, and where in it the hits are."""
    found = hits(row.text, asked)
    first = next(found, None)
    at = first[0] if first else 0
    sentences = json.loads(row.sentences) or [[max(0, row.text.rfind("\n", 0, at) + 1), (row.text.find("\n", at) + 1 or len(row.text) + 1) - 1]]  # fmt: skip
    start, end = next(((s, e) for s, e in sentences if s <= at < e), (max(0, at - 100), at + 200))
    inside = [[s, e] for s, e in ([first] if first else []) if e <= end]
    inside += [[s, e] for s, e in takewhile(lambda h: h[0] < end, found) if e <= end]
    return {"document": row.id, "title": row.title, "source": row.source, "published": row.published, "address": row.address, "language": row.language,
            "start": start, "end": min(end, len(row.text)), "sentence": row.text[start:end], "hits": inside}  # fmt: skip
