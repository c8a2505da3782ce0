"""Weighs anew what decisions touched: in the background, once the reviewer pauses, so that no decision waits for the one before.

A decision is kept, and shows, at once. Stopped before it has settled, nothing is lost: the next start settles what is left.
"""

import logging
import multiprocessing
import threading
import time
from multiprocessing.sharedctypes import Synchronized
from typing import Protocol

from onrecord import pipeline
from onrecord.errors import OnrecordError
from onrecord.record import Record

QUIET = 3.0
"""Seconds without a decision after which the record is settled."""
LONGEST = 15.0
"""Seconds after which it is settled even where decisions keep coming: many reviewers never pause together."""
PATIENCE = 0.25
"""Seconds that a page waits for it: a small record is settled by then, and of a large one it shows what was weighed before."""
RESTS = 5.0
"""Times as long as it took, for which pages ask for it in vain: whoever decides waits for it, and must not always."""
log = logging.getLogger(__name__)


class Settles(Protocol):
    """What pages ask: a `Settler`, or in a process that only answers `bell.Rings`."""

    def later(self) -> None:
        """Settle soon."""

    def now(self) -> None:
        """Settle, or begin to, for a page that shows what stands behind a finding."""


class Settler:
    """One for a server; several threads may ask it."""

    def __init__(self, record: Record, quiet: float = QUIET, rests: "Synchronized[float] | None" = None) -> None:
        """Make it.

        Args:
            record: to settle.
            quiet: seconds to wait; 0 settles at once, before the answer.
            rests: where it keeps until when pages ask in vain, by the monotonic clock; other processes may look.
        """
        self.record = record
        self.quiet = quiet
        self._lock = threading.Lock()
        self._settling = threading.Lock()
        self._waiting: threading.Timer | None = None
        self._since = 0.0
        self._rests = rests or multiprocessing.Value("d", 0.0)

    def later(self) -> None:
        """Settle soon; asked again meanwhile, it waits anew."""
        if not self.quiet:
            self._settle()
            return
        with self._lock:
            now = time.monotonic()
            if self._waiting is None or not self._waiting.is_alive():
                self._since = now
            elif now - self._since + self.quiet > LONGEST:
                return
            else:
                self._waiting.cancel()
            self._waiting = threading.Timer(self.quiet, self._settle)
            self._waiting.daemon = True
            self._waiting.start()

    def now(self) -> None:
        """Settle what waits, for a page that shows what stands behind a finding; where that takes long, the page does not wait for all of it."""
        with self._lock:
            if self._waiting is not None:
                self._waiting.cancel()
                self._waiting = None
        if not self.record.unsettled():
            return
        if time.monotonic() < self._rests.value:
            self.later()
            return
        if not self._settling.acquire(timeout=PATIENCE):
            return  # one is at it; another would find nothing to do, and take that for how long it takes
        self._settling.release()
        working = threading.Thread(target=self._settle, daemon=True)
        working.start()
        working.join(PATIENCE)

    def _settle(self) -> None:
        with self._settling:  # whoever waited here finds it done
            begun = time.monotonic()
            try:
                pipeline.settle(self.record)
            except OnrecordError as error:
                log.warning("%s; the next start settles what is left", error)
            ended = time.monotonic()
            self._rests.value = ended + RESTS * (ended - begun)
