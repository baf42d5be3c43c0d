"""All tables together: whoever takes the `metadata` from here misses none of them."""

from storage.tables import goals, meetings, people, questions, sending
from storage.tables.schema import metadata

__all__ = ("goals", "meetings", "metadata", "people", "questions", "sending")
