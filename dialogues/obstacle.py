"""An obstacle that a team has raised is answered by whoever acts for it, and the team is told what becomes of it."""

from collections.abc import Iterator
from typing import Final

from dialogues import editing, help, obstacle_form, rights
from dialogues.effect import Effect, Open, Post, Reply, SavePromise, Schedule
from dialogues.event import Chose, Event, Occasion, Submitted
from dialogues.facts import Facts, Want
from dialogues.kind import Kind
from dialogues.message import Choice, Message, brief
from dialogues.nudge import sentence
from dialogues.nudge.memory import VARIANTS
from dialogues.obstacle_form import ANSWERS, OBSTACLE
from dialogues.person import Team
from dialogues.phrase import Argument, Day, Phrase, Text, cut
from dialogues.promise import Promise, State
from dialogues.step import Dialogue, Step
from dialogues.token import Token

#: What becomes of an obstacle is worth telling for so many working days.
WORTH: Final = 10


def advance(state: None, event: Event, facts: Facts) -> Step[None]:
    """Whoever acts for the team answers; the first of two answers stands, and the other is shown it."""
    match event:
        case Chose() | Submitted():
            promise = facts.promise
            acted_for = rights.teams_acted_for(facts)
            team = next((each for each in acted_for if promise is not None and each.id == promise.team), None)
            if promise is None or event.token.step != "answer":
                return Step(effects=(Reply(message=help.outdated()),))
            if team is None:
                return Step(effects=(Reply(message=for_the_lead()),))
            if not promise.is_open:
                return Step(effects=(Reply(message=thanks(promise)),))
            return Step(effects=tuple(_answer(event, promise, team, facts)))
        case _:
            return Step()


def _answer(event: Chose | Submitted, promise: Promise, team: Team, facts: Facts) -> Iterator[Effect]:
    if isinstance(event, Chose):
        yield Open(form=obstacle_form.form(promise, event.token.value))
        return
    opened = obstacle_form.form(promise)
    today = facts.organisation.day(event.at)
    now, errors = obstacle_form.answered(promise, event.values, language=facts.someone.language, today=today)
    if errors:
        yield editing.rejected(opened, event, errors)
        return
    is_stale = opened.token != str(event.token)
    if is_stale and (newer := editing.overtaken(opened, event.values)):
        yield Open(form=newer)
        return
    if not is_stale and now != promise:
        yield SavePromise(promise=now)
        yield _tell(now, event, facts)
        # A question may be left to ask, and a team that was quiet for want of this is asked again.
        yield Schedule(occasion=Occasion.REVIEW, subject=team.id, at=event.at)
    yield Reply(message=thanks(now))


def _tell(promise: Promise, event: Submitted, facts: Facts) -> Post:
    return Post(
        to=promise.team,
        members=tuple(each.id for each in facts.members if each.welcome),
        key=f"loop:{promise.id}:{editing.digest(event.id)}",
        kind=Kind.LOOP,
        message=told(promise, variant=sum(each.state is State.DONE for each in facts.promises) % VARIANTS + 1),
        expires_at=facts.organisation.availability.evening(event.at, days=WORTH),
    )


def told(promise: Promise, *, variant: int = 1) -> Message[Text]:
    """What becomes of the obstacle, to the team that raised it."""
    if promise.state is State.DONE:
        rest: Text = promise.rest or Phrase.of("promise.no_rest")
        said = sentence.phrase(Kind.LOOP, variant, obstacle=promise.name, action=promise.action, rest=rest)
    else:
        key = f"promise.told.{promise.state}{'_rest' if promise.rest else ''}"
        gaps: dict[str, Argument] = {"obstacle": promise.name, "action": promise.action}
        if promise.state is State.UNDER_WAY:
            gaps["day"] = Day(day=promise.due_on)
        if promise.rest:
            gaps["rest"] = promise.rest
        said = Phrase(key=key, args=gaps)
    return brief(said)


def ask(promise: Promise, team: Team, *, is_overdue: bool) -> Message[Text]:
    """What becomes of an obstacle, or whether a promise has been kept (m.8), to whoever acts for the team."""
    if promise.state is State.UNDER_WAY and promise.answered_on is not None:
        text = Phrase.of("promise.asked", day=Day(day=promise.answered_on), promise=promise.action)
        return brief(text, *(_button(f"promise.{each}", promise, each) for each in ANSWERS))
    key = "promise.overdue" if is_overdue else "promise.raised"
    day = {} if is_overdue else {"day": Day(day=promise.due_on)}
    return brief(Phrase.of(key, team=team.name, obstacle=promise.name, **day), answer(promise))


def line(promise: Promise, *, most: int = obstacle_form.LONGEST_ACTION) -> Phrase:
    """An obstacle and what becomes of it, on one line with at most so many characters of somebody's own."""
    gaps: dict[str, Argument] = {"obstacle": promise.name}
    if promise.state is not State.RAISED:
        gaps["action"] = cut(promise.action, most)
    if promise.is_open:
        gaps["day"] = Day(day=promise.due_on)
    return Phrase(key=f"promise.line.{promise.state}", args=gaps)


def take(promise: Promise) -> Choice[Text]:
    """To promise what will be done about it, and by when."""
    return _button("promise.take", promise, State.UNDER_WAY)


def answer(promise: Promise) -> Choice[Text]:
    """To say what becomes of it, whichever that is."""
    return _button("promise.answer", promise)


def quiet(promise: Promise) -> Phrase:
    """That a team is asked no more as long as what it raised has no answer, to the team."""
    return Phrase.of("promise.quiet", obstacle=promise.name)


def again(promise: Promise) -> Message[Text]:
    """That a team is asked again, as what it raised has an answer, to the team."""
    return brief(Phrase.of("promise.again", obstacle=promise.name))


def for_the_lead() -> Message[Text]:
    """To somebody of the team who taps what is for its lead, as it stands in the digest that all of them get."""
    return brief(Phrase.of("promise.for_the_lead"))


def thanks(promise: Promise) -> Message[Text]:
    """That an obstacle has its answer, to whoever has given one."""
    return brief(Phrase.of("promise.answered", obstacle=promise.name))


def _button(key: str, promise: Promise, chosen: str = "") -> Choice[Text]:
    token = Token(dialogue=OBSTACLE, step="answer", subject=promise.id, value=chosen)
    return Choice(label=Phrase.of(key), token=str(token), opens=True)


DIALOGUE = Dialogue(name=OBSTACLE, advance=advance, wants=Want.PROMISES | Want.MEMBERS)
