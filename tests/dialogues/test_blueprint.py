"""What an organisation must keep to, what its writer is warned of, and what a new version of it changes."""

from dataclasses import replace
from datetime import date

import pytest

from dialogues.address import Platform
from dialogues.blueprint import BehaviourEntry, Blueprint, Email, GoalEntry, OrganisationEntry, PersonEntry, TeamEntry
from dialogues.blueprint_advice import warnings
from dialogues.blueprint_change import compare
from dialogues.blueprint_check import problems
from dialogues.finding import Finding, quoted
from dialogues.goal import Answers, Arena, Audience, GoalId, Measure, StopItem
from dialogues.person import TeamId
from dialogues.phrase import Wording

SLACK = Platform("slack")
TODAY = date(2026, 11, 23)


def both(sv: str, en: str | None = None) -> Wording:
    return Wording(texts={"sv": sv, "en": en or f"{sv} (en)"})


def member(name: str, team: str = "kund") -> PersonEntry:
    return PersonEntry(email=Email(f"{name}@example.com"), name=name.title(), team=TeamId(team))


BEHAVIOURS = (
    BehaviourEntry(text=both("Vi frågar"), arena=Arena.WORK_MOMENT),
    BehaviourEntry(text=both("Vi ringer"), arena=Arena.WORK_MOMENT),
    BehaviourEntry(text=both("Jag berättar"), arena=Arena.FEEDBACK, audience=Audience.LEADER),
)
NKI = GoalEntry(
    key=GoalId("nki"),
    team=TeamId("kund"),
    title=both("Nöjda kunder"),
    why=both("Därför"),
    first=date(2026, 9, 1),
    last=date(2026, 12, 31),
    behaviours=BEHAVIOURS,
    measures=(Measure(name="NKI", unit="index", start=66, target=72, by=date(2026, 12, 31)),),
    stop=(StopItem(text=both("Rapporten"), reason=both("Ingen läser")), StopItem(text=both("Mötet"))),
    answers=Answers(meetings=both("A"), strengthened=both("B"), prioritised_away=both("C")),
    focus=1,
)
KUND = TeamEntry(key=TeamId("kund"), name="Kund", lead=Email("lea@example.com"), above=TeamId("ledning"))
LEDNING = TeamEntry(key=TeamId("ledning"), name="Ledning")
COMPANY = Blueprint(
    organisation=OrganisationEntry(name="Exempel AB", locale="sv", timezone="Europe/Stockholm", holidays="SE"),
    teams=(KUND, LEDNING),
    people=(member("lea", "ledning"), *map(member, ("anna", "bo", "cia", "dan", "eva"))),
    goals=(NKI,),
)


def with_goal(**changes: object) -> Blueprint:
    return replace(COMPANY, goals=(replace(NKI, **changes),))  # type: ignore[arg-type]


def with_team(**changes: object) -> Blueprint:
    return replace(COMPANY, teams=(replace(KUND, **changes), LEDNING))  # type: ignore[arg-type]


def with_anna(**changes: object) -> Blueprint:
    lea, anna, *others = COMPANY.people
    return replace(COMPANY, people=(lea, replace(anna, **changes), *others))  # type: ignore[arg-type]


def with_organisation(**changes: object) -> Blueprint:
    return replace(COMPANY, organisation=replace(COMPANY.organisation, **changes))  # type: ignore[arg-type]


def with_behaviours(*behaviours: BehaviourEntry, focus: int | None = None) -> Blueprint:
    return with_goal(behaviours=behaviours, focus=focus)


def with_measure(**changes: object) -> Blueprint:
    return with_goal(measures=(replace(NKI.measures[0], **changes),))  # type: ignore[arg-type]


def goals(*focus: int | None) -> tuple[GoalEntry, ...]:
    return tuple(replace(NKI, key=GoalId(f"goal{n}"), focus=each) for n, each in enumerate(focus))


def test_nothing_is_wrong_with_a_good_one() -> None:
    assert problems(COMPANY) == ()
    assert (
        problems(with_behaviours(*BEHAVIOURS, *(BehaviourEntry(text=both(t), arena=Arena.MEETING) for t in "xy"))) == ()
    )
    assert problems(with_organisation(holidays="DE-BY", timezone="UTC")) == ()
    assert problems(with_organisation(holidays=None)) == ()
    assert problems(with_goal(focus=None, answers=None, measures=(), stop=())) == ()
    assert problems(with_anna(locale="en", timezone="Europe/London", handles={SLACK: "U1"})) == ()


REFUSED = [
    # the organisation
    (
        with_organisation(name=" "),
        ("organisation", "name"),
        "there is no text here. Write some, or take the line away.",
    ),
    (
        with_organisation(locale="de"),
        ("organisation", "locale"),
        'Vardag does not speak "de". Write sv for Swedish or en for English.',
    ),
    (
        with_organisation(timezone="Stockholm"),
        ("organisation", "timezone"),
        'there is no time zone "Stockholm". Did you mean "Europe/Stockholm"?',
    ),
    (
        with_organisation(timezone="../../etc/passwd"),
        ("organisation", "timezone"),
        'there is no time zone "../../etc/passwd". Write it as "Europe/Stockholm".',
    ),
    (
        with_organisation(holidays="Sverige"),
        ("organisation", "holidays"),
        'no public holidays are known for "Sverige". Write a country as "SE", or a part of one as "DE-BY".',
    ),
    (
        with_organisation(holidays="GB-XX"),
        ("organisation", "holidays"),
        'GB has no part "XX" with holidays of its own. Write GB alone, or with one of ENG, NIR, SCT, WLS.',
    ),
    (
        with_organisation(holidays="FO-X"),
        ("organisation", "holidays"),
        'FO has no part "X" with holidays of its own. Write FO alone.',
    ),
    # teams
    (
        replace(COMPANY, teams=(KUND, LEDNING, KUND)),
        ("teams", 2, "key"),
        'there is another team with the key "kund" before this one. Change or remove one of the two.',
    ),
    (
        replace(COMPANY, teams=(KUND, LEDNING, replace(LEDNING, key=TeamId("Ö-gruppen")))),
        ("teams", 2, "key"),
        'a key is at most 40 of the letters a-z, digits, - and _, which "Ö-gruppen" is not. Write "o-gruppen".',
    ),
    (
        replace(COMPANY, teams=(KUND, LEDNING, replace(LEDNING, key=TeamId("!")))),
        ("teams", 2, "key"),
        'a key is at most 40 of the letters a-z, digits, - and _, which "!" is not. Choose another.',
    ),
    (
        with_team(name="x" * 201),
        ("teams", 0, "name"),
        "this is 201 characters long. Say it in at most 200.",
    ),
    (
        with_team(above=TeamId("ledningen")),
        ("teams", 0, "above"),
        'there is no team "ledningen". Did you mean "ledning"?',
    ),
    (
        with_team(lead=Email("qqq")),
        ("teams", 0, "lead"),
        'there is no person with the e-mail "qqq". Add it, or correct it here.',
    ),
    (
        with_team(lead=Email("anna@example.com")),
        ("teams", 0, "lead"),
        '"anna@example.com" is a member of "kund", and nobody leads their own home team. '
        'Change this person\'s "team" to the one above, or choose another lead.',
    ),
    (
        with_team(above=TeamId("kund")),
        ("teams", 0, "above"),
        'these teams are above each other in a circle: "kund". Take one "above" away.',
    ),
    (
        replace(
            COMPANY,
            teams=(
                replace(LEDNING, key=TeamId("under"), above=TeamId("kund")),
                replace(LEDNING, above=TeamId("kund")),
                KUND,
            ),
        ),
        ("teams", 1, "above"),
        'these teams are above each other in a circle: "kund", "ledning". Take one "above" away.',
    ),
    # people
    (
        with_anna(email=Email("bo@example.com")),
        ("people", 2, "email"),
        'there is another person with the e-mail "bo@example.com" before this one. Change or remove one of the two.',
    ),
    (
        with_anna(email=Email("anna.example.com")),
        ("people", 1, "email"),
        '"anna.example.com" is not an e-mail address. Write it as "name@example.com".',
    ),
    (
        with_anna(email=Email("an\x00na@example.com")),
        ("people", 1, "email"),
        r'"an\x00na@example.com" is not an e-mail address. Write it as "name@example.com".',
    ),
    (
        with_anna(name="An\u202ena"),
        ("people", 1, "name"),
        r'there is a character that cannot be seen, "\u202e" in this text. Write it on one line, without that.',
    ),
    (
        with_anna(team=TeamId("kunder")),
        ("people", 1, "team"),
        'there is no team "kunder". Did you mean "kund"?',
    ),
    (
        with_anna(locale="fi"),
        ("people", 1, "locale"),
        'Vardag does not speak "fi". Write sv for Swedish or en for English.',
    ),
    (
        with_anna(timezone="Europe/Londn"),
        ("people", 1, "timezone"),
        'there is no time zone "Europe/Londn". Did you mean "Europe/London"?',
    ),
    (
        replace(COMPANY, people=tuple(replace(each, handles={SLACK: "U1"}) for each in COMPANY.people[:2])),
        ("people", 1, "handles", "slack"),
        'there is another person with the slack id "U1" before this one. Change or remove one of the two.',
    ),
    # goals
    (
        replace(COMPANY, goals=(NKI, replace(NKI, focus=None))),
        ("goals", 1, "key"),
        'there is another goal with the key "nki" before this one. Change or remove one of the two.',
    ),
    (with_goal(team=TeamId("kunf")), ("goals", 0, "team"), 'there is no team "kunf". Did you mean "kund"?'),
    (
        replace(COMPANY, goals=goals(None, None, None, None, None)),
        ("goals", 3, "team"),
        'this is the fourth goal of "kund". A team has at most three: take one away.',
    ),
    (
        replace(COMPANY, goals=goals(1, None, 2)),
        ("goals", 2, "focus"),
        'the goal "goal0" of "kund" has a "focus" already. A team has one: take this one or that one away.',
    ),
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
        with_behaviours(*BEHAVIOURS[:2]),
        ("goals", 0, "behaviours"),
        "a goal has 3 to 5 behaviours, and this one has 2. Add what one would see people do.",
    ),
    (
        with_behaviours(*(BehaviourEntry(text=both(each), arena=Arena.MEETING) for each in "abcdef")),
        ("goals", 0, "behaviours"),
        "a goal has 3 to 5 behaviours, and this one has 6. Keep those that matter most.",
    ),
    (
        with_behaviours(*BEHAVIOURS, replace(BEHAVIOURS[0], text=both("Vi frågar", "We ask"))),
        ("goals", 0, "behaviours", 3, "text"),
        "this goal has a behaviour with the same text already. Change or remove one of the two.",
    ),
    (
        with_behaviours(*BEHAVIOURS, BehaviourEntry(text=both("x" * 301, "x"), arena=Arena.MEETING)),
        ("goals", 0, "behaviours", 3, "text", "sv"),
        "this is 301 characters long. Say it in at most 300.",
    ),
    (
        with_goal(focus=0),
        ("goals", 0, "focus"),
        'there is no behaviour number "0". Write a number from 1 to 3.',
    ),
    (
        with_goal(focus=4),
        ("goals", 0, "focus"),
        'there is no behaviour number "4". Write a number from 1 to 3.',
    ),
    (
        with_goal(focus=3),
        ("goals", 0, "focus"),
        'behaviour number 3 is the leader\'s, and the question goes to the team. Choose one whose audience is "team".',
    ),
    (
        with_goal(measures=NKI.measures * 2),
        ("goals", 0, "measures", 1, "name"),
        'there is another measure of this goal with the name "NKI" before this one. Change or remove one of the two.',
    ),
    (
        with_measure(unit=""),
        ("goals", 0, "measures", 0, "unit"),
        "there is no text here. Write some, or take the line away.",
    ),
    (
        with_measure(start=72.0),
        ("goals", 0, "measures", 0, "target"),
        'start and target are both 72. Write in "target" where you want to be.',
    ),
    (
        with_measure(target=None),
        ("goals", 0, "measures", 0, "by"),
        'there is a day but no target. Add "target", or take "by" away.',
    ),
    (
        with_measure(by=date(2026, 8, 1)),
        ("goals", 0, "measures", 0, "by"),
        "the target is due 2026-08-01, before the goal's period begins 2026-09-01. Choose a later day.",
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
]


@pytest.mark.parametrize(("blueprint", "path", "says"), REFUSED)
def test_each_thing_that_is_wrong_is_said_with_its_mend(
    blueprint: Blueprint, path: tuple[str | int], says: str
) -> None:
    assert problems(blueprint) == (Finding(path=path, says=says),)


def test_everything_that_is_wrong_is_said_at_once() -> None:
    blueprint = replace(with_anna(locale="fi"), goals=(replace(NKI, focus=9),), teams=(KUND, LEDNING, KUND))
    assert [each.path for each in problems(blueprint)] == [
        ("teams", 2, "key"),
        ("people", 1, "locale"),
        ("goals", 0, "focus"),
    ]


def test_whoever_refers_to_what_could_not_be_read_is_not_at_fault() -> None:
    blueprint = replace(COMPANY, teams=(KUND,), people=COMPANY.people[1:])
    assert [each.path for each in problems(blueprint)] == [("teams", 0, "above"), ("teams", 0, "lead")]
    assert problems(blueprint, unread={"ledning", "lea@example.com"}) == ()


def test_what_is_printed_of_a_file_cannot_play_tricks_on_a_terminal() -> None:
    assert quoted("\x1b[31m\u202e") == r'"\x1b[31m\u202e"'
    assert quoted("å" * 100) == '"' + "å" * 57 + '..."'


# Warnings


def said(blueprint: Blueprint, today: date = TODAY) -> list[tuple[tuple[str | int, ...], str]]:
    return [(each.path, each.says) for each in warnings(blueprint, today=today)]


def test_a_small_team_is_told_that_it_will_see_no_figure() -> None:
    team = (
        ("teams", 1),
        '"ledning" has 1 of the five people that are needed: no figure will ever be shown for it, '
        "because with fewer one could guess who answered what.",
    )
    assert team in said(COMPANY)
    assert [path for path, _ in said(COMPANY)] == [("teams", 1)] * 3


def test_a_team_without_lead_or_goal_is_named() -> None:
    assert said(COMPANY)[1:] == [
        (("teams", 1), '"ledning" has no lead: nobody but the team gets its digest. Add "lead" if somebody leads it.'),
        (("teams", 1), '"ledning" has no goal: its people will be asked nothing. Add a goal when there is one.'),
    ]


def test_a_goal_is_out_of_date_on_the_day_after_its_last() -> None:
    says = "the goal's period ended 2026-12-31. Take the goal away, or move the day."
    assert (("goals", 0, "last"), says) not in said(COMPANY, date(2026, 12, 31))
    assert (("goals", 0, "last"), says) in said(COMPANY, date(2027, 1, 1))


def test_every_missing_translation_is_named() -> None:
    swedish = Wording(texts={"sv": "bara"})
    blueprint = with_goal(
        title=swedish,
        why=swedish,
        behaviours=(replace(BEHAVIOURS[0], text=swedish), *BEHAVIOURS[1:]),
        stop=(StopItem(text=swedish, reason=swedish),),
        answers=Answers(meetings=swedish, strengthened=swedish, prioritised_away=swedish),
    )
    says = 'there is no text in en: whoever reads en will see the one in sv. Add "en".'
    assert said(blueprint)[3:] == [
        (("goals", 0, *path), says)
        for path in (
            ("title",),
            ("why",),
            ("behaviours", 0, "text"),
            ("stop", 0, "text"),
            ("stop", 0, "reason"),
            ("answers", "meetings"),
            ("answers", "strengthened"),
            ("answers", "prioritised_away"),
        )
    ]
    assert said(with_goal(answers=None))[3:] == []


# Changes


def changes(old: Blueprint | None, new: Blueprint) -> list[str]:
    return [str(each) for each in compare(old, new)]


def test_the_first_time_everything_is_new() -> None:
    assert changes(None, replace(COMPANY, people=COMPANY.people[:1])) == [
        "+ organisation Exempel AB",
        "+ team Kund (kund)",
        "+ team Ledning (ledning)",
        "+ person Lea (ledning)",
        "+ goal nki",
        '+ behaviour "Vi frågar" (nki)',
        '+ behaviour "Vi ringer" (nki)',
        '+ behaviour "Jag berättar" (nki)',
    ]


def test_what_is_the_same_in_another_order_changes_nothing() -> None:
    two = replace(COMPANY, goals=goals(None, None))
    turned = replace(two, teams=two.teams[::-1], people=two.people[::-1])
    assert changes(COMPANY, COMPANY) == []
    assert changes(two, turned) == []


def test_the_order_in_which_people_see_goals_and_behaviours_counts() -> None:
    two = replace(COMPANY, goals=goals(None, None))
    assert changes(two, replace(two, goals=two.goals[::-1])) == ["~ order of goals"]
    turned = with_goal(behaviours=(BEHAVIOURS[1], BEHAVIOURS[0], BEHAVIOURS[2]), focus=2)
    assert changes(COMPANY, turned) == ["~ goal nki: focus, order of behaviours"]


def test_a_change_names_the_fields_as_the_file_has_them() -> None:
    assert changes(COMPANY, with_organisation(name="Nya AB", holidays=None)) == [
        "~ organisation Nya AB: name, holidays"
    ]
    assert changes(COMPANY, with_team(lead=None)) == ["~ team Kund (kund): lead"]
    assert changes(COMPANY, with_anna(name="Anna B", handles={SLACK: "U1"})) == [
        "~ person Anna B (kund): name, account"
    ]
    assert changes(COMPANY, with_goal(why=both("Nytt"), first=date(2026, 9, 2), last=date(2027, 1, 1))) == [
        "~ goal nki: why, period"
    ]


def test_a_behaviour_with_another_text_is_another_behaviour() -> None:
    other = BehaviourEntry(text=both("Vi lyssnar"), arena=Arena.WORK_MOMENT)
    assert changes(COMPANY, with_goal(behaviours=(other, *BEHAVIOURS[1:]))) == [
        '+ behaviour "Vi lyssnar" (nki)',
        '- behaviour "Vi frågar" (nki)',
    ]
    elsewhere = replace(BEHAVIOURS[0], arena=Arena.MEETING)
    assert changes(COMPANY, with_goal(behaviours=(elsewhere, *BEHAVIOURS[1:]))) == [
        '~ behaviour "Vi frågar" (nki): arena'
    ]


def test_what_is_gone_is_named() -> None:
    assert changes(COMPANY, replace(COMPANY, people=COMPANY.people[:-1], goals=())) == [
        "- person Eva (kund)",
        "- goal nki",
    ]
