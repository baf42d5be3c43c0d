"""A morning on which many people in many workspaces are to be written to, put straight into the tables: what is
measured begins where it is planned."""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import TypeVar

from sqlalchemy import Connection, bindparam, delete, func, insert, select, text, update

from bot.clock import ShiftedClock, SystemClock
from dialogues.address import Platform, Workspace
from dialogues.event import Occasion
from dialogues.goal import Arena, Behaviour, BehaviourId
from dialogues.person import PersonId
from dialogues.phrase import Wording
from dialogues.pulse import card
from dialogues.window import Window, WindowId
from migrations.runner import upgrade
from storage.columns import Instant
from storage.database import Database
from storage.sql.codec import MESSAGE
from storage.tables.people import account, person
from storage.tables.sending import delivery, schedule
from tests.storage.crowd import TEAM, crowd

T = TypeVar("T")

#: In Stockholm everybody is at work, and will be for seven hours.
MONDAY = datetime(2026, 11, 16, 9, 0, tzinfo=UTC)
BEHAVIOUR = Behaviour(
    id=BehaviourId("behaviour"),
    text=Wording(
        texts={
            "sv": "Vi avslutar varje kundmöte med en öppen fråga.",
            "en": "We close every customer meeting with an open question.",
        }
    ),
    arena=Arena.WORK_MOMENT,
)
QUESTION = MESSAGE.write(card.question(Window(id=WindowId("window"), team=TEAM, behaviour=BEHAVIOUR, opened_at=MONDAY)))


def clock() -> ShiftedClock:
    """The time of that morning, from now on."""
    return ShiftedClock(MONDAY - SystemClock().now())


def place(number: int) -> Workspace:
    """There is one workspace of each platform, so there are many platforms."""
    return Workspace(platform=Platform(f"chat{number}"), key="W")


async def populate(
    database_url: str, sizes: Sequence[int], *, places: Sequence[Workspace] | None = None
) -> Sequence[Workspace]:
    """An organisation with so many people in each of its workspaces, all connected. The database is migrated."""
    await upgrade(database_url)
    places = places or [place(number) for number in range(len(sizes))]

    def fill(connection: Connection) -> None:
        crowd(
            connection,
            list(zip(places, sizes, strict=True)),
            at=MONDAY,
            timezone="Europe/Stockholm",
            holidays="SE",
            greeted_on=MONDAY.date(),
            known=True,
        )

    await written(database_url, fill)
    return places


async def plan(database_url: str, *, at: datetime = MONDAY, window: timedelta = timedelta(hours=7)) -> int:
    """One delivery to everybody who has a conversation with the bot; how many. All former ones are gone,
    but for those that are old."""

    def fill(connection: Connection) -> int:
        connection.execute(_FORGET)
        accounts = connection.execute(_REACHED).all()
        values = [
            {
                "key": f"pulse:{one.id}",
                "mark": f"{one.id:016x}",
                "workspace": one.workspace,
                "account": one.id,
                "dialogue": "pulse",
                "subject": "window",
                "message": QUESTION,
                "due_at": at,
                "expires_at": at + window,
            }
            for one in accounts
        ]
        connection.execute(insert(delivery), values)
        return len(values)

    planned = await written(database_url, fill)
    await analyse(database_url)
    return planned


async def clear(database_url: str) -> None:
    """Nothing is planned, and nothing ever was."""
    await written(database_url, lambda connection: connection.execute(delete(delivery)))


async def fall_due(database_url: str) -> Sequence[PersonId]:
    """Everybody is to be greeted now, and nothing has been planned yet; who they are."""

    def fill(connection: Connection) -> Sequence[PersonId]:
        connection.execute(delete(delivery))
        connection.execute(update(person).values(greeted_on=None))
        connection.execute(delete(schedule))
        people = connection.scalars(select(person.c.id).order_by(person.c.id)).all()
        rows = [{"occasion": Occasion.GREETING, "person": each, "next_due_at": MONDAY} for each in people]
        connection.execute(insert(schedule), rows)
        return [PersonId(each) for each in people]

    people = await written(database_url, fill)
    await analyse(database_url)
    return people


async def grow_old(database_url: str, count: int) -> None:
    """So many deliveries that were sent long ago, to the same people."""

    def fill(connection: Connection) -> None:
        first, people = connection.execute(select(func.min(account.c.id), func.count()).select_from(account)).one()
        values = {"count": count, "first": first, "people": people, "question": QUESTION}
        connection.execute(_OLD, values | {"at": MONDAY - timedelta(days=7)})

    await written(database_url, fill)
    await analyse(database_url)


async def states(database_url: str) -> Mapping[str, int]:
    """How many deliveries there are in each state, the old ones left out."""
    query = select(delivery.c.state, func.count()).where(delivery.c.subject == "window").group_by(delivery.c.state)
    return await written(database_url, lambda connection: {row[0]: row[1] for row in connection.execute(query)})


async def analyse(database_url: str) -> None:
    """As PostgreSQL's own housekeeping does within a minute."""
    if database_url.startswith("postgresql"):
        await written(database_url, lambda connection: connection.execute(text("ANALYZE")))


async def written(database_url: str, work: Callable[[Connection], T]) -> T:
    """What `work` returns, committed, however long it takes."""
    database = Database.open(database_url, patient=True)
    try:
        return await database.write(work)
    finally:
        await database.close()


_REACHED = select(account.c.id, account.c.workspace).where(account.c.channel.is_not(None)).order_by(account.c.id)
_FORGET = delete(delivery).where(delivery.c.subject != "old")
_OLD = text("""
    INSERT INTO delivery ("key", mark, workspace, account, dialogue, subject, message, due_at, expires_at, state,
        attempts, intent_at, ended_at, ref)
    WITH RECURSIVE number(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM number WHERE n + 1 < :count)
    SELECT 'old:' || CAST(n AS TEXT), 'old' || CAST(n AS TEXT), account.workspace, account.id, 'pulse', 'old',
        :question, :at, :at, 'sent', 1, :at, :at, '1.0'
    FROM number JOIN account ON account.id = :first + n % :people
""").bindparams(bindparam("at", type_=Instant), question=QUESTION)
