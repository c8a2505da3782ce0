"""How the processes that answer ask the one that weighs: they ring a bell, and go on."""

import logging
import multiprocessing
import time

from onrecord.errors import OnrecordError
from onrecord.record import Record
from onrecord.workbench.settler import PATIENCE, Settler

log = logging.getLogger(__name__)
LOOKS = 0.025
"""Seconds after which a page that waits looks again."""


class Bell:
    """Shared by the processes of one server; made by the one that weighs, which starts the others."""

    def __init__(self) -> None:
        context = multiprocessing.get_context("spawn")
        self.rests = context.Value("d", 0.0)
        """Until when pages ask in vain, by the clock that the machine's processes share."""
        self._rung = context.SimpleQueue()

    def ring(self, *, hurried: bool) -> None:
        """Ask for the record to be settled.

        Args:
            hurried: a page waits for it; else once reviewers pause.
        """
        self._rung.put(hurried)

    def answer(self, settler: Settler) -> None:
        """Settle whenever it was rung, for ever; what was rung meanwhile is one."""
        while True:
            hurried = self._rung.get()
            while not self._rung.empty():
                hurried |= self._rung.get()
            try:
                settler.now() if hurried else settler.later()
            except OnrecordError as error:  # the database is away: whoever rings next may be luckier
                log.warning("%s", error)


class Rings:
    """What a process that answers has instead of a settler."""

    def __init__(self, bell: Bell, record: Record) -> None:
        self.bell = bell
        self.record = record

    def later(self) -> None:
        """Have it settled soon."""
        self.bell.ring(hurried=False)

    def now(self) -> None:
        """Have it settled, for a page that shows what stands behind a finding; where that takes long, the page does not wait for all of it."""
        if time.monotonic() < self.bell.rests.value or not self.record.unsettled():
            return
        self.bell.ring(hurried=True)
        ends = time.monotonic() + PATIENCE
        while time.monotonic() < ends and self.record.unsettled():
            time.sleep(LOOKS)
