"""Messages and forms that the tests of the playground use."""

from adapters.port import Delivered
from dialogues.address import Address
from dialogues.form import ChoiceField, DateField, Form, Option, TextField, TimeField
from dialogues.message import (
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
from tests.adapters.playground.harness import PlaygroundHarness

TOKEN = str(Token(dialogue="pulse", step="answer", subject="w1", value="yes"))
HOSTILE = '<script>alert(1)</script> &amp; "x" {{ 7*7 }} مرحبا 🎯 ' + "W" * 200


def said(text: str) -> Message[str]:
    return Message(summary=text, blocks=(Paragraph(text=text),))


def asking(*labels: str, text: str = "Blev det så här?") -> Message[str]:
    choices = tuple(Choice(label=label, token=f"pulse/answer/w1/{number}") for number, label in enumerate(labels))
    return Message(summary=text, blocks=(Paragraph(text=text), Choices(choices=choices)))


def chart(*levels: int) -> Chart[str]:
    points = tuple(Point(label=f"{number} november", level=level) for number, level in enumerate(levels, start=1))
    return Chart(
        title="Över tid", alternative="Så gick det", levels=("få", "ungefär hälften", "de flesta"), points=points
    )


def everything(text: str) -> Message[str]:
    """One of each block."""
    return Message(
        summary=text,
        blocks=(
            Heading(text=text),
            Paragraph(text=text),
            Quote(text=text),
            Items(items=(text, "två")),
            Fields(fields=(Field(label=text, value=text),)),
            chart(0, 1, 1, 2),
            Choices(
                choices=(
                    Choice(label=text, token=TOKEN, style="primary"),
                    Choice(label="Nej", token=TOKEN),
                    Choice(label="Senare", token=TOKEN, style="quiet"),
                )
            ),
            Note(text=text),
        ),
    )


FORM = Form(
    title="Dina inställningar",
    submit="Spara",
    cancel="Avbryt",
    missing="Saknas",
    token=TOKEN,
    fields=(
        TimeField(name="time", label="Vilken tid?", hint="Mellan 08.00 och 17.00", value="09:10"),
        ChoiceField(
            name="language",
            label="Språk",
            options=(Option(value="sv", label="Svenska"), Option(value="en", label="English")),
            value="sv",
        ),
        TextField(name="why", label="Varför?", longest=20, lines="many", required=False),
        TextField(name="word", label="Ett ord", required=False),
        DateField(name="day", label="Dag", required=False),
    ),
)


async def send(playground: PlaygroundHarness, user: str, message: Message[str], key: str = "k1") -> None:
    to = Address(workspace=playground.chat.workspace, user=user)
    assert isinstance(await playground.chat.send(to=to, message=message, key=key), Delivered)


async def post_in_channel(playground: PlaygroundHarness, message: Message[str], key: str = "c1") -> None:
    (channel,) = await playground.chat.channels()
    assert isinstance(await playground.chat.send(to=channel.address, message=message, key=key), Delivered)
