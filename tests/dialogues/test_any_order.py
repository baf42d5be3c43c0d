"""Whatever people tap and send in, in whatever order, a goal stays what a goal may be."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dialogues import goals
from dialogues.effect import Open, Reject, Replace, Reply, SaveGoal
from dialogues.form import Form
from dialogues.goal import BEHAVIOURS_PER_GOAL, Answers, Audience, Goal, GoalId, State
from dialogues.nothing import is_bare_nothing
from dialogues.phrase import Text
from dialogues.translation.confirmation import Judgement
from tests.dialogues.drafts import (
    ACTIVATE,
    ACTIVE,
    ADD,
    ANSWERS,
    CLOSE,
    DRAFT,
    GUIDE,
    LIST,
    PROPOSE,
    READY,
    REST,
    SHOW,
    WHOLE,
    actives,
    confirm,
    judge,
    tap,
)
from tests.dialogues.examples import TEAM
from tests.dialogues.office import FINANCE, Answered, Office, choices

#: Two who may change the goal, three members, and one from outside.
NAMES = ("lena", "eva", "anna", "bo", "cia", "ute")
#: What somebody finds in an old message, besides what they are shown.
OLD = (
    SHOW,
    GUIDE,
    ANSWERS,
    LIST,
    ADD,
    PROPOSE,
    ACTIVATE,
    REST,
    CLOSE,
    judge("yes", "call"),
    judge("no", "read"),
    goals.show(),
)
TEXTS = (
    "",
    "Varje fredag ringer vi två kunder.",
    "Varje måndag läser vi tre ärenden.",
    "Vi ringer kunden.",
    "Öka kundnöjdheten med 10 %",
    "Inget",
    "x" * 4000,
    "\u202e",
)
STARTS: Sequence[tuple[Goal, ...]] = (
    (DRAFT,),
    (replace(READY, state=State.DRAFT),),
    (READY, *actives(1)),
    (READY, *actives(3)),
    (ACTIVE, *(replace(each, focus=None) for each in actives(2))),
    (ACTIVE, WHOLE),
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    start=st.sampled_from(STARTS),
    confirmed=st.booleans(),
    steps=st.lists(st.tuples(st.sampled_from(NAMES), st.integers(0, 40), st.integers(0, 7)), max_size=40),
)
def test_a_goal_stays_what_it_may_be(
    start: tuple[Goal, ...], confirmed: bool, steps: list[tuple[str, int, int]]
) -> None:
    office = Office(*start)
    if confirmed:
        confirm(office, "anna", "bo")
    buttons = {name: [*map(str, OLD)] for name in NAMES}
    forms: dict[str, Form[Text]] = {}
    for name, number, text in steps:
        before = dict(office.goals)
        if name in forms and number % 3:
            answered = office.sends(name, forms[name], _filled(forms[name], number, text))
        else:
            answered = office.taps(name, buttons[name][number % len(buttons[name])])
        _remember(answered, name, buttons, forms)
        assert answered.text, "everybody is answered"
        if name == "ute":
            # Whose own team may say how everybody's goal looks to it.
            assert all(isinstance(each, SaveGoal) and each.goal.team == FINANCE.id for each in answered.durable)
        _hold(office, before)


def _filled(form: Form[Text], number: int, text: int) -> dict[str, str]:
    """One of the form's texts changed; the rest as it stands there."""
    texts = [each.name for each in form.fields if each.kind == "text"]
    return {texts[number % len(texts)]: TEXTS[text]} if texts else {}


def _remember(answered: Answered, name: str, buttons: dict[str, list[str]], forms: dict[str, Form[Text]]) -> None:
    """What somebody sees now: the buttons of a message, or a form to send in or leave."""
    forms.pop(name, None)
    for each in answered.effects:
        if isinstance(each, Open | Reject):
            forms[name] = each.form
        elif isinstance(each, Reply | Replace):
            buttons[name] = [*(choice.token for choice in choices(each.message)), *map(str, OLD)]


def _hold(office: Office, before: Mapping[GoalId, Goal]) -> None:
    active = [each for each in office.goals.values() if each.is_active]
    focuses = [each.focus for each in active if each.focus is not None and each.team == TEAM.id]
    assert len(focuses) <= 1
    for goal in office.goals.values():
        ids, texts = ([getattr(each, what) for each in goal.behaviours] for what in ("id", "text"))
        assert len(set(ids)) == len(ids) <= BEHAVIOURS_PER_GOAL.stop - 1
        assert all(texts.count(each) == 1 for each in texts)
        assert goal.focused is None or (goal.is_active and goal.focused.audience is Audience.TEAM)
        if goal.is_active:
            assert len(goal.behaviours) in BEHAVIOURS_PER_GOAL
        if goal.is_active and not (goal.id in before and before[goal.id].is_active):
            _has_begun_rightly(goal, office, others=len(active) - 1)


def _has_begun_rightly(goal: Goal, office: Office, *, others: int) -> None:
    for behaviour in goal.behaviours:
        said = [each for (_, about), each in office.judgements.items() if about == behaviour.id]
        assert said.count(Judgement.YES) >= 2
        assert Judgement.NO not in said
    answers: Answers = goal.answers
    assert answers.meetings
    assert answers.strengthened
    assert answers.prioritised_away
    assert not is_bare_nothing(answers.prioritised_away.within("sv"))
    assert others < 3 or goal.trade_off


def test_taking_the_next_step_each_time_leads_from_a_draft_to_an_active_goal() -> None:
    office = Office(DRAFT)
    for _ in range(20):
        shown = office.taps("lena", SHOW)
        if office["g1"].is_active:
            break
        answered = office.taps("lena", next(choices(shown.message)).token)
        opened = [each.form for each in answered.effects if isinstance(each, Open)]
        if opened:
            office.sends("lena", opened[0], {each.name: "Det vi kom fram till." for each in opened[0].fields})
        elif "Beteenden: Nöjda kunder" in answered.text:
            for id in ("CS1", "CS2", "LM1", "LF1", "LP1"):
                office.taps("lena", tap("wording", "pick", value=id))
        confirm(office, "anna", "bo")
    assert office["g1"].is_active
