"""How a question and what follows on it look."""

from collections.abc import Iterator
from typing import Final

from dialogues import settings
from dialogues.message import Choice, Choices, Items, Message, Note, Paragraph, Quote, brief, rows
from dialogues.phrase import Phrase, Text
from dialogues.pulse import scale
from dialogues.pulse.item import ItemId
from dialogues.token import Token
from dialogues.window import Window

#: The dialogue's name, as it stands in tokens.
NAME: Final = "pulse"
#: Likewise, of the one that takes a comment.
COMMENT: Final = "comment"
#: The longest label of a button (domain.md §3.2).
LABEL: Final = 24


def question(window: Window, *, later: bool = False, control: bool = False, withdrawn: bool = False) -> Message[Text]:
    """The question with its answers, who will see the answer, and the ways not to give one: some `later` while it can
    still be put off, and with `control` those by which it can be the last."""
    text = wording(window)
    return Message(
        summary=_summary(window, text),
        blocks=(
            *((Note(text=Phrase.of("pulse.withdrawn")),) if withdrawn else ()),
            Paragraph(text=text),
            *((Quote(text=window.behaviour.text),) if window.asks.quotes and window.behaviour else ()),
            *_whole_titles(window),
            *rows(_answers(window)),
            Choices(choices=(*_aside(window, later=later), *(settings.control().choices if control else ()))),
            Note(text=Phrase.of("pulse.who_sees")),
        ),
    )


def wording(window: Window) -> Text:
    """What is asked, in the organisation's own words where it is their own question."""
    if window.text is not None:
        return window.text
    key = window.asks.wording
    return Phrase.of(key, goal=window.title) if window.title is not None else Phrase.of(key)


def _summary(window: Window, text: Text) -> Text:
    if window.item is ItemId.LAST and window.behaviour is not None:
        return Phrase.of("pulse.summary", behaviour=window.behaviour.text)
    return text


def _answers(window: Window) -> list[Choice[Text]]:
    goals = [Choice(label=each.title.cut(LABEL), token=_token("answer", window, each.goal)) for each in window.options]
    return [
        *goals,
        *(
            Choice(label=Phrase.of(each.label), token=_token("answer", window, each.value))
            for each in window.asks.scale.answers
        ),
    ]


def _whole_titles(window: Window) -> Iterator[Items[Text]]:
    """The goals that one chooses among, where a button has no room for one of their titles."""
    if any(each.title.cut(LABEL) != each.title for each in window.options):
        yield Items(items=tuple(each.title for each in window.options))


def _aside(window: Window, *, later: bool) -> Iterator[Choice[Text]]:
    if later:
        yield Choice(label=Phrase.of("pulse.in_an_hour"), token=_token("later", window, "hour"), style="quiet")
        yield Choice(label=Phrase.of("pulse.tomorrow"), token=_token("later", window, "tomorrow"), style="quiet")
    yield Choice(label=Phrase.of("pulse.skip"), token=_token("skip", window), style="quiet")


def thanks(window: Window, *, obstacles: bool = False, comment: bool = False) -> Message[Text]:
    """What stands in the question's place. It does not repeat the answer (R18). With `obstacles` it asks, this once,
    what stood in the way; with `comment` there is a way to say more."""
    message = brief(Phrase.of("pulse.thanks"), _change(window), _undo(window), *([_comment(window)] if comment else []))
    if not obstacles:
        return message
    buttons = [
        Choice(label=Phrase.of(each.label), token=_token("obstacle", window, each.value))
        for each in scale.OBSTACLES.answers
    ]
    asked = Paragraph(text=Phrase.of("pulse.what_got_in_the_way"))
    return Message(summary=message.summary, blocks=(*message.blocks, asked, *rows(buttons)))


def skipped(window: Window) -> Message[Text]:
    """What stands in the place of a question that was left."""
    return brief(Phrase.of("pulse.skipped"), _change(window))


def put_off(window: Window) -> Message[Text]:
    """What stands in the place of a question that comes again."""
    return brief(Phrase.of("pulse.put_off"), Choice(label=Phrase.of("pulse.now"), token=_token("change", window)))


def closed() -> Message[Text]:
    """For a tap that comes too late: nothing is stored."""
    return brief(Phrase.of("pulse.closed"))


def silence(window: Window) -> Message[Text]:
    """In the place of this window's question: whether to pause (domain.md §3.3)."""
    return brief(
        Phrase.of("pulse.silence"),
        Choice(label=Phrase.of("pulse.pause"), token=_token("pause", window)),
        Choice(label=Phrase.of("pulse.keep"), token=_token("keep", window)),
    )


def kept() -> Message[Text]:
    """That questions come again."""
    return brief(Phrase.of("pulse.kept"))


def _change(window: Window) -> Choice[Text]:
    return Choice(label=Phrase.of("pulse.change"), token=_token("change", window))


def _undo(window: Window) -> Choice[Text]:
    return Choice(label=Phrase.of("pulse.undo"), token=_token("undo", window), style="quiet")


def _comment(window: Window) -> Choice[Text]:
    token = str(Token(dialogue=COMMENT, step="write", subject=window.id))
    return Choice(label=Phrase.of("comment.title"), token=token, style="quiet", opens=True)


def _token(step: str, window: Window, value: str = "") -> str:
    return str(Token(dialogue=NAME, step=step, subject=window.id, value=value))
