"""The weekly message: what it says, why, when and to whom."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from dialogues import help, rhythm
from dialogues.audit import Role, Through
from dialogues.digest import selection, sending, why
from dialogues.digest.contents import compose
from dialogues.digest.week import Week
from dialogues.effect import Audit, Post, Reply, Say, Schedule, ShowCelebration
from dialogues.event import Occasion
from dialogues.goal import BehaviourId, Status
from dialogues.kind import Kind
from dialogues.listening import Listening
from dialogues.measure import Measured
from dialogues.message import Chart, Choices, Fields, Message
from dialogues.person import TeamId
from dialogues.phrase import Phrase, Text, Wording
from dialogues.pulse.item import ItemId
from dialogues.statistics.change import Change
from dialogues.token import Token
from dialogues.window import Remarks, WindowId
from tests.dialogues.digest_examples import (
    CLARITY,
    DONE,
    FULL,
    PLAIN,
    RAISED,
    UNDER_WAY,
    WARY,
    WEEKS,
    changed,
    with_focus,
    with_readings,
)
from tests.dialogues.examples import (
    EARLIER,
    FACTS,
    GOAL,
    LENA,
    MEMBERS,
    MONDAY,
    ORGANISATION,
    PROPOSAL,
    READING,
    TEAM,
    chose,
    due,
    said,
)
from tests.dialogues.languages import EN, SV
from tests.dialogues.office import read

WEEK = date(2026, 11, 16)
FACTS = replace(FACTS, person=LENA, goals=(GOAL,), readings=(READING,), members=MEMBERS)
MOMENT = rhythm.digest_on(WEEK, TEAM.id, (*MEMBERS, LENA), ORGANISATION)
NEXT = Schedule(
    occasion=Occasion.DIGEST,
    subject=TEAM.id,
    at=rhythm.digest_on(WEEK + timedelta(days=7), TEAM.id, (*MEMBERS, LENA), ORGANISATION),
)


def composed(week: Week) -> Message[Text]:
    return compose(week).message


def lines(week: Week) -> list[str]:
    return read(composed(week))


def test_lead_and_team_get_the_same_words_at_the_same_moment() -> None:
    post, audit, say, schedule = sending.advance(None, due(Occasion.DIGEST, MOMENT, TEAM.id), FACTS).effects
    assert isinstance(post, Post)
    assert isinstance(say, Say)
    week = Week.of(FACTS, WEEK, WEEK)
    assert week is not None
    assert post.message == say.message == composed(week)
    assert post.members == tuple(each.id for each in MEMBERS)
    assert say.to == LENA.id
    assert audit == Audit(team=TEAM.id, role=Role.LEAD, through=Through.DIGEST)
    assert schedule == NEXT


def test_whoever_leads_several_teams_gets_the_digest_of_each() -> None:
    """That of the first by its key counts, and those of all others do not: none has to wait for room."""
    other = replace(TEAM, id=TeamId("a"))
    effects = sending.advance(None, due(Occasion.DIGEST, MOMENT, TEAM.id), replace(FACTS, leads=(TEAM, other))).effects
    (say,) = (each for each in effects if isinstance(each, Say))
    assert say.kind is Kind.OTHER_DIGEST
    assert Kind.OTHER_DIGEST.budget is None
    effects = sending.advance(None, due(Occasion.DIGEST, MOMENT, TEAM.id), replace(FACTS, leads=(TEAM,))).effects
    assert [each.kind for each in effects if isinstance(each, Say)] == [Kind.LEAD_DIGEST]


def test_before_its_moment_it_waits_and_a_missed_one_is_dropped() -> None:
    early = sending.advance(None, due(Occasion.DIGEST, MONDAY, TEAM.id), FACTS).effects
    assert early == (Schedule(occasion=Occasion.DIGEST, subject=TEAM.id, at=MOMENT),)
    late = sending.advance(None, due(Occasion.DIGEST, MONDAY + timedelta(days=2), TEAM.id), FACTS).effects
    assert late == (NEXT,)


@pytest.mark.parametrize(
    ("zone", "chosen", "moment"),
    [
        ("Europe/Stockholm", time(13, 30), "2026-11-16T13:30+01:00"),
        ("Europe/London", time(9), "2026-11-16T10:00+01:00"),
        ("Europe/Stockholm", time(8), "2026-11-16T08:00+01:00"),
        # Not before it is morning for everybody.
        ("Europe/Helsinki", time(8, 30), "2026-11-16T08:00+01:00"),
        # Nor after the day is over where the organisation is.
        ("America/New_York", time(16), "2026-11-16T16:59+01:00"),
    ],
)
def test_the_lead_chooses_the_time_of_day_for_all(zone: str, chosen: time, moment: str) -> None:
    lead = replace(LENA, timezone=ZoneInfo(zone), digest_time=chosen)
    effects = sending.advance(None, due(Occasion.DIGEST, MONDAY, TEAM.id), replace(FACTS, person=lead)).effects
    assert effects == (Schedule(occasion=Occasion.DIGEST, subject=TEAM.id, at=datetime.fromisoformat(moment)),)


def test_who_was_not_greeted_or_has_stopped_gets_none() -> None:
    quiet = replace(LENA, stopped=True)
    members = (replace(MEMBERS[0], greeted_on=None), *MEMBERS[1:])
    post, schedule = sending.advance(
        None, due(Occasion.DIGEST, MOMENT, TEAM.id), replace(FACTS, person=quiet, members=members)
    ).effects
    assert isinstance(post, Post)
    assert MEMBERS[0].id not in post.members
    assert isinstance(schedule, Schedule)


def test_on_the_day_of_the_greeting_nothing_else_comes() -> None:
    members = (replace(MEMBERS[0], greeted_on=WEEK), *MEMBERS[1:])
    post, *_ = sending.advance(None, due(Occasion.DIGEST, MOMENT, TEAM.id), replace(FACTS, members=members)).effects
    assert isinstance(post, Post)
    assert MEMBERS[0].id not in post.members


def test_without_readers_or_a_focus_there_is_no_digest() -> None:
    for facts in (
        replace(FACTS, person=None, members=()),
        replace(FACTS, goals=()),
        replace(FACTS, goals=(replace(GOAL, focus=None),)),
        replace(FACTS, goals=(replace(GOAL, last=date(2026, 11, 15)),)),
    ):
        effects = sending.advance(None, due(Occasion.DIGEST, MOMENT, TEAM.id), facts).effects
        assert [type(each) for each in effects] == [Schedule]
    assert sending.advance(None, said("hej"), FACTS).effects == ()


@pytest.mark.parametrize("week", WEEKS.values(), ids=WEEKS)
def test_every_digest_has_one_question_one_thing_to_celebrate_and_one_obstacle(week: Week) -> None:
    told = "\n".join(lines(week))
    assert told.count("En fråga att ta med") == 1
    assert told.count("Värt att fira") == 1
    assert told.count("Ett hinder att ta bort") == 1
    assert "minst 5 personer" in told
    assert told.count("Varför just det här?") == 1
    assert "[Vi har pratat om det]" in told


LONG = "Å" * 299 + "."


def longest() -> Week:
    """Everything at once, and each as long as it can be."""
    text = Wording(texts={"sv": LONG, "en": LONG})
    behaviours = tuple(replace(each, text=text, status=Status.ESTABLISHED, status_on=WEEK) for each in GOAL.behaviours)
    measures = (replace(GOAL.measures[0], name="N" * 200, values=(Measured(day=WEEK, value=123456.789),)),)
    goal = replace(GOAL, title=text, behaviours=behaviours, measures=measures)
    promises = tuple(
        replace(each, action="G" * 120) for each in (UNDER_WAY, replace(UNDER_WAY, obstacle="goals"), DONE)
    )
    readings = tuple(
        replace(
            READING,
            window=WindowId(f"w{number}"),
            behaviour=each.id,
            change=Change.LIKELY_DOWN,
            obstacles=dict.fromkeys(("time", "priority", "goals", "tools", "waiting", "practice"), 3),
        )
        for number, each in enumerate(behaviours)
    )
    return replace(
        FULL,
        team=replace(TEAM, name="T" * 200),
        goal=goal,
        goals=(goal,),
        focus=behaviours[1],
        promises=(*promises, RAISED),
        readings=(*readings, CLARITY),
        remarks=(Remarks(window=WindowId("w0"), texts=tuple(f"{number}{'x' * 499}" for number in range(5))),),
    )


def test_no_digest_is_longer_than_fifteen_hundred_characters() -> None:
    wary = replace(longest(), readings=(*longest().readings, WARY))
    for language in (SV, EN):
        for week in (*WEEKS.values(), longest(), wary):
            message = language.message(composed(week))
            assert sum(len(text) for text in _texts(message)) <= 1500


def _texts(message: Message[str]) -> list[str]:
    """What is to be read, buttons and the picture aside, whose words are those of the lines."""
    found: list[str] = []
    for block in message.blocks:
        match block:
            case Choices() | Chart():
                pass
            case Fields(fields=fields):
                found += [text for each in fields for text in (each.label, each.value)]
            case _:
                found.append(block.text)  # type: ignore[union-attr]
    return found


@pytest.mark.parametrize(
    ("week", "question"),
    [
        (with_readings(CLARITY), "Hur märks det i vårt arbete i dag att vi jobbar mot »Nöjdare kunder«?"),
        (
            replace(PLAIN, promises=(RAISED,)),
            "Vad i »Väntan på andra« råder vi själva över, och vad behöver någon annan göra?",
        ),
        (
            changed(Change.LIKELY_DOWN),
            "Vad har blivit svårare med »När en kund är missnöjd ringer vi upp samma dag, även om lösningen dröjer« "
            "de senaste veckorna?",
        ),
        (
            replace(PLAIN, listening=Listening(asked_on=date(2026, 10, 1), talked_on=date(2026, 11, 2))),
            "Vilket av våra möten är bäst för att prata om »Nöjdare kunder« i fem minuter?",
        ),
        (
            with_focus(Status.ESTABLISHED, WEEK),
            "Vad gjorde att »När en kund är missnöjd ringer vi upp samma dag, även om lösningen dröjer« blev en vana, "
            "och kan vi använda det igen?",
        ),
    ],
)
def test_the_question_is_the_first_that_has_a_reason(week: Week, question: str) -> None:
    # The third Monday from here on has Q6 in turn.
    later = next(
        each for each in (week.monday + timedelta(days=7 * n) for n in range(3)) if rhythm.week_number(each) % 3 == 0
    )
    assert question in lines(week)
    assert "Om vi fick ta bort en sak den här veckan, vad skulle det vara?" in lines(replace(PLAIN, monday=later))


def test_where_most_find_it_clear_enough_the_question_is_another() -> None:
    clear = replace(CLARITY, counts={"4": 4, "5": 3, "1": 1})
    assert "why/svea" not in str(composed(with_readings(clear)))
    assert composed(with_readings(clear)).blocks[0] == composed(PLAIN).blocks[0]
    assert "/q6." in str(composed(with_readings(clear)))
    assert "/q1." in str(composed(with_readings(CLARITY)))


def test_the_question_changes_with_the_week() -> None:
    weeks = [lines(replace(PLAIN, monday=WEEK + timedelta(days=7 * number))) for number in range(3)]
    assert len(set(map(str, weeks))) == 3


def test_a_team_that_does_not_talk_is_not_asked_the_same_every_week() -> None:
    silent = replace(PLAIN, listening=Listening(asked_on=MONDAY, talked_on=MONDAY))
    asked = [selection.question(replace(silent, monday=MONDAY + timedelta(weeks=week))).says for week in range(2, 12)]
    assert all(before != after for before, after in pairwise(asked))
    assert "digest.q4" in {each.key for each in asked if isinstance(each, Phrase)}


def test_what_was_news_last_week_is_none_now() -> None:
    later = replace(FULL, monday=WEEK + timedelta(weeks=2))
    told = "\n".join(lines(later))
    assert "Inget nytt resultat den här veckan. Senast, 9–15 nov.:" in told
    assert "[Chart]" not in told
    assert "Vad som sades" not in told


@pytest.mark.parametrize(
    ("texts", "told"),
    [
        (("a", "b"), 0),  # R11: two people
        (("a", "b", "c"), 2),
        (("a", "b", "c", "d"), 2),
    ],
)
def test_remarks_are_told_of_three_people_at_least(texts: tuple[str, ...], told: int) -> None:
    week = replace(FULL, remarks=(Remarks(window=READING.window, texts=texts),))
    assert sum(f"»{each}«" in line for each in texts for line in lines(week)) == told
    unpublished = replace(FULL, remarks=(Remarks(window=WindowId("other"), texts=("a", "b", "c")),))
    assert not any("»a«" in line for line in lines(unpublished))


def test_where_not_most_are_comfortable_no_remarks_are_told_and_what_is_kept_is_told_again() -> None:
    """Domain.md §7, Trust: until the team says otherwise."""
    wary = replace(FULL, readings=(*FULL.readings, WARY))
    assert any("Någon skrev" in line for line in lines(FULL))
    assert not any("Någon skrev" in line for line in lines(wary))
    assert "[Så hanteras svaren]" in lines(wary)
    trusting = replace(WARY, window=WindowId("w4"), yes=7)
    again = lines(replace(FULL, readings=(*wary.readings, trusting)))
    assert any("Någon skrev" in line for line in again)
    assert "[Så hanteras svaren]" not in again


def test_the_order_of_remarks_is_not_the_order_in_which_they_were_written() -> None:
    texts = ("ett", "två", "tre", "fyra")
    there, back = (
        replace(FULL, remarks=(Remarks(window=READING.window, texts=order),)) for order in (texts, texts[::-1])
    )
    assert lines(there) == lines(back)


def test_an_obstacle_without_an_answer_can_be_taken_and_answered() -> None:
    told = lines(replace(PLAIN, promises=(RAISED,)))
    assert "[Jag tar det]" in told
    assert "[Svara teamet]" in told
    assert "[Jag tar det]" not in lines(PLAIN)


@pytest.mark.parametrize(("members", "told"), [(7, False), (8, True)])
def test_how_many_took_part_is_said_of_eight_at_least(members: int, told: bool) -> None:
    week = with_readings(replace(READING, people=5, yes=2, members=members, counts={"yes": 2, "not_that_time": 3}))
    assert any("i teamet svarade senast" in line for line in lines(week)) is told


def test_a_team_can_be_told_why() -> None:
    (button,) = [
        choice
        for block in composed(FULL).blocks
        if isinstance(block, Choices)
        for choice in block.choices
        if "/why/" in choice.token
    ]
    (reply,) = sending.advance(None, chose(button.token), FACTS).effects
    assert isinstance(reply, Reply)
    told = read(reply.message)
    assert told[1:4] == [
        "Frågan: det senaste resultatet om tydlighet visade inte att de flesta ser hur arbetet bidrar till målet.",
        "Att fira: beteendet har blivit vanligare än när ni började.",
        "Hindret: det som flest av er har valt, minst tre, och som inte har fått något svar. Finns det flera "
        "visas det äldsta.",
    ]
    for token in (
        Token(dialogue="digest", step="why", subject=TEAM.id, value="q9"),
        Token(dialogue="digest", step="else"),
    ):
        assert sending.advance(None, chose(token), FACTS).effects == (Reply(message=help.outdated()),)


def test_every_rule_that_there_is_can_be_explained() -> None:
    def rules(message: Message[Text]) -> str:
        return next(
            choice.token.rsplit("/", 1)[1]
            for block in message.blocks
            if isinstance(block, Choices)
            for choice in block.choices
            if "/why/" in choice.token
        )

    for week in WEEKS.values():
        assert len(why.read(rules(composed(week)))) == 3


def test_a_digest_is_the_same_whatever_goals_of_others_there_are() -> None:
    other = replace(GOAL, id=GOAL.id, team=None)
    assert Week.of(replace(FACTS, goals=(other, GOAL)), WEEK, WEEK) == Week.of(FACTS, WEEK, WEEK)


def test_readings_of_another_behaviour_are_told_by_their_own_words() -> None:
    other = replace(READING, behaviour=GOAL.behaviours[0].id)
    assert any("öppen fråga" in line for line in lines(with_readings(EARLIER, other)))
    gone = replace(READING, behaviour=BehaviourId("gone"), item=ItemId.SEEN)
    assert any("De flesta har sett det i teamet" in line for line in lines(with_readings(gone)))


def test_what_somebody_proposed_is_shown_once() -> None:
    facts = replace(FACTS, readings=(), celebrations=(PROPOSAL,))
    effects = sending.advance(None, due(Occasion.DIGEST, MOMENT, TEAM.id), facts).effects
    assert ShowCelebration(id=PROPOSAL.id, on=WEEK) in effects
    shown = replace(facts, celebrations=(replace(PROPOSAL, shown_on=WEEK),))
    assert not any(
        isinstance(each, ShowCelebration)
        for each in sending.advance(None, due(Occasion.DIGEST, MOMENT, TEAM.id), shown).effects
    )
