"""What a lead promises one person in a talk, asked about on its day until it is answered (m.8); the person is told."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from dialogues import editing, help
from dialogues.effect import DropPersonalPromise, Effect, Open, Replace, Reply, SavePersonalPromise, Say, Schedule
from dialogues.event import Act, Chose, Due, Event, Occasion, Submitted
from dialogues.facts import Facts, Want
from dialogues.kind import Kind
from dialogues.meeting import promising_form
from dialogues.meeting.personal_promise import PersonalPromise, PersonalPromiseId
from dialogues.meeting.promising_form import BETWEEN
from dialogues.message import Block, Choice, Choices, Heading, Items, Message, brief
from dialogues.phrase import Day, Phrase, Text
from dialogues.pulse.screening import Warned, doubt
from dialogues.step import Dialogue, Step
from dialogues.token import Token

#: The question, and what became of it, are worth so many working days.
WORTH: Final = 3
#: What becomes of a promise with one tap.
ENDS: Final = ("done", "not_possible")


def advance(state: Warned | None, event: Event, facts: Facts) -> Step[Warned]:
    """Only the lead makes, moves and answers a promise."""
    match event:
        case Due():
            return Step(state=state, effects=tuple(_ask(event, facts)))
        case Chose() | Submitted() if not facts.leads or not facts.organisation.rules.keep_texts:
            return Step(effects=(Reply(message=help.outdated()),))
        case Chose(token=Token(step="new", value=to)):
            id = PersonalPromiseId(editing.digest(event.id))
            return Step(effects=(Open(form=promising_form.form(id, None, facts, to=to)),))
        case Submitted(token=Token(step="save")):
            return _save(state, event, facts)
        case Chose():
            return Step(effects=tuple(_answer(event, facts)))
        case Submitted():
            return Step(effects=(Reply(message=help.outdated()),))
        case _:
            return Step(state=state)


def made(facts: Facts) -> Sequence[PersonalPromise]:
    """What the person has promised and not answered, the first to be kept first."""
    return [each for each in facts.personal_promises if each.lead == facts.someone.id]


def _save(state: Warned | None, event: Submitted, facts: Facts) -> Step[Warned]:
    id = PersonalPromiseId(event.token.subject)
    known = next((each for each in made(facts) if each.id == id), None)
    entered, errors = promising_form.read(id, known, event.values, facts, facts.someone.day(event.at))
    if not errors and entered and (said := doubt(entered.text, (), state)):
        errors, state = {"text": said}, Warned()
    if errors or entered is None:
        form = promising_form.form(id, known, facts).filled(event.values)
        return Step(state=state, effects=(editing.rejected(form, event, errors),))
    others = tuple(each for each in facts.personal_promises if each.id != id)
    now = replace(facts, personal_promises=(*others, entered))
    text = Phrase.of("between.saved", name=_name(entered, facts), day=Day(day=entered.due_on))
    return Step(effects=(SavePersonalPromise(promise=entered), _next(event, now), Reply(message=brief(text))))


def _answer(event: Chose, facts: Facts) -> Iterator[Effect]:
    known = next((each for each in made(facts) if each.id == event.token.subject), None)
    if known is None:
        yield Reply(message=brief(Phrase.of("between.over")))
    elif event.token.step == "move":
        yield Open(form=promising_form.form(known.id, known, facts))
    elif event.token.step in ENDS:
        left = tuple(each for each in facts.personal_promises if each != known)
        yield DropPersonalPromise(promise=known.id)
        yield _tell(known, event, facts)
        yield _next(event, replace(facts, personal_promises=left))
        yield Replace(message=brief(Phrase.of(f"between.answered.{event.token.step}", name=_name(known, facts))))
    else:
        yield Reply(message=help.outdated())


def _tell(promise: PersonalPromise, event: Chose, facts: Facts) -> Say:
    person = next(each for each in facts.counterparts if each.id == promise.to)
    return Say(
        to=person.id,
        key=f"between:{promise.id}:{event.token.step}",
        kind=Kind.PROMISED,
        message=told(promise, facts.someone.name, event.token.step),
        expires_at=person.availability.evening(event.at, days=WORTH),
    )


def told(promise: PersonalPromise, lead: str, became: str) -> Message[Text]:
    """What became of the promise, to whom it was made by the lead of this name: one of ENDS."""
    return brief(Phrase.of(f"between.told.{became}", name=lead, promise=promise.text))


def _next(event: Act | Due, facts: Facts) -> Schedule:
    lead = facts.someone
    at = min((each.asked_next(lead, event.at) for each in made(facts)), default=None)
    return Schedule(occasion=Occasion.PROMISE, subject=lead.id, at=at)


def _ask(due: Due, facts: Facts) -> Iterator[Effect]:
    lead = facts.someone
    today = lead.day(due.at)
    for promise in made(facts):
        if promise.is_asked_on(today):
            yield Say(
                to=lead.id,
                key=f"between:{promise.id}:{today}",
                kind=Kind.PROMISE,
                message=ask(promise, _name(promise, facts)),
                expires_at=lead.availability.evening(due.at, days=WORTH),
            )
    yield _next(due, facts)


def ask(promise: PersonalPromise, name: str) -> Message[Text]:
    """Whether a promise to the person of this name has been kept."""
    text = Phrase.of("between.asked", name=name, day=Day(day=promise.made_on), promise=promise.text)
    return brief(text, *_answers(promise))


def _answers(promise: PersonalPromise) -> tuple[Choice[Text], ...]:
    def button(step: str, key: str, *, opens: bool = False) -> Choice[Text]:
        token = Token(dialogue=BETWEEN, step=step, subject=promise.id)
        return Choice(label=Phrase.of(key), token=str(token), opens=opens)

    return (
        button("done", "promise.done"),
        button("move", "promise.under_way", opens=True),
        button("not_possible", "promise.not_possible"),
    )


def making(to: str = "") -> Choice[Text]:
    """The form of a new promise, to the person with this id."""
    token = Token(dialogue=BETWEEN, step="new", value=to)
    return Choice(label=Phrase.of("between.new"), token=str(token), opens=True)


def open_ones(facts: Facts) -> Iterator[Block[Text]]:
    """What the person has promised, with its answers, and what they have been promised."""
    own = made(facts)
    if own:
        yield Heading(text=Phrase.of("between.made"))
        for each in own:
            yield Items(items=(_line(each, _name(each, facts)),))
            yield Choices(choices=_answers(each))
    given = [each for each in facts.personal_promises if each.to == facts.someone.id]
    if given:
        yield Heading(text=Phrase.of("between.given"))
        names = {each.id: each.name for each in facts.counterparts}
        yield Items(items=tuple(_line(each, names.get(each.lead, "")) for each in given))


def before(facts: Facts, to: str) -> Iterator[Block[Text]]:
    """What the lead has promised the person with this id, before a talk with them."""
    open_to = [each for each in made(facts) if each.to == to]
    if open_to:
        yield Items(items=tuple(_promised(each) for each in open_to))


def _promised(promise: PersonalPromise) -> Phrase:
    return Phrase.of("between.promised", promise=promise.text, day=Day(day=promise.due_on))


def _line(promise: PersonalPromise, name: str) -> Phrase:
    return Phrase.of("between.line", name=name, promise=promise.text, day=Day(day=promise.due_on))


def _name(promise: PersonalPromise, facts: Facts) -> str:
    return next((each.name for each in facts.counterparts if each.id == promise.to), "")


DIALOGUE = Dialogue(name=BETWEEN, advance=advance, wants=Want.MEETINGS, states=Warned)
