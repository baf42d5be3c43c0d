"""`/goal mydata`: everything that is kept of somebody, whole, for them alone, and never where it stays."""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from dialogues import help
from dialogues.catalogue import route
from dialogues.effect import Replace, Reply
from dialogues.event import Event, Occasion
from dialogues.example.mine import MINE
from dialogues.message import Choices, Items, Message, Paragraph
from dialogues.own import mine, paging, showing, told
from dialogues.own.mine import Datum, Part, Record
from dialogues.phrase import Phrase, Text, Wording
from dialogues.pulse.custom import QuestionKey
from dialogues.pulse.item import ItemId
from dialogues.token import Token
from dialogues.window import Window
from tests.dialogues.examples import FACTS, GOAL, MONDAY, WINDOW, chose, commanded, due, said
from tests.dialogues.languages import EN, SV
from tests.dialogues.office import read

DAY = date(2026, 11, 16)
HERE = replace(FACTS, mine=MINE)
#: More than a platform takes at once.
HOSTILE = '"😀 \\ å\n ' * 2000
LONG = Part(
    name="answers",
    records=tuple({"window": WINDOW, "aspect": "answer", "value": "yes", "day": DAY} for _ in range(60)),
)
MUCH = (
    *MINE,
    LONG,
    Part(name="comments", records=({"window": WINDOW, "theme": None, "comment": HOSTILE, "visibility": "own"},)),
)


def shown(event: Event, parts: Sequence[Part] = MINE) -> Message[Text]:
    (effect,) = showing.advance(None, event, replace(FACTS, mine=tuple(parts))).effects
    assert isinstance(effect, Reply | Replace)
    return effect.message


def next_page(message: Message[Text]) -> str | None:
    choices = [each for block in message.blocks if isinstance(block, Choices) for each in block.choices]
    return next((each.token for each in choices if SV.say(each.label) == "Nästa sida"), None)


def every_page(how: str, parts: Sequence[Part]) -> list[Message[Text]]:
    pages = [shown(chose(Token(dialogue="mydata", step="show", subject=how)), parts)]
    while (token := next_page(pages[-1])) is not None:
        pages.append(shown(chose(token), parts))
    return pages


def expected(parts: Sequence[Part]) -> object:
    """The same by another way: every value as it is read again."""

    def plain(value: object) -> object:
        match value:
            case Wording():
                return dict(value.texts)
            case Phrase():
                return value.key
            case Window():
                return {
                    "question": value.item.value,
                    "text": plain(value.text),
                    "behaviour": plain(value.behaviour.text if value.behaviour else None),
                    "goal": plain(value.title),
                    "options": [{"goal": each.goal, "title": plain(each.title)} for each in value.options],
                    "opened_at": value.opened_at.isoformat(),
                    "closed_at": value.closed_at.isoformat() if value.closed_at else None,
                }
            case dict():
                return {name: plain(each) for name, each in value.items()}
            case None | bool() | int() | str():
                return value
            case _:
                return value.isoformat() if hasattr(value, "isoformat") else list(map(plain, value))  # type: ignore[call-overload]

    return {part.name: [plain(each) for each in part.records] for part in parts}


@pytest.mark.parametrize("event", [commanded("minadata"), said("goal mydata"), chose(showing.OFFER)])
def test_what_is_asked_for_in_the_chat_is_not_shown_there(event: Event) -> None:
    assert route(event).dialogue is showing.DIALOGUE
    message = shown(event)
    assert message == showing.offer()
    (choices,) = (each for each in message.blocks if isinstance(each, Choices))
    assert [(SV.say(each.label), each.opens) for each in choices.choices] == [
        ("Visa i ord", True),
        ("Visa som JSON", True),
    ]


@pytest.mark.parametrize("parts", [MINE, MUCH, MINE[:1], (*MINE, Part(name="plans", records=()))])
def test_the_pages_of_the_json_joined_are_the_data(parts: Sequence[Part]) -> None:
    parts = [replace(each, name=f"{each.name} {number}") for number, each in enumerate(parts)]
    pages = every_page(showing.JSON, parts)
    texts = [each.text for page in pages for each in page.blocks if isinstance(each, Paragraph)]
    assert json.loads("".join(map(str, texts))) == expected(parts)
    assert all(len(str(each)) <= paging.TEXT for each in texts)


def test_between_records_a_line_may_end() -> None:
    assert json.loads("\n".join(mine.pieces(MINE))) == expected(MINE)
    assert json.loads("".join(mine.pieces(()))) == {}
    numbers: Datum = [MONDAY, 1, None, {"x": True}]
    odd = Part(name="odd", records=({"many": numbers},))
    written = {"odd": [{"many": ["2026-11-16T06:00:00+00:00", 1, None, {"x": True}]}]}
    assert json.loads("".join(mine.pieces([odd]))) == written


def test_where_a_text_is_cut_no_space_stands_at_its_edge() -> None:
    spaced = ("a" * 50 + " ") * 500
    texts = [str(each.text) for page in paging.sheets([spaced]) for each in page if isinstance(each, Paragraph)]
    assert "".join(texts) == spaced
    assert all(each[:1] != " " for each in texts)
    assert all(each[-1:] != " " for each in texts[:-1])
    blank = " " * 9000
    cut = [str(each.text) for page in paging.sheets([blank]) for each in page if isinstance(each, Paragraph)]
    assert "".join(cut) == blank


def test_everything_is_said_in_words_on_some_page() -> None:
    pages = every_page(showing.WORDS, (*MINE, LONG))
    lines = [each for page in pages for block in page.blocks if isinstance(block, Items) for each in block.items]
    assert len(lines) == sum(len(list(told.lines(each))) for each in (*MINE, LONG))
    for part in MINE:
        assert any(SV.say(Phrase.of(f"mine.part.{part.name}")) in read(page) for page in pages)
    words = [SV.say(each) for each in lines]
    assert "Namn: Anna Bergström" in words
    assert "Har slutat: nej" in words
    answered = "Tänk på senaste tillfället. Blev det så här? »När en kund är missnöjd ringer vi upp samma dag«"
    assert f"16 nov. 2026: {answered} Ditt svar: Inte den gången" in words
    assert "2 rader, som står i JSON" in words
    assert EN.say(lines[0]) == "Name: Anna Bergström"


def test_an_answer_is_said_in_the_words_of_its_button() -> None:
    own = replace(
        WINDOW, item=ItemId.YES_NO, behaviour=None, question=QuestionKey("lunch"), text=Wording(texts={"sv": "Å" * 900})
    )
    for window, value, says in (
        (own, "no", f"{'Å' * 299}… Ditt svar: Nej"),
        (own, "gone", "Ditt svar: gone"),
        (replace(WINDOW, behaviour=None), "yes", "Blev det så här? Ditt svar: Ja"),
        (replace(WINDOW, item=ItemId.CLARITY), "5", "»Nöjdare kunder«? Ditt svar: 5 Helt tydligt"),
    ):
        record: Record = {"window": window, "aspect": "answer", "value": value, "day": DAY}
        (line,) = told.lines(Part(name="answers", records=(record,)))
        assert SV.say(line).endswith(says), SV.say(line)
    about: Record = {"window": own, "aspect": "obstacle", "value": "tools", "day": DAY}
    (line,) = told.lines(Part(name="answers", records=(about,)))
    assert SV.say(line).startswith("16 nov. 2026: System eller verktyg. Det stod i vägen för »ÅÅÅ")
    themed: Record = {"window": own, "visibility": "theme", "theme": "gone", "comment": None}
    (line,) = told.lines(Part(name="comments", records=(themed,)))
    assert "»gone«" in SV.say(line)


def test_what_somebody_wrote_turns_nothing_around() -> None:
    plan: Record = {"behaviour": GOAL.behaviours[0].text, "situation": "\u202ex", "action": "y", "at": None}
    (line,) = told.lines(Part(name="plans", records=(plan,)))
    assert SV.say(line) == "När x, då: y (klockan –)"
    chosen = Part(name="settings", records=({"nudged_about": "b1", "stopped": True},))
    assert [SV.say(each) for each in told.lines(chosen)] == ["Påminnelser om: b1", "Har slutat: ja"]


def test_where_something_has_changed_it_begins_anew_and_says_so() -> None:
    token = next_page(shown(chose(Token(dialogue="mydata", step="show", subject="words")), MUCH))
    assert token is not None
    assert shown(chose(token), MUCH) == showing.page(MUCH, showing.WORDS, 1)
    assert shown(chose(token), MINE) == showing.page(MINE, showing.WORDS, changed=True)
    later = token.replace("/1-", "/99-")
    assert shown(chose(later), MUCH) == showing.page(MUCH, showing.WORDS)
    assert showing.page(MINE, showing.WORDS, 99) == showing.page(MINE, showing.WORDS)


def test_a_page_takes_the_place_of_the_one_before_and_never_of_what_was_asked_in_the_chat() -> None:
    first = showing.advance(None, chose(Token(dialogue="mydata", step="show", subject="json")), HERE).effects
    assert first == (Reply(message=showing.page(MINE, showing.JSON)),)
    token = next_page(showing.page(MUCH, showing.JSON))
    assert token is not None
    turned = showing.advance(None, chose(token), replace(FACTS, mine=MUCH)).effects
    assert turned == (Replace(message=showing.page(MUCH, showing.JSON, 1)),)


@pytest.mark.parametrize(
    "token", [f"mydata/{rest}" for rest in ("show/all/", "turn/words/-1-x", "turn/json/²-x", "x/words/")]
)
def test_a_token_that_nobody_made_shows_nothing(token: str) -> None:
    assert shown(chose(token)) == help.outdated()
    assert showing.advance(None, due(Occasion.PULSE, MONDAY), HERE).effects == ()
