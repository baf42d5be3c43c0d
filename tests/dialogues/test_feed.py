"""What a feed's owner is told of its faults."""

import pytest

from dialogues.feed import Fault


@pytest.mark.parametrize("fault", Fault)
def test_only_what_the_owner_can_mend_is_worth_a_word_at_once(fault: Fault) -> None:
    """A network that is down for an hour is not; an address that is wrong is."""
    theirs = {Fault.ADDRESS, Fault.PRIVATE, Fault.REFUSED, Fault.ASTRAY, Fault.LARGE, Fault.OTHER, Fault.EXCESSIVE}
    assert fault.passes == (fault not in theirs)
