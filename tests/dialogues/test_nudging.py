"""The nudge of the week: which one comes, when, and how it is said."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from dialogues import rhythm, settings
from dialogues.calendar import Break, Calendar
from dialogues.effect import Open, Reject, Replace, Reply, SavePlan, Say, Schedule
from dialogues.event import Occasion
from dialogues.facts import Facts
from dialogues.goal import Audience, GoalId, Status
from dialogues.kind import NUDGES, Kind
from dialogues.nudge import moment, nudging
from dialogues.nudge.memory import Nudged, Sent
from dialogues.person import NOTHING, Person, PersonId, TeamId
from dialogues.phrase import Wording
from dialogues.situation import Days, Situation
from dialogues.step import Step
from dialogues.token import Token
from tests.dialogues.examples import ANNA, FACTS, GOAL, MONDAY, TEAM, chose, due, said, submitted
from tests.dialogues.languages import LANGUAGES, SV
from tests.dialogues.nudge_examples import (
    FOCUS,
    NO,
    NONE,
    NUDGE_MESSAGES,
    OTHER,
    PLAN,
    READY,
    USUALLY,
    YES,
    established,
    focused,
)
from tests.dialogues.office import choices, read

MOMENT = moment.nudge_at(ANNA, MONDAY)
TODAY = MOMENT.date()
WEEK = timedelta(weeks=1)


def nudged(facts: Facts, state: Nudged | None = None, at: datetime = MOMENT) -> Step[Nudged]:
    return nudging.advance(state, due(Occasion.NUDGE, at), facts)


def kind(facts: Facts, state: Nudged | None = None, at: datetime = MOMENT) -> Kind | None:
    """What kind of nudge comes."""
    return next((each.kind for each in nudged(facts, state, at).effects if isinstance(each, Say)), None)


def tap(step: str, value: str, state: Nudged | None = None, facts: Facts = READY) -> Step[Nudged]:
    return nudging.advance(state, chose(Token(dialogue="nudge", step=step, value=value)), facts)


@pytest.mark.parametrize("person", [replace(ANNA, id=PersonId(f"p{number}")) for number in range(12)])
@pytest.mark.parametrize("weeks", range(8))
def test_it_never_comes_on_the_day_of_the_question_or_of_the_digest(person: Person, weeks: int) -> None:
    after = MONDAY + weeks * WEEK
    asked, comes = rhythm.pulse_at(person, after), moment.nudge_at(person, after)
    assert asked.date() != comes.date()
    assert comes.weekday() in moment.NUDGE_DAYS
    assert person.calendar.is_working_day(comes.date())
    assert comes.astimezone(person.timezone).time() == rhythm.pulse_time(person)


class Tuesdays(Calendar):
    """Nobody works on any other day."""

    def is_working_day(self, day: date) -> bool:
        return day.weekday() == 1


def test_there_is_always_a_day_or_none_at_all() -> None:
    never = replace(ANNA, calendar=Calendar(breaks=(Break(first="01-01", last="12-31"),)))
    for person in (never, replace(ANNA, calendar=Tuesdays(country="SE"))):
        with pytest.raises(ValueError, match="no working day"):
            moment.nudge_at(person, MONDAY)


def test_in_a_pause_it_comes_after_it() -> None:
    paused = replace(READY, person=replace(ANNA, paused_until=date(2026, 12, 7)))
    (again,) = nudged(paused).effects
    assert isinstance(again, Schedule)
    assert again.at is not None
    assert again.at.date() >= date(2026, 12, 7)


def test_who_is_away_is_nudged_on_a_later_day() -> None:
    away = replace(READY, person=replace(ANNA, away_until=MOMENT + timedelta(hours=9)))
    (again,) = nudged(away).effects
    assert isinstance(again, Schedule)
    assert again.at is not None
    assert again.at.date() > MOMENT.date()


def test_it_comes_once_a_week_at_the_persons_minute_and_expires_the_same_evening() -> None:
    say, schedule = nudged(READY).effects
    assert isinstance(say, Say)
    assert (say.to, say.kind) == (ANNA.id, Kind.COMMIT)
    assert say.expires_at == ANNA.availability.evening(MOMENT)
    assert schedule == Schedule(occasion=Occasion.NUDGE, subject=ANNA.id, at=moment.nudge_at(ANNA, MONDAY + WEEK))


def test_what_comes_due_at_the_wrong_time_waits() -> None:
    assert nudged(READY, at=MONDAY).effects == (Schedule(occasion=Occasion.NUDGE, subject=ANNA.id, at=MOMENT),)


def test_a_second_one_in_a_week_is_one_too_many() -> None:
    state = Nudged(latest=Kind.COMMIT, latest_on=TODAY - timedelta(days=1))
    assert kind(READY, state) is None
    assert kind(READY, replace(state, latest_on=TODAY - WEEK)) is Kind.COMMIT


def test_who_has_stopped_is_left_alone() -> None:
    step = nudged(replace(READY, person=replace(ANNA, stopped=True)))
    assert step.effects == (Schedule(occasion=Occasion.NUDGE, subject=ANNA.id, at=None),)


@pytest.mark.parametrize(
    "facts",
    [
        FACTS,
        replace(READY, closed=(FOCUS.id, OTHER.id)),
        replace(READY, goals=(replace(GOAL, focus=None),)),
        focused(replace(FOCUS, audience=Audience.LEADER)),
    ],
)
def test_there_is_none_without_a_focus_of_the_team_or_in_its_baseline(facts: Facts) -> None:
    assert kind(facts) is None


CHOSEN = replace(READY, person=replace(ANNA, nudged_about=OTHER.id))


def test_whoever_has_chosen_another_behaviour_is_nudged_about_that() -> None:
    """At once, as nothing is asked about it; and with nothing that only answers could tell."""
    (say, _) = nudged(replace(CHOSEN, closed=(), own=(NO, YES, YES))).effects
    assert isinstance(say, Say)
    assert say.kind is Kind.PLAN
    assert read(say.message)[0] == (
        "Du ville bli påmind om »Vi avslutar varje kundmöte med en öppen fråga om hur mötet fungerade för kunden«. "
        "När får du nästa chans? Välj ett läge så påminner jag strax innan."
    )
    planned = replace(CHOSEN, closed=(), own=(NO, YES, YES), plans=(replace(PLAN, behaviour=OTHER),))
    (commit, _) = nudged(planned).effects
    assert isinstance(commit, Say)
    assert read(commit.message)[0] == (
        "Vill du skriva en sak du gör för »Vi avslutar varje kundmöte med en öppen fråga om hur mötet fungerade för "
        "kunden« före fredag? Bara du ser den."
    )
    assert kind(replace(planned, team=replace(TEAM, quiet=True))) is None


def test_what_somebody_has_chosen_does_not_fade_out_even_in_focus() -> None:
    habit = focused(established(TODAY - 9 * WEEK), replace(READY, plans=(PLAN,)))
    chosen = replace(habit, person=replace(ANNA, nudged_about=FOCUS.id))
    assert kind(habit) is Kind.FADE
    assert kind(chosen, Nudged(celebrated=(FOCUS.id,))) is Kind.COMMIT


def test_a_leader_is_nudged_about_their_own_behaviour_as_the_team_they_lead_is_asked() -> None:
    """Its situations are to pick from, and when it is quiet, so are the nudges about it."""
    meeting = Situation(text=Wording(texts={"sv": "veckomötet börjar"}), days=Days.TUESDAY, at=time(10, 15))
    mine = replace(OTHER, audience=Audience.LEADER)
    led = replace(TEAM, id=TeamId("led"), lead=ANNA.id, situations=(meeting,))
    goal = replace(GOAL, id=GoalId("g2"), team=led.id, behaviours=(mine,), focus=None)
    leads = replace(CHOSEN, leads=(led,), goals=(goal,), plans=())
    (say, _) = nudged(leads).effects
    assert isinstance(say, Say)
    assert "[veckomötet börjar]" in read(say.message)
    assert kind(replace(leads, leads=(replace(led, quiet=True),))) is None


def test_a_choice_holds_while_its_goal_is_worked_with() -> None:
    assert kind(replace(CHOSEN, plans=(PLAN,))) is Kind.PLAN
    over = replace(GOAL, id=GoalId("g2"), behaviours=(OTHER,), focus=None, last=date(2026, 11, 1))
    ours = replace(GOAL, behaviours=(FOCUS,))
    assert kind(replace(CHOSEN, plans=(PLAN,), goals=(ours, over))) is Kind.COMMIT


def test_whoever_wants_to_be_nudged_about_nothing_is_not_nudged() -> None:
    assert kind(replace(READY, person=replace(ANNA, nudged_about=NOTHING), plans=())) is None


def test_whoever_has_no_plan_is_asked_for_one_first() -> None:
    (say, _) = nudged(replace(READY, plans=(replace(PLAN, behaviour=OTHER),), own=(YES, YES, YES))).effects
    assert isinstance(say, Say)
    assert say.kind is Kind.PLAN
    assert read(say.message) == [
        "Fokus just nu: »När en kund är missnöjd ringer vi upp samma dag, även om lösningen dröjer«. När får du "
        "nästa chans? Välj ett läge så påminner jag strax innan.",
        "[När dagen börjar]",
        "[När teammötet börjar]",
        "[När veckan knyts ihop]",
        "[Skriv eget]",
        "[Inte nu]",
        "[Inställningar]",
    ]


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (READY, [Kind.COMMIT]),
        (replace(READY, own=(NO,)), [Kind.MISS, Kind.COMMIT]),
        (replace(READY, own=(NONE, NO, YES, YES)), [Kind.MISS, Kind.OWN, Kind.COMMIT]),
        (replace(READY, own=(YES, NO)), [Kind.COMMIT]),
        (replace(READY, own=(YES, NO, NO)), [Kind.OWN, Kind.COMMIT]),
        # There is nothing to ask after.
        (replace(READY, own=(NO, NO, NO)), [Kind.MISS, Kind.COMMIT]),
        (replace(READY, own=(replace(NO, behaviour=OTHER.id),)), [Kind.COMMIT]),
        (replace(READY, readings=(USUALLY,)), [Kind.NORM, Kind.COMMIT]),
        # Only the latest counts, only what is certain, and only of the team.
        (replace(READY, readings=(USUALLY, replace(USUALLY, yes=4))), [Kind.COMMIT]),
        (replace(READY, readings=(replace(USUALLY, people=5, yes=4, members=12),)), [Kind.COMMIT]),
        (replace(READY, readings=(replace(USUALLY, behaviour=OTHER.id),)), [Kind.COMMIT]),
    ],
)
def test_the_others_come_by_turns(facts: Facts, expected: list[Kind]) -> None:
    state, kinds = None, []
    for week in range(2 * len(expected)):
        at = moment.nudge_at(ANNA, MOMENT + week * WEEK - timedelta(days=3))
        step = nudged(facts, state, at)
        kinds += [each.kind for each in step.effects if isinstance(each, Say)]
        assert step.state
        state = step.state.touched(kinds[-1])
    assert kinds == 2 * expected


def test_an_answer_is_told_to_whoever_gave_it_and_only_in_numbers_of_their_own() -> None:
    (say, _) = nudged(replace(READY, own=(YES, NONE, NO, YES))).effects
    assert isinstance(say, Say)
    assert read(say.message)[0] == (
        "Bara du ser detta: 2 av dina 3 senaste svar om fokusbeteendet var ja. Vad gjorde att det blev av?"
    )


def test_a_habit_is_celebrated_once_and_its_nudges_fade_over_eight_weeks() -> None:
    start = TODAY - timedelta(days=2)
    facts = focused(established(start))
    facts = replace(facts, goals=(replace(facts.goals[0], last=date(2027, 6, 30)),))
    state: Nudged | None = None
    kinds: list[Kind | None] = []
    for week in range(12):
        at = moment.nudge_at(ANNA, MONDAY + week * WEEK)
        if (at - MONDAY) // WEEK != week:  # a week without a day for it
            kinds.append(None)
            continue
        step = nudged(facts, state, at)
        kinds.append(next((each.kind for each in step.effects if isinstance(each, Say)), None))
        state = step.state.touched(Kind.COMMIT) if step.state else None
    assert kinds[0] is Kind.CELEBRATE
    assert kinds[1:4] == [Kind.COMMIT] * 3
    assert kinds.count(Kind.CELEBRATE) == kinds.count(Kind.FADE) == 1
    assert kinds[5:] in ([None] * 3 + [Kind.FADE] + [None] * 3, [None] * 2 + [Kind.FADE] + [None] * 4)


def test_what_is_established_since_nobody_knows_when_goes_on() -> None:
    unknown = replace(FOCUS, status=Status.ESTABLISHED)
    assert kind(focused(unknown), Nudged(celebrated=(FOCUS.id,))) is Kind.COMMIT


def test_three_that_nobody_touches_are_followed_by_four_weeks_without() -> None:
    days = (TODAY - 5 * WEEK, TODAY - 4 * WEEK, TODAY - 3 * WEEK)
    asleep = Nudged(sent=(Sent(kind=Kind.COMMIT, variant=2, days=days),))
    assert kind(READY, asleep) is None
    rested = Nudged(sent=(Sent(kind=Kind.COMMIT, variant=2, days=tuple(day - WEEK for day in days)),))
    step = nudged(READY, rested)
    assert step.state
    assert step.state.sent == (Sent(kind=Kind.COMMIT, variant=3, days=(TODAY,)),)


def test_a_tap_wakes_it_whatever_it_says() -> None:
    state = Nudged(sent=(Sent(kind=Kind.OWN, variant=1, days=(TODAY,)),))
    for step, answer in (("thanks", "Tack själv!"), ("not_now", "Okej, en annan gång.")):
        done = tap(step, Kind.OWN, state)
        assert done.state == Nudged(sent=(Sent(kind=Kind.OWN, variant=1),))
        (shown,) = done.effects
        assert isinstance(shown, Replace)
        assert read(shown.message) == [answer]
    # Of nothing that is remembered, nothing is.
    assert tap("thanks", Kind.OWN).state is None


def test_no_variant_comes_twice_in_a_row_and_every_third_message_has_the_way_out() -> None:
    state, texts, stops = Nudged(), [], []
    for _ in range(6):
        message = nudging.compose(Kind.COMMIT, FOCUS, READY, state, TODAY)
        texts.append(SV.say(message.summary))
        tokens = [each.token for each in choices(message)]
        assert (settings.PAUSE in tokens) == (settings.STOP in tokens)
        stops.append(settings.STOP in tokens)
        assert settings.OPEN in {each.token for each in choices(message)}
        state = state.after(Kind.COMMIT, TODAY)
    assert all(one != other for one, other in pairwise(texts))
    assert len(set(texts)) == 3
    assert stops == [False, False, True] * 2


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", [each for each in NUDGE_MESSAGES if each.split(" ")[0] != "plans"])
def test_no_nudge_is_longer_than_280_characters(name: str, language: str) -> None:
    assert len(LANGUAGES[language].say(NUDGE_MESSAGES[name].summary)) <= 280


def test_a_situation_that_is_picked_becomes_a_plan_and_is_said_back() -> None:
    state = Nudged(sent=(Sent(kind=Kind.PLAN, variant=1, days=(TODAY,)),))
    step = tap("pick", f"{FOCUS.id}~meeting", state, replace(READY, plans=()))
    save, schedule, shown = step.effects
    assert step.state == Nudged(sent=(Sent(kind=Kind.PLAN, variant=1),))
    assert isinstance(save, SavePlan)
    assert (save.plan.behaviour, save.plan.kept) == (FOCUS, False)
    # The meeting is on Tuesdays at ten.
    assert schedule == Schedule(
        occasion=Occasion.SITUATION, subject=ANNA.id, at=datetime(2026, 11, 17, 8, 45, tzinfo=UTC)
    )
    assert isinstance(shown, Replace)
    assert read(shown.message) == [
        "Din plan är sparad, och bara du ser den.",
        "När teammötet börjar, då gör jag så här: När en kund är missnöjd ringer vi upp samma dag, även om lösningen "
        "dröjer.",
        "Jag påminner en kvart innan: tisdagar kl. 10:00.",
        "[Ändra planen]",
    ]


def test_ones_own_words_are_written_in_a_form() -> None:
    (opened,) = tap("write", f"{FOCUS.id}~").effects
    assert isinstance(opened, Open)
    assert read(opened.form)[0] == "Min plan"


@pytest.mark.parametrize(
    ("step", "value"), [("pick", f"{FOCUS.id}~dance"), ("pick", "b9~meeting"), ("thanks", "tango"), ("dance", "")]
)
def test_a_tap_that_means_nothing_is_answered(step: str, value: str) -> None:
    assert [type(each) for each in tap(step, value).effects] == [Reply]


def test_one_thing_is_written_down_and_kept_nowhere() -> None:
    (opened,) = tap("commit", Kind.COMMIT).effects
    assert isinstance(opened, Open)
    (shown,) = nudging.advance(None, submitted(opened.form.token, {"text": "Jag  ringer Åhléns"}), READY).effects
    assert isinstance(shown, Reply)
    assert read(shown.message) == ["Det här skrev du. Jag sparar det inte, så bara du ser det:", "Jag ringer Åhléns"]
    (refused,) = nudging.advance(None, submitted(opened.form.token, {"text": "\u202e"}), READY).effects
    assert isinstance(refused, Reject)


def test_other_events_leave_it_as_it_is() -> None:
    assert nudging.advance(Nudged(), said("hej"), READY) == Step(state=Nudged())


def test_it_is_the_persons_own_day() -> None:
    away = replace(ANNA, timezone=ZoneInfo("Pacific/Honolulu"))
    at = moment.nudge_at(away, MONDAY)
    step = nudged(replace(READY, person=away), at=at)
    assert step.state
    assert step.state.latest_on == at.astimezone(away.timezone).date() != date.min


def test_who_has_paused_gets_the_next_one_after_that() -> None:
    """Not at the moment that is already there, which would come due again and again until it was over."""
    paused = replace(ANNA, paused_until=(MOMENT + 2 * WEEK).astimezone(ANNA.timezone).date())
    (schedule,) = nudged(replace(READY, person=paused), at=MOMENT).effects
    assert schedule == Schedule(occasion=Occasion.NUDGE, subject=ANNA.id, at=MOMENT + 2 * WEEK)


def test_a_behaviour_inside_a_sentence_has_no_full_stop_of_its_own() -> None:
    said = Wording(texts={"sv": "Vi ringer.", "en": "We call …", "de": "Wir warten..."}).quoted
    assert said.texts == {"sv": "Vi ringer", "en": "We call …", "de": "Wir warten..."}
    assert Wording(texts={"sv": "."}).quoted.texts == {"sv": "."}


def test_what_asks_for_nothing_is_only_thanked_for() -> None:
    for kind in NUDGES:
        labels = read(nudging.compose(kind, FOCUS, READY, Nudged(), TODAY))
        assert ("[Inte nu]" in labels) == (kind not in (Kind.NORM, Kind.CELEBRATE, Kind.FADE))
