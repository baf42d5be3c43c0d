"""A goal's course: put to the team, active, resting, closed (product.md, the method's rules 1-3)."""

from collections.abc import Iterator
from dataclasses import replace

from dialogues import buttons, goal_card, help, news
from dialogues.effect import Effect, Replace, Reply, SaveGoal, Schedule
from dialogues.event import Act, Chose, Occasion, Submitted
from dialogues.facts import Facts, Want
from dialogues.goal import Behaviour, Goal, State
from dialogues.message import Choices, Heading, Items, Message, Paragraph
from dialogues.observability.check import Verdict, assess
from dialogues.person import TeamId
from dialogues.phrase import Day, Phrase, Text
from dialogues.rights import guarded
from dialogues.step import Dialogue
from dialogues.translation import activation, cocreation, ending, progress, trade_off
from dialogues.translation.activation import Lack


def _answer(event: Chose | Submitted, goal: Goal, facts: Facts) -> Iterator[Effect]:
    step = event.token.step
    if step in (buttons.PROPOSE, buttons.ACTIVATE, buttons.REST, buttons.CLOSE):
        if step not in buttons.possible(goal):
            # Somebody else was there first.
            yield _shown(event, progress.card(goal, facts, Phrase.of(f"course.is.{goal.state.value}")))
        elif step == buttons.REST:
            yield from ending.rest(event, goal, facts)
        elif isinstance(event, Submitted):
            yield Reply(message=help.outdated())
        elif step == buttons.PROPOSE:
            yield from _propose(event, goal, facts)
        elif step == buttons.ACTIVATE:
            yield from _activate(event, goal, facts)
        else:
            yield from ending.close(event, goal, facts)
    elif step == trade_off.STEP:
        yield from trade_off.write(event, goal, facts)
    else:
        yield Reply(message=help.outdated())


def _shown(event: Chose | Submitted, message: Message[Text]) -> Effect:
    return Replace(message=message) if isinstance(event, Chose) else Reply(message=message)


# To the team


def _propose(event: Chose, goal: Goal, facts: Facts) -> Iterator[Effect]:
    count = len(goal.behaviours)
    if Lack.FEW in _lacks(event, goal, facts):
        yield Replace(message=progress.card(goal, facts, Phrase.of("course.too_few", count)))
        return
    proposed = replace(goal, state=State.UNTRANSLATED) if goal.state is State.DRAFT else goal
    if proposed != goal:
        yield SaveGoal(goal=proposed)
    yield from cocreation.ask(proposed, facts, event.at)
    yield Replace(
        message=progress.card(proposed, facts, Phrase.of("course.proposed" if facts.members else "course.alone"))
    )


# Active


def _activate(event: Chose, goal: Goal, facts: Facts) -> Iterator[Effect]:
    lacks = _lacks(event, goal, facts)
    others = [each for each in facts.goals if each.team == goal.team and each.id != goal.id]
    arenas = activation.missing_arenas(goal.behaviours)
    if lacks or goal.team is None:
        yield Replace(message=progress.card(goal, facts, *_left(lacks)))
    elif activation.is_fourth(others) and goal.trade_off is None:
        yield Replace(message=trade_off.question(goal, others))
    elif arenas and event.token.value != "anyway":
        yield Replace(message=_without_lead(goal, facts, arenas))
    else:
        yield from _begin(event, goal, goal.team, others, facts)


def _lacks(event: Act, goal: Goal, facts: Facts) -> tuple[Lack, ...]:
    return activation.lacks(
        goal,
        standings=[facts.standing(each) for each in goal.behaviours],
        rejected=any(_is_rejected(each, facts) for each in goal.behaviours),
        today=facts.organisation.day(event.at),
    )


def _is_rejected(behaviour: Behaviour, facts: Facts) -> bool:
    return behaviour.exception is None and any(
        assess(text, language, names=facts.names).verdict is Verdict.REJECT
        for language, text in behaviour.text.texts.items()
    )


def _left(lacks: tuple[Lack, ...]) -> Iterator[Phrase]:
    yield Phrase.of("course.left")
    for each in lacks:
        yield Phrase.of("course.lack", lack=Phrase.of(f"lack.{each.value}"))


def _begin(event: Chose, goal: Goal, team: TeamId, others: list[Goal], facts: Facts) -> Iterator[Effect]:
    today = facts.organisation.day(event.at)
    holder = next((each for each in others if each.is_active and each.focus), None)
    takes_over = holder is None or holder.last < today
    if holder is not None and takes_over:
        yield SaveGoal(goal=replace(holder, focus=None))
    active = replace(goal, state=State.ACTIVE, focus=(goal.focus or goal.beginning) if takes_over else None)
    yield SaveGoal(goal=active)
    # A question about its focus can be asked from now on.
    yield Schedule(occasion=Occasion.WINDOW, subject=team, at=event.at)
    yield from news.post(launch(active), "active", active, facts, event)
    begins = Phrase.of("course.begins", day=Day(day=goal.first, year=True))
    yield Replace(message=progress.card(active, facts, begins if goal.first > today else Phrase.of("course.begun")))


def launch(goal: Goal) -> Message[Text]:
    """What the team is told when a goal begins: all of it."""
    title = Phrase.of("course.launch", title=goal.title)
    begins = Heading(text=Phrase.of("course.we_begin"))
    return Message(summary=title, blocks=(begins, *goal_card.blocks(goal, above=None, readings=())))


def _without_lead(goal: Goal, facts: Facts, arenas: tuple[object, ...]) -> Message[Text]:
    text = Phrase.of("course.no_lead_behaviour")
    missing = tuple(Phrase.of(f"course.arena.{each}") for each in arenas)
    anyway = replace(
        buttons.course(buttons.ACTIVATE, goal, "anyway"), label=Phrase.of("course.anyway"), style="primary"
    )
    return Message(
        summary=text,
        blocks=(
            Paragraph(text=text),
            Items(items=missing),
            Choices(choices=(anyway, buttons.behaviours(goal), buttons.back(goal))),
        ),
    )


DIALOGUE = Dialogue(
    name=buttons.COURSE,
    advance=guarded(_answer, of_whole=(buttons.CLOSE,)),
    wants=Want.GOALS | Want.CONFIRMATIONS | Want.MEMBERS | Want.NAMES,
)
