"""An organisation of nine teams after a year, to write a report about."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from math import sin

from dialogues.goal import Answers, Behaviour, BehaviourId, Goal, GoalId, State, Status, StopItem
from dialogues.measure import Cadence, Measure, Measured
from dialogues.person import Organisation, PersonId, Team, TeamId
from dialogues.phrase import Wording
from dialogues.promise import Promise, PromiseId
from dialogues.promise import State as PromiseState
from dialogues.pulse.item import ItemId
from dialogues.report.records import Closed, OneOnOnes, Records
from dialogues.rules import Reference, Rules
from dialogues.statistics.change import Change
from dialogues.window import Reading, WindowId
from tests.dialogues.examples import BEHAVIOURS, GOAL, STOCKHOLM, SWEDEN

TODAY = date(2026, 11, 16)
#: How it has moved in each team.
CHANGES = (Change.CLEAR_UP, Change.LIKELY_UP, Change.UNSAID, Change.LIKELY_UP, Change.UNSAID, Change.TOO_EARLY)
COMPANY = Organisation(name="Exempel AB", language="sv", timezone=STOCKHOLM, calendar=SWEDEN)
TEAMS = tuple(
    Team(id=TeamId(f"t{number}"), name=f"Team {number}", lead=PersonId(f"chef{number}"), quiet=number == 8)
    for number in range(9)
)
DONE = Answers(
    meetings=Wording(texts={"sv": "Måndagsmötet."}),
    strengthened=Wording(texts={"sv": "Återkopplingen."}),
    prioritised_away=Wording(texts={"sv": "Veckorapporten."}),
)
#: How far each team's three behaviours have come.
STATUSES = (Status.ESTABLISHED, Status.PRACTISING, Status.NEW)
NPS = Measure(
    name="NKI",
    unit="index",
    cadence=Cadence.MONTHLY,
    values=tuple(
        Measured(day=date(2026, month, 28), value=round(64 + month + 2 * sin(month))) for month in range(1, 11)
    ),
)
ABOVE = replace(
    GOAL, id=GoalId("alla"), team=None, state=State.UNTRANSLATED, behaviours=(), focus=None, measures=(NPS,)
)


def goal_of(number: int, team: Team) -> Goal:
    """The last team has not translated its goal yet."""
    is_ready = number < 8
    return replace(
        GOAL,
        id=GoalId(f"g{number}"),
        team=team.id,
        above=ABOVE.id,
        state=State.ACTIVE if is_ready else State.UNTRANSLATED,
        behaviours=tuple(_behaviours(number)),
        focus=BehaviourId(f"{number}-b2"),
        measures=(),
        stop=(StopItem(text=Wording(texts={"sv": "Veckorapporten."}), review=TODAY + timedelta(days=number - 2)),),
        answers=DONE if is_ready else Answers(),
    )


def _behaviours(number: int) -> Iterator[Behaviour]:
    for place, each in enumerate(BEHAVIOURS):
        yield replace(
            each, id=BehaviourId(f"{number}-{each.id}"), status=STATUSES[(place + number) % 3 if number % 3 else 1]
        )


def reading(team: int, item: ItemId, week: int, so: int, people: int, /, **counts: int) -> Reading:
    """What a team said in a week, counted back from TODAY: of so many people it is `so` for some."""
    last = TODAY - timedelta(weeks=week, days=1)
    return Reading(
        window=WindowId(f"{team}-{item}-{week}"),
        team=TeamId(f"t{team}"),
        item=item,
        goal=GoalId(f"g{team}"),
        behaviour=BehaviourId(f"{team}-b2") if item is ItemId.LAST else None,
        first=last - timedelta(days=13),
        last=last,
        people=people,
        yes=so,
        members=9,
        counts=counts,
    )


def readings() -> Iterator[Reading]:
    """What six of the teams have said through the year, the oldest first: more and more of it is so."""
    for week in range(44, -1, -4):
        for team in range(6):
            people = 5 + (team + week) % 3
            grown = min(people, round(people * (0.3 + 0.011 * (44 - week)) + (team % 2)))
            last = reading(team, ItemId.LAST, week, grown, people, yes=grown, not_that_time=people - grown)
            yield replace(last, change=CHANGES[team] if week < 20 else Change.TOO_EARLY)
            clear = min(people, round(people * (0.15 + 0.006 * (44 - week))))
            fairly = min(people - clear, 2)
            rest = people - clear - fairly
            yield reading(team, ItemId.CLARITY, week, clear, people, **{"5": clear, "4": fairly, "2": rest})
    for week, items in ((30, ItemId.LEAD_MEET), (6, ItemId.LEAD_MEET), (10, ItemId.LEAD_FB), (9, ItemId.LEAD_PRIO)):
        for team in range(6):
            yield reading(team, items, week, 2 if week > 20 else 4, 6)
    for team in range(4):
        yield reading(team, ItemId.SEEN, 5, 2, 5, several=1, once=1, no=3)
        yield reading(team, ItemId.DIALOG, 7, 4, 6, decided=2, briefly=2, no=2)
        yield reading(team, ItemId.TRUST, 3, 4, 6, **{"4": 3, "5": 1, "3": 2})
        yield reading(team, ItemId.STOP, 8, 2, 6, yes=2, should=3, not_needed=1)


def promises() -> Iterator[Promise]:
    for number, days in enumerate((5, 9, 30, None)):
        raised = TODAY - timedelta(days=60 - number)
        yield Promise(
            id=PromiseId(f"p{number}"),
            team=TeamId(f"t{number}"),
            obstacle="time",
            raised_on=raised,
            due_on=raised + timedelta(days=14),
            state=PromiseState.DONE if days else PromiseState.RAISED,
            action="Klart" if days else "",
            answered_on=raised + timedelta(days=days) if days else None,
        )


GOALS = (ABOVE, *(goal_of(number, team) for number, team in enumerate(TEAMS)))
#: Nobody has said anything, and nothing has been counted.
BARE = Records(organisation=COMPANY, today=TODAY, teams=TEAMS, goals=GOALS, people=81)
RECORDS = replace(
    BARE,
    readings=tuple(sorted(readings(), key=lambda each: each.last)),
    talks={TeamId("t0"): 3, TeamId("t1"): 2, TeamId("t2"): 1, TeamId("t4"): 2},
    promises=tuple(promises()),
    closed=Closed(windows=160, silent=22),
    one_on_ones=OneOnOnes(leads=7, told=64, about_goal=41),
    stopped=2,
)
#: Of an organisation that has just begun.
EMPTY = Records(organisation=COMPANY, today=TODAY, teams=TEAMS[:2], people=12)


def only(*readings: Reading, **changes: object) -> Records:
    """An organisation with these readings alone, the oldest first."""
    return replace(BARE, readings=tuple(sorted(readings, key=lambda each: each.last)), **changes)  # type: ignore[arg-type]


def kpi(months: int, cadence: Cadence = Cadence.MONTHLY, *, follows: bool = True, later: int = 1) -> Records:
    """A KPI of the whole organisation that follows what was answered in each of its periods, or an earlier one."""
    days = [TODAY - timedelta(weeks=4 * (months - number)) for number in range(months + 1)]
    course = [0.5 + 0.4 * sin(number**2) for number in range(months + 1)]
    values = [10 * course[number - later] if follows else 10 * sin(5.3 * number**2) for number in range(months + 1)]
    measure = Measure(
        name="NKI",
        unit="index",
        cadence=cadence,
        values=tuple(Measured(day=day, value=round(value, 3)) for day, value in zip(days, values, strict=True)),
    )
    answered = [
        replace(reading(number, ItemId.LAST, 0, 0, 5), yes=round(100 * share), people=100, members=100, last=day)
        for number in range(2)
        for day, share in zip(days[1:], course[1:], strict=True)
    ]
    goals = (replace(ABOVE, measures=(measure,)), *GOALS[1:])
    return only(*(replace(each, first=each.last) for each in answered), goals=goals)


def begun(goal: Goal) -> Goal:
    """The same goal before any of its behaviours has come anywhere."""
    return replace(goal, behaviours=tuple(replace(each, status=Status.NEW) for each in goal.behaviours))


#: What else can be said, each at least once.
VARIED = (
    replace(RECORDS, talks={}, goals=tuple(map(begun, GOALS))),
    replace(
        RECORDS,
        organisation=replace(
            COMPANY, rules=Rules(reference=Reference(percent=80, source=Wording(texts={"sv": "Mätningen 2024"})))
        ),
        goals=(*GOALS, *(replace(GOALS[1], id=GoalId(f"more{number}")) for number in range(3))),
        stopped=40,
    ),
    only(
        *(
            replace(reading(number, ItemId.LAST, 2, 0, 5), change=change)
            for number, change in enumerate((Change.LIKELY_DOWN, Change.CLEAR_DOWN))
        ),
        *(reading(number, ItemId.SEEN, 2, 0, 5) for number in range(2)),
        replace(reading(0, ItemId.CLARITY, 2, 3, 5), members=12),
        *(reading(number, ItemId.LAST, 30, 0, 5) for number in range(2)),
        organisation=COMPANY,
        goals=tuple(
            replace(each, behaviours=tuple(replace(one, status=Status.RESTING) for one in each.behaviours))
            for each in GOALS
        ),
    ),
    replace(only(*(replace(reading(number, ItemId.LAST, 2, 1, 5), members=30) for number in range(2))), teams=TEAMS),
    replace(RECORDS, promises=tuple(replace(each, answered_on=TODAY) for each in promises()), goals=GOALS[:-1]),
    kpi(23),
    kpi(30),
    kpi(30, follows=False),
    kpi(30, later=0),
    kpi(5, Cadence.WEEKLY),
)
