"""The database's history, told by Alembic."""
