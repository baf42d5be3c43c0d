"""How a goal is shown: what and how with the same weight, and what we do less of (domain.md §1, rows 19 and 27)."""

from collections.abc import Iterator, Sequence

from dialogues import reading
from dialogues.goal import Audience, Behaviour, Goal, State, Status, StopItem
from dialogues.measure import Measure
from dialogues.message import Block, Heading, Items, Note, Paragraph, Quote
from dialogues.phrase import Day, Phrase, Text
from dialogues.window import Reading


def blocks(goal: Goal, *, above: Goal | None, readings: Sequence[Reading]) -> Iterator[Block[Text]]:
    """The goal, with the one of the whole organisation that it stands under, and the latest of its `readings`."""
    yield Heading(text=Phrase.of("goals.what", title=goal.title))
    yield Paragraph(text=goal.why)
    first, last = Day(day=goal.first, year=True), Day(day=goal.last, year=True)
    yield Note(text=Phrase.of("goals.period", first=first, last=last))
    if above is not None:
        yield Note(text=Phrase.of("goals.above", title=above.title))
    if goal.everyday is not None:
        yield Quote(text=goal.everyday)
    if goal.state is not State.ACTIVE:
        yield Note(text=Phrase.of(f"state.{goal.state.value}"))
    yield from _how(goal)
    # A figure is never shown without what one does for it.
    if goal.measures and goal.behaviours:
        yield Heading(text=Phrase.of("goals.measures"))
        yield Items(items=tuple(map(measure, goal.measures)))
    yield from _less(goal)
    newest = latest(goal, readings)
    if newest is not None:
        yield Note(text=Phrase.of("goals.latest", period=reading.period(newest), share=reading.said(newest)))


def latest(goal: Goal, readings: Sequence[Reading]) -> Reading | None:
    """The latest of the readings about what the goal's team has in focus, which its card shows."""
    focus = goal.focus if goal.is_active else None
    published = [each for each in readings if focus and each.is_of(focus) and each.team == goal.team]
    return published[-1] if published else None


def behaviour(one: Behaviour, goal: Goal) -> Text:
    """A behaviour on one line: whether it is in focus, where it shows, how far we are, and why it is an exception."""
    key = "goals.focus" if one.id == goal.focus else "goals.behaviour"
    line = Phrase.of(key, behaviour=one.text, arena=Phrase.of(f"arena.{one.arena.value}"))
    if one.status is not Status.NEW:
        line = Phrase.of("goals.with_status", behaviour=line, status=Phrase.of(f"status_of.{one.status.value}"))
    return Phrase.of("goals.exception", behaviour=line, reason=one.exception) if one.exception else line


def stop(item: StopItem) -> Text:
    """What we do less of on one line, with the reason and the day on which we look at it again."""
    line: Text = Phrase.of("goals.stop", text=item.text, reason=item.reason) if item.reason else item.text
    return Phrase.of("goals.review", stop=line, day=Day(day=item.review)) if item.review else line


def measure(one: Measure) -> Phrase:
    """A measure on one line: where it comes from, where it is to go, and what was measured last."""
    parts = Phrase.of(f"measure.{one.kind.value}", name=one.name)
    if one.start is not None and one.target is not None:
        parts = Phrase.of("measure.from_to", name=parts, start=one.start, target=one.target)
    elif one.target is not None:
        parts = Phrase.of("measure.to", name=parts, target=one.target)
    if one.unit:
        parts = Phrase.of("measure.unit", rest=parts, unit=one.unit)
    if one.by:
        parts = Phrase.of("measure.by", rest=parts, day=Day(day=one.by, year=True))
    return _latest(one, parts)


def _latest(one: Measure, said: Phrase) -> Phrase:
    latest = one.latest
    if latest is None:
        return said
    return Phrase.of("measure.latest", rest=said, value=latest.value, day=Day(day=latest.day, year=True))


def _how(goal: Goal) -> Iterator[Block[Text]]:
    for audience, key in ((Audience.TEAM, "goals.how"), (Audience.LEADER, "goals.how_lead")):
        theirs = [each for each in goal.behaviours if each.audience is audience]
        if theirs:
            yield Heading(text=Phrase.of(key))
            theirs.sort(key=lambda each: each.id != goal.focus)
            yield Items(items=tuple(behaviour(each, goal) for each in theirs))


def _less(goal: Goal) -> Iterator[Block[Text]]:
    if goal.stop or goal.trade_off:
        yield Heading(text=Phrase.of("goals.less"))
    if goal.stop:
        yield Items(items=tuple(map(stop, goal.stop)))
    if goal.trade_off:
        yield Paragraph(text=Phrase.of("goals.trade_off", text=goal.trade_off))
