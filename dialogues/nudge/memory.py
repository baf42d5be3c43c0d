"""What is remembered of the nudges that somebody has been sent: enough not to repeat oneself, and to be silent where
nothing is heard (domain.md §4.3). Nothing of what they answered."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final, Literal

from dialogues.goal import BehaviourId
from dialogues.kind import Kind
from dialogues.rhythm import monday

#: So many ways there are to say each nudge.
VARIANTS: Final = 3
#: After so many of a kind that nobody touched, it rests for so long.
UNTOUCHED: Final = 3
REST: Final = timedelta(weeks=4)
#: In every so many messages stand the ways to pause and to stop.
OFFERED_EVERY: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """How a kind of nudge was said last, and on which days since its reader last touched one: at most UNTOUCHED."""

    kind: Kind
    variant: int
    days: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Nudged:
    """`latest` is what was sent last, on the local day `latest_on`; `unoffered` messages ago stood the ways to pause
    and to stop in one. `celebrated` and `faded` are behaviours of which that has been said.
    """

    sent: tuple[Sent, ...] = ()
    latest: Kind | None = None
    latest_on: date | None = None
    unoffered: int = 0
    celebrated: tuple[BehaviourId, ...] = ()
    faded: tuple[BehaviourId, ...] = ()
    tag: Literal["nudged"] = "nudged"

    def rests(self, kind: Kind, today: date) -> bool:
        """Whether a kind is left out today, as nobody has touched the last ones."""
        days = self._of(kind).days
        return len(days) >= UNTOUCHED and today < days[-1] + REST

    def nudged_in_week_of(self, today: date) -> bool:
        """Whether there has been a nudge in that week: one is enough."""
        return self.latest_on is not None and self.latest_on >= monday(today)

    def next_variant(self, kind: Kind) -> int:
        """How it is said next, counted from 1: by turns, so that nothing is repeated twice in a row."""
        return self._of(kind).variant % VARIANTS + 1

    @property
    def offers_stop(self) -> bool:
        """Whether the next message has the ways to pause and to stop."""
        return self.unoffered >= OFFERED_EVERY - 1

    def after(self, kind: Kind, today: date) -> "Nudged":
        """What is remembered once a nudge of this kind is sent."""
        before = self._of(kind)
        # What comes after a rest begins anew.
        days = () if len(before.days) >= UNTOUCHED else before.days
        now = Sent(kind=kind, variant=self.next_variant(kind), days=(*days, today))
        return replace(
            self._with(now),
            latest=kind,
            latest_on=today,
            unoffered=0 if self.offers_stop else self.unoffered + 1,
        )

    def touched(self, kind: Kind) -> "Nudged":
        """What is remembered once somebody has tapped a button of such a nudge, whichever."""
        return self._with(replace(self._of(kind), days=()))

    def _of(self, kind: Kind) -> Sent:
        return next((each for each in self.sent if each.kind is kind), Sent(kind=kind, variant=0))

    def _with(self, now: Sent) -> "Nudged":
        return replace(self, sent=(*(each for each in self.sent if each.kind is not now.kind), now))
