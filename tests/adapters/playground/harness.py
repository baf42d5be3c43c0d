"""The playground as people use it without scripts, for the contract suite and the journeys: forms, redirects, HTML."""

import tempfile
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path
from urllib.parse import quote, urlencode

import aiohttp
from aiohttp import web

from adapters.playground.chat import WORKSPACE, Playground
from adapters.playground.place import channel
from adapters.playground.world import World
from adapters.port import Chat, Inbox
from bot.catalogues import read_languages
from dialogues.address import AccountKey, Address, Profile
from tests.adapters.harness import Shown, ShownForm
from tests.adapters.playground.dom import Element, parse
from tests.adapters.playground.town import Town
from tests.adapters.serving import serving


def person(user: str, name: str, **more: str) -> Profile:
    return Profile(key=AccountKey(workspace=WORKSPACE, user=user), name=name, email=f"{user}@example.com", **more)  # type: ignore[arg-type]


PEOPLE = (
    person("anna", "Anna", locale="sv", timezone="Europe/Stockholm"),
    person("bo", "Bo", locale="en", timezone="Europe/London"),
    person("åsa/<b>&?#%", "Åsa"),
)


@asynccontextmanager
async def playground_harness(
    inbox: Inbox,
    clock: Callable[[], datetime],
    people: Sequence[Profile] = PEOPLE,
    *,
    world: World | None = None,
    store: Path | None = None,
) -> AsyncIterator["PlaygroundHarness"]:
    """A playground that serves on the loopback, for `people`, or for whoever lives in `world`."""
    world = world or Town.of(people, clock)
    with tempfile.TemporaryDirectory() as directory:
        store = store or Path(directory) / "playground.sqlite"
        chat = Playground(world=world, store=store, languages=read_languages())
        app = web.Application()
        app.add_routes(chat.routes())
        async with serving(app) as address, aiohttp.ClientSession(address) as session:
            await chat.start(inbox)
            try:
                # What the platform tells of itself, so that names and languages are those of its own people.
                known = [profile async for profile in chat.people()]
                yield PlaygroundHarness(
                    chat=chat, address=address, session=session, people=known, world=world, store=store
                )
            finally:
                await chat.stop()


class PlaygroundHarness:
    """Implements `tests.adapters.harness.Harness`."""

    def __init__(
        self,
        *,
        chat: Playground,
        address: str,
        session: aiohttp.ClientSession,
        people: Sequence[Profile],
        world: World,
        store: Path,
    ) -> None:
        self._world = world
        #: The file in which its chats stand.
        self.store = store
        self.chat: Chat = chat
        self.address = address
        self.session = session
        self._people = people
        self._sent: tuple[str, bytes] = ("", b"")

    def users(self) -> Sequence[Profile]:
        return self._people

    async def appears(self, user: str) -> None:
        """Everybody is listed."""

    async def says(self, user: str, text: str) -> None:
        page = await self.look(path(user))
        await self._send(page.the("form.write"), {"text": text})

    async def commands(self, user: str, words: str) -> Shown | None:
        before = await self.private(user)
        await self.says(user, f"/goal {words}")
        after = await self.private(user)
        return after[-1] if len(after) > len(before) else None

    async def opens(self, user: str) -> Shown | None:
        page = await self.look(f"{path(user)}/home")
        lines = page.all("li.line")
        return read(lines[-1]) if lines else None

    async def taps(self, user: str, button: str) -> Shown | None:
        page, line, tapped = await self._find(user, button)
        await self._send(tapped.within("form"), {"token": tapped["value"]})
        fresh = await self.look(page)
        return next((read(each) for each in fresh.all("li.line") if each["id"] == line["id"]), None)

    async def answered(self, user: str, button: str, *, address: str) -> tuple[int, str]:
        """Tap a button where the playground is heard at another address: the status and the page."""
        _, _, tapped = await self._find(user, button)
        form = tapped.within("form")
        hidden = {each["name"]: each["value"] for each in form.all("input") if each.get("type") == "hidden"}
        values = urlencode({**hidden, "token": tapped["value"]})
        async with self.session.post(f"{address}{form['action']}", data=values, headers=FORM) as response:
            return response.status, await response.text()

    async def form(self, user: str) -> ShownForm | None:
        dialogs = (await self.look(path(user))).all("dialog")
        if not dialogs:
            return None
        (dialog,) = dialogs
        fields = entries(dialog.the("form"))
        return ShownForm(
            title=dialog.the("h2").text,
            labels={field["data-name"]: label(field).text for field in fields},
            values={field["data-name"]: value(field) for field in fields},
        )

    async def submits(self, user: str, values: Mapping[str, str]) -> Mapping[str, str]:
        form = (await self.look(path(user))).the("dialog").the("form")
        entered = {control(each)["name"]: values.get(each["data-name"], "") for each in entries(form)}
        kept = {control(each)["name"]: value(each) for each in entries(form)}
        given = {name: value for name, value in entered.items() if name.removeprefix("field.") in values}
        await self._send(form, {**kept, **given})
        dialogs = (await self.look(path(user))).all("dialog")
        if not dialogs:
            return {}
        wrong = [field for field in entries(dialogs[0].the("form")) if "wrong" in field.classes]
        return {field["data-name"]: field.the("p.error").text for field in wrong}

    async def inbox(self, user: str) -> Sequence[Shown]:
        page = await self.look(path(user))
        return [read(line) for line in page.all("li.bot") if "private" not in line.classes]

    async def private(self, user: str) -> Sequence[Shown]:
        lines = [line for place in await self._places(user) for line in (await self.look(place)).all("li.bot")]
        return [read(line) for line in lines if "private" in line.classes]

    async def gather(self, key: str, users: Sequence[str]) -> Address:
        assert isinstance(self._world, Town)
        room = self._world.gather(key, users)
        return Address(workspace=WORKSPACE, channel=channel(room))

    async def channel(self, key: str) -> Sequence[Shown] | None:
        for profile in self._people:
            place = f"{path(profile.key.user)}/channel/{quote(key, safe='')}"
            if place in await self._places(profile.key.user):
                return [read(line) for line in (await self.look(place)).all("li.bot") if "private" not in line.classes]
        return None

    async def repeats(self) -> int:
        target, body = self._sent
        async with self.session.post(target, data=body, headers=FORM) as response:
            return response.status

    async def look(self, path: str) -> Element:
        """A page, as the browser has it."""
        return parse(await self.source(path))

    async def source(self, path: str) -> str:
        """The page's HTML."""
        async with self.session.get(path, headers={"Vardag-Refresh": "1"} if "/home" not in path else {}) as response:
            assert response.status == 200, f"{path}: {response.status}"
            return await response.text()

    async def pages(self, user: str) -> Sequence[str]:
        """The HTML of everything that somebody can open: their chat, their channels and the bot's own page."""
        return [await self.source(each) for each in (*await self._places(user), f"{path(user)}/home")]

    async def _send(self, form: Element, values: Mapping[str, str]) -> int:
        hidden = {each["name"]: each["value"] for each in form.all("input") if each.get("type") == "hidden"}
        # As browsers do.
        lines = {name: value.replace("\n", "\r\n") for name, value in {**hidden, **values}.items()}
        self._sent = (form["action"], urlencode(lines).encode())
        return await self.repeats()

    async def _places(self, user: str) -> Sequence[str]:
        """Their chat and channels."""
        tabs = (await self.look(path(user))).the("nav.tabs").all("a")
        return [tab["href"] for tab in tabs if not tab["href"].endswith("/home")]

    async def _find(self, user: str, label: str) -> tuple[str, Element, Element]:
        for place in await self._places(user):
            for line in reversed((await self.look(place)).all("li.bot")):
                for button in line.all("button"):
                    if button.text == label:
                        return place, line, button
        raise AssertionError(f"{user} sees no button {label!r}")


FORM = {"Content-Type": "application/x-www-form-urlencoded"}


def path(user: str) -> str:
    """The address of somebody's chat."""
    return f"/as/{quote(user, safe='@')}"


def entries(form: Element) -> list[Element]:
    """The fields of a form, in order."""
    return [each for each in form.children if "field" in each.classes]


def label(field: Element) -> Element:
    """What a field is called."""
    return next(each for tag in ("legend", "label") for each in field.all(tag))


def control(field: Element) -> Element:
    """What one types or chooses in: of several to choose from, the one that is chosen, or the first."""
    controls = [each for tag in ("select", "textarea", "input") for each in field.all(tag)]
    return next((each for each in controls if each.get("checked") is not None), controls[0])


def value(field: Element) -> str:
    """What stands in a field, or is chosen."""
    chosen = control(field)
    return "" if chosen.get("type") == "radio" and chosen.get("checked") is None else chosen.value


def read(line: Element) -> Shown:
    """A message as a person reads it."""
    lines: list[str] = []
    for block in line.the("div.card").children:
        match block.tag:
            case "ul":
                lines.extend(f"• {item.text}" for item in block.all("li"))
            case "ol":
                lines.extend(f"{number}. {item.text}" for number, item in enumerate(block.all("li"), 1))
            case "dl":
                lines.extend(f"{each.the('dt').text}: {each.the('dd').text}" for each in block.all("div"))
            case "figure":
                assert block.the("desc").text == block.the("p.alternative").text
                lines.append(block.the("desc").text)
            case "form":
                pass
            case _:
                lines.append(block.text)
    buttons = tuple(button.text for button in line.the("div.card").all("button"))
    return Shown(lines=tuple(lines), buttons=buttons)
