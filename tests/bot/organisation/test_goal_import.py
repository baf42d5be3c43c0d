"""Goals come in by file while chat has them, too."""

from dataclasses import replace
from datetime import date

import pytest

from dialogues.effect import SaveGoal
from dialogues.goal import Goal, GoalId, State
from dialogues.person import TeamId
from dialogues.phrase import Wording
from tests.bot.organisation.files import GOALS, GOOD, changed
from tests.bot.organisation.terminal import Operator

CHAT = Goal(
    id=GoalId("chat"),
    team=TeamId("kund"),
    title=Wording(texts={"sv": "Ur chatten"}),
    why=Wording(texts={"sv": "Därför"}),
    first=date(2026, 9, 1),
    last=date(2026, 12, 31),
    state=State.DRAFT,
)


async def saved_in_chat(operator: Operator, goal: Goal) -> None:
    await operator.storage.turn(lambda turn: turn.save_goal(save=SaveGoal(goal=goal)))


async def keys(operator: Operator) -> list[str]:
    blueprint = await operator.storage.blueprint()
    assert blueprint is not None
    return [goal.key for goal in blueprint.goals]


async def test_a_file_of_goals_adds_to_what_is_there_and_twice_changes_nothing(operator: Operator) -> None:
    await operator.imports(GOOD)
    assert await operator.imports(GOALS, "--dry-run") == 0
    assert operator.out == "+ goal kvalitet\n+ goal ratt\nA dry run: nothing was changed.\n"
    assert await keys(operator) == ["nki"]
    assert await operator.imports(GOALS) == 0
    assert operator.out.startswith("+ goal kvalitet\n+ goal ratt\nImported: 2 changes.\n")
    assert await keys(operator) == ["nki", "kvalitet", "ratt"]
    assert await operator.imports(GOALS) == 0
    assert operator.out.startswith("Nothing to change.\n")


async def test_a_file_of_goals_needs_an_organisation(operator: Operator) -> None:
    says = (
        "org.yaml: line 1, column 1: goals: only goals stand here, and there is no organisation to put them in. "
        "Import one first; check a file like this with: vardag org import FILE --dry-run\n1 problem."
    )
    assert operator.checks(GOALS) == 1
    assert operator.err == f"{says}\n"
    assert await operator.imports(GOALS) == 1
    assert operator.err == f"{says} Nothing was changed.\n"


async def test_what_is_refused_has_its_line_and_nothing_is_written(operator: Operator) -> None:
    await operator.imports(GOOD)
    before = await operator.storage.blueprint()
    broken = GOALS.replace("above: kvalitet", "above: kvalite").replace("title: Rätt i kassan", "title: [Rätt]")
    assert await operator.imports(broken.replace("key: ratt", "key: rätt", 1)) == 1
    assert operator.err == (
        "org.yaml: line 8, column 5: goals[2].title: this must be a text. Write it on the same line, "
        "in quotation marks if it has a colon or a bracket.\n"
        "1 problem. Nothing was changed.\n"
    )
    assert await operator.imports(broken.replace("title: [Rätt]", "title: Rätt")) == 1
    assert operator.err == (
        'org.yaml: line 11, column 5: goals[2].above: there is no goal "kvalite". Did you mean "kvalitet"?\n'
        "1 problem. Nothing was changed.\n"
    )
    assert operator.out == ""
    assert await operator.storage.blueprint() == before


async def test_a_goal_of_the_chat_stays_and_one_that_was_changed_there_is_not_overwritten(operator: Operator) -> None:
    await operator.imports(GOOD)
    await saved_in_chat(operator, CHAT)
    assert await operator.imports(changed("why: Därför", "why: Därför då")) == 0
    assert operator.out.startswith("~ goal nki: why\nImported: 1 change.\n")
    assert await keys(operator) == ["nki", "chat"]
    await operator.exports()
    exported = operator.out
    await saved_in_chat(operator, replace(CHAT, version=1))
    assert await operator.imports(exported.replace("Ur chatten", "Ur filen")) == 1
    assert operator.err.endswith(
        "this goal has been changed in chat since this file was written (version 2 there, 1 here). "
        "Export it anew and make your change in that.\n1 problem. Nothing was changed.\n"
    )
    assert await operator.imports(exported) == 0
    assert operator.out.startswith("Nothing to change.\n")
    await operator.exports()
    assert await operator.imports(operator.out.replace("Ur chatten", "Ur filen")) == 0
    assert operator.out.startswith("~ goal chat: title\n")


async def test_a_team_that_is_gone_takes_its_goals_along(operator: Operator) -> None:
    await operator.imports(GOOD)
    await saved_in_chat(operator, CHAT)
    kund = "  - {key: kund, name: Kund, lead: Lea@Example.com, above: ledning}\n"
    without = GOOD[: GOOD.index("goals:")].replace(kund, "")
    assert await operator.imports(without.replace("team: kund", "team: ledning")) == 0
    assert operator.out.startswith(
        "- team Kund (kund)\n~ person Anna (ledning): team\n- goal nki\n- goal chat\nImported: 4 changes.\n"
    )
    assert await keys(operator) == []


@pytest.mark.parametrize("database", ["sqlite"])
async def test_a_file_without_goals_leaves_goals_alone(operator: Operator) -> None:
    await operator.imports(GOOD)
    assert await operator.imports(GOOD[: GOOD.index("goals:")]) == 0
    assert operator.out.startswith("Nothing to change.\n")
    assert await keys(operator) == ["nki"]
