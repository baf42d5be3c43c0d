"""The organisation that the journeys take place in: a team of six with its lead, in Swedish and English."""

from collections.abc import Callable, Sequence
from datetime import date, datetime

from adapters.playground.world import Resident, Room
from dialogues.address import AccountKey, Platform, Profile, Workspace
from dialogues.blueprint.entries import (
    BehaviourEntry,
    Blueprint,
    Email,
    GoalEntry,
    OrganisationEntry,
    PersonEntry,
    TeamEntry,
)
from dialogues.goal import Arena, GoalId, State, StopItem
from dialogues.person import TeamId
from dialogues.phrase import Wording
from tests.adapters.playground.town import Town

LEDNING, SERVICE = TeamId("ledning"), TeamId("kundservice")
LEAD = "lena@example.com"
#: Olga reads English; everyone else Swedish. Olga is in London.
TEAM = ("anna", "bo", "cecilia", "david", "olga", "farid")


def _person(name: str, team: TeamId, **more: str) -> PersonEntry:
    return PersonEntry(email=Email(f"{name}@example.com"), name=name.title(), team=team, **more)  # type: ignore[arg-type]


BEHAVIOURS = (
    BehaviourEntry(
        text=Wording(
            texts={
                "sv": "Vi avslutar varje kundmöte med en öppen fråga.",
                "en": "We close every customer meeting with an open question.",
            }
        ),
        arena=Arena.WORK_MOMENT,
        confirmed=True,
    ),
    BehaviourEntry(
        text=Wording(texts={"sv": "Vi ringer upp samma dag.", "en": "We call back the same day."}),
        arena=Arena.PRIORITY,
        confirmed=True,
    ),
    # Hostile to Slack's and the web's markup at once, and only in one language.
    BehaviourEntry(
        text=Wording(texts={"sv": "Vi läser <!channel> & *ärendet* <b>först</b>."}),
        arena=Arena.MEETING,
        confirmed=True,
    ),
)

BLUEPRINT = Blueprint(
    organisation=OrganisationEntry(name="Exempel AB", locale="sv", timezone="Europe/Stockholm", holidays="SE"),
    teams=(
        TeamEntry(key=LEDNING, name="Ledning"),
        TeamEntry(key=SERVICE, name="Kundservice", lead=Email(LEAD), above=LEDNING),
    ),
    people=(
        _person("lena", LEDNING),
        *(
            _person(each, SERVICE, **({"locale": "en", "timezone": "Europe/London"} if each == "olga" else {}))
            for each in TEAM
        ),
    ),
    goals=(
        GoalEntry(
            key=GoalId("nki"),
            team=SERVICE,
            title=Wording(texts={"sv": "Nöjdare kunder", "en": "More satisfied customers"}),
            why=Wording(texts={"sv": "Den som känner sig hörd stannar.", "en": "Who feels heard stays."}),
            first=date(2026, 9, 1),
            last=date(2026, 12, 31),
            state=State.ACTIVE,
            behaviours=BEHAVIOURS,
            stop=(StopItem(text=Wording(texts={"sv": "Veckorapporten.", "en": "The weekly report."})),),
            focus=1,
        ),
    ),
)


#: Everyone, and one who is not in the organisation.
NAMES = ("lena", *TEAM, "frank")


def profiles(platform: str, key: str, names: Sequence[str] = NAMES) -> list[Profile]:
    """People as the platform knows them, by their first names."""
    workspace = Workspace(platform=Platform(platform), key=key)
    return [
        Profile(
            key=AccountKey(workspace=workspace, user=f"U{number:04d}"), name=name.title(), email=f"{name}@example.com"
        )
        for number, name in enumerate(names, start=1)
    ]


def town(people: list[Profile], clock: Callable[[], datetime]) -> Town:
    """The same people as residents of a playground, with a room for the team and its lead."""
    service = {LEAD, *(f"{name}@example.com" for name in TEAM)}
    residents = [
        Resident(user=each.key.user, name=each.name, email=each.email or "", team="Exempel AB") for each in people
    ]
    members = tuple(each.key.user for each in people if each.email in service)
    return Town(residents=residents, rooms=(Room(key=SERVICE, name="Kundservice", members=members),), clock=clock)
