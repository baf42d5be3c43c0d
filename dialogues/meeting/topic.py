"""What somebody wants to bring up in a talk with whoever leads their team."""

from dataclasses import dataclass
from datetime import date

from dialogues.person import PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """`text`, in the words of the person `by`, for the talk with this key and its `lead` on the local day `on`, after
    which it is forgotten. Only where it `is_shared` does the lead read it, before that talk."""

    talk: str
    by: PersonId
    lead: PersonId
    text: str
    is_shared: bool
    on: date
