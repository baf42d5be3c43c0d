"""One question, one tap: asked once in each window, and once again where it was put off or left (domain.md §3.2)."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final, Literal

from dialogues import help, rhythm, settings
from dialogues.effect import Effect, Record, Replace, Reply, SaveSettings, Say, Schedule, Withdraw
from dialogues.event import Chose, Due, Event, Occasion
from dialogues.facts import Facts, Want
from dialogues.kind import Kind
from dialogues.message import Message
from dialogues.phrase import Text
from dialogues.pulse import card, reminder, scale
from dialogues.pulse.back_off import Pace, pace
from dialogues.pulse.item import ItemId
from dialogues.silence import Reason, Silence, of_calendar
from dialogues.step import Dialogue, Step
from dialogues.token import Token
from dialogues.window import Aspect, Value, Window

#: A question that has not been delivered for so many working days is dropped (domain.md §9).
EXPIRY_DAYS: Final = 3
#: In one of so many weeks it has the ways to pause and to stop.
OFFERED_EVERY: Final = 3
#: So many times it can be put off.
SNOOZES: Final = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The question of a window has been put to this person, which gives them a say in it.

    Whether they have answered is not remembered here: nothing but the answer itself knows (R13). `snoozes` is how often
    they have put it off, `waits` that it comes again because they have, `reminded` that it has come again because
    nothing came of it. `silent`: they were asked whether to pause in its place, and `kept`: they have chosen.
    """

    tag: Literal["asked", "silent", "kept"] = "asked"
    snoozes: int = 0
    waits: bool = False
    reminded: bool = False


def advance(state: Asked | None, event: Event, facts: Facts) -> Step[Asked]:
    """Asks once in each window, at the person's own minute. A tap can be repeated, changed and taken back."""
    match event:
        case Due(occasion=Occasion.REMINDER):
            return _ask_again(state, event, facts)
        case Due():
            return _ask(state, event, facts)
        case Chose(token=token):
            return _take(state, event, token, facts)
        case _:
            return Step(state=state)


def _ask(state: Asked | None, due: Due, facts: Facts) -> Step[Asked]:
    person, window = facts.someone, facts.window
    if not person.welcome:
        return Step(state=state, effects=(Schedule(occasion=Occasion.PULSE, subject=person.id, at=None),))
    next_week = _again(facts, rhythm.next_week(person.timezone, due.at))
    if state is not None or window is None or not window.lives or facts.team.quiet:
        return Step(state=state, effects=(next_week,))
    if not rhythm.is_pulse_time(person, due.at):
        return Step(effects=(_again(facts, person.availability.next_try(due.at)),))
    match pace(facts.asked_before, window.opened_at, facts.organisation.timezone):
        case Pace.WAIT:
            return Step(effects=(next_week,))
        case Pace.OFFER:
            say = _say(facts, due.at, window, card.silence(window), Kind.SILENCE, "silence")
            return Step(state=Asked(tag="silent"), effects=(say, next_week))
        case _:
            say = _say(
                facts,
                due.at,
                window,
                card.question(window, later=True, control=_offers_control(due, facts)),
                Kind.PULSE,
            )
            return Step(state=Asked(), effects=(say, reminder.plan(window, facts, due.at), next_week))


def silence(due: Due, facts: Facts) -> Silence | None:
    """Why nobody of the person's team is asked anything; not when that ends, as their own minute is their own."""
    person, window = facts.someone, facts.window
    if person.greeted_on is None:
        return Silence(reason=Reason.NOT_GREETED)
    local = due.at.astimezone(person.timezone)
    reason = of_calendar(person, due.at)
    if reason is None and person.greeted_on >= local.date():
        reason = Reason.JUST_GREETED
    if reason is None and local.weekday() not in rhythm.PULSE_DAYS:
        reason = Reason.OTHER_DAY
    if reason is None and facts.team.quiet:
        reason = Reason.QUIET
    if reason is None and (window is None or not window.lives):
        reason = Reason.NO_QUESTION
    return Silence(reason=reason) if reason else None


def _again(facts: Facts, after: datetime) -> Schedule:
    moment = rhythm.pulse_at(facts.someone, after)
    return Schedule(occasion=Occasion.PULSE, subject=facts.someone.id, at=moment)


def _offers_control(due: Due, facts: Facts) -> bool:
    """Whether a question has the ways to pause and to stop: in every third week (domain.md §4.3).

    Nobody is asked more than once a week, so that is every third question without anything being remembered; of
    somebody who is asked in every second week it is every third, too, as two and three have no divisor in common.
    """
    return rhythm.week_number(facts.someone.day(due.at)) % OFFERED_EVERY == 0


def _say(facts: Facts, at: datetime, window: Window, message: Message[Text], kind: Kind, again: str = "") -> Say:
    person = facts.someone
    key = f"pulse:{window.id}:{person.id}"
    return Say(
        to=person.id,
        key=f"{key}:{again}" if again else key,
        message=message,
        expires_at=person.availability.evening(at, days=EXPIRY_DAYS),
        kind=kind,
    )


def _ask_again(state: Asked | None, due: Due, facts: Facts) -> Step[Asked]:
    person, window = facts.someone, facts.window
    over = Schedule(occasion=Occasion.REMINDER, subject=person.id, at=None)
    if state is None or state.tag != "asked" or window is None or not window.lives or window.closed_at is not None:
        return Step(state=state, effects=(over,))
    when = person.availability.next_try(due.at)
    if not person.welcome or (state.reminded and not state.waits):
        return Step(state=state, effects=(over,))
    if when > due.at:
        return Step(state=state, effects=(replace(over, at=when, about=window.id),))
    message = card.question(window, later=state.snoozes < SNOOZES, control=_offers_control(due, facts))
    if state.waits:
        say = _say(facts, due.at, window, message, Kind.SNOOZED, f"snoozed:{state.snoozes}")
        after = over if state.reminded else reminder.plan(window, facts, due.at)
        return Step(state=replace(state, waits=False), effects=(say, after))
    say = _say(facts, due.at, window, message, Kind.REMINDER, "reminder")
    return Step(state=replace(state, reminded=True), effects=(say, over))


def _take(state: Asked | None, event: Chose, token: Token, facts: Facts) -> Step[Asked]:
    window = facts.window
    if state is None or window is None or window.id != token.subject:
        return Step(state=state, effects=(Reply(message=help.outdated()),))
    if state.tag != "asked":
        return _choose_pace(state, token)
    if window.closed_at is not None:
        return Step(state=state, effects=(Replace(message=card.closed()),))
    if token.step == "later" and state.snoozes < SNOOZES and token.value in reminder.LATER:
        at = reminder.later(token.value, facts, event.at)
        schedule = Schedule(occasion=Occasion.REMINDER, subject=facts.someone.id, at=at, about=window.id)
        off = replace(state, snoozes=state.snoozes + 1, waits=True)
        return Step(state=off, effects=(schedule, Replace(message=card.put_off(window))))
    return Step(state=state, effects=tuple(_answer(token, window, facts)))


def _choose_pace(state: Asked, token: Token) -> Step[Asked]:
    match token.step:
        case "pause":
            effects = (SaveSettings(stopped=True), Replace(message=settings.stopped()))
            return Step(state=replace(state, tag="kept"), effects=effects)
        case "keep":
            return Step(state=replace(state, tag="kept"), effects=(Replace(message=card.kept()),))
        case _:
            return Step(state=state, effects=(Reply(message=help.outdated()),))


def _answer(token: Token, window: Window, facts: Facts) -> Iterator[Effect]:
    no_more = Schedule(occasion=Occasion.REMINDER, subject=facts.someone.id, at=None, about=window.id)
    match token.step:
        case "answer" if window.takes(token.value):
            yield Record(window=window.id, value=token.value)
            yield no_more
            asks_why = window.item is ItemId.LAST and token.value == Value.NOT_THAT_TIME
            comment = facts.invited and (_is_low(window, token.value) or (asks_why and facts.missed_before))
            yield Replace(message=card.thanks(window, obstacles=asks_why, comment=comment))
        case "obstacle" if window.item is ItemId.LAST and scale.OBSTACLES.has(token.value):
            yield Record(window=window.id, value=token.value, aspect=Aspect.OBSTACLE)
            yield Replace(message=card.thanks(window))
        case "skip":
            yield Record(window=window.id, value=scale.SKIPPED)
            yield no_more
            yield Replace(message=card.skipped(window))
        case "change":
            yield Replace(message=card.question(window))
        case "undo":
            yield Withdraw(window=window.id)
            yield Replace(message=card.question(window, withdrawn=True))
        case _:
            yield Reply(message=help.outdated())


def _is_low(window: Window, value: str) -> bool:
    """An answer after which somebody may want to say what would make it easier."""
    return window.item in (ItemId.CLARITY, ItemId.CONF) and value in ("1", "2")


DIALOGUE = Dialogue(name=card.NAME, advance=advance, wants=Want.WINDOW, states=Asked, silence=silence)
