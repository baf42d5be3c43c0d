"""Behaviours that are ready to be picked, by theme: a first goal needs nothing else (domain.md §2.4)."""

from collections.abc import Iterator
from dataclasses import replace

from dialogues import buttons, help
from dialogues.editing import digest
from dialogues.effect import Effect, Replace, Reply, SaveGoal
from dialogues.event import Chose
from dialogues.facts import Facts
from dialogues.goal import MOST_BEHAVIOURS, Behaviour, BehaviourId, Goal
from dialogues.message import Block, Choice, Choices, Heading, Items, Message, Note
from dialogues.phrase import Phrase, Text
from dialogues.token import Token
from dialogues.translation import cocreation, template
from dialogues.translation.template import Template, Theme


def pick(event: Chose, id: str, goal: Goal, facts: Facts) -> Iterator[Effect]:
    """Make a template one of the goal's behaviours; one that it has already is not added again."""
    chosen = template.template(id)
    if chosen is None:
        yield Reply(message=help.outdated())
        return
    changed = goal
    if not _has(goal, chosen) and len(goal.behaviours) < MOST_BEHAVIOURS:
        behaviour = Behaviour(
            id=BehaviourId(digest(event.id)), text=chosen.text, arena=chosen.arena, audience=chosen.audience
        )
        changed = replace(goal, behaviours=(*goal.behaviours, behaviour))
        yield SaveGoal(goal=changed)
        yield from cocreation.announce(changed, None, behaviour, facts, event)
    yield Replace(message=templates(changed, chosen.theme.id))


def templates(goal: Goal, theme: str) -> Message[Text]:
    """The templates of a theme, each a tap away from the goal; without one that there is, the themes."""
    chosen = next((each for each in template.THEMES if each.id == theme), None)
    return _themes(goal) if chosen is None else _templates(goal, chosen)


def _themes(goal: Goal) -> Message[Text]:
    title = Phrase.of("picking.themes")
    themes = tuple(replace(buttons.templates(goal, each.id), label=each.name) for each in template.THEMES)
    blocks = (Heading(text=title), Choices(choices=themes), Choices(choices=(_picked(goal),)))
    return Message(summary=title, blocks=blocks)


def _templates(goal: Goal, theme: Theme) -> Message[Text]:
    numbered = list(enumerate((each for each in template.TEMPLATES if each.theme == theme), 1))
    lines = tuple(
        Phrase.of("picking.picked", behaviour=each.text) if _has(goal, each) else each.text for _, each in numbered
    )
    blocks: list[Block[Text]] = [Heading(text=theme.name), Items(items=lines, numbered=True)]
    left = [(number, each) for number, each in numbered if not _has(goal, each)]
    if left and len(goal.behaviours) < MOST_BEHAVIOURS:
        blocks.append(Choices(choices=tuple(_picking(goal, each, number) for number, each in left)))
    themes = replace(buttons.templates(goal), label=Phrase.of("button.themes"))
    blocks += [
        Note(text=Phrase.of("wording.many", len(goal.behaviours))),
        Choices(choices=(themes, _picked(goal))),
    ]
    return Message(summary=theme.name, blocks=tuple(blocks))


def _has(goal: Goal, ready: Template) -> bool:
    return any(each.says(ready.text) for each in goal.behaviours)


def _picking(goal: Goal, ready: Template, number: int) -> Choice[Text]:
    token = Token(dialogue=buttons.WORDING, step="pick", subject=goal.id, value=ready.id)
    return Choice(label=Phrase.of("button.pick", number=number), token=str(token))


def _picked(goal: Goal) -> Choice[Text]:
    """The way to what has been picked."""
    return replace(buttons.behaviours(goal), label=Phrase.of("button.picked"))
