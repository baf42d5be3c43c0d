"""What people do in Teams, and what comes of it: as bytes over HTTP, in every spelling and every client."""

from typing import Any

import pytest

from adapters.port import Answer
from dialogues.address import Whereabouts
from dialogues.event import Chose, Commanded, Left, Said, Seen, Submitted
from dialogues.message import Choice, Choices, Message
from dialogues.token import Token
from tests.adapters.contract.test_contract import FORM, TOKEN, asking, said
from tests.adapters.faults import reset_after_storing
from tests.adapters.inbox import RecordingInbox
from tests.adapters.teams.fake import FakeTeams
from tests.adapters.teams.harness import TeamsHarness, errors_in, inputs, read
from tests.adapters.teams.signing import APP_ID

ANNA = "aad-anna"
MENTION = {"type": "mention", "text": "<at>Vardag</at>", "mentioned": {"id": f"28:{APP_ID}", "name": "Vardag"}}
OPENING = Message(summary="Settings", blocks=(Choices(choices=(Choice(label="Open", token=str(TOKEN), opens=True),)),))


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("goal", ""),
        ("/goal", ""),
        ("Goal", ""),
        ("goal help", "help"),
        ("/goal  inställningar ", "inställningar"),
        ("goal: settings", "settings"),
        ("@Vardag goal settings", "settings"),
        ("@vardag /goal", ""),
        ("<at>Vardag</at> goal help", "help"),
        ("<at>Vardag</at>\N{NO-BREAK SPACE}/goal", ""),
        ("goal settings\N{NO-BREAK SPACE}", "settings"),
    ],
)
async def test_the_command_in_every_spelling(
    connected: TeamsHarness, teams: FakeTeams, inbox: RecordingInbox, typed: str, words: str
) -> None:
    entities = [MENTION] if "<at>" in typed else []
    await teams.deliver(teams.activity(ANNA, type="message", text=typed, entities=entities))
    assert inbox.only(Commanded).words == words


@pytest.mark.parametrize("typed", ["goals are great", "my goal", "@Vardagen goal", "mål", "hej"])
async def test_other_words_are_words(
    connected: TeamsHarness, teams: FakeTeams, inbox: RecordingInbox, typed: str
) -> None:
    await teams.deliver(teams.activity(ANNA, type="message", text=typed))
    assert inbox.only(Said).text == typed


async def test_everything_somebody_does_says_where_they_are(
    connected: TeamsHarness, teams: FakeTeams, inbox: RecordingInbox
) -> None:
    await connected.says(ANNA, "hej")
    await connected.commands(ANNA, "")
    await connected.chat.send(to=said_at(inbox).address, message=asking("Yes"), key="k")
    await connected.taps(ANNA, "Yes")
    inbox.answers(Commanded, Answer(form=FORM))
    await connected.commands(ANNA, "settings")
    await connected.submits(ANNA, {})
    places = [event.where for event in inbox.events]  # type: ignore[union-attr]
    assert len(places) == 5
    assert set(map(repr, places)) == {repr(said_at(inbox))}
    where = said_at(inbox)
    assert (where.locale, where.timezone) == ("sv-SE", "Europe/Stockholm")
    assert where.address.channel == teams.conversation(ANNA)
    assert where.address.opaque == {"service": teams.service, "member": f"29:{ANNA}"}


def said_at(inbox: RecordingInbox) -> Whereabouts:
    return next(event.where for event in inbox.events if isinstance(event, Said))


@pytest.mark.parametrize(
    ("activity", "reason"),
    [
        ({"type": "installationUpdate", "action": "remove"}, "uninstalled"),
        ({"type": "installationUpdate", "action": "remove-upgrade"}, "uninstalled"),
        ({"type": "conversationUpdate", "membersRemoved": [{"id": f"28:{APP_ID}"}]}, "removed"),
    ],
)
async def test_who_takes_the_app_away_has_left(
    connected: TeamsHarness, teams: FakeTeams, inbox: RecordingInbox, activity: dict[str, Any], reason: str
) -> None:
    await teams.deliver(teams.activity(ANNA, **activity))
    assert (inbox.only(Left).account.user, inbox.only(Left).reason) == (ANNA, reason)


@pytest.mark.parametrize(
    "activity",
    [
        {"type": "installationUpdate", "action": "add"},
        {"type": "installationUpdate", "action": "add-upgrade"},
        {"type": "conversationUpdate", "membersAdded": [{"id": f"28:{APP_ID}"}]},
    ],
)
async def test_who_gets_the_app_is_seen_with_what_the_roster_knows(
    connected: TeamsHarness, teams: FakeTeams, inbox: RecordingInbox, activity: dict[str, Any]
) -> None:
    await teams.deliver(teams.activity(ANNA, **activity))
    seen = inbox.only(Seen)
    assert (seen.profile.key.user, seen.profile.name, seen.profile.email) == (ANNA, "Anna", "anna@example.com")
    assert seen.address is not None
    assert seen.address.channel == teams.conversation(ANNA)


async def test_a_roster_that_does_not_answer_keeps_nobody_from_being_seen(
    connected: TeamsHarness, teams: FakeTeams, inbox: RecordingInbox
) -> None:
    teams.faults["member"].append(reset_after_storing)
    await connected.appears(ANNA)
    seen = inbox.only(Seen)
    assert (seen.profile.key.user, seen.profile.email) == (ANNA, None)


# Clients that know no Action.Execute


async def test_an_old_clients_tap_is_answered_by_changing_the_message(
    connected: TeamsHarness, teams: FakeTeams, inbox: RecordingInbox
) -> None:
    await connected.says(ANNA, "hej")
    await connected.chat.send(to=said_at(inbox).address, message=asking("Yes"), key="k")
    inbox.answers(Chose, Answer(replace=said("Thanks.")))
    posted, action = connected.find(ANNA, "Yes")
    value = action["fallback"]["data"]
    await teams.deliver(teams.activity(ANNA, type="message", replyToId=posted.id, value=value))
    await teams.until(lambda: read(posted.card).lines == ("Thanks.",))
    assert inbox.events[-1].token == TOKEN  # type: ignore[union-attr]


async def test_an_old_clients_form_stays_until_it_is_right(
    connected: TeamsHarness, teams: FakeTeams, inbox: RecordingInbox
) -> None:
    inbox.answers(Commanded, Answer(form=FORM))
    await connected.commands(ANNA, "")
    (posted,) = teams.posted
    _, save = connected.find(ANNA, "Save")

    async def send(**values: str) -> None:
        data = {**save["fallback"]["data"], **values}
        await teams.deliver(teams.activity(ANNA, type="message", replyToId=posted.id, value=data))

    inbox.answers(Submitted, Answer(form=FORM, errors={"why": "More"}))
    await send(why="x", language="en")
    await teams.until(lambda: errors_in(posted.card) == {"why": "More"})
    assert {field["id"]: field.get("value") for field in inputs(posted.card)}["why"] == "x"
    inbox.answers(Submitted, Answer(reply=said("Saved.")))
    await send(why="because")
    await teams.until(lambda: read(posted.card).lines == ("Saved.",))
    assert inbox.events[-1].values == {"why": "because", "language": "", "day": "", "time": ""}  # type: ignore[union-attr]


# Forms


async def test_a_button_that_opens_a_form_opens_a_dialog(
    connected: TeamsHarness, teams: FakeTeams, inbox: RecordingInbox
) -> None:
    await connected.says(ANNA, "hej")
    await connected.chat.send(to=said_at(inbox).address, message=OPENING, key="k")
    inbox.answers(Chose, Answer(form=FORM))
    await connected.taps(ANNA, "Open")
    assert ANNA in teams.dialogs
    inbox.answers(Submitted, Answer(form=FORM, errors={"why": "Say <more> & *better*"}))
    assert await connected.submits(ANNA, {"why": "?"}) == {"why": "Say <more> & *better*"}
    form = await connected.form(ANNA)
    assert form is not None
    assert form.values["why"] == "?"
    inbox.answers(Submitted, Answer(reply=said("Saved.")))
    assert await connected.submits(ANNA, {"why": "a reason"}) == {}
    assert await connected.form(ANNA) is None
    assert (await connected.inbox(ANNA))[-1].lines == ("Saved.",)


async def test_a_dialog_that_has_no_form_any_more_shows_the_answer(
    connected: TeamsHarness, teams: FakeTeams, inbox: RecordingInbox
) -> None:
    await connected.says(ANNA, "hej")
    await connected.chat.send(to=said_at(inbox).address, message=OPENING, key="k")
    inbox.answers(Chose, Answer(reply=said("This is out of date.")))
    await connected.taps(ANNA, "Open")
    assert read(teams.dialogs[ANNA]["card"]["content"]).lines == ("This is out of date.",)


async def test_a_form_in_the_chat_can_be_put_away_unsent(
    connected: TeamsHarness, teams: FakeTeams, inbox: RecordingInbox
) -> None:
    inbox.answers(Commanded, Answer(form=FORM))
    await connected.commands(ANNA, "")
    await connected.taps(ANNA, "Cancel")
    assert await connected.form(ANNA) is None
    assert read(teams.posted[0].card).lines == ("Settings",)
    inbox.only(Commanded)


async def test_a_form_that_is_sent_twice_over_the_wire_does_not_close_on_its_errors(
    connected: TeamsHarness, teams: FakeTeams, inbox: RecordingInbox
) -> None:
    inbox.answers(Commanded, Answer(form=FORM))
    inbox.answers(Submitted, Answer(form=FORM, errors={"why": "More"}))
    await connected.commands(ANNA, "")
    await connected.submits(ANNA, {"why": "x"})
    heard = await teams.send(*teams.sent)
    assert heard.json["type"] == "application/vnd.microsoft.activity.message"


@pytest.mark.parametrize("values", [{"why": 7, "language": None}, {"why": ["x"]}, {"why": {"a": "b"}}])
async def test_a_field_that_is_no_text_is_empty(
    connected: TeamsHarness, teams: FakeTeams, inbox: RecordingInbox, values: dict[str, Any]
) -> None:
    data = {"vardag": {"submit": "a/b/c/d", "fields": ["why", "language", 7]}, **values}
    told = {"type": "invoke", "name": "task/submit", "value": {"data": data}}
    assert (await teams.deliver(teams.activity(ANNA, **told))).status == 200
    assert inbox.only(Submitted).values == {"why": "", "language": ""}
    assert inbox.only(Submitted).token == Token(dialogue="a", step="b", subject="c", value="d")


async def test_a_tap_that_takes_too_long_is_told_as_failed_in_time(
    connected: TeamsHarness, teams: FakeTeams, inbox: RecordingInbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("adapters.teams.listen.INLINE", 0.05)
    inbox.answers(Chose, Answer(reply=said("Who are you?"), stranger=True))

    async def silent(*_: Any) -> Any:
        await teams.until(lambda: False)

    teams.faults["member"].append(silent)
    told = {
        "type": "invoke",
        "name": "adaptiveCard/action",
        "value": {"action": {"data": {"vardag": {"choose": "a/b/c/d"}}}},
    }
    heard = await teams.deliver(teams.activity(ANNA, **told))
    assert (heard.status, heard.json["type"]) == (500, "application/vnd.microsoft.error")
