"""A small organisation, and the verbs with which the tests speak to a store."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

from dialogues.address import AccountKey, Address, Platform, Profile, Whereabouts, Workspace
from dialogues.blueprint.entries import (
    BehaviourEntry,
    Blueprint,
    Email,
    GoalEntry,
    OrganisationEntry,
    PersonEntry,
    TeamEntry,
)
from dialogues.effect import CloseWindow, OpenWindow, Post, Record, Say, Schedule
from dialogues.event import Due, Occasion
from dialogues.facts import Facts, Want
from dialogues.goal import Answers, Arena, Audience, GoalId, State, StopItem
from dialogues.kind import Kind
from dialogues.measure import Measure
from dialogues.message import Choice, Choices, Message, Paragraph
from dialogues.person import Person, PersonId, TeamId
from dialogues.phrase import Day, Phrase, Text, Wording
from dialogues.pulse.custom import Question, QuestionKey, QuestionKind
from dialogues.window import Reading, Tally, Window
from storage.outbox import DeliveryState
from storage.port import Storage
from storage.turn import Scene
from tests.storage.turning import HeldTurn, turning

AT = datetime(2026, 9, 7, 8, tzinfo=UTC)
DAY = timedelta(days=1)
MONDAY = date(2026, 9, 7)
SLACK = Workspace(platform=Platform("slack"), key="T1")
TEAMS = Workspace(platform=Platform("teams"), key="tenant")
KUND = TeamId("kund")
LEDNING = TeamId("ledning")
MEMBERS = tuple(f"U{number}" for number in range(1, 7))


def wording(text: str) -> Wording:
    return Wording(texts={"sv": text, "en": f"{text} (en)"})


def somebody(user: str, *, team: TeamId = KUND, locale: str | None = None, timezone: str | None = None) -> PersonEntry:
    return PersonEntry(
        email=Email(f"{user.lower()}@x.se"), name=f"Name {user}", team=team, locale=locale, timezone=timezone
    )


NKI = GoalEntry(
    key=GoalId("nki"),
    team=KUND,
    title=wording("Nöjdare kunder"),
    why=wording("De går annars"),
    first=date(2026, 9, 1),
    last=date(2026, 12, 31),
    state=State.ACTIVE,
    behaviours=(
        BehaviourEntry(text=wording("Vi avslutar med en öppen fråga"), arena=Arena.WORK_MOMENT, confirmed=True),
        BehaviourEntry(text=wording("Vi tar avvikelser samma dag"), arena=Arena.PRIORITY, confirmed=True),
        BehaviourEntry(
            text=wording("Chefen frågar hur det gick"), arena=Arena.FEEDBACK, audience=Audience.LEADER, confirmed=True
        ),
    ),
    measures=(Measure(name="NKI", unit="index", start=66, target=72.5, by=date(2026, 12, 31)),),
    stop=(StopItem(text=wording("Rapporten"), reason=Wording(texts={"sv": "Ingen läser den"})),),
    answers=Answers(meetings=wording("möten"), strengthened=wording("stärks"), prioritised_away=wording("bort")),
    focus=2,
)

LUNCH = Question(key=QuestionKey("lunch"), kind=QuestionKind.YES_NO, text=wording("Åt du lunch?"))

EXAMPLE = Blueprint(
    organisation=OrganisationEntry(name="Exempel AB", locale="sv", timezone="Europe/Stockholm", holidays="SE"),
    teams=(
        TeamEntry(key=KUND, name="Kundservice", lead=Email("ulead@x.se"), above=LEDNING),
        TeamEntry(key=LEDNING, name="Ledning"),
    ),
    people=(*(somebody(user) for user in MEMBERS), somebody("ULEAD", team=LEDNING)),
    goals=(NKI,),
    questions=(LUNCH,),
)
USERS = (*MEMBERS, "ULEAD")


def changed(**entry: PersonEntry | None) -> Blueprint:
    """The example with somebody (by their user id) replaced, or gone."""
    people = [entry.get(user, one) for user, one in zip(USERS, EXAMPLE.people, strict=True)]
    return replace(EXAMPLE, people=tuple(each for each in people if each))


def key(user: str, workspace: Workspace = SLACK) -> AccountKey:
    return AccountKey(workspace=workspace, user=user)


def profile(user: str, workspace: Workspace = SLACK, *, email: str | None = None, active: bool = True) -> Profile:
    return Profile(key=key(user, workspace), name="Whoever", email=email or f"{user}@X.se", active=active)


def address(user: str, channel: str | None, workspace: Workspace = SLACK, **opaque: str) -> Address:
    return Address(workspace=workspace, user=user, channel=channel, opaque=opaque)


async def found(storage: Storage, blueprint: Blueprint = EXAMPLE, *, users: Sequence[str] = USERS) -> None:
    """Import the organisation, connect Slack, and find its people there."""
    await storage.adopt(blueprint=blueprint, at=AT)
    await storage.connect(workspace=SLACK, channels=(), at=AT)
    async with turning(storage) as turn:
        for user in users:
            assert await turn.see(profile=profile(user), at=AT)


async def found_before_digests(storage: Storage, blueprint: Blueprint = EXAMPLE) -> None:
    """Likewise, long before the next digests, to which most messages would give way."""
    await found(storage, blueprint)
    async with turning(storage) as turn:
        for team in (KUND, LEDNING):
            await turn.schedule(schedule=Schedule(occasion=Occasion.DIGEST, subject=team, at=AT + 300 * DAY))


class _SeenEnoughError(Exception):
    pass


async def act(
    turn: HeldTurn, user: str, *, event: str, subject: str = "", wants: Want = Want.NOTHING, dialogue: str = "pulse"
) -> Scene:
    """What somebody meets who does something."""
    scene = await turn.act(event=event, at=AT, account=key(user), dialogue=dialogue, subject=subject, wants=wants)
    assert isinstance(scene, Scene)
    return scene


async def reached(turn: HeldTurn, where: Whereabouts) -> None:
    """Somebody does something there."""
    account = key(where.address.user or "", where.address.workspace)
    event = uuid4().hex
    await turn.act(event=event, at=AT, account=account, dialogue="x", subject="", wants=Want.NOTHING, where=where)


async def facts(storage: Storage, user: str, wants: Want = ~Want.NOTHING, *, subject: str = "") -> Facts:
    """Everything that is known where somebody acts, without a trace."""

    try:
        async with turning(storage) as turn:
            scene = await act(turn, user, event="looking", wants=wants, subject=subject)
            raise _SeenEnoughError
    except _SeenEnoughError:
        return scene.facts


async def person(storage: Storage, user: str) -> Person:
    return (await facts(storage, user, Want.NOTHING)).someone


async def open_window(storage: Storage, *, team: TeamId = KUND, at: datetime = AT) -> Window:
    """Open a window for the behaviour in focus, whoever's turn it is."""
    async with turning(storage) as turn:
        scene = await act(turn, "U1", event=f"open {at}", wants=Want.GOALS)
        focus = scene.facts.goals[0].focus
        assert focus
        await turn.open_window(window=OpenWindow(team=team, goal=scene.facts.goals[0].id, behaviour=focus), at=at)
    window = await opened(storage, team)
    assert window
    return window


async def opened(storage: Storage, team: TeamId = KUND) -> Window | None:
    """The team's open window; of several the one in slot A."""
    return next(iter((await boundary(storage, team)).windows), None)


async def boundary(storage: Storage, team: TeamId = KUND) -> Facts:
    """What the week boundary sees of a team."""
    due = Due(at=AT, occasion=Occasion.WINDOW, subject=team)
    async with turning(storage) as turn:
        scene = await turn.due(due=due, dialogue="closing", wants=Want.TALLY | Want.GOALS)
    assert isinstance(scene, Scene)
    return scene.facts


async def answer(storage: Storage, user: str, window: Window, value: str, *, on: date = MONDAY) -> None:
    async with turning(storage) as turn:
        scene = await act(turn, user, event=f"{user} {value} {on}", subject=window.id, wants=Want.WINDOW)
        await turn.record(person=scene.facts.someone.id, record=Record(window=window.id, value=value), on=on)


async def close(storage: Storage, window: Window, reading: Reading | None, *, at: datetime = AT + 7 * DAY) -> None:
    async with turning(storage) as turn:
        await turn.close_window(window=CloseWindow(window=window.id, reading=reading), at=at)


def reading(
    window: Window,
    *,
    yes: int = 3,
    people: int = 5,
    counts: Mapping[str, int] | None = None,
    obstacles: Mapping[str, int] | None = None,
) -> Reading:
    return Reading(
        window=window.id,
        team=window.team,
        behaviour=window.behaviour.id if window.behaviour else None,
        goal=window.goal,
        first=date(2026, 9, 7),
        last=date(2026, 9, 13),
        people=people,
        yes=yes,
        members=6,
        counts=counts or {},
        obstacles=obstacles or {},
    )


async def tally(storage: Storage) -> Tally:
    """What the week boundary sees of the answers in the team's open window."""
    facts = await boundary(storage)
    return facts.tallies[facts.windows[0].id]


def counted(*, members: int = 6, **counts: int) -> Tally:
    return Tally(counts=counts, members=members)


def message(word: str = "Hej") -> Message[Text]:
    return Message(
        summary=word,
        blocks=(
            Paragraph(text=Phrase.of("pulse.question", 2, day=Day(day=date(2026, 9, 7)), behaviour=wording("B"))),
            Choices(choices=(Choice(label=Phrase.of("yes"), token="pulse/answer/w/yes", style="primary"),)),
        ),
    )


def saying(to: PersonId, key: str = "k", *, kind: Kind = Kind.BEFORE, expires_at: datetime = AT + DAY) -> Say:
    """Of a kind that is not counted, unless one is given."""
    return Say(to=to, key=key, kind=kind, message=message(key), expires_at=expires_at)


async def say(
    storage: Storage,
    user: str,
    key: str = "k",
    *,
    at: datetime = AT,
    expires_at: datetime = AT + DAY,
    dialogue: str = "x",
    subject: str = "",
    kind: Kind = Kind.BEFORE,
) -> bool:
    whom = (await person(storage, user)).id
    async with turning(storage) as turn:
        planned: bool = await turn.say(
            say=saying(whom, key, kind=kind, expires_at=expires_at),
            dialogue=dialogue,
            subject=subject,
            at=at,
        )
    return planned


def posting(members: tuple[PersonId, ...], kind: Kind = Kind.NEWS) -> Post:
    return Post(to=KUND, members=members, key="p", kind=kind, message=message("p"), expires_at=AT + DAY)


async def post(storage: Storage, *users: str, kind: Kind = Kind.NEWS) -> int:
    members = [(await person(storage, user)).id for user in users]
    async with turning(storage) as turn:
        planned: int = await turn.post(post=posting(tuple(members), kind), dialogue="digest", subject="", at=AT)
    return planned


async def queue(storage: Storage) -> dict[DeliveryState, int]:
    return {state: count for state, count in (await storage.queue()).items() if count}
