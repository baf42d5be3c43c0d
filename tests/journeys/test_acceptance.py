"""The acceptance scenario of domain.md §7: a team of nine for twelve weeks, in which 55 of 100 answer, and from the
fourth week on 80 of 100 instead of 50 have done it; and the same beside teams that overlap, shrink, and change who is
in them and who leads them."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

import pytest

from dialogues.person import TeamId
from dialogues.phrase import Phrase
from dialogues.rules import K
from dialogues.statistics.change import Change
from storage.tables.every import metadata
from tests.dialogues.languages import LANGUAGES
from tests.disclosure.words import AIMS, COUNT, PERCENT, VALUES, having, said_by, telling
from tests.journeys.people import LEDNING, SERVICE
from tests.journeys.quarter import (
    DAY,
    FOUR,
    GONE,
    LEADS,
    MONDAY,
    MOVED,
    NAMES,
    ORDERS,
    REPLACED,
    STORE,
    WEEK,
    WEEKS,
    Quarter,
    all_of_it,
    nine,
    quarter,
)
from tests.journeys.seen import arrived, messages
from tests.storage.dump import dump

pytestmark = pytest.mark.usefixtures("hurried")
WHERE: Final = pytest.mark.parametrize(
    ("database", "platform"), [("sqlite", "slack"), ("postgresql", "teams")], indirect=["database"]
)
#: Messages in seven days; to those who lead, as many again (domain.md §3.3).
CAP: Final = 3
#: Results of one question in twelve weeks.
CELLS: Final = 6
#: Before so many weeks are over no change is told (domain.md §5.4).
EARLY: Final = 10 * WEEK
#: What stands in every digest, once.
PARTS: Final = ("digest.question", "digest.celebrate", "digest.obstacle")
#: What begins a message of somebody's own answers to themselves.
OWN: Final = frozenset({"Bara du ser detta", "Det här visas bara för dig", "Only you see this", "Only you can see"})
MOVEMENT: Final = said_by(*(f"change.{each}" for each in Change if each is not Change.TOO_EARLY))


@dataclass(frozen=True, slots=True, kw_only=True)
class Closed:
    """A window that has closed, with its reading if it has one. `answered` are the first names of those who had
    answered in time, as they know themselves."""

    team: TeamId
    about: tuple[str, str]
    at: datetime
    reading: dict[str, Any] | None
    answered: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What stands in somebody's conversation, by first name."""

    name: str
    at: datetime
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """What there was in the weeks; `came` is when something did that had not just been asked for, `people` the first
    names of those who are left."""

    told: Sequence[Told]
    came: dict[str, list[datetime]]
    closed: Sequence[Closed]
    people: frozenset[str]
    operated: Sequence[str]
    log: Sequence[str]

    @property
    def published(self) -> list[Closed]:
        return [each for each in self.closed if each.reading is not None]

    def digests(self, team: TeamId) -> list[Told]:
        titles = frozenset(each.say(Phrase.of("digest.title", team=NAMES[team])) for each in LANGUAGES.values())
        return [each for each in self.told if telling([each.what], titles) and telling([each.what], said_by(PARTS[0]))]


async def story(lived: Quarter) -> Story:
    chat, user = lived.town.chat, lived.town.user
    tables = await dump(lived.town.database_url)
    rows = {
        name: [dict(zip((column.name for column in metadata.tables[name].c), row, strict=True)) for row in tables[name]]
        for name in ("window", "reading", "person")
    }
    readings: dict[Any, dict[str, Any]] = {each["window"]: each for each in rows["reading"]}
    return Story(
        told=[Told(name=name, at=at, what=what) for name in lived.names for at, what in messages(chat, user(name))],
        came={name: arrived(chat, user(name)) for name in lived.names},
        closed=[_closed(each, readings.get(each["id"]), lived) for each in rows["window"] if each["closed_at"]],
        people=frozenset(str(each["name"]).lower() for each in rows["person"]),
        operated=lived.operated,
        log=lived.log.getvalue().splitlines(),
    )


def _closed(window: dict[str, Any], reading: dict[str, Any] | None, lived: Quarter) -> Closed:
    answered = lived.crowd.answered.items()
    return Closed(
        team=window["team"],
        about=(window["item"], window["behaviour"] or ""),
        at=window["closed_at"],
        reading=reading,
        answered=frozenset(name for (id, name), at in answered if id == window["id"] and at < window["closed_at"]),
    )


def keeps_its_word(told: Story, teams: Sequence[TeamId]) -> None:
    """What the scenario expects, of each of the teams."""
    leads = {*LEADS.values(), *({"petra"} if ORDERS in teams else ())}
    for name, moments in told.came.items():
        busiest = max(len([each for each in moments if last - WEEK < each <= last]) for last in moments)
        assert busiest <= (2 * CAP if name in leads else CAP), name
    cells = Counter((each.team, each.about) for each in told.published)
    assert max(cells.values()) <= CELLS
    early = [each.what for each in told.told if each.at < MONDAY + EARLY]
    assert telling(early, MOVEMENT) == []
    assert telling(early, said_by("change.too_early")) != []
    for team in teams:
        digests = told.digests(team)
        assert len({each.at for each in digests}) == WEEKS, "one a week, for all at once"
        for each in digests:
            assert [sum(each.what.count(label) for label in said_by(part)) for part in PARTS] == [1, 1, 1], each.what


def rests_on_five(told: Story) -> None:
    """Every result is of those who answered, and of five of them at least; and nothing else is a figure."""
    for each in told.closed:
        people = each.answered - out_of(each)
        assert (each.reading is not None) is (len(people) >= K), each
        if each.reading is not None:
            assert each.reading["people"] == len(people)
    everything = [each.what for each in told.told if not telling([each.what], OWN)]
    assert having(COUNT, [*everything, *told.operated, *told.log]) == []
    assert having(PERCENT, [*everything, *told.log]) == []
    assert telling(told.log, VALUES) == []
    assert len(told.log) > 500


def out_of(window: Closed) -> frozenset[str]:
    """Whose answers are in no result: of those who had left when it closed, and of whoever led the team by then."""
    week = (window.at - MONDAY) // WEEK
    lead = "petra" if window.team == ORDERS and week >= REPLACED else LEADS[window.team]
    return frozenset({lead, *(GONE if week >= FOUR else ())})


@WHERE
async def test_a_team_of_nine_for_twelve_weeks(database_url: str, platform: str) -> None:
    async with quarter(platform=platform, database_url=database_url, blueprint=nine()) as lived:
        await lived.live()
        told = await story(lived)
    keeps_its_word(told, [SERVICE])
    rests_on_five(told)
    assert [each for each in having(PERCENT, told.operated) if not any(aim in each for aim in AIMS)] == []
    # What has in fact become more usual is told, once that can be said.
    changes = [each.reading["change"] for each in sorted(told.published, key=lambda each: each.at) if each.reading]
    assert [each for each in changes if each][-2:] == [Change.LIKELY_UP, Change.CLEAR_UP]
    assert telling([each.what for each in told.digests(SERVICE)], said_by("change.clear_up")) != []


@WHERE
async def test_with_teams_that_overlap_shrink_and_change(database_url: str, platform: str) -> None:
    async with quarter(platform=platform, database_url=database_url, blueprint=all_of_it()) as lived:
        await lived.live(all_of_it)
        told = await story(lived)
    keeps_its_word(told, [SERVICE, STORE, ORDERS, LEDNING])
    rests_on_five(told)
    overlap(told)
    moved(told)
    replaced(told)
    four(told)


def overlap(told: Story) -> None:
    """Who leads a team answers in the one above, and never in their own."""
    for team in (SERVICE, STORE, ORDERS):
        assert not [each for each in told.closed if each.team == team and LEADS[team] in each.answered]
    assert [each for each in told.published if each.team == LEDNING and "lena" in each.answered]


def moved(told: Story) -> None:
    """Olga's answers count where she was asked, also after she has moved; the digest is that of where she is."""
    hers = [each for each in told.published if "olga" in each.answered]
    assert {each.team for each in hers} == {SERVICE, ORDERS}
    assert max(each.at for each in hers if each.team == SERVICE) < min(each.at for each in hers if each.team == ORDERS)
    read = {team: [each.at for each in told.digests(team) if each.name == "olga"] for team in (SERVICE, ORDERS)}
    assert max(read[SERVICE]) < MONDAY + MOVED * WEEK + 2 * DAY < min(read[ORDERS])
    assert len(read[SERVICE]) + len(read[ORDERS]) == WEEKS


def replaced(told: Story) -> None:
    """Otto reads of the team as long as he leads it, and Petra all along: as one of it, and then as its lead."""
    read = {name: [each.at for each in told.digests(ORDERS) if each.name == name] for name in ("otto", "petra", "rut")}
    assert read["otto"] == [at for at in read["rut"] if at < MONDAY + REPLACED * WEEK + 2 * DAY]
    assert read["petra"] == read["rut"]
    assert [each for each in told.closed if each.team == ORDERS and "petra" in each.answered & out_of(each)]


def four(told: Story) -> None:
    """Of four nothing more is known, and they are told so; of those who left nothing is kept, and nothing comes."""
    left = MONDAY + FOUR * WEEK + 2 * DAY
    assert [each for each in told.published if each.team == STORE]
    assert not [each for each in told.published if each.team == STORE and each.at > left]
    after = [each.what for each in told.digests(STORE) if each.at > left]
    assert len(telling(after, said_by("digest.small_team"))) == len(after) > 0
    assert not GONE & told.people
    assert max(at for name in GONE for at in told.came[name]) < left + DAY
