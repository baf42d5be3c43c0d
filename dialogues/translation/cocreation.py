"""The team says of each proposed behaviour whether two colleagues could tell that it happened (domain.md §2.1).

Each answer is private, and no message repeats it. A suggestion reaches the lead without a name.
"""

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from typing import Final

from dialogues import buttons, editing, help
from dialogues.editing import digest
from dialogues.effect import Effect, Judge, Open, Replace, Reply, Say, Suggest
from dialogues.entry import Entries
from dialogues.event import Act, Chose, Event, Submitted
from dialogues.facts import Facts, Want
from dialogues.form import Form, TextField
from dialogues.goal import Behaviour, Goal, State
from dialogues.kind import Kind
from dialogues.message import Block, Choice, Choices, Heading, Message, Note, Paragraph, Quote, brief
from dialogues.person import Person
from dialogues.phrase import Phrase, Text
from dialogues.step import Dialogue, Step
from dialogues.token import Token
from dialogues.translation import hearing
from dialogues.translation.confirmation import Judgement, Suggestion, SuggestionId
from dialogues.wellformed import BEHAVIOUR

#: Working days that the question is worth sending.
WORTH: Final = 5

#: The states in which a goal may be waiting for what its team says.
_ASKED = (State.UNTRANSLATED, State.RESTING)
_TAPPED = {"yes": Judgement.YES, "no": Judgement.NO}


def is_asked(goal: Goal, facts: Facts) -> bool:
    """Whether the person who looks can still say something about the behaviours of a goal."""
    theirs = goal.team == facts.team.id and goal.state in _ASKED
    return theirs and any(not _has_answered(each.id, facts) for each in goal.behaviours)


def ask(goal: Goal, facts: Facts, at: datetime) -> Iterator[Effect]:
    """Put the behaviours to every member of the team, once for what they are now."""
    yield from _tell(question(goal, ()), _asking(goal), facts.members, facts, at)


def ask_newcomer(facts: Facts, at: datetime) -> Iterator[Effect]:
    """Put the behaviours that their team is being asked about to somebody who has just come, and to whom nothing could
    be said before."""
    for goal in facts.goals:
        if goal.state is State.UNTRANSLATED and is_asked(goal, facts):
            yield from _tell(question(goal, ()), _asking(goal), (facts.someone,), facts, at)


def _asking(goal: Goal) -> str:
    return f"cocreation:{goal.id}:{digest(*(each.id for each in goal.behaviours))}"


def announce(
    goal: Goal, before: Behaviour | None, after: Behaviour | None, facts: Facts, event: Act
) -> Iterator[Effect]:
    """Tell the team what became of a behaviour, with the old text and the new, and ask about the new one.

    While the team is still asked about the goal, a behaviour more or less is not told of by itself.
    """
    if goal.state is State.DRAFT or (goal.state is State.UNTRANSLATED and (before is None or after is None)):
        return
    key = f"change:{goal.id}:{digest(event.id)}"
    yield from _tell(_change(goal, before, after), key, facts.members, facts, event.at)


def _tell(message: Message[Text], key: str, members: Sequence[Person], facts: Facts, at: datetime) -> Iterator[Effect]:
    """To those who have been greeted: nothing is said to anybody before."""
    for member in members:
        if member.welcome:
            until = member.availability.evening(at, days=WORTH)
            yield Say(to=member.id, key=f"{key}:{member.id}", kind=Kind.NEWS, message=message, expires_at=until)


def advance(state: None, event: Event, facts: Facts) -> Step[None]:
    """Only a member of the team is asked, for as long as the goal is not closed."""
    match event:
        case Chose() | Submitted():
            goal = facts.goal
            if goal is None or goal.state in (State.DRAFT, State.CLOSED):
                return Step(effects=(Reply(message=help.outdated()),))
            if goal.team != facts.team.id:
                return Step(effects=(Reply(message=brief(Phrase.of("cocreation.not_yours"))),))
            return Step(effects=tuple(_answer(event, goal, facts)))
        case _:
            return Step()


def _answer(event: Chose | Submitted, goal: Goal, facts: Facts) -> Iterator[Effect]:
    answered = {each.id for each in goal.behaviours if _has_answered(each.id, facts)}
    behaviour = goal.behaviour(event.token.value)
    step = event.token.step
    if step == "show":
        yield Reply(message=question(goal, answered))
    elif behaviour is None and isinstance(event, Submitted):
        yield Reply(message=question(goal, answered, Phrase.of("cocreation.reworded")))
    elif behaviour is None:
        yield Replace(message=question(goal, answered, Phrase.of("cocreation.reworded")))
    elif isinstance(event, Submitted):
        yield from _suggest(event, goal, behaviour, answered, facts)
    elif step == "suggest":
        yield Open(form=form(goal, behaviour))
    elif step == "again":
        yield Replace(message=question(goal, answered - {behaviour.id}))
    elif step in _TAPPED:
        yield Judge(behaviour=behaviour.id, judgement=_TAPPED[step])
        yield from _report(_TAPPED[step], goal, behaviour, facts, event)
        yield Replace(message=question(goal, answered | {behaviour.id}))
    else:
        yield Reply(message=help.outdated())


def _has_answered(behaviour: str, facts: Facts) -> bool:
    confirmation = facts.confirmation(behaviour)
    return confirmation is not None and confirmation.mine is not None


# What is said


def question(goal: Goal, answered: Collection[str], *notes: Text) -> Message[Text]:
    """Every behaviour with its three buttons; of those that are `answered`, only that they are."""
    blocks: list[Block[Text]] = [
        Heading(text=Phrase.of("cocreation.title", title=goal.title)),
        *(Paragraph(text=each) for each in notes),
        Paragraph(text=goal.why),
        Paragraph(text=Phrase.of("cocreation.question")),
    ]
    for behaviour in goal.behaviours:
        blocks += _behaviour(goal, behaviour, is_answered=behaviour.id in answered)
    done = all(each.id in answered for each in goal.behaviours)
    blocks.append(Note(text=Phrase.of("cocreation.done" if done else "cocreation.private")))
    return Message(summary=Phrase.of("cocreation.summary", title=goal.title), blocks=tuple(blocks))


def _behaviour(goal: Goal, behaviour: Behaviour, *, is_answered: bool) -> Iterator[Block[Text]]:
    yield Quote(text=behaviour.text)
    if behaviour.exception:
        yield Note(text=Phrase.of("cocreation.exception", reason=behaviour.exception))
    if is_answered:
        yield Note(text=Phrase.of("cocreation.saved"))
        yield Choices(choices=(_button("again", goal, behaviour),))
    else:
        steps = ("yes", "no", "suggest")
        yield Choices(choices=tuple(_button(step, goal, behaviour) for step in steps))


def _change(goal: Goal, before: Behaviour | None, after: Behaviour | None) -> Message[Text]:
    title = Phrase.of("cocreation.changed", title=goal.title)
    blocks: list[Block[Text]] = [Heading(text=title)]
    if before is not None:
        blocks += [Note(text=Phrase.of("cocreation.before")), Quote(text=before.text)]
    if after is None:
        blocks.append(Paragraph(text=Phrase.of("cocreation.removed")))
    else:
        blocks += [
            Note(text=Phrase.of("cocreation.after" if before is not None else "cocreation.added")),
            *_behaviour(goal, after, is_answered=False),
            Paragraph(text=Phrase.of("cocreation.question")),
            Note(text=Phrase.of("cocreation.private")),
        ]
    return Message(summary=title, blocks=tuple(blocks))


def _button(step: str, goal: Goal, behaviour: Behaviour) -> Choice[Text]:
    token = Token(dialogue=buttons.COCREATION, step=step, subject=goal.id, value=behaviour.id)
    return Choice(label=Phrase.of(f"cocreation.{step}"), token=str(token), opens=step == "suggest")


def form(goal: Goal, behaviour: Behaviour) -> Form[Text]:
    """Where another wording is suggested."""
    return editing.form(
        title=Phrase.of("cocreation.suggest"),
        fields=(
            TextField(
                name="text",
                label=Phrase.of("cocreation.how"),
                hint=Phrase.of("cocreation.how_hint"),
                longest=BEHAVIOUR,
                lines="many",
            ),
        ),
        submit=Phrase.of("cocreation.send"),
        token=str(Token(dialogue=buttons.COCREATION, step="send", subject=goal.id, value=behaviour.id)),
    )


def _suggest(
    event: Submitted, goal: Goal, behaviour: Behaviour, answered: Collection[str], facts: Facts
) -> Iterator[Effect]:
    """Whoever would word it otherwise has said neither yes nor no, and nothing that is kept tells that it was them."""
    entries = Entries(event.values, language=facts.someone.language)
    text = entries.text("text", most=BEHAVIOUR)
    if entries.errors:
        yield editing.rejected(form(goal, behaviour), event, entries.errors)
        return
    suggestion = Suggestion(id=SuggestionId(digest(behaviour.id, text)), behaviour=behaviour.id, text=text)
    yield Suggest(id=suggestion.id, behaviour=behaviour.id, text=text)
    yield Judge(behaviour=behaviour.id, judgement=None)
    yield from hearing.of_suggestion(suggestion, goal, behaviour, facts, event)
    yield from _report(None, goal, behaviour, facts, event)
    yield Reply(message=question(goal, {*answered, behaviour.id}, Phrase.of("cocreation.passed_on")))


def _report(
    judgement: Judgement | None, goal: Goal, behaviour: Behaviour, facts: Facts, event: Act
) -> Iterator[Effect]:
    """Of a goal that the team works with already, nobody is told."""
    if goal.state in _ASKED:
        yield from hearing.of_judgement(judgement, goal, behaviour, facts, event)


DIALOGUE = Dialogue(name=buttons.COCREATION, advance=advance, wants=Want.GOALS | Want.CONFIRMATIONS | Want.MEMBERS)
