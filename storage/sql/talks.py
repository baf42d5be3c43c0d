"""When a team has talked about its goals, and whether it is asked anything."""

from zoneinfo import ZoneInfo

from sqlalchemy import Connection, bindparam, func, select, update
from sqlalchemy.dialects.postgresql import insert  # its ON CONFLICT is SQLite's too

from dialogues.effect import Announce, Hush, LogTalk
from dialogues.listening import Listening
from dialogues.person import TeamId
from storage.tables.people import team
from storage.tables.questions import talk, window


def log(connection: Connection, *, log: LogTalk) -> None:
    """See `Turn.log_talk`."""
    connection.execute(_LOG, {"team": log.team, "day": log.on})


def hush(connection: Connection, *, hush: Hush) -> None:
    """See `Turn.hush`."""
    connection.execute(update(team).where(team.c.key == hush.team).values(quiet=hush.quiet))


def announce(connection: Connection, *, announce: Announce) -> None:
    """See `Turn.announce`."""
    connection.execute(update(team).where(team.c.key == announce.team).values(k=announce.k))


def listening(connection: Connection, *, of: TeamId, timezone: ZoneInfo) -> Listening:
    """When the team was asked first, as a local day in `timezone`, and when it talked last."""
    asked = connection.scalar(_ASKED, {"whose": of})
    return Listening(
        asked_on=asked.astimezone(timezone).date() if asked else None,
        talked_on=connection.scalar(_TALKED, {"whose": of}),
    )


_LOG = insert(talk).on_conflict_do_nothing()
_ASKED = select(func.min(window.c.opened_at)).where(window.c.team == bindparam("whose"))
_TALKED = select(func.max(talk.c.day)).where(talk.c.team == bindparam("whose"))
