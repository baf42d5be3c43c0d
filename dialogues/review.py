"""A team's week, looked at once its window has had its say: how far it is with each behaviour, and which could be next.

Nothing changes by itself but that: whoever leads the team chooses its focus.
"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from typing import Final

from dialogues import buttons, habit, insight, listening, obstacle, quiet, rhythm, talk
from dialogues.audit import Through
from dialogues.availability import instant
from dialogues.calendar import DAY
from dialogues.effect import Announce, Effect, Hush, Post, Say, Schedule, Track
from dialogues.event import Due, Event, Occasion
from dialogues.facts import Facts, Want
from dialogues.goal import Behaviour, Goal, State, Status
from dialogues.kind import Kind
from dialogues.message import Message, brief
from dialogues.nudge import moment, sentence
from dialogues.nudge.memory import VARIANTS
from dialogues.person import Person, Team
from dialogues.phrase import Phrase, Text
from dialogues.promise import Promise
from dialogues.promise import State as Answer
from dialogues.step import Dialogue, Step

#: What is said is worth saying for so many working days.
WORTH: Final = 3
#: The most characters of each of two behaviours in one message, which has at most 280 itself (domain.md §4.3).
ONE_OF_TWO: Final = 85
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
    today = facts.organisation.day(at)
    goals = [each for each in facts.goals if each.team == facts.team.id]
    assessed = {each.id: _assess(each, goal, facts, today) for goal in goals for each in goal.team_behaviours}
    for goal in goals:
        yield from (_track(assessed[each.id]) for each in goal.team_behaviours if each != assessed[each.id])
    promises = [each for each in facts.promises if each.team == facts.team.id]
    is_asked = any(goal.focus and goal.runs_on(today) for goal in goals)
    yield from _announce(facts, at)
    yield from _hush(promises, facts, at, is_asked=is_asked)
    yield from _ask_about(promises, facts, at)
    if facts.person is not None and facts.person.welcome:
        if is_asked and listening.is_quiet(facts.listening, today):
            yield _say(Kind.TALK, f"talk:{facts.team.id}", talk.nudge(facts.team), facts, at)
        focus = next((assessed[goal.focus] for goal in goals if goal.focus in assessed and goal.runs_on(today)), None)
        if focus is not None:
            yield from _propose(focus, goals, facts, at)
        yield from _ask_to_translate(goals, facts, at)
        # The lead has one such question a week, of however many teams.
        reflection = moment.reflection_at(facts.person, at)
        yield Schedule(occasion=Occasion.REFLECTION, subject=facts.person.id, at=reflection)
    yield Schedule(occasion=Occasion.REVIEW, subject=facts.team.id, at=_next(promises, facts, at))


def _next(promises: Sequence[Promise], facts: Facts, at: datetime) -> datetime:
    """The next week, or the day after the one on which an answer was due."""
    zone = facts.organisation.timezone
    waiting = [each.due_on for each in promises if each.state is Answer.RAISED]
    overdue = (instant(day + DAY, time(0), zone) for day in waiting)
    return min([rhythm.week_end(facts.organisation, at), *(each for each in overdue if each > at)])


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


def _hush(promises: Sequence[Promise], facts: Facts, at: datetime, *, is_asked: bool) -> Iterator[Effect]:
    """A team is told once why it is quiet, what is still the reason after an answer, and once that it is no longer."""
    today = facts.organisation.day(at)
    overdue = [each for each in promises if each.is_overdue(today)]
    is_quiet = is_asked and listening.is_quiet(facts.listening, today, is_overdue=bool(overdue))
    is_answered = any(each.answered_on == today for each in promises)
    if is_quiet == facts.team.quiet and not (is_quiet and is_answered):
        return
    if is_quiet != facts.team.quiet:
        yield Hush(team=facts.team.id, quiet=is_quiet)
    if is_quiet:
        message = quiet.why(facts.team, overdue, is_silent=listening.is_quiet(facts.listening, today))
    else:
        message = quiet.again(promises, facts.listening)
        yield Schedule(occasion=Occasion.WINDOW, subject=facts.team.id, at=at)
    yield _post(message, Kind.QUIET, "quiet" if is_quiet else "again", facts, at)


def _announce(facts: Facts, at: datetime) -> Iterator[Effect]:
    """That more people, or fewer, stand behind a figure is told before the next question (R20)."""
    k = facts.organisation.rules.k
    if facts.team.k != k:
        yield Announce(team=facts.team.id, k=k)
        yield _post(careful(k), Kind.RULES, f"k{k}", facts, at)


def careful(k: int) -> Message[Text]:
    """How many people stand behind any figure from now on, to the team."""
    return brief(Phrase.of("rules.k", people=k))


def _post(message: Message[Text], kind: Kind, what: str, facts: Facts, at: datetime) -> Post:
    return Post(
        to=facts.team.id,
        members=tuple(each.id for each in facts.members if each.welcome),
        key=f"{what}:{facts.team.id}:{facts.organisation.day(at)}",
        message=message,
        expires_at=facts.organisation.availability.evening(at, days=WORTH),
        kind=kind,
    )


def _ask_about(promises: Sequence[Promise], facts: Facts, at: datetime) -> Iterator[Effect]:
    """What becomes of an obstacle, every week until it is answered; of a promise, from its day on."""
    zone = facts.organisation.timezone
    today = facts.organisation.day(at)
    lead = [facts.person] if facts.person is not None else []
    readers = facts.members if facts.team.lead is None else lead
    for promise in promises:
        if promise.is_asked_in_week_of(today):
            is_overdue = promise.is_overdue(today)
            message = obstacle.ask(promise, facts.team, is_overdue=is_overdue)
            about = f"obstacle:{promise.id}:{'overdue' if is_overdue else promise.due_on}"
            begins = at if promise.answered_on is None else max(at, instant(promise.due_on, time(0), zone))
            for reader in readers:
                if reader.welcome:
                    if facts.team.lead is not None:
                        yield insight.by_lead(facts.team, Through.OBSTACLE)
                    yield _tell(reader, Kind.OBSTACLE, f"{about}:{reader.id}", message, facts, at, begins=begins)


def _propose(focus: Behaviour, goals: Sequence[Goal], facts: Facts, at: datetime) -> Iterator[Effect]:
    """The next behaviour, once this one is established or its weeks are over, and again some weeks later."""
    today = facts.organisation.day(at)
    since = focus.status_on if focus.status is Status.ESTABLISHED or habit.is_over(focus, today) else None
    heir = habit.heir(focus, [each for each in goals if each.is_active])
    if since is not None and heir is not None and (today - since).days // 7 % AGAIN == 0:
        yield _say(Kind.FOCUS, f"focus:{facts.team.id}", proposal(focus, heir, facts.team), facts, at)


def proposal(focus: Behaviour, heir: Behaviour, team: Team) -> Message[Text]:
    """Which behaviour could be next, to be taken with one tap; or another one, or none yet."""
    key = "review.established" if focus.status is Status.ESTABLISHED else "review.twelve_weeks"
    text = Phrase.of(key, behaviour=focus.text.cut(ONE_OF_TWO).quoted, next=heir.text.cut(ONE_OF_TWO).quoted)
    return brief(text, buttons.take(team, heir), buttons.focus(team))


def to_translate(goal: Goal, variant: int) -> Message[Text]:
    """That a goal waits to be made behaviours, said in the way with this number, from 1."""
    text = sentence.phrase(Kind.TRANSLATE, variant, goal=goal.title.cut(sentence.TITLE))
    return brief(text, buttons.translate(goal))


def _ask_to_translate(goals: Sequence[Goal], facts: Facts, at: datetime) -> Iterator[Effect]:
    """Within five working days of a new goal, and weekly until it is translated (domain.md §1, row 23)."""
    today = facts.organisation.day(at)
    for goal in goals:
        if goal.state is State.UNTRANSLATED:
            message = to_translate(goal, rhythm.week_number(today) % VARIANTS + 1)
            yield _say(Kind.TRANSLATE, f"translate:{goal.id}", message, facts, at)


def _say(kind: Kind, key: str, message: Message[Text], facts: Facts, at: datetime) -> Say:
    return _tell(facts.someone, kind, key, message, facts, at)


def _tell(
    reader: Person,
    kind: Kind,
    key: str,
    message: Message[Text],
    facts: Facts,
    at: datetime,
    *,
    begins: datetime | None = None,
) -> Say:
    """Once in the week, however often that is looked at."""
    week = rhythm.monday(facts.organisation.day(at))
    return Say(
        to=reader.id,
        key=f"{key}:{week}",
        message=message,
        not_before=begins,
        expires_at=reader.availability.evening(begins or at, days=WORTH),
        kind=kind,
    )


DIALOGUE = Dialogue(
    name="review",
    advance=advance,
    wants=Want.GOALS | Want.READINGS | Want.CLOSED | Want.MEMBERS | Want.LISTENING | Want.PROMISES,
)
