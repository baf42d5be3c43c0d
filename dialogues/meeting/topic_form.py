"""The form in which somebody writes down what they want to bring up, and what its lead reads of it."""

from collections.abc import Iterator, Mapping
from typing import Final

from dialogues import editing
from dialogues.entry import Entries
from dialogues.form import ChoiceField, Form, Option, TextField
from dialogues.meeting.topic import Topic
from dialogues.message import Block, Paragraph, Quote
from dialogues.phrase import Phrase, Text
from dialogues.token import Token

# The dialogue's name, as it stands in tokens.
TOPIC: Final = "topic"
#: The most characters of one.
LONGEST: Final = 280
#: Who reads it: its writer alone, unless they choose otherwise.
OWN, SHARED = "own", "shared"


def form(talk: str, lead: str, topic: Topic | None) -> Form[Text]:
    """What has been written for the talk with this key; `lead` is the name of whoever else is in it."""
    options = (
        Option(value=OWN, label=Phrase.of("topic.own")),
        Option(value=SHARED, label=Phrase.of("topic.shared", name=lead)),
    )
    return editing.form(
        title=Phrase.of("topic.title"),
        fields=(
            TextField(
                name="text",
                label=Phrase.of("topic.text", name=lead),
                value=topic.text if topic else "",
                longest=LONGEST,
                lines="many",
            ),
            ChoiceField(
                name="who",
                label=Phrase.of("topic.who"),
                hint=Phrase.of("topic.hint"),
                options=options,
                value=SHARED if topic and topic.is_shared else OWN,
            ),
        ),
        token=str(Token(dialogue=TOPIC, step="keep", subject=talk)),
    )


def read(values: Mapping[str, str], language: str) -> tuple[str, bool, Mapping[str, Text]]:
    """The text, whether it is shared, and what is wrong with them by the names of the fields."""
    entries = Entries(values, language=language)
    text = entries.text("text", most=LONGEST)
    who = entries.choice("who", frozenset((OWN, SHARED)))
    return text, who == SHARED, entries.errors


def shown(topic: Topic, name: str) -> Iterator[Block[Text]]:
    """What its writer, of this name, has shared, to the lead."""
    yield Paragraph(text=Phrase.of("topic.wants", name=name))
    yield Quote(text=topic.text)
