"""Situations that are ready to be picked for a plan: the team's own, and such as every team has."""

from dataclasses import dataclass
from datetime import time
from typing import Final

from dialogues.person import Team
from dialogues.phrase import Phrase, Text
from dialogues.situation import MOST, Days


@dataclass(frozen=True, slots=True, kw_only=True)
class Pick:
    """`situation` as it stands behind "when", `label` on a button; `name` is what a token calls it."""

    name: str
    situation: Text
    label: Text
    days: Days
    at: time


def _usual(name: str, days: Days, at: time) -> Pick:
    return Pick(
        name=name,
        situation=Phrase.of(f"my_plan.situation.{name}"),
        label=Phrase.of(f"my_plan.pick.{name}"),
        days=days,
        at=at,
    )


#: What every team has.
USUAL: Final = (
    _usual("morning", Days.WORKING, time(9)),
    _usual("meeting", Days.TUESDAY, time(10)),
    _usual("wrap", Days.FRIDAY, time(14)),
)


def picks(team: Team) -> tuple[Pick, ...]:
    """Three to pick from, the team's own first."""
    own = (
        Pick(name=str(number), situation=each.text, label=each.text, days=each.days, at=each.at)
        for number, each in enumerate(team.situations)
    )
    return (*own, *USUAL)[:MOST]


def named(name: str, team: Team) -> Pick | None:
    """The one with this name, or None where there is none such any more."""
    return next((each for each in (*picks(team), *USUAL) if each.name == name), None)
