from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from dialogues import closing, reading
from dialogues.effect import CloseWindow, Effect, OpenWindow, Schedule
from dialogues.event import Occasion
from dialogues.goal import BehaviourId
from dialogues.reading import Band
from dialogues.window import Reading, Tally
from tests.dialogues.examples import EARLIER, FACTS, GOAL, READING, TEAM, WINDOW, due, said
from tests.dialogues.languages import EN, SV

#: The first boundary after WINDOW opened, at midnight in Stockholm.
BOUNDARY = datetime(2026, 11, 15, 23, 0, tzinfo=UTC)
WEEK = timedelta(days=7)
FACTS = replace(FACTS, person=None, goals=(GOAL,), window=WINDOW)


def close(tally: Tally, at: datetime = BOUNDARY, focus: BehaviourId | None = GOAL.focus) -> list[Effect]:
    facts = replace(FACTS, tally=tally, goals=(replace(GOAL, focus=focus),))
    return list(closing.advance(None, due(Occasion.WINDOW, at, TEAM.id), facts).effects)


def test_five_answers_become_a_reading_and_the_next_window_opens() -> None:
    tally = Tally(yes=3, not_that_time=2, no_occasion=1, members=9)
    read = Reading(
        window=WINDOW.id,
        team=TEAM.id,
        behaviour=WINDOW.behaviour.id,
        first=date(2026, 11, 9),
        last=date(2026, 11, 15),
        people=5,
        yes=3,
        members=9,
    )
    assert close(tally) == [
        CloseWindow(window=WINDOW.id, reading=read),
        OpenWindow(team=TEAM.id, behaviour=WINDOW.behaviour.id),
        Schedule(occasion=Occasion.WINDOW, subject=TEAM.id, at=BOUNDARY + WEEK),
    ]


@pytest.mark.parametrize(
    "tally",
    [
        Tally(yes=4, not_that_time=0, no_occasion=0, members=9),
        Tally(yes=2, not_that_time=2, no_occasion=5, members=9),  # R1: the denominator, too, must be five
    ],
)
def test_with_fewer_than_five_the_window_stays_open_for_four_weeks_and_ends_unread(tally: Tally) -> None:
    for weeks in range(3):
        assert [type(each) for each in close(tally, BOUNDARY + weeks * WEEK)] == [Schedule]
    last = close(tally, BOUNDARY + 3 * WEEK)
    assert last[0] == CloseWindow(window=WINDOW.id, reading=None)
    assert isinstance(last[1], OpenWindow)


def test_a_close_that_is_late_tells_of_the_week_that_ended() -> None:
    closed = close(Tally(yes=5, not_that_time=0, no_occasion=0, members=9), BOUNDARY + timedelta(seconds=1))[0]
    assert isinstance(closed, CloseWindow)
    assert closed.reading is not None
    assert closed.reading.last == date(2026, 11, 15)


def test_a_window_closes_at_a_week_boundary_only() -> None:
    full = Tally(yes=9, not_that_time=0, no_occasion=0, members=9)
    assert [type(each) for each in close(full, BOUNDARY - timedelta(hours=1))] == [Schedule]


def test_a_new_focus_ends_the_window_of_the_old_one_and_no_focus_opens_none() -> None:
    few = Tally(yes=1, not_that_time=0, no_occasion=0, members=9)
    other = GOAL.behaviours[0].id
    ended, opened, _ = close(few, focus=other)
    assert ended == CloseWindow(window=WINDOW.id, reading=None)
    assert opened == OpenWindow(team=TEAM.id, behaviour=other)
    assert [type(each) for each in close(few, focus=None)] == [CloseWindow, Schedule]


def test_nothing_is_asked_about_a_goal_outside_its_period() -> None:
    for goal in (replace(GOAL, last=date(2026, 11, 15)), replace(GOAL, first=date(2026, 11, 17))):
        facts = replace(FACTS, window=None, goals=(goal,))
        effects = closing.advance(None, due(Occasion.WINDOW, BOUNDARY, TEAM.id), facts).effects
        assert [type(each) for each in effects] == [Schedule]


def test_the_first_window_opens_as_soon_as_there_is_a_focus() -> None:
    facts = replace(FACTS, window=None)
    effects = closing.advance(None, due(Occasion.WINDOW, BOUNDARY, TEAM.id), facts).effects
    assert [type(each) for each in effects] == [OpenWindow, Schedule]
    assert closing.advance(None, said("hej"), facts).effects == ()


def test_somebody_who_answered_and_left_the_team_makes_no_impossible_reading() -> None:
    closed = close(Tally(yes=6, not_that_time=0, no_occasion=0, members=5))[0]
    assert isinstance(closed, CloseWindow)
    assert closed.reading is not None
    assert closed.reading.members == 6


@pytest.mark.parametrize(("people", "yes", "members"), [(4, 4, 9), (5, 6, 9), (5, -1, 9), (6, 3, 5)])
def test_an_impossible_reading_cannot_be_made(people: int, yes: int, members: int) -> None:
    with pytest.raises(ValueError, match="at least five"):
        replace(READING, people=people, yes=yes, members=members)


@pytest.mark.parametrize(
    ("yes", "people", "band"),
    [(0, 6, Band.FEW), (2, 6, Band.FEW), (3, 8, Band.HALF), (3, 6, Band.HALF), (4, 6, Band.MOST), (5, 5, Band.MOST)],
)
def test_bands_are_cut_at_exact_thirds(yes: int, people: int, band: Band) -> None:
    assert reading.band(replace(READING, yes=yes, people=people, members=people)) is band


@pytest.mark.parametrize(
    ("yes", "people", "members", "sv", "en"),
    [
        (4, 6, 8, "De flesta fick till det vid senaste tillfället.", "Most managed it on the latest occasion."),
        (0, 5, 5, "Få fick till det vid senaste tillfället.", "Few managed it on the latest occasion."),
        (
            3,
            6,
            7,
            "Ungefär hälften fick till det vid senaste tillfället.",
            "About half managed it on the latest occasion.",
        ),
        # domain.md §5.2: N 12, n 5, k 3 could be 25 to 83 %
        (3, 5, 12, "För få svar för att säga hur det gick.", "Too few answers to say how it went."),
        (
            12,
            12,
            12,
            "Minst 90 % fick till det vid senaste tillfället.",
            "At least 90% managed it on the latest occasion.",
        ),
        (
            0,
            12,
            12,
            "Högst 10 % fick till det vid senaste tillfället.",
            "At most 10% managed it on the latest occasion.",
        ),
        (
            7,
            11,
            12,
            "Omkring 60 % fick till det vid senaste tillfället.",
            "About 60% managed it on the latest occasion.",
        ),
        (
            17,
            20,
            20,
            "Minst 90 % fick till det vid senaste tillfället.",
            "At least 90% managed it on the latest occasion.",
        ),
    ],
)
def test_a_reading_is_said_in_words_or_tens(yes: int, people: int, members: int, sv: str, en: str) -> None:
    share = reading.share(replace(READING, yes=yes, people=people, members=members))
    assert (SV.say(share), EN.say(share)) == (sv, en)


def test_unanimity_is_not_told_apart_from_most() -> None:
    sure, nearly = (replace(READING, yes=yes, people=6, members=6) for yes in (6, 4))
    assert reading.share(sure) == reading.share(nearly)


def test_a_course_needs_two_readings_and_says_everything_in_words() -> None:
    assert reading.course([READING]) is None
    assert reading.course([READING, replace(EARLIER, people=5, yes=3, members=12)]) is None
    course = reading.course([EARLIER, READING])
    assert course is not None
    assert [each.level for each in course.points] == [Band.HALF, Band.MOST]
    assert (
        SV.say(course.alternative) == "Hur många som fick till det: 8 november ungefär hälften, 15 november de flesta."
    )
