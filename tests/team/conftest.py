import itertools

import pytest
from team.cluster import programs, running

from onrecord.record import Record
from onrecord.record.copying import copy
from onrecord.team import Roster

NUMBERS = itertools.count()


@pytest.fixture(scope="session")
def cluster():
    if programs() is None:
        pytest.skip("PostgreSQL is missing: apt-get install postgresql")
    with running() as cluster:
        yield cluster


@pytest.fixture
def address(cluster):
    """Of a record that is not there yet."""
    return cluster.address(f"r{next(NUMBERS)}")


@pytest.fixture
def opened():
    """Opens records, and lets them go after the test."""
    every = []

    def open_record(place, *, create=False):
        every.append(Record(place, create=create))
        return every[-1]

    yield open_record
    for record in every:
        record.close()


PASSWORD = "a few plain words"


@pytest.fixture
def roster(address):
    """Three accounts, one of each role."""
    made = Roster(address)
    for name, role in (("rea", "reader"), ("rev", "reviewer"), ("ada", "admin")):
        made.add(f"{name} {made.record}", role, PASSWORD)
    yield made
    made.close()


@pytest.fixture
def shared(record, address, opened):
    """The small record, in the database."""
    made = opened(address, create=True)
    copy(record, made)
    return made
