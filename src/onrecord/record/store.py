"""Writing a record: documents with their claims, whole or not at all, and decisions, never undone."""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from contextvars import ContextVar
from dataclasses import asdict
from pathlib import Path
from typing import Any

from sqlalchemy import ColumnElement, Connection, delete, insert, select, update
from sqlalchemy.exc import SQLAlchemyError

from onrecord.contract import claim_from_json
from onrecord.errors import OvertakenError, RecordError
from onrecord.model import Claim, Decision, Document, Source
from onrecord.record import additions, counters, log, schema
from onrecord.record.backend import Backend, backend_of
from onrecord.record.entries import Entry, claim_row, rows_of_entry
from onrecord.record.rows import unless_there


class Record:
    """A record, open: a file, or a schema of a PostgreSQL database."""

    def __init__(self, place: Path | str, *, create: bool = False) -> None:
        """Open a record; with `create`, make it when there is none.

        Args:
            place: a path, or an address: postgresql://USER@HOST/DATABASE?record=NAME.

        Raises:
            RecordError: no such record, of a newer version, not writable, or its database does not answer.
            UsageError: an address that names no record.
        """
        self.backend: Backend = backend_of(place)
        self.place, self.name = self.backend.place, self.backend.name
        with self.guarded():
            self.engine, self.writing = self.backend.engines(create=create)
            try:
                self.backend.prepare(self.writing, create=create)
            except BaseException:
                self.close()
                raise

    @contextmanager
    def guarded(self) -> Iterator[None]:
        """Turn the database's errors into sentences."""
        try:
            yield
        except (SQLAlchemyError, sqlite3.Error) as error:
            problem = self.backend.explained(str(getattr(error, "orig", None) or error))
            raise RecordError(f"{self.place}: {problem}") from error

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees the record as one moment shows it: that of `one_moment` where one has begun, else its own."""
        moment = _MOMENT.get()
        with self.guarded():
            if moment is not None and moment.record is self:
                yield moment.connection()
            else:
                with self.engine.connect() as db:
                    yield db

    @contextmanager
    def one_moment(self) -> Iterator[None]:
        """What this thread reads of the record until the end is of one moment, that of the first read, whoever writes meanwhile."""
        with ExitStack() as stack:
            begun = _MOMENT.set(_Moment(self, stack))
            try:
                yield
            finally:
                _MOMENT.reset(begun)

    def close(self) -> None:
        """Let the database go."""
        self.engine.dispose()

    def state(self) -> object:
        """Something that is another after every write."""
        with self.guarded():
            return self.backend.state(self.engine)

    def known(self) -> frozenset[str]:
        """Ids of every document in the record."""
        with self.reading() as db:
            return frozenset(db.scalars(select(schema.documents.c.id)))

    def size(self) -> int:
        """How many documents are in the record."""
        with self.reading() as db:
            return sum(n for _, n in counters.counted(db, "documents of year"))

    def add(self, entries: Iterable[Entry]) -> int:
        """Write documents in one transaction; those already in the record are left as they are.

        Returns:
            How many were added.
        """
        with self.guarded(), self.writing.begin() as db:
            return sum(self._add(db, entry) for entry in entries)

    def _add(self, db: Connection, entry: Entry) -> bool:
        added = _add(db, entry)
        if added:
            self.backend.keep_words(db, entry.document.id, entry.document.title, entry.document.text)
        return added

    def unsettled(self) -> list[str]:
        """Documents not yet resolved and weighed with the rest."""
        d = schema.documents.c
        with self.reading() as db:
            return list(db.scalars(select(d.id).where(d.settled.in_(schema.UNSETTLED)).order_by(d.id)))

    def is_weighed(self) -> bool:
        """Whether every claim is under a finding: false after a build that was stopped, until the next."""
        c, d, f = schema.claims.c, schema.documents.c, schema.findings.c
        unweighed = (
            select(c.id).join(schema.documents, d.id == c.document).outerjoin(schema.findings, f.id == c.finding)
            .where(d.settled.in_(schema.UNSETTLED), f.id.is_(None)).limit(1)
        )  # fmt: skip
        with self.reading() as db:
            return db.scalar(unweighed) is None

    def graded(self) -> list[Source]:
        """What a person says of the sources, by name."""
        with self.reading() as db:
            return [Source(*r) for r in db.execute(select(schema.sources).order_by(schema.sources.c.name))]

    def grade(self, sources: Iterable[Source]) -> None:
        """Put these in the place of all that was said of sources; `pipeline.settle` weighs anew."""
        rows = [asdict(source) for source in sources]
        with self.guarded(), self.writing.begin() as db:
            db.execute(delete(schema.sources))
            if rows:
                db.execute(insert(schema.sources), rows)

    def unsettle(self, source: str) -> None:
        """Have the claims of a publisher's documents weighed anew."""
        with self.guarded(), self.writing.begin() as db:
            _weigh_anew(db, schema.documents.c.source == source)

    def decide(self, decision: Decision, about: Iterable[str], *, seen: tuple[str, str] | None = None, claim: Claim | None = None) -> None:  # fmt: skip
        """Append a decision and mark the documents it touches to be settled anew, at once or not at all; the same decision twice is one.

        Args:
            about: ids of the claims and entities it is about.
            seen: (claim, id of the last decision on it that the reviewer has seen, empty for none).
            claim: one that the decision adds.

        Raises:
            OvertakenError: somebody has decided on the claim since.
        """
        row = {"id": decision.id, "target": decision.target, "action": decision.action, "reviewer": decision.reviewer,
               "made": decision.made.isoformat(), "body": decision.body}  # fmt: skip
        x, c, d = schema.locals_.c, schema.claims.c, schema.documents.c
        with self.guarded(), self.writing.begin() as db:
            after = log.successor(db)
            ids = {log.now(i, after) for i in about}
            if seen and _last_on(db, log.now(seen[0], after)) != seen[1]:
                raise OvertakenError(f"{seen[0]}: somebody decided on it meanwhile; look at it again")
            if claim:
                text = db.execute(select(d.text).where(d.id == claim.document)).scalar_one()
                added = claim_row(claim, text) | {"added": decision.reviewer}
                db.execute(unless_there(db, schema.claims).values(added))
            db.execute(unless_there(db, schema.decisions).values(row))
            named = select(x.document).where(x.id.in_(ids))  # who is who may change
            db.execute(update(schema.documents).where(d.id.in_(named)).values(settled=schema.NEW))
            _weigh_anew(db, d.id.in_(select(c.document).where(c.id.in_(ids))))

    def decisions_on(self, claim: str) -> list[dict[str, Any]]:
        """Decisions on a claim, as `log.decisions_of` gives them."""
        return self.decisions_of([claim])[claim]

    def decisions_of(self, claims: Iterable[str]) -> dict[str, list[dict[str, Any]]]:
        """`decisions_on` each of some claims."""
        with self.reading() as db:
            return log.decisions_of(db, claims)


class _Moment:
    """One moment of a record; it begins when something is read."""

    def __init__(self, record: Record, until: ExitStack) -> None:
        self.record = record
        self._until = until
        self._db: Connection | None = None

    def connection(self) -> Connection:
        """Of all who read."""
        if self._db is None:
            self._db = self._until.enter_context(self.record.engine.connect())
        return self._db


_MOMENT: ContextVar[_Moment | None] = ContextVar("moment", default=None)


def _weigh_anew(db: Connection, which: ColumnElement[bool]) -> None:
    """Mark documents whose claims were decided on; who is named in them stays as it is, so that this costs little."""
    d = schema.documents.c
    db.execute(update(schema.documents).where(which, d.settled == schema.SETTLED).values(settled=schema.DECIDED))


def _last_on(db: Connection, claim: str) -> str:
    """Id of the last decision on a claim, one that takes another back among them; empty for none."""
    made = log.decisions_of(db, [claim])[claim]
    return str(made[-1]["id"]) if made else ""


def _add(db: Connection, entry: Entry) -> bool:
    document = entry.document
    if db.scalar(select(schema.documents.c.id).where(schema.documents.c.id == document.id)):
        return False
    replaced, added = _remove_earlier(db, document) if entry.replaces else ([], [])
    tables = rows_of_entry(entry)
    for table in (schema.documents, schema.entities, schema.locals_, schema.mentions):
        if tables[table.name]:
            db.execute(insert(table), tables[table.name])
    rows = tables["claims"]
    if rows:
        db.execute(unless_there(db, schema.claims), rows)
    by_key = {row["words_key"]: row["id"] for row in rows}
    by_key |= {f"{e.schema} {e.name.lower()}": e.id for e in entry.entities}
    after = [(old, by_key[key]) for old, key in replaced if by_key.get(key, old) != old]
    if after:  # what comes back, in a document that is again as it was, stands for itself
        db.execute(delete(schema.successions).where(schema.successions.c.old.in_(sorted(by_key.values()))))
    after += _add_again(db, document, added)
    for old, new in after:
        db.execute(unless_there(db, schema.successions).values(old=old, new=new))
    return True


def _add_again(db: Connection, document: Document, added: list[Any]) -> Iterator[tuple[str, str]]:
    """Put claims that reviewers added into the new text of their document: (id before, id now)."""
    for r in added:
        body = additions.moved(json.loads(r.read or r.body), r.text, document.text)
        if body:
            claim = claim_from_json(body, document.id)
            row = claim_row(claim, document.text) | {"added": r.added}
            db.execute(unless_there(db, schema.claims).values(row))
            yield r.id, claim.id


def _remove_earlier(db: Connection, document: Document) -> tuple[list[tuple[str, str]], list[Any]]:
    """Take out an earlier version at the same address: (its claims and entities as (id, key of their words), the claims that were added to it)."""
    same = schema.documents.c.address == document.address
    if document.ref:
        same = (schema.documents.c.ref == document.ref) & (schema.documents.c.source == document.source) & same
    gone = list(db.scalars(select(schema.documents.c.id).where(same)))
    if not gone:
        return [], []
    c, d = schema.claims.c, schema.documents.c
    own = select(c.id, c.words_key, c.body, c.read, c.added, d.text).join(schema.documents, d.id == c.document)
    rows = db.execute(own.where(c.document.in_(gone))).all()
    x = schema.locals_.c
    names = db.execute(select(x.id, x.schema, x.name).where(x.document.in_(gone))).all()
    db.execute(update(schema.documents).values(settled=schema.NEW))  # what it held together must be looked at anew
    db.execute(delete(schema.documents).where(schema.documents.c.id.in_(gone)))  # all of theirs goes with them
    keys = [(r.id, r.words_key) for r in rows if not r.added] + [(r.id, f"{r.schema} {r.name.lower()}") for r in names]
    return keys, [r for r in rows if r.added]
