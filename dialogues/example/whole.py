"""How a whole organisation is doing, to show what somebody who may see it meets."""

from dataclasses import replace
from datetime import date

from dialogues.example.company import (
    ASKING_FACTS,
    CALLING,
    GOAL,
    LEAD,
    MANAGERS,
    MONDAY,
    OBSTACLE,
    ORGANISATION,
    TEAM,
    UNDER_WAY,
)
from dialogues.goal import GoalId, State
from dialogues.person import Team, TeamId
from dialogues.phrase import Wording
from dialogues.pulse.item import ItemId
from dialogues.report.records import Records
from dialogues.window import Reading, WindowId

_WHOLE = replace(
    GOAL,
    id=GoalId("kunden"),
    team=None,
    owner=LEAD.id,
    state=State.UNTRANSLATED,
    title=Wording(texts={"sv": "Kunden märker att vi bryr oss", "en": "The customer notices that we care"}),
    behaviours=(),
    focus=None,
)
_OURS = replace(GOAL, above=_WHOLE.id, everyday=CALLING.text)
_STORE, _SHOP = Team(id=TeamId("lager"), name="Lagret"), Team(id=TeamId("butik"), name="Butiken")
_TEAMS = (MANAGERS, TEAM, _STORE, _SHOP)


def _reading(team: Team, item: ItemId, so: int, people: int, fairly: int = 0) -> Reading:
    return Reading(
        window=WindowId(f"{team.id}-{item}"),
        team=team.id,
        item=item,
        goal=GOAL.id,
        first=date(2026, 11, 2),
        last=date(2026, 11, 15),
        people=people,
        yes=so,
        members=people + 2,
        counts={"5": so, "4": fairly, "3": people - so - fairly},
    )


_ANSWERED = replace(UNDER_WAY, raised_on=date(2026, 10, 5), due_on=date(2026, 10, 19), answered_on=date(2026, 10, 12))
WHOLE_FACTS = replace(
    ASKING_FACTS,
    confirmations=(),
    goals=(_WHOLE, _OURS),
    goal=None,
    every_team=_TEAMS,
    records=Records(
        organisation=ORGANISATION,
        today=MONDAY,
        teams=_TEAMS,
        goals=(_WHOLE, _OURS),
        readings=(
            _reading(TEAM, ItemId.CLARITY, 4, 8, 2),
            _reading(_STORE, ItemId.CLARITY, 2, 6, 2),
            _reading(_SHOP, ItemId.CLARITY, 3, 7, 3),
            _reading(TEAM, ItemId.LAST, 6, 8),
            _reading(_SHOP, ItemId.LAST, 4, 7),
        ),
        talks={TEAM.id: 2},
        promises=(_ANSWERED, replace(OBSTACLE, raised_on=date(2026, 10, 26), due_on=date(2026, 11, 9))),
        people=31,
    ),
)
