"""A record copied whole: into another database, or into a file of its own."""

from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Connection, func, select

from onrecord.errors import RecordError
from onrecord.record import schema
from onrecord.record.counters import counting_after
from onrecord.record.sqlite import SqliteFile
from onrecord.record.store import Record

AT_A_TIME = 1_000
KEPT_BY_TRIGGERS = frozenset(["counters"])


def copy(record: Record, to: Record, on_progress: Callable[[str], None] = lambda _: None) -> int:
    """Copy all of a record, as one moment shows it, into one that is empty; all or nothing.

    Args:
        on_progress: told which table is copied, and how many rows.

    Returns:
        How many documents it holds.

    Raises:
        RecordError: the other one holds documents.
    """
    with record.guarded(), record.engine.connect() as whole, to.guarded(), to.writing.begin() as db:
        if db.scalar(select(func.count()).select_from(schema.documents)):
            raise RecordError(f"{to.place}: holds documents already; copy into a new record")
        with counting_after(db):
            for table in schema.METADATA.sorted_tables:
                if table.name in KEPT_BY_TRIGGERS:
                    continue
                done = 0
                for part in whole.execution_options(yield_per=AT_A_TIME).execute(select(table)).partitions():
                    to.backend.load(db, table, [tuple(r) for r in part])
                    done += len(part)
                    on_progress(f"{table.name}: {done:,} rows")
        _after(db, to, on_progress)
        return db.scalar(select(func.count()).select_from(schema.documents)) or 0


def _after(db: Connection, to: Record, on_progress: Callable[[str], None]) -> None:
    """What the other database keeps beside the tables."""
    d = schema.documents.c
    to.backend.numbered(db)
    if isinstance(to.backend, SqliteFile):  # triggers keep its words
        return
    after = 0
    while rows := db.execute(select(d.number, d.id, d.title, d.text).where(d.number > after).order_by(d.number).limit(AT_A_TIME)).all():  # fmt: skip
        for r in rows:
            to.backend.keep_words(db, r.id, r.title, r.text)
        after = rows[-1].number
        on_progress(f"words: {after:,} documents")


def copy_to_file(record: Record, path: Path) -> Path:
    """Copy a record, as one moment shows it, into a file that does not exist yet."""
    if isinstance(record.backend, SqliteFile):
        with record.guarded():
            record.backend.copy_file(path)
        return path
    made = Record(path, create=True)
    copy(record, made)
    made.close()
    return path
