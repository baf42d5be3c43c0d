from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from dialogues import closing, reading
from dialogues.effect import Audit, CloseWindow, Effect, OpenWindow, Say, Schedule
from dialogues.event import Occasion
from dialogues.goal import BehaviourId, Goal, GoalId, Status
from dialogues.kind import Kind
from dialogues.person import PersonId
from dialogues.phrase import Wording
from dialogues.pulse.item import ItemId
from dialogues.share import Band
from dialogues.statistics.change import Change, Comparison
from dialogues.statistics.interval import Counted
from dialogues.window import Past, Reading, Slot, Tally, Window, WindowId
from tests.dialogues.examples import EARLIER, FACTS, GOAL, ORGANISATION, READING, TEAM, WINDOW, due, said
from tests.dialogues.languages import EN, SV
from tests.dialogues.office import read

#: The first boundary after WINDOW opened, at midnight in Stockholm.
BOUNDARY = datetime(2026, 11, 15, 23, 0, tzinfo=UTC)
WEEK = timedelta(days=7)
FACTS = replace(FACTS, person=None, goals=(GOAL,))
PAST = Past(item=ItemId.LAST, slot=Slot.A, opened_at=WINDOW.opened_at, behaviour=GOAL.focus, goal=GOAL.id)


def counted(*, yes: int = 0, not_that_time: int = 0, no_occasion: int = 0, members: int = 9) -> Tally:
    counts = {"yes": yes, "not_that_time": not_that_time, "no_occasion": no_occasion}
    return Tally(counts={value: count for value, count in counts.items() if count}, members=members)


def close(
    tally: Tally, at: datetime = BOUNDARY, focus: BehaviourId | None = GOAL.focus, window: Window = WINDOW
) -> list[Effect]:
    facts = replace(
        FACTS, windows=(window,), tallies={window.id: tally}, past=(PAST,), goals=(replace(GOAL, focus=focus),)
    )
    return list(closing.advance(None, due(Occasion.WINDOW, at, TEAM.id), facts).effects)


def boundary(*past: Past, at: datetime = BOUNDARY, goals: tuple[Goal, ...] = (GOAL,)) -> list[Effect]:
    facts = replace(FACTS, past=past, goals=goals)
    return list(closing.advance(None, due(Occasion.WINDOW, at, TEAM.id), facts).effects)


def test_five_answers_become_a_reading_and_the_next_question_opens() -> None:
    read = Reading(
        window=WINDOW.id,
        team=TEAM.id,
        behaviour=GOAL.focus,
        goal=GOAL.id,
        first=date(2026, 11, 9),
        last=date(2026, 11, 15),
        people=5,
        yes=3,
        members=9,
        counts={"yes": 3, "not_that_time": 2, "no_occasion": 1},
        change=Change.TOO_EARLY,
    )
    assert close(counted(yes=3, not_that_time=2, no_occasion=1)) == [
        CloseWindow(window=WINDOW.id, reading=read),
        OpenWindow(team=TEAM.id, item=ItemId.CLARITY, slot=Slot.B, goal=GOAL.id),
        Schedule(occasion=Occasion.WINDOW, subject=TEAM.id, at=BOUNDARY + WEEK),
    ]


@pytest.mark.parametrize(
    "tally",
    [
        counted(yes=4),
        counted(yes=2, not_that_time=2, no_occasion=5),  # R1: the denominator, too, must be five
    ],
)
def test_with_fewer_than_five_the_window_stays_open_for_four_weeks_and_ends_unread(tally: Tally) -> None:
    for weeks in range(3):
        # Meanwhile the other slot is asked in.
        opened, _ = close(tally, BOUNDARY + weeks * WEEK)
        assert isinstance(opened, OpenWindow)
        assert opened.slot is Slot.B
    assert close(tally, BOUNDARY + 3 * WEEK)[0] == CloseWindow(window=WINDOW.id, reading=None)


def test_while_both_slots_are_open_nothing_else_is_asked() -> None:
    other = replace(WINDOW, id=WindowId("w2"), item=ItemId.OBST, slot=Slot.B)
    facts = replace(
        FACTS, windows=(WINDOW, other), tallies=dict.fromkeys((WINDOW.id, other.id), counted()), past=(PAST,)
    )
    effects = closing.advance(None, due(Occasion.WINDOW, BOUNDARY, TEAM.id), facts).effects
    assert [type(each) for each in effects] == [Schedule]


def test_a_close_that_is_late_tells_of_the_week_that_ended() -> None:
    closed = close(counted(yes=5), BOUNDARY + timedelta(seconds=1))[0]
    assert isinstance(closed, CloseWindow)
    assert closed.reading is not None
    assert closed.reading.last == date(2026, 11, 15)


def test_a_window_closes_at_a_week_boundary_only_and_a_team_has_one_question_a_week() -> None:
    assert [type(each) for each in close(counted(yes=9), BOUNDARY - timedelta(hours=1))] == [Schedule]


def test_a_question_that_opened_in_the_middle_of_a_week_has_the_next_one_too() -> None:
    window = replace(WINDOW, opened_at=WINDOW.opened_at + timedelta(days=3))
    assert [type(each) for each in close(counted(), window=window)] == [Schedule]
    opened, _ = close(counted(), BOUNDARY + WEEK, window=window)
    assert isinstance(opened, OpenWindow)
    # Where enough have answered it already, it has had its time.
    assert [type(each) for each in close(counted(yes=5), window=window)] == [CloseWindow, OpenWindow, Schedule]


def test_a_new_focus_ends_the_window_of_the_old_one() -> None:
    few = counted(yes=1)
    ended, opened, _ = close(few, focus=GOAL.behaviours[0].id)
    assert ended == CloseWindow(window=WINDOW.id, reading=None)
    assert isinstance(opened, OpenWindow)
    ended, opened, _ = close(few, focus=None)
    assert ended == CloseWindow(window=WINDOW.id, reading=None)
    assert isinstance(opened, OpenWindow)
    assert opened.item is ItemId.CLARITY


def established(id: str) -> Goal:
    """The goal, whose behaviour with this id is a habit by now."""
    steady = (replace(each, status=Status.ESTABLISHED) if each.id == id else each for each in GOAL.behaviours)
    return replace(GOAL, behaviours=tuple(steady))


def test_what_is_established_is_asked_about_once_a_quarter_and_no_longer_every_second_week() -> None:
    assert GOAL.focus
    goal = established(GOAL.focus)
    asked, other = (replace(PAST, opened_at=BOUNDARY - weeks * WEEK) for weeks in (14, 1))
    clarity = replace(other, item=ItemId.CLARITY, slot=Slot.B, behaviour=None)
    (opened, _) = boundary(clarity, asked, goals=(goal,))
    assert isinstance(opened, OpenWindow)
    assert (opened.item, opened.behaviour) == (ItemId.LAST, GOAL.focus)
    (opened, _) = boundary(clarity, replace(asked, opened_at=BOUNDARY - 4 * WEEK), goals=(goal,))
    assert isinstance(opened, OpenWindow)
    assert opened.slot is Slot.B


def test_a_question_about_a_goal_stays_open_as_long_as_that_is_worked_with() -> None:
    clarity = replace(WINDOW, item=ItemId.CLARITY, slot=Slot.B, behaviour=None)
    assert not isinstance(close(counted(), window=clarity)[0], CloseWindow)
    facts = replace(FACTS, windows=(clarity,), tallies={clarity.id: counted()}, goals=())
    assert isinstance(closing.advance(None, due(Occasion.WINDOW, BOUNDARY, TEAM.id), facts).effects[0], CloseWindow)


def test_its_window_stays_open_while_another_behaviour_is_in_focus() -> None:
    assert GOAL.focus
    goal = replace(established(GOAL.focus), focus=GOAL.behaviours[0].id)
    facts = replace(FACTS, windows=(WINDOW,), tallies={WINDOW.id: counted(yes=1)}, past=(PAST,), goals=(goal,))
    effects = closing.advance(None, due(Occasion.WINDOW, BOUNDARY, TEAM.id), facts).effects
    assert not any(isinstance(each, CloseWindow) for each in effects)


def test_a_question_about_no_goal_in_particular_ends_with_the_last_goal() -> None:
    window = replace(WINDOW, item=ItemId.LEAD_PRIO, slot=Slot.B, behaviour=None, goal=None)
    assert not isinstance(close(counted(), window=window)[0], CloseWindow)
    facts = replace(FACTS, windows=(window,), tallies={window.id: counted()}, goals=())
    effects = closing.advance(None, due(Occasion.WINDOW, BOUNDARY, TEAM.id), facts).effects
    assert [type(each) for each in effects] == [CloseWindow, Schedule]


def test_obstacles_are_told_from_three_people_on_and_never_what_is_none() -> None:
    """R10"""
    obstacles = {"time": 3, "tools": 2, "nothing": 4, "other": 5}
    closed = close(replace(counted(not_that_time=9), obstacles=obstacles))[0]
    assert isinstance(closed, CloseWindow)
    assert closed.reading is not None
    assert closed.reading.obstacles == {"time": 3}


def test_nothing_is_asked_about_a_goal_outside_its_period() -> None:
    for goal in (replace(GOAL, last=date(2026, 11, 15)), replace(GOAL, first=date(2026, 11, 17))):
        assert [type(each) for each in boundary(goals=(goal,))] == [Schedule]


def test_the_first_window_opens_as_soon_as_there_is_a_focus() -> None:
    opened, _ = boundary()
    assert opened == OpenWindow(team=TEAM.id, goal=GOAL.id, behaviour=GOAL.focus)
    assert closing.advance(None, said("hej"), FACTS).effects == ()


def test_somebody_who_answered_and_left_the_team_makes_no_impossible_reading() -> None:
    closed = close(counted(yes=6, members=5))[0]
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
            "Omkring 60 % (troligen mellan 40 och 80 %) fick till det vid senaste tillfället.",
            "About 60% (probably between 40 and 80%) managed it on the latest occasion.",
        ),
        (
            600,
            1000,
            1000,
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
    said_so = reading.said(replace(READING, yes=yes, people=people, members=members))
    assert (SV.say(said_so), EN.say(said_so)) == (sv, en)


def test_unanimity_is_not_told_apart_from_most() -> None:
    sure, nearly = (replace(READING, yes=yes, people=6, members=6) for yes in (6, 4))
    assert reading.said(sure) == reading.said(nearly)


def test_a_course_needs_two_readings_and_says_everything_in_words() -> None:
    assert reading.course([READING]) is None
    assert reading.course([READING, replace(EARLIER, people=5, yes=3, members=12)]) is None
    course = reading.course([EARLIER, READING])
    assert course is not None
    assert [each.level for each in course.points] == [Band.HALF, Band.MOST]
    assert (
        SV.say(course.alternative) == "Hur många som fick till det: 8 november ungefär hälften, 15 november de flesta."
    )


ASKED = replace(READING, behaviour=None, people=6, yes=4, members=6, counts={"yes": 4, "no": 2})
OWN = Wording(texts={"sv": "Åt du lunch?", "en": "Did you have lunch?"})


@pytest.mark.parametrize(
    ("item", "sv", "en"),
    [
        (
            ItemId.FREQ,
            "De flesta gjorde så fyra eller fem av de fem senaste arbetsdagarna.",
            "Most did this on four or five of the last five working days.",
        ),
        (
            ItemId.SEEN,
            "De flesta har sett det i teamet de senaste fem arbetsdagarna.",
            "Most have seen it in the team in the last five working days.",
        ),
        (
            ItemId.CLARITY,
            "De flesta säger att det är helt tydligt hur det egna arbetet bidrar till målet.",
            "Most say that it is completely clear how their own work contributes to the goal.",
        ),
        (
            ItemId.KNOW,
            "De flesta kan säga vad teamet har kommit överens om att göra.",
            "Most can say what the team has agreed to do.",
        ),
        (
            ItemId.TRUST,
            "De flesta känner sig trygga med hur svaren hanteras.",
            "Most are comfortable with how their answers are handled.",
        ),
        (
            ItemId.CONF,
            "De flesta är säkra på att kunna göra så nästa vecka.",
            "Most are confident that they can do this next week.",
        ),
        (
            ItemId.DIALOG,
            "De flesta har pratat om målet på ett möte.",
            "Most have talked about the goal in a meeting.",
        ),
        (
            ItemId.STOP,
            "De flesta har låtit något vänta för att ge plats åt målet.",
            "Most have let something wait to make room for the goal.",
        ),
        (
            ItemId.DECIDE,
            "De flesta säger att målet påverkade ett beslut som de fattade.",
            "Most say that the goal affected a decision of theirs.",
        ),
        (
            ItemId.LEAD_MEET,
            "De flesta säger att fokusbeteendet togs upp på senaste teammötet.",
            "Most say that the focus behaviour was raised at the latest team meeting.",
        ),
        (
            ItemId.LEAD_FB,
            "De flesta har fått höra något konkret om hur de gör och vad det leder till.",
            "Most have been told something concrete about how they do this and what it leads to.",
        ),
        (
            ItemId.LEAD_PRIO,
            "De flesta säger att det är helt tydligt vad som går först när allt inte hinns med.",
            "Most say that it is completely clear what comes first when there is no time for everything.",
        ),
        (ItemId.YES_NO, "»Åt du lunch?« De flesta svarade ja.", "“Did you have lunch?” Most answered yes."),
        (
            ItemId.HOW_CLEAR,
            "»Åt du lunch?« De flesta svarade: helt tydligt.",
            "“Did you have lunch?” Most answered: completely clear.",
        ),
        (
            ItemId.HOW_OFTEN,
            "»Åt du lunch?« De flesta svarade: ofta eller alltid.",
            "“Did you have lunch?” Most answered: often or always.",
        ),
    ],
)
def test_every_question_has_its_own_way_of_being_told(item: ItemId, sv: str, en: str) -> None:
    text = OWN if item.startswith("custom") else None
    told = reading.said(replace(ASKED, item=item, text=text))
    assert (SV.say(told), EN.say(told)) == (sv, en)
    few = reading.said(replace(ASKED, item=item, people=5, yes=3, members=12))
    assert (SV.say(few), EN.say(few)) == ("För få svar för att säga hur det är.", "Too few answers to say how it is.")


@pytest.mark.parametrize(
    ("item", "counts", "sv", "en"),
    [
        (
            ItemId.OBST,
            {"waiting": 4, "time": 3},
            "Ungefär hälften pekade på samma hinder: Väntan på andra.",
            "About half named the same obstacle: Waiting for others.",
        ),
        (
            ItemId.OBST,
            {"waiting": 3, "time": 3},
            "Svaren spretar om vad som stod i vägen.",
            "Answers point in different directions about what got in the way.",
        ),
        (
            ItemId.OBST,
            {},
            "Svaren spretar om vad som stod i vägen.",
            "Answers point in different directions about what got in the way.",
        ),
        (
            ItemId.PRIO,
            {GOAL.id: 6, "day_to_day": 1},
            "De flesta lät samma sak styra mest: Nöjdare kunder.",
            "Most let the same thing shape most of their day: More satisfied customers.",
        ),
        (
            ItemId.PRIO,
            {"gone": 6, "day_to_day": 1},
            "Svaren spretar om vad som styrde mest.",
            "Answers point in different directions about what shaped the day most.",
        ),
    ],
)
def test_of_several_answers_the_one_that_most_chose_is_told(
    item: ItemId, counts: dict[str, int], sv: str, en: str
) -> None:
    told = reading.said(replace(ASKED, item=item, people=7, yes=0, members=7, counts=counts), (GOAL,))
    assert (SV.say(told), EN.say(told)) == (sv, en)


@pytest.mark.parametrize(
    ("answered", "members", "band"), [(7, 7, None), (5, 16, Band.FEW), (5, 8, Band.HALF), (6, 8, Band.MOST)]
)
def test_how_many_took_part_is_told_of_eight_at_least(answered: int, members: int, band: Band | None) -> None:
    assert reading.took_part(replace(ASKED, people=5, yes=5, members=members, counts={"yes": answered})) is band


def test_whoever_named_an_obstacle_that_few_have_named_took_part() -> None:
    tally = Tally(counts={"time": 2, "tools": 2, "waiting": 2, "nothing": 3}, members=9)
    told = closing.read(replace(WINDOW, item=ItemId.OBST), tally, WINDOW.opened_at, ORGANISATION)
    assert told is not None
    assert reading.took_part(told) is Band.MOST


def test_what_can_be_said_of_a_change_is_published_with_the_reading() -> None:
    sure = Comparison(before=Counted(8, 16), after=Counted(20, 24), people=8)
    for now, before, change in (
        (sure, sure, Change.CLEAR_UP),
        (sure, None, Change.LIKELY_UP),
        (None, None, Change.TOO_EARLY),
    ):
        closed = close(replace(counted(yes=5), now=now, before=before))[0]
        assert isinstance(closed, CloseWindow)
        assert closed.reading is not None
        assert closed.reading.change is change
    clarity = replace(WINDOW, item=ItemId.CLARITY, slot=Slot.B, behaviour=None)
    closed = close(replace(counted(yes=5), counts={"5": 6}, now=sure, before=sure), window=clarity)[0]
    assert isinstance(closed, CloseWindow)
    assert closed.reading is not None
    assert closed.reading.change is None, "nothing is said of that for other questions"


def test_goals_that_clash_are_for_those_who_own_them_to_settle() -> None:
    other = replace(GOAL, id=GoalId("g2"), owner=PersonId("olle"), focus=None)
    goals = (replace(GOAL, owner=PersonId("olga")), other, replace(other, id=GoalId("g3"), owner=TEAM.lead))
    tally = replace(counted(yes=1, not_that_time=5), obstacles={"goals": 3})

    def told(*goals: Goal, tally: Tally = tally) -> list[tuple[str, list[str]]]:
        facts = replace(FACTS, windows=(WINDOW,), tallies={WINDOW.id: tally}, past=(PAST,), goals=goals)
        effects = closing.advance(None, due(Occasion.WINDOW, BOUNDARY, TEAM.id), facts).effects
        owners = [each.who for each in effects if isinstance(each, Audit)]
        says = [each for each in effects if isinstance(each, Say)]
        assert owners == [each.to for each in says]
        assert all(each.kind is Kind.CLASH for each in says)
        return [(each.to, read(each.message)) for each in says]

    assert told(*goals) == [
        (
            owner,
            [
                "Minst tre i Kundservice säger att mål står i vägen för varandra: »Nöjdare kunder«, »Nöjdare kunder«, "
                "»Nöjdare kunder«. Du äger ett av dem. Vilket väger tyngst när båda inte hinns med? Prata med dem som "
                "äger de andra, och ge teamet besked."
            ],
        )
        for owner in ("olga", "olle")
    ]
    assert told(goals[0]) == [], "one goal clashes with none"
    assert told(*goals, tally=replace(tally, obstacles={"goals": 2})) == []
    assert told(*goals, tally=replace(tally, obstacles={"time": 4})) == []
