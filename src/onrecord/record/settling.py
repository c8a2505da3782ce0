"""What resolving and weighing read from a record and write back, in one transaction: the whole of it, or the part some documents affect.

A part is closed: nothing outside it can change what is in it, and nothing in it changes what is outside. So adding a document
to a large record costs what the document touches, and the result is that of resolving the whole (tests/record/test_settling.py).
"""

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field, fields, replace
from typing import Any

from sqlalchemy import ColumnElement, Connection, bindparam, delete, func, insert, select, update

from onrecord.model import Decided, Finding, Local, Match, Outline, Resolution, Source, Support, Told
from onrecord.record import corrections, last_steps, log, schema
from onrecord.record.counters import counting_after
from onrecord.record.rows import chunks, many, rows_of, unless_there
from onrecord.record.store import Record
from onrecord.record.told import Named, told_of


@dataclass(slots=True)
class Part:
    """Local entities that nothing outside them affects, with what resolving them needs of the rest."""

    locals: list[Local]
    named: list[tuple[str, str, str]]
    """(document, `Local.said`, name) of all that the documents name."""
    crowded: frozenset[str]
    """Keys too many blocks have."""


@dataclass(slots=True)
class Settling:
    """One resolution of a record, or of a part of it, while it is made."""

    db: Connection
    dirty: list[str]
    """Documents to settle."""
    new: list[str]
    """Those of them whose texts and names are to be looked at; of the others only claims are weighed anew."""
    whole: bool
    """Whether all of the record is settled anew."""
    looked_at: set[str] = field(default_factory=set)
    """Documents whose texts were compared: those to settle, and those that a phrase grown common joined."""
    moved: set[str] = field(default_factory=set)
    """Documents in which somebody is now taken for another entity than before, or whose text is another's now."""

    def unindexed(self) -> list[Local]:
        """Local entities whose block and keys are not yet known."""
        return _locals(self.db, schema.locals_.c.block.is_(None))

    def index(self, rows: Iterable[tuple[Local, str, frozenset[str], bool]]) -> None:
        """Keep block, keys and shortness of local entities."""
        every = list(rows)
        many(
            self.db,
            update(schema.locals_).where(schema.locals_.c.id == bindparam("of")).values(block=bindparam("in_"), short=bindparam("is_short")),
            [{"of": x.id, "in_": block, "is_short": int(short)} for x, block, _, short in every],
        )  # fmt: skip
        many(
            self.db, insert(schema.keys),
            [{"local": x.id, "key": key, "block": block} for x, block, own, _ in every for key in sorted(own)],
        )  # fmt: skip

    def part(self, common: int, company_needed: Callable[[list[Local]], set[str]]) -> Part:
        """The local entities to resolve: all, or all that the documents to settle can affect.

        Args:
            common: a key that more blocks than this have finds nobody.
            company_needed: the documents whose other names are needed.
        """
        k = schema.keys.c
        if self.whole:
            crowded = self.db.scalars(select(k.key).group_by(k.key).having(func.count(k.block.distinct()) > common))
            locals_ = _locals(self.db, None)
            return Part(locals_, _named(self.db, None), frozenset(crowded))
        blocks, crowded_here = _affected_blocks(self.db, self.new, common)
        locals_ = [x for part in chunks(blocks) for x in _locals(self.db, schema.locals_.c.block.in_(part))]
        return Part(locals_, _named(self.db, company_needed(locals_)), crowded_here)

    def write_resolution(self, resolution: Resolution) -> None:
        """Put every local entity of the part under its entity, with the reasons."""
        x = schema.locals_.c
        ids = list(resolution.entity_of)
        now = {r.id: r for r in rows_of(self.db, select(x.id, x.entity, x.document), x.id, ids)}
        changed = [i for i, entity in resolution.entity_of.items() if now[i].entity != entity]
        self.moved |= {now[i].document for i in changed}
        if self.whole:
            self.db.execute(delete(schema.matches))
        many(
            self.db, update(schema.locals_).where(x.id == bindparam("of")).values(entity=bindparam("to")),
            [{"of": i, "to": resolution.entity_of[i]} for i in changed],
        )  # fmt: skip
        m = schema.matches.c
        inside = set(ids)
        stale = [(r.left, r.right) for r in rows_of(self.db, select(m.left, m.right), m.left, ids) if r.right in inside]
        many(self.db, delete(schema.matches).where(m.left == bindparam("l"), m.right == bindparam("r")), [{"l": a, "r": b} for a, b in stale])  # fmt: skip
        many(
            self.db, unless_there(self.db, schema.matches),
            [match_row(x, merged=merged) for merged, matches in ((True, resolution.merged), (False, resolution.proposed)) for x in matches],
        )  # fmt: skip
        self._write_entities({*resolution.entity_of.values(), *(now[i].entity for i in changed)}, resolution.schema_of)

    def _write_entities(self, ids: set[str], schema_of: Mapping[str, str]) -> None:
        """List entities anew: those of the part, and those that are no more."""
        x, e = schema.locals_.c, schema.entities.c
        if self.whole:
            self.db.execute(delete(schema.entities))
        for part in () if self.whole else chunks(ids):
            self.db.execute(delete(schema.entities).where(e.id.in_(part)))
        query = select(x.entity, x.id, x.document, x.name, x.schema, x.short, x.mentions, x.public)
        own: dict[str, list[Any]] = defaultdict(list)
        for r in self.db.execute(query) if self.whole else rows_of(self.db, query, x.entity, ids):
            own[r.entity].append(r)
        many(self.db, insert(schema.entities), [entity_row(i, own[i], schema_of[i]) for i in sorted(own)])

    def told(self) -> list[Told]:
        """Claims of the documents to settle, and of those in which somebody is taken for another now."""
        if self.whole:
            return _told(self.db, None)
        return [t for part in chunks({*self.dirty, *self.moved}) for t in _told(self.db, schema.claims.c.document.in_(part))]  # fmt: skip

    def claims_in(
        self,
        begun: list[Told],
        blocks_of: Callable[[Told], frozenset[str]],
        is_linked: Callable[[Told, Told], bool],
        most: int,
    ) -> tuple[list[Told], frozenset[str]]:
        """(the claims whose findings some claims can affect, the blocks too many claims are in).

        Args:
            begun: claims that are new or name others now.
            blocks_of: what two claims must share one of to be compared.
            is_linked: whether one's finding may depend on the other's.
            most: a block of more claims than this compares none of them.
        """
        b = schema.blocks.c
        new = {t.id: blocks_of(t) for t in begun}
        old: dict[str, set[str]] = {i: set() for i in new}
        for r in rows_of(self.db, select(b.claim, b.block), b.claim, list(new)):
            old[r.claim].add(r.block)
        touched = {x for own in (*new.values(), *old.values()) for x in own}
        before = _sizes(self.db, touched)
        changed = [i for i, own in new.items() if set(own) != old[i]]
        for part in chunks(changed):
            self.db.execute(delete(schema.blocks).where(b.claim.in_(part)))
        many(self.db, insert(schema.blocks), [{"claim": i, "block": x} for i in changed for x in sorted(new[i])])
        if self.whole:
            sizes = self.db.execute(select(b.block).group_by(b.block).having(func.count() > most))
            return begun, frozenset(r.block for r in sizes if not _is_key(r.block))
        after = _sizes(self.db, touched)
        crossed = {x for x in touched if (before.get(x, 0) > most) != (after.get(x, 0) > most) and not _is_key(x)}
        return self._closure(begun, crossed, blocks_of, is_linked, most)

    def _closure(
        self, begun: list[Told], more: set[str], blocks_of: Callable[[Told], frozenset[str]],
        is_linked: Callable[[Told, Told], bool], most: int,
    ) -> tuple[list[Told], frozenset[str]]:  # fmt: skip
        """All that links lead to, from some claims, from those that stood with them, and from those of some blocks."""
        every = {t.id: t for t in begun}
        frontier = list(begun)
        ids = _claims_in(self.db, more) | _finding_mates(self.db, [t.id for t in begun])
        frontier += self._fetched(ids - every.keys(), every)
        seen: dict[str, int] = {}
        near = dict(every)
        while frontier:
            wanted = {x for t in frontier for x in blocks_of(t)}
            fresh = wanted - seen.keys()
            seen |= dict.fromkeys(fresh, 0) | _sizes(self.db, fresh)
            open_ = {x for x in fresh if seen[x] <= most or _is_key(x)}
            self._fetched(_claims_in(self.db, open_) - near.keys(), near)
            holders: dict[str, list[Told]] = defaultdict(list)
            for t in near.values():
                for x in blocks_of(t):
                    holders[x].append(t)
            linked = {
                o.id: o for t in frontier for x in blocks_of(t) if seen[x] <= most or _is_key(x)
                for o in holders[x] if o.id not in every and is_linked(t, o)
            }  # fmt: skip
            every |= linked
            frontier = list(linked.values())
            frontier += self._fetched(_finding_mates(self.db, list(linked)) - every.keys(), every)
            near |= every
        return list(every.values()), frozenset(x for x, n in seen.items() if n > most and not _is_key(x))

    def _fetched(self, ids: set[str], into: dict[str, Told]) -> list[Told]:
        found = [t for part in chunks(ids) for t in _told(self.db, schema.claims.c.id.in_(part))]
        into |= {t.id: t for t in found}
        return found

    def write_findings(self, findings: Iterable[Finding]) -> None:
        """Put every claim under its finding, with what stands behind each."""
        every = list(findings)
        finding_of = {claim: finding.id for finding in every for claim in finding.claims}
        c, f = schema.claims.c, schema.findings.c
        now = {r.id: r.finding for r in rows_of(self.db, select(c.id, c.finding), c.id, list(finding_of))}
        many(
            self.db, update(schema.claims).where(c.id == bindparam("of")).values(finding=bindparam("to")),
            [{"of": claim, "to": finding} for claim, finding in finding_of.items() if now[claim] != finding],
        )  # fmt: skip
        gone = {*now.values(), *finding_of.values()}
        people = set() if self.whole else last_steps.people_of(self.db, gone)
        if self.whole:
            self.db.execute(delete(schema.findings))
        for part in chunks(gone):
            self.db.execute(delete(schema.findings).where(f.id.in_(part)))
        reviewed = {claim: r.action for claim, r in log.reviewed(self.db, None if self.whole else finding_of).items()}
        many(
            self.db, insert(schema.findings),
            [finding_row(x) | {"reviewed": next((reviewed[c] for c in x.claims if c in reviewed), "")} for x in every],
        )  # fmt: skip
        many(self.db, insert(schema.parts), [row for x in every for row in part_rows(x)])  # fmt: skip
        people |= {
            entity for x in every if x.kind == "proceeding" for role, entity in x.outline.parts if role == "person"
        }
        last_steps.refresh(self.db, None if self.whole else people)

    def decided(self) -> Decided:
        """Pairs that reviewers joined or keep apart, what was undone left out."""
        rows = [r for r in log.standing(self.db) if r.action in ("merge", "split")]
        after = log.successor(self.db) if rows else {}
        pairs: dict[tuple[str, str], str] = {}
        for r in rows:
            left, right = sorted((r.target, log.now(json.loads(r.body)["other"], after)))
            pairs[left, right] = r.action  # the last one holds
        return Decided(*(tuple(sorted(p for p, action in pairs.items() if action == wanted)) for wanted in ("merge", "split")))  # fmt: skip

    def sources(self) -> dict[str, Source]:
        """What a person says of the sources, by name in lower case."""
        return {r.name.lower(): Source(*r) for r in self.db.execute(select(schema.sources))}

    def done(self) -> None:
        """All documents are settled."""
        d = schema.documents.c
        for part in chunks(self.dirty):
            self.db.execute(update(schema.documents).where(d.id.in_(part)).values(settled=schema.SETTLED))


@contextmanager
def settling(record: Record, *, whole: bool) -> Iterator[Settling]:
    """Settle what is new in a record, or all of it, in one transaction: all or nothing.

    Args:
        whole: all of it, whatever is new.
    """
    d = schema.documents.c
    with record.guarded(), record.writing.begin() as db:
        query = select(d.id, d.settled).order_by(d.id)
        found = db.execute(query if whole else query.where(d.settled.in_(schema.UNSETTLED))).all()
        dirty = [r.id for r in found]
        new = dirty if whole else [r.id for r in found if r.settled == schema.NEW]
        corrections.apply(db, dirty)
        with counting_after(db) if whole else nullcontext():
            yield Settling(db, dirty, new, whole)


def weighed(record: Record) -> tuple[list[Told], dict[str, str], dict[str, Support]]:
    """(every claim, claim id -> finding id, what stands behind each finding)."""
    c, f = schema.claims.c, schema.findings.c
    with record.reading() as db:
        finding_of = {r.id: r.finding for r in db.execute(select(c.id, c.finding))}
        supports = db.execute(select(f.id, f.origins, f.documents, f.sources, f.denials, f.circular))
        return _told(db, None), finding_of, {r.id: Support(*r[1:5], bool(r.circular)) for r in supports}


def told_in(record: Record, findings: Iterable[str]) -> dict[str, list[Told]]:
    """The claims of some findings, each's in the order in which they were told."""
    c = schema.claims.c
    with record.reading() as db:
        finding_of = {r.id: r.finding for r in rows_of(db, select(c.id, c.finding), c.finding, set(findings))}
        told = [t for part in chunks(finding_of) for t in _told(db, c.id.in_(part))]
    own: dict[str, list[Told]] = defaultdict(list)
    for t in sorted(told, key=lambda t: t.order):
        own[finding_of[t.id]].append(t)
    return own


def entity_row(identity: str, own: list[Any], schema_: str) -> dict[str, Any]:
    """How an entity is listed: under the full name that most documents give it, the longest of those."""
    told = Counter(r.name for r in own if not r.short) or Counter(r.name for r in own)
    name = min(told, key=lambda n: (-told[n], -len(n), n))
    public = schema_ != "Person" or any(r.public for r in own)
    return {"id": identity, "name": name, "schema": schema_, "documents": len({r.document for r in own}),
            "mentions": sum(r.mentions for r in own), "public": int(public)}  # fmt: skip


def finding_row(finding: Finding) -> dict[str, Any]:
    """How a finding is listed; whether it was reviewed, its caller knows."""
    listed = {f.name: getattr(finding.outline, f.name) for f in fields(Outline) if f.name != "parts"}
    counted = {f.name: int(getattr(finding.support, f.name)) for f in fields(Support)}
    known = {name: "" if value is None and name not in ("lat", "lon") else value for name, value in listed.items()}
    known["outcome"] = int(finding.outline.outcome)
    return {"id": finding.id, "kind": finding.kind, "type": finding.type, "grade": finding.grade, **known, **counted}


def match_row(match: Match, *, merged: bool) -> dict[str, Any]:
    """Why two are taken for one, or may be one."""
    return {"left": match.left, "right": match.right, "score": match.score, "merged": int(merged), "reasons": json.dumps(match.reasons, ensure_ascii=False)}  # fmt: skip


def part_rows(finding: Finding) -> list[dict[str, Any]]:
    """Whom a finding names, and as what."""
    about = {"finding": finding.id, "kind": finding.kind, "first": finding.outline.first or ""}
    return [about | {"role": role, "entity": entity} for role, entity in finding.outline.parts]


def _is_key(block: str) -> bool:
    """Whether a block is the one key of a finding, however many claims tell it."""
    return block.startswith("key|")


def _locals(db: Connection, where: ColumnElement[bool] | None) -> list[Local]:
    x, d = schema.locals_.c, schema.documents.c
    query = select(x.id, x.document, x.name, x.schema, x.names, x.posts, x.bodies, d.published).join(schema.documents, d.id == x.document)  # fmt: skip
    return [local_of_row(r._mapping, r.published) for r in db.execute(query if where is None else query.where(where))]


def local_of_row(row: Mapping[Any, Any], published: str | None) -> Local:
    """A row of `locals` with its document's day, as resolving sees it."""
    return Local(
        row["id"],
        row["document"],
        row["name"],
        row["schema"],
        _names(row["names"]),
        _names(row["posts"]),
        _names(row["bodies"]),
        published or "",
    )


def _names(written: str) -> frozenset[str]:
    return frozenset(json.loads(written)) if written != "[]" else frozenset()


def _named(db: Connection, documents: Iterable[str] | None) -> list[tuple[str, str, str]]:
    x = schema.locals_.c
    query = select(x.document, x.said, x.name)
    rows = db.execute(query) if documents is None else rows_of(db, query, x.document, documents)
    return [(r.document, r.said, r.name) for r in rows]


def _affected_blocks(db: Connection, dirty: Sequence[str], common: int) -> tuple[set[str], frozenset[str]]:
    """(blocks of names that some documents can affect, the keys among theirs that too many blocks have)."""
    x, k = schema.locals_.c, schema.keys.c
    said = {r.said for r in rows_of(db, select(x.said), x.document, dirty)}
    blocks = {r.block for r in rows_of(db, select(x.block).distinct(), x.said, list(said))}
    fresh = {
        r.key for r in rows_of(db, select(k.key).distinct().join(schema.locals_, x.id == k.local), x.document, dirty)
    }
    sizes = _key_sizes(db, fresh)
    for key in sorted(fresh):  # a word that the new documents made too common: who it found must be found otherwise
        if sizes[key] > common >= sizes[key] - _new_blocks(db, key, dirty, sizes[key] - common):
            blocks |= {r.block for r in rows_of(db, select(k.block).distinct(), k.key, [key])}
    keys = {r.key for r in rows_of(db, select(k.key).distinct(), k.block, list(blocks))}
    sizes = _key_sizes(db, keys)
    blocks |= {
        r.block for r in rows_of(db, select(k.block).distinct(), k.key, [key for key in keys if sizes[key] <= common])
    }
    blocks = _closed(db, blocks, common)
    keys = {r.key for r in rows_of(db, select(k.key).distinct(), k.block, list(blocks))}
    return blocks, frozenset(key for key, n in _key_sizes(db, keys).items() if n > common)


def _closed(db: Connection, blocks: set[str], common: int) -> set[str]:
    """Blocks with all that are one entity with them, and all that bear the same surname or acronym."""
    x, k = schema.locals_.c, schema.keys.c
    fresh = set(blocks)
    while fresh:
        entities = {r.entity for r in rows_of(db, select(x.entity).distinct(), x.block, list(fresh))}
        found = {r.block for r in rows_of(db, select(x.block).distinct(), x.entity, list(entities))}
        said = {r.said for r in rows_of(db, select(x.said).distinct(), x.block, list(fresh))}
        found |= {r.block for r in rows_of(db, select(x.block).distinct(), x.said, list(said))}
        short = {r.block for r in rows_of(db, select(x.block).distinct().where(x.short == 1), x.block, list(fresh))}
        keys = {r.key for r in rows_of(db, select(k.key).distinct(), k.block, list(short))}
        found |= {r.block for r in rows_of(db, select(k.block).distinct(), k.key, list(keys))}
        fresh = found - blocks
        blocks |= fresh
    return blocks


def _key_sizes(db: Connection, keys: Iterable[str]) -> dict[str, int]:
    k = schema.keys.c
    rows = rows_of(db, select(k.key, func.count(k.block.distinct()).label("n")).group_by(k.key), k.key, list(keys))
    return {r.key: r.n for r in rows}


def _new_blocks(db: Connection, key: str, dirty: Sequence[str], least: int) -> int:
    """How many of a key's blocks only these documents have; 0 where it cannot be so many."""
    k, x = schema.keys.c, schema.locals_.c
    own = select(k.block, x.document).join(schema.locals_, x.id == k.local).where(k.key == key)
    theirs = {r.block for r in rows_of(db, own, x.document, dirty)}
    if len(theirs) < least:
        return 0
    inside = set(dirty)
    return len(theirs) - len({r.block for r in rows_of(db, own, k.block, theirs) if r.document not in inside})


def _told(db: Connection, where: ColumnElement[bool] | None) -> list[Told]:
    c, d, m, x = schema.claims.c, schema.documents.c, schema.mentions.c, schema.locals_.c
    query = select(
        c.id, c.document, c.words_key, c.body, d.published, d.source, d.carries, d.outlet, d.mends, d.title
    ).join(schema.documents, d.id == c.document)
    rows = db.execute(query if where is None else query.where(where)).all()
    at: dict[str, list[Named]] = defaultdict(list)
    named = select(m.document, m.start, m.end, x.entity, x.schema).join(schema.locals_, x.id == m.local).order_by(m.document, m.start)  # fmt: skip
    for r in db.execute(named) if where is None else rows_of(db, named, m.document, list({r.document for r in rows})):
        at[r.document].append((r.start, r.end, r.entity, r.schema == "Address"))
    of = None if where is None else [r.id for r in rows]
    rejected = log.rejected(db, of)
    told = (told_of(r, at[r.document]) for r in rows)
    return [replace(t, rejected=True) if t.id in rejected else t for t in told] if rejected else list(told)


def _sizes(db: Connection, blocks: Iterable[str]) -> dict[str, int]:
    b = schema.blocks.c
    rows = rows_of(db, select(b.block, func.count().label("n")).group_by(b.block), b.block, list(blocks))
    return {r.block: r.n for r in rows}


def _claims_in(db: Connection, blocks: Iterable[str]) -> set[str]:
    b = schema.blocks.c
    return {r.claim for r in rows_of(db, select(b.claim), b.block, list(blocks))}


def _finding_mates(db: Connection, claims: Sequence[str]) -> set[str]:
    """Claims that stand under the same findings as some."""
    c = schema.claims.c
    findings = {r.finding for r in rows_of(db, select(c.finding).distinct(), c.id, claims)}
    return {r.id for r in rows_of(db, select(c.id), c.finding, list(findings))}
