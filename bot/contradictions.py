"""What is wrong with the settings together, though each may be well by itself."""

from collections.abc import Iterator, Mapping

from bot.rules import is_loopback

#: What nobody sets who does not mean to connect the platform.
SLACK = ("slack_bot_token", "slack_signing_secret", "slack_app_token")
TEAMS = ("teams_app_id", "teams_tenant_id", "teams_app_password", "teams_certificate")

#: What the login of each kind of app takes besides the app's and the tenant's ids.
PROOFS = {"single-tenant": "teams_app_password", "certificate": "teams_certificate"}


def contradictions(known: Mapping[str, str]) -> Iterator[str]:
    """A sentence for each, with its mend. `known` are the settings that there are, by field, as they were written."""
    slack, teams = (any(name in known for name in names) for names in (SLACK, TEAMS))
    development = known.get("development", "").lower() == "true"
    local = is_loopback(known.get("host", "127.0.0.1"))
    yield from _slack(known)
    if development and not local:
        yield (
            "VARDAG_HOST must be 127.0.0.1 in development: whoever reaches the bot is believed. "
            "Set it, or remove VARDAG_DEVELOPMENT."
        )
    if development and (slack or teams):
        yield (
            "VARDAG_DEVELOPMENT is for trying Teams out by itself: whoever comes is believed, and nobody real may be "
            "among them. Remove it, or the settings of Slack and Teams."
        )
    elif teams:
        yield from _teams(known)
    if not (slack or teams or development or local):
        yield (
            "VARDAG_HOST must be 127.0.0.1 while neither Slack nor Teams is connected: in the playground anybody can "
            "be anybody. Set VARDAG_HOST=127.0.0.1, or VARDAG_SLACK_BOT_TOKEN or VARDAG_TEAMS_APP_ID and what belongs "
            "to it."
        )


def _slack(known: Mapping[str, str]) -> Iterator[str]:
    bot, signed, socket = (name in known for name in SLACK)
    if bot and not signed and not socket:
        yield (
            "VARDAG_SLACK_BOT_TOKEN is not enough to connect Slack. Set VARDAG_SLACK_SIGNING_SECRET too (HTTP), "
            "or VARDAG_SLACK_APP_TOKEN (Socket Mode)."
        )
    if not bot and (signed or socket):
        yield "VARDAG_SLACK_BOT_TOKEN is missing, while others for Slack are there. Set it, or remove the others."


def _teams(known: Mapping[str, str]) -> Iterator[str]:
    if "teams_app_id" not in known:
        yield (
            "VARDAG_TEAMS_APP_ID is missing, while others for Teams are there. Set it, or remove the others; "
            "to try Teams out on this machine without an app, set VARDAG_DEVELOPMENT=true."
        )
        return
    proof = PROOFS.get(known.get("teams_app_type", "single-tenant").lower())
    missing = [f"VARDAG_{name.upper()}" for name in ("teams_tenant_id", proof) if name and name not in known]
    if missing:
        yield (
            f"VARDAG_TEAMS_APP_ID is not enough to connect Teams: set {' and '.join(missing)} too. "
            "Without them nobody could tell who is speaking."
        )
