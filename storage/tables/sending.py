"""What came in, what comes due, and what goes out."""

from sqlalchemy import (
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Integer,
    Table,
    Text,
    UniqueConstraint,
)

from dialogues.caps import GAP, SPAN
from dialogues.event import TO_PEOPLE, Occasion
from dialogues.kind import Budget
from storage.columns import Instant, one_of, partial, serial, within
from storage.tables.schema import metadata

STATES = ("planned", "sending", "sent", "unknown", "refused", "expired", "cancelled")

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
    # When it was found that exactly its team reads the channel.
    Column("cleared_at", Instant),
    Column("ended_at", Instant),
    Column("ref", Text),
    Column("error", Text),
    one_of("state", STATES),
    CheckConstraint("(account IS NULL) <> (team IS NULL)", name="reader"),
)
# Who gets what may not stand in its team's channel.
reader = Table(
    "reader",
    metadata,
    Column("delivery", ForeignKey("delivery.id", ondelete="CASCADE"), primary_key=True),
    Column("person", ForeignKey("person.id", ondelete="CASCADE"), primary_key=True, index=True),
    sqlite_with_rowid=False,
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
