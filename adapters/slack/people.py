"""Who is in a workspace."""

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from datetime import datetime, timedelta

from slack_sdk.web.async_client import AsyncWebClient

from adapters.call import CallError
from adapters.payload import Payload, listed, text
from adapters.port import ChatError
from adapters.slack.absence import Silence, away_until
from adapters.slack.call import ask
from adapters.slack.limits import PEOPLE_PER_PAGE
from dialogues.address import AccountKey, Profile, Workspace

#: users.list may be asked about twenty times a minute; each page of a large workspace is worth some waiting.
TRIES = 4
PATIENCE = timedelta(minutes=1)

SLACKBOT = "USLACKBOT"


async def everyone(
    client: AsyncWebClient, workspace: Workspace, clock: Callable[[], datetime]
) -> AsyncIterator[Profile]:
    """Every person of the workspace, the inactive too. Raises ChatError."""
    silence = Silence(client=client, workspace=workspace, clock=clock)
    cursor = ""
    while True:
        page = await _page(client, workspace, cursor)
        known = [profile(member, workspace) for member in listed(page, "members") if isinstance(member, dict)]
        people = [each for each in known if each]
        silent = await silence.until([each.key.user for each in people if each.active])
        for each in people:
            yield replace(each, silent_until=silent.get(each.key.user))
        cursor = text(page, "response_metadata", "next_cursor")
        if not cursor:
            return


def profile(user: Payload, workspace: Workspace) -> Profile | None:
    """A user object of Slack's as ours, or None where it is no person of the workspace: a bot, or a stranger."""
    id = text(user, "id")
    if not id or id == SLACKBOT or user.get("is_bot") or user.get("is_stranger") or _is_foreign(user, workspace):
        return None
    return Profile(
        key=AccountKey(workspace=workspace, user=id),
        name=text(user, "real_name") or text(user, "profile", "real_name") or text(user, "name"),
        email=text(user, "profile", "email").lower() or None,
        locale=text(user, "locale").partition("-")[0].lower() or None,
        timezone=text(user, "tz") or None,
        away_until=away_until(user),
        active=not user.get("deleted"),
    )


def _is_foreign(user: Payload, workspace: Workspace) -> bool:
    """Whether the person belongs to another company, and is only met in a channel that is shared with it."""
    home = text(user, "team_id")
    return bool(home) and home != workspace.key and workspace.key not in listed(user, "enterprise_user", "teams")


async def _page(client: AsyncWebClient, workspace: Workspace, cursor: str) -> Payload:
    asked = {"limit": str(PEOPLE_PER_PAGE), "include_locale": "true", "team_id": workspace.key, "cursor": cursor}
    for _ in range(TRIES):
        try:
            return (await ask(client.api_call("users.list", http_verb="GET", params=asked))).data
        except CallError as failure:
            word = failure.word
            if failure.retry_after is None or failure.retry_after > PATIENCE:
                break
            await asyncio.sleep(failure.retry_after.total_seconds())
    raise ChatError(f"Slack did not tell who is in the workspace: {word}")
