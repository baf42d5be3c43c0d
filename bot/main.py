"""Puts the bot together: the only module that knows which platforms and which database there are."""

import asyncio
import secrets
import signal
import sys
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, nullcontext
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

from adapters.calendar.feeds import PublishedFeeds
from adapters.calendar.fetch import Fetcher
from adapters.playground.chat import PLATFORM as PLAYGROUND
from adapters.playground.chat import Playground, refuse_unless_loopback
from adapters.playground.world import Resident, Room, residents_of, rooms_of
from adapters.port import Chat, ChatError, Finding
from adapters.slack import manifest
from adapters.slack.chat import Slack
from adapters.slack.form import modal
from adapters.slack.render import posted
from bot import audience
from bot.catalogues import read_languages
from bot.clock import Clock, ShiftedClock, StillClock, SystemClock
from bot.engine import Engine
from bot.health import Health
from bot.loops import Loops
from bot.metrics import Metrics
from bot.organisation.example import example
from bot.rules import is_loopback
from bot.settings import DEVELOPMENT_TENANT, Settings, SlackSettings, TeamsSettings
from bot.supervision import Supervisor, bound_the_end
from bot.tick import describe, explain
from bot.timeline import Timeline
from bot.web import application, serve
from dialogues.address import Platform
from dialogues.blueprint.entries import Blueprint
from dialogues.digest.contents import NAME as DIGEST
from dialogues.form import Form
from dialogues.message import Message
from migrations.runner import upgrade
from storage.port import Storage, StorageError
from storage.sql.store import SqlStorage
from storage.sqlite import alone


async def run(settings: Settings) -> int:
    """The bot, until it is asked to stop, also while it starts. Prints its address once it is ready.

    Where something of it has failed for good, it ends with 1 and a last word on the standard error. Raises
    StorageError, ChatError and WebError, each with a sentence for the operator.
    """
    supervisor = Supervisor()
    supervisor.over.add_done_callback(lambda _: bound_the_end())
    for each in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(each, supervisor.end)
    async with AsyncExitStack() as stack:
        starting = asyncio.create_task(_start(settings, stack, supervisor))
        first: list[asyncio.Future[Any]] = [starting, supervisor.over]
        await asyncio.wait(first, return_when=asyncio.FIRST_COMPLETED)
        if starting.done():
            await starting
        starting.cancel()
        await asyncio.wait([starting])
        reason = await supervisor.over
        if reason:
            print(f"Vardag ends: {reason}", file=sys.stderr, flush=True)  # noqa: T201
    return 1 if reason else 0


async def _start(settings: Settings, stack: AsyncExitStack, supervisor: Supervisor) -> None:
    metrics = Metrics()
    storage = await stack.enter_async_context(opened(settings, sends=True))
    engine, chats = await _compose(settings, storage, metrics)
    names = {type(chat).__name__.lower(): chat for chat in chats}
    health = Health(storage=storage, chats=names)
    app = application(routes=[each for chat in chats for each in chat.routes()], health=health, metrics=metrics)
    address = await stack.enter_async_context(serve(app, host=settings.host, port=settings.port))
    for name, chat in names.items():
        await stack.enter_async_context(_started(engine, chat))
        health.started(name)
    await engine.prune()
    await engine.measure()
    stack.push_async_callback(engine.close)
    loops = Loops(engine=engine, health=health, supervisor=supervisor)
    loops.start()
    stack.push_async_callback(loops.stop)
    supervisor.start(health=health, chats=chats)
    stack.push_async_callback(supervisor.stop)
    print(f"Vardag is ready: {address}", flush=True)  # noqa: T201


@asynccontextmanager
async def opened(settings: Settings, *, migrate: bool = True, sends: bool = False) -> AsyncIterator[Storage]:
    """The database, at today's migration unless it is to be left as it is. Raises StorageError.

    Of the processes that have it open, one that `sends` has a file for itself.
    """
    url = settings.database
    file = _file(url)
    if file and migrate:
        _make(file.parent)
    elif file and not file.exists():
        raise StorageError(f"There is no database {file} yet. Start the bot: `vardag run` makes it.")
    with alone(file) if file and sends else nullcontext():
        if migrate:
            await upgrade(url)
        storage = SqlStorage.open(url, ids=lambda: secrets.token_hex(8))
        try:
            yield storage
        finally:
            await storage.close()


async def tick(settings: Settings, *, at: datetime | None, dry_run: bool) -> Sequence[str]:
    """One pass as of `at`, or now: a line for everything that it did or, on a dry run, would do.

    A dry run says also why everybody else is told nothing. It changes nothing, asks no platform, and needs a database
    that is there. Raises StorageError and ChatError.
    """
    language = read_languages()["en"]
    clock = StillClock(at) if at else SystemClock()
    if dry_run:
        async with opened(settings, migrate=False) as storage:
            await _expect_today(storage)
            engine = _engine(settings, storage, Metrics(), clock)
            done = [each async for each in engine.planned(dry_run=True)]
            lines = [line for each in done for line in describe(each, language)] or ["Nothing is due."]
            return lines + [line async for line in explain(storage, done, clock.now())]
    async with opened(settings, sends=True) as storage:
        engine, chats = await _compose(settings, storage, Metrics(), clock=clock, listens=False)
        async with AsyncExitStack() as stack:
            stack.push_async_callback(engine.close)
            for chat in chats:
                await stack.enter_async_context(_started(engine, chat))
            if isinstance(clock, StillClock) and at:
                clock.move(at)  # a playground may have gone on from a later moment
            lines = [line async for each in engine.planned() for line in describe(each, language)]
            return [*lines, f"sent: {await engine.deliver()}"]


async def match(settings: Settings, storage: Storage) -> None:
    """Find the people of the organisation on the connected platforms. Raises ChatError and StorageError."""
    engine, chats = await _compose(settings, storage, Metrics(), listens=False)
    for chat in chats:
        async with _started(engine, chat):
            pass


async def findings(settings: Settings) -> Sequence[Finding]:
    """How the connections to the platforms are."""
    return [finding for chat in _real(settings, SystemClock(), listens=False) for finding in await chat.findings()]


async def channels(settings: Settings, storage: Storage) -> AsyncIterator[Finding]:
    """Of each team's channel whether its digest could go there now. Raises StorageError."""
    chats = {Platform(type(chat).__name__.lower()): chat for chat in _real(settings, SystemClock(), listens=False)}
    async for finding in audience.findings(storage, chats):
        yield finding


def slack_manifest(*, url: str, socket_mode: bool) -> Mapping[str, object]:
    """What Slack makes the app of."""
    return manifest.manifest(url=url, socket_mode=socket_mode)


def teams_packages(settings: Settings, *, url: str, version: str) -> Mapping[str, bytes]:
    """The app packages that a Teams administrator uploads, by file name. Raises ChatError where there is no app."""
    from adapters.teams.package import packages

    if settings.teams is None or not settings.teams.app_id:
        raise ChatError("Set VARDAG_TEAMS_APP_ID first: the package names the bot by it.")
    return packages(settings.teams.app_id, url=url, version=version)


def previewed(said: Message[str] | Form[str], *, platform: Literal["slack", "teams"]) -> Mapping[str, object]:
    """What the platform is given for a message that nobody asked for, or for a form."""
    if platform == "slack":
        return posted(said, charts=True) if isinstance(said, Message) else modal(said)
    from adapters.teams.form import sheet
    from adapters.teams.render import content

    return (content(said) if isinstance(said, Message) else sheet(said, {})).card


async def _compose(
    settings: Settings, storage: Storage, metrics: Metrics, *, clock: Clock | None = None, listens: bool = True
) -> tuple[Engine, Sequence[Chat]]:
    """The engine and the chats that the settings ask for; without ones that `listen`, nothing is taken in."""
    await _expect_its_own(settings, storage)
    if not settings.tried_out:
        clock = clock or SystemClock()
        return _engine(settings, storage, metrics, clock), _real(settings, clock, listens=listens)
    refuse_unless_loopback(settings.host)
    if await storage.blueprint() is None:
        await storage.adopt(blueprint=example(), at=(clock or SystemClock()).now())
    shifted = clock if isinstance(clock, StillClock) else ShiftedClock()
    engine = _engine(settings, storage, metrics, shifted)
    world = _World(clock=shifted, storage=storage, beat=engine.beat)
    return engine, [Playground(world=world, store=_chats(settings), languages=read_languages())]


def _engine(settings: Settings, storage: Storage, metrics: Metrics, clock: Clock) -> Engine:
    seal = settings.seal or b"playground"
    resent = frozenset({DIGEST}) if settings.resend_digests == "true" else frozenset[str]()
    return Engine(
        storage=storage,
        languages=read_languages(),
        metrics=metrics,
        clock=clock,
        seal=seal,
        resent=resent,
        feeds=PublishedFeeds(fetcher=Fetcher()),
    )


#: What a database is by those who are in it.
WHOSE = {
    PLAYGROUND: "has been a playground's",
    "development": "was tried out in development",
    "real": "has real people in it",
}


async def _expect_its_own(settings: Settings, storage: Storage) -> None:
    """Nothing that was tried out is ever shown to real people, nor they to it (R22). Raises StorageError."""
    ours = PLAYGROUND if settings.tried_out else "development" if settings.development == "true" else "real"
    for each in await storage.workspaces():
        tried = each.key == DEVELOPMENT_TENANT
        whose = PLAYGROUND if each.platform == PLAYGROUND else "development" if tried else "real"
        if whose != ours:
            raise StorageError(f"This database {WHOSE[whose]}. Set VARDAG_DATABASE_URL to another one.")


async def _expect_today(storage: Storage) -> None:
    current, newest = await storage.revisions()
    if current != newest:
        raise StorageError(
            "The database is not at today's migration. Start the bot once: `vardag run` brings it there."
        )


@asynccontextmanager
async def _started(engine: Engine, chat: Chat) -> AsyncIterator[None]:
    await chat.start(engine.turns)
    try:
        await engine.connect(chat)
        yield
    finally:
        await chat.stop()


def _real(settings: Settings, clock: Clock, *, listens: bool) -> Sequence[Chat]:
    """The chats that are connected."""
    chats: list[Chat] = []
    if settings.slack:
        chats.append(_slack(settings.slack, clock, listens=listens))
    if settings.teams:
        chats.append(_teams(settings.teams, clock, host=settings.host))
    return chats


def _slack(slack: SlackSettings, clock: Clock, *, listens: bool) -> Slack:
    return Slack(
        bot_token=slack.bot_token.get_secret_value(),
        signing_secret=slack.signing_secret.get_secret_value() if slack.signing_secret else None,
        app_token=slack.app_token.get_secret_value() if slack.app_token and listens else None,
        api_url=slack.api_url,
        clock=clock.now,
    )


def _teams(teams: TeamsSettings, clock: Clock, *, host: str) -> Chat:
    # Its SDK is large and slow to load: whoever has no Teams does without.
    from adapters.teams.chat import App, Teams
    from adapters.teams.login import Certificate, ManagedIdentity, Password, Proof

    proof: Proof | None = None
    if teams.app_id and teams.app_type == "managed-identity":
        proof = ManagedIdentity()
    elif teams.app_id and teams.app_type == "certificate" and teams.certificate:
        proof = Certificate(pem=teams.certificate.get_secret_value())
    elif teams.app_id and teams.app_password:
        proof = Password(secret=teams.app_password.get_secret_value())
    if proof is None and not is_loopback(host):
        raise ChatError("Teams would believe everybody, so it is heard on this machine alone: VARDAG_HOST=127.0.0.1.")
    app = App(
        id=teams.app_id,
        tenant=teams.tenant_id,
        proof=proof,
        metadata_url=teams.openid_metadata_url,
        login_url=teams.login_url,
        service=teams.service_url,
    )
    return Teams(app=app, clock=clock.now)


class _World(Timeline):
    """The organisation as the playground's residents and rooms. Implements `adapters.playground.world.World`."""

    async def residents(self) -> Sequence[Resident]:
        return residents_of(await self._blueprint())

    async def rooms(self) -> Sequence[Room]:
        return rooms_of(await self._blueprint())

    async def _blueprint(self) -> Blueprint:
        return await self._storage.blueprint() or example()


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StorageError(f"The folder of VARDAG_DATABASE_URL cannot be made: {error.strerror}.") from error


def _file(url: str) -> Path | None:
    """The file of a SQLite address."""
    return Path(url.removeprefix("sqlite:///")) if url.startswith("sqlite:") else None


def _chats(settings: Settings) -> Path:
    """Where the playground keeps its chats: beside the database."""
    file = _file(settings.database) or Path("var/vardag")
    return file.with_name(f"{file.stem}-chats.sqlite")
