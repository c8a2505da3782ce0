"""Counts and queues of the workbench: the overview, last steps of the law, sources, what to review next and how well it was read."""

import json
from collections import Counter
from typing import Any

from sqlalchemy import and_, case, exists, func, select, tuple_

from onrecord.record import log, schema
from onrecord.record.listing import Page, as_cursor, cursor_of, outlined
from onrecord.record.query import Row, claim_rows
from onrecord.record.rows import rows_of
from onrecord.record.store import Record

LISTED = 200
"""Sources a page shows."""


def overview(record: Record) -> Row:
    """How much there is: documents, findings by kind, entities, documents by year, undated ones, what is reviewed."""
    d, f, e = schema.documents.c, schema.findings.c, schema.entities.c
    year = func.substr(d.published, 1, 4)
    with record.guarded(), record.engine.connect() as db:
        years = db.execute(
            select(year.label("year"), func.count(), func.sum(d.claims)).group_by(year).order_by(year)
        ).all()
        kinds = db.execute(select(f.kind, func.count()).group_by(f.kind)).all()
        schemas = db.execute(select(e.schema, func.count()).group_by(e.schema)).all()
        sources = db.execute(
            select(d.source, func.count(), func.sum(d.claims)).group_by(d.source).order_by(func.count().desc()).limit(8)
        ).all()
        decided = db.scalar(select(func.count()).select_from(schema.decisions))
    return {
        "documents": sum(r[1] for r in years), "years": [(r[0], r[1]) for r in years if r[0]], "undated": sum(r[1] for r in years if not r[0]),
        "kinds": {r[0]: r[1] for r in kinds}, "entities": {r[0]: r[1] for r in schemas}, "sources": [tuple(r) for r in sources], "decisions": decided,
    }  # fmt: skip


def last_steps(record: Record, step: str = "", after: str = "", limit: int = 50) -> Page:
    """People by their last known step of the law, the latest first.

    Args:
        step: only those whose last step it is.
    """
    f, p = schema.findings.c, schema.parts.c
    g, q = schema.findings.alias("g"), schema.parts.alias("q")
    later = exists(
        select(g.c.id).join(q, q.c.finding == g.c.id)
        .where(q.c.entity == p.entity, q.c.role == "person", g.c.kind == "proceeding", g.c.mode == "actual", g.c.origins > 0, tuple_(_known(g.c), g.c.id) > tuple_(_known(f), f.id))
    )  # fmt: skip
    query = (
        select(f.id, p.entity, f.begins).join(schema.parts, and_(p.finding == f.id, p.role == "person"))
        .where(f.kind == "proceeding", f.mode == "actual", f.origins > 0, ~later).order_by(f.begins.desc(), f.id.desc(), p.entity).limit(limit + 1)
    )  # fmt: skip
    if step:
        query = query.where(f.type == step)
    if after:
        query = query.where(tuple_(f.begins, f.id) < tuple_(*cursor_of(after, "when")))
    e = schema.entities.c
    with record.guarded(), record.engine.connect() as db:
        found = db.execute(query).all()
        rows = {r["id"]: r for r in outlined(db, [r.id for r in found[:limit]])}
        who = {
            r.id: dict(r._mapping) for r in rows_of(db, select(e.id, e.name, e.public), e.id, {r.entity for r in found})
        }
    last = found[limit - 1] if len(found) > limit else None
    listed = [rows[r.id] | {"entity": who[r.entity]} for r in found[:limit] if r.id in rows and r.entity in who]
    return Page(listed, as_cursor(last.begins, last.id) if last is not None else "", 0)


def _known(f: Any) -> Any:
    """When a step was, or where nobody tells, when it was first published."""
    return case((f.begins != "", f.begins), else_=f.first)


def source_rows(record: Record) -> list[Row]:
    """Publishers with how many documents and claims, first and last day."""
    d = schema.documents.c
    query = select(
        d.source, func.count().label("documents"), func.sum(d.claims).label("claims"), func.min(d.published).label("first"), func.max(d.published).label("last"),
    ).group_by(d.source).order_by(func.count().desc(), d.source).limit(LISTED)  # fmt: skip
    with record.guarded(), record.engine.connect() as db:
        return [dict(r._mapping) for r in db.execute(query)]


def source_figures(record: Record, name: str) -> Row:
    """How often what a publisher tells is told by others too, by nobody else, or denied: of its latest claims, up to 2,000."""
    c, d, f = schema.claims.c, schema.documents.c, schema.findings.c
    latest = select(d.id).where(d.source == name).order_by(d.published.desc()).limit(500)
    query = (
        select(f.id, f.kind, f.sources, f.denials, f.origins)
        .join(schema.claims, c.finding == f.id).where(c.document.in_(latest), c.polarity != "denied", f.kind != "statement").distinct().limit(2000)
    )  # fmt: skip
    with record.guarded(), record.engine.connect() as db:
        rows = db.execute(query).all()
        documents = db.execute(
            select(func.count(), func.sum(d.claims), func.min(d.published), func.max(d.published)).where(
                d.source == name
            )
        ).one()
    told = Counter(
        "denied" if r.denials else "told by others too" if r.sources > 1 else "told by nobody else" for r in rows
    )
    return {
        "documents": documents[0],
        "claims": documents[1] or 0,
        "first": documents[2],
        "last": documents[3],
        "looked_at": len(rows),
        "told": dict(told),
    }


def copied_from(record: Record, name: str) -> list[tuple[str, int]]:
    """Whose texts a publisher carries: outlet or agency, and how many documents, the most first."""
    d = schema.documents.c
    query = select(d.outlet, func.count()).where(d.source == name, d.outlet != "", d.outlet != name).group_by(d.outlet).order_by(func.count().desc()).limit(20)  # fmt: skip
    with record.guarded(), record.engine.connect() as db:
        return [(r[0], r[1]) for r in db.execute(query)]


def reviewed_claims(record: Record) -> list[Row]:
    """Claims that were accepted or rejected, with the text of their document: examples to measure or teach a reader by."""
    c, d = schema.claims.c, schema.documents.c
    query = select(c.id, c.body, d.text, d.published).join(schema.documents, d.id == c.document)
    with record.guarded(), record.engine.connect() as db:
        last = log.reviewed(db)
        claims = rows_of(db, query, c.id, last)
    return [
        {"text": r.text, "published": r.published, "claim": json.loads(r.body), "decision": last[r.id].action, "reviewer": last[r.id].reviewer, "made": last[r.id].made}
        for r in sorted(claims, key=lambda r: r.id)
    ]  # fmt: skip


FIRST = ("incident", "proceeding", "tie", "measure", "count")
"""Kinds in the order in which a mistake does harm; statements quote, and come last."""


def queue(record: Record, kind: str = "", limit: int = 20) -> list[Row]:
    """Claims nobody has decided on, the least surely read first, of one kind or of all but statements."""
    c, x = schema.claims.c, schema.decisions.c
    decided = exists(select(x.id).where(x.target == c.id))
    query = (
        select(c.id).where(c.kind == kind if kind else c.kind.in_(FIRST), ~decided).order_by(c.score, c.id).limit(limit)
    )
    with record.guarded(), record.engine.connect() as db:
        rows = {r["id"]: r for r in claim_rows(db, list(db.scalars(query)))}
    return sorted(rows.values(), key=lambda r: (r["score"], r["id"]))


def precision(record: Record) -> list[Row]:
    """By kind: how many claims were reviewed, and how many of them accepted."""
    c = schema.claims.c
    with record.guarded(), record.engine.connect() as db:
        last = log.reviewed(db)
        kinds = {r.id: r.kind for r in rows_of(db, select(c.id, c.kind), c.id, last)}
    counted: dict[str, Counter[str]] = {}
    for claim, decision in last.items():
        if claim in kinds:
            counted.setdefault(kinds[claim], Counter())[decision.action] += 1
    return [
        {"kind": kind, "reviewed": sum(n.values()), "accepted": n["accept"], "share": round(100 * n["accept"] / sum(n.values()))} for kind, n in sorted(counted.items())
    ]  # fmt: skip
