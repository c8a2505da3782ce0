"""The folder a run works in: Parquet datasets, what is done of it, and what was asked; on a disk that all workers see, or in an S3-compatible store."""

import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from pyarrow import fs

from onrecord.cluster.datasets import columns_of
from onrecord.errors import RecordError

Row = dict[str, Any]
AT_A_TIME = 2_000
"""Rows written, or read, at once."""
S3 = "s3://"


@dataclass(frozen=True)
class Folder:
    """A place by name; names inside it are relative, with slashes."""

    root: str
    """A path, or s3://BUCKET/PREFIX."""

    @cached_property
    def _at(self) -> tuple[Any, str]:
        return filesystem(self.root)

    def path(self, name: str) -> str:
        """As Daft names it."""
        return f"{self.root.rstrip('/')}/{name}"

    def _inside(self, name: str) -> str:
        return f"{self._at[1].rstrip('/')}/{name}"

    def writer(self, dataset: str, name: str) -> "Writer":
        """What writes one file of a dataset, whole or not at all."""
        return Writer(self, dataset, name)

    def rows(self, name: str, columns: list[str] | None = None) -> Iterator[Row]:
        """Rows of one Parquet file.

        Args:
            columns: only these.

        Raises:
            RecordError: there is no such file, though it was written.
        """
        found = self._at[0].get_file_info(self._inside(name))
        if found.type == fs.FileType.NotFound:
            raise RecordError(
                f"{self.path(name)}: is gone; delete the folder work beside it, and run the command again"
            )
        with self._at[0].open_input_file(found.path) as source:
            for batch in pq.ParquetFile(source).iter_batches(AT_A_TIME, columns=columns):
                yield from batch.to_pylist()

    def bucket(self, dataset: str, number: int) -> Iterator[Row]:
        """Rows of one bucket of a shuffled dataset, in no order."""
        for name in self.names(f"{dataset}/bucket={number}"):
            yield from self.rows(f"{dataset}/bucket={number}/{name}")

    def names(self, folder: str) -> list[str]:
        """What lies in a folder, in order."""
        found = self._at[0].get_file_info(fs.FileSelector(self._inside(folder), allow_not_found=True))
        return sorted(f.base_name for f in found)

    def put(self, name: str, value: Any) -> None:
        """Write a JSON file, whole or not at all."""
        with self._whole(name) as out:
            out.write(json.dumps(value, ensure_ascii=False, indent=1).encode())

    def get(self, name: str) -> Any:
        """A JSON file's value; None where there is none."""
        found = self._at[0].get_file_info(self._inside(name))
        if found.type != fs.FileType.File:
            return None
        with self._at[0].open_input_stream(found.path) as source:
            return json.loads(source.readall())

    def remove(self, name: str) -> None:
        """Delete a folder and all in it, if it is there."""
        where, path = self._at[0], self._inside(name)
        if where.get_file_info(path).type == fs.FileType.Directory:
            where.delete_dir(path)

    def _whole(self, name: str) -> "_Whole":
        return _Whole(self._at[0], self._inside(name))


class _Whole:
    """A file that is there once it is whole: in a store when it is closed, on a disk when it is renamed."""

    def __init__(self, where: Any, path: str) -> None:
        self.where, self.path = where, path
        self.on_disk = isinstance(where, fs.LocalFileSystem)
        # two workers may write one file, where a step was taken for lost: each its own part, and the last one stays
        self.part = f"{path}.{os.getpid()}.part" if self.on_disk else path

    def __enter__(self) -> Any:
        if self.on_disk:
            self.where.create_dir(self.path.rsplit("/", 1)[0], recursive=True)
        self.stream = self.where.open_output_stream(self.part)
        return self.stream

    def __exit__(self, kind: Any, *_: Any) -> None:
        self.stream.close()  # in a store, too: a stream that is let go is closed later, and would leave half a file
        if kind is not None:
            self.where.delete_file(self.part)
        elif self.on_disk:
            self.where.move(self.part, self.path)


class Writer:
    """Rows of one Parquet file, written as they come."""

    def __init__(self, folder: Folder, dataset: str, name: str) -> None:
        self.schema = columns_of(dataset)
        self.file = folder._whole(name)
        self.parquet = pq.ParquetWriter(self.file.__enter__(), self.schema, compression="zstd")
        self.waiting: list[Row] = []
        self.written = 0

    def add(self, row: Row) -> None:
        """Take a row; what the dataset does not name is left out."""
        self.waiting.append(row)
        self.written += 1
        if len(self.waiting) >= AT_A_TIME:
            self._flush()

    def _flush(self) -> None:
        self.parquet.write_table(pa.Table.from_pylist(self.waiting, self.schema))
        self.waiting = []

    def close(self, error: BaseException | None = None) -> None:
        """Put the file in its place; with an error, take it back."""
        if error is None:
            self._flush()
        self.parquet.close()
        self.file.__exit__(None if error is None else type(error))


def filesystem(address: str) -> tuple[Any, str]:
    """(where a path or an s3:// address lies, its name there); what S3 needs is in the usual variables (AWS_ACCESS_KEY_ID, AWS_ENDPOINT_URL).

    Raises:
        RecordError: no such region, or credentials that cannot be used.
    """
    if not address.startswith(S3):
        return fs.LocalFileSystem(), os.path.abspath(address)  # noqa: PTH100 - a name inside pyarrow's file system, not a Path
    endpoint = os.environ.get("AWS_ENDPOINT_URL", "")
    scheme, _, host = endpoint.rpartition("://")
    region = os.environ.get("AWS_REGION") or os.environ.get("AWS_DEFAULT_REGION") or ("us-east-1" if endpoint else None)
    try:
        where = fs.S3FileSystem(endpoint_override=host or None, scheme=scheme or "https", region=region, allow_bucket_creation=False)  # fmt: skip
    except (OSError, pa.ArrowException) as error:
        raise RecordError(
            f"{address}: the store does not answer ({error}); see AWS_ENDPOINT_URL and its keys"
        ) from error
    return where, address.removeprefix(S3)


def gathered(rows: Iterable[Row], by: str) -> Iterator[list[Row]]:
    """Rows with one value of a column together, by that value."""
    found: dict[Any, list[Row]] = {}
    for row in rows:
        found.setdefault(row[by], []).append(row)
    for value in sorted(found):
        yield found[value]
