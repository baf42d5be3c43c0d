"""`/goal lead`: what somebody who leads has chosen to do in meetings, in feedback and in priorities, for each of their
teams, what is not chosen yet, and how the team says that it goes (domain.md §1, rows 38 and 46)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from dialogues import buttons, help, insight, mirror, reflections
from dialogues.audit import Through
from dialogues.effect import Reply
from dialogues.event import Chose, Commanded, Event, Said, Submitted
from dialogues.facts import Facts, Want
from dialogues.goal import MOST_BEHAVIOURS, Arena, Audience, Behaviour, Goal
from dialogues.message import Block, Choice, Choices, Heading, Items, Message, Note, Paragraph, brief
from dialogues.person import Team
from dialogues.phrase import Phrase, Text
from dialogues.step import Dialogue, Step
from dialogues.token import Token
from dialogues.translation.activation import LEADER_ARENAS, missing_arenas

#: The templates for each arena (domain.md §2.4).
THEMES: Final[Mapping[Arena, str]] = {Arena.MEETING: "LM", Arena.FEEDBACK: "LF", Arena.PRIORITY: "LP"}


def advance(state: None, event: Event, facts: Facts) -> Step[None]:
    """Shows their own to whoever leads, and to nobody else's lead."""
    match event:
        case Commanded() | Said() | Chose(token=Token(step="show")):
            told = [each.id for each in facts.leads if mirror.latest(each, facts.readings)]
            kept = insight.of_readings(told, Through.LEADERSHIP, facts)
            return Step(effects=(*kept, Reply(message=card(facts))))
        case Chose() | Submitted():
            return Step(effects=(Reply(message=help.outdated()),))
        case _:
            return Step()


def commitments(team: Team, goals: Sequence[Goal]) -> tuple[Behaviour, ...]:
    """What is the leader's among the behaviours of the team's active goals, each wording once, arena by arena."""
    found: list[Behaviour] = []
    for each in (behaviour for goal in _active(team, goals) for behaviour in goal.behaviours):
        if each.audience is Audience.LEADER and not any(one.says(each.text) for one in found):
            found.append(each)
    return tuple(sorted(found, key=lambda each: _ARENAS.index(each.arena)))


def card(facts: Facts) -> Message[Text]:
    """Everything that somebody has chosen to do as a lead."""
    if not facts.leads:
        return brief(Phrase.of("leadership.nobody"))
    title = Phrase.of("leadership.title")
    blocks: list[Block[Text]] = [Heading(text=title), Note(text=Phrase.of("leadership.intro"))]
    for team in facts.leads:
        blocks += _team(team, facts)
    return Message(summary=title, blocks=(*blocks, Choices(choices=(reflections.button(),))))


def button() -> Choice[Text]:
    """The way to one's own."""
    return Choice(label=Phrase.of("leadership.button"), token=str(Token(dialogue="leadership", step="show")))


def _team(team: Team, facts: Facts) -> Iterator[Block[Text]]:
    yield Heading(text=team.name)
    if not _active(team, facts.goals):
        yield Paragraph(text=Phrase.of("leadership.no_goal"))
        return
    chosen = commitments(team, facts.goals)
    missing = missing_arenas(chosen)
    lines = [Phrase.of(f"leadership.{each.arena.value}", behaviour=each.text) for each in chosen]
    yield Items(items=(*lines, *(Phrase.of(f"leadership.missing.{arena.value}") for arena in missing)))
    if missing:
        yield from _choose(missing, _active(team, facts.goals))
    yield from mirror.blocks(team, facts.readings)


def _choose(missing: Sequence[Arena], goals: Sequence[Goal]) -> Iterator[Block[Text]]:
    """The templates of what is missing, for the first goal that has room for one more behaviour."""
    goal = next((each for each in goals if len(each.behaviours) < MOST_BEHAVIOURS), None)
    if goal is None:
        yield Note(text=Phrase.of("leadership.full"))
        yield Choices(choices=tuple(map(buttons.behaviours, goals[:1])))
    else:
        picks = ((buttons.templates(goal, THEMES[arena]), arena) for arena in missing)
        labelled = (replace(each, label=Phrase.of(f"leadership.choose.{arena.value}")) for each, arena in picks)
        yield Choices(choices=tuple(labelled))


def _active(team: Team, goals: Sequence[Goal]) -> Sequence[Goal]:
    return [each for each in goals if each.team == team.id and each.is_active]


_ARENAS: Final = (*LEADER_ARENAS, Arena.WORK_MOMENT)

DIALOGUE = Dialogue(name="leadership", advance=advance, wants=Want.GOALS | Want.READINGS)
