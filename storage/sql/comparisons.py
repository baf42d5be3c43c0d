"""How what a team answers now compares with what the same people answered at the start. Nothing but two counts leaves
this module."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import Connection, bindparam, exists, select

from dialogues.pulse.item import ItemId
from dialogues.statistics.change import Comparison, compare, span, stable_from
from dialogues.window import Aspect, Value, Window, WindowId
from storage.tables.people import lead
from storage.tables.questions import answer, reading, respondent, window


class Compared(NamedTuple):
    """With this window, and with the one before as the last; None where it is too early."""

    now: Comparison | None = None
    before: Comparison | None = None


def compared(connection: Connection, *, asked: Window, opened_on: date, joined: Sequence[date | None]) -> Compared:
    """How an open window compares, if it were published now. It was opened on a local day of the organisation;
    `joined` is when each member of its team came, None for the start."""
    if asked.item is not ItemId.LAST or asked.behaviour is None:
        return Compared()
    published = connection.execute(_PUBLISHED, {"team": asked.team, "about": asked.behaviour.id}).all()
    days = [*(row.first for row in published), opened_on]
    first = stable_from(days, joined)
    windows, opened = [*(row.id for row in published), asked.id][first:], days[first:]
    present, past = span(windows, opened), span(windows[:-1], opened[:-1])
    if present is None:
        return Compared()
    wanted = {*present.baseline, *present.latest, *(past.latest if past else ())}
    answers = _answers(connection, windows=wanted, team=asked.team)
    return Compared(now=compare(present, answers), before=compare(past, answers) if past else None)


def _answers(connection: Connection, *, windows: set[WindowId], team: str) -> Mapping[WindowId, Mapping[str, bool]]:
    found: dict[WindowId, dict[str, bool]] = {}
    for row in connection.execute(_ANSWERS, {"windows": sorted(windows), "team": team}):
        found.setdefault(row.window, {})[row.respondent] = row.value == Value.YES
    return found


_PUBLISHED = (
    select(window.c.id, reading.c.first)
    .select_from(reading.join(window))
    .where(window.c.team == bindparam("team"), window.c.behaviour == bindparam("about"), window.c.item == ItemId.LAST)
    .order_by(window.c.closed_at, window.c.id)
)
_ANSWERS = (
    select(answer.c.window, answer.c.respondent, answer.c.value)
    .join(respondent)
    .where(
        answer.c.window.in_(bindparam("windows", expanding=True)),
        answer.c.aspect == Aspect.ANSWER,
        answer.c.value.in_((Value.YES, Value.NOT_THAT_TIME)),
        ~exists().where(lead.c.team == bindparam("team"), lead.c.person == respondent.c.person),
    )
)
