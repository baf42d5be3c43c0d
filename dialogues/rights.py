"""Who may change a goal: whoever leads its team, and its owner (where nobody leads a team, each of its members)."""

from collections.abc import Callable, Collection, Iterable

from dialogues import help
from dialogues.effect import Effect, Reply
from dialogues.event import Chose, Event, Submitted
from dialogues.facts import Facts
from dialogues.goal import Goal, State
from dialogues.message import Message, brief
from dialogues.person import Team
from dialogues.phrase import Phrase, Text
from dialogues.step import Step

#: What becomes of a tap or a form about a goal.
Answering = Callable[[Chose | Submitted, Goal, Facts], Iterable[Effect]]


def teams_acted_for(facts: Facts) -> tuple[Team, ...]:
    """The teams whose goals the person may make and change."""
    return (*facts.leads, facts.team) if facts.team.lead is None else facts.leads


def may_change(goal: Goal, facts: Facts) -> bool:
    """Whether the person who acts may change the goal."""
    if goal.owner == facts.someone.id:
        return True
    return any(each.id == goal.team for each in teams_acted_for(facts))


def oversees(facts: Facts) -> bool:
    """Whether the person may see how the whole organisation is doing: who owns one of its goals may."""
    return any(each.team is None and each.owner == facts.someone.id for each in facts.goals)


def is_seen(goal: Goal, facts: Facts) -> bool:
    """Whether the person may know of the goal: a draft is for those who may change it."""
    return goal.state is not State.DRAFT or may_change(goal, facts)


def refusal(goal: Goal | None, facts: Facts) -> Message[Text] | None:
    """Why the person may not change the goal now; None where they may."""
    if goal is None:
        return help.outdated()
    if not may_change(goal, facts):
        # A draft does not exist for others.
        return help.outdated() if goal.state is State.DRAFT else brief(_not_yours(goal, facts))
    if goal.state is State.CLOSED:
        return brief(Phrase.of("rights.closed", title=goal.title))
    return None


def guarded(answer: Answering, *, of_whole: Collection[str] = ()) -> Callable[[None, Event, Facts], Step[None]]:
    """A dialogue that changes the goal which an event is about: `answer` is asked only where the person may.

    Of a goal of the whole organisation, which each team translates for itself, only for the steps `of_whole`.
    """

    def advance(state: None, event: Event, facts: Facts) -> Step[None]:
        if not isinstance(event, Chose | Submitted):
            return Step()
        refused = refusal(facts.goal, facts)
        if refused or facts.goal is None:
            return Step(effects=(Reply(message=refused or help.outdated()),))
        if facts.goal.team is None and event.token.step not in of_whole:
            return Step(effects=(Reply(message=brief(Phrase.of("lack.whole"))),))
        return Step(effects=tuple(answer(event, facts.goal, facts)))

    return advance


def nobody_led() -> Message[Text]:
    """To somebody who would make a goal and leads no team."""
    return brief(Phrase.of("rights.no_team"))


def _not_yours(goal: Goal, facts: Facts) -> Phrase:
    team = facts.team_of(goal)
    if team is None:
        return Phrase.of("rights.not_owner", title=goal.title)
    return Phrase.of("rights.not_lead", title=goal.title, team=team.name)
