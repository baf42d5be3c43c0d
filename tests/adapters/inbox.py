"""An inbox for tests of adapters: it remembers what came in and answers as it has been told to.

    inbox = RecordingInbox()
    inbox.answers(Commanded, Answer(reply=message))         # to every event of this kind, until told otherwise
    inbox.answers(Chose, lambda event: Answer(...))         # or by the event
    inbox.failing = True                                    # InboxError for everything, nothing is kept

    inbox.events                                            # what happened, once each, oldest first
    inbox.taken                                             # the same with repeats
    inbox.only(Said)                                        # the one event there is, and it is of this kind
    await inbox.next(Seen)                                  # waits until one of this kind has come in

As the port promises, the same event again is answered as repeated.
"""

import asyncio
from collections.abc import Callable
from typing import TypeVar

from adapters.port import Answer, Inbox, InboxError
from dialogues.event import Inbound

E = TypeVar("E", bound=Inbound)


class RecordingInbox:
    """Implements `adapters.port.Inbox`."""

    def __init__(self) -> None:
        self.taken: list[Inbound] = []
        self.failing = False
        self._answers: dict[type[object], Callable[[Inbound], Answer]] = {}
        self._known: set[str] = set()
        self._arrived = asyncio.Condition()

    @property
    def events(self) -> list[Inbound]:
        """What happened, without repeats, oldest first."""
        return list({event.id: event for event in reversed(self.taken)}.values())[::-1]

    def answers(self, kind: type[E], answer: Answer | Callable[[E], Answer]) -> None:
        """Answer every event of `kind` like this from now on."""

        def answered(event: Inbound) -> Answer:
            assert isinstance(event, kind)
            return answer(event) if callable(answer) else answer

        self._answers[kind] = answered

    def only(self, kind: type[E]) -> E:
        """The one event that came in, which is of `kind`."""
        assert [type(event) for event in self.events] == [kind]
        event = self.events[0]
        assert isinstance(event, kind)
        return event

    async def next(self, kind: type[E]) -> E:
        """The newest event of `kind`, waited for where none has come in yet."""
        async with self._arrived:
            await self._arrived.wait_for(lambda: any(isinstance(event, kind) for event in self.taken))
        return next(event for event in reversed(self.taken) if isinstance(event, kind))

    async def take(self, event: Inbound) -> Answer:
        """Remember `event`, and answer it as told unless it is a repeat."""
        if self.failing:
            raise InboxError("the inbox has been told to fail")
        repeated = event.id in self._known
        self._known.add(event.id)
        async with self._arrived:
            self.taken.append(event)
            self._arrived.notify_all()
        answer = self._answers.get(type(event))
        if repeated:
            return Answer(repeated=True)
        given = answer(event) if answer else Answer()
        if given.stranger:  # which leaves no trace
            self._known.discard(event.id)
        return given


class Watch:
    """Stands before the inbox and knows what it answered last, so that one can wait for that to be seen."""

    def __init__(self, inbox: Inbox) -> None:
        self._inbox = inbox
        self.answer = Answer()

    async def take(self, event: Inbound) -> Answer:
        self.answer = Answer()
        self.answer = await self._inbox.take(event)
        return self.answer
