"""Alembic's entry: it is given a connection, and runs in that one's transaction."""

from alembic import context

from storage.tables.every import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
context.run_migrations()
