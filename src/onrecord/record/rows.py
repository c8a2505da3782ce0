"""Rows of many ids at once, asked for and written a few thousand at a time."""

from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, Table
from sqlalchemy.dialects import postgresql, sqlite

CHUNK = 5000
"""Ids in one question to the database."""


def rows_of(db: Connection, query: Select[Any], column: ColumnElement[Any], values: Iterable[Any]) -> list[Any]:
    """Rows whose column is one of some values."""
    return [r for part in chunks(values) for r in db.execute(query.where(column.in_(part)))]


def chunks(values: Iterable[Any]) -> Iterator[list[Any]]:
    """Values in order, a few thousand at a time."""
    every = sorted(values)
    for i in range(0, len(every), CHUNK):
        yield every[i : i + CHUNK]


def many(db: Connection, statement: Any, rows: list[dict[str, Any]]) -> None:
    """Run a statement once a row; not at all without rows.

    It is put into SQL once, and the rows go to the driver as they are: half the time of letting SQLAlchemy look at each.
    """
    if not rows:
        return
    compiled = statement.compile(dialect=db.dialect, column_keys=list(rows[0]))
    order = compiled.positiontup  # None where the driver takes names
    db.exec_driver_sql(str(compiled), [tuple(row[name] for name in order) for row in rows] if order else rows)


def unless_there(db: Connection, table: Table) -> Any:
    """An insert that leaves what is there as it is."""
    dialect = postgresql if db.dialect.name == "postgresql" else sqlite
    return dialect.insert(table).on_conflict_do_nothing()
