"""A plugin: every record that a test opens lives in PostgreSQL (`make test-postgres`), so that what holds for a file holds there.

A test's file that is there already is copied into the database first.
"""

import hashlib
from pathlib import Path

import pytest
from sqlalchemy.pool import NullPool
from team.cluster import running

from onrecord.record import backend, copying, postgres, store


def pytest_configure(config):
    config._postgres = running()
    cluster = config._postgres.__enter__()
    plain, made = backend.backend_of, set()

    def in_postgres(place):
        if str(place).startswith(backend.SCHEMES) or not Path(place).parent.is_dir():
            return plain(place)
        name = "t" + hashlib.sha256(str(place).encode()).hexdigest()[:30]
        if name not in made and Path(place).is_file():
            made.add(name)
            store.backend_of = lambda p: plain(p)
            whole, to = store.Record(place), store.Record(cluster.address(name), create=True)
            copying.copy(whole, to)
            to.close()
            store.backend_of = in_postgres
        made.add(name)
        found = plain(cluster.address(name))
        found.name = Path(place).name
        return found

    store.backend_of = in_postgres
    engine = postgres.sa.create_engine
    # tests open many records and close few
    postgres.sa.create_engine = lambda url, *, pool_size, max_overflow, **rest: engine(url, poolclass=NullPool, **rest)


def pytest_unconfigure(config):
    config._postgres.__exit__(None, None, None)


def pytest_collection_modifyitems(items):
    files = pytest.mark.skip(reason="is about files")
    for item in items:
        if item.get_closest_marker("file"):
            item.add_marker(files)
