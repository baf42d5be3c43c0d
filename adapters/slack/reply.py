"""Carries answers back to Slack: the one call that a request waits for, and all that is done after it."""

import asyncio
from collections.abc import Mapping

import aiohttp
import structlog
from slack_sdk.web.async_client import AsyncWebClient
from yarl import URL

from adapters.call import CallError
from adapters.errands import Errand, Errands
from adapters.port import Answer
from adapters.slack.call import ask
from adapters.slack.form import home, modal
from adapters.slack.render import content
from adapters.slack.send import open_conversation, post
from dialogues.form import Form
from dialogues.message import Message

log = structlog.get_logger()

#: Seconds. A trigger holds for three, and the request that brought it must be answered in that time, too.
OPENING = 2.0

#: https://docs.slack.dev/interactivity/handling-user-interaction#message_responses allows five uses in half an hour
TRIES = 3
PAUSE = 0.2

HOSTS = (".slack.com", ".slack-gov.com")


class Replier:
    """Answers people. Nothing here raises: what fails is logged, without the words."""

    def __init__(self, *, client: AsyncWebClient, session: aiohttp.ClientSession, errands: Errands) -> None:
        self._client = client
        self._session = session
        self._errands = errands
        self._api = URL(client.base_url).origin()

    async def open(self, form: Form[str], trigger: str) -> None:
        """Show a form, now."""
        opening = self._client.api_call("views.open", json={"trigger_id": trigger, "view": modal(form)})
        try:
            async with asyncio.timeout(OPENING):
                await ask(opening)
        except (CallError, TimeoutError) as failure:
            log.warning("slack form not opened", reason=_word(failure))

    def say(self, message: Message[str], *, channel: str) -> None:
        """Write into a conversation, soon."""
        self._later("message", lambda: post(self._client, channel, message), order=channel)

    def write(self, message: Message[str], *, user: str) -> None:
        """Write to somebody whose conversation is not known, soon."""
        self._later("message", lambda: self._write(user, message), order=user)

    def publish(self, message: Message[str], *, user: str) -> None:
        """Put the message on the bot's own page as this person sees it, soon."""
        self._later("page", lambda: self._publish(user, message), order=f"page of {user}")

    def respond(self, answer: Answer, *, address: str, place: str) -> None:
        """Replace the tapped message, or reply below it, by its response address, soon; in order for one `place`."""
        if not self._trusts(address):
            log.warning("slack response address refused")
            return
        if answer.replace:
            replacement = {"replace_original": True, **content(answer.replace)}
            self._later("replacement", lambda: self._post(address, replacement, tries=TRIES), order=place)
        if answer.reply:
            private = {"response_type": "ephemeral", "replace_original": False}
            reply = {**private, **content(answer.reply)}
            self._later("reply", lambda: self._post(address, reply, tries=1), order=place)

    def _later(self, what: str, errand: Errand, *, order: str) -> None:
        async def quietly() -> None:
            try:
                await errand()
            except CallError as failure:
                log.warning("slack answer not delivered", what=what, reason=failure.word)

        self._errands.start(quietly, order=order)

    async def _publish(self, user: str, message: Message[str]) -> None:
        await ask(self._client.api_call("views.publish", json={"user_id": user, "view": home(message)}))

    async def _write(self, user: str, message: Message[str]) -> None:
        await post(self._client, await open_conversation(self._client, user), message)

    async def _post(self, address: str, body: Mapping[str, object], *, tries: int) -> None:
        """Only what may happen twice without harm is given more than one try. Raises CallError."""
        word = ""
        for attempt in range(tries):
            await asyncio.sleep(PAUSE * attempt)
            try:
                async with self._session.post(address, json=body, allow_redirects=False) as response:
                    if response.ok:
                        return
                    word = f"http_{response.status}"
                    if response.status < 500 and response.status != 429:
                        break
            except (aiohttp.ClientError, TimeoutError, OSError) as error:
                word = type(error).__name__
        raise CallError(word, certain=False)

    def _trusts(self, address: str) -> bool:
        """Whether `address` is Slack's own, or of the server that stands in for Slack."""
        try:
            url = URL(address)
            if url.user is not None or not url.host:
                return False
            own = url.scheme == "https" and url.explicit_port is None and f".{url.host}".endswith(HOSTS)
            return own or url.origin() == self._api
        except ValueError:
            return False


def _word(failure: CallError | TimeoutError) -> str:
    return failure.word if isinstance(failure, CallError) else "timeout"
