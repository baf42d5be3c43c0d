"""Nobody is written to more than `dialogues.caps` allows, and not while they are away, on either database."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from random import Random
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import bindparam, update
from sqlalchemy.exc import IntegrityError

from dialogues.availability import Hours
from dialogues.effect import SaveSettings, Schedule
from dialogues.event import Occasion
from dialogues.kind import Budget, Kind
from storage.database import Database
from storage.outbox import Postponed
from storage.port import Storage
from storage.tables.people import account
from storage.tables.sending import caps, delivery
from tests.storage.example import AT, DAY, KUND, person, queue, say
from tests.storage.example import found_before_digests as found
from tests.storage.sending import claim, record, sent
from tests.storage.turning import turning

STOCKHOLM = ZoneInfo("Europe/Stockholm")
HOUR = timedelta(hours=1)


async def claimed(storage: Storage, at: datetime) -> list[str]:
    return [str(each.message.summary) for each in await claim(storage, at=at)]


async def test_a_person_gets_one_message_a_day_and_what_would_wait_too_long_is_dropped(storage: Storage) -> None:
    await found(storage)
    for key in ("first", "second"):
        assert await say(storage, "U1", key, kind=Kind.NEWS, expires_at=AT + 2 * DAY)
    assert await say(storage, "U1", "today", kind=Kind.NEWS, expires_at=AT + 6 * HOUR)
    assert await say(storage, "U2", "other", kind=Kind.NEWS)
    assert sorted(await claimed(storage, AT)) == ["first", "other"]
    assert await queue(storage) == {"sending": 2, "planned": 1, "expired": 1}
    assert await claimed(storage, AT + 19 * HOUR) == []
    assert await claimed(storage, AT + DAY) == ["second"]


async def test_what_goes_first_has_the_room(storage: Storage) -> None:
    await found(storage)
    assert await say(storage, "U1", "nudge", kind=Kind.NORM, expires_at=AT + 6 * HOUR, at=AT - HOUR)
    assert await say(storage, "U1", "loop", kind=Kind.LOOP, expires_at=AT + 2 * DAY, at=AT - HOUR)
    assert await say(storage, "U1", "question", kind=Kind.PULSE, expires_at=AT + 3 * DAY)
    assert await claimed(storage, AT) == ["question"]
    assert await claimed(storage, AT + DAY) == ["loop"]
    assert await queue(storage) == {"sending": 2, "expired": 1}


@pytest.mark.parametrize("kind", [Kind.REMINDER, Kind.QUIET, Kind.LOOP, Kind.RULES])
async def test_the_digest_of_a_team_finds_room_whatever_its_readers_have_been_sent(
    storage: Storage, kind: Kind
) -> None:
    """One that came later to some would tell that they had been reminded, and so had not answered (R13); one that came
    later to all of them than to their lead would be the lead's alone in between."""
    await found(storage)
    digest = AT + 7 * DAY - HOUR
    async with turning(storage) as turn:
        await turn.schedule(schedule=Schedule(occasion=Occasion.DIGEST, subject=KUND, at=digest))
    for day in range(3):
        at = AT + day * DAY
        assert await say(storage, "U1", f"nudge {day}", kind=Kind.NORM, at=at, expires_at=at + 6 * HOUR)
        assert await claimed(storage, at) == ([f"nudge {day}"] if day < 2 else [])
    assert await say(storage, "U2", "reminder", kind=kind, at=digest - HOUR, expires_at=digest + 3 * DAY)
    assert await claimed(storage, digest - HOUR) == []
    for user in ("U1", "U2"):
        assert await say(storage, user, user, kind=Kind.DIGEST, at=digest, expires_at=digest + 6 * HOUR)
    assert sorted(await claimed(storage, digest)) == ["U1", "U2"]
    assert await claimed(storage, digest + DAY) == ["reminder"]


async def test_whoever_leads_a_team_gets_its_digest_with_it(storage: Storage) -> None:
    await found(storage)
    digest = AT + 7 * DAY - HOUR
    async with turning(storage) as turn:
        await turn.schedule(schedule=Schedule(occasion=Occasion.DIGEST, subject=KUND, at=digest))
    for day, kind in enumerate((Kind.REFLECT, Kind.TALK, Kind.OBSTACLE)):
        at = AT + day * DAY
        assert await say(storage, "ULEAD", f"{day}", kind=kind, at=at, expires_at=at + 6 * HOUR)
        assert await claimed(storage, at) == ([f"{day}"] if day < 2 else [])
    assert await say(storage, "ULEAD", "digest", kind=Kind.LEAD_DIGEST, at=digest, expires_at=digest + 6 * HOUR)
    assert await claimed(storage, digest) == ["digest"]


async def test_what_somebody_asked_for_and_what_they_get_as_a_lead_have_room_beside(storage: Storage) -> None:
    await found(storage)
    for key, kind in (("a", Kind.PULSE), ("b", Kind.SNOOZED), ("c", Kind.LEAD_DIGEST), ("d", Kind.HEARD)):
        assert await say(storage, "U1", key, kind=kind)
    assert sorted(await claimed(storage, AT)) == ["a", "b", "c", "d"]


async def test_what_did_not_get_through_is_counted_once_and_by_its_last_try(storage: Storage) -> None:
    await found(storage)
    assert await say(storage, "U1", "first", kind=Kind.NEWS)
    (outgoing,) = await claim(storage, at=AT)
    await record(storage, Postponed(outgoing=outgoing, until=AT + 2 * HOUR, tried=True))
    assert await say(storage, "U1", "second", kind=Kind.NEWS, at=AT + DAY, expires_at=AT + 2 * DAY)
    (again,) = await claim(storage, at=AT + 2 * HOUR)
    await record(storage, sent(again))
    assert await claimed(storage, AT + DAY) == ["second"]
    assert await claimed(storage, AT + DAY) == []


@pytest.mark.parametrize("seed", range(4))
async def test_random_weeks_never_hold_too_much(storage: Storage, seed: int) -> None:
    """What is planned at random, over both changes of the clock, goes out within the caps, and some of it does."""
    random, now = Random(seed), datetime(2026, 10 if seed % 2 else 3, 12, 7, tzinfo=UTC)
    await found(storage)
    kinds = [kind for kind in Kind if kind.budget is Budget.PERSON]
    moments: list[datetime] = []
    for number in range(120):
        now += timedelta(minutes=random.choice((7, 120, 800, 2000)))
        key, kind = str(number), random.choice(kinds)
        await say(storage, "U1", key, kind=kind, at=now, expires_at=now + random.random() * 5 * DAY)
        moments += [now for _ in await claim(storage, at=now)]
    local = [each.astimezone(STOCKHOLM) for each in moments]
    assert len({each.date() for each in local}) == len(local) > 8
    assert all(b - a >= timedelta(hours=20) for a, b in pairwise(moments))
    assert all(b - a >= timedelta(days=7) for a, b in zip(moments, moments[3:], strict=False))
    assert all(each.weekday() < 5 and time(8) <= each.time() < time(17) for each in local)


async def test_the_database_itself_refuses_what_would_be_too_much(storage: Storage, database_url: str) -> None:
    await found(storage)
    assert await say(storage, "U1", "a", kind=Kind.NEWS)
    database = Database.open(database_url)
    uncounted = update(delivery).values(state="sending", intent_at=AT)
    with pytest.raises(IntegrityError, match="not counted"):
        await database.write(lambda connection: connection.execute(uncounted))
    one = update(caps).where(caps.c.budget == "person")
    for values in (
        {"latest": 100_000, "second": 30_000},
        {"latest": 700_000, "fourth": 100_000},
        {"day": date(2026, 11, 16), "day_before": date(2026, 11, 16)},
    ):
        with pytest.raises(IntegrityError, match="ck_caps_"):
            await database.write(lambda connection, values=values: connection.execute(one.values(values)))  # type: ignore[misc]
    await database.close()


async def test_who_is_away_is_written_to_when_they_are_back(storage: Storage, database_url: str) -> None:
    await found(storage)
    database = Database.open(database_url)

    async def away(until: datetime) -> None:
        statement = update(account).where(account.c.user == "U1").values(away_until=bindparam("until"))
        await database.write(lambda connection: connection.execute(statement, {"until": until}))

    await away(datetime(9000, 1, 1, tzinfo=UTC))
    assert await say(storage, "U1", "a", expires_at=AT + 2 * DAY)
    assert await claimed(storage, AT) == []
    await away(AT + HOUR)
    assert await claimed(storage, AT + HOUR) == ["a"]
    await away(datetime(9000, 1, 1, tzinfo=UTC))
    assert await say(storage, "U1", "b", at=AT + 2 * HOUR, expires_at=AT + 2 * HOUR + timedelta(minutes=30))
    assert await claimed(storage, AT + 2 * HOUR) == []
    assert await queue(storage) == {"sending": 1, "expired": 1}
    await database.close()


async def test_a_choice_takes_effect_at_once_on_what_is_planned(storage: Storage) -> None:
    await found(storage)
    whom = (await person(storage, "U1")).id
    evening = AT.replace(hour=16)
    assert await say(storage, "U1", "a", at=evening, expires_at=AT + 3 * DAY)
    assert await claimed(storage, evening) == []
    late = SaveSettings(hours=Hours(first=time(12), last=time(22)))
    async with turning(storage) as turn:
        await turn.settings(person=whom, settings=late, at=evening)
    assert await claimed(storage, evening) == ["a"]
    assert await say(storage, "U1", "b", at=evening, expires_at=AT + DAY)
    async with turning(storage) as turn:
        await turn.settings(person=whom, settings=SaveSettings(paused_until=date(2026, 9, 21)), at=evening)
    assert await claimed(storage, evening) == []
    assert await queue(storage) == {"sending": 1, "expired": 1}
    found_again = await person(storage, "U1")
    assert (found_again.paused_until, found_again.hours) == (date(2026, 9, 21), late.hours)
