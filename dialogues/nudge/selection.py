"""Which nudge somebody gets, if any: by rules that one could explain to them (domain.md §4.2, §4.3)."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import date
from typing import Final

from dialogues import reading
from dialogues.facts import Facts
from dialogues.goal import Behaviour, Status
from dialogues.kind import Kind
from dialogues.nudge.fading import Pace, pace
from dialogues.nudge.memory import Nudged
from dialogues.nudge.plan import Plan
from dialogues.nudge.subject import chosen, focused, team_of
from dialogues.share import Band
from dialogues.window import Value

#: So many closed windows of a behaviour are its baseline, in which nobody is nudged (domain.md §3.3).
BASELINE: Final = 2
#: So many answers are looked back on, and so many there are at least.
LATEST, FEWEST = 5, 3


def choose(behaviour: Behaviour, facts: Facts, memory: Nudged, today: date) -> Kind | None:
    """The nudge for the behaviour that is due to the person, or None: what has just happened first, then the plan, if
    there is none, then what fits by turns. Of one that they have chosen themselves, and that is not in focus, nothing
    is asked and so nothing known: there is no baseline to wait for, and the plan and a commitment are all there is.
    What somebody has chosen does not fade out."""
    if team_of(behaviour, facts).quiet:
        return None
    if behaviour != focused(facts, today):
        return next(_fitting(behaviour, facts, memory, today, among=_CHOSEN), None)
    if facts.closed.count(behaviour.id) < BASELINE:
        return None
    match Pace.WEEKLY if behaviour == chosen(facts, today) else pace(behaviour, today):
        case Pace.SILENT:
            return None
        case Pace.OVER:
            return None if behaviour.id in memory.faded else Kind.FADE
        case _:
            return next(_fitting(behaviour, facts, memory, today), None)


def _fitting(
    behaviour: Behaviour, facts: Facts, memory: Nudged, today: date, among: Collection[Kind] = tuple(Kind)
) -> Iterator[Kind]:
    turns = list(_FIT)
    last = memory.latest
    start = turns.index(last) + 1 if last in turns else 0
    order = (Kind.CELEBRATE, Kind.PLAN, *turns[start:], *turns[:start])
    for kind in order:
        if kind in among and not memory.rests(kind, today) and ({**_FIRST, **_FIT})[kind](behaviour, facts, memory):
            yield kind


def plan_of(behaviour: Behaviour, facts: Facts) -> Plan | None:
    """The person's plan for a behaviour."""
    return next((each for each in facts.plans if each.behaviour.id == behaviour.id), None)


def latest(behaviour: Behaviour, facts: Facts) -> Sequence[Value]:
    """The person's own last answers about a behaviour, newest first, where there was an occasion."""
    own = [each.value for each in facts.own if each.behaviour == behaviour.id]
    return [each for each in own if each in (Value.YES, Value.NOT_THAT_TIME)][:LATEST]


def _is_celebrated(behaviour: Behaviour, facts: Facts, memory: Nudged) -> bool:
    return behaviour.status is Status.ESTABLISHED and behaviour.id not in memory.celebrated


def _is_unplanned(behaviour: Behaviour, facts: Facts, memory: Nudged) -> bool:
    return plan_of(behaviour, facts) is None


def _is_missed(behaviour: Behaviour, facts: Facts, memory: Nudged) -> bool:
    return list(latest(behaviour, facts)[:1]) == [Value.NOT_THAT_TIME]


def _is_answered(behaviour: Behaviour, facts: Facts, memory: Nudged) -> bool:
    """Enough to look back on, and something that one can ask after."""
    own = latest(behaviour, facts)
    return len(own) >= FEWEST and Value.YES in own


def _is_usual(behaviour: Behaviour, facts: Facts, memory: Nudged) -> bool:
    """Only what is true, published and certain is said of others (domain.md §4.1)."""
    about = [each for each in facts.readings if each.is_of(behaviour.id) and each.team == facts.team.id]
    return bool(about) and reading.is_certain(about[-1]) and reading.band(about[-1]) is Band.MOST


def _always(behaviour: Behaviour, facts: Facts, memory: Nudged) -> bool:
    return True


#: What can be said of a behaviour that nobody is asked about.
_CHOSEN: Final = (Kind.PLAN, Kind.COMMIT)

_Fits = Callable[[Behaviour, Facts, Nudged], bool]
#: What comes before all others, and what comes by turns.
_FIRST: Mapping[Kind, _Fits] = {Kind.CELEBRATE: _is_celebrated, Kind.PLAN: _is_unplanned}
_FIT: Mapping[Kind, _Fits] = {
    Kind.MISS: _is_missed,
    Kind.OWN: _is_answered,
    Kind.NORM: _is_usual,
    Kind.COMMIT: _always,
}
