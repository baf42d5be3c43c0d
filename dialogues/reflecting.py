"""The question of the week to somebody who leads (m.7): by turns what is raised, what is followed up, and what gets
time, with what they have chosen to do there (domain.md §1, rows 40 and 46). The answer is theirs alone."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from dialogues import help, leadership, reflections
from dialogues.effect import Effect, Open, Replace, Reply, Say, Schedule
from dialogues.event import Chose, Due, Event, Occasion, Submitted
from dialogues.facts import Facts, Want
from dialogues.goal import Arena, Behaviour, Goal
from dialogues.kind import Kind
from dialogues.message import Block, Choice, Message, Note, Quote, brief
from dialogues.nudge import moment, sentence
from dialogues.nudge.memory import VARIANTS, Nudged
from dialogues.person import NOTHING, Team
from dialogues.phrase import Phrase, Text
from dialogues.rhythm import week_number
from dialogues.step import Dialogue, Step
from dialogues.token import Token
from dialogues.translation.activation import LEADER_ARENAS

NAME: Final = "reflecting"


def advance(state: Nudged | None, event: Event, facts: Facts) -> Step[Nudged]:
    """Asks once a week, or not; a tap of any of its buttons is taken as a sign that it was read. The review of a team
    begins each week anew."""
    match event:
        case Due():
            return _ask(state or Nudged(), event, facts)
        case Chose(token=Token(step="thanks" | "not_now" as step)):
            return Step(state=_touched(state), effects=(Replace(message=brief(Phrase.of(f"nudge.said.{step}"))),))
        case Chose(token=Token(step="write", value=value)) if value in LEADER_ARENAS:
            return Step(state=_touched(state), effects=(_write(Arena(value), facts),))
        case Chose() | Submitted():
            return Step(state=state, effects=(Reply(message=help.outdated()),))
        case _:
            return Step(state=state)


def _touched(state: Nudged | None) -> Nudged | None:
    return state.touched(Kind.REFLECT) if state else None


def _write(arena: Arena, facts: Facts) -> Effect:
    if not facts.organisation.rules.keep_texts:
        return Reply(message=reflections.no_texts())
    return Open(form=reflections.form(arena))


def _ask(memory: Nudged, due: Due, facts: Facts) -> Step[Nudged]:
    person = facts.someone
    today = person.day(due.at)
    over = Schedule(occasion=Occasion.REFLECTION, subject=person.id, at=None)
    if not person.welcome or not facts.leads or person.nudged_about == NOTHING:
        return Step(state=memory, effects=(over,))
    if not moment.is_reflection_time(person, due.at):
        right = moment.reflection_at(person, person.availability.next_try(due.at))
        return Step(state=memory, effects=(replace(over, at=right),))
    goal = _goal(facts, today)
    if goal is None or memory.nudged_in_week_of(today) or memory.rests(Kind.REFLECT, today):
        return Step(state=memory, effects=(over,))
    say = Say(
        to=person.id,
        key=f"reflect:{person.id}:{today}",
        kind=Kind.REFLECT,
        message=compose(goal, facts, memory, today),
        expires_at=person.availability.evening(due.at),
    )
    return Step(state=memory.after(Kind.REFLECT, today), effects=(say, over))


def compose(goal: Goal, facts: Facts, memory: Nudged, today: date) -> Message[Text]:
    """The question about the goal whose turn it is, with what its reader has chosen to do where it is about."""
    variant = memory.next_variant(Kind.REFLECT)
    arena = LEADER_ARENAS[variant - 1]
    text = sentence.phrase(Kind.REFLECT, variant, goal=goal.title.cut(sentence.TITLE))
    keeps = bool(facts.organisation.rules.keep_texts)
    first = _button("write", arena, opens=True) if keeps else _button("thanks", arena)
    asked = sentence.message(text, first, _button("not_now", arena, quiet=True), stop=memory.offers_stop)
    own = [each for team in facts.leads if team.id == goal.team for each in _chosen(team, arena, facts)]
    question, *buttons = asked.blocks
    return replace(asked, blocks=(question, *_reminder(own, arena, today), *buttons))


def _chosen(team: Team, arena: Arena, facts: Facts) -> Sequence[Behaviour]:
    return [each for each in leadership.commitments(team, facts.goals) if each.arena is arena]


def _reminder(own: Sequence[Behaviour], arena: Arena, today: date) -> Iterator[Block[Text]]:
    """One of their own, by turns of the three weeks that the questions take."""
    if own:
        yield Note(text=Phrase.of(f"reflecting.chosen.{arena.value}"))
        yield Quote(text=own[week_number(today) // VARIANTS % len(own)].text)


def _goal(facts: Facts, today: date) -> Goal | None:
    """Of the teams by turns, each for three weeks; of a team's goals the one with the focus, else the first."""
    running = [[each for each in facts.goals if each.team == team.id and each.runs_on(today)] for team in facts.leads]
    led = [goals for goals in running if goals]
    if not led:
        return None
    goals = led[week_number(today) // VARIANTS % len(led)]
    return next((each for each in goals if each.focus), goals[0])


def _button(step: str, arena: Arena, *, opens: bool = False, quiet: bool = False) -> Choice[Text]:
    key = "reflecting.write" if step == "write" else f"nudge.{step}"
    token = Token(dialogue=NAME, step=step, value=arena)
    return Choice(label=Phrase.of(key), token=str(token), style="quiet" if quiet else "plain", opens=opens)


DIALOGUE = Dialogue(name=NAME, advance=advance, wants=Want.GOALS, states=Nudged)
