"""What a document is before it is read: bytes with an address, and what its container told of it."""

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from onrecord.errors import InputError

MAX_BYTES = 200_000_000
"""Largest single file taken in, in bytes; archives (JSONL, CSV, WARC) are streamed and may be larger."""
MAX_TEXT = 5_000_000
"""Longest text of one document, in characters."""


@dataclass(frozen=True, slots=True)
class Raw:
    """One document to be: its bytes, or the file that holds them."""

    address: str
    """As the user gave it; with `#number` for a part of an archive."""
    data: bytes | None = None
    """The bytes; None until `loaded`."""
    path: Path | None = None
    """The file that holds them."""
    media_type: str = ""
    """As told by an archive or server; empty when only the bytes can tell."""
    fields: dict[str, str] = field(default_factory=dict)
    """ref, title, byline, source, published, text: what the container told."""
    capture: dict[str, Any] | None = None
    """Of a page read from the web: url, retrieved (UTC), status, headers; with the bytes, all that an archive needs."""

    def loaded(self) -> "Raw":
        """The same with its bytes in hand.

        Raises:
            InputError: the file is gone, unreadable or too large.
        """
        if self.data is not None or self.path is None:
            return self
        try:
            size = self.path.stat().st_size
            if size > MAX_BYTES:
                raise InputError(
                    self.address,
                    f"is {size / 1e9:.1f} GB, more than one document may be ({MAX_BYTES // 10**6} MB)",
                    "split it, or turn it into JSONL",
                )
            return replace(self, data=self.path.read_bytes())
        except OSError as error:
            raise InputError(
                self.address,
                f"cannot be opened ({error.strerror})",
                "check the path and its permissions",
            ) from error
