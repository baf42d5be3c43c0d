"""A goal is put to rest, which makes room for another, or is closed."""

from collections.abc import Iterator
from dataclasses import replace

from dialogues import buttons, editing, focus, news, rights
from dialogues.effect import Effect, Open, Replace, Reply, SaveGoal
from dialogues.entry import Entries, own_text
from dialogues.event import Act, Chose, Submitted
from dialogues.facts import Facts
from dialogues.form import Form, TextField
from dialogues.goal import Goal, State
from dialogues.kind import Kind
from dialogues.message import Block, Message, Note, Paragraph, Quote, brief
from dialogues.nudge import sentence
from dialogues.nudge.memory import VARIANTS
from dialogues.phrase import Phrase, Text, Wording
from dialogues.token import Token
from dialogues.translation import progress
from dialogues.wellformed import WORDING


def rest(event: Chose | Submitted, goal: Goal, facts: Facts) -> Iterator[Effect]:
    """Its value is the goal that it makes room for, where there is one."""
    value = event.token.value
    room = next((each.title for each in facts.goals if each.id == value and rights.is_seen(each, facts)), None)
    opened = form(goal, own_text(room, facts.someone.language), value)
    if isinstance(event, Chose):
        yield Open(form=opened)
        return
    entries = Entries(event.values, language=facts.someone.language)
    text = entries.text("text", most=WORDING)
    if entries.errors:
        yield editing.rejected(opened, event, entries.errors)
        return
    resting = replace(goal, state=State.RESTING, focus=None)
    language = facts.someone.language
    told = room if room and text == own_text(room, language) else Wording(texts={language: text})
    team = facts.team_of(goal)
    says = makes_room(goal, told, team.rested if team else 0)
    yield from _stop(resting, says, goal, facts, event, kind=Kind.DROP)
    yield Reply(message=progress.card(resting, facts, Phrase.of("course.rested")))


def makes_room(goal: Goal, room: Wording, before: int) -> Phrase:
    """What the team is told when its goal is put to rest for the sake of `room`. It has been told so `before` so many
    times: by turns in other words."""
    gaps = {"goal": goal.title.cut(sentence.TITLE), "other": room.cut(sentence.TITLE).quoted}
    return sentence.phrase(Kind.DROP, before % VARIANTS + 1, **gaps)


def close(event: Chose, goal: Goal, facts: Facts) -> Iterator[Effect]:
    """Closed for good, once it has been asked whether it is meant so."""
    if event.token.value != "yes":
        yield Replace(message=_really(goal))
        return
    closed = replace(goal, state=State.CLOSED, focus=None)
    if goal.state is State.DRAFT:
        text = Phrase.of("course.discarded", title=goal.title)
        yield SaveGoal(goal=closed)
    else:
        text = Phrase.of("course.closed", title=goal.title)
        yield from _stop(closed, text, goal, facts, event)
    yield Replace(message=brief(text))


def _stop(
    stopped: Goal, text: Phrase, goal: Goal, facts: Facts, event: Act, *, kind: Kind = Kind.NEWS
) -> Iterator[Effect]:
    """Tell the team that `goal` is no longer worked with, and what is in focus instead, if it was in focus."""
    yield SaveGoal(goal=stopped)
    heir = focus.passed_on(goal, facts, facts.organisation.day(event.at))
    if heir is not None and heir.focused is not None:
        yield SaveGoal(goal=heir)
    yield from news.post(farewell(text, heir), stopped.state.value, stopped, facts, event, kind=kind)


def farewell(text: Phrase, heir: Goal | None) -> Message[Text]:
    """What the team is told when a goal is no longer worked with: `text`, and what its `heir` has in focus, if any."""
    blocks: list[Block[Text]] = [Paragraph(text=text)]
    if heir is not None and heir.focused is not None:
        blocks += [Note(text=Phrase.of("focus.chosen")), Quote(text=heir.focused.text)]
    return Message(summary=text, blocks=tuple(blocks))


def _really(goal: Goal) -> Message[Text]:
    yes = replace(buttons.course(buttons.CLOSE, goal, "yes"), label=Phrase.of("course.yes_close"), style="primary")
    return brief(Phrase.of("course.really", title=goal.title), yes, buttons.back(goal))


def form(goal: Goal, room: str, value: str) -> Form[Text]:
    """Where it is said what the goal makes room for; `room` stands there already. `value` goes along."""
    return editing.form(
        title=Phrase.of("button.rest"),
        fields=(
            TextField(
                name="text",
                label=Phrase.of("course.rest_text"),
                hint=Phrase.of("course.rest_hint"),
                value=room,
                longest=WORDING,
            ),
        ),
        submit=Phrase.of("button.rest"),
        token=str(Token(dialogue=buttons.COURSE, step=buttons.REST, subject=goal.id, value=value)),
    )
