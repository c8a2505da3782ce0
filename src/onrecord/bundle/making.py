"""A bundle: a BagIt bag (RFC 8493) in a ZIP file, with the record, the decisions, every document's bytes, and the pages read from the web as WARC; signed and time-stamped where asked for."""

import hashlib
import json
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path

from onrecord.bundle.signing import signed
from onrecord.bundle.stamping import stamped
from onrecord.export import FORMATS, Outgoing
from onrecord.record import Record
from onrecord.record import whole as stored
from onrecord.record.copying import copy_to_file

PIECE = 1 << 20
"""Bytes written at a time."""
EPOCH = (2021, 1, 1, 0, 0, 0)
"""Time that every entry bears: the same record makes the same bundle."""
ENDINGS = {"text/html": "html", "text/plain": "txt", "application/pdf": "pdf", "application/json": "json", "message/rfc822": "eml",
           "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx"}  # fmt: skip
"""Media type -> ending of a document's file."""
MANIFEST, TAGS, SIGNATURE, STAMP = "manifest-sha256.txt", "tagmanifest-sha256.txt", "tagmanifest-sha256.txt.sig", "tagmanifest-sha256.txt.tsr"  # fmt: skip


@dataclass(slots=True)
class _Bag:
    """A bag while it is written."""

    archive: zipfile.ZipFile
    name: str
    payload: dict[str, str] = field(default_factory=dict)
    tags: dict[str, str] = field(default_factory=dict)
    octets: int = 0

    def put(self, path: str, pieces: Iterator[bytes]) -> None:
        """Write a file and keep its checksum."""
        entry = zipfile.ZipInfo(f"{self.name}/{path}", EPOCH)
        entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
        checksum = hashlib.sha256()
        with self.archive.open(entry, "w", force_zip64=True) as out:
            for piece in pieces:
                checksum.update(piece)
                out.write(piece)
                self.octets += len(piece) if path.startswith("data/") else 0
        (self.payload if path.startswith("data/") else self.tags)[path] = checksum.hexdigest()


def make(record: Record, path: Path, *, key: Path | None = None, stamp: str = "", on_progress: Callable[[str], None] = lambda _: None) -> int:  # fmt: skip
    """Write a bundle; one that is there is replaced when the new one is whole.

    Args:
        key: an OpenSSH private key (Ed25519) to sign it with.
        stamp: address of an RFC 3161 time-stamping server.
        on_progress: told what is being written.

    Returns:
        How many documents it holds.

    Raises:
        UsageError: the key cannot be used, or the server gives no stamp.
    """
    partial = path.with_name(path.name + ".partial")
    with zipfile.ZipFile(partial, "w", zipfile.ZIP_DEFLATED, allowZip64=True) as archive, tempfile.TemporaryDirectory() as folder:  # fmt: skip
        bag = _Bag(archive, path.stem)
        on_progress("the record")
        bag.put("data/record.record", _pieces(copy_to_file(record, Path(folder) / "record.record")))
        bag.put("data/decisions.jsonl", (_line(d) for d in stored.decisions(record)))
        count = _documents(bag, record, Path(folder), on_progress)
        _close(bag, count, key, stamp)
    partial.replace(path)
    return count


def _documents(bag: _Bag, record: Record, folder: Path, on_progress: Callable[[str], None]) -> int:
    """The bytes of every document, a list of them, and the pages read from the web."""
    listed, count, pages = folder / "documents.jsonl", 0, 0
    with listed.open("wb") as out:
        for document, data in stored.originals(record):
            count, pages = count + 1, pages + bool(document["capture"])
            file = f"data/documents/{document['id']}.{ENDINGS.get(document['media_type'], 'bin')}"
            bag.put(file, iter([data]))
            out.write(_line(document | {"file": file.removeprefix("data/")}))
            if count % 100 == 0:
                on_progress(f"{count:,} documents")
    bag.put("data/documents.jsonl", _pieces(listed))
    if pages:
        archive = folder / "web.warc.gz"
        with archive.open("wb") as out:
            FORMATS["warc"].write(Outgoing(record, unmask=True), out)
        bag.put("data/web.warc.gz", _pieces(archive))
    return count


def _close(bag: _Bag, count: int, key: Path | None, stamp: str) -> None:
    """The tag files, the manifests over all, and what is signed and stamped over these."""
    bag.put("bagit.txt", iter([b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"]))
    info = f"Bagging-Software: Onrecord {version('onrecord')}\nExternal-Description: A record of {count} documents, with their bytes. Private persons are named in them.\nPayload-Oxum: {bag.octets}.{len(bag.payload)}\n"
    bag.put("bag-info.txt", iter([info.encode()]))
    bag.put(MANIFEST, iter([_manifest(bag.payload)]))
    over = _manifest(bag.tags)
    bag.put(TAGS, iter([over]))
    if key:
        bag.put(SIGNATURE, iter([signed(over, key)]))
    if stamp:
        bag.put(STAMP, iter([stamped(over, stamp)]))


def _manifest(checksums: dict[str, str]) -> bytes:
    return "".join(f"{checksum}  {path}\n" for path, checksum in sorted(checksums.items())).encode()


def _pieces(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            yield piece


def _line(row: dict[str, object]) -> bytes:
    return (json.dumps(row, ensure_ascii=False) + "\n").encode()
