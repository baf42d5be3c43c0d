"""How a goal of the whole organisation looks in a team's everyday: the team's own line, and its own translation."""

from collections.abc import Iterator
from dataclasses import replace

from dialogues import buttons, editing, help, rights
from dialogues.effect import Effect, Open, Reply, SaveGoal
from dialogues.entry import Entries, own_text
from dialogues.event import Chose, Event, Submitted
from dialogues.facts import Facts, Want
from dialogues.form import Form, TextField
from dialogues.goal import Goal, State
from dialogues.message import Block, Choices, Heading, Message, Note, Paragraph, Quote, brief
from dialogues.person import Team
from dialogues.phrase import Phrase, Text
from dialogues.step import Dialogue, Step
from dialogues.token import Token
from dialogues.translation import draft

#: Characters of the line.
LONGEST = 300


def invitation(goal: Goal, team: Team, facts: Facts) -> Iterator[Block[Text]]:
    """A goal of the whole organisation that the team has not made its own yet."""
    yield Heading(text=Phrase.of("everyday.whole", title=goal.title))
    yield Paragraph(text=goal.why)
    yield Note(text=Phrase.of("everyday.untranslated"))
    choices = []
    if team in facts.teams:
        choices.append(buttons.everyday(goal, team))
    if team in rights.teams_acted_for(facts):
        choices.append(buttons.make_ours(goal, team))
    if choices:
        yield Choices(choices=tuple(choices))


def advance(state: None, event: Event, facts: Facts) -> Step[None]:
    """Each member of a team writes its line; whoever leads it translates the goal."""
    match event:
        case Chose() | Submitted():
            above = facts.goal
            team = next((each for each in facts.teams if each.id == event.token.value.partition("~")[0]), None)
            if above is None or above.team or above.state is State.CLOSED or not rights.is_seen(above, facts):
                return Step(effects=(Reply(message=help.outdated()),))
            if team is None:
                return Step(effects=(Reply(message=_not_yours()),))
            return Step(effects=tuple(_answer(event, above, team, facts)))
        case _:
            return Step()


def _answer(event: Chose | Submitted, above: Goal, team: Team, facts: Facts) -> Iterator[Effect]:
    own = next((each for each in facts.goals if each.above == above.id and each.team == team.id), None)
    match event:
        case Chose(token=Token(step="write")):
            yield Open(form=_form(above, team, own, facts))
        case Submitted(token=Token(step="write")):
            yield from _write(event, above, team, own, facts)
        case Chose(token=Token(step="translate")) if team in rights.teams_acted_for(facts):
            if own is None:
                own = draft.child(above, team, facts.someone, event)
                yield SaveGoal(goal=own)
            yield Reply(message=_ours(own))
        case Chose(token=Token(step="translate")):
            yield Reply(message=rights.nobody_led())
        case _:
            yield Reply(message=help.outdated())


def _ours(goal: Goal) -> Message[Text]:
    return brief(Phrase.of("everyday.ours", title=goal.title), buttons.translate(goal))


def _not_yours() -> Message[Text]:
    return brief(Phrase.of("everyday.not_yours"))


def _write(event: Submitted, above: Goal, team: Team, own: Goal | None, facts: Facts) -> Iterator[Effect]:
    opened = _form(above, team, own, facts)
    entries = Entries(event.values, language=facts.someone.language)
    entries.text("text", most=LONGEST)
    line = entries.wording("text", own.everyday if own else None, most=LONGEST)
    if entries.errors:
        yield editing.rejected(opened, event, entries.errors)
    elif opened.token != str(event.token) and (newer := editing.overtaken(opened, event.values)):
        yield Open(form=newer)
    else:
        goal = replace(own or draft.child(above, team, facts.someone, event), everyday=line)
        if goal != own:
            yield SaveGoal(goal=goal)
        text = Phrase.of("everyday.saved", title=above.title)
        blocks: list[Block[Text]] = [Paragraph(text=text), *([Quote(text=line)] if line else [])]
        yield Reply(message=Message(summary=text, blocks=tuple(blocks)))


def _form(above: Goal, team: Team, own: Goal | None, facts: Facts) -> Form[Text]:
    line = own_text(own.everyday if own else None, facts.someone.language)
    return editing.form(
        title=Phrase.of("button.everyday"),
        fields=(
            TextField(
                name="text",
                label=Phrase.of("everyday.line", title=above.title),
                hint=Phrase.of("everyday.hint"),
                value=line,
                longest=LONGEST,
            ),
        ),
        token=str(
            Token(
                dialogue=buttons.EVERYDAY,
                step="write",
                subject=above.id,
                value=f"{team.id}~{editing.digest(line)}",
            )
        ),
    )


DIALOGUE = Dialogue(name=buttons.EVERYDAY, advance=advance, wants=Want.GOALS)
