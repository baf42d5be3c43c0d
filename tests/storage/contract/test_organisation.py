"""The organisation is what its file says, and nothing that happened is lost with it but what must be."""

from dataclasses import replace
from datetime import time

from dialogues.address import Whereabouts
from dialogues.blueprint.entries import BehaviourEntry, Email, TeamEntry
from dialogues.effect import SaveSettings, Schedule
from dialogues.event import Occasion
from dialogues.facts import Want
from dialogues.goal import Arena, GoalId
from dialogues.kind import Kind
from dialogues.person import NOTHING, TeamId
from dialogues.rules import USUAL, Reference, Rules
from dialogues.window import Value
from storage.port import Storage
from storage.turn import Stranger
from tests.storage.dump import dump
from tests.storage.example import (
    AT,
    DAY,
    EXAMPLE,
    KUND,
    LEDNING,
    NKI,
    SLACK,
    TEAMS,
    address,
    answer,
    changed,
    close,
    facts,
    found,
    found_before_digests,
    key,
    open_window,
    opened,
    person,
    profile,
    reached,
    reading,
    say,
    somebody,
    tally,
    wording,
)
from tests.storage.goal_example import without_kund
from tests.storage.sending import claim, record, sent
from tests.storage.turning import turning

#: The example, where what was in focus is no longer a behaviour of its goal.
WITHOUT_FOCUS = replace(EXAMPLE, goals=(replace(NKI, behaviours=NKI.behaviours[::2], focus=None),))


async def test_before_the_first_import_there_is_none(storage: Storage) -> None:
    assert await storage.blueprint() is None
    async with turning(storage) as turn:
        met = await turn.act(event="e", at=AT, account=key("U1"), dialogue="help", subject="", wants=Want.NOTHING)
        assert met == Stranger(organisation=None)


async def test_a_file_comes_back_as_it_was(storage: Storage) -> None:
    odd = somebody("U1", locale="en-GB", timezone="Asia/Tokyo")
    blueprint = changed(U1=replace(odd, handles={SLACK.platform: "U77", TEAMS.platform: "abc"}))
    await storage.adopt(blueprint=blueprint, at=AT)
    assert await storage.blueprint() == blueprint


async def test_importing_twice_changes_nothing(storage: Storage, database_url: str) -> None:
    await found(storage)
    window = await open_window(storage)
    await answer(storage, "U1", window, Value.YES)
    before = await dump(database_url)
    await storage.adopt(blueprint=EXAMPLE, at=AT + DAY)
    assert await dump(database_url) == before


async def test_new_people_and_teams_are_scheduled_and_the_others_left_alone(storage: Storage) -> None:
    await found(storage)
    whom = (await person(storage, "U1")).id
    async with turning(storage) as turn:
        await turn.schedule(schedule=Schedule(occasion=Occasion.GREETING, subject=whom, at=None))
        for team in (KUND, LEDNING):
            for occasion in (Occasion.WINDOW, Occasion.DIGEST):
                await turn.schedule(schedule=Schedule(occasion=occasion, subject=team, at=None))
    sales = TeamId("sälj")
    blueprint = replace(
        EXAMPLE,
        teams=(*EXAMPLE.teams, TeamEntry(key=sales, name="Sälj")),
        people=(*EXAMPLE.people, somebody("UNEW", team=sales)),
    )
    await storage.adopt(blueprint=blueprint, at=AT + DAY)
    async with turning(storage) as turn:
        new = await turn.see(profile=profile("UNEW"), at=AT)
    due = {(each.occasion, each.subject) for each in await storage.due(at=AT + DAY, most=100)}
    assert {(Occasion.WINDOW, sales), (Occasion.DIGEST, sales), (Occasion.GREETING, new)} <= due
    assert (Occasion.GREETING, whom) not in due
    assert (Occasion.WINDOW, KUND) not in due


async def test_what_somebody_chose_survives_an_import(storage: Storage) -> None:
    await found(storage)
    whom = (await person(storage, "U1")).id
    async with turning(storage) as turn:
        chosen = SaveSettings(language="en", send_time=time(14, 30), nudged_about=NOTHING)
        await turn.settings(person=whom, settings=chosen, at=AT)
    assert await say(storage, "U1", kind=Kind.GREETING)
    (greeting,) = await claim(storage)
    await record(storage, sent(greeting, on=AT.date()))
    await storage.adopt(blueprint=changed(U1=replace(somebody("U1"), name="Annat Namn")), at=AT + DAY)
    after = await person(storage, "U1")
    assert (after.id, after.name, after.language, after.send_time) == (whom, "Annat Namn", "en", time(14, 30))
    assert (after.greeted_on, after.nudged_about) == (AT.date(), NOTHING)


async def test_a_behaviour_is_the_same_while_its_goal_and_text_are(storage: Storage) -> None:
    await found(storage)
    before = (await facts(storage, "U1")).goals[0]
    first, second, _ = NKI.behaviours
    new = BehaviourEntry(text=wording("Något nytt"), arena=Arena.MEETING)
    goal = replace(NKI, behaviours=(replace(second, arena=Arena.MEETING), new, first), focus=3, title=wording("T"))
    await storage.adopt(blueprint=replace(EXAMPLE, goals=(goal,)), at=AT + DAY)
    after = (await facts(storage, "U1")).goals[0]
    assert [each.id for each in after.behaviours][::2] == [before.behaviours[1].id, before.behaviours[0].id]
    assert after.behaviours[1].id not in {each.id for each in before.behaviours}
    assert after.behaviours[0].arena is Arena.MEETING
    assert after.focused == after.behaviours[2]
    assert after.title == wording("T")
    assert await storage.blueprint() == replace(EXAMPLE, goals=(goal,))


async def test_a_behaviour_that_was_read_leaves_the_file_and_comes_back(storage: Storage) -> None:
    await found(storage)
    window = await open_window(storage)
    await close(storage, window, reading(window))
    await storage.adopt(blueprint=WITHOUT_FOCUS, at=AT + DAY)
    after = await facts(storage, "U1")
    assert after.goals[0].focus is None
    assert after.readings == (reading(window),)
    await storage.adopt(blueprint=EXAMPLE, at=AT + 2 * DAY)
    assert (await facts(storage, "U1")).goals[0].focused == window.behaviour


async def test_what_was_not_read_of_a_behaviour_that_is_over_is_forgotten(storage: Storage, database_url: str) -> None:
    await found(storage)
    window = await open_window(storage)
    await answer(storage, "U1", window, Value.YES)
    await close(storage, window, None)
    await storage.adopt(blueprint=WITHOUT_FOCUS, at=AT + DAY)
    rows = await dump(database_url)
    assert rows["window"] == rows["answer"] == []


async def test_an_open_window_goes_on_when_its_behaviour_leaves_the_file(storage: Storage) -> None:
    await found(storage)
    window = await open_window(storage)
    await answer(storage, "U1", window, Value.YES)
    await storage.adopt(blueprint=WITHOUT_FOCUS, at=AT + DAY)
    assert await opened(storage) == replace(window, lives=False)
    assert (await tally(storage)).counts == {"yes": 1}


async def test_whoever_is_gone_is_forgotten_at_once(storage: Storage, database_url: str) -> None:
    await found(storage)
    window = await open_window(storage)
    whom = (await person(storage, "U1")).id
    for user in ("U1", "U2"):
        await answer(storage, user, window, Value.YES)
    async with turning(storage) as turn:
        await turn.remember(person=whom, dialogue="pulse", subject=window.id, state="{}")
    assert await say(storage, "U1")
    await storage.adopt(blueprint=changed(U1=None), at=AT + DAY)
    rows = await dump(database_url)
    assert len(rows["answer"]) == 1
    assert rows["conversation"] == rows["delivery"] == []
    # Nothing anywhere tells of them any more.
    assert not [table for table, those in rows.items() for row in those if whom in row or "u1@x.se" in row]
    assert len(rows["respondent"]) == len(rows["person"]) == len(EXAMPLE.people) - 1
    assert [each.to.user for each in await claim(storage)] == []


async def test_a_reading_stays_when_people_go(storage: Storage) -> None:
    await found(storage)
    window = await open_window(storage)
    await answer(storage, "U1", window, Value.YES)
    await close(storage, window, reading(window))
    await storage.adopt(blueprint=changed(U1=None), at=AT + DAY)
    assert (await facts(storage, "U2")).readings == (reading(window),)


async def test_a_team_that_is_gone_takes_what_nobody_read_with_it(storage: Storage, database_url: str) -> None:
    await found(storage, replace(EXAMPLE, goals=()))
    await storage.adopt(blueprint=without_kund(), at=AT + DAY)
    assert len((await dump(database_url))["team"]) == 1
    await found(storage)
    await open_window(storage)
    await storage.adopt(blueprint=without_kund(), at=AT + DAY)
    rows = await dump(database_url)
    assert rows["window"] == []
    # Its goal stays, which is over.
    assert (len(rows["team"]), len(rows["goal"])) == (2, 1)
    assert await storage.blueprint() == without_kund()


async def test_a_team_that_was_read_comes_back_with_its_readings(storage: Storage) -> None:
    await found(storage)
    window = await open_window(storage)
    await close(storage, window, reading(window))
    await storage.adopt(blueprint=without_kund(), at=AT + DAY)
    assert await storage.blueprint() == without_kund()
    assert {each.subject for each in await storage.due(at=AT + DAY, most=9) if each.occasion is Occasion.WINDOW} == {
        LEDNING
    }
    await found(storage)
    assert (await facts(storage, "U1")).readings == (reading(window),)
    assert (Occasion.WINDOW, KUND) in {(each.occasion, each.subject) for each in await storage.due(at=AT, most=9)}


async def test_who_moves_leaves_their_answers_where_they_were_given(storage: Storage) -> None:
    await found(storage)
    window = await open_window(storage)
    for user in ("U1", "U2"):
        await answer(storage, user, window, Value.YES)
    await storage.adopt(blueprint=changed(U1=somebody("U1", team=LEDNING)), at=AT + DAY)
    moved = await facts(storage, "U1")
    assert (moved.team.id, moved.window) == (LEDNING, None)
    counted = await tally(storage)
    assert (counted.counts, counted.members) == ({"yes": 2}, 5)


async def test_a_lead_and_a_team_above_can_change(storage: Storage) -> None:
    await found(storage)
    teams = (
        TeamEntry(key=LEDNING, name="Ledning", lead=Email("u1@x.se"), above=KUND),
        TeamEntry(key=KUND, name="Kundservice"),
    )
    await storage.adopt(blueprint=replace(EXAMPLE, teams=teams), at=AT)
    one = await facts(storage, "U1")
    assert [each.id for each in one.leads] == [LEDNING]
    assert (one.leads[0].above, one.team.lead) == (KUND, None)
    assert (await facts(storage, "ULEAD")).leads == ()


async def test_an_explicit_id_in_the_file_takes_an_account_from_whoever_had_it(storage: Storage) -> None:
    await found(storage)
    blueprint = changed(U2=replace(somebody("U2"), handles={SLACK.platform: "U1"}))
    await storage.adopt(blueprint=blueprint, at=AT)
    assert {each.email for each in await storage.unreached()} == {"u1@x.se", "u2@x.se"}
    async with turning(storage) as turn:
        await turn.see(profile=profile("U1"), at=AT)
        await reached(turn, Whereabouts(address=address("U1", "D1")))
        assert await turn.see(profile=profile("U2"), at=AT) is None
    assert (await person(storage, "U1")).email == "u2@x.se"


async def test_goals_come_in_the_order_of_the_file(storage: Storage) -> None:
    second = replace(NKI, key=GoalId("a"), focus=None)
    await found(storage, replace(EXAMPLE, goals=(NKI, second)))
    assert [each.id for each in (await facts(storage, "U1")).goals] == ["nki", "a"]
    assert [each.id for each in (await facts(storage, "ULEAD")).goals] == ["nki", "a"]


async def test_the_rules_are_as_the_file_says_them(storage: Storage) -> None:
    assert EXAMPLE.organisation.rules == USUAL
    strict = Rules(
        k=8,
        keep_answers=90,
        keep_texts=0,
        reference=Reference(percent=46, source=wording("Vår mätning")),
        digest_in_channel=True,
    )
    for rules in (USUAL, strict, USUAL):
        blueprint = replace(EXAMPLE, organisation=replace(EXAMPLE.organisation, rules=rules))
        await storage.adopt(blueprint=blueprint, at=AT)
        assert await storage.blueprint() == blueprint
    await found(storage, replace(EXAMPLE, organisation=replace(EXAMPLE.organisation, rules=strict)))
    assert (await facts(storage, "U1", Want.NOTHING)).organisation.rules == strict


async def test_it_is_known_since_when_somebody_leads_a_team(storage: Storage) -> None:
    await found(storage)
    assert [each.led_since for each in (await facts(storage, "ULEAD", Want.NOTHING)).leads] == [None]
    later = AT + 3 * DAY
    for at in (later, later + 9 * DAY):
        kund, ledning = EXAMPLE.teams
        new = replace(EXAMPLE, teams=(replace(kund, lead=Email("u1@x.se")), ledning))
        people = [replace(each, team=LEDNING) if each.email == "u1@x.se" else each for each in EXAMPLE.people]
        await storage.adopt(blueprint=replace(new, people=tuple(people)), at=at)
        (team,) = (await facts(storage, "U1", Want.NOTHING)).leads
        assert (team.id, team.led_since) == (kund.key, later.date())
    assert (await facts(storage, "U2", Want.NOTHING)).team.led_since == later.date()


async def test_whoever_moves_or_leads_a_team_no_more_gets_nothing_of_it_that_was_planned(storage: Storage) -> None:
    """Not even where it waits for them to come back."""
    await found_before_digests(storage)
    for user in ("U1", "U2"):
        for kind in (Kind.DIGEST, Kind.QUIET, Kind.PULSE, Kind.GREETING):
            assert await say(storage, user, f"{kind} {user}", kind=kind, expires_at=AT + 9 * DAY)
    for mark, kind in (
        (f"digest:{KUND}:2026-09-07:lead", Kind.LEAD_DIGEST),
        (f"digest:{LEDNING}:2026-09-07:lead", Kind.OTHER_DIGEST),
        ("obstacle", Kind.OBSTACLE),
    ):
        assert await say(storage, "ULEAD", mark, kind=kind, expires_at=AT + 9 * DAY)
    teams = tuple(replace(each, lead=None) if each.key == KUND else each for each in EXAMPLE.teams)
    people = tuple(replace(each, team=LEDNING) if each.name == "Name U1" else each for each in EXAMPLE.people)
    await storage.adopt(blueprint=replace(EXAMPLE, teams=teams, people=people), at=AT)
    left = {(each.to.user, each.kind) for day in range(9) for each in await claim(storage, at=AT + day * DAY)}
    assert {kind for user, kind in left if user == "U1"} == {Kind.GREETING}
    assert {kind for user, kind in left if user == "ULEAD"} == {Kind.OTHER_DIGEST}
    assert len({kind for user, kind in left if user == "U2"}) > 1
