"""What somebody has answered is told to them, and to nobody else."""

from dialogues.facts import Want
from dialogues.window import Own, Value
from storage.port import Storage
from tests.storage.example import AT, DAY, answer, close, facts, found, open_window


async def test_own_answers_are_the_persons_and_closed_windows_the_teams(storage: Storage) -> None:
    await found(storage)
    first = await open_window(storage)
    await answer(storage, "U1", first, Value.YES)
    await answer(storage, "U2", first, Value.NO_OCCASION)
    assert (await facts(storage, "U1", Want.CLOSED)).closed == ()
    await close(storage, first, None)
    second = await open_window(storage, at=AT + 7 * DAY)
    await answer(storage, "U1", second, Value.NOT_THAT_TIME)
    told = await facts(storage, "U1", Want.OWN | Want.CLOSED)
    assert first.behaviour
    about = first.behaviour.id
    assert told.own == (
        Own(behaviour=about, value=Value.NOT_THAT_TIME),
        Own(behaviour=about, value=Value.YES),
    )
    assert told.closed == (about,)
    assert (await facts(storage, "ULEAD", Want.OWN)).own == ()
