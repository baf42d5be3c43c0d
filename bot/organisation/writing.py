"""Writing an organisation file."""

from collections.abc import Mapping
from typing import Any

import yaml

from dialogues.address import Platform
from dialogues.blueprint.entries import BehaviourEntry, Blueprint, GoalEntry, OrganisationEntry, PersonEntry, TeamEntry
from dialogues.calendar import Break
from dialogues.goal import Answers, Audience, Guidance, StopItem
from dialogues.measure import Kind, Measure
from dialogues.phrase import Wording
from dialogues.pulse.custom import Question
from dialogues.rules import USUAL, Rules
from dialogues.situation import Situation

#: No text is folded over lines.
_WIDTH = 10_000


def write(blueprint: Blueprint) -> str:
    """The YAML that `read` reads back as the same blueprint."""
    sections: dict[str, object] = {
        "organisation": _organisation(blueprint.organisation),
        "teams": [_team(each) for each in blueprint.teams],
        "people": [_person(each) for each in blueprint.people],
        "questions": [_question(each) for each in blueprint.questions],
        "goals": [_goal(each) for each in blueprint.goals],
    }
    if not blueprint.questions:
        del sections["questions"]
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
        breaks=None if organisation.breaks is None else [_break(each) for each in organisation.breaks],
        rules=_rules(organisation.rules) or None,
    )


def _rules(rules: Rules) -> object:
    """What is not as usual."""
    clarity = rules.reference
    return _given(
        k=rules.k if rules.k != USUAL.k else None,
        keep_answers=rules.keep_answers if rules.keep_answers != USUAL.keep_answers else None,
        keep_texts=rules.keep_texts if rules.keep_texts != USUAL.keep_texts else None,
        digest_in_channel=rules.digest_in_channel or None,
        clarity=None if clarity.source is None else _given(percent=clarity.percent, source=_wording(clarity.source)),
    )


def _break(rest: Break) -> object:
    return _given(first=rest.first, last=rest.last)


def _team(team: TeamEntry) -> object:
    return _given(
        key=team.key,
        name=team.name,
        lead=team.lead,
        above=team.above,
        slack=team.channels.get(Platform("slack")),
        teams=team.channels.get(Platform("teams")),
        situations=[_situation(each) for each in team.situations] or None,
    )


def _situation(situation: Situation) -> object:
    return _given(text=_wording(situation.text), days=situation.days.value, at=f"{situation.at:%H:%M}")


def _person(person: PersonEntry) -> object:
    return _given(
        email=person.email,
        name=person.name,
        team=person.team,
        locale=person.locale,
        timezone=person.timezone,
        holidays=person.holidays,
        started=person.started,
        slack=person.handles.get(Platform("slack")),
        teams=person.handles.get(Platform("teams")),
    )


def _question(question: Question) -> object:
    return _given(key=question.key, kind=question.kind.value, text=_wording(question.text))


def _goal(goal: GoalEntry) -> object:
    return _given(
        key=goal.key,
        team=goal.team,
        title=_wording(goal.title),
        why=_wording(goal.why),
        period={"from": goal.first, "to": goal.last},
        state=goal.state.value,
        owner=goal.owner,
        perspective=goal.perspective and goal.perspective.value,
        above=goal.above,
        everyday=_wording(goal.everyday),
        guidance=_guidance(goal.guidance) or None,
        measures=[_measure(each) for each in goal.measures] or None,
        behaviours=[_behaviour(each) for each in goal.behaviours] or None,
        stop=[_stop(each) for each in goal.stop] or None,
        answers=_answers(goal.answers) or None,
        focus=goal.focus,
        trade_off=_wording(goal.trade_off),
        version=goal.version,
    )


def _guidance(guidance: Guidance) -> object:
    return _given(
        experience=_wording(guidance.experience),
        signals=_wording(guidance.signals),
        follow_up=_wording(guidance.follow_up),
    )


def _measure(measure: Measure) -> object:
    return _given(
        name=measure.name,
        unit=measure.unit,
        kind=None if measure.kind is Kind.KPI else measure.kind.value,
        start=_number(measure.start),
        target=_number(measure.target),
        by=measure.by,
        cadence=measure.cadence and measure.cadence.value,
        owner=measure.owner,
        values={each.day: _number(each.value) for each in measure.values} or None,
    )


def _behaviour(behaviour: BehaviourEntry) -> object:
    return _given(
        text=_wording(behaviour.text),
        arena=behaviour.arena.value,
        audience=None if behaviour.audience is Audience.TEAM else behaviour.audience.value,
        exception=_wording(behaviour.exception),
        confirmed=behaviour.confirmed or None,
        version=behaviour.version if behaviour.version > 1 else None,
    )


def _stop(item: StopItem) -> object:
    return _given(text=_wording(item.text), reason=_wording(item.reason), since=item.since, review=item.review)


def _answers(answers: Answers) -> object:
    return _given(
        meetings=_wording(answers.meetings),
        strengthened=_wording(answers.strengthened),
        prioritised_away=_wording(answers.prioritised_away),
    )


def _wording(wording: Wording | None) -> object:
    return dict(wording.texts) if wording is not None else None


def _number(number: float | None) -> float | int | None:
    """66 rather than 66.0."""
    return int(number) if number is not None and number.is_integer() else number


def _given(**values: object) -> dict[str, object]:
    """Without what is not there."""
    return {name: value for name, value in values.items() if value is not None}
