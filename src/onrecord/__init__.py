"""Onrecord reads reporting and keeps a sourced record of it.

`read_text` reads one text; the command line does the rest. Importing this module loads nothing heavy.
"""

from typing import Any

__version__ = "0.1.0"
__all__ = ["__version__", "read_text"]


def read_text(text: str, *, published: str | None = None, source: str | None = None) -> dict[str, Any]:
    """Read one text and return what is in it, as `onrecord read` prints it.

    Args:
        text: the article; English is read, other languages come back marked as not read.
        published: its date, ISO (YYYY-MM-DD); relative dates stay unknown without it.
        source: who published it.
    """
    from onrecord.pipeline import read_text as read

    return read(text, published=published, source=source)
