"""The last step of the law that is told of each person, kept as findings are written."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, case, delete, func, insert, select

from onrecord.record import schema
from onrecord.record.rows import chunks, rows_of


def people_of(db: Connection, findings: Iterable[str]) -> set[str]:
    """Whose steps some findings are."""
    p = schema.parts.c
    query = select(p.entity).where(p.role == "person", p.kind == "proceeding")
    return {r.entity for r in rows_of(db, query, p.finding, findings)}


def refresh(db: Connection, people: Iterable[str] | None) -> None:
    """Find the last steps of some people anew, or of everybody: by when a step was, or where nobody tells, when it was first published."""
    if people is None:
        db.execute(delete(schema.last_steps))
        db.execute(insert(schema.last_steps).from_select(["entity", "finding", "type", "known"], _latest()))
        return
    for part in chunks(set(people)):
        db.execute(delete(schema.last_steps).where(schema.last_steps.c.entity.in_(part)))
        latest = _latest(schema.parts.c.entity.in_(part))
        db.execute(insert(schema.last_steps).from_select(["entity", "finding", "type", "known"], latest))


def _latest(*where: ColumnElement[bool]) -> Select[Any]:
    p, f = schema.parts.c, schema.findings.c
    known = case((f.begins != "", f.begins), else_=f.first)
    place = func.row_number().over(partition_by=p.entity, order_by=(known.desc(), f.id.desc()))
    steps = (
        select(p.entity, f.id.label("finding"), f.type, known.label("known"), place.label("place"))
        .join(schema.findings, f.id == p.finding)
        .where(p.role == "person", p.kind == "proceeding", f.mode == "actual", f.origins > 0, *where)
        .subquery()
    )
    s = steps.c
    return select(s.entity, s.finding, s.type, s.known).where(s.place == 1)
