"""The nudge of the week: at most one to each person, at their own minute, and never on the day of their question."""

from dataclasses import replace
from datetime import date
from typing import Final

from dialogues import editing, help
from dialogues.effect import Effect, Open, Replace, Reply, Say, Schedule
from dialogues.entry import Entries
from dialogues.event import Chose, Due, Event, Occasion, Submitted
from dialogues.facts import Facts, Want
from dialogues.form import Form, TextField
from dialogues.goal import Behaviour
from dialogues.kind import NUDGES, Kind
from dialogues.message import Message, Paragraph, Quote, brief
from dialogues.nudge import moment, plan_form, reminding, selection, sentence, subject
from dialogues.nudge.memory import Nudged
from dialogues.nudge.pick import named, picks
from dialogues.phrase import Phrase, Text
from dialogues.rhythm import next_week
from dialogues.step import Dialogue, Step
from dialogues.token import Token
from dialogues.window import Value

#: The longest thing that somebody writes down to do.
LONGEST: Final = 200
#: From Friday on, what is to be done before Friday is no longer near.
FRIDAY: Final = 4


def advance(state: Nudged | None, event: Event, facts: Facts) -> Step[Nudged]:
    """Sends one nudge a week, or none; a tap of any of its buttons is taken as a sign that it was read."""
    match event:
        case Due():
            return _nudge(state or Nudged(), event, facts) if facts.someone.welcome else _leave_alone(state, facts)
        case Chose(token=Token(step="thanks" | "not_now" as step, value=value)) if value in NUDGES:
            message = brief(Phrase.of(f"nudge.said.{step}"))
            return Step(state=_touched(state, Kind(value)), effects=(Replace(message=message),))
        case Chose(token=Token(step="commit")):
            return Step(state=_touched(state, Kind.COMMIT), effects=(Open(form=commitment()),))
        case Submitted(token=Token(step="commit")):
            return Step(state=state, effects=(_commit(event, facts),))
        case Chose(token=Token(step="pick" | "write")):
            return Step(state=_touched(state, Kind.PLAN), effects=_plan(event, facts))
        case Chose() | Submitted():
            return Step(state=state, effects=(Reply(message=help.outdated()),))
        case _:
            return Step(state=state)


def _touched(state: Nudged | None, kind: Kind) -> Nudged | None:
    return state.touched(kind) if state else None


def _leave_alone(state: Nudged | None, facts: Facts) -> Step[Nudged]:
    return Step(state=state, effects=(Schedule(occasion=Occasion.NUDGE, subject=facts.someone.id, at=None),))


def _nudge(memory: Nudged, due: Due, facts: Facts) -> Step[Nudged]:
    person = facts.someone
    today = person.day(due.at)
    if not moment.is_nudge_time(person, due.at):
        right = moment.nudge_at(person, person.availability.next_try(due.at))
        return Step(state=memory, effects=(Schedule(occasion=Occasion.NUDGE, subject=person.id, at=right),))
    monday = next_week(person.timezone, due.at)
    again = Schedule(occasion=Occasion.NUDGE, subject=person.id, at=moment.nudge_at(person, monday))
    behaviour = subject.subject(facts, today) if not memory.nudged_in_week_of(today) else None
    kind = selection.choose(behaviour, facts, memory, today) if behaviour else None
    if behaviour is None or kind is None:
        return Step(state=memory, effects=(again,))
    say = Say(
        to=person.id,
        key=f"nudge:{person.id}:{today}",
        message=compose(kind, behaviour, facts, memory, today),
        expires_at=person.availability.evening(due.at),
        kind=kind,
    )
    return Step(state=_remembering(memory.after(kind, today), kind, behaviour), effects=(say, again))


def _remembering(memory: Nudged, kind: Kind, behaviour: Behaviour) -> Nudged:
    """What is said of a behaviour once is not said again."""
    match kind:
        case Kind.CELEBRATE:
            return replace(memory, celebrated=(*memory.celebrated, behaviour.id))
        case Kind.FADE:
            return replace(memory, faded=(*memory.faded, behaviour.id))
        case _:
            return memory


def compose(kind: Kind, behaviour: Behaviour, facts: Facts, memory: Nudged, today: date) -> Message[Text]:
    """The nudge in words and with its buttons, in another way than the last one of its kind."""
    variant, gaps = memory.next_variant(kind), _gaps(kind, behaviour, facts, today)
    if behaviour == subject.focused(facts, today):
        text = sentence.phrase(kind, variant, **gaps)
    else:
        text = sentence.chosen(kind, variant, **gaps | {"behaviour": sentence.shortly(behaviour)})
    match kind:
        case Kind.PLAN:
            buttons = sentence.situations(behaviour, picks(subject.team_of(behaviour, facts)))
        case Kind.COMMIT:
            buttons = sentence.commit()
        case _:
            buttons = sentence.answers(kind)
    return sentence.message(text, *buttons, stop=memory.offers_stop)


def _gaps(kind: Kind, behaviour: Behaviour, facts: Facts, today: date) -> dict[str, Text | int]:
    match kind:
        case Kind.OWN:
            own = selection.latest(behaviour, facts)
            return {"a": own.count(Value.YES), "b": len(own)}
        case Kind.MISS:
            plan = selection.plan_of(behaviour, facts)
            planned = Phrase.of("nudge.chance.plan", situation=plan.situation) if plan else None
            return {"chance": planned or Phrase.of("nudge.chance.any")}
        case Kind.COMMIT:
            day = "friday" if today.weekday() < FRIDAY else "wednesday"
            return {"day": Phrase.of(f"nudge.by.{day}")}
        case Kind.CELEBRATE:
            return {"event": Phrase.of("nudge.event.habit", behaviour=sentence.shortly(behaviour))}
        case _:
            return {"behaviour": sentence.shortly(behaviour)}


def _plan(event: Chose, facts: Facts) -> tuple[Effect, ...]:
    """A plan with a situation that was picked, or the form for one's own words."""
    id, _, name = event.token.value.partition("~")
    behaviour = subject.offered(id, facts)
    if behaviour is None:
        return (Reply(message=help.outdated()),)
    if event.token.step == "write":
        return (Open(form=plan_form.form(behaviour, selection.plan_of(behaviour, facts))),)
    pick = named(name, subject.team_of(behaviour, facts))
    if pick is None:
        return (Reply(message=help.outdated()),)
    plan = plan_form.picked(behaviour, pick)
    _, keeping = reminding.keep(plan, facts, event.at)
    return *keeping, Replace(message=plan_form.saved(plan))


def commitment() -> Form[Text]:
    """The one thing that somebody will do."""
    return editing.form(
        title=Phrase.of("nudge.write"),
        fields=(
            TextField(
                name="text", label=Phrase.of("nudge.one_thing"), hint=Phrase.of("nudge.only_you"), longest=LONGEST
            ),
        ),
        token=str(Token(dialogue=sentence.NUDGE, step="commit")),
    )


def _commit(event: Submitted, facts: Facts) -> Effect:
    entries = Entries(event.values, language=facts.someone.language)
    text = entries.text("text", most=LONGEST)
    if entries.errors:
        return editing.rejected(commitment().filled(event.values), event, entries.errors)
    return Reply(message=committed(text))


def committed(text: str) -> Message[Text]:
    """What somebody wrote down, said back to them. It is kept nowhere else."""
    said = Phrase.of("nudge.committed")
    return Message(summary=said, blocks=(Paragraph(text=said), Quote(text=text)))


DIALOGUE = Dialogue(
    name=sentence.NUDGE,
    advance=advance,
    wants=Want.GOALS | Want.PLANS | Want.OWN | Want.CLOSED | Want.READINGS,
    states=Nudged,
)
