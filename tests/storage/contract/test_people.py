"""Who is who on which platform, and whether they can be written to."""

from dataclasses import replace
from datetime import date

from dialogues.address import FURTHER_NOTICE, LONG_AGO, Address, Profile, Whereabouts
from dialogues.effect import Post, SaveSettings
from dialogues.event import Occasion
from dialogues.facts import Want
from dialogues.kind import Kind
from storage.port import Storage, TeamChannel, Unreached
from storage.turn import Scene, Stranger
from tests.storage.dump import dump
from tests.storage.example import (
    AT,
    DAY,
    EXAMPLE,
    KUND,
    SLACK,
    TEAMS,
    address,
    changed,
    facts,
    found,
    key,
    message,
    person,
    profile,
    reached,
    say,
    saying,
    somebody,
)
from tests.storage.sending import claim
from tests.storage.turning import turning


async def test_people_are_found_by_e_mail_in_any_case(storage: Storage) -> None:
    await found(storage, users=())
    async with turning(storage) as turn:
        assert await turn.see(profile=profile("S1", email="U1@X.SE"), at=AT)
        assert await turn.see(profile=profile("S2", email="nobody@x.se"), at=AT) is None
        assert await turn.see(profile=replace(profile("S3"), email=None), at=AT) is None
    assert (await person(storage, "S1")).email == "u1@x.se"


async def test_an_explicit_id_beats_an_e_mail(storage: Storage) -> None:
    one = replace(somebody("U1"), handles={SLACK.platform: "S1"})
    await found(storage, changed(U1=one), users=())
    async with turning(storage) as turn:
        assert await turn.see(profile=profile("S1", email="u2@x.se"), at=AT)
        # Their e-mail under another id is not them, where the file says who they are; elsewhere it is.
        assert await turn.see(profile=profile("S9", email="u1@x.se"), at=AT) is None
        assert await turn.see(profile=profile("T1", TEAMS, email="u1@x.se"), at=AT)
    assert (await person(storage, "S1")).email == "u1@x.se"


async def test_seeing_the_same_again_writes_nothing(storage: Storage, database_url: str) -> None:
    await found(storage)
    before = await dump(database_url)
    await found(storage)
    assert await dump(database_url) == before


async def test_who_has_left_the_platform_is_out_of_reach_until_they_are_back(storage: Storage) -> None:
    await found(storage)
    async with turning(storage) as turn:
        await turn.see(profile=profile("U1", active=False), at=AT)
    assert await storage.unreached() == [Unreached(name="Name U1", email="u1@x.se", reason="inactive")]
    assert not await say(storage, "U1")
    async with turning(storage) as turn:
        await turn.see(profile=profile("U1"), at=AT)
    assert await storage.unreached() == []
    assert await say(storage, "U1")


async def test_who_cannot_be_reached_is_listed_with_the_reason(storage: Storage) -> None:
    await found(storage, users=("U1", "U2", "U3", "U4", "U5"))
    assert [(each.email, each.reason) for each in await storage.unreached()] == [
        ("u6@x.se", "no account"),
        ("ulead@x.se", "no account"),
    ]
    async with turning(storage) as turn:
        await turn.disconnect(workspace=SLACK, reason="token_revoked", at=AT)
    assert [each.reason for each in await storage.unreached()] == ["token_revoked"] * 5 + ["no account"] * 2


async def test_a_person_with_two_accounts_is_written_to_where_they_last_wrote(storage: Storage) -> None:
    await found(storage)
    await storage.connect(workspace=TEAMS, channels=(), at=AT)
    async with turning(storage) as turn:
        await turn.see(profile=profile("T1", TEAMS, email="u1@x.se"), at=AT)
    for number, (user, workspace) in enumerate((("T1", TEAMS), ("U1", SLACK), ("T1", TEAMS))):
        async with turning(storage) as turn:
            await reached(turn, Whereabouts(address=address(user, "C", workspace, serviceUrl="https://x")))
        assert await say(storage, "U1", str(number))
        (outgoing,) = await claim(storage, workspace=workspace)
        assert outgoing.to == address(user, "C", workspace, serviceUrl="https://x")


async def test_an_address_is_kept_and_brings_a_person_back(storage: Storage, database_url: str) -> None:
    await found(storage)
    async with turning(storage) as turn:
        await turn.see(profile=profile("U1", active=False), at=AT)
        await reached(turn, Whereabouts(address=address("U1", "D7")))
        await reached(turn, Whereabouts(address=address("U999", "D8")))
    assert await say(storage, "U1")
    assert [each.to for each in await claim(storage)] == [address("U1", "D7")]
    before = await dump(database_url)
    async with turning(storage) as turn:
        await reached(turn, Whereabouts(address=address("U1", "D7")))
    assert {**await dump(database_url), "inbound": before["inbound"]} == before


async def test_nothing_comes_due_to_people_without_an_account_in_reach(storage: Storage) -> None:
    await storage.adopt(blueprint=EXAMPLE, at=AT)
    assert {each.occasion for each in await storage.due(at=AT, most=99)} == {
        Occasion.WINDOW,
        Occasion.DIGEST,
        Occasion.REVIEW,
    }
    async with turning(storage) as turn:
        one = await turn.see(profile=profile("U1"), at=AT)
    # Slack itself is not connected yet.
    assert Occasion.GREETING not in {each.occasion for each in await storage.due(at=AT, most=99)}
    await storage.connect(workspace=SLACK, channels=(), at=AT)
    assert [each.subject for each in await storage.due(at=AT, most=99) if each.occasion is Occasion.GREETING] == [one]


async def test_a_disconnected_workspace_keeps_what_is_planned_for_later(storage: Storage) -> None:
    await found(storage)
    assert await say(storage, "U1", "k")
    async with turning(storage) as turn:
        await turn.disconnect(workspace=SLACK, reason="app_uninstalled", at=AT)
    assert not await say(storage, "U1", "another")
    assert await claim(storage) == []
    await storage.connect(workspace=SLACK, channels=(), at=AT)
    assert len(await claim(storage)) == 1


async def test_a_platform_can_tell_of_a_workspace_that_was_never_there(storage: Storage) -> None:
    async with turning(storage) as turn:
        await turn.disconnect(workspace=TEAMS, reason="gone", at=AT)
    assert await claim(storage, workspace=TEAMS) == []


async def test_a_workspace_takes_the_place_of_another_on_its_platform(storage: Storage) -> None:
    await found(storage)
    await storage.connect(workspace=TEAMS, channels=(), at=AT)
    assert await say(storage, "U1", "k")
    other = replace(SLACK, key="T2")
    await storage.connect(workspace=other, channels=(), at=AT)
    assert await claim(storage) == []
    assert {each.reason for each in await storage.unreached()} == {"replaced"}
    assert await storage.workspaces() == [SLACK, TEAMS, other]
    await storage.connect(workspace=SLACK, channels=(), at=AT)
    assert len(await claim(storage)) == 1


async def test_a_workspace_that_was_only_heard_of_was_never_connected(storage: Storage) -> None:
    async with turning(storage) as turn:
        await turn.disconnect(workspace=TEAMS, reason="gone", at=AT)
    assert await storage.workspaces() == []


async def test_the_channels_are_those_of_the_last_look(storage: Storage) -> None:
    await found(storage)
    channel = TeamChannel(team=KUND, address=Address(workspace=SLACK, channel="C1", opaque={"a": "b"}))
    ghost = TeamChannel(team=type(KUND)("ghost"), address=Address(workspace=SLACK, channel="C2"))
    await storage.connect(workspace=SLACK, channels=(channel, ghost), at=AT)
    post = Post(to=KUND, members=(), key="k", kind=Kind.NEWS, message=message(), expires_at=AT + DAY)
    async with turning(storage) as turn:
        assert await turn.post(post=post, dialogue="x", subject="", at=AT) == 1
    assert [each.to for each in await claim(storage)] == [channel.address]
    await storage.connect(workspace=SLACK, channels=(), at=AT)
    async with turning(storage) as turn:
        assert await turn.post(post=replace(post, key="k2"), dialogue="x", subject="", at=AT) == 0


async def test_no_choice_changes_nothing(storage: Storage) -> None:
    await found(storage)
    before = await person(storage, "U1")
    async with turning(storage) as turn:
        await turn.settings(person=before.id, settings=SaveSettings(), at=AT)
    assert await person(storage, "U1") == before


async def test_a_known_account_stays_somebodys_when_the_platform_hides_their_e_mail(storage: Storage) -> None:
    await found(storage)
    async with turning(storage) as turn:
        assert await turn.see(profile=replace(profile("U1"), email=None), at=AT)
        met = await turn.act(event="e", at=AT, account=key("U1"), dialogue="x", subject="", wants=Want.NOTHING)
        assert not isinstance(met, Stranger)


async def test_who_is_seen_before_the_organisation_names_them_is_reached_once_it_does(storage: Storage) -> None:
    await storage.adopt(blueprint=changed(U1=None, U2=None), at=AT)
    await storage.connect(workspace=TEAMS, channels=(), at=AT)
    async with turning(storage) as turn:
        for user, email in (("T1", "U1@x.se"), ("T2", "unknown@x.se"), ("T3", "u3@x.se")):
            seen = replace(profile(user, TEAMS, email=email), locale="en")
            met = await turn.see(profile=seen, at=AT, address=address(user, f"C{user}", TEAMS, service="https://x"))
            assert (met is not None) == (user == "T3")
    explicit = replace(somebody("U2"), handles={TEAMS.platform: "T2"})
    settled = replace(somebody("U1"), started=date(2026, 1, 5))
    await storage.adopt(blueprint=changed(U1=settled, U2=replace(explicit, started=settled.started)), at=AT)
    for user in ("T1", "T2"):
        async with turning(storage) as turn:
            met = await turn.act(
                event=user, at=AT, account=key(user, TEAMS), dialogue="x", subject="", wants=Want.NOTHING
            )
            assert isinstance(met, Scene)
            assert met.facts.someone.language == "en"
            assert await turn.say(say=saying(met.facts.someone.id, user), dialogue="x", subject="", at=AT)
    assert [each.to for each in await claim(storage, workspace=TEAMS)] == [
        address(user, f"C{user}", TEAMS, service="https://x") for user in ("T1", "T2")
    ]


async def test_a_stranger_who_takes_the_bot_away_is_forgotten(storage: Storage, database_url: str) -> None:
    await storage.adopt(blueprint=changed(U1=None), at=AT)
    await storage.connect(workspace=TEAMS, channels=(), at=AT)
    before = await dump(database_url)
    async with turning(storage) as turn:
        stranger = profile("T1", TEAMS, email="u1@x.se")
        assert await turn.see(profile=stranger, at=AT, address=address("T1", "C", TEAMS)) is None
        await turn.leave(account=stranger.key, reason="uninstalled")
    assert await dump(database_url) == before


async def test_who_leaves_is_out_of_reach_for_the_reason_given_until_they_act(storage: Storage) -> None:
    await found(storage)
    async with turning(storage) as turn:
        await turn.leave(account=key("U1"), reason="uninstalled")
    assert await storage.unreached() == [Unreached(name="Name U1", email="u1@x.se", reason="uninstalled")]
    async with turning(storage) as turn:
        where = Whereabouts(address=address("U1", "D9"), locale="en-GB", timezone="Europe/London")
        await reached(turn, where)
    assert await storage.unreached() == []
    assert (await person(storage, "U1")).timezone.key == "Europe/London"
    async with turning(storage) as turn:
        await reached(turn, Whereabouts(address=address("U1", "D9")))
    assert (await person(storage, "U1")).timezone.key == "Europe/London"


async def test_an_account_that_was_somebody_elses_is_theirs_once_the_file_says_so(storage: Storage) -> None:
    await storage.adopt(blueprint=EXAMPLE, at=AT)
    await storage.connect(workspace=TEAMS, channels=(), at=AT)
    async with turning(storage) as turn:
        assert await turn.see(profile=profile("T1", TEAMS, email="u1@x.se"), at=AT, address=address("T1", "C1", TEAMS))
    two = replace(somebody("U2"), handles={TEAMS.platform: "T1"})
    await storage.adopt(blueprint=changed(U2=two), at=AT)
    assert await say_to(storage, "T1")
    assert [each.to for each in await claim(storage, workspace=TEAMS)] == [address("T1", "C1", TEAMS)]
    assert "u2@x.se" not in [each.email for each in await storage.unreached()]


async def say_to(storage: Storage, user: str) -> bool:
    async with turning(storage) as turn:
        who = key(user, TEAMS)
        met = await turn.act(event="say", at=AT, account=who, dialogue="x", subject="", wants=Want.NOTHING)
        assert isinstance(met, Scene)
        assert met.facts.someone.email == "u2@x.se"
        planned: bool = await turn.say(say=saying(met.facts.someone.id), dialogue="x", subject="", at=AT)
        return planned


async def test_a_strangers_e_mail_stays_when_the_platform_does_not_say_it_again(storage: Storage) -> None:
    await storage.adopt(blueprint=changed(U1=None), at=AT)
    await storage.connect(workspace=TEAMS, channels=(), at=AT)
    for email in ("u1@x.se", None):
        async with turning(storage) as turn:
            seen = replace(profile("T1", TEAMS), email=email)
            assert await turn.see(profile=seen, at=AT, address=address("T1", "C1", TEAMS)) is None
    await storage.adopt(blueprint=EXAMPLE, at=AT)
    assert "u1@x.se" not in [each.email for each in await storage.unreached()]


async def test_who_is_away_or_not_to_be_disturbed_is_so_until_the_later_of_the_two(storage: Storage) -> None:
    await found(storage)
    assert (await person(storage, "U1")).away_until is None
    for away, silent, until in (
        (AT + DAY, None, AT + DAY),
        (None, AT + 2 * DAY, AT + 2 * DAY),
        (None, LONG_AGO, AT + DAY),
        (FURTHER_NOTICE, None, FURTHER_NOTICE),
        (LONG_AGO, None, LONG_AGO),
    ):
        async with turning(storage) as turn:
            await turn.see(profile=replace(profile("U1"), away_until=away, silent_until=silent), at=AT)
        assert (await person(storage, "U1")).away_until == until


async def test_being_told_of_an_absence_alone_changes_nothing_else(storage: Storage) -> None:
    await found(storage)
    known = replace(profile("U1"), locale="en", timezone="Europe/London")
    async with turning(storage) as turn:
        await turn.see(profile=known, at=AT, address=address("U1", "D1"))
    before = await person(storage, "U1")
    async with turning(storage) as turn:
        told = Profile(key=key("U1"), name="", silent_until=AT + DAY)
        assert await turn.see(profile=told, at=AT) == before.id
    assert await person(storage, "U1") == replace(before, away_until=AT + DAY)
    assert await say(storage, "U1", at=AT + DAY, expires_at=AT + 2 * DAY)
    assert [each.to for each in await claim(storage, at=AT + DAY)] == [address("U1", "D1")]


async def test_an_absence_is_that_of_the_account_where_somebody_is_written_to(storage: Storage) -> None:
    await found(storage)
    await storage.connect(workspace=TEAMS, channels=(), at=AT)
    async with turning(storage) as turn:
        await turn.see(profile=replace(profile("U1"), away_until=AT + DAY), at=AT)
        await turn.see(profile=profile("T1", TEAMS, email="u1@x.se"), at=AT)
    for user, workspace, until in (("T1", TEAMS, None), ("U1", SLACK, AT + DAY)):
        async with turning(storage) as turn:
            await reached(turn, Whereabouts(address=address(user, "C", workspace)))
        members = (await facts(storage, "U2", Want.MEMBERS)).members
        assert [each.away_until for each in members if each.email == "u1@x.se"] == [until]


async def test_an_absence_of_somebody_whom_nobody_knows_is_not_kept(storage: Storage, database_url: str) -> None:
    await found(storage)
    before = await dump(database_url)
    async with turning(storage) as turn:
        told = Profile(key=key("U999"), name="", silent_until=AT + DAY)
        assert await turn.see(profile=told, at=AT) is None
    assert await dump(database_url) == before
