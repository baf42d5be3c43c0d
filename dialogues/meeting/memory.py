"""What is remembered of the talks that a lead has been prepared for: enough not to say the same twice in a row, and to
ask afterwards. Nothing of what anybody has said."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Final, Literal

from dialogues.meeting.meeting import Talk
from dialogues.person import PersonId, TeamId

#: A talk that has not been told of is forgotten after so long.
KEPT: Final = timedelta(weeks=2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """Which question was for a team's one-on-ones of the week that begins on the Monday `week`, or for its meetings."""

    team: TeamId
    is_one_on_one: bool
    number: int
    week: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Nudged:
    """A talk that its lead was prepared for, with the person of that id, or with a team, and when (UTC) it was to
    begin. `own` names what the two had to bring up, if anything. `asked`: the lead has been asked whether it became one
    about the goal."""

    key: str
    team: TeamId
    person: PersonId | None
    starts_at: datetime
    own: str = ""
    asked: bool = False

    @property
    def is_one_on_one(self) -> bool:
        return self.person is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """`said` has one entry for each team and sort of talk; `talks` are those that nobody has told of yet."""

    said: tuple[Said, ...] = ()
    talks: tuple[Nudged, ...] = ()
    tag: Literal["prepared"] = "prepared"

    def is_said(self, talk: Talk, week: date) -> bool:
        """Whether the question of the week has been for another talk of its sort."""
        return (last := self._last(talk)) is not None and last.week == week

    def number(self, talk: Talk, week: date, among: Sequence[int]) -> int:
        """The question of the week: the same for all talks of a sort with a team, and the next of `among` in the week
        after."""
        last = self._last(talk)
        if last is None:
            return among[0]
        if last.week == week and last.number in among:
            return last.number
        return next((each for each in among if each > last.number), among[0])

    def after(self, talk: Talk, week: date, number: int) -> "Prepared":
        """What is remembered once a question has been said before a talk."""
        now = Said(team=talk.team, is_one_on_one=talk.is_one_on_one, number=number, week=week)
        others = (each for each in self.said if (each.team, each.is_one_on_one) != (now.team, now.is_one_on_one))
        return replace(self, said=(*others, now))

    def nudged(self, talk: Talk, own: str = "") -> "Prepared":
        """What is remembered once the lead has been prepared for a talk."""
        now = Nudged(key=talk.key, team=talk.team, person=talk.person, starts_at=talk.starts_at, own=own)
        return replace(self, talks=(*self._others(talk.key), now))

    def is_nudged(self, talk: Talk, own: str = "") -> bool:
        """Whether the lead has been prepared for a talk at the time at which it is, and for its `own` if it has any."""
        known = self.talk(talk.key)
        return known is not None and known.starts_at == talk.starts_at and own in ("", known.own)

    def talk(self, key: str) -> Nudged | None:
        """The talk with this key, if the lead was prepared for it and has not told of it."""
        return next((each for each in self.talks if each.key == key), None)

    def asked(self, talk: Nudged) -> "Prepared":
        """What is remembered once the lead has been asked about a talk."""
        return replace(self, talks=(*self._others(talk.key), replace(talk, asked=True)))

    def told(self, key: str) -> "Prepared":
        """What is remembered once the lead has told of a talk."""
        return replace(self, talks=tuple(self._others(key)))

    def since(self, at: datetime) -> "Prepared":
        """Without what is too old by then."""
        return replace(self, talks=tuple(each for each in self.talks if each.starts_at + KEPT > at))

    def _others(self, key: str) -> Sequence[Nudged]:
        return [each for each in self.talks if each.key != key]

    def _last(self, talk: Talk) -> Said | None:
        mine = (talk.team, talk.is_one_on_one)
        return next((each for each in self.said if (each.team, each.is_one_on_one) == mine), None)
