"""What somebody who leads has written for themselves: written in a form, read again, and taken away."""

from collections.abc import Iterator, Sequence
from typing import Final

from dialogues import editing, help
from dialogues.effect import DropReflection, Effect, Replace, Reply, SaveReflection
from dialogues.entry import Entries
from dialogues.event import Chose, Event, Submitted
from dialogues.facts import Facts, Want
from dialogues.form import Form, TextField
from dialogues.goal import Arena
from dialogues.message import Block, Choice, Heading, Message, Note, Quote, brief, rows
from dialogues.phrase import Day, Phrase, Text
from dialogues.pulse.screening import Warned, doubt
from dialogues.reflection import Reflection, ReflectionId
from dialogues.step import Dialogue, Step
from dialogues.token import Token
from dialogues.translation.activation import LEADER_ARENAS

NAME: Final = "reflections"

#: The most characters of one, and so many of the latest are shown.
LONGEST: Final = 500
LISTED: Final = 5


def advance(state: Warned | None, event: Event, facts: Facts) -> Step[Warned]:
    """Everything here is the person's own."""
    match event:
        case Submitted(token=Token(step="send", value=value)) if value in LEADER_ARENAS:
            return _keep(state, event, Arena(value), facts)
        case Chose(token=Token(step="list")):
            return Step(effects=(Reply(message=latest(facts.reflections, facts)),))
        case Chose(token=Token(step="remove", value=id)):
            return Step(effects=tuple(_remove(id, facts)))
        case Chose() | Submitted():
            return Step(effects=(Reply(message=help.outdated()),))
        case _:
            return Step()


def button() -> Choice[Text]:
    """The way to what one has written."""
    return Choice(label=Phrase.of("reflections.button"), token=str(Token(dialogue=NAME, step="list")))


def form(arena: Arena) -> Form[Text]:
    """The question, and room for an answer that nobody else reads."""
    return editing.form(
        title=Phrase.of("reflections.form"),
        fields=(
            TextField(
                name="text",
                label=Phrase.of(f"reflection.{arena.value}"),
                hint=Phrase.of("reflections.hint"),
                longest=LONGEST,
                lines="many",
            ),
        ),
        token=str(Token(dialogue=NAME, step="send", value=arena)),
    )


def no_texts() -> Message[Text]:
    """That there is nowhere to keep what one would write."""
    return brief(Phrase.of("reflections.no_texts"))


def _keep(state: Warned | None, event: Submitted, arena: Arena, facts: Facts) -> Step[Warned]:
    if not facts.organisation.rules.keep_texts:
        return Step(effects=(Reply(message=no_texts()),))
    entries = Entries(event.values, language=facts.someone.language)
    text = entries.text("text", most=LONGEST)
    errors: dict[str, Text] = dict(entries.errors)
    if not errors and (said := doubt(text, facts.names, state)):
        errors["text"], state = said, Warned()
    if errors:
        return Step(state=state, effects=(editing.rejected(form(arena), event, errors),))
    kept = Reflection(id=ReflectionId(editing.digest(event.id)), arena=arena, text=text, on=facts.someone.day(event.at))
    return Step(effects=(SaveReflection(reflection=kept), Reply(message=thanks())))


def thanks() -> Message[Text]:
    """That it is kept, without a word of it (domain.md R18)."""
    return brief(Phrase.of("reflections.thanks"), button())


def _remove(id: str, facts: Facts) -> Iterator[Effect]:
    left = [each for each in facts.reflections if each.id != id]
    if len(left) < len(facts.reflections):
        yield DropReflection(id=ReflectionId(id))
    yield Replace(message=latest(left, facts))


def latest(reflections: Sequence[Reflection], facts: Facts) -> Message[Text]:
    """The latest, newest first, each with the way to take it away, and how long they are kept."""
    if not reflections:
        return brief(Phrase.of("reflections.none"))
    title = Phrase.of("reflections.title")
    shown = list(enumerate(reflections[:LISTED], 1))
    blocks: list[Block[Text]] = [Heading(text=title)]
    for number, each in shown:
        question = Phrase.of(f"reflection.{each.arena.value}")
        blocks.append(Note(text=Phrase.of("reflections.line", number=number, day=Day(day=each.on), question=question)))
        blocks.append(Quote(text=each.text))
    removing = [_removal(each, number) for number, each in shown]
    blocks.append(Note(text=Phrase.of("reflections.kept", days=facts.organisation.rules.keep_texts)))
    return Message(summary=title, blocks=(*blocks, *rows(removing)))


def _removal(one: Reflection, number: int) -> Choice[Text]:
    label = Phrase.of("reflections.remove", number=number)
    return Choice(label=label, token=str(Token(dialogue=NAME, step="remove", value=one.id)), style="quiet")


DIALOGUE = Dialogue(name=NAME, advance=advance, wants=Want.REFLECTIONS | Want.NAMES, states=Warned)
