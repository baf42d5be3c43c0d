"""The rules of domain.md §6.2 about who is there: who has left, who was only tried out, and who reads in a channel."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.cli.__main__ import main
from bot.organisation.example import example
from bot.settings import variables
from dialogues.address import Platform
from dialogues.blueprint.entries import Blueprint
from tests.disclosure import operator
from tests.disclosure.cases import FIVE, FRIDAY, MONDAY, NEXT_MONDAY, NO, WEEK, YES, answer, people_behind, readings
from tests.disclosure.databases import Database
from tests.disclosure.sights import Sights
from tests.journeys.people import BLUEPRINT, SERVICE, TEAM
from tests.journeys.town import Town, living
from tests.storage.dump import Row, dump

#: Of a Monday, before anybody's digest is sent.
BEFORE = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)
FARID = "farid@example.com"
STAYING = replace(BLUEPRINT, people=tuple(each for each in BLUEPRINT.people if each.email != FARID))


@pytest.mark.usefixtures("hurried")
async def test_r21_who_has_left_stays_in_what_was_published_and_nothing_else_is_left_of_them(
    database_url: str, tmp_path: Path
) -> None:
    async with living(platform="slack", database_url=database_url, at=MONDAY) as town:
        await town.until(FRIDAY)
        await answer(town, dict.fromkeys(FIVE, YES) | {"farid": NO})
        await town.chat.taps(town.user("farid"), "Annat")
        await town.until(FRIDAY + WEEK)
        # In the open window, too.
        await town.chat.taps(town.user("farid"), "3 Delvis")
        await town.chat.taps(town.user("anna"), "3 Delvis")
        before = await dump(database_url)
        whose = next(str(row[0]) for row in before["person"] if FARID in row)
        key = next(str(row[0]) for row in before["respondent"] if whose in row)
        published, card = await readings(town), await town.chat.commands(town.user("lena"), "")
        assert rows_of(before, whose, key, FARID), "a control: there was much"
        assert await people_behind(town) == [6]

        assert await operator.imports(town.engine, tmp_path / "org.yaml", STAYING) == ""
        after = await dump(database_url)
        assert rows_of(after, whose, key, FARID) == []
        assert len(after["answer"]) == len(before["answer"]) - 3
        assert await readings(town) == published
        assert await town.chat.commands(town.user("lena"), "") == card
        # The five who stay go on, and nobody hears that there was one more who answered.
        await town.until(NEXT_MONDAY + WEEK)
        assert await readings(town) == published
        seen = await Sights(town, "lena").look()
        assert not [each for each in seen if whose in each or key in each]


def rows_of(rows: Mapping[str, Sequence[Row]], *marks: str) -> list[tuple[str, Row]]:
    """Where anything tells of somebody."""
    return [(table, row) for table, those in rows.items() for row in those if any(mark in str(row) for mark in marks)]


SLACK = {"VARDAG_SLACK_BOT_TOKEN": "xoxb-1", "VARDAG_SLACK_SIGNING_SECRET": "0123456789abcdef0123456789abcdef"}
TEAMS = {
    "VARDAG_TEAMS_APP_ID": "8a7c0f4e-1111-4222-8333-0123456789ab",
    "VARDAG_TEAMS_TENANT_ID": "8a7c0f4e-1111-4222-8333-0123456789ac",
    "VARDAG_TEAMS_APP_PASSWORD": "s3cret~value",
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, logging_restored: None) -> Path:
    """The empty folder in which commands are given, without a setting of whoever runs the tests."""
    monkeypatch.chdir(tmp_path)
    for name in variables():
        monkeypatch.delenv(name, raising=False)
    return tmp_path


@pytest.mark.parametrize("real", [SLACK, TEAMS])
def test_r22_what_was_tried_out_is_in_a_file_of_its_own_and_never_shown_to_real_people(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], real: dict[str, str]
) -> None:
    assert main(["tick"]) == 0
    assert {each.name for each in folder.rglob("*.sqlite")} == {"playground.sqlite", "playground-chats.sqlite"}
    for name, value in real.items():
        monkeypatch.setenv(name, value)
    capsys.readouterr()
    assert main(["org", "export"]) == 1
    told = capsys.readouterr()
    assert not [each.name for each in example().people if each.name in told.out + told.err]
    # Nor where somebody names the same file for both.
    monkeypatch.setenv("VARDAG_DATABASE_URL", f"sqlite:///{next(folder.rglob('playground.sqlite'))}")
    assert main(["tick"]) == 1
    assert "has been a playground's" in capsys.readouterr().err


async def test_r22_real_people_are_never_met_in_the_playground_and_nobody_is_added_to_them(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], database_file: Database
) -> None:
    url = database_file()
    async with living(platform="slack", database_url=url, at=MONDAY):
        before = await dump(url)
    monkeypatch.setenv("VARDAG_DATABASE_URL", url)
    assert await asyncio.to_thread(main, ["tick"]) == 1
    assert "has real people in it" in capsys.readouterr().err
    assert await dump(url) == before


CHANNELS = {"slack": "C0KUNDSERVICE", "teams": "19:kundservice@thread.tacv2"}
TITLES = ("Veckans samtal: Kundservice", "This week’s conversation: Kundservice")


def in_channels(platform: str) -> Blueprint:
    """The organisation wants digests to stand in channels, and the team has one."""
    own = {Platform(platform): CHANNELS[platform]}
    teams = (replace(each, channels=own) if each.key == SERVICE else each for each in BLUEPRINT.teams)
    rules = replace(BLUEPRINT.organisation.rules, digest_in_channel=True)
    return replace(BLUEPRINT, teams=tuple(teams), organisation=replace(BLUEPRINT.organisation, rules=rules))


@pytest.mark.usefixtures("hurried")
@pytest.mark.parametrize("platform", ["slack", "teams"])
async def test_r23_a_digest_stands_in_a_channel_that_exactly_the_team_and_its_lead_read_when_it_is_sent(
    database_file: Database, platform: str
) -> None:
    names = ("lena", *TEAM)
    blueprint = in_channels(platform)
    async with living(platform=platform, database_url=database_file(), at=MONDAY, blueprint=blueprint) as town:
        exactly = [town.user(name) for name in names]
        # A guest is there, until the minute before it is sent; then one of the team is not; then nobody but they are.
        others = ([*exactly, town.user("frank")], exactly[:-1], exactly)
        told = []
        for week, users in enumerate(others):
            await town.chat.gather(SERVICE, exactly if week < 2 else [*exactly, town.user("frank")])
            await town.until(BEFORE + week * WEEK)
            await town.chat.gather(SERVICE, users)
            await town.until(NEXT_MONDAY + week * WEEK)
            own = [await digests(town, name) for name in names]
            told.append((len(await town.chat.channel(SERVICE) or ()), own))
        assert told == [(0, [1] * 7), (0, [2] * 7), (1, [3, *[2] * 6])]
        assert await digests(town, "frank") == 0


async def digests(town: Town, name: str) -> int:
    """How many somebody has had by themselves."""
    inbox = await town.chat.inbox(town.user(name))
    return sum(bool(each.lines) and each.lines[0] in TITLES for each in inbox)
