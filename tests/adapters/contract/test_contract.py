"""What every chat platform keeps to, seen from outside: people on one side, our inbox on the other."""

from dataclasses import replace
from datetime import UTC

import pytest

from adapters.port import Absent, Answer, Delivered, Found, Unknown
from dialogues.address import Address
from dialogues.event import Chose, Commanded, Opened, Said, Seen, Submitted
from dialogues.form import ChoiceField, DateField, Form, Option, TextField, TimeField
from dialogues.message import (
    Block,
    Chart,
    Choice,
    Choices,
    Field,
    Fields,
    Heading,
    Items,
    Message,
    Note,
    Paragraph,
    Point,
    Quote,
)
from dialogues.token import Token
from tests.adapters.conftest import NOW
from tests.adapters.harness import Harness, Shown
from tests.adapters.inbox import RecordingInbox

TOKEN = Token(dialogue="pulse", step="answer", subject="w1", value="yes")

HOSTILE = (
    "*bold* _slanted_ ~struck~ `code`",
    "<!channel> <@U0ANNA> <https://evil.example|click here> @here #general",
    "&amp; & &lt;b&gt; <script>alert(1)</script> </div>",
    "[click](https://evil.example) **x** # x > x",
    ":tada: 🎯 åäö “hej” مرحبا {name} %s \\n {{ 7*7 }}",
)


def message(*blocks: Block[str], summary: str = "Something to read") -> Message[str]:
    return Message(summary=summary, blocks=blocks)


def said(text: str) -> Message[str]:
    return message(Paragraph(text=text))


def asking(*labels: str) -> Message[str]:
    choices = tuple(Choice(label=label, token=str(TOKEN)) for label in labels)
    return message(Paragraph(text="How did it go?"), Choices(choices=choices))


def opening(label: str) -> Message[str]:
    return message(
        Paragraph(text="Write something?"), Choices(choices=(Choice(label=label, token=str(TOKEN), opens=True),))
    )


def everything(text: str) -> Message[str]:
    chart = Chart(
        title=text,
        alternative=f"In words: {text}",
        levels=("low", "middle", "high"),
        points=(Point(label="w 46", level=0), Point(label="w 47", level=2)),
    )
    return message(
        Heading(text=text),
        Paragraph(text=text),
        Quote(text=text),
        Items(items=(text, "second")),
        Fields(fields=(Field(label="Label", value=text), Field(label=text, value="value"))),
        chart,
        Note(text=text),
        Choices(choices=(Choice(label="Yes", token=str(TOKEN), style="primary"), Choice(label="No", token=str(TOKEN)))),
        summary=text,
    )


def all_of(text: str) -> Shown:
    fields = (f"Label: {text}", f"{text}: value")
    lines = (text, text, text, f"• {text}", "• second", *fields, f"In words: {text}", text)
    return Shown(lines=lines, buttons=("Yes", "No"))


FORM = Form(
    title="Settings",
    submit="Save",
    cancel="Cancel",
    missing="Fill this in",
    token=str(TOKEN),
    fields=(
        TextField(name="why", label="Why", hint="In your own words", value="because", lines="many"),
        ChoiceField(
            name="language",
            label="Language",
            options=(Option(value="sv", label="svenska"), Option(value="en", label="English")),
            value="sv",
        ),
        DateField(name="day", label="Day", value="2026-11-24", required=False),
        TimeField(name="time", label="Time", required=False),
    ),
)


async def send(harness: Harness, user: str, message: Message[str], key: str = "k1") -> Delivered:
    delivery = await harness.chat.send(
        to=Address(workspace=harness.chat.workspace, user=user), message=message, key=key
    )
    assert isinstance(delivery, Delivered)
    return delivery


@pytest.fixture
def user(harness: Harness) -> str:
    return next(profile.key.user for profile in harness.users() if profile.active)


# What people read


@pytest.mark.parametrize("text", ["Plain words", *HOSTILE])
async def test_every_block_of_a_sent_message_shows_its_words_literally(harness: Harness, user: str, text: str) -> None:
    await send(harness, user, everything(text))
    assert await harness.inbox(user) == [all_of(text)]


@pytest.mark.parametrize("text", HOSTILE)
async def test_every_block_of_a_reply_and_a_replacement_shows_its_words_literally(
    harness: Harness, inbox: RecordingInbox, user: str, text: str
) -> None:
    inbox.answers(Commanded, Answer(reply=everything(text)))
    inbox.answers(Chose, Answer(replace=everything(text)))
    assert await harness.commands(user, "") == all_of(text)
    await send(harness, user, asking("Go"))
    assert await harness.taps(user, "Go") == all_of(text)


async def test_the_bots_own_page_shows_every_block(harness: Harness, inbox: RecordingInbox, user: str) -> None:
    inbox.answers(Opened, Answer(reply=everything("Hello")))
    page = await harness.opens(user)
    if page is not None:
        assert page == all_of("Hello")
        assert inbox.only(Opened).account.user == user


async def test_a_message_beyond_every_limit_arrives_whole_or_visibly_cut(harness: Harness, user: str) -> None:
    word = "behaviour "
    texts = [word * 500, word * 2000]
    await send(harness, user, message(Heading(text=word * 100), *(Paragraph(text=text) for text in texts)))
    (shown,) = await harness.inbox(user)
    assert len(shown.lines) == 3
    for line, text in zip(shown.lines, [word * 100, *texts], strict=True):
        assert line == text or (line.endswith("…") and text.startswith(line[:-1]) and len(line) > 100)


async def test_too_many_blocks_arrive_whole_or_visibly_cut_and_the_buttons_stay(harness: Harness, user: str) -> None:
    paragraphs = [Paragraph(text=f"Paragraph {number}") for number in range(150)]
    button = Choices(choices=(Choice(label="Go", token=str(TOKEN)),))
    await send(harness, user, message(*paragraphs, button))
    (shown,) = await harness.inbox(user)
    assert shown.buttons == ("Go",)
    whole = tuple(paragraph.text for paragraph in paragraphs)
    if shown.lines != whole:
        *first, last = shown.lines
        assert tuple(first) == whole[: len(first)]
        assert last.endswith("…")
        assert whole[len(first)].startswith(last[:-1])
    assert len(shown.lines) > 100


async def test_more_buttons_than_fit_in_a_row_are_all_there(harness: Harness, user: str) -> None:
    labels = tuple(f"Button {number}" for number in range(60))
    await send(harness, user, asking(*labels))
    (shown,) = await harness.inbox(user)
    assert shown.buttons == labels


async def test_labels_too_long_for_a_button_can_still_be_told_apart_by_their_beginning(
    harness: Harness, inbox: RecordingInbox, user: str
) -> None:
    await send(harness, user, asking("Short", "Long " * 50))
    (shown,) = await harness.inbox(user)
    assert shown.buttons[1].startswith("Long Long Long")
    await harness.taps(user, shown.buttons[1])
    assert inbox.only(Chose).token == TOKEN


# What comes in


async def test_what_somebody_writes_comes_in_word_by_word(harness: Harness, inbox: RecordingInbox, user: str) -> None:
    for text in HOSTILE:
        await harness.says(user, text)
    heard = [event for event in inbox.events if isinstance(event, Said)]
    assert [event.text for event in heard] == list(HOSTILE)
    assert len({event.id for event in heard}) == len(HOSTILE)
    for event in heard:
        assert event.account.user == event.where.address.user == user
        assert event.account.workspace == event.where.address.workspace == harness.chat.workspace
        assert event.at.tzinfo == UTC


async def test_where_somebody_wrote_they_can_be_reached(harness: Harness, inbox: RecordingInbox, user: str) -> None:
    await harness.says(user, "hello")
    delivery = await harness.chat.send(to=inbox.only(Said).where.address, message=said("Hello!"), key="k1")
    assert isinstance(delivery, Delivered)
    assert (await harness.inbox(user))[-1].lines == ("Hello!",)


@pytest.mark.parametrize(
    ("typed", "words"), [("", ""), ("help", "help"), ("  hjälp mig ", "hjälp mig"), ("<b>&", "<b>&")]
)
async def test_a_command_comes_in_with_its_words(
    harness: Harness, inbox: RecordingInbox, user: str, typed: str, words: str
) -> None:
    assert await harness.commands(user, typed) is None
    event = inbox.only(Commanded)
    assert (event.account.user, event.account.workspace, event.words) == (user, harness.chat.workspace, words)
    assert event.at.tzinfo == UTC


async def test_a_tap_comes_in_with_its_token(harness: Harness, inbox: RecordingInbox, user: str) -> None:
    await send(harness, user, asking("Yes"))
    await harness.taps(user, "Yes")
    event = inbox.only(Chose)
    assert (event.account.user, event.account.workspace, event.token) == (user, harness.chat.workspace, TOKEN)


async def test_a_second_tap_on_the_same_button_is_a_new_event(
    harness: Harness, inbox: RecordingInbox, user: str
) -> None:
    await send(harness, user, asking("Yes"))
    await harness.taps(user, "Yes")
    await harness.taps(user, "Yes")
    assert len(inbox.events) == 2


async def test_a_token_that_nobody_can_read_reaches_our_dialogues_all_the_same(
    harness: Harness, inbox: RecordingInbox, user: str
) -> None:
    inbox.answers(Chose, Answer(replace=said("This is out of date.")))
    button = Choices(choices=(Choice(label="Old", token="what is this"),))
    await send(harness, user, message(Paragraph(text="Old question"), button))
    shown = await harness.taps(user, "Old")
    assert inbox.only(Chose).token == Token(dialogue="unknown", step="unknown")
    assert shown == Shown(lines=("This is out of date.",))


# What answers


async def test_the_reply_to_a_message_is_read_by_the_one_who_wrote(
    harness: Harness, inbox: RecordingInbox, user: str
) -> None:
    inbox.answers(Said, Answer(reply=said("I am a bot.")))
    await harness.says(user, "hello")
    seen = [*await harness.inbox(user), *await harness.private(user)]
    assert [shown.lines for shown in seen].count(("I am a bot.",)) == 1


async def test_the_reply_to_a_command_is_seen_by_nobody_else(
    harness: Harness, inbox: RecordingInbox, user: str
) -> None:
    inbox.answers(Commanded, Answer(reply=said("Your goals")))
    assert await harness.commands(user, "") == Shown(lines=("Your goals",))
    if harness.chat.capabilities.ephemeral:
        assert Shown(lines=("Your goals",)) not in await harness.inbox(user)
    for other in harness.users():
        if other.key.user != user:
            assert list(await harness.inbox(other.key.user)) == []
            assert list(await harness.private(other.key.user)) == []


async def test_a_tapped_message_is_replaced_and_its_new_buttons_work(
    harness: Harness, inbox: RecordingInbox, user: str
) -> None:
    await send(harness, user, said("Something earlier"))
    await send(harness, user, asking("Yes", "No"), key="k2")
    inbox.answers(Chose, Answer(replace=asking("Change", "Undo")))
    assert await harness.taps(user, "Yes") == Shown(lines=("How did it go?",), buttons=("Change", "Undo"))
    inbox.answers(Chose, Answer(replace=said("Forgotten.")))
    assert await harness.taps(user, "Undo") == Shown(lines=("Forgotten.",))
    assert list(await harness.inbox(user)) == [Shown(lines=("Something earlier",)), Shown(lines=("Forgotten.",))]


async def test_a_reply_to_a_tap_leaves_the_message_as_it_was(
    harness: Harness, inbox: RecordingInbox, user: str
) -> None:
    await send(harness, user, asking("Who sees this?"))
    inbox.answers(Chose, Answer(reply=said("Nobody else.")))
    shown = await harness.taps(user, "Who sees this?")
    assert shown is not None
    assert shown.buttons == ("Who sees this?",)
    assert Shown(lines=("Nobody else.",)) in [*await harness.private(user), *await harness.inbox(user)]


async def test_buttons_of_a_private_reply_work(harness: Harness, inbox: RecordingInbox, user: str) -> None:
    inbox.answers(Commanded, Answer(reply=asking("More")))
    inbox.answers(Chose, Answer(replace=said("More of it")))
    await harness.commands(user, "")
    assert await harness.taps(user, "More") == Shown(lines=("More of it",))


# Forms


async def test_a_form_opens_on_a_command_with_everything_that_stands_in_it(
    harness: Harness, inbox: RecordingInbox, user: str
) -> None:
    inbox.answers(Commanded, Answer(form=FORM))
    assert await harness.form(user) is None
    await harness.commands(user, "settings")
    form = await harness.form(user)
    assert form is not None
    assert form.title == "Settings"
    assert form.labels == {"why": "Why", "language": "Language", "day": "Day", "time": "Time"}
    assert form.values == {"why": "because", "language": "sv", "day": "2026-11-24", "time": ""}


async def test_a_form_opens_on_a_tap(harness: Harness, inbox: RecordingInbox, user: str) -> None:
    inbox.answers(Chose, Answer(form=FORM))
    await send(harness, user, asking("Settings"))
    await harness.taps(user, "Settings")
    assert await harness.form(user) is not None


@pytest.mark.parametrize("text", HOSTILE)
async def test_a_form_shows_and_takes_words_literally(
    harness: Harness, inbox: RecordingInbox, user: str, text: str
) -> None:
    label = text[:70]
    options = (Option(value="a", label=label), Option(value="b", label="B"))
    fields = (
        TextField(name="words", label=text, hint=text, value=text),
        ChoiceField(name="pick", label=text, hint=text, options=options, value="a"),
    )
    inbox.answers(
        Commanded,
        Answer(
            form=Form(
                title=text[:24], submit=text[:24], cancel=text[:24], missing=text, fields=fields, token=str(TOKEN)
            )
        ),
    )
    await harness.commands(user, "")
    form = await harness.form(user)
    assert form is not None
    assert form.title == text[:24]
    assert form.labels == {"words": text, "pick": text}
    assert form.values == {"words": text, "pick": "a"}
    assert await harness.submits(user, {}) == {}
    assert inbox.events[-1].values == {"words": text, "pick": "a"}  # type: ignore[union-attr]


async def test_a_submitted_form_comes_in_with_every_field_and_closes(
    harness: Harness, inbox: RecordingInbox, user: str
) -> None:
    inbox.answers(Commanded, Answer(form=FORM))
    await harness.commands(user, "")
    values = {"why": "line one\nline two", "language": "en", "day": "", "time": "09:30"}
    assert await harness.submits(user, values) == {}
    assert await harness.form(user) is None
    event = await inbox.next(Submitted)
    assert (event.account.user, event.token) == (user, TOKEN)
    assert {**event.values, "why": event.values["why"].replace("\r\n", "\n")} == values


async def test_errors_keep_the_form_open_until_it_is_right(harness: Harness, inbox: RecordingInbox, user: str) -> None:
    inbox.answers(Commanded, Answer(form=FORM))
    await harness.commands(user, "")
    inbox.answers(Submitted, Answer(form=FORM, errors={"why": "Say <more> & *better*"}))
    assert await harness.submits(user, {"why": "?"}) == {"why": "Say <more> & *better*"}
    assert await harness.form(user) is not None
    inbox.answers(Submitted, Answer(reply=said("Saved.")))
    assert await harness.submits(user, {"why": "a reason"}) == {}
    assert await harness.form(user) is None
    assert Shown(lines=("Saved.",)) in [*await harness.private(user), *await harness.inbox(user)]
    assert len([event for event in inbox.events if isinstance(event, Submitted)]) == 2


async def test_the_same_form_sent_in_again_after_errors_is_a_new_event(
    harness: Harness, inbox: RecordingInbox, user: str
) -> None:
    inbox.answers(Commanded, Answer(form=FORM))
    inbox.answers(Submitted, Answer(form=FORM, errors={"why": "Not now"}))
    await harness.commands(user, "")
    assert await harness.submits(user, {"why": "now"}) == {"why": "Not now"}
    assert await harness.submits(user, {"why": "now"}) == {"why": "Not now"}


NEXT = replace(FORM, title="Next", token="pulse/answer/w2/no", fields=FORM.fields[:2])


async def test_a_submitted_form_may_lead_to_the_next_with_what_stands_in_that_one(
    harness: Harness, inbox: RecordingInbox, user: str
) -> None:
    inbox.answers(Commanded, Answer(form=FORM))
    inbox.answers(Submitted, Answer(form=NEXT.filled({"why": "theirs", "language": "sv"})))
    await harness.commands(user, "")
    assert await harness.submits(user, {"why": "mine", "language": "en"}) == {}
    form = await harness.form(user)
    assert form is not None
    assert (form.title, form.values) == ("Next", {"why": "theirs", "language": "sv"})
    inbox.answers(Submitted, Answer())
    assert await harness.submits(user, {"why": "both"}) == {}
    assert await harness.form(user) is None
    event = await inbox.next(Submitted)
    assert (str(event.token), event.values["why"]) == (NEXT.token, "both")


async def test_a_form_that_was_overtaken_comes_again_with_what_was_entered(
    harness: Harness, inbox: RecordingInbox, user: str
) -> None:
    def overtaken(event: Submitted) -> Answer:
        return Answer(form=replace(FORM, token="pulse/answer/w1/later").filled(event.values))

    inbox.answers(Commanded, Answer(form=FORM))
    inbox.answers(Submitted, overtaken)
    await harness.commands(user, "")
    entered = {"why": "mine", "language": "en", "day": "2026-12-01", "time": "09:30"}
    assert await harness.submits(user, entered) == {}
    form = await harness.form(user)
    assert form is not None
    assert form.values == entered


@pytest.mark.parametrize("opens", ["command", "dialog"])
@pytest.mark.parametrize(
    "shape", ["reply", "replace", "both", "form and reply", "form and replace", "errors and reply"]
)
async def test_everything_that_answers_a_submitted_form_is_seen(
    harness: Harness, inbox: RecordingInbox, user: str, opens: str, shape: str
) -> None:
    inbox.answers(Commanded, Answer(form=FORM))
    inbox.answers(Chose, Answer(form=FORM))
    if opens == "command":
        await harness.commands(user, "")
    else:
        await send(harness, user, opening("Settings"))
        await harness.taps(user, "Settings")
    inbox.answers(
        Submitted,
        Answer(
            reply=said("Reply") if shape not in ("replace", "form and replace") else None,
            replace=said("Replacement") if shape in ("replace", "both", "form and replace") else None,
            form=NEXT if shape.startswith("form") else FORM if shape.startswith("errors") else None,
            errors={"why": "Say more"} if shape.startswith("errors") else {},
        ),
    )
    errors = await harness.submits(user, {"why": "so"})
    seen = [shown.lines for shown in [*await harness.private(user), *await harness.inbox(user)]]
    assert seen.count(("Reply",)) == (shape not in ("replace", "form and replace"))
    assert seen.count(("Replacement",)) == (shape in ("replace", "both", "form and replace"))
    form = await harness.form(user)
    assert (form and form.title) == {"form": "Next", "errors": "Settings"}.get(shape.split()[0])
    assert errors == ({"why": "Say more"} if shape.startswith("errors") else {})


@pytest.mark.parametrize("kind", [Said, Commanded, Chose])
async def test_everything_that_answers_an_act_is_seen(
    harness: Harness, inbox: RecordingInbox, user: str, kind: type[Said | Commanded | Chose]
) -> None:
    await send(harness, user, asking("Yes"))
    inbox.answers(kind, Answer(reply=said("Reply"), replace=said("Replacement"), form=FORM))
    acts = {Said: harness.says(user, "hi"), Commanded: harness.commands(user, "x"), Chose: harness.taps(user, "Yes")}
    for each, act in acts.items():
        if each is kind:
            await act
        else:
            act.close()
    seen = [shown.lines for shown in [*await harness.private(user), *await harness.inbox(user)]]
    assert (seen.count(("Reply",)), seen.count(("Replacement",))) == (1, 1)
    assert seen.count(("How did it go?",)) == (kind is not Chose)
    # Slack opens a form on a tap or a command alone.
    assert (await harness.form(user) is not None) or (kind is Said and harness.chat.workspace.platform == "slack")


async def test_a_button_that_would_have_opened_a_form_may_be_answered_with_a_message_whose_buttons_work(
    harness: Harness, inbox: RecordingInbox, user: str
) -> None:
    await send(harness, user, opening("Write"))
    inbox.answers(Chose, Answer(reply=asking("Tell", "Instead")))
    await harness.taps(user, "Write")
    assert Shown(lines=("How did it go?",), buttons=("Tell", "Instead")) in [
        *await harness.private(user),
        *await harness.inbox(user),
    ]
    inbox.answers(Chose, Answer(form=FORM))
    await harness.taps(user, "Instead")
    assert await harness.form(user) is not None


# What goes wrong


async def test_a_repeated_request_is_the_same_event_and_answers_nothing(
    harness: Harness, inbox: RecordingInbox, user: str
) -> None:
    inbox.answers(Said, Answer(reply=said("Hello")))
    inbox.answers(Commanded, Answer(reply=said("Hello")))
    inbox.answers(Chose, Answer(reply=said("Hello")))
    await send(harness, user, asking("Yes"))
    for act in (harness.says(user, "hi"), harness.commands(user, "x"), harness.taps(user, "Yes")):
        await act
        seen = [*await harness.inbox(user), *await harness.private(user)]
        assert await harness.repeats() < 400
        assert [*await harness.inbox(user), *await harness.private(user)] == seen
    assert len(inbox.taken) == 6
    assert [earlier.id for earlier in inbox.taken[::2]] == [later.id for later in inbox.taken[1::2]]
    assert len(inbox.events) == 3


async def test_what_could_not_be_taken_may_come_again(harness: Harness, inbox: RecordingInbox, user: str) -> None:
    await send(harness, user, asking("Yes"))
    before = list(await harness.inbox(user))
    inbox.failing = True
    await harness.taps(user, "Yes")
    assert await harness.repeats() >= 400
    assert list(await harness.inbox(user)) == before
    await harness.says(user, "hello")
    inbox.failing = False
    assert await harness.repeats() < 400
    assert inbox.only(Said).text == "hello"


async def test_a_command_that_could_not_be_taken_is_answered_kindly_or_not_at_all(
    harness: Harness, inbox: RecordingInbox, user: str
) -> None:
    inbox.failing = True
    shown = await harness.commands(user, "")
    assert shown is None or shown.lines
    assert inbox.events == []


# Sending


async def test_a_delivery_says_where_it_went_and_the_address_can_be_used_again(harness: Harness, user: str) -> None:
    first = await send(harness, user, said("One"))
    assert first.ref
    assert first.address.user == user
    assert first.address.channel
    second = await harness.chat.send(to=first.address, message=said("Two"), key="k2")
    assert isinstance(second, Delivered)
    assert second.address == first.address
    assert second.ref != first.ref
    assert [shown.lines for shown in await harness.inbox(user)] == [("One",), ("Two",)]


async def test_a_message_goes_to_nobody_else(harness: Harness, user: str) -> None:
    await send(harness, user, said("For you"))
    for other in harness.users():
        if other.key.user != user:
            assert list(await harness.inbox(other.key.user)) == []


# Looking for what may have been sent


async def find(harness: Harness, to: Address, key: str) -> Found | None:
    """What has become of the message; None where the platform cannot be asked, and does not know."""
    found = await harness.chat.find(to=to, key=key, around=NOW)
    if harness.chat.capabilities.lookup is None:
        assert isinstance(found, Unknown)
        return None
    return found


async def test_what_has_arrived_is_found_where_it_is(harness: Harness, user: str) -> None:
    first = await send(harness, user, said("One"), key="k1")
    second = await send(harness, user, said("Two"), key="k2")
    new = Address(workspace=harness.chat.workspace, user=user)
    for to in (first.address, new):
        assert await find(harness, to, "k1") in (first, None)
        assert await find(harness, to, "k2") in (second, None)


async def test_what_was_never_sent_is_absent_whoever_else_was_written_to(harness: Harness, user: str) -> None:
    new = Address(workspace=harness.chat.workspace, user=user)
    assert await find(harness, new, "k1") in (Absent(), None)
    others = [profile.key.user for profile in harness.users() if profile.active and profile.key.user != user]
    for other in others:
        await send(harness, other, said("For you"), key="k1")
    assert others
    assert await find(harness, new, "k1") in (Absent(), None)
    known = (await send(harness, user, said("Another"), key="k2")).address
    assert await find(harness, known, "k1") in (Absent(), None)


async def test_what_has_been_answered_and_replaced_is_still_found(
    harness: Harness, inbox: RecordingInbox, user: str
) -> None:
    sent = await send(harness, user, asking("Yes"))
    inbox.answers(Chose, Answer(replace=said("Saved")))
    await harness.taps(user, "Yes")
    await harness.says(user, "Why?")
    assert await find(harness, sent.address, "k1") in (sent, None)


# Who and what is there


async def test_the_platform_tells_who_is_there(harness: Harness, inbox: RecordingInbox) -> None:
    told = {profile.key: profile async for profile in harness.chat.people()}
    expected = list(harness.users())
    if not told:  # it keeps no list
        expected = [profile for profile in expected if profile.active]
        for profile in expected:
            await harness.appears(profile.key.user)
        told = {event.profile.key: event.profile for event in inbox.events if isinstance(event, Seen)}
    assert {key: profile.name for key, profile in told.items()} == {profile.key: profile.name for profile in expected}
    for profile in expected:
        assert told[profile.key].active == profile.active
        assert told[profile.key].email == profile.email
        assert profile.key.workspace == harness.chat.workspace


async def test_a_stranger_who_can_be_told_is_told_and_then_answered(
    harness: Harness, inbox: RecordingInbox, user: str
) -> None:
    def answer(_: Said) -> Answer:
        known = any(isinstance(event, Seen) for event in inbox.events)
        return Answer(reply=said("Hello!")) if known else Answer(reply=said("Who are you?"), stranger=True)

    inbox.answers(Said, answer)
    await harness.says(user, "hello")
    listed = [profile async for profile in harness.chat.people()]
    expected = "Who are you?" if listed else "Hello!"
    assert [shown.lines for shown in [*await harness.inbox(user), *await harness.private(user)]][-1] == (expected,)


async def test_capabilities_are_what_the_platform_can_do(harness: Harness) -> None:
    can = harness.chat.capabilities
    assert can.rate > 0
    assert min(can.text, can.blocks, can.choices) > 0


async def test_a_healthy_connection_has_only_good_findings(harness: Harness) -> None:
    findings = await harness.chat.findings()
    assert findings
    assert [finding for finding in findings if not finding.well] == []
