"""Two members who say yes confirm a behaviour, of a smaller team all; and one no sends it back."""

from dataclasses import replace

import pytest

from dialogues.confirmation import Confirmation, Judgement, Standing, needed, standing
from tests.dialogues.drafts import CALL
from tests.dialogues.examples import FACTS, MEMBERS


@pytest.mark.parametrize(
    ("members", "yes", "no", "where"),
    [
        (9, 0, 0, Standing.WAITING),
        (9, 1, 0, Standing.WAITING),
        (9, 2, 0, Standing.CONFIRMED),
        (9, 8, 0, Standing.CONFIRMED),
        (9, 8, 1, Standing.DISPUTED),
        (9, 0, 1, Standing.DISPUTED),
        (2, 1, 0, Standing.WAITING),
        (2, 2, 0, Standing.CONFIRMED),
        (1, 0, 0, Standing.WAITING),
        (1, 1, 0, Standing.CONFIRMED),
        (1, 0, 1, Standing.DISPUTED),
        # Nobody can confirm anything in a team without members.
        (0, 0, 0, Standing.WAITING),
    ],
)
def test_where_a_behaviour_stands(members: int, yes: int, no: int, where: Standing) -> None:
    said = Confirmation(behaviour=CALL.id, yes=yes, no=no)
    assert standing(CALL, said, members=members) is where


def test_while_nobody_has_said_anything_it_waits() -> None:
    assert standing(CALL, None, members=9) is Standing.WAITING


@pytest.mark.parametrize("members", [0, 1, 9])
def test_whoever_wrote_the_file_may_say_that_it_is_confirmed_but_a_no_is_a_no(members: int) -> None:
    filed = replace(CALL, confirmed=True)
    assert standing(filed, None, members=members) is Standing.CONFIRMED
    assert standing(filed, Confirmation(behaviour=CALL.id, yes=0, no=1), members=members) is Standing.DISPUTED


def test_one_who_would_word_it_otherwise_has_said_neither() -> None:
    said = Confirmation(behaviour=CALL.id, yes=1, no=0, mine=Judgement.OTHER)
    assert standing(CALL, said, members=9) is Standing.WAITING


@pytest.mark.parametrize(("members", "yes"), [(0, 1), (1, 1), (2, 2), (3, 2), (100, 2)])
def test_how_many_it_takes(members: int, yes: int) -> None:
    assert needed(members) == yes


def test_the_facts_know_it_of_each_behaviour() -> None:
    said = Confirmation(behaviour=CALL.id, yes=2, no=0)
    facts = replace(FACTS, members=MEMBERS, confirmations=(said,))
    assert facts.standing(CALL) is Standing.CONFIRMED
    assert facts.standing(replace(CALL, id=MEMBERS[0].id)) is Standing.WAITING  # type: ignore[arg-type]
