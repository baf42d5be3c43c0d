"""When a team has talked, and that it is quiet, is known of the team and of nobody in it."""

from datetime import timedelta

from dialogues.effect import Announce, Hush, LogTalk
from dialogues.facts import Want
from dialogues.listening import Listening
from storage.port import Storage
from tests.storage.dump import dump
from tests.storage.example import AT, DAY, EXAMPLE, KUND, MONDAY, changed, facts, found, open_window
from tests.storage.turning import turning


async def listening(storage: Storage) -> Listening:
    return (await facts(storage, "U1", Want.LISTENING)).listening


async def test_it_is_known_when_a_team_was_asked_first_and_talked_last(storage: Storage, database_url: str) -> None:
    await found(storage)
    assert await listening(storage) == Listening()
    await open_window(storage)
    assert await listening(storage) == Listening(asked_on=MONDAY)
    for day in (MONDAY + timedelta(days=2), MONDAY, MONDAY):
        async with turning(storage) as turn:
            await turn.log_talk(log=LogTalk(team=KUND, on=day))
    assert await listening(storage) == Listening(asked_on=MONDAY, talked_on=MONDAY + timedelta(days=2))
    assert (await facts(storage, "ULEAD", Want.LISTENING)).listening == Listening(), "the lead's own team is another"
    assert sorted((await dump(database_url))["talk"]) == [(KUND, MONDAY), (KUND, MONDAY + timedelta(days=2))]


async def test_a_team_is_quiet_until_it_is_not_whatever_the_file_says(storage: Storage) -> None:
    await found(storage)
    for quiet in (True, False):
        async with turning(storage) as turn:
            await turn.hush(hush=Hush(team=KUND, quiet=quiet))
        assert (await facts(storage, "U1", Want.NOTHING)).team.quiet is quiet
        for blueprint in (changed(U2=None), EXAMPLE):
            await storage.adopt(blueprint=blueprint, at=AT + DAY)
        assert (await facts(storage, "ULEAD", Want.NOTHING)).leads[0].quiet is quiet


async def test_what_a_team_has_been_told_of_its_figures_outlives_the_file(storage: Storage) -> None:
    await found(storage)
    assert (await facts(storage, "U1", Want.NOTHING)).team.k == 5
    async with turning(storage) as turn:
        await turn.announce(announce=Announce(team=KUND, k=8))
    for blueprint in (changed(U2=None), EXAMPLE):
        await storage.adopt(blueprint=blueprint, at=AT + DAY)
    assert (await facts(storage, "U1", Want.NOTHING)).team.k == 8
