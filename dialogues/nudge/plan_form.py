"""A plan in a form: when, then, on which days and at what time; and said back once it is kept."""

from collections.abc import Mapping
from typing import Final

from dialogues import editing
from dialogues.entry import Entries
from dialogues.event import Submitted
from dialogues.facts import Facts
from dialogues.form import ChoiceField, DateField, Form, Option, TextField, TimeField
from dialogues.goal import Behaviour
from dialogues.message import Choices, Message, Note, Paragraph, Quote
from dialogues.nudge import moment
from dialogues.nudge.pick import USUAL, Pick
from dialogues.nudge.plan import Plan
from dialogues.nudge.sentence import change
from dialogues.phrase import Day, Hour, Phrase, Text
from dialogues.situation import Days
from dialogues.token import Token

#: The longest situation, and the longest action of one's own.
SITUATION: Final = 120
ACTION: Final = 160


def picked(behaviour: Behaviour, pick: Pick) -> Plan:
    """The plan to do the behaviour in a situation that was ready."""
    return Plan(behaviour=behaviour, situation=pick.situation, days=pick.days, at=pick.at)


def form(behaviour: Behaviour, plan: Plan | None) -> Form[Text]:
    """The plan for a behaviour as it is, or as it may become. What is ours stays where nothing is written instead."""
    own = plan.situation if plan and isinstance(plan.situation, str) else ""
    ours = plan.situation if plan and not own else None
    start = plan or picked(behaviour, USUAL[0])
    return editing.form(
        title=Phrase.of("my_plan.title"),
        fields=(
            TextField(
                name="situation",
                label=Phrase.of("my_plan.when"),
                hint=Phrase.of("my_plan.unchanged", now=ours) if ours else Phrase.of("my_plan.when_hint"),
                value=own,
                longest=SITUATION,
                required=ours is None,
            ),
            TextField(
                name="action",
                label=Phrase.of("my_plan.then"),
                hint=Phrase.of("my_plan.unchanged", now=behaviour.text),
                value=start.action,
                longest=ACTION,
                required=False,
            ),
            ChoiceField(
                name="days",
                label=Phrase.of("my_plan.which_days"),
                options=tuple(Option(value=each, label=Phrase.of(f"my_plan.days.{each.value}")) for each in Days),
                value=start.days,
            ),
            DateField(
                name="day",
                label=Phrase.of("my_plan.day"),
                hint=Phrase.of("my_plan.day_hint"),
                value=f"{start.day or ''}",
                required=False,
            ),
            TimeField(
                name="time",
                label=Phrase.of("my_plan.time"),
                hint=Phrase.of("my_plan.time_hint"),
                value=f"{start.at:%H:%M}",
            ),
        ),
        token=str(Token(dialogue="plan", step="save", subject=behaviour.id)),
    )


def read(event: Submitted, behaviour: Behaviour, facts: Facts, plan: Plan | None) -> Plan | Mapping[str, Text]:
    """The plan that was sent in, or what is wrong with it by field."""
    entries = Entries(event.values, language=facts.someone.language)
    ours = plan.situation if plan and not isinstance(plan.situation, str) else None
    situation = entries.text("situation", most=SITUATION, required=ours is None)
    action = entries.text("action", most=ACTION, required=False)
    days = entries.choice("days", frozenset(Days))
    day = entries.day("day") if days == Days.ONCE else None
    at = entries.time("time")
    if entries.errors:
        return entries.errors
    new = Plan(behaviour=behaviour, situation=situation or ours or "", action=action, days=Days(days), day=day, at=at)
    if moment.occurrence(new, facts.someone, event.at) is None:
        return {"day" if day else "time": Phrase.of("my_plan.never")}
    return new


def saved(plan: Plan) -> Message[Text]:
    """The plan said back: repeating it is half of what makes it work (domain.md §4.1)."""
    text = Phrase.of("my_plan.saved")
    return Message(
        summary=text,
        blocks=(
            Paragraph(text=text),
            Quote(text=plan.sentence),
            Note(text=Phrase.of("my_plan.reminded", days=days(plan), time=Hour(hour=plan.at))),
            Choices(choices=(change(plan),)),
        ),
    )


def days(plan: Plan) -> Phrase:
    """On which days the situation comes."""
    if plan.day is not None:
        return Phrase.of("my_plan.on", day=Day(day=plan.day))
    return Phrase.of(f"my_plan.days.{plan.days.value}")
