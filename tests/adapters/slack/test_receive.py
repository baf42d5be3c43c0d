"""Slack's payloads become our events."""

from datetime import UTC, datetime
from typing import Any

import pytest

from adapters.payload import clean
from adapters.slack.receive import Receiver
from dialogues.address import AccountKey, Address, Profile, Whereabouts
from dialogues.event import Chose, Commanded, Disconnected, Inbound, Opened, Said, Seen, Submitted
from dialogues.token import UNREADABLE, Token
from tests.adapters.slack.fake import BOT_USER, Kind
from tests.adapters.slack.harness import WORKSPACE
from tests.adapters.slack.recorded import OTHERS, OURS, TAP

AT = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
ANNA = AccountKey(workspace=WORKSPACE, user="U0ANNA")
EVENT = "slack:T0VARDAG:Ev0000001"
SAID = Said(
    id=EVENT,
    at=AT,
    account=ANNA,
    where=Whereabouts(address=Address(workspace=WORKSPACE, user="U0ANNA", channel="DU0ANNA")),
    text="Hej! 5 < 6 & 7",
)
SEEN = Seen(
    id=EVENT,
    at=AT,
    profile=Profile(
        key=ANNA,
        name="Anna Öberg",
        email="anna@example.com",
        locale="sv",
        timezone="Europe/Stockholm",
        away_until=datetime(2026, 11, 30, 22, 59, 59, tzinfo=UTC),
    ),
)
TOKEN = Token(dialogue="pulse", step="answer", subject="w1", value="yes")

EXPECTED: dict[str, Inbound] = {
    "message": SAID,
    "file_share": SAID,
    "home_opened": Opened(id=EVENT, at=AT, account=ANNA),
    "team_join": SEEN,
    "user_change": SEEN,
    "dnd_updated_user": Seen(
        id=EVENT, at=AT, profile=Profile(key=ANNA, name="", silent_until=datetime(2026, 11, 23, 10, tzinfo=UTC))
    ),
    "app_uninstalled": Disconnected(id=EVENT, at=AT, workspace=WORKSPACE, reason="app_uninstalled"),
    "tokens_revoked": Disconnected(id=EVENT, at=AT, workspace=WORKSPACE, reason="tokens_revoked"),
    "command": Commanded(id="slack:T0VARDAG:command:111.222.trigger", at=AT, account=ANNA, words="hjälp & <mer>"),
    "command_in_a_channel": Commanded(
        id="slack:T0VARDAG:command:111.222.trigger", at=AT, account=ANNA, words="hjälp & <mer>", channel="C0TEAM"
    ),
    "tap": Chose(
        id="slack:T0VARDAG:tap:U0ANNA:1795424400.000200:choice-1-0:1795424401.000300", at=AT, account=ANNA, token=TOKEN
    ),
    "tap_at_home": Chose(
        id="slack:T0VARDAG:tap:U0ANNA:V0HOME:choice-1-0:1795424401.000300", at=AT, account=ANNA, token=TOKEN
    ),
    "submission": Submitted(
        id="slack:T0VARDAG:form:V0VIEW:1795424400.hash:111.222.trigger",
        at=AT,
        account=ANNA,
        token=Token(dialogue="settings", step="save"),
        values={"why": "because", "language": "sv", "day": "2026-11-24", "time": ""},
    ),
}

RECEIVER = Receiver(workspace=WORKSPACE, bot=BOT_USER)


def received(kind: Kind, payload: dict[str, Any]) -> Inbound | None:
    if kind == "events_api":
        return RECEIVER.event(payload, AT)
    if kind == "slash_commands":
        return RECEIVER.commanded(payload, AT)
    if payload["type"] == "view_submission":
        return RECEIVER.submitted(payload, AT)
    return RECEIVER.chose(payload, AT) if payload["type"] == "block_actions" else None


@pytest.mark.parametrize("name", OURS)
def test_what_slack_says_becomes_our_event(name: str) -> None:
    assert received(*OURS[name]) == EXPECTED[name]


def test_a_form_that_was_open_across_a_deploy_comes_in_whole_whatever_its_fields_are_called() -> None:
    kind, payload = OURS["submission"]
    view = payload["view"]
    state = {name: {"field": next(iter(field.values()))} for name, field in view["state"]["values"].items()}
    assert received(kind, {**payload, "view": {**view, "state": {"values": state}}}) == EXPECTED["submission"]


@pytest.mark.parametrize("name", [name for name in OTHERS if name != "own_message"])
def test_what_is_none_of_ours_becomes_nothing(name: str) -> None:
    assert received(*OTHERS[name]) is None


def test_an_organisation_wide_app_learns_the_workspace_from_the_user() -> None:
    kind, payload = OURS["tap"]
    wide = {**payload, "team": None, "is_enterprise_install": True}
    assert received(kind, wide) == EXPECTED["tap"]


def test_a_person_who_has_left_is_seen_to_be_inactive() -> None:
    kind, payload = OURS["user_change"]
    gone = {**payload, "event": {"type": "user_change", "user": {"id": "U0ANNA", "real_name": "Anna", "deleted": True}}}
    assert received(kind, gone) == Seen(id=EVENT, at=AT, profile=Profile(key=ANNA, name="Anna", active=False))


@pytest.mark.parametrize("value", [None, "", 5, "pulse", "a/b/c", "a/b/c/d/e", "/answer//", "x" * 300 + "/b/c/d"])
def test_a_button_that_cannot_be_read_is_for_our_dialogues_to_answer(value: object) -> None:
    kind, payload = OURS["tap"]
    event = received(kind, {**payload, "actions": [{**TAP, "value": value}]})
    assert isinstance(event, Chose)
    assert event.token == UNREADABLE


@pytest.mark.parametrize("name", OURS)
def test_a_payload_that_lacks_anything_at_all_is_never_an_error(name: str) -> None:
    kind, payload = OURS[name]
    for missing in payload:
        if missing != "type":
            received(kind, {key: value for key, value in payload.items() if key != missing})
            received(kind, {**payload, missing: None})
            received(kind, {**payload, missing: [1]})


def test_what_a_database_cannot_keep_is_taken_out() -> None:
    assert clean("a\0b\ud800c å🎯") == "ab?c å🎯"
