"""What an operator reads of the queue."""

from datetime import timedelta

import pytest

from bot.backlog import Waiting, too_late, waiting
from dialogues.address import Platform, Workspace
from storage.outbox import Backlog, DeliveryState
from tests.bot.scripted import MONDAY

HERE, THERE = (Workspace(platform=Platform("slack"), key=key) for key in ("T1", "T2"))
MINUTE = timedelta(minutes=1)


def planned(count: int, *, minutes: int, workspace: Workspace = HERE) -> Backlog:
    return Backlog(
        workspace=workspace, state="planned", count=count, since=MONDAY, expires_at=MONDAY + minutes * MINUTE
    )


def other(state: DeliveryState, count: int, *, age: timedelta, workspace: Workspace = HERE) -> Backlog:
    return Backlog(workspace=workspace, state=state, count=count, since=MONDAY - age, expires_at=None)


def test_counts_are_of_all_workspaces_and_the_age_is_the_oldest_s() -> None:
    backlog = [
        planned(3, minutes=5),
        planned(4, minutes=9, workspace=THERE),
        other("sending", 1, age=MINUTE),
        other("sending", 2, age=2 * MINUTE, workspace=THERE),
    ]
    assert waiting(backlog, at=MONDAY) == {
        "planned": Waiting(count=7),
        "sending": Waiting(count=3, age=2 * MINUTE),
        "unknown": Waiting(),
    }


def test_what_falls_due_later_has_not_waited() -> None:
    assert waiting([planned(3, minutes=5)], at=MONDAY - MINUTE)["planned"] == Waiting(count=3)


@pytest.mark.parametrize(
    ("backlog", "late"),
    [
        ([], 0),
        ([planned(60, minutes=1)], 0),
        ([planned(61, minutes=1)], 1),
        ([planned(60, minutes=1), planned(60, minutes=2)], 0),
        ([planned(60, minutes=2), planned(60, minutes=1)], 0),
        ([planned(70, minutes=1), planned(60, minutes=2)], 10),
        ([planned(50, minutes=1), planned(80, minutes=2)], 10),
        ([planned(5, minutes=0)], 5),
        ([planned(60, minutes=1), planned(60, minutes=1, workspace=THERE)], 0),
        ([other("unknown", 500, age=MINUTE)], 0),
    ],
)
def test_what_cannot_go_out_before_it_expires_is_counted(backlog: list[Backlog], late: int) -> None:
    assert too_late(backlog, rates={HERE: 1.0, THERE: 1.0}, at=MONDAY) == late


def test_where_nobody_sends_nothing_is_said_about_lateness() -> None:
    assert too_late([planned(61, minutes=1)], rates={}, at=MONDAY) == 0
