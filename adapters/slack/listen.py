"""What bolt's listeners do: read the event, hand it to the inbox, and let what they return be the acknowledgement.

Nothing happens after an acknowledgement that could take it back, and nothing before it waits for Slack, but the one
call that opens a form: its trigger holds for three seconds.
"""

import re
from collections.abc import Callable
from datetime import datetime

import structlog
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.error import BoltUnhandledRequestError
from slack_bolt.response import BoltResponse

from adapters.payload import Payload, part, text
from adapters.port import Answer, Inbox, InboxError
from adapters.slack.form import modal, rejection
from adapters.slack.receive import Receiver
from adapters.slack.render import content
from adapters.slack.reply import Replier
from dialogues.event import Opened, Said

log = structlog.get_logger()

ANYTHING = re.compile("")


class Listener:
    """Takes everything that the app is told, for one workspace."""

    def __init__(self, *, receiver: Receiver, inbox: Inbox, replier: Replier, clock: Callable[[], datetime]) -> None:
        self._receiver = receiver
        self._inbox = inbox
        self._replier = replier
        self._clock = clock

    def join(self, app: AsyncApp) -> None:
        """Hear everything that the app is told."""
        app.event(ANYTHING)(self.event)
        app.command(ANYTHING)(self.command)
        app.block_action(ANYTHING)(self.action)
        app.view_submission(ANYTHING)(self.submission)
        app.error(self.failure)

    async def event(self, body: Payload) -> BoltResponse:
        """What happened in the workspace."""
        event = self._receiver.event(body, self._clock())
        if event is None:
            return taken()
        answer = await self._inbox.take(event)
        for message in answer.messages:
            if isinstance(event, Opened):
                self._replier.publish(message, user=event.account.user)
            elif isinstance(event, Said):
                self._replier.say(message, channel=event.where.address.channel or "")
        if answer.form:
            log.warning("slack form not opened", reason="no trigger")
        return taken()

    async def command(self, body: Payload) -> BoltResponse:
        """`/goal`, answered in the response itself."""
        event = self._receiver.commanded(body, self._clock())
        if event is None:
            return taken()
        answer = await self._inbox.take(event)
        if answer.form:
            await self._replier.open(answer.form, text(body, "trigger_id"))
        for message in answer.messages[1:]:
            self._replier.write(message, user=event.account.user)
        if not answer.messages:
            return taken()
        return taken({"response_type": "ephemeral", **content(answer.messages[0])})

    async def action(self, body: Payload) -> BoltResponse:
        """A tap on a button, of a message or of the bot's own page."""
        event = self._receiver.chose(body, self._clock())
        if event is None:
            return taken()
        answer = await self._inbox.take(event)
        if answer.form:
            await self._replier.open(answer.form, text(body, "trigger_id"))
        if text(body, "view", "type") == "home":
            for message in answer.messages[:1]:
                self._replier.publish(message, user=event.account.user)
            for message in answer.messages[1:]:
                self._replier.write(message, user=event.account.user)
        elif answer.messages:
            place = f"{text(body, 'container', 'channel_id')} {text(body, 'container', 'message_ts')}"
            # What stands in a channel stays for the others.
            answers = [Answer(reply=each) for each in answer.messages] if _is_shared(body) else [answer]
            for each in answers:
                self._replier.respond(each, address=text(body, "response_url"), place=place)
        return taken()

    async def submission(self, body: Payload) -> BoltResponse:
        """A form sent in. It closes, unless there are errors or a next form."""
        event = self._receiver.submitted(body, self._clock())
        if event is None:
            return taken()
        answer = await self._inbox.take(event)
        for message in answer.messages:
            self._replier.write(message, user=event.account.user)
        if answer.errors:
            return taken(rejection(answer.errors))
        if answer.form:
            return taken({"response_action": "update", "view": modal(answer.form)})
        return taken()

    async def failure(self, error: Exception) -> BoltResponse:
        """Slack sends an event again, and tells a person that it did not work. What nothing of ours listens to is
        acknowledged all the same: Slack counts failures."""
        if isinstance(error, BoltUnhandledRequestError):
            return taken()
        log.error("slack request failed", exc_info=None if isinstance(error, InboxError) else error)
        return BoltResponse(status=500)


def _is_shared(body: Payload) -> bool:
    """Whether others see the message that was tapped, too: it stands in no conversation of two, nor for one alone."""
    container = part(body, "container")
    return not text(container, "channel_id").startswith("D") and not container.get("is_ephemeral")


def taken(body: Payload | None = None) -> BoltResponse:
    """The acknowledgement, which may carry the answer."""
    return BoltResponse(status=200, body=dict(body) if body else "")
