"""One event, one transaction."""

from datetime import UTC, datetime, timedelta

import pytest

from adapters.port import Answer, InboxError
from bot.catalogues import read_languages
from bot.metrics import Metrics
from bot.turn import Turns
from dialogues import help
from dialogues.address import AccountKey, Address, Profile, Whereabouts
from dialogues.effect import Say
from dialogues.event import Chose, Commanded, Disconnected, Left, Said, Seen, Submitted
from dialogues.kind import Kind
from dialogues.pulse.question import Asked
from dialogues.token import Token
from migrations.runner import upgrade
from storage.sql.store import SqlStorage
from tests.journeys.people import BLUEPRINT, profiles
from tests.storage.sending import claim
from tests.storage.turning import turning

AT = datetime(2026, 11, 16, 9, 0, tzinfo=UTC)
SETTINGS = {
    "time": "10:00",
    "first": "08:00",
    "last": "17:00",
    "timezone": "Stockholm",
    "language": "sv",
    "questions": "on",
    "nudges": "focus",
}
PEOPLE = profiles("slack", "T1")
LENA, ANNA = PEOPLE[0].key, PEOPLE[1].key
FRANK = PEOPLE[-1].key


@pytest.fixture
async def turns(storage: SqlStorage) -> Turns:
    await storage.adopt(blueprint=BLUEPRINT, at=AT)
    await storage.connect(workspace=ANNA.workspace, channels=(), at=AT)
    turns = Turns(storage=storage, languages=read_languages(), metrics=Metrics(), seal=b"sealed")
    for number, profile in enumerate(PEOPLE):
        await turns.take(Seen(id=f"seen{number}", at=AT, profile=profile))
    return turns


def commanded(words: str, account: AccountKey = ANNA, id: str = "c1") -> Commanded:
    return Commanded(id=id, at=AT, account=account, words=words)


async def test_the_same_event_again_does_and_answers_nothing(turns: Turns) -> None:
    assert (await turns.take(commanded(""))).reply is not None
    assert await turns.take(commanded("")) == Answer(repeated=True)


async def test_the_language_of_somebodys_client_holds_from_the_answer_on(turns: Turns) -> None:
    where = Whereabouts(address=Address(workspace=ANNA.workspace, user=ANNA.user, channel="D1"), locale="en-GB")
    answer = await turns.take(Commanded(id="c9", at=AT, account=ANNA, words="settings", where=where))
    assert answer.form is not None
    assert answer.form.title == "Your settings"


async def test_a_stranger_is_told_so_in_the_organisations_language(turns: Turns) -> None:
    answer = await turns.take(commanded("", FRANK))
    assert answer.reply is not None
    assert answer.reply.summary.startswith("Hej! Jag hittar dig inte")
    assert answer.stranger


async def test_before_any_import_there_is_an_answer_too(storage: SqlStorage) -> None:
    turns = Turns(storage=storage, languages=read_languages(), metrics=Metrics(), seal=b"sealed")
    answer = await turns.take(commanded("", FRANK))
    assert answer.reply is not None
    assert answer.reply.summary.startswith("Hi! I cannot find you")


async def test_a_language_that_is_chosen_holds_from_the_answer_on(turns: Turns) -> None:
    save = Token(dialogue="settings", step="save")
    saved = await turns.take(Submitted(id="s1", at=AT, account=ANNA, token=save, values=SETTINGS | {"language": "en"}))
    assert saved.reply is not None
    assert saved.reply.summary.startswith("Saved.")
    form = (await turns.take(commanded("settings", id="c2"))).form
    assert form is not None
    assert form.title == "Your settings"


async def test_what_is_wrong_in_a_form_comes_back_by_field(turns: Turns) -> None:
    save = Token(dialogue="settings", step="save")
    answer = await turns.take(Submitted(id="s1", at=AT, account=ANNA, token=save, values=SETTINGS | {"time": "03:00"}))
    assert list(answer.errors) == ["time"]
    assert answer.form is not None
    assert answer.form.title == "Dina inställningar"


async def test_who_writes_is_reached_where_they_wrote(turns: Turns) -> None:
    address = Address(workspace=ANNA.workspace, user=ANNA.user, channel="D77")
    answer = await turns.take(Said(id="m1", at=AT, account=ANNA, where=Whereabouts(address=address), text="hej"))
    assert answer.reply is not None


async def test_a_state_of_another_version_ends_politely(turns: Turns, storage: SqlStorage) -> None:
    async with turning(storage) as turn:
        person = await turn.see(profile=PEOPLE[1], at=AT)
        assert person is not None
        await turn.remember(person=person, dialogue="pulse", subject="w9", state='{"tag": "from tomorrow"}')
    tap = Chose(id="t1", at=AT, account=ANNA, token=Token(dialogue="pulse", step="answer", subject="w9", value="yes"))
    answer = await turns.take(tap)
    assert answer.reply is not None
    assert Asked().tag == "asked"


async def test_a_workspace_that_throws_us_out_is_left_alone(turns: Turns, storage: SqlStorage) -> None:
    gone = Disconnected(id="d1", at=AT, workspace=ANNA.workspace, reason="app_uninstalled")
    assert await turns.take(gone) == Answer()
    assert await turns.take(gone) == Answer()
    assert [due for due in await storage.due(at=AT, most=100) if due.occasion == "greeting"] == []


async def test_somebody_who_leaves_is_out_of_reach(turns: Turns, storage: SqlStorage) -> None:
    left = Profile(key=ANNA, name="Anna", email="anna@example.com", active=False)
    await turns.take(Seen(id="left", at=AT, profile=left))
    assert "anna@example.com" in [each.email for each in await storage.unreached()]


async def test_who_takes_the_bot_away_is_out_of_reach_until_they_act_again(turns: Turns, storage: SqlStorage) -> None:
    await turns.take(Left(id="left", at=AT, account=ANNA, reason="uninstalled"))
    assert ("anna@example.com", "uninstalled") in [(each.email, each.reason) for each in await storage.unreached()]
    where = Whereabouts(address=Address(workspace=ANNA.workspace, user=ANNA.user, channel="D77"), locale="en")
    answer = await turns.take(Commanded(id="c1", at=AT, account=ANNA, words="", where=where))
    assert answer.reply is not None
    assert "anna@example.com" not in [each.email for each in await storage.unreached()]


async def test_who_is_seen_with_an_address_is_written_to_there(turns: Turns, storage: SqlStorage) -> None:
    address = Address(workspace=ANNA.workspace, user=ANNA.user, channel="D78", opaque={"service": "https://x"})
    await turns.take(Seen(id="seen", at=AT, profile=PEOPLE[1], address=address))
    async with turning(storage) as turn:
        person = await turn.see(profile=PEOPLE[1], at=AT)
        assert person is not None
        say = Say(to=person, key="k", kind=Kind.NEWS, message=help.outdated(), expires_at=AT + timedelta(days=1))
        await turn.say(say=say, dialogue="x", subject="", at=AT)
    (outgoing,) = await claim(storage, at=AT, workspace=ANNA.workspace)
    assert outgoing.to == address


async def test_where_nothing_can_be_stored_the_platform_is_told_to_come_again(empty_database_url: str) -> None:
    storage = SqlStorage.open(empty_database_url, ids=lambda: "x")
    turns = Turns(storage=storage, languages=read_languages(), metrics=Metrics(), seal=b"sealed")
    with pytest.raises(InboxError):
        await turns.take(commanded(""))
    await upgrade(empty_database_url)
    assert (await turns.take(commanded(""))).reply is not None
    await storage.close()


async def test_no_id_of_a_platform_is_kept(turns: Turns, storage: SqlStorage) -> None:
    async with turning(storage) as turn:
        assert await turn.take(event="seen1", at=AT), "the id is kept as it came in"
