"""Writing an organisation file."""

from collections.abc import Mapping
from typing import Any

import yaml

from dialogues.address import Platform
from dialogues.blueprint import BehaviourEntry, Blueprint, GoalEntry, OrganisationEntry, PersonEntry, TeamEntry
from dialogues.goal import Audience, Measure, StopItem
from dialogues.phrase import Wording

#: No text is folded over lines.
_WIDTH = 10_000


def write(blueprint: Blueprint) -> str:
    """The YAML that `read` reads back as the same blueprint."""
    sections: dict[str, object] = {
        "organisation": _organisation(blueprint.organisation),
        "teams": [_team(each) for each in blueprint.teams],
        "people": [_person(each) for each in blueprint.people],
        "goals": [_goal(each) for each in blueprint.goals],
    }
    return "\n".join(_yaml({name: section}) for name, section in sections.items())


class _Dumper(yaml.SafeDumper):
    """Never a reference to an earlier value, and the items of a list stand further in than its key."""

    def ignore_aliases(self, data: Any) -> bool:
        return True

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)


def _yaml(value: Mapping[str, object]) -> str:
    return yaml.dump(value, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=_WIDTH)


def _organisation(organisation: OrganisationEntry) -> object:
    return _given(
        name=organisation.name,
        locale=organisation.locale,
        timezone=organisation.timezone,
        holidays=organisation.holidays,
    )


def _team(team: TeamEntry) -> object:
    return _given(key=team.key, name=team.name, lead=team.lead, above=team.above)


def _person(person: PersonEntry) -> object:
    return _given(
        email=person.email,
        name=person.name,
        team=person.team,
        locale=person.locale,
        timezone=person.timezone,
        slack=person.handles.get(Platform("slack")),
        teams=person.handles.get(Platform("teams")),
    )


def _goal(goal: GoalEntry) -> object:
    return _given(
        key=goal.key,
        team=goal.team,
        title=_wording(goal.title),
        why=_wording(goal.why),
        period={"from": goal.first, "to": goal.last},
        measures=[_measure(each) for each in goal.measures] or None,
        behaviours=[_behaviour(each) for each in goal.behaviours],
        stop=[_stop(each) for each in goal.stop] or None,
        answers=goal.answers
        and {
            "meetings": _wording(goal.answers.meetings),
            "strengthened": _wording(goal.answers.strengthened),
            "prioritised_away": _wording(goal.answers.prioritised_away),
        },
        focus=goal.focus,
    )


def _measure(measure: Measure) -> object:
    return _given(
        name=measure.name,
        unit=measure.unit,
        start=_number(measure.start),
        target=_number(measure.target),
        by=measure.by,
    )


def _behaviour(behaviour: BehaviourEntry) -> object:
    audience = None if behaviour.audience is Audience.TEAM else behaviour.audience.value
    return _given(text=_wording(behaviour.text), arena=behaviour.arena.value, audience=audience)


def _stop(item: StopItem) -> object:
    return _given(text=_wording(item.text), reason=_wording(item.reason) if item.reason else None)


def _wording(wording: Wording) -> object:
    return dict(wording.texts)


def _number(number: float | None) -> float | int | None:
    """66 rather than 66.0."""
    return int(number) if number is not None and number.is_integer() else number


def _given(**values: object) -> dict[str, object]:
    """Without what is not there."""
    return {name: value for name, value in values.items() if value is not None}
