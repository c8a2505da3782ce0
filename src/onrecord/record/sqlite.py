"""A record as one SQLite file: how it is opened, made, taken over from earlier formats, and searched."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Select, Table, column, create_engine, event, select, table, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.pool import NullPool

from onrecord.errors import RecordError
from onrecord.record import counters, migrate, schema
from onrecord.record.words import Term

WAIT_SECONDS = 60
"""How long one writer waits for another."""
RANKED = 20_000
"""Documents with the words of a search, above which only those that came in last are ranked: what stands everywhere ranks nothing."""
FULL_TEXT = (
    "CREATE VIRTUAL TABLE IF NOT EXISTS words USING fts5(title, text, content='documents', content_rowid='number', tokenize=\"unicode61 remove_diacritics 2\")",
    "CREATE TRIGGER IF NOT EXISTS words_added AFTER INSERT ON documents BEGIN INSERT INTO words(rowid, title, text) VALUES (new.number, new.title, new.text); END",
    "CREATE TRIGGER IF NOT EXISTS words_removed AFTER DELETE ON documents BEGIN "
    "INSERT INTO words(words, rowid, title, text) VALUES ('delete', old.number, old.title, old.text); END",
)
_WORDS = table("words", column("rowid"))
_EXPLAINED = (
    ("disk is full", "the disk is full; free some space and run the same command again, nothing written so far is lost"),
    ("locked", "another program is writing to it; try again when it is done"),
    ("readonly", "cannot be written; check its permissions"),
    ("unable to open", "cannot be opened; check the path and its permissions"),
    ("not a database", "is not a record; choose another file"),
    ("malformed", "is damaged; run onrecord check on it, then restore a copy"),
)  # fmt: skip
"""SQLite's words -> a sentence with a remedy."""


class SqliteFile:
    """A record file."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.place, self.name = str(path), path.name

    def engines(self, *, create: bool) -> tuple[Engine, Engine]:
        """(one to read with, one to write with).

        Raises:
            RecordError: there is no such file, or no folder for it.
        """
        if not create and not self.path.is_file():
            raise RecordError(f"{self.path}: no such record; make one with onrecord build PATH... --record {self.path}")
        if create and not self.path.parent.is_dir():
            raise RecordError(f"{self.path}: its folder does not exist; make it first")
        engine = create_engine(f"sqlite:///{self.path}", poolclass=NullPool, connect_args={"timeout": WAIT_SECONDS})
        event.listen(engine, "connect", _on_connect)
        event.listen(engine, "begin", _on_begin)
        return engine, engine.execution_options(writes=True)

    def prepare(self, writing: Engine, *, create: bool) -> None:
        """Make the tables, or take the record over from an earlier format.

        Raises:
            RecordError: it is no record, or of a newer format.
        """
        with writing.execution_options(writes=False).connect() as db:
            if db.exec_driver_sql("PRAGMA user_version").scalar_one() == schema.VERSION:
                return  # whoever only reads waits for no writer
        with writing.begin() as db:
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
                if version:
                    migrate.before(db, version)
                schema.METADATA.create_all(db)
                if version:
                    migrate.after(db, version)
                for statement in (*FULL_TEXT, *counters.triggers()):
                    db.exec_driver_sql(statement)
                db.exec_driver_sql(f"PRAGMA user_version = {schema.VERSION}")

    def explained(self, problem: str) -> str:
        """SQLite's words as a sentence with a remedy."""
        plain = f"database error ({problem}); run onrecord check on it"
        return next((sentence for words, sentence in _EXPLAINED if words in problem), plain)

    def state(self, reading: Engine) -> object:
        """Something that is another after every write."""
        stat = self.path.stat()
        return stat.st_mtime_ns, stat.st_size

    def keep_words(self, db: Connection, document: str, title: str, text: str) -> None:
        """Make a document findable by its words; here triggers do."""

    def load(self, db: Connection, table: Table, rows: list[tuple[Any, ...]]) -> None:
        """Write many rows, their columns in the table's order."""
        names, marks = ", ".join(f'"{c.name}"' for c in table.columns), ", ".join("?" * len(table.columns))
        db.exec_driver_sql(f'INSERT INTO "{table.name}" ({names}) VALUES ({marks})', rows)

    def numbered(self, db: Connection) -> None:
        """Go on numbering documents after those that were copied; SQLite does."""

    def matching(self, db: Connection, query: Select[Any], asked: list[Term], limit: int, *, alone: bool) -> Select[Any]:  # fmt: skip
        """Those of some documents that hold the terms, the best first.

        Args:
            alone: whether nothing else is asked of them: then the index itself finds the best, of so many that it need not look at each hit.
        """
        values: dict[str, Any] = {"words": " ".join(map(_quoted, asked))}
        query = query.join(_WORDS, _WORDS.c.rowid == schema.documents.c.number).where(text("words MATCH :words"))
        if alone:
            query = query.where(text("words.rowid IN (SELECT rowid FROM words WHERE words MATCH :words AND rowid > :from AND rank MATCH 'bm25(4.0, 1.0)' ORDER BY rank LIMIT :most)"))  # fmt: skip
            values |= {"from": _common_from(db, values["words"]), "most": limit}
        return query.order_by(text("bm25(words, 4.0, 1.0)"), schema.documents.c.id).limit(limit).params(values)

    def problems(self, db: Connection) -> Iterator[str]:
        """What SQLite itself finds wrong with the file."""
        for (word,) in db.exec_driver_sql("PRAGMA integrity_check"):
            if word != "ok":
                yield f"SQLite: {word}"
        for row in db.exec_driver_sql("PRAGMA foreign_key_check"):
            yield f"{row[0]} row {row[1]}: refers to nothing in {row[2]}"
        try:
            db.exec_driver_sql("INSERT INTO words(words) VALUES ('integrity-check')")
        except OperationalError as error:
            if "readonly" not in str(
                error.orig
            ):  # FTS5 takes the question for a write: on a disk that may only be read nobody can ask it
                raise

    def copy_file(self, path: Path) -> None:
        """Copy the file as one moment shows it, whoever writes to it meanwhile."""
        with closing(sqlite3.connect(self.path)) as now, closing(sqlite3.connect(path)) as copy:
            now.backup(copy)


def _on_connect(connection: sqlite3.Connection, _: object) -> None:
    connection.isolation_level = None  # we say BEGIN ourselves: a writer waits its turn from the start
    connection.execute("PRAGMA foreign_keys = ON")


def _on_begin(db: Connection) -> None:
    db.exec_driver_sql("BEGIN IMMEDIATE" if db.get_execution_options().get("writes") else "BEGIN")


def _quoted(term: Term) -> str:
    """A term as FTS5 takes it."""
    return f'"{" ".join(term.words)}"{"*" if term.prefix else ""}'


def _common_from(db: Connection, words: str) -> int:
    """The number of the last document that need not be ranked; 0 where all are."""
    far = select(_WORDS.c.rowid).where(text("words MATCH :words")).order_by(_WORDS.c.rowid.desc()).limit(1).offset(RANKED)  # fmt: skip
    return db.scalar(far, {"words": words}) or 0
