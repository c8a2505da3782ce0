"""The tables of accounts; in a schema of their own, beside the records of the database."""

import sqlalchemy as sa

SCHEMA = "onrecord_team"
METADATA = sa.MetaData()
WHEN = sa.DateTime(timezone=True)

accounts = sa.Table(
    "accounts", METADATA,
    sa.Column("name", sa.String, primary_key=True),  # decisions are signed with it, so it never changes
    sa.Column("password", sa.String),  # argon2id, in PHC's string format; null where only the provider lets in
    sa.Column("email", sa.String, unique=True),
    sa.Column("subject", sa.String, unique=True),  # of the provider, from the first time it let them in on
    sa.Column("made", WHEN, nullable=False),
    sa.Column("disabled", WHEN),
)  # fmt: skip
grants = sa.Table(
    "grants", METADATA,
    sa.Column("account", sa.String, sa.ForeignKey("accounts.name", ondelete="CASCADE"), primary_key=True),
    sa.Column("record", sa.String, primary_key=True),
    sa.Column("role", sa.String, nullable=False),
)  # fmt: skip
sessions = sa.Table(
    "sessions", METADATA,
    sa.Column("id", sa.String, primary_key=True),  # SHA-256 of what the browser holds
    sa.Column("account", sa.String, sa.ForeignKey("accounts.name", ondelete="CASCADE"), nullable=False, index=True),
    sa.Column("begun", WHEN, nullable=False),
    sa.Column("seen", WHEN, nullable=False),
    sa.Column("ends", WHEN, nullable=False),
)  # fmt: skip
# What accounts did, and who was turned away; rows are only ever added.
audit = sa.Table(
    "audit", METADATA,
    sa.Column("number", sa.BigInteger, sa.Identity(), primary_key=True),
    sa.Column("at", WHEN, nullable=False),
    sa.Column("account", sa.String, nullable=False),
    sa.Column("record", sa.String, nullable=False),
    sa.Column("action", sa.String, nullable=False),
    sa.Column("told", sa.Text, nullable=False),
    sa.Column("address", sa.String, nullable=False),
    sa.Index("audit_action", "action", "at"),
)  # fmt: skip
