"""What the playground remembers by itself: it is a chat platform, and chats outlive a restart."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from sqlite3 import Row
from types import MappingProxyType

import aiosqlite
from pydantic import TypeAdapter, ValidationError

from dialogues.form import Form
from dialogues.message import Message

#: A page shows so many of the newest messages.
NEWEST = 300

TABLES = """
PRAGMA journal_mode = WAL;
PRAGMA synchronous = NORMAL;
CREATE TABLE IF NOT EXISTS message (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    mark TEXT NOT NULL UNIQUE,
    place TEXT NOT NULL,
    author TEXT,
    reader TEXT,
    at TEXT NOT NULL,
    body TEXT NOT NULL,
    version INTEGER NOT NULL DEFAULT 1
);
CREATE INDEX IF NOT EXISTS message_place ON message (place, id);
CREATE TABLE IF NOT EXISTS seen (
    user TEXT NOT NULL, place TEXT NOT NULL, message INTEGER NOT NULL, PRIMARY KEY (user, place)
);
CREATE TABLE IF NOT EXISTS form (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    user TEXT NOT NULL UNIQUE, body TEXT NOT NULL, origin INTEGER, entered TEXT NOT NULL, errors TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS locale (user TEXT PRIMARY KEY, locale TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS clock (id INTEGER PRIMARY KEY CHECK (id = 1), at TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS act (id TEXT PRIMARY KEY) WITHOUT ROWID;
"""

_MESSAGE = TypeAdapter(Message[str])
_FORM = TypeAdapter(Form[str])
_TEXTS = TypeAdapter(dict[str, str])


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One message where it stands. `author` is None for the bot, `reader` None where all who are there see it.

    `version` grows with every replacement.
    """

    id: int
    place: str
    author: str | None
    reader: str | None
    at: datetime
    message: Message[str]
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenForm:
    """A form in front of somebody. `origin` is the message whose button opened it, `entered` what was last sent in.

    The `id` is another one whenever the form has changed.
    """

    id: int
    form: Form[str]
    origin: int | None = None
    entered: Mapping[str, str] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)


class Store:
    """Messages, read marks, open forms and languages in one SQLite file. Every change is one statement."""

    def __init__(self, database: aiosqlite.Connection) -> None:
        self._database = database

    @classmethod
    async def open(cls, path: Path) -> "Store":
        """The store in the file `path`, which is made where there is none."""
        path.parent.mkdir(parents=True, exist_ok=True)
        database = await aiosqlite.connect(path, isolation_level=None)
        try:
            database.row_factory = Row
            await database.executescript(TABLES)
        except BaseException:
            await database.close()  # its thread would outlive us
            raise
        return cls(database)

    async def close(self) -> None:
        await self._database.close()

    # messages

    async def add(
        self,
        *,
        mark: str,
        place: str,
        message: Message[str],
        at: datetime,
        author: str | None = None,
        reader: str | None = None,
    ) -> int:
        """Add a message and return its id; the same `mark` again is the same message, and is not added again."""
        rows = await self._ask(
            "INSERT INTO message (mark, place, author, reader, at, body) VALUES (?, ?, ?, ?, ?, ?) "
            "ON CONFLICT (mark) DO UPDATE SET mark = excluded.mark RETURNING id",
            (mark, place, author, reader, at.isoformat(), _MESSAGE.dump_json(message).decode()),
        )
        return int(rows[0]["id"])

    async def replace(self, *, id: int, message: Message[str]) -> None:
        """Put `message` in the place of another."""
        body = _MESSAGE.dump_json(message).decode()
        await self._ask("UPDATE message SET body = ?, version = version + 1 WHERE id = ?", (body, id))

    async def put(self, *, mark: str, place: str, message: Message[str], at: datetime) -> None:
        """Add a message of the bot, or put it in the place of the one with the same `mark`."""
        await self.replace(id=await self.add(mark=mark, place=place, message=message, at=at), message=message)

    async def remove(self, *, mark: str) -> None:
        await self._ask("DELETE FROM message WHERE mark = ?", (mark,))

    async def lines(self, *, place: str, reader: str) -> Sequence[Line]:
        """The newest messages of a place that `reader` sees, oldest first."""
        rows = await self._ask(
            "SELECT * FROM message WHERE place = ? AND (reader IS NULL OR reader = ?) ORDER BY id DESC LIMIT ?",
            (place, reader, NEWEST),
        )
        return [_line(row) for row in reversed(rows)]

    async def sent(self, *, since: datetime) -> Sequence[Line]:
        """Everything that the bot has sent by itself since then, oldest first."""
        rows = await self._ask(
            "SELECT * FROM message WHERE author IS NULL AND reader IS NULL AND place NOT LIKE 'home/%' AND at >= ? "
            "ORDER BY id",
            (since.astimezone(UTC).isoformat(),),
        )
        return [_line(row) for row in rows]

    async def id(self, *, mark: str) -> int | None:
        """The id of the message with this `mark`."""
        rows = await self._ask("SELECT id FROM message WHERE mark = ?", (mark,))
        return int(rows[0]["id"]) if rows else None

    async def line(self, *, id: int) -> Line | None:
        rows = await self._ask("SELECT * FROM message WHERE id = ?", (id,))
        return _line(rows[0]) if rows else None

    # what has been read

    async def see(self, *, user: str, place: str) -> None:
        """Everything that stands in a place has been read by `user`."""
        await self._ask(
            "INSERT INTO seen SELECT ?, ?, coalesce(max(id), 0) FROM message WHERE place = ? "
            "ON CONFLICT (user, place) DO UPDATE SET message = excluded.message",
            (user, place, place),
        )

    async def unread(self, *, places: Sequence[tuple[str, str]]) -> Mapping[tuple[str, str], int]:
        """How many of the bot's messages somebody has not seen somewhere: of the pairs of user and place, those with
        any."""
        rows = await self._ask(
            "SELECT asked.user, asked.place, count(*) AS unread "
            "FROM (SELECT json_extract(value, '$[0]') AS user, json_extract(value, '$[1]') AS place FROM json_each(?)) "
            "AS asked LEFT JOIN seen ON seen.user = asked.user AND seen.place = asked.place "
            "JOIN message ON message.place = asked.place AND message.author IS NULL AND message.reader IS NULL "
            "AND message.id > coalesce(seen.message, 0) GROUP BY asked.user, asked.place",
            (json.dumps(places),),
        )
        return {(row["user"], row["place"]): row["unread"] for row in rows}

    # the form in front of somebody

    async def show_form(
        self,
        *,
        user: str,
        form: Form[str],
        origin: int | None,
        entered: Mapping[str, str] = MappingProxyType({}),
        errors: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        """Put a form in front of `user`, in the place of any other, with what was entered and what is wrong with it."""
        texts = (_TEXTS.dump_json(dict(each)).decode() for each in (entered, errors))
        await self._ask(
            "INSERT OR REPLACE INTO form (user, body, origin, entered, errors) VALUES (?, ?, ?, ?, ?)",
            (user, _FORM.dump_json(form).decode(), origin, *texts),
        )

    async def close_form(self, *, user: str) -> None:
        await self._ask("DELETE FROM form WHERE user = ?", (user,))

    async def form(self, *, user: str) -> OpenForm | None:
        """The form in front of `user`. One that another Vardag left there is closed."""
        rows = await self._ask("SELECT * FROM form WHERE user = ?", (user,))
        try:
            return _open_form(rows[0]) if rows else None
        except ValidationError:
            await self.close_form(user=user)
            return None

    # the time, languages and acts

    async def keep_time(self, at: datetime) -> None:
        """It is `at` now, and never earlier again."""
        await self._ask("INSERT OR REPLACE INTO clock (id, at) VALUES (1, ?)", (at.isoformat(),))

    async def time(self) -> datetime | None:
        """The latest time that is known of; None in a new store."""
        rows = await self._ask("SELECT max(at) AS at FROM (SELECT at FROM clock UNION ALL SELECT at FROM message)")
        return datetime.fromisoformat(rows[0]["at"]) if rows[0]["at"] else None

    async def choose_locale(self, *, user: str, locale: str) -> None:
        await self._ask("INSERT OR REPLACE INTO locale (user, locale) VALUES (?, ?)", (user, locale))

    async def locales(self) -> Mapping[str, str]:
        """The languages that were chosen here, by user."""
        return {row["user"]: row["locale"] for row in await self._ask("SELECT user, locale FROM locale")}

    async def finish(self, *, act: str) -> None:
        """What somebody did has been taken and answered."""
        await self._ask("INSERT OR IGNORE INTO act (id) VALUES (?)", (act,))

    async def finished(self, *, act: str) -> bool:
        return bool(await self._ask("SELECT 1 FROM act WHERE id = ?", (act,)))

    async def _ask(self, statement: str, values: Sequence[object] = ()) -> Sequence[Row]:
        return list(await self._database.execute_fetchall(statement, values))


def _line(row: Row) -> Line:
    return Line(
        id=row["id"],
        place=row["place"],
        author=row["author"],
        reader=row["reader"],
        at=datetime.fromisoformat(row["at"]),
        message=_MESSAGE.validate_json(row["body"]),
        version=row["version"],
    )


def _open_form(row: Row) -> OpenForm:
    return OpenForm(
        id=row["id"],
        form=_FORM.validate_json(row["body"]),
        origin=row["origin"],
        entered=_TEXTS.validate_json(row["entered"]),
        errors=_TEXTS.validate_json(row["errors"]),
    )
