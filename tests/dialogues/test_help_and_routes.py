from dataclasses import replace

import pytest

from dialogues import catalogue, closing, digest, goals, greeting, help, pulse, settings
from dialogues.effect import Reply
from dialogues.event import Event, Occasion, Opened
from dialogues.token import UNREADABLE, Token
from tests.dialogues.examples import ACCOUNT, FACTS, MONDAY, chose, commanded, due, said, submitted


@pytest.mark.parametrize(
    ("event", "dialogue", "subject"),
    [
        (due(Occasion.GREETING, MONDAY), greeting.DIALOGUE, ""),
        (due(Occasion.PULSE, MONDAY), pulse.DIALOGUE, ""),
        (due(Occasion.WINDOW, MONDAY), closing.DIALOGUE, ""),
        (due(Occasion.DIGEST, MONDAY), digest.DIALOGUE, ""),
        (chose("pulse/answer/w1/yes"), pulse.DIALOGUE, "w1"),
        (chose("tango/step/w1/"), help.DIALOGUE, ""),
        (chose(UNREADABLE), help.DIALOGUE, ""),
        (submitted(settings.SAVE, {}), settings.DIALOGUE, ""),
        (Opened(id="e", at=MONDAY, account=ACCOUNT), goals.DIALOGUE, ""),
        (commanded(""), goals.DIALOGUE, ""),
        (commanded("mål"), goals.DIALOGUE, ""),
        (commanded("Inställningar"), settings.DIALOGUE, ""),
        (commanded("settings"), settings.DIALOGUE, ""),
        (commanded("hjälp"), help.DIALOGUE, ""),
        (commanded("kaffe"), help.DIALOGUE, ""),
        (said("/goal"), goals.DIALOGUE, ""),
        (said("goal"), goals.DIALOGUE, ""),
        (said("/goal settings"), settings.DIALOGUE, ""),
        (said("GOAL INSTÄLLNINGAR"), settings.DIALOGUE, ""),
        (said("Hej!"), help.DIALOGUE, ""),
        (said(""), goals.DIALOGUE, ""),
    ],
)
def test_everything_has_its_dialogue(event: Event, dialogue: object, subject: str) -> None:
    assert catalogue.route(event) == (dialogue, subject)


@pytest.mark.parametrize(
    ("event", "message"),
    [
        (commanded("help"), help.introduction()),
        (said("hej"), help.introduction(asked="hej")),
        (said("kaffe?"), help.introduction(asked="kaffe?")),
        (commanded("integritet"), help.privacy()),
        (chose(help.PRIVACY), help.privacy()),
        (chose(UNREADABLE), help.outdated()),
        (submitted("gone/save//", {}), help.outdated()),
    ],
)
def test_nobody_is_left_without_an_answer(event: Event, message: object) -> None:
    assert help.advance(None, event, FACTS).effects == (Reply(message=message),)  # type: ignore[arg-type]


def test_what_needs_no_answer_gets_none() -> None:
    assert help.advance(None, due(Occasion.PULSE, MONDAY), FACTS).effects == ()


def test_a_greeting_is_understood_and_nonsense_is_said_back_not_too_long() -> None:
    assert help.introduction(asked="hej") == help.introduction()
    assert "x" * 81 not in str(help.introduction(asked="x" * 5000))


@pytest.mark.parametrize("text", ["", "a", "a/b", "a/b/c/d/e", "/b/c/d", "a//c/d", "a/b/c/" + "d" * 200])
def test_what_is_no_token_is_not_read_as_one(text: str) -> None:
    assert Token.read(text) is None


def test_a_token_reads_back() -> None:
    token = Token(dialogue="pulse", step="answer", subject="w1", value="yes")
    assert Token.read(str(token)) == token


def test_only_what_is_due_to_a_team_may_be_without_a_person() -> None:
    with pytest.raises(LookupError):
        _ = replace(FACTS, person=None).someone
