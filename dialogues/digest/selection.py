"""Which question, which thing to celebrate and which obstacle a digest has: the first rule that holds, by whose name
everybody can be told why (domain.md §5.1)."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Final

from dialogues import reading
from dialogues.celebration import Celebration
from dialogues.digest.week import Week
from dialogues.phrase import Phrase, Text, Wording
from dialogues.promise import State
from dialogues.pulse.item import ItemId
from dialogues.rhythm import week_number
from dialogues.share import Band
from dialogues.statistics.change import DOWN, UP

#: The questions that need nothing to be known, taken in turn by the week.
ANY: Final = ("q6", "q1", "q4")
#: So long without a talk a team is asked when it could have one, every other week: two in 28 days are what is aimed at
#: (domain.md §7), and the same question twice in a row is none.
UNSPOKEN: Final = timedelta(days=14)
WEEK: Final = timedelta(weeks=1)
#: The most characters of a behaviour within a sentence.
SHORTLY: Final = 88


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """What a rule says, and its name; with the `celebration` that somebody has proposed, if it is one."""

    says: Text
    rule: str
    celebration: Celebration | None = None


def question(week: Week) -> Chosen:
    """The one question to take along."""
    return next(_questions(week))


def celebration(week: Week) -> Chosen:
    """The one thing to celebrate."""
    return next(_celebrations(week))


def obstacle(week: Week) -> Chosen:
    """The one obstacle to remove: what most have chosen and nobody has answered yet, of several the oldest."""
    if week.raised is not None:
        return Chosen(says=Phrase.of("digest.raised", obstacle=week.raised.name), rule="o1")
    return Chosen(says=Phrase.of("digest.none_raised"), rule="o2")


def shortly(text: Wording) -> Wording:
    """A behaviour or a title as it stands within a sentence."""
    return text.cut(SHORTLY).quoted


def _questions(week: Week) -> Iterator[Chosen]:
    goal = shortly(week.goal.title)
    if _is_unclear(week):
        yield _ask("q1", goal=goal)
    if week.raised is not None and week.is_new(week.raised.raised_on):
        yield _ask("q2", obstacle=week.raised.name)
    lost = next((each for each in week.news if each.change in DOWN), None)
    behaviour = week.behaviour(lost.behaviour) if lost is not None and lost.behaviour else None
    if behaviour is not None:
        yield _ask("q3", behaviour=shortly(behaviour.text))
    unspoken, since = divmod(week.listening.silent_on(week.monday), UNSPOKEN)
    if unspoken and since < WEEK:
        yield _ask("q4", goal=goal)
    if week.focus.is_established and week.is_new(week.focus.status_on):
        yield _ask("q5", behaviour=shortly(week.focus.text))
    turns = ANY[:-1] if unspoken else ANY
    turn = turns[week_number(week.monday) % len(turns)]
    yield replace(_ask(turn, goal=goal), rule="q6")


def _is_unclear(week: Week) -> bool:
    """Whether not even most find it fairly clear how their work contributes, by what has just been published."""
    clear = next((each for each in week.news if each.item is ItemId.CLARITY), None)
    if clear is None:
        return False
    fairly = replace(clear, yes=clear.counts.get("4", 0) + clear.counts.get("5", 0))
    return reading.band(fairly) is not Band.MOST


def _ask(rule: str, **gaps: Phrase | Wording) -> Chosen:
    return Chosen(says=Phrase.of(f"digest.{rule}", **gaps), rule=rule)


def _celebrations(week: Week) -> Iterator[Chosen]:
    for risen in week.news:
        behaviour = week.behaviour(risen.behaviour) if risen.change in UP and risen.behaviour else None
        if behaviour == week.focus:
            yield Chosen(says=Phrase.of(f"celebrate.focus.{risen.change}"), rule="c1")
        elif behaviour is not None:
            text = Phrase.of(f"celebrate.{risen.change}", behaviour=shortly(behaviour.text))
            yield Chosen(says=text, rule="c1")
    for behaviour in (each for goal in week.goals for each in goal.team_behaviours):
        if behaviour.is_established and week.is_new(behaviour.status_on):
            yield Chosen(says=Phrase.of("celebrate.habit", behaviour=shortly(behaviour.text)), rule="c2")
    for promise in week.promised:
        if promise.state is State.DONE:
            yield Chosen(says=Phrase.of("celebrate.removed", obstacle=promise.name), rule="c3")
    if week.proposed is not None:
        yield Chosen(says=week.proposed.said, rule="c4", celebration=week.proposed)
    if week.readings:
        yield Chosen(says=Phrase.of("celebrate.open", len(week.readings)), rule="c5")
    yield Chosen(says=Phrase.of("celebrate.begun", behaviour=shortly(week.focus.text)), rule="c6")
