"""What one page of the workbench shows of a record: a document with all that stands in it, an entity with all that is told of it."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date, timedelta

from sqlalchemy import func, or_, select

from onrecord.errors import UsageError
from onrecord.model import Told
from onrecord.record import schema
from onrecord.record.query import Row, claim_rows
from onrecord.record.rows import rows_of
from onrecord.record.settling import told_in
from onrecord.record.store import Record

MOST = 120
"""Findings about one entity that its page looks at."""


def texts(record: Record, documents: Iterable[str]) -> dict[str, Row]:
    """Documents with their text, who speaks where, and who is named where.

    Each mention has start, end, entity, name (the entity's), said (its name there), schema, public.
    """
    d, m, x, e = schema.documents.c, schema.mentions.c, schema.locals_.c, schema.entities.c
    wanted = set(documents)
    columns = select(d.id, d.sha256, d.capture, d.title, d.source, d.published, d.address, d.byline, d.language, d.text, d.sentences, d.attributions, d.carries, d.outlet, d.notes)  # fmt: skip
    named = (
        select(m.document, m.start, m.end, x.entity, x.name.label("said"), e.name, e.schema, e.public)
        .join(schema.locals_, x.id == m.local)
        .join(schema.entities, e.id == x.entity)
        .order_by(m.document, m.start)
    )
    with record.reading() as db:
        found = {r.id: dict(r._mapping) for r in rows_of(db, columns, d.id, wanted)}
        mentions: dict[str, list[Row]] = defaultdict(list)
        for r in rows_of(db, named, m.document, wanted):
            mentions[r.document].append(dict(r._mapping))
    for identity, row in found.items():
        row |= {"mentions": mentions[identity], "attributions": json.loads(row["attributions"]), "sentences": json.loads(row["sentences"]), "notes": json.loads(row["notes"]), "capture": json.loads(row["capture"] or "null")}  # fmt: skip
    return found


def document_of(record: Record, identity: str, sha256: str, address: str) -> str:
    """The id of a document known by its id, the fingerprint of its bytes, or its address; empty where there is none, or several at that address."""
    d = schema.documents.c
    with record.reading() as db:
        for column, value in ((d.id, identity), (d.sha256, sha256), (d.address, address)):
            found = list(db.scalars(select(d.id).where(column == value).limit(2))) if value else []
            if len(found) == 1:
                return str(found[0])
    return ""


def claims_in(record: Record, document: str) -> list[Row]:
    """All claims of a document, in the order of their words."""
    c = schema.claims.c
    with record.reading() as db:
        rows = claim_rows(db, list(db.scalars(select(c.id).where(c.document == document))))
    return sorted(rows, key=lambda r: (r["evidence"][0], r["id"]))


def findings_at(record: Record, places: Iterable[tuple[str, int, int]], limit: int) -> list[str]:
    """Findings, statements apart, whose claims stand on some places: (document, first character, one past the last); in the order of the places."""
    c = schema.claims.c
    wanted = list(places)
    with record.reading() as db:
        own: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
        query = select(c.document, c.finding, c.body).where(c.kind != "statement")
        for r in rows_of(db, query, c.document, {d for d, _, _ in wanted}):
            own[r.document] += [(s, e, r.finding) for s, e in json.loads(r.body)["evidence"]]
    found = (f for d, start, end in wanted for s, e, f in sorted(own[d]) if s < end and start < e)
    return list(dict.fromkeys(found))[:limit]


def copies_of(record: Record, document: str) -> list[Row]:
    """Documents that carry the same text, with how much of the shorter one the longer holds."""
    c, d = schema.copies.c, schema.documents.c
    with record.reading() as db:
        pairs = db.execute(select(c.left, c.right, c.share).where(or_(c.left == document, c.right == document))).all()
        share = {(r.right if r.left == document else r.left): r.share for r in pairs}
        columns = select(d.id, d.title, d.source, d.published)
        return [dict(r._mapping) | {"share": share[r.id]} for r in rows_of(db, columns, d.id, share)]


def entity(record: Record, identity: str) -> Row:
    """An entity: its names, each with how many documents give it, and why they are taken for one.

    Raises:
        UsageError: there is none of this id.
    """
    e, x, m, d = schema.entities.c, schema.locals_.c, schema.matches.c, schema.documents.c
    with record.reading() as db:
        row = db.execute(select(schema.entities).where(e.id == identity)).first()
        if row is None:
            raise UsageError(
                f"{identity}: nobody in the record has this id; it may be another's now: search for the name"
            )
        own = db.execute(
            select(x.id, x.name, x.names, x.document, d.source, d.published).join(schema.documents, d.id == x.document)
            .where(x.entity == identity).order_by(func.coalesce(d.published, "9999"), x.id).limit(MOST)
        ).all()  # fmt: skip
        said = {r.id: f"{r.name} in {r.source or 'an unnamed outlet'}, {r.published or 'undated'}" for r in own}
        why = rows_of(db, select(m.left, m.right, m.score, m.merged, m.reasons), m.left, said)
        asked = rows_of(db, select(m.left, m.right, m.score, m.merged, m.reasons), m.right, said)
        both = select(x.id, x.name, x.entity, e.public).join(schema.entities, e.id == x.entity)
        others = {r.id: r for r in rows_of(db, both, x.id, {i for r in (*why, *asked) for i in (r.left, r.right)})}
    names: dict[str, set[str]] = defaultdict(set)
    for r in own:
        for name in json.loads(r.names):
            names[name].add(r.document)
    pairs = {(r.left, r.right): r for r in (*why, *asked) if r.left in others and r.right in others}
    joined = [
        {"left": said.get(r.left, others[r.left].name), "right": said.get(r.right, others[r.right].name), "ids": (r.left, r.right), "score": r.score, "reasons": json.loads(r.reasons)}
        for r in pairs.values() if r.merged and others[r.left].entity == others[r.right].entity == identity
    ]  # fmt: skip
    proposed = [
        {"entity": other.entity, "name": other.name, "public": other.public, "score": r.score, "reasons": json.loads(r.reasons)}
        for r in pairs.values() if not r.merged
        for other in (others[r.right if r.left in said else r.left],) if other.entity != identity
    ]  # fmt: skip
    return {
        **row._mapping, "names": sorted(((n, len(own)) for n, own in names.items()), key=lambda n: (-n[1], n[0])),
        "joined": joined, "proposed": list({p["entity"]: p for p in proposed}.values()),
    }  # fmt: skip


def entity_of(record: Record, local: str) -> str:
    """The entity that one document's entity is taken for; ids of entities are ids of one of theirs."""
    x = schema.locals_.c
    with record.reading() as db:
        return db.scalar(select(x.entity).where(x.id == local)) or local


def roles_of(record: Record, identity: str) -> list[tuple[str, str, int]]:
    """(kind, role, how many findings) in which an entity is named."""
    p = schema.parts.c
    query = select(p.kind, p.role, func.count()).where(p.entity == identity)
    with record.reading() as db:
        return [tuple(r) for r in db.execute(query.group_by(p.kind, p.role).order_by(p.kind, p.role))]


def latest_of(record: Record, identity: str, kind: str, role: str, limit: int) -> list[str]:
    """Findings of a kind that name an entity in a role, those told last first."""
    p = schema.parts.c
    query = select(p.finding).where(p.entity == identity, p.kind == kind, p.role == role)
    with record.reading() as db:
        return list(db.scalars(query.order_by(p.first.desc(), p.finding.desc()).limit(limit)))


def told_about(record: Record, identity: str, kinds: tuple[str, ...]) -> tuple[list[Told], dict[str, str]]:
    """(claims of findings of these kinds that name an entity, of MOST told last of each; claim -> finding)."""
    p = schema.parts.c
    with record.reading() as db:
        findings: list[str] = []
        for kind in kinds:
            query = select(p.finding).where(p.entity == identity, p.kind == kind, p.role != "says").order_by(p.first.desc(), p.finding).limit(MOST)  # fmt: skip
            findings += dict.fromkeys(db.scalars(query))
    told = told_in(record, findings)
    return sorted((t for own in told.values() for t in own), key=lambda t: t.order), {t.id: f for f, own in told.items() for t in own}  # fmt: skip


def names_of(record: Record, ids: Iterable[str]) -> dict[str, Row]:
    """Entities by id: name, schema, public."""
    e = schema.entities.c
    with record.reading() as db:
        return {r.id: dict(r._mapping) for r in rows_of(db, select(e.id, e.name, e.schema, e.public), e.id, set(ids))}


def parts_of(record: Record, finding: str) -> list[Row]:
    """Whom a finding names, and in what role: role, entity, name, schema, public."""
    return parts_named(record, [finding])[finding]


RARE = 60
"""Findings that name somebody, above which he brings no two of them near each other."""
NEAR = 8
"""Findings shown as near another."""
DAYS = 3
"""Between two incidents in one place that may be one."""


def near(record: Record, finding: str) -> tuple[list[str], list[str]]:
    """(findings that name the same people and bodies, those that share most first; incidents of the same days and place)."""
    p, f, e = schema.parts.c, schema.findings.c, schema.entities.c
    with record.reading() as db:
        own = db.execute(select(f.kind, f.place, f.begins).where(f.id == finding)).first()
        if own is None:
            return [], []
        named = select(p.entity).distinct().join(schema.entities, e.id == p.entity).where(p.finding == finding, p.role != "says", e.schema != "Address")  # fmt: skip
        shared: Counter[str] = Counter()
        for entity in db.scalars(named):
            others = select(p.finding).distinct().where(p.entity == entity, p.role != "says").limit(RARE + 1)
            found = list(db.scalars(others))
            if len(found) <= RARE:
                shared.update(i for i in found if i != finding)
        beside = []
        if own.kind == "incident" and own.place and own.begins:
            first, last = (str(date.fromisoformat(own.begins) + timedelta(n)) for n in (-DAYS, DAYS))
            there = select(f.id).where(f.kind == "incident", f.begins >= first, f.begins <= last, f.place == own.place, f.id != finding)  # fmt: skip
            beside = list(db.scalars(there.order_by(f.id).limit(NEAR)))
    return [i for i, _ in sorted(shared.items(), key=lambda s: (-s[1], s[0])) if i not in beside][:NEAR], beside


def parts_named(record: Record, findings: Iterable[str]) -> dict[str, list[Row]]:
    """Finding -> whom it names, and in what role: role, entity, name, schema, public."""
    p, e = schema.parts.c, schema.entities.c
    query = select(p.finding, p.role, p.entity, e.name, e.schema, e.public).join(schema.entities, e.id == p.entity)
    named: dict[str, list[Row]] = defaultdict(list)
    with record.reading() as db:
        for r in sorted(rows_of(db, query, p.finding, set(findings)), key=lambda r: (r.finding, r.role, r.name, r.entity)):  # fmt: skip
            named[r.finding].append({k: v for k, v in r._mapping.items() if k != "finding"})
    return named


def claim_of(record: Record, identity: str) -> Row:
    """One claim by its id.

    Raises:
        UsageError: there is none.
    """
    with record.reading() as db:
        rows = claim_rows(db, [identity])
    if not rows:
        raise UsageError(f"{identity}: no claim of the record has this id; its document may have changed")
    return rows[0]


def ties_of(record: Record, identity: str, types: Iterable[str], limit: int) -> list[Row]:
    """Ties of some types that an entity stands in, those told last first: finding, type, begins, ends, origins, contested, post, subject, object (entities).

    Ties that nobody tells as they are, that are only denied, planned or called for, are left out.
    """
    p, f, c = schema.parts.c, schema.findings.c, schema.claims.c
    own = select(p.finding).where(p.entity == identity, p.kind == "tie", p.role.in_(("subject", "object"))).order_by(p.first.desc(), p.finding).limit(limit)  # fmt: skip
    columns = select(f.id, f.type, f.begins, f.ends, f.origins, f.denials, f.differing).where(f.type.in_(sorted(types)), f.mode == "actual", f.origins > 0)  # fmt: skip
    with record.reading() as db:
        found = {r.id: r for r in rows_of(db, columns, f.id, set(db.scalars(own)))}
        named: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for r in rows_of(db, select(p.finding, p.role, p.entity), p.finding, found):
            named[r.finding][r.role].append(r.entity)
        first = rows_of(db, select(c.id, c.body), c.id, found)
        posts = {r.id: [x["name"] for x in json.loads(r.body)["roles"].get("post", [])] for r in first}
    return [
        {"finding": i, "type": r.type, "begins": r.begins, "ends": r.ends, "origins": r.origins, "contested": bool(r.denials or r.differing),
         "post": ", ".join(posts.get(i, [])), "subject": sorted(named[i]["subject"]), "object": sorted(named[i]["object"])}
        for i, r in sorted(found.items())
    ]  # fmt: skip


AROUND = 24
"""Findings through which a network is expanded at a time, those with the most origins."""


def around(record: Record, identity: str) -> tuple[list[Row], list[Row]]:
    """(the findings an entity is named in, statements apart; all whom these name: finding, role, entity, name, schema, public)."""
    p, f, e = schema.parts.c, schema.findings.c, schema.entities.c
    columns = select(f.id, f.kind, f.type, f.stage, f.place, f.begins, f.origins, f.denials)
    with record.reading() as db:
        latest: set[str] = set()
        for kind in ("incident", "tie", "proceeding", "measure", "count"):
            own = select(p.finding).where(p.entity == identity, p.kind == kind, p.role != "says").order_by(p.first.desc(), p.finding).limit(MOST)  # fmt: skip
            latest.update(db.scalars(own))
        found = sorted(rows_of(db, columns, f.id, latest), key=lambda r: (-r.origins, r.id))[:AROUND]
        findings = [dict(r._mapping) for r in found]
        parts = (
            select(p.finding, p.role, p.entity, e.name, e.schema, e.public)
            .join(schema.entities, e.id == p.entity)
            .where(p.role != "says")
        )
        return findings, [dict(r._mapping) for r in rows_of(db, parts, p.finding, [r["id"] for r in findings])]


STEPS = 4
"""Findings on the longest way between two that is looked for."""
WIDE = 2000
"""Entities looked at on the way."""


def way(record: Record, start: str, end: str) -> list[str]:
    """The shortest way from one entity to another as entity, finding, entity, ...; empty where none is found within STEPS."""
    p = schema.parts.c
    came: dict[str, tuple[str, str]] = {start: ("", "")}
    fresh = [start]
    with record.reading() as db:
        for _ in range(STEPS):
            if end in came or not fresh or len(came) > WIDE:
                break
            ways = select(p.entity, p.finding).where(p.role != "says", p.kind != "statement")
            by_finding = {r.finding: r.entity for r in sorted(rows_of(db, ways, p.entity, fresh), reverse=True)}
            fresh = []
            for r in sorted(rows_of(db, select(p.finding, p.entity).where(p.role != "says"), p.finding, by_finding)):
                if r.entity not in came:
                    came[r.entity] = (by_finding[r.finding], r.finding)
                    fresh.append(r.entity)
    found = [end] if end in came else []
    while found and found[-1] != start:
        before, finding = came[found[-1]]
        found += [finding, before]
    return found[::-1]
