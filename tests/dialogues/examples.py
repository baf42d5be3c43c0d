"""People, goals and facts to try a dialogue on, and one example of every message and form that needs no more.

Those about work on a goal are in `tests.dialogues.goal_examples`.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from dialogues import celebrating, goals, greeting, help, leadership, reflecting, reflections, settings, settings_form
from dialogues.address import AccountKey, Address, Platform, Whereabouts, Workspace
from dialogues.calendar import Calendar
from dialogues.celebration import Celebration, CelebrationId
from dialogues.event import Chose, Commanded, Due, Occasion, Said, Submitted
from dialogues.facts import Facts
from dialogues.form import Form
from dialogues.goal import Arena, Audience, Behaviour, BehaviourId, Goal, GoalId, State, StopItem
from dialogues.kind import Kind
from dialogues.measure import Measure
from dialogues.message import Message, brief
from dialogues.nudge.memory import Nudged, Sent
from dialogues.person import NOTHING, Organisation, Person, PersonId, Team, TeamId
from dialogues.phrase import Phrase, Text, Wording
from dialogues.pulse import card
from dialogues.reflection import Reflection, ReflectionId
from dialogues.rules import Rules
from dialogues.token import Token
from dialogues.translation.activation import LEADER_ARENAS
from dialogues.window import Reading, Window, WindowId

STOCKHOLM, LONDON, HONOLULU = ZoneInfo("Europe/Stockholm"), ZoneInfo("Europe/London"), ZoneInfo("Pacific/Honolulu")

SWEDEN = Calendar(country="SE")
ORGANISATION = Organisation(name="Exempel AB", language="sv", timezone=STOCKHOLM, calendar=SWEDEN)
TEAM = Team(id=TeamId("kundservice"), name="Kundservice", lead=PersonId("lena"))
OTHER = Team(id=TeamId("ledning"), name="Ledning")

ANNA = Person(
    id=PersonId("anna"),
    name="Anna Berg",
    email="anna@example.com",
    team=TEAM.id,
    language="sv",
    timezone=STOCKHOLM,
    calendar=SWEDEN,
    greeted_on=date(2026, 11, 2),
)
LENA = replace(ANNA, id=PersonId("lena"), name="Lena Ek", email="lena@example.com", team=OTHER.id)
#: Eight in the team besides Anna, so nine.
MEMBERS = (ANNA, *(replace(ANNA, id=PersonId(f"m{each}"), name=f"Medlem {each}") for each in range(8)))

BEHAVIOURS = tuple(
    Behaviour(
        id=BehaviourId(f"b{number}"), text=Wording(texts={"sv": sv, "en": en}), arena=arena, audience=Audience.TEAM
    )
    for number, (sv, en, arena) in enumerate(
        (
            (
                "Vi avslutar varje kundmöte med en öppen fråga om hur mötet fungerade för kunden.",
                "We close every customer meeting with one open question about how it worked for the customer.",
                Arena.WORK_MOMENT,
            ),
            (
                "När en kund är missnöjd ringer vi upp samma dag, även om lösningen dröjer.",
                "When a customer is dissatisfied we call back the same day, even if the fix takes longer.",
                Arena.PRIORITY,
            ),
            (
                "Före varje kundmöte läser vi kundens tre senaste ärenden.",
                "Before each customer meeting we read the customer's three latest cases.",
                Arena.MEETING,
            ),
        ),
        start=1,
    )
)

GOAL = Goal(
    id=GoalId("nki"),
    team=TEAM.id,
    title=Wording(texts={"sv": "Nöjdare kunder", "en": "More satisfied customers"}),
    why=Wording(texts={"sv": "Kunder som känner sig hörda stannar.", "en": "Customers who feel heard stay."}),
    first=date(2026, 9, 1),
    last=date(2026, 12, 31),
    state=State.ACTIVE,
    behaviours=BEHAVIOURS,
    focus=BEHAVIOURS[1].id,
    measures=(Measure(name="NKI", unit="index", start=66, target=72.5, by=date(2026, 12, 31)),),
    stop=(
        StopItem(
            text=Wording(texts={"sv": "Veckorapporten per mejl.", "en": "The weekly report by e-mail."}),
            reason=Wording(texts={"sv": "Ingen läser den.", "en": "Nobody reads it."}),
        ),
        StopItem(text=Wording(texts={"sv": "Dubbla statusmöten.", "en": "Double status meetings."})),
    ),
)

#: A Monday morning, before the digest and long after the week boundary.
MONDAY = datetime(2026, 11, 16, 6, 0, tzinfo=UTC)

WINDOW = Window(
    id=WindowId("w1"),
    team=TEAM.id,
    behaviour=BEHAVIOURS[1],
    goal=GOAL.id,
    title=GOAL.title,
    opened_at=datetime(2026, 11, 8, 23, 0, tzinfo=UTC),
)
READING = Reading(
    window=WINDOW.id,
    team=TEAM.id,
    behaviour=BEHAVIOURS[1].id,
    goal=GOAL.id,
    first=date(2026, 11, 9),
    last=date(2026, 11, 15),
    people=7,
    yes=5,
    members=9,
)
EARLIER = replace(
    READING, window=WindowId("w0"), first=date(2026, 10, 26), last=date(2026, 11, 8), yes=3, people=6, members=8
)

FACTS = Facts(organisation=ORGANISATION, person=ANNA, team=TEAM)

WORKSPACE = Workspace(platform=Platform("playground"), key="playground")
ACCOUNT = AccountKey(workspace=WORKSPACE, user="anna@example.com")


def chose(token: Token | str, at: datetime = MONDAY) -> Chose:
    read = token if isinstance(token, Token) else Token.read(token)
    assert read is not None
    return Chose(id="e", at=at, account=ACCOUNT, token=read)


def said(text: str, at: datetime = MONDAY) -> Said:
    return Said(
        id="e",
        at=at,
        account=ACCOUNT,
        where=Whereabouts(address=Address(workspace=WORKSPACE, user="anna")),
        text=text,
    )


def commanded(words: str, at: datetime = MONDAY) -> Commanded:
    return Commanded(id="e", at=at, account=ACCOUNT, words=words)


def submitted(token: str, values: Mapping[str, str], at: datetime = MONDAY) -> Submitted:
    read = Token.read(token)
    assert read is not None
    return Submitted(id="e", at=at, account=ACCOUNT, token=read, values=values)


def due(occasion: Occasion, at: datetime, subject: str = "anna") -> Due:
    return Due(at=at, occasion=occasion, subject=PersonId(subject))


PROPOSAL = Celebration(
    id=CelebrationId("f1"), team=TEAM.id, text="Alla ärenden fick en ägare.", by=ANNA.name, on=date(2026, 11, 12)
)

ARENAS = tuple(
    replace(BEHAVIOURS[0], text=Wording(texts={"sv": each, "en": each}), arena=each, audience=Audience.LEADER)
    for each in Arena
)


def _leading(*behaviours: Behaviour) -> Facts:
    goals = (replace(GOAL, behaviours=behaviours),)
    return replace(FACTS, person=LENA, team=OTHER, leads=(TEAM,), goals=goals)


MESSAGES: Mapping[str, Message[Text]] = {
    "greeting": greeting.greeting(),
    "question": card.question(WINDOW),
    "question again after undo": card.question(WINDOW, withdrawn=True),
    "thanks": card.thanks(WINDOW),
    "closed": card.closed(),
    "stopped": settings.stopped(),
    "resumed": settings.resumed(),
    "paused": settings.paused(date(2026, 12, 1)),
    "saved": settings.saved(replace(ANNA, send_time=time(9, 30))),
    "saved, with a behaviour of one's own choice": settings.saved(
        replace(ANNA, nudged_about=BEHAVIOURS[0].id), BEHAVIOURS[0]
    ),
    "saved, without reminders": settings.saved(replace(ANNA, nudged_about=NOTHING)),
    "settings offered": settings.offer(),
    "help": help.introduction(),
    "not understood": help.introduction(asked="kaffe?"),
    "outdated": help.outdated(),
    "celebration taken back": celebrating.overview((PROPOSAL,), FACTS, Phrase.of("celebrate.taken_back")),
    "celebration shown already": brief(Phrase.of("celebrate.shown")),
    "celebrations enough": celebrating.overview((PROPOSAL,) * 3, FACTS),
    "celebrations without texts": celebrating.overview(
        (), replace(FACTS, organisation=replace(ORGANISATION, rules=Rules(keep_texts=0)))
    ),
    "leadership without a goal": leadership.card(replace(FACTS, person=LENA, team=OTHER, leads=(TEAM,))),
    "leadership of whoever has chosen": leadership.card(_leading(BEHAVIOURS[2], *ARENAS)),
    "leadership without room": leadership.card(_leading(*BEHAVIOURS, *ARENAS[:2])),
    "leadership with nothing chosen": leadership.card(_leading(*BEHAVIOURS)),
    "reflection kept nowhere": reflections.no_texts(),
    **{
        f"reflection {number}": reflecting.compose(
            GOAL,
            _leading(*BEHAVIOURS, *ARENAS),
            Nudged(sent=(Sent(kind=Kind.REFLECT, variant=number),)),
            date(2026, 11, 19),
        )
        for number in range(3)
    },
    **{
        f"reflection about {each}": reflections.latest(
            (Reflection(id=ReflectionId("r1"), arena=each, text="Det gick.", on=date(2026, 11, 12)),), FACTS
        )
        for each in LEADER_ARENAS
    },
    "stranger": help.stranger(),
    "privacy": help.privacy(),
    "about": help.about(),
    "why": help.why(),
    "goals": goals.card(TEAM, replace(FACTS, goals=(GOAL,), readings=(EARLIER, READING))),
    "goals of a lead": goals.card(OTHER, replace(FACTS, person=LENA, team=OTHER, leads=(TEAM,))),
}

FORMS: Mapping[str, Form[Text]] = {
    "settings": settings_form.form(ANNA, date(2026, 11, 16), BEHAVIOURS),
    "settings of a lead": settings_form.form(LENA, date(2026, 11, 16), BEHAVIOURS, (TEAM,)),
    "celebration of a lead": celebrating.form(replace(FACTS, person=LENA, team=OTHER, leads=(TEAM,))),
}
