"""Looks at the connection with Slack, and says what is wrong in words that one can act on."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from slack_sdk.web.async_client import AsyncWebClient

from adapters.call import CallError
from adapters.payload import text
from adapters.port import Finding
from adapters.slack.call import Told, ask
from adapters.slack.manifest import OPTIONAL, SCOPES

#: Slack's signatures hold for five minutes either way; well before that somebody should know.
WORST_SKEW = timedelta(minutes=1)


async def findings(client: AsyncWebClient, now: datetime) -> Sequence[Finding]:
    """Token, permissions and clock as one call shows them. Never raises."""
    try:
        told = await ask(client.api_call("auth.test"))
    except CallError as failure:
        return (unanswered(failure, client.base_url),)
    team = text(told.data, "team") or text(told.data, "team_id")
    return (
        Finding(what="Slack address", well=True, detail=f"{client.base_url} answers."),
        Finding(what="Slack token", well=True, detail=f"It is good, for the workspace {team}."),
        _scopes(told),
        _clock(told, now),
    )


def unanswered(failure: CallError, address: str) -> Finding:
    """Why Slack at `address` did not let us in, and what to do."""
    if failure.retry_after is not None or not failure.certain:
        detail = f"{address} gave no answer ({failure.word}). Look at the network, a proxy, and VARDAG_SLACK_API_URL."
        return Finding(what="Slack address", well=False, detail=detail)
    detail = f"Slack says {failure.word}. Install the app again and put the new token into VARDAG_SLACK_BOT_TOKEN."
    return Finding(what="Slack token", well=False, detail=detail)


def _scopes(told: Told) -> Finding:
    given = {scope.strip() for scope in told.headers.get("x-oauth-scopes", "").split(",")}
    missing = [scope for scope in SCOPES if scope not in given]
    if not missing:
        return Finding(what="Slack permissions", well=True, detail="All are there.")
    detail = f"Missing: {', '.join(missing)}. Add them to the app (`vardag slack manifest`) and install it again."
    if OPTIONAL.keys() >= set(missing):
        lacking = "; ".join(OPTIONAL[each] for each in missing)
        detail = f"Those that the bot needs are there. {detail} Until then: {lacking}."
        return Finding(what="Slack permissions", well=True, detail=detail)
    return Finding(what="Slack permissions", well=False, detail=detail)


def _clock(told: Told, now: datetime) -> Finding:
    try:
        theirs = parsedate_to_datetime(told.headers.get("Date", "")).astimezone(UTC)
    except ValueError:
        return Finding(
            what="Clock", well=False, detail="Slack's answer has no date; is something between us and Slack?"
        )
    skew = abs(now - theirs)
    if skew <= WORST_SKEW:
        return Finding(what="Clock", well=True, detail="It agrees with Slack's.")
    detail = f"It is {round(skew.total_seconds())} s off Slack's. Set it right (NTP), or Slack's requests are refused."
    return Finding(what="Clock", well=False, detail=detail)
