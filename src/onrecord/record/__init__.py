"""One SQLite file with documents, claims, entities and decisions; search and integrity."""

from onrecord.record.as_of import copy_until
from onrecord.record.board import overview
from onrecord.record.check import problems
from onrecord.record.copying import fill
from onrecord.record.decide import Signed, add_claim, correct_claim, decide_claim, decide_pair, now, undo, unmasked
from onrecord.record.entries import Entry, is_name, rows_of_entry
from onrecord.record.identities import decide_identity
from onrecord.record.pages import parts_of
from onrecord.record.query import (
    KINDS,
    also,
    asked_about,
    decisions,
    document_text,
    entities,
    finding,
    findings,
    matches,
    named,
    private_names,
    public_people,
    quoted,
    sources,
    summary,
)  # fmt: skip
from onrecord.record.questions import questions
from onrecord.record.search import Filters, search
from onrecord.record.settling import (
    entity_row,
    finding_row,
    local_of_row,
    match_row,
    part_rows,
    settling,
    told_in,
    weighed,
)
from onrecord.record.store import Record
from onrecord.record.told import told_of
from onrecord.record.whole import everything

__all__ = [
    "KINDS",
    "Entry",
    "Filters",
    "Record",
    "Signed",
    "add_claim",
    "also",
    "asked_about",
    "copy_until",
    "correct_claim",
    "decide_claim",
    "decide_identity",
    "decide_pair",
    "decisions",
    "document_text",
    "entities",
    "entity_row",
    "everything",
    "fill",
    "finding",
    "finding_row",
    "findings",
    "is_name",
    "local_of_row",
    "match_row",
    "matches",
    "named",
    "now",
    "overview",
    "part_rows",
    "parts_of",
    "private_names",
    "problems",
    "public_people",
    "questions",
    "quoted",
    "rows_of_entry",
    "search",
    "settling",
    "sources",
    "summary",
    "told_in",
    "told_of",
    "undo",
    "unmasked",
    "weighed",
]
