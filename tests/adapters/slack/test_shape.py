"""Bolt gets nothing over which it would stumble."""

from typing import Any

import pytest

from adapters.slack.shape import heard, sound
from tests.adapters.slack.recorded import EVERYTHING, OURS


@pytest.mark.parametrize("name", EVERYTHING)
def test_everything_that_slack_sends_is_sound_or_not_for_us(name: str) -> None:
    _, payload = EVERYTHING[name]
    assert sound(payload) or not heard(payload)
    assert heard(payload) or name not in OURS


@pytest.mark.parametrize(
    "payload",
    [
        {"event": None},
        {"event": "message"},
        {"event": {"type": 1}},
        {"event": {}},
        {"user": 1},
        {"team": ["id"]},
        {"event": {"type": "message", "previous_message": {"user": 1}}},
        {"actions": []},
        {"actions": [{"value": "x"}]},
        {"authorizations": [None]},
        {"command": 5},
        {"view": {"type": "workflow_step", "callback_id": "x"}},
        {"view": {"type": "modal"}},
        {"response_urls": [1]},
    ],
)
def test_odd_shapes_are_not_sound(payload: dict[str, Any]) -> None:
    assert not sound(payload)
