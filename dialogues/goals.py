"""`/goal`: what a team is working towards, what one would see it do, and what it does less of."""

from collections.abc import Iterator, Sequence
from typing import Final

from dialogues import help, reading
from dialogues.effect import Reply
from dialogues.event import Chose, Commanded, Event, Opened, Said
from dialogues.facts import Facts, Want
from dialogues.goal import Audience, Behaviour, Goal, Measure, StopItem
from dialogues.message import Block, Choice, Choices, Heading, Items, Message, Note, Paragraph
from dialogues.person import Team
from dialogues.phrase import Day, Phrase, Text
from dialogues.step import Dialogue, Step
from dialogues.token import Token
from dialogues.window import Reading

NAME: Final = "goals"


def show(team: Team | None = None) -> str:
    """The token that shows a team's goals; without a team, those of whoever taps."""
    return str(Token(dialogue=NAME, step="show", subject=team.id if team else ""))


def advance(state: None, event: Event, facts: Facts) -> Step[None]:
    """Shows the person's own team; the teams that they lead are a tap away. Nobody else's can be looked up."""
    match event:
        case Chose(token=Token(step="show", subject=subject)) if subject:
            team = next((each for each in facts.teams if each.id == subject), None)
            return Step(effects=(Reply(message=_card(team, facts) if team else help.outdated()),))
        case Commanded() | Said() | Opened() | Chose(token=Token(step="show")):
            return Step(effects=(Reply(message=_card(facts.team, facts)),))
        case Chose():
            return Step(effects=(Reply(message=help.outdated()),))
        case _:
            return Step()


def _card(team: Team, facts: Facts) -> Message[Text]:
    goals = tuple(each for each in facts.goals if each.team == team.id)
    others = tuple(each for each in facts.teams if each.id != team.id)
    return card(team, goals, facts.readings, others)


def card(team: Team, goals: Sequence[Goal], readings: Sequence[Reading], others: Sequence[Team] = ()) -> Message[Text]:
    """A team's goals. What and how have the same weight; `others` are teams that the reader may also look up."""
    title = Phrase.of("goals.title", team=team.name)
    blocks: list[Block[Text]] = [Heading(text=title)]
    if not goals:
        blocks.append(Paragraph(text=Phrase.of("goals.none")))
    for goal in goals:
        blocks += _goal(goal, readings)
    if others:
        buttons = tuple(Choice(label=Phrase.of("goals.show", team=each.name), token=show(each)) for each in others)
        blocks.append(Choices(choices=buttons))
    return Message(summary=title, blocks=tuple(blocks))


def _goal(goal: Goal, readings: Sequence[Reading]) -> Iterator[Block[Text]]:
    yield Heading(text=Phrase.of("goals.what", title=goal.title))
    yield Paragraph(text=goal.why)
    if goal.measures:
        yield Items(items=tuple(_measure(each) for each in goal.measures))
    for audience, key in ((Audience.TEAM, "goals.how"), (Audience.LEADER, "goals.how_lead")):
        theirs = [each for each in goal.behaviours if each.audience is audience]
        if theirs:
            yield Heading(text=Phrase.of(key))
            theirs.sort(key=lambda each: each.id != goal.focus)
            yield Items(items=tuple(_behaviour(each, goal) for each in theirs))
    if goal.stop:
        yield Heading(text=Phrase.of("goals.less"))
        yield Items(items=tuple(_stop(each) for each in goal.stop))
    published = [each for each in readings if each.behaviour == goal.focus and each.team == goal.team]
    if published:
        latest = published[-1]
        yield Note(text=Phrase.of("goals.latest", period=reading.period(latest), share=reading.share(latest)))


def _behaviour(behaviour: Behaviour, goal: Goal) -> Text:
    arena = Phrase.of(f"arena.{behaviour.arena.value}")
    key = "goals.focus" if behaviour.id == goal.focus else "goals.behaviour"
    return Phrase.of(key, behaviour=behaviour.text, arena=arena)


def _stop(item: StopItem) -> Text:
    return Phrase.of("goals.stop", text=item.text, reason=item.reason) if item.reason else item.text


def _measure(measure: Measure) -> Text:
    parts: Phrase = Phrase.of("measure.name", name=measure.name)
    if measure.start is not None and measure.target is not None:
        parts = Phrase.of("measure.from_to", name=parts, start=measure.start, target=measure.target)
    elif measure.target is not None:
        parts = Phrase.of("measure.to", name=parts, target=measure.target)
    if measure.unit:
        parts = Phrase.of("measure.unit", rest=parts, unit=measure.unit)
    return Phrase.of("measure.by", rest=parts, day=Day(day=measure.by, year=True)) if measure.by else parts


DIALOGUE = Dialogue(name=NAME, advance=advance, wants=Want.GOALS | Want.READINGS)
