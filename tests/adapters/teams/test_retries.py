"""Teams' later retry, under a new id: whoever has been answered is not answered twice."""

from datetime import timedelta
from typing import Any

import pytest

from adapters.port import Answer
from bot.clock import StillClock
from dialogues.event import Chose, Commanded, Left, Seen
from tests.adapters.conftest import NOW
from tests.adapters.contract.test_contract import TOKEN, asking, said
from tests.adapters.inbox import RecordingInbox
from tests.adapters.teams.harness import TeamsHarness

ANNA = "aad-anna"
GOAL: dict[str, Any] = {"type": "message", "text": "goal"}
TAP: dict[str, Any] = {
    "type": "invoke",
    "name": "adaptiveCard/action",
    "replyToId": "1:1",
    "value": {"action": {"data": {"vardag": {"choose": str(TOKEN)}}}},
}


async def act(connected: TeamsHarness, activity: dict[str, Any]) -> Any:
    heard = await connected.teams.deliver(connected.teams.activity(ANNA, **activity))
    assert heard.status == 200
    return heard.json


async def test_nobody_is_left_without_an_answer(
    connected: TeamsHarness, inbox: RecordingInbox, time: StillClock
) -> None:
    inbox.answers(Commanded, Answer(reply=said("Your goals")))
    inbox.answers(Chose, Answer(reply=said("Nobody else sees this.")))
    for number, activity in enumerate((GOAL, GOAL, GOAL, TAP, TAP, TAP)):
        time.move(NOW + timedelta(seconds=20 * number))
        await act(connected, activity)
    await connected.teams.until(lambda: len(connected.teams.posted) == 6)


async def test_a_tap_is_one_act_and_its_answer_is_given_again(
    connected: TeamsHarness, inbox: RecordingInbox, time: StillClock
) -> None:
    inbox.answers(Chose, Answer(replace=asking("Change")))
    first = await act(connected, TAP)
    time.move(NOW + timedelta(seconds=30))
    assert await act(connected, TAP) == first
    inbox.only(Chose)


async def test_a_retry_with_the_same_id_gets_the_same_answer_and_so_does_the_one_after_it(
    connected: TeamsHarness, inbox: RecordingInbox, time: StillClock
) -> None:
    inbox.answers(Chose, Answer(replace=asking("Change")))
    tap = connected.teams.activity(ANNA, **TAP)
    first = await connected.teams.deliver(tap)
    time.move(NOW + timedelta(seconds=5))
    again = await connected.teams.deliver(tap)
    time.move(NOW + timedelta(seconds=35))
    assert await act(connected, TAP) == again.json == first.json
    inbox.only(Chose)


async def test_a_repeat_that_another_process_has_answered_hides_nothing(
    connected: TeamsHarness, inbox: RecordingInbox, time: StillClock
) -> None:
    inbox.answers(Chose, Answer(repeated=True))
    await act(connected, TAP)
    inbox.answers(Chose, Answer(replace=asking("Change")))
    time.move(NOW + timedelta(seconds=30))
    assert "Change" in str(await act(connected, TAP))


@pytest.mark.parametrize("seconds", [1, 9, 91, 3600])
async def test_whoever_does_the_same_sooner_or_later_means_it(
    connected: TeamsHarness, inbox: RecordingInbox, time: StillClock, seconds: int
) -> None:
    await act(connected, TAP)
    time.move(NOW + timedelta(seconds=seconds))
    await act(connected, TAP)
    assert len(inbox.events) == 2


async def test_whoever_has_done_something_in_between_means_it(
    connected: TeamsHarness, inbox: RecordingInbox, time: StillClock
) -> None:
    for number, activity in enumerate((TAP, GOAL, TAP, {**TAP, "replyToId": "1:2"})):
        time.move(NOW + timedelta(seconds=20 * number))
        await act(connected, activity)
    assert len(inbox.events) == 4


async def test_what_may_have_been_done_in_between_counts(
    connected: TeamsHarness, inbox: RecordingInbox, time: StillClock
) -> None:
    await act(connected, TAP)
    inbox.failing = True
    time.move(NOW + timedelta(seconds=10))
    await connected.teams.deliver(connected.teams.activity(ANNA, **{**TAP, "replyToId": "1:2"}))
    inbox.failing = False
    time.move(NOW + timedelta(seconds=20))
    await act(connected, TAP)
    assert len(inbox.events) == 2


async def test_what_could_not_be_taken_is_no_retry_of_anything(
    connected: TeamsHarness, inbox: RecordingInbox, time: StillClock
) -> None:
    inbox.failing = True
    heard = await connected.teams.deliver(connected.teams.activity(ANNA, **TAP))
    assert heard.status == 500
    inbox.failing = False
    time.move(NOW + timedelta(seconds=30))
    await act(connected, TAP)
    inbox.only(Chose)


async def test_whoever_leaves_after_they_came_has_left(
    connected: TeamsHarness, inbox: RecordingInbox, time: StillClock
) -> None:
    await act(connected, {"type": "conversationUpdate", "membersAdded": [{"id": "28:bot"}]})
    time.move(NOW + timedelta(seconds=30))
    await act(connected, {"type": "conversationUpdate", "membersRemoved": [{"id": "28:bot"}]})
    assert [type(event) for event in inbox.events] == [Seen, Left]


async def test_a_stranger_who_is_known_meanwhile_is_answered(
    connected: TeamsHarness, inbox: RecordingInbox, time: StillClock
) -> None:
    inbox.answers(Commanded, Answer(reply=said("Who are you?"), stranger=True))
    await act(connected, GOAL)
    inbox.answers(Commanded, Answer(reply=said("Your goals")))
    time.move(NOW + timedelta(seconds=30))
    await act(connected, GOAL)
    await connected.teams.until(lambda: len(connected.teams.posted) == 2)
