"""A message that may have been sent is looked for where the chats are kept."""

from pathlib import Path

import pytest

from adapters.playground.chat import WORKSPACE
from adapters.port import Absent, Delivered, Refused
from dialogues.address import Address
from dialogues.message import Message, Paragraph
from tests.adapters.conftest import NOW, clock
from tests.adapters.inbox import RecordingInbox
from tests.adapters.playground.harness import playground_harness
from tests.adapters.playground.town import Town

MESSAGE = Message(summary="Hej", blocks=(Paragraph(text="Hej"),))
ANNA = Address(workspace=WORKSPACE, user="anna")
CHANNEL = Address(workspace=WORKSPACE, channel="room/kundservice")
NOBODY = Address(workspace=WORKSPACE, user="nobody")


@pytest.mark.parametrize("to", [ANNA, CHANNEL])
async def test_what_was_sent_before_a_restart_is_found_after_it(
    inbox: RecordingInbox, town: Town, store: Path, to: Address
) -> None:
    async with playground_harness(inbox, clock, world=town, store=store) as before:
        sent = await before.chat.send(to=to, message=MESSAGE, key="k1")
        assert isinstance(sent, Delivered)
    async with playground_harness(inbox, clock, world=town, store=store) as after:
        for address in (to, sent.address):
            assert await after.chat.find(to=address, key="k1", around=NOW) == sent
            assert await after.chat.find(to=address, key="k2", around=NOW) == Absent()
        assert await after.chat.send(to=to, message=MESSAGE, key="k1") == sent


async def test_nothing_has_arrived_where_nobody_lives(inbox: RecordingInbox, town: Town, store: Path) -> None:
    async with playground_harness(inbox, clock, world=town, store=store) as playground:
        assert await playground.chat.find(to=NOBODY, key="k1", around=NOW) == Absent()
        assert isinstance(await playground.chat.send(to=NOBODY, message=MESSAGE, key="k1"), Refused)
