"""Questions and their windows, what was answered, and what was made known of it."""

from sqlalchemy import (
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    Table,
    Text,
)

from dialogues.audit import PURPOSE, Role, Through
from dialogues.pulse.custom import QuestionKind
from dialogues.rules import K
from dialogues.statistics.change import Change
from dialogues.window import Aspect, Slot, Visibility
from storage.columns import Instant, one_of, partial
from storage.tables.schema import metadata

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
    Column("k", Integer, nullable=False, server_default="5"),
    Column("opened_at", Instant, nullable=False),
    Column("closed_at", Instant),
    CheckConstraint("opened_at <= closed_at", name="period"),
    CheckConstraint(f"k >= {K}", name="k"),
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
    Column("change", Text),
    CheckConstraint("first <= last", name="period"),
    CheckConstraint(f"people >= {K} AND people <= members", name="people"),
    CheckConstraint("yes >= 0 AND yes <= people", name="yes"),
    one_of("change", Change),
)

# On which days a team has talked about its goals, and nothing about who.
talk = Table(
    "talk",
    metadata,
    Column("team", ForeignKey("team.key", ondelete="CASCADE"), primary_key=True),
    Column("day", Date, primary_key=True),
    sqlite_with_rowid=False,
)

# Who has read a team's results, and what for: on which day, and once a day (R19). Nobody and no team is '', and there
# are no keys into other tables: an entry outlives whom it names, of whom then nothing but an id is left. A trigger
# refuses to change one, and to take one away before it is two years older than the youngest of them.
audit = Table(
    "audit",
    metadata,
    Column("team", Text, primary_key=True),
    Column("day", Date, primary_key=True),
    Column("role", Text, primary_key=True),
    Column("who", Text, primary_key=True),
    Column("through", Text, primary_key=True),
    Column("purpose", Text, primary_key=True),
    one_of("role", Role),
    one_of("through", Through),
    CheckConstraint("(role = 'operator') = (who = '')", name="who"),
    CheckConstraint(f"length(purpose) <= {PURPOSE}", name="purpose"),
    sqlite_with_rowid=False,
)
