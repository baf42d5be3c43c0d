"""Digests of one week in which something or nothing has happened."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from dialogues import goals, obstacle
from dialogues.digest.contents import compose
from dialogues.digest.week import Week
from dialogues.digest.why import RULES, why
from dialogues.goal import Status
from dialogues.listening import Listening
from dialogues.measure import Measured
from dialogues.message import Message
from dialogues.phrase import Text
from dialogues.promise import Promise, PromiseId, State
from dialogues.pulse.item import ItemId
from dialogues.statistics.change import Change
from dialogues.window import Reading, Remarks, WindowId
from tests.dialogues.examples import BEHAVIOURS, EARLIER, FACTS, GOAL, PROPOSAL, READING, TEAM

MONDAY = date(2026, 11, 16)
RAISED = Promise(id=PromiseId("p1"), team=TEAM.id, obstacle="waiting", raised_on=MONDAY, due_on=date(2026, 11, 30))
UNDER_WAY = replace(
    RAISED,
    id=PromiseId("p0"),
    obstacle="tools",
    raised_on=date(2026, 11, 2),
    due_on=date(2026, 11, 27),
    state=State.UNDER_WAY,
    action="vi får en gemensam inkorg",
    answered_on=date(2026, 11, 4),
)
DONE = replace(UNDER_WAY, id=PromiseId("p2"), state=State.DONE, answered_on=date(2026, 11, 12))
NOT_POSSIBLE = replace(DONE, state=State.NOT_POSSIBLE, action="systemet är låst året ut")
CLARITY = replace(
    READING,
    window=WindowId("w2"),
    item=ItemId.CLARITY,
    behaviour=None,
    people=8,
    yes=2,
    members=9,
    counts={"2": 2, "3": 2, "4": 2, "5": 2},
)
#: Few are comfortable with how their answers are handled.
WARY = replace(CLARITY, window=WindowId("w3"), item=ItemId.TRUST)
PLAIN = Week(team=TEAM, goal=GOAL, focus=BEHAVIOURS[1], monday=MONDAY, goals=(GOAL,), members=9)


def with_readings(*readings: Reading) -> Week:
    return replace(PLAIN, readings=readings)


def changed(change: Change, *before: Reading) -> Week:
    return with_readings(*before, replace(READING, change=change))


def with_focus(status: Status, since: date) -> Week:
    focus = replace(BEHAVIOURS[1], status=status, status_on=since)
    goal = replace(GOAL, behaviours=tuple(focus if each.id == focus.id else each for each in GOAL.behaviours))
    return replace(changed(Change.UNSAID), focus=focus, goal=goal, goals=(goal,))


FULL = replace(
    changed(Change.LIKELY_UP, EARLIER),
    readings=(EARLIER, replace(READING, change=Change.LIKELY_UP, counts={"yes": 5, "not_that_time": 2}), CLARITY),
    goal=replace(GOAL, measures=(replace(GOAL.measures[0], values=(Measured(day=date(2026, 10, 30), value=69),)),)),
    promises=(UNDER_WAY, RAISED),
    remarks=(Remarks(window=READING.window, texts=("Vi väntar på lagret", "En ruta till", "Mer tid på fredagar")),),
    listening=Listening(asked_on=date(2026, 9, 7), talked_on=date(2026, 11, 10)),
)
WEEKS: Mapping[str, Week] = {
    "a full digest": FULL,
    "a digest of an increase": changed(Change.CLEAR_UP, EARLIER),
    "a digest of an increase of another": replace(
        PLAIN, readings=(replace(READING, behaviour=BEHAVIOURS[0].id, change=Change.LIKELY_UP),)
    ),
    "a digest of a clear increase of another": replace(
        PLAIN, readings=(replace(READING, behaviour=BEHAVIOURS[0].id, change=Change.CLEAR_UP),)
    ),
    "a digest of a decrease": changed(Change.CLEAR_DOWN),
    "a digest of a likely decrease": changed(Change.LIKELY_DOWN),
    "a digest of what one cannot tell": changed(Change.UNSAID),
    "a digest too early": changed(Change.TOO_EARLY),
    "a digest without news": replace(with_readings(READING), monday=date(2026, 11, 30)),
    "a digest before any reading": PLAIN,
    "a digest of a small team": replace(PLAIN, members=4),
    "a digest of twelve": with_readings(replace(READING, people=12, members=12)),
    "a digest of too few": with_readings(replace(READING, people=5, yes=3, members=12)),
    "a digest of a new habit": with_focus(Status.ESTABLISHED, MONDAY),
    "a digest of a new obstacle": replace(PLAIN, promises=(RAISED,)),
    "a digest of a removed obstacle": replace(PLAIN, promises=(DONE,)),
    "a digest of what is not possible": replace(PLAIN, promises=(NOT_POSSIBLE,)),
    "a digest of what somebody proposed": replace(PLAIN, celebrations=(PROPOSAL,)),
    "a digest of silence": replace(PLAIN, listening=Listening(asked_on=date(2026, 11, 2))),
    "a digest of a wary team": replace(FULL, readings=(*FULL.readings, WARY)),
    "a digest of a theme": replace(PLAIN, readings=(replace(READING, obstacles={"time": 3, "waiting": 4}),)),
}
DIGEST_MESSAGES: Mapping[str, Message[Text]] = {
    "what is for the lead": obstacle.for_the_lead(),
    "goals with what was raised": goals.card(TEAM, replace(FACTS, goals=(GOAL,), promises=(RAISED, UNDER_WAY))),
    **{name: compose(week).message for name, week in WEEKS.items()},
    "why a digest shows that": why(RULES),
}
