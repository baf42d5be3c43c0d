"""The week boundary: a team's window becomes a reading, stays open, or ends without one (product.md, window)."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from dialogues import rhythm
from dialogues.effect import CloseWindow, Effect, OpenWindow, Schedule
from dialogues.event import Due, Event, Occasion
from dialogues.facts import Facts, Want
from dialogues.goal import BehaviourId
from dialogues.person import Organisation
from dialogues.step import Dialogue, Step
from dialogues.window import WEEKS_AT_MOST, K, Reading, Tally, Window


def advance(state: None, event: Event, facts: Facts) -> Step[None]:
    """Closes what can be published or has waited long enough, and opens a window for the behaviour now in focus."""
    match event:
        case Due(at=at):
            return Step(effects=tuple(_turn_the_week(at, facts)))
        case _:
            return Step()


def _turn_the_week(at: datetime, facts: Facts) -> Iterator[Effect]:
    today = at.astimezone(facts.organisation.timezone).date()
    focus = next((goal.focus for goal in facts.goals if goal.focus and goal.runs_on(today)), None)
    window, tally = facts.window, facts.tally
    ends = window is not None and tally is not None and _ends(window, tally, focus, at, facts.organisation)
    if window is not None and tally is not None and ends:
        yield CloseWindow(window=window.id, reading=read(window, tally, at, facts.organisation))
    if focus is not None and (window is None or ends) and not facts.team.quiet:
        yield OpenWindow(team=facts.team.id, behaviour=focus)
    yield Schedule(occasion=Occasion.WINDOW, subject=facts.team.id, at=rhythm.week_end(facts.organisation, at))


def _ends(window: Window, tally: Tally, focus: BehaviourId | None, at: datetime, organisation: Organisation) -> bool:
    zone = organisation.timezone
    first_week = rhythm.week_end(organisation, window.opened_at)
    if at < first_week:
        return False
    age = at.astimezone(zone).date() - first_week.astimezone(zone).date()
    return is_publishable(tally) or window.behaviour.id != focus or age >= timedelta(weeks=WEEKS_AT_MOST - 1)


def is_publishable(tally: Tally) -> bool:
    """At least K people had an occasion (R1): those who had none are not part of the figure."""
    return tally.yes + tally.not_that_time >= K


def read(window: Window, tally: Tally, at: datetime, organisation: Organisation) -> Reading | None:
    """The reading that a window becomes when it closes at `at`; None where too few stand behind it."""
    if not is_publishable(tally):
        return None
    people = tally.yes + tally.not_that_time
    zone = organisation.timezone
    return Reading(
        window=window.id,
        team=window.team,
        behaviour=window.behaviour.id,
        first=window.opened_at.astimezone(zone).date(),
        last=rhythm.monday(at.astimezone(zone).date()) - rhythm.DAY,
        people=people,
        yes=tally.yes,
        # Somebody may have answered and then changed teams.
        members=max(tally.members, people),
    )


DIALOGUE = Dialogue(name="closing", advance=advance, wants=Want.WINDOW | Want.TALLY | Want.GOALS)
