"""Who reads the General channel of a team in Teams: everybody who is in the team, whose id is the channel's.

No other channel can be told of: a shared one is read by people of other teams and organisations, and of a private one
a bot is not told who is in it. Only of a team does the connector say what it is.
"""

from urllib.parse import quote

from adapters.call import CallError
from adapters.payload import Payload, listed, text
from adapters.port import Heard, Throttled, Unknown
from adapters.teams.limits import READERS_PER_PAGE
from adapters.teams.sdk import Connector
from dialogues.audience import Reach, Readers

#: No team is larger.
PAGES = 5
#: What the connector calls a team, and a channel that is shared (`TeamDetails.type`); older services call it nothing.
TEAM, SHARED = ("", "standard"), "sharedChannel"


async def readers(connector: Connector, *, service: str, team: str, bot: str) -> Heard:
    """Who is in `team`, but for the `bot` itself, by their Entra object ids. Never raises."""
    path = quote(team, safe="")
    try:
        told = await connector.read(service, f"v3/teams/{path}", {})
        kind = text(told, "type")
        if kind != SHARED and (text(told, "id") != team or kind not in TEAM):
            return Unknown(reason="not_a_team")
        users = await _users(connector, service, f"v3/conversations/{path}/pagedmembers", bot)
    except CallError as failure:
        if failure.retry_after is not None:
            return Throttled(retry_after=failure.retry_after, scope="message")
        return Unknown(reason=failure.word)
    return Readers(users=users, reach=Reach.OUTSIDE if kind == SHARED else Reach.NOBODY)


async def _users(connector: Connector, service: str, path: str, bot: str) -> frozenset[str]:
    users: set[str] = set()
    more = ""
    for _ in range(PAGES):
        asked = {"pageSize": str(READERS_PER_PAGE)} | ({"continuationToken": more} if more else {})
        page = await connector.read(service, path, asked)
        if not isinstance(page.get("members"), list):
            raise CallError("no_members", certain=False)
        users.update(_user(each) for each in listed(page, "members") if isinstance(each, dict))
        more = text(page, "continuationToken")
        if not more:
            return frozenset(users - {bot})
    raise CallError("too_many_members", certain=False)


def _user(member: Payload) -> str:
    """Somebody without an object id, such as a bot, is known by nobody: they stand here by their other one."""
    return text(member, "aadObjectId") or text(member, "objectId") or text(member, "id")
