"""The biggest messages and forms that goals lead to, in letters that are hostile to every platform at once."""

from collections.abc import Iterator
from itertools import zip_longest

import pytest

from adapters.port import Answer, Delivered
from dialogues.address import Address
from dialogues.event import Commanded, Submitted
from dialogues.form import ChoiceField
from dialogues.message import Block, Chart, Choices, Fields, Items, Message
from tests.adapters.biggest import FORMS, HOSTILE, MESSAGES, Filling, filling
from tests.adapters.harness import Harness, Shown
from tests.adapters.inbox import RecordingInbox

USUAL = [name for name in MESSAGES if name != "many goals"]
WORDS = {"plain": "ord med åäö ", "hostile": HOSTILE}


@pytest.fixture
def user(harness: Harness) -> str:
    return next(profile.key.user for profile in harness.users() if profile.active)


def ordinary(fill: Filling) -> Filling:
    """As long as texts are in real life."""
    return lambda length: fill(min(length, 120))


async def answered(harness: Harness, inbox: RecordingInbox, user: str, message: Message[str]) -> Shown:
    inbox.answers(Commanded, Answer(reply=message))
    shown = await harness.commands(user, "")
    assert shown is not None
    return shown


async def sent(harness: Harness, user: str, message: Message[str]) -> Shown:
    to = Address(workspace=harness.chat.workspace, user=user)
    assert isinstance(await harness.chat.send(to=to, message=message, key="k1"), Delivered)
    return (await harness.inbox(user))[-1]


@pytest.mark.parametrize("words", WORDS)
@pytest.mark.parametrize("name", USUAL)
async def test_of_ordinary_texts_every_letter_is_there(
    harness: Harness, inbox: RecordingInbox, user: str, name: str, words: str
) -> None:
    message = MESSAGES[name](ordinary(filling(WORDS[words])))
    for shown in (await answered(harness, inbox, user, message), await sent(harness, user, message)):
        assert list(shown.lines) == list(lines_of(message))
        assert list(shown.buttons) == list(buttons_of(message))


@pytest.mark.parametrize("words", WORDS)
@pytest.mark.parametrize("name", USUAL)
async def test_of_the_longest_texts_every_one_is_there_whole_or_visibly_cut(
    harness: Harness, inbox: RecordingInbox, user: str, name: str, words: str
) -> None:
    message = MESSAGES[name](filling(WORDS[words]))
    for shown in (await answered(harness, inbox, user, message), await sent(harness, user, message)):
        for line, text in zip_longest(shown.lines, lines_of(message), fillvalue=""):
            assert line == text or (line.endswith("…") and text.startswith(line[:-1]) and len(line) > 80)
        assert list(shown.buttons) == list(buttons_of(message))


@pytest.mark.parametrize("name", ["cocreation", "plan", "behaviours"])
async def test_what_is_decided_about_is_read_whole(
    harness: Harness, inbox: RecordingInbox, user: str, name: str
) -> None:
    message = MESSAGES[name](filling("Vi ringer upp samma dag "))
    for shown in (await answered(harness, inbox, user, message), await sent(harness, user, message)):
        assert list(shown.lines) == list(lines_of(message))


async def test_of_more_goals_than_anybody_has_the_first_are_there_and_every_button(
    harness: Harness, inbox: RecordingInbox, user: str
) -> None:
    message = MESSAGES["many goals"](filling(HOSTILE))
    for shown in (await answered(harness, inbox, user, message), await sent(harness, user, message)):
        lines, texts = shown.lines, list(lines_of(message))
        for line, text in zip(lines, texts, strict=False):
            assert line == text or (line.endswith("…") and text.startswith(line[:-1]))
        assert len(lines) == len(texts) or (len(lines) > 40 and lines[-1].endswith("…"))
        assert list(shown.buttons) == list(buttons_of(message))


@pytest.mark.parametrize("words", WORDS)
@pytest.mark.parametrize("name", FORMS)
async def test_the_biggest_forms_keep_every_letter_that_stands_in_them(
    harness: Harness, inbox: RecordingInbox, user: str, name: str, words: str
) -> None:
    form = FORMS[name](filling(WORDS[words]))
    inbox.answers(Commanded, Answer(form=form))
    await harness.commands(user, "")
    shown = await harness.form(user)
    assert shown is not None
    assert shown.title == form.title
    assert shown.labels == {field.name: field.label for field in form.fields}
    values = {field.name: field.value for field in form.fields}
    assert shown.values == values
    assert await harness.submits(user, {}) == {}
    assert (await inbox.next(Submitted)).values == values


async def test_of_behaviours_that_begin_alike_the_one_that_was_meant_is_chosen(
    harness: Harness, inbox: RecordingInbox, user: str
) -> None:
    form = FORMS["focus"](filling("När en kund är missnöjd ringer vi upp samma dag. "))
    (field,) = form.fields
    assert isinstance(field, ChoiceField)
    inbox.answers(Commanded, Answer(form=form))
    await harness.commands(user, "")
    assert field.value == field.options[0].value
    assert await harness.submits(user, {"behaviour": field.options[-1].value}) == {}
    assert (await inbox.next(Submitted)).values == {"behaviour": field.options[-1].value}


def lines_of(message: Message[str]) -> Iterator[str]:
    for block in message.blocks:
        yield from _lines(block)


def _lines(block: Block[str]) -> Iterator[str]:
    match block:
        case Choices():
            pass
        case Chart(alternative=text):
            yield text
        case Items(items=items, numbered=numbered):
            yield from (f"{number}. {item}" if numbered else f"• {item}" for number, item in enumerate(items, 1))
        case Fields(fields=fields):
            yield from (f"{field.label}: {field.value}" for field in fields)
        case _:
            yield block.text


def buttons_of(message: Message[str]) -> Iterator[str]:
    for block in message.blocks:
        if isinstance(block, Choices):
            yield from (choice.label for choice in block.choices)
