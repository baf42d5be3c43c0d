"""All tables together: whoever takes the `metadata` from here misses none of them."""

from storage.tables import goals, people, questions, sending
from storage.tables.schema import metadata

__all__ = ("goals", "metadata", "people", "questions", "sending")
