"""Is the record whole? Every span its words, every id somebody, the file itself sound."""

import hashlib
import json
import zlib
from collections.abc import Iterator

from sqlalchemy import Connection, select

from onrecord.record import schema
from onrecord.record.store import Record


def problems(record: Record) -> Iterator[str]:
    """What is wrong with a record, a sentence each; nothing when it is whole."""
    with record.reading() as db:
        yield from record.backend.problems(db)
        texts: dict[str, int] = {}
        for d in db.execute(
            select(
                schema.documents.c.id,
                schema.documents.c.sha256,
                schema.documents.c.text,
                schema.documents.c.original,
            )
        ):
            texts[d.id] = len(d.text)
            if hashlib.sha256(zlib.decompress(d.original)).hexdigest() != d.sha256:
                yield f"document {d.id}: its bytes are not those that were read"
        yield from _mentions(db, texts)
        yield from _claims(db, texts)
        if not record.unsettled():  # else a build was stopped: the next one weighs
            yield from _findings(db)


def _mentions(db: Connection, texts: dict[str, int]) -> Iterator[str]:
    d, m = schema.documents.c, schema.mentions.c
    known = set(db.scalars(select(schema.locals_.c.id)))
    for r in db.execute(
        select(m.document, m.start, m.end, m.local, m.words, d.text).join(schema.documents, d.id == m.document)
    ):
        if r.text[r.start : r.end] != r.words:
            yield f"mention {r.document} {r.start}-{r.end}: the words there are not {r.words!r}"
        if r.local not in known:
            yield f"mention {r.document} {r.start}-{r.end}: names an entity that is not there"


def _findings(db: Connection) -> Iterator[str]:
    c, f = schema.claims.c, schema.findings.c
    for r in db.execute(select(c.id, c.finding).outerjoin(schema.findings, f.id == c.finding).where(f.id.is_(None))):
        yield f"claim {r.id}: its finding {r.finding} is not there"


def _claims(db: Connection, texts: dict[str, int]) -> Iterator[str]:
    for r in db.execute(select(schema.claims.c.id, schema.claims.c.document, schema.claims.c.body)):
        body = json.loads(r.body)
        spans = list(body["evidence"])
        spans += [s for fillers in body["roles"].values() for f in fillers for s in f["spans"]]
        spans += [s for v in body["said_by"] for one in (v, *v.get("jointly", ())) for s in one["spans"]]
        length = texts.get(r.document, -1)
        if not body["evidence"]:
            yield f"claim {r.id}: stands on no words"
        if any(not 0 <= s < e <= length for s, e in spans):
            yield f"claim {r.id}: points outside document {r.document}"
