"""When somebody is not to be written to, by what Slack shows everybody: a status of absence, and do-not-disturb."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta

import structlog
from slack_sdk.web.async_client import AsyncWebClient

from adapters.call import CallError
from adapters.payload import Payload, instant, part, text
from adapters.slack.call import ask
from adapters.slack.limits import PEOPLE_PER_DND
from dialogues.address import FURTHER_NOTICE, LONG_AGO, Workspace

log = structlog.get_logger("vardag.slack")

#: The statuses that mean absence, by their emoji: those that Slack proposes for illness and holidays, those that are
#: commonly taken for holidays and parental leave, and four that a workspace adds itself and that say what they mean.
#: Meetings, travel and working from home are no absence. docs/operation.md lists them for whoever puts them on.
ABSENCE = frozenset(
    {
        "face_with_thermometer",
        "palm_tree",
        "beach_with_umbrella",
        "desert_island",
        "baby",
        "baby_bottle",
        "breast-feeding",
        "ooo",
        "semester",
        "vab",
        "vacation",
    }
)

#: dnd.teamInfo may be asked twenty times a minute. For whom it is not told within this time, events alone tell.
PATIENCE = timedelta(minutes=1)
SECOND = timedelta(seconds=1)
#: Slack's words for one person of whom it tells nothing, for whose sake it tells nothing of the others either.
UNSEEN = frozenset({"user_not_found", "user_not_visible"})


def away_until(user: Payload) -> datetime | None:
    """Until when the status of a user object says that they are away; what they have is kept nowhere.

    FURTHER_NOTICE where the status has no end, LONG_AGO where it is none of absence, None where Slack shows none.
    """
    if "status_emoji" not in part(user, "profile"):
        return None
    emoji, _, _ = text(user, "profile", "status_emoji").strip(":").partition("::")  # behind it stands the skin tone
    if emoji not in ABSENCE:
        return LONG_AGO
    return instant(user, "profile", "status_expiration") or FURTHER_NOTICE


def silent_until(status: Payload, at: datetime) -> datetime | None:
    """Until when do-not-disturb lasts that is on at `at`; LONG_AGO where it is off, None where Slack does not say."""
    enabled = status.get("dnd_enabled")
    if not isinstance(enabled, bool):
        return None
    first, last = instant(status, "next_dnd_start_ts"), instant(status, "next_dnd_end_ts")
    return last if enabled and first and last and first <= at < last else LONG_AGO


class Silence:
    """Asks who is not to be disturbed, for one look through a workspace.

    A bot that may not know it (the scope is missing), or is not told in time, goes on without.
    """

    def __init__(self, *, client: AsyncWebClient, workspace: Workspace, clock: Callable[[], datetime]) -> None:
        self._client = client
        self._workspace = workspace
        self._clock = clock
        self._patience = PATIENCE
        self._given_up = False

    async def until(self, users: Sequence[str]) -> Mapping[str, datetime]:
        """What `silent_until` says of these users, by their ids, of those of whom it is known. Never raises."""
        told: dict[str, datetime] = {}
        for start in range(0, len(users), PEOPLE_PER_DND):
            answer = part(await self._told(users[start : start + PEOPLE_PER_DND]), "users")
            at = self._clock()
            known = {user: silent_until(part(answer, user), at) for user in answer}
            told |= {user: until for user, until in known.items() if until is not None}
        return told

    async def _told(self, users: Sequence[str]) -> Payload:
        asked = {"users": ",".join(users), "team_id": self._workspace.key}
        while not self._given_up:
            try:
                return (await ask(self._client.api_call("dnd.teamInfo", http_verb="GET", params=asked))).data
            except CallError as failure:
                if failure.word in UNSEEN:
                    break
                pause = failure.retry_after
                if pause is None or pause > self._patience:
                    log.warning("slack do-not-disturb not told", reason=failure.word)
                    self._given_up = True
                    break
            self._patience -= max(pause, SECOND)
            await asyncio.sleep(pause.total_seconds())
        return {}
