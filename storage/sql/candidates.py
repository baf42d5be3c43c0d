"""What could be sent next, one for each workspace, and what has been left half sent: with all that is looked at before
it goes out."""

from collections.abc import Sequence

from sqlalchemy import BindParameter, and_, bindparam, exists, func, literal_column, or_, select, true

from dialogues.event import Occasion
from dialogues.goal import State
from dialogues.kind import Budget, Kind
from storage.sql import people_rows
from storage.sql.channels import CHANNEL, is_of
from storage.sql.planning import IS_PLANNED, IS_SENDING
from storage.tables.goals import behaviour, goal
from storage.tables.people import account, lead, organisation, person, team_channel, team_handle, workspace
from storage.tables.sending import delivery, reader, schedule

_known, _named = is_of(delivery.c.team)
_WHOLE = select(
    delivery,
    *dict.fromkeys((*people_rows.PERSON, *people_rows.ORGANISATION)),
    *people_rows.ADDRESS,
    account.c.reachable,
    *CHANNEL,
).select_from(
    delivery.join(workspace)
    .join(organisation, true())
    .outerjoin(account, account.c.id == delivery.c.account)
    .outerjoin(person, person.c.id == account.c.person)
    .outerjoin(team_channel, _known)
    .outerjoin(team_handle, _named)
)

# Something that goes first wants the room that this one wants, or may come to: whoever is to read a digest in a channel
# gets it by themselves should it not stand there.
_other, _theirs, _shared = delivery.alias("other"), account.alias("theirs"), delivery.alias("shared")
_OUTRANKED = or_(
    exists().where(
        _other.c.account == _theirs.c.id,
        _theirs.c.person == account.c.person,
        _other.c.state == literal_column("'planned'"),
        _other.c.budget == delivery.c.budget,
        _other.c.rank < delivery.c.rank,
        _other.c.due_at <= bindparam("at"),
        _other.c.expires_at > bindparam("at"),
    ),
    and_(
        delivery.c.budget == Budget.PERSON,
        delivery.c.rank > Kind.PULSE.rank,
        exists().where(
            schedule.c.person == person.c.id,
            schedule.c.occasion == Occasion.PULSE,
            schedule.c.next_due_at.between(bindparam("lately"), bindparam("at")),
        ),
    ),
    exists().where(
        delivery.c.budget == Budget.PERSON,
        reader.c.person == account.c.person,
        reader.c.delivery == _shared.c.id,
        _shared.c.state.in_(("planned", "sending")),
        _shared.c.rank < delivery.c.rank,
        _shared.c.due_at <= bindparam("at"),
        _shared.c.expires_at > bindparam("at"),
    ),
).label("outranked")

_LED = select(lead.c.team).where(lead.c.person == person.c.id).correlate(person)
# When the digest that counts against the same comes next, which has its room: that of their team, or the first of those
# that they lead.
_DIGEST = (
    select(func.min(schedule.c.next_due_at))
    .where(
        or_(
            and_(delivery.c.budget == Budget.PERSON, schedule.c.team == person.c.team),
            and_(delivery.c.budget == Budget.LEAD, schedule.c.team.in_(_LED)),
        ),
        schedule.c.occasion == Occasion.DIGEST,
        schedule.c.next_due_at > bindparam("lately"),
        exists().where(
            behaviour.c.goal == goal.c.key,
            behaviour.c.focus,
            goal.c.team == schedule.c.team,
            goal.c.state == State.ACTIVE,
        ),
    )
    .correlate(person, delivery)
    .scalar_subquery()
    .label("digest")
)

_AMONG: BindParameter[Sequence[int]] = bindparam("among", expanding=True)
_first = delivery.alias("first")
_FIRST = (
    select(_first.c.id)
    .where(
        _first.c.workspace == workspace.c.id,
        _first.c.state == literal_column("'planned'"),
        _first.c.due_at <= bindparam("at"),
    )
    .order_by(_first.c.due_at, _first.c.id)
    .limit(1)
    .correlate(workspace)
    .scalar_subquery()
)
_FIRSTS = select(_FIRST).where(
    workspace.c.id.in_(_AMONG),
    workspace.c.connected,
    or_(workspace.c.blocked_until.is_(None), workspace.c.blocked_until <= bindparam("at")),
)
# Of the workspaces `among`, `at` an instant; what came due since `lately` may not have been composed yet. Nobody else
# claims here. Who has stopped meanwhile and takes a delivery away is waited for by the next round.
NEXT = (
    _WHOLE.add_columns(_OUTRANKED, _DIGEST)
    .where(delivery.c.id.in_(_FIRSTS), IS_PLANNED)
    .with_for_update(skip_locked=True, of=delivery)
)

HALF_SENT = _WHOLE.where(IS_SENDING, delivery.c.workspace.in_(_AMONG)).order_by(delivery.c.id)
