"""What goals must keep to beside each other and beside the teams and people that they name."""

from collections.abc import Collection, Iterator, Sequence
from itertools import chain

from dialogues.blueprint.entries import GoalEntry
from dialogues.finding import Finding, Path, check_known, check_unique, quoted
from dialogues.goal import GoalId, State
from dialogues.person import TeamId
from dialogues.translation.activation import is_fourth


def relation_problems(
    goals: Sequence[GoalEntry],
    *,
    beside: Sequence[GoalEntry] = (),
    teams: Collection[str],
    people: Collection[str],
    unread: Collection[str] = (),
) -> Iterator[Finding]:
    """Everything for which `goals` must be refused because of each other, of the goals `beside` them, or of what they
    refer to: `teams` by their keys, `people` by their e-mails, or anything that is `unread`."""
    yield from check_unique("goal with the key", [(("goals", i, "key"), goal.key) for i, goal in enumerate(goals)])
    for i, goal in enumerate(goals):
        path: Path = ("goals", i)
        if goal.team is not None:
            yield from check_known((*path, "team"), "team", goal.team, teams)
        if goal.owner is not None:
            yield from check_known((*path, "owner"), "person with the e-mail", goal.owner, people)
        for n, measure in enumerate(goal.measures):
            if measure.owner is not None:
                here: Path = (*path, "measures", n, "owner")
                yield from check_known(here, "person with the e-mail", measure.owner, people)
    yield from _above(goals, beside, unread)
    yield from _below(goals, beside)
    yield from _translated_once(goals, beside)
    yield from _few(goals, beside)
    yield from _focused_once(goals, beside)


def _above(goals: Sequence[GoalEntry], beside: Sequence[GoalEntry], unread: Collection[str]) -> Iterator[Finding]:
    known = {goal.key: goal for goal in chain(beside, goals)}
    for i, goal in enumerate(goals):
        path: Path = ("goals", i, "above")
        if goal.above is None:
            if goal.everyday is not None:
                says = "this tells how a goal above looks here, and there is none. "
                yield Finding(path=("goals", i, "everyday"), says=says + 'Add "above", or take "everyday" away.')
            continue
        yield from check_known(path, "goal", goal.above, {*known, *unread})
        if goal.team is None:
            says = "a goal of the whole organisation stands under no other. "
            yield Finding(path=path, says=says + 'Add the "team" whose goal it is, or take "above" away.')
        elif goal.above in known and known[goal.above].team is not None:
            says = f"the goal {quoted(goal.above)} is a team's own. "
            yield Finding(path=path, says=says + 'Name one of the whole organisation, which has no "team".')


def _below(goals: Sequence[GoalEntry], beside: Sequence[GoalEntry]) -> Iterator[Finding]:
    """A goal that teams have translated cannot become the goal of one."""
    translated = {goal.above: goal.key for goal in beside if goal.above is not None}
    for i, goal in enumerate(goals):
        if goal.team is not None and goal.key in translated:
            says = f"the goal {quoted(translated[goal.key])} translates this one, which is the whole organisation's. "
            yield Finding(path=("goals", i, "team"), says=says + 'Take "team" away.')


def _translated_once(goals: Sequence[GoalEntry], beside: Sequence[GoalEntry]) -> Iterator[Finding]:
    """What a team has closed makes room for another."""
    first = {(goal.team, goal.above): goal.key for goal in reversed(beside) if goal.state is not State.CLOSED}
    for i, goal in enumerate(goals):
        if goal.team is None or goal.above is None or goal.state is State.CLOSED:
            continue
        other = first.setdefault((goal.team, goal.above), goal.key)
        if other != goal.key:
            says = f"{quoted(goal.team)} has a goal under {quoted(goal.above)} already, {quoted(other)}. "
            yield Finding(path=("goals", i, "above"), says=says + "A team has one: change or remove one of the two.")


def _few(goals: Sequence[GoalEntry], beside: Sequence[GoalEntry]) -> Iterator[Finding]:
    """Each active goal that is one too many for its team, and for which the team gives nothing up."""
    active = [each for each in beside if each.state is State.ACTIVE and each.trade_off is None]
    for i, goal in enumerate(goals):
        if goal.state is not State.ACTIVE or goal.team is None or goal.trade_off is not None:
            continue
        if is_fourth([each for each in active if each.team == goal.team]):
            says = f"this is one active goal too many for {quoted(goal.team)}: a team has at most three. "
            says += 'Write "state: resting" for one of them, or what the team gives up for this one under "trade_off".'
            yield Finding(path=("goals", i, "state"), says=says)
        active.append(goal)


def _focused_once(goals: Sequence[GoalEntry], beside: Sequence[GoalEntry]) -> Iterator[Finding]:
    focused: dict[TeamId, GoalId] = {}
    for i, goal in enumerate((*beside, *goals), -len(beside)):
        if goal.team is None or goal.focus is None or goal.state is not State.ACTIVE:
            continue
        other = focused.setdefault(goal.team, goal.key)
        if other != goal.key and i >= 0:
            says = f'the goal {quoted(other)} of {quoted(goal.team)} has a "focus" already. A team has one: '
            yield Finding(path=("goals", i, "focus"), says=says + "take this one or that one away.")
