"""What an organisation, its teams and its people must keep to."""

from dataclasses import replace
from datetime import time

import pytest

from dialogues.address import Platform
from dialogues.blueprint.check import problems
from dialogues.blueprint.entries import Blueprint, Email
from dialogues.calendar import Break
from dialogues.finding import Finding, quoted
from dialogues.person import TeamId
from dialogues.rules import Reference, Rules
from dialogues.situation import Days, Situation
from tests.dialogues.company import (
    COMPANY,
    KUND,
    LEDNING,
    NKI,
    both,
    with_anna,
    with_organisation,
    with_team,
)

SLACK = Platform("slack")


def test_nothing_is_wrong_with_a_good_one() -> None:
    assert problems(COMPANY) == ()
    assert problems(with_organisation(holidays="DE-BY", timezone="UTC")) == ()
    assert problems(with_organisation(holidays=None)) == ()
    assert problems(with_anna(locale="en", timezone="Europe/London", handles={SLACK: "U1"})) == ()
    assert problems(with_team(channels={SLACK: "C1"})) == ()


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
    (
        with_organisation(breaks=(Break(first="12-20", last="01-06"), Break(first="1224", last="12-26"))),
        ("organisation", "breaks", 1, "first"),
        '"1224" is no day or week of the year. Write a day as "12-20", or a week as "W28".',
    ),
    (
        with_organisation(breaks=(Break(first="W28", last="08-01"),)),
        ("organisation", "breaks", 0),
        'this begins with "W28" and ends with "08-01". Write two days, or two weeks.',
    ),
    (
        with_organisation(rules=Rules(k=4)),
        ("organisation", "rules", "k"),
        "4 is outside what this may be. Write a number from 5 to 20.",
    ),
    (
        with_organisation(rules=Rules(keep_answers=89)),
        ("organisation", "rules", "keep_answers"),
        "89 is outside what this may be. Write a number from 90 to 365.",
    ),
    (
        with_organisation(rules=Rules(keep_texts=91)),
        ("organisation", "rules", "keep_texts"),
        "91 is outside what this may be. Write a number from 0 to 90.",
    ),
    (
        with_organisation(rules=Rules(reference=Reference(percent=100, source=both("Vi mätte")))),
        ("organisation", "rules", "clarity", "percent"),
        "100 is outside what this may be. Write a number from 1 to 99.",
    ),
    (
        with_organisation(rules=Rules(reference=Reference(source=both(" ")))),
        ("organisation", "rules", "clarity", "source", "sv"),
        "there is no text here. Write some, or take the line away.",
    ),
    (
        with_anna(holidays="Danmark"),
        ("people", 1, "holidays"),
        'no public holidays are known for "Danmark". Write a country as "SE", or a part of one as "DE-BY".',
    ),
    # teams
    (
        with_team(situations=(Situation(text=both("mötet börjar"), days=Days.ONCE, at=time(9)),)),
        ("teams", 0, "situations", 0, "days"),
        "once is no day that comes again. Write working, or a weekday.",
    ),
    (
        with_team(situations=(Situation(text=both("mötet börjar"), days=Days.MONDAY, at=time(9)),) * 4),
        ("teams", 0, "situations"),
        "these are 4 situations. Keep the 3 that come most often.",
    ),
    (
        with_team(
            situations=(
                Situation(text=both("det stora måndagsmötet börjar", "it begins"), days=Days.MONDAY, at=time(9)),
            )
        ),
        ("teams", 0, "situations", 0, "text", "sv"),
        "this is 29 characters long. Say it in at most 24.",
    ),
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
    (
        replace(COMPANY, teams=(replace(KUND, channels={SLACK: "C1"}), replace(LEDNING, channels={SLACK: "C1"}))),
        ("teams", 1, "channels", "slack"),
        'there is another team with the slack channel "C1" before this one. Change or remove one of the two.',
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
