"""What we write, as Teams takes it."""

import json

import pytest

from adapters.teams.form import closed, dialog, sheet
from adapters.teams.limits import CARD_SIZE
from adapters.teams.render import content, size
from dialogues.form import ChoiceField, DateField, Form, Option, TextField, TimeField
from dialogues.message import Choice, Choices, Heading, Items, Message, Paragraph
from tests.adapters.samples import LONG, NOTHING, chart, every
from tests.adapters.teams.cards import everything, faults_of_card
from tests.adapters.teams.harness import buttons, errors_in, read


def form(text: str, options: int = 2) -> Form[str]:
    choices = tuple(Option(value=str(number), label=text) for number in range(options))
    fields = (
        TextField(name="words", label=text, hint=text, value=text[:1000], longest=10_000),
        ChoiceField(name="pick", label=text, hint=text, options=choices, value=str(options - 1)),
        DateField(name="day", label=text, value="2026-11-24"),
        TimeField(name="time", label=text, required=False),
    )
    return Form(title=text, submit=text, cancel=text, missing=text, fields=fields, token="a/b/c/d")


@pytest.mark.parametrize("text", [NOTHING, " ", "x", LONG])
@pytest.mark.parametrize("times", [1, 2, 4])
def test_every_message_is_one_that_teams_takes(text: str, times: int) -> None:
    message = content(every(text, times))
    assert message.summary
    assert faults_of_card(message.card) == []


@pytest.mark.parametrize("text", ["x", LONG])
@pytest.mark.parametrize("options", [1, 4, 5, 100])
def test_every_form_is_one_that_teams_takes(text: str, options: int) -> None:
    asked = form(text, options)
    errors = {field.name: text for field in asked.fields}
    for card in (dialog(asked, errors)["task"]["value"]["card"]["content"], sheet(asked, errors).card):  # type: ignore[index]
        assert faults_of_card(card) == []
        assert errors_in(card).keys() == errors.keys()
    assert faults_of_card(closed(text).card) == []


def test_what_somebody_entered_stays_whole_whatever_else_is_cut() -> None:
    words = "ord " * 900
    filled = form(LONG).filled({"words": words, "pick": "0", "time": "09:30"})
    values = {each["id"]: each.get("value") for each in everything(sheet(filled, {}).card) if "id" in each}
    assert values == {"words": words, "pick": "0", "day": "2026-11-24", "time": "09:30"}


def test_a_card_stays_within_what_teams_takes_and_what_is_cut_shows_it() -> None:
    button = Choices(choices=(Choice(label="Go", token="a/b/c/d"),))
    # Each of these letters is six characters on its way.
    long = Message(summary="x", blocks=(*(Paragraph(text="å" * 1000) for _ in range(20)), button))
    card = content(long).card
    assert CARD_SIZE * 0.8 < size(card) <= CARD_SIZE
    shown = read(card)
    assert shown.lines[-1].endswith("…")
    assert shown.buttons == ("Go",)


def test_many_short_texts_are_cut_from_the_end_too() -> None:
    items = tuple(Items(items=(f"{number} {'x' * 30}",) * 5) for number in range(40))
    shown = read(content(Message(summary="x", blocks=items)).card)
    assert 80 < len(shown.lines) <= 150
    assert shown.lines[0].startswith("• 0 ")


def test_too_many_elements_end_in_an_ellipsis() -> None:
    shown = read(content(Message(summary="x", blocks=(Items(items=("x",) * 400),))).card)
    assert len(shown.lines) == 150
    assert shown.lines[-1] == "…"


def test_a_chart_says_its_bands_and_its_words_stand_below_it() -> None:
    card = content(Message(summary="x", blocks=(chart(points=2, levels=("few", "most")),))).card
    drawn, words = (each for each in everything(card) if each.get("type") in ("Chart.HorizontalBar", "RichTextBlock"))
    assert [each["x"] for each in drawn["data"]] == ["0w: few", "1w: most"]
    assert drawn["fallback"] == "drop"
    assert "In words" in json.dumps(words)


def test_of_many_charts_two_are_drawn_and_all_are_told() -> None:
    card = content(Message(summary="x", blocks=(chart(),) * 3)).card
    assert [each.get("type") for each in everything(card)].count("Chart.HorizontalBar") == 2
    assert read(card).lines == ("In words",) * 3


def test_a_button_that_opens_a_form_asks_for_a_dialog_and_any_other_is_answered_in_place() -> None:
    choices = Choices(choices=(Choice(label="Open", token="a/b/c/d", opens=True), Choice(label="Go", token="a/b/c/d")))
    opens, goes = buttons(content(Message(summary="x", blocks=(choices,))).card)
    assert (opens["type"], opens["data"]["msteams"]) == ("Action.Submit", {"type": "task/fetch"})
    assert (goes["type"], goes["fallback"]["type"]) == ("Action.Execute", "Action.Submit")
    assert goes["data"] == goes["fallback"]["data"]


def test_a_summary_is_no_longer_than_a_notification() -> None:
    assert len(content(Message(summary=LONG, blocks=(Heading(text="x"),))).summary) == 500
