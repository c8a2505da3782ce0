"""The whole record row by row, a few hundred at a time: what exports are written from, whatever the record's size."""

import json
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from sqlalchemy import Column, ColumnElement, Select, select

from onrecord.record import schema
from onrecord.record.query import SUPPORT, Row, support_of_row
from onrecord.record.rows import rows_of
from onrecord.record.store import Record

AT_A_TIME = 500


def everything(record: Record) -> Iterator[tuple[str, Row]]:
    """All of it in a fixed order, as (table, row): documents, entities, claims by finding, decisions."""
    for document in documents(record):
        yield "documents", document
    for entity in entities(record):
        yield "entities", entity
    for _, claims in findings(record):
        for claim in claims:
            yield "claims", claim
    for decision in decisions(record):
        yield "decisions", decision


def documents(record: Record, *, text: bool = False) -> Iterator[Row]:
    """Documents by id.

    Args:
        text: with their text, their sentences and who speaks where.
    """
    d = schema.documents.c
    columns = [d.id, d.ref, d.title, d.source, d.published, d.address, d.language, d.sha256, d.byline, d.media_type, d.carries, d.outlet]  # fmt: skip
    columns += [d.text, d.sentences, d.attributions] if text else []
    for part in _pages(record, select(*columns), d.id):
        for r in part:
            row = dict(r._mapping)
            if text:
                row |= {name: json.loads(row[name]) for name in ("sentences", "attributions")}
            yield row


def originals(record: Record) -> Iterator[tuple[Row, bytes]]:
    """(a document: id, sha256, address, media_type, published, source, capture; its bytes as they were retrieved), by id."""
    d = schema.documents.c
    columns = select(d.id, d.sha256, d.address, d.media_type, d.published, d.source, d.title, d.capture, d.original)
    for part in _pages(record, columns, d.id, 20):
        for r in part:
            row = {k: v for k, v in r._mapping.items() if k != "original"}
            yield {**row, "capture": json.loads(r.capture) if r.capture else None}, zlib.decompress(r.original)


def entities(record: Record) -> Iterator[Row]:
    """Entities by id: id, name, schema, public, aliases, mentions (document, start, end)."""
    e, m, x = schema.entities.c, schema.mentions.c, schema.locals_.c
    for part in _pages(record, select(e.id, e.name, e.schema, e.public), e.id):
        ids = [r.id for r in part]
        names: dict[str, set[str]] = defaultdict(set)
        mentioned: dict[str, list[Row]] = defaultdict(list)
        with record.reading() as db:
            for r in rows_of(db, select(x.entity, x.names), x.entity, ids):
                names[r.entity].update(json.loads(r.names))
            at = select(x.entity, m.document, m.start, m.end).join(schema.locals_, x.id == m.local)
            for entity, document, start, end in sorted(tuple(r) for r in rows_of(db, at, x.entity, ids)):
                mentioned[entity].append({"document": document, "start": start, "end": end})
        for r in part:
            if r.id in mentioned:
                yield {"id": r.id, "name": r.name, "schema": r.schema, "public": bool(r.public), "aliases": sorted(names[r.id] - {r.name}), "mentions": mentioned[r.id]}  # fmt: skip


def findings(record: Record, wanted: Iterable[str] | None = None) -> Iterator[tuple[str, list[Row]]]:
    """Findings by id, each with its claims: their bodies, and document, finding, support, grade.

    Args:
        wanted: only these.
    """
    c, f = schema.claims.c, schema.findings.c
    columns = select(c.id, c.document, c.finding, c.body, *SUPPORT, f.grade).outerjoin(schema.findings, f.id == c.finding)  # fmt: skip
    every = _pages(record, select(c.finding.label("id")).distinct(), c.finding)
    for ids in ([r.id for r in page] for page in every) if wanted is None else [list(wanted)]:
        with record.reading() as db:
            rows = sorted(rows_of(db, columns, c.finding, ids), key=lambda r: (r.finding, r.id))
        for finding, own in groupby(rows, key=lambda r: r.finding):
            yield finding, [_claim(r) for r in own]


def _claim(r: Any) -> Row:
    return {**json.loads(r.body), "document": r.document, "finding": r.finding, "support": support_of_row(r), "grade": r.grade}  # fmt: skip


def decisions(record: Record) -> Iterator[Row]:
    """Decisions in the order they were made."""
    x = schema.decisions.c
    with record.reading() as db:
        rows = db.execute(select(schema.decisions).order_by(x.made, x.id)).all()
    for r in rows:
        yield dict(r._mapping)


def _pages(record: Record, query: Select[Any], key: Column[Any] | ColumnElement[Any], size: int = AT_A_TIME) -> Iterator[list[Any]]:  # fmt: skip
    """Rows in the order of a key, some at a time, each time going on from the last: nothing is held open in between."""
    after = ""
    while True:
        with record.reading() as db:
            rows = list(db.execute(query.where(key > after).order_by(key).limit(size)))
        if not rows:
            return
        yield rows
        after = rows[-1].id
