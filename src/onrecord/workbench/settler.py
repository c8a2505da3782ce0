"""Weighs anew what decisions touched: in the background, once the reviewer pauses, so that no decision waits for the one before.

A decision is kept, and shows, at once. Stopped before it has settled, nothing is lost: the next start settles what is left.
"""

import logging
import threading
import time

from onrecord import pipeline
from onrecord.errors import OnrecordError
from onrecord.record import Record

QUIET = 3.0
"""Seconds without a decision after which the record is settled."""
LONGEST = 15.0
"""Seconds after which it is settled even where decisions keep coming: many reviewers never pause together."""
log = logging.getLogger(__name__)


class Settler:
    """One for a server; several threads may ask it."""

    def __init__(self, record: Record, quiet: float = QUIET) -> None:
        """Make it.

        Args:
            record: to settle.
            quiet: seconds to wait; 0 settles at once, before the answer.
        """
        self.record = record
        self.quiet = quiet
        self._lock = threading.Lock()
        self._settling = threading.Lock()
        self._waiting: threading.Timer | None = None
        self._since = 0.0

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
        """Settle what waits: for a page that shows what stands behind a finding."""
        with self._lock:
            if self._waiting is not None:
                self._waiting.cancel()
                self._waiting = None
        self._settle()

    def _settle(self) -> None:
        with self._settling:  # whoever waited here finds it done
            try:
                pipeline.settle(self.record)
            except OnrecordError as error:
                log.warning("%s; the next start settles what is left", error)
