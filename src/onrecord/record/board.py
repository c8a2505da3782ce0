"""Counts and queues of the workbench: the overview, last steps of the law, sources, what to review next and how well it was read."""

import json
from collections import Counter
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, exists, func, select, tuple_, union_all

from onrecord.record import log, schema
from onrecord.record.corrections import CHOICES
from onrecord.record.counters import SEP, counted, counters_of
from onrecord.record.listing import Page, as_cursor, cursor_of, outlined
from onrecord.record.query import Row, claim_rows
from onrecord.record.rows import rows_of
from onrecord.record.store import Record

LISTED = 200
"""Sources a page shows."""


def overview(record: Record) -> Row:
    """How much there is: documents, findings by kind, entities by schema, documents by year, undated ones, the publishers of most by year, decisions."""
    with record.reading() as db:
        years = dict(counted(db, "documents of year"))
        sources = counted(db, "documents of source", FIRST_FEW)
        claims = counters_of(db, "claims of source", (s for s, _ in sources))
        spread = {
            s: counters_of(db, "documents of source and year", (f"{s}{SEP}{y}" for y in years)) for s, _ in sources
        }
        kinds, schemas = dict(counted(db, "findings")), dict(counted(db, "entities"))
        decided = sum(n for _, n in counted(db, "decisions"))
    return {
        "documents": sum(years.values()), "years": sorted((y, n) for y, n in years.items() if y), "undated": years.get("", 0), "kinds": kinds, "entities": schemas, "decisions": decided,
        "sources": [{"name": s, "documents": n, "claims": claims.get(s, 0), "by_year": {k.rpartition(SEP)[2]: v for k, v in spread[s].items()}} for s, n in sources],
    }  # fmt: skip


FIRST_FEW = 12
"""Publishers whose years the overview shows."""


def last_steps(record: Record, step: str = "", after: str = "", limit: int = 50) -> Page:
    """People by their last known step of the law, the latest first.

    Args:
        step: only those whose last step it is.
    """
    s, e = schema.last_steps.c, schema.entities.c
    query = select(s.finding.label("id"), s.entity, s.known).order_by(s.known.desc(), s.entity.desc()).limit(limit + 1)
    if step:
        query = query.where(s.type == step)
    if after:
        query = query.where(tuple_(s.known, s.entity) < tuple_(*cursor_of(after, "when")))
    with record.reading() as db:
        found = db.execute(query).all()
        rows = {r["outline"]["id"]: r for r in outlined(db, list(dict.fromkeys(r.id for r in found[:limit])))}
        who = {
            r.id: dict(r._mapping) for r in rows_of(db, select(e.id, e.name, e.public), e.id, {r.entity for r in found})
        }
    last = found[limit - 1] if len(found) > limit else None
    listed = [rows[r.id] | {"entity": who[r.entity]} for r in found[:limit] if r.id in rows and r.entity in who]
    return Page(listed, as_cursor(last.known, last.entity) if last is not None else "", 0)


def source_rows(record: Record) -> list[Row]:
    """Publishers with how many documents and claims, first and last day; those of most documents first."""
    with record.reading() as db:
        found = counted(db, "documents of source", LISTED)
        names = [source for source, _ in found]
        claims, days = counters_of(db, "claims of source", names), _days(db, names)
    return [{"source": s, "documents": n, "claims": claims.get(s, 0)} | days[s] for s, n in found]


def _days(db: Connection, sources: Iterable[str]) -> dict[str, Row]:
    """Publisher -> its first and last day, each the end of an index."""
    d, c = schema.documents.c, schema.counters.c
    ends = (select(edge(d.published)).where(d.source == c.key).scalar_subquery().label(name) for name, edge in (("first", func.min), ("last", func.max)))  # fmt: skip
    query = select(c.key, *ends).where(c.of == "documents of source")
    return {r.key: {"first": r.first, "last": r.last} for r in rows_of(db, query, c.key, sources)}


def speaker_rows(record: Record) -> list[Row]:
    """Those who are heard in most findings: id, name, schema, public, findings; of their latest ones how many others tell too, nobody else, or deny."""
    with record.reading() as db:
        heard = dict(counted(db, "findings said by", SPEAKERS))
        e = schema.entities.c
        who = {r.id: r for r in rows_of(db, select(e.id, e.name, e.schema, e.public), e.id, heard)}
        return [dict(who[i]._mapping) | {"findings": n, "told": _told_by(db, i)} for i, n in heard.items() if i in who]


SPEAKERS = 40
"""Speakers a page shows."""
LOOKED_AT = 100
"""Findings of each kind, of a speaker, that are looked at for how others tell the same: those told last."""


def _told_by(db: Connection, speaker: str) -> dict[str, int]:
    p, f = schema.parts.c, schema.findings.c
    latest = (
        select(p.finding).where(p.entity == speaker, p.kind == kind, p.role == "says").order_by(p.first.desc(), p.finding).limit(LOOKED_AT).subquery()
        for kind in FIRST
    )  # fmt: skip
    own = union_all(*(select(x.c.finding) for x in latest))
    told: Counter[str] = Counter()
    for r in db.execute(select(f.denials, f.origins, func.count().label("n")).where(f.id.in_(own)).group_by(f.denials, f.origins)):  # fmt: skip
        told[_how(r.denials, r.origins)] += r.n
    return dict(told)


def _how(denials: int, others: int) -> str:
    """How what somebody tells stands: `others` are those who tell it, himself among them."""
    return "denied" if denials else "told by others too" if others > 1 else "told by nobody else"


def told_by(record: Record, findings: Iterable[str]) -> dict[str, dict[str, str]]:
    """Finding -> publisher -> how it tells of it: "tells", "carries" another's text, "denies"."""
    c, d = schema.claims.c, schema.documents.c
    query = select(c.finding, c.polarity, d.source, d.id, d.carries).join(schema.documents, d.id == c.document)
    found: dict[str, dict[str, str]] = {}
    with record.reading() as db:
        for r in rows_of(db, query, c.finding, findings):
            how = "denies" if r.polarity == "denied" else "carries" if r.carries and r.carries != r.id else "tells"
            own = found.setdefault(r.finding, {})
            own[r.source] = min(how, own.get(r.source, how), key=HOW.index)
    return found


HOW = ("denies", "tells", "carries")
"""How a publisher may tell of a finding; of several, the first is shown."""


def source_figures(record: Record, name: str) -> Row:
    """How often what a publisher tells is told by others too, by nobody else, or denied: of its latest claims, up to 2,000."""
    c, d, f = schema.claims.c, schema.documents.c, schema.findings.c
    latest = select(d.id).where(d.source == name).order_by(d.published.desc()).limit(500)
    query = (
        select(f.id, f.kind, f.sources, f.denials, f.origins)
        .join(schema.claims, c.finding == f.id).where(c.document.in_(latest), c.polarity != "denied", f.kind != "statement").distinct().limit(2000)
    )  # fmt: skip
    with record.reading() as db:
        rows = db.execute(query).all()
        documents, claims = (counters_of(db, of, [name]).get(name, 0) for of in ("documents of source", "claims of source"))  # fmt: skip
        days = _days(db, [name]).get(name, {"first": None, "last": None})
    told = Counter(_how(r.denials, r.sources) for r in rows)
    return {
        "documents": documents,
        "claims": claims,
        **days,
        "looked_at": len(rows),
        "told": dict(told),
    }


def copied_from(record: Record, name: str) -> list[tuple[str, int]]:
    """Whose texts a publisher carries: outlet or agency, and how many documents, the most first."""
    d = schema.documents.c
    query = select(d.outlet, func.count()).where(d.source == name, d.outlet != "", d.outlet != name).group_by(d.outlet).order_by(func.count().desc()).limit(20)  # fmt: skip
    with record.reading() as db:
        return [(r[0], r[1]) for r in db.execute(query)]


def reviewed_claims(record: Record) -> list[Row]:
    """Claims that were accepted, rejected, corrected or added, with the text of their document: examples to measure or teach a reader by.

    Each with text, published, document, claim (as it stands), read (as it was read, where it was corrected), added (by whom), decision, reviewer, made.
    """
    c, d = schema.claims.c, schema.documents.c
    query = select(c.id, c.document, c.body, c.read, c.added, d.text, d.title, d.published).join(
        schema.documents, d.id == c.document
    )
    with record.reading() as db:
        last = log.reviewed(db)
        claims = rows_of(db, query, c.id, last)
    return [
        {"text": r.text, "published": r.published, "document": r.document, "claim": _of_document(r.body, r), "read": _of_document(r.read, r) if r.read else None, "added": r.added,
         "decision": last[r.id].action, "reviewer": last[r.id].reviewer, "made": last[r.id].made}
        for r in sorted(claims, key=lambda r: r.id)
    ]  # fmt: skip


def _of_document(body: str, row: Any) -> Row:
    claim: Row = json.loads(body)
    return claim | {"document": row.document, "title": row.title}


FIRST = ("incident", "proceeding", "tie", "measure", "count")
"""Kinds in the order in which a mistake does harm; statements quote, and come last."""


def queue(record: Record, kind: str = "", limit: int = 20) -> list[Row]:
    """Claims nobody has decided on, the least surely read first, of one kind or of all but statements."""
    c, x = schema.claims.c, schema.decisions.c
    undone = schema.decisions.alias("undone")
    decided = exists(
        select(x.id).where(x.target == c.id, x.action.in_(sorted(log.REVIEWED)), ~exists(select(undone.c.id).where(undone.c.target == x.id, undone.c.action == "undo")))
    )  # fmt: skip
    query = select(c.score, c.id).where(c.added == "", ~decided).order_by(c.score, c.id).limit(limit)
    with record.reading() as db:
        least = sorted(
            (r.score, r.id) for k in ([kind] if kind else FIRST) for r in db.execute(query.where(c.kind == k))
        )  # along one index each
        rows = {r["id"]: r for r in claim_rows(db, [i for _, i in least[:limit]])}
    return sorted(rows.values(), key=lambda r: (r["score"], r["id"]))


def precision(record: Record, *, fields: bool = True) -> list[Row]:
    """How much was read right of what was reviewed, by kind and field: kind, field, reviewed, right, share (percent).

    The field "claim" counts every reviewed claim, right unless it was rejected; the others those of claims that were not, right unless corrected. What
    reviewers added is `missed`.

    Args:
        fields: whether the claims themselves are looked into; else only the field "claim" is told.
    """
    c = schema.claims.c
    with record.reading() as db:
        last = log.reviewed(db)
        mended = log.corrected_fields(db) if fields else {}
        columns = (c.id, c.kind, c.body, c.read) if fields else (c.id, c.kind)
        claims = rows_of(db, select(*columns).where(c.added == ""), c.id, last)
    counts: dict[tuple[str, str], Counter[bool]] = {}
    for claim in claims:
        rejected = last[claim.id].action == "reject"
        counts.setdefault((claim.kind, "claim"), Counter())[not rejected] += 1
        if rejected or not fields:
            continue
        wrong = mended.get(claim.id, set())
        for name in sorted(_fields_of(json.loads(claim.read or claim.body)) | wrong):
            counts.setdefault((claim.kind, name), Counter())[name not in wrong] += 1
    return [
        {"kind": kind, "field": name, "reviewed": sum(n.values()), "right": n[True], "share": round(100 * n[True] / sum(n.values()))}
        for (kind, name), n in sorted(counts.items(), key=lambda x: (x[0][0], x[0][1] != "claim", x[0][1]))
    ]  # fmt: skip


def missed(record: Record) -> int:
    """How many claims reviewers added because the reader had missed them."""
    c = schema.claims.c
    with record.reading() as db:
        return db.scalar(select(func.count()).select_from(schema.claims).where(c.added != "")) or 0


def _fields_of(body: Row) -> set[str]:
    """What a claim says: its fields that a reviewer can correct, and its roles."""
    return {"type", *(k for k in (*CHOICES, "time", "place") if body[k]), *body["roles"]}
