"""What everybody has met in the last four weeks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from adapters.playground import place
from adapters.playground.people import language, zone
from adapters.playground.store import Line, Store
from adapters.playground.world import Resident, Room, World

FOUR_WEEKS = timedelta(weeks=4)


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """A message as it stands now, and the channel that it came in; None for the person's own chat."""

    line: Line
    room: Room | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Met:
    """Somebody, and what came to them, oldest first."""

    resident: Resident
    language: str
    zone: ZoneInfo
    arrivals: Sequence[Arrival]


def beginning(now: datetime, zone: ZoneInfo) -> datetime:
    """Midnight before the day in `zone` that was four weeks ago at `now`."""
    return datetime.combine((now - FOUR_WEEKS).astimezone(zone).date(), time(0), zone)


async def met(*, world: World, store: Store, since: datetime) -> Sequence[Met]:
    """What the bot has sent to everybody since then by itself: no answers to what they did."""
    rooms = await world.rooms()
    locales = await store.locales()
    lines = await store.sent(since=since)
    found = []
    for resident in await world.residents():
        where: dict[str, Room | None] = {place.chat(resident.user): None}
        where |= {place.channel(room): room for room in place.rooms_of(resident, rooms)}
        found.append(
            Met(
                resident=resident,
                language=language(locales.get(resident.user, resident.locale)),
                zone=zone(resident),
                arrivals=[Arrival(line=each, room=where[each.place]) for each in lines if each.place in where],
            )
        )
    return found
