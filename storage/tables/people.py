"""The organisation with its people, and where they are on their platforms."""

from sqlalchemy import (
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Integer,
    Table,
    Text,
    Time,
    UniqueConstraint,
)

from dialogues.person import LANGUAGES
from dialogues.rules import KEEP_ANSWERS, KEEP_TEXTS, KS, K
from storage.columns import Instant, flag, one_of, serial
from storage.tables.schema import metadata

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
    Column("k", Integer, nullable=False, server_default="5"),
    Column("keep_answers", Integer, nullable=False, server_default="180"),
    Column("keep_texts", Integer, nullable=False, server_default="90"),
    # NULL: the one of the article.
    Column("reference", Text),
    flag("digest_in_channel"),
    CheckConstraint("id = 1", name="only_one"),
    CheckConstraint(f"k BETWEEN {K} AND {KS[-1]}", name="k"),
    CheckConstraint(f"keep_answers BETWEEN {KEEP_ANSWERS[0]} AND {KEEP_ANSWERS[-1]}", name="keep_answers"),
    CheckConstraint(f"keep_texts BETWEEN {KEEP_TEXTS[0]} AND {KEEP_TEXTS[-1]}", name="keep_texts"),
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
    # How many times it has put one of its goals to rest, so that it is told of the next one in other words.
    Column("rested", Integer, nullable=False, server_default="0"),
    flag("quiet"),
    # How many people it has been told stand behind any figure.
    Column("k", Integer, nullable=False, server_default="5"),
)

person = Table(
    "person",
    metadata,
    Column("id", Text, primary_key=True),
    Column("position", Integer, nullable=False),
    Column("email", Text, nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("team", ForeignKey("team.key"), nullable=False, index=True),
    # Who was there at the first import has NULL: from the start.
    Column("team_since", Date),
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
    Column("nudged_about", Text, nullable=False, server_default="focus"),
    Column("digest_time", Time),
    CheckConstraint("email = lower(email)", name="email"),
    one_of("language", LANGUAGES),
)

lead = Table(
    "lead",
    metadata,
    Column("team", ForeignKey("team.key", ondelete="CASCADE"), primary_key=True),
    Column("person", ForeignKey("person.id", ondelete="CASCADE"), nullable=False, index=True),
    # NULL: from the beginning.
    Column("since", Date),
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
