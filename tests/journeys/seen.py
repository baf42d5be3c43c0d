"""What one person's client was sent, as it came over the wire: every message and form, with the second at which it
came. Nothing but what somebody could read who looks at the bytes."""

import json
import re
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import UTC, datetime
from typing import Any

from adapters.playground import place
from tests.adapters.harness import Harness
from tests.adapters.playground.harness import PlaygroundHarness
from tests.adapters.slack.harness import SlackHarness
from tests.adapters.teams.harness import TeamsHarness

#: What a platform or the store makes up at random, or counts for all of its users at once. It is called by the order in
#: which this person met it, as a random name says nothing but whether two things are the same.
RANDOM = (
    re.compile(r"\bid\d{6}\b"),  # ours
    re.compile(r"\b(?:g-)?[0-9a-f]{16}\b"),  # ours, made of what a platform calls an event
    re.compile(r"\bV\d+\b|\b\d+\.hash\b"),  # Slack's views
)


class Stored(dict[str, Any]):
    """What the playground keeps in its file; what has been replaced has another `mark`."""

    mark: str


class Eyes:
    """Sees what is new on one person's client."""

    def __init__(self, chat: Harness, user: str) -> None:
        self._chat = chat
        self._user = user
        # By where they are in memory; held, so that nothing else comes to be there.
        self._known: dict[int, object] = {}
        self._read: set[str] = set()

    async def look(self) -> list[str]:
        """All that is there, and was not the last time."""
        found = []
        held = [*_posted(self._chat, self._user), *_open(self._chat, self._user)]
        for at, mark, shown in held:
            if not self._is_known(shown):
                found.append(f"{at or ''} {mark} {json.dumps(shown)}")
        return found

    def _is_known(self, shown: object) -> bool:
        if isinstance(shown, Stored):
            known = shown.mark in self._read
            self._read.add(shown.mark)
            return known
        known = id(shown) in self._known
        self._known[id(shown)] = shown
        return known


def messages(chat: Harness, user: str) -> Iterator[tuple[datetime, str]]:
    """What stands in somebody's conversation, with the second at which it came."""
    return ((at, json.dumps(held, ensure_ascii=False)) for at, _, held in _posted(chat, user))


def _ask(chat: PlaygroundHarness, statement: str, *values: str) -> list[sqlite3.Row]:
    """Look into, or change, what the playground keeps."""
    with closing(sqlite3.connect(chat.store)) as file, file:
        file.row_factory = sqlite3.Row
        return file.execute(statement, values).fetchall()


def _stored(row: sqlite3.Row, version: object) -> Stored:
    stored = Stored(json.loads(row["body"]))
    stored.mark = f"{row['id']} {version}"
    return stored


def arrived(chat: Harness, user: str) -> list[datetime]:
    """When something came to somebody that they had not just asked for."""
    if isinstance(chat, SlackHarness):
        where = chat.slack.conversation(user)
        told = [each for each in chat.slack.posted if each.metadata and each.channel == where]
        return [datetime.fromtimestamp(int(each.ts.split(".")[0]), UTC) for each in told]
    assert isinstance(chat, TeamsHarness)
    return [each.at for each in chat.teams.dialogue(user) if each.alert]


def close_form(chat: Harness, user: str) -> None:
    """Look away from what is open in front of somebody."""
    if isinstance(chat, PlaygroundHarness):
        _ask(chat, "DELETE FROM form WHERE user = ?", user)
    for held in _in_front(chat):
        held.pop(user, None)


def settled(lines: Sequence[str]) -> list[str]:
    """The same with names for what is random."""
    names: dict[str, str] = {}

    def name(found: re.Match[str]) -> str:
        return names.setdefault(found[0], f"#{len(names)}")

    return [re.sub("|".join(each.pattern for each in RANDOM), name, line) for line in lines]


def _posted(chat: Harness, user: str) -> Iterator[tuple[datetime, str, object]]:
    """The messages of a conversation as they are now, when each came, and what a notification of it says."""
    if isinstance(chat, SlackHarness):
        for posted in chat.slack.posted:
            if posted.channel == chat.slack.conversation(user) and posted.only in (None, user):
                yield datetime.fromtimestamp(int(posted.ts.split(".")[0]), UTC), "", posted.shown
    elif isinstance(chat, PlaygroundHarness):
        wanted = "SELECT * FROM message WHERE author IS NULL AND place IN (?, ?) AND coalesce(reader, ?) = ?"
        for row in _ask(chat, wanted, place.chat(user), place.home(user), user, user):
            yield datetime.fromisoformat(row["at"]), "", _stored(row, row["version"])
    else:
        assert isinstance(chat, TeamsHarness)
        for message in chat.teams.dialogue(user):
            yield message.at, message.summary, message.card


def _open(chat: Harness, user: str) -> Iterator[tuple[None, str, object]]:
    """The forms and pages in front of somebody."""
    if isinstance(chat, PlaygroundHarness):
        for row in _ask(chat, "SELECT * FROM form WHERE user = ?", user):
            yield None, "", _stored(row, "form")
    homes = [chat.slack.homes] if isinstance(chat, SlackHarness) else []
    yield from ((None, "", held[user]) for held in (*_in_front(chat), *homes) if user in held)


def _in_front(chat: Harness) -> list[dict[str, Any]]:
    if isinstance(chat, SlackHarness):
        return [chat.slack.modals]
    return [chat.teams.dialogs] if isinstance(chat, TeamsHarness) else []
