"""What a team does less of to make room for a goal (domain.md §2.4: text, reason, from-date, review date)."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from dialogues import buttons, editing, goal_card, help
from dialogues.editing import digest
from dialogues.effect import Effect, Open, Replace, Reply, SaveGoal
from dialogues.entry import Entries
from dialogues.event import Act, Chose, Submitted
from dialogues.facts import Facts, Want
from dialogues.form import DateField, Form, TextField
from dialogues.goal import Goal, StopItem
from dialogues.message import Block, Choice, Choices, Heading, Items, Message, Paragraph
from dialogues.phrase import Phrase, Text
from dialogues.rights import guarded
from dialogues.step import Dialogue
from dialogues.token import Token
from dialogues.wellformed import WORDING

#: More than this nobody remembers, and no message holds.
MOST = 10
#: A stop item is looked at again after this long, unless another day is chosen (domain.md §7: monthly).
REVIEW = timedelta(days=30)


def _answer(event: Chose | Submitted, goal: Goal, facts: Facts) -> Iterator[Effect]:
    match event:
        case Chose(token=Token(step="list")):
            yield Replace(message=stop_items(goal))
        case Chose(token=Token(step="add")) if len(goal.stop) < MOST:
            yield Open(form=form(goal, event, facts))
        case Chose(token=Token(step="remove", value=name)):
            left = tuple(each for each in goal.stop if _name(each) != name)
            changed = replace(goal, stop=left)
            if changed != goal:
                yield SaveGoal(goal=changed)
            yield Replace(message=stop_items(changed))
        case Submitted(token=Token(step="save")):
            yield from _save(event, goal, facts)
        case _:
            yield Reply(message=help.outdated())


def stop_items(goal: Goal) -> Message[Text]:
    """What the team does less of, each with a way to take it away."""
    title = Phrase.of("stopping.title", title=goal.title)
    blocks: list[Block[Text]] = [Heading(text=title), Paragraph(text=Phrase.of("stopping.why"))]
    if goal.stop:
        blocks.append(Items(items=tuple(map(goal_card.stop, goal.stop)), numbered=True))
    ways = [_button("add", goal)] if len(goal.stop) < MOST else []
    removing = (_button("remove", goal, each, number) for number, each in enumerate(goal.stop, 1))
    blocks.append(Choices(choices=(*ways, *removing, buttons.back(goal))))
    return Message(summary=title, blocks=tuple(blocks))


def form(goal: Goal, event: Act, facts: Facts) -> Form[Text]:
    """Where one more is written."""
    review = facts.someone.day(event.at) + REVIEW
    return editing.form(
        title=Phrase.of("button.stop"),
        fields=(
            TextField(
                name="text", label=Phrase.of("stopping.text"), hint=Phrase.of("stopping.text_hint"), longest=WORDING
            ),
            TextField(name="reason", label=Phrase.of("stopping.reason"), longest=WORDING, required=False),
            DateField(name="review", label=Phrase.of("stopping.review"), value=review.isoformat(), required=False),
        ),
        token=str(Token(dialogue=buttons.STOPPING, step="save", subject=goal.id)),
    )


def _save(event: Submitted, goal: Goal, facts: Facts) -> Iterator[Effect]:
    entries = Entries(event.values, language=facts.someone.language)
    entries.text("text", most=WORDING)
    text, reason = (entries.wording(name, None, most=WORDING) for name in ("text", "reason"))
    review = entries.day("review", required=False)
    since = facts.someone.day(event.at)
    if review is not None and review < since:
        entries.errors["review"] = Phrase.of("stopping.too_early")
    if len(goal.stop) >= MOST:
        entries.errors["text"] = Phrase.of("stopping.enough", most=MOST)
    if entries.errors or text is None:
        yield editing.rejected(form(goal, event, facts), event, entries.errors)
        return
    changed = goal
    # The same once more is the same form sent twice.
    if all(each.text != text for each in goal.stop):
        item = StopItem(text=text, reason=reason, since=since, review=review)
        changed = replace(goal, stop=(*goal.stop, item))
        yield SaveGoal(goal=changed)
    yield Reply(message=stop_items(changed))


def _button(step: str, goal: Goal, item: StopItem | None = None, number: int = 0) -> Choice[Text]:
    label = Phrase.of("button.remove", number=number) if item else Phrase.of("stopping.add")
    value = _name(item) if item else ""
    token = Token(dialogue=buttons.STOPPING, step=step, subject=goal.id, value=value)
    return Choice(label=label, token=str(token), style="quiet" if item else "primary", opens=item is None)


def _name(item: StopItem) -> str:
    return digest(*item.text.texts.values())


DIALOGUE = Dialogue(name=buttons.STOPPING, advance=guarded(_answer), wants=Want.GOALS)
