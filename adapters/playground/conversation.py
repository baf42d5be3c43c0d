"""What people do in the playground, and what they see in answer."""

import asyncio
import re
from collections.abc import Mapping
from datetime import timedelta

from adapters.playground import place
from adapters.playground.bell import Bell
from adapters.playground.entry import read_entry
from adapters.playground.people import profile
from adapters.playground.store import Line, OpenForm, Store
from adapters.playground.weeks import FOUR_WEEKS
from adapters.playground.world import Resident, World
from adapters.port import Answer, ChatError, Inbox, InboxError
from dialogues.address import AccountKey, Address, Whereabouts, Workspace
from dialogues.event import Act, Chose, Commanded, Opened, Said, Seen, Submitted
from dialogues.message import Choices, Message, brief
from dialogues.token import UNREADABLE, Token

COMMAND = re.compile(r"/goal(?:\s+(?P<words>.*))?", re.DOTALL | re.IGNORECASE)

#: How far the clock is moved by name; `next` is until something happens.
STEPS = {"day": timedelta(days=1), "week": timedelta(weeks=1), "weeks": FOUR_WEEKS}
NEXT = "next"


class NotShownError(ChatError):
    """A button or form that is not, or no longer, in front of the person."""


class Conversation:
    """Hands in what people do, and keeps what answers it.

    An `act` is an id: the same one again is the same event. Whatever cannot be taken raises InboxError, and leaves
    everything as it was.
    """

    def __init__(self, *, inbox: Inbox, workspace: Workspace, world: World, store: Store, bell: Bell) -> None:
        self._inbox = inbox
        self._workspace = workspace
        self._world = world
        self._store = store
        self._bell = bell
        # A double click is two requests at once: the second finds what the first has done.
        self._acting = asyncio.Lock()
        self._moving = asyncio.Lock()

    async def say(self, resident: Resident, text: str, *, act: str) -> None:
        """Write `text` to the bot; one that begins with /goal is the command, which nobody else sees."""
        here = place.chat(resident.user)
        command = COMMAND.fullmatch(text.strip())
        said = brief(text)
        async with self._acting:
            at = self._world.now()
            mark = f"{act}/said"
            # Before it is taken, or the bot's answer could come to stand above it.
            reader = resident.user if command else None
            await self._store.add(mark=mark, place=here, message=said, at=at, author=resident.user, reader=reader)
            account = self._account(resident)
            event: Act
            if command:
                event = Commanded(id=act, at=at, account=account, words=(command["words"] or "").strip())
            else:
                address = Address(workspace=self._workspace, user=resident.user, channel=here)
                event = Said(id=act, at=at, account=account, where=Whereabouts(address=address), text=text)
            try:
                answer = await self._inbox.take(event)
            except InboxError:
                if not await self._store.finished(act=act):
                    await self._store.remove(mark=mark)
                raise
            await self._show(resident, answer, here=here, act=act)
            await self._store.finish(act=act)

    async def tap(self, resident: Resident, *, message: int, token: str, act: str) -> str:
        """Tap a button; returns the place in which the answer is to be seen. Raises NotShownError."""
        async with self._acting:
            line = await self._line(resident, message)
            if token not in _tokens(line.message):
                if await self._store.finished(act=act):
                    return line.place
                raise NotShownError("That button is gone")
            account = self._account(resident)
            read = Token.read(token) or UNREADABLE
            answer = await self._inbox.take(Chose(id=act, at=self._world.now(), account=account, token=read))
            here = line.place
            if answer.reply is not None and here == place.home(resident.user):
                here = place.chat(resident.user)
            # What stands in a channel stays for the others.
            is_own = line.reader == resident.user or not place.is_shared(line.place)
            await self._show(resident, answer, here=here, act=act, origin=line.id if is_own else None)
            await self._store.finish(act=act)
            return here

    async def submit(self, resident: Resident, *, token: str, values: Mapping[str, str], act: str) -> bool:
        """Send in the open form with `values` by field name; says whether a reply to it stands in the chat.

        Raises NotShownError, and ValueError for what fits no field.
        """
        async with self._acting:
            if await self._store.finished(act=act):
                return False
            opened = await self._store.form(user=resident.user)
            if opened is None or opened.form.token != token:
                raise NotShownError("That form is closed")
            entered = read_entry(opened.form, values)
            event = Submitted(
                id=act,
                at=self._world.now(),
                account=self._account(resident),
                token=Token.read(token) or UNREADABLE,
                values=entered,
            )
            answer = await self._inbox.take(event)
            said = await self._close(resident, opened, entered, answer, act=act)
            await self._store.finish(act=act)
            return said

    async def close_form(self, resident: Resident) -> None:
        """Put the open form away unsent."""
        await self._store.close_form(user=resident.user)
        self._bell.ring()

    async def open_home(self, resident: Resident, *, act: str) -> None:
        """Open the bot's own page; what it shows stands there until it is opened again."""
        here = place.home(resident.user)
        async with self._acting:
            at = self._world.now()
            answer = await self._inbox.take(Opened(id=act, at=at, account=self._account(resident)))
            if answer.reply is not None:
                await self._store.put(mark=here, place=here, message=answer.reply, at=at)
            if answer.form is not None:
                await self._store.show_form(user=resident.user, form=answer.form, origin=None)

    async def speak(self, resident: Resident, locale: str, *, act: str) -> None:
        """Change the language of somebody's chat client."""
        seen = profile(resident, self._workspace, {resident.user: locale})
        await self._inbox.take(Seen(id=act, at=self._world.now(), profile=seen))
        await self._store.choose_locale(user=resident.user, locale=locale)
        self._bell.ring()

    async def move(self, step: str, *, act: str) -> None:
        """Move the clock by one of STEPS, or until somebody is written to."""
        async with self._moving:
            if await self._store.finished(act=act):
                return
            if step == NEXT:
                await self._world.move_on()
            else:
                await self._world.move(self._world.now() + STEPS[step])
            await self._store.keep_time(self._world.now())
            await self._store.finish(act=act)
            self._bell.ring()

    async def _line(self, resident: Resident, id: int) -> Line:
        line = await self._store.line(id=id)
        rooms = await self._world.rooms()
        if (
            line is None
            or line.reader not in (None, resident.user)
            or not place.is_open_to(resident, line.place, rooms)
        ):
            raise NotShownError("That message is gone")
        return line

    async def _close(
        self, resident: Resident, opened: OpenForm, entered: Mapping[str, str], answer: Answer, *, act: str
    ) -> bool:
        user, here = resident.user, place.chat(resident.user)
        if answer.errors:
            await self._store.show_form(
                user=user, form=opened.form, origin=opened.origin, entered=entered, errors=answer.errors
            )
        else:
            await self._store.close_form(user=user)
        return await self._show(resident, answer, here=here, act=act, origin=opened.origin)

    async def _show(
        self, resident: Resident, answer: Answer, *, here: str, act: str, origin: int | None = None
    ) -> bool:
        """Whether there is anything new to read."""
        at, user = self._world.now(), resident.user
        replies = answer.messages
        if answer.replace is not None and origin is not None:
            await self._store.replace(id=origin, message=answer.replace)
            replies = replies[1:]
        for number, reply in enumerate(replies):
            await self._store.add(mark=f"{act}/{number}", place=here, message=reply, at=at, reader=user)
        if answer.form is not None and not answer.errors:
            await self._store.show_form(user=user, form=answer.form, origin=origin)
        self._bell.ring()
        return bool(replies)

    def _account(self, resident: Resident) -> AccountKey:
        return AccountKey(workspace=self._workspace, user=resident.user)


def _tokens(message: Message[str]) -> set[str]:
    rows = (block.choices for block in message.blocks if isinstance(block, Choices))
    return {choice.token for row in rows for choice in row}
