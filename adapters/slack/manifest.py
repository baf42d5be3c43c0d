"""The app as Slack's own configuration page takes it, so that nobody has to click it together."""

#: What the bot may do, and why.
SCOPES = (
    "chat:write",  # send messages
    "commands",  # be asked with /goal
    "im:write",  # open a conversation with somebody
    "im:history",  # be written to, and look a message up whose sending is in doubt
    "users:read",  # know who is there, in which language and time zone
    "users:read.email",  # find the people of the organisation file
    "dnd:read",  # write to nobody who is not to be disturbed
    "groups:read",  # see that exactly a team reads its channel, before its digest is put there
    "channels:read",  # see that a channel is one that everybody can read
)
#: Those of them without which the bot goes on, since an app that was made before them has them only once it is
#: installed again, and what it does not do until then.
OPTIONAL = {
    "dnd:read": "do-not-disturb is not seen",
    "groups:read": "no digest goes to a channel",
    "channels:read": "a public channel is not told from one that cannot be seen",
}

EVENTS = (
    "app_home_opened",
    "app_uninstalled",
    "dnd_updated_user",
    "message.im",
    "team_join",
    "tokens_revoked",
    "user_change",
)

COMMAND = "/goal"


def manifest(*, url: str, socket_mode: bool) -> dict[str, object]:
    """The app manifest (https://docs.slack.dev/reference/app-manifest) for a bot that Slack reaches under `url`, such
    as `https://vardag.example.com`; with `socket_mode` the bot calls Slack instead, and the address is not used."""
    address = {} if socket_mode else {"url": f"{url.rstrip('/')}/slack/events"}
    request = {} if socket_mode else {"request_url": f"{url.rstrip('/')}/slack/events"}
    return {
        "_metadata": {"major_version": 1, "minor_version": 1},
        "display_information": {
            "name": "Vardag",
            "description": "Goals, made part of the working day",
            "background_color": "#1f3a34",
        },
        "features": {
            "app_home": {
                "home_tab_enabled": True,
                "messages_tab_enabled": True,
                "messages_tab_read_only_enabled": False,
            },
            "bot_user": {"display_name": "Vardag", "always_online": True},
            "slash_commands": [
                {
                    "command": COMMAND,
                    "description": "The team's goals and behaviours / Teamets mål och beteenden",
                    "usage_hint": "[new | nytt | team … | status | settings | inställningar | help | hjälp]",
                    "should_escape": True,
                    **address,
                }
            ],
        },
        "oauth_config": {"scopes": {"bot": list(SCOPES)}},
        "settings": {
            "event_subscriptions": {"bot_events": list(EVENTS), **request},
            "interactivity": {"is_enabled": True, **request},
            "org_deploy_enabled": False,
            "socket_mode_enabled": socket_mode,
            "token_rotation_enabled": False,
        },
    }
