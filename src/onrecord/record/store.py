"""Writing a record: documents with their claims, whole or not at all, and decisions, never undone."""

import hashlib
import json
import re
import sqlite3
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, bindparam, create_engine, delete, event, insert, select, update
from sqlalchemy.dialects.sqlite import insert as upsert
from sqlalchemy.exc import DatabaseError, OperationalError
from sqlalchemy.pool import NullPool

from onrecord.contract import claim_json
from onrecord.errors import RecordError
from onrecord.model import Claim, Decision, Document, Entity, Finding, Local, Resolution, Support, Told
from onrecord.record import schema

NO_NAMES = frozenset(["post", "charge", "content", "what"])
"""Roles filled by words, never by somebody."""
PRONOUNS = frozenset("he she they it his her its their him them who i we".split())
WAIT_SECONDS = 60
"""How long one writer waits for another."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A document with everything read from it, ready to be written."""

    document: Document
    original: bytes
    """The bytes as retrieved."""
    sentences: tuple[tuple[int, int], ...]
    claims: tuple[Claim, ...]
    entities: tuple[Entity, ...]
    replaces: bool
    """Whether its address stands for one document that may change (a file, a page), not for a line number."""


class Record:
    """A record file, open."""

    def __init__(self, path: Path | str, *, create: bool = False) -> None:
        """Open a record; with `create`, make it when there is none.

        Raises:
            RecordError: no such file, no record, of a newer version, or not writable.
        """
        self.path = Path(path)
        if not create and not self.path.is_file():
            raise RecordError(f"{path}: no such record; make one with onrecord build PATH... --record {path}")
        if create and not self.path.parent.is_dir():
            raise RecordError(f"{path}: its folder does not exist; make it first")
        self.engine = _engine(self.path)
        self.writing = self.engine.execution_options(writes=True)
        with self.guarded():
            self._prepare(create)

    def _prepare(self, create: bool) -> None:
        with self.writing.begin() as db:
            version = db.exec_driver_sql("PRAGMA user_version").scalar_one()
            tables = db.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar_one()
            if version > schema.VERSION:
                raise RecordError(f"{self.path}: made by a newer Onrecord (format {version}); update Onrecord")
            if tables and not version:
                raise RecordError(f"{self.path}: is a database but no record; choose another file")
            if not version and not create:
                raise RecordError(
                    f"{self.path}: is empty, no record; make one with onrecord build PATH... --record {self.path}"
                )
            if version < schema.VERSION:
                for statement in schema.TO_VERSION_2 if version == 1 else ():
                    db.exec_driver_sql(statement)
                schema.METADATA.create_all(db)
                for statement in schema.FULL_TEXT:
                    db.exec_driver_sql(statement)
                db.exec_driver_sql(f"PRAGMA user_version = {schema.VERSION}")

    @contextmanager
    def guarded(self) -> Iterator[None]:
        """Turn the database's errors into sentences."""
        try:
            yield
        except (OperationalError, DatabaseError, sqlite3.Error) as error:
            raise RecordError(f"{self.path}: {_explained(str(getattr(error, 'orig', None) or error))}") from error

    def close(self) -> None:
        """Let the file go."""
        self.engine.dispose()

    def known(self) -> frozenset[str]:
        """Ids of every document in the record."""
        with self.guarded(), self.engine.connect() as db:
            return frozenset(db.scalars(select(schema.documents.c.id)))

    def add(self, entries: Iterable[Entry]) -> int:
        """Write documents in one transaction; those already in the record are left as they are.

        Returns:
            How many were added.
        """
        with self.guarded(), self.writing.begin() as db:
            return sum(_add(db, entry) for entry in entries)

    def unresolved(self) -> bool:
        """Whether documents came or went since its entities were resolved."""
        with self.guarded(), self.engine.connect() as db:
            return _held(db) != db.scalar(select(schema.resolved.c.documents))

    def locals(self) -> list[Local]:
        """The entities of each document alone, with the posts its claims give them."""
        m, e, d = schema.mentions.c, schema.entities.c, schema.documents.c
        with self.guarded(), self.engine.connect() as db:
            posts = _posts(db)
            words: dict[tuple[str, str], set[str]] = {}
            for r in db.execute(select(m.local, m.document, m.words).distinct()):
                words.setdefault((r.local, r.document), set()).add(" ".join(r.words.split()))
            rows = db.execute(
                select(m.local, m.document, e.name, e.schema, d.published)
                .join(schema.entities, e.id == m.local)
                .join(schema.documents, d.id == m.document)
                .distinct()
                .order_by(m.local, m.document)
            )
            return [
                Local(r.local, r.document, r.name, r.schema, frozenset({r.name, *_forms(words[r.local, r.document])}),
                      frozenset(posts.get((r.document, r.name), ())), r.published or "")
                for r in rows
            ]  # fmt: skip

    def write_resolution(self, resolution: Resolution) -> None:
        """Put every mention under its entity, with the reasons; all of it or nothing."""
        m = schema.mentions.c
        with self.guarded(), self.writing.begin() as db:
            now = {r.local: r.entity for r in db.execute(select(m.local, m.entity).distinct())}
            moved = [
                {"of": local, "to": entity}
                for local, entity in resolution.entity_of.items()
                if now.get(local) != entity
            ]
            if moved:
                db.execute(
                    update(schema.mentions).where(m.local == bindparam("of")).values(entity=bindparam("to")), moved
                )
            db.execute(delete(schema.matches))
            rows = [
                {
                    "left": x.left,
                    "right": x.right,
                    "score": x.score,
                    "merged": merged,
                    "reasons": json.dumps(x.reasons, ensure_ascii=False),
                }
                for merged, matches in ((1, resolution.merged), (0, resolution.proposed))
                for x in matches
            ]
            if rows:
                db.execute(upsert(schema.matches).on_conflict_do_nothing(), rows)

    def told(self) -> list[Told]:
        """Every claim as resolving and weighing see it, its names by their entities."""
        m, c, d = schema.mentions.c, schema.claims.c, schema.documents.c
        with self.guarded(), self.engine.connect() as db:
            entities = {(r.document, r.start): r.entity for r in db.execute(select(m.document, m.start, m.entity))}
            rows = db.execute(
                select(c.document, c.words_key, c.body, d.published, d.source).join(
                    schema.documents, d.id == c.document
                )
            )
            return [_told(r, entities) for r in rows]

    def weighed(self) -> tuple[dict[str, str], dict[str, Support]]:
        """(claim id -> finding id, what stands behind each finding)."""
        c, f = schema.claims.c, schema.findings.c
        with self.guarded(), self.engine.connect() as db:
            finding_of = {r.id: r.finding for r in db.execute(select(c.id, c.finding))}
            supports = db.execute(select(f.id, f.origins, f.documents, f.sources, f.denials))
            return finding_of, {r.id: Support(r.origins, r.documents, r.sources, r.denials) for r in supports}

    def texts(self) -> Iterator[tuple[str, str]]:
        """(id, text) of every document."""
        with self.guarded(), self.engine.connect() as db:
            for r in db.execute(select(schema.documents.c.id, schema.documents.c.text).order_by(schema.documents.c.id)):
                yield r.id, r.text

    def write_findings(self, findings: Iterable[Finding]) -> None:
        """Put every claim under its finding, with what stands behind each; all of it or nothing."""
        every = list(findings)
        finding_of = {claim: finding.id for finding in every for claim in finding.claims}
        c = schema.claims.c
        with self.guarded(), self.writing.begin() as db:
            now = {r.id: r.finding for r in db.execute(select(c.id, c.finding))}
            moved = [{"of": claim, "to": finding} for claim, finding in finding_of.items() if now.get(claim) != finding]
            if moved:
                db.execute(update(schema.claims).where(c.id == bindparam("of")).values(finding=bindparam("to")), moved)
            db.execute(delete(schema.findings))
            rows = [{"id": finding.id, **asdict(finding.support)} for finding in every]
            if rows:
                db.execute(insert(schema.findings), rows)
            db.execute(delete(schema.resolved))
            db.execute(insert(schema.resolved).values(documents=_held(db)))

    def decide(self, decision: Decision) -> None:
        """Append a decision; the same decision twice is one."""
        row = {"id": decision.id, "target": decision.target, "action": decision.action, "reviewer": decision.reviewer,
               "made": decision.made.isoformat(), "body": decision.body}  # fmt: skip
        with self.guarded(), self.writing.begin() as db:
            db.execute(upsert(schema.decisions).values(row).on_conflict_do_nothing())

    def decisions_on(self, claim: str) -> list[dict[str, Any]]:
        """Decisions on a claim, and on those of earlier versions of its document it stands in for."""
        with self.guarded(), self.engine.connect() as db:
            targets = [claim]
            for target in targets:
                targets += [
                    t
                    for t in db.scalars(select(schema.successions.c.old).where(schema.successions.c.new == target))
                    if t not in targets
                ]
            rows = db.execute(
                select(schema.decisions)
                .where(schema.decisions.c.target.in_(targets))
                .order_by(schema.decisions.c.made, schema.decisions.c.id)
            )
            return [dict(r._mapping) for r in rows]


def _held(db: Connection) -> str:
    """A digest of which documents are in the record."""
    digest = hashlib.sha256()
    for identity in db.scalars(select(schema.documents.c.id).order_by(schema.documents.c.id)):
        digest.update(identity.encode())
    return digest.hexdigest()[:16]


def _posts(db: Connection) -> dict[tuple[str, str], set[str]]:
    """Posts by document and holder, as its claims tell them."""
    c = schema.claims.c
    found: dict[tuple[str, str], set[str]] = {}
    for r in db.execute(select(c.document, c.body).where(c.type == "holds_post")):
        roles = json.loads(r.body)["roles"]
        for holder in roles.get("subject", ()):
            found.setdefault((r.document, holder["name"]), set()).update(p["name"] for p in roles.get("post", ()))
    return found


def _told(row: Any, entities: dict[tuple[str, int], str]) -> Told:
    """A claim's row and body, with entities for names."""
    body = json.loads(row.body)
    time, place = body["time"] or {}, body["place"] or {}

    def entity(spans: list[list[int]]) -> str:
        return next((entities[row.document, start] for start, _ in spans if (row.document, start) in entities), "")

    named: dict[str, set[str]] = {}
    said: dict[str, set[str]] = {}
    for role, fillers in body["roles"].items():
        for filler in fillers:
            if role in NO_NAMES:  # "deputy head" and "head" are two posts
                said.setdefault(role, set()).add(filler["name"].lower())
            elif who := entity(filler["spans"]):
                named.setdefault(role, set()).add(who)
            else:
                said.setdefault(role, set()).add(filler["name"].lower().split()[-1])
    speaker = body["said_by"][-1] if body["said_by"] else None
    return Told(
        body["id"], row.document, body["kind"], body["type"], row.words_key, body["stage"], body["status"], body["polarity"] == "denied",
        row.published or "", row.source, (entity(speaker["spans"]) or speaker["name"].lower()) if speaker else "",
        {role: frozenset(own) for role, own in named.items()}, {role: frozenset(own) for role, own in said.items()},
        time.get("from"), time.get("to"), place.get("name", ""), place.get("country") or "",
        place.get("level") in ("country", "continent"), body.get("incident"), body["mode"],
    )  # fmt: skip


def _forms(words: set[str]) -> set[str]:
    """Those of a chain's words that are names, not pronouns or descriptions."""
    return {w for w in words if w[:1].isupper() and (" " in w or w.lower() not in PRONOUNS)}


def _engine(path: Path) -> Engine:
    engine = create_engine(f"sqlite:///{path}", poolclass=NullPool, connect_args={"timeout": WAIT_SECONDS})

    @event.listens_for(engine, "connect")
    def on_connect(connection: sqlite3.Connection, _: object) -> None:
        connection.isolation_level = None  # we say BEGIN ourselves: a writer waits its turn from the start
        connection.execute("PRAGMA foreign_keys = ON")

    @event.listens_for(engine, "begin")
    def on_begin(db: Connection) -> None:
        db.exec_driver_sql("BEGIN IMMEDIATE" if db.get_execution_options().get("writes") else "BEGIN")

    return engine


def _explained(problem: str) -> str:
    """SQLite's words as a sentence with a remedy."""
    for words, sentence in (
        (
            "disk is full",
            "the disk is full; free some space and run the same command again, nothing written so far is lost",
        ),
        ("locked", "another program is writing to it; try again when it is done"),
        ("readonly", "cannot be written; check its permissions"),
        ("unable to open", "cannot be opened; check the path and its permissions"),
        ("not a database", "is not a record; choose another file"),
        ("malformed", "is damaged; run onrecord check on it, then restore a copy"),
    ):
        if words in problem:
            return sentence
    return f"database error ({problem}); run onrecord check on it"


def _plain(words: str) -> str:
    """Words alone, in lower case."""
    return " ".join(re.findall(r"\w+", words.lower()))


def _words_key(claim: Claim, text: str) -> str:
    """What a claim says and its words, whatever document they stand in, and its quotation marks and capitals apart."""
    names = [f"{role}={f.name}" for role, fillers in sorted(claim.roles.items()) for f in fillers]
    parts = [claim.kind, claim.type, *(_plain(text[s.start : s.end]) for s in claim.evidence), *names]
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]


def _add(db: Connection, entry: Entry) -> bool:
    document = entry.document
    if db.scalar(select(schema.documents.c.id).where(schema.documents.c.id == document.id)):
        return False
    replaced = _remove_earlier(db, document) if entry.replaces else []
    db.execute(insert(schema.documents).values(
        id=document.id, sha256=document.sha256, ref=document.ref, title=document.title, byline=document.byline, source=document.source,
        published=document.published, address=document.address, language=document.language, media_type=document.media_type,
        notes=json.dumps(document.notes), text=document.text, sentences=json.dumps(entry.sentences), original=zlib.compress(entry.original),
    ))  # fmt: skip
    rows = [_claim_row(claim, document.text) for claim in entry.claims]
    if rows:
        db.execute(upsert(schema.claims).on_conflict_do_nothing(), rows)
    _add_entities(db, entry)
    by_key = {row["words_key"]: row["id"] for row in rows}
    for old, key in replaced:
        if key in by_key and by_key[key] != old:
            db.execute(upsert(schema.successions).values(old=old, new=by_key[key]).on_conflict_do_nothing())
    return True


def _remove_earlier(db: Connection, document: Document) -> list[tuple[str, str]]:
    """Take out an earlier version at the same address: its claims as (id, key of their words)."""
    same = schema.documents.c.address == document.address
    if document.ref:
        same = (schema.documents.c.ref == document.ref) & (schema.documents.c.source == document.source) & same
    gone = list(db.scalars(select(schema.documents.c.id).where(same)))
    if not gone:
        return []
    rows = db.execute(
        select(schema.claims.c.id, schema.claims.c.words_key).where(schema.claims.c.document.in_(gone))
    ).all()
    for table in (schema.claims, schema.mentions):
        db.execute(delete(table).where(table.c.document.in_(gone)))
    db.execute(delete(schema.documents).where(schema.documents.c.id.in_(gone)))
    return [(row.id, row.words_key) for row in rows]


def _claim_row(claim: Claim, text: str) -> dict[str, Any]:
    return {
        "id": claim.id, "document": claim.document, "finding": claim.id, "kind": claim.kind, "type": claim.type, "stage": claim.stage,
        "status": claim.status, "polarity": claim.polarity, "begins": claim.time and claim.time.begins, "ends": claim.time and claim.time.ends,
        "place": claim.place and claim.place.name, "country": claim.place and claim.place.country, "score": claim.score,
        "words_key": _words_key(claim, text), "body": json.dumps(claim_json(claim), ensure_ascii=False),
    }  # fmt: skip


def _add_entities(db: Connection, entry: Entry) -> None:
    text = entry.document.text
    if not entry.entities:
        return
    db.execute(
        upsert(schema.entities).on_conflict_do_nothing(),
        [{"id": e.id, "name": e.name, "schema": e.schema} for e in entry.entities],
    )
    rows = [
        {"document": d, "start": s, "end": e, "local": entity.id, "entity": entity.id, "words": text[s:e]}
        for entity in entry.entities
        for d, s, e in entity.mentions
    ]
    if rows:
        db.execute(insert(schema.mentions), rows)
