"""Which question a team is asked this week (domain.md §3.3). Questions take turns, people do not: all get the same.

Weeks alternate between two slots: in one the behaviour in focus is asked about, in the other everything else by turns.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain
from typing import Final, TypeVar
from zoneinfo import ZoneInfo

from dialogues.effect import OpenWindow
from dialogues.goal import BehaviourId, Goal
from dialogues.person import Team
from dialogues.pulse.custom import Question
from dialogues.pulse.item import ITEMS, ItemId, Need
from dialogues.window import Option, Past, Slot

T = TypeVar("T")
#: Which of the windows that a team has had are meant.
Such = Callable[[Past], bool]

#: The turns of slot B. Where several items share one, they take it by turns themselves.
TURNS: Final = (
    (ItemId.CLARITY,),
    (ItemId.LEAD_MEET,),
    (ItemId.OBST,),
    (ItemId.LEAD_FB, ItemId.LEAD_PRIO),
    (ItemId.CLARITY,),
    (
        *(ItemId.STOP, ItemId.SEEN, ItemId.DECIDE, ItemId.PRIO),
        *(ItemId.CONF, ItemId.DIALOG, ItemId.KNOW, ItemId.FREQ),
    ),
)
#: The organisation's own questions have the last turn, where it has any.
CUSTOM: Final = (ItemId.YES_NO, ItemId.HOW_CLEAR, ItemId.HOW_OFTEN)
#: Nothing but `beh.last` comes again to a team before so long.
REST: Final = timedelta(days=28)
#: So often it is asked whether an established behaviour still happens, and how comfortable people are with being asked.
QUARTER: Final = timedelta(weeks=13)


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """What a team has been asked, newest first, and what it can be asked about on the local day `today`.

    `goals` are those that it works with; `questions` the organisation's own. `established` are the behaviours that
    happen by now without a reminder.
    """

    team: Team
    today: date
    zone: ZoneInfo
    past: Sequence[Past] = ()
    goals: Sequence[Goal] = ()
    questions: Sequence[Question] = ()
    established: Collection[BehaviourId] = ()

    @property
    def focused(self) -> Goal | None:
        """The goal whose behaviour is in focus."""
        return next((goal for goal in self.goals if goal.focused), None)


def upcoming(course: Course, taken: Collection[Slot]) -> OpenWindow | None:
    """The window that opens now; None where both slots are `taken` by what is still open, or nothing can be asked."""
    latest = next(iter(course.past), None)
    first, second = (Slot.B, Slot.A) if latest is not None and latest.slot is Slot.A else (Slot.A, Slot.B)
    ask = {Slot.A: _about_focus, Slot.B: _about_else}
    found = (ask[slot](course) for slot in (first, second) if slot not in taken and course.goals)
    return next((window for window in found if window is not None), None)


def _about_focus(course: Course) -> OpenWindow | None:
    """Whether it happened: an established behaviour once a quarter, else the one in focus while it is none."""
    steady = (
        (goal, behaviour.id)
        for goal in course.goals
        for behaviour in goal.behaviours
        if behaviour.id in course.established and _last(course, _whether(behaviour.id)) <= course.today - QUARTER
    )
    focus = ((goal, goal.focus) for goal in course.goals if goal.focused and goal.focus not in course.established)
    goal, behaviour = next(chain(steady, focus), (None, None))
    if goal is None or behaviour is None:
        return None
    return OpenWindow(team=course.team.id, item=ItemId.LAST, slot=Slot.A, goal=goal.id, behaviour=behaviour)


def _about_else(course: Course) -> OpenWindow | None:
    if _is_quarter_over(course):
        return OpenWindow(team=course.team.id, item=ItemId.TRUST, slot=Slot.B)
    return next(filter(None, (_in_turn(course, turn) for turn in _turns(course))), None)


def _is_quarter_over(course: Course) -> bool:
    """Since the team was asked how comfortable it is, or since its first question of all (domain.md §7, Trust)."""
    since = _last(course, _of(ItemId.TRUST))
    if since == date.min and course.past:
        since = course.past[-1].opened_at.astimezone(course.zone).date()
    return bool(course.past) and since <= course.today - QUARTER


def _turns(course: Course) -> Iterator[Collection[ItemId]]:
    """The turns of slot B, beginning with the one after the last that was taken."""
    place = 0
    for past in reversed(course.past):
        if past.slot is Slot.B:
            ahead = ((place + step) % len(TURNS) for step in range(len(TURNS)))
            place = 1 + next((turn for turn in ahead if past.item in _items(turn)), place - 1)
    for step in range(len(TURNS)):
        yield _items((place + step) % len(TURNS), custom=bool(course.questions))


def _items(turn: int, *, custom: bool | None = None) -> Collection[ItemId]:
    """The items of a turn; those of the last may be the organisation's own or ours, or both where nobody asks."""
    if turn < len(TURNS) - 1 or custom is False:
        return TURNS[turn]
    return CUSTOM if custom else (*TURNS[turn], *CUSTOM)


def _in_turn(course: Course, items: Collection[ItemId]) -> OpenWindow | None:
    """The item of a turn that has waited longest, if it can be asked; the organisation's own questions likewise."""
    if CUSTOM[0] in items:
        own = [each for each in course.questions if _rested(course, _asks(each))]
        waited = _longest(course, own, _asks)
        if waited is None:
            return None
        return OpenWindow(team=course.team.id, item=waited.item, slot=Slot.B, question=waited.key, text=waited.text)
    possible = [each for each in items if _possible(course, each) and _rested(course, _of(each))]
    item = _longest(course, possible, _of)
    return None if item is None else _about(course, item)


def _possible(course: Course, item: ItemId) -> bool:
    there = Need.GOAL
    there |= Need.FOCUS if course.focused else Need.NOTHING
    there |= Need.GOALS if len(course.goals) > 1 else Need.NOTHING
    there |= Need.LEAD if course.team.lead is not None else Need.NOTHING
    return ITEMS[item].needs in there


def _about(course: Course, item: ItemId) -> OpenWindow:
    needs = ITEMS[item].needs
    window = OpenWindow(team=course.team.id, item=item, slot=Slot.B)
    focused = course.focused
    if Need.FOCUS in needs and focused is not None:
        return OpenWindow(team=course.team.id, item=item, slot=Slot.B, goal=focused.id, behaviour=focused.focus)
    if Need.GOALS in needs:
        options = tuple(Option(goal=goal.id, title=goal.title) for goal in course.goals)
        return OpenWindow(team=course.team.id, item=item, slot=Slot.B, options=options)
    if Need.GOAL in needs:
        # The one in focus first, then each by turns.
        goals = sorted(course.goals, key=lambda goal: goal is not focused)
        goal = _longest(course, goals, lambda goal: lambda past: past.item is item and past.goal == goal.id)
        return OpenWindow(team=course.team.id, item=item, slot=Slot.B, goal=goal.id if goal else None)
    return window


def _of(item: ItemId) -> Such:
    return lambda past: past.item is item


def _whether(behaviour: BehaviourId) -> Such:
    return lambda past: past.item is ItemId.LAST and past.behaviour == behaviour


def _asks(question: Question) -> Such:
    return lambda past: past.question == question.key


def _rested(course: Course, such: Such) -> bool:
    return _last(course, such) <= course.today - REST


def _longest(course: Course, among: Iterable[T], such: Callable[[T], Such]) -> T | None:
    """What was asked longest ago; of what never was, the first."""
    return min(among, key=lambda each: _last(course, such(each)), default=None)


def _last(course: Course, such: Such) -> date:
    """The local day on which such a window last opened, or one long ago."""
    days = (past.opened_at.astimezone(course.zone).date() for past in course.past if such(past))
    return next(days, date.min)
