"""Nothing that anybody answers is in the organisation's report before it is published, and no more of it then."""

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest

from bot.report import markdown, page, spreadsheet
from dialogues.facts import Want
from dialogues.pulse.item import ItemId
from dialogues.report import glance
from dialogues.report.composing import compose
from dialogues.report.records import Records
from dialogues.window import Reading, WindowId
from storage.port import Storage
from tests.dialogues.languages import EN, SV
from tests.dialogues.report_examples import BARE, TEAMS, TODAY
from tests.dialogues.report_examples import reading as published
from tests.storage.example import AT, DAY, MEMBERS, NKI, answer, close, facts, open_window, reading
from tests.storage.example import found as founded
from tests.storage.goal_example import EVERYBODY, OF_ALL, WITH_GOALS

#: U1 owns a goal of the whole of it.
ORGANISATION = replace(WITH_GOALS, goals=(NKI, OF_ALL))
FORMATS = (markdown.write, spreadsheet.write, page.write)


def written(records: Records) -> tuple[str, ...]:
    """Every form of the report, in both languages."""
    reports = [(language.report(compose(records)), language) for language in (SV, EN)]
    return tuple(write(report, language) for report, language in reports for write in FORMATS)


async def everything(storage: Storage) -> tuple[str, ...]:
    """All that can be had of it, at the command line and in the chat of who owns a goal of all."""
    records = await storage.records(at=AT + 30 * DAY)
    owner = (await facts(storage, "U1", Want.RECORDS)).records
    assert records is not None
    assert owner is not None
    return (*written(records), *(str(each) for each in glance.blocks(owner)))


@pytest.mark.parametrize("seed", range(4))
async def test_it_is_the_same_to_the_byte_whatever_has_been_answered_since(storage: Storage, seed: int) -> None:
    """R4: no live figures, not even how many have answered."""
    await founded(storage, ORGANISATION, users=EVERYBODY)
    window = await open_window(storage)
    await close(storage, window, reading(window, yes=4, people=6))
    now = await open_window(storage, at=AT + 7 * DAY)
    before = await everything(storage)
    chance = random.Random(seed)
    for user in MEMBERS[: chance.randrange(1, 7)]:
        await answer(storage, user, now, chance.choice(("yes", "not_that_time", "no_occasion")))
        assert await everything(storage) == before


async def test_a_window_without_a_reading_leaves_nothing_but_that_there_was_one(storage: Storage) -> None:
    await founded(storage, ORGANISATION, users=EVERYBODY)
    worlds = []
    for week, values in enumerate((("yes",) * 4, ("not_that_time",) * 3, ())):
        window = await open_window(storage, at=AT + 7 * week * DAY)
        for user, value in zip(MEMBERS, values, strict=False):
            await answer(storage, user, window, value)
        await close(storage, window, None, at=AT + 7 * (week + 1) * DAY)
        records = await storage.records(at=AT + 30 * DAY)
        assert records is not None
        assert records.closed.silent == records.closed.windows == week + 1
        worlds.append(written(replace(records, closed=BARE.closed)))
    assert worlds[0] == worlds[1] == worlds[2]


def weeks() -> Iterator[Records]:
    """Nine teams, of which each publishes when it can; the last is of four, which never does (R1)."""
    chance, readings = random.Random(7), []
    for week in range(24, 0, -2):
        for number in range(8):
            people = chance.randrange(3, 9)
            if people >= 5:
                so = chance.randrange(people + 1)
                readings.append(published(number, ItemId.CLARITY, week, so, people, **{"5": so, "1": people - so}))
        yield replace(BARE, readings=tuple(readings), today=TODAY - timedelta(weeks=week))


def test_what_differs_between_two_reports_is_no_figure_of_a_team() -> None:
    """R5, R8: a share of ten and more is told in tens, never of nobody or everybody, and no team is named."""
    for before, after in pairwise(weeks()):
        for records in (before, after):
            for bar in (figure.bar for each in compose(records).sections for figure in each.figures):
                assert bar is None or bar.tens is None or bar.tens.percent in range(10, 91, 10)
        for text in written(after):
            assert not [team for team in TEAMS if team.name in text]


def test_of_the_only_team_that_can_be_told_of_no_number_is_told() -> None:
    """The first attack of domain.md §6.2, with the smallest and the largest team that is told of in words."""
    for people in range(5, 10):
        answers = {written(only(people, so)) for so in range(people + 1)}
        assert len(answers) <= 3, "few, about half, most"


def only(people: int, so: int) -> Records:
    one = Reading(
        window=WindowId("w"),
        team=TEAMS[0].id,
        item=ItemId.LEAD_PRIO,
        first=date(2026, 11, 2),
        last=date(2026, 11, 15),
        people=people,
        yes=so,
        members=people,
    )
    return replace(BARE, readings=(one, replace(one, window=WindowId("v"), item=ItemId.LAST)), teams=TEAMS[:2])
