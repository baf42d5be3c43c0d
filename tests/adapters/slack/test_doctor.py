"""What the operator is told about the connection, and the manifest that makes it."""

import json
import re
from datetime import timedelta

import pytest

from adapters.slack.chat import Slack
from adapters.slack.manifest import SCOPES, manifest
from dialogues.words import read
from tests.adapters.conftest import NOW, clock
from tests.adapters.faults import Fault, answered
from tests.adapters.slack.fake import SECRET, TOKEN, FakeSlack, refused, throttled
from tests.adapters.slack.harness import SlackHarness


async def unwell(slack: FakeSlack, *, off: timedelta = timedelta(0), token: str = TOKEN) -> dict[str, str]:
    """Without a start, as `vardag doctor` asks."""
    chat = Slack(bot_token=token, signing_secret=SECRET, app_token=None, api_url=slack.api_url, clock=lambda: NOW + off)
    return {finding.what: finding.detail for finding in await chat.findings() if not finding.well}


async def test_a_good_connection_is_well(slack: FakeSlack) -> None:
    assert await unwell(slack) == {}


async def test_a_missing_permission_is_named(slack: FakeSlack) -> None:
    slack.scopes = tuple(scope for scope in SCOPES if scope != "im:history")
    found = await unwell(slack)
    assert list(found) == ["Slack permissions"]
    assert "im:history" in found["Slack permissions"]


async def test_a_permission_without_which_the_bot_goes_on_is_named_and_fails_nothing(slack: FakeSlack) -> None:
    slack.scopes = tuple(scope for scope in SCOPES if scope != "dnd:read")
    assert await unwell(slack) == {}
    chat = Slack(bot_token=TOKEN, signing_secret=SECRET, app_token=None, api_url=slack.api_url, clock=clock)
    (found,) = [finding.detail for finding in await chat.findings() if finding.what == "Slack permissions"]
    assert "dnd:read" in found
    assert "vardag slack manifest" in found


async def test_what_is_needed_and_missing_fails_whatever_else_is_missing(slack: FakeSlack) -> None:
    slack.scopes = tuple(scope for scope in SCOPES if scope not in ("dnd:read", "im:history"))
    found = await unwell(slack)
    assert "Missing: im:history, dnd:read." in found["Slack permissions"]


async def test_a_dead_token_is_named_and_not_shown(slack: FakeSlack) -> None:
    found = await unwell(slack, token="xoxb-dead")
    assert "VARDAG_SLACK_BOT_TOKEN" in found["Slack token"]
    assert "xoxb-dead" not in repr(found)


@pytest.mark.parametrize("seconds", [-300, 90])
async def test_a_wrong_clock_is_named(slack: FakeSlack, seconds: int) -> None:
    found = await unwell(slack, off=timedelta(seconds=seconds))
    assert str(abs(seconds)) in found["Clock"]


async def test_an_answer_whose_date_cannot_be_read_is_named(slack: FakeSlack) -> None:
    slack.date = "yesterday"
    assert list(await unwell(slack)) == ["Clock"]


@pytest.mark.parametrize("fault", [throttled(5), answered(503, "x", "text/plain"), refused("internal_error")])
async def test_a_slack_that_does_not_answer_is_named(slack: FakeSlack, fault: Fault) -> None:
    slack.faults["auth.test"].append(fault)
    assert list(await unwell(slack)) == ["Slack address"]


async def test_an_address_where_nobody_is_is_named() -> None:
    chat = Slack(bot_token=TOKEN, signing_secret=SECRET, app_token=None, api_url="http://127.0.0.1:1/api/", clock=clock)
    assert [finding.what for finding in await chat.findings()] == ["Slack address"]


def test_the_manifest_asks_for_what_the_adapter_needs() -> None:
    app = manifest(url="https://vardag.example.com/", socket_mode=False)
    text = json.dumps(app)
    assert text.count("https://vardag.example.com/slack/events") == 3
    assert app["settings"]["event_subscriptions"]["bot_events"] == [  # type: ignore[index]
        "app_home_opened",
        "app_uninstalled",
        "dnd_updated_user",
        "message.im",
        "team_join",
        "tokens_revoked",
        "user_change",
    ]
    features = app["features"]
    assert features["app_home"] == {  # type: ignore[index]
        "home_tab_enabled": True,
        "messages_tab_enabled": True,
        "messages_tab_read_only_enabled": False,
    }
    assert features["slash_commands"][0]["should_escape"] is True  # type: ignore[index]
    assert app["oauth_config"] == {"scopes": {"bot": list(SCOPES)}}


def test_the_command_says_what_can_be_asked_within_what_slack_takes() -> None:
    """https://github.com/slackapi/manifest-schema: 2,000 characters of description, 1,000 of hint."""
    (command,) = manifest(url="", socket_mode=True)["features"]["slash_commands"]  # type: ignore[index]
    assert 0 < len(command["description"]) <= 2000
    assert 0 < len(command["usage_hint"]) <= 1000
    words = re.findall(r"[^\W\d_]+", command["usage_hint"])
    assert words
    assert [word for word in words if read(word).word is None] == []


def test_in_socket_mode_the_manifest_names_no_address() -> None:
    app = manifest(url="", socket_mode=True)
    assert "slack/events" not in json.dumps(app)
    assert app["settings"]["socket_mode_enabled"] is True  # type: ignore[index]


async def test_the_connection_needs_no_more_than_the_manifest_asks_for(connected: SlackHarness) -> None:
    assert [finding.well for finding in await connected.chat.findings()] == [True] * 4
