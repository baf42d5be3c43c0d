"""The worlds of the worked attacks (domain.md §6.2): who says what in a week or two, and what is seen of it then."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from dialogues import closing, reading
from dialogues.blueprint.entries import Blueprint, Email, PersonEntry, TeamEntry
from dialogues.goal import GoalId, State
from dialogues.person import TeamId
from dialogues.statistics.change import Comparison
from storage.port import Storage
from tests.dialogues.languages import SV
from tests.disclosure.sights import Sights
from tests.disclosure.world import five
from tests.journeys.people import BLUEPRINT, LEDNING, SERVICE
from tests.journeys.people import TEAM as SIX
from tests.journeys.town import Town, living
from tests.storage import example
from tests.storage.dump import Row, dump

MONDAY = datetime(2026, 11, 16, 9, 0, tzinfo=UTC)
FRIDAY = datetime(2026, 11, 20, 16, 0, tzinfo=UTC)
#: When the digest of the week before has come.
NEXT_MONDAY = datetime(2026, 11, 23, 16, 0, tzinfo=UTC)
WEEK = timedelta(weeks=1)
FIVE = SIX[:5]
YES, NO = "Ja", "Inte den gången"
ENGLISH = {YES: "Yes", NO: "Not that time"}

#: Of the team A there are nine, of B four; Olle's own team is that above both, and he owns a goal of everybody.
B = TeamId("butiken")
NINE = (*SIX, "gun", "hans", "ida")
FOUR = ("per", "rut", "sara", "tove")


async def answer(town: Town, answers: Mapping[str, str]) -> None:
    """Everybody taps this on the question that they have."""
    for name, said in answers.items():
        await town.chat.taps(town.user(name), ENGLISH[said] if name == "olga" else said)


async def readings(town: Town) -> list[Row]:
    return (await dump(town.database_url))["reading"]


async def people_behind(town: Town) -> list[object]:
    """How many people stand behind each of the readings."""
    return [row[3] for row in await readings(town)]


def company(b: tuple[str, ...]) -> Blueprint:
    """Both teams work with the same goal."""
    homes = {**dict.fromkeys(("lena", "beata", "olle"), LEDNING), **dict.fromkeys(NINE, SERVICE), **dict.fromkeys(b, B)}
    (ours,) = BLUEPRINT.goals
    whole = replace(ours, key=GoalId("alla"), team=None, state=State.UNTRANSLATED, behaviours=(), focus=None)
    whole = replace(whole, owner=Email("olle@example.com"))
    return replace(
        BLUEPRINT,
        teams=(*BLUEPRINT.teams, TeamEntry(key=B, name="Butiken", lead=Email("beata@example.com"), above=LEDNING)),
        people=tuple(
            PersonEntry(email=Email(f"{name}@example.com"), name=name.title(), team=team)
            for name, team in homes.items()
        ),
        goals=(whole, replace(ours, above=whole.key), replace(ours, key=GoalId("nkb"), team=B, above=whole.key)),
    )


async def of_both_teams(url: str, b: Mapping[str, str]) -> list[str]:
    """What both leads, who owns the goal of all and whoever runs it see of a week in which all have answered."""
    blueprint = company(tuple(b))
    names = [each.email.partition("@")[0] for each in blueprint.people]
    async with living(platform="slack", database_url=url, at=MONDAY, blueprint=blueprint, names=names) as town:
        await town.until(FRIDAY)
        for name in (*NINE, *b):
            await town.chat.taps(town.user(name), b.get(name, NO if name in NINE[:2] else YES))
        await town.until(NEXT_MONDAY)
        return await Sights(town, "lena", "beata", "olle").look()


async def of_five(url: str, no: int) -> list[str]:
    """What the lead and whoever runs it see where so many of five say no."""
    async with living(platform="slack", database_url=url, at=MONDAY, blueprint=five()) as town:
        await town.until(FRIDAY)
        await answer(town, {name: NO if number < no else YES for number, name in enumerate(FIVE)})
        await town.until(NEXT_MONDAY)
        assert await people_behind(town) == [5]
        return await Sights(town, "lena").look()


async def in_two_weeks(url: str, first: str, second: str) -> tuple[list[list[str]], list[Row], list[Row]]:
    """What the lead and whoever runs it see after each of two weeks, in which three each have answered; and the
    readings and the answers."""
    seen = []
    async with living(platform="slack", database_url=url, at=MONDAY) as town:
        sights = Sights(town, "lena")
        for number, (names, said) in enumerate(((SIX[1:4], first), ((*SIX[4:], "anna"), second))):
            await town.until(FRIDAY + number * WEEK)
            await answer(town, dict.fromkeys(names, said))
            await town.until(NEXT_MONDAY + number * WEEK)
            seen.append(await sights.look())
        return seen, await readings(town), (await dump(url))["answer"]


async def after_four_windows(storage: Storage, last: str, *, leaves: bool) -> tuple[Comparison | None, str]:
    """How the fifth window compares, in which five answer, where the last of six has always said this before and may
    have left since; and the level as a sentence."""
    at, fortnight = example.AT, 2 * WEEK
    await example.found(storage)
    for number in range(4):
        window = await example.open_window(storage, at=at)
        for user in example.MEMBERS:
            said = last if user == example.MEMBERS[-1] else "yes" if number > 1 else "not_that_time"
            await example.answer(storage, user, window, said, on=at.date())
        at += fortnight
        await example.close(storage, window, example.reading(window), at=at)
    if leaves:
        await storage.adopt(blueprint=example.changed(U6=None), at=at)
    window = await example.open_window(storage, at=at)
    for user in example.MEMBERS[:5]:
        await example.answer(storage, user, window, "yes", on=at.date())
    counted = await example.tally(storage)
    told = closing.read(window, counted, at + WEEK, (await example.facts(storage, "U1")).organisation)
    assert told is not None
    return counted.now, SV.say(reading.said(told))
