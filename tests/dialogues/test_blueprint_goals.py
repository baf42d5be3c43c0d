"""What each goal of an organisation file must keep to, and what it needs to be active."""

from dataclasses import replace
from datetime import date

import pytest

from dialogues.blueprint.check import problems
from dialogues.blueprint.entries import BehaviourEntry, Blueprint
from dialogues.finding import Finding
from dialogues.goal import Answers, Arena, Guidance, State, StopItem
from dialogues.phrase import Wording
from tests.dialogues.company import (
    ASK,
    BEHAVIOURS,
    COMPANY,
    NKI,
    QUALITY,
    REMOVE,
    behaviour,
    both,
    with_behaviours,
    with_goal,
    with_goals,
)

STANDS = 'If it stands all the same, write why under "exception", for the team to read.'


def test_nothing_is_wrong_with_a_good_one() -> None:
    assert problems(with_behaviours(*BEHAVIOURS[:3])) == ()
    assert problems(with_goal(focus=None, measures=(), stop=())) == ()


REFUSED = [
    (
        with_goal(title=both("x" * 201, "y")),
        ("goals", 0, "title", "sv"),
        "this is 201 characters long. Say it in at most 200.",
    ),
    (
        with_goal(why=Wording(texts={"sv": "därför", "de": "darum"})),
        ("goals", 0, "why", "de"),
        'Vardag does not speak "de". Write sv for Swedish or en for English.',
    ),
    (
        with_goal(why=both("två\nrader", "two")),
        ("goals", 0, "why", "sv"),
        "there is a line break in this text. Write it on one line, without that.",
    ),
    (
        with_goal(last=date(2026, 8, 31)),
        ("goals", 0, "last"),
        "the period ends 2026-08-31, before it begins 2026-09-01. Change one of the two.",
    ),
    (
        with_behaviours(*BEHAVIOURS[:4], replace(ASK, arena=Arena.MEETING)),
        ("goals", 0, "behaviours", 4, "text"),
        "this goal has a behaviour with the same text already. Change or remove one of the two.",
    ),
    (
        with_behaviours(*BEHAVIOURS[:4], replace(REMOVE, text=both("x" * 301, "y"), exception=both("z"))),
        ("goals", 0, "behaviours", 4, "text", "sv"),
        "this is 301 characters long. Say it in at most 300.",
    ),
    (
        with_behaviours(*BEHAVIOURS[:4], replace(REMOVE, exception=both("x" * 1001, "y"))),
        ("goals", 0, "behaviours", 4, "exception", "sv"),
        "this is 1001 characters long. Say it in at most 1000.",
    ),
    (
        with_goal(focus=0),
        ("goals", 0, "focus"),
        'there is no behaviour number "0". Write a number from 1 to 5.',
    ),
    (
        with_goal(focus=6),
        ("goals", 0, "focus"),
        'there is no behaviour number "6". Write a number from 1 to 5.',
    ),
    (
        with_goal(focus=3),
        ("goals", 0, "focus"),
        'behaviour number 3 is the leader\'s, and the question goes to the team. Choose one whose audience is "team".',
    ),
    (
        with_goal(stop=(StopItem(text=both("a"), reason=both("b" * 1001, "c")),)),
        ("goals", 0, "stop", 0, "reason", "sv"),
        "this is 1001 characters long. Say it in at most 1000.",
    ),
    (
        with_goal(answers=Answers(meetings=both("A"), strengthened=both("B"), prioritised_away=both(""))),
        ("goals", 0, "answers", "prioritised_away", "sv"),
        "there is no text here. Write some, or take the line away.",
    ),
    (
        with_goal(guidance=Guidance(signals=both("två\nrader", "two"))),
        ("goals", 0, "guidance", "signals", "sv"),
        "there is a line break in this text. Write it on one line, without that.",
    ),
    (
        with_goals(replace(QUALITY, focus=1)),
        ("goals", 0, "focus"),
        'there is no behaviour number "1". Take "focus" away.',
    ),
    (
        with_behaviours(
            *BEHAVIOURS,
            behaviour("Varje fredag skriver vi upp ett fel.", "Every Friday we write down one error.", Arena.MEETING),
        ),
        ("goals", 0, "behaviours"),
        "a goal has at most five behaviours, and this one has 6. Keep those that matter most.",
    ),
]


@pytest.mark.parametrize(("blueprint", "path", "says"), REFUSED)
def test_each_thing_that_is_wrong_is_said_with_its_mend(
    blueprint: Blueprint, path: tuple[str | int], says: str
) -> None:
    assert problems(blueprint) == (Finding(path=path, says=says),)


# What one could not see

UNSEEN = [
    (
        "Öka kundnöjdheten med 10 %",
        "this is a result. Write what you do that leads there; the result itself can be a measure of kind "
        '"key_result".',
    ),
    ("Vara mer proaktiv", "this is a quality. Write what one would see you do."),
    (
        "Förstå kundens behov",
        "this cannot be seen from outside. Write what you do once you have understood.",
    ),
    ("Förbättra samarbetet mellan avdelningar", "this is vague. Write what exactly you do, and when."),
    ("Inte missa en deadline", "this is what you do not do. Write what you do instead."),
    (
        "Chefen kontrollerar att Anna svarar varje dag",
        "this names a person, and a behaviour is the whole team's. Write it without the name.",
    ),
]


@pytest.mark.parametrize(("text", "says"), UNSEEN)
@pytest.mark.parametrize("state", State)
def test_what_one_could_not_see_is_refused_unless_a_reason_stands_beside_it(text: str, says: str, state: State) -> None:
    unseen = replace(ASK, text=both(text, ASK.text.within("en")))
    path = ("goals", 0, "behaviours", 0, "text", "sv")
    found = problems(with_behaviours(unseen, *BEHAVIOURS[1:], state=state))
    assert found == (Finding(path=path, says=f"{says} {STANDS}"),)
    stands = replace(unseen, exception=both("Vi vet vad vi menar"))
    assert problems(with_behaviours(stands, *BEHAVIOURS[1:], state=state)) == ()


def test_each_language_is_looked_at_by_itself_and_an_unknown_one_not_at_all() -> None:
    unseen = replace(ASK, text=both(ASK.text.within("sv"), "Have a can-do attitude"))
    assert [each.path[-1] for each in problems(with_behaviours(unseen, *BEHAVIOURS[1:]))] == ["en"]
    german = replace(ASK, text=Wording(texts={**ASK.text.texts, "de": "Besser werden"}))
    says = 'Vardag does not speak "de". Write sv for Swedish or en for English.'
    assert [each.says for each in problems(with_behaviours(german, *BEHAVIOURS[1:]))] == [says]


# Active


def unconfirmed(behaviour: BehaviourEntry) -> BehaviourEntry:
    return replace(behaviour, confirmed=False)


ANSWERED = NKI.answers
LACKING = [
    (
        with_goals(replace(QUALITY, state=State.ACTIVE, behaviours=BEHAVIOURS, answers=ANSWERED)),
        ("state",),
        "a goal of the whole organisation is never active: each team translates it into a goal of its own, which names "
        'it under "above". Write "state: untranslated", or the "team" whose goal it is.',
    ),
    (
        with_behaviours(*BEHAVIOURS[:2]),
        ("behaviours",),
        "an active goal has 3 to 5 behaviours, and this one has 2. Add what one would see people do.",
    ),
    (
        with_goal(answers=replace(ANSWERED, meetings=None)),
        ("answers", "meetings"),
        'a team that works with a goal has said which meetings change. Add "meetings" under "answers".',
    ),
    (
        with_goal(answers=replace(ANSWERED, strengthened=None)),
        ("answers", "strengthened"),
        'a team that works with a goal has said which behaviours are strengthened. Add "strengthened" under "answers".',
    ),
    (
        with_goal(answers=replace(ANSWERED, prioritised_away=None)),
        ("answers", "prioritised_away"),
        "a team that works with a goal has said what is prioritised away. "
        'Add "prioritised_away" under "answers"; where it is nothing, write why.',
    ),
    (
        with_goal(answers=replace(ANSWERED, prioritised_away=both("Inget.", "Nothing, as we are two more now."))),
        ("answers", "prioritised_away"),
        "that nothing is prioritised away needs its reason. Write why in the same sentence.",
    ),
    (
        with_behaviours(unconfirmed(ASK), *BEHAVIOURS[1:]),
        ("behaviours", 0),
        "nobody has confirmed this yet. Ask two members of the team whether two colleagues could each tell if it "
        'happened, and write "confirmed: true"; or write "state: untranslated" for the goal, and the team confirms it '
        "in chat.",
    ),
]


@pytest.mark.parametrize(("blueprint", "path", "says"), LACKING)
def test_what_an_active_goal_lacks_is_said_and_no_other_goal_needs_it(
    blueprint: Blueprint, path: tuple[str | int], says: str
) -> None:
    assert problems(blueprint) == (Finding(path=("goals", 0, *path), says=says),)
    for state in (State.DRAFT, State.UNTRANSLATED, State.RESTING, State.CLOSED):
        assert problems(replace(blueprint, goals=(replace(blueprint.goals[0], state=state),))) == ()


def test_everything_that_an_active_goal_lacks_is_said_at_once() -> None:
    bare = with_goal(behaviours=(), answers=Answers(), focus=None)
    assert [each.path[2:] for each in problems(bare)] == [
        ("behaviours",),
        ("answers", "meetings"),
        ("answers", "strengthened"),
        ("answers", "prioritised_away"),
    ]


def test_a_behaviour_that_is_new_in_a_goal_that_is_active_already_keeps_nothing_back() -> None:
    assert problems(with_behaviours(unconfirmed(ASK), *BEHAVIOURS[1:]), at_work=[NKI.key]) == ()


def test_whoever_is_in_the_organisation_may_not_be_named_and_others_may() -> None:
    named = replace(ASK, text=both("Efter varje möte ringer vi Anna.", ASK.text.within("en")))
    blueprint = with_behaviours(named, *BEHAVIOURS[1:])
    assert len(problems(blueprint)) == 1
    assert problems(replace(blueprint, people=tuple(each for each in COMPANY.people if "Anna" not in each.name))) == ()
