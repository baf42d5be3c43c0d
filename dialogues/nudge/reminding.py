"""`/goal remind`: one's own plans, and the reminder of each just before its situation comes. Private to the person."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final, Literal

from dialogues import buttons, editing, goals, help, lookup, rhythm
from dialogues.effect import DropPlan, Durable, Effect, Open, Replace, Reply, SavePlan, Say, Schedule
from dialogues.event import Chose, Commanded, Due, Event, Occasion, Said, Submitted
from dialogues.facts import Facts, Want
from dialogues.goal import Behaviour
from dialogues.kind import Kind
from dialogues.message import Block, Choice, Choices, Items, Message, Note, Paragraph, brief, rows
from dialogues.nudge import moment, plan_form, sentence
from dialogues.nudge.fading import Pace, pace
from dialogues.nudge.memory import VARIANTS
from dialogues.nudge.plan import Plan
from dialogues.nudge.selection import plan_of
from dialogues.nudge.subject import chosen, focused, offered, offers
from dialogues.person import Person
from dialogues.phrase import Hour, Phrase, Text
from dialogues.rights import is_seen
from dialogues.step import Dialogue, Step
from dialogues.token import Token
from dialogues.words import read

#: So many behaviours are listed, each with its buttons.
LISTED: Final = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminded:
    """In which way the person was reminded last, counted from 1."""

    variant: int
    tag: Literal["reminded"] = "reminded"


def advance(state: Reminded | None, event: Event, facts: Facts) -> Step[Reminded]:
    """Shows, makes, changes and forgets the person's own plans, and reminds of them when they come due."""
    match event:
        case Due():
            return _remind(state, event, facts)
        case Commanded(words=words) | Said(text=words):
            return Step(state=state, effects=_asked(words, facts, event.at))
        case Chose(token=Token(step="list")):
            return Step(state=state, effects=(Reply(message=plans(facts, event.at)),))
        case Chose(token=Token(step="thanks")):
            return Step(state=state, effects=(Replace(message=brief(Phrase.of("nudge.said.thanks"))),))
        case Chose(token=Token(step="delete")):
            return Step(state=state, effects=_delete(event, facts))
        case Chose() | Submitted():
            return Step(state=state, effects=_answer(event, facts))
        case _:
            return Step(state=state)


def _asked(words: str, facts: Facts, at: datetime) -> tuple[Effect, ...]:
    """The plans; or the goals whose title begins with the same word."""
    asked = read(words)
    seen = [each for each in facts.goals if is_seen(each, facts)]
    titled = lookup.goals_called(asked.whole, seen) if asked.rest else ()
    return goals.of_goals(titled, facts).effects if titled else (Reply(message=plans(facts, at)),)


def _answer(event: Chose | Submitted, facts: Facts) -> tuple[Effect, ...]:
    behaviour = offered(event.token.subject, facts)
    if behaviour is None:
        return (Reply(message=help.outdated()),)
    plan = plan_of(behaviour, facts)
    if isinstance(event, Submitted):
        return _save(event, behaviour, facts)
    if event.token.step == "resume" and plan is not None:
        now, keeping = keep(plan, facts, event.at)
        return *keeping, Replace(message=plans(now, event.at))
    return (Open(form=plan_form.form(behaviour, plan)),)


def _save(event: Submitted, behaviour: Behaviour, facts: Facts) -> tuple[Effect, ...]:
    before = plan_of(behaviour, facts)
    entered = plan_form.read(event, behaviour, facts, before)
    if not isinstance(entered, Plan):
        return (editing.rejected(plan_form.form(behaviour, before).filled(event.values), event, entered),)
    _, keeping = keep(entered, facts, event.at)
    return *keeping, Reply(message=plan_form.saved(entered))


def _delete(event: Chose, facts: Facts) -> tuple[Effect, ...]:
    """Whatever it was for: a plan may be left when its goal is gone."""
    left = tuple(each for each in facts.plans if each.behaviour.id != event.token.subject)
    gone = next((each for each in facts.plans if each not in left), None)
    now = replace(facts, plans=left)
    shown = Replace(message=plans(now, event.at))
    if gone is None:
        return (shown,)
    return DropPlan(behaviour=gone.behaviour.id), next_reminder(now, event.at), shown


def keep(plan: Plan, facts: Facts, at: datetime) -> tuple[Facts, tuple[Durable, ...]]:
    """Makes the plan one that lives, and the facts with it: one for a behaviour that is neither in focus nor their own
    choice only does where it is kept."""
    plan = plan if is_alive(plan, facts, at) else replace(plan, kept=True)
    others = (each for each in facts.plans if each.behaviour.id != plan.behaviour.id)
    facts = replace(facts, plans=(*others, plan))
    return facts, (SavePlan(plan=plan), next_reminder(facts, at))


def is_alive(plan: Plan, facts: Facts, at: datetime) -> bool:
    """Whether the person is reminded of the plan: while its behaviour is in focus and not yet faded out, or is the one
    that they have chosen to be nudged about, or it is kept and its goal is worked with."""
    today = facts.someone.day(at)
    if plan.kept:
        return any(goal.runs_on(today) and goal.behaviour(plan.behaviour.id) for goal in facts.goals)
    own, focus = chosen(facts, today), focused(facts, today)
    if own is not None and own.id == plan.behaviour.id:
        return True
    return focus is not None and focus.id == plan.behaviour.id and pace(focus, today) is not Pace.OVER


def next_reminder(facts: Facts, at: datetime) -> Schedule:
    """When the person is reminded next, later than `at`: a quarter of an hour before a situation. Where no plan is
    alive, it is looked at again next week: the focus may have come back."""
    moments = [_next(each, facts, at + moment.BEFORE) for each in facts.plans if is_alive(each, facts, at)]
    reminders = [each - moment.BEFORE for each in moments if each is not None]
    if facts.plans and not reminders:
        reminders = [rhythm.next_week(facts.someone.timezone, at)]
    return Schedule(occasion=Occasion.SITUATION, subject=facts.someone.id, at=min(reminders, default=None))


def _next(plan: Plan, facts: Facts, after: datetime) -> datetime | None:
    return moment.occurrence(plan, facts.someone, after)


def _remind(state: Reminded | None, due: Due, facts: Facts) -> Step[Reminded]:
    person = facts.someone
    if not person.welcome:
        never = Schedule(occasion=Occasion.SITUATION, subject=person.id, at=None)
        return Step(state=state, effects=(never,))
    said: list[Effect] = []
    for plan in facts.plans:
        comes = _next(plan, facts, due.at) if is_alive(plan, facts, due.at) else None
        if comes is not None and comes - moment.BEFORE <= due.at:
            state = Reminded(variant=(state.variant if state else 0) % VARIANTS + 1)
            said.append(_before(plan, state.variant, comes, person))
    return Step(state=state, effects=(*said, next_reminder(facts, due.at)))


def _before(plan: Plan, variant: int, comes: datetime, person: Person) -> Say:
    return Say(
        to=person.id,
        key=f"before:{person.id}:{plan.behaviour.id}:{person.day(comes)}",
        message=sentence.before(plan, variant),
        expires_at=comes,
        kind=Kind.BEFORE,
    )


def plans(facts: Facts, at: datetime) -> Message[Text]:
    """What the person is reminded of, and what they could be."""
    shown = _listed(facts)
    text = Phrase.of("my_plan.yours" if facts.plans else "my_plan.none")
    items = tuple(_line(each, facts, at) for each in shown)
    listed: tuple[Block[Text], ...] = (Items(items=items, numbered=True),) if items else ()
    return Message(
        summary=text,
        blocks=(
            Paragraph(text=text),
            *listed,
            *_buttons(shown, facts, at),
            Note(text=Phrase.of("my_plan.private")),
        ),
    )


def _listed(facts: Facts) -> list[Behaviour]:
    """The behaviours with a plan, then the others."""
    planned = [each.behaviour for each in facts.plans]
    known = {each.id for each in planned}
    return [*planned, *(each for each in offers(facts) if each.id not in known)][:LISTED]


def _line(behaviour: Behaviour, facts: Facts, at: datetime) -> Text:
    plan = plan_of(behaviour, facts)
    if plan is None:
        return behaviour.text
    key = "my_plan.line" if is_alive(plan, facts, at) else "my_plan.line_resting"
    return Phrase.of(key, plan=plan.sentence, days=plan_form.days(plan), time=Hour(hour=plan.at))


def _buttons(shown: Sequence[Behaviour], facts: Facts, at: datetime) -> Iterator[Choices[Text]]:
    """A row for each plan, and those to make one together."""
    others = []
    for number, each in enumerate(shown, 1):
        plan = plan_of(each, facts)
        if plan is None:
            others.append(buttons.plan(each, "my_plan.remind_number", number))
        else:
            yield Choices(choices=_of_plan(number, plan, each, facts, at))
    yield from rows(others)


def _of_plan(number: int, plan: Plan, behaviour: Behaviour, facts: Facts, at: datetime) -> tuple[Choice[Text], ...]:
    delete = buttons.delete_plan(behaviour, number)
    if offered(behaviour.id, facts) is None:
        return (delete,)
    if is_alive(plan, facts, at):
        return sentence.change(plan, number), delete
    return buttons.resume_plan(behaviour, number), sentence.change(plan, number), delete


DIALOGUE = Dialogue(
    name=buttons.PLAN,
    advance=advance,
    wants=Want.GOALS | Want.PLANS | Want.READINGS | Want.CONFIRMATIONS,
    states=Reminded,
)
