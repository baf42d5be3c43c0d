"""Slack as people use it, for the contract suite and the journeys."""

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any

from aiohttp import web

from adapters.port import Answer, Chat, Inbox
from adapters.slack.chat import Slack
from dialogues.address import FURTHER_NOTICE, LONG_AGO, AccountKey, Address, Platform, Profile, Workspace
from tests.adapters.harness import Shown, ShownForm
from tests.adapters.inbox import Watch
from tests.adapters.serving import serving
from tests.adapters.slack.blockkit import faults_of_message
from tests.adapters.slack.fake import APP_TOKEN, SECRET, TEAM, TOKEN, Channel, FakeSlack, Heard
from tests.adapters.slack.history import Posted

WORKSPACE = Workspace(platform=Platform("slack"), key=TEAM)


def person(user: str, name: str, **more: Any) -> Profile:
    return Profile(key=AccountKey(workspace=WORKSPACE, user=user), name=name, **more)


#: Everything that Slack can say of somebody: at NOW, Anna is there, and Bo is away and not to be disturbed.
PEOPLE = (
    person(
        "U0ANNA",
        "Anna",
        email="anna@example.com",
        locale="sv",
        timezone="Europe/Stockholm",
        away_until=LONG_AGO,
        silent_until=LONG_AGO,
    ),
    person(
        "U0BO",
        "Bo",
        email="bo@example.com",
        locale="en",
        timezone="Europe/London",
        away_until=FURTHER_NOTICE,
        silent_until=datetime(2026, 11, 23, 10, tzinfo=UTC),
    ),
    person("U0GONE", "Gone", email="gone@example.com", active=False),
)


@asynccontextmanager
async def slack_harness(
    inbox: Inbox, clock: Callable[[], datetime], people: Sequence[Profile] = PEOPLE, *, socket_mode: bool = False
) -> AsyncIterator["SlackHarness"]:
    """A fake Slack and a bot that is connected with it."""
    async with FakeSlack.serve(clock=clock, people=people) as slack:
        chat = Slack(
            bot_token=TOKEN,
            signing_secret=SECRET,
            app_token=APP_TOKEN if socket_mode else None,
            api_url=slack.api_url,
            clock=clock,
        )
        app = web.Application()
        app.add_routes(chat.routes())
        async with serving(app) as slack.bot:
            watch = Watch(inbox)
            await chat.start(watch)
            try:
                yield SlackHarness(chat=chat, slack=slack, watch=watch)
            finally:
                await chat.stop()


class SlackHarness:
    """Implements `tests.adapters.harness.Harness`."""

    def __init__(self, *, chat: Slack, slack: FakeSlack, watch: Watch) -> None:
        self.chat: Chat = chat
        self.slack = slack
        self._watch = watch

    def users(self) -> Sequence[Profile]:
        return self.slack.people

    async def appears(self, user: str) -> None:
        """Everybody is listed."""

    async def says(self, user: str, text: str) -> None:
        before = len(self.slack.posted)
        escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        event = {
            "type": "message",
            "user": user,
            "text": escaped,
            "ts": self.slack.ts(),
            "team": TEAM,
            "channel": self.slack.conversation(user),
            "channel_type": "im",
        }
        await self._deliver_event(event)
        await self.slack.until(lambda: len(self.slack.posted) >= before + len(self._watch.answer.messages))

    async def commands(self, user: str, words: str) -> Shown | None:
        before = len(self.slack.posted)
        heard = await self._deliver(
            "slash_commands",
            {
                "token": "verification",
                "team_id": TEAM,
                "channel_id": self.slack.conversation(user),
                "user_id": user,
                "command": "/goal",
                "text": words,
                "response_url": f"{self.slack.address}/response/none",
                "trigger_id": self.slack.trigger(user),
            },
        )
        await self.slack.until(lambda: len(self.slack.posted) >= before + len(self._watch.answer.messages[1:]))
        if not heard.json:
            return None
        assert heard.json["response_type"] == "ephemeral"
        assert faults_of_message(heard.json) == []
        return read(self.slack.show(heard.json, channel=self.slack.conversation(user), only=user).shown)

    async def opens(self, user: str) -> Shown | None:
        before = self.slack.homes.get(user)
        await self._deliver_event({"type": "app_home_opened", "user": user, "tab": "home", "event_ts": self.slack.ts()})
        if self._watch.answer.reply:
            await self.slack.until(lambda: self.slack.homes.get(user) is not before)
        return read(self.slack.homes[user]) if user in self.slack.homes else None

    async def taps(self, user: str, button: str) -> Shown | None:
        posted, action = self.find(user, button)
        before, count = posted.shown, len(self.slack.posted)
        await self._deliver("interactive", self.tap(user, posted, action))
        answer, is_shared = self._watch.answer, posted.channel in self.slack.channels and not posted.only
        if answer.replace and not is_shared:
            await self.slack.until(lambda: posted.shown is not before)
        said = len(answer.messages) if is_shared else bool(answer.reply)
        await self.slack.until(lambda: len(self.slack.posted) >= count + said)
        return read(posted.shown)

    async def form(self, user: str) -> ShownForm | None:
        view = self.slack.modals.get(user)
        if view is None:
            return None
        return ShownForm(
            title=view["title"]["text"],
            labels={block["block_id"]: block["label"]["text"] for block in fields(view)},
            values={block["block_id"]: initial(block["element"]) for block in fields(view)},
        )

    async def submits(self, user: str, values: Mapping[str, str]) -> Mapping[str, str]:
        view, before = self.slack.modals[user], len(self.slack.posted)
        sent = self._submission(user, view, values)
        heard = await self._deliver("interactive", sent)
        answer = heard.json
        await self.slack.until(lambda: len(self.slack.posted) >= before + len(self._watch.answer.messages))
        if answer.get("response_action") == "errors":
            assert set(answer["errors"]) <= {block["block_id"] for block in fields(view)}
            errors: Mapping[str, str] = answer["errors"]
            return errors
        del self.slack.modals[user]
        if answer.get("response_action") == "update":
            self.slack.view_updated(user, answer["view"], sent["view"])
        return {}

    async def inbox(self, user: str) -> Sequence[Shown]:
        channel = self.slack.conversation(user)
        return [read(posted.shown) for posted in self.slack.posted if posted.channel == channel and not posted.only]

    async def private(self, user: str) -> Sequence[Shown]:
        return [read(posted.shown) for posted in self.slack.posted if posted.only == user]

    async def gather(self, key: str, users: Sequence[str]) -> Address:
        id = f"C0{key.upper()}"
        self.slack.channels[id] = Channel(users=list(users))
        return Address(workspace=WORKSPACE, channel=id)

    async def channel(self, key: str) -> Sequence[Shown] | None:
        id = f"C0{key.upper()}"
        if id not in self.slack.channels:
            return None
        return [read(posted.shown) for posted in self.slack.posted if posted.channel == id and not posted.only]

    async def repeats(self) -> int:
        body, headers = self.slack.sent
        again = {**headers, "X-Slack-Retry-Num": "1", "X-Slack-Retry-Reason": "http_timeout"}
        return (await self.slack.send(body, again)).status

    async def _deliver_event(self, event: Mapping[str, Any]) -> Heard:
        return await self._deliver("events_api", self.slack.event(event))

    async def _deliver(self, kind: Any, payload: Mapping[str, Any]) -> Heard:
        self._watch.answer = Answer()
        return await self.slack.deliver(kind, payload)

    def find(self, user: str, button: str) -> tuple[Posted, dict[str, Any]]:
        channels = [id for id, channel in self.slack.channels.items() if user in channel.users]
        for posted in reversed(self.slack.posted):
            if posted.channel in (self.slack.conversation(user), *channels) and posted.only in (None, user):
                for block in posted.shown["blocks"]:
                    for action in block["elements"] if block["type"] == "actions" else ():
                        if action["text"]["text"] == button:
                            return posted, {**action, "block_id": block["block_id"]}
        raise AssertionError(f"{user} sees no button {button!r}")

    def tap(self, user: str, posted: Posted, action: Mapping[str, Any]) -> dict[str, Any]:
        return {
            "type": "block_actions",
            "user": {"id": user, "team_id": TEAM},
            "team": {"id": TEAM, "domain": "vardag"},
            "container": {
                "type": "message",
                "message_ts": posted.ts,
                "channel_id": posted.channel,
                "is_ephemeral": posted.only is not None,
            },
            "channel": {"id": posted.channel, "name": "directmessage"},
            "trigger_id": self.slack.trigger(user),
            "response_url": self.slack.response_url(posted, user),
            "actions": [
                {
                    "type": "button",
                    "action_id": action["action_id"],
                    "block_id": action["block_id"],
                    "value": action["value"],
                    "action_ts": self.slack.ts(),
                }
            ],
        }

    def _submission(self, user: str, view: Mapping[str, Any], values: Mapping[str, str]) -> dict[str, Any]:
        entered = {
            block["block_id"]: {
                block["element"]["action_id"]: filled(
                    block["element"], values.get(block["block_id"], initial(block["element"]))
                )
            }
            for block in fields(view)
        }
        return {
            "type": "view_submission",
            "user": {"id": user, "team_id": TEAM},
            "team": {"id": TEAM, "domain": "vardag"},
            "trigger_id": self.slack.trigger(user),
            "view": {**view, "state": {"values": entered}},
            "response_urls": [],
        }


def read(shown: Mapping[str, Any]) -> Shown:
    """A message or home view as a person reads it. Only texts in which Slack reads no markup are shown as they are."""
    lines: list[str] = []
    buttons: list[str] = []
    for block in shown["blocks"]:
        if block["type"] == "header":
            lines.append(literal(block["text"]))
        elif block["type"] == "context":
            lines.extend(literal(element) for element in block["elements"])
        elif block["type"] == "rich_text":
            lines.extend(line for element in block["elements"] for line in rich(element))
        elif block["type"] == "actions":
            buttons.extend(literal(element["text"]) for element in block["elements"])
    return Shown(lines=tuple(lines), buttons=tuple(buttons))


def literal(text: Mapping[str, Any]) -> str:
    assert text["type"] == "plain_text"
    assert text["emoji"] is False
    return str(text["text"])


def rich(element: Mapping[str, Any]) -> list[str]:
    if element["type"] == "rich_text_list":
        lines = [line for each in element["elements"] for line in rich(each)]
        ordered = element["style"] == "ordered"
        return [f"{number}. {line}" if ordered else f"• {line}" for number, line in enumerate(lines, 1)]
    return ["".join(part["text"] for part in element["elements"])]


def fields(view: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The blocks in which something is entered."""
    return [block for block in view["blocks"] if block["type"] == "input"]


def initial(element: Mapping[str, Any]) -> str:
    option = element.get("initial_option", {}).get("value", "")
    return str(
        element.get("initial_value") or option or element.get("initial_date") or element.get("initial_time") or ""
    )


def filled(element: Mapping[str, Any], value: str) -> dict[str, Any]:
    kind = element["type"]
    if kind == "static_select":
        groups = element.get("option_groups", [element])
        option = next((each for group in groups for each in group["options"] if each["value"] == value), None)
        return {"type": kind, "selected_option": option}
    name = {"datepicker": "selected_date", "timepicker": "selected_time"}.get(kind, "value")
    return {"type": kind, name: value or None}
