"""What comes due, in order, and when the next thing happens."""

from datetime import timedelta

from dialogues.effect import SaveSettings, Schedule
from dialogues.event import Due, Occasion
from dialogues.facts import Want
from dialogues.person import PersonId
from storage.port import Reach, Storage
from tests.storage.example import AT, DAY, KUND, LEDNING, MEMBERS, SLACK, found, open_window, person, say
from tests.storage.sending import claim
from tests.storage.turning import turning

SECOND = timedelta(seconds=1)


async def test_what_has_come_due_comes_oldest_first_and_windows_before_questions(storage: Storage) -> None:
    await found(storage)
    await _clear(storage)
    whom = (await person(storage, "U1")).id
    async with turning(storage) as turn:
        await turn.schedule(schedule=Schedule(occasion=Occasion.PULSE, subject=whom, at=AT))
        await turn.schedule(schedule=Schedule(occasion=Occasion.WINDOW, subject=KUND, at=AT))
        await turn.schedule(schedule=Schedule(occasion=Occasion.DIGEST, subject=LEDNING, at=AT - SECOND))
        await turn.schedule(schedule=Schedule(occasion=Occasion.DIGEST, subject=KUND, at=AT + SECOND))
    expected = [
        Due(at=AT, occasion=Occasion.DIGEST, subject=LEDNING),
        Due(at=AT, occasion=Occasion.WINDOW, subject=KUND),
        Due(at=AT, occasion=Occasion.PULSE, subject=whom),
    ]
    assert await storage.due(at=AT, most=99) == expected
    assert await storage.due(at=AT, most=2) == expected[:2]
    assert await storage.due(at=AT - 2 * SECOND, most=99) == []


async def test_a_plan_replaces_the_one_before(storage: Storage) -> None:
    await found(storage)
    await _clear(storage)
    for at in (AT + DAY, AT + 2 * DAY, None, AT + 3 * DAY):
        async with turning(storage) as turn:
            await turn.schedule(schedule=Schedule(occasion=Occasion.WINDOW, subject=KUND, at=at))
        assert await storage.next_at() == at
    assert await storage.due(at=AT + 2 * DAY, most=9) == []


async def test_the_next_thing_is_the_first_that_can_happen(storage: Storage) -> None:
    assert await storage.next_at() is None
    await found(storage, users=("U1",))
    await _clear(storage)
    assert await storage.next_at() is None
    whom = (await person(storage, "U1")).id
    async with turning(storage) as turn:
        await turn.schedule(schedule=Schedule(occasion=Occasion.PULSE, subject=whom, at=AT + DAY))
    assert await storage.next_at() == AT + DAY
    assert await say(storage, "U1", at=AT + SECOND)
    assert await storage.next_at() == AT + SECOND
    async with turning(storage) as turn:
        await turn.disconnect(workspace=SLACK, reason="x", at=AT)
    assert await storage.next_at() is None


async def test_who_stops_is_forgotten_by_the_schedule_and_by_the_outbox(storage: Storage) -> None:
    await found(storage)
    whom = (await person(storage, "U1")).id
    assert await say(storage, "U1", "planned")
    assert await say(storage, "U2", "other")
    async with turning(storage) as turn:
        await turn.settings(person=whom, settings=SaveSettings(stopped=True), at=AT)
    due = await storage.due(at=AT, most=99)
    assert whom not in {each.subject for each in due}
    assert sum(each.occasion is Occasion.GREETING for each in due) == 6
    assert [each.message.summary for each in await claim(storage)] == ["other"]
    assert not await say(storage, "U1", "later")
    async with turning(storage) as turn:
        await turn.settings(person=whom, settings=SaveSettings(stopped=False), at=AT)
        await turn.schedule(schedule=Schedule(occasion=Occasion.PULSE, subject=whom, at=AT))
    assert Due(at=AT, occasion=Occasion.PULSE, subject=whom) in await storage.due(at=AT, most=99)
    assert await say(storage, "U1", "later")


async def _clear(storage: Storage) -> None:
    for due in await storage.due(at=AT, most=99):
        async with turning(storage) as turn:
            await turn.schedule(schedule=Schedule(occasion=due.occasion, subject=due.subject, at=None))


async def test_a_look_knows_what_a_dialogue_would_whether_or_not_it_is_due(storage: Storage) -> None:
    await found(storage, users=("U2", "U1"))
    reach = await storage.reach()
    assert reach == Reach(people=[(await person(storage, user)).id for user in ("U1", "U2")], teams=[KUND, LEDNING])
    opened = await open_window(storage)
    for wants, window in ((Want.WINDOW, opened), (Want.NOTHING, None)):
        asked = Due(at=AT - 9 * DAY, occasion=Occasion.PULSE, subject=reach.people[0])
        facts = await storage.look(due=asked, wants=wants)
        assert facts is not None
        assert (facts.someone.email, facts.window) == ("u1@x.se", window)
    team = await storage.look(due=Due(at=AT, occasion=Occasion.DIGEST, subject=KUND), wants=Want.MEMBERS)
    assert team is not None
    assert len(team.members) == len(MEMBERS)
    nobody = Due(at=AT, occasion=Occasion.PULSE, subject=PersonId("nobody"))
    assert await storage.look(due=nobody, wants=Want.NOTHING) is None
