"""A lead who reads everything they can reach for twelve weeks learns what is published, and nothing of anybody: not
what they answered, nor whether they did, nor that they have had enough."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Final, NamedTuple

import pytest

from dialogues import rhythm
from dialogues.person import Organisation, Person, TeamId
from tests.disclosure.answering import Answering
from tests.disclosure.databases import Database
from tests.disclosure.world import MONDAY, WEEK, world
from tests.journeys.crowd import Way
from tests.journeys.seen import settled
from tests.storage.dump import dump

pytestmark = pytest.mark.usefixtures("hurried")

#: The weeks in which somebody does not answer.
HIDDEN: Final = frozenset({1, 4, 5, 9, 10, 11})


class Learned(NamedTuple):
    """What a lead has come to know in some weeks, over other shoulders too, and the readings of these weeks."""

    known: Sequence[str]
    copies: Sequence[str]
    readings: Sequence[tuple[object, ...]]


async def learned(
    url: str, answering: Answering, weeks: int, platform: str = "slack", *, curious: bool = True
) -> Learned:
    async with world(database_url=url, answering=answering, platform=platform) as lived:
        await lived.live(weeks, curious=curious)
        readings = [each[1:] for each in (await dump(url))["reading"]]
        return Learned(known=lived.known, copies=lived.copies(before=MONDAY + weeks * WEEK), readings=readings)


@pytest.mark.parametrize(("platform", "weeks"), [("slack", 12), ("teams", 3)])
async def test_whoever_has_answered_what_the_lead_is_told_the_same_to_the_byte(
    database_file: Database, platform: str, weeks: int
) -> None:
    """Two worlds of the same readings: other people are behind each answer, and in the weeks without a reading others
    have answered, and otherwise; at the end, one of them has stopped."""
    first, second = [
        await learned(database_file(), Answering(told=1, own=own, hidden=HIDDEN), weeks, platform) for own in (1, 2)
    ]
    assert first.readings == second.readings
    assert first.known == second.known
    assert first.copies == second.copies


async def test_whoever_runs_it_is_told_the_same_too(database_file: Database) -> None:
    """What a pass would do, the doctor, the report, the exports and the health. Of the metrics see R4."""
    told = []
    for own in (1, 3):
        answering = Answering(told=1, own=own, hidden=frozenset({1}))
        async with world(database_url=database_file(), answering=answering, watchful=True) as lived:
            await lived.live(3, curious=False)
            told.append(settled(lived.operated))
    assert told[0] == told[1]


async def test_the_comparison_sees_a_digest_that_moves_when_somebody_stops(
    database_file: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A control: were its moment that of those who read it, the morning of somebody in London would tell."""
    everybody = rhythm.digest_on

    def of_readers(week: date, team: TeamId, people: Sequence[Person], *rest: Organisation, lead: Person) -> datetime:
        return everybody(week, team, [each for each in people if each.welcome], *rest, lead=lead)

    own = {Answering(told=1, own=each, hidden=HIDDEN).stops: each for each in range(50)}
    worlds = [Answering(told=1, own=own[each], hidden=HIDDEN) for each in (None, "olga")]
    found = [(await learned(database_file(), each, 1, curious=False)).known for each in worlds]
    assert found[0] == found[1]
    monkeypatch.setattr(rhythm, "digest_on", of_readers)
    found = [(await learned(database_file(), each, 1, curious=False)).known for each in worlds]
    assert found[0] != found[1]


#: So many weeks in so many worlds, of all of which the readings are the same, and in which nobody need have answered.
SHORT, WORLDS, UNREAD = 2, 12, frozenset({1})
Truth = dict[tuple[int, str], str]


def truth(answering: Answering) -> Truth:
    """What everybody did in each of the weeks: whether they answered, and the first of the answers or another one."""
    return {
        (week, name): f"{act.way} {act.which == 0}" if act.way is Way.ANSWER else "nothing"
        for week in range(SHORT)
        for name, act in answering.week(week).items()
    }


def right(corpora: Sequence[Sequence[str]], truths: Sequence[Truth]) -> float:
    """How often somebody guesses right who has learned from half of the worlds which line goes with what: by the line
    that told most there, or, where none did, what was most usual."""
    half = len(truths) // 2
    lines = [frozenset(each) for each in corpora]
    hits = [
        _guess(lines[:half], [each[about] for each in truths[:half]], seen) == now[about]
        for about in truths[0]
        for seen, now in zip(lines[half:], truths[half:], strict=True)
    ]
    return sum(hits) / len(hits)


def _guess(known: Sequence[frozenset[str]], did: Sequence[str], seen: frozenset[str]) -> str:
    """What somebody did, where `did` is what they did in worlds of which this was `known`."""
    best = max(sorted(frozenset.union(*known)), key=lambda line: _told(line, known, did))
    alike = [what for lines, what in zip(known, did, strict=True) if (best in lines) is (best in seen)]
    return max(sorted({*did}), key=(alike or list(did)).count)


def _told(line: str, known: Sequence[frozenset[str]], did: Sequence[str]) -> int:
    """In how many worlds one is right by whether this line is there."""
    sides = [
        [what for lines, what in zip(known, did, strict=True) if (line in lines) is there] for there in (False, True)
    ]
    return sum(max(map(side.count, side), default=0) for side in sides)


async def test_a_program_that_guesses_does_no_better_than_by_the_readings(database_file: Database) -> None:
    """And does better, as a control, where a line says who has been reminded."""
    worlds = [Answering(told=1, own=own, hidden=UNREAD) for own in range(WORLDS)]
    found = [await learned(database_file(), each, SHORT, curious=False) for each in worlds]
    truths = [truth(each) for each in worlds]
    by_readings = right([[repr(each) for each in one.readings] for one in found], truths)
    everything = [[*one.known, *one.copies] for one in found]
    assert right(everything, truths) == by_readings
    leaking = [
        [*lines, *(f"{name} was reminded in week {week}" for (week, name), did in each.items() if did == "nothing")]
        for lines, each in zip(everything, truths, strict=True)
    ]
    assert right(leaking, truths) > by_readings + 0.1
