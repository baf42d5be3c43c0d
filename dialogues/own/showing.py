"""`/goal mydata`: everything that is kept of whoever asks, in words and as JSON, for nobody else (domain.md §6.3).

It is asked for in the chat, and shown where it does not stay: people who run the chat platform can read what stays.
"""

from collections.abc import Sequence
from typing import Final

from dialogues import editing, help
from dialogues.effect import Effect, Replace, Reply
from dialogues.event import Chose, Commanded, Event, Said
from dialogues.facts import Facts, Want
from dialogues.message import Block, Choice, Choices, Message, Note, Paragraph
from dialogues.own import mine, paging, told
from dialogues.own.mine import Part
from dialogues.phrase import Phrase, Text
from dialogues.step import Dialogue, Step
from dialogues.token import Token

NAME: Final = "mydata"

#: In words, and as JSON.
WORDS, JSON = "words", "json"

#: The token that tells what can be shown.
OFFER: Final = str(Token(dialogue=NAME, step="offer"))


def advance(state: None, event: Event, facts: Facts) -> Step[None]:
    """Shows a page at a time; where something has changed since the last one, from the beginning."""
    match event:
        case Commanded() | Said() | Chose(token=Token(step="offer")):
            return Step(effects=(Reply(message=offer()),))
        case Chose(token=Token(step="show", subject=how)) if how in (WORDS, JSON):
            return Step(effects=(Reply(message=page(facts.mine, how)),))
        case Chose(token=Token(step="turn", subject=how, value=value)) if how in (WORDS, JSON):
            return Step(effects=(_turned(value, how, facts),))
        case Chose():
            return Step(effects=(Reply(message=help.outdated()),))
        case _:
            return Step()


def offer() -> Message[Text]:
    """What can be shown, without anything of it."""
    text = Phrase.of("mine.offer")
    choices: tuple[Choice[Text], ...] = tuple(
        Choice(
            label=Phrase.of(f"mine.show.{how}"), token=str(Token(dialogue=NAME, step="show", subject=how)), opens=True
        )
        for how in (WORDS, JSON)
    )
    return Message(
        summary=text,
        blocks=(Paragraph(text=text), Choices(choices=choices), Note(text=Phrase.of("mine.where"))),
    )


def page(parts: Sequence[Part], how: str, number: int = 0, *, changed: bool = False) -> Message[Text]:
    """The page with this number, from 0 on."""
    document = "".join(mine.pieces(parts))
    shown = paging.sheets(mine.pieces(parts)) if how == JSON else paging.pages(_lines(parts))
    number = number if number < len(shown) else 0
    title = Phrase.of(f"mine.title.{how}", number=number + 1, total=len(shown))
    tag = editing.digest(document)
    notes: list[Block[Text]] = [Note(text=Phrase.of("mine.changed"))] if changed else []
    if how == JSON:
        notes.append(Note(text=Phrase.of("mine.copy")))
    return Message(
        summary=title,
        blocks=(*notes, *shown[number], Note(text=title), *_turns(how, number, len(shown), tag)),
    )


def _turned(value: str, how: str, facts: Facts) -> Effect:
    number, _, tag = value.partition("-")
    if not (number.isascii() and number.isdecimal() and len(number) < 6):
        return Reply(message=help.outdated())
    if tag != editing.digest("".join(mine.pieces(facts.mine))):
        return Replace(message=page(facts.mine, how, changed=True))
    return Replace(message=page(facts.mine, how, int(number)))


def _turns(how: str, number: int, total: int, tag: str) -> Sequence[Choices[Text]]:
    to = [(number - 1, "mine.back"), (number + 1, "mine.next")]
    choices: tuple[Choice[Text], ...] = tuple(
        Choice(
            label=Phrase.of(key),
            token=str(Token(dialogue=NAME, step="turn", subject=how, value=f"{other}-{tag}")),
            opens=True,
        )
        for other, key in to
        if 0 <= other < total
    )
    return (Choices(choices=choices),) if choices else ()


def _lines(parts: Sequence[Part]) -> Sequence[paging.Line]:
    return [(Phrase.of(f"mine.part.{part.name}"), line) for part in parts if part.records for line in told.lines(part)]


DIALOGUE = Dialogue(name=NAME, advance=advance, wants=Want.MINE)
