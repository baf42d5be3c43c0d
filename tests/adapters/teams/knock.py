"""Activities at the bot's door, with whatever is to show that they are Teams'."""

import json
from collections.abc import Mapping
from typing import Any

from tests.adapters.teams.fake import FakeTeams
from tests.adapters.teams.signing import claims, signed

JSON = "application/json"


def message(teams: FakeTeams) -> dict[str, Any]:
    return teams.activity("aad-anna", type="message", text="my answer")


def good(teams: FakeTeams, *, key: str = "first", **changed: Any) -> str:
    """A token that Microsoft could have signed."""
    return f"Bearer {signed(claims(teams.service, **changed), key=key)}"


async def knocked(teams: FakeTeams, authorization: str | None, activity: Mapping[str, Any] | None = None) -> int:
    """How the bot answers an activity that comes with this header."""
    headers = {"Content-Type": JSON} | ({"Authorization": authorization} if authorization is not None else {})
    body = json.dumps(message(teams) if activity is None else activity).encode()
    return (await teams.send(body, headers)).status
