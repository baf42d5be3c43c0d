"""Which behaviour somebody is nudged about and reminded of: the one in focus, unless they have chosen another."""

from dataclasses import replace
from datetime import date

from dialogues.facts import Facts
from dialogues.goal import Audience, Behaviour
from dialogues.person import NOTHING


def subject(facts: Facts, today: date) -> Behaviour | None:
    """The behaviour that the person is reminded of on the local day `today`: their own choice while its goal is worked
    with, else the one in focus. None where there is none, or they want to be reminded of nothing."""
    if facts.someone.reminded_of == NOTHING:
        return None
    running = replace(facts, goals=tuple(each for each in facts.goals if each.runs_on(today)))
    return offered(facts.someone.reminded_of, running) or focused(facts, today)


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
