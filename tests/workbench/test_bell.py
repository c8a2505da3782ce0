"""Processes that answer ring for the one that weighs."""

import threading
import time

from onrecord.errors import RecordError
from onrecord.workbench.bell import Bell, Rings


class Unsettled:
    """A record that is settled when somebody has settled it."""

    def __init__(self):
        self.waiting = ["d"]

    def unsettled(self):
        return self.waiting


class Weigher:
    """Stands for a settler; the first time its database is away."""

    def __init__(self, record):
        self.record, self.asked = record, []

    def later(self):
        self.asked.append("later")

    def now(self):
        self.asked.append("now")
        if self.asked.count("now") == 1:
            raise RecordError("the database is away")
        self.record.waiting = []


def until(holds):
    ends = time.monotonic() + 5
    while not holds() and time.monotonic() < ends:
        time.sleep(0.01)
    return holds()


def test_whoever_rings_is_heard_again_after_the_database_was_away():
    record, bell = Unsettled(), Bell()
    weigher, rings = Weigher(record), Rings(bell, record)
    threading.Thread(target=bell.answer, args=(weigher,), daemon=True).start()
    rings.later()
    assert until(lambda: weigher.asked == ["later"])
    begun = time.monotonic()
    rings.now()  # in vain: it does not wait for ever
    assert time.monotonic() - begun < 2
    assert record.unsettled()
    rings.now()
    assert not record.unsettled()


def test_while_it_rests_pages_do_not_ring():
    record, bell = Unsettled(), Bell()
    bell.rests.value = time.monotonic() + 60
    begun = time.monotonic()
    Rings(bell, record).now()
    assert time.monotonic() - begun < 0.1
