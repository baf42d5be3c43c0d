"""Whoever has a talk with their lead is asked the day before, and what they write is theirs unless they share it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from dialogues import help, rhythm
from dialogues.availability import instant
from dialogues.calendar import Break
from dialogues.effect import DropTopic, Effect, Open, Reject, Replace, Reply, SaveMeeting, SaveTopic, Say, Schedule
from dialogues.event import Occasion
from dialogues.facts import Facts
from dialogues.goal import State
from dialogues.kind import Kind
from dialogues.meeting import bringing, inviting, preparing, registering, topic_form
from dialogues.meeting.inviting import Invited
from dialogues.meeting.memory import Prepared
from dialogues.meeting.topic import Topic
from dialogues.pulse.screening import Warned
from dialogues.rules import Rules
from dialogues.step import Step
from tests.dialogues.examples import ANNA, FACTS, GOAL, LENA, MONDAY, STOCKHOLM, chose, commanded, submitted
from tests.dialogues.examples import due as falling_due
from tests.dialogues.examples import said as writing
from tests.dialogues.meeting_examples import BROUGHT, EVERY, INVITED, LEADING, WITH_ANNA, WITH_BO, talk
from tests.dialogues.office import choices, read

DAY, WEEK, HOUR = timedelta(days=1), timedelta(weeks=1), timedelta(hours=1)
ASKED = replace(INVITED, topics=())
#: Anna's own minute on the Monday before the talk.
THE_DAY_BEFORE = instant(date(2026, 11, 16), rhythm.pulse_time(ANNA), STOCKHOLM)
KEY = talk(WITH_ANNA).key
NO_TEXTS = replace(ASKED, organisation=replace(FACTS.organisation, rules=Rules(keep_texts=0)))


def due(facts: Facts, at: datetime, state: Invited | None = None) -> tuple[Invited, list[Say], datetime | None]:
    """What is remembered, said and planned once that is due to whoever is invited."""
    step = inviting.advance(state, falling_due(Occasion.INVITATION, at), facts)
    assert step.state is not None
    (again,) = (each.at for each in step.effects if isinstance(each, Schedule))
    return step.state, [each for each in step.effects if isinstance(each, Say)], again


def sends(values: Mapping[str, str], facts: Facts = ASKED, state: Warned | None = None) -> Step[Warned]:
    token = topic_form.form(KEY, "Lena", None).token
    return bringing.advance(state, submitted(token, values), facts)


def saved(effects: tuple[Effect, ...]) -> Topic:
    (kept,) = (each.topic for each in effects if isinstance(each, SaveTopic))
    return kept


# The invitation


def test_the_day_before_one_is_asked_at_ones_own_minute_once_for_each_talk() -> None:
    _, says, again = due(ASKED, THE_DAY_BEFORE - HOUR)
    assert (says, again) == ([], THE_DAY_BEFORE)
    state, (say,), again = due(ASKED, THE_DAY_BEFORE)
    assert (say.to, say.kind, say.expires_at) == (ANNA.id, Kind.INVITATION, talk(WITH_ANNA).starts_at - HOUR)
    assert read(say.message) == [
        "Du har samtal med Lena Ek tisdag 17 november klockan 13:00. Är det något du vill ta upp?",
        "Det du skriver ser bara du, om du inte själv väljer att dela det.",
        *("[Skriv ner något]", "[Nej, inget]", "[Inställningar]"),
    ]
    assert again == THE_DAY_BEFORE + WEEK
    assert due(ASKED, THE_DAY_BEFORE + HOUR, state)[1] == []
    _, (later,), _ = due(ASKED, THE_DAY_BEFORE + WEEK, state)
    assert read(later.message)[0] != read(say.message)[0].replace("17", "24")


def test_where_the_question_of_the_week_comes_that_day_one_is_asked_the_day_before_it() -> None:
    for weekday in range(1, 5):
        first = date(2026, 11, 16) + weekday * DAY
        asked = inviting.invited_at(talk(replace(WITH_ANNA, first=first)), ANNA).date()
        before = first - DAY if (first - DAY).weekday() != rhythm.pulse_day(ANNA) else first - 2 * DAY
        assert asked == before
    assert rhythm.pulse_day(ANNA) in range(1, 4)


def test_over_a_weekend_and_a_holiday_it_is_the_last_day_at_work() -> None:
    monday = replace(WITH_ANNA, first=date(2026, 11, 23))
    assert inviting.invited_at(talk(monday), ANNA).date() == date(2026, 11, 20)
    epiphany = replace(WITH_ANNA, first=date(2027, 1, 7), weeks=0)
    assert inviting.invited_at(talk(epiphany), ANNA).date() == date(2027, 1, 5)
    resting = replace(ANNA, calendar=replace(ANNA.calendar, breaks=(Break(first="W01", last="W53"),)))
    assert inviting.invited_at(talk(WITH_ANNA), resting).date() == date(2026, 11, 16)


def test_a_talk_that_is_registered_late_is_asked_about_at_once_but_not_in_the_last_hour() -> None:
    start = talk(WITH_ANNA).starts_at
    assert len(due(ASKED, start - 2 * HOUR)[1]) == 1
    assert due(ASKED, start - HOUR)[1] == []


def test_a_talk_that_is_moved_is_asked_about_anew_and_one_on_a_day_off_never() -> None:
    state, _, _ = due(ASKED, THE_DAY_BEFORE)
    moved = replace(ASKED, meetings=(replace(WITH_ANNA, first=date(2026, 11, 19)),))
    assert due(moved, THE_DAY_BEFORE, state)[2] == THE_DAY_BEFORE + 2 * DAY
    assert len(due(moved, THE_DAY_BEFORE + 2 * DAY, state)[1]) == 1
    off = Break(first="11-17", last="11-17")
    for changes in (
        {"person": replace(ANNA, calendar=replace(ANNA.calendar, breaks=(off,)))},
        {"counterparts": (replace(LENA, calendar=replace(LENA.calendar, breaks=(off,))),)},
        {"counterparts": ()},
        {"person": LENA},
    ):
        assert due(replace(ASKED, **changes), THE_DAY_BEFORE)[1] == []


def test_who_has_written_or_touches_none_of_them_is_not_asked() -> None:
    assert due(INVITED, THE_DAY_BEFORE)[1] == []
    assert due(NO_TEXTS, THE_DAY_BEFORE)[1] == [], "where no texts are kept there is nothing to write in"
    state, heard = Invited(), []
    for week in range(9):
        state, says, _ = due(ASKED, THE_DAY_BEFORE + week * WEEK, state)
        heard.append(len(says))
    # After three that nobody touched: four weeks of rest, and Christmas.
    assert heard == [1, 1, 1, 0, 0, 0, 1, 1, 1]
    touched = state
    for _ in range(3):
        touched = due(ASKED, THE_DAY_BEFORE, touched)[0]
        touched = inviting.advance(touched, chose("invitation/nothing//"), ASKED).state or touched
    assert not touched.memory.rests(Kind.INVITATION, THE_DAY_BEFORE.date())


def test_nobody_is_asked_before_their_greeting_or_after_they_have_stopped() -> None:
    assert due(replace(ASKED, person=replace(ANNA, stopped=True)), THE_DAY_BEFORE)[1:] == ([], None)
    _, says, again = due(replace(ASKED, person=replace(ANNA, greeted_on=None)), THE_DAY_BEFORE)
    assert (says, again) == ([], datetime(2026, 11, 16, 23, tzinfo=UTC))


def test_without_a_talk_near_one_is_looked_for_again_and_without_any_never() -> None:
    far = replace(ASKED, meetings=(replace(WITH_ANNA, first=date(2027, 6, 1), weeks=0),))
    assert due(far, MONDAY)[2] == MONDAY + 4 * WEEK
    assert due(replace(ASKED, meetings=()), MONDAY)[2] is None


def test_a_tap_opens_the_form_or_says_that_there_is_nothing() -> None:
    message = due(ASKED, THE_DAY_BEFORE)[1][0].message
    write, nothing, *_ = (each.token for each in choices(message))
    (opened,) = inviting.advance(None, chose(write), ASKED).effects
    assert opened == Open(form=topic_form.form(KEY, "Lena Ek", None))
    (said,) = inviting.advance(None, chose(nothing), ASKED).effects
    assert isinstance(said, Replace)
    (late,) = inviting.advance(None, chose(write, talk(WITH_ANNA).starts_at), ASKED).effects
    assert isinstance(late, Reply)
    assert read(late.message) == ["Det samtalet har redan varit, eller är inte inlagt längre."]
    assert inviting.advance(None, writing("hej"), ASKED).effects == (Reply(message=help.outdated()),)


# What to bring up


def test_what_one_writes_is_ones_own_unless_one_shares_it() -> None:
    form = topic_form.form(KEY, "Lena Ek", None)
    assert {each.name: each.value for each in form.fields} == {"text": "", "who": "own"}
    effects = sends({"text": "Kön på  fredagar", "who": "own"}).effects
    kept = saved(effects)
    assert kept == replace(BROUGHT, is_shared=False)
    assert [type(each) for each in effects] == [SaveTopic, Reply], "nothing of it concerns the lead"
    assert isinstance(effects[-1], Reply)
    assert read(effects[-1].message) == [
        "Sparat. Bara du ser det, och du hittar det med /goal 1:1.",
        "Kön på fredagar",
        *("[Ändra]", "[Ta tillbaka]"),
    ]
    effects = sends({"text": "Kön på fredagar", "who": "shared"}).effects
    assert saved(effects) == BROUGHT
    assert effects[1] == Schedule(occasion=Occasion.MEETING, subject=LENA.id, at=MONDAY)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"text": "", "who": "own"}, "text"),
        ({"text": "x" * 281, "who": "own"}, "text"),
        ({"text": "Kön", "who": "everybody"}, "who"),
        ({"text": "Mitt nummer är 19850312-1234", "who": "own"}, "text"),
    ],
)
def test_what_cannot_be_kept_stays_in_the_form(values: dict[str, str], field: str) -> None:
    (reject,) = sends(values).effects
    assert isinstance(reject, Reject)
    assert set(reject.errors) == {field}
    assert reject.form.fields[0].value == values["text"]


def test_one_is_warned_once_of_what_one_may_not_have_meant() -> None:
    values = {"text": "Ring mig på 070-123 45 67", "who": "shared"}
    step = sends(values)
    assert isinstance(step.effects[0], Reject)
    assert step.state == Warned()
    assert saved(sends(values, state=step.state).effects).text == values["text"]


def test_it_can_be_changed_and_taken_back_until_the_talk_begins() -> None:
    (opened,) = bringing.advance(None, chose(f"topic/write/{KEY}/"), INVITED).effects
    assert opened == Open(form=topic_form.form(KEY, "Lena Ek", BROUGHT))
    dropped, shown = bringing.advance(None, chose(f"topic/back/{KEY}/"), INVITED).effects
    assert dropped == DropTopic(talk=KEY)
    assert isinstance(shown, Replace)
    assert "Kön på fredagar" not in "\n".join(read(shown.message))
    start = talk(WITH_ANNA).starts_at
    over = "Det samtalet har redan varit, eller är inte inlagt längre."
    for event in (
        chose(f"topic/back/{KEY}/", start),
        chose("topic/back/b1.2026-11-16/"),
        submitted(f"topic/keep/{KEY}/", {"text": "x", "who": "own"}, start),
    ):
        (reply,) = bringing.advance(None, event, INVITED).effects
        assert isinstance(reply, Reply)
        assert read(reply.message) == [over]
    (reply,) = bringing.advance(None, chose(f"topic/write/{KEY}/"), NO_TEXTS).effects
    assert isinstance(reply, Reply)
    assert bringing.advance(None, chose(f"topic/dance/{KEY}/"), INVITED).effects == (Reply(message=help.outdated()),)
    assert bringing.advance(None, writing("hej"), INVITED).effects == ()


def test_one_sees_ones_next_talk_and_what_one_has_written_for_it() -> None:
    def shown(facts: Facts) -> list[str]:
        (reply,) = registering.advance(None, commanded("1:1"), facts).effects
        assert isinstance(reply, Reply)
        return read(reply.message)

    heading = "Samtal med Lena Ek tisdag 17 november klockan 13:00"
    assert shown(ASKED) == ["Ditt nästa samtal", heading, "[Skriv ner något]"]
    assert shown(NO_TEXTS) == ["Ditt nästa samtal", heading]
    assert shown(INVITED) == [
        *("Ditt nästa samtal", heading, "Kön på fredagar", "Sparat. Lena Ek får läsa det inför samtalet."),
        *("[Ändra]", "[Ta tillbaka]"),
    ]
    both = replace(LEADING, meetings=(replace(WITH_ANNA, lead=ANNA.id, person=LENA.id),))
    assert shown(both)[-2:] == ["Samtal med Anna Berg tisdag 17 november klockan 13:00", "[Skriv ner något]"]


# What the lead reads


def told(facts: Facts, at: datetime, state: Prepared | None = None) -> tuple[Prepared, list[Say]]:
    step = preparing.advance(state, falling_due(Occasion.MEETING, at, LENA.id), facts)
    assert step.state is not None
    return step.state, [each for each in step.effects if isinstance(each, Say)]


BEFORE = talk(WITH_ANNA).starts_at - timedelta(minutes=45)
WITH_TOPIC = replace(LEADING, topics=(BROUGHT,))


def test_the_lead_reads_what_was_shared_before_that_talk_and_no_cap_keeps_it_from_them() -> None:
    _, (say,) = told(WITH_TOPIC, BEFORE)
    assert say.kind is Kind.EVERY_TALK
    assert read(say.message)[1:3] == ["Anna Berg vill ta upp:", "Kön på fredagar"]
    assert "Kön" not in str(say.message.summary), "it stands in no notification"
    for other in (
        replace(BROUGHT, talk="a1.2026-11-23"),
        replace(BROUGHT, is_shared=False),
        replace(BROUGHT, by=LENA.id),
    ):
        _, (say,) = told(replace(LEADING, topics=(other,)), BEFORE)
        assert "Kön på fredagar" not in read(say.message)


def test_where_the_question_of_the_week_has_been_what_was_shared_comes_alone() -> None:
    shared = replace(BROUGHT, talk=talk(WITH_BO).key, by=WITH_BO.person or ANNA.id)
    state, _ = told(LEADING, BEFORE)
    at = talk(WITH_BO).starts_at - timedelta(minutes=45)
    assert told(LEADING, at, state)[1] == []
    _, (say,) = told(replace(LEADING, topics=(shared,)), at, state)
    assert read(say.message)[:3] == ["Samtal med Bo Ek klockan 10:00.", "Bo Ek vill ta upp:", "Kön på fredagar"]


def test_what_is_shared_after_the_lead_was_prepared_comes_once_and_alone() -> None:
    state, _ = told(LEADING, BEFORE)
    state, (say,) = told(WITH_TOPIC, BEFORE + timedelta(minutes=5), state)
    assert read(say.message)[0] == "Samtal med Anna Berg klockan 13:00."
    assert told(WITH_TOPIC, BEFORE + timedelta(minutes=6), state)[1] == []
    assert told(LEADING, BEFORE + timedelta(minutes=7), state)[1] == [], "what is taken back is not told of"
    resting = replace(WITH_TOPIC, goals=(replace(GOAL, state=State.RESTING),), diary=EVERY)
    _, (alone,) = told(resting, talk(WITH_ANNA).starts_at - EVERY.ahead)
    assert read(alone.message)[0] == "Samtal med Anna Berg klockan 13:00."


def test_whoever_is_invited_is_looked_for_when_a_talk_with_them_is_saved() -> None:
    values = {"who": "person~anna", "days": "tuesday", "first": "", "time": "14:00", "weeks": "1"}
    effects = registering.advance(None, submitted(f"one_on_one/save/{WITH_ANNA.id}/", values), LEADING).effects
    assert [each.meeting.at for each in effects if isinstance(each, SaveMeeting)] == [time(14)]
    assert Schedule(occasion=Occasion.INVITATION, subject=ANNA.id, at=MONDAY) in effects


def test_a_talk_knows_the_day_of_each_of_its_keys() -> None:
    moved = replace(WITH_ANNA, first=date(2026, 11, 19))
    assert moved.day_of(KEY) == date(2026, 11, 19)
    once = replace(WITH_ANNA, weeks=0, first=date(2026, 12, 1))
    assert (once.day_of(KEY), once.day_of("a1.once")) == (None, date(2026, 12, 1))
    assert (WITH_ANNA.day_of("a1.once"), WITH_ANNA.day_of("b1.2026-11-16")) == (None, None)
