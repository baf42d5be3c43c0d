"""What the goals of an organisation file must keep to (product.md, the method's rules 1 and 2; domain.md §2.1)."""

from collections.abc import Iterator, Sequence

from dialogues.blueprint import GoalEntry
from dialogues.finding import Finding, Path, check_unique, quoted
from dialogues.goal import ACTIVE_GOALS_PER_TEAM, BEHAVIOURS_PER_GOAL, Audience, Measure
from dialogues.wellformed import BEHAVIOUR, TITLE, check_key, check_title, check_wording


def goal_problems(goals: Sequence[GoalEntry]) -> Iterator[Finding]:
    """Everything for which the goals must be refused, but for what they say of teams."""
    yield from check_unique("goal with the key", [(("goals", i, "key"), goal.key) for i, goal in enumerate(goals)])
    yield from _few(goals)
    for i, goal in enumerate(goals):
        path: Path = ("goals", i)
        yield from check_key((*path, "key"), goal.key)
        yield from check_wording((*path, "title"), goal.title, TITLE)
        yield from check_wording((*path, "why"), goal.why)
        if goal.last < goal.first:
            says = f"the period ends {goal.last}, before it begins {goal.first}. Change one of the two."
            yield Finding(path=(*path, "last"), says=says)
        yield from _behaviours(path, goal)
        yield from _focus(path, goal)
        yield from _measures(path, goal)
        yield from _room(path, goal)


def _few(goals: Sequence[GoalEntry]) -> Iterator[Finding]:
    counts: dict[str, int] = {}
    focused: dict[str, GoalEntry] = {}
    for i, goal in enumerate(goals):
        counts[goal.team] = counts.get(goal.team, 0) + 1
        if counts[goal.team] == ACTIVE_GOALS_PER_TEAM + 1:
            says = f"this is the fourth goal of {quoted(goal.team)}. A team has at most three: take one away."
            yield Finding(path=("goals", i, "team"), says=says)
        if goal.focus is not None and (other := focused.setdefault(goal.team, goal)) is not goal:
            says = f'the goal {quoted(other.key)} of {quoted(goal.team)} has a "focus" already. A team has one: '
            yield Finding(path=("goals", i, "focus"), says=says + "take this one or that one away.")


def _behaviours(path: Path, goal: GoalEntry) -> Iterator[Finding]:
    count = len(goal.behaviours)
    if count not in BEHAVIOURS_PER_GOAL:
        mend = (
            "Add what one would see people do." if count < BEHAVIOURS_PER_GOAL.start else "Keep those that matter most."
        )
        yield Finding(
            path=(*path, "behaviours"), says=f"a goal has 3 to 5 behaviours, and this one has {count}. {mend}"
        )
    seen: set[str] = set()
    for n, behaviour in enumerate(goal.behaviours):
        here: Path = (*path, "behaviours", n, "text")
        yield from check_wording(here, behaviour.text, BEHAVIOUR)
        texts = set(behaviour.text.texts.values())
        if seen & texts:
            says = "this goal has a behaviour with the same text already. Change or remove one of the two."
            yield Finding(path=here, says=says)
        seen |= texts


def _focus(path: Path, goal: GoalEntry) -> Iterator[Finding]:
    if goal.focus is None:
        return
    if not 1 <= goal.focus <= len(goal.behaviours):
        number = quoted(str(goal.focus))
        says = f"there is no behaviour number {number}. Write a number from 1 to {len(goal.behaviours)}."
        yield Finding(path=(*path, "focus"), says=says)
    elif goal.behaviours[goal.focus - 1].audience is Audience.LEADER:
        says = f"behaviour number {goal.focus} is the leader's, and the question goes to the team. "
        yield Finding(path=(*path, "focus"), says=says + 'Choose one whose audience is "team".')


def _measures(path: Path, goal: GoalEntry) -> Iterator[Finding]:
    names = [((*path, "measures", n, "name"), measure.name) for n, measure in enumerate(goal.measures)]
    yield from check_unique("measure of this goal with the name", names)
    for n, measure in enumerate(goal.measures):
        here: Path = (*path, "measures", n)
        yield from check_title((*here, "name"), measure.name)
        yield from check_title((*here, "unit"), measure.unit)
        yield from _way(here, measure)
        if measure.by is not None and measure.by < goal.first:
            says = f"the target is due {measure.by}, before the goal's period begins {goal.first}. Choose a later day."
            yield Finding(path=(*here, "by"), says=says)


def _way(path: Path, measure: Measure) -> Iterator[Finding]:
    """From where to where."""
    if measure.target is not None and measure.start == measure.target:
        says = f'start and target are both {measure.target:g}. Write in "target" where you want to be.'
        yield Finding(path=(*path, "target"), says=says)
    if measure.by is not None and measure.target is None:
        yield Finding(path=(*path, "by"), says='there is a day but no target. Add "target", or take "by" away.')


def _room(path: Path, goal: GoalEntry) -> Iterator[Finding]:
    """What makes room for the goal."""
    for n, item in enumerate(goal.stop):
        yield from check_wording((*path, "stop", n, "text"), item.text)
        if item.reason is not None:
            yield from check_wording((*path, "stop", n, "reason"), item.reason)
    if goal.answers is not None:
        yield from check_wording((*path, "answers", "meetings"), goal.answers.meetings)
        yield from check_wording((*path, "answers", "strengthened"), goal.answers.strengthened)
        yield from check_wording((*path, "answers", "prioritised_away"), goal.answers.prioritised_away)
