"""The one question that every event begins with: who acts, and where the conversation stands."""

from sqlalchemy import (
    Boolean,
    ColumnElement,
    FromClause,
    Select,
    Text,
    and_,
    bindparam,
    exists,
    func,
    literal,
    literal_column,
    select,
    true,
)

from storage.sql import people_rows, window_rows
from storage.sql.people import NAMED, PREFERRED
from storage.tables.goals import behaviour, goal
from storage.tables.people import account, lead, organisation, person, team, workspace
from storage.tables.questions import window
from storage.tables.sending import conversation, schedule


def _scenes(
    found: FromClause, *, meant: ColumnElement[bool], subject: ColumnElement[str]
) -> Select[*tuple[object, ...]]:
    """Everything that costs no further question, from `found`: a person, their team, its lead, and an account.

    With it the window that is `meant`, if one is wanted, and the state of the conversation about `subject`.
    """
    led = lead.alias("led")
    return select(
        *dict.fromkeys(
            (
                *people_rows.ORGANISATION,
                *people_rows.PERSON,
                *people_rows.TEAM,
                *window_rows.WINDOW,
                conversation.c.state,
            )
        ),
        exists().where(led.c.person == person.c.id).label("leading"),
    ).select_from(
        found.join(organisation, true())
        .outerjoin(window, and_(bindparam("windowed", type_=Boolean), meant))
        .outerjoin(behaviour, behaviour.c.id == window.c.behaviour)
        .outerjoin(goal, goal.c.key == window.c.goal)
        .outerjoin(
            conversation,
            and_(
                conversation.c.person == person.c.id,
                conversation.c.dialogue == bindparam("dialogue"),
                conversation.c.subject == subject,
            ),
        )
    )


_HOME = person.c.team == team.c.key
_LED = lead.c.team == team.c.key

#: Of the person behind an account, about a subject that the event names.
OF_ACCOUNT = _scenes(
    account.join(workspace).join(person).join(team, _HOME).outerjoin(lead, _LED),
    meant=window.c.id == bindparam("subject"),
    subject=bindparam("subject", type_=Text),
).where(*NAMED, account.c.user == bindparam("user"))

# What is due to a person names no subject: a conversation about a window is kept under that one. It is the window that
# it is due about, else the newest that is open for their team and that they have not been asked in.
_there = window.alias("there")
_asked = conversation.alias("asked")
_NEXT = (
    select(_there.c.id)
    .select_from(
        _there.outerjoin(
            _asked,
            and_(
                _asked.c.person == person.c.id,
                _asked.c.dialogue == bindparam("dialogue"),
                _asked.c.subject == _there.c.id,
            ),
        )
    )
    .where(_there.c.team == person.c.team, _there.c.closed_at.is_(None))
    .order_by(_asked.c.person.is_not(None), _there.c.opened_at.desc(), _there.c.slot)
    .limit(1)
    .correlate(person)
    .scalar_subquery()
)
#: Of the people to whom something is due, on one occasion.
OF_PEOPLE = _scenes(
    person.join(team, _HOME)
    .outerjoin(lead, _LED)
    .outerjoin(account, account.c.id == PREFERRED)
    .outerjoin(schedule, and_(schedule.c.person == person.c.id, schedule.c.occasion == bindparam("occasion"))),
    meant=window.c.id == func.coalesce(schedule.c.about, _NEXT),
    subject=func.coalesce(window.c.id, ""),
).where(person.c.id.in_(bindparam("those", expanding=True)))
#: Of the team to which something is due, and its lead.
OF_TEAM = _scenes(
    team.outerjoin(lead, _LED)
    .outerjoin(person, person.c.id == lead.c.person)
    .outerjoin(account, account.c.id == PREFERRED),
    # None: a database looks for it by its key, and finds nothing, where by FALSE it would look through all.
    meant=window.c.id == literal_column("NULL"),
    subject=literal(""),
).where(team.c.key == bindparam("whose"))
