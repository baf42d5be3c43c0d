"""Half a year of somebody's answers, with long and hostile texts, gets through both platforms whole."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from adapters.slack import limits as slack
from adapters.slack.render import content
from adapters.teams import limits as teams
from adapters.teams.form import notice
from bot.catalogues import read_languages
from dialogues.example.mine import MINE
from dialogues.message import Message, Paragraph
from dialogues.own import mine, paging, showing
from dialogues.own.mine import Part, Record
from dialogues.phrase import Wording
from dialogues.pulse.item import ItemId
from dialogues.window import Window
from tests.adapters.biggest import HOSTILE, Filling, filling
from tests.dialogues.examples import WINDOW

#: A half-year with two questions a week.
DAYS = [date(2026, 5, 4) + timedelta(days=7 * week + day) for week in range(26) for day in (1, 3)]

Render = Callable[[Message[str]], object]
RENDERED: Mapping[str, Render] = {
    "slack": lambda message: content(message),
    "teams": lambda message: notice(message)["task"],
}
FILLINGS: Mapping[str, Callable[[], Filling]] = {
    "hostile": lambda: filling(HOSTILE),
    "swedish": lambda: filling("å"),
    "emoji": lambda: filling("😀"),
    "quotes": lambda: filling('"'),
}


def half_a_year(fill: Filling) -> tuple[Part, ...]:
    """As much as Vardag keeps by default, each text as long as it may be."""

    def wording(length: int) -> Wording:
        return Wording(texts={"sv": fill(length), "en": fill(length)})

    behaviour = replace(WINDOW.behaviour, text=wording(300)) if WINDOW.behaviour else None
    last = replace(WINDOW, behaviour=behaviour, title=wording(200))
    clear = replace(WINDOW, item=ItemId.CLARITY, behaviour=None, title=wording(200))
    asked = replace(WINDOW, item=ItemId.YES_NO, behaviour=None, title=None, text=wording(1000))

    def answers() -> Iterator[Record]:
        for number, day in enumerate(DAYS):
            window: Window = (last, clear, asked)[number % 3]
            value = "4" if window is clear else "yes"
            yield {"window": window, "aspect": "answer", "value": value, "day": day}

    own: tuple[Part, ...] = (
        Part(name="answers", records=tuple(answers())),
        Part(
            name="comments",
            records=tuple(
                {"window": last, "visibility": "own", "theme": None, "comment": fill(500)} for _ in range(13)
            ),
        ),
        Part(
            name="plans",
            records=tuple(
                {"behaviour": wording(300), "situation": fill(120), "action": fill(160), "days": "once", "at": None}
                for _ in range(15)
            ),
        ),
    )
    return tuple(next((new for new in own if new.name == each.name), each) for each in MINE)


def texts(shown: object) -> Iterator[str]:
    """Every text that a person would read."""
    match shown:
        case {"text": str(text)} | {"title": str(text)}:
            yield text
        case _:
            pass
    match shown:
        case dict():
            for each in shown.values():
                yield from texts(each)
        case list():
            for each in shown:
                yield from texts(each)
        case _:
            pass


def pages(parts: tuple[Part, ...], how: str) -> list[Message[str]]:
    swedish = read_languages()["sv"]
    first = showing.page(parts, how)
    total = first.summary.args["total"]  # type: ignore[union-attr]
    return [swedish.message(showing.page(parts, how, number)) for number in range(int(total))]  # type: ignore[arg-type]


@pytest.mark.parametrize("platform", RENDERED)
@pytest.mark.parametrize("letters", FILLINGS)
def test_the_json_is_there_to_the_last_letter(platform: str, letters: str) -> None:
    parts = half_a_year(FILLINGS[letters]())
    joined = ""
    for page in pages(parts, showing.JSON):
        shown = list(texts(RENDERED[platform](page)))
        sheet = [each.text for each in page.blocks if isinstance(each, Paragraph)]
        assert sheet == [each for each in shown if each in sheet]
        joined += "".join(sheet)
    assert json.loads(joined) == json.loads("".join(mine.pieces(parts)))


@pytest.mark.parametrize("platform", RENDERED)
@pytest.mark.parametrize("letters", FILLINGS)
def test_every_line_is_there_in_words(platform: str, letters: str) -> None:
    parts = half_a_year(FILLINGS[letters]())
    for page in pages(parts, showing.WORDS):
        shown = "\n".join(texts(RENDERED[platform](page)))
        for block in page.blocks:
            if block.kind == "items":
                assert all(item in shown for item in block.items)


@pytest.mark.parametrize("how", [showing.WORDS, showing.JSON])
@pytest.mark.parametrize("letters", FILLINGS)
def test_every_page_is_within_what_the_platforms_take(how: str, letters: str) -> None:
    for page in pages(half_a_year(FILLINGS[letters]()), how):
        blocks: Any = content(page)["blocks"]
        assert len(blocks) <= slack.BLOCKS_PER_MESSAGE
        assert max(map(len, texts(blocks))) <= slack.TEXT
        assert sum(map(len, texts(blocks))) <= slack.TEXT_TOGETHER
        card: Any = notice(page)["task"]
        assert len(json.dumps(card["value"]["card"]["content"])) <= teams.CARD_SIZE
    assert paging.PAGE < teams.CARD_SIZE
