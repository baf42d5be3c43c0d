"""The store on SQLite and PostgreSQL: one way through both."""
