"""Who of a record may be, or is, on a reference list: proposals, and what reviewers decided of them."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations
from typing import Any, Literal, NamedTuple

from sqlalchemy import Connection, delete, exists, func, insert, select

from onrecord.errors import UsageError
from onrecord.model import Decision
from onrecord.record import log, schema
from onrecord.record.decide import Signed, signed_decision
from onrecord.record.query import Row
from onrecord.record.rows import rows_of
from onrecord.record.store import Record

CROWDED = 300
"""Entities that a name of one word may find."""


class Proposed(NamedTuple):
    """Somebody who may be an entry of a list."""

    entity: str
    list: str
    entry: str
    schema: str
    name: str
    since: str
    told: str
    url: str
    score: float
    reasons: tuple[str, ...]


def words_known(record: Record) -> dict[str, int]:
    """Every key of a word by which somebody of the record is found, with how often: whoever has none of them need not be looked for."""
    k = schema.keys.c
    with record.reading() as db:
        return {r.key: r.n for r in db.execute(select(k.key, func.count().label("n")).group_by(k.key))}


def bearing_two(record: Record, keys: Mapping[str, int]) -> list[str]:
    """Entities with two of these words in their names, or with the one there is.

    Args:
        keys: the words' keys, with how often each is found: the rarer of two is looked up, the other looked for among what it finds.
    """
    one, other, x = schema.keys.alias("one"), schema.keys.alias("other"), schema.locals_
    with record.reading() as db:
        if len(keys) == 1:
            return sorted(db.scalars(select(x.c.entity).join(one, one.c.local == x.c.id).where(one.c.key.in_(keys)).distinct().limit(CROWDED)))  # fmt: skip
        found: set[str] = set()
        for rare, common in combinations(sorted(keys, key=lambda key: (keys[key], key)), 2):
            also = exists().where(other.c.local == one.c.local, other.c.key == common)
            found.update(db.scalars(select(x.c.entity).join(one, one.c.local == x.c.id).where(one.c.key == rare, also).distinct()))  # fmt: skip
        return sorted(found)


def described(record: Record, ids: Iterable[str], countries: int) -> list[Row]:
    """Entities as lists are compared with them: id, schema, names, posts, bodies, countries of their findings."""
    x, e, p, f = schema.locals_.c, schema.entities.c, schema.parts.c, schema.findings.c
    with record.reading() as db:
        rows = {r.id: {"id": r.id, "schema": r.schema, "name": r.name, "names": set(), "posts": set(), "bodies": set()} for r in rows_of(db, select(e.id, e.schema, e.name), e.id, set(ids))}  # fmt: skip
        for r in rows_of(db, select(x.entity, x.names, x.posts, x.bodies), x.entity, rows):
            for column in ("names", "posts", "bodies"):
                rows[r.entity][column].update(json.loads(getattr(r, column)))
        for identity, row in rows.items():
            named = select(p.finding).where(p.entity == identity, p.role != "says").order_by(p.first.desc()).limit(100)
            own = db.scalars(select(f.country).where(f.id.in_(named), f.country != "").distinct().limit(countries))
            row["countries"] = set(own)
            ties = select(p.finding).where(p.entity == identity, p.kind == "tie", p.role == "subject").limit(100)
            row["bodies"].update(db.scalars(select(e.name).join(schema.parts, p.entity == e.id).where(p.finding.in_(ties), p.role == "object")))  # fmt: skip
    return [rows[i] for i in sorted(rows)]


def propose(record: Record, names: Iterable[str], proposals: Iterable[Proposed]) -> None:
    """Put these proposals in the place of all from the same lists; what was decided stays in the log."""
    with record.guarded(), record.writing.begin() as db:
        db.execute(delete(schema.identities).where(schema.identities.c.list.in_(sorted(set(names)))))
        rows = [p._asdict() | {"reasons": json.dumps(p.reasons, ensure_ascii=False)} for p in proposals]
        if rows:
            db.execute(insert(schema.identities), rows)


def identities(record: Record, entities: Iterable[str] = (), limit: int | None = None) -> list[Row]:
    """Proposals with what was decided of them, the surest first: of some entities, or of all.

    Each has entity, name_here, public, list, entry, name, since, told, url, score, reasons, decided ("identify", "distinguish" or ""), by.
    """
    i, e, x = schema.identities.c, schema.entities.c, schema.locals_.c
    query = (
        select(schema.identities, e.id.label("now"), e.name.label("name_here"), e.public)
        .join(schema.locals_, x.id == i.entity).join(schema.entities, e.id == x.entity).order_by(i.score.desc(), e.name, i.list, i.entry)
    )  # fmt: skip
    with record.reading() as db:
        rows = db.execute((query.where(x.entity.in_(some)) if (some := list(entities)) else query).limit(limit)).all()
        decided = dict(_decided(db)) if rows else {}
    return [
        {**{k: v for k, v in r._mapping.items() if k != "now"}, "entity": r.now, "reasons": json.loads(r.reasons), "decided": how, "by": by}
        for r in rows for how, by in (decided.get((r.entity, r.list, r.entry), ("", "")),)
    ]  # fmt: skip


def on_lists(record: Record, entities: Iterable[str]) -> dict[str, list[Row]]:
    """Entity -> the entries of lists that a reviewer said it is."""
    some, found = sorted(set(entities)), defaultdict(list)
    for row in identities(record, some) if some else ():
        if row["decided"] == "identify":
            found[row["entity"]].append(row)
    return dict(found)


def decide_identity(record: Record, action: Literal["identify", "distinguish"], entity: str, entry: tuple[str, str], signed: Signed) -> Decision:  # fmt: skip
    """Say that somebody is an entry of a list, or is not.

    Args:
        entity: its id, or a unique beginning.
        entry: (list, id there).

    Raises:
        UsageError: nobody proposed it.
    """
    rows = [r for r in identities(record) if r["entity"].startswith(entity) and (r["list"], r["entry"]) == entry]
    if len({r["entity"] for r in rows}) != 1:
        raise UsageError(f"{entity} {'/'.join(entry)}: {'nobody proposed this' if not rows else 'several begin so'}; see onrecord match RECORD")  # fmt: skip
    i = schema.identities.c
    with record.reading() as db:
        x = schema.locals_.c
        local = db.scalar(select(i.entity).join(schema.locals_, x.id == i.entity).where(x.entity == rows[0]["entity"], i.list == entry[0], i.entry == entry[1]))  # fmt: skip
    decision = signed_decision(str(local), action, signed, {"list": entry[0], "entry": entry[1]})
    record.decide(decision, ())
    return decision


def _decided(db: Connection) -> Iterator[tuple[tuple[str, str, str], tuple[str, str]]]:
    """((entity, list, entry), (what was last decided, by whom))."""
    for r in log.standing(db):
        if r.action in ("identify", "distinguish"):
            body: dict[str, Any] = json.loads(r.body)
            yield (r.target, body["list"], body["entry"]), (r.action, r.reviewer)
