"""Who is away and who is not to be disturbed, by what Slack shows of them."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from adapters.slack.absence import away_until, silent_until
from dialogues.address import FURTHER_NOTICE, LONG_AGO
from dialogues.event import Seen
from tests.adapters.conftest import NOW, clock
from tests.adapters.faults import Fault, answered
from tests.adapters.inbox import RecordingInbox
from tests.adapters.slack.fake import FakeSlack, dnd, refused, throttled
from tests.adapters.slack.harness import PEOPLE, SlackHarness, person, slack_harness

EVENING = datetime(2026, 11, 27, 16, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("emoji", "expiration", "until"),
    [
        (":palm_tree:", int(EVENING.timestamp()), EVENING),
        (":face_with_thermometer:", 0, FURTHER_NOTICE),
        (":baby::skin-tone-3:", None, FURTHER_NOTICE),
        (":vab:", int(EVENING.timestamp()), EVENING),
        (":spiral_calendar_pad:", int(EVENING.timestamp()), LONG_AGO),
        (":house_with_garden:", 0, LONG_AGO),
        ("", 0, LONG_AGO),
    ],
)
def test_a_status_of_absence_lasts_until_it_expires(emoji: str, expiration: int | None, until: datetime) -> None:
    profile = {"status_emoji": emoji, "status_expiration": expiration, "status_text": "whatever"}
    assert away_until({"id": "U1", "profile": profile}) == until


@pytest.mark.parametrize("expiration", [-1, 10**14, "1795424400", True, 1.5])
def test_an_end_that_is_no_moment_is_none(expiration: object) -> None:
    profile = {"status_emoji": ":palm_tree:", "status_expiration": expiration}
    assert away_until({"profile": profile}) == FURTHER_NOTICE


def test_a_profile_without_a_status_says_nothing() -> None:
    assert away_until({"profile": {"email": "anna@example.com"}}) is None
    assert away_until({}) is None


@pytest.mark.parametrize(
    ("status", "until"),
    [
        (dnd(NOW + timedelta(hours=1)), NOW + timedelta(hours=1)),
        # Tonight's begins later, and this morning's is over.
        (dnd(NOW + timedelta(hours=20)), LONG_AGO),
        (dnd(NOW), LONG_AGO),
        ({**dnd(NOW + timedelta(hours=1)), "dnd_enabled": False}, LONG_AGO),
        (dnd(LONG_AGO), LONG_AGO),
        ({"dnd_enabled": True}, LONG_AGO),
        ({}, None),
    ],
)
def test_do_not_disturb_counts_while_it_is_on(status: dict[str, Any], until: datetime | None) -> None:
    assert silent_until(status, NOW) == until


async def silent(harness: SlackHarness) -> dict[str, datetime | None]:
    return {profile.key.user: profile.silent_until async for profile in harness.chat.people()}


async def asked(harness: SlackHarness) -> list[int]:
    return [len(body["users"].split(",")) for method, body in harness.slack.calls if method == "dnd.teamInfo"]


async def test_a_large_workspace_is_asked_for_fifty_at_a_time_and_only_for_those_who_are_there(
    inbox: RecordingInbox,
) -> None:
    crowd = [person(f"U{number}", "P", silent_until=LONG_AGO, active=number % 10 != 0) for number in range(250)]
    async with slack_harness(inbox, clock, crowd) as harness:
        found = await silent(harness)
        assert await asked(harness) == [50, 50, 50, 30, 45]
    assert found == {each.key.user: LONG_AGO if each.active else None for each in crowd}


async def test_a_bot_that_may_not_see_it_goes_on_without_and_asks_once(inbox: RecordingInbox) -> None:
    crowd = [person(f"U{number}", "P", silent_until=EVENING) for number in range(120)]
    async with slack_harness(inbox, clock, crowd) as harness:
        harness.slack.scopes = ()
        assert await silent(harness) == dict.fromkeys([each.key.user for each in crowd])
        assert await asked(harness) == [50]


@pytest.mark.parametrize(
    "fault",
    [answered(503, "x", "text/plain"), throttled(86_400), answered(200, '{"ok": true}'), refused("user_not_visible")],
)
async def test_a_question_that_goes_unanswered_keeps_nobody_from_being_found(
    connected: SlackHarness, fault: Fault
) -> None:
    connected.slack.faults["dnd.teamInfo"].append(fault)
    assert await silent(connected) == dict.fromkeys([each.key.user for each in PEOPLE])


async def test_for_the_sake_of_one_who_is_not_seen_the_others_are_asked_for_still(inbox: RecordingInbox) -> None:
    crowd = [person(f"U{number}", "P", silent_until=LONG_AGO) for number in range(60)]
    async with slack_harness(inbox, clock, crowd) as harness:
        harness.slack.faults["dnd.teamInfo"].append(refused("user_not_visible"))
        found = await silent(harness)
    assert [user for user, until in found.items() if until] == [f"U{number}" for number in range(50, 60)]


async def test_a_question_that_comes_too_soon_is_asked_again_until_patience_ends(
    connected: SlackHarness, slack: FakeSlack
) -> None:
    slack.faults["dnd.teamInfo"].extend([throttled(0), throttled(0)])
    assert await silent(connected) == {each.key.user: each.silent_until for each in PEOPLE}
    slack.faults["dnd.teamInfo"].extend([throttled(0)] * 100)
    assert set((await silent(connected)).values()) == {None}


async def test_what_changes_is_told_as_it_happens(connected: SlackHarness, inbox: RecordingInbox) -> None:
    event = {"type": "dnd_updated_user", "user": "U0ANNA", "dnd_status": dnd(NOW + timedelta(hours=1))}
    heard = await connected.slack.deliver("events_api", connected.slack.event(event))
    assert heard.status == 200
    seen = inbox.only(Seen).profile
    assert (seen.key.user, seen.silent_until) == ("U0ANNA", NOW + timedelta(hours=1))
    assert (seen.email, seen.locale, seen.timezone, seen.away_until) == (None, None, None, None)
