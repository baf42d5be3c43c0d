"""What a turn is: taken once, all of it or nothing, with the facts that were wanted."""

from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

from dialogues.address import Profile
from dialogues.calendar import Calendar, usual_breaks
from dialogues.effect import SaveSettings, Schedule
from dialogues.event import Due, Occasion
from dialogues.facts import Want
from dialogues.person import Organisation
from dialogues.window import Value
from storage.port import Storage
from storage.turn import Repeated, Stranger
from tests.storage.example import (
    AT,
    DAY,
    KUND,
    LEDNING,
    MEMBERS,
    NKI,
    TEAMS,
    act,
    answer,
    changed,
    close,
    facts,
    found,
    key,
    open_window,
    opened,
    person,
    profile,
    reading,
    somebody,
)
from tests.storage.turning import turning

ORGANISATION = Organisation(
    name="Exempel AB",
    language="sv",
    timezone=ZoneInfo("Europe/Stockholm"),
    calendar=Calendar(country="SE", breaks=usual_breaks("SE")),
)


async def test_an_event_is_taken_once(storage: Storage) -> None:
    await found(storage)
    async with turning(storage) as turn:
        await act(turn, "U1", event="e")
    async with turning(storage) as turn:
        again = await turn.act(event="e", at=AT, account=key("U1"), dialogue="x", subject="", wants=Want.NOTHING)
        assert again == Repeated()
        assert not await turn.take(event="e", at=AT)
        assert await turn.take(event="another", at=AT)
        assert not await turn.take(event="another", at=AT)


async def test_a_turn_that_fails_leaves_nothing_and_can_be_tried_again(storage: Storage) -> None:
    await found(storage)
    with suppress(ZeroDivisionError):
        async with turning(storage) as turn:
            scene = await act(turn, "U1", event="e")
            await turn.settings(person=scene.facts.someone.id, settings=SaveSettings(stopped=True), at=AT)
            raise ZeroDivisionError
    async with turning(storage) as turn:
        assert not (await act(turn, "U1", event="e")).facts.someone.stopped


async def test_who_has_no_account_is_a_stranger(storage: Storage) -> None:
    await found(storage, users=("U1",))
    for account in (key("U2"), key("U1", TEAMS)):
        async with turning(storage) as turn:
            met = await turn.act(
                event=repr(account), at=AT, account=account, dialogue="x", subject="", wants=~Want.NOTHING
            )
        assert met == Stranger(organisation=ORGANISATION)


async def test_only_what_is_wanted_is_loaded(storage: Storage) -> None:
    await found(storage)
    past = await open_window(storage)
    await close(storage, past, reading(past))
    window = await open_window(storage, at=AT + 7 * DAY)
    little = await facts(storage, "U1", Want.NOTHING)
    assert little.organisation == ORGANISATION
    assert (little.someone.name, little.someone.team) == ("Name U1", KUND)
    assert (little.team.id, little.team.name, little.team.above) == (KUND, "Kundservice", LEDNING)
    assert (little.goals, little.window, little.readings, little.members, little.windows) == ((), None, (), (), ())
    much = await facts(storage, "U1", subject=window.id)
    (goal,) = much.goals
    assert (goal.id, goal.title, goal.measures, goal.stop, goal.answers) == (
        NKI.key,
        NKI.title,
        NKI.measures,
        NKI.stop,
        NKI.answers,
    )
    assert [each.text for each in goal.behaviours] == [each.text for each in NKI.behaviours]
    assert goal.focused == goal.behaviours[1] == window.behaviour
    assert (much.window, much.readings) == (window, (reading(past),))
    assert [each.name for each in much.members] == [f"Name {user}" for user in MEMBERS]


async def test_a_lead_knows_the_teams_they_lead(storage: Storage) -> None:
    await found(storage)
    lead = await facts(storage, "ULEAD", Want.GOALS | Want.MEMBERS)
    assert lead.team.id == LEDNING
    assert [each.id for each in lead.leads] == [KUND]
    assert lead.leads[0].lead == lead.someone.id
    assert [each.id for each in lead.goals] == [NKI.key]
    assert [each.id for each in lead.members] == [lead.someone.id]


async def test_who_acts_meets_the_window_that_they_name_and_what_is_due_the_open_one(storage: Storage) -> None:
    await found(storage)
    first = await open_window(storage)
    await close(storage, first, None)
    assert await opened(storage) is None
    second = await open_window(storage, at=AT + 7 * DAY)
    assert await opened(storage) == second
    assert (await facts(storage, "U1", Want.WINDOW)).window is None
    assert (await facts(storage, "U1", Want.WINDOW, subject=second.id)).window == second
    named = (await facts(storage, "U1", Want.WINDOW, subject=first.id)).window
    assert named
    assert (named.id, named.closed_at) == (first.id, AT + 7 * DAY)


async def test_a_conversation_is_kept_by_its_subject_until_it_ends(storage: Storage) -> None:
    await found(storage)
    whom = (await person(storage, "U1")).id
    for state in ('{"tag": "asked"}', '{"tag": "answered"}', None):
        async with turning(storage) as turn:
            await turn.remember(person=whom, dialogue="pulse", subject="w1", state=state)
        async with turning(storage) as turn:
            assert (await act(turn, "U1", event=f"1 {state}", subject="w1")).state == state
            assert (await act(turn, "U1", event=f"2 {state}", subject="w2")).state is None
            assert (await act(turn, "U1", event=f"3 {state}", subject="w1", dialogue="goals")).state is None
            assert (await act(turn, "U2", event=f"4 {state}", subject="w1")).state is None


async def test_a_conversation_about_the_open_window_is_found_without_its_name(storage: Storage) -> None:
    await found(storage)
    whom = (await person(storage, "U1")).id
    window = await open_window(storage)
    async with turning(storage) as turn:
        await turn.schedule(schedule=Schedule(occasion=Occasion.PULSE, subject=whom, at=AT))
        await turn.remember(person=whom, dialogue="pulse", subject=window.id, state="{}")
        await turn.remember(person=whom, dialogue="pulse", subject="", state="[]")
    async with turning(storage) as turn:
        due = Due(at=AT, occasion=Occasion.PULSE, subject=whom)
        scene = await turn.due(due=due, dialogue="pulse", wants=Want.WINDOW)
        assert scene
        assert scene.state == "{}"
        scene = await turn.due(due=due, dialogue="pulse", wants=Want.NOTHING)
        assert scene
        assert scene.state == "[]"


async def test_what_is_due_to_a_team_is_loaded_with_its_lead(storage: Storage) -> None:
    await found(storage)
    window = await open_window(storage)
    await answer(storage, "U1", window, Value.YES)
    async with turning(storage) as turn:
        due = Due(at=AT, occasion=Occasion.DIGEST, subject=KUND)
        scene = await turn.due(due=due, dialogue="digest", wants=~Want.NOTHING)
        assert scene
        assert scene.facts.someone.email == "ulead@x.se"
        assert (scene.facts.team.id, scene.facts.window, scene.facts.windows) == (KUND, None, (window,))
        assert len(scene.facts.members) == len(MEMBERS)
        assert scene.facts.tallies[window.id].counts == {"yes": 1}
        due = Due(at=AT, occasion=Occasion.DIGEST, subject=LEDNING)
        scene = await turn.due(due=due, dialogue="digest", wants=~Want.NOTHING)
        assert scene
        assert (scene.facts.person, scene.facts.goals, scene.facts.tallies) == (None, (), {})


async def test_what_is_no_longer_due_is_left(storage: Storage) -> None:
    await found(storage)
    whom = (await person(storage, "U1")).id
    later = Due(at=AT - timedelta(seconds=1), occasion=Occasion.GREETING, subject=whom)
    never = Due(at=AT, occasion=Occasion.PULSE, subject=whom)
    async with turning(storage) as turn:
        assert await turn.due(due=later, dialogue="greeting", wants=Want.NOTHING) is None
        assert await turn.due(due=never, dialogue="pulse", wants=Want.NOTHING) is None
        await turn.schedule(schedule=Schedule(occasion=Occasion.GREETING, subject=whom, at=None))
    async with turning(storage) as turn:
        due = Due(at=AT, occasion=Occasion.GREETING, subject=whom)
        assert await turn.due(due=due, dialogue="greeting", wants=Want.NOTHING) is None


async def test_the_nearest_language_is_spoken(storage: Storage) -> None:
    """One's own choice, else what the platform says, else the file of oneself, else of everybody."""
    cases = (
        (None, None, None, "sv"),
        (None, None, "en-GB", "en"),
        (None, "sv-SE", "en", "sv"),
        (None, "EN_us", None, "en"),
        (None, "fi-FI", "en", "en"),
        ("en", "sv-SE", "sv", "en"),
    )
    entries = {user: somebody(user, locale=file) for user, (_, _, file, _) in zip(MEMBERS, cases, strict=True)}
    await found(storage, changed(**entries))
    for user, (chosen, platform, _, spoken) in zip(MEMBERS, cases, strict=True):
        async with turning(storage) as turn:
            whom = await turn.see(profile=replace(profile(user), locale=platform), at=AT)
            assert whom
            await turn.settings(person=whom, settings=SaveSettings(language=chosen), at=AT)
        assert (await person(storage, user)).language == spoken


async def test_the_nearest_time_zone_that_exists_is_used(storage: Storage) -> None:
    cases = (
        (None, None, "Europe/Stockholm"),
        (None, "Asia/Tokyo", "Asia/Tokyo"),
        ("America/New_York", "Asia/Tokyo", "America/New_York"),
        ("Mars/Olympus", "Asia/Tokyo", "Asia/Tokyo"),
        ("../../etc/passwd", None, "Europe/Stockholm"),
        ("Europe", None, "Europe/Stockholm"),
    )
    entries = {user: somebody(user, timezone=file) for user, (_, file, _) in zip(MEMBERS, cases, strict=True)}
    await found(storage, changed(**entries))
    for user, (platform, _, zone) in zip(MEMBERS, cases, strict=True):
        async with turning(storage) as turn:
            await turn.see(profile=replace(profile(user), timezone=platform), at=AT)
        assert (await person(storage, user)).timezone == ZoneInfo(zone)


async def test_the_others_are_known_as_their_own_platform_says(storage: Storage) -> None:
    await found(storage)
    async with turning(storage) as turn:
        known = Profile(key=key("U2"), name="", email="u2@x.se", locale="en-US", timezone="Asia/Tokyo")
        await turn.see(profile=known, at=AT)
    other = (await facts(storage, "U1", Want.MEMBERS)).members[1]
    assert (other.language, other.timezone) == ("en", ZoneInfo("Asia/Tokyo"))
