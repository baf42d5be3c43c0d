"""What is counted, for Prometheus. No label names a person, a team or a workspace."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector, generate_latest

from adapters.port import Delivery
from dialogues.event import Due, Inbound
from storage.port import DeliveryState

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
        self._queue = Gauge("vardag_queue", "Deliveries, by state", ["state"], registry=self._registry)
        self._refused = Counter(
            "vardag_refused_requests", "HTTP requests answered 4xx or 5xx", ["route", "status"], registry=self._registry
        )

    @contextmanager
    def turn(self, event: Inbound | Due) -> Iterator[None]:
        """Count one turn and time it; one that raises has failed."""
        kind = event.occasion.value if isinstance(event, Due) else type(event).__name__.lower()
        outcome = "failed"
        with self._turn_seconds.time():
            try:
                yield
                outcome = "done"
            finally:
                self._turns.labels(kind, outcome).inc()

    def delivered(self, outcome: Delivery) -> None:
        self._deliveries.labels(type(outcome).__name__.lower()).inc()

    def queued(self, states: Mapping[DeliveryState, int]) -> None:
        """How the queue is now; a state that is not named has none."""
        self._queue.clear()
        for state, count in states.items():
            self._queue.labels(state).set(count)

    def refused(self, *, route: str, status: int) -> None:
        """`route` is a pattern of ours, never the path that somebody made up."""
        self._refused.labels(route, str(status)).inc()

    def page(self) -> bytes:
        """Everything in Prometheus' text format."""
        return generate_latest(self._registry)
