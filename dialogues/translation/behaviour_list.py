"""The behaviours of a goal as those see them who work on it: with what the team says of each, and the ways to more."""

from collections.abc import Iterator
from dataclasses import replace

from dialogues import buttons, goal_card
from dialogues.facts import Facts
from dialogues.goal import MOST_BEHAVIOURS, Audience, Behaviour, Goal
from dialogues.message import Block, Choice, Choices, Heading, Items, Message, Note, Paragraph, Quote
from dialogues.phrase import Phrase, Text
from dialogues.translation import progress


def behaviours(goal: Goal, facts: Facts, *notes: Text) -> Message[Text]:
    """The behaviours with what the team says of them, and the ways to more. `notes` are what has just happened."""
    title = Phrase.of("wording.title", title=goal.title)
    blocks: list[Block[Text]] = [Heading(text=title), *(Paragraph(text=each) for each in notes)]
    for number, each in enumerate(goal.behaviours, 1):
        blocks += _behaviour(number, each, goal, facts)
    if not goal.behaviours and goal.guidance.signals:
        blocks += [Note(text=Phrase.of("wording.signals")), Quote(text=goal.guidance.signals)]
    blocks.append(Note(text=Phrase.of("wording.many", len(goal.behaviours))))
    return Message(summary=title, blocks=(*blocks, Choices(choices=tuple(_ways(goal)))))


def _behaviour(number: int, behaviour: Behaviour, goal: Goal, facts: Facts) -> Iterator[Block[Text]]:
    yield Quote(text=Phrase.of("wording.numbered", number=number, behaviour=goal_card.behaviour(behaviour, goal)))
    whose = Phrase.of(f"audience.{behaviour.audience.value}")
    yield Note(text=Phrase.of("wording.about", whose=whose, standing=progress.standing(behaviour, goal, facts)))
    suggestions = [each for each in facts.suggestions if each.behaviour == behaviour.id]
    if suggestions:
        yield Items(items=tuple(Phrase.of("wording.suggested", text=each.text) for each in suggestions))
    yield Choices(
        choices=(
            buttons.reword(goal, behaviour, number),
            *(buttons.reword(goal, behaviour, place, each.id) for place, each in enumerate(suggestions, 1)),
            buttons.remove(goal, behaviour, number),
        )
    )


def _ways(goal: Goal) -> Iterator[Choice[Text]]:
    if len(goal.behaviours) < MOST_BEHAVIOURS:
        yield replace(buttons.templates(goal), style="primary")
        yield buttons.write(goal)
        if goal.guidance.follow_up and all(each.audience is Audience.TEAM for each in goal.behaviours):
            yield buttons.follow_up(goal)
    yield buttons.back(goal)
