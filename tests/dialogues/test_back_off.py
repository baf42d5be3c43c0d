"""Silence is an answer, too (domain.md §3.3)."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from dialogues.pulse.back_off import Before, Pace, pace
from tests.dialogues.examples import STOCKHOLM

NOW = datetime(2026, 11, 8, 23, tzinfo=UTC)
WEEK = timedelta(weeks=1)


def before(*tags: str, ago: int = 1) -> list[Before]:
    """What came in the weeks before, newest first; `!` is answered."""
    return [
        Before(tag=tag.strip("!"), opened_at=NOW - (ago + number) * WEEK, answered=tag.endswith("!"))
        for number, tag in enumerate(tags)
    ]


@pytest.mark.parametrize(
    ("came", "expected"),
    [
        ([], Pace.ASK),
        (before("asked", "asked"), Pace.ASK),
        (before("asked", "asked", "asked!", "asked", "asked"), Pace.ASK),
        # After three every second one.
        (before("asked", "asked", "asked"), Pace.WAIT),
        (before("asked", "asked", "asked", ago=2), Pace.ASK),
        (before(*["asked"] * 5, ago=2), Pace.ASK),
        # After six none, and it is asked once.
        (before(*["asked"] * 6), Pace.OFFER),
        (before("silent", *["asked"] * 6), Pace.WAIT),
        (before("silent", *["asked"] * 6, ago=20), Pace.WAIT),
        # Who wants them goes on getting them, and so does who answers an old one.
        (before("kept", *["asked"] * 6), Pace.ASK),
        (before("silent", "asked!", *["asked"] * 5), Pace.ASK),
        (before("asked", "asked", "kept", *["asked"] * 6), Pace.ASK),
    ],
)
def test_who_leaves_questions_unanswered_is_asked_less(came: list[Before], expected: Pace) -> None:
    assert pace(came, NOW, STOCKHOLM) is expected


def test_weeks_are_counted_in_days_whatever_the_clock_does() -> None:
    winter = datetime(2026, 10, 25, 23, tzinfo=UTC)
    came = [replace(each, opened_at=winter - WEEK - timedelta(hours=1)) for each in before(*["asked"] * 3)]
    assert pace(came, winter, STOCKHOLM) is Pace.WAIT
