"""What we write, as Slack takes it."""

import json
from typing import Any

import pytest

from adapters.slack.form import home, modal, rejection
from adapters.slack.render import blocks, content, posted
from dialogues.form import ChoiceField, Form, Option, TextField
from dialogues.message import (
    Chart,
    Choice,
    Choices,
    Heading,
    Items,
    Message,
    Note,
    Paragraph,
    Point,
    Quote,
)
from tests.adapters.harness import Shown
from tests.adapters.samples import LONG, NOTHING, chart, every
from tests.adapters.slack.blockkit import faults_of_message, faults_of_posted, faults_of_view
from tests.adapters.slack.harness import read


@pytest.mark.parametrize("text", [NOTHING, " ", "x", LONG])
@pytest.mark.parametrize("times", [1, 2, 30])
def test_every_message_is_one_that_slack_takes(text: str, times: int) -> None:
    assert faults_of_message(content(every(text, times))) == []
    assert faults_of_view(home(every(text, times))) == []


@pytest.mark.parametrize("charts", [True, False])
@pytest.mark.parametrize("text", [NOTHING, " ", "x", LONG])
@pytest.mark.parametrize("times", [1, 2, 4])
def test_every_message_that_is_posted_is_one_that_slack_takes(text: str, times: int, charts: bool) -> None:
    assert faults_of_posted(posted(every(text, times), charts=charts)) == []


def button(label: str) -> Choices[str]:
    return Choices(choices=(Choice(label=label, token="a/b/c/d"),))


@pytest.mark.parametrize("text", ["x", LONG])
@pytest.mark.parametrize("options", [1, 100, 101, 450])
def test_every_form_is_one_that_slack_takes(text: str, options: int) -> None:
    choices = tuple(Option(value=str(number), label=text) for number in range(options))
    fields = (
        TextField(name="words", label=text, hint=text, value=text, longest=10_000),
        ChoiceField(name="pick", label=text, hint=text, options=choices, value=str(options - 1)),
    )
    view = modal(Form(title=text, submit=text, cancel=text, missing=text, fields=fields, token="a/b/c/d"))
    assert faults_of_view(view) == []


def choosing(*labels: str) -> dict[str, Any]:
    options = tuple(Option(value=str(number), label=label) for number, label in enumerate(labels))
    field = ChoiceField(name="pick", label="Pick", options=options, value="1")
    view = modal(Form(title="T", submit="S", cancel="C", missing="M", fields=(field,), token="a/b/c/d"))
    assert faults_of_view(view) == []
    return dict(view)


def test_options_that_begin_alike_and_are_too_long_for_a_list_stand_whole_above_it_and_are_numbered() -> None:
    alike = [f"{'När en kund är missnöjd ringer vi upp ' * 6}{end}" for end in ("samma dag.", "inom en timme.")]
    whole, select = choosing(*alike)["blocks"]
    (numbered,) = whole["elements"]
    assert (numbered["type"], numbered["style"]) == ("rich_text_list", "ordered")
    assert read({"blocks": [whole]}).lines == tuple(f"{number}. {each}" for number, each in enumerate(alike, 1))
    texts = [option["text"]["text"] for option in select["element"]["options"]]
    assert [text[:8] for text in texts] == ["1. När e", "2. När e"]
    assert select["element"]["initial_option"]["text"]["text"] == texts[1]


def test_options_that_fit_stand_in_the_list_alone() -> None:
    (select,) = choosing("x" * 75, "y")["blocks"]
    assert [option["text"]["text"] for option in select["element"]["options"]] == ["x" * 75, "y"]


def test_a_form_has_its_way_out_in_the_readers_language() -> None:
    """Slack's own words for it are in a language that Slack has, and Swedish is none of them."""
    view = modal(Form(title="T", submit="Spara", cancel="Avbryt", missing="Saknas", fields=(), token="a/b/c/d"))
    assert view["close"] == {"type": "plain_text", "text": "Avbryt", "emoji": False}


def test_the_summary_is_escaped_exactly_once() -> None:
    shown = content(Message(summary="<!channel> & &amp; <@U1>", blocks=(Note(text="x"),)))
    assert shown["text"] == "&lt;!channel&gt; &amp; &amp;amp; &lt;@U1&gt;"


def test_a_goal_that_pings_everyone_stands_only_where_slack_reads_no_markup() -> None:
    hostile = "<!channel> *x* & `y`"
    found: list[str] = []

    def walk(value: Any) -> None:
        if isinstance(value, dict):
            assert value.get("type") != "mrkdwn"
            if hostile in json.dumps(value.get("text", ""), ensure_ascii=False) and isinstance(value["text"], str):
                found.append(value["type"])
        for child in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
            walk(child)

    walk(blocks(every(hostile), charts=True))
    assert set(found) == {"plain_text", "text"}


def test_words_that_do_not_fit_together_end_in_an_ellipsis_and_the_buttons_stay() -> None:
    long = Message(summary="x", blocks=(*(Paragraph(text="ÿ" * 2900) for _ in range(20)), button("Go")))
    shown = json.dumps(blocks(long), ensure_ascii=False)
    assert 11_000 < shown.count("ÿ") < 12_000
    assert "ÿ…" in shown
    assert "Go" in shown


def test_a_long_list_keeps_what_fits() -> None:
    (list_,) = blocks(Message(summary="x", blocks=(Items(items=("word " * 200,) * 200),)))
    items = list_["elements"][0]["elements"]  # type: ignore[index]
    texts = [item["elements"][0]["text"] for item in items]
    assert [len(text) for text in texts[:-1]] == [100] * 120
    assert all(text.endswith("…") for text in texts)
    assert texts[-1] == "…"


def test_a_heading_too_long_for_a_header_is_there_whole() -> None:
    shown = blocks(Message(summary="x", blocks=(Heading(text="x" * 150), Heading(text="y" * 200))))
    assert [block["type"] for block in shown] == ["header", "rich_text"]
    assert read({"blocks": shown}).lines == ("x" * 150, "y" * 200)


def test_what_would_be_too_many_blocks_is_drawn_closer_together_and_nothing_is_missing() -> None:
    parts = (
        Heading(text="What"),
        Paragraph(text="Why"),
        Items(items=("one", "two")),
        Note(text="Small"),
        Quote(text="Q"),
    )
    message = Message(summary="x", blocks=(*parts, button("Go")) * 10)
    shown = blocks(message)
    assert len(shown) == 20
    assert faults_of_message({"text": "x", "blocks": shown}) == []
    assert read({"blocks": shown}) == Shown(
        lines=("What", "Why", "• one", "• two", "Small", "Q") * 10, buttons=("Go",) * 10
    )


def test_a_message_that_is_posted_holds_less_than_one_that_answers() -> None:
    long = Message(summary="x", blocks=(Items(items=("ÿ" * 300,) * 40),))
    answering, posting = (json.dumps(each["blocks"]).count("00ff") for each in (content(long), posted(long)))
    assert answering == 12_000
    assert 8_000 < posting < 12_000


def test_a_chart_is_drawn_with_its_words_beside_it() -> None:
    drawn, words = blocks(Message(summary="x", blocks=(chart(points=3),)), charts=True)
    assert drawn["chart"]["series"][0]["data"] == [  # type: ignore[index]
        {"label": "0w", "value": 1},
        {"label": "1w", "value": 2},
        {"label": "2w", "value": 1},
    ]
    assert "In words" in json.dumps(words)


def test_of_many_charts_two_are_drawn_and_all_are_told() -> None:
    shown = blocks(Message(summary="x", blocks=(chart(),) * 3), charts=True)
    assert [block["type"] for block in shown].count("data_visualization") == 2
    assert json.dumps(shown).count("In words") == 3


@pytest.mark.parametrize("label", ["x" * 30, ""])
def test_a_chart_whose_points_slack_cannot_tell_apart_is_told_in_words(label: str) -> None:
    points = (Point(label=label, level=0), Point(label=label, level=1))
    same = Chart(title="Chart", alternative="In words", levels=("a", "b"), points=points)
    assert [block["type"] for block in blocks(Message(summary="x", blocks=(same,)), charts=True)] == ["rich_text"]


def test_errors_stand_beside_their_fields() -> None:
    assert rejection({"why": "Say <more>"}) == {"response_action": "errors", "errors": {"why": "Say <more>"}}
