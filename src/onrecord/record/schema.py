"""The tables of a record."""

from sqlalchemy import BigInteger, Column, Float, ForeignKey, Index, LargeBinary, MetaData, Table, text
from sqlalchemy import Integer as Whole
from sqlalchemy import String as Short
from sqlalchemy import Text as Long
from sqlalchemy.dialects.postgresql import TEXT, VARCHAR

VERSION = 5
"""Kept in SQLite's user_version; a record of a newer version is refused, not guessed at."""
METADATA = MetaData()
# PostgreSQL sorts and compares by code point, as SQLite does: the same pages in the same order, whatever the server's language.
String = Short().with_variant(VARCHAR(collation="C"), "postgresql")
Text = Long().with_variant(TEXT(collation="C"), "postgresql")
Integer = Whole()
Hash = Whole().with_variant(BigInteger(), "postgresql")  # 64 bits; SQLite's integers are

NEW, SETTLED, DECIDED = 0, 1, 2
"""How far a document is settled: not at all; resolved and weighed with the rest; resolved, with claims to be weighed anew after a decision on them."""
UNSETTLED = (NEW, DECIDED)

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
    Column("address", Text, nullable=False),
    Column("language", String, nullable=False),
    Column("media_type", String, nullable=False),
    Column("notes", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("sentences", Text, nullable=False),
    Column("original", LargeBinary, nullable=False),
    Column("settled", Integer, nullable=False, default=0, server_default="0", index=True),  # NEW, SETTLED, DECIDED
    Column("carries", String, nullable=False, default="", server_default="", index=True),  # the first document that carries the same text
    Column("credit", String, nullable=False, default="", server_default=""),  # whom it says it has the text from
    Column("mends", String, nullable=False, default="", server_default=""),  # "corrects" or "withdraws" an earlier report
    Column("outlet", String, nullable=False, default="", server_default=""),  # whose text it is, as far as is known
    Column("attributions", Text, nullable=False, default="[]", server_default="[]"),  # who speaks where
    Column("claims", Integer, nullable=False, default=0, server_default="0"),  # how many are read from it
    Column("capture", Text, nullable=False, default="", server_default=""),  # of a page read from the web: url, retrieved, status, headers
    Index("documents_told", "source", "published", "claims"),
    Index("ix_documents_address", "address", postgresql_using="hash"),  # an address may be longer than a sorted index takes
)  # fmt: skip
mentions = Table(
    "mentions", METADATA,
    Column("document", String, ForeignKey("documents.id", ondelete="CASCADE"), nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("local", String, nullable=False, index=True),
    Column("words", Text, nullable=False),
    Index("mentions_document", "document", "start"),
)  # fmt: skip
# One person, body or place of one document, and the entity it is taken for.
locals_ = Table(
    "locals", METADATA,
    Column("id", String, primary_key=True),
    Column("document", String, ForeignKey("documents.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("name", Text, nullable=False),
    Column("schema", String, nullable=False, index=True),
    Column("said", Text, nullable=False),  # the name, case and spaces apart
    Column("names", Text, nullable=False),
    Column("posts", Text, nullable=False),
    Column("bodies", Text, nullable=False),
    Column("entity", String, nullable=False, index=True),
    Column("block", String, index=True),  # of its full name; null until it is resolved
    Column("short", Integer, nullable=False, default=0),  # a surname or acronym alone
    Column("mentions", Integer, nullable=False, default=0, server_default="0"),  # how often its document names it or points at it
    Column("public", Integer, nullable=False, default=0, server_default="0"),  # of persons: told to hold a post
    Index("ix_locals_said", "said", postgresql_using="hash"),
)  # fmt: skip
# What local entities resolve to, with what lists of them show.
entities = Table(
    "entities", METADATA,
    Column("id", String, primary_key=True),
    Column("name", Text, nullable=False),
    Column("schema", String, nullable=False),
    Column("documents", Integer, nullable=False),
    Column("mentions", Integer, nullable=False),
    Column("public", Integer, nullable=False),  # a body, a place, or somebody told to hold a post
    Index("entities_listed", "schema", "mentions", "name"),
    Index("entities_name", "name"),
)  # fmt: skip
# The words that find a local entity, each in the one spelling of all transliterations.
keys = Table(
    "keys", METADATA,
    Column("local", String, ForeignKey("locals.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("key", String, nullable=False),
    Column("block", String, nullable=False),
    Index("keys_key", "key", "block"),
)  # fmt: skip
# Why two local entities (one a document and name) are taken for one, or may be one.
matches = Table(
    "matches", METADATA,
    Column("left", String, primary_key=True),
    Column("right", String, primary_key=True),
    Column("score", Float, nullable=False),
    Column("merged", Integer, nullable=False),
    Column("reasons", Text, nullable=False),
    Index("matches_asked", "merged", "score"),
    Index("matches_right", "right"),
)  # fmt: skip
FILTERED = ("ends", "stage", "status", "mode", "origins", "denials", "differing", "outcome", "reviewed", "grade")
"""What tables filter by beside what they are sorted by: at the end of each index, so that no finding is fetched only to be left out."""


def _sorted(name: str, *by: str) -> Index:
    """An index of findings in the order of some columns."""
    return Index(name, *by, *(c for c in FILTERED if c not in by))


# What stands behind each finding, and what tables list it by; its claims name it in `claims.finding`. What is not known is "", so that pages can be cut there.
findings = Table(
    "findings", METADATA,
    Column("id", String, primary_key=True),
    Column("kind", String, nullable=False),
    Column("type", String, nullable=False),
    Column("stage", String, nullable=False),
    Column("status", String, nullable=False),
    Column("mode", String, nullable=False),
    Column("begins", String, nullable=False),
    Column("ends", String, nullable=False),
    Column("place", String, nullable=False),
    Column("country", String, nullable=False),
    Column("lat", Float),
    Column("lon", Float),
    Column("level", String, nullable=False),
    Column("first", String, nullable=False),
    Column("last", String, nullable=False),
    Column("claims", Integer, nullable=False),
    Column("origins", Integer, nullable=False),
    Column("documents", Integer, nullable=False),
    Column("sources", Integer, nullable=False),
    Column("denials", Integer, nullable=False),
    Column("circular", Integer, nullable=False),
    Column("differing", Integer, nullable=False),  # how many things its sources tell differently
    Column("outcome", Integer, nullable=False),  # whether anybody tells what came of it
    Column("grade", String),
    Column("reviewed", String, nullable=False),  # the last decision on one of its claims
    _sorted("findings_when", "kind", "begins", "id"),
    _sorted("findings_support", "kind", "origins", "id"),
    _sorted("findings_told", "kind", "first", "id"),
    _sorted("findings_country", "kind", "country", "begins", "id"),
    _sorted("findings_type", "kind", "type", "begins", "id"),
    _sorted("findings_stage", "kind", "stage", "begins", "id"),
    Index("findings_disputed", "kind", "begins", "id", sqlite_where=text("denials > 0 OR differing > 0"), postgresql_where=text("denials > 0 OR differing > 0")),
    Index("findings_where", "kind", "place", "lat", "lon", "level"),
    Index("findings_contested", "denials", "differing", "id"),
)  # fmt: skip
# Whom each finding names, and in what role; "says" for who speaks. In the order in which profiles list them.
parts = Table(
    "parts", METADATA,
    Column("entity", String, primary_key=True),
    Column("kind", String, primary_key=True),  # of the finding
    Column("role", String, primary_key=True),
    Column("first", String, primary_key=True),  # day on which it was first told
    Column("finding", String, ForeignKey("findings.id", ondelete="CASCADE"), primary_key=True, index=True),
    sqlite_with_rowid=False,
)  # fmt: skip
# The last step of the law that is told of each person.
last_steps = Table(
    "last_steps", METADATA,
    Column("entity", String, primary_key=True),
    Column("finding", String, ForeignKey("findings.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("type", String, nullable=False),
    Column("known", String, nullable=False),  # when it was, or where nobody tells, when it was first published
    Index("last_steps_known", "known", "entity"),
    Index("last_steps_type", "type", "known", "entity"),
)  # fmt: skip
# How many there are of what: kept by triggers (counters.py).
counters = Table(
    "counters", METADATA,
    Column("of", String, primary_key=True),
    Column("key", String, primary_key=True),
    Column("n", Integer, nullable=False),
    Index("counters_most", "of", "n", "key"),
    sqlite_with_rowid=False,
)  # fmt: skip
# Who may be an entry of a reference list: `onrecord match`. The entity by one of its locals, so that it holds when entities are joined.
identities = Table(
    "identities", METADATA,
    Column("entity", String, primary_key=True),
    Column("list", String, primary_key=True),
    Column("entry", String, primary_key=True),
    Column("schema", String, nullable=False),
    Column("name", Text, nullable=False),
    Column("since", String, nullable=False),
    Column("told", Text, nullable=False),
    Column("url", Text, nullable=False),
    Column("score", Float, nullable=False),
    Column("reasons", Text, nullable=False),
)  # fmt: skip
# What two claims must share one of to be compared.
blocks = Table(
    "blocks", METADATA,
    Column("claim", String, ForeignKey("claims.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("block", String, nullable=False, index=True),
)  # fmt: skip
# Runs of words, by their hash, that tell which documents carry one text.
shingles = Table(
    "shingles", METADATA,
    Column("shingle", Hash, primary_key=True, autoincrement=False),
    Column("document", String, ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True, index=True),
    sqlite_with_rowid=False,
)  # fmt: skip
# Runs of words inside quotation marks, by their hash: which documents repeat one quotation.
quoted = Table(
    "quoted", METADATA,
    Column("run", Hash, primary_key=True, autoincrement=False),
    Column("document", String, ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True, index=True),
    Column("start", Integer, primary_key=True, autoincrement=False),
    Column("end", Integer, nullable=False),
    sqlite_with_rowid=False,
)  # fmt: skip
# What a person says of the publishers, agencies and speakers: `onrecord sources`.
sources = Table(
    "sources", METADATA,
    Column("name", String, primary_key=True),
    Column("kind", String, nullable=False),
    Column("country", String, nullable=False),
    Column("affiliation", String, nullable=False),
    Column("group", String, nullable=False),
    Column("reliability", String, nullable=False),
)  # fmt: skip
# Pairs of documents that carry one text, and how much of the shorter one the longer holds.
copies = Table(
    "copies", METADATA,
    Column("left", String, ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True),
    Column("right", String, ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True, index=True),
    Column("share", Float, nullable=False),
)  # fmt: skip
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
    Column("read", Text, nullable=False, default="", server_default=""),  # the body as it was read, where a reviewer corrected it
    Column("added", String, nullable=False, default="", server_default=""),  # the reviewer who added it; empty where it was read
    Index("claims_added", "id", sqlite_where=text("added != ''"), postgresql_where=text("added != ''")),
    Index("claims_corrected", "id", sqlite_where=text("read != ''"), postgresql_where=text("read != ''")),
    Index("claims_kind", "kind", "type"),
    Index("claims_score", "kind", "score", "id"),
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
