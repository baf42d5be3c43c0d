"""A digest and its team's channel (R23): where it is planned, who is to read there, and what becomes of it else."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from dialogues.address import Address, Workspace
from dialogues.audience import Circle
from dialogues.blueprint.entries import Blueprint, Email
from dialogues.effect import SaveSettings
from dialogues.kind import Kind
from storage.outbox import Cleared, Outgoing, Parted, Postponed
from storage.port import Storage, TeamChannel
from tests.storage.example import (
    AT,
    DAY,
    EXAMPLE,
    KUND,
    LEDNING,
    MEMBERS,
    SLACK,
    TEAMS,
    found,
    found_before_digests,
    person,
    post,
    profile,
    queue,
    say,
)
from tests.storage.sending import claim, doubtful, record, sending, sent
from tests.storage.turning import turning

SECOND = timedelta(seconds=1)
CHANNEL = Address(workspace=SLACK, channel="C0KUND")


def company(*, in_channel: bool = True, **homes: str) -> Blueprint:
    """The example, whose team has a channel by the file. `homes` are the teams of those who have moved."""
    rules = replace(EXAMPLE.organisation.rules, digest_in_channel=in_channel)
    teams = [
        replace(each, channels={SLACK.platform: CHANNEL.channel or ""}) if each.key == KUND else each
        for each in EXAMPLE.teams
    ]
    people = [
        replace(each, team=type(KUND)(homes.get(each.name.removeprefix("Name "), each.team))) for each in EXAMPLE.people
    ]
    return replace(
        EXAMPLE,
        organisation=replace(EXAMPLE.organisation, rules=rules),
        teams=tuple(teams),
        people=tuple(people),
    )


@pytest.fixture
async def planned(storage: Storage) -> Outgoing:
    """A digest that has been taken in hand, to be put into the channel."""
    await found(storage, company())
    assert await digest(storage, *MEMBERS) == 1
    (outgoing,) = await claim(storage, most=1)
    return outgoing


async def digest(storage: Storage, *users: str) -> int:
    return await post(storage, *users, kind=Kind.DIGEST)


async def users(storage: Storage) -> Sequence[str | None]:
    return [each.to.user for each in await claim(storage)]


async def test_a_digest_goes_to_the_channel_of_the_file_and_is_to_be_asked_about_first(planned: Outgoing) -> None:
    assert (planned.to, planned.team, planned.guard, planned.cleared) == (CHANNEL, KUND, KUND, False)


async def test_without_the_rule_each_gets_it_by_themselves(storage: Storage) -> None:
    await found(storage, company(in_channel=False))
    assert await digest(storage, *MEMBERS) == len(MEMBERS)
    assert await users(storage) == list(MEMBERS)


async def test_nothing_but_a_digest_goes_to_a_channel_that_only_the_file_names(storage: Storage) -> None:
    await found_before_digests(storage, company())
    assert await post(storage, "U1", "U2") == 2
    assert await users(storage) == ["U1", "U2"]


async def test_a_digest_goes_to_a_channel_that_the_platform_knows_too(storage: Storage) -> None:
    await found(storage, replace(company(), teams=EXAMPLE.teams))
    channel = TeamChannel(team=KUND, address=Address(workspace=SLACK, channel="C1", opaque={"a": "b"}))
    await storage.connect(workspace=SLACK, channels=(channel,), at=AT)
    assert await digest(storage, "U1") == 1
    (outgoing,) = await claim(storage, most=1)
    assert (outgoing.to, outgoing.guard) == (channel.address, KUND)
    assert await storage.channels() == [channel]


async def test_a_platform_that_is_not_connected_has_no_channel(storage: Storage) -> None:
    elsewhere = [replace(each, channels={TEAMS.platform: f"19:{each.key}"}) for each in EXAMPLE.teams]
    await found(storage, replace(company(), teams=tuple(elsewhere)))
    assert await storage.channels() == []
    assert await digest(storage, "U1") == 1
    assert await users(storage) == ["U1"]


async def test_what_is_cleared_goes_out_once_and_is_the_first_attempt(storage: Storage, planned: Outgoing) -> None:
    await record(storage, Cleared(outgoing=planned, at=AT))
    (outgoing,) = await claim(storage, at=AT + SECOND, most=1)
    assert (outgoing.cleared, outgoing.attempt, outgoing.to) == (True, 1, CHANNEL)
    await record(storage, sent(outgoing))
    assert await queue(storage) == {"sent": 1}


async def test_what_was_cleared_a_while_ago_is_asked_about_again(storage: Storage, planned: Outgoing) -> None:
    await record(storage, Cleared(outgoing=planned, at=AT))
    (outgoing,) = await claim(storage, at=AT + timedelta(minutes=1), most=1)
    assert not outgoing.cleared
    await record(storage, Cleared(outgoing=outgoing, at=AT + timedelta(minutes=1)))
    (outgoing,) = await claim(storage, at=AT, most=1)
    assert not outgoing.cleared, "a clock that was put back shows nothing"


async def test_whoever_ends_while_asking_has_sent_nothing(storage: Storage, planned: Outgoing) -> None:
    assert await doubtful(storage) == [], "there is nothing to ask the platform about"
    (again,) = await claim(storage, most=1)
    assert (again.attempt, again.cleared) == (planned.attempt, False)


async def test_whoever_ends_while_sending_leaves_a_doubt(storage: Storage, planned: Outgoing) -> None:
    await record(storage, Cleared(outgoing=planned, at=AT))
    begun = await claim(storage, at=AT + SECOND, most=1)
    assert await doubtful(storage, at=AT + DAY) == begun


async def test_what_may_not_stand_there_is_everybodys_own_at_once(storage: Storage) -> None:
    await found(storage, company())
    assert await digest(storage, *MEMBERS) == 1
    async with sending(storage) as outbox:
        await outbox.hold(at=AT, among=(SLACK,), resting=())
        (planned,) = await outbox.advance(at=AT, outcomes=(), free=(SLACK,))
        parted = Parted(outgoing=planned, at=AT, reason="others")
        first = await outbox.advance(at=AT, outcomes=(parted,), free=(SLACK,))
    assert [(each.to.user, each.kind, each.message) for each in first] == [("U1", Kind.DIGEST, planned.message)]
    assert await users(storage) == list(MEMBERS[1:])
    assert await queue(storage) == {"cancelled": 1, "sending": len(MEMBERS)}


async def test_nobody_gets_it_twice(storage: Storage, planned: Outgoing) -> None:
    await record(storage, *[Parted(outgoing=planned, at=AT, reason="others")] * 2)
    await record(storage, sent(planned), Cleared(outgoing=planned, at=AT))
    assert await digest(storage, *MEMBERS) == 0, "the same digest, planned again"
    assert await users(storage) == list(MEMBERS)


async def test_what_has_gone_on_since_is_not_touched(storage: Storage, planned: Outgoing) -> None:
    await record(storage, Postponed(outgoing=planned, until=AT, tried=True))
    await record(storage, Parted(outgoing=planned, at=AT, reason="others"), Cleared(outgoing=planned, at=AT))
    assert await queue(storage) == {"planned": 1}


async def test_who_has_left_the_team_or_stopped_meanwhile_gets_nothing(storage: Storage, planned: Outgoing) -> None:
    await storage.adopt(blueprint=company(U2=LEDNING), at=AT)
    whom = (await person(storage, "U3")).id
    async with turning(storage) as turn:
        await turn.settings(person=whom, settings=SaveSettings(stopped=True), at=AT)
    await record(storage, Parted(outgoing=planned, at=AT, reason="others"))
    assert await users(storage) == ["U1", "U4", "U5", "U6"]


async def test_a_channel_that_the_file_names_no_more_loses_nothing(storage: Storage, planned: Outgoing) -> None:
    await record(storage, Postponed(outgoing=planned, until=AT, tried=False))
    await storage.adopt(blueprint=replace(company(), teams=EXAMPLE.teams), at=AT)
    assert await users(storage) == list(MEMBERS)


async def test_the_circle_is_the_team_and_its_lead_by_their_accounts_there(storage: Storage) -> None:
    await found(storage, company())
    async with turning(storage) as turn:
        assert await turn.see(profile=profile("U1", Workspace(platform=TEAMS.platform, key="x")), at=AT)
    team = [frozenset({user}) for user in (*MEMBERS, "ULEAD")]
    circle = await storage.circle(team=KUND, workspace=SLACK)
    assert sorted(circle.people, key=sorted) == team
    assert circle.in_channel
    nowhere = await storage.circle(team=KUND, workspace=TEAMS)
    assert nowhere == Circle(people=[frozenset()] * len(team), in_channel=True)


async def test_the_circle_follows_the_file(storage: Storage) -> None:
    await found(storage, company())
    led = tuple(replace(each, lead=Email("u1@x.se") if each.key == KUND else None) for each in company().teams)
    changed = company(in_channel=False, U1=LEDNING, U2=LEDNING)
    await storage.adopt(blueprint=replace(changed, teams=led), at=AT)
    circle = await storage.circle(team=KUND, workspace=SLACK)
    assert sorted(circle.people, key=sorted) == [frozenset({each}) for each in ("U1", "U3", "U4", "U5", "U6")]
    assert not circle.in_channel


async def test_whatever_else_its_readers_get_waits_until_it_is_known_where_it_goes(storage: Storage) -> None:
    """Else whoever is reminded in this minute got the digest a day later than the others, which would tell (R13)."""
    await found(storage, company())
    assert await digest(storage, *MEMBERS) == 1
    assert await say(storage, "U1", "reminder", kind=Kind.REMINDER, expires_at=AT + 3 * DAY)
    (outgoing,) = await claim(storage)
    assert outgoing.team == KUND
    await record(storage, Parted(outgoing=outgoing, at=AT, reason="others"))
    assert await users(storage) == list(MEMBERS)
    (outgoing,) = await claim(storage, at=AT + DAY)
    assert outgoing.kind is Kind.REMINDER


async def test_who_reads_a_channel_is_asked_anew_where_the_file_has_changed(
    storage: Storage, planned: Outgoing
) -> None:
    """It may name another channel, or other people."""
    await record(storage, Cleared(outgoing=planned, at=AT))
    await storage.adopt(blueprint=company(U6="ledning"), at=AT)
    (again,) = await claim(storage, most=1)
    assert not again.cleared
