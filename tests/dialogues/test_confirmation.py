"""Two members who say yes confirm a behaviour, of however small a team; and one no sends it back."""

from dataclasses import replace

import pytest

from dialogues.person import Person
from dialogues.translation.confirmation import Confirmation, Standing, standing
from tests.dialogues.drafts import ASK, CALL, READ
from tests.dialogues.examples import ANNA, FACTS


@pytest.mark.parametrize(
    ("yes", "no", "where"),
    [
        (0, 0, Standing.WAITING),
        (1, 0, Standing.WAITING),
        (2, 0, Standing.CONFIRMED),
        (8, 0, Standing.CONFIRMED),
        (8, 1, Standing.DISPUTED),
        (0, 1, Standing.DISPUTED),
    ],
)
def test_where_a_behaviour_stands(yes: int, no: int, where: Standing) -> None:
    assert standing(CALL, Confirmation(behaviour=CALL.id, yes=yes, no=no)) is where


def test_while_nobody_has_said_anything_it_waits() -> None:
    assert standing(CALL, None) is Standing.WAITING


def test_whoever_wrote_the_file_may_say_that_it_is_confirmed_but_a_no_is_a_no() -> None:
    filed = replace(CALL, confirmed=True)
    assert standing(filed, None) is Standing.CONFIRMED
    assert standing(filed, Confirmation(behaviour=CALL.id, yes=0, no=0)) is Standing.CONFIRMED
    assert standing(filed, Confirmation(behaviour=CALL.id, yes=0, no=1)) is Standing.DISPUTED


@pytest.mark.parametrize("members", [(), (ANNA,)], ids=["none", "one"])
def test_the_facts_know_it_of_each_behaviour_whatever_the_teams_size(members: tuple[Person, ...]) -> None:
    facts = replace(
        FACTS,
        members=members,
        confirmations=(
            Confirmation(behaviour=CALL.id, yes=2, no=0),
            Confirmation(behaviour=READ.id, yes=1, no=0),
        ),
    )
    assert [facts.standing(each) for each in (CALL, READ, ASK)] == [
        Standing.CONFIRMED,
        Standing.WAITING,
        Standing.WAITING,
    ]
