"""People who do with each question what they are told to do, so many days after it came."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from typing import Final, Protocol

from dialogues.phrase import Phrase
from dialogues.pulse.item import ITEMS
from tests.dialogues.languages import LANGUAGES, SV
from tests.journeys.seen import messages
from tests.journeys.town import Town

#: The window of a question that waits for an answer.
WINDOW: Final = re.compile(r"pulse/skip/(id\d{6})/")


def _said(*keys: str) -> frozenset[str]:
    """What these buttons say, in every language."""
    return frozenset(language.say(Phrase.of(key)) for language in LANGUAGES.values() for key in keys)


SKIP, LATER = _said("pulse.skip"), _said("pulse.in_an_hour", "pulse.tomorrow")
WHY: Final = _said("obstacle.time")
MORE: Final = _said("comment.title")
#: What is no answer that counts: it takes no part in a figure.
ASIDE: Final = _said(
    *(answer.label for item in ITEMS.values() for answer in item.scale.answers if answer.value in item.scale.aside)
)


def secret(user: str) -> str:
    """What somebody writes that nobody else may read, not even that it was they."""
    return f"Det {user} tänker för sig själv."


class Way(Enum):
    """What somebody does with a question."""

    ANSWER = "answer"
    SKIP = "skip"
    PUT_OFF = "put off"
    LEAVE = "leave"


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """What somebody does with the question of a week, so many days after it came. `which` of its answers, and of what
    stood in the way, from 0 on, are counted round."""

    way: Way
    which: int
    why: int
    days: int


class Acts(Protocol):
    """Says what everybody does, by first name, with the question that comes in a week; weeks are counted from 0."""

    def week(self, number: int) -> Mapping[str, Act]: ...


def button(act: Act, buttons: Sequence[str]) -> str | None:
    """The button of a question that somebody taps, if any."""
    match act.way:
        case Way.LEAVE:
            return None
        case Way.SKIP:
            return next(each for each in SKIP if each in buttons)
        case Way.PUT_OFF:
            # A question that is asked once more may not be put off again.
            return next((each for each in LATER if each in buttons), None)
        case Way.ANSWER:
            end = next(n for n, each in enumerate(buttons) if each in SKIP | LATER)
            counted = [each for each in buttons[:end] if each not in ASIDE]
            return counted[act.which % len(counted)]


@dataclass(slots=True, kw_only=True)
class Crowd:
    """Lives by its `acts`. `texts`: people write what is for their own eyes, too; `wavers`: who is reminded decides
    anew. `answered` is when a window was first answered with what counts, by its id and the first name of who did."""

    town: Town
    acts: Acts
    texts: bool = False
    wavers: bool = False
    answered: dict[tuple[str, str], datetime] = field(default_factory=dict)
    _came: dict[tuple[str, str], tuple[int, int]] = field(default_factory=dict)

    async def answer(self, name: str, week: int, weekday: int) -> None:
        """What somebody does with their newest question, once it has been there for long enough: that of the week in
        which it was new to them, or its window."""
        user = self.town.user(name)
        asked = [(at, found[1]) for at, each in messages(self.town.chat, user) if (found := WINDOW.search(each))]
        if not asked:
            return
        at, window = asked[-1]
        since, on = self._came.setdefault((name, f"{window} {at if self.wavers else ''}"), (week, weekday))
        act = self.acts.week(since)[name]
        if week > since or weekday - on >= act.days:
            buttons = [each.buttons for each in await self.town.chat.inbox(user) if SKIP & {*each.buttons}]
            await self._act(user, act, buttons[-1])
            if act.way is Way.ANSWER:
                self.answered.setdefault((window, name), self.town.engine.clock.now())

    async def lead(self, name: str, week: int) -> None:
        """What a good lead does: the team hears what becomes of what it has raised, and talks."""
        user = self.town.user(name)
        answer, talked = SV.say(Phrase.of("promise.answer")), SV.say(Phrase.of("talk.button"))
        if any(answer in each.buttons for each in await self.town.chat.inbox(user)):
            await self.town.chat.taps(user, answer)
            if await self.town.chat.form(user):
                await self.town.chat.submits(user, {"state": "done", "action": "Mötet är kortare."})
        if week % 3 == 2:
            await self.town.chat.taps(user, talked)

    async def _act(self, user: str, act: Act, buttons: Sequence[str]) -> None:
        tapped = button(act, buttons)
        after = await self.town.chat.taps(user, tapped) if tapped else None
        places = [n for n, each in enumerate(after.buttons) if each in WHY] if after else []
        if after and places:
            after = await self.town.chat.taps(user, after.buttons[places[0] + act.why])
        more = next((each for each in after.buttons if each in MORE), None) if after and self.texts else None
        if more:
            await self._write(user, more)

    async def _write(self, user: str, more: str) -> None:
        """Say more, for one's own eyes, and once more where one was asked whether one meant it."""
        await self.town.chat.taps(user, more)
        said = {"visibility": "own", "theme": "tools", "text": secret(user)}
        if await self.town.chat.submits(user, said):
            assert await self.town.chat.submits(user, said) == {}
