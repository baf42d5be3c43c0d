"""What a lead promises one person: theirs alone, asked about on its day, told of when it is answered."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from dialogues import goals, help, status
from dialogues.catalogue import OCCASIONS
from dialogues.effect import (
    DropPersonalPromise,
    Effect,
    Open,
    Reject,
    Replace,
    Reply,
    SavePersonalPromise,
    Say,
    Schedule,
)
from dialogues.event import TO_PEOPLE, Occasion
from dialogues.facts import Facts
from dialogues.kind import Budget, Kind
from dialogues.meeting import preparing, promising, promising_form, registering
from dialogues.meeting.personal_promise import PersonalPromise, PersonalPromiseId
from dialogues.pulse.screening import Warned
from dialogues.rules import Rules
from dialogues.step import Step
from tests.dialogues.examples import ANNA, FACTS, GOAL, LENA, MONDAY, TEAM, chose, commanded, submitted
from tests.dialogues.examples import due as falling_due
from tests.dialogues.examples import said as writing
from tests.dialogues.meeting_examples import BO, INVITED, LEADING, PROMISED, TODAY, WITH_BO, talk
from tests.dialogues.office import choices, read

DAY, WEEK = timedelta(days=1), timedelta(weeks=1)
#: The beginning of the day on which it is to be kept, in Stockholm.
THE_DAY = datetime(2026, 11, 23, 23, tzinfo=UTC)
PROMISING = replace(LEADING, personal_promises=(PROMISED,))
FORM = {"to": "anna", "text": "du slipper rapporten.", "by": "2026-11-24"}


def sends(
    values: Mapping[str, str], facts: Facts = LEADING, id: str = PROMISED.id, state: Warned | None = None
) -> Step[Warned]:
    token = promising_form.form(PROMISED.id, None, facts).token.replace(PROMISED.id, id)
    return promising.advance(state, submitted(token, values), facts)


def saved(effects: tuple[Effect, ...]) -> PersonalPromise:
    (kept,) = (each.promise for each in effects if isinstance(each, SavePersonalPromise))
    return kept


def asked(facts: Facts, at: datetime) -> tuple[list[Say], datetime | None]:
    effects = promising.advance(None, falling_due(Occasion.PROMISE, at, LENA.id), facts).effects
    (again,) = (each.at for each in effects if isinstance(each, Schedule))
    return [each for each in effects if isinstance(each, Say)], again


def taps(step: str, facts: Facts = PROMISING) -> tuple[Effect, ...]:
    return promising.advance(None, chose(f"between/{step}/{PROMISED.id}/"), facts).effects


def text(effect: Effect) -> list[str]:
    assert isinstance(effect, Reply | Replace)
    return read(effect.message)


def test_a_lead_notes_what_they_have_promised_and_by_when() -> None:
    (opened,) = promising.advance(None, chose(promising.making("anna").token), LEADING).effects
    assert isinstance(opened, Open)
    assert {each.name: each.value for each in opened.form.fields} == {"to": "anna", "text": "", "by": ""}
    effects = sends(FORM).effects
    assert saved(effects) == PROMISED
    assert effects[1] == Schedule(occasion=Occasion.PROMISE, subject=LENA.id, at=THE_DAY)
    assert text(effects[-1]) == ["Noterat. Anna Berg ser det med /goal 1:1, och jag frågar dig 24 november."]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"to": "lena"}, "to"),
        ({"text": ""}, "text"),
        ({"text": "x" * 121}, "text"),
        ({"text": "nummer 19850312-1234"}, "text"),
        ({"by": ""}, "by"),
        ({"by": "2026-11-16"}, "by"),
        ({"by": "2027-11-16"}, "by"),
    ],
)
def test_what_is_no_promise_stays_in_the_form(changes: dict[str, str], field: str) -> None:
    (reject,) = sends(FORM | changes).effects
    assert isinstance(reject, Reject)
    assert set(reject.errors) == {field}
    assert {each.name: each.value for each in reject.form.fields} == FORM | changes


def test_what_one_may_not_have_meant_to_write_is_warned_of_once() -> None:
    step = sends(FORM | {"text": "du får gå till läkare på arbetstid"})
    assert isinstance(step.effects[0], Reject)
    again = sends(FORM | {"text": "du får gå till läkare på arbetstid"}, state=step.state)
    assert saved(again.effects).text == "du får gå till läkare på arbetstid"


def test_it_is_asked_about_on_its_day_and_every_week_until_it_is_answered() -> None:
    assert asked(PROMISING, MONDAY) == ([], THE_DAY)
    (say,), again = asked(PROMISING, THE_DAY)
    assert (say.to, say.kind, say.kind.budget, again) == (LENA.id, Kind.PROMISE, Budget.LEAD, THE_DAY + WEEK)
    assert read(say.message) == [
        "Du lovade Anna Berg 16 november: »du slipper rapporten«.",
        *("[Gjort]", "[Pågår]", "[Går inte]"),
    ]
    assert asked(PROMISING, THE_DAY + DAY) == ([], THE_DAY + WEEK)
    assert len(asked(PROMISING, THE_DAY + WEEK)[0]) == 1
    assert asked(LEADING, THE_DAY) == ([], None)
    later = replace(PROMISED, id=PersonalPromiseId("p2"), due_on=date(2026, 11, 27))
    both = replace(LEADING, personal_promises=(PROMISED, later))
    assert asked(both, THE_DAY)[1] == THE_DAY + 3 * DAY


@pytest.mark.parametrize("became", ["done", "not_possible"])
def test_an_answer_ends_it_and_is_told_to_whom_it_was_made(became: str) -> None:
    dropped, say, planned, shown = taps(became)
    assert dropped == DropPersonalPromise(promise=PROMISED.id)
    assert isinstance(say, Say)
    assert (say.to, say.kind, say.kind.budget) == (ANNA.id, Kind.PROMISED, Budget.PERSON)
    assert read(say.message)[0].startswith("Lena Ek lovade dig: »du slipper rapporten«.")
    assert planned == Schedule(occasion=Occasion.PROMISE, subject=LENA.id, at=None)
    assert text(shown)[0].startswith("Fint" if became == "done" else "Okej")
    assert text(taps(became, LEADING)[0]) == ["Det löftet är redan besvarat."]


def test_what_is_under_way_gets_another_day() -> None:
    (opened,) = taps("move")
    assert isinstance(opened, Open)
    assert {each.name: each.value for each in opened.form.fields} == FORM | {"text": "du slipper rapporten"}
    moved = saved(sends(FORM | {"by": "2026-12-01"}, PROMISING).effects)
    assert moved == replace(PROMISED, due_on=date(2026, 12, 1))
    next_day = replace(PROMISING, person=replace(LENA))
    assert saved(sends(FORM, next_day).effects).made_on == TODAY


def test_both_see_it_and_it_stands_in_nothing_of_the_teams() -> None:
    def shown(facts: Facts) -> list[str]:
        return text(registering.advance(None, commanded("1:1"), facts).effects[0])

    line = "Anna Berg: »du slipper rapporten«, till 24 november"
    assert shown(PROMISING)[-5:] == ["Det här har du lovat", line, "[Gjort]", "[Pågår]", "[Går inte]"]
    given = replace(INVITED, personal_promises=(PROMISED,))
    assert shown(given)[-2:] == [
        "Det här har du fått ett löfte om",
        "Lena Ek: »du slipper rapporten«, till 24 november",
    ]
    teams = replace(PROMISING, goals=(GOAL,), members=(ANNA, BO))
    at = datetime(2026, 11, 30, 9, tzinfo=UTC)
    of_teams = [each for each in Occasion if each not in TO_PEOPLE]
    done = [OCCASIONS[each].advance(None, falling_due(each, at, TEAM.id), teams).effects for each in of_teams]
    everything = (goals.card(TEAM, teams), status.status(teams), done)
    assert PROMISED.text not in str(everything)


def test_the_lead_is_reminded_of_it_before_a_talk_with_that_person_alone() -> None:
    at = talk(WITH_BO).starts_at - timedelta(minutes=45)
    to_bo = replace(PROMISED, to=BO.id)
    state = preparing.advance(None, falling_due(Occasion.MEETING, at - 2 * DAY + 2 * timedelta(hours=2)), LEADING).state
    for promise, comes in ((to_bo, True), (PROMISED, False)):
        facts = replace(LEADING, personal_promises=(promise,))
        effects = preparing.advance(state, falling_due(Occasion.MEETING, at, LENA.id), facts).effects
        lines = [line for each in effects if isinstance(each, Say) for line in read(each.message)]
        assert ("Du har lovat: »du slipper rapporten«, till 24 november." in lines) is comes


def test_nobody_else_makes_or_answers_one() -> None:
    outdated = (Reply(message=help.outdated()),)
    given = replace(FACTS, personal_promises=(PROMISED,), counterparts=(LENA,))
    assert taps("done", given) == outdated
    assert sends(FORM, given).effects == outdated
    other = replace(LEADING, personal_promises=(replace(PROMISED, lead=BO.id),))
    assert text(taps("done", other)[0]) == ["Det löftet är redan besvarat."]
    no_texts = replace(PROMISING, organisation=replace(FACTS.organisation, rules=Rules(keep_texts=0)))
    assert taps("done", no_texts) == outdated
    assert taps("dance") == outdated
    assert promising.advance(None, submitted("between/dance//", {}), LEADING).effects == outdated
    assert promising.advance(None, writing("hej"), LEADING).effects == ()
    assert "[Skriv upp ett löfte]" not in text(registering.advance(None, commanded("1:1"), no_texts).effects[0])


def test_its_buttons_answer_it() -> None:
    tokens = [each.token for each in choices(promising.ask(PROMISED, "Anna"))]
    kinds = [type(promising.advance(None, chose(each), PROMISING).effects[0]) for each in tokens]
    assert kinds == [DropPersonalPromise, Open, DropPersonalPromise]
