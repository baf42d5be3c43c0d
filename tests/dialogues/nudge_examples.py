"""A team in the third window of its focus, and one example of every nudge and of what a plan leads to."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, time

from dialogues import goal_card, obstacle, obstacle_form, quiet, review, talk
from dialogues.facts import Facts
from dialogues.form import Form
from dialogues.goal import Behaviour, BehaviourId, Status
from dialogues.kind import NUDGES, Kind
from dialogues.message import Message, brief
from dialogues.nudge import nudging, plan_form, reminding, sentence
from dialogues.nudge.memory import VARIANTS, Nudged
from dialogues.nudge.pick import USUAL
from dialogues.nudge.plan import Plan
from dialogues.phrase import Phrase, Text, Wording
from dialogues.promise import Promise, PromiseId
from dialogues.promise import State as Answer
from dialogues.situation import Days
from dialogues.translation import ending
from dialogues.wellformed import BEHAVIOUR, TITLE
from dialogues.wellformed import WORDING as ROOM
from dialogues.window import Own, Value
from tests.dialogues.examples import ANNA, BEHAVIOURS, FACTS, GOAL, MONDAY, READING, TEAM

FOCUS = BEHAVIOURS[1]
OTHER = BEHAVIOURS[0]
LONG = replace(OTHER, id=BehaviourId("long"), text=Wording(texts={"sv": "å" * BEHAVIOUR, "en": "o" * BEHAVIOUR}))
#: A Thursday, and a Friday.
THURSDAY, FRIDAY = date(2026, 11, 19), date(2026, 11, 20)
PLAN = Plan(
    behaviour=FOCUS,
    situation="kunden lägger på",
    action="skriver jag upp vem jag ringer",
    days=Days.WORKING,
    at=time(10, 30),
)
USUAL_PLANS = tuple(plan_form.picked(FOCUS, each) for each in USUAL)
ONCE = replace(PLAN, behaviour=OTHER, action="", days=Days.ONCE, day=date(2026, 11, 24))
YES, NO, NONE = (Own(behaviour=FOCUS.id, value=each) for each in (Value.YES, Value.NOT_THAT_TIME, Value.NO_OCCASION))
#: Past the baseline, with a plan, and with nothing that there would be a word about.
READY: Facts = replace(FACTS, goals=(GOAL,), plans=(PLAN,), closed=(FOCUS.id, FOCUS.id))
OBSTACLE = Promise(
    id=PromiseId("h1"),
    team=TEAM.id,
    obstacle="waiting",
    raised_on=date(2026, 11, 2),
    due_on=date(2026, 11, 16),
)
USUALLY = replace(READING, yes=7)


def established(on: date) -> Behaviour:
    return replace(FOCUS, status=Status.ESTABLISHED, status_on=on)


def focused(behaviour: Behaviour, facts: Facts = READY) -> Facts:
    """The facts with this in the place of the behaviour in focus."""
    others = tuple(behaviour if each.id == behaviour.id else each for each in GOAL.behaviours)
    return replace(facts, goals=(replace(GOAL, behaviours=others),))


def _nudges() -> Iterator[tuple[str, Message[Text]]]:
    facts = replace(READY, own=(YES, NO, NO))
    for kind in NUDGES:
        memory = Nudged()
        for number in range(VARIANTS):
            day = THURSDAY if number else FRIDAY
            yield f"{kind} {number}", nudging.compose(kind, FOCUS, facts, memory, day)
            memory = memory.after(kind, day)
    chosen = replace(READY, plans=(), person=replace(ANNA, nudged_about=OTHER.id))
    longest = replace(READY, plans=(), goals=(replace(GOAL, behaviours=(LONG,), focus=LONG.id),))
    memory = long_memory = Nudged()
    for number in range(VARIANTS):
        for kind in (Kind.PLAN, Kind.COMMIT):
            for name, behaviour in (("", OTHER), (", long", LONG)):
                message = nudging.compose(kind, behaviour, chosen, memory, THURSDAY)
                yield f"{kind} about one's own choice {number}{name}", message
            memory = memory.after(kind, THURSDAY)
        for kind in (Kind.PLAN, Kind.CELEBRATE, Kind.FADE):
            yield f"a long {kind} {number}", nudging.compose(kind, LONG, longest, long_memory, THURSDAY)
            long_memory = long_memory.after(kind, THURSDAY)
        title, room = Wording(texts={"sv": "å" * TITLE, "en": "o" * TITLE}), Wording(texts={"sv": "ä" * ROOM})
        yield f"a long transl {number}", review.to_translate(replace(GOAL, title=title), number + 1)
        yield f"a long drop {number}", brief(ending.makes_room(replace(GOAL, title=title), room, number))
    yield "miss without a plan", nudging.compose(Kind.MISS, FOCUS, replace(facts, plans=()), Nudged(), THURSDAY)
    for number in range(1, 1 + VARIANTS):
        yield f"before {number}", sentence.before(PLAN, number)
        gaps = {"obstacle": "Tid", "action": "mötet är struket", "rest": "inget"}
        yield f"loop {number}", brief(sentence.phrase(Kind.LOOP, number, **gaps))
        yield f"drop {number}", brief(sentence.phrase(Kind.DROP, number, goal=GOAL.title, other=GOAL.title))
        yield f"transl {number}", brief(sentence.phrase(Kind.TRANSLATE, number, goal=GOAL.title))


def _plans() -> Iterator[tuple[str, Message[Text]]]:
    yield "no plan", reminding.plans(replace(READY, plans=()), MONDAY)
    kept = replace(PLAN, behaviour=OTHER, kept=True)
    yield "plans", reminding.plans(replace(READY, plans=(PLAN, replace(ONCE, situation=USUAL[0].situation))), MONDAY)
    yield "a plan that is kept", reminding.plans(replace(READY, plans=(kept,)), MONDAY)
    yield "a plan is saved", plan_form.saved(PLAN)
    for days in Days:
        plan = replace(PLAN, days=days, day=date(2026, 11, 24) if days is Days.ONCE else None)
        yield f"a plan for {days}", plan_form.saved(plan)
    for each in USUAL_PLANS:
        yield f"a plan of ours, {each.days}", plan_form.saved(each)
    yield "committed", nudging.committed("Jag ringer två kunder")
    yield "said thanks", brief(Phrase.of("nudge.said.thanks"))
    yield "said not now", brief(Phrase.of("nudge.said.not_now"))


def _talks() -> Iterator[tuple[str, Message[Text]]]:
    yield "why it is quiet", talk.quiet(TEAM)
    yield "no longer quiet", talk.again()
    yield "to the lead of a quiet team", talk.nudge(TEAM)
    yield "a talk is noted", brief(Phrase.of("talk.noted"))


def _promises() -> Iterator[tuple[str, Message[Text]]]:
    under_way = replace(OBSTACLE, state=Answer.UNDER_WAY, action="Tvåan tar kön", answered_on=OBSTACLE.raised_on)
    for state in (Answer.DONE, Answer.UNDER_WAY, Answer.NOT_POSSIBLE):
        for rest in ("", "helgerna"):
            yield f"told {state} {rest}", obstacle.told(replace(under_way, state=state, rest=rest))
    for overdue in (False, True):
        yield f"an obstacle, overdue: {overdue}", obstacle.ask(OBSTACLE, TEAM, is_overdue=overdue)
        yield f"quiet for an obstacle, silent: {overdue}", quiet.why(TEAM, (OBSTACLE,), is_silent=overdue)
    yield "a promise", obstacle.ask(under_way, TEAM, is_overdue=False)
    yield "answered, asked again", obstacle.again(under_way)
    yield "it is answered", obstacle.thanks(under_way)


def _reviews() -> Iterator[tuple[str, Message[Text]]]:
    for status in (Status.ESTABLISHED, Status.RESTING, Status.PRACTISING):
        known = replace(FOCUS, status=status)
        yield f"the next focus, {status}", review.proposal(known, OTHER, TEAM)
        yield f"the next focus, {status}, long", review.proposal(replace(LONG, status=status), LONG, TEAM)
        yield f"a behaviour, {status}", brief(goal_card.behaviour(known, GOAL))


NUDGE_MESSAGES: Mapping[str, Message[Text]] = dict((*_nudges(), *_plans(), *_reviews(), *_talks(), *_promises()))
NUDGE_FORMS: Mapping[str, Form[Text]] = {
    "a new plan": plan_form.form(FOCUS, None),
    "a plan of one's own": plan_form.form(FOCUS, PLAN),
    "a plan of ours": plan_form.form(FOCUS, USUAL_PLANS[0]),
    "a commitment": nudging.commitment(),
    "an obstacle": obstacle_form.form(OBSTACLE),
}
NUDGE_ERRORS: Mapping[str, Text] = {
    "a time that never comes": Phrase.of("my_plan.never"),
    "a day that is no promise": Phrase.of("promise.by_then"),
}
