"""Verify a bundle to the last byte: nothing is unpacked but the record, into a folder of its own; what was changed is named."""

import hashlib
import re
import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from onrecord.bundle.making import MANIFEST, PIECE, SIGNATURE, STAMP, TAGS
from onrecord.bundle.signing import fingerprint, signer
from onrecord.bundle.stamping import stamp_of
from onrecord.errors import OnrecordError, RecordError, UsageError
from onrecord.record import Record, problems

LINE = re.compile(r"([0-9a-f]{64}) [ *](.+)")
LARGEST_TAG = 100_000_000
"""Bytes of a manifest; a larger one is refused unread."""


@dataclass(slots=True)
class Verdict:
    """What a bundle is worth."""

    problems: list[str] = field(default_factory=list)
    """What is wrong, a sentence each; empty where every byte is as it was."""
    told: list[str] = field(default_factory=list)
    """What is right, and what was not looked at."""


def verify(path: Path, *, key: Path | None = None, certificate: Path | None = None) -> Verdict:
    """Verify a bundle.

    Args:
        key: the OpenSSH public key that must have signed it.
        certificate: PEM of the root of the time-stamping server's certificate.

    Raises:
        UsageError: it is no bundle, or a key cannot be read.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            return _verified(archive, path, key, certificate)
    except (zipfile.BadZipFile, OSError, EOFError) as error:
        raise UsageError(f"{path}: is no bundle, or is cut short ({type(error).__name__})") from error


def _verified(archive: zipfile.ZipFile, path: Path, key: Path | None, certificate: Path | None) -> Verdict:
    names = [i.filename for i in archive.infolist() if not i.is_dir()]
    roots = {n.split("/", 1)[0] for n in names if "/" in n}
    if len(roots) != 1 or f"{next(iter(roots))}/{TAGS}" not in names:
        raise UsageError(f"{path}: is a ZIP file but no bundle of onrecord bundle")
    root, verdict = next(iter(roots)), Verdict()
    tags = _tag(archive, f"{root}/{TAGS}")
    listed = _listed(tags)
    if f"{root}/{MANIFEST}" in names:
        listed |= _listed(_tag(archive, f"{root}/{MANIFEST}"))
    verdict.problems += _compared(archive, root, names, listed)
    verdict.told.append(f"{len(listed)} files, each compared with its SHA-256")
    _signature(archive, root, names, tags, key, verdict)
    _stamp(archive, root, names, tags, certificate, verdict)
    if f"{root}/data/record.record" in names and not verdict.problems:
        verdict.problems += _record(archive, f"{root}/data/record.record", verdict)
    return verdict


def _tag(archive: zipfile.ZipFile, name: str) -> bytes:
    if archive.getinfo(name).file_size > LARGEST_TAG:
        raise UsageError(f"{name}: is too large for a manifest; this is no bundle of onrecord bundle")
    return archive.read(name)


def _listed(manifest: bytes) -> dict[str, str]:
    """Path -> checksum."""
    lines = manifest.decode("utf-8", "replace").splitlines()
    return {m[2]: m[1] for line in lines if (m := LINE.fullmatch(line))}


def _compared(archive: zipfile.ZipFile, root: str, names: list[str], listed: dict[str, str]) -> Iterator[str]:
    """What was changed, what is missing, what was put in, what stands in it twice."""
    for name in sorted({n for n in names if names.count(n) > 1} if len(set(names)) != len(names) else ()):
        yield f"{name}: stands in it more than once"
    own = {n.removeprefix(f"{root}/") for n in names}
    for path, checksum in sorted(listed.items()):
        if path not in own:
            yield f"{path}: is missing"
            continue
        try:
            found = _checksum(archive, f"{root}/{path}")
        except (zipfile.BadZipFile, OSError, EOFError) as error:
            yield f"{path}: cannot be read ({type(error).__name__})"
            continue
        if found != checksum:
            yield f"{path}: was changed"
    for path in sorted(own - listed.keys() - {TAGS, SIGNATURE, STAMP}):
        yield f"{path}: was put in, and stands in no manifest"


def _checksum(archive: zipfile.ZipFile, name: str) -> str:
    checksum = hashlib.sha256()
    with archive.open(name) as file:
        while piece := file.read(PIECE):
            checksum.update(piece)
    return checksum.hexdigest()


def _signature(
    archive: zipfile.ZipFile, root: str, names: list[str], tags: bytes, key: Path | None, verdict: Verdict
) -> None:
    if f"{root}/{SIGNATURE}" not in names:
        (verdict.problems if key else verdict.told).append("not signed")
        return
    by = signer(tags, archive.read(f"{root}/{SIGNATURE}"))
    if not by:
        verdict.problems.append("its signature does not fit: it was changed after it was signed")
    elif key is None:
        verdict.told.append(f"signed with the key {by}; compare it with the signer's, or give it with --key")
    elif by != _known(key):
        verdict.problems.append(f"signed with another key: {by}, not {_known(key)}")
    else:
        verdict.told.append(f"signed with the key given, {by}")


def _known(key: Path) -> str:
    try:
        return fingerprint(key.read_text(encoding="utf-8"))
    except (OSError, ValueError, IndexError) as error:
        raise UsageError(f"{key}: is no OpenSSH public key (the file that ends in .pub)") from error


def _stamp(
    archive: zipfile.ZipFile, root: str, names: list[str], tags: bytes, certificate: Path | None, verdict: Verdict
) -> None:
    if f"{root}/{STAMP}" not in names:
        (verdict.problems if certificate else verdict.told).append("not time-stamped")
        return
    when, borne_out = stamp_of(tags, archive.read(f"{root}/{STAMP}"), certificate)
    if not when:
        verdict.problems.append("its time stamp does not fit: it was changed afterwards, or another server stamped it")
    elif borne_out:
        verdict.told.append(f"time-stamped {when}, by the server whose certificate was given")
    else:
        verdict.told.append(f"time-stamped {when}, as it says; give the server's certificate with --certificate to verify it")  # fmt: skip


def _record(archive: zipfile.ZipFile, name: str, verdict: Verdict) -> Iterator[str]:
    """What is wrong with the record inside."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "record.record"
        with archive.open(name) as packed, copy.open("wb") as out:
            while piece := packed.read(PIECE):
                out.write(piece)
        try:
            record = Record(copy)
            yield from problems(record)
            record.close()
        except (RecordError, OnrecordError) as error:
            yield f"its record: {error}"
            return
    verdict.told.append("its record is whole: every quotation equals its words")
