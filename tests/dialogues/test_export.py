"""Of published readings no more leaves than the teams were told."""

from dataclasses import replace
from datetime import date

import pytest

from dialogues.export import COLUMNS, Publication, Published, Row, rows
from dialogues.pulse.item import ItemId
from dialogues.statistics.change import Change
from dialogues.window import Reading
from tests.dialogues.examples import BEHAVIOURS, GOAL, ORGANISATION, READING
from tests.dialogues.languages import SV


def exported(one: Reading) -> list[Row]:
    published = Published(reading=one, team="Kundservice", goal=GOAL.title, behaviour=BEHAVIOURS[1].text)
    return list(
        rows(Publication(organisation=ORGANISATION, today=date(2026, 11, 23), published=(published,), goals=(GOAL,)))
    )


def counted(yes: int, people: int, members: int = 0) -> Reading:
    return replace(READING, yes=yes, people=people, members=members or people, counts={"yes": yes, "no": people - yes})


def test_a_reading_leaves_with_what_it_is_about_and_as_it_was_said() -> None:
    (row,) = exported(replace(READING, change=Change.LIKELY_UP, obstacles={"waiting": 4, "time": 3}))
    assert tuple(row) == COLUMNS
    assert SV.say(row["said"]) == "De flesta fick till det vid senaste tillfället."  # type: ignore[arg-type]
    assert {name: value for name, value in row.items() if name not in ("said", "goal_title", "behaviour_text")} == {
        "id": READING.window,
        "team": "kundservice",
        "team_name": "Kundservice",
        "goal": GOAL.id,
        "behaviour": BEHAVIOURS[1].id,
        "question": "beh.last",
        "question_text": None,
        "first": READING.first,
        "last": READING.last,
        "share": "most",
        "percent": None,
        "lower": None,
        "upper": None,
        "option": None,
        "people": "5-9",
        "took_part": "most",
        "change": "likely_up",
        "obstacles": ["time", "waiting"],
    }


def test_below_ten_people_a_band_is_all_that_leaves() -> None:
    """R8: that all of them said the same is not told, nor how many they were."""
    for yes, people, share in (
        (5, 5, "most"),
        (4, 5, "most"),
        (9, 9, "most"),
        (0, 6, "few"),
        (2, 6, "few"),
        (4, 8, "half"),
    ):
        (row,) = exported(counted(yes, people))
        assert (row["share"], row["percent"], row["people"]) == (share, None, "5-9")
    assert exported(counted(7, 7)) == exported(counted(5, 7))


def test_from_ten_people_on_it_is_tens_of_per_cent_and_never_all_or_none() -> None:
    for yes, share, percent in ((20, "at_least", 90), (18, "at_least", 90), (0, "at_most", 10), (10, "about", 50)):
        (row,) = exported(counted(yes, 20))
        assert (row["share"], row["percent"], row["people"]) == (share, percent, "10+")
    assert exported(counted(20, 20)) == exported(counted(19, 20))
    assert exported(counted(0, 20)) == exported(counted(1, 20))


def test_what_the_silent_could_turn_around_is_not_told() -> None:
    (row,) = exported(counted(3, 5, 12))
    assert (row["share"], row["percent"]) == ("too_few", None)


def test_of_several_that_could_be_chosen_the_one_is_told_that_most_chose() -> None:
    asked = replace(READING, item=ItemId.OBST, yes=0, people=6, behaviour=None)
    (row,) = exported(replace(asked, counts={"time": 5, "tools": 1}))
    assert (row["option"], row["share"]) == ("time", "most")
    (row,) = exported(replace(asked, counts={"time": 3, "tools": 3}))
    assert (row["option"], row["share"]) == (None, "apart")
    (row,) = exported(replace(asked, item=ItemId.PRIO, counts={"gone": 6}))
    assert (row["option"], row["share"]) == (None, "apart")


@pytest.mark.parametrize("item", [ItemId.LEAD_MEET, ItemId.LEAD_FB, ItemId.LEAD_PRIO])
def test_what_a_team_says_of_its_lead_stays_with_them(item: ItemId) -> None:
    """R9."""
    assert exported(replace(READING, item=item)) == []


def test_no_count_is_among_what_leaves() -> None:
    (row,) = exported(counted(6, 9))
    assert not {6, 9, 3} & {value for value in row.values() if isinstance(value, int)}
