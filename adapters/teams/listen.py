"""What becomes of an activity: it is read, handed to the inbox, and what that returns is the response to it.

Invokes are answered in the response itself. What else there is to say is written into the chat afterwards.
"""

import asyncio
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

import structlog

from adapters.payload import Payload, text
from adapters.port import Answer, Inbox, InboxError
from adapters.teams.content import CARD, Content, Json
from adapters.teams.form import closed, dialog, notice, sheet
from adapters.teams.place import Place
from adapters.teams.receive import EXECUTE, FETCH, SEND, Receiver, brought, goes_on, is_cancelled, title
from adapters.teams.render import content
from adapters.teams.reply import Replier
from adapters.teams.retries import Retries
from adapters.teams.roster import Roster
from dialogues.address import Profile
from dialogues.event import Act, Chose, Inbound, Left, Seen, Submitted

log = structlog.get_logger("vardag.teams")

#: Seconds within which an invoke is answered, whatever happens: Teams tells its person after five that it failed.
INLINE = 4.5

MESSAGE, ERROR = "application/vnd.microsoft.activity.message", "application/vnd.microsoft.error"


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """An HTTP status, and the JSON that goes with it."""

    status: int = 200
    body: Json | None = None


class Listener:
    """Takes everything that Teams says, for one tenant."""

    def __init__(
        self,
        *,
        receiver: Receiver,
        inbox: Inbox,
        roster: Roster,
        replier: Replier,
        clock: Callable[[], datetime],
    ) -> None:
        self._receiver = receiver
        self._inbox = inbox
        self._roster = roster
        self._replier = replier
        self._clock = clock
        self._retries: Retries[Response] = Retries(clock)

    async def hear(self, activity: Payload) -> Response:
        """Do what an activity asks for. 501 is for an invoke that we know nothing of, 500 where it may come again."""
        place = self._receiver.place(activity)
        invoked = text(activity, "name") if text(activity, "type") == "invoke" else None
        if place is None:
            log.info("teams activity passed over", kind=text(activity, "type")[:40], why="of no person in our tenant")
        if invoked is not None and (place is None or invoked not in (EXECUTE, FETCH, SEND)):
            return Response(status=501)
        if place is None:
            return Response()
        if is_cancelled(activity):
            self._retries.forget(activity)
            return self._stand(activity, closed(title(activity)), place)
        event = self._receiver.event(activity, place, self._clock())
        if event is None:
            return _failed(400, "BadRequest") if invoked else Response()
        if isinstance(event, Chose | Submitted) and (retried := self._retries.answered(activity)):
            return retried
        self._retries.forget(activity)
        try:
            async with asyncio.timeout(INLINE):
                answer = await self._take(event, place)
        except (InboxError, TimeoutError):
            return _failed(500, "InternalServerError") if invoked else Response(status=500)
        response = self._answer(activity, event, answer, place)
        elsewhere = answer.reply or answer.form or answer.stranger or answer.repeated
        if isinstance(event, Chose | Submitted) and not elsewhere:
            self._retries.keep(activity, response)
        return response

    async def _take(self, event: Inbound, place: Place) -> Answer:
        """Hand the event in, and who its person is where that has to be told first."""
        if isinstance(event, Seen):
            await self._meet(event, place)
            return Answer()
        if isinstance(event, Left):
            self._roster.forget(place)
        answer = await self._inbox.take(event)
        if answer.stranger and isinstance(event, Act) and event.where:
            profile = Profile(key=event.account, name="", locale=event.where.locale, timezone=event.where.timezone)
            await self._meet(
                Seen(id=f"{event.id}:seen", at=event.at, profile=profile, address=event.where.address), place
            )
            return await self._inbox.take(event)
        return answer

    async def _meet(self, seen: Seen, place: Place) -> None:
        """Hand in who somebody is, as far as it is told now, and the rest when it is."""

        async def tell(profile: Profile) -> None:
            await self._inbox.take(replace(seen, id=f"{seen.id}:told", profile=profile))

        self._roster.seek(place)
        known = await self._roster.told(seen.profile, place)
        if not self._roster.seeks(place):
            return
        if known is not None:
            await tell(known)
        else:
            await self._inbox.take(seen)
            self._roster.later(seen.profile, place, tell)

    def _answer(self, activity: Payload, event: Inbound, answer: Answer, place: Place) -> Response:
        match text(activity, "type"), text(activity, "name"):
            case "invoke", name if name == EXECUTE:
                return self._execute(activity, event, answer, place)
            case "invoke", name if name == FETCH:
                return self._fetch(answer, place)
            case "invoke", name if name == SEND:
                return self._send(activity, event, answer, place)
            case _:
                self._say(activity, event, answer, place)
                return Response()

    def _execute(self, activity: Payload, event: Inbound, answer: Answer, place: Place) -> Response:
        """A button of a card: the response stands in its place."""
        instead, besides = _shown(activity, event, answer)
        if instead and not place.conversation:
            # What stands in a channel stays for the others.
            besides, instead = (instead, *besides), None
        self._write(besides, place)
        if instead:
            return self._stand(activity, instead, place)
        # The card stays as it is. Teams shows this below it, and what there is to say comes as a message.
        return Response(body={"statusCode": 200, "type": MESSAGE, "value": "✓"})

    def _fetch(self, answer: Answer, place: Place) -> Response:
        """A button that opens a dialog. What is no form is shown in one all the same."""
        opened = [dialog(answer.form, {})] if answer.form else [notice(each) for each in answer.messages[:1]]
        self._write(map(content, answer.messages if answer.form else answer.messages[1:]), place)
        return Response(body=opened[0]) if opened else Response()

    def _send(self, activity: Payload, event: Inbound, answer: Answer, place: Place) -> Response:
        """A dialog sent in. It closes, unless there are errors, a next form, or something more to read in it."""
        if goes_on(activity) and not answer.form:
            return self._fetch(answer, place)
        self._write(map(content, answer.messages), place)
        if answer.errors and answer.form and isinstance(event, Submitted):
            return Response(body=dialog(answer.form.filled(event.values), answer.errors))
        return Response(body=dialog(answer.form, {})) if answer.form else Response()

    def _say(self, activity: Payload, event: Inbound, answer: Answer, place: Place) -> None:
        """Words, or a button in a client that knows no better: everything is written afterwards."""
        instead, besides = _shown(activity, event, answer)
        if instead:
            self._stand(activity, instead, place)
        self._write(besides, place)

    def _stand(self, activity: Payload, instead: Content, place: Place) -> Response:
        """Put something in the place of the message that was tapped: in the response, where that can hold it."""
        if text(activity, "type") == "invoke":
            return Response(body={"statusCode": 200, "type": CARD, "value": instead.card})
        self._replier.replace(text(activity, "replyToId"), instead, place)
        return Response()

    def _write(self, messages: Iterable[Content], place: Place) -> None:
        """What does not stand in the place of anything."""
        for message in messages:
            self._replier.say(message, place)


def _shown(activity: Payload, event: Inbound, answer: Answer) -> tuple[Content | None, Sequence[Content]]:
    """What stands in the place of what was tapped, and what is written besides.

    A form that is done with gives way to whatever answers it.
    """
    messages = [content(each) for each in answer.messages]
    if isinstance(event, Submitted):
        filled = answer.form.filled(event.values) if answer.form and answer.errors else answer.form
        shown = [sheet(filled, answer.errors), *messages] if filled else messages
        done = None if answer.repeated else closed(title(activity))
        return (shown[0], shown[1:]) if shown else (done, ())
    forms = [sheet(answer.form, {})] if answer.form else []
    if answer.replace and brought(activity):
        return messages[0], [*messages[1:], *forms]
    return None, [*messages, *forms]


def _failed(status: int, code: str) -> Response:
    return Response(status=status, body={"statusCode": status, "type": ERROR, "value": {"code": code, "message": code}})
