"""Who is there, page by page."""

import pytest

from adapters.port import ChatError
from tests.adapters.conftest import clock
from tests.adapters.faults import Fault, answered
from tests.adapters.inbox import RecordingInbox
from tests.adapters.slack.fake import TEAM, refused, throttled
from tests.adapters.slack.harness import PEOPLE, SlackHarness, person, slack_harness


async def names(harness: SlackHarness) -> list[str]:
    return [profile.name async for profile in harness.chat.people()]


async def test_a_large_workspace_is_read_page_by_page(inbox: RecordingInbox) -> None:
    crowd = [person(f"U{number}", f"Person {number}", email=f"p{number}@example.com") for number in range(450)]
    async with slack_harness(inbox, clock, crowd) as harness:
        assert await names(harness) == [profile.name for profile in crowd]
        asked = [body for method, body in harness.slack.calls if method == "users.list"]
    assert [body["cursor"] for body in asked] == ["", "200", "400"]
    assert {body["limit"] for body in asked} == {"200"}
    assert {body["team_id"] for body in asked} == {TEAM}


async def test_the_fake_tells_everything_that_a_profile_holds(connected: SlackHarness) -> None:
    assert [profile async for profile in connected.chat.people()] == list(PEOPLE)


async def test_a_page_that_comes_too_soon_is_asked_for_again(connected: SlackHarness) -> None:
    connected.slack.faults["users.list"].extend([throttled(0), throttled(0)])
    assert len(await names(connected)) == len(PEOPLE)


@pytest.mark.parametrize(
    ("fault", "word"),
    [
        (refused("missing_scope"), "missing_scope"),
        (answered(503, "x", "text/plain"), "http_503"),
        (throttled(86_400), "ratelimited"),
    ],
)
async def test_a_question_that_goes_unanswered_says_why(connected: SlackHarness, fault: Fault, word: str) -> None:
    connected.slack.faults["users.list"].append(fault)
    with pytest.raises(ChatError, match=word):
        await names(connected)


async def test_patience_ends(connected: SlackHarness) -> None:
    connected.slack.faults["users.list"].extend([throttled(0)] * 4)
    with pytest.raises(ChatError, match="ratelimited"):
        await names(connected)
