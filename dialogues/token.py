"""What a button or a form carries: enough to be understood by any replica, after any restart or deploy."""

from dataclasses import dataclass
from typing import Self

LONGEST = 200  # Slack allows 255 for a callback_id and 2,000 for a button's value


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """Names the dialogue, the step in it, the subject it is about and what was chosen.

    Written `dialogue/step/subject/value`. It is not signed: Slack keeps it itself, and the playground accepts only
    tokens that it has shown to that person. A client of Teams may send any, as the person that it belongs to: no
    dialogue lets a token do what its sender may not.
    """

    dialogue: str
    step: str
    subject: str = ""
    value: str = ""

    def __str__(self) -> str:
        return "/".join((self.dialogue, self.step, self.subject, self.value))

    @classmethod
    def read(cls, text: str) -> Self | None:
        """The token that `text` spells, or None where it spells none."""
        parts = text.split("/")
        if len(parts) != 4 or len(text) > LONGEST or not parts[0] or not parts[1]:
            return None
        return cls(dialogue=parts[0], step=parts[1], subject=parts[2], value=parts[3])


#: Stands in for what cannot be read as a token, so that its tap is answered too.
UNREADABLE = Token(dialogue="unknown", step="unknown")
