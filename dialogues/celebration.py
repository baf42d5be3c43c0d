"""What a team may want to pause at: one of them proposes it, and the team's digest shows it once (domain.md §5.1)."""

from dataclasses import dataclass
from datetime import date
from typing import NewType

from dialogues.person import TeamId
from dialogues.phrase import Phrase, Text

CelebrationId = NewType("CelebrationId", str)


@dataclass(frozen=True, slots=True, kw_only=True)
class Celebration:
    """A concrete event of a team, in the words of whoever proposed it: hostile data, which may name somebody.

    `by` is their name where they have chosen to be named, and else nothing tells who it was. `on` is the local day of
    the organisation on which it was proposed, and `shown_on` that of the digest that it stood in; None: it waits.
    """

    id: CelebrationId
    team: TeamId
    text: str
    on: date
    by: str | None = None
    shown_on: date | None = None

    @property
    def waits(self) -> bool:
        """Whether no digest has shown it, so that it can still be taken back."""
        return self.shown_on is None

    @property
    def said(self) -> Text:
        """How it stands in the digest."""
        return self.text if self.by is None else Phrase.of("celebration.by", text=self.text, name=self.by)
