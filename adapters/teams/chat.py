"""Teams as one of our chat platforms."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from aiohttp import web

from adapters.call import CallError
from adapters.errands import Errands
from adapters.port import Capabilities, Channel, ChatError, Delivery, Finding, Found, Heard, Inbox, Unknown
from adapters.teams.doctor import findings, refused, unread
from adapters.teams.door import Door
from adapters.teams.keys import Keys, KeysError
from adapters.teams.limits import (
    BETWEEN_MESSAGES,
    BETWEEN_READERS,
    BUTTONS_PER_ROW,
    ELEMENTS,
    MESSAGES_PER_SECOND,
    TEXT,
)
from adapters.teams.listen import Listener
from adapters.teams.login import Login, Proof
from adapters.teams.place import Place
from adapters.teams.readers import readers
from adapters.teams.receive import Receiver
from adapters.teams.render import content
from adapters.teams.reply import Replier
from adapters.teams.roster import Roster
from adapters.teams.sdk import THREADS, Connector, Verifier
from adapters.teams.send import send
from dialogues.address import Address, Platform, Profile, Workspace
from dialogues.message import Message

PLATFORM = Platform("teams")

CAPABILITIES = Capabilities(
    rate=MESSAGES_PER_SECOND,
    interval=timedelta(seconds=BETWEEN_MESSAGES),
    lookup=None,
    readers=timedelta(seconds=BETWEEN_READERS),
    text=TEXT,
    blocks=ELEMENTS,
    choices=BUTTONS_PER_ROW,
    forms=True,
    charts=True,
    ephemeral=False,
)

#: Seconds.
FAREWELL = 5.0


@dataclass(frozen=True, slots=True, kw_only=True)
class App:
    """The bot's registration in its tenant, and where Microsoft is.

    `proof` None: it has none, and everybody is let in: for development on this machine alone. `service` is where
    somebody is written to who has never been heard of.
    """

    id: str
    tenant: str
    proof: Proof | None
    metadata_url: str
    login_url: str
    service: str


class Teams:
    """One Teams tenant. Implements `adapters.port.Chat`."""

    def __init__(self, *, app: App, clock: Callable[[], datetime]) -> None:
        self.workspace = Workspace(platform=PLATFORM, key=app.tenant)
        self._app = app
        self._clock = clock
        self._keys = Keys(app.metadata_url)
        # What blocks may take long, and must not keep the database waiting for a thread. One is the login's.
        self._threads = ThreadPoolExecutor(THREADS + 1, thread_name_prefix="teams")
        self._login = self._known_as(app.proof) if app.proof else None
        self._connector = Connector(app_id=app.id, login=self._login, clock=clock, threads=self._threads)
        self._door = Door(verifier=Verifier(app_id=app.id, keys=self._keys) if self._login else None)
        self._errands = Errands()
        self._roster = Roster(connector=self._connector)

    @property
    def capabilities(self) -> Capabilities:
        return CAPABILITIES

    def routes(self) -> Sequence[web.RouteDef]:
        return (web.post("/api/messages", self._door.enter),)

    async def start(self, inbox: Inbox) -> None:
        if self._login:
            try:
                await self._keys.read()
                await self._login.refresh()
            except KeysError as failure:
                raise ChatError(unread(failure, self._keys.url)) from None
            except CallError as failure:
                raise ChatError(refused(failure)) from None
        listener = Listener(
            receiver=Receiver(workspace=self.workspace, app_id=self._app.id),
            inbox=inbox,
            roster=self._roster,
            replier=Replier(connector=self._connector, errands=self._errands),
            clock=self._clock,
        )
        self._door.open(listener)

    def tasks(self) -> Sequence[asyncio.Future[Any]]:
        return ()

    async def stop(self) -> None:
        self._door.close()
        await self._roster.close()
        await self._errands.finish(within=FAREWELL)
        self._connector.close()
        self._threads.shutdown(wait=False, cancel_futures=True)

    async def send(self, *, to: Address, message: Message[str], key: str) -> Delivery:
        """See `adapters.port.Chat`. Teams takes no `key`: what is in doubt cannot be looked for."""
        return await send(self._connector, content(message), to=to, place=self._place(to))

    async def find(self, *, to: Address, key: str, around: datetime) -> Found:
        return Unknown(reason="Teams cannot be asked")

    async def readers(self, *, of: Address) -> Heard:
        place = self._place(of)
        return await readers(self._connector, service=place.service, team=place.conversation, bot=place.bot)

    async def people(self) -> AsyncIterator[Profile]:
        """Nobody: a bot for single persons is told of each as they appear."""
        nobody: tuple[Profile, ...] = ()
        for each in nobody:
            yield each

    async def channels(self) -> Sequence[Channel]:
        return ()

    async def findings(self) -> Sequence[Finding]:
        if not self._login:
            return (
                Finding(what="Teams", well=True, detail="It runs for development: nobody has to show who they are."),
            )
        return [finding async for finding in findings(self._keys, self._login, self._clock())]

    def _place(self, address: Address) -> Place:
        return Place.of(address, service=self._app.service, bot=f"28:{self._app.id}")

    def _known_as(self, proof: Proof) -> Login:
        return Login(
            app_id=self._app.id,
            tenant=self._app.tenant,
            proof=proof,
            url=self._app.login_url,
            clock=self._clock,
            threads=self._threads,
        )
