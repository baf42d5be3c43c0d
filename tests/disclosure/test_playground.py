"""The playground's pages as HTML, as the lead and their team see them: of what somebody else has answered or written
nothing stands in them. Who is beside them and how much waits for each is told by the frame around every page: there
anybody can be anybody, which is why it is heard on one machine alone (R22)."""

import asyncio
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.adapters.playground.harness import PlaygroundHarness
from tests.disclosure.answering import TEAM, Answering
from tests.disclosure.databases import databases
from tests.disclosure.words import AIMS, COUNT, LABELS, PERCENT, VALUES, escaped, having, said_by, telling
from tests.disclosure.world import LEAD, world
from tests.journeys.crowd import secret
from tests.journeys.weeks import hurry
from tests.storage.dump import Row, dump

#: What stands beside the conversation.
FRAME = re.compile(
    r"<nav class=\"people\".*?</nav>|<title>.*?</title>|<span class=\"count\".*?</span></span>|<h1>.*?</h1>", re.DOTALL
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pages:
    """The lines of everybody's pages, by first name, `users` their ids there, and `rows` the database."""

    of: Mapping[str, Sequence[str]]
    users: Mapping[str, str]
    rows: Mapping[str, list[Row]]

    def of_others(self, name: str) -> list[str]:
        return [line for one, lines in self.of.items() if one != name for line in lines]


async def played(url: str) -> Pages:
    """Two weeks, in the second of which somebody does not answer, and somebody writes for their own eyes."""
    answering = Answering(told=3, own=6, hidden=frozenset({1}))
    async with world(database_url=url, answering=answering, platform="playground", texts=True) as lived:
        await lived.live(2, curious=False)
        chat = lived.town.chat
        assert isinstance(chat, PlaygroundHarness)
        users = {name: lived.town.user(name) for name in (LEAD, *TEAM)}
        of = {}
        for name, user in users.items():
            of[name] = [line for page in await chat.pages(user) for line in FRAME.sub("", page).splitlines()]
        return Pages(of=of, users=users, rows=await dump(url))


@pytest.fixture(scope="module")
def pages(sqlite_template: Path) -> Pages:
    with pytest.MonkeyPatch.context() as patch, databases(sqlite_template) as another:
        hurry(patch)
        return asyncio.run(played(another()))


def test_r4_and_r8_they_tell_no_count_of_answers_and_no_share_as_a_number(pages: Pages) -> None:
    everything = [line for lines in pages.of.values() for line in lines]
    assert [each for each in everything if "Kundservice" in each], "a control: there is a digest"
    assert having(COUNT, everything) == []
    assert [each for each in having(PERCENT, everything) if not any(aim in each for aim in AIMS)] == []


def test_r2_and_r13_nobody_sees_what_is_somebody_elses(pages: Pages) -> None:
    assert pages.rows["comment"], "somebody has written"
    for name in TEAM:
        assert telling(pages.of_others(name), escaped(secret(pages.users[name]))) == []
    assert telling(pages.of[LEAD], frozenset({"pulse/", "comment/"})) == []
    named = re.compile("|".join(rf"\b{each.title()}\b" for each in TEAM))
    assert [each for each in pages.of[LEAD] if named.search(each)] == []
    # A control: their own questions are there.
    assert all(telling(pages.of[name], frozenset({"pulse/"})) for name in TEAM)


def test_r17_and_r18_they_hold_no_answer_that_was_given_but_what_one_can_still_tap(pages: Pages) -> None:
    labels = frozenset(f">{each[1:-1]}<" for each in LABELS)
    assert telling(pages.of[LEAD], VALUES | labels) == []
    for name in TEAM:
        beside_buttons = [each for each in pages.of[name] if "<button" not in each]
        assert telling(beside_buttons, VALUES | labels) == []
        assert telling(pages.of[name], said_by("pulse.thanks")), "a control: they have answered"
