"""What is counted, for Prometheus. No label names a person, a team or a workspace."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from time import perf_counter

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector, generate_latest

from adapters.port import Delivery, Found
from bot.backlog import Waiting
from dialogues.event import TO_PEOPLE, Disconnected, Due, Inbound, Left, Seen
from storage.outbox import DeliveryState

#: Seconds; Slack gives us three.
TURN_TIMES = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 3.0)


class Metrics:
    """The figures of one process."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        ProcessCollector(registry=self._registry)
        self._turns = Counter(
            "vardag_turns",
            "Events taken, by what happened and how it went",
            ["event", "outcome"],
            registry=self._registry,
        )
        self._turn_seconds = Histogram(
            "vardag_turn_seconds", "From an event to its commit", buckets=TURN_TIMES, registry=self._registry
        )
        self._deliveries = Counter(
            "vardag_deliveries", "Attempts to send, by outcome", ["outcome"], registry=self._registry
        )
        self._queue = Gauge("vardag_queue", "Deliveries that wait, by state", ["state"], registry=self._registry)
        self._age = Gauge(
            "vardag_queue_age_seconds",
            "How long the oldest of them has waited, by state",
            ["state"],
            registry=self._registry,
        )
        self._late = Gauge(
            "vardag_queue_late",
            "Planned deliveries that will expire, at the rates of their workspaces, before it is their turn",
            registry=self._registry,
        )
        self._lookups = Counter(
            "vardag_lookups", "Questions about messages in doubt, by outcome", ["outcome"], registry=self._registry
        )
        self._held = Gauge("vardag_leases", "Workspaces that this replica alone may send to", registry=self._registry)
        self._lost = Counter(
            "vardag_leases_lost", "How often the right to send was lost with the database", registry=self._registry
        )
        self._refused = Counter(
            "vardag_refused_requests", "HTTP requests answered 4xx or 5xx", ["route", "status"], registry=self._registry
        )

    @contextmanager
    def turn(self, event: Inbound | Due) -> Iterator[None]:
        """Count one turn and time it; one that raises has failed."""
        outcome = "failed"
        with self._turn_seconds.time():
            try:
                yield
                outcome = "done"
            finally:
                self._turns.labels(_kind(event), outcome).inc()

    @contextmanager
    def turns(self, dues: Sequence[Due]) -> Iterator[None]:
        """Count turns that are taken together, at least one, and time each by its part."""
        began, outcome = perf_counter(), "failed"
        try:
            yield
            outcome = "done"
        finally:
            self._turns.labels(_kind(dues[0]), outcome).inc(len(dues))
            each = (perf_counter() - began) / len(dues)
            for _ in dues:
                self._turn_seconds.observe(each)

    def delivered(self, outcome: Delivery) -> None:
        self._deliveries.labels(type(outcome).__name__.lower()).inc()

    def looked_up(self, found: Found) -> None:
        """A platform was asked about a message in doubt."""
        self._lookups.labels(type(found).__name__.lower()).inc()

    def held(self, workspaces: int) -> None:
        """So many workspaces are this replica's to send to."""
        self._held.set(workspaces)

    def lost(self) -> None:
        """The database was lost, and with it whatever was held."""
        self._held.set(0)
        self._lost.inc()

    def queued(self, waiting: Mapping[DeliveryState, Waiting], *, late: int) -> None:
        """How the queue is now, and how much of it cannot go out before it expires."""
        for state, each in waiting.items():
            self._queue.labels(state).set(each.count)
            self._age.labels(state).set(each.age.total_seconds())
        self._late.set(late)

    def refused(self, *, route: str, status: int) -> None:
        """`route` is a pattern of ours, never the path that somebody made up."""
        self._refused.labels(route, str(status)).inc()

    def page(self) -> bytes:
        """Everything in Prometheus' text format."""
        return generate_latest(self._registry)


def _kind(event: Inbound | Due) -> str:
    """What happened, by no finer a name than this: how many have tapped, or are reminded as they have not, would be a
    live count of answers (R4)."""
    if isinstance(event, Due):
        return "person" if event.occasion in TO_PEOPLE else event.occasion.value
    return "notice" if isinstance(event, Seen | Left | Disconnected) else "act"
