import itertools

import pytest
from team.cluster import programs, running

from onrecord.record import Record

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
