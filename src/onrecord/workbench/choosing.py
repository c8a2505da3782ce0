"""What an address asks of findings: filters and order, the same for pages and API."""

from dataclasses import asdict
from typing import Annotated, Any

from fastapi import Depends, Query

from onrecord.record.listing import Selection

Words = Annotated[str, Query(max_length=80)]
Cursor = Annotated[str, Query(max_length=200)]
KINDS = {"incidents": "incident", "ties": "tie", "proceedings": "proceeding", "measures": "measure", "counts": "count", "statements": "statement"}  # fmt: skip
"""Path of a table of findings -> their kind."""


def chosen(
    type: Words = "", stage: Words = "", status: Words = "", country: Words = "", since: Words = "", until: Words = "", entity: Words = "", role: Words = "",
    origins: Annotated[str, Query(max_length=4, pattern=r"^\d*$")] = "", grade: Words = "", place: Words = "", reviewed: Words = "", contested: bool = False, sort: Words = "when",
) -> Selection:  # fmt: skip
    """The filters of an address; an empty one, as a form sends it, is none."""
    return Selection(
        type=type, stage=stage, status=status, country=country, since=since, until=until, entity=entity, role=role, origins=int(origins or 0), grade=grade,
        place=place, reviewed=reviewed, contested=contested, sort=sort,
    )  # fmt: skip


Chosen = Annotated[Selection, Depends(chosen)]


def as_query(selection: Selection) -> dict[str, Any]:
    """The filters as parts of an address, without what says nothing."""
    told = asdict(selection)
    return {k: v for k, v in told.items() if k != "kind" and v not in ("", 0, False) and (k, v) != ("sort", "when")}
