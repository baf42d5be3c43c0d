"""Teams as people use it, for the contract suite and the journeys."""

from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any

from aiohttp import web

from adapters.port import Answer, Chat, Inbox
from adapters.teams.chat import App, Teams
from adapters.teams.login import Password
from dialogues.address import AccountKey, Address, Platform, Profile, Workspace
from tests.adapters.harness import Shown, ShownForm
from tests.adapters.inbox import Watch
from tests.adapters.serving import serving
from tests.adapters.teams.cards import faults_of_card
from tests.adapters.teams.fake import CARD, FakeTeams, Heard, Posted
from tests.adapters.teams.signing import APP_ID, PASSWORD, TENANT

WORKSPACE = Workspace(platform=Platform("teams"), key=TENANT)


def person(user: str, name: str, **more: Any) -> Profile:
    return Profile(key=AccountKey(workspace=WORKSPACE, user=user), name=name, **more)


PEOPLE = (
    person("aad-anna", "Anna", email="anna@example.com", locale="sv", timezone="Europe/Stockholm"),
    person("aad-bo", "Bo", email="bo@example.com", locale="en", timezone="Europe/London"),
    person("aad-gone", "Gone", email="gone@example.com", active=False),
)


def app_of(teams: FakeTeams, **changed: Any) -> App:
    """The bot's registration with a fake Teams."""
    told: dict[str, Any] = {
        "id": APP_ID,
        "tenant": TENANT,
        "proof": Password(secret=PASSWORD),
        "metadata_url": f"{teams.address}/metadata",
        "login_url": teams.login_url,
        "service": teams.service,
    }
    return App(**(told | changed))


@asynccontextmanager
async def teams_harness(
    inbox: Inbox, clock: Callable[[], datetime], people: Sequence[Profile] = PEOPLE
) -> AsyncIterator["TeamsHarness"]:
    """A fake Teams and a bot that is connected with it."""
    async with FakeTeams.serve(clock=clock, people=people) as teams:
        chat = Teams(app=app_of(teams), clock=clock)
        app = web.Application()
        app.add_routes(chat.routes())
        async with serving(app) as teams.bot:
            watch = Watch(inbox)
            await chat.start(watch)
            try:
                yield TeamsHarness(chat=chat, teams=teams, watch=watch)
            finally:
                await chat.stop()


class TeamsHarness:
    """Implements `tests.adapters.harness.Harness`."""

    def __init__(self, *, chat: Teams, teams: FakeTeams, watch: Watch) -> None:
        self.chat: Chat = chat
        self.teams = teams
        self._watch = watch

    def users(self) -> Sequence[Profile]:
        return self.teams.people

    async def appears(self, user: str) -> None:
        await self._deliver(self.teams.activity(user, type="installationUpdate", action="add"))

    async def says(self, user: str, text: str) -> None:
        before = len(self.teams.posted)
        await self._deliver(self.teams.activity(user, type="message", textFormat="plain", text=text))
        await self._followed(before)

    async def commands(self, user: str, words: str) -> Shown | None:
        before = len(self.teams.posted)
        await self._deliver(self.teams.activity(user, type="message", textFormat="plain", text=f"/goal {words}"))
        await self._followed(before)
        return read(self.teams.posted[-1].card) if self._watch.answer.reply else None

    async def opens(self, user: str) -> Shown | None:
        return None

    async def taps(self, user: str, button: str) -> Shown | None:
        if notice := self._notice(user):
            for action in buttons(notice):
                if action["title"] == button:
                    await self._send(user, notice, action, {})
                    return None
        posted, action = self.find(user, button)
        before = len(self.teams.posted)
        if action["type"] == "Action.Submit":
            await self._fetch(user, posted, action)
            said = len(self._watch.answer.messages) - (not self._watch.answer.form)
            await self.teams.until(lambda: len(self.teams.posted) >= before + said)
            return read(posted.card)
        await self._execute(user, posted, action, {})
        await self._followed(before, tapped=posted.conversation not in self.teams.teams)
        return read(posted.card)

    async def form(self, user: str) -> ShownForm | None:
        if (dialog := self.teams.dialogs.get(user)) and not self._notice(user):
            return shown_form(dialog["title"], dialog["card"]["content"])
        sheet = self._sheet(user)
        return shown_form(_lines(sheet.card["body"][0])[0], sheet.card) if sheet else None

    async def submits(self, user: str, values: Mapping[str, str]) -> Mapping[str, str]:
        if dialog := self.teams.dialogs.get(user):
            card = dialog["card"]["content"]
            (action,) = buttons(card)
            return await self._send(user, card, action, values)
        sheet = self._sheet(user)
        assert sheet is not None
        (action,) = [each for each in buttons(sheet.card) if "submit" in each["data"]["vardag"]]
        before = len(self.teams.posted)
        await self._execute(user, sheet, action, entered(sheet.card, values))
        shown = errors_in(sheet.card)
        wanted = len(self._watch.answer.messages) - (not inputs(sheet.card))
        await self.teams.until(lambda: len(self.teams.posted) >= before + wanted)
        return shown

    async def inbox(self, user: str) -> Sequence[Shown]:
        return [read(posted.card) for posted in self.teams.dialogue(user) if not inputs(posted.card)]

    async def private(self, user: str) -> Sequence[Shown]:
        """What stands in a dialog instead of a form."""
        notice = self._notice(user)
        return [read(notice)] if notice else []

    async def gather(self, key: str, users: Sequence[str]) -> Address:
        id = f"19:{key}@thread.tacv2"
        self.teams.teams[id] = list(users)
        return Address(workspace=WORKSPACE, channel=id)

    async def channel(self, key: str) -> Sequence[Shown] | None:
        id = f"19:{key}@thread.tacv2"
        if id not in self.teams.teams:
            return None
        return [read(posted.card) for posted in self.teams.posted if posted.conversation == id]

    async def repeats(self) -> int:
        return (await self.teams.send(*self.teams.sent)).status

    def find(self, user: str, button: str) -> tuple[Posted, dict[str, Any]]:
        teams = [id for id, users in self.teams.teams.items() if user in users]
        theirs = [each for each in self.teams.posted if each.conversation in (self.teams.conversation(user), *teams)]
        for posted in reversed(theirs):
            for action in buttons(posted.card):
                if action["title"] == button:
                    return posted, dict(action)
        raise AssertionError(f"{user} sees no button {button!r}")

    def execution(self, user: str, posted: Posted, action: Mapping[str, Any], values: Mapping[str, Any]) -> Any:
        """The invoke by which Teams tells of a tap on an Action.Execute."""
        data = {**action["data"], **values}
        value = {"action": {"type": "Action.Execute", "verb": action["verb"], "data": data}, "trigger": "manual"}
        told = {"type": "invoke", "name": "adaptiveCard/action", "replyToId": posted.id, "value": value}
        told |= self._whence(posted)
        return self.teams.activity(user, **told) | {"id": f"f:{self.teams.number()}"}

    def _whence(self, posted: Posted) -> dict[str, Any]:
        """Where an action on a message comes from, if not from somebody's own conversation."""
        if posted.conversation not in self.teams.teams:
            return {}
        thread = f"{posted.conversation};messageid={posted.id}"
        return {
            "conversation": {"conversationType": "channel", "isGroup": True, "id": thread, "tenantId": TENANT},
            "channelData": {"tenant": {"id": TENANT}, "channel": {"id": posted.conversation}},
        }

    async def _execute(self, user: str, posted: Posted, action: Mapping[str, Any], values: Mapping[str, Any]) -> None:
        heard = await self._deliver(self.execution(user, posted, action, values))
        if heard.status != 200:
            assert heard.json["type"] == "application/vnd.microsoft.error"
            return
        assert heard.json["statusCode"] == 200
        if heard.json["type"] == CARD:
            assert faults_of_card(heard.json["value"]) == []
            posted.card = heard.json["value"]
        else:
            assert isinstance(heard.json["value"], str)

    async def _fetch(self, user: str, posted: Posted, action: Mapping[str, Any]) -> None:
        value = {"data": action["data"], "context": {"theme": "default"}}
        told = {"type": "invoke", "name": "task/fetch", "replyToId": posted.id, "value": value, **self._whence(posted)}
        self._dialog(user, await self._deliver(self.teams.activity(user, **told)))

    async def _send(
        self, user: str, card: Mapping[str, Any], action: Mapping[str, Any], values: Mapping[str, str]
    ) -> Mapping[str, str]:
        assert action["type"] == "Action.Submit"
        before = len(self.teams.posted)
        value = {"data": {**action["data"], **entered(card, values)}, "context": {"theme": "default"}}
        del self.teams.dialogs[user]
        told = {"type": "invoke", "name": "task/submit", "value": value}
        self._dialog(user, await self._deliver(self.teams.activity(user, **told)))
        said = len(self._watch.answer.messages)
        await self.teams.until(lambda: len(self.teams.posted) >= before + said)
        shown = self.teams.dialogs.get(user)
        return errors_in(shown["card"]["content"]) if shown else {}

    def _dialog(self, user: str, heard: Heard) -> None:
        if heard.json:
            assert heard.json["task"]["type"] == "continue"
            dialog = heard.json["task"]["value"]
            assert dialog["card"]["contentType"] == CARD
            assert faults_of_card(dialog["card"]["content"]) == []
            self.teams.dialogs[user] = dialog

    async def _followed(self, before: int, *, tapped: bool = False) -> None:
        """Wait until all that the bot had to say stands in the chat, but for what stands where one has tapped."""
        answer = self._watch.answer
        wanted = before + len(answer.messages) + bool(answer.form) - bool(tapped and answer.replace)
        await self.teams.until(lambda: len(self.teams.posted) >= wanted)

    async def _deliver(self, activity: Mapping[str, Any]) -> Heard:
        self._watch.answer = Answer()
        return await self.teams.deliver(activity)

    def _notice(self, user: str) -> Mapping[str, Any] | None:
        """The card of an open dialog in which nothing is entered."""
        dialog = self.teams.dialogs.get(user)
        return dialog["card"]["content"] if dialog and not inputs(dialog["card"]["content"]) else None

    def _sheet(self, user: str) -> Posted | None:
        return next((posted for posted in reversed(self.teams.dialogue(user)) if inputs(posted.card)), None)


def read(card: Mapping[str, Any]) -> Shown:
    """A card as a person reads it. Only texts in which Teams reads no markup are shown as they are."""
    lines = [line for element in card["body"] for line in _lines(element)]
    return Shown(lines=tuple(lines), buttons=tuple(action["title"] for action in buttons(card)))


def _lines(element: Mapping[str, Any]) -> list[str]:
    match element["type"]:
        case "RichTextBlock":
            assert {inline["type"] for inline in element["inlines"]} == {"TextRun"}
            return ["".join(inline["text"] for inline in element["inlines"])]
        case "Container":
            return [line for each in element["items"] for line in _lines(each)]
        case "ActionSet" | "Chart.HorizontalBar":
            return []
        case kind if kind.startswith("Input."):
            return [element["label"]]
        case kind:
            raise AssertionError(f"{kind} may draw markup")


def buttons(card: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The actions as a client of today shows them."""
    return [action for element in card["body"] if element["type"] == "ActionSet" for action in element["actions"]]


def inputs(card: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return [each for each in _elements(card["body"]) if each.get("type", "").startswith("Input.")]


def _elements(body: Sequence[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    for each in body:
        yield each
        yield from _elements(each.get("items", ()))


def shown_form(title: str, card: Mapping[str, Any]) -> ShownForm:
    return ShownForm(
        title=title,
        labels={field["id"]: field["label"] for field in inputs(card)},
        values={field["id"]: field.get("value", "") for field in inputs(card)},
    )


def entered(card: Mapping[str, Any], values: Mapping[str, str]) -> dict[str, str]:
    """What the client sends of the inputs. One that is left empty may be missing."""
    filled = {field["id"]: values.get(field["id"], field.get("value", "")) for field in inputs(card)}
    return {name: value for name, value in filled.items() if value}


def errors_in(card: Mapping[str, Any]) -> dict[str, str]:
    """The errors by field: each stands right below its input."""
    found: dict[str, str] = {}
    for field, below in zip(card["body"], card["body"][1:], strict=False):
        said = below["inlines"][0] if below["type"] == "RichTextBlock" else {}
        if field["type"].startswith("Input.") and said.get("color") == "Attention":
            found[field["id"]] = said["text"]
    return found
