"""A reviewed sheet: claims with a decision beside them, as `onrecord export --to xlsx` and a person make it."""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import is_zipfile

from onrecord.errors import InputError, OnrecordError
from onrecord.record import Record, Signed, decide_claim

if TYPE_CHECKING:
    from onrecord.incoming import Taken

Row = dict[str, Any]
DECISIONS = {"accept": "accept", "accepted": "accept", "yes": "accept", "right": "accept", "reject": "reject", "rejected": "reject", "no": "reject", "wrong": "reject"}  # fmt: skip
"""What people write into the column -> the decision."""


def take_sheet(record: Record, path: Path, by: Signed, taken: "Taken") -> None:
    """Carry out what the column decision says; what was decided so already is left as it is."""
    for number, row in _rows(path):
        said = str(row.get("decision") or "").strip().lower()
        if not said:
            continue
        claim, decision = str(row.get("id") or "").strip(), DECISIONS.get(said)
        where = f"{path} row {number}"
        if decision is None:
            taken.set_aside.append(InputError(where, f"decision {said!r} is none", "write accept or reject"))
            continue
        standing = [d for d in record.decisions_on(claim) if not d["undone"] and d["action"] in ("accept", "reject")]
        if standing and standing[-1]["action"] == decision:
            taken.unchanged += 1
            continue
        try:
            decide_claim(record, claim, decision, by._replace(note=str(row.get("note") or "")[:2000]))
            taken.taken += 1
        except OnrecordError as error:
            taken.set_aside.append(InputError(where, str(error), "export the sheet anew"))


def _rows(path: Path) -> Iterator[tuple[int, Row]]:
    """(row number as a spreadsheet shows it, the row) of a CSV, or of a workbook's sheet claims."""
    if not is_zipfile(path):
        with path.open(encoding="utf-8-sig", newline="") as file:
            yield from enumerate(csv.DictReader(file), 2)
        return
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = load_workbook(path, read_only=True, data_only=True)
    except (InvalidFileException, KeyError, ValueError) as error:
        raise InputError(str(path), "is no workbook", "give the file that onrecord export --to xlsx wrote") from error
    if "claims" not in book.sheetnames:
        raise InputError(str(path), "has no sheet claims", "give the file that onrecord export --to xlsx wrote")
    rows = book["claims"].iter_rows(values_only=True)
    header = [str(c or "") for c in next(rows, ())]
    yield from ((n, dict(zip(header, row, strict=False))) for n, row in enumerate(rows, 2))
    book.close()
