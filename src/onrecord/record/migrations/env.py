"""Run by Alembic: the migrations of a record or of accounts, on the connection that `postgres.config` gives."""

from alembic import context

context.configure(connection=context.config.attributes["connection"], version_table="format", transactional_ddl=True)
with context.begin_transaction():
    context.run_migrations()
