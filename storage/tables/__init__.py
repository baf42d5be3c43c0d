"""The tables, and every rule of ours that a database can hold by itself.

The migrations build them; a test compares the two. What is written in several languages, and every other value that
the database need not look into, is JSON text.
"""
