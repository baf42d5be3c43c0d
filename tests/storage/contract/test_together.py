"""What is due to many people at once is theirs as if it had been due to each alone."""

from collections.abc import Mapping

from dialogues.effect import Schedule
from dialogues.event import Due, Occasion
from dialogues.facts import Want
from dialogues.person import PersonId
from storage.port import Storage
from storage.turn import Followed, Scene
from tests.storage.example import AT, DAY, found, open_window, person, queue, saying
from tests.storage.turning import turning

WEEK = 7 * DAY


def dues(whom: Mapping[str, PersonId]) -> list[Due]:
    return [Due(at=AT + WEEK, occasion=Occasion.PULSE, subject=each) for each in whom.values()]


async def alone(storage: Storage, due: Due) -> Scene | None:
    async with turning(storage) as turn:
        scene: Scene | None = await turn.due(due=due, dialogue="pulse", wants=Want.WINDOW)
    return scene


async def test_each_has_their_own_scene_and_what_follows_from_it(storage: Storage) -> None:
    await found(storage)
    window = await open_window(storage)
    whom = {user: (await person(storage, user)).id for user in ("U1", "U2", "U3", "ULEAD")}
    async with turning(storage) as turn:
        await turn.remember(person=whom["U2"], dialogue="pulse", subject=window.id, state='{"tag":"asked"}')
        for user in ("U1", "U2", "ULEAD"):
            await turn.schedule(schedule=Schedule(occasion=Occasion.PULSE, subject=whom[user], at=AT))
    one_by_one = {due: scene for due in dues(whom) if (scene := await alone(storage, due))}
    async with turning(storage) as turn:
        together: Mapping[Due, Scene] = await turn.dues(dues=dues(whom), dialogue="pulse", wants=Want.WINDOW)
    assert together == one_by_one
    assert {due.subject: scene.state for due, scene in together.items()} == {
        whom["U1"]: None,
        whom["U2"]: '{"tag":"asked"}',
        whom["ULEAD"]: None,
    }
    steps = [
        Followed(
            person=each,
            dialogue="pulse",
            subject=window.id,
            state='{"tag":"asked","snoozes":1}' if user == "U1" else None,
            says=[saying(each, user)],
            schedules=[Schedule(occasion=Occasion.PULSE, subject=each, at=AT + 2 * WEEK)],
        )
        for user, each in whom.items()
    ]
    async with turning(storage) as turn:
        await turn.follow(steps=steps, at=AT + WEEK)
        # A key that is taken is taken.
        await turn.follow(steps=steps, at=AT + WEEK)
    assert await queue(storage) == {"planned": 4}
    assert [await alone(storage, due) for due in dues(whom)] == [None] * 4
    later = [Due(at=AT + 2 * WEEK, occasion=Occasion.PULSE, subject=each) for each in whom.values()]
    scenes = [await alone(storage, due) for due in later]
    assert [scene.state if scene else "" for scene in scenes] == [
        '{"tag":"asked","snoozes":1}',
        '{"tag":"asked"}',
        None,
        None,
    ]


async def test_where_nothing_is_due_to_anybody_nobody_is_in_hand(storage: Storage) -> None:
    await found(storage)
    async with turning(storage) as turn:
        assert await turn.dues(dues=(), dialogue="pulse", wants=Want.WINDOW) == {}
        await turn.follow(steps=(), at=AT)
