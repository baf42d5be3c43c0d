"""Talks are their lead's, are known to whom they are with, and end with what they stand on."""

from dataclasses import replace
from datetime import date, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from dialogues.blueprint.entries import PersonEntry
from dialogues.effect import DropMeeting, LogOneOnOne, SaveDiary, SaveMeeting, Schedule
from dialogues.event import Due, Occasion
from dialogues.facts import Facts, Want
from dialogues.kind import Kind
from dialogues.meeting.meeting import USUAL, Diary, Meeting, MeetingId
from dialogues.person import PersonId
from storage.port import Storage
from tests.storage.dump import dump
from tests.storage.example import (
    AT,
    DAY,
    EXAMPLE,
    KUND,
    LEDNING,
    MEMBERS,
    MONDAY,
    changed,
    facts,
    found,
    queue,
    say,
    somebody,
)
from tests.storage.turning import turning

STOCKHOLM = ZoneInfo("Europe/Stockholm")


@pytest.fixture(autouse=True)
async def founded(storage: Storage) -> None:
    await found(storage)


async def known(storage: Storage, user: str = "ULEAD") -> Facts:
    return await facts(storage, user, Want.MEETINGS)


async def whose(storage: Storage, user: str) -> PersonId:
    return (await known(storage, user)).someone.id


async def meeting(storage: Storage, user: str | None = "U1", id: str = "m1") -> Meeting:
    return Meeting(
        id=MeetingId(id),
        lead=await whose(storage, "ULEAD"),
        team=KUND,
        person=await whose(storage, user) if user else None,
        first=date(2026, 9, 8),
        at=time(13, 5),
        zone=STOCKHOLM,
        weeks=2 if user else 0,
    )


async def save(storage: Storage, *meetings: Meeting) -> None:
    async with turning(storage) as turn:
        for each in meetings:
            await turn.save_meeting(person=each.lead, save=SaveMeeting(meeting=each))


async def test_a_talk_is_kept_changed_and_forgotten(storage: Storage) -> None:
    one, all_of_them = await meeting(storage), await meeting(storage, None, "m2")
    await save(storage, one, all_of_them)
    assert (await known(storage)).meetings == (one, all_of_them)
    assert (await facts(storage, "ULEAD", Want.NOTHING)).meetings == ()
    moved = replace(one, first=date(2026, 9, 10), at=time(8), weeks=1, zone=ZoneInfo("Europe/London"))
    await save(storage, moved)
    assert set((await known(storage)).meetings) == {moved, all_of_them}
    async with turning(storage) as turn:
        await turn.drop_meeting(person=one.lead, drop=DropMeeting(meeting=one.id))
    assert (await known(storage)).meetings == (all_of_them,)


async def test_whom_it_is_with_knows_of_it_and_nobody_else(storage: Storage) -> None:
    one = await meeting(storage)
    await save(storage, one, await meeting(storage, None, "m2"))
    assert (await known(storage, "U1")).meetings == (one,)
    assert (await known(storage, "U2")).meetings == ()


async def test_one_knows_with_whom_one_can_have_a_talk(storage: Storage) -> None:
    lead, one = await known(storage), await known(storage, "U1")
    assert [each.name for each in lead.counterparts] == [f"Name {user}" for user in MEMBERS]
    assert [each.name for each in one.counterparts] == ["Name ULEAD"]


async def test_nobody_writes_to_or_forgets_what_is_somebody_elses(storage: Storage) -> None:
    one = await meeting(storage)
    await save(storage, one)
    other = await whose(storage, "U2")
    async with turning(storage) as turn:
        await turn.save_meeting(person=other, save=SaveMeeting(meeting=replace(one, at=time(9))))
        await turn.drop_meeting(person=other, drop=DropMeeting(meeting=one.id))
    assert (await known(storage)).meetings == (one,)


async def test_how_one_is_prepared_is_ones_own_choice(storage: Storage) -> None:
    assert (await known(storage)).diary == USUAL
    lead = await whose(storage, "ULEAD")
    for chosen in (Diary(ahead=timedelta(minutes=10), every=True), Diary(ahead=timedelta(days=1))):
        async with turning(storage) as turn:
            await turn.save_diary(person=lead, save=SaveDiary(diary=chosen))
        assert (await known(storage)).diary == chosen
    assert (await known(storage, "U1")).diary == USUAL


async def test_what_is_told_is_counted_by_week_and_says_nothing_of_with_whom(
    storage: Storage, database_url: str
) -> None:
    lead = await whose(storage, "ULEAD")
    for week, is_about_goal in ((MONDAY, True), (MONDAY, False), (MONDAY, True), (MONDAY + 7 * DAY, False)):
        async with turning(storage) as turn:
            await turn.log_one_on_one(person=lead, log=LogOneOnOne(week=week, is_about_goal=is_about_goal))
    assert sorted((await dump(database_url))["one_on_one"]) == [(lead, MONDAY, 3, 2), (lead, MONDAY + 7 * DAY, 1, 0)]


async def planned(storage: Storage, *keys: str) -> None:
    for key in keys:
        assert await say(storage, "ULEAD", key, kind=Kind.EVERY_TALK)


async def test_what_is_planned_to_be_said_of_it_goes_when_it_is_changed_or_forgotten(storage: Storage) -> None:
    one = await meeting(storage)
    await save(storage, one)
    await planned(storage, "meeting:m1.2026-09-07:x", "afterwards:m1.2026-09-07:x", "meeting:m10.once:x")
    await save(storage, replace(one, at=time(9)))
    assert await queue(storage) == {"planned": 1}
    await planned(storage, "meeting:m1.2026-09-07:y")
    async with turning(storage) as turn:
        await turn.drop_meeting(person=one.lead, drop=DropMeeting(meeting=one.id))
    assert await queue(storage) == {"planned": 1}


async def test_talks_with_a_team_end_with_its_lead(storage: Storage, database_url: str) -> None:
    await save(storage, await meeting(storage), await meeting(storage, None, "m2"))
    await planned(storage, "meeting:m1.2026-09-07:x", "meeting:m2.once:x")
    kund, ledning = EXAMPLE.teams
    await storage.adopt(blueprint=replace(EXAMPLE, teams=(replace(kund, lead=None), ledning)), at=AT)
    assert (await dump(database_url))["meeting"] == []
    assert await queue(storage) == {}
    await storage.adopt(blueprint=EXAMPLE, at=AT)
    assert (await known(storage)).meetings == (), "what is over stays over"


@pytest.mark.parametrize("left", [None, somebody("U1", team=LEDNING)])
async def test_a_talk_with_somebody_ends_when_they_leave_the_team(
    storage: Storage, database_url: str, left: PersonEntry | None
) -> None:
    other = await meeting(storage, "U2", "m2")
    await save(storage, await meeting(storage), other)
    await planned(storage, "meeting:m1.2026-09-07:x", "meeting:m2.2026-09-07:x")
    await storage.adopt(blueprint=changed(U1=left), at=AT)
    assert [row[0] for row in (await dump(database_url))["meeting"]] == ["m2"]
    assert (await known(storage)).meetings == (other,)
    assert await queue(storage) == {"planned": 1}


async def test_they_are_known_where_something_is_due_to_the_lead(storage: Storage) -> None:
    one = await meeting(storage)
    await save(storage, one)
    due = Due(at=AT, occasion=Occasion.MEETING, subject=one.lead)
    async with turning(storage) as turn:
        await turn.schedule(schedule=Schedule(occasion=Occasion.MEETING, subject=one.lead, at=AT))
        scenes = await turn.dues(dues=[due], dialogue="meeting", wants=Want.MEETINGS | Want.GOALS)
    assert scenes[due].facts.meetings == (one,)
    assert [each.id for each in scenes[due].facts.leads] == [KUND]
