"""The playground as one of our chat platforms."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from aiohttp import web

from adapters.playground import place
from adapters.playground.bell import Bell
from adapters.playground.conversation import Conversation
from adapters.playground.gallery import galleries
from adapters.playground.guard import refuse_unless_loopback
from adapters.playground.page import Indoors, Page
from adapters.playground.people import profile
from adapters.playground.store import Store
from adapters.playground.view import Views
from adapters.playground.world import World
from adapters.port import (
    Absent,
    Capabilities,
    Channel,
    ChatError,
    Delivered,
    Delivery,
    Finding,
    Found,
    Heard,
    Inbox,
    Refused,
    Unknown,
)
from dialogues.address import Address, Platform, Profile, Workspace
from dialogues.audience import Readers
from dialogues.language import Language
from dialogues.message import Message
from dialogues.person import TeamId

__all__ = ["Playground", "refuse_unless_loopback"]

PLATFORM = Platform("playground")
WORKSPACE = Workspace(platform=PLATFORM, key="playground")

CAPABILITIES = Capabilities(
    rate=100,
    interval=timedelta(0),
    lookup=timedelta(0),
    readers=timedelta(0),
    text=20_000,
    blocks=500,
    choices=100,
    forms=True,
    charts=True,
    ephemeral=True,
)


class Playground:
    """A chat platform of our own on this machine, with its chats in the file `store`. Implements `adapters.port.Chat`.

    Whoever serves its routes asks `refuse_unless_loopback` first. Its gallery speaks `languages`, by their codes.
    """

    workspace = WORKSPACE
    capabilities = CAPABILITIES

    def __init__(self, *, world: World, store: Path, languages: Mapping[str, Language]) -> None:
        self._world = world
        self._languages = languages
        self._path = store
        self._bell = Bell()
        self._page = Page(bell=self._bell)
        self._store: Store | None = None

    def routes(self) -> Sequence[web.RouteDef]:
        """The page's own."""
        return self._page.routes()

    async def start(self, inbox: Inbox) -> None:
        """Open the store, go on from the time that it was there, and begin to answer the page's requests.

        Raises ChatError where the file cannot be used.
        """
        try:
            self._store = store = await Store.open(self._path)
        except (OSError, sqlite3.Error) as error:
            raise ChatError(f"The playground cannot keep its chats in {self._path}: {error}") from error
        if latest := await store.time():
            self._world.resume(latest)
        world, bell = self._world, self._bell
        conversation = Conversation(inbox=inbox, workspace=WORKSPACE, world=world, store=store, bell=bell)
        views = Views(world=world, store=store, bell=bell)
        self._page.open(Indoors(conversation=conversation, views=views, galleries=galleries(self._languages)))

    def tasks(self) -> Sequence[asyncio.Future[Any]]:
        return ()

    async def stop(self) -> None:
        """Let the open pages go and finish what was begun."""
        await self._page.close()
        if self._store is not None:
            await self._store.close()
            self._store = None

    async def send(self, *, to: Address, message: Message[str], key: str) -> Delivery:
        """Put the message where it belongs and tell the open pages."""
        here = await self._place(to)
        if here is None:
            return Refused(scope="account", reason="user_not_found" if to.user else "channel_not_found")
        id = await self._opened.add(mark=_mark(here, key), place=here, message=message, at=self._world.now())
        self._bell.ring()
        return _delivered(id, to, here)

    async def find(self, *, to: Address, key: str, around: datetime) -> Found:
        """Look into the store."""
        here = await self._place(to)
        id = await self._opened.id(mark=_mark(here, key)) if here is not None else None
        return _delivered(id, to, here) if id is not None else Absent()

    async def readers(self, *, of: Address) -> Heard:
        """Those who have its room."""
        rooms = {place.channel(room): room for room in await self._world.rooms()}
        room = rooms.get(of.channel or "")
        return Readers(users=frozenset(room.members)) if room else Unknown(reason="channel_not_found")

    async def people(self) -> AsyncIterator[Profile]:
        """The residents, each with the language that they have chosen here."""
        locales = await self._opened.locales()
        for resident in await self._world.residents():
            yield profile(resident, WORKSPACE, locales)

    async def channels(self) -> Sequence[Channel]:
        """One for each room."""
        return [
            Channel(team=TeamId(room.key), address=Address(workspace=WORKSPACE, channel=place.channel(room)))
            for room in await self._world.rooms()
        ]

    async def findings(self) -> Sequence[Finding]:
        """Whether the chats can be kept."""
        if self._store is None:
            return [Finding(what="playground", well=False, detail="It has not been started: run `make run`")]
        return [Finding(what="playground", well=True, detail=f"Its chats are kept in {self._path.name}")]

    async def _place(self, to: Address) -> str | None:
        if to.user is not None:
            known = any(resident.user == to.user for resident in await self._world.residents())
            return place.chat(to.user) if known else None
        return to.channel if to.channel in {place.channel(room) for room in await self._world.rooms()} else None

    @property
    def _opened(self) -> Store:
        if self._store is None:
            raise ChatError("The playground has not been started")
        return self._store


def _mark(place: str | None, key: str) -> str:
    return f"{place}/{key}"


def _delivered(id: int, to: Address, place: str | None) -> Delivered:
    return Delivered(ref=str(id), address=Address(workspace=WORKSPACE, user=to.user, channel=place))
