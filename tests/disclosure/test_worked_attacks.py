"""The worked attacks of domain.md §6.2, one test for each row of the table, played where somebody would try them."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from uuid import uuid4

import pytest

from dialogues.blueprint.entries import Blueprint, Email, TeamEntry
from dialogues.person import TeamId
from dialogues.statistics.change import Comparison
from dialogues.statistics.interval import Counted
from storage.sql.store import SqlStorage
from tests.architecture.repository import ROOT
from tests.disclosure import operator
from tests.disclosure.cases import (
    FIVE,
    FOUR,
    FRIDAY,
    MONDAY,
    NEXT_MONDAY,
    NO,
    WEEK,
    YES,
    after_four_windows,
    answer,
    in_two_weeks,
    of_both_teams,
    of_five,
    people_behind,
    readings,
)
from tests.disclosure.databases import Database
from tests.disclosure.sights import Sights
from tests.disclosure.words import escaped, telling
from tests.disclosure.world import five
from tests.journeys.people import BLUEPRINT, LEDNING, SERVICE
from tests.journeys.people import TEAM as SIX
from tests.journeys.town import Town, living
from tests.storage.dump import dump

pytestmark = pytest.mark.usefixtures("hurried")

FEW, MOST = "Få fick till det", "De flesta fick till det"


async def test_of_nine_and_four_the_parent_shows_the_nine_alone_and_of_how_many_teams(database_file: Database) -> None:
    """Else 42 of 13 less 32 of 9 would be what four people have said. The team above both is the third."""
    all_yes, all_no = [await of_both_teams(database_file(), dict.fromkeys(FOUR, each)) for each in (YES, NO)]
    assert all_yes == all_no
    assert [each for each in all_yes if "Omfattar 1 av 3 team." in each]
    assert not [each for each in all_yes if each.startswith("beata") and "fick till det" in each]
    # A control: of nine and five it shows both.
    both = await of_both_teams(database_file(), dict.fromkeys((*FOUR, "ulf"), YES))
    assert [each for each in both if "Omfattar 2 av 3 team." in each]
    assert [each for each in both if each.startswith("beata") and MOST in each]


async def test_whoever_taps_late_is_refused_and_there_is_one_publication(database_url: str) -> None:
    async with living(platform="slack", database_url=database_url, at=MONDAY) as town:
        await town.until(FRIDAY)
        await answer(town, dict.fromkeys(FIVE, YES))
        await town.until(NEXT_MONDAY)
        published, shown = await readings(town), await all_that_is_shown(town)
        assert await people_behind(town) == [5]
        late = await town.chat.taps(town.user("farid"), NO)
        assert late is not None
        assert late.lines == ("Frågan har stängt, men tack!",)
        assert len((await dump(database_url))["answer"]) == 5
        assert await readings(town) == published
        assert await all_that_is_shown(town) == shown


async def test_what_is_erased_after_publication_changes_nothing_that_is_published(database_url: str) -> None:
    """A control stands in `tests.journeys.test_own_data`: before the window closes it does."""
    async with living(platform="slack", database_url=database_url, at=MONDAY) as town:
        await town.until(FRIDAY)
        await answer(town, dict.fromkeys(FIVE, YES) | {"farid": NO})
        await town.until(NEXT_MONDAY)
        published, shown = await readings(town), await all_that_is_shown(town)
        assert await people_behind(town) == [6]
        await town.chat.commands(town.user("farid"), "radera")
        await town.chat.taps(town.user("farid"), "Radera nu")
        assert len((await dump(database_url))["answer"]) == 5, "the raw row is gone"
        assert await readings(town) == published
        assert await all_that_is_shown(town) == shown


async def all_that_is_shown(town: Town) -> list[object]:
    """What the lead and a member read of it, in what came and what they ask for."""
    asked = [await town.chat.commands(town.user(name), "") for name in ("lena", "anna")]
    return [*asked, *await town.chat.inbox(town.user("lena")), *await town.chat.inbox(town.user("anna"))]


@pytest.mark.parametrize(("promoted", "people"), [(True, []), (False, [5])])
async def test_a_lead_does_not_count_in_their_team_so_that_four_others_are_told_to_nobody(
    database_file: Database, tmp_path: Path, promoted: bool, people: list[int]
) -> None:
    """Five have answered, and one of them comes to lead the team while the window is open."""
    async with living(platform="slack", database_url=database_file(), at=MONDAY, blueprint=five()) as town:
        await town.until(FRIDAY)
        await answer(town, dict.fromkeys(FIVE, YES))
        if promoted:
            assert await operator.imports(town.engine, tmp_path / "org.yaml", led_by_anna(five())) == ""
        await town.until(NEXT_MONDAY)
        assert await people_behind(town) == people
        seen = await Sights(town, "lena", "anna", "bo").look()
        assert bool([each for each in seen if MOST in each]) is not promoted


def led_by_anna(blueprint: Blueprint) -> Blueprint:
    """Anna leads the team that she was in; her own is now the one above."""
    anna = Email("anna@example.com")
    return replace(
        blueprint,
        teams=tuple(replace(each, lead=anna) if each.key == SERVICE else each for each in blueprint.teams),
        people=tuple(replace(each, team=LEDNING) if each.email == anna else each for each in blueprint.people),
    )


async def test_a_person_has_one_home_team_so_that_a_project_group_has_no_results(
    database_file: Database, tmp_path: Path
) -> None:
    """A group of the same five and one more would tell what the one has said."""
    group = TeamEntry(key=TeamId("projekt"), name="Projekt")
    again = [replace(each, team=group.key) for each in BLUEPRINT.people if each.team == SERVICE]
    with_group = replace(BLUEPRINT, teams=(*BLUEPRINT.teams, group))
    async with living(platform="slack", database_url=database_file(), at=MONDAY, blueprint=with_group) as town:
        twice = replace(with_group, people=(*BLUEPRINT.people, *again))
        *refused, end = (await operator.imports(town.engine, tmp_path / "org.yaml", twice)).splitlines()
        assert len(refused) == len(again)
        assert all(
            re.search(r": line \d+, column \d+: people\[\d+\]\.email: there is another", each) for each in refused
        )
        assert all(each.endswith("Change or remove one of the two.") for each in refused)
        assert end == "6 problems. Nothing was changed."
        await town.until(FRIDAY)
        await answer(town, dict.fromkeys(SIX, YES))
        await town.until(NEXT_MONDAY)
        assert await people_behind(town) == [6]
        card = await town.chat.commands(town.user("lena"), "team projekt")
        assert card is not None
        assert not [line for line in card.lines if MOST in line]
        # A control: their home team has.
        card = await town.chat.commands(town.user("lena"), "team kundservice")
        assert card is not None
        assert [line for line in card.lines if MOST in line]


async def test_there_are_no_weekly_sums_in_a_window_of_two_weeks(database_file: Database) -> None:
    """Whatever three said in the first and three in the second is one reading, and nobody sees which came when."""
    first, published, answers = await in_two_weeks(database_file(), YES, NO)
    second, other, others = await in_two_weeks(database_file(), NO, YES)
    assert [row[1:5] for row in published] == [(date(2026, 11, 16), date(2026, 11, 29), 6, 3)]
    assert [row[1:] for row in published] == [row[1:] for row in other]
    assert sorted(map(repr, answers)) != sorted(map(repr, others)), "a control: the worlds differ"
    assert not [each for each in first[0] if "fick till det" in each]
    assert [each for each in first[1] if "fick till det" in each]
    assert first == second


async def test_that_five_of_five_say_no_is_told_as_few(database_file: Database) -> None:
    """And four of five likewise, to the byte, so that nobody's answer is told of with everybody's."""
    everybody, most_of_them, one = [await of_five(database_file(), no) for no in (5, 4, 1)]
    assert [each for each in everybody if each.startswith("lena") and telling([each], escaped(FEW))]
    assert everybody == most_of_them
    assert one != everybody, "a control"


@pytest.mark.parametrize("database", ["sqlite"])
async def test_six_who_become_five_are_compared_by_the_five_and_told_of_in_words(
    database: str, three_database_urls: list[str]
) -> None:
    """Whatever the one who has left had said: else the change would be theirs."""
    stores = [SqlStorage.open(url, ids=lambda: uuid4().hex) for url in three_database_urls]
    ways = (("yes", True), ("not_that_time", True), ("yes", False))
    left, other, stayed = [
        await after_four_windows(store, said, leaves=leaves) for store, (said, leaves) in zip(stores, ways, strict=True)
    ]
    for store in stores:
        await store.close()
    assert left == other
    assert left[0] == Comparison(before=Counted(0, 10), after=Counted(15, 15), people=5)
    assert left[1] == "De flesta fick till det vid senaste tillfället."
    assert stayed[0] is not None
    assert stayed[0].people == 6, "a control"


@pytest.mark.parametrize(("writers", "quoted"), [(("anna", "bo", "anna"), 0), (("anna", "bo", "cecilia"), 2)])
async def test_three_texts_of_two_people_are_not_quoted_and_of_three_they_are(
    database_file: Database, writers: tuple[str, ...], quoted: int
) -> None:
    async with living(platform="slack", database_url=database_file(), at=MONDAY) as town:
        # The question of the second week is one of which one may want to say more.
        await town.until(FRIDAY + WEEK)
        for name in SIX:
            await town.chat.taps(town.user(name), "1 Not at all clear" if name == "olga" else "1 Inte alls tydligt")
        for number, name in enumerate(writers):
            await write(town, name, f"Ordagrant {number}")
        await town.until(NEXT_MONDAY + WEEK)
        assert await people_behind(town) == [6]
        for name in ("lena", "david"):
            seen = "\n".join(line for each in await town.chat.inbox(town.user(name)) for line in each.lines)
            assert seen.count("Ordagrant") == quoted, "two are shown at most"
        everything = await Sights(town, "lena", "david").look()
        assert bool(telling(everything, frozenset({"Ordagrant"}))) is bool(quoted)


async def write(town: Town, name: str, text: str) -> None:
    """Say more, for the team to read word for word."""
    said = {"visibility": "verbatim", "theme": "", "text": text}
    await town.chat.taps(town.user(name), "Säg mer")
    if await town.chat.submits(town.user(name), said):
        assert await town.chat.submits(town.user(name), said) == {}


async def test_four_who_tell_each_other_cannot_be_prevented_at_five_which_is_said_and_more_can_be_asked_for(
    database_file: Database, tmp_path: Path
) -> None:
    document = " ".join((ROOT / "docs" / "privacy.md").read_text(encoding="utf-8").split())
    assert (
        "**Four of a five-person cell who tell each other** what they said can work out what the fifth did" in document
    )
    assert "Whoever wants more room sets `k` higher" in document
    async with living(platform="slack", database_url=database_file(), at=MONDAY) as town:
        # Five are enough for the question that is open when the file comes, as its people were told so (R20).
        await town.until(FRIDAY)
        stricter = replace(BLUEPRINT.organisation, rules=replace(BLUEPRINT.organisation.rules, k=6))
        wanted = replace(BLUEPRINT, organisation=stricter)
        assert await operator.imports(town.engine, tmp_path / "org.yaml", wanted) == ""
        await answer(town, dict.fromkeys(FIVE, YES))
        await town.until(NEXT_MONDAY)
        assert await people_behind(town) == [5]
        await town.until(FRIDAY + WEEK)
        for name in FIVE:
            await town.chat.taps(town.user(name), "4 Fairly" if name == "olga" else "4 Ganska")
        await town.until(NEXT_MONDAY + WEEK)
        assert await people_behind(town) == [5], "five are too few now"
        await town.chat.taps(town.user("farid"), "4 Ganska")
        await town.until(NEXT_MONDAY + 2 * WEEK)
        assert sorted(await people_behind(town), key=str) == [5, 6]
