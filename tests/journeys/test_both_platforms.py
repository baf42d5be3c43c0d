"""Slack and Teams in one process, with people of one organisation on both."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from itertools import count
from pathlib import Path

import aiohttp

from bot.catalogues import read_languages
from bot.clock import StillClock, SystemClock
from bot.engine import Engine
from bot.metrics import Metrics
from bot.timeline import Timeline
from storage.sql.store import SqlStorage
from tests.adapters.harness import Harness
from tests.adapters.slack.fake import SECRET, TEAM, TOKEN, FakeSlack
from tests.adapters.slack.harness import slack_harness
from tests.adapters.teams.fake import FakeTeams
from tests.adapters.teams.harness import TeamsHarness, read, teams_harness
from tests.adapters.teams.signing import APP_ID, PASSWORD, TENANT
from tests.journeys.people import BLUEPRINT, profiles
from tests.journeys.test_one_pulse import DIGEST, FRIDAY, GOALS, MONDAY, NEXT_MONDAY, QUESTION, THANKS
from tests.process import running
from tests.storage.dump import dump

#: Where people are. Cecilia is on both.
ON_SLACK, ON_TEAMS = ("lena", "anna", "bo", "cecilia"), ("cecilia", "david", "olga", "farid")


class Organisation:
    """What people do and see, by their first name, wherever they are."""

    def __init__(self, slack: Harness, teams: TeamsHarness, timeline: Timeline, storage: SqlStorage) -> None:
        self.slack = slack
        self.teams = teams
        self.until = timeline.move
        self.storage = storage

    def of(self, name: str, harness: Harness | None = None) -> tuple[Harness, str]:
        harness = harness or (self.slack if name in ON_SLACK else self.teams)
        return harness, next(each.key.user for each in harness.users() if each.email == f"{name}@example.com")


@asynccontextmanager
async def living(database_url: str) -> AsyncIterator[Organisation]:
    clock, ids = StillClock(MONDAY), count(1)
    storage = SqlStorage.open(database_url, ids=lambda: f"id{next(ids):06d}")
    await storage.adopt(blueprint=BLUEPRINT, at=MONDAY)
    engine = Engine(storage=storage, languages=read_languages(), metrics=Metrics(), seal=b"sealed", clock=clock)
    here, there = profiles("slack", "T"), profiles("teams", TENANT)
    async with AsyncExitStack() as stack:
        stack.push_async_callback(storage.close)
        stack.push_async_callback(engine.close)
        on_slack = [each for each in here if each.name.casefold() in ON_SLACK]
        on_teams = [each for each in there if each.name.casefold() in ON_TEAMS]
        slack = await stack.enter_async_context(slack_harness(engine.turns, clock.now, on_slack))
        teams = await stack.enter_async_context(teams_harness(engine.turns, clock.now, on_teams))
        for harness in (slack, teams):
            await engine.connect(harness.chat)
        for each in on_teams:
            await teams.appears(each.key.user)
        yield Organisation(slack, teams, Timeline(clock=clock, storage=storage, beat=engine.beat), storage)


async def test_a_team_on_both_platforms_has_one_reading_and_one_digest(database_url: str) -> None:
    async with living(database_url) as organisation:
        await organisation.until(FRIDAY)
        for name in ("anna", "bo", "david", "farid"):
            harness, user = organisation.of(name)
            assert (await harness.inbox(user))[-1] == QUESTION
            assert await harness.taps(user, "Ja") == THANKS

        # Who has both is written to on one of them: where they were last.
        here, there = organisation.of("cecilia", organisation.slack), organisation.of("cecilia", organisation.teams)
        asked = [(harness, user) for harness, user in (here, there) if QUESTION in await harness.inbox(user)]
        assert len(asked) == 1
        await asked[0][0].taps(asked[0][1], "Inte den gången")

        await organisation.until(NEXT_MONDAY)
        for name in ("lena", "anna", "david"):
            harness, user = organisation.of(name)
            assert (await harness.inbox(user))[-1] == DIGEST
        for name in ("bo", "farid"):
            harness, user = organisation.of(name)
            assert await harness.commands(user, "") == GOALS


async def test_who_moves_to_the_other_platform_is_asked_there(database_url: str) -> None:
    async with living(database_url) as organisation:
        _, user = organisation.of("cecilia", organisation.teams)
        await organisation.teams.commands(user, "help")
        await organisation.until(FRIDAY)
        assert QUESTION in await organisation.teams.inbox(user)
        harness, there = organisation.of("cecilia", organisation.slack)
        assert await harness.inbox(there) == []


async def test_who_takes_the_app_away_is_left_alone_until_they_are_back(database_url: str) -> None:
    async with living(database_url) as organisation:
        teams, user = organisation.teams.teams, organisation.of("david")[1]
        await organisation.until(MONDAY.replace(hour=22))
        before = len(teams.dialogue(user))
        await teams.deliver(teams.activity(user, type="installationUpdate", action="remove"))
        (gone,) = await organisation.storage.unreached()
        assert (gone.name, gone.reason) == ("David", "uninstalled")
        await organisation.until(FRIDAY)
        assert len(teams.dialogue(user)) == before
        await organisation.teams.appears(user)
        assert await organisation.storage.unreached() == []


async def test_who_has_blocked_the_bot_is_back_as_soon_as_they_act(database_url: str) -> None:
    async with living(database_url) as organisation:
        teams, user = organisation.teams.teams, organisation.of("david")[1]
        await organisation.until(MONDAY.replace(hour=22))
        teams.blocked.add(user)
        await organisation.until(FRIDAY)
        reasons = {each.name: each.reason for each in await organisation.storage.unreached()}
        assert reasons == {"David": "MessageWritesBlocked"}
        teams.blocked.clear()
        # A tap on an old message is enough: no word has to be written.
        await organisation.teams.taps(user, "Så hanteras svaren")
        assert await organisation.storage.unreached() == []


async def test_teams_own_retry_under_a_new_id_has_no_second_effect(database_url: str) -> None:
    async with living(database_url) as organisation:
        await organisation.until(FRIDAY)
        teams, user = organisation.teams, organisation.of("david")[1]
        posted, yes = teams.find(user, "Ja")
        first = teams.execution(user, posted, yes, {})
        answers = [await teams.teams.deliver(each) for each in (first, {**first, "id": "f:again"}, first)]
        assert [each.status for each in answers] == [200] * 3
        assert answers[0].json == answers[1].json
        for name in ("anna", "bo", "farid", "olga"):
            harness, who = organisation.of(name)
            await harness.taps(who, "Yes" if name == "olga" else "Ja")
        assert len((await dump(database_url))["answer"]) == 5


async def test_one_process_answers_on_both(storage: SqlStorage, database_url: str, tmp_path: Path) -> None:
    """`vardag run` itself, with the settings of both in its environment."""
    clock = SystemClock().now
    await storage.adopt(blueprint=BLUEPRINT, at=clock())
    here, there = profiles("slack", "T"), profiles("teams", TENANT)
    async with (
        FakeSlack.serve(clock=clock, people=here) as slack,
        FakeTeams.serve(clock=clock, people=there) as teams,
        running("bot.cli", "run", environment=environment(database_url, slack, teams), folder=tmp_path) as server,
    ):
        slack.bot = teams.bot = server.address
        anna, bo = here[1].key.user, there[2].key.user
        payload = {"team_id": TEAM, "user_id": anna, "command": "/goal", "text": "", "trigger_id": "1"}
        heard = await slack.deliver("slash_commands", payload)
        assert "Kundservice" in heard.body
        assert (await teams.deliver(teams.activity(bo, type="message", text="goal"))).status == 200
        await teams.until(lambda: bool(teams.posted))
        assert "Vad: Nöjdare kunder" in read(teams.posted[0].card).lines
        async with aiohttp.ClientSession() as http, http.get(f"{server.address}/readyz") as response:
            assert await response.json() == {"ready": True, "missing": {}}


def environment(database_url: str, slack: FakeSlack, teams: FakeTeams) -> dict[str, str]:
    return {
        "VARDAG_DATABASE_URL": database_url,
        "VARDAG_PORT": "0",
        "VARDAG_SLACK_BOT_TOKEN": TOKEN,
        "VARDAG_SLACK_SIGNING_SECRET": SECRET,
        "VARDAG_SLACK_API_URL": slack.api_url,
        "VARDAG_TEAMS_APP_ID": APP_ID,
        "VARDAG_TEAMS_APP_PASSWORD": PASSWORD,
        "VARDAG_TEAMS_TENANT_ID": TENANT,
        "VARDAG_TEAMS_OPENID_METADATA_URL": f"{teams.address}/metadata",
        "VARDAG_TEAMS_LOGIN_URL": teams.login_url,
        "VARDAG_TEAMS_SERVICE_URL": teams.service,
    }
