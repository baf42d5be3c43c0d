"""What is told of a failure, in the log and to whoever met it: never what it was about (R13, R17)."""

import io
from collections.abc import Sequence
from datetime import timedelta
from typing import NoReturn

import pytest

from bot import logs
from bot.clock import StillClock
from bot.health import Health
from bot.web import application, serve
from tests.adapters.playground.harness import PlaygroundHarness
from tests.adapters.slack.harness import SlackHarness
from tests.adapters.teams.harness import TeamsHarness
from tests.disclosure.cases import FRIDAY, MONDAY, NO
from tests.disclosure.databases import Database
from tests.disclosure.words import telling
from tests.journeys.town import PLATFORMS, Town, living

pytestmark = pytest.mark.usefixtures("hurried")

#: What an error may quote that comes of somebody's tap.
QUOTED = frozenset({"not_that_time", NO, "Farid", "farid@"})


@pytest.fixture
def out(logging_restored: None) -> io.StringIO:
    """The log, at its most talkative."""
    out = io.StringIO()
    logs.configure(level="DEBUG", form="json", stream=out)
    return out


async def taps(town: Town, user: str, address: str) -> tuple[int, str]:
    """Tap a button at this address of the bot: the status and the words of its answer."""
    chat = town.chat
    if isinstance(chat, SlackHarness):
        chat.slack.bot = address
        slack = await chat.slack.deliver("interactive", chat.tap(user, *chat.find(user, NO)))
        return slack.status, slack.body
    if isinstance(chat, TeamsHarness):
        chat.teams.bot = address
        teams = await chat.teams.deliver(chat.execution(user, *chat.find(user, NO), {}))
        return teams.status, teams.body
    assert isinstance(chat, PlaygroundHarness)
    return await chat.answered(user, NO, address=address)


@pytest.mark.parametrize("platform", PLATFORMS)
async def test_of_an_error_nothing_is_told_but_where_it_was(
    database_file: Database, monkeypatch: pytest.MonkeyPatch, out: io.StringIO, platform: str
) -> None:
    raised: list[str] = []

    def fail(*about: object) -> NoReturn:
        raised.append(f"no place for {about}")
        raise RuntimeError(raised[-1])

    async with living(platform=platform, database_url=database_file(), at=MONDAY) as town:
        await town.until(FRIDAY)
        monkeypatch.setattr("bot.turn.keep", fail)
        health = Health(storage=town.engine.storage, chats=())
        app = application(routes=town.chat.chat.routes(), health=health, metrics=town.metrics)
        async with serve(app, host="127.0.0.1", port=0) as address:
            before = len(lines(out))
            status, words = await taps(town, town.user("farid"), address)
        clock = town.engine.clock
        assert isinstance(clock, StillClock)
        clock.move(clock.now() + timedelta(days=4))
        await town.engine.beat()
    assert len(raised) > 1, "of a tap, and of what fell due"
    assert telling(raised, QUOTED), "a control: the errors themselves quote it"
    logged = lines(out)[before:]
    assert telling(logged, frozenset({"RuntimeError"}))
    assert telling(logged, QUOTED) == []
    assert status == 500
    assert telling([words], QUOTED | {"RuntimeError", "no place"}) == []


def lines(out: io.StringIO) -> Sequence[str]:
    return out.getvalue().splitlines()
