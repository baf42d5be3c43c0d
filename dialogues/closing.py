"""The week boundary: a team's windows become readings, stay open, or end without one (product.md, window), and the
team's next question opens."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from dialogues import clash, editing, rhythm
from dialogues.calendar import DAY
from dialogues.effect import CloseWindow, Effect, SavePromise, Schedule
from dialogues.event import Due, Event, Occasion
from dialogues.facts import Facts, Want
from dialogues.goal import Goal
from dialogues.person import Organisation
from dialogues.promise import ANSWERED_IN, Promise, PromiseId, most_chosen
from dialogues.pulse import rotation, scale
from dialogues.pulse.item import ItemId
from dialogues.pulse.rotation import Course
from dialogues.statistics.change import Change, verdict
from dialogues.step import Dialogue, Step
from dialogues.window import THEME, WEEKS_AT_MOST, Reading, Tally, Window

#: What is no theme: that nothing stood in the way, and what is not among the obstacles (R10).
NO_THEME = ("nothing", "other")


def advance(state: None, event: Event, facts: Facts) -> Step[None]:
    """Closes what can be published or has waited long enough, and opens the window of the question whose turn it is."""
    match event:
        case Due(at=at):
            return Step(effects=tuple(_turn_the_week(at, facts)))
        case _:
            return Step()


def _turn_the_week(at: datetime, facts: Facts) -> Iterator[Effect]:
    organisation = facts.organisation
    today = organisation.day(at)
    goals = [goal for goal in facts.goals if goal.team == facts.team.id and goal.runs_on(today)]
    stay: list[Window] = []
    published: list[Reading] = []
    for window in facts.windows:
        tally = facts.tallies[window.id]
        if _ends(window, tally, goals, at, organisation):
            reading = read(window, tally, at, organisation)
            yield CloseWindow(window=window.id, reading=reading)
            if reading is not None:
                published.append(reading)
        else:
            stay.append(window)
    yield from _raise(published, goals, facts, at)
    if not facts.team.quiet and not any(_is_this_weeks(window, today, organisation) for window in stay):
        course = Course(
            team=facts.team,
            today=today,
            zone=organisation.timezone,
            past=facts.past,
            goals=goals,
            questions=facts.questions,
            established=[each.id for goal in goals for each in goal.behaviours if each.is_established],
        )
        opening = rotation.upcoming(course, [each.slot for each in stay])
        if opening is not None:
            yield replace(opening, k=organisation.rules.k)
    yield Schedule(occasion=Occasion.WINDOW, subject=facts.team.id, at=rhythm.week_end(organisation, at))


def _raise(published: Sequence[Reading], goals: Sequence[Goal], facts: Facts, at: datetime) -> Iterator[Effect]:
    """One obstacle at a time, to be answered in ten working days (domain.md §1, row 39)."""
    team, organisation = facts.team.id, facts.organisation
    known = [each for each in facts.promises if each.team == team]
    obstacle = most_chosen(published, [each for each in facts.readings if each.team == team], known)
    if obstacle is not None:
        today = organisation.day(at)
        promise = Promise(
            id=PromiseId(editing.digest(team, obstacle, today.isoformat())),
            team=team,
            obstacle=obstacle,
            raised_on=today,
            due_on=organisation.calendar.working_day(today + DAY, ANSWERED_IN),
        )
        yield SavePromise(promise=promise)
        yield from clash.tell(promise, goals, facts, at)
        # Whoever leads the team is told by the review, which may have looked already.
        yield Schedule(occasion=Occasion.REVIEW, subject=team, at=at)


def _is_this_weeks(window: Window, today: date, organisation: Organisation) -> bool:
    """A team gets one question a week. One that opened in the middle of a week has the next one too, as not everybody
    has been asked it yet."""
    return today - organisation.day(window.opened_at) < timedelta(weeks=1)


def _ends(window: Window, tally: Tally, goals: Sequence[Goal], at: datetime, organisation: Organisation) -> bool:
    first_week = rhythm.week_end(organisation, window.opened_at)
    if at < first_week:
        return False
    age = organisation.day(at) - organisation.day(first_week)
    oldest = timedelta(weeks=WEEKS_AT_MOST - 1)
    return is_publishable(window, tally) or not _is_worked_with(window, goals) or age >= oldest


def _is_worked_with(window: Window, goals: Sequence[Goal]) -> bool:
    """Whether what it asks about is still what the team works with."""
    if window.goal is None:
        return bool(goals)
    goal = next((each for each in goals if each.id == window.goal), None)
    if goal is None or window.behaviour is None:
        return goal is not None
    behaviour = goal.behaviour(window.behaviour.id)
    return behaviour is not None and (behaviour.id == goal.focus or behaviour.is_established)


def is_publishable(window: Window, tally: Tally) -> bool:
    """At least `k` people had an occasion (R1): those who had none are not part of the figure."""
    return window.asks.scale.people(tally.counts) >= window.k


def read(window: Window, tally: Tally, at: datetime, organisation: Organisation) -> Reading | None:
    """The reading that a window becomes when it closes at `at`; None where too few stand behind it."""
    if not is_publishable(window, tally):
        return None
    asked = window.asks.scale
    people = asked.people(tally.counts)
    are_obstacles = asked is scale.OBSTACLES
    obstacles = _themes(tally.counts if are_obstacles else tally.obstacles)
    return Reading(
        window=window.id,
        team=window.team,
        item=window.item,
        behaviour=window.behaviour.id if window.behaviour else None,
        goal=window.goal,
        question=window.question,
        text=window.text,
        first=organisation.day(window.opened_at),
        last=rhythm.monday(organisation.day(at)) - DAY,
        people=people,
        yes=sum(count for value, count in tally.counts.items() if value in asked.yes),
        counts=obstacles if are_obstacles else tally.counts,
        # Somebody may have answered and then changed teams.
        members=max(tally.members, people),
        obstacles=obstacles,
        change=_change(window, tally),
    )


def _change(window: Window, tally: Tally) -> Change | None:
    """Whether a behaviour has become more or less usual; nothing is said of that for other questions."""
    if window.item is not ItemId.LAST:
        return None
    return Change.TOO_EARLY if tally.now is None else verdict(tally.now, tally.before)


def _themes(counts: Mapping[str, int]) -> dict[str, int]:
    """What enough people chose to be told of at all (R10)."""
    return {theme: count for theme, count in counts.items() if count >= THEME and theme not in NO_THEME}


DIALOGUE = Dialogue(name="closing", advance=advance, wants=Want.TALLY | Want.GOALS | Want.READINGS | Want.PROMISES)
