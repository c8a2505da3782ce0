"""One SQLite file with documents, claims, entities and decisions; search and integrity."""

from onrecord.record.check import problems
from onrecord.record.query import (
    KINDS,
    Filters,
    document_text,
    entities,
    everything,
    finding,
    findings,
    matches,
    questions,
    search,
    sources,
    summary,
)  # fmt: skip
from onrecord.record.settling import settling, weighed
from onrecord.record.store import Entry, Record

__all__ = [
    "KINDS",
    "Entry",
    "Filters",
    "Record",
    "document_text",
    "entities",
    "everything",
    "finding",
    "findings",
    "matches",
    "problems",
    "questions",
    "search",
    "settling",
    "sources",
    "summary",
    "weighed",
]
