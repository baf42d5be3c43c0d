"""What is to be delivered, put straight into the tables, and what has become of it there."""

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeVar

from sqlalchemy import Connection, func, insert, select

from dialogues.address import Platform, Workspace
from dialogues.message import Message, Paragraph
from dialogues.phrase import Text
from storage.database import Database
from storage.sql.backlog import queue
from storage.sql.codec import MESSAGE
from storage.tables.people import account, workspace
from storage.tables.sending import delivery
from tests.chaos.clock import NOON
from tests.storage.crowd import crowd

T = TypeVar("T")

#: By which one tells the messages apart, whatever the platform does with them.
MARK = r"mark-\d+"
DIALOGUE = "pulse"


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """So many workspaces, with so many people in each, to every one of whom so many messages go. `rate` is messages a
    second to one workspace."""

    workspaces: int
    people: int
    messages: int
    rate: float

    @property
    def deliveries(self) -> int:
        return self.workspaces * self.people * self.messages


def places(platform: str, load: Load) -> Sequence[Workspace]:
    return [Workspace(platform=Platform(platform), key=f"T{number}") for number in range(load.workspaces)]


class Records:
    """The database of one run, looked at from outside."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @classmethod
    @asynccontextmanager
    async def of(cls, database_url: str) -> AsyncIterator["Records"]:
        database = Database.open(database_url, patient=True)
        try:
            yield cls(database)
        finally:
            await database.close()

    async def fill(self, platform: str, load: Load) -> None:
        """Plan everything, for the noon at which the run begins and the afternoon after it."""
        await self._database.write(lambda connection: _fill(connection, places(platform, load), load))

    async def states(self) -> Mapping[str, int]:
        """How many deliveries there are in each state that has any."""
        return {state: count for state, count in (await self._read(queue)).items() if count}

    async def sending_since(self) -> datetime | None:
        """When the oldest was begun of those that are on their way or in doubt."""
        query = select(func.min(delivery.c.intent_at)).where(delivery.c.state == "sending")
        return await self._read(lambda connection: connection.scalar(query))

    async def blocked(self, *, at: datetime) -> set[str]:
        """The workspaces that are known to take nothing."""
        query = select(workspace.c.key).where(workspace.c.blocked_until > at)
        return await self._read(lambda connection: set(connection.scalars(query)))

    async def all(self) -> Mapping[str, str]:
        """The state of every delivery by its mark."""
        query = select(delivery.c.mark, delivery.c.state)
        return await self._read(lambda connection: {row[0]: row[1] for row in connection.execute(query)})

    async def _read(self, work: Callable[[Connection], T]) -> T:
        return await self._database.read(work)


def _fill(connection: Connection, where: Sequence[Workspace], load: Load) -> None:
    crowd(connection, [(each, load.people) for each in where], at=NOON, timezone="UTC")
    accounts = connection.execute(select(account.c.id, account.c.workspace).order_by(account.c.id)).all()
    planned = [one for _ in range(load.messages) for one in accounts]
    connection.execute(
        insert(delivery),
        [
            {
                "key": f"{number}",
                "mark": f"mark-{number}",
                "workspace": one.workspace,
                "account": one.id,
                "dialogue": DIALOGUE,
                "subject": "window",
                "message": MESSAGE.write(_message(f"mark-{number}")),
                "due_at": NOON - timedelta(hours=2),
                "expires_at": NOON + timedelta(hours=4),
            }
            for number, one in enumerate(planned)
        ],
    )


def _message(text: str) -> Message[Text]:
    return Message(summary=text, blocks=(Paragraph(text=text),))
