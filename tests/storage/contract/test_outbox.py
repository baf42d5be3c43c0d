"""Deliveries: planned once for each key, and sent as they were planned."""

from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from dialogues.address import Address
from dialogues.effect import SaveSettings
from dialogues.event import Due, Occasion
from dialogues.facts import Want
from dialogues.kind import Kind
from dialogues.person import NOTHING
from storage.port import Storage, TeamChannel
from tests.storage.example import (
    AT,
    DAY,
    KUND,
    SLACK,
    act,
    address,
    close,
    found,
    found_before_digests,
    message,
    open_window,
    person,
    post,
    posting,
    profile,
    queue,
    say,
)
from tests.storage.sending import claim, record, sent
from tests.storage.turning import turning

SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)


async def test_a_message_goes_out_as_it_was_planned(storage: Storage) -> None:
    await found(storage)
    async with turning(storage) as turn:
        known = replace(profile("U1"), locale="en-US", timezone="Europe/London")
        await turn.see(profile=known, at=AT)
    assert await say(storage, "U1", "k")
    (outgoing,) = await claim(storage)
    assert outgoing.message == message("k")
    assert (outgoing.language, outgoing.timezone) == ("en", ZoneInfo("Europe/London"))
    assert outgoing.to == address("U1", None)
    assert await claim(storage) == []
    assert await queue(storage) == {"sending": 1}


async def test_a_key_is_planned_once(storage: Storage) -> None:
    await found(storage)
    assert await say(storage, "U1", "k")
    assert not await say(storage, "U1", "k")
    (outgoing,) = await claim(storage)
    await record(storage, sent(outgoing))
    assert not await say(storage, "U1", "k")
    assert await queue(storage) == {"sent": 1}


async def test_marks_differ(storage: Storage) -> None:
    await found(storage)
    for key in "abc":
        assert await say(storage, "U1", key)
    assert len({each.mark for each in await claim(storage)}) == 3


async def test_who_stops_and_resumes_is_asked_anew(storage: Storage) -> None:
    await found(storage)
    for user in ("U1", "U2"):
        assert await say(storage, user, user, dialogue="pulse", subject="w")
        for dialogue, subject in (("pulse", "w"), ("pulse", "earlier"), ("x", "w")):
            async with turning(storage) as turn:
                whom = (await act(turn, user, event=f"{user} {dialogue} {subject}")).facts.someone.id
                await turn.remember(person=whom, dialogue=dialogue, subject=subject, state="{}")
    for stopped in (True, False):
        whom = (await person(storage, "U1")).id
        async with turning(storage) as turn:
            await turn.settings(person=whom, settings=SaveSettings(stopped=stopped), at=AT)
    assert await _state(storage, "U1", "pulse", "w") is None
    kept = (("U1", "pulse", "earlier"), ("U1", "x", "w"), ("U2", "pulse", "w"))
    assert [await _state(storage, *each) for each in kept] == ["{}"] * 3
    assert await say(storage, "U1", "U1", dialogue="pulse", subject="w")
    assert [each.to.user for each in await claim(storage)] == ["U2", "U1"]


async def test_a_nudge_does_not_come_after_another_choice(storage: Storage) -> None:
    """All else that is planned does, and the nudges of others; and so do nudges whatever else is chosen."""
    await found(storage)
    for user in ("U1", "U2"):
        for kind in (Kind.COMMIT, Kind.BEFORE, Kind.PULSE):
            assert await say(storage, user, f"{user} {kind}", kind=kind)
    for chosen in (SaveSettings(language="en"), SaveSettings(nudged_about=NOTHING)):
        assert await queue(storage) == {"planned": 6}
        whom = (await person(storage, "U1")).id
        async with turning(storage) as turn:
            await turn.settings(person=whom, settings=chosen, at=AT)
    assert await queue(storage) == {"planned": 5}
    assert (await person(storage, "U1")).nudged_about == NOTHING


async def test_a_question_does_not_come_after_its_window_closed(storage: Storage) -> None:
    await found(storage)
    window = await open_window(storage)
    assert await say(storage, "U1", "asked", subject=window.id)
    await claim(storage)
    assert await say(storage, "U2", "asked too late", subject=window.id)
    assert await say(storage, "U3", "about something else")
    await close(storage, window, None)
    assert [each.message.summary for each in await claim(storage)] == ["about something else"]
    assert await queue(storage) == {"sending": 2}


async def test_a_post_goes_to_the_channel(storage: Storage) -> None:
    await found(storage)
    channel = TeamChannel(team=KUND, address=Address(workspace=SLACK, channel="C1"))
    await storage.connect(workspace=SLACK, channels=(channel,), at=AT)
    assert await post(storage, "U1", "U2") == 1
    assert await post(storage, "U1", "U2") == 0
    (outgoing,) = await claim(storage)
    assert outgoing.to == channel.address
    assert (outgoing.language, outgoing.timezone) == ("sv", ZoneInfo("Europe/Stockholm"))
    await record(storage, sent(outgoing))
    assert await queue(storage) == {"sent": 1}


async def test_without_a_channel_a_post_goes_to_each_once(storage: Storage) -> None:
    await found_before_digests(storage)
    whom = (await person(storage, "U3")).id
    async with turning(storage) as turn:
        await turn.settings(person=whom, settings=SaveSettings(stopped=True), at=AT)
    assert await post(storage, "U1", "U2", "U2", "U3") == 2
    assert await post(storage, "U1", "U2") == 0
    assert [each.to.user for each in await claim(storage)] == ["U1", "U2"]


async def test_a_team_without_people_in_reach_gets_nothing(storage: Storage) -> None:
    await found(storage, users=("U1",))
    async with turning(storage) as turn:
        due = Due(at=AT, occasion=Occasion.DIGEST, subject=KUND)
        scene = await turn.due(due=due, dialogue="digest", wants=Want.MEMBERS)
        assert scene
        members = tuple(each.id for each in scene.facts.members[1:])
        assert await turn.post(post=posting(members), dialogue="digest", subject="", at=AT) == 0


@pytest.mark.parametrize("batch", [1, 500])
async def test_pruning_takes_old_events_and_finished_deliveries_only(
    storage: Storage, batch: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.sql.store.BATCH", batch)
    await found(storage)
    for key in ("sent", "sending"):
        assert await say(storage, "U1", key)
    first, _ = await claim(storage)
    await record(storage, sent(first))
    assert await say(storage, "U1", "planned")
    async with turning(storage) as turn:
        assert await turn.take(event="old", at=AT)
        assert await turn.take(event="new", at=AT + 2 * DAY)
    assert await storage.prune(before=AT) == 0
    assert await storage.prune(before=AT + DAY + SECOND) == 2
    assert await queue(storage) == {"sending": 1, "planned": 1}
    async with turning(storage) as turn:
        assert await turn.take(event="old", at=AT)
        assert not await turn.take(event="new", at=AT)


async def _state(storage: Storage, user: str, dialogue: str, subject: str) -> str | None:
    async with turning(storage) as turn:
        event = f"look {user} {dialogue} {subject}"
        return (await act(turn, user, event=event, dialogue=dialogue, subject=subject)).state
