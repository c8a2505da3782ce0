"""Onrecord reads reporting and keeps a sourced record of it.

`read_text` reads one text, `open` opens a record or a running workbench; the command line does the rest. Importing this module loads nothing heavy.
"""

from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from onrecord.client import Client

__version__ = "0.1.0"
__all__ = ["__version__", "open", "read_text"]


def read_text(text: str, *, published: str | None = None, source: str | None = None) -> dict[str, Any]:
    """Read one text and return what is in it, as `onrecord read` prints it.

    Args:
        text: the article; English is read, other languages come back marked as not read.
        published: its date, ISO (YYYY-MM-DD); relative dates stay unknown without it.
        source: who published it.
    """
    from onrecord.pipeline import read_text as read

    return read(text, published=published, source=source)


def open(path_or_url: str | Path, *, names: bool = False) -> "Client":
    """Open a record file, or a workbench that is running, for reading.

    Args:
        path_or_url: a file made by `onrecord build`, or the address that `onrecord serve` printed.
        names: whether the names of persons without a public role are shown.
    """
    from onrecord.client import open_record

    return open_record(path_or_url, names=names)
