"""Goals and behaviours, and what people and their leads make of them."""

from sqlalchemy import (
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Integer,
    Table,
    Text,
    Time,
)

from dialogues.goal import Arena, Audience, Perspective, State, Status
from dialogues.promise import OPEN
from dialogues.promise import State as PromiseState
from dialogues.situation import Days
from dialogues.translation.activation import LEADER_ARENAS
from dialogues.translation.confirmation import Judgement
from storage.columns import flag, one_of, partial
from storage.tables.schema import metadata

# Without a team it is the whole organisation's, which is worked with through the goals of teams that stand under it.
goal = Table(
    "goal",
    metadata,
    Column("key", Text, primary_key=True),
    Column("position", Integer, nullable=False),
    Column("team", ForeignKey("team.key"), index=True),
    Column("owner", ForeignKey("person.id", ondelete="SET NULL")),
    Column("title", Text, nullable=False),
    Column("why", Text, nullable=False),
    Column("first", Date, nullable=False),
    Column("last", Date, nullable=False),
    Column("state", Text, nullable=False),
    Column("perspective", Text),
    Column("above", ForeignKey("goal.key", deferrable=True, initially="DEFERRED")),
    Column("everyday", Text),
    Column("guidance", Text, nullable=False),
    Column("measures", Text, nullable=False),
    Column("stop", Text, nullable=False),
    Column("answers", Text, nullable=False),
    Column("trade_off", Text),
    Column("version", Integer, nullable=False, server_default="0"),
    CheckConstraint("first <= last", name="period"),
    CheckConstraint("version >= 0", name="version"),
    CheckConstraint("everyday IS NULL OR above IS NOT NULL", name="everyday"),
    CheckConstraint("team IS NOT NULL OR (state <> 'active' AND above IS NULL)", name="of_all"),
    one_of("state", State),
    one_of("perspective", Perspective),
)

# A team has one goal of its own under one of the whole organisation; what it has closed makes room for another.
partial("uq_goal_above_team", goal.c.above, goal.c.team, where=goal.c.state != "closed", unique=True)

# Most goals have no owner and stand under none: a database that counted those would rather look through all goals.
partial("ix_goal_owner", goal.c.owner, where=goal.c.owner.is_not(None))
partial("ix_goal_above", goal.c.above, where=goal.c.above.is_not(None))

behaviour = Table(
    "behaviour",
    metadata,
    Column("id", Text, primary_key=True),
    Column("goal", ForeignKey("goal.key"), nullable=False, index=True),
    Column("position", Integer, nullable=False),
    Column("text", Text, nullable=False),
    Column("arena", Text, nullable=False),
    Column("audience", Text, nullable=False),
    Column("exception", Text),
    flag("confirmed"),
    Column("version", Integer, nullable=False, server_default="1"),
    Column("replaces", ForeignKey("behaviour.id")),
    Column("status", Text, nullable=False, server_default=Status.NEW),
    Column("status_on", Date),
    Column("focused_on", Date),
    flag("focus"),
    flag("closed"),
    CheckConstraint("version >= 1", name="version"),
    one_of("arena", Arena),
    one_of("audience", Audience),
    one_of("status", Status),
)
partial("uq_behaviour_focus", behaviour.c.goal, where=behaviour.c.focus, unique=True)

judgement = Table(
    "judgement",
    metadata,
    Column("behaviour", ForeignKey("behaviour.id", ondelete="CASCADE"), primary_key=True),
    Column("respondent", ForeignKey("respondent.key", ondelete="CASCADE"), primary_key=True, index=True),
    Column("judgement", Text, nullable=False),
    one_of("judgement", Judgement),
    sqlite_with_rowid=False,
)

suggestion = Table(
    "suggestion",
    metadata,
    Column("id", Text, primary_key=True),
    Column("behaviour", ForeignKey("behaviour.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("text", Text, nullable=False),
    sqlite_with_rowid=False,
)

# What a team has raised, and what became of it: nothing of who chose it, or who answered.
promise = Table(
    "promise",
    metadata,
    Column("id", Text, primary_key=True),
    Column("team", ForeignKey("team.key", ondelete="CASCADE"), nullable=False, index=True),
    Column("obstacle", Text, nullable=False),
    Column("raised_on", Date, nullable=False),
    Column("due_on", Date, nullable=False),
    Column("state", Text, nullable=False),
    Column("action", Text, nullable=False, server_default=""),
    Column("rest", Text, nullable=False, server_default=""),
    Column("answered_on", Date),
    one_of("state", PromiseState),
    CheckConstraint("raised_on < due_on", name="period"),
    CheckConstraint("(state = 'raised') = (answered_on IS NULL)", name="answered"),
    CheckConstraint("(state = 'raised') = (action = '')", name="action"),
)
partial("uq_promise_open", promise.c.team, promise.c.obstacle, where=promise.c.state.in_(OPEN), unique=True)

# What somebody in a team proposes to celebrate, until a digest has shown it, and whether they are named then. Under a
# respondent key, whoever is recognised by their words would be known by their answers, too.
celebration = Table(
    "celebration",
    metadata,
    Column("id", Text, primary_key=True),
    Column("person", ForeignKey("person.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("team", ForeignKey("team.key", ondelete="CASCADE"), nullable=False, index=True),
    Column("text", Text, nullable=False),
    flag("named"),
    Column("day", Date, nullable=False),
    Column("shown_on", Date),
    CheckConstraint("day <= shown_on", name="shown"),
    sqlite_with_rowid=False,
)

# What whoever leads has written for themselves, which nobody else sees.
reflection = Table(
    "reflection",
    metadata,
    Column("id", Text, primary_key=True),
    Column("person", ForeignKey("person.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("arena", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("day", Date, nullable=False),
    one_of("arena", LEADER_ARENAS),
    sqlite_with_rowid=False,
)

# A person's own plan for a behaviour, which nobody else sees.
plan = Table(
    "plan",
    metadata,
    Column("person", ForeignKey("person.id", ondelete="CASCADE"), primary_key=True),
    Column("behaviour", ForeignKey("behaviour.id", ondelete="CASCADE"), primary_key=True, index=True),
    Column("situation", Text, nullable=False),
    Column("action", Text, nullable=False),
    Column("days", Text, nullable=False),
    Column("day", Date),
    Column("at", Time, nullable=False),
    flag("kept"),
    # Since when its person has had no use for it, as the retention sees it.
    Column("idle_since", Date),
    one_of("days", Days),
    CheckConstraint("(days = 'once') = (day IS NOT NULL)", name="day"),
    sqlite_with_rowid=False,
)
