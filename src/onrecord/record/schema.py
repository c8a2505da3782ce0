"""The tables of a record."""

from sqlalchemy import (
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
)

VERSION = 2
"""Kept in SQLite's user_version; a record of a newer version is refused, not guessed at."""
METADATA = MetaData()

documents = Table(
    "documents", METADATA,
    Column("number", Integer, primary_key=True),
    Column("id", String, unique=True, nullable=False),
    Column("sha256", String, nullable=False),
    Column("ref", String, nullable=False),
    Column("title", Text, nullable=False),
    Column("byline", Text, nullable=False),
    Column("source", String, nullable=False, index=True),
    Column("published", String, index=True),
    Column("address", Text, nullable=False, index=True),
    Column("language", String, nullable=False),
    Column("media_type", String, nullable=False),
    Column("notes", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("sentences", Text, nullable=False),
    Column("original", LargeBinary, nullable=False),
)  # fmt: skip
mentions = Table(
    "mentions", METADATA,
    Column("document", String, ForeignKey("documents.id", ondelete="CASCADE"), nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("local", String, nullable=False, index=True),
    Column("entity", String, nullable=False, index=True),
    Column("words", Text, nullable=False),
    Index("mentions_document", "document", "start"),
)  # fmt: skip
entities = Table(
    "entities", METADATA,
    Column("id", String, primary_key=True),
    Column("name", Text, nullable=False),
    Column("schema", String, nullable=False, index=True),
)  # fmt: skip
# Why two local entities (one a document and name) are taken for one, or may be one.
matches = Table(
    "matches", METADATA,
    Column("left", String, primary_key=True),
    Column("right", String, primary_key=True),
    Column("score", Float, nullable=False),
    Column("merged", Integer, nullable=False),
    Column("reasons", Text, nullable=False),
)  # fmt: skip
# What stands behind each finding; its claims name it in `claims.finding`.
findings = Table(
    "findings", METADATA,
    Column("id", String, primary_key=True),
    Column("origins", Integer, nullable=False),
    Column("documents", Integer, nullable=False),
    Column("sources", Integer, nullable=False),
    Column("denials", Integer, nullable=False),
)  # fmt: skip
# The documents the resolution holds for: one row.
resolved = Table("resolved", METADATA, Column("documents", String, primary_key=True))
claims = Table(
    "claims", METADATA,
    Column("id", String, primary_key=True),
    Column("document", String, ForeignKey("documents.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("finding", String, nullable=False, index=True),
    Column("kind", String, nullable=False),
    Column("type", String, nullable=False),
    Column("stage", String),
    Column("status", String),
    Column("polarity", String, nullable=False),
    Column("begins", String),
    Column("ends", String),
    Column("place", String),
    Column("country", String),
    Column("score", Float, nullable=False),
    Column("words_key", String, nullable=False, index=True),
    Column("body", Text, nullable=False),
    Index("claims_kind", "kind", "type"),
)  # fmt: skip
decisions = Table(
    "decisions", METADATA,
    Column("id", String, primary_key=True),
    Column("target", String, nullable=False, index=True),
    Column("action", String, nullable=False),
    Column("reviewer", String, nullable=False),
    Column("made", String, nullable=False),
    Column("body", Text, nullable=False),
)  # fmt: skip
# A changed document's claims that stayed word for word: decisions on the old one hold for the new.
successions = Table(
    "successions", METADATA,
    Column("old", String, primary_key=True),
    Column("new", String, nullable=False, index=True),
)  # fmt: skip
TO_VERSION_2 = (
    "ALTER TABLE mentions ADD COLUMN local VARCHAR NOT NULL DEFAULT ''",
    "UPDATE mentions SET local = entity",
)
"""From version 1, where one name was one entity."""
FULL_TEXT = (
    "CREATE VIRTUAL TABLE IF NOT EXISTS words USING fts5(title, text, content='documents', content_rowid='number', tokenize=\"unicode61 remove_diacritics 2\")",
    "CREATE TRIGGER IF NOT EXISTS words_added AFTER INSERT ON documents BEGIN INSERT INTO words(rowid, title, text) VALUES (new.number, new.title, new.text); END",
    "CREATE TRIGGER IF NOT EXISTS words_removed AFTER DELETE ON documents BEGIN "
    "INSERT INTO words(words, rowid, title, text) VALUES ('delete', old.number, old.title, old.text); END",
)
