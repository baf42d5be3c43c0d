"""Bodies that Slack did not send, and odd ones that it signed."""

import json
import random
from collections.abc import Callable
from copy import deepcopy
from datetime import datetime, timedelta
from typing import Any

from adapters.body import DEEPEST, LONGEST
from tests.adapters.rubbish import Rubbish, junk
from tests.adapters.slack.fake import Kind, encoded, signed
from tests.adapters.slack.recorded import OTHERS, OURS

#: Ours twice: there is more that can go wrong with them.
RECORDED = [*OURS.values(), *OURS.values(), *OTHERS.values()]

JSON = "application/json"
FORM = "application/x-www-form-urlencoded"


def bodies(dice: random.Random, now: datetime) -> Rubbish:
    """One request to /slack/events."""
    return dice.choices(list(KINDS), weights=list(KINDS.values()))[0](dice, now)


def unsigned(dice: random.Random, now: datetime) -> Rubbish:
    body, content_type = dice.choice([recorded(dice), (noise(dice), JSON), (b"payload=zzz", FORM), (b"{", JSON)])
    headers = {"Content-Type": content_type}
    if dice.random() < 0.5:
        headers["X-Slack-Request-Timestamp"] = dice.choice(["", "now", "١٢٣", "9" * 5000, "-1", "1e9", "0x10", " 1 "])
    if dice.random() < 0.5:
        headers["X-Slack-Signature"] = dice.choice(["", "v0=", "v0=å", "v1=abc", "v0=" + "0" * 64, "é" * 300])
    return Rubbish(body=body, headers=headers, refused=frozenset({401}))


def stale(dice: random.Random, now: datetime) -> Rubbish:
    body, content_type = recorded(dice)
    off = timedelta(seconds=dice.choice([-1, 1]) * dice.randint(301, 10**7))
    return Rubbish(body=body, headers=signed(body, content_type, now + off), refused=frozenset({401}))


def forged(dice: random.Random, now: datetime) -> Rubbish:
    body, content_type = recorded(dice)
    headers = signed(body, content_type, now, secret="another secret")
    if dice.random() < 0.5:
        right = signed(body, content_type, now)["X-Slack-Signature"]
        place = dice.randrange(3, len(right))
        other = dice.choice([digit for digit in "0123456789abcdef" if digit != right[place]])
        headers["X-Slack-Signature"] = right[:place] + other + right[place + 1 :]
    return Rubbish(body=body, headers=headers, refused=frozenset({401}))


def truncated(dice: random.Random, now: datetime) -> Rubbish:
    body, content_type = recorded(dice)
    headers = signed(body, content_type, now)
    return Rubbish(body=body[: dice.randrange(len(body))], headers=headers, refused=frozenset({401}))


def gigantic(dice: random.Random, now: datetime) -> Rubbish:
    body = b"{" + b" " * (LONGEST + dice.randrange(LONGEST)) + b"}"
    return Rubbish(body=body, headers=signed(body, JSON, now), refused=frozenset({413}))


def not_text(dice: random.Random, now: datetime) -> Rubbish:
    body, content_type = recorded(dice)
    place = dice.randrange(len(body))
    body = body[:place] + dice.choice([b"\xff", b"\xc3\x28", b"\xed\xa0\x80", b"\xf8\x88\x80\x80\x80"]) + body[place:]
    return Rubbish(body=body, headers=signed(body, content_type, now), refused=frozenset({400}))


def deep(dice: random.Random, now: datetime) -> Rubbish:
    levels = dice.choice([DEEPEST + 1, 500, 5_000, 60_000])
    start, end = dice.choice([('{"event":', "}"), ("[", "]"), ('{"type":"event_callback","event":{"type":', "}}")])
    start, end = (start, end) if len(start) * levels < LONGEST * 3 // 4 else ("[", "]")
    body = (start * levels + "1" + (end * levels if dice.random() < 0.8 else "")).encode()
    return Rubbish(body=body, headers=signed(body, JSON, now), refused=frozenset({400}))


def other_type(dice: random.Random, now: datetime) -> Rubbish:
    body, _ = recorded(dice)
    content_type = dice.choice(["text/plain", "multipart/form-data; boundary=x", "application/xml", "image/png", "x/y"])
    headers = signed(body, content_type, now)
    if dice.random() < 0.3:
        headers |= {"Content-Type": JSON, "Content-Encoding": dice.choice(["gzip", "deflate", "br", "x"])}
    return Rubbish(body=body, headers=headers, refused=frozenset({400, 415}))


def no_object(dice: random.Random, now: datetime) -> Rubbish:
    body = dice.choice(["null", "[1]", '"x"', "1", "NaN", "", "{", "9" * 5000, "[" * 100_000, "{'a': 1}", "\ufeff{}"])
    return Rubbish(body=body.encode(), headers=signed(body.encode(), JSON, now), refused=frozenset({400}))


def no_payload(dice: random.Random, now: datetime) -> Rubbish:
    body = dice.choice(
        ["payload=zzz", "payload=", "payload=[1]", "payload=null", "&".join(["a=1"] * 200), "payload=%ff"]
    )
    return Rubbish(body=body.encode(), headers=signed(body.encode(), FORM, now), refused=frozenset({400}))


def noisy(dice: random.Random, now: datetime) -> Rubbish:
    body = noise(dice)
    return Rubbish(body=body, headers=signed(body, dice.choice([JSON, FORM]), now))


def flipped(dice: random.Random, now: datetime) -> Rubbish:
    body, content_type = recorded(dice)
    changed = bytearray(body)
    for _ in range(dice.randint(1, 8)):
        changed[dice.randrange(len(changed))] = dice.randrange(256)
    return Rubbish(body=bytes(changed), headers=signed(bytes(changed), content_type, now))


def mistyped(dice: random.Random, now: datetime) -> Rubbish:
    """A payload of Slack's in which some values have become others, gone missing, or moved."""
    kind, payload = deepcopy(dice.choice(RECORDED))
    for _ in range(dice.randint(1, 4)):
        mutate(payload, dice)
    if kind == "slash_commands":
        kind = dice.choice(["slash_commands", "events_api", "interactive"])
    body, content_type = encoded(kind, payload)
    return Rubbish(body=body, headers=signed(body, content_type, now))


KINDS: dict[Callable[[random.Random, datetime], Rubbish], int] = {
    unsigned: 8,
    stale: 4,
    forged: 6,
    truncated: 4,
    gigantic: 1,
    not_text: 4,
    deep: 2,
    other_type: 4,
    no_object: 4,
    no_payload: 3,
    noisy: 8,
    flipped: 12,
    mistyped: 40,
}


def recorded(dice: random.Random) -> tuple[bytes, str]:
    kind: Kind
    kind, payload = dice.choice(RECORDED)
    return encoded(kind, payload)


def noise(dice: random.Random) -> bytes:
    return dice.choice([dice.randbytes(dice.randint(0, 200)), json.dumps(junk(dice)).encode()])


def mutate(payload: dict[str, Any], dice: random.Random) -> None:
    """Change one place of `payload`."""
    place: Any = payload
    while place:
        key = dice.choice(list(place) if isinstance(place, dict) else list(range(len(place))))
        if isinstance(place[key], dict | list) and place[key] and dice.random() < 0.7:
            place = place[key]
        else:
            if dice.random() < 0.25:
                del place[key]
            else:
                place[key] = junk(dice)
            return
