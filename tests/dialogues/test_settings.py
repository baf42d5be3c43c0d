from dataclasses import replace
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from dialogues import rhythm, settings, settings_form
from dialogues.availability import OFFICE, Hours
from dialogues.effect import Effect, Open, Reject, Replace, Reply, SaveSettings, Schedule
from dialogues.event import Occasion
from dialogues.facts import Facts
from dialogues.form import ChoiceField
from dialogues.goal import BehaviourId, State
from dialogues.nudge import subject
from dialogues.nudge.subject import choices
from dialogues.person import NOTHING, Person, PersonId
from dialogues.phrase import Phrase
from tests.dialogues.examples import (
    ANNA,
    BEHAVIOURS,
    FACTS,
    GOAL,
    LENA,
    MONDAY,
    STOCKHOLM,
    TEAM,
    chose,
    commanded,
    due,
    said,
    submitted,
)
from tests.dialogues.examples import OTHER as OTHER_TEAM
from tests.dialogues.languages import SV
from tests.dialogues.nudge_examples import OTHER, PLAN
from tests.dialogues.office import Office, read

WITH_GOAL = replace(FACTS, goals=(GOAL,))

TODAY = date(2026, 11, 16)
GOOD = {
    "time": "14:15",
    "first": "08:00",
    "last": "17:00",
    "until": "",
    "questions": "on",
    "nudges": "focus",
    "language": "en",
    "timezone": "Europe/Stockholm",
}
CHOSEN = SaveSettings(language="en", send_time=time(14, 15), hours=OFFICE, stopped=False, paused_until=TODAY)


def opened(person: Person, today: date = TODAY) -> dict[str, str]:
    """What stands in the form of somebody's settings."""
    return {each.name: each.value for each in settings_form.form(person, today, GOAL.behaviours).fields}


def test_the_form_shows_what_holds_now() -> None:
    form = (Open(form=settings_form.form(ANNA, TODAY, choices(WITH_GOAL, TODAY))),)
    assert settings.advance(None, commanded("settings"), WITH_GOAL).effects == form
    assert settings.advance(None, chose(settings.OPEN), WITH_GOAL).effects == form
    chosen = replace(ANNA, send_time=time(14, 5), stopped=True, nudged_about=OTHER.id)
    assert opened(chosen) == GOOD | {"time": "14:05", "language": "sv", "questions": "off", "nudges": OTHER.id}


def test_the_form_shows_a_pause_while_it_lasts() -> None:
    paused = replace(ANNA, paused_until=date(2026, 12, 1))
    for today, shown in ((TODAY, "2026-12-01"), (date(2026, 12, 1), "")):
        assert opened(paused, today)["until"] == shown


#: Nudges and plans find their own moments.
NUDGES = [
    Schedule(occasion=each, subject=ANNA.id, at=MONDAY)
    for each in (Occasion.NUDGE, Occasion.SITUATION, Occasion.MEETING, Occasion.INVITATION, Occasion.PROMISE)
]


def test_in_writing_the_form_is_a_tap_away() -> None:
    assert settings.advance(None, said("inställningar"), FACTS).effects == (Reply(message=settings.offer()),)


def test_a_choice_takes_effect_at_once() -> None:
    save, schedule, *later, reply = settings.advance(None, submitted(settings_form.SAVE, GOOD), FACTS).effects
    assert save == CHOSEN
    assert isinstance(schedule, Schedule)
    assert schedule.occasion is Occasion.PULSE
    assert schedule.at is not None
    assert schedule.at.astimezone(STOCKHOLM).time() == time(14, 15)
    assert later == NUDGES
    assert reply == Reply(message=settings.saved(replace(ANNA, send_time=time(14, 15))))


def test_a_language_that_was_left_as_it_is_stays_the_platforms_to_say() -> None:
    save, *_ = settings.advance(None, submitted(settings_form.SAVE, GOOD | {"language": ANNA.language}), FACTS).effects
    assert save == replace(CHOSEN, language=None)


def test_off_means_off_and_leaves_a_way_back() -> None:
    save, reply = settings.advance(None, submitted(settings_form.SAVE, GOOD | {"questions": "off"}), FACTS).effects
    assert save == replace(CHOSEN, stopped=True)
    assert reply == Reply(message=settings.stopped())


@pytest.mark.parametrize(
    ("values", "errors"),
    [
        ({"time": "07:59"}, {"time": "settings.outside_hours"}),
        ({"time": "17:00"}, {"time": "settings.outside_hours"}),
        ({"time": "halv tio"}, {"time": "settings.no_time"}),
        ({"time": ""}, {"time": "settings.no_time"}),
        ({"time": "25:00"}, {"time": "settings.no_time"}),
        ({"time": "08:30", "first": "09:00"}, {"time": "settings.outside_hours"}),
        ({"first": "nio"}, {"first": "settings.no_time"}),
        ({"until": "i morgon"}, {"until": "entry.no_day"}),
        ({"timezone": "Stokholm"}, {"timezone": "settings.no_timezone"}),
        ({"timezone": ""}, {"timezone": "settings.no_timezone"}),
        ({"language": "tlh"}, {"language": "settings.choose_one"}),
        ({"questions": ""}, {"questions": "settings.choose_one"}),
        ({"nudges": "b9"}, {"nudges": "settings.choose_one"}),
    ],
)
def test_what_is_wrong_is_said_beside_the_field_and_nothing_is_saved(
    values: dict[str, str], errors: dict[str, str]
) -> None:
    (reject,) = settings.advance(None, submitted(settings_form.SAVE, GOOD | values), FACTS).effects
    assert isinstance(reject, Reject)
    assert {name: text.key for name, text in reject.errors.items() if isinstance(text, Phrase)} == errors


def test_a_form_without_its_fields_is_refused() -> None:
    (reject,) = settings.advance(None, submitted(settings_form.SAVE, {}), FACTS).effects
    assert isinstance(reject, Reject)
    assert set(reject.errors) == set(GOOD) - {"until", "nudges"}


def test_one_chooses_what_to_be_nudged_about() -> None:
    """The team's focus first, then every other behaviour that one may be reminded of, or nothing at all."""
    field = next(
        each for each in settings_form.form(ANNA, TODAY, choices(WITH_GOAL, TODAY)).fields if each.name == "nudges"
    )
    assert isinstance(field, ChoiceField)
    assert [each.value for each in field.options] == ["focus", BEHAVIOURS[1].id, BEHAVIOURS[0].id, "b3", "nothing"]
    office = Office(GOAL)
    values = office.types("anna", "inställningar").values
    done = office.sends("anna", settings_form.SAVE, values | {"nudges": OTHER.id})
    assert done.durable[0] == replace(CHOSEN, language=None, send_time=rhythm.pulse_time(ANNA), nudged_about=OTHER.id)
    assert done.text.splitlines()[2:] == [f"Knuffarna handlar om »{SV.say(OTHER.text.quoted)}«.", "[Gör en plan]"]
    assert read(office.taps("anna", done.buttons["Gör en plan"]).form)[0] == "Min plan"
    # With a plan there is no need to make one.
    office.plans["anna", OTHER.id] = replace(PLAN, behaviour=OTHER)
    assert "[Gör en plan]" not in office.sends("anna", settings_form.SAVE, values | {"nudges": OTHER.id}).text
    nothing = office.sends("anna", settings_form.SAVE, values | {"nudges": "nothing"})
    assert nothing.text.splitlines()[2:] == [
        "Jag knuffar dig inte mer. Planer som du själv har gjort påminner jag om som förut."
    ]


def kept(values: dict[str, str], chosen: str, facts: Facts = WITH_GOAL) -> str | None:
    """What is kept of the choice, where something else stood before; None: that stays."""
    person = replace(ANNA, nudged_about=chosen)
    save, *_ = settings.advance(None, submitted(settings_form.SAVE, values), replace(facts, person=person)).effects
    assert isinstance(save, SaveSettings)
    return save.nudged_about


def test_a_choice_that_cannot_be_had_now_is_kept_until_another_is_made() -> None:
    """Its goal rests; or the form is one of before there was such a choice."""
    resting = replace(FACTS, goals=(replace(GOAL, state=State.RESTING),))
    assert opened(replace(ANNA, nudged_about="b9"))["nudges"] == "focus"
    assert kept(GOOD, OTHER.id, resting) is None
    assert kept(GOOD | {"nudges": NOTHING}, OTHER.id, resting) == NOTHING
    assert kept({name: value for name, value in GOOD.items() if name != "nudges"}, NOTHING) is None
    assert kept(GOOD, NOTHING) == "focus"


def test_a_behaviour_that_was_reworded_is_still_the_chosen_one() -> None:
    reworded = replace(OTHER, id=BehaviourId("b9"), replaces=OTHER.id)
    facts = replace(FACTS, goals=(replace(GOAL, behaviours=(reworded, *GOAL.behaviours[1:])),))
    assert kept(GOOD | {"nudges": reworded.id}, OTHER.id, facts) == reworded.id
    assert subject.chosen(replace(facts, person=replace(ANNA, nudged_about=OTHER.id)), TODAY) == reworded


def test_only_what_is_worked_with_now_can_be_chosen() -> None:
    over = replace(FACTS, goals=(replace(GOAL, last=date(2026, 11, 15)),))
    (reject,) = settings.advance(None, submitted(settings_form.SAVE, GOOD | {"nudges": OTHER.id}), over).effects
    assert isinstance(reject, Reject)


def test_stop_asks_no_questions() -> None:
    effects = settings.advance(None, chose(settings.STOP), FACTS).effects
    assert effects == (SaveSettings(stopped=True), Replace(message=settings.stopped()))


def test_a_pause_takes_effect_at_once_and_ends_by_itself_or_by_a_tap() -> None:
    save, schedule, *_, replaced = settings.advance(None, chose(settings.PAUSE), FACTS).effects
    assert save == SaveSettings(paused_until=date(2026, 11, 30))
    assert isinstance(schedule, Schedule)
    assert schedule.at is not None
    assert schedule.at.astimezone(STOCKHOLM).date() >= date(2026, 11, 30)
    assert replaced == Replace(message=settings.paused(date(2026, 11, 30)))
    assert [each.token for each in settings.paused(date(2026, 11, 30)).blocks[1].choices] == [  # type: ignore[union-attr]
        settings.OPEN,
        settings.RESUME,
    ]


def test_a_pause_until_a_day_of_ones_own() -> None:
    save, schedule, *_, reply = settings.advance(
        None, submitted(settings_form.SAVE, GOOD | {"until": "2026-12-24"}), FACTS
    ).effects
    assert save == replace(CHOSEN, paused_until=date(2026, 12, 24))
    assert reply == Reply(message=settings.paused(date(2026, 12, 24)))
    assert isinstance(schedule, Schedule)
    # A day that is past is no pause.
    save, *_ = settings.advance(None, submitted(settings_form.SAVE, GOOD | {"until": "2026-01-01"}), FACTS).effects
    assert save == CHOSEN


def test_hours_and_a_time_zone_of_ones_own() -> None:
    values = GOOD | {"first": "22:00", "last": "06:00", "time": "23:30", "timezone": "new york"}
    save, schedule, *_ = settings.advance(None, submitted(settings_form.SAVE, values), FACTS).effects
    assert save == replace(
        CHOSEN, hours=Hours(first=time(22), last=time(6)), send_time=time(23, 30), timezone="America/New_York"
    )
    assert isinstance(schedule, Schedule)
    assert schedule.at is not None
    assert schedule.at.astimezone(ZoneInfo("America/New_York")).time() == time(23, 30)


def test_every_message_can_be_the_last_one() -> None:
    assert [each.token for each in settings.control().choices] == [settings.PAUSE, settings.STOP]


def test_who_comes_back_is_asked_at_the_next_moment() -> None:
    effects = settings.advance(None, chose(settings.RESUME), FACTS).effects
    assert effects == (
        SaveSettings(stopped=False, paused_until=TODAY),
        Schedule(occasion=Occasion.PULSE, subject=ANNA.id, at=rhythm.pulse_at(ANNA, MONDAY)),
        *NUDGES,
        Replace(message=settings.resumed()),
    )


def test_who_comes_back_on_the_day_of_the_greeting_is_not_asked_before_the_next() -> None:
    noon = datetime(2026, 11, 17, 9, 0, tzinfo=UTC)
    for number in range(20):
        person = replace(ANNA, id=PersonId(f"p{number}"), greeted_on=date(2026, 11, 17), send_time=time(16))
        _, schedule, *_ = settings.advance(None, chose(settings.RESUME, noon), replace(FACTS, person=person)).effects
        assert isinstance(schedule, Schedule)
        assert schedule.at is not None
        assert schedule.at.astimezone(STOCKHOLM).date() > date(2026, 11, 17)


def test_who_comes_back_ungreeted_is_greeted_first() -> None:
    new = replace(ANNA, greeted_on=None)
    effects = settings.advance(None, chose(settings.RESUME), replace(FACTS, person=new)).effects
    assert effects[1] == Schedule(occasion=Occasion.GREETING, subject=new.id, at=MONDAY)


def test_nothing_else_is_its_business() -> None:
    assert settings.advance(None, due(Occasion.PULSE, MONDAY), FACTS).effects == ()
    assert settings.advance(None, chose("settings/dance//"), FACTS).effects == ()


LEADING = replace(FACTS, person=LENA, team=OTHER_TEAM, leads=(TEAM,))


def led(**values: str) -> list[Effect]:
    """What follows where somebody who leads sends the form in."""
    return list(settings.advance(None, submitted(settings_form.SAVE, GOOD | values), LEADING).effects)


def test_whoever_leads_chooses_when_the_digest_comes() -> None:
    (form,) = settings.advance(None, commanded("settings"), LEADING).effects
    assert isinstance(form, Open)
    shown = next(each.value for each in form.form.fields if each.name == "digest")
    assert shown == f"{rhythm.digest_time(TEAM.id):%H:%M}"
    assert not any(each.name == "digest" for each in settings_form.form(ANNA, TODAY, ()).fields)
    saved = led(digest="13:30")
    assert isinstance(saved[0], SaveSettings)
    assert saved[0].digest_time == time(13, 30)
    assert Schedule(occasion=Occasion.DIGEST, subject=TEAM.id, at=MONDAY) in saved


@pytest.mark.parametrize(("entered", "error"), [("07:30", "settings.outside_hours"), ("x", "settings.no_time")])
def test_the_digest_comes_by_day(entered: str, error: str) -> None:
    (reject,) = led(digest=entered)
    assert isinstance(reject, Reject)
    said_so = reject.errors["digest"]
    assert isinstance(said_so, Phrase)
    assert said_so.key == error


def test_a_digest_time_that_was_left_as_it_was_is_no_choice() -> None:
    for values in ({}, {"digest": f"{rhythm.digest_time(TEAM.id):%H:%M}"}):
        saved = led(**values)
        assert isinstance(saved[0], SaveSettings)
        assert saved[0].digest_time is None
        assert not any(isinstance(each, Schedule) and each.occasion is Occasion.DIGEST for each in saved)
