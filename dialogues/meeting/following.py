"""A lead's calendar, connected by its secret address: its talks are followed, and the lead is told where it fails."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Final
from urllib.parse import urlsplit

from dialogues import buttons, editing, help, rights
from dialogues.effect import Book, DropFeed, Effect, Open, Replace, Reply, SaveFeed, Say, Schedule, TrackFeed
from dialogues.entry import Entries
from dialogues.event import Chose, Event, FeedRead, Occasion, Submitted
from dialogues.facts import Facts, Want
from dialogues.feed import Fault
from dialogues.form import Form, TextField
from dialogues.kind import Kind
from dialogues.meeting.booking import booked
from dialogues.meeting.feed import Feed
from dialogues.message import Block, Choice, Choices, Message, Note, Paragraph, brief
from dialogues.phrase import Phrase, Text
from dialogues.step import Dialogue, Step
from dialogues.token import Token

# The dialogue's name, as it stands in tokens.
FEED: Final = "feed"
#: The longest address that is taken.
LONGEST: Final = 2000
#: What may pass by itself is worth a word once it has lasted so long.
PATIENCE: Final = timedelta(days=1)
#: A word about it is worth so many working days.
WORTH: Final = 3
#: The schemes by which calendars are published: `webcal` is what opens an app.
SCHEMES: Final = ("https", "webcal")


def advance(state: None, event: Event, facts: Facts) -> Step[None]:
    """Connects and forgets a calendar, and follows what has been read in it."""
    match event:
        case FeedRead():
            return Step(effects=tuple(_read(event, facts)) if facts.feed else ())
        case Chose() | Submitted() if not facts.leads:
            return Step(effects=(Reply(message=rights.nobody_led()),))
        case Chose(token=Token(step="address")):
            return Step(effects=(Open(form=form()),))
        case Chose(token=Token(step="remove")):
            planned = Schedule(occasion=Occasion.MEETING, subject=facts.someone.id, at=event.at)
            return Step(effects=(DropFeed(), planned, Replace(message=said("feed.removed"))))
        case Submitted(token=Token(step="address")):
            return Step(effects=tuple(_connect(event, facts)))
        case Chose() | Submitted():
            return Step(effects=(Reply(message=help.outdated()),))
        case _:
            return Step()


def form() -> Form[Text]:
    """Where the address is pasted. It is never shown again."""
    return editing.form(
        title=Phrase.of("feed.title"),
        fields=(
            TextField(name="address", label=Phrase.of("feed.address"), hint=Phrase.of("feed.hint"), longest=LONGEST),
        ),
        token=str(Token(dialogue=FEED, step="address")),
    )


def _connect(event: Submitted, facts: Facts) -> Iterator[Effect]:
    entries = Entries(event.values, language=facts.someone.language)
    address = entries.text("address", most=LONGEST)
    errors: dict[str, Text] = dict(entries.errors)
    if not errors and not _is_address(address):
        errors["address"] = Phrase.of("feed.fault.address")
    if errors:
        yield editing.rejected(form(), event, errors)
        return
    yield SaveFeed(address=address)
    yield Reply(message=said("feed.connected"))


def _is_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme in SCHEMES and bool(parts.hostname) and "@" not in parts.netloc


def _read(event: FeedRead, facts: Facts) -> Iterator[Effect]:
    before = facts.feed or Feed()
    if event.fault is not None:
        now = replace(before, fault=event.fault, failing_since=before.failing_since or event.at)
        if not before.is_told and _is_worth_a_word(now, event):
            now = replace(now, is_told=True)
            yield _say(Phrase.of("feed.broken", why=_why(event.fault)), event, facts)
        yield TrackFeed(feed=now, version=None)
        return
    nameless = before.is_nameless if event.named is None else not event.named
    if before.is_told:
        yield _say(Phrase.of("feed.again"), event, facts)
    elif nameless and not before.is_nameless:
        yield _say(Phrase.of("feed.nameless"), event, facts)
    yield TrackFeed(feed=Feed(is_read=True, is_nameless=nameless), version=event.version)
    if event.found is not None:
        yield from _book(event, facts)


def _is_worth_a_word(feed: Feed, event: FeedRead) -> bool:
    lasted = event.at - (feed.failing_since or event.at)
    return lasted >= PATIENCE or not (event.fault is None or event.fault.passes)


def _book(event: FeedRead, facts: Facts) -> Iterator[Effect]:
    talks = booked(event.found or (), facts)
    yield Book(talks=talks)
    yield Schedule(occasion=Occasion.MEETING, subject=facts.someone.id, at=event.at)
    for person in dict.fromkeys(each.person for each in talks if each.person and each not in facts.booked):
        yield Schedule(occasion=Occasion.INVITATION, subject=person, at=event.at)


def _say(text: Phrase, event: FeedRead, facts: Facts) -> Say:
    lead = facts.someone
    return Say(
        to=lead.id,
        key=f"feed:{lead.id}:{event.at:%Y%m%dT%H%M}",
        kind=Kind.FEED,
        message=told(text),
        expires_at=lead.availability.evening(event.at, days=WORTH),
    )


def told(text: Phrase) -> Message[Text]:
    """What has become of the calendar, with the way to another address."""
    return brief(text, CONNECT, _LIST)


def state(facts: Facts) -> Iterator[Block[Text]]:
    """How it is with the calendar, and what can be done about it."""
    if facts.feed is None:
        yield Choices(choices=(CONNECT,))
        return
    yield Note(text=_state(facts.feed, facts))
    remove = Token(dialogue=FEED, step="remove")
    yield Choices(
        choices=(
            replace(CONNECT, label=Phrase.of("feed.another")),
            Choice(label=Phrase.of("feed.remove"), token=str(remove), style="quiet"),
        )
    )


def _state(feed: Feed, facts: Facts) -> Phrase:
    if feed.fault is not None:
        return Phrase.of("feed.is_broken", why=_why(feed.fault))
    if not feed.is_read:
        return Phrase.of("feed.is_new")
    if feed.is_nameless:
        return Phrase.of("feed.nameless")
    return Phrase.of("feed.works", sum(each.lead == facts.someone.id for each in facts.booked))


def _why(fault: Fault) -> Phrase:
    return Phrase.of(f"feed.fault.{fault.value}")


def said(key: str) -> Message[Text]:
    """That the calendar is connected, or no longer."""
    text = Phrase.of(key)
    return Message(summary=text, blocks=(Paragraph(text=text), Choices(choices=(_LIST,))))


#: The form of the address.
CONNECT: Final[Choice[Text]] = Choice(
    label=Phrase.of("feed.connect"), token=str(Token(dialogue=FEED, step="address")), opens=True
)
_LIST: Final[Choice[Text]] = Choice(label=Phrase.of("feed.list"), token=buttons.ONE_ON_ONE)

DIALOGUE = Dialogue(name=FEED, advance=advance, wants=Want.MEETINGS)
