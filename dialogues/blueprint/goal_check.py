"""What each goal of an organisation file must keep to (product.md, the method's rules 1-3; domain.md §2.1)."""

from collections.abc import Collection, Iterator, Sequence
from typing import Final

from dialogues.blueprint.behaviour_check import behaviour_problems
from dialogues.blueprint.entries import GoalEntry
from dialogues.blueprint.goal_text import wordings
from dialogues.blueprint.measure_check import measure_problems
from dialogues.finding import Finding, Path, quoted
from dialogues.goal import Audience, GoalId, State
from dialogues.translation.activation import Lack, lacks
from dialogues.translation.confirmation import Standing
from dialogues.wellformed import BEHAVIOUR, TITLE, WORDING, check_key, check_wording


def goal_problems(
    goals: Sequence[GoalEntry], *, names: Collection[str], at_work: Collection[GoalId]
) -> Iterator[Finding]:
    """Everything for which the goals must be refused, each by itself.

    `names` are those of the people in the organisation. `at_work` are goals that are active already: what is new
    in one of them waits for its team, and nothing waits for it.
    """
    for i, goal in enumerate(goals):
        path: Path = ("goals", i)
        yield from check_key((*path, "key"), goal.key)
        for where, wording in wordings(goal):
            yield from check_wording((*path, *where), wording, _most(where))
        if goal.last < goal.first:
            says = f"the period ends {goal.last}, before it begins {goal.first}. Change one of the two."
            yield Finding(path=(*path, "last"), says=says)
        yield from behaviour_problems((*path, "behaviours"), goal.behaviours, names)
        yield from _focus(path, goal)
        yield from measure_problems(path, goal)
        yield from _state(path, goal, is_at_work=goal.key in at_work)


def _most(path: Path) -> int:
    match path:
        case ("title",):
            return TITLE
        case ("behaviours", _, "text"):
            return BEHAVIOUR
        case _:
            return WORDING


def _focus(path: Path, goal: GoalEntry) -> Iterator[Finding]:
    if goal.focus is None:
        return
    if not 1 <= goal.focus <= len(goal.behaviours):
        number, count = quoted(str(goal.focus)), len(goal.behaviours)
        mend = f"Write a number from 1 to {count}." if count else 'Take "focus" away.'
        yield Finding(path=(*path, "focus"), says=f"there is no behaviour number {number}. {mend}")
    elif goal.behaviours[goal.focus - 1].audience is Audience.LEADER:
        says = f"behaviour number {goal.focus} is the leader's, and the question goes to the team. "
        yield Finding(path=(*path, "focus"), says=says + 'Choose one whose audience is "team".')


def _state(path: Path, goal: GoalEntry, *, is_at_work: bool) -> Iterator[Finding]:
    """What it lacks to be where it says it is. That the check rejects a behaviour is told of the behaviour."""
    confirmed = is_at_work or all(each.confirmed for each in goal.behaviours)
    standing = Standing.CONFIRMED if confirmed else Standing.WAITING
    for lack in lacks(goal, standings=[standing], rejected=False):
        if lack is Lack.MANY:
            says = f"a goal has at most five behaviours, and this one has {len(goal.behaviours)}. "
            yield Finding(path=(*path, "behaviours"), says=says + "Keep those that matter most.")
        elif goal.state is State.ACTIVE:
            yield from _lack(path, goal, lack)


def _lack(path: Path, goal: GoalEntry, lack: Lack) -> Iterator[Finding]:
    if lack is Lack.FEW:
        says = f"an active goal has 3 to 5 behaviours, and this one has {len(goal.behaviours)}. "
        yield Finding(path=(*path, "behaviours"), says=says + "Add what one would see people do.")
    elif lack is Lack.UNCONFIRMED:
        for n, behaviour in enumerate(goal.behaviours):
            if not behaviour.confirmed:
                yield Finding(path=(*path, "behaviours", n), says=_UNCONFIRMED)
    else:
        where, says = _LACKS[lack]
        yield Finding(path=(*path, *where), says=says)


_UNCONFIRMED: Final = (
    "nobody has confirmed this yet. Ask two members of the team whether two colleagues could each tell if it happened, "
    'and write "confirmed: true"; or write "state: untranslated" for the goal, and the team confirms it in chat.'
)

_LACKS: Final[dict[Lack, tuple[Path, str]]] = {
    Lack.WHOLE: (
        ("state",),
        "a goal of the whole organisation is never active: each team translates it into a goal of its own, which names "
        'it under "above". Write "state: untranslated", or the "team" whose goal it is.',
    ),
    Lack.MEETINGS: (
        ("answers", "meetings"),
        'a team that works with a goal has said which meetings change. Add "meetings" under "answers".',
    ),
    Lack.STRENGTHENED: (
        ("answers", "strengthened"),
        'a team that works with a goal has said which behaviours are strengthened. Add "strengthened" under "answers".',
    ),
    Lack.PRIORITISED_AWAY: (
        ("answers", "prioritised_away"),
        "a team that works with a goal has said what is prioritised away. "
        'Add "prioritised_away" under "answers"; where it is nothing, write why.',
    ),
    Lack.NOTHING: (
        ("answers", "prioritised_away"),
        "that nothing is prioritised away needs its reason. Write why in the same sentence.",
    ),
}
