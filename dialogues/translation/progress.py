"""What is done of a goal's translation, and what is left, with the next step as its first button.

Everything that has been answered stands in the goal itself, so whoever goes on, on whatever day, goes on with the first
thing that is not answered yet.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from dialogues import buttons, goal_card
from dialogues.facts import Facts
from dialogues.goal import BEHAVIOURS_PER_GOAL, Behaviour, Goal, State
from dialogues.message import Block, Choice, Choices, Heading, Items, Message, Note, Paragraph
from dialogues.phrase import Phrase, Text
from dialogues.translation.confirmation import Standing

#: The questions of each form, by the names of the goal's fields.
QUESTIONS: Final = {
    "guide": ("experience", "signals", "follow_up"),
    "answers": ("meetings", "strengthened", "prioritised_away"),
}


def card(goal: Goal, facts: Facts, *notes: Text) -> Message[Text]:
    """What is done and what is left, with the next step first among the buttons. `notes` are what has just happened.

    Of a goal of the whole organisation, which teams translate, only what it says.
    """
    if goal.team is None:
        return _whole(goal)
    title = Phrase.of("plan.title", title=goal.title)
    return Message(
        summary=title,
        blocks=(
            Heading(text=title),
            *(Paragraph(text=each) for each in notes),
            Note(text=Phrase.of(f"state.{goal.state.value}")),
            Items(items=tuple(_steps(goal, facts))),
            *_behaviours(goal, facts),
            *_less(goal),
            Choices(choices=tuple(_choices(goal, facts))),
        ),
    )


def _whole(goal: Goal) -> Message[Text]:
    title = Phrase.of("everyday.whole", title=goal.title)
    spread = Choice(label=Phrase.of("button.spread"), token=buttons.STATUS)
    ways = (spread, buttons.edit(goal), *(buttons.course(step, goal) for step in buttons.possible(goal)))
    blocks = (
        Heading(text=title),
        Paragraph(text=goal.why),
        Note(text=Phrase.of("lack.whole")),
        Choices(choices=ways),
    )
    return Message(summary=title, blocks=blocks)


def _steps(goal: Goal, facts: Facts) -> Iterator[Phrase]:
    done = {
        "guide": goal.guidance.is_complete,
        "behaviours": len(goal.behaviours) in BEHAVIOURS_PER_GOAL,
        "answers": goal.answers.is_complete,
        "confirmed": bool(goal.behaviours) and _worst(goal, facts) is Standing.CONFIRMED,
        "active": goal.is_active,
    }
    for name, is_done in done.items():
        step = Phrase.of(f"plan.step.{name}", count=len(goal.behaviours))
        yield Phrase.of("plan.done" if is_done else "plan.left", step=step)


def _behaviours(goal: Goal, facts: Facts) -> Iterator[Block[Text]]:
    if not goal.behaviours:
        return
    yield Heading(text=Phrase.of("plan.behaviours"))
    yield Items(items=tuple(_behaviour(each, goal, facts) for each in goal.behaviours))
    suggested = [each for each in facts.suggestions if goal.behaviour(each.behaviour)]
    if suggested:
        yield Note(text=Phrase.of("plan.suggested", len(suggested)))


def _less(goal: Goal) -> Iterator[Block[Text]]:
    if goal.stop:
        yield Heading(text=Phrase.of("goals.less"))
        yield Items(items=tuple(map(goal_card.stop, goal.stop)))


def _behaviour(behaviour: Behaviour, goal: Goal, facts: Facts) -> Text:
    line = goal_card.behaviour(behaviour, goal)
    if goal.state is State.DRAFT:
        return line
    return Phrase.of("plan.behaviour", behaviour=line, standing=standing(behaviour, goal, facts))


def standing(behaviour: Behaviour, goal: Goal, facts: Facts) -> Phrase:
    """What the team says of a behaviour, in a few words; of a draft it knows nothing."""
    key = "unasked" if goal.state is State.DRAFT else facts.standing(behaviour).value
    return Phrase.of(f"standing.{key}")


def _choices(goal: Goal, facts: Facts) -> Iterator[Choice[Text]]:
    """The next step as the primary button, and everything else that can be done."""
    every = {
        "guide": buttons.ask("guide", goal),
        "behaviours": buttons.behaviours(goal),
        "answers": buttons.ask("answers", goal),
        "stop": buttons.stop_items(goal),
        **{step: buttons.course(step, goal) for step in buttons.possible(goal)},
        "edit": buttons.edit(goal),
    }
    first = next_step(goal, facts)
    if first in every:
        yield replace(every[first], style="primary")
    yield from (choice for name, choice in every.items() if name != first)


def next_step(goal: Goal, facts: Facts) -> str:
    """The name of the first thing that is not done yet."""
    worst = _worst(goal, facts)
    if goal.is_active:
        return ""
    if not goal.guidance.is_complete:
        return "guide"
    if len(goal.behaviours) not in BEHAVIOURS_PER_GOAL or worst is Standing.DISPUTED:
        return "behaviours"
    if not goal.answers.is_complete:
        return "answers"
    if worst is Standing.WAITING or goal.state is State.DRAFT:
        return buttons.PROPOSE
    return buttons.ACTIVATE


def _worst(goal: Goal, facts: Facts) -> Standing:
    standings = {facts.standing(each) for each in goal.behaviours}
    return next((each for each in (Standing.DISPUTED, Standing.WAITING) if each in standings), Standing.CONFIRMED)
