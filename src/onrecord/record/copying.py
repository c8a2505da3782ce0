"""A record filled table by table: from another, or from what a cluster made; and copied into a file of its own."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Table, func, select

from onrecord.errors import RecordError
from onrecord.record import last_steps, schema
from onrecord.record.counters import counting_after
from onrecord.record.sqlite import SqliteFile
from onrecord.record.store import Record

AT_A_TIME = 1_000
KEPT_BY_TRIGGERS = frozenset(["counters"])
Load = Callable[[Table, Iterable[list[tuple[Any, ...]]]], None]


def copy(record: Record, to: Record, on_progress: Callable[[str], None] = lambda _: None) -> int:
    """Copy all of a record, as one moment shows it, into one that is empty; all or nothing.

    Args:
        on_progress: told which table is copied, and how many rows.

    Returns:
        How many documents it holds.

    Raises:
        RecordError: the other one holds documents.
    """
    with record.guarded(), record.engine.connect() as whole, _filling(to, on_progress) as (_, load):
        for table in schema.METADATA.sorted_tables:
            if table.name not in KEPT_BY_TRIGGERS:
                every = whole.execution_options(yield_per=AT_A_TIME).execute(select(table)).partitions()
                load(table, ([tuple(r) for r in part] for part in every))
    return to.size()


def fill(to: Record, rows_of: Callable[[str], Iterable[Mapping[str, Any]]], on_progress: Callable[[str], None] = lambda _: None) -> None:  # fmt: skip
    """Fill an empty record with rows that were resolved and weighed elsewhere; all or nothing.

    Args:
        rows_of: the rows of a table, by its name.
        on_progress: told which table is filled, and how many rows.

    Raises:
        RecordError: it holds documents.
    """
    with _filling(to, on_progress) as (db, load):
        for table in schema.METADATA.sorted_tables:
            load(table, _parts(table, rows_of(table.name)))
        last_steps.refresh(db, None)


def _parts(table: Table, rows: Iterable[Mapping[str, Any]]) -> Iterator[list[tuple[Any, ...]]]:
    names = [c.name for c in table.columns]
    every = iter(rows)
    while part := [tuple(row[name] for name in names) for row in islice(every, AT_A_TIME)]:
        yield part


@contextmanager
def _filling(to: Record, on_progress: Callable[[str], None]) -> Iterator[tuple[Connection, Load]]:
    """Fill an empty record table by table: (its database, what writes rows into a table, their columns in the table's order)."""
    with to.guarded(), to.writing.begin() as db:
        if db.scalar(select(func.count()).select_from(schema.documents)):
            raise RecordError(f"{to.place}: holds documents already; choose a new record")

        def load(table: Table, parts: Iterable[list[tuple[Any, ...]]]) -> None:
            done = 0
            for part in parts:
                to.backend.load(db, table, part)
                done += len(part)
                on_progress(f"{table.name}: {done:,} rows")

        with counting_after(db):
            yield db, load
        _after(db, to, on_progress)


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
