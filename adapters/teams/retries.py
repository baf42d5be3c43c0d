"""Teams' retries, of which the last has an id of its own.

Where a request is not answered in time, Teams sends it again with the same id; where that fails too, another layer of
Teams sends it once more about half a minute later, with a new id and a new timestamp
(https://github.com/microsoft/botbuilder-dotnet/issues/5005). It is told by this: somebody does the very same thing
again, after a while, and nothing in between. Only what is answered in its own place is kept: whatever else may be said
twice, for nobody is to be left without an answer.
"""

import json
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Generic, TypeVar

from adapters.payload import Payload, text

T = TypeVar("T")

#: Sooner, it is a person who taps twice; later, one who means it.
SOONEST, LATEST = timedelta(seconds=10), timedelta(seconds=90)
#: People whose last act is remembered.
MOST = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Last(Generic[T]):
    """What somebody has done last, and what answered it."""

    at: datetime
    id: str
    act: bytes
    answer: T


class Retries(Generic[T]):
    """Remembers the last act of everybody, in this process alone."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._last: OrderedDict[str, Last[T]] = OrderedDict()

    def answered(self, activity: Payload) -> T | None:
        """What has answered this already, where it is a retry."""
        last = self._last.get(text(activity, "from", "aadObjectId"))
        if last is None or last.act != _act(activity):
            return None
        again = last.id == text(activity, "id") or SOONEST <= self._clock() - last.at <= LATEST
        return last.answer if again else None

    def keep(self, activity: Payload, answer: T) -> None:
        """This has been answered."""
        user, now = text(activity, "from", "aadObjectId"), self._clock()
        self._last[user] = Last(at=now, id=text(activity, "id"), act=_act(activity), answer=answer)
        self._last.move_to_end(user)
        oldest = next(iter(self._last.values()))
        while len(self._last) > MOST or now - oldest.at > LATEST:
            self._last.popitem(last=False)
            oldest = next(iter(self._last.values()))

    def forget(self, activity: Payload) -> None:
        """Something else is being done: what was done before it may be done again at any time."""
        self._last.pop(text(activity, "from", "aadObjectId"), None)


def _act(activity: Payload) -> bytes:
    """What somebody has done, without the id and the time of it."""
    told = [activity.get(name) for name in ("type", "name", "text", "value", "replyToId", "attachments")]
    return sha256(json.dumps(told, sort_keys=True).encode()).digest()
