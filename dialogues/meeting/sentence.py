"""What is said before a talk and after it."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from dialogues.meeting.meeting import Talk
from dialogues.meeting.question import Agenda
from dialogues.message import Block, Choice, Choices, Message, Note, Paragraph
from dialogues.person import Person
from dialogues.phrase import Day, Hour, Phrase, Text, Weekday
from dialogues.token import Token

# The dialogues' names, as they stand in tokens.
MEETING: Final = "meeting"
ONE_ON_ONE: Final = "one_on_one"

#: The form in which a lead chooses when they are prepared.
WHEN: Final = Choice(
    label=Phrase.of("meeting.when"),
    token=str(Token(dialogue=ONE_ON_ONE, step="when")),
    style="quiet",
    opens=True,
)


def when(talk: Talk, reader: Person, today: date) -> Phrase:
    """When a talk begins, for somebody who reads that on the local day `today`."""
    local = talk.starts_at.astimezone(reader.timezone)
    at = Hour(hour=local.time())
    if local.date() == today:
        return Phrase.of("meeting.today", time=at)
    return Phrase.of("meeting.on", weekday=Weekday(of=local.date()), day=Day(day=local.date()), time=at)


def before(name: str, begins: Phrase, agenda: Agenda | None, number: int, own: Sequence[Block[Text]]) -> Message[Text]:
    """What a lead could ask in a one-on-one, in the words with this number, and what is the other's `own` to bring up;
    without an agenda that alone."""
    if agenda is None:
        text = Phrase.of("meeting.alone", name=name, when=begins)
    else:
        text = Phrase.of("meeting.before", name=name, when=begins, question=agenda.question(number))
    return Message(summary=text, blocks=(Paragraph(text=text), *own, Choices(choices=(WHEN,))))


def before_meeting(name: str, begins: Phrase, agenda: Agenda, number: int) -> Message[Text]:
    """How a lead could begin and end the meeting of a team (m.6), in the words with this number."""
    text = Phrase.of(f"meeting.team.{number}", name=name, when=begins, **agenda.gaps)
    return Message(summary=text, blocks=(Paragraph(text=text), Choices(choices=(WHEN,))))


def after(key: str, name: str, *more: Choice[Text], is_one_on_one: bool) -> Message[Text]:
    """Whether a talk, with the person or the team of this name, became one about the goal; and what `more` can come of
    it."""
    text = Phrase.of("meeting.after" if is_one_on_one else "meeting.after_team", name=name)
    kept = Phrase.of("meeting.kept" if is_one_on_one else "meeting.kept_team")
    choices = (*(_was(each, key) for each in ("yes", "no")), *more)
    return Message(summary=text, blocks=(Paragraph(text=text), Choices(choices=choices), Note(text=kept)))


def _was(answer: str, key: str) -> Choice[Text]:
    token = Token(dialogue=MEETING, step="was", value=f"{answer}~{key}")
    return Choice(label=Phrase.of(f"meeting.was.{answer}"), token=str(token))
