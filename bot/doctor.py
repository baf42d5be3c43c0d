"""Looks at a whole installation and says what is well and what is not, in words that one can act on."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from contextlib import AbstractAsyncContextManager
from urllib.parse import urlsplit

from adapters.port import Finding
from bot.settings import Settings, SettingsError
from storage.port import Storage, StorageError

#: Opens the storage as it is, and changes nothing in it.
Opened = Callable[[Settings], AbstractAsyncContextManager[Storage]]
#: Asks the connected platforms.
Platforms = Callable[[Settings], Awaitable[Sequence[Finding]]]
#: Asks them who reads the teams' channels.
Channels = Callable[[Settings, Storage], AsyncIterator[Finding]]


async def examine(
    settings: Settings, *, opened: Opened, platforms: Platforms, channels: Channels
) -> AsyncIterator[Finding]:
    """Every finding, as soon as it is made. What is broken keeps nothing else from being looked at."""
    yield Finding(what="Settings", well=True, detail=_summary(settings))
    try:
        async with opened(settings) as storage:
            async for finding in _in_storage(storage):
                yield finding
            if await _is_set_up(storage):
                async for finding in channels(settings, storage):
                    yield finding
    except StorageError as error:
        yield Finding(what="Database", well=False, detail=str(error))
    for finding in await platforms(settings):
        yield finding


def unusable(error: SettingsError) -> Sequence[Finding]:
    """What there is to say when the settings cannot even be read."""
    return [Finding(what="Settings", well=False, detail=problem) for problem in error.problems]


def line(finding: Finding) -> str:
    """One line for a terminal, whatever a name in it tries."""
    text = f"{'✓' if finding.well else '✗'} {finding.what}: {finding.detail}"
    return "".join(each if each.isprintable() else "�" for each in text)


def _summary(settings: Settings) -> str:
    database = urlsplit(settings.database)
    server = database.hostname or "a local socket"
    kept = f"the file {database.path[1:]}" if database.scheme == "sqlite" else f"PostgreSQL at {server}"
    who = " and ".join(_platforms(settings)) or "the playground"
    return f"{who} on {settings.host} port {settings.port}, with its data in {kept}."


def _platforms(settings: Settings) -> Iterator[str]:
    if settings.slack:
        yield "Slack in Socket Mode" if settings.slack.app_token else "Slack over HTTP"
    if settings.teams:
        yield "Teams" if settings.teams.app_id else "Teams in development"


async def _in_storage(storage: Storage) -> AsyncIterator[Finding]:
    current, newest = await storage.revisions()
    yield Finding(what="Database", well=True, detail="It answers.")
    yield _migrations(current, newest)
    if current == newest:
        organisation = await _organisation(storage)
        yield organisation
        if organisation.well:
            async for finding in _reach(storage):
                yield finding
        yield await _deliveries(storage)


async def _is_set_up(storage: Storage) -> bool:
    current, newest = await storage.revisions()
    return current == newest and await storage.blueprint() is not None


def _migrations(current: str | None, newest: str) -> Finding:
    if current == newest:
        return Finding(what="Migrations", well=True, detail=f"The tables are those of this version ({newest}).")
    found = f"at {current}" if current else "still without tables"
    detail = f"The database is {found}, and this version needs {newest}. Start the bot: `vardag run` brings it there."
    return Finding(what="Migrations", well=False, detail=detail)


async def _organisation(storage: Storage) -> Finding:
    blueprint = await storage.blueprint()
    if blueprint is None:
        return Finding(what="Organisation", well=False, detail="There is none. Import it: `vardag org import FILE`.")
    counts = f"teams {len(blueprint.teams)}, people {len(blueprint.people)}, goals {len(blueprint.goals)}"
    return Finding(what="Organisation", well=True, detail=f"{blueprint.organisation.name}: {counts}.")


async def _reach(storage: Storage) -> AsyncIterator[Finding]:
    unreached = await storage.unreached()
    if not unreached:
        yield Finding(what="People", well=True, detail="Everybody can be reached.")
    for each in unreached:
        mend = (
            "Correct the e-mail address in the organisation file or add the id of the account, and import it again; on "
            "Teams, they must have the app."
            if each.reason == "no account"
            else "That is the platform's word. They are back as soon as they write to the bot, or add it again."
        )
        detail = f"{each.name} <{each.email}> cannot be reached: {each.reason}. {mend}"
        yield Finding(what="People", well=False, detail=detail)


async def _deliveries(storage: Storage) -> Finding:
    queue = await storage.queue()
    doubtful = queue.get("unknown", 0)
    if not doubtful:
        # How many have been sent would tell how many have been reminded, and so how many had not answered (R4).
        detail = "Messages have gone out, and none is in doubt." if queue.get("sent") else "None has gone out yet."
        return Finding(what="Deliveries", well=True, detail=detail)
    detail = f"The {doubtful} unknown may have arrived or not, and are not sent again; the log says why."
    return Finding(what="Deliveries", well=False, detail=detail)
