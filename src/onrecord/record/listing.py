"""Pages of findings and entities: filtered, sorted, a page at a time, never a whole table.

Pages are cut by the sort key and the id of the last row (keyset), so that the thousandth page costs what the first does.
"""

import base64
import binascii
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Select, and_, exists, func, or_, select, tuple_

from onrecord.errors import UsageError
from onrecord.record import schema
from onrecord.record.counters import counted
from onrecord.record.query import Row, claim_rows
from onrecord.record.rows import rows_of
from onrecord.record.store import Record

SORTS = {"when": schema.findings.c.begins, "support": schema.findings.c.origins, "told": schema.findings.c.first}
"""What findings can be sorted by, the most first: when it happened, how many origins, when it was first told."""
COUNTED = 2_000
"""Rows up to which a selection is counted; beyond, it is "more than"."""


@dataclass(frozen=True, slots=True)
class Selection:
    """Which findings, and in what order."""

    kind: str = "incident"
    type: str = ""
    stage: str = ""
    status: str = ""
    country: str = ""
    since: str = ""
    """First day on which it may have happened, ISO."""
    until: str = ""
    """Last day."""
    entity: str = ""
    """Id of somebody it names."""
    role: str = ""
    """In this role."""
    origins: int = 0
    """At least so many."""
    grade: str = ""
    """Grades that begin or end so: "B", "2"."""
    place: str = ""
    reviewed: str = ""
    """yes, no, or a decision: accept, reject."""
    contested: bool = False
    """Denied by somebody, or told differently."""
    sort: str = "when"


class Page(NamedTuple):
    """Some rows, and where the next ones begin."""

    rows: list[Row]
    next: str
    """Cursor of the next page; empty on the last."""
    total: int
    """Rows of the whole selection, counted up to COUNTED + 1."""


def listed(record: Record, chosen: Selection, after: str = "", limit: int = 50, *, count: bool = True) -> Page:
    """A page of findings, each as its first claim tells it.

    Args:
        after: cursor of the page, as the one before gave it.
        count: whether the whole selection is counted, on its first page.

    Raises:
        UsageError: no such order, or a cursor nobody gave.
    """
    f = schema.findings.c
    if chosen.sort not in SORTS:
        raise UsageError(f"sort={chosen.sort}: is none of {', '.join(SORTS)}")
    key = SORTS[chosen.sort]
    where = _where(chosen)
    query = select(f.id, key.label("key")).where(*where).order_by(key.desc(), f.id.desc()).limit(limit + 1)
    if after:
        query = query.where(tuple_(key, f.id) < tuple_(*cursor_of(after, chosen.sort)))
    with record.reading() as db:
        found = db.execute(query).all()
        total = _counted(db, select(f.id).where(*where)) if count and not after else 0
        rows = outlined(db, [r.id for r in found[:limit]])
    last = found[limit - 1] if len(found) > limit else None
    return Page(rows, as_cursor(last.key, last.id) if last is not None else "", total)


def _where(chosen: Selection) -> list[Any]:
    f, p = schema.findings.c, schema.parts.c
    where: list[Any] = [f.kind == chosen.kind]
    where += [getattr(f, name) == getattr(chosen, name) for name in ("type", "stage", "status", "country", "place") if getattr(chosen, name)]  # fmt: skip
    if chosen.since:
        where.append(f.ends > chosen.since)
    if chosen.until:
        where.append(and_(f.begins != "", f.begins <= chosen.until))
    if chosen.origins:
        where.append(f.origins >= chosen.origins)
    if chosen.grade:
        where.append(f.grade.like(f"%{chosen.grade[:2].upper()}%", escape="\\") if chosen.grade.isalnum() else f.grade == chosen.grade)  # fmt: skip
    if chosen.contested:
        where.append((f.denials > 0) | (f.differing > 0))
    if chosen.reviewed:
        wanted = {"yes": f.reviewed != "", "no": f.reviewed == ""}
        where.append(wanted.get(chosen.reviewed, f.reviewed == chosen.reviewed))
    if chosen.entity:
        named = select(p.finding).where(p.entity == chosen.entity)
        where.append(f.id.in_(named.where(p.role == chosen.role) if chosen.role else named))
    return where


def _counted(db: Connection, query: Select[Any]) -> int:
    return db.scalar(select(func.count()).select_from(query.limit(COUNTED + 1).subquery())) or 0


def outlined(db: Connection, ids: list[str]) -> list[Row]:
    """Findings by id, in this order: how they are listed, and their first claim."""
    f = schema.findings.c
    outlines = {r.id: dict(r._mapping) for r in rows_of(db, select(schema.findings), f.id, ids)}
    first = {r["id"]: r for r in claim_rows(db, ids)}
    return [{**first[i], "outline": outlines[i]} for i in ids if i in first]


def findings_listed(record: Record, ids: list[str]) -> list[Row]:
    """Some findings, in this order, each as its first claim tells it."""
    with record.reading() as db:
        return outlined(db, ids)


def as_cursor(key: Any, identity: str) -> str:
    """Where the next page begins, as text for an address."""
    return base64.urlsafe_b64encode(json.dumps([key, identity]).encode()).decode().rstrip("=")


def cursor_of(text: str, sort: str) -> tuple[Any, str]:
    """(key, id) of a cursor.

    Raises:
        UsageError: nobody gave it for this order.
    """
    try:
        key, identity = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
        if not isinstance(identity, str) or not isinstance(key, int if sort == "support" else str):
            raise TypeError
    except (ValueError, TypeError, binascii.Error) as error:
        raise UsageError("after: is no cursor of this list; begin at its first page") from error
    return key, identity


def people(record: Record, schemas: tuple[str, ...], begins: str = "", after: str = "", limit: int = 50) -> Page:
    """A page of entities, the most mentioned first; or those whose name begins so, by name."""
    e = schema.entities.c
    columns = select(e.id, e.name, e.schema, e.documents, e.mentions, e.public)
    query = columns.where(e.schema.in_(schemas)).limit(limit + 1)
    if begins:
        query = query.where(e.name >= begins, e.name < begins + "\U0010ffff").order_by(e.name, e.id)
        query = query.where(tuple_(e.name, e.id) > tuple_(*cursor_of(after, "name"))) if after else query
    else:
        query = query.order_by(e.mentions.desc(), e.id.desc())
        query = query.where(tuple_(e.mentions, e.id) < tuple_(*cursor_of(after, "support"))) if after else query
    with record.reading() as db:
        found = [dict(r._mapping) for r in db.execute(query)]
    last = found[limit - 1] if len(found) > limit else None
    cursor = as_cursor(last["name" if begins else "mentions"], last["id"]) if last else ""
    return Page(found[:limit], cursor, 0)


def bearing(record: Record, words: Sequence[frozenset[str]], schemas: tuple[str, ...], limit: int = 20) -> list[Row]:
    """Entities that some document gives a name with all of these words, the most mentioned first, with `matched`: the name that matched.

    Args:
        words: each as the keys it may be kept under (`resolve.keys_of`); the last may be only the beginning of one.
    """
    x, e = schema.locals_.c, schema.entities.c
    if not words:
        return []
    found: dict[str, set[str]] = {}
    with record.reading() as db:
        some = _with_keys(db, words).limit(LOOKED_AT).subquery()
        for r in db.execute(select(x.entity, x.names).where(x.id.in_(select(some.c.local)))):
            found.setdefault(r.entity, set()).update(json.loads(r.names))
        columns = select(e.id, e.name, e.schema, e.documents, e.mentions, e.public).where(e.schema.in_(schemas))
        rows = [dict(r._mapping) for r in rows_of(db, columns, e.id, found)]
    rows.sort(key=lambda r: (-r["mentions"], r["id"]))
    return [r | {"names": sorted(found[r["id"]])} for r in rows[:limit]]


def _with_keys(db: Connection, words: Sequence[frozenset[str]]) -> Select[Any]:
    """The local entities that have a key of every word, looked for by the rarest: a common one among them costs nothing."""
    k, other = schema.keys.c, schema.keys.alias("other")

    def fits(column: ColumnElement[str], at: int) -> ColumnElement[bool]:
        own = sorted(words[at])
        begins = (and_(column >= key, column < key + "\U0010ffff") for key in own)
        return or_(*begins) if at == len(words) - 1 else column.in_(own)

    def size(at: int) -> int:
        some = select(k.local).where(fits(k.key, at)).limit(LOOKED_AT).subquery()
        return db.scalar(select(func.count()).select_from(some)) or 0

    rarest, *more = sorted(range(len(words)), key=size)
    query = select(k.local).where(fits(k.key, rarest))
    for at in more:
        query = query.where(exists(select(other.c.local).where(other.c.local == k.local, fits(other.c.key, at))))
    return query


LOOKED_AT = 5_000
"""Names that a search looks at, at most."""


def facets(record: Record, kind: str) -> dict[str, list[str]]:
    """What there is to choose among for a kind: its types, stages, statuses, countries."""
    with record.reading() as db:
        return {
            name: sorted(v for v, _ in counted(db, f"{name} of {kind}") if v)
            for name in ("type", "stage", "status", "country")
        }


def contested(record: Record, limit: int) -> list[Row]:
    """Findings that most deny, then those told most differently."""
    f = schema.findings.c
    query = (
        select(f.id)
        .where((f.denials > 0) | (f.differing > 0), f.kind != "statement")
        .order_by(f.denials.desc(), f.differing.desc(), f.id)
        .limit(limit)
    )
    with record.reading() as db:
        return outlined(db, list(db.scalars(query)))


def support_of(record: Record, findings: Iterable[str]) -> dict[str, Any]:
    """Rows of some findings by id: how they are listed and what stands behind them."""
    f = schema.findings.c
    with record.reading() as db:
        return {r.id: r for r in rows_of(db, select(schema.findings), f.id, set(findings))}


DRAWN = 5_000
"""Findings of a selection that a map or a timeline looks at, the first in its order."""


def spots(record: Record, chosen: Selection) -> list[Row]:
    """Where the findings of a selection were: place, point, how large it is, how many there."""
    f = schema.findings.c
    some = select(f.place, f.lat, f.lon, f.level).where(*_where(chosen), f.lat.is_not(None)).limit(DRAWN).subquery()
    query = select(some, func.count().label("count")).group_by(some.c.place, some.c.lat, some.c.lon, some.c.level)
    with record.reading() as db:
        return [dict(r._mapping) for r in db.execute(query.order_by(func.count().desc(), some.c.place))]


def by_time(record: Record, chosen: Selection) -> list[tuple[str, str, int]]:
    """(first day, day after the last, how many findings of a selection are told so), in order; empty days where nobody tells."""
    f = schema.findings.c
    some = select(f.begins, f.ends).where(*_where(chosen)).order_by(f.begins.desc()).limit(DRAWN).subquery()
    query = select(some.c.begins, some.c.ends, func.count()).group_by(some.c.begins, some.c.ends)
    with record.reading() as db:
        return [(r[0], r[1], r[2]) for r in db.execute(query.order_by(some.c.begins, some.c.ends))]
