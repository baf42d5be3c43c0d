"""What each page shows."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from adapters.playground import place
from adapters.playground.bell import Bell
from adapters.playground.people import language, zone
from adapters.playground.render import segment
from adapters.playground.store import Line, OpenForm, Store
from adapters.playground.weeks import Met, met
from adapters.playground.world import Resident, Room, World


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbour:
    """Somebody one can be, with how much waits for them."""

    resident: Resident
    path: str
    unread: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A team's people, those who lead another team first."""

    team: str
    people: Sequence[Neighbour]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tab:
    """One of a person's places. `room` is there for a channel; `kind` names the others."""

    kind: str
    place: str
    path: str
    room: Room | None = None
    unread: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Town:
    """What stands around every page."""

    now: datetime
    planned: bool
    groups: Sequence[Group]
    since: int

    @property
    def unread(self) -> int:
        return sum(each.unread for each in self._everyone)

    @property
    def starts(self) -> Sequence[Neighbour]:
        """Good people to begin as: somebody in a team that is led, and who leads it."""
        lead = next((each for each in self._everyone if each.resident.leads), None)
        teams = lead.resident.leads if lead else [group.team for group in self.groups]
        member = next((each for each in self._everyone if each.resident.team in teams), None)
        return [each for each in (member, lead) if each is not None]

    @property
    def zone(self) -> ZoneInfo:
        """Where people are, more or less."""
        return zone(next((each.resident for each in self.starts), None))

    @property
    def _everyone(self) -> Iterator[Neighbour]:
        return (each for group in self.groups for each in group.people)


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """Somebody in one of their places."""

    resident: Resident
    language: str
    tabs: Sequence[Tab]
    tab: Tab
    lines: Sequence[Line]
    form: OpenForm | None

    @property
    def path(self) -> str:
        """The address of their chat, under which their other places are."""
        return path(self.resident.user)


class Views:
    """Gathers what is shown."""

    def __init__(self, *, world: World, store: Store, bell: Bell) -> None:
        self._world = world
        self._store = store
        self._bell = bell

    async def resident(self, user: str) -> Resident | None:
        return next((each for each in await self._world.residents() if each.user == user), None)

    async def language(self, resident: Resident) -> str:
        """The language of somebody's chat client."""
        return language((await self._store.locales()).get(resident.user, resident.locale))

    async def town(self) -> Town:
        # Before anything is read: what changes from now on is announced.
        since = self._bell.count
        residents = await self._world.residents()
        unread = await self._store.unread(places=[(each.user, place.chat(each.user)) for each in residents])
        return Town(
            now=self._world.now(),
            planned=await self._world.next_at() is not None,
            groups=tuple(_groups(residents, unread)),
            since=since,
        )

    async def met(self, since: datetime) -> Sequence[Met]:
        """What the bot has sent to everybody since then."""
        return await met(world=self._world, store=self._store, since=since)

    async def visit(self, resident: Resident, kind: str, room: str | None = None) -> Visit | None:
        """Somebody in their chat, on the bot's own page (`home`) or in a `channel`, which they have thereby read.

        None where the channel is not theirs.
        """
        places = await self.tabs(resident)
        tab = next((each for each in places if each.kind == kind and (each.room and each.room.key) == room), None)
        if tab is None:
            return None
        lines = await self._store.lines(place=tab.place, reader=resident.user)
        await self._store.see(user=resident.user, place=tab.place)
        return Visit(
            resident=resident,
            language=await self.language(resident),
            tabs=[replace(each, unread=0) if each is tab else each for each in places],
            tab=tab,
            lines=lines,
            form=await self._store.form(user=resident.user),
        )

    async def tabs(self, resident: Resident) -> Sequence[Tab]:
        """The places that somebody can go to."""
        rooms = place.rooms_of(resident, await self._world.rooms())
        user, own = resident.user, path(resident.user)
        tabs = (
            Tab(kind="chat", place=place.chat(user), path=own),
            *(_channel(own, room) for room in rooms),
            Tab(kind="home", place=place.home(user), path=f"{own}/home"),
        )
        unread = await self._store.unread(places=[(user, tab.place) for tab in tabs if tab.kind != "home"])
        return [replace(tab, unread=unread.get((user, tab.place), 0)) for tab in tabs]


def path(user: str) -> str:
    """The address of somebody's chat."""
    return f"/as/{segment(user)}"


def _channel(own: str, room: Room) -> Tab:
    return Tab(kind="channel", place=place.channel(room), path=f"{own}/channel/{segment(room.key)}", room=room)


def _groups(residents: Sequence[Resident], unread: Mapping[tuple[str, str], int]) -> Iterator[Group]:
    for team in dict.fromkeys(each.team for each in residents):
        people = sorted((each for each in residents if each.team == team), key=lambda each: not each.leads)
        yield Group(
            team=team,
            people=[
                Neighbour(resident=each, path=path(each.user), unread=unread.get((each.user, place.chat(each.user)), 0))
                for each in people
            ],
        )
