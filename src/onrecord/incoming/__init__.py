"""What comes back into a record: a reviewed sheet as decisions, annotations as claims that reviewers added, FollowTheMoney entities as a reference list."""

import csv
import datetime as dt
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from zipfile import is_zipfile

from onrecord import pipeline
from onrecord.errors import InputError
from onrecord.incoming.annotations import take_annotations
from onrecord.incoming.sheets import take_sheet
from onrecord.record import Record, Signed
from onrecord.record import now as hour

START = 4096
"""Characters of a file by which its format is known."""


@dataclass(slots=True)
class Taken:
    """What an import did."""

    taken: int = 0
    """Decisions made, claims added, proposals of who may be on a list."""
    unchanged: int = 0
    """Rows that say what the record says already."""
    set_aside: list[InputError] = field(default_factory=list)


def take(record: Record, path: Path, reviewer: str, now: dt.datetime | None = None) -> Taken:
    """Take a file in, whatever its format; taken in again, it changes nothing.

    Args:
        reviewer: whose decisions and additions these are.

    Raises:
        InputError: it cannot be read, or is none of these formats.
    """
    by, taken = Signed(reviewer, now or hour(record)), Taken()
    try:
        _format(path)(record, path, by, taken)
    except (OSError, UnicodeDecodeError, json.JSONDecodeError, csv.Error) as error:
        raise InputError(str(path), f"cannot be read ({error})", "give a reviewed sheet (CSV, XLSX), Web Annotations (JSON-LD) or FollowTheMoney JSON lines") from error  # fmt: skip
    pipeline.settle(record)
    return taken


def _format(path: Path) -> Callable[[Record, Path, Signed, Taken], None]:
    if is_zipfile(path):
        return take_sheet
    with path.open(encoding="utf-8-sig") as file:
        start = file.read(START).lstrip()
    if start.startswith(("{", "[")):
        return take_annotations if "Annotation" in start else _take_list
    if "decision" in start.splitlines()[0].lower().split(",") if start else False:
        return take_sheet
    raise InputError(str(path), "is nothing that can be taken in", "give a sheet with a column decision (CSV, XLSX), Web Annotations (JSON-LD) or FollowTheMoney JSON lines")  # fmt: skip


def _take_list(record: Record, path: Path, _: Signed, taken: Taken) -> None:
    """FollowTheMoney entities: those that are the record's own are left alone, others are compared with it."""
    taken.unchanged = pipeline.own_entries(record, path)
    taken.taken = pipeline.match(record, [path])


__all__ = ["Taken", "take"]
