"""What a dialogue may know. Loaded before it is called; it reads nothing else."""

from dataclasses import dataclass
from enum import Flag, auto

from dialogues.goal import Goal
from dialogues.person import Organisation, Person, Team
from dialogues.window import Reading, Tally, Window


class Want(Flag):
    """The facts that cost a question to the database. Who asks for less answers faster."""

    NOTHING = 0
    #: `window`: the one that the event's subject names; where something is due, the one that is open for the team.
    WINDOW = auto()
    #: `goals` of every team in `teams`.
    GOALS = auto()
    #: `readings` of every team in `teams`.
    READINGS = auto()
    #: `members` of `team`.
    MEMBERS = auto()
    #: `tally` of `window`.
    TALLY = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """`person` is the one who acted or to whom something is due; for what is due to a team, its lead, if it has one.

    `team` is the person's home team, or the team that something is due to. `leads` are the teams that the person
    leads. What was not wanted is empty.
    """

    organisation: Organisation
    person: Person | None
    team: Team
    leads: tuple[Team, ...] = ()
    goals: tuple[Goal, ...] = ()
    window: Window | None = None
    readings: tuple[Reading, ...] = ()
    members: tuple[Person, ...] = ()
    tally: Tally | None = None

    @property
    def someone(self) -> Person:
        """The person, where there must be one: whenever somebody acted, and when something is due to a person."""
        if self.person is None:
            raise LookupError("this is due to a team without a lead")
        return self.person

    @property
    def teams(self) -> tuple[Team, ...]:
        """The teams whose goals concern the person: their own, then those they lead."""
        return (self.team, *self.leads)
