"""What a team is and was asked, and how it was answered."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

from sqlalchemy import BindParameter, Connection, bindparam, exists, func, literal, select, union

from dialogues.event import Due
from dialogues.facts import Facts
from dialogues.person import PersonId, TeamId
from dialogues.pulse.back_off import LOOKED_AT, Before
from dialogues.pulse.scale import SKIPPED
from dialogues.window import Aspect, Tally, Visibility, Window, WindowId
from storage.sql import comparisons, window_rows
from storage.tables.goals import behaviour, goal
from storage.tables.people import lead, person
from storage.tables.questions import answer, comment, question, respondent, window
from storage.tables.sending import conversation, delivery

#: Longer than the latest windows that are looked at can have been opened ago, with breaks in between.
LATELY = timedelta(weeks=40)


def hold(connection: Connection, *, people: Sequence[str]) -> None:
    """The open windows of these people's teams stay so until the transaction ends."""
    connection.execute(_OPEN_FOR_PEOPLE.with_for_update(read=True, of=window), {"those": people})


def hold_for_counting(connection: Connection, *, team: TeamId) -> None:
    """Likewise of a team; they take no more answers, either."""
    connection.execute(_OPEN_FOR_TEAM.with_for_update(of=window), {"whose": team})


def asked_before(
    connection: Connection, *, dues: Sequence[Due], dialogue: str
) -> Mapping[PersonId, tuple[Before, ...]]:
    """In which windows each of these people was asked lately, the newest first."""
    where = {"those": [each.subject for each in dues], "dialogue": dialogue, "since": dues[0].at - LATELY}
    found: defaultdict[PersonId, list[Before]] = defaultdict(list)
    for row in connection.execute(_ASKED_BEFORE, where).mappings():
        found[row[conversation.c.person]].append(window_rows.before_of(row))
    return {each: tuple(before[:LOOKED_AT]) for each, before in found.items()}


def at_boundary(connection: Connection, facts: Facts) -> Facts:
    """The facts with what the week boundary knows of a team's windows."""
    of = {"team": facts.team.id}
    windows = tuple(map(window_rows.window_of, connection.execute(_WINDOWS, of).mappings()))
    return replace(
        facts,
        windows=windows,
        tallies=_tallies(connection, windows, facts) if windows else {},
        past=tuple(map(window_rows.past_of, connection.execute(_PAST, of).mappings())),
        questions=tuple(map(window_rows.question_of, connection.execute(_QUESTIONS).mappings())),
    )


def _tallies(connection: Connection, windows: Sequence[Window], facts: Facts) -> dict[WindowId, Tally]:
    of = {"team": facts.team.id}
    joined = connection.scalars(_JOINED, of).all()
    counts: dict[tuple[str, str], dict[str, int]] = {}
    for row in connection.execute(_COUNTS, {**of, "windows": [each.id for each in windows]}):
        counts.setdefault((row[0], row[1]), {})[row[2]] = row[3]
    tallies = {}
    for each in windows:
        opened_on = facts.organisation.day(each.opened_at)
        compared = comparisons.compared(connection, asked=each, opened_on=opened_on, joined=joined)
        tallies[each.id] = Tally(
            counts=counts.get((each.id, Aspect.ANSWER), {}),
            members=len(joined),
            obstacles=counts.get((each.id, Aspect.OBSTACLE), {}),
            now=compared.now,
            before=compared.before,
        )
    return tallies


# Somebody may have answered and then become the team's lead, who never counts in it (R2).
_COUNTING = ~exists().where(lead.c.team == bindparam("team"), lead.c.person == respondent.c.person)
_ASKED: BindParameter[Sequence[str]] = bindparam("windows", expanding=True)
_SAID = union(
    select(answer.c.window, answer.c.aspect, answer.c.value, answer.c.respondent)
    .join(respondent)
    .where(answer.c.window.in_(_ASKED), answer.c.value != SKIPPED, _COUNTING),
    # Whoever writes of what stands in the way has named it, once, whether they have tapped it too or not.
    select(comment.c.window, literal(Aspect.OBSTACLE.value), comment.c.theme, comment.c.respondent)
    .join(respondent)
    .where(
        comment.c.window.in_(_ASKED),
        comment.c.theme.is_not(None),
        comment.c.visibility != Visibility.OWN,
        _COUNTING,
    ),
).subquery()
_COUNTS = select(_SAID.c.window, _SAID.c.aspect, _SAID.c.value, func.count()).group_by(
    _SAID.c.window, _SAID.c.aspect, _SAID.c.value
)

_JOINED = select(person.c.team_since).where(person.c.team == bindparam("team"))

# The newest question may be on its way still: whoever is asked the next has had it, or it has come to nothing.
_UNDELIVERED = exists().where(
    delivery.c.key == literal("pulse:") + window.c.id + ":" + conversation.c.person,
    delivery.c.state.in_(("refused", "expired")),
)
_ASKED_BEFORE = (
    select(
        conversation.c.person,
        conversation.c.state,
        window.c.opened_at,
        exists()
        .where(
            answer.c.window == window.c.id,
            answer.c.respondent == respondent.c.key,
            respondent.c.person == conversation.c.person,
        )
        .label("answered"),
    )
    .select_from(conversation.join(window, window.c.id == conversation.c.subject))
    .where(
        conversation.c.person.in_(bindparam("those", expanding=True)),
        conversation.c.dialogue == bindparam("dialogue"),
        window.c.opened_at > bindparam("since"),
        ~_UNDELIVERED,
    )
    .order_by(window.c.opened_at.desc(), window.c.id)
)

_OPEN = (window.c.team == bindparam("team"), window.c.closed_at.is_(None))
_WINDOWS = (
    select(*window_rows.WINDOW)
    .select_from(
        window.outerjoin(behaviour, behaviour.c.id == window.c.behaviour).outerjoin(goal, goal.c.key == window.c.goal)
    )
    .where(*_OPEN)
    .order_by(window.c.slot)
)
_PAST = (
    select(*window_rows.PAST).where(window.c.team == bindparam("team")).order_by(window.c.opened_at.desc(), window.c.id)
)
_QUESTIONS = select(question).order_by(question.c.position)
_OPEN_FOR_TEAM = select(window.c.id).where(window.c.team == bindparam("whose"), window.c.closed_at.is_(None))
_OPEN_FOR_PEOPLE = (
    select(window.c.id)
    .join(person, person.c.team == window.c.team)
    .where(person.c.id.in_(bindparam("those", expanding=True)), window.c.closed_at.is_(None))
    .order_by(window.c.id)
)
