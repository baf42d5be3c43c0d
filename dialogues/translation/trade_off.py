"""One goal more than three: what the team gives up for it, in words that the team sees (domain.md §1, row 44)."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from dialogues import buttons, editing
from dialogues.effect import Effect, Open, Reply, SaveGoal
from dialogues.entry import Entries, own_text
from dialogues.event import Chose, Submitted
from dialogues.facts import Facts
from dialogues.form import Form, TextField
from dialogues.goal import Goal
from dialogues.message import Choice, Choices, Items, Message, Paragraph
from dialogues.phrase import Phrase, Text
from dialogues.token import Token
from dialogues.translation import progress
from dialogues.wellformed import WORDING

STEP = "trade"


def question(goal: Goal, others: Sequence[Goal]) -> Message[Text]:
    """Few goals: one of the active ones is put to rest, or the team is told what it gives up."""
    text = Phrase.of("course.fourth", title=goal.title)
    active = [each for each in others if each.is_active]
    resting = tuple(
        Choice(
            label=Phrase.of("course.rest_number", number=number),
            token=buttons.course(buttons.REST, each, goal.id).token,
            opens=True,
        )
        for number, each in enumerate(active, 1)
    )
    trade = Token(dialogue=buttons.COURSE, step=STEP, subject=goal.id)
    return Message(
        summary=text,
        blocks=(
            Paragraph(text=text),
            Items(items=tuple(each.title for each in active), numbered=True),
            Choices(choices=resting),
            Choices(
                choices=(
                    Choice(label=Phrase.of("course.trade"), token=str(trade), opens=True),
                    buttons.back(goal),
                )
            ),
        ),
    )


def write(event: Chose | Submitted, goal: Goal, facts: Facts) -> Iterator[Effect]:
    """Ask for it, and keep it."""
    opened = form(goal, own_text(goal.trade_off, facts.someone.language))
    if isinstance(event, Chose):
        yield Open(form=opened)
        return
    entries = Entries(event.values, language=facts.someone.language)
    entries.text("text", most=WORDING)
    text = entries.wording("text", goal.trade_off, most=WORDING)
    if entries.errors:
        yield editing.rejected(opened, event, entries.errors)
    elif not editing.is_current(opened, event.token) and (newer := editing.overtaken(opened, event.values)):
        yield Open(form=newer)
    else:
        changed = replace(goal, trade_off=text)
        if changed != goal:
            yield SaveGoal(goal=changed)
        yield Reply(message=progress.card(changed, facts, Phrase.of("course.traded")))


def form(goal: Goal, text: str) -> Form[Text]:
    """Where it is written; `text` stands there already."""
    form = editing.form(
        title=Phrase.of("course.trade"),
        fields=(
            TextField(
                name="text",
                label=Phrase.of("course.trade_text"),
                hint=Phrase.of("course.trade_hint"),
                value=text,
                longest=WORDING,
                lines="many",
            ),
        ),
    )
    return editing.stamped(form, Token(dialogue=buttons.COURSE, step=STEP, subject=goal.id))
