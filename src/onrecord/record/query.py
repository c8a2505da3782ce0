"""Reading a record: documents, findings, entities, sources."""

import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Any

from sqlalchemy import Connection, Select, and_, exists, func, or_, select

from onrecord.contract import together
from onrecord.errors import UsageError
from onrecord.model import Question
from onrecord.record import schema
from onrecord.record.rows import rows_of
from onrecord.record.store import Record

Row = dict[str, Any]
KINDS = ("incident", "tie", "proceeding", "measure", "count", "statement")


def summary(record: Record) -> Row:
    """How much is in the record, by kind and type."""
    with record.reading() as db:
        documents = db.execute(
            select(
                func.count(),
                func.min(schema.documents.c.published),
                func.max(schema.documents.c.published),
            )
        ).one()
        unread = db.scalar(
            select(func.count()).select_from(schema.documents).where(schema.documents.c.language != "en")
        )
        kinds = db.execute(
            select(schema.claims.c.kind, func.count()).group_by(schema.claims.c.kind).order_by(schema.claims.c.kind)
        )
        e = schema.entities.c
        people = db.execute(select(e.schema, func.count()).group_by(e.schema))
        return {"documents": documents[0], "first": documents[1], "last": documents[2], "not_read": unread,
                "claims": {r[0]: r[1] for r in kinds}, "entities": {r[0]: r[1] for r in people}}  # fmt: skip


SUPPORT = [
    schema.findings.c[name].label(f"support_{name}")
    for name in ("origins", "documents", "sources", "denials", "circular")
]


def support_of_row(row: Any) -> Row:
    """What stands behind a claim's finding."""
    found = {column.name.removeprefix("support_"): getattr(row, column.name) for column in SUPPORT}
    return {**found, "circular": bool(found["circular"])}


OLDEST = (func.coalesce(schema.claims.c.begins, schema.documents.c.published, "9999"), schema.documents.c.published, schema.claims.c.id)  # fmt: skip
"""The oldest event first."""


def _claims() -> Select[Any]:
    c, d = schema.claims.c, schema.documents.c
    query = (
        select(
            c.id,
            c.finding,
            c.document,
            c.body,
            d.title,
            d.source,
            d.published,
            d.address,
            *SUPPORT,
            schema.findings.c.grade,
        )
        .join(schema.documents, d.id == c.document)
        .outerjoin(schema.findings, schema.findings.c.id == c.finding)
    )
    return query.order_by(*OLDEST)


def _claim_row(row: Any) -> Row:
    return {**json.loads(row.body), "document": row.document, "finding": row.finding,
            "title": row.title, "source": row.source, "published": row.published, "address": row.address, "support": support_of_row(row), "grade": row.grade}  # fmt: skip


def claim_rows(db: Connection, ids: list[str]) -> list[Row]:
    """Claims by id, with their documents and what stands behind their findings."""
    return [_claim_row(r) for r in rows_of(db, _claims(), schema.claims.c.id, ids)]


def findings(record: Record, kind: str, limit: int | None = None) -> list[Row]:
    """Findings of a kind, oldest event first: each as its first claim tells it, and, as `also`, what only others name."""
    c = schema.claims.c
    with record.reading() as db:
        told: dict[str, list[Row]] = {}
        for finding in db.scalars(select(c.finding).join(schema.documents).where(c.kind == kind).order_by(*OLDEST)):
            told.setdefault(finding, [])
            if len(told) == limit:
                break
        for row in rows_of(db, _claims().where(c.kind == kind), c.finding, told):
            told[row.finding].append(_claim_row(row))
    return [{**own[0], "also": also(own)} for own in told.values()]


def also(claims: list[Row]) -> dict[str, list[Row]]:
    """What other claims of a finding name in the roles its first one leaves empty: name, and who says so."""
    found: dict[str, list[Row]] = {}
    for claim in claims[1:]:
        who = together(claim["said_by"][-1]) if claim["said_by"] else claim["source"] or "unnamed outlet"
        for role, fillers in claim["roles"].items() if claim["polarity"] != "denied" else ():
            if role not in claims[0]["roles"]:
                own = found.setdefault(role, [])
                own += [{"name": f["name"], "by": who} for f in fillers if f["name"] not in {x["name"] for x in own}]
    return found


def finding(record: Record, identity: str) -> list[Row]:
    """The claims of a finding, or the one claim of this id; a unique beginning of an id will do.

    Raises:
        UsageError: no such id, or several begin so.
    """
    if not re.fullmatch(r"[0-9a-f]{4,16}", identity):
        raise UsageError(f"{identity}: is no id; ids are 16 hexadecimal digits, as onrecord show prints them")
    with record.reading() as db:
        c = schema.claims.c
        begins = [
            and_(column >= identity, column < identity + "g") for column in (c.finding, c.id)
        ]  # "g" follows all digits
        rows = [_claim_row(r) for r in db.execute(_claims().where(or_(*begins)))]
    if not rows:
        raise UsageError(f"{identity}: nothing in the record has this id; list ids with onrecord show RECORD incidents")
    if len({r["finding"] for r in rows}) > 1:
        raise UsageError(f"{identity}: several findings begin so; give more of the id")
    return rows


def document_text(record: Record, identity: str) -> str:
    """The stored text of a document."""
    with record.reading() as db:
        return db.scalar(select(schema.documents.c.text).where(schema.documents.c.id == identity)) or ""


def entities(record: Record, schemas: tuple[str, ...], limit: int | None = None) -> list[Row]:
    """Entities of these schemas with how often and under which names they are mentioned."""
    e = schema.entities.c
    query = select(e.id, e.name, e.schema, e.mentions, e.documents).where(e.schema.in_(schemas)).order_by(e.mentions.desc(), e.name)  # fmt: skip
    with record.reading() as db:
        rows = [dict(r._mapping) for r in db.execute(query.limit(limit))]
        names = _names(db, [row["id"] for row in rows])
    return [{**row, "aliases": sorted(names[row["id"]] - {row["name"]})} for row in rows]


def _names(db: Connection, entities: list[str]) -> dict[str, set[str]]:
    """Entity -> every name that documents give it."""
    x = schema.locals_.c
    found: dict[str, set[str]] = defaultdict(set)
    for r in rows_of(db, select(x.entity, x.names), x.entity, entities):
        found[r.entity].update(json.loads(r.names))
    return found


def named(record: Record) -> Callable[[str], str]:
    """Id of an entity -> its name; what is no id stays as it is."""
    e = schema.entities.c
    with record.reading() as db:
        names = {r.id: r.name for r in db.execute(select(e.id, e.name))}
    return lambda identity: names.get(identity, identity)


def public_people(record: Record) -> frozenset[tuple[str, str]]:
    """(document, name there) of persons somebody, in whatever document, tells to hold a post."""
    x, e = schema.locals_.c, schema.entities.c
    query = (
        select(x.document, x.name).join(schema.entities, e.id == x.entity).where(x.schema == "Person", e.public == 1)
    )
    with record.reading() as db:
        return frozenset((r.document, r.name) for r in db.execute(query))


def private_names(record: Record, documents: Iterable[str]) -> list[tuple[str, str, list[str]]]:
    """(document, entity, the names it has there) of the persons of some documents whom nobody tells to hold a post."""
    x, e = schema.locals_.c, schema.entities.c
    with record.reading() as db:  # two questions: of one, a database may begin with all private persons there are
        named = rows_of(db, select(x.document, x.entity, x.names), x.document, set(documents))
        who = rows_of(db, select(e.id, e.schema, e.public), e.id, {r.entity for r in named})
    private = {r.id for r in who if r.schema == "Person" and not r.public}
    return [(r.document, r.entity, json.loads(r.names)) for r in named if r.entity in private]


def decisions(record: Record, limit: int | None = None) -> list[Row]:
    """The log of decisions, the last first, with what each is about."""
    x, one, c, d = schema.decisions.c, schema.locals_.c, schema.claims.c, schema.documents.c
    with record.reading() as db:
        rows = [
            dict(r._mapping) for r in db.execute(select(schema.decisions).order_by(x.made.desc(), x.id).limit(limit))
        ]
        undone = {r["target"] for r in rows if r["action"] == "undo"}
        names = {r.id: r.name for r in db.execute(select(one.id, one.name))}

        def shown(identity: str) -> str:
            if identity in names:
                return str(names[identity])
            row = db.execute(
                select(c.body, d.text).join(schema.documents, d.id == c.document).where(c.id == identity)
            ).first()
            if row is None:
                return identity
            start, end = json.loads(row.body)["evidence"][0]
            return " ".join(row.text[start:end].split())[:100]

        for row in rows:
            body = json.loads(row["body"] or "{}")
            row["about"] = " / ".join(shown(i) for i in (row["target"], body.get("other")) if i)
            row["note"] = body.get("note", "")
            row["undone"] = "undone" if row["id"] in undone else ""
        return rows


def asked_about(record: Record, asked: list[Question]) -> list[Row]:
    """Open questions with whom they are about, or in which words their finding was first told: ask, about, entity, finding, kind."""
    c, d = schema.claims.c, schema.documents.c
    first = select(c.id, c.kind, c.document, c.body, d.text).join(schema.documents, d.id == c.document)
    e = schema.entities.c
    with record.reading() as db:
        told = {r.id: r for r in rows_of(db, first, c.id, {q.finding for q in asked})}
        names = {r.id: r.name for r in rows_of(db, select(e.id, e.name), e.id, {q.about for q in asked if q.about})}
    rows = []
    for q in asked:
        start, end = json.loads(told[q.finding].body)["evidence"][0]
        words = " ".join(told[q.finding].text[start:end].split())
        rows.append({"ask": q.ask, "about": names.get(q.about, words), "entity": q.about, "finding": q.finding, "document": told[q.finding].document, "kind": told[q.finding].kind})  # fmt: skip
    return rows


def matches(record: Record, limit: int | None = None, *, merged: bool = True) -> list[Row]:
    """Whom the record takes for one under different names, and whom it asks a reviewer about, the surest first.

    Args:
        merged: whether the first are among them; without, only what nobody has decided on.
    """
    m, d = schema.matches.c, schema.documents
    left, right, first, second = schema.locals_.alias("l"), schema.locals_.alias("r"), d.alias("dl"), d.alias("dr")
    one, two, x = schema.entities.alias("el"), schema.entities.alias("er"), schema.decisions.c
    query = (
        select(
            m.left, m.right, m.score, m.merged, m.reasons, left.c.name.label("name"), right.c.name.label("other"),
            left.c.posts, left.c.bodies, right.c.posts.label("other_posts"), right.c.bodies.label("other_bodies"),
            one.c.public, two.c.public.label("other_public"), first.c.source, first.c.published, second.c.source.label("other_source"), second.c.published.label("other_published"),
        )
        .join(left, left.c.id == m.left)
        .join(right, right.c.id == m.right)
        .join(one, one.c.id == left.c.entity)
        .join(two, two.c.id == right.c.entity)
        .join(first, first.c.id == left.c.document)
        .join(second, second.c.id == right.c.document)
        .order_by(m.merged.desc(), m.score.desc(), left.c.name, right.c.name, m.left, m.right)
        .limit(limit)
    )  # fmt: skip
    decided = exists(select(x.id).where(x.target.in_((m.left, m.right)), x.action.in_(("merge", "split"))))
    query = query.where((m.merged == 0) | (left.c.name != right.c.name)) if merged else query.where(m.merged == 0, left.c.entity != right.c.entity, ~decided)  # fmt: skip
    with record.reading() as db:
        return [
            {"left": r.left, "right": r.right, "name": r.name, "other": r.other, "public": r.public, "other_public": r.other_public, "score": r.score,
             "merged": "yes" if r.merged else "asked", "reasons": json.loads(r.reasons),
             "posts": _told_as(r.posts, r.bodies), "other_posts": _told_as(r.other_posts, r.other_bodies),
             "told": f"{r.source or 'unnamed outlet'}, {r.published or 'undated'}", "other_told": f"{r.other_source or 'unnamed outlet'}, {r.other_published or 'undated'}"}
            for r in db.execute(query)
        ]  # fmt: skip


def _told_as(posts: str, bodies: str) -> list[str]:
    """Posts and bodies one document gives somebody."""
    return [*json.loads(posts), *(f"of {b}" for b in json.loads(bodies))]


def sources(record: Record) -> list[Row]:
    """Publishers with their documents and claims."""
    d, c = schema.documents.c, schema.claims.c
    query = (
        select(
            d.source,
            func.count(func.distinct(d.id)).label("documents"),
            func.count(c.id).label("claims"),
            func.min(d.published).label("first"),
            func.max(d.published).label("last"),
        )
        .select_from(schema.documents.outerjoin(schema.claims, c.document == d.id))
        .group_by(d.source)
        .order_by(func.count(func.distinct(d.id)).desc(), d.source)
    )
    with record.reading() as db:
        return [dict(r._mapping) for r in db.execute(query)]


def quoted(record: Record, document: str | None = None) -> list[Row]:
    """Quotations whose words, or some of them, stand in more than one document: of the whole record, or of those of one document.

    Each with its words, runs (hashes), document, publisher, day, and the name of whoever is quoted; the earliest published first.
    """
    q, d = schema.quoted.c, schema.documents.c
    repeated = select(q.run).group_by(q.run).having(func.count(q.document.distinct()) > 1)
    if document is not None:
        repeated = repeated.where(q.run.in_(select(q.run).where(q.document == document)))
    query = (
        select(q.run, q.document, q.start, q.end)
        .join(schema.documents, d.id == q.document)
        .where(q.run.in_(repeated))
        .order_by(func.coalesce(d.published, "9999"), q.document, q.start, q.run)
    )
    found: dict[tuple[str, int, int], list[int]] = {}
    with record.reading() as db:
        for r in db.execute(query):
            found.setdefault((r.document, r.start, r.end), []).append(r.run)
        wanted = {document for document, _, _ in found}
        columns = select(d.id, d.text, d.source, d.published, d.carries, d.attributions)
        rows = {r.id: r for r in rows_of(db, columns, d.id, wanted)}
    return [
        {"document": i, "start": s, "end": e, "runs": runs, "words": " ".join(rows[i].text[s:e].split()), "source": rows[i].source,
         "published": rows[i].published, "carries": rows[i].carries, "by": _speaker_at(json.loads(rows[i].attributions), s, e)}
        for (i, s, e), runs in found.items()
    ]  # fmt: skip


def _speaker_at(attributions: list[Row], start: int, end: int) -> str:
    """Whose words a stretch of a text is; empty where nobody is said to speak there."""
    own = [a for a in attributions if any(s < end and start < e for s, e in a["content"]) and a["name"]]
    inner = min(own, key=lambda a: sum(e - s for s, e in a["content"]), default=None)
    return together(inner) if inner else ""
