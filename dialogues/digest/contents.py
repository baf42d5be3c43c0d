"""The digest in words: promises first, then what moved and what was said, and one question, one thing to celebrate and
one obstacle to remove (domain.md §5.1)."""

import hashlib
from collections.abc import Iterator, Sequence
from typing import Final, Literal, NamedTuple

from dialogues import goals, help, obstacle, reading, talk
from dialogues.celebration import Celebration
from dialogues.digest import selection
from dialogues.digest.selection import Chosen, shortly
from dialogues.digest.week import Week
from dialogues.message import Block, Chart, Choice, Choices, Field, Fields, Heading, Message, Note, Paragraph
from dialogues.phrase import Day, Phrase, Text, cut
from dialogues.token import Token
from dialogues.window import THEME, Reading

NAME: Final = "digest"
#: The most that is quoted, and the most characters of it, of what was promised, and of a name.
QUOTES: Final = 2
REMARK, PROMISED, NAMED = 90, 80, 40

Section = Literal["promised", "moved", "said", "measure"]
#: Which lines stand in a digest where there is room for so many: one of each kind first, and a figure last.
LINES: Final = 5
ORDER: Final[Sequence[tuple[Section, int]]] = (
    ("moved", 0),
    ("promised", 0),
    ("said", 0),
    ("moved", 1),
    ("promised", 1),
    ("said", 1),
    ("measure", 0),
    ("said", 2),
    ("moved", 2),
)


class Digest(NamedTuple):
    """The message, and what it shows of what somebody has proposed to celebrate."""

    message: Message[Text]
    celebrated: Celebration | None


def compose(week: Week) -> Digest:
    """Words only, at most 1,500 characters, the same for everybody who gets it; always what is not shown, and why."""
    title = Phrase.of("digest.title", team=cut(week.team.name, NAMED))
    question, celebrate, remove = (
        selection.question(week),
        selection.celebration(week),
        selection.obstacle(week),
    )
    lines = _lines(week)
    message = Message(
        summary=Phrase.of("digest.summary", title=title, question=question.says),
        blocks=(
            Heading(text=title),
            *_fields("digest.promised", lines["promised"]),
            *_fields("digest.moved", lines["moved"]),
            *_course(week),
            *_fields("digest.said", lines["said"]),
            *_part("digest.question", question),
            *_part("digest.celebrate", celebrate),
            *_part("digest.obstacle", remove),
            *_buttons(week, (question, celebrate, remove)),
            *(Note(text=text) for text in lines["measure"]),
            *_small_print(week),
        ),
    )
    return Digest(message=message, celebrated=celebrate.celebration)


def _lines(week: Week) -> dict[Section, list[Text]]:
    """What there is to tell, as much as there is room for."""
    found: dict[Section, list[Text]] = {
        "promised": [obstacle.line(each, most=PROMISED) for each in week.promised],
        "moved": list(_movement(week)),
        "said": list(_said(week)),
        "measure": list(_measure(week)),
    }
    # That there are no remarks, and why, takes the place of a line.
    most = LINES - 1 if week.is_wary else LINES
    kept = [each for each in ORDER if each[1] < len(found[each[0]])][:most]
    return {name: [text for n, text in enumerate(texts) if (name, n) in kept] for name, texts in found.items()}


def _fields(label: str, texts: Sequence[Text]) -> Iterator[Block[Text]]:
    """The first line under its label, and every other one as what there is besides."""
    if texts:
        labels = (Phrase.of(label if number == 0 else "digest.also") for number in range(len(texts)))
        yield Fields(fields=tuple(Field(label=name, value=text) for name, text in zip(labels, texts, strict=True)))


def _part(title: str, chosen: Chosen) -> Iterator[Block[Text]]:
    yield Heading(text=Phrase.of(title))
    yield Paragraph(text=chosen.says)


def _movement(week: Week) -> Iterator[Text]:
    if week.members < week.k:
        yield Phrase.of("digest.small_team")
    elif week.news:
        yield from (_line(each, week) for each in week.news)
    elif week.course:
        last = week.course[-1]
        yield Phrase.of("digest.no_news", period=reading.period(last), line=_line(last, week))
    else:
        yield Phrase.of("digest.not_yet", people=week.k)


def _line(one: Reading, week: Week) -> Phrase:
    """What a reading is about where that is a behaviour that it alone is about, how it is, and whether it has moved."""
    said = reading.said(one, week.goals)
    behaviour = week.behaviour(one.behaviour) if one.behaviour and one.is_of(one.behaviour) else None
    if behaviour is not None:
        said = Phrase.of("digest.line", about=shortly(behaviour.text), said=said)
    if one.change is not None and reading.is_certain(one):
        said = Phrase.of("digest.changed", said=said, change=Phrase.of(f"change.{one.change}"))
    return said


def _course(week: Week) -> Iterator[Chart[Text]]:
    """How it has gone with the behaviour in focus, as a picture, where something is new."""
    drawn = reading.course(week.course)
    if drawn is not None and any(each in week.course for each in week.news):
        yield drawn


def _said(week: Week) -> Iterator[Text]:
    """What several have chosen to say: the theme that most chose besides the obstacle that waits for an answer, and
    remarks that their writers want to be read, in no order (R10, R11)."""
    themes = [(people, theme) for each in week.news for theme, people in each.obstacles.items()]
    besides = [each for each in themes if week.raised is None or each[1] != week.raised.obstacle]
    if besides:
        _, theme = max(besides)
        yield Phrase.of("digest.theme", theme=Phrase.of(f"obstacle.{theme}"))
    if week.is_wary:
        return
    published = {each.window for each in week.news}
    texts = (each.texts for each in week.remarks if each.window in published and len(each.texts) >= THEME)
    for text in sorted(next(texts, ()), key=_shuffled)[:QUOTES]:
        yield Phrase.of("digest.remark", text=cut(text, REMARK))


def _shuffled(text: str) -> bytes:
    """An order that tells nothing of who wrote, or when."""
    return hashlib.sha256(text.encode()).digest()


def _measure(week: Week) -> Iterator[Text]:
    """A figure with its day, beside the behaviours and never instead of them."""
    for measure in week.goal.measures:
        if (latest := measure.latest) is not None:
            value = Phrase.of("measure.unit", rest=latest.value, unit=measure.unit) if measure.unit else latest.value
            yield Phrase.of("digest.measure", name=measure.name, value=value, day=Day(day=latest.day, year=True))
            return


def _buttons(week: Week, chosen: Sequence[Chosen]) -> Iterator[Block[Text]]:
    if week.raised is not None:
        yield Choices(choices=(obstacle.take(week.raised), obstacle.answer(week.raised)))
    if week.is_wary:
        yield Choices(choices=(Choice(label=Phrase.of("greeting.privacy"), token=help.PRIVACY),))
    rules = ".".join(each.rule for each in chosen)
    why = Token(dialogue=NAME, step="why", subject=week.team.id, value=rules)
    yield Choices(
        choices=(
            talk.button(week.team),
            Choice(label=Phrase.of("goals.ours"), token=goals.show(week.team)),
            Choice(label=Phrase.of("digest.why"), token=str(why), style="quiet"),
        )
    )


def _small_print(week: Week) -> Iterator[Block[Text]]:
    news = week.news
    if week.is_wary:
        yield Note(text=Phrase.of("digest.wary"))
    took_part = reading.took_part(news[0]) if news else None
    if took_part is not None:
        yield Note(text=Phrase.of("digest.took_part", share=Phrase.of(f"took_part.{took_part.name.lower()}")))
    yield Note(text=Phrase.of("digest.hidden", people=week.k))
