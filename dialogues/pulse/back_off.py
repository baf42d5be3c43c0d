"""Silence is an answer, too: who leaves questions unanswered is asked less, and then not at all (domain.md §3.3).

It is worked out anew each time from what a person has been asked. It is kept nowhere, and shown to nobody.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum
from itertools import takewhile
from zoneinfo import ZoneInfo

#: After so many unanswered in a row every second question is left out; after so many all are.
LESS, NONE = 3, 6
#: So many of the latest are looked at: enough to tell, with the one in whose place it was asked whether to pause.
LOOKED_AT = NONE + 2

WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class Before:
    """A window in which the person has been asked, by the `tag` of that conversation's state (see `question.State`).

    `answered`, or skipped, which is an answer to whether one wants to answer.
    """

    tag: str
    opened_at: datetime
    answered: bool


class Pace(Enum):
    """What a person gets: this week's question, nothing this time, or the question whether to pause."""

    ASK = "ask"
    WAIT = "wait"
    OFFER = "offer"


def pace(before: Sequence[Before], opened_at: datetime, zone: ZoneInfo) -> Pace:
    """What comes in the week of a window that opened at `opened_at`, after what came `before`, newest first."""
    run = list(takewhile(lambda each: not each.answered and each.tag != "kept", before))
    asked = [each for each in run if each.tag == "asked"]
    if len(asked) >= NONE:
        return Pace.WAIT if len(run) > len(asked) else Pace.OFFER
    if len(asked) < LESS:
        return Pace.ASK
    return Pace.WAIT if _day(opened_at, zone) - _day(run[0].opened_at, zone) <= WEEK else Pace.ASK


def _day(at: datetime, zone: ZoneInfo) -> date:
    return at.astimezone(zone).date()
