"""The record as it could be known on a day: its documents published by then, resolved and weighed as if no other were there."""

from pathlib import Path

from sqlalchemy import delete, or_, update

from onrecord.record import schema
from onrecord.record.copying import copy_to_file
from onrecord.record.store import Record


def copy_until(record: Record, day: str, path: Path) -> Record:
    """Copy a record without what was published after a day; undated documents are left out, for nobody can say when they were known.

    Args:
        day: ISO date, the last one.
        path: of the copy, which must not exist; `pipeline.settle` settles it.
    """
    copy = Record(copy_to_file(record, path))
    d = schema.documents.c
    with copy.guarded(), copy.writing.begin() as db:
        db.execute(
            delete(schema.documents).where(or_(d.published.is_(None), d.published > day))
        )  # all of theirs goes with them
        db.execute(update(schema.documents).values(settled=schema.NEW))
    return copy
