"""Inputs -> units of work: some files, or a part of an archive, in input order; from disks and S3-compatible stores.

A web archive is one unit, as Common Crawl's news crawl lays them out: a prefix of the store, or its list of paths (`warc.paths.gz`).
JSONL and CSV are counted first and cut.
"""

import gzip
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO

from pyarrow import fs

from onrecord import ingest
from onrecord.cluster.folder import S3, Row, filesystem
from onrecord.errors import InputError, UsageError
from onrecord.ingest import Options, Raw, walk

FILES = 200
"""Files of a unit."""
ITEMS = 1_000
"""Documents of a unit that is a part of an archive."""
CUT = ("jsonl", "csv")
"""Archives that are counted and cut."""
LISTS = (".paths", ".paths.gz")
"""Files that list archives of the same store, one a line."""


@dataclass(frozen=True, slots=True)
class Input:
    """One file, with what tells whether it changed."""

    address: str
    """As the user gave it."""
    size: int
    changed: str

    @property
    def archive(self) -> str:
        """The archive format that its ending tells; empty for a document, or where only its bytes tell."""
        return ingest.archive_of(self.address, b"") or ""


def inputs(paths: Iterable[str]) -> Iterator[Input | InputError]:
    """Every file that paths name, in order.

    Raises:
        UsageError: a path names nothing, or is no file and no store.
    """
    local: list[str] = []
    for path in paths:
        if path == "-" or path.startswith(("http://", "https://")):
            raise UsageError(
                f"{path}: an engine takes files and s3:// addresses; read pages and standard input without --engine"
            )
        if path.startswith(S3):
            yield from _of_disk(local)
            local = []
            yield from _of_store(path)
        else:
            local.append(path)
    yield from _of_disk(local)


def _of_disk(paths: list[str]) -> Iterator[Input | InputError]:
    for found in walk.files(paths):
        yield (
            found
            if isinstance(found, InputError)
            else _input(str(found), fs.LocalFileSystem().get_file_info(str(found)))
        )


def _input(address: str, info: Any) -> Input:
    return Input(address, info.size or 0, str(info.mtime_ns or ""))


def _of_store(address: str) -> Iterator[Input | InputError]:
    where, path = filesystem(address)
    try:
        info = where.get_file_info(path.rstrip("/"))
        if info.type == fs.FileType.File and address.endswith(LISTS):
            yield from _listed(address, where, path)
        elif info.type == fs.FileType.File:
            yield _input(address, info)
        else:
            every = where.get_file_info(fs.FileSelector(path.rstrip("/"), recursive=True))
            found = sorted(
                (f for f in every if f.type == fs.FileType.File and walk.is_taken(f.base_name)), key=lambda f: f.path
            )
            if not found:
                raise UsageError(f"{address}: does not exist, or holds nothing to read; check the address")
            yield from (_input(f"{S3}{f.path}", f) for f in found)
    except FileNotFoundError as error:
        raise UsageError(f"{address}: does not exist; check the address") from error
    except OSError as error:
        raise UsageError(
            f"{address}: the store does not answer ({error}); see AWS_ENDPOINT_URL and its keys"
        ) from error


def _listed(address: str, where: Any, path: str) -> Iterator[Input]:
    """The archives that a list names, by their paths from the bucket on."""
    with where.open_input_file(path) as source:
        data = source.read()
    lines = (gzip.decompress(data) if address.endswith(".gz") else data).decode().split()
    bucket = path.split("/", 1)[0]
    for info in where.get_file_info([f"{bucket}/{line}" for line in lines]):
        if info.type == fs.FileType.NotFound:
            raise UsageError(f"{address}: names {info.path}, which does not exist")
        yield _input(f"{S3}{info.path}", info)


def units(found: list[Input], items: dict[str, int]) -> Iterator[Row]:
    """Inputs as units of work.

    Args:
        found: in order.
        items: how many documents an archive that is cut holds, by address.
    """
    files: list[Input] = []
    for one in found:
        if one.archive:
            yield from _some(files)
            files = []
            yield from _parts(one, items.get(one.address, 0))
        else:
            files.append(one)
    yield from _some(files)


def _some(files: list[Input]) -> Iterator[Row]:
    for i in range(0, len(files), FILES):
        own = files[i : i + FILES]
        yield {"files": [f.address for f in own], "state": [f"{f.size} {f.changed}" for f in own]}


def _parts(archive: Input, items: int) -> Iterator[Row]:
    told = {"archive": archive.address, "state": [f"{archive.size} {archive.changed}"]}
    if archive.archive not in CUT:
        yield told | {"first": 0, "items": None}
    for first in range(0, items, ITEMS):
        yield told | {"first": first, "items": ITEMS}


def count(address: str, options: Options) -> int:
    """How many documents, and lines that are none, an archive holds."""
    return sum(1 for _ in _items(address, options))


def raws(unit: Row, options: Options) -> Iterator[Raw | InputError]:
    """The documents of a unit, unread, in order."""
    if "archive" in unit:
        last = None if unit["items"] is None else unit["first"] + unit["items"]
        yield from islice(_items(unit["archive"], options), unit["first"], last)
        return
    for address in unit["files"]:
        yield from _of_file(address, options)


def _items(address: str, options: Options) -> Iterator[Raw | InputError]:
    kind = ingest.archive_of(address, b"") or ""
    try:
        with _opened(address) as stream:
            yield from ingest.items(stream, kind, address, ingest.field_names(options.fields))
    except OSError as error:
        yield InputError(
            address, f"cannot be opened ({error.strerror or error})", "check that every worker can read it"
        )


def _of_file(address: str, options: Options) -> Iterator[Raw | InputError]:
    if not address.startswith(S3):
        yield from ingest.from_file(Path(address), ingest.field_names(options.fields))
        return
    try:
        with _opened(address) as stream:
            data = stream.read()
    except OSError as error:
        yield InputError(address, f"cannot be opened ({error})", "check its permissions")
        return
    kind = ingest.archive_of(PurePosixPath(address).name, data[:1024])
    if kind:
        yield from ingest.items(io.BytesIO(data), kind, address, ingest.field_names(options.fields))
    else:
        yield Raw(address, data)


def _opened(address: str) -> BinaryIO:
    if not address.startswith(S3):
        return Path(address).open("rb")
    where, path = filesystem(address)
    return io.BufferedReader(where.open_input_file(path))  # its own files cannot read a line of a certain length
