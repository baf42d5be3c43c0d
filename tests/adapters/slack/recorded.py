"""What Slack sends, one payload of each kind; shapes as in slackapi/java-slack-sdk's `json-logs/samples`."""

from typing import Any

from tests.adapters.slack.fake import BOT_ID, BOT_USER, TEAM, Kind

EVENT = {
    "token": "verification",
    "team_id": TEAM,
    "api_app_id": "A0APP",
    "type": "event_callback",
    "event_id": "Ev0000001",
    "event_time": 1795424400,
    "authorizations": [
        {"enterprise_id": None, "team_id": TEAM, "user_id": BOT_USER, "is_bot": True, "is_enterprise_install": False}
    ],
    "is_ext_shared_channel": False,
    "event_context": "4-context",
}
MESSAGE = {
    "type": "message",
    "user": "U0ANNA",
    "text": "Hej! 5 &lt; 6 &amp; 7",
    "ts": "1795424400.000100",
    "client_msg_id": "2b4c0d5e",
    "team": TEAM,
    "channel": "DU0ANNA",
    "event_ts": "1795424400.000100",
    "channel_type": "im",
    "blocks": [{"type": "rich_text", "block_id": "b", "elements": [{"type": "rich_text_section", "elements": []}]}],
}
USER = {
    "id": "U0ANNA",
    "team_id": TEAM,
    "name": "anna",
    "deleted": False,
    "real_name": "Anna Öberg",
    "tz": "Europe/Stockholm",
    "tz_label": "Central European Time",
    "tz_offset": 3600,
    "profile": {
        "real_name": "Anna Öberg",
        "display_name": "",
        "status_text": "Semester",
        "status_emoji": ":palm_tree:",
        "status_expiration": 1796079599,
        "email": "Anna@Example.com",
        "team": TEAM,
    },
    "is_bot": False,
    "is_app_user": False,
    "updated": 1795424400,
    "locale": "sv-SE",
}
INTERACTION: dict[str, Any] = {
    "user": {"id": "U0ANNA", "username": "anna", "name": "anna", "team_id": TEAM},
    "api_app_id": "A0APP",
    "token": "verification",
    "team": {"id": TEAM, "domain": "vardag"},
    "enterprise": None,
    "is_enterprise_install": False,
    "trigger_id": "111.222.trigger",
}
MESSAGE_PLACE = {
    "container": {
        "type": "message",
        "message_ts": "1795424400.000200",
        "channel_id": "DU0ANNA",
        "is_ephemeral": False,
    },
    "channel": {"id": "DU0ANNA", "name": "directmessage"},
    "message": {"type": "message", "user": BOT_USER, "bot_id": BOT_ID, "ts": "1795424400.000200", "text": "x"},
    "response_url": "https://hooks.slack.com/actions/T0VARDAG/1/x",
}
VIEW: dict[str, Any] = {
    "id": "V0VIEW",
    "team_id": TEAM,
    "type": "modal",
    "callback_id": "settings/save//",
    "private_metadata": "",
    "hash": "1795424400.hash",
    "title": {"type": "plain_text", "text": "Settings", "emoji": False},
    "blocks": [],
    "state": {
        "values": {
            "why": {"settings/save//": {"type": "plain_text_input", "value": "because"}},
            "language": {"settings/save//": {"type": "static_select", "selected_option": {"value": "sv"}}},
            "day": {"settings/save//": {"type": "datepicker", "selected_date": "2026-11-24"}},
            "time": {"settings/save//": {"type": "timepicker", "selected_time": None}},
        }
    },
    "app_id": "A0APP",
    "bot_id": BOT_ID,
    "root_view_id": "V0VIEW",
    "previous_view_id": None,
    "external_id": "",
}


def event(**changes: Any) -> tuple[Kind, dict[str, Any]]:
    return "events_api", {**EVENT, "event": changes}


def interaction(**more: Any) -> tuple[Kind, dict[str, Any]]:
    return "interactive", {**INTERACTION, **more}


TAP = {
    "action_id": "choice-1-0",
    "block_id": "choices-1-0",
    "text": {"type": "plain_text", "text": "Ja", "emoji": False},
    "value": "pulse/answer/w1/yes",
    "type": "button",
    "action_ts": "1795424401.000300",
}

COMMAND: tuple[Kind, dict[str, Any]] = (
    "slash_commands",
    {
        "token": "verification",
        "team_id": TEAM,
        "team_domain": "vardag",
        "channel_id": "DU0ANNA",
        "channel_name": "directmessage",
        "user_id": "U0ANNA",
        "user_name": "anna",
        "command": "/goal",
        "text": " hjälp & <mer> ",
        "api_app_id": "A0APP",
        "is_enterprise_install": "false",
        "response_url": "https://hooks.slack.com/commands/T0VARDAG/1/x",
        "trigger_id": "111.222.trigger",
    },
)

#: What becomes an event of ours.
OURS: dict[str, tuple[Kind, dict[str, Any]]] = {
    "message": event(**MESSAGE),
    "file_share": event(**MESSAGE, subtype="file_share", files=[{"id": "F1"}]),
    "home_opened": event(type="app_home_opened", user="U0ANNA", channel="DU0ANNA", tab="home", event_ts="1.2"),
    "team_join": event(type="team_join", user=USER, event_ts="1.2"),
    "user_change": event(type="user_change", user=USER, event_ts="1.2"),
    "dnd_updated_user": event(
        type="dnd_updated_user",
        user="U0ANNA",
        dnd_status={"dnd_enabled": True, "next_dnd_start_ts": 1795420800, "next_dnd_end_ts": 1795428000},
        event_ts="1.2",
    ),
    "app_uninstalled": event(type="app_uninstalled", event_ts="1.2"),
    "tokens_revoked": event(type="tokens_revoked", tokens={"oauth": [], "bot": [BOT_USER]}, event_ts="1.2"),
    "command": COMMAND,
    "command_in_a_channel": (COMMAND[0], {**COMMAND[1], "channel_id": "C0TEAM", "channel_name": "kundservice"}),
    "tap": interaction(type="block_actions", **MESSAGE_PLACE, actions=[TAP], state={"values": {}}),
    "tap_at_home": interaction(
        type="block_actions",
        container={"type": "view", "view_id": "V0HOME"},
        view={**VIEW, "id": "V0HOME", "type": "home", "callback_id": ""},
        actions=[TAP],
    ),
    "submission": interaction(type="view_submission", view=VIEW, response_urls=[]),
}

#: What is none of ours, and is acknowledged all the same.
OTHERS: dict[str, tuple[Kind, dict[str, Any]]] = {
    "message_changed": event(
        type="message", subtype="message_changed", channel="DU0ANNA", channel_type="im", message=MESSAGE, ts="1.2"
    ),
    "message_deleted": event(
        type="message", subtype="message_deleted", channel="DU0ANNA", channel_type="im", previous_message=MESSAGE
    ),
    "bot_message": event(**{**MESSAGE, "subtype": "bot_message", "bot_id": "B0OTHER", "user": None}),
    "message_of_a_bot_with_user": event(**{**MESSAGE, "bot_id": "B0OTHER"}),
    "own_message": event(**{**MESSAGE, "user": BOT_USER, "bot_id": BOT_ID}),
    "message_in_a_channel": event(**{**MESSAGE, "channel": "C0TEAM", "channel_type": "channel"}),
    "channel_join": event(**{**MESSAGE, "subtype": "channel_join"}),
    "messages_tab_opened": event(type="app_home_opened", user="U0ANNA", channel="DU0ANNA", tab="messages"),
    "bot_joined": event(type="team_join", user={**USER, "is_bot": True}),
    "dnd_of_nobody": event(type="dnd_updated_user", dnd_status={"dnd_enabled": False}),
    "dnd_of_no_kind": event(type="dnd_updated_user", user="U0ANNA", dnd_status={"dnd_enabled": 1}),
    "other_tokens_revoked": event(type="tokens_revoked", tokens={"oauth": ["U0ANNA"], "bot": ["U0OTHER"]}),
    "unknown_event": event(type="star_added", user="U0ANNA", item={"type": "message", "channel": "C0TEAM"}),
    "other_team": ("events_api", {**EVENT, "team_id": "T0OTHER", "event": MESSAGE}),
    "rate_limited": ("events_api", {"type": "app_rate_limited", "team_id": TEAM, "minute_rate_limited": 1795424400}),
    "shortcut": interaction(type="shortcut", callback_id="old", action_ts="1.2"),
    "message_shortcut": interaction(type="message_action", callback_id="old", **MESSAGE_PLACE, message_ts="1.2"),
    "view_closed": interaction(type="view_closed", view=VIEW, is_cleared=False),
    "options": interaction(type="block_suggestion", action_id="old", block_id="old", value="x", **MESSAGE_PLACE),
    "old_button": interaction(
        type="interactive_message", callback_id="old", actions=[{"name": "a", "value": "b"}], **MESSAGE_PLACE
    ),
    "dialog": interaction(type="dialog_submission", callback_id="old", submission={}, state=""),
    "workflow_step": interaction(type="workflow_step_edit", callback_id="old", workflow_step={}),
    "tap_elsewhere": interaction(
        **{"type": "block_actions", "team": {"id": "T0OTHER"}, "actions": [TAP], **MESSAGE_PLACE}
    ),
}

EVERYTHING = {**OURS, **OTHERS}
