"""What decisions touched is weighed once reviewers pause, and soon even where they never do."""

import time

import pytest

from onrecord.workbench import settler
from onrecord.workbench.settler import Settler


@pytest.fixture
def settled(monkeypatch):
    """The moments at which a record was settled."""
    moments = []
    monkeypatch.setattr(settler.pipeline, "settle", lambda record: moments.append(time.monotonic()))
    return moments


def test_it_waits_for_a_pause(settled):
    one = Settler(None, quiet=0.3)
    for _ in range(4):
        one.later()
        time.sleep(0.1)
    assert settled == []
    time.sleep(0.5)
    assert len(settled) == 1


def test_decisions_that_keep_coming_do_not_put_it_off_for_ever(settled, monkeypatch):
    monkeypatch.setattr(settler, "LONGEST", 0.8)
    one, begun = Settler(None, quiet=0.3), time.monotonic()
    while time.monotonic() - begun < 2:
        one.later()
        time.sleep(0.05)
    time.sleep(0.5)  # the last one
    assert len(settled) >= 2
    assert settled[0] - begun < 1.5


def test_a_page_that_needs_it_waits_for_nobody_else(settled):
    one = Settler(Unsettled(), quiet=60)
    one.later()
    one.now()
    assert len(settled) == 1


def test_a_page_does_not_wait_for_what_takes_long(monkeypatch):
    monkeypatch.setattr(settler.pipeline, "settle", lambda record: time.sleep(1))
    begun = time.monotonic()
    Settler(Unsettled(), quiet=60).now()
    assert time.monotonic() - begun < 0.8
    time.sleep(1)


class Unsettled:
    """A record with something to settle."""

    def unsettled(self):
        return ["d"]
