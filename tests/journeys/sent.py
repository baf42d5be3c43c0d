"""What was sent in some weeks, to whom and when, and what there is to judge it by."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time

from sqlalchemy import Connection, select

from storage.tables.people import account, person
from storage.tables.sending import delivery
from tests.journeys.rhythm_people import EVERYBODY, Member, Season
from tests.storage.dump import within

#: What their readers have asked for.
ASKED_FOR = ("pulse.snoozed", "n.before")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """A message that went out `at` (UTC) to the `member`. `mark` is what Slack was told of it."""

    member: Member
    kind: str
    key: str
    subject: str
    mark: str
    at: datetime

    @property
    def local(self) -> datetime:
        return self.at.astimezone(self.member.zone)

    @property
    def budget(self) -> str | None:
        """What it counts against: to those who lead, three a week beside their own."""
        if self.kind in ASKED_FOR:
            return None
        return "lead" if self.kind.startswith("lead.") or self.kind == "n.transl" else "person"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tap:
    """Somebody put a question off."""

    member: Member
    button: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """What there is to judge: what was `sent`, in order, each person's minute, what was put off, and the spans in which
    Vardag could send nothing."""

    season: Season
    sent: Sequence[Sent]
    minutes: dict[str, time]
    taps: Sequence[Tap] = ()
    dark: Sequence[tuple[datetime, datetime]] = ()

    def to(self, member: Member) -> list[Sent]:
        return [each for each in self.sent if each.member is member]


async def read(database_url: str) -> list[Sent]:
    """Everything that was sent, in order."""

    def look(connection: Connection) -> list[Sent]:
        rows = connection.execute(
            select(delivery, person.c.name)
            .select_from(delivery.join(account, account.c.id == delivery.c.account).join(person))
            .where(delivery.c.state == "sent")
            .order_by(delivery.c.intent_at, delivery.c.id)
        ).all()
        return [
            Sent(
                member=EVERYBODY[row.name.lower()],
                kind=row.kind,
                key=row.key,
                subject=row.subject,
                mark=row.mark,
                at=row.intent_at,
            )
            for row in rows
        ]

    return await within(database_url, look)


async def states(database_url: str) -> Counter[str]:
    """How many deliveries there are in each state."""
    rows = await within(database_url, lambda connection: connection.execute(select(delivery.c.state)).all())
    return Counter(row.state for row in rows)
