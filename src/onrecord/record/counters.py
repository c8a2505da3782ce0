"""Counts that the database keeps as rows come and go, so that no page counts a table."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, select

from onrecord.record import schema
from onrecord.record.rows import rows_of

YEAR = "coalesce(substr({r}.published, 1, 4), '')"
SEP = "\x1f"
KEPT: dict[str, tuple[tuple[str, str, str], ...]] = {
    "documents": (
        ("'documents of year'", YEAR, "1"),
        ("'documents of source'", "{r}.source", "1"),
        ("'claims of source'", "{r}.source", "{r}.claims"),
        ("'documents of source and year'", f"{{r}}.source || '\x1f' || {YEAR}", "1"),
    ),
    "findings": (
        ("'findings'", "{r}.kind", "1"),
        ("'type of ' || {r}.kind", "{r}.type", "1"),
        ("'stage of ' || {r}.kind", "{r}.stage", "1"),
        ("'status of ' || {r}.kind", "{r}.status", "1"),
        ("'country of ' || {r}.kind", "{r}.country", "1"),
    ),
    "entities": (("'entities'", "{r}.schema", "1"),),
    "decisions": (("'decisions'", "''", "1"),),
    "parts": (("'findings said by'", "{r}.entity", "1"),),
}
"""Table -> (of what, key, how many) each of its rows counts for; {r} is the row."""
ONLY = {"parts": "{r}.role = 'says'"}
"""Rows that count, where not all do."""

UNCOUNTED = "onrecord.uncounted"
"""Of PostgreSQL, set while very much is written: a transaction that counts one row a million times looks at each of its versions every time."""


def triggers() -> list[str]:
    """SQL that keeps the counts from now on."""
    return [
        f"CREATE TRIGGER IF NOT EXISTS {table}_{name} AFTER {event} ON {table}{_when(table, rows[0])} BEGIN {_counting(table, rows)} END"
        for table in KEPT
        for name, event, rows in (("come", "INSERT", ("NEW",)), ("go", "DELETE", ("OLD",)), *((("grow", "UPDATE OF claims", ("OLD", "NEW")),) if table == "documents" else ()))
    ]  # fmt: skip


def functions() -> list[str]:
    """The same for PostgreSQL: a function and its triggers a table."""
    made = []
    for table in KEPT:
        body = " ".join(
            f"IF TG_OP {ops} THEN {_counting(table, (row,))} END IF;" for row, ops in (("OLD", "<> 'INSERT'"), ("NEW", "<> 'DELETE'"))
        )  # fmt: skip
        made.append(
            f"CREATE OR REPLACE FUNCTION {table}_counted() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {body} RETURN NULL; END $$"
        )
        update = ("grow", "UPDATE OF claims", "NEW") if table == "documents" else None
        for name, event, row in filter(None, (("come", "INSERT", "NEW"), ("go", "DELETE", "OLD"), update)):
            only = f" AND {ONLY[table].format(r=row)}" if table in ONLY else ""
            when = f" WHEN (current_setting('{UNCOUNTED}', true) IS DISTINCT FROM 'yes'{only})"
            made.append(
                f"CREATE OR REPLACE TRIGGER {table}_{name} AFTER {event} ON {table} FOR EACH ROW{when} EXECUTE FUNCTION {table}_counted()"
            )
    return made


def fill(db: Connection) -> None:
    """Count what is there."""
    db.exec_driver_sql("DELETE FROM counters")
    for table, kept in KEPT.items():
        for of, key, n in kept:
            only = f" WHERE {ONLY[table]}" if table in ONLY else ""
            query = f"INSERT INTO counters (of, key, n) SELECT {of}, {key}, sum({n}) FROM {table}{only} GROUP BY 1, 2"
            db.exec_driver_sql(query.format(r=table))


@contextmanager
def counting_after(db: Connection) -> Iterator[None]:
    """While very much is written, do not count each row, but all at the end; SQLite counts each, which costs it nothing."""
    if db.dialect.name != "postgresql":
        yield
        return
    db.exec_driver_sql(f"SET LOCAL {UNCOUNTED} = 'yes'")
    yield
    fill(db)
    db.exec_driver_sql(f"SET LOCAL {UNCOUNTED} = 'no'")


def counted(db: Connection, of: str, limit: int | None = None) -> list[tuple[str, int]]:
    """(key, how many), the most first; keys that nothing counts for are left out.

    Args:
        of: what, as in KEPT: "findings", "type of incident".
    """
    c = schema.counters.c
    query = select(c.key, c.n).where(c.of == of, c.n > 0).order_by(c.n.desc(), c.key).limit(limit)
    return [(r.key, r.n) for r in db.execute(query)]


def counters_of(db: Connection, of: str, keys: Iterable[str]) -> dict[str, int]:
    """Some of these counts by key; those that nothing counts for are left out."""
    c = schema.counters.c
    return {r.key: r.n for r in rows_of(db, select(c.key, c.n).where(c.of == of, c.n > 0), c.key, set(keys))}


def _when(table: str, row: str) -> str:
    return f" WHEN {ONLY[table].format(r=row)}" if table in ONLY else ""


def _counting(table: str, rows: tuple[str, ...]) -> str:
    """One statement a count and row: a row that comes adds, one that goes takes away."""
    return " ".join(
        f"INSERT INTO counters (of, key, n) VALUES ({of.format(r=row)}, {key.format(r=row)}, {'-' if row == 'OLD' else ''}{n.format(r=row)}) "
        "ON CONFLICT (of, key) DO UPDATE SET n = counters.n + excluded.n;"
        for row in rows for of, key, n in KEPT[table]
    )  # fmt: skip
