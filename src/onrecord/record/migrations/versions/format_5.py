"""Format 5: the first that PostgreSQL holds; the tables of `record/schema.py` as they were then, and what only PostgreSQL has."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision, down_revision = "5", None
STRING, TEXT = sa.VARCHAR(collation="C"), sa.TEXT(collation="C")


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "counters",
        sa.Column("of", STRING, nullable=False),
        sa.Column("key", STRING, nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("of", "key"),
    )
    op.create_index("counters_most", "counters", ["of", "n", "key"], unique=False)
    op.create_table(
        "decisions",
        sa.Column("id", STRING, nullable=False),
        sa.Column("target", STRING, nullable=False),
        sa.Column("action", STRING, nullable=False),
        sa.Column("reviewer", STRING, nullable=False),
        sa.Column("made", STRING, nullable=False),
        sa.Column("body", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_decisions_target"), "decisions", ["target"], unique=False)
    op.create_table(
        "documents",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("id", STRING, nullable=False),
        sa.Column("sha256", STRING, nullable=False),
        sa.Column("ref", STRING, nullable=False),
        sa.Column("title", TEXT, nullable=False),
        sa.Column("byline", TEXT, nullable=False),
        sa.Column("source", STRING, nullable=False),
        sa.Column("published", STRING, nullable=True),
        sa.Column("address", TEXT, nullable=False),
        sa.Column("language", STRING, nullable=False),
        sa.Column("media_type", STRING, nullable=False),
        sa.Column("notes", TEXT, nullable=False),
        sa.Column("text", TEXT, nullable=False),
        sa.Column("sentences", TEXT, nullable=False),
        sa.Column("original", sa.LargeBinary(), nullable=False),
        sa.Column("settled", sa.Integer(), server_default="0", nullable=False),
        sa.Column("carries", STRING, server_default="", nullable=False),
        sa.Column("credit", STRING, server_default="", nullable=False),
        sa.Column("mends", STRING, server_default="", nullable=False),
        sa.Column("outlet", STRING, server_default="", nullable=False),
        sa.Column("attributions", TEXT, server_default="[]", nullable=False),
        sa.Column("claims", sa.Integer(), server_default="0", nullable=False),
        sa.Column("capture", TEXT, server_default="", nullable=False),
        sa.PrimaryKeyConstraint("number"),
        sa.UniqueConstraint("id"),
    )
    op.create_index("documents_told", "documents", ["source", "published", "claims"], unique=False)
    op.create_index("ix_documents_address", "documents", ["address"], unique=False, postgresql_using="hash")
    op.create_index(op.f("ix_documents_carries"), "documents", ["carries"], unique=False)
    op.create_index(op.f("ix_documents_published"), "documents", ["published"], unique=False)
    op.create_index(op.f("ix_documents_settled"), "documents", ["settled"], unique=False)
    op.create_index(op.f("ix_documents_source"), "documents", ["source"], unique=False)
    op.create_table(
        "entities",
        sa.Column("id", STRING, nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("schema", STRING, nullable=False),
        sa.Column("documents", sa.Integer(), nullable=False),
        sa.Column("mentions", sa.Integer(), nullable=False),
        sa.Column("public", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("entities_listed", "entities", ["schema", "mentions", "name"], unique=False)
    op.create_index("entities_name", "entities", ["name"], unique=False)
    op.create_table(
        "findings",
        sa.Column("id", STRING, nullable=False),
        sa.Column("kind", STRING, nullable=False),
        sa.Column("type", STRING, nullable=False),
        sa.Column("stage", STRING, nullable=False),
        sa.Column("status", STRING, nullable=False),
        sa.Column("mode", STRING, nullable=False),
        sa.Column("begins", STRING, nullable=False),
        sa.Column("ends", STRING, nullable=False),
        sa.Column("place", STRING, nullable=False),
        sa.Column("country", STRING, nullable=False),
        sa.Column("lat", sa.Float(), nullable=True),
        sa.Column("lon", sa.Float(), nullable=True),
        sa.Column("level", STRING, nullable=False),
        sa.Column("first", STRING, nullable=False),
        sa.Column("last", STRING, nullable=False),
        sa.Column("claims", sa.Integer(), nullable=False),
        sa.Column("origins", sa.Integer(), nullable=False),
        sa.Column("documents", sa.Integer(), nullable=False),
        sa.Column("sources", sa.Integer(), nullable=False),
        sa.Column("denials", sa.Integer(), nullable=False),
        sa.Column("circular", sa.Integer(), nullable=False),
        sa.Column("differing", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.Integer(), nullable=False),
        sa.Column("grade", STRING, nullable=True),
        sa.Column("reviewed", STRING, nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("findings_contested", "findings", ["denials", "differing", "id"], unique=False)
    op.create_index(
        "findings_country",
        "findings",
        [
            "kind",
            "country",
            "begins",
            "id",
            "ends",
            "stage",
            "status",
            "mode",
            "origins",
            "denials",
            "differing",
            "outcome",
            "reviewed",
            "grade",
        ],
        unique=False,
    )
    op.create_index(
        "findings_disputed",
        "findings",
        ["kind", "begins", "id"],
        unique=False,
        postgresql_where=sa.text("denials > 0 OR differing > 0"),
    )
    op.create_index(
        "findings_stage",
        "findings",
        [
            "kind",
            "stage",
            "begins",
            "id",
            "ends",
            "status",
            "mode",
            "origins",
            "denials",
            "differing",
            "outcome",
            "reviewed",
            "grade",
        ],
        unique=False,
    )
    op.create_index(
        "findings_support",
        "findings",
        [
            "kind",
            "origins",
            "id",
            "ends",
            "stage",
            "status",
            "mode",
            "denials",
            "differing",
            "outcome",
            "reviewed",
            "grade",
        ],
        unique=False,
    )
    op.create_index(
        "findings_told",
        "findings",
        [
            "kind",
            "first",
            "id",
            "ends",
            "stage",
            "status",
            "mode",
            "origins",
            "denials",
            "differing",
            "outcome",
            "reviewed",
            "grade",
        ],
        unique=False,
    )
    op.create_index(
        "findings_type",
        "findings",
        [
            "kind",
            "type",
            "begins",
            "id",
            "ends",
            "stage",
            "status",
            "mode",
            "origins",
            "denials",
            "differing",
            "outcome",
            "reviewed",
            "grade",
        ],
        unique=False,
    )
    op.create_index(
        "findings_when",
        "findings",
        [
            "kind",
            "begins",
            "id",
            "ends",
            "stage",
            "status",
            "mode",
            "origins",
            "denials",
            "differing",
            "outcome",
            "reviewed",
            "grade",
        ],
        unique=False,
    )
    op.create_index("findings_where", "findings", ["kind", "place", "lat", "lon", "level"], unique=False)
    op.create_table(
        "identities",
        sa.Column("entity", STRING, nullable=False),
        sa.Column("list", STRING, nullable=False),
        sa.Column("entry", STRING, nullable=False),
        sa.Column("schema", STRING, nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("since", STRING, nullable=False),
        sa.Column("told", TEXT, nullable=False),
        sa.Column("url", TEXT, nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("reasons", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("entity", "list", "entry"),
    )
    op.create_table(
        "matches",
        sa.Column("left", STRING, nullable=False),
        sa.Column("right", STRING, nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("merged", sa.Integer(), nullable=False),
        sa.Column("reasons", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("left", "right"),
    )
    op.create_index("matches_asked", "matches", ["merged", "score"], unique=False)
    op.create_index("matches_right", "matches", ["right"], unique=False)
    op.create_table(
        "sources",
        sa.Column("name", STRING, nullable=False),
        sa.Column("kind", STRING, nullable=False),
        sa.Column("country", STRING, nullable=False),
        sa.Column("affiliation", STRING, nullable=False),
        sa.Column("group", STRING, nullable=False),
        sa.Column("reliability", STRING, nullable=False),
        sa.PrimaryKeyConstraint("name"),
    )
    op.create_table(
        "successions",
        sa.Column("old", STRING, nullable=False),
        sa.Column("new", STRING, nullable=False),
        sa.PrimaryKeyConstraint("old"),
    )
    op.create_index(op.f("ix_successions_new"), "successions", ["new"], unique=False)
    op.create_table("written", sa.Column("n", sa.BigInteger(), nullable=False), sa.PrimaryKeyConstraint("n"))
    op.create_table(
        "claims",
        sa.Column("id", STRING, nullable=False),
        sa.Column("document", STRING, nullable=False),
        sa.Column("finding", STRING, nullable=False),
        sa.Column("kind", STRING, nullable=False),
        sa.Column("type", STRING, nullable=False),
        sa.Column("stage", STRING, nullable=True),
        sa.Column("status", STRING, nullable=True),
        sa.Column("polarity", STRING, nullable=False),
        sa.Column("begins", STRING, nullable=True),
        sa.Column("ends", STRING, nullable=True),
        sa.Column("place", STRING, nullable=True),
        sa.Column("country", STRING, nullable=True),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("words_key", STRING, nullable=False),
        sa.Column("body", TEXT, nullable=False),
        sa.Column("read", TEXT, server_default="", nullable=False),
        sa.Column("added", STRING, server_default="", nullable=False),
        sa.ForeignKeyConstraint(["document"], ["documents.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("claims_added", "claims", ["id"], unique=False, postgresql_where=sa.text("added != ''"))
    op.create_index("claims_corrected", "claims", ["id"], unique=False, postgresql_where=sa.text("read != ''"))
    op.create_index("claims_kind", "claims", ["kind", "type"], unique=False)
    op.create_index("claims_score", "claims", ["kind", "score", "id"], unique=False)
    op.create_index(op.f("ix_claims_document"), "claims", ["document"], unique=False)
    op.create_index(op.f("ix_claims_finding"), "claims", ["finding"], unique=False)
    op.create_index(op.f("ix_claims_words_key"), "claims", ["words_key"], unique=False)
    op.create_table(
        "copies",
        sa.Column("left", STRING, nullable=False),
        sa.Column("right", STRING, nullable=False),
        sa.Column("share", sa.Float(), nullable=False),
        sa.ForeignKeyConstraint(["left"], ["documents.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["right"], ["documents.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("left", "right"),
    )
    op.create_index(op.f("ix_copies_right"), "copies", ["right"], unique=False)
    op.create_table(
        "document_words",
        sa.Column("number", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("document", sa.String(), nullable=False),
        sa.Column("words", postgresql.TSVECTOR(), nullable=False),
        sa.ForeignKeyConstraint(["document"], ["documents.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("number"),
        sa.UniqueConstraint("document"),
    )
    op.create_index("document_words_words", "document_words", ["words"], unique=False, postgresql_using="gin")
    op.create_table(
        "last_steps",
        sa.Column("entity", STRING, nullable=False),
        sa.Column("finding", STRING, nullable=False),
        sa.Column("type", STRING, nullable=False),
        sa.Column("known", STRING, nullable=False),
        sa.ForeignKeyConstraint(["finding"], ["findings.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("entity"),
    )
    op.create_index(op.f("ix_last_steps_finding"), "last_steps", ["finding"], unique=False)
    op.create_index("last_steps_known", "last_steps", ["known", "entity"], unique=False)
    op.create_index("last_steps_type", "last_steps", ["type", "known", "entity"], unique=False)
    op.create_table(
        "locals",
        sa.Column("id", STRING, nullable=False),
        sa.Column("document", STRING, nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("schema", STRING, nullable=False),
        sa.Column("said", TEXT, nullable=False),
        sa.Column("names", TEXT, nullable=False),
        sa.Column("posts", TEXT, nullable=False),
        sa.Column("bodies", TEXT, nullable=False),
        sa.Column("entity", STRING, nullable=False),
        sa.Column("block", STRING, nullable=True),
        sa.Column("short", sa.Integer(), nullable=False),
        sa.Column("mentions", sa.Integer(), server_default="0", nullable=False),
        sa.Column("public", sa.Integer(), server_default="0", nullable=False),
        sa.ForeignKeyConstraint(["document"], ["documents.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_locals_block"), "locals", ["block"], unique=False)
    op.create_index(op.f("ix_locals_document"), "locals", ["document"], unique=False)
    op.create_index(op.f("ix_locals_entity"), "locals", ["entity"], unique=False)
    op.create_index("ix_locals_said", "locals", ["said"], unique=False, postgresql_using="hash")
    op.create_index(op.f("ix_locals_schema"), "locals", ["schema"], unique=False)
    op.create_table(
        "mentions",
        sa.Column("document", STRING, nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("local", STRING, nullable=False),
        sa.Column("words", TEXT, nullable=False),
        sa.ForeignKeyConstraint(["document"], ["documents.id"], ondelete="CASCADE"),
    )
    op.create_index(op.f("ix_mentions_local"), "mentions", ["local"], unique=False)
    op.create_index("mentions_document", "mentions", ["document", "start"], unique=False)
    op.create_table(
        "parts",
        sa.Column("entity", STRING, nullable=False),
        sa.Column("kind", STRING, nullable=False),
        sa.Column("role", STRING, nullable=False),
        sa.Column("first", STRING, nullable=False),
        sa.Column("finding", STRING, nullable=False),
        sa.ForeignKeyConstraint(["finding"], ["findings.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("entity", "kind", "role", "first", "finding"),
    )
    op.create_index(op.f("ix_parts_finding"), "parts", ["finding"], unique=False)
    op.create_table(
        "quoted",
        sa.Column("run", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("document", STRING, nullable=False),
        sa.Column("start", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["document"], ["documents.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("run", "document", "start"),
    )
    op.create_index(op.f("ix_quoted_document"), "quoted", ["document"], unique=False)
    op.create_table(
        "shingles",
        sa.Column("shingle", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("document", STRING, nullable=False),
        sa.ForeignKeyConstraint(["document"], ["documents.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("shingle", "document"),
    )
    op.create_index(op.f("ix_shingles_document"), "shingles", ["document"], unique=False)
    op.create_table(
        "blocks",
        sa.Column("claim", STRING, nullable=False),
        sa.Column("block", STRING, nullable=False),
        sa.ForeignKeyConstraint(["claim"], ["claims.id"], ondelete="CASCADE"),
    )
    op.create_index(op.f("ix_blocks_block"), "blocks", ["block"], unique=False)
    op.create_index(op.f("ix_blocks_claim"), "blocks", ["claim"], unique=False)
    op.create_table(
        "keys",
        sa.Column("local", STRING, nullable=False),
        sa.Column("key", STRING, nullable=False),
        sa.Column("block", STRING, nullable=False),
        sa.ForeignKeyConstraint(["local"], ["locals.id"], ondelete="CASCADE"),
    )
    op.create_index(op.f("ix_keys_local"), "keys", ["local"], unique=False)
    op.create_index("keys_key", "keys", ["key", "block"], unique=False)
    op.bulk_insert(sa.table("written", sa.column("n")), [{"n": 0}])


def downgrade() -> None:
    """Take them away, and the functions of their triggers."""
    for table in (
        "keys",
        "blocks",
        "shingles",
        "quoted",
        "parts",
        "mentions",
        "locals",
        "last_steps",
        "document_words",
        "copies",
        "claims",
        "written",
        "successions",
        "sources",
        "matches",
        "identities",
        "findings",
        "entities",
        "documents",
        "decisions",
        "counters",
    ):
        op.drop_table(table)
    for table in ("documents", "findings", "entities", "decisions", "parts"):
        op.execute(f"DROP FUNCTION IF EXISTS {table}_counted()")
