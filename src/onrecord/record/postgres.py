"""A record as a schema of a PostgreSQL database, for teams: the same tables, one writer at a time, search by tsvector.

An address is libpq's, with the record's name: `postgresql://ana@db.example/onrecord?record=press`. A password is better kept in
`~/.pgpass` or PGPASSWORD, where no list of processes shows it.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, Select, cast, func, insert, select
from sqlalchemy.dialects.postgresql import ARRAY, REAL, TSQUERY, TSVECTOR
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from onrecord.errors import RecordError, UsageError
from onrecord.record import counters
from onrecord.record.schema import documents
from onrecord.record.words import Term, words_of

WAIT_SECONDS = 60
"""How long one writer waits for another."""
RANKED = 5_000
"""Documents with the words of a search, above which only those that came in last are ranked."""
WEIGHTS = [0.25, 0.25, 0.25, 1.0]
"""A word of the title counts four times one of the text."""
DEFAULT_NAME = "record"
LONGEST_WORD = 500
LAST_POSITION, MOST_POSITIONS = 16_383, 255
"""What a tsvector keeps of a word's places."""
MOST_BYTES = 900_000
"""A tsvector takes a megabyte: of an enormous text the first words are found."""
MIGRATIONS = Path(__file__).with_name("migrations")
_OWN = sa.MetaData()
# A row for each document, in the order in which they came.
document_words = sa.Table(
    "document_words", _OWN,
    sa.Column("number", sa.BigInteger, sa.Identity(), primary_key=True),
    sa.Column("document", sa.String, sa.ForeignKey(documents.c.id, ondelete="CASCADE"), nullable=False, unique=True),
    sa.Column("words", TSVECTOR, nullable=False),
    sa.Index("document_words_words", "words", postgresql_using="gin"),
)  # fmt: skip
# One row: who holds it writes; how often that was.
written = sa.Table("written", _OWN, sa.Column("n", sa.BigInteger, primary_key=True))
_EXPLAINED = (
    ("Connection refused", "no PostgreSQL answers there; check the address, and that it runs"),
    ("could not translate host name", "its host is not found; check the address"),
    ("timeout expired", "the server does not answer; check the network"),
    ("password authentication failed", "the password is wrong; give it in ~/.pgpass or PGPASSWORD"),
    ("no password supplied", "it asks for a password; give it in ~/.pgpass or PGPASSWORD"),
    ("lock timeout", "somebody else is writing to it; try again when they are done"),
    ("No space left", "the server's disk is full; free some space and run the same command again, nothing written so far is lost"),
    ("could not extend file", "the server's disk is full; free some space and run the same command again, nothing written so far is lost"),
    ("read-only transaction", "the server only lets it be read; ask for its primary"),
    ("permission denied", "this user may not do that; ask its owner for the rights"),
    ('role "', "there is no such user; check the address"),
    ("does not exist", "is not there; check the address, or make it with createdb"),
    ("server closed the connection", "the server broke off; nothing half-written is kept, run the same command again"),
    ("terminating connection", "the server broke off; nothing half-written is kept, run the same command again"),
    ("QueuePool limit", "too many ask at once; try again"),
)  # fmt: skip
"""PostgreSQL's words -> a sentence with a remedy."""


class PostgresSchema:
    """A record in a database."""

    def __init__(self, address: str) -> None:
        """Take an address apart; nothing is asked of the server yet.

        Raises:
            UsageError: it is no address, or its record has a name that no schema has.
        """
        try:
            url = make_url(address).set(drivername="postgresql+psycopg")
        except (ArgumentError, ValueError) as error:
            raise UsageError(f"{address.rpartition('@')[2]}: is no address of a database; write postgresql://USER@HOST/DATABASE?record=NAME") from error  # fmt: skip
        name = url.query.get("record", DEFAULT_NAME)
        if not isinstance(name, str) or not re.fullmatch(r"[a-z][a-z0-9_]{0,40}", name) or name.startswith("pg_"):
            raise UsageError(f"record={name}: name it with small letters, figures and _, beginning with a letter")
        self.name = self.schema = name
        self.url = url.difference_update_query(["record"])
        self.place = f"{self.url.set(drivername='postgresql').render_as_string()}?record={name}"

    def engines(self, *, create: bool) -> tuple[Engine, Engine]:
        """(one to read with, each transaction as one moment shows the record; one to write with, one writer at a time)."""
        options = f"-c search_path={self.schema} -c jit=off -c lock_timeout={WAIT_SECONDS}s"
        engine = sa.create_engine(
            self.url, connect_args={"options": options, "connect_timeout": 10, "application_name": "onrecord"}, pool_pre_ping=True, pool_size=10, max_overflow=20
        )  # fmt: skip
        sa.event.listen(engine, "begin", _on_begin)
        reading = engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
        return reading, engine.execution_options(isolation_level="READ COMMITTED", writes=True)

    def prepare(self, writing: Engine, *, create: bool) -> None:
        """Make the tables, or bring them to today's with Alembic.

        Raises:
            RecordError: there is no such record, or it is of a newer format.
        """
        with writing.execution_options(writes=False).begin() as db:
            db.execute(select(func.pg_advisory_xact_lock(func.hashtext(self.schema))))  # two that begin at once
            there = db.scalar(select(cast(func.to_regclass(f"{self.schema}.documents"), sa.String))) is not None
            if not there and not create:
                raise RecordError(f"{self.place}: no such record; make one with onrecord build PATH... --record ADDRESS")  # fmt: skip
            if not there:
                db.exec_driver_sql(f"CREATE SCHEMA IF NOT EXISTS {self.schema}")
            if migrated(db, MIGRATIONS, self.place):
                for statement in counters.functions():
                    db.exec_driver_sql(statement)

    def explained(self, problem: str) -> str:
        """PostgreSQL's words as a sentence with a remedy."""
        plain = f"database error ({' '.join(problem.split())[:300]})"
        return next((sentence for words, sentence in _EXPLAINED if words in problem), plain)

    def state(self, reading: Engine) -> object:
        """Something that is another after every write."""
        with reading.connect() as db:
            return db.scalar(select(written.c.n))

    def keep_words(self, db: Connection, document: str, title: str, text: str) -> None:
        """Make a document findable by its words."""
        db.execute(insert(document_words).values(document=document, words=cast(_vector(title, text), TSVECTOR)))

    def load(self, db: Connection, table: sa.Table, rows: list[tuple[Any, ...]]) -> None:
        """Write many rows, their columns in the table's order."""
        names = ", ".join(f'"{c.name}"' for c in table.columns)
        with db.connection.cursor().copy(f'COPY "{table.name}" ({names}) FROM STDIN') as out:
            for row in rows:
                out.write_row(row)

    def numbered(self, db: Connection) -> None:
        """Go on numbering documents after those that were copied."""
        db.exec_driver_sql(
            "SELECT setval(pg_get_serial_sequence('documents', 'number'), greatest((SELECT max(number) FROM documents), 1))"
        )

    def matching(self, db: Connection, query: Select[Any], asked: list[Term], limit: int, *, alone: bool) -> Select[Any]:  # fmt: skip
        """Those of some documents that hold the terms, the best first; of very many, of those that came in last.

        Args:
            alone: whether nothing else is asked of them.
        """
        w, wanted = document_words.c, cast(" & ".join(map(_quoted, asked)), TSQUERY)
        query = query.join(document_words, w.document == documents.c.id)
        if alone:
            last = select(w.number).where(w.words.op("@@")(wanted)).order_by(w.number.desc()).limit(RANKED)
            query = query.where(w.number.in_(last))
        else:
            query = query.where(w.words.op("@@")(wanted))
        rank = func.ts_rank_cd(cast(sa.literal(WEIGHTS, ARRAY(REAL)), ARRAY(REAL)), w.words, wanted)
        return query.order_by(rank.desc(), documents.c.id).limit(limit)

    def problems(self, db: Connection) -> Iterator[str]:
        """What only PostgreSQL can have: a document that no search finds."""
        w, d = document_words.c, documents.c
        for identity in db.scalars(select(d.id).outerjoin(document_words, w.document == d.id).where(w.number.is_(None)).order_by(d.id)):  # fmt: skip
            yield f"document {identity}: no search finds it"


def migrated(db: Connection, folder: Path, place: str) -> bool:
    """Bring the tables of a schema to today's with Alembic; whether anything was done.

    Args:
        folder: of the migrations.
        place: as messages name the database.

    Raises:
        RecordError: they are of a newer format.
    """
    script = ScriptDirectory.from_config(config(db, folder))
    at = MigrationContext.configure(db, opts={"version_table": "format"}).get_current_revision()
    if at == script.get_current_head():
        return False
    if at is not None and at not in {s.revision for s in script.walk_revisions()}:
        raise RecordError(f"{place}: made by a newer Onrecord (format {at}); update Onrecord")
    command.upgrade(config(db, folder), "head")
    return True


def config(db: Connection, folder: Path = MIGRATIONS) -> Config:
    """Alembic's settings for a database that is open: `command.upgrade(config(db), "head")`."""
    made = Config()
    made.set_main_option("script_location", str(MIGRATIONS))  # one env.py for the record's tables and those of accounts
    made.set_main_option("version_locations", str(folder / "versions"))
    made.set_main_option("path_separator", "os")
    made.attributes["connection"] = db
    return made


def _on_begin(db: Connection) -> None:
    if db.get_execution_options().get("writes"):
        db.execute(written.update().values(n=written.c.n + 1))  # waits until whoever writes has done


def _quoted(term: Term) -> str:
    """A term as a tsquery has it; its words are letters and figures alone."""
    *before, last = (f"'{w}'" for w in term.words)
    return "(" + " <-> ".join((*before, f"{last}:*" if term.prefix else last)) + ")"


def _vector(title: str, text: str) -> str:
    """The words of a document with their places, those of its title weighed more."""
    places: dict[str, list[str]] = defaultdict(list)
    at, size = 0, 0
    for words, weight in ((title, "A"), (text, "")):
        at += 1  # no phrase goes on from the title into the text
        for word, _, _ in words_of(words):
            at += 1
            own = places[word] if word in places or len(word) <= LONGEST_WORD else None
            if own is None or len(own) >= MOST_POSITIONS:
                continue
            size += 2 if own else len(word.encode()) + 8
            if size > MOST_BYTES:
                break
            own.append(f"{min(at, LAST_POSITION)}{weight}")
    return " ".join(f"'{w}':{','.join(own)}" for w, own in places.items() if own)
