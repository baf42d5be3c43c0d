"""Which behaviour somebody is nudged about: the one in focus, unless they have chosen another."""

from dataclasses import replace
from datetime import date

from dialogues.facts import Facts
from dialogues.goal import Audience, Behaviour
from dialogues.person import NOTHING, Team


def subject(facts: Facts, today: date) -> Behaviour | None:
    """The behaviour that the person is nudged about on the local day `today`: the one that they have chosen, else the
    one in focus. None where there is none, or they want no nudges."""
    if facts.someone.nudged_about == NOTHING:
        return None
    return chosen(facts, today) or focused(facts, today)


def chosen(facts: Facts, today: date) -> Behaviour | None:
    """The behaviour that the person has chosen themselves, or the one that has replaced it, while its goal is worked
    with."""
    return next((each for each in choices(facts, today) if each.follows(facts.someone.nudged_about)), None)


def choices(facts: Facts, today: date) -> list[Behaviour]:
    """The behaviours that somebody may choose to be nudged about: those of `offers` whose goals are worked with."""
    return offers(replace(facts, goals=tuple(each for each in facts.goals if each.runs_on(today))))


def focused(facts: Facts, today: date) -> Behaviour | None:
    """The behaviour that the person's team has in focus on that day, or None."""
    focus = (goal.focused for goal in facts.goals if goal.team == facts.team.id and goal.runs_on(today))
    return next((each for each in focus if each is not None and each.audience is Audience.TEAM), None)


def offers(facts: Facts) -> list[Behaviour]:
    """The behaviours that somebody may be reminded of, the one in focus first: their team's own of its active goals,
    and what the leader does of those of the teams that they lead."""
    led = {each.id for each in facts.leads}
    goals = sorted((each for each in facts.goals if each.is_active), key=lambda goal: goal.focus is None)
    found = [
        (behaviour.id != goal.focus, behaviour)
        for goal in goals
        for behaviour in goal.behaviours
        if (behaviour.audience is Audience.TEAM and goal.team == facts.team.id)
        or (behaviour.audience is Audience.LEADER and goal.team in led)
    ]
    return [behaviour for _, behaviour in sorted(found, key=lambda each: each[0])]


def offered(id: str, facts: Facts) -> Behaviour | None:
    """The behaviour with this id, if it may be planned for."""
    return next((each for each in offers(facts) if each.id == id), None)


def team_of(behaviour: Behaviour, facts: Facts) -> Team:
    """The team whose behaviour it is; the person's own where its goal is gone."""
    goal = next((each for each in facts.goals if each.behaviour(behaviour.id)), None)
    return (facts.team_of(goal) if goal else None) or facts.team
