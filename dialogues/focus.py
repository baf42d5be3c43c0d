"""A team's focus: the one behaviour that gets questions right now."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from dialogues import buttons, editing, help, rights
from dialogues.effect import Effect, Open, Replace, Reply, SaveGoal, Schedule
from dialogues.event import Act, Chose, Event, Occasion, Submitted
from dialogues.facts import Facts, Want
from dialogues.form import ChoiceField, Form, Option
from dialogues.goal import Audience, Behaviour, Goal
from dialogues.message import Message, Paragraph, Quote
from dialogues.person import Team
from dialogues.phrase import Phrase, Text
from dialogues.step import Dialogue, Step
from dialogues.token import Token


def advance(state: None, event: Event, facts: Facts) -> Step[None]:
    """Whoever leads the team chooses; it takes effect when the open window has closed."""
    match event:
        case Chose() | Submitted():
            team = next((each for each in rights.teams_acted_for(facts) if each.id == event.token.subject), None)
            if team is None:
                return Step(effects=(Reply(message=rights.nobody_led()),))
            return Step(effects=tuple(_answer(event, team, facts)))
        case _:
            return Step()


def _answer(event: Chose | Submitted, team: Team, facts: Facts) -> Iterator[Effect]:
    goals = [each for each in facts.goals if each.team == team.id and each.is_active]
    offered = _offered(goals)
    if not offered:
        yield Reply(message=help.outdated())
    elif isinstance(event, Chose):
        chosen = next((each for each in offered if each.id == event.token.value), None)
        if chosen is None:
            yield Open(form=form(team, goals))
            return
        yield from _choose(chosen, goals, team, event)
        yield Replace(message=_said(chosen))
    else:
        chosen = next((each for each in offered if each.id == event.values.get("behaviour")), None)
        if chosen is None:
            errors = {"behaviour": Phrase.of("settings.choose_one")}
            yield editing.rejected(form(team, goals), event, errors)
            return
        yield from _choose(chosen, goals, team, event)
        yield Reply(message=_said(chosen))


def _choose(chosen: Behaviour, goals: list[Goal], team: Team, event: Act) -> Iterator[Effect]:
    # The old focus goes first: a team has one.
    for goal in sorted(goals, key=lambda each: each.behaviour(chosen.id) is not None):
        focused = replace(goal, focus=chosen.id if goal.behaviour(chosen.id) else None)
        if focused != goal:
            yield SaveGoal(goal=focused)
    yield Schedule(occasion=Occasion.WINDOW, subject=team.id, at=event.at)


def _said(chosen: Behaviour) -> Message[Text]:
    text = Phrase.of("focus.chosen")
    return Message(summary=text, blocks=(Paragraph(text=text), Quote(text=chosen.text)))


def passed_on(goal: Goal, facts: Facts, today: date) -> Goal | None:
    """The goal that takes the focus of its team over when `goal` is no longer worked with; None where none does."""
    others = (each for each in facts.goals if each.team == goal.team and each.id != goal.id and each.is_active)
    heir = next((each for each in others if each.beginning and each.last >= today), None)
    return replace(heir, focus=heir.beginning) if heir and goal.focus else None


def form(team: Team, goals: list[Goal]) -> Form[Text]:
    """The team's own behaviours, of all its active goals."""
    offered = _offered(goals)
    options = tuple(Option(value=each.id, label=each.text) for each in offered)
    now = next((each.focus for each in goals if each.focus), None)
    return editing.form(
        title=Phrase.of("button.focus"),
        fields=(
            ChoiceField(
                name="behaviour",
                label=Phrase.of("focus.which"),
                hint=Phrase.of("focus.hint"),
                options=options,
                value=now or "",
            ),
        ),
        token=str(Token(dialogue=buttons.FOCUS, step="choose", subject=team.id)),
    )


def _offered(goals: list[Goal]) -> list[Behaviour]:
    return [each for goal in goals for each in goal.behaviours if each.audience is Audience.TEAM]


DIALOGUE = Dialogue(name=buttons.FOCUS, advance=advance, wants=Want.GOALS)
