"""Where a record lives: one SQLite file, or a schema of a PostgreSQL database. All that differs between the two is behind this."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Protocol

from sqlalchemy import Connection, Engine, Select, Table

from onrecord.errors import UsageError
from onrecord.record.sqlite import SqliteFile
from onrecord.record.words import Term

SCHEMES = ("postgresql://", "postgres://")


class Backend(Protocol):
    """One database."""

    place: str
    """As messages name it; never with a password."""
    name: str
    """What the record is called."""

    def engines(self, *, create: bool) -> tuple[Engine, Engine]:
        """(one to read with, each transaction as one moment shows the record; one to write with, one writer at a time)."""

    def prepare(self, writing: Engine, *, create: bool) -> None:
        """Make the tables, or take the record over from an earlier format."""

    def explained(self, problem: str) -> str:
        """The database's words as a sentence with a remedy."""

    def state(self, reading: Engine) -> object:
        """Something that is another after every write."""

    def keep_words(self, db: Connection, document: str, title: str, text: str) -> None:
        """Make a document findable by its words."""

    def load(self, db: Connection, table: Table, rows: list[tuple[Any, ...]]) -> None:
        """Write many rows, their columns in the table's order."""

    def numbered(self, db: Connection) -> None:
        """Go on numbering documents after those that were copied."""

    def matching(self, db: Connection, query: Select[Any], asked: list[Term], limit: int, *, alone: bool) -> Select[Any]:  # fmt: skip
        """Those of some documents that hold the terms, the best first."""

    def problems(self, db: Connection) -> Iterator[str]:
        """What the database itself finds wrong."""


def is_database(place: Path | str) -> bool:
    """Whether a place is an address of a database, not a path."""
    return str(place).startswith(SCHEMES)


def backend_of(place: Path | str) -> Backend:
    """The backend of a path or an address.

    Raises:
        UsageError: an address that names no record.
    """
    if is_database(place):
        try:
            from onrecord.record.postgres import PostgresSchema  # an extra, only when there is a PostgreSQL
        except ModuleNotFoundError as error:
            raise UsageError(f"PostgreSQL: {error.name} is missing; install onrecord[team]") from error
        return PostgresSchema(str(place))
    return SqliteFile(Path(place))
