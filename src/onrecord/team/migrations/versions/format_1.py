"""Format 1: accounts, grants, sessions, audit."""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "1", None
WHEN = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "accounts", sa.Column("name", sa.String, primary_key=True), sa.Column("password", sa.String), sa.Column("email", sa.String, unique=True),
        sa.Column("subject", sa.String, unique=True), sa.Column("made", WHEN, nullable=False), sa.Column("disabled", WHEN),
    )  # fmt: skip
    account = sa.ForeignKey("accounts.name", ondelete="CASCADE")
    op.create_table(
        "grants", sa.Column("account", sa.String, account, primary_key=True), sa.Column("record", sa.String, primary_key=True), sa.Column("role", sa.String, nullable=False)
    )  # fmt: skip
    account = sa.ForeignKey("accounts.name", ondelete="CASCADE")
    op.create_table(
        "sessions", sa.Column("id", sa.String, primary_key=True), sa.Column("account", sa.String, account, nullable=False, index=True),
        sa.Column("begun", WHEN, nullable=False), sa.Column("seen", WHEN, nullable=False), sa.Column("ends", WHEN, nullable=False),
    )  # fmt: skip
    op.create_table(
        "audit", sa.Column("number", sa.BigInteger, sa.Identity(), primary_key=True), sa.Column("at", WHEN, nullable=False),
        *(sa.Column(name, kind, nullable=False) for name, kind in (("account", sa.String), ("record", sa.String), ("action", sa.String), ("told", sa.Text), ("address", sa.String))),
    )  # fmt: skip
    op.create_index("audit_action", "audit", ["action", "at"])


def downgrade() -> None:
    """Take them away."""
    for table in ("audit", "sessions", "grants", "accounts"):
        op.drop_table(table)
