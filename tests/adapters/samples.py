"""Messages with everything in them, for the renderers."""

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

LONG = "Sjösättningsförberedelseåtgärd & <uppföljning> 🎯 مرحبا " * 300
NOTHING = ""


def chart(
    *, label: str = "w", points: int = 3, title: str = "Chart", levels: tuple[str, ...] = ("a", "b")
) -> Chart[str]:
    steps = tuple(Point(label=f"{number}{label}", level=number % 2) for number in range(points))
    return Chart(title=title, alternative="In words", levels=levels, points=steps)


def every(text: str, times: int = 1) -> Message[str]:
    kinds: tuple[Block[str], ...] = (
        Heading(text=text),
        Paragraph(text=text),
        Quote(text=text),
        Items(items=(text,) * times),
        Fields(fields=(Field(label=text, value=text),) * times),
        Note(text=text),
        chart(label=text, points=times, title=text, levels=(text,) * 3),
        Choices(choices=tuple(Choice(label=text, token="a/b/c/d") for _ in range(times))),
    )
    return Message(summary=text or "Summary", blocks=kinds * times)
