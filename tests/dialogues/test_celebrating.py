"""What a team may want to celebrate: proposed with consent, warned about, and taken back until it has been shown."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest

from dialogues import celebrating
from dialogues.celebration import Celebration, CelebrationId
from dialogues.effect import DropCelebration, Effect, Open, Reject, Replace, Reply, SaveCelebration
from dialogues.event import Event, Occasion
from dialogues.facts import Facts
from dialogues.form import ChoiceField, Form
from dialogues.message import Message
from dialogues.phrase import Text
from dialogues.pulse.screening import Warned
from dialogues.rules import Rules
from dialogues.step import Step
from dialogues.token import Token
from tests.dialogues.examples import (
    ANNA,
    FACTS,
    LENA,
    MONDAY,
    ORGANISATION,
    OTHER,
    TEAM,
    chose,
    commanded,
    due,
    said,
    submitted,
)
from tests.dialogues.languages import EN, SV
from tests.dialogues.office import choices, read

FACTS = replace(FACTS, names=(ANNA.name, "Bo Ek"))
LEADS = replace(FACTS, person=LENA, team=OTHER, leads=(TEAM,))
SILENT = replace(FACTS, organisation=replace(ORGANISATION, rules=Rules(keep_texts=0)))
SEND = str(Token(dialogue="celebrate", step="send"))
TEXT = "Alla ärenden fick en ägare samma dag."
VALUES = {"text": TEXT, "named": "no"}


def proposed(number: int = 1, **changes: object) -> Celebration:
    kept = Celebration(id=CelebrationId(f"f{number}"), team=TEAM.id, text=f"Förslag {number}", on=date(2026, 11, 16))
    return replace(kept, **changes)  # type: ignore[arg-type]


def sends(values: Mapping[str, str], facts: Facts = FACTS, state: Warned | None = None) -> Step[Warned]:
    return celebrating.advance(state, submitted(SEND, values), facts)


def kept(step: Step[Warned]) -> Celebration:
    (found,) = (each.celebration for each in step.effects if isinstance(each, SaveCelebration))
    return found


def shown(effects: tuple[Effect, ...]) -> Message[Text]:
    (message,) = (each.message for each in effects if isinstance(each, Reply | Replace))
    return message


def opened(event: Event, facts: Facts = FACTS) -> Form[Text]:
    (found,) = celebrating.advance(None, event, facts).effects
    assert isinstance(found, Open)
    return found.form


def errors(step: Step[Warned]) -> dict[str, str]:
    (reject,) = step.effects
    assert isinstance(reject, Reject)
    return {name: SV.say(text) for name, text in reject.errors.items()}


def having(*celebrations: Celebration) -> Facts:
    return replace(FACTS, celebrations=celebrations)


@pytest.mark.parametrize("event", [commanded("fira"), commanded("celebrate"), chose("celebrate/write//")])
def test_the_form_says_who_reads_it_and_names_nobody_unless_asked_to(event: Event) -> None:
    form = opened(event)
    assert [each.name for each in form.fields] == ["text", "named"]
    assert "Hela teamet och den som leder det får läsa den i veckans samtal." in " ".join(read(form))
    assert form.fields[1].value == "no"


def test_what_stands_behind_the_word_stands_in_the_form_already() -> None:
    assert opened(commanded("fira  Vi klarade\u202e det"), having(proposed())).fields[0].value == "Vi klarade det"
    assert len(opened(commanded("fira " + "x" * 500)).fields[0].value) == celebrating.LONGEST


def test_what_is_sent_in_is_kept_without_a_name_and_shown_as_it_will_read() -> None:
    step = sends(VALUES)
    assert kept(step) == Celebration(id=kept(step).id, team=TEAM.id, text=TEXT, on=date(2026, 11, 16))
    assert step.state is None
    lines = read(shown(step.effects))
    assert lines[0] == "Tack! Så här kommer det att stå i ett av de närmaste veckosamtalen för Kundservice:"
    assert lines[1] == TEXT
    assert ANNA.name not in str(step.effects)


def test_whoever_wants_to_is_named() -> None:
    assert kept(sends(VALUES | {"named": "yes"})).by == ANNA.name
    lines = read(shown(sends(VALUES | {"named": "yes"}).effects), EN)
    assert lines[1] == f"{TEXT} (Proposed by {ANNA.name}.)"


@pytest.mark.parametrize(
    ("values", "wrong"),
    [
        ({}, {"text", "named"}),
        ({"text": " \u200b ", "named": "no"}, {"text"}),
        ({"text": "x" * 141, "named": "no"}, {"text"}),
        ({"text": TEXT, "named": "maybe"}, {"named"}),
    ],
)
def test_what_is_missing_is_told_beside_its_field(values: Mapping[str, str], wrong: set[str]) -> None:
    assert errors(sends(values)).keys() == wrong


def test_a_name_is_warned_of_once_and_a_personal_identity_number_is_never_kept() -> None:
    step = sends(VALUES | {"text": "Bo Ek räddade dagen."})
    assert errors(step)["text"].startswith("Det ser ut att finnas en kollegas namn i texten.")
    assert kept(sends(VALUES | {"text": "Bo Ek räddade dagen."}, state=step.state)).text == "Bo Ek räddade dagen."
    for state in (None, Warned()):
        refused = sends(VALUES | {"text": "Grattis 19850709-9805!"}, state=state)
        assert errors(refused)["text"].endswith("Sådana sparas inte, så ta bort det först.")


def test_whoever_leads_teams_says_in_which_it_was() -> None:
    form = opened(commanded("fira"), LEADS)
    which = form.fields[0]
    assert isinstance(which, ChoiceField)
    assert [each.value for each in which.options] == [OTHER.id, TEAM.id]
    assert which.value == TEAM.id
    assert opened(commanded("fira"), replace(LEADS, here=OTHER)).fields[0].value == OTHER.id
    assert kept(sends(VALUES | {"team": OTHER.id}, LEADS)).team == OTHER.id
    assert errors(sends(VALUES | {"team": "ekonomi"}, LEADS)).keys() == {"team"}
    assert kept(sends(VALUES | {"team": OTHER.id})).team == TEAM.id, "it is for nobody else's team"


def test_what_waits_is_listed_to_whoever_proposed_it_and_can_be_taken_back() -> None:
    shown_already = proposed(3, shown_on=date(2026, 11, 16))
    facts = having(proposed(1), proposed(2, by=ANNA.name), shown_already)
    message = shown(celebrating.advance(None, commanded("fira"), facts).effects)
    assert read(message) == [
        "Du har 2 förslag som väntar på veckans samtal.",
        "1. Förslag 1",
        f"2. Förslag 2 ({ANNA.name} föreslog det.)",
        "[Föreslå något]",
        "[Ta tillbaka 1]",
        "[Ta tillbaka 2]",
    ]
    tap = chose(choices_of(message)[1])
    dropped, left = celebrating.advance(None, tap, facts).effects
    assert dropped == DropCelebration(id=CelebrationId("f1"))
    assert isinstance(left, Replace)
    assert read(left.message)[:2] == [
        "Det är borttaget, och ingen har fått se det.",
        "Du har ett förslag som väntar på veckans samtal.",
    ]
    last = celebrating.advance(None, tap, having(proposed(1))).effects
    assert read(shown(last)) == ["Det är borttaget, och ingen har fått se det."]


def choices_of(message: Message[Text]) -> list[str]:
    return [each.token for each in choices(message)]


def test_the_way_back_stands_under_the_thanks() -> None:
    step = sends(VALUES)
    (token,) = choices_of(shown(step.effects))
    effects = celebrating.advance(None, chose(token), having(kept(step))).effects
    assert effects[0] == DropCelebration(id=kept(step).id)


def test_what_has_been_shown_stays_and_what_is_somebody_elses_is_not_known() -> None:
    facts = having(proposed(1, shown_on=date(2026, 11, 16)))
    message = shown(celebrating.advance(None, chose("celebrate/back//f1"), facts).effects)
    assert read(message) == ["Det har redan stått i veckans samtal, så det går inte att ta tillbaka."]
    assert celebrating.advance(None, chose("celebrate/back//f2"), facts).effects == (
        Reply(message=shown(celebrating.advance(None, chose("celebrate/dance//"), FACTS).effects)),
    )


def test_no_more_than_three_of_one_person_wait() -> None:
    full = having(*map(proposed, (1, 2, 3)))
    for event in (commanded("fira"), commanded("fira mer"), chose("celebrate/write//"), submitted(SEND, VALUES)):
        (reply,) = celebrating.advance(None, event, full).effects
        assert isinstance(reply, Reply)
        lines = read(reply.message)
        assert "Tre i taget räcker, så att det finns plats för allas." in lines
        assert "[Föreslå något]" not in lines


def test_where_no_texts_are_kept_nothing_is_taken() -> None:
    for event in (commanded("fira"), chose("celebrate/write//"), submitted(SEND, VALUES), said("fira")):
        (reply,) = celebrating.advance(None, event, SILENT).effects
        assert isinstance(reply, Reply)
        assert read(reply.message)[0].startswith("Här sparas inga fria texter")


def test_written_in_the_chat_it_is_offered() -> None:
    (offer,) = choices(shown(celebrating.advance(None, said("fira"), FACTS).effects))
    assert (offer.token, offer.opens) == ("celebrate/write//", True)


def test_what_means_nothing_says_so_and_what_needs_no_answer_gets_none() -> None:
    assert isinstance(celebrating.advance(None, submitted("celebrate/dance//", {}), FACTS).effects[0], Reply)
    assert celebrating.advance(None, due(Occasion.DIGEST, MONDAY), FACTS) == Step()
