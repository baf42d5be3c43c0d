"""A person's own plans: made, changed, forgotten, and reminded of just before their situation; seen by nobody else."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from dialogues.effect import DropPlan, Reply, SavePlan, Say, Schedule
from dialogues.event import Occasion, Opened
from dialogues.facts import Facts
from dialogues.goal import Audience, BehaviourId, Status
from dialogues.kind import Kind
from dialogues.nudge import reminding
from dialogues.nudge.pick import USUAL, named, picks
from dialogues.nudge.plan import Plan
from dialogues.nudge.reminding import Reminded
from dialogues.person import NOTHING
from dialogues.phrase import Wording
from dialogues.situation import Days, Situation
from dialogues.step import Step
from tests.dialogues.examples import ACCOUNT, ANNA, GOAL, MONDAY, TEAM, chose, due
from tests.dialogues.nudge_examples import FOCUS, ONCE, OTHER, PLAN, READY, USUAL_PLANS, established, focused
from tests.dialogues.office import Office, read

WRITTEN = {"situation": "kunden  lägger på", "action": "ringer jag", "days": "friday", "day": "", "time": "10:00"}
#: Quarter past ten and half past ten in Stockholm.
QUARTER_PAST, HALF_PAST = datetime(2026, 11, 16, 9, 15, tzinfo=UTC), datetime(2026, 11, 16, 9, 30, tzinfo=UTC)


def opened(office: Office, behaviour: BehaviourId = FOCUS.id) -> str:
    return office.taps("anna", f"plan/form/{behaviour}/").form.token


def write(office: Office, behaviour: BehaviourId = FOCUS.id, **values: str) -> Plan:
    """The plan that is kept when Anna sends this in."""
    done = office.sends("anna", opened(office, behaviour), WRITTEN | values)
    assert not done.errors
    return office.plans["anna", behaviour]


def reminded(facts: Facts = READY, at: datetime = QUARTER_PAST, state: Reminded | None = None) -> Step[Reminded]:
    return reminding.advance(state, due(Occasion.SITUATION, at), facts)


def said(step: Step[Reminded]) -> list[Say]:
    return [each for each in step.effects if isinstance(each, Say)]


def scheduled(step: Step[Reminded]) -> datetime | None:
    (at,) = (each.at for each in step.effects if isinstance(each, Schedule))
    return at


def test_ones_own_words_are_kept_and_said_back() -> None:
    office = Office(GOAL)
    done = office.sends("anna", opened(office), WRITTEN)
    assert done.text.splitlines() == [
        "Din plan är sparad, och bara du ser den.",
        "När kunden lägger på, då ringer jag.",
        "Jag påminner en kvart innan: fredagar kl. 10:00.",
        "[Ändra planen]",
    ]
    assert done.durable == (
        SavePlan(
            plan=Plan(behaviour=FOCUS, situation="kunden lägger på", action="ringer jag", days=Days.FRIDAY, at=time(10))
        ),
        Schedule(occasion=Occasion.SITUATION, subject=ANNA.id, at=datetime(2026, 11, 20, 8, 45, tzinfo=UTC)),
    )


def test_what_is_there_stands_in_the_form_and_ours_stays_where_nothing_is_written() -> None:
    office = Office(GOAL)
    write(office)
    assert office.taps("anna", f"plan/form/{FOCUS.id}/").values == WRITTEN | {"situation": "kunden lägger på"}
    office.plans["anna", FOCUS.id] = USUAL_PLANS[1]
    shown = office.taps("anna", f"plan/form/{FOCUS.id}/")
    assert shown.hints["situation"] == "Lämna tomt för: teammötet börjar"
    assert write(office, situation="", action="").sentence == USUAL_PLANS[1].sentence


def test_a_single_day_is_possible() -> None:
    plan = write(Office(GOAL), days="once", day="2026-11-24")
    assert (plan.days, plan.day) == (Days.ONCE, date(2026, 11, 24))
    assert plan.comes_on(date(2026, 11, 24))
    assert not plan.comes_on(date(2026, 11, 25))


@pytest.mark.parametrize(
    ("values", "errors"),
    [
        ({"situation": " "}, {"situation": "Skriv något här."}),
        ({"situation": "x" * 121}, {"situation": "Högst 120 tecken får plats här, och det är 121 nu."}),
        ({"days": "sunday"}, {"days": "Välj ett av alternativen."}),
        ({"days": "once"}, {"day": "x"}),
        ({"days": "once", "day": "2026-11-13"}, {"day": "x"}),
        ({"days": "once", "day": "2026-11-21"}, {"day": "x"}),
        ({"time": "halv tio"}, {"time": "x"}),
        ({"time": "08:10"}, {"time": "x"}),
        ({"time": "18:00"}, {"time": "x"}),
        ({"action": "a\u202eb"}, {"action": "x"}),
    ],
)
def test_what_is_wrong_is_said_beside_the_field_and_nothing_is_lost(
    values: dict[str, str], errors: dict[str, str]
) -> None:
    office = Office(GOAL)
    refused = office.sends("anna", opened(office), WRITTEN | values)
    assert set(refused.errors) == set(errors)
    assert refused.values == WRITTEN | values
    assert office.plans == {}


def test_a_plan_for_once_has_a_day_and_no_other_plan_has() -> None:
    for wrong in ({"days": Days.ONCE}, {"day": date(2026, 11, 24)}):
        with pytest.raises(ValueError, match="once"):
            replace(PLAN, **wrong)


def test_the_list_shows_what_one_is_nudged_about_and_what_one_could_be() -> None:
    office = Office(GOAL)
    write(office)
    shown = office.types("anna", "påminn")
    assert shown.text.splitlines() == [
        "Dina planer",
        "1. När kunden lägger på, då ringer jag. (fredagar kl. 10:00)",
        "2. Vi avslutar varje kundmöte med en öppen fråga om hur mötet fungerade för kunden.",
        "3. Före varje kundmöte läser vi kundens tre senaste ärenden.",
        "[Ändra 1]",
        "[Ta bort 1]",
        "[Påminn om 2]",
        "[Påminn om 3]",
        "Planerna är bara dina. Ingen annan ser dem.",
    ]
    assert office.taps("anna", "plan/list//").text == shown.text
    assert "kunden lägger på" not in office.types("bo", "påminn").text
    assert Office().types("anna", "påminn").text.splitlines()[0].startswith("Du har ingen plan än.")


def test_a_plan_for_another_behaviour_is_kept_whatever_the_focus() -> None:
    office = Office(GOAL)
    assert write(office, OTHER.id).kept
    assert not write(office).kept


def test_a_new_focus_lets_old_plans_rest_unless_they_are_kept() -> None:
    office = Office(GOAL)
    write(office)
    office.goals[GOAL.id] = replace(GOAL, focus=OTHER.id)
    shown = office.types("anna", "påminn")
    assert "1. När kunden lägger på, då ringer jag. (fredagar kl. 10:00, vilar nu)" in shown.text
    done = office.taps("anna", shown.buttons["Påminn igen om 1"])
    assert office.plans["anna", FOCUS.id].kept
    assert "vilar nu" not in done.text


def test_a_plan_for_what_one_has_chosen_lives_beside_the_one_for_the_focus() -> None:
    office = Office(GOAL)
    write(office)
    office.people["anna"] = replace(office.people["anna"], nudged_about=OTHER.id)
    assert not write(office, OTHER.id).kept
    assert "vilar nu" not in office.types("anna", "påminn").text
    # It is nobody's focus, so nothing says that it has become a habit.
    habit = replace(OTHER, status=Status.ESTABLISHED, status_on=date(2026, 1, 1))
    chosen = replace(READY, goals=(replace(GOAL, behaviours=(FOCUS, habit)),), plans=(replace(PLAN, behaviour=habit),))
    assert said(reminded(replace(chosen, person=office.people["anna"])))


def test_whoever_wants_no_nudges_is_still_reminded_of_their_own_plans() -> None:
    assert said(reminded(replace(READY, person=replace(ANNA, nudged_about=NOTHING))))


def test_a_plan_can_be_forgotten_even_when_its_goal_is_gone() -> None:
    office = Office(GOAL)
    write(office)
    office.goals.clear()
    shown = office.types("anna", "påminn")
    assert list(shown.buttons) == ["Ta bort 1"]
    done = office.taps("anna", shown.buttons["Ta bort 1"])
    assert done.durable == (
        DropPlan(behaviour=FOCUS.id),
        Schedule(occasion=Occasion.SITUATION, subject=ANNA.id, at=None),
    )
    assert office.plans == {}
    assert office.taps("anna", shown.buttons["Ta bort 1"]).durable == ()


def test_whoever_leads_may_plan_for_what_is_theirs_to_do() -> None:
    mine = replace(OTHER, audience=Audience.LEADER)
    office = Office(replace(GOAL, behaviours=(mine, FOCUS)))
    assert list(office.types("lena", "påminn").buttons) == ["Påminn om 1"]
    done = office.sends("lena", office.taps("lena", f"plan/form/{mine.id}/").form.token, WRITTEN)
    assert isinstance(done.durable[0], SavePlan)
    assert not office.taps("lena", f"plan/form/{FOCUS.id}/").durable


@pytest.mark.parametrize("token", ["plan/form/b9/", "plan/resume/b9/", "plan/dance//"])
def test_a_tap_that_means_nothing_is_answered(token: str) -> None:
    (reply,) = Office(GOAL).taps("anna", token).effects
    assert isinstance(reply, Reply)


def test_what_cannot_be_resumed_is_planned_anew() -> None:
    assert read(Office(GOAL).taps("anna", f"plan/resume/{FOCUS.id}/").form)[0] == "Min plan"


def test_a_reminder_comes_a_quarter_of_an_hour_before_and_expires_with_the_situation() -> None:
    step = reminded()
    (say,) = said(step)
    assert (say.to, say.kind, say.expires_at) == (ANNA.id, Kind.BEFORE, HALF_PAST)
    assert read(say.message) == [
        "Om en stund: kunden lägger på. Din egen plan: »När kunden lägger på, då skriver jag upp vem jag ringer.«",
        "[Tack]",
        "[Ändra planen]",
        "[Inställningar]",
    ]
    assert scheduled(step) == QUARTER_PAST + timedelta(days=1)


def test_no_reminder_is_said_in_the_same_way_twice_in_a_row() -> None:
    state, texts = None, []
    for _ in range(4):
        step = reminded(state=state)
        state = step.state
        texts.append(str(said(step)[0].message.summary))
    assert len(set(texts)) == 3
    assert texts[0] == texts[3]


@pytest.mark.parametrize(
    ("facts", "comes"),
    [
        (replace(READY, plans=(replace(PLAN, days=Days.TUESDAY),)), datetime(2026, 11, 17, 9, 15, tzinfo=UTC)),
        (replace(READY, plans=(PLAN, replace(PLAN, behaviour=OTHER, at=time(10), kept=True))), HALF_PAST),
        # Nothing to be reminded of now; next week the focus may be another one.
        (replace(READY, plans=(ONCE,)), datetime(2026, 11, 22, 23, 0, tzinfo=UTC)),
        (focused(established(date(2026, 9, 1))), datetime(2026, 11, 22, 23, 0, tzinfo=UTC)),
        (replace(READY, goals=(), plans=(replace(PLAN, kept=True),)), datetime(2026, 11, 22, 23, 0, tzinfo=UTC)),
        (replace(READY, plans=()), None),
        (replace(READY, person=replace(ANNA, stopped=True)), None),
    ],
)
def test_nobody_is_nudged_about_what_does_not_come_or_rests(facts: Facts, comes: datetime | None) -> None:
    at = QUARTER_PAST if comes != HALF_PAST else QUARTER_PAST - timedelta(hours=2)
    step = reminded(facts, at)
    assert said(step) == []
    assert scheduled(step) == (comes if comes != HALF_PAST else QUARTER_PAST - timedelta(minutes=30))


def test_it_is_nudged_about_on_working_days_only() -> None:
    """Friday's is followed by Monday's, and Christmas has none."""
    assert scheduled(reminded(at=QUARTER_PAST + timedelta(days=4))) == QUARTER_PAST + timedelta(days=7)
    christmas_eve = datetime(2026, 12, 24, 9, 15, tzinfo=UTC)
    following = scheduled(reminded(at=christmas_eve))
    assert following is not None
    assert following.date() == date(2026, 12, 28)


def test_a_tap_thanks_back() -> None:
    state = Reminded(variant=2)
    step = reminding.advance(state, chose("plan/thanks//"), READY)
    assert step.state == state
    assert [type(each).__name__ for each in step.effects] == ["Replace"]


def test_other_events_leave_it_as_it_is() -> None:
    assert reminding.advance(Reminded(variant=2), Opened(id="e", at=MONDAY, account=ACCOUNT), READY) == Step(
        state=Reminded(variant=2)
    )


def test_a_team_picks_from_its_own_situations_first() -> None:
    meeting = Situation(text=Wording(texts={"sv": "veckomötet börjar"}), days=Days.TUESDAY, at=time(10, 15))
    team = replace(TEAM, situations=(meeting,))
    own, *usual = picks(team)
    assert (own.label, own.situation, own.days, own.at) == (meeting.text, meeting.text, Days.TUESDAY, time(10, 15))
    assert usual == list(USUAL[:2])
    assert named("0", team) == own
    assert named("1", team) is None
    # A button from before the team had its own still means what it said.
    assert named("wrap", team) == USUAL[2]
