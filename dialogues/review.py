"""A team's week, looked at once its window has had its say: how far it is with each behaviour, and which could be next.

Nothing changes by itself but that: whoever leads the team chooses its focus.
"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Final

from dialogues import buttons, habit, listening, rhythm, talk
from dialogues.effect import Effect, Hush, Post, Say, Schedule, Track
from dialogues.event import Due, Event, Occasion
from dialogues.facts import Facts, Want
from dialogues.goal import Behaviour, Goal, State, Status
from dialogues.kind import Kind
from dialogues.message import Message, brief
from dialogues.nudge import sentence
from dialogues.nudge.memory import VARIANTS
from dialogues.person import Team
from dialogues.phrase import Phrase, Text
from dialogues.step import Dialogue, Step

#: What is said is worth saying for so many working days.
WORTH: Final = 3
#: A proposal that is not taken comes again after so many weeks.
AGAIN: Final = 4


def advance(state: None, event: Event, facts: Facts) -> Step[None]:
    """Keeps what has changed, and tells the team's lead what only they can do."""
    match event:
        case Due(at=at):
            return Step(effects=tuple(_review(at, facts)))
        case _:
            return Step()


def _review(at: datetime, facts: Facts) -> Iterator[Effect]:
    today = at.astimezone(facts.organisation.timezone).date()
    goals = [each for each in facts.goals if each.team == facts.team.id]
    assessed = {each.id: _assess(each, goal, facts, today) for goal in goals for each in goal.team_behaviours}
    for goal in goals:
        yield from (_track(assessed[each.id]) for each in goal.team_behaviours if each != assessed[each.id])
    quiet = listening.is_quiet(facts.listening, today) and any(goal.focus and goal.runs_on(today) for goal in goals)
    yield from _hush(quiet, facts, at)
    if facts.person is not None and facts.person.welcome:
        if quiet:
            yield _say(Kind.TALK, f"talk:{facts.team.id}", talk.nudge(facts.team), facts, at)
        focus = next((assessed[goal.focus] for goal in goals if goal.focus in assessed and goal.runs_on(today)), None)
        if focus is not None:
            yield from _propose(focus, goals, facts, at)
        yield from _ask_to_translate(goals, facts, at)
    yield Schedule(occasion=Occasion.REVIEW, subject=facts.team.id, at=rhythm.week_end(facts.organisation, at))


def _assess(behaviour: Behaviour, goal: Goal, facts: Facts, today: date) -> Behaviour:
    return habit.assess(
        behaviour,
        is_focus=goal.focus == behaviour.id and goal.runs_on(today),
        readings=[each for each in facts.readings if each.is_of(behaviour.id) and each.team == facts.team.id],
        closed=facts.closed.count(behaviour.id),
        today=today,
    )


def _track(behaviour: Behaviour) -> Track:
    return Track(
        behaviour=behaviour.id,
        status=behaviour.status,
        status_on=behaviour.status_on,
        focused_on=behaviour.focused_on,
    )


def _hush(quiet: bool, facts: Facts, at: datetime) -> Iterator[Effect]:
    """A team is told once why it is quiet, and once that it is no longer."""
    if quiet == facts.team.quiet:
        return
    yield Hush(team=facts.team.id, quiet=quiet)
    if not quiet:
        yield Schedule(occasion=Occasion.WINDOW, subject=facts.team.id, at=at)
    today = at.astimezone(facts.organisation.timezone).date()
    yield Post(
        to=facts.team.id,
        members=tuple(each.id for each in facts.members if each.welcome),
        key=f"{'quiet' if quiet else 'again'}:{facts.team.id}:{today}",
        message=talk.quiet(facts.team) if quiet else talk.again(),
        expires_at=facts.organisation.availability.evening(at, days=WORTH),
        kind=Kind.QUIET,
    )


def _propose(focus: Behaviour, goals: Sequence[Goal], facts: Facts, at: datetime) -> Iterator[Effect]:
    """The next behaviour, once this one is established or its weeks are over, and again some weeks later."""
    today = at.astimezone(facts.organisation.timezone).date()
    since = focus.status_on if focus.status is Status.ESTABLISHED or habit.is_over(focus, today) else None
    heir = habit.heir(focus, [each for each in goals if each.is_active])
    if since is not None and heir is not None and (today - since).days // 7 % AGAIN == 0:
        yield _say(Kind.FOCUS, f"focus:{facts.team.id}", proposal(focus, heir, facts.team), facts, at)


def proposal(focus: Behaviour, heir: Behaviour, team: Team) -> Message[Text]:
    """Which behaviour could be next, to be taken with one tap; or another one, or none yet."""
    key = "review.established" if focus.status is Status.ESTABLISHED else "review.twelve_weeks"
    text = Phrase.of(key, behaviour=focus.text.quoted, next=heir.text.quoted)
    return brief(text, buttons.take(team, heir), buttons.focus(team))


def _ask_to_translate(goals: Sequence[Goal], facts: Facts, at: datetime) -> Iterator[Effect]:
    """Within five working days of a new goal, and weekly until it is translated (domain.md §1, row 23)."""
    today = at.astimezone(facts.organisation.timezone).date()
    for goal in goals:
        if goal.state is State.UNTRANSLATED:
            text = sentence.phrase(Kind.TRANSLATE, today.toordinal() // 7 % VARIANTS + 1, goal=goal.title)
            message = brief(text, buttons.translate(goal))
            yield _say(Kind.TRANSLATE, f"translate:{goal.id}", message, facts, at)


def _say(kind: Kind, key: str, message: Message[Text], facts: Facts, at: datetime) -> Say:
    """Once in the week, however often that is looked at."""
    lead = facts.someone
    week = rhythm.monday(at.astimezone(facts.organisation.timezone).date())
    expires_at = lead.availability.evening(at, days=WORTH)
    return Say(to=lead.id, key=f"{key}:{week}", message=message, expires_at=expires_at, kind=kind)


DIALOGUE = Dialogue(
    name="review", advance=advance, wants=Want.GOALS | Want.READINGS | Want.CLOSED | Want.MEMBERS | Want.LISTENING
)
