"""Talks between leads and the people of their teams."""

from sqlalchemy import CheckConstraint, Column, Date, ForeignKey, Integer, Table, Text, Time

from dialogues.feed import Fault
from dialogues.meeting.meeting_form import MINUTES, WEEKS
from storage.columns import Instant, flag, one_of
from storage.tables.schema import metadata

# What a lead has registered: with a person, or without one with a team. It goes with each of them.
meeting = Table(
    "meeting",
    metadata,
    Column("id", Text, primary_key=True),
    Column("lead", ForeignKey("person.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("team", ForeignKey("team.key", ondelete="CASCADE"), nullable=False, index=True),
    Column("person", ForeignKey("person.id", ondelete="CASCADE"), index=True),
    Column("first", Date, nullable=False),
    Column("at", Time, nullable=False),
    Column("timezone", Text, nullable=False),
    # 0: once.
    Column("weeks", Integer, nullable=False),
    CheckConstraint("lead <> person", name="two"),
    CheckConstraint(f"weeks BETWEEN 0 AND {max(WEEKS)}", name="weeks"),
)

# The calendar that a lead has connected. Its address is a secret: whoever has it reads all of the calendar.
feed = Table(
    "feed",
    metadata,
    Column("person", ForeignKey("person.id", ondelete="CASCADE"), primary_key=True),
    Column("address", Text, nullable=False),
    Column("version", Text, nullable=False, server_default=""),
    Column("due_at", Instant, nullable=False, index=True),
    flag("is_read"),
    flag("is_nameless"),
    Column("fault", Text),
    Column("failing_since", Instant),
    flag("is_told"),
    one_of("fault", Fault),
    CheckConstraint("(fault IS NULL) = (failing_since IS NULL)", name="failing"),
)

# The talks that were found in it, and nothing else that stands there.
booking = Table(
    "booking",
    metadata,
    Column("lead", ForeignKey("person.id", ondelete="CASCADE"), primary_key=True),
    Column("key", Text, primary_key=True),
    Column("team", ForeignKey("team.key", ondelete="CASCADE"), nullable=False, index=True),
    Column("person", ForeignKey("person.id", ondelete="CASCADE"), index=True),
    Column("starts_at", Instant, nullable=False),
    Column("ends_at", Instant, nullable=False),
    CheckConstraint("lead <> person", name="two"),
    CheckConstraint("starts_at <= ends_at", name="period"),
)

# How a lead wants to be prepared for them, in minutes before.
diary = Table(
    "diary",
    metadata,
    Column("person", ForeignKey("person.id", ondelete="CASCADE"), primary_key=True),
    Column("ahead", Integer, nullable=False),
    flag("every"),
    CheckConstraint(f"ahead BETWEEN {min(MINUTES)} AND {max(MINUTES)}", name="ahead"),
)

# What somebody wants to bring up in a talk: their own, and its lead's to read only where it is shared. It is forgotten
# after the day of the talk.
topic = Table(
    "topic",
    metadata,
    Column("person", ForeignKey("person.id", ondelete="CASCADE"), primary_key=True),
    Column("talk", Text, primary_key=True),
    Column("lead", ForeignKey("person.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("text", Text, nullable=False),
    flag("shared"),
    Column("day", Date, nullable=False),
    sqlite_with_rowid=False,
)

# What a lead has promised one person and not answered. It is none of their team's promises.
personal_promise = Table(
    "personal_promise",
    metadata,
    Column("id", Text, primary_key=True),
    Column("lead", ForeignKey("person.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("person", ForeignKey("person.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("text", Text, nullable=False),
    Column("made_on", Date, nullable=False),
    Column("due_on", Date, nullable=False),
    CheckConstraint("lead <> person", name="two"),
    CheckConstraint("made_on < due_on", name="period"),
    sqlite_with_rowid=False,
)

# How many one-on-ones a lead has told of in the week that begins on the Monday `week`, and how many of them became
# talks about the goal: nothing about whom they were with. It is read in sums over many leads.
one_on_one = Table(
    "one_on_one",
    metadata,
    Column("lead", ForeignKey("person.id", ondelete="CASCADE"), primary_key=True),
    Column("week", Date, primary_key=True),
    Column("told", Integer, nullable=False),
    Column("about_goal", Integer, nullable=False),
    CheckConstraint("about_goal BETWEEN 0 AND told", name="about_goal"),
    sqlite_with_rowid=False,
)
