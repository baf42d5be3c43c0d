"""A lead's calendar is connected by its address, its talks are followed, and the lead is told once where it fails."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from dialogues import help, rights
from dialogues.effect import Book, DropFeed, Effect, Open, Reject, Replace, Reply, SaveFeed, Say, Schedule, TrackFeed
from dialogues.event import FeedRead, Occasion
from dialogues.facts import Facts
from dialogues.feed import Fault, Occurrence
from dialogues.kind import Kind
from dialogues.meeting import following, inviting, preparing, registering
from dialogues.meeting.booking import booked
from dialogues.meeting.feed import Feed
from dialogues.meeting.meeting import Talk
from dialogues.person import PersonId
from tests.dialogues.examples import ANNA, FACTS, LENA, MONDAY, OTHER, TEAM, chose, commanded, submitted
from tests.dialogues.examples import due as falling_due
from tests.dialogues.examples import said as writing
from tests.dialogues.meeting_examples import BO, EVERY, FOLLOWED, LEADING, WITH_ANNA, talk
from tests.dialogues.office import read

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
CIA, DAN = (replace(ANNA, id=PersonId(each), name=each.title(), email=f"{each}@example.com") for each in ("cia", "dan"))
#: Of a lead of four who has connected a calendar that has never been read.
CONNECTED = replace(LEADING, meetings=(), feed=Feed(), counterparts=(ANNA, BO, CIA, DAN))
SECRET = "https://calendar.example/secret-1234/basic.ics"
START = datetime(2026, 11, 17, 12, tzinfo=UTC)


def meeting(*people: str, others: bool = False, key: str = "k1") -> Occurrence:
    return Occurrence(
        key=key,
        start=START,
        end=START + HOUR / 2,
        people=frozenset(f"{each}@example.com" for each in people),
        others=others,
    )


def reads(
    facts: Facts = CONNECTED, *found: Occurrence, at: datetime = MONDAY, named: bool = True
) -> tuple[Effect, ...]:
    event = FeedRead(at=at, person=LENA.id, found=found, version="v2", named=named)
    return following.advance(None, event, facts).effects


def fails(fault: Fault, facts: Facts = CONNECTED, at: datetime = MONDAY) -> tuple[Feed, list[Say]]:
    effects = following.advance(None, FeedRead(at=at, person=LENA.id, fault=fault), facts).effects
    (tracked,) = (each for each in effects if isinstance(each, TrackFeed))
    assert tracked.version is None
    return tracked.feed, [each for each in effects if isinstance(each, Say)]


def only(effects: tuple[Effect, ...]) -> Effect:
    (one,) = effects
    return one


# Which meetings are talks


def test_a_meeting_with_one_person_of_the_team_is_a_one_on_one_and_with_somebody_else_it_is_none() -> None:
    (one,) = booked([meeting("anna")], CONNECTED)
    assert (one.lead, one.team, one.person, one.starts_at, one.ends_at) == (
        *(LENA.id, TEAM.id, ANNA.id),
        *(START, START + HOUR / 2),
    )
    for other in (meeting("anna", others=True), meeting("anna", "bo"), meeting("nobody"), meeting()):
        assert booked([other], CONNECTED) == ()


def test_most_of_a_team_are_the_team_whoever_else_is_there() -> None:
    for found in (meeting("anna", "bo", "cia"), meeting("anna", "bo", "cia", "dan", others=True)):
        (one,) = booked([found], CONNECTED)
        assert (one.team, one.person) == (TEAM.id, None)
    five = replace(CONNECTED, counterparts=(ANNA, BO, CIA, DAN, replace(DAN, email="eva@example.com")))
    assert booked([meeting("anna", "bo", "cia")], five) == ()
    assert len(booked([meeting("anna", "bo", "cia", "dan")], five)) == 1
    two = replace(CONNECTED, counterparts=(ANNA, BO))
    assert booked([meeting("anna", "bo")], two) == ()


def test_of_two_teams_each_has_its_own_and_a_key_says_nothing_of_the_meeting() -> None:
    both = replace(CONNECTED, leads=(replace(TEAM, id=OTHER.id), TEAM))
    (one,) = booked([meeting("anna")], both)
    assert one.team == TEAM.id
    (other,) = booked([meeting("anna")], replace(CONNECTED, person=replace(LENA, id=PersonId("lin"))))
    assert other.key != one.key
    assert "k1" not in one.key
    assert one.key.endswith(".feed")


# What follows


def test_what_is_found_is_booked_and_everybody_looks_anew() -> None:
    effects = reads(CONNECTED, meeting("anna"), meeting("anna", "bo", "cia", key="k2"))
    (book,) = (each for each in effects if isinstance(each, Book))
    assert [each.person for each in book.talks] == [ANNA.id, None]
    assert TrackFeed(feed=Feed(is_read=True), version="v2") in effects
    assert [each for each in effects if isinstance(each, Schedule)] == [
        Schedule(occasion=Occasion.MEETING, subject=LENA.id, at=MONDAY),
        Schedule(occasion=Occasion.INVITATION, subject=ANNA.id, at=MONDAY),
    ]
    known = replace(CONNECTED, feed=Feed(is_read=True), booked=book.talks)
    again = reads(known, meeting("anna"), meeting("anna", "bo", "cia", key="k2"))
    assert not [each for each in again if isinstance(each, Schedule) and each.occasion is Occasion.INVITATION]


def test_what_is_unchanged_changes_nothing() -> None:
    known = replace(CONNECTED, feed=Feed(is_read=True, is_nameless=True))
    effects = following.advance(None, FeedRead(at=MONDAY, person=LENA.id, version="v3"), known).effects
    assert effects == (TrackFeed(feed=Feed(is_read=True, is_nameless=True), version="v3"),)


def test_what_was_disconnected_meanwhile_is_forgotten() -> None:
    assert reads(LEADING, meeting("anna")) == ()


@pytest.mark.parametrize("fault", [each for each in Fault if not each.passes])
def test_of_what_only_the_lead_can_mend_they_hear_at_once_and_once(fault: Fault) -> None:
    feed, (say,) = fails(fault)
    assert feed == Feed(fault=fault, failing_since=MONDAY, is_told=True)
    assert (say.to, say.kind, say.kind.budget) == (LENA.id, Kind.FEED, None)
    assert read(say.message)[0].startswith("Jag kan inte läsa din kalender: ")
    feed, says = fails(fault, replace(CONNECTED, feed=feed), MONDAY + 7 * DAY)
    assert (feed.failing_since, says) == (MONDAY, [])


@pytest.mark.parametrize("fault", [each for each in Fault if each.passes])
def test_of_what_passes_they_hear_when_it_has_lasted_for_a_day(fault: Fault) -> None:
    feed, says = fails(fault)
    assert (feed, says) == (Feed(fault=fault, failing_since=MONDAY), [])
    assert fails(fault, replace(CONNECTED, feed=feed), MONDAY + DAY - HOUR)[1] == []
    assert len(fails(fault, replace(CONNECTED, feed=feed), MONDAY + DAY)[1]) == 1


def test_when_it_works_again_that_is_said_to_whoever_was_told_that_it_did_not() -> None:
    broken = Feed(is_read=True, fault=Fault.REFUSED, failing_since=MONDAY, is_told=True)
    (say,) = (each for each in reads(replace(CONNECTED, feed=broken)) if isinstance(each, Say))
    assert read(say.message)[0] == "Nu kan jag läsa din kalender igen."
    quietly = replace(CONNECTED, feed=replace(broken, is_told=False))
    assert not [each for each in reads(quietly) if isinstance(each, Say)]


def test_a_calendar_without_people_is_told_of_once() -> None:
    effects = reads(named=False)
    (tracked,) = (each for each in effects if isinstance(each, TrackFeed))
    (say,) = (each for each in effects if isinstance(each, Say))
    assert tracked.feed.is_nameless
    assert read(say.message)[0].startswith("I din kalender syns inte vilka som är med")
    assert not [each for each in reads(replace(CONNECTED, feed=tracked.feed), named=False) if isinstance(each, Say)]


# Connecting


def test_the_address_is_pasted_once_and_shown_nowhere() -> None:
    opened = only(following.advance(None, chose(following.CONNECT.token), LEADING).effects)
    assert opened == Open(form=following.form())
    save, reply = following.advance(None, submitted(following.form().token, {"address": SECRET}), LEADING).effects
    assert save == SaveFeed(address=SECRET)
    assert isinstance(save, SaveFeed)
    assert save.address == SECRET
    assert SECRET not in repr(save) + repr(reply)
    assert [field.value for field in following.form().fields] == [""]


@pytest.mark.parametrize(
    "address",
    [
        "",
        "calendar.example",
        "http://calendar.example/a.ics",
        "ftp://x/y",
        "https://",
        "https://me:pw@x/y",
        "https://[x",
    ],
)
def test_what_is_no_address_stays_in_the_form_without_being_said_back(address: str) -> None:
    rejected = only(following.advance(None, submitted(following.form().token, {"address": address}), LEADING).effects)
    assert isinstance(rejected, Reject)
    assert set(rejected.errors) == {"address"}
    assert [field.value for field in rejected.form.fields] == [""]


def test_webcal_is_taken_too() -> None:
    address = SECRET.replace("https", "webcal")
    save, _ = following.advance(None, submitted(following.form().token, {"address": address}), LEADING).effects
    assert save == SaveFeed(address=address)


def test_it_is_forgotten_with_one_tap() -> None:
    dropped, planned, shown = following.advance(None, chose("feed/remove//"), FOLLOWED).effects
    assert dropped == DropFeed()
    assert planned == Schedule(occasion=Occasion.MEETING, subject=LENA.id, at=MONDAY)
    assert isinstance(shown, Replace)


def test_whoever_leads_nobody_connects_nothing_and_nonsense_is_answered() -> None:
    nobody = Reply(message=rights.nobody_led())
    for event in (chose("feed/address//"), submitted("feed/address//", {"address": SECRET})):
        assert only(following.advance(None, event, FACTS).effects) == nobody
    for event in (chose("feed/dance//"), submitted("feed/dance//", {})):
        assert only(following.advance(None, event, LEADING).effects) == Reply(message=help.outdated())
    assert following.advance(None, writing("hej"), LEADING).effects == ()


def test_its_state_is_told_in_words() -> None:
    def shown(facts: Facts) -> list[str]:
        reply = only(registering.advance(None, commanded("1:1"), facts).effects)
        assert isinstance(reply, Reply)
        return read(reply.message)

    lines = shown(FOLLOWED)
    assert "Jag följer din kalender, och där finns 2 samtal de närmaste veckorna." in lines
    assert "Anna Berg: tisdag 17 november klockan 13:00, ur din kalender" in lines
    assert "Hela Kundservice: onsdag 18 november klockan 09:30, ur din kalender" in lines
    assert lines[-2:] == ["[Byt adress]", "[Koppla bort]"]
    assert shown(LEADING)[-1] == "[Koppla din kalender]"
    failing = replace(FOLLOWED, feed=Feed(fault=Fault.REFUSED, failing_since=MONDAY))
    assert any(line.startswith("Din kalender kan jag inte läsa just nu: den finns inte") for line in shown(failing))
    gone = replace(FOLLOWED, leads=(), counterparts=())
    assert shown(gone) == ["Här lägger den som leder ett team in sina samtal. Du har inga inlagda."]


# Talks out of a calendar


def test_talks_out_of_a_calendar_are_prepared_for_like_others_and_where_the_calendar_has_them() -> None:
    later: Talk = replace(talk(WITH_ANNA), key="c1.feed", starts_at=START + HOUR, ends_at=START + 2 * HOUR)
    facts = replace(LEADING, meetings=(WITH_ANNA,), booked=(later,), diary=EVERY)

    def told(at: datetime) -> list[Say]:
        effects = preparing.advance(None, falling_due(Occasion.MEETING, at, LENA.id), facts).effects
        return [each for each in effects if isinstance(each, Say)]

    assert told(START - EVERY.ahead) == [], "the calendar has moved it"
    (say,) = told(START + HOUR - EVERY.ahead)
    assert read(say.message)[0].startswith("Samtal med Anna Berg klockan 14:00")
    invited = replace(FACTS, meetings=(), booked=(later,), counterparts=(LENA,))
    asked = inviting.advance(None, falling_due(Occasion.INVITATION, START - 3 * HOUR), invited).effects
    assert [each.kind for each in asked if isinstance(each, Say)] == [Kind.INVITATION]
