"""What is kept of who has read a team's results (domain.md R19).

That members look at what their own team has said is not kept: it would watch them.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dialogues.person import PersonId, TeamId

#: The longest purpose that can be given.
PURPOSE = 200


class Role(StrEnum):
    """As what somebody read: they lead the team, own a goal of it, belong to another one, or run Vardag."""

    LEAD = "lead"
    OWNER = "owner"
    COLLEAGUE = "colleague"
    OPERATOR = "operator"


class Through(StrEnum):
    """What the results were shown in, which is what they were shown for. RULES: nothing was read, but how results are
    made or kept was changed."""

    GOALS = "goals"
    STATUS = "status"
    DIGEST = "digest"
    OBSTACLE = "obstacle"
    #: What the team says of how it is led.
    LEADERSHIP = "leadership"
    #: What is sent before a one-on-one or a team meeting.
    MEETING = "meeting"
    REPORT = "report"
    EXPORT = "export"
    RULES = "rules"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """That somebody has read results on a local day of the organisation, once or several times.

    There is no time of day. `who` is None for the operator, `team` is None where it was those of all teams, `purpose`
    is what an operator has given as one, at most PURPOSE characters.
    """

    on: date
    role: Role
    through: Through
    team: TeamId | None = None
    who: PersonId | None = None
    purpose: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Insight:
    """An entry as it is told: with the name of whoever it was, None where they are not there any more."""

    entry: Entry
    name: str | None = None
