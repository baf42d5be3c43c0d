"""What waits to be sent: how much, for how long, and whether it can go out in time."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from dialogues.address import Workspace
from storage.outbox import Backlog, DeliveryState

#: The states in which a delivery is not over, or never will be.
STATES: tuple[DeliveryState, ...] = ("planned", "sending", "unknown")


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """So many deliveries, and how long the oldest has waited."""

    count: int = 0
    age: timedelta = timedelta(0)


def waiting(backlog: Iterable[Backlog], *, at: datetime) -> Mapping[DeliveryState, Waiting]:
    """Each of STATES. What is due later has not waited."""
    sums = dict.fromkeys(STATES, Waiting())
    for each in backlog:
        so_far = sums[each.state]
        sums[each.state] = Waiting(count=so_far.count + each.count, age=max(so_far.age, at - each.since, timedelta(0)))
    return sums


def too_late(backlog: Iterable[Backlog], *, rates: Mapping[Workspace, float], at: datetime) -> int:
    """How many of the planned deliveries will expire before it is their turn, if the earliest to expire go first.

    `rates` are messages a second; a workspace without one is not counted. No order would do better (earliest deadline
    first: Liu and Layland, 1973).
    """
    planned: dict[Workspace, list[Backlog]] = defaultdict(list)
    for each in backlog:
        if each.state == "planned" and each.workspace in rates:
            planned[each.workspace].append(each)
    return sum(_too_late(those, rates[where], at) for where, those in planned.items())


def _too_late(planned: Iterable[Backlog], rate: float, at: datetime) -> int:
    sent = late = 0
    for each in sorted(planned, key=lambda each: each.expires_at or at):
        room = int(max((each.expires_at or at) - at, timedelta(0)).total_seconds() * rate)
        fit = max(min(each.count, room - sent), 0)
        sent += fit
        late += each.count - fit
    return late
