"""Why nothing is said, and that a reason that is told is nobody's own (R13)."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from dialogues import catalogue, greeting, rhythm
from dialogues.availability import Hours
from dialogues.calendar import Break, Calendar
from dialogues.digest import sending as digest
from dialogues.effect import Post, Say
from dialogues.event import Occasion
from dialogues.facts import Facts
from dialogues.person import Person
from dialogues.pulse import question as pulse
from dialogues.pulse.question import Asked
from dialogues.silence import Reason, Silence
from dialogues.window import Window
from tests.dialogues.examples import ANNA, FACTS, GOAL, LENA, MEMBERS, MONDAY, ORGANISATION, TEAM, WINDOW, due

HOUR = timedelta(hours=1)
NOON = datetime(2026, 11, 17, 11, tzinfo=UTC)
NEW = replace(ANNA, greeted_on=None)
OPEN = replace(FACTS, window=WINDOW)
TEAMS_OWN = replace(FACTS, person=LENA, goals=(GOAL,), members=MEMBERS)
#: What somebody may have done or chosen.
OWN: tuple[Person, ...] = (
    ANNA,
    replace(ANNA, stopped=True),
    replace(ANNA, send_time=time(16)),
    replace(ANNA, hours=Hours(first=time(20), last=time(6))),
    replace(ANNA, paused_until=date(2027, 1, 1)),
    replace(ANNA, away_until=datetime(9000, 1, 1, tzinfo=UTC)),
)


def hours() -> Iterator[datetime]:
    """Of three weeks, in which there are a public holiday and weekends."""
    return (datetime(2026, 12, 14, tzinfo=UTC) + HOUR * number for number in range(24 * 21))


@pytest.mark.parametrize(
    ("at", "reason"),
    [
        (NOON, None),
        (NOON - timedelta(days=1), Reason.OTHER_DAY),
        (NOON + timedelta(days=4), Reason.WEEKEND),
        (datetime(2026, 12, 25, 11, tzinfo=UTC), Reason.HOLIDAY),
        (NOON + timedelta(hours=9), Reason.OUTSIDE_HOURS),
    ],
)
def test_a_question_waits_for_its_days_and_hours(at: datetime, reason: Reason | None) -> None:
    assert pulse.silence(due(Occasion.PULSE, at), OPEN) == (Silence(reason=reason) if reason else None)


def test_breaks_and_the_first_days_at_work_are_the_organisations_to_say() -> None:
    resting = replace(ANNA, calendar=Calendar(country="SE", breaks=(Break(first="W47", last="W47"),)))
    new = replace(ANNA, started=date(2026, 11, 16))
    for person, reason in ((resting, Reason.BREAK), (new, Reason.NEWCOMER)):
        assert pulse.silence(due(Occasion.PULSE, NOON), replace(OPEN, person=person)) == Silence(reason=reason)


def test_why_a_quiet_team_is_asked_nothing_is_no_secret() -> None:
    quiet = replace(OPEN, team=replace(TEAM, quiet=True))
    assert pulse.silence(due(Occasion.PULSE, NOON), quiet) == Silence(reason=Reason.QUIET)


@pytest.mark.parametrize("window", [None, replace(WINDOW, lives=False)])
def test_where_none_is_open_there_is_no_question(window: Window | None) -> None:
    without = replace(FACTS, window=window)
    assert pulse.silence(due(Occasion.PULSE, NOON), without) == Silence(reason=Reason.NO_QUESTION)


def test_a_team_that_does_not_talk_has_none_either() -> None:
    quiet = replace(OPEN, team=replace(TEAM, quiet=True))
    assert pulse.silence(due(Occasion.PULSE, NOON), quiet) == Silence(reason=Reason.QUIET)


def test_before_the_greeting_and_on_its_day_there_is_no_question() -> None:
    today = replace(ANNA, greeted_on=date(2026, 11, 17))
    for person, reason in ((NEW, Reason.NOT_GREETED), (today, Reason.JUST_GREETED)):
        assert pulse.silence(due(Occasion.PULSE, NOON), replace(OPEN, person=person)) == Silence(reason=reason)


def test_a_greeting_waits_for_working_hours_and_says_until_when() -> None:
    facts = replace(FACTS, person=NEW)
    assert greeting.silence(due(Occasion.GREETING, NOON), facts) is None
    assert greeting.silence(due(Occasion.GREETING, MONDAY), facts) == Silence(
        reason=Reason.OUTSIDE_HOURS, until=MONDAY + HOUR
    )


def test_a_digest_comes_at_its_moment_of_the_week_or_of_the_next() -> None:
    moment = rhythm.digest_on(date(2026, 11, 16), TEAM.id, (*MEMBERS, LENA), ORGANISATION)
    later = rhythm.digest_on(date(2026, 11, 23), TEAM.id, (*MEMBERS, LENA), ORGANISATION)
    for at, until in ((moment - HOUR, moment), (moment + timedelta(days=1), later)):
        assert digest.silence(due(Occasion.DIGEST, at), TEAMS_OWN) == Silence(reason=Reason.LATER, until=until)
    assert digest.silence(due(Occasion.DIGEST, moment), TEAMS_OWN) is None
    unfocused = replace(TEAMS_OWN, goals=())
    assert digest.silence(due(Occasion.DIGEST, moment), unfocused) == Silence(reason=Reason.NO_FOCUS)


@pytest.mark.parametrize(
    ("occasion", "facts"),
    [
        (Occasion.GREETING, replace(FACTS, person=NEW)),
        (Occasion.PULSE, OPEN),
        (Occasion.DIGEST, replace(TEAMS_OWN, goals=(replace(GOAL, last=date(2027, 1, 31)),))),
    ],
)
def test_where_there_is_a_reason_to_say_nothing_nothing_is_said(occasion: Occasion, facts: Facts) -> None:
    dialogue, silent, spoke = catalogue.OCCASIONS[occasion], 0, 0
    for at in hours():
        event = due(occasion, at, TEAM.id if occasion is Occasion.DIGEST else ANNA.id)
        says = any(isinstance(each, Say | Post) for each in dialogue.advance(None, event, facts).effects)
        reason = dialogue.silence(event, facts)
        assert not (says and reason)
        spoke, silent = spoke + says, silent + bool(reason)
    assert spoke
    assert silent


def test_a_reason_that_is_told_is_the_same_whatever_somebody_does() -> None:
    """R13: neither the reason nor its absence says who has stopped, chosen a time, or been asked."""
    spoken = set()
    for at in hours():
        event = due(Occasion.PULSE, at)
        told = {pulse.silence(event, replace(OPEN, person=person)) for person in OWN}
        assert len(told) == 1
        spoken |= {
            bool(pulse.advance(state, event, replace(OPEN, person=person)).effects[:-1])
            for person in OWN
            for state in (None, Asked())
        }
    assert spoken == {True, False}


def test_who_declines_before_the_greeting_is_told_of_like_everybody_who_waits_for_it() -> None:
    declined = replace(NEW, stopped=True)
    for at in hours():
        told = {greeting.silence(due(Occasion.GREETING, at), replace(FACTS, person=each)) for each in (NEW, declined)}
        assert len(told) == 1


def test_what_needs_no_reason_has_none() -> None:
    assert catalogue.OCCASIONS[Occasion.WINDOW].silence(due(Occasion.WINDOW, NOON, TEAM.id), FACTS) is None
