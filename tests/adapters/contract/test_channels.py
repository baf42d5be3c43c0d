"""A team's channel on every platform: who reads it, what is put there, and what comes of a tap in it (R23)."""

import pytest

from adapters.port import Answer, Delivered, Unknown
from dialogues.address import Address
from dialogues.audience import Readers
from dialogues.event import Chose
from dialogues.form import Form, TextField
from dialogues.message import Choice, Choices, Message, Paragraph
from dialogues.token import Token
from tests.adapters.harness import Harness, Shown
from tests.adapters.inbox import RecordingInbox

TOKEN = str(Token(dialogue="talk", step="log", subject="kund"))
WORDS = Shown(lines=("Only for you",))


def asking(*, opens: bool = False) -> Message[str]:
    button = Choice(label="We talked", token=TOKEN, opens=opens)
    return Message(summary="The week", blocks=(Paragraph(text="The week"), Choices(choices=(button,))))


def said(text: str) -> Message[str]:
    return Message(summary=text, blocks=(Paragraph(text=text),))


@pytest.fixture
def users(harness: Harness) -> list[str]:
    return [profile.key.user for profile in harness.users() if profile.active]


async def posted(harness: Harness, channel: Address, message: Message[str]) -> None:
    assert isinstance(await harness.chat.send(to=channel, message=message, key="k1"), Delivered)


async def test_everybody_in_a_channel_reads_it_and_the_bot_is_not_said(harness: Harness, users: list[str]) -> None:
    channel = await harness.gather("kund", users)
    assert await harness.chat.readers(of=channel) == Readers(users=frozenset(users))


async def test_more_than_one_page_of_people(harness: Harness, users: list[str]) -> None:
    many = [*users, *(f"other{number}" for number in range(5))]
    channel = await harness.gather("kund", many)
    assert await harness.chat.readers(of=channel) == Readers(users=frozenset(many))


async def test_who_reads_is_told_as_it_is_now(harness: Harness, users: list[str]) -> None:
    channel = await harness.gather("kund", users)
    assert await harness.chat.readers(of=channel) == Readers(users=frozenset(users))
    await harness.gather("kund", users[:1])
    assert await harness.chat.readers(of=channel) == Readers(users=frozenset(users[:1]))


async def test_of_a_channel_that_is_not_there_nothing_is_told(harness: Harness) -> None:
    nowhere = Address(workspace=harness.chat.workspace, channel="C0NOWHERE")
    assert isinstance(await harness.chat.readers(of=nowhere), Unknown)


async def test_what_is_put_there_is_read_by_all(harness: Harness, users: list[str]) -> None:
    await posted(harness, await harness.gather("kund", users), asking())
    assert await harness.channel("kund") == [Shown(lines=("The week",), buttons=("We talked",))]
    for user in users:
        assert await harness.inbox(user) == []


async def test_a_tap_is_answered_for_the_one_who_tapped_and_what_stands_there_stays(
    harness: Harness, users: list[str], inbox: RecordingInbox
) -> None:
    inbox.answers(Chose, Answer(replace=said("Only for you")))
    await posted(harness, await harness.gather("kund", users), asking())
    for user in users:
        await harness.taps(user, "We talked")
        assert WORDS in [*await harness.private(user), *await harness.inbox(user)]
    assert await harness.channel("kund") == [Shown(lines=("The week",), buttons=("We talked",))]
    chosen = [event for event in inbox.events if isinstance(event, Chose)]
    assert [event.account.user for event in chosen] == users
    assert all(event.where is None for event in chosen), "a channel is where nobody is to be found"


async def test_a_reply_to_a_tap_is_nobody_elses(harness: Harness, users: list[str], inbox: RecordingInbox) -> None:
    inbox.answers(Chose, Answer(reply=said("Only for you")))
    await posted(harness, await harness.gather("kund", users), asking())
    first, *others = users
    await harness.taps(first, "We talked")
    assert WORDS in [*await harness.private(first), *await harness.inbox(first)]
    for other in others:
        assert WORDS not in [*await harness.private(other), *await harness.inbox(other)]
    assert await harness.channel("kund") == [Shown(lines=("The week",), buttons=("We talked",))]


async def test_a_form_opens_for_the_one_who_tapped(harness: Harness, users: list[str], inbox: RecordingInbox) -> None:
    why = TextField(name="why", label="Why")
    form = Form(title="Answer", submit="Send", cancel="No", missing="Missing", token=TOKEN, fields=(why,))
    inbox.answers(Chose, Answer(form=form))
    await posted(harness, await harness.gather("kund", users), asking(opens=True))
    await harness.taps(users[0], "We talked")
    shown = await harness.form(users[0])
    assert shown is not None
    assert shown.title == "Answer"
    assert await harness.form(users[1]) is None
