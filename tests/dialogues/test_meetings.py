"""A lead registers their talks, is told before each what they could ask in it, and says afterwards how it went."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice

import pytest

from dialogues import help, rights
from dialogues.audit import Role, Through
from dialogues.availability import Hours, instant
from dialogues.effect import (
    Audit,
    DropMeeting,
    Effect,
    LogOneOnOne,
    LogTalk,
    Open,
    Reject,
    Replace,
    Reply,
    SaveDiary,
    SaveMeeting,
    Say,
    Schedule,
)
from dialogues.event import Occasion
from dialogues.facts import Facts
from dialogues.goal import Audience, GoalId
from dialogues.kind import Kind
from dialogues.meeting import meeting_form, moment, preparing, registering, sentence
from dialogues.meeting.meeting import Diary, Meeting, upcoming, within
from dialogues.meeting.memory import Prepared
from dialogues.meeting.question import agenda
from dialogues.message import Message
from dialogues.phrase import Text
from dialogues.promise import State
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
    submitted,
)
from tests.dialogues.examples import due as falling_due
from tests.dialogues.examples import said as writing
from tests.dialogues.languages import LANGUAGES
from tests.dialogues.meeting_examples import (
    BO,
    EVERY,
    LEADING,
    MEETING_MESSAGES,
    TODAY,
    WITH_ANNA,
    WITH_BO,
    WITH_TEAM,
    talk,
)
from tests.dialogues.nudge_examples import OBSTACLE
from tests.dialogues.office import choices, read
from tests.dialogues.test_example import LONGEST, said

HOUR, DAY, WEEK = timedelta(hours=1), timedelta(days=1), timedelta(weeks=1)
#: Tuesday at a quarter past twelve, 45 minutes before the talk with Anna.
BEFORE = datetime(2026, 11, 17, 11, 15, tzinfo=UTC)
FORM = {"who": "person~anna", "days": "tuesday", "first": "", "time": "13:00", "weeks": "1"}


def due(facts: Facts, at: datetime, state: Prepared | None = None, occasion: Occasion = Occasion.MEETING) -> Prepared:
    """What is remembered once that is due to the lead."""
    now = preparing.advance(state, falling_due(occasion, at, LENA.id), facts).state
    assert now is not None
    return now


def effects(
    facts: Facts, at: datetime, state: Prepared | None = None, occasion: Occasion = Occasion.MEETING
) -> tuple[Effect, ...]:
    return preparing.advance(state, falling_due(occasion, at, LENA.id), facts).effects


def told(facts: Facts, at: datetime, state: Prepared | None = None, occasion: Occasion = Occasion.MEETING) -> list[Say]:
    return [each for each in effects(facts, at, state, occasion) if isinstance(each, Say)]


def text(message: Message[Text]) -> str:
    return read(message)[0]


def planned(done: tuple[Effect, ...], occasion: Occasion) -> datetime | None:
    (at,) = (each.at for each in done if isinstance(each, Schedule) and each.occasion is occasion)
    return at


def only(*meetings: Meeting, **changes: object) -> Facts:
    return replace(LEADING, meetings=meetings, **changes)  # type: ignore[arg-type]


def asked(at: datetime, words: str = "1:1", facts: Facts = LEADING) -> Effect:
    (done,) = registering.advance(None, commanded(words, at), facts).effects
    return done


def sends(values: Mapping[str, str], facts: Facts = LEADING, id: str = "n1") -> tuple[Effect, ...]:
    token = meeting_form.form(WITH_ANNA.id, None, facts).token.replace(WITH_ANNA.id, id)
    return registering.advance(None, submitted(token, values), facts).effects


def saved(done: tuple[Effect, ...]) -> Meeting:
    (kept,) = (each.meeting for each in done if isinstance(each, SaveMeeting))
    return kept


# Talks


def test_a_talk_comes_again_on_its_weekday_at_the_same_local_time_also_over_a_change_of_the_clock() -> None:
    autumn = replace(WITH_ANNA, first=date(2026, 10, 13))
    begins = [each.starts_at for each in islice(autumn.talks(datetime(2026, 10, 12, tzinfo=UTC)), 3)]
    assert begins == [datetime(2026, 10, day, hour, tzinfo=UTC) for day, hour in ((13, 11), (20, 11), (27, 12))]
    spring = replace(WITH_ANNA, first=date(2026, 3, 24), weeks=2)
    begins = [each.starts_at for each in islice(spring.talks(datetime(2026, 3, 1, tzinfo=UTC)), 2)]
    assert begins == [datetime(2026, 3, 24, 12, tzinfo=UTC), datetime(2026, 4, 7, 11, tzinfo=UTC)]


def test_it_is_looked_for_from_any_moment_on_and_until_it_is_over() -> None:
    first = talk(WITH_BO)
    for after in (first.starts_at, first.ends_at - timedelta(minutes=1)):
        assert talk(WITH_BO, after) == first
    assert talk(WITH_BO, first.ends_at).starts_at == first.starts_at + 2 * WEEK
    late = replace(WITH_BO, at=time(23, 45))
    assert talk(late, talk(late).starts_at + timedelta(minutes=30)) == talk(late), "it goes over midnight"
    assert list(WITH_TEAM.talks(talk(WITH_TEAM).ends_at)) == []


def test_talks_of_several_meetings_come_in_order_and_keep_their_names_where_they_are_moved() -> None:
    found = within(LEADING.meetings, (), MONDAY, MONDAY + 2 * WEEK)
    assert [each.key for each in found] == ["a1.2026-11-16", "t1.once", "b1.2026-11-16", "a1.2026-11-23"]
    assert [each.key for each in islice(upcoming(LEADING.meetings, (), MONDAY), 4)] == [each.key for each in found]
    moved = replace(WITH_ANNA, first=date(2026, 11, 20), at=time(8))
    assert talk(moved).key == talk(WITH_ANNA).key
    assert talk(replace(WITH_TEAM, first=date(2026, 12, 1))).key == talk(WITH_TEAM).key


@pytest.mark.parametrize(
    ("start", "at", "expected"),
    [
        # On a Tuesday; a day before; in the morning; first thing; first thing on a Monday; a day before one.
        (datetime(2026, 11, 17, 12, tzinfo=UTC), 45, datetime(2026, 11, 17, 11, 15, tzinfo=UTC)),
        (datetime(2026, 11, 17, 12, tzinfo=UTC), 24 * 60, datetime(2026, 11, 16, 12, tzinfo=UTC)),
        (datetime(2026, 11, 17, 7, 30, tzinfo=UTC), 45, datetime(2026, 11, 17, 7, tzinfo=UTC)),
        (datetime(2026, 11, 17, 7, tzinfo=UTC), 45, datetime(2026, 11, 16, 15, tzinfo=UTC)),
        (datetime(2026, 11, 23, 7, tzinfo=UTC), 45, datetime(2026, 11, 20, 15, tzinfo=UTC)),
        (datetime(2026, 11, 23, 12, tzinfo=UTC), 24 * 60, datetime(2026, 11, 20, 15, tzinfo=UTC)),
    ],
)
def test_the_lead_is_told_in_their_hours_and_never_too_late(start: datetime, at: int, expected: datetime) -> None:
    one = replace(talk(WITH_ANNA), starts_at=start, ends_at=start + HOUR)
    assert moment.nudge_at(one, LENA, timedelta(minutes=at)) == expected


def test_where_no_hour_is_near_the_time_that_was_wished_for_stands() -> None:
    from dialogues.calendar import Break

    away = replace(LENA, calendar=replace(LENA.calendar, breaks=(Break(first="W44", last="W48"),)))
    one = talk(WITH_ANNA)
    assert moment.nudge_at(one, away, HOUR) == one.starts_at - HOUR
    night = replace(LENA, hours=Hours(first=time(22), last=time(6)))
    assert moment.nudge_at(one, night, HOUR) == datetime(2026, 11, 17, 4, tzinfo=UTC)


# Before


def test_before_the_first_talk_of_the_week_the_lead_gets_a_question_and_not_before_the_second() -> None:
    thursday = replace(WITH_BO, weeks=1)
    facts = only(WITH_ANNA, thursday)
    (say,) = told(facts, BEFORE)
    assert (say.to, say.kind, say.expires_at) == (LENA.id, Kind.ONE_ON_ONE, talk(WITH_ANNA).starts_at)
    assert read(say.message) == [
        "Samtal med Anna Berg klockan 13:00. Fråga gärna: Vad i ditt arbete den här veckan bidrog mest till "
        "»Nöjdare kunder«?",
        "[Välj när det här kommer]",
    ]
    state = due(facts, BEFORE)
    assert told(facts, BEFORE, state) == [], "once"
    assert told(facts, talk(thursday).starts_at - 45 * timedelta(minutes=1), state) == []
    assert planned(effects(facts, BEFORE), Occasion.MEETING) == talk(thursday).starts_at - timedelta(minutes=45)


def test_before_every_talk_it_is_the_same_for_everybody_but_for_name_and_time() -> None:
    thursday = replace(WITH_BO, weeks=1)
    facts = only(WITH_ANNA, thursday, diary=EVERY)
    first = talk(WITH_ANNA).starts_at - EVERY.ahead
    (one,) = told(facts, first)
    (other,) = told(facts, talk(thursday).starts_at - EVERY.ahead, due(facts, first))
    assert {one.kind, other.kind} == {Kind.EVERY_TALK}
    swapped = text(other.message).replace("Bo Ek", "Anna Berg").replace("10:00", "13:00")
    assert swapped == text(one.message)
    assert read(one.message)[1:] == read(other.message)[1:]


def test_from_week_to_week_the_questions_take_turns() -> None:
    facts = only(WITH_ANNA, promises=(OBSTACLE,))
    state, seen, kept = None, [], []
    for week in range(6):
        at = BEFORE + week * WEEK
        (say,) = told(facts, at, state)
        kept.append([each for each in effects(facts, at, state) if isinstance(each, Audit)])
        seen.append(text(say.message).split(". ", 1)[1])
        state = due(facts, at, state)
    assert len(set(seen[:5])) == 5
    assert seen[5] == seen[0]
    assert "Teamet har lyft »Väntan på andra«" in seen[4]
    # What the team has said of its obstacles is read with that one alone (R19).
    assert kept == [[]] * 4 + [[Audit(team=TEAM.id, role=Role.LEAD, through=Through.MEETING)]] + [[]]
    assert "När en kund är missnöjd ringer vi upp samma dag, även om lösningen dröjer" in seen[2]


def test_what_does_not_fit_any_more_is_left_out_and_nothing_comes_twice_in_a_row() -> None:
    facts = only(WITH_ANNA, promises=(OBSTACLE,))
    state = None
    for week in range(5):
        state = due(facts, BEFORE + week * WEEK, state)
    bare = replace(
        GOAL, last=date(2027, 6, 30), behaviours=tuple(replace(each, audience=Audience.LEADER) for each in BEHAVIOURS)
    )
    seen = []
    for week in range(5, 9):
        (say,) = told(only(WITH_ANNA, goals=(bare,)), BEFORE + week * WEEK, state)
        seen.append(text(say.message))
        state = due(only(WITH_ANNA, goals=(bare,)), BEFORE + week * WEEK, state)
    assert len(set(seen)) == 3
    assert seen[3] == seen[0]


def test_the_question_of_a_week_stays_while_it_fits_and_gives_way_where_it_does_not() -> None:
    facts = only(WITH_ANNA, WITH_BO, diary=EVERY, promises=(OBSTACLE,))
    state = due(facts, BEFORE - WEEK).after(talk(WITH_ANNA), TODAY, 5)
    at = talk(WITH_BO).starts_at - EVERY.ahead
    (say,) = told(facts, at, state)
    assert "Teamet har lyft" in text(say.message)
    (say,) = told(replace(facts, promises=()), at, state)
    assert "bidrog mest" in text(say.message)


def test_an_obstacle_is_the_one_that_stood_open_when_the_week_began() -> None:
    def obstacle(**changes: object) -> bool:
        known = replace(OBSTACLE, **changes)  # type: ignore[arg-type]
        found = agenda(TEAM.id, replace(LEADING, promises=(known,)), BEFORE.date())
        return found is not None and found.obstacle is not None

    answered = {"state": State.DONE, "action": "x"}
    assert obstacle()
    assert obstacle(**answered, answered_on=TODAY), "an answer in the middle of the week changes nothing in it"
    assert not obstacle(**answered, answered_on=TODAY - DAY)
    assert not obstacle(raised_on=TODAY + DAY)
    assert not obstacle(team=FACTS.team.id + "x")


def test_goals_take_turns_and_without_one_nothing_is_said() -> None:
    other = replace(GOAL, id=GoalId("g2"), focus=None)
    facts = replace(LEADING, goals=(GOAL, other))
    days = (TODAY, TODAY + 7 * DAY)
    assert {found.goal.id for day in days if (found := agenda(TEAM.id, facts, day))} == {GOAL.id, other.id}
    resting = only(WITH_ANNA, WITH_TEAM, goals=(replace(GOAL, last=TODAY - DAY),))
    assert told(resting, BEFORE) == []
    assert told(resting, talk(WITH_TEAM).starts_at - HOUR / 2) == []
    assert due(resting, BEFORE).talks == (), "and nothing is asked afterwards"


def test_before_a_meeting_of_the_team_it_is_told_how_to_begin_and_end() -> None:
    at = talk(WITH_TEAM).starts_at - timedelta(minutes=45)
    (say,) = told(only(WITH_TEAM), at)
    assert say.kind is Kind.TEAM_MEETING
    assert text(say.message).startswith("Teammöte med Kundservice klockan 09:30. Börja med ett exempel på »När en kund")
    weekly = replace(WITH_TEAM, weeks=1)
    state, seen = None, set()
    for week in range(4):
        (say,) = told(only(weekly), at + week * WEEK, state)
        seen.add(text(say.message))
        state = due(only(weekly), at + week * WEEK, state)
    assert len(seen) == 3
    (say,) = told(only(WITH_TEAM, diary=Diary(ahead=timedelta(days=1))), at - DAY + timedelta(minutes=45))
    assert "18 november klockan 09:30" in text(say.message)


def test_a_talk_that_is_moved_is_told_of_at_its_new_time_and_one_on_a_day_off_is_none() -> None:
    facts = only(WITH_ANNA, diary=EVERY)
    early = talk(WITH_ANNA).starts_at - EVERY.ahead
    state = due(facts, early)
    moved = only(replace(WITH_ANNA, at=time(15)), diary=EVERY)
    assert told(moved, early, state) == []
    (say,) = told(moved, early + 2 * HOUR, state)
    assert "klockan 15:00" in text(say.message)
    christmas = replace(WITH_ANNA, first=date(2026, 12, 25))
    holiday = instant(date(2026, 12, 25), time(12, 50), STOCKHOLM)
    assert told(only(christmas, diary=EVERY), holiday) == []


def test_somebody_elses_talk_is_theirs_and_one_with_somebody_unknown_is_not_told_of() -> None:
    invited = replace(LEADING, person=ANNA, team=TEAM, leads=())
    assert told(invited, BEFORE) == []
    assert told(only(WITH_ANNA, counterparts=()), BEFORE) == []
    assert told(only(WITH_TEAM, leads=()), talk(WITH_TEAM).starts_at - HOUR / 2) == []


def test_where_no_talk_is_near_one_is_looked_for_again_and_without_any_never() -> None:
    far = only(replace(WITH_TEAM, first=date(2027, 6, 1)))
    assert planned(effects(far, BEFORE), Occasion.MEETING) == BEFORE + 4 * WEEK
    assert planned(effects(only(), BEFORE), Occasion.MEETING) is None


@pytest.mark.parametrize("occasion", [Occasion.MEETING, Occasion.AFTERWARDS])
def test_nobody_is_told_before_their_greeting_or_after_they_have_stopped(occasion: Occasion) -> None:
    stopped = replace(LEADING, person=replace(LENA, stopped=True))
    assert effects(stopped, BEFORE, None, occasion) == (Schedule(occasion=occasion, subject=LENA.id, at=None),)
    new = replace(LEADING, person=replace(LENA, greeted_on=None))
    (again,) = effects(new, BEFORE, None, occasion)
    assert again == Schedule(occasion=occasion, subject=LENA.id, at=datetime(2026, 11, 17, 23, tzinfo=UTC))


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("name", [each for each in MEETING_MESSAGES if each.startswith("before")])
def test_the_longest_goal_and_behaviour_leave_it_short(name: str, code: str) -> None:
    message = LANGUAGES[code].message(MEETING_MESSAGES[name])
    assert sum(map(len, said(message))) <= LONGEST


# Afterwards


def nudged(*meetings: Meeting) -> Prepared:
    """What is remembered once the lead has been prepared for the first talk of each."""
    state = Prepared()
    for each in meetings:
        state = state.nudged(talk(each))
    return state


def over(meeting: Meeting) -> datetime:
    return talk(meeting).ends_at


def test_after_a_talk_that_was_prepared_for_the_lead_is_asked_once() -> None:
    state = due(LEADING, BEFORE)
    assert planned(effects(LEADING, BEFORE), Occasion.AFTERWARDS) == over(WITH_ANNA)
    (say,) = told(LEADING, over(WITH_ANNA), state, Occasion.AFTERWARDS)
    assert (say.kind, say.to) == (Kind.AFTERWARDS, LENA.id)
    assert read(say.message) == [
        "Samtalet med Anna Berg: blev det ett samtal om målet?",
        "[Ja]",
        "[Inte den här gången]",
        "[Skriv upp ett löfte]",
        "Jag räknar bara hur många samtal det blev på en vecka, inte med vem.",
    ]
    state = due(LEADING, over(WITH_ANNA), state, Occasion.AFTERWARDS)
    done = effects(LEADING, over(WITH_ANNA) + HOUR, state, Occasion.AFTERWARDS)
    assert done == (Schedule(occasion=Occasion.AFTERWARDS, subject=LENA.id, at=None),)


def test_of_a_talk_that_was_moved_one_is_asked_later_and_of_one_that_was_cancelled_never() -> None:
    later = only(replace(WITH_ANNA, at=time(15)))
    state = nudged(WITH_ANNA)
    done = effects(later, over(WITH_ANNA), state, Occasion.AFTERWARDS)
    assert done == (Schedule(occasion=Occasion.AFTERWARDS, subject=LENA.id, at=over(WITH_ANNA) + 2 * HOUR),)
    gone = due(only(), over(WITH_ANNA), state, Occasion.AFTERWARDS)
    assert gone.talks == ()
    unknown = only(WITH_ANNA, counterparts=(), leads=())
    assert told(unknown, over(WITH_ANNA), state, Occasion.AFTERWARDS) == []


def taps(answer: str, meeting: Meeting, facts: Facts = LEADING, state: Prepared | None = None) -> tuple[Effect, ...]:
    state = state or nudged(WITH_ANNA, WITH_TEAM)
    message = sentence.after(talk(meeting).key, "x", is_one_on_one=True)
    yes, no = (each.token for each in choices(message))
    return preparing.advance(state, chose(yes if answer == "yes" else no, over(meeting)), facts).effects


def test_what_is_told_is_counted_for_the_week_and_says_nothing_of_with_whom() -> None:
    for answer in ("yes", "no"):
        counted, shown = taps(answer, WITH_ANNA)
        assert counted == LogOneOnOne(week=TODAY, is_about_goal=answer == "yes")
        assert isinstance(shown, Replace)
    state = preparing.advance(nudged(WITH_ANNA), chose(f"meeting/was//yes~{talk(WITH_ANNA).key}"), LEADING).state
    (again,) = taps("no", WITH_ANNA, state=state)
    assert isinstance(again, Reply)
    assert text(again.message) == "Det är redan noterat, tack."


def test_a_meeting_of_the_team_about_its_goal_is_a_talk_of_the_team() -> None:
    assert taps("yes", WITH_TEAM)[:-1] == (LogTalk(team=TEAM.id, on=date(2026, 11, 18)),)
    assert taps("no", WITH_TEAM)[:-1] == ()
    quiet = replace(LEADING, leads=(replace(TEAM, quiet=True),))
    again = Schedule(occasion=Occasion.REVIEW, subject=TEAM.id, at=over(WITH_TEAM))
    assert again in taps("yes", WITH_TEAM, quiet)
    assert taps("yes", WITH_TEAM, replace(LEADING, leads=()))[:-1] == ()


def test_what_is_no_answer_is_none_and_what_is_old_is_forgotten() -> None:
    for token in ("meeting/dance//", "meeting/was//maybe~a1.2026-11-16"):
        assert preparing.advance(None, chose(token), LEADING).effects == (Reply(message=help.outdated()),)
    assert preparing.advance(None, submitted("meeting/was//", {}), LEADING).effects == (Reply(message=help.outdated()),)
    assert preparing.advance(None, writing("hej"), LEADING).effects == ()
    assert due(LEADING, BEFORE + 3 * WEEK, nudged(WITH_ANNA), Occasion.AFTERWARDS).talks == ()


# Registering


def test_a_lead_sees_what_they_have_registered_and_how_they_are_prepared() -> None:
    shown = asked(MONDAY)
    assert isinstance(shown, Reply)
    assert read(shown.message) == [
        "Dina samtal och teammöten",
        "1. Hela Kundservice: 18 nov. 2026 klockan 09:30",
        "2. Anna Berg: tisdagar klockan 13:00, varje vecka",
        "3. Bo Ek: torsdagar klockan 10:00, varannan vecka",
        *("[Ändra 1]", "[Ändra 2]", "[Ändra 3]", "[Ta bort 1]", "[Ta bort 2]", "[Ta bort 3]"),
        *("[Lägg in ett samtal]", "[Välj när det här kommer]", "[Skriv upp ett löfte]"),
        "Jag hör av mig 45 minuter innan, inför veckans första samtal i varje team och inför teammöten. Ingen annan "
        "ser listan.",
        "[Koppla din kalender]",
    ]
    for event in (writing("1:1"), chose("one_on_one/show//")):
        assert registering.advance(None, event, LEADING).effects == (shown,)


def test_the_form_opens_at_once_for_whoever_asks_for_it_by_a_command() -> None:
    for words in ("1:1 add", "1:1 Lägg till"):
        assert isinstance(asked(MONDAY, words), Open)
    (offered,) = registering.advance(None, writing("1:1 add"), LEADING).effects
    assert isinstance(offered, Reply)
    (opened,) = registering.advance(None, chose("one_on_one/add//"), LEADING).effects
    assert isinstance(opened, Open)
    who = opened.form.fields[0]
    assert who.kind == "choice"
    assert [each.value for each in who.options] == ["team~kundservice", "person~anna", "person~bo"]


def test_a_talk_every_week_begins_on_the_next_such_day() -> None:
    done = sends(FORM)
    assert saved(done) == replace(WITH_ANNA, id=saved(done).id)
    assert done[1] == Schedule(occasion=Occasion.MEETING, subject=LENA.id, at=MONDAY)
    assert isinstance(done[-1], Reply)
    assert text(done[-1].message) == "Sparat: Anna Berg: tisdagar klockan 13:00, varje vecka."
    assert saved(sends(FORM | {"days": "monday"})).first == TODAY
    later = saved(sends(FORM | {"days": "friday", "first": "2026-12-01", "weeks": "2"}))
    assert (later.first, later.weeks) == (date(2026, 12, 4), 2)


def test_a_single_talk_is_on_its_day_and_with_the_whole_team_it_has_no_person() -> None:
    kept = saved(sends(FORM | {"who": "team~kundservice", "days": "once", "first": "2026-11-18", "weeks": "3"}))
    assert (kept.team, kept.person, kept.first, kept.weeks) == (TEAM.id, None, date(2026, 11, 18), 0)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"who": ""}, "who"),
        ({"who": "person~lena"}, "who"),
        ({"days": ""}, "days"),
        ({"days": "working"}, "days"),
        ({"days": "once"}, "first"),
        ({"days": "once", "first": "2026-11-16", "time": "06:59"}, "first"),
        ({"first": "strunt"}, "first"),
        ({"first": "2028-01-01"}, "first"),
        ({"first": "0001-01-01"}, "first"),
        ({"time": "25:00"}, "time"),
        ({"weeks": "0"}, "weeks"),
    ],
)
def test_what_is_no_talk_stays_in_the_form(changes: dict[str, str], field: str) -> None:
    (reject,) = sends(FORM | changes)
    assert isinstance(reject, Reject)
    assert set(reject.errors) == {field}
    assert {each.name: each.value for each in reject.form.fields} == FORM | changes


def test_a_talk_is_changed_where_it_is_and_saved_twice_is_saved_once() -> None:
    (opened,) = registering.advance(None, chose(f"one_on_one/edit/{WITH_BO.id}/"), LEADING).effects
    assert isinstance(opened, Open)
    values = {each.name: each.value for each in opened.form.fields}
    assert values == {"who": "person~bo", "days": "thursday", "first": "2026-11-19", "time": "10:00", "weeks": "2"}
    assert [type(each) for each in sends(values, id=WITH_BO.id)] == [Reply]
    assert saved(sends(values | {"time": "11:00"}, id=WITH_BO.id)) == replace(WITH_BO, at=time(11))
    (opened,) = registering.advance(None, chose(f"one_on_one/edit/{WITH_TEAM.id}/"), LEADING).effects
    assert isinstance(opened, Open)
    assert {each.name: each.value for each in opened.form.fields} == {
        "who": "team~kundservice",
        "days": "once",
        "first": "2026-11-18",
        "time": "09:30",
        "weeks": "1",
    }


def test_a_talk_is_removed_and_may_be_removed_twice() -> None:
    dropped, planned, shown = registering.advance(None, chose(f"one_on_one/remove/{WITH_BO.id}/"), LEADING).effects
    assert dropped == DropMeeting(meeting=WITH_BO.id)
    assert planned == Schedule(occasion=Occasion.MEETING, subject=LENA.id, at=MONDAY)
    assert isinstance(shown, Replace)
    assert "Bo Ek" not in "\n".join(read(shown.message))
    assert [type(each) for each in registering.advance(None, chose("one_on_one/remove/x/"), LEADING).effects] == [
        Replace
    ]


def test_there_are_not_more_than_one_can_hold() -> None:
    many = replace(LEADING, meetings=(WITH_ANNA,) * registering.MOST)
    for done in ((asked(MONDAY, "1:1 add", many),), sends(FORM, many)):
        (reply,) = done
        assert isinstance(reply, Reply)
        assert "40" in text(reply.message)
    assert saved(sends(FORM | {"time": "14:00"}, many, id=WITH_ANNA.id)).at == time(14), "what is there may be changed"


def test_one_chooses_how_long_before_and_before_which() -> None:
    (opened,) = registering.advance(None, chose(sentence.WHEN.token), LEADING).effects
    assert isinstance(opened, Open)
    assert {each.name: each.value for each in opened.form.fields} == {"ahead": "45", "which": "first"}
    kept, again, shown = registering.advance(
        None, submitted(opened.form.token, {"ahead": "10", "which": "every"}), LEADING
    ).effects
    assert kept == SaveDiary(diary=EVERY)
    assert isinstance(again, Schedule)
    assert isinstance(shown, Reply)
    assert read(shown.message)[-2] == "Jag hör av mig 10 minuter innan, inför varje samtal. Ingen annan ser listan."
    (reject,) = registering.advance(None, submitted(opened.form.token, {"ahead": "5", "which": "no"}), LEADING).effects
    assert isinstance(reject, Reject)
    assert set(reject.errors) == {"ahead", "which"}


def test_whoever_leads_nobody_registers_nothing() -> None:
    (reply,) = registering.advance(None, commanded("1:1 add"), FACTS).effects
    assert isinstance(reply, Reply)
    assert text(reply.message) == "Här lägger den som leder ett team in sina samtal. Du har inga inlagda."
    nobody = (Reply(message=rights.nobody_led()),)
    assert registering.advance(None, chose("one_on_one/add//"), FACTS).effects == nobody
    assert sends(FORM, FACTS) == nobody
    invited = replace(FACTS, meetings=(WITH_ANNA,))
    assert registering.advance(None, chose(f"one_on_one/remove/{WITH_ANNA.id}/"), invited).effects == nobody
    mine = replace(LEADING, meetings=(replace(WITH_ANNA, lead=BO.id, person=LENA.id),))
    assert [type(each) for each in registering.advance(None, chose("one_on_one/remove/a1/"), mine).effects] == [Replace]


def test_what_means_nothing_is_answered_all_the_same() -> None:
    for event in (chose("one_on_one/edit/x/"), chose("one_on_one/dance//"), submitted("one_on_one/dance//", {})):
        assert registering.advance(None, event, LEADING).effects == (Reply(message=help.outdated()),)
    assert registering.advance(None, falling_due(Occasion.MEETING, MONDAY), LEADING).effects == ()


def test_once_a_talk_has_begun_nobody_is_prepared_for_it() -> None:
    assert told(only(WITH_ANNA), talk(WITH_ANNA).starts_at + timedelta(minutes=10)) == []
