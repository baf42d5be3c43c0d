from dataclasses import replace

import pytest

from dialogues import (
    catalogue,
    celebrating,
    closing,
    focus,
    goals,
    greeting,
    help,
    leadership,
    review,
    settings,
    settings_form,
    status,
    team,
)
from dialogues.digest import sending
from dialogues.effect import Reply
from dialogues.event import Event, FeedRead, Occasion, Opened
from dialogues.meeting import following, inviting, preparing, promising, registering
from dialogues.nudge import nudging, reminding
from dialogues.person import PersonId
from dialogues.pulse import question
from dialogues.token import UNREADABLE, Token
from dialogues.translation import cocreation, course, draft, everyday, questions, stopping, wording
from dialogues.words import Word
from tests.dialogues.examples import ACCOUNT, FACTS, MONDAY, chose, commanded, due, said, submitted
from tests.dialogues.languages import SV


@pytest.mark.parametrize(
    ("event", "dialogue", "subject"),
    [
        (due(Occasion.GREETING, MONDAY), greeting.DIALOGUE, ""),
        (due(Occasion.PULSE, MONDAY), question.DIALOGUE, ""),
        (due(Occasion.REMINDER, MONDAY), question.DIALOGUE, ""),
        (due(Occasion.WINDOW, MONDAY), closing.DIALOGUE, ""),
        (due(Occasion.DIGEST, MONDAY), sending.DIALOGUE, ""),
        (due(Occasion.NUDGE, MONDAY), nudging.DIALOGUE, ""),
        (due(Occasion.SITUATION, MONDAY), reminding.DIALOGUE, ""),
        (due(Occasion.REVIEW, MONDAY), review.DIALOGUE, ""),
        (commanded("påminn"), reminding.DIALOGUE, ""),
        (chose("pulse/answer/w1/yes"), question.DIALOGUE, "w1"),
        (chose("tango/step/w1/"), help.DIALOGUE, ""),
        (chose(UNREADABLE), help.DIALOGUE, ""),
        (submitted(settings_form.SAVE, {}), settings.DIALOGUE, ""),
        (Opened(id="e", at=MONDAY, account=ACCOUNT), goals.DIALOGUE, ""),
        (commanded(""), goals.DIALOGUE, ""),
        (commanded("mål"), goals.DIALOGUE, ""),
        (commanded("Inställningar"), settings.DIALOGUE, ""),
        (commanded("settings"), settings.DIALOGUE, ""),
        (commanded("hjälp"), help.DIALOGUE, ""),
        (commanded("varför"), help.DIALOGUE, ""),
        (commanded("fira"), celebrating.DIALOGUE, ""),
        (commanded("leda"), leadership.DIALOGUE, ""),
        (said("celebrate that we made it"), celebrating.DIALOGUE, ""),
        (commanded("1:1 add"), registering.DIALOGUE, ""),
        (said("goal 1:1"), registering.DIALOGUE, ""),
        (due(Occasion.MEETING, MONDAY), preparing.DIALOGUE, ""),
        (due(Occasion.AFTERWARDS, MONDAY), preparing.DIALOGUE, ""),
        (due(Occasion.INVITATION, MONDAY), inviting.DIALOGUE, ""),
        (due(Occasion.PROMISE, MONDAY), promising.DIALOGUE, ""),
        (FeedRead(at=MONDAY, person=PersonId("lena")), following.DIALOGUE, ""),
        # It may be a part of a goal's title.
        (commanded("kaffe"), goals.DIALOGUE, ""),
        (commanded("nytt"), draft.DIALOGUE, ""),
        (commanded("new goal"), draft.DIALOGUE, ""),
        (commanded("status"), status.DIALOGUE, ""),
        (commanded("team Ekonomi och IT"), team.DIALOGUE, "Ekonomi och IT"),
        (commanded("teamet"), team.DIALOGUE, ""),
        (said("mål team ekonomi"), team.DIALOGUE, "ekonomi"),
        (said("/goal"), goals.DIALOGUE, ""),
        (said("goal"), goals.DIALOGUE, ""),
        (said("/goal settings"), settings.DIALOGUE, ""),
        (said("GOAL INSTÄLLNINGAR"), settings.DIALOGUE, ""),
        (said("Hej!"), help.DIALOGUE, ""),
        (said(""), goals.DIALOGUE, ""),
        *(
            (chose(f"{each.name}/step/g1/"), each, "g1")
            for each in (
                cocreation.DIALOGUE,
                course.DIALOGUE,
                draft.DIALOGUE,
                everyday.DIALOGUE,
                focus.DIALOGUE,
                stopping.DIALOGUE,
                questions.DIALOGUE,
                wording.DIALOGUE,
            )
        ),
        (submitted("draft/save/g1/", {}), draft.DIALOGUE, "g1"),
    ],
)
def test_everything_has_its_dialogue(event: Event, dialogue: object, subject: str) -> None:
    assert catalogue.route(event) == (dialogue, subject)


@pytest.mark.parametrize(
    ("event", "message"),
    [
        (commanded("help"), help.introduction()),
        (said("Hej!"), help.introduction()),
        (said("?"), help.introduction()),
        (said("kaffe?"), help.introduction(asked="kaffe?")),
        (commanded("integritet"), help.privacy()),
        (chose(help.PRIVACY), help.privacy()),
        (commanded("about"), help.about()),
        (commanded("om"), help.about()),
        (said("goal varför"), help.why()),
        (chose(help.told(Word.WHY)), help.why()),
        (chose("help/dance//"), help.outdated()),
        (chose(UNREADABLE), help.outdated()),
        (submitted("gone/save//", {}), help.outdated()),
    ],
)
def test_nobody_is_left_without_an_answer(event: Event, message: object) -> None:
    assert help.advance(None, event, FACTS).effects == (Reply(message=message),)  # type: ignore[arg-type]


def test_what_needs_no_answer_gets_none() -> None:
    assert help.advance(None, due(Occasion.PULSE, MONDAY), FACTS).effects == ()


def test_nonsense_is_said_back_not_too_long() -> None:
    assert SV.say(help.introduction(asked="kaffe?").summary).count("kaffe?") == 1
    assert "x" * 80 in str(help.introduction(asked="x" * 5000))
    assert "x" * 81 not in str(help.introduction(asked="x" * 5000))


def test_where_the_ideas_come_from_is_told_as_what_it_is() -> None:
    about = " ".join(SV.say(each.text) for each in help.about().blocks if each.kind in ("paragraph", "note"))
    assert "sponsrad åsiktstext, ingen forskning" in about
    assert "antaganden" in about


@pytest.mark.parametrize("text", ["", "a", "a/b", "a/b/c/d/e", "/b/c/d", "a//c/d", "a/b/c/" + "d" * 200])
def test_what_is_no_token_is_not_read_as_one(text: str) -> None:
    assert Token.read(text) is None


def test_a_token_reads_back() -> None:
    token = Token(dialogue="pulse", step="answer", subject="w1", value="yes")
    assert Token.read(str(token)) == token


def test_only_what_is_due_to_a_team_may_be_without_a_person() -> None:
    with pytest.raises(LookupError):
        _ = replace(FACTS, person=None).someone
