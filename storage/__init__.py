"""SQL: tables, transactions, and the questions asked of the data."""
