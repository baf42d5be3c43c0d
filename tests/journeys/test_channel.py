"""The weekly digest in a team's own channel, and by direct message as soon as anybody else reads there (R23)."""

from dataclasses import replace
from datetime import timedelta

import pytest

from dialogues.address import Platform
from tests.adapters.harness import Shown
from tests.journeys.people import BLUEPRINT, LEAD, SERVICE, TEAM
from tests.journeys.test_one_pulse import MONDAY, NEXT_MONDAY
from tests.journeys.town import Town, living

WEEK = timedelta(weeks=1)
TITLE = "Veckans samtal: Kundservice"
CHANNELS = {"slack": "C0KUNDSERVICE", "teams": "19:kundservice@thread.tacv2"}


async def digests(town: Town, name: str) -> int:
    """How many somebody has had by themselves."""
    inbox = await town.chat.inbox(town.user(name))
    titles = (TITLE, "This week’s conversation: Kundservice")
    return sum(bool(each.lines) and each.lines[0] in titles for each in inbox)


@pytest.mark.parametrize("platform", ["slack", "teams"])
async def test_the_channel_gets_it_while_it_is_the_teams_alone(database_url: str, platform: str) -> None:
    teams = [
        replace(each, channels={Platform(platform): CHANNELS[platform]}) if each.key == SERVICE else each
        for each in BLUEPRINT.teams
    ]
    rules = replace(BLUEPRINT.organisation.rules, digest_in_channel=True)
    blueprint = replace(BLUEPRINT, teams=tuple(teams), organisation=replace(BLUEPRINT.organisation, rules=rules))
    async with living(platform=platform, database_url=database_url, at=MONDAY, blueprint=blueprint) as town:
        lead = LEAD.partition("@")[0]
        exactly = [town.user(name) for name in (lead, *TEAM)]
        await town.chat.gather(SERVICE, exactly)
        await town.until(NEXT_MONDAY)
        (digest,) = await in_channel(town)
        assert digest.lines[0] == TITLE
        assert [await digests(town, name) for name in (lead, *TEAM)] == [1, *[0] * len(TEAM)]
        assert (await town.chat.inbox(town.user(lead)))[-1] == digest, "lead and team read the same"

        # A tap is answered to the one who tapped, and the digest stays for the others.
        before = len(await own(town, "anna"))
        await town.chat.taps(town.user("anna"), digest.buttons[-1])
        assert len(await own(town, "anna")) == before + 1
        assert await in_channel(town) == [digest]

        # Frank is a guest in the channel: each gets it by themselves, and nobody twice.
        await town.chat.gather(SERVICE, [*exactly, town.user("frank")])
        await town.until(NEXT_MONDAY + WEEK)
        assert await in_channel(town) == [digest]
        assert [await digests(town, name) for name in (lead, *TEAM)] == [2, *[1] * len(TEAM)]
        assert await digests(town, "frank") == 0

        # And in the channel again once he has left it.
        await town.chat.gather(SERVICE, exactly)
        await town.until(NEXT_MONDAY + 2 * WEEK)
        assert len(await in_channel(town)) == 2
        assert [await digests(town, name) for name in (lead, *TEAM)] == [3, *[1] * len(TEAM)]


async def in_channel(town: Town) -> list[Shown]:
    return list(await town.chat.channel(SERVICE) or ())


async def own(town: Town, name: str) -> list[Shown]:
    """All that somebody alone has read."""
    user = town.user(name)
    return [*await town.chat.inbox(user), *await town.chat.private(user)]
