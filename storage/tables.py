"""The tables, and every rule of ours that a database can hold by itself.

The migrations build them; a test compares the two. What is written in several languages, and every other value that
the database need not look into, is JSON text.
"""

from sqlalchemy import (
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    Time,
    UniqueConstraint,
)

from dialogues.caps import GAP, SPAN
from dialogues.event import TO_PEOPLE, Occasion
from dialogues.goal import Arena, Audience, Perspective, State, Status
from dialogues.kind import Budget
from dialogues.person import LANGUAGES
from dialogues.promise import OPEN
from dialogues.promise import State as PromiseState
from dialogues.pulse.custom import QuestionKind
from dialogues.situation import Days
from dialogues.translation.confirmation import Judgement
from dialogues.window import Aspect, K, Slot, Visibility
from storage.columns import Instant, flag, one_of, partial, serial, within

#: The migration that leads to these tables.
REVISION = "0009"

STATES = ("planned", "sending", "sent", "unknown", "refused", "expired", "cancelled")


metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)

# The organisation, as its file says it; its goals are made in chat, too. A team that is `closed` is no longer in the
# file, a behaviour that is `closed` no longer in its goal, but something tells of it.

organisation = Table(
    "organisation",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("name", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("timezone", Text, nullable=False),
    Column("holidays", Text),
    # NULL: the usual ones of its country.
    Column("breaks", Text),
    CheckConstraint("id = 1", name="only_one"),
    one_of("language", LANGUAGES),
)

team = Table(
    "team",
    metadata,
    Column("key", Text, primary_key=True),
    Column("position", Integer, nullable=False),
    Column("name", Text, nullable=False),
    Column("above", ForeignKey("team.key", deferrable=True, initially="DEFERRED")),
    flag("closed"),
    Column("situations", Text, nullable=False, server_default="[]"),
    flag("quiet"),
)

person = Table(
    "person",
    metadata,
    Column("id", Text, primary_key=True),
    Column("position", Integer, nullable=False),
    Column("email", Text, nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("team", ForeignKey("team.key"), nullable=False, index=True),
    Column("locale", Text),
    Column("timezone", Text),
    Column("holidays", Text),
    Column("started", Date),
    # From here on: the person's own. Who came after the others joined on that day.
    Column("joined_on", Date),
    Column("language", Text),
    Column("own_timezone", Text),
    Column("send_time", Time),
    Column("first_hour", Time),
    Column("last_hour", Time),
    Column("greeted_on", Date),
    flag("stopped"),
    Column("paused_until", Date),
    Column("reminded_of", Text, nullable=False, server_default="focus"),
    CheckConstraint("email = lower(email)", name="email"),
    one_of("language", LANGUAGES),
)

lead = Table(
    "lead",
    metadata,
    Column("team", ForeignKey("team.key", ondelete="CASCADE"), primary_key=True),
    Column("person", ForeignKey("person.id", ondelete="CASCADE"), nullable=False, index=True),
)

handle = Table(
    "handle",
    metadata,
    Column("platform", Text, primary_key=True),
    Column("user", Text, primary_key=True),
    Column("person", ForeignKey("person.id", ondelete="CASCADE"), nullable=False),
    UniqueConstraint("person", "platform"),
)

# The channels that are a team's own, as the file says.
team_handle = Table(
    "team_handle",
    metadata,
    Column("platform", Text, primary_key=True),
    Column("channel", Text, primary_key=True),
    Column("team", ForeignKey("team.key", ondelete="CASCADE"), nullable=False),
    UniqueConstraint("team", "platform"),
)

# Without a team it is the whole organisation's, which is worked with through the goals of teams that stand under it.
goal = Table(
    "goal",
    metadata,
    Column("key", Text, primary_key=True),
    Column("position", Integer, nullable=False),
    Column("team", ForeignKey("team.key"), index=True),
    Column("owner", ForeignKey("person.id", ondelete="SET NULL"), index=True),
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

# What the organisation asks itself, as its file says.
question = Table(
    "question",
    metadata,
    Column("key", Text, primary_key=True),
    Column("position", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    Column("text", Text, nullable=False),
    one_of("kind", QuestionKind),
)

# Where people are to be found. `heard` is highest for the account that its person last wrote from: an order, no time.

workspace = Table(
    "workspace",
    metadata,
    serial(),
    Column("platform", Text, nullable=False),
    Column("key", Text, nullable=False),
    flag("connected"),
    Column("since", Instant, nullable=False),
    Column("reason", Text),
    Column("blocked_until", Instant),
    UniqueConstraint("platform", "key"),
    CheckConstraint("connected <> (reason IS NOT NULL)", name="reason"),
)

account = Table(
    "account",
    metadata,
    serial(),
    Column("workspace", ForeignKey("workspace.id"), nullable=False),
    Column("user", Text, nullable=False),
    Column("person", ForeignKey("person.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("channel", Text),
    Column("opaque", Text, nullable=False),
    Column("locale", Text),
    Column("timezone", Text),
    Column("away_until", Instant),
    Column("silent_until", Instant),
    flag("reachable"),
    Column("reason", Text),
    Column("heard", Integer, nullable=False, server_default="0"),
    UniqueConstraint("workspace", "user"),
    CheckConstraint("reachable <> (reason IS NOT NULL)", name="reason"),
)

# Whom a platform has shown and the organisation does not know, until it does: a platform that keeps no list of its
# people does not show them twice.
stranger = Table(
    "stranger",
    metadata,
    Column("workspace", ForeignKey("workspace.id"), primary_key=True),
    Column("user", Text, primary_key=True),
    Column("email", Text, index=True),
    Column("locale", Text),
    Column("timezone", Text),
    Column("channel", Text),
    Column("opaque", Text, nullable=False),
    CheckConstraint("email = lower(email)", name="email"),
)

team_channel = Table(
    "team_channel",
    metadata,
    Column("team", ForeignKey("team.key", ondelete="CASCADE"), primary_key=True),
    Column("workspace", ForeignKey("workspace.id"), primary_key=True),
    Column("channel", Text),
    Column("opaque", Text, nullable=False),
)

# What happens. The ids of events that were taken, where conversations stand, and what falls due.

inbound = Table(
    "inbound",
    metadata,
    Column("event", Text, primary_key=True),
    Column("at", Instant, nullable=False),
    sqlite_with_rowid=False,
)

conversation = Table(
    "conversation",
    metadata,
    Column("person", ForeignKey("person.id", ondelete="CASCADE"), primary_key=True),
    Column("dialogue", Text, primary_key=True),
    Column("subject", Text, primary_key=True),
    Column("state", Text, nullable=False),
    sqlite_with_rowid=False,
)

_TO_PEOPLE = within("occasion", TO_PEOPLE)
_TO_TEAMS = within("occasion", [each for each in Occasion if each not in TO_PEOPLE])

schedule = Table(
    "schedule",
    metadata,
    serial(),
    Column("occasion", Text, nullable=False),
    Column("person", ForeignKey("person.id", ondelete="CASCADE")),
    Column("team", ForeignKey("team.key", ondelete="CASCADE")),
    Column("next_due_at", Instant),
    Column("about", Text),
    UniqueConstraint("person", "occasion"),
    UniqueConstraint("team", "occasion"),
    CheckConstraint("(person IS NULL) <> (team IS NULL)", name="one_subject"),
    CheckConstraint(f"person IS NULL OR {_TO_PEOPLE}", name="of_people"),
    CheckConstraint(f"team IS NULL OR {_TO_TEAMS}", name="of_teams"),
)
partial("ix_schedule_next_due_at", schedule.c.next_due_at, where=schedule.c.next_due_at.is_not(None))

# Answers. What a window asks in the organisation's own words, and the goals that it can be answered with, are as they
# were when it opened. Who stands behind a key is known to `respondent` alone, and an answer has a day and no time.
# What is said of a behaviour's wording has not even a day; who suggests another one is known to nobody. Without row ids
# their order on disk tells nothing either (R16).

window = Table(
    "window",
    metadata,
    Column("id", Text, primary_key=True),
    Column("team", ForeignKey("team.key"), nullable=False),
    Column("item", Text, nullable=False),
    Column("slot", Text, nullable=False),
    Column("behaviour", ForeignKey("behaviour.id"), index=True),
    Column("goal", ForeignKey("goal.key"), index=True),
    Column("question", Text),
    Column("text", Text),
    Column("options", Text, nullable=False, server_default="[]"),
    Column("opened_at", Instant, nullable=False),
    Column("closed_at", Instant),
    CheckConstraint("opened_at <= closed_at", name="period"),
    CheckConstraint("behaviour IS NULL OR goal IS NOT NULL", name="about"),
    CheckConstraint("(question IS NULL) = (text IS NULL)", name="own"),
    one_of("slot", Slot),
    Index(None, "team", "opened_at"),
)
partial("uq_window_open", window.c.team, window.c.slot, where=window.c.closed_at.is_(None), unique=True)

respondent = Table(
    "respondent",
    metadata,
    Column("key", Text, primary_key=True),
    Column("person", ForeignKey("person.id", ondelete="CASCADE"), nullable=False, unique=True),
)

answer = Table(
    "answer",
    metadata,
    Column("window", ForeignKey("window.id", ondelete="CASCADE"), primary_key=True),
    Column("respondent", ForeignKey("respondent.key", ondelete="CASCADE"), primary_key=True, index=True),
    Column("aspect", Text, primary_key=True),
    Column("value", Text, nullable=False),
    Column("day", Date, nullable=False),
    one_of("aspect", Aspect),
    sqlite_with_rowid=False,
)

# There is no day: when somebody wrote is that a window was open.
comment = Table(
    "comment",
    metadata,
    Column("window", ForeignKey("window.id", ondelete="CASCADE"), primary_key=True),
    Column("respondent", ForeignKey("respondent.key", ondelete="CASCADE"), primary_key=True, index=True),
    Column("visibility", Text, nullable=False),
    Column("theme", Text),
    Column("text", Text),
    one_of("visibility", Visibility),
    CheckConstraint("visibility <> 'theme' OR (theme IS NOT NULL AND text IS NULL)", name="theme"),
    CheckConstraint("visibility = 'theme' OR text IS NOT NULL", name="text"),
    sqlite_with_rowid=False,
)

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

# A trigger refuses to change a reading, or to take it away.
reading = Table(
    "reading",
    metadata,
    Column("window", ForeignKey("window.id"), primary_key=True),
    Column("first", Date, nullable=False),
    Column("last", Date, nullable=False),
    Column("people", Integer, nullable=False),
    Column("yes", Integer, nullable=False),
    Column("members", Integer, nullable=False),
    Column("counts", Text, nullable=False, server_default="{}"),
    Column("obstacles", Text, nullable=False, server_default="{}"),
    CheckConstraint("first <= last", name="period"),
    CheckConstraint(f"people >= {K} AND people <= members", name="people"),
    CheckConstraint("yes >= 0 AND yes <= people", name="yes"),
)

# On which days a team has talked about its goals, and nothing about who.
talk = Table(
    "talk",
    metadata,
    Column("team", ForeignKey("team.key", ondelete="CASCADE"), primary_key=True),
    Column("day", Date, primary_key=True),
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
    one_of("days", Days),
    CheckConstraint("(days = 'once') = (day IS NOT NULL)", name="day"),
    sqlite_with_rowid=False,
)

# The outbox. A delivery goes to one account or to one team's channel, in the language its reader has at that moment.
# It belongs to the conversation (`dialogue`, `subject`) that planned it.

delivery = Table(
    "delivery",
    metadata,
    serial(),
    Column("key", Text, nullable=False, unique=True),
    Column("mark", Text, nullable=False, unique=True),
    Column("workspace", ForeignKey("workspace.id"), nullable=False),
    Column("account", ForeignKey("account.id", ondelete="CASCADE"), index=True),
    Column("team", ForeignKey("team.key", ondelete="CASCADE"), index=True),
    Column("dialogue", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("message", Text, nullable=False),
    Column("kind", Text, nullable=False, server_default="goal.news"),
    Column("budget", Text),
    Column("rank", Integer, nullable=False, server_default="4"),
    Column("due_at", Instant, nullable=False),
    Column("expires_at", Instant, nullable=False),
    Column("state", Text, nullable=False, server_default="planned"),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("intent_at", Instant),
    Column("ended_at", Instant),
    Column("ref", Text),
    Column("error", Text),
    one_of("state", STATES),
    CheckConstraint("(account IS NULL) <> (team IS NULL)", name="reader"),
)
# The last moments at which a person was written to, in seconds since 1970, by what it counts against. What would be too
# much is refused here; and a trigger refuses to send a delivery with a budget that is not the `delivery` counted last.
caps = Table(
    "caps",
    metadata,
    Column("person", ForeignKey("person.id", ondelete="CASCADE"), primary_key=True),
    Column("budget", Text, primary_key=True),
    Column("latest", Integer),
    Column("second", Integer),
    Column("third", Integer),
    Column("fourth", Integer),
    Column("day", Date),
    Column("day_before", Date),
    Column("delivery", Integer),
    one_of("budget", Budget),
    CheckConstraint(f"latest - fourth >= {int(SPAN.total_seconds())}", name="span"),
    CheckConstraint(f"budget <> 'person' OR latest - second >= {int(GAP.total_seconds())}", name="gap"),
    CheckConstraint("budget <> 'person' OR day > day_before", name="day"),
    sqlite_with_rowid=False,
)

# What is over is in none of them.
partial(
    "ix_delivery_planned", delivery.c.workspace, delivery.c.due_at, delivery.c.id, where=delivery.c.state == "planned"
)
partial("ix_delivery_sending", delivery.c.workspace, where=delivery.c.state == "sending")
partial("ix_delivery_unknown", delivery.c.workspace, where=delivery.c.state == "unknown")
