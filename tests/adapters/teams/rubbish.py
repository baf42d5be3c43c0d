"""Bodies that Teams did not send, and odd ones that it signed."""

import json
import random
from collections.abc import Callable
from copy import deepcopy
from datetime import datetime
from functools import cache
from typing import Any

from adapters.body import DEEPEST, LONGEST
from tests.adapters.rubbish import Rubbish, junk
from tests.adapters.teams.signing import APP_ID, TENANT, claims, signed

SERVICE = "https://service.example/"
JSON = "application/json"


def activity(**more: Any) -> dict[str, Any]:
    return {
        "id": "f:1",
        "channelId": "msteams",
        "serviceUrl": SERVICE,
        "from": {"id": "29:aad-anna", "name": "Anna", "aadObjectId": "aad-anna"},
        "recipient": {"id": f"28:{APP_ID}", "name": "Vardag"},
        "conversation": {"conversationType": "personal", "id": "a:1", "tenantId": TENANT},
        "channelData": {"tenant": {"id": TENANT}},
        "entities": [{"type": "clientInfo", "locale": "sv-SE", "timezone": "Europe/Stockholm"}],
        "locale": "sv-SE",
        **more,
    }


CHOOSE = {"vardag": {"choose": "pulse/answer/w/yes"}}
SUBMIT = {"vardag": {"submit": "settings/save//", "fields": ["time"], "title": "T"}, "time": "10:00"}
CANCEL = {"vardag": {"cancel": True, "title": "T"}}
ACTIVITIES = [
    activity(type="message", text="hej", textFormat="plain"),
    activity(type="message", text="<at>Vardag</at> goal", entities=[{"type": "mention", "text": "<at>Vardag</at>"}]),
    activity(type="message", value=CHOOSE, replyToId="1:1"),
    activity(type="invoke", name="adaptiveCard/action", value={"action": {"verb": "vardag", "data": CHOOSE}}),
    activity(type="invoke", name="adaptiveCard/action", value={"action": {"verb": "vardag", "data": SUBMIT}}),
    activity(type="invoke", name="adaptiveCard/action", value={"action": {"verb": "vardag", "data": CANCEL}}),
    activity(type="invoke", name="task/fetch", value={"data": CHOOSE, "context": {"theme": "dark"}}),
    activity(type="invoke", name="task/submit", value={"data": SUBMIT}),
    activity(type="invoke", name="composeExtension/query", value={"commandId": "x"}),
    activity(type="installationUpdate", action="remove"),
    activity(type="conversationUpdate", membersRemoved=[{"id": "29:aad-anna"}]),
    activity(type="messageReaction", reactionsAdded=[{"type": "like"}]),
]


def bodies(dice: random.Random, now: datetime) -> Rubbish:
    """One request to /api/messages."""
    return dice.choices(list(KINDS), weights=list(KINDS.values()))[0](dice)


def unsigned(dice: random.Random) -> Rubbish:
    token = dice.choice(["", "Bearer", "Bearer x", "Bearer a.b.c", "Basic eDp5", "bearer " + good(), good(), "é" * 300])
    headers = {"Content-Type": JSON} | ({"Authorization": token} if token else {})
    return Rubbish(body=recorded(dice), headers=headers, refused=frozenset({401}))


def forged(dice: random.Random) -> Rubbish:
    return Rubbish(body=recorded(dice), headers=headed(dice.choice(forgeries())), refused=frozenset({401}))


def truncated(dice: random.Random) -> Rubbish:
    body = recorded(dice)
    return Rubbish(body=body[: dice.randrange(len(body))], headers=headed(good()), refused=frozenset({400}))


def gigantic(dice: random.Random) -> Rubbish:
    body = b"{" + b" " * (LONGEST + dice.randrange(LONGEST)) + b"}"
    return Rubbish(body=body, headers=headed(good()), refused=frozenset({413}))


def noise(dice: random.Random) -> Rubbish:
    body = dice.choice([dice.randbytes(dice.randint(0, 300)), b"[1]", b"null", b'"x"', b"\xff\xfe{}", b"{" * 9999])
    return Rubbish(body=body, headers=headed(good()), refused=frozenset({400, 401}))


def deep(dice: random.Random) -> Rubbish:
    levels = dice.randint(DEEPEST, 20_000)
    start, end = dice.choice([("[", "]"), ('{"a":', "}")])
    body = '{"value":' + start * levels + "1" + end * levels + "}"
    return Rubbish(body=body[: LONGEST - 1].encode(), headers=headed(good()), refused=frozenset({400}))


def mistyped(dice: random.Random) -> Rubbish:
    kind = dice.choice(["text/plain", "application/x-www-form-urlencoded", "", "application/xml"])
    headers = {**headed(good()), "Content-Type": kind or "x/y"}
    return Rubbish(body=recorded(dice), headers=headers, refused=frozenset({415}))


def odd(dice: random.Random) -> Rubbish:
    """Signed, and not what anybody expects."""
    changed = deepcopy(dice.choice(ACTIVITIES))
    for _ in range(dice.randint(1, 3)):
        change(dice, changed)
    return Rubbish(body=json.dumps(changed).encode(), headers=headed(good()))


def change(dice: random.Random, value: Any) -> None:
    """Put something else into a place that is chosen at random, or take it away."""
    while isinstance(value, (dict, list)) and value:
        at = dice.choice(list(value)) if isinstance(value, dict) else dice.randrange(len(value))
        if not isinstance(value[at], (dict, list)) or dice.random() < 0.3:
            if dice.random() < 0.3:
                del value[at]
            else:
                value[at] = junk(dice)
            return
        value = value[at]


KINDS: dict[Callable[[random.Random], Rubbish], int] = {
    odd: 10,
    unsigned: 3,
    forged: 3,
    truncated: 2,
    noise: 2,
    deep: 1,
    mistyped: 1,
    gigantic: 1,
}


def recorded(dice: random.Random) -> bytes:
    return json.dumps(dice.choice(ACTIVITIES)).encode()


def headed(token: str) -> dict[str, str]:
    return {"Content-Type": JSON, "Authorization": f"Bearer {token}"}


@cache
def good() -> str:
    return signed(claims(SERVICE))


@cache
def forgeries() -> tuple[str, ...]:
    changes: tuple[dict[str, Any], ...] = ({"iss": "x"}, {"aud": "x"}, {"exp": 1}, {"exp": None}, {"serviceurl": "x"})
    spoilt = good()[:-4] + ("AAAA" if not good().endswith("AAAA") else "BBBB")
    return (
        *(signed(claims(SERVICE, **changed)) for changed in changes),
        signed(claims(SERVICE), key="second", kid="first"),
        signed(claims(SERVICE), key="second"),
        spoilt,
    )
