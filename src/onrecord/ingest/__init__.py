"""Bytes -> Documents: files, folders, standard input, archives, feeds and web addresses."""

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from onrecord.errors import InputError
from onrecord.ingest.archives import archive_of, field_names, items
from onrecord.ingest.document import as_date, to_document
from onrecord.ingest.raw import Raw
from onrecord.ingest.walk import files


@dataclass(frozen=True, slots=True)
class Options:
    """What a user may say about the inputs."""

    published: str | None = None
    """Date for every input, ISO."""
    source: str | None = None
    """Who published every input."""
    fields: str = ""
    """Field names of JSONL and CSV, "text=body,published=day"."""


def gather(paths: Iterable[str], options: Options) -> Iterator[Raw | InputError]:
    """Every document the paths name, unread, in order; what cannot be taken in as an error.

    Raises:
        UsageError: a path names nothing.
    """
    names = field_names(options.fields)
    local: list[str] = []
    for path in paths:
        if path == "-" or path.startswith(("http://", "https://")):
            yield from _from_files(local, names)
            local = []
            yield from _from_stdin(names) if path == "-" else _from_web(path)
        else:
            local.append(path)
    yield from _from_files(local, names)


def _from_files(paths: list[str], names: dict[str, tuple[str, ...]]) -> Iterator[Raw | InputError]:
    for found in files(paths):
        if isinstance(found, InputError):
            yield found
        else:
            yield from from_file(found, names)


def from_file(path: Path, names: dict[str, tuple[str, ...]]) -> Iterator[Raw | InputError]:
    """The documents of one file: itself, or what it holds.

    Args:
        names: as `field_names` gives them.
    """
    try:
        with path.open("rb") as stream:
            kind = archive_of(str(path), stream.read(1024))
            stream.seek(0)
            if kind:
                yield from items(stream, kind, str(path), names)
            else:
                yield Raw(str(path), None, path)
    except OSError as error:
        yield InputError(str(path), f"cannot be opened ({error.strerror})", "check its permissions")


def _from_stdin(names: dict[str, tuple[str, ...]]) -> Iterator[Raw | InputError]:
    stream = sys.stdin.buffer
    head = stream.peek(1024)[:1024] if hasattr(stream, "peek") else b""
    kind = archive_of("-", head)
    if kind:
        yield from items(stream, kind, "-", names)
    else:
        yield Raw("-", stream.read())


def _from_web(address: str) -> Iterator[Raw | InputError]:
    from onrecord.ingest.web import fetch

    try:
        yield fetch(address)
    except InputError as error:
        yield error


__all__ = [
    "InputError",
    "Options",
    "Raw",
    "archive_of",
    "as_date",
    "field_names",
    "from_file",
    "gather",
    "items",
    "to_document",
]
