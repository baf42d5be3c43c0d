"""In one's own words: who is invited, what is warned of, and what is kept (domain.md §3.1, R11, R12)."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from dialogues.effect import Comment, Effect, Open, Reject, Replace, Reply
from dialogues.person import TeamId
from dialogues.pulse import card, comment, question
from dialogues.pulse.item import ItemId
from dialogues.pulse.question import Asked
from dialogues.pulse.screening import Concern, Warned, concerns
from dialogues.step import Step
from dialogues.token import Token
from dialogues.window import Visibility, Window
from tests.dialogues.examples import FACTS, MONDAY, WINDOW, chose, said, submitted
from tests.dialogues.languages import EN, SV
from tests.dialogues.office import choices, read
from tests.dialogues.pulse_examples import window_of

FACTS = replace(FACTS, window=WINDOW, names=("Anna Berg", "Bo Ek"))
VERBATIM = {"visibility": "verbatim", "theme": "", "text": "Vi har för många möten."}


def sends(values: Mapping[str, str], state: Warned | None = None, window: Window | None = WINDOW) -> Step[Warned]:
    event = submitted(comment.form(WINDOW).token, values)
    return comment.advance(state, event, replace(FACTS, window=window))


def errors(effects: tuple[Effect, ...]) -> dict[str, str]:
    (reject,) = effects
    assert isinstance(reject, Reject)
    return {name: SV.say(text) for name, text in reject.errors.items()}


@pytest.mark.parametrize(
    ("item", "value", "before", "invited", "offered"),
    [
        (ItemId.CLARITY, "2", False, True, True),
        (ItemId.CONF, "1", False, True, True),
        (ItemId.CLARITY, "3", False, True, False),
        (ItemId.CLARITY, "1", False, False, False),
        (ItemId.LAST, "not_that_time", True, True, True),
        (ItemId.LAST, "not_that_time", False, True, False),
        (ItemId.LAST, "yes", True, True, False),
        (ItemId.LEAD_PRIO, "1", False, True, False),
    ],
)
def test_who_may_want_to_say_more_is_offered_to(
    item: ItemId, value: str, before: bool, invited: bool, offered: bool
) -> None:
    facts = replace(FACTS, window=window_of(item), invited=invited, missed_before=before)
    token = Token(dialogue="pulse", step="answer", subject=WINDOW.id, value=value)
    thanks = question.advance(Asked(), chose(token), facts).effects[-1]
    assert isinstance(thanks, Replace)
    assert ("[Säg mer]" in read(thanks.message)) is offered


def test_the_form_tells_who_will_read_it_and_what_not_to_write() -> None:
    step = comment.advance(Warned(), chose(f"comment/write/{WINDOW.id}/"), FACTS)
    (opened,) = step.effects
    assert step.state is None, "what was warned of before is forgotten"
    assert isinstance(opened, Open)
    lines = read(opened.form)
    assert "Ordagrant i teamets sammanställning – andra kan förstå att det är jag" in lines
    assert any(each.startswith("Skriv inte om hälsa eller om namngivna personer.") for each in lines)
    assert opened.form.fields[0].value == Visibility.THEME
    assert "Please do not write about health or named people." in str(EN.form(opened.form))


def test_as_a_theme_nothing_but_the_theme_is_kept() -> None:
    kept, reply = sends({"visibility": "theme", "theme": "tools", "text": "Anna är sjuk"}).effects
    assert kept == Comment(window=WINDOW.id, visibility=Visibility.THEME, theme="tools")
    assert isinstance(reply, Reply)
    assert "tools" not in str(reply)


def test_what_is_for_others_or_oneself_is_kept_as_it_is_written() -> None:
    assert sends(VERBATIM).effects[0] == Comment(
        window=WINDOW.id, visibility=Visibility.VERBATIM, text="Vi har för många möten."
    )
    own = sends({"visibility": "own", "theme": "time", "text": "Jag glömmer."}).effects[0]
    assert own == Comment(window=WINDOW.id, visibility=Visibility.OWN, theme="time", text="Jag glömmer.")


@pytest.mark.parametrize(
    ("values", "wrong"),
    [
        ({"visibility": "theme", "theme": "", "text": "x"}, {"theme"}),
        ({"visibility": "theme", "theme": "nothing", "text": ""}, {"theme"}),
        ({"visibility": "own", "theme": "laziness", "text": ""}, {"theme", "text"}),
        ({"visibility": "all", "theme": "", "text": "x"}, {"visibility"}),
        ({}, {"visibility", "text"}),
        (VERBATIM | {"text": "x" * 501}, {"text"}),
    ],
)
def test_what_is_missing_is_told_beside_its_field(values: Mapping[str, str], wrong: set[str]) -> None:
    assert errors(sends(values).effects).keys() == wrong


def test_what_may_not_have_been_meant_is_warned_of_once() -> None:
    values = VERBATIM | {"text": "Bo Ek svarar aldrig."}
    step = sends(values)
    assert errors(step.effects)["text"] == (
        "Det ser ut att finnas en kollegas namn i texten. Ändra den, eller skicka en gång till om du vill ha det så."
    )
    again = sends(values, step.state)
    assert again.state is None
    assert isinstance(again.effects[0], Comment)
    # What else is missing meanwhile does not make it forgotten.
    assert sends(VERBATIM | {"text": ""}, step.state).state == Warned()


def test_a_personal_identity_number_is_never_kept() -> None:
    for state in (None, Warned()):
        step = sends(VERBATIM | {"text": "Ring 19850709-9805 om det."}, state)
        assert errors(step.effects)["text"].endswith("Sådana sparas inte, så ta bort det först.")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Vi har för många möten, 12 i veckan.", []),
        ("Between 2025 and 2026 we had 1500 cases.", []),
        ("Mejla a.b@example.com", [Concern.EMAIL]),
        ("@anna vet", [Concern.MENTION]),
        ("<@U012AB3CD> knows", [Concern.MENTION]),
        ("Ring 070-123 45 67", [Concern.PHONE]),
        ("Call +46 8 123 45 67", [Concern.PHONE]),
        ("Anna Berg hjälper oss", [Concern.NAME]),
        ("850709-9805", [Concern.NUMBER]),
        ("198507099805", [Concern.NUMBER]),
        ("Jag var sjuk hela veckan", [Concern.HEALTH]),
        ("I am ill this week", [Concern.HEALTH]),
        ("We will still do it", []),
    ],
)
def test_what_is_looked_for_in_a_text(text: str, found: list[Concern]) -> None:
    assert list(concerns(text, ("Anna Berg", "Bo Ek"))) == found


@pytest.mark.parametrize("window", [None, replace(WINDOW, closed_at=MONDAY)])
def test_without_an_open_window_nothing_is_kept(window: Window | None) -> None:
    facts = replace(FACTS, window=window)
    for effects in (
        sends(VERBATIM, window=window).effects,
        comment.advance(None, chose(f"comment/write/{WINDOW.id}/"), facts).effects,
    ):
        assert [type(each) for each in effects] == [Reply]


def test_whoever_is_of_another_team_has_no_word_in_it() -> None:
    """R2: a client may send any token, and who has changed teams knows those of the window before."""
    assert [type(each) for each in sends(VERBATIM, window=replace(WINDOW, team=TeamId("other"))).effects] == [Reply]
    assert [type(each) for each in sends(VERBATIM).effects] == [Comment, Reply], "a control"


def test_other_events_leave_it_as_it_is() -> None:
    assert comment.advance(Warned(), said("hej"), FACTS) == Step(state=Warned())


def test_the_way_to_say_more_opens_a_form() -> None:
    assert [each.opens for each in choices(card.thanks(WINDOW, comment=True))] == [False, False, True]
