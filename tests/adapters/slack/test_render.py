"""What we write, as Slack takes it."""

import json
from typing import Any

import pytest

from adapters.slack.form import home, modal, rejection
from adapters.slack.render import blocks, content
from dialogues.form import ChoiceField, Form, Option, TextField
from dialogues.message import (
    Chart,
    Choice,
    Choices,
    Items,
    Message,
    Note,
    Paragraph,
    Point,
)
from tests.adapters.samples import LONG, NOTHING, chart, every
from tests.adapters.slack.blockkit import faults_of_message, faults_of_view


@pytest.mark.parametrize("charts", [True, False])
@pytest.mark.parametrize("text", [NOTHING, " ", "x", LONG])
@pytest.mark.parametrize("times", [1, 2, 30])
def test_every_message_is_one_that_slack_takes(text: str, times: int, charts: bool) -> None:
    assert faults_of_message(content(every(text, times), charts=charts)) == []
    assert faults_of_view(home(every(text, times))) == []


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


def test_a_form_has_its_way_out_in_the_readers_language() -> None:
    """Slack's own words for it are in a language that Slack has, and Swedish is none of them."""
    view = modal(Form(title="T", submit="Spara", cancel="Avbryt", missing="Saknas", fields=(), token="a/b/c/d"))
    assert view["close"] == {"type": "plain_text", "text": "Avbryt", "emoji": False}


def test_the_summary_is_escaped_exactly_once() -> None:
    shown = content(Message(summary="<!channel> & &amp; <@U1>", blocks=(Note(text="x"),)), charts=False)
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
    button = Choices(choices=(Choice(label="Go", token="a/b/c/d"),))
    long = Message(summary="x", blocks=(*(Paragraph(text="ÿ" * 2900) for _ in range(20)), button))
    shown = json.dumps(blocks(long, charts=False), ensure_ascii=False)
    assert 11_000 < shown.count("ÿ") < 12_000
    assert "ÿ…" in shown
    assert "Go" in shown


def test_a_long_list_keeps_what_fits() -> None:
    (list_,) = blocks(Message(summary="x", blocks=(Items(items=("word " * 200,) * 40),)), charts=False)
    items = list_["elements"][0]["elements"]  # type: ignore[index]
    assert len(items) == 13
    assert items[-1]["elements"][0]["text"] == "…"


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
