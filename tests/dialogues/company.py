"""A small organisation with nothing wrong, and ways to make it otherwise."""

from dataclasses import replace
from datetime import date

from dialogues.blueprint.entries import (
    BehaviourEntry,
    Blueprint,
    Email,
    GoalEntry,
    OrganisationEntry,
    PersonEntry,
    TeamEntry,
)
from dialogues.goal import Answers, Arena, Audience, GoalId, State, StopItem
from dialogues.measure import Measure
from dialogues.person import TeamId
from dialogues.phrase import Wording


def both(sv: str, en: str | None = None) -> Wording:
    return Wording(texts={"sv": sv, "en": en or f"{sv} (en)"})


def member(name: str, team: str = "kund") -> PersonEntry:
    return PersonEntry(email=Email(f"{name}@example.com"), name=f"{name.title()} Ek", team=TeamId(team))


def behaviour(sv: str, en: str, arena: Arena, audience: Audience = Audience.TEAM) -> BehaviourEntry:
    return BehaviourEntry(text=both(sv, en), arena=arena, audience=audience, confirmed=True)


ASK = behaviour(
    "Vi avslutar varje kundmöte med en öppen fråga.",
    "We close every customer meeting with one open question.",
    Arena.WORK_MOMENT,
)
CALL = behaviour(
    "När en kund är missnöjd ringer vi upp samma dag.",
    "When a customer is dissatisfied we call back the same day.",
    Arena.WORK_MOMENT,
)
OPEN = behaviour(
    "Jag inleder varje teammöte med att fråga efter ett exempel.",
    "I open every team meeting by asking for one example.",
    Arena.MEETING,
    Audience.LEADER,
)
TELL = behaviour(
    "När jag ser fokusbeteendet säger jag det till personen samma dag.",
    "When I see the focus behaviour I tell the person the same day.",
    Arena.FEEDBACK,
    Audience.LEADER,
)
REMOVE = behaviour(
    "Varje vecka tar jag bort minst en uppgift och berättar det för teamet.",
    "Every week I remove at least one task and tell the team.",
    Arena.PRIORITY,
    Audience.LEADER,
)
BEHAVIOURS = (ASK, CALL, OPEN, TELL, REMOVE)

NKI = GoalEntry(
    key=GoalId("nki"),
    team=TeamId("kund"),
    title=both("Nöjda kunder"),
    why=both("Därför"),
    first=date(2026, 9, 1),
    last=date(2026, 12, 31),
    state=State.ACTIVE,
    behaviours=BEHAVIOURS,
    measures=(Measure(name="NKI", unit="index", start=66, target=72, by=date(2026, 12, 31)),),
    stop=(StopItem(text=both("Rapporten"), reason=both("Ingen läser")), StopItem(text=both("Mötet"))),
    answers=Answers(meetings=both("A"), strengthened=both("B"), prioritised_away=both("C")),
    focus=1,
)
#: Of the whole organisation.
QUALITY = GoalEntry(
    key=GoalId("kvalitet"),
    team=None,
    title=both("Rätt från början"),
    why=both("Därför"),
    first=date(2026, 9, 1),
    last=date(2026, 12, 31),
    state=State.UNTRANSLATED,
)
KUND = TeamEntry(key=TeamId("kund"), name="Kund", lead=Email("lea@example.com"), above=TeamId("ledning"))
LEDNING = TeamEntry(key=TeamId("ledning"), name="Ledning")
COMPANY = Blueprint(
    organisation=OrganisationEntry(name="Exempel AB", locale="sv", timezone="Europe/Stockholm", holidays="SE"),
    teams=(KUND, LEDNING),
    people=(member("lea", "ledning"), *map(member, ("anna", "bo", "cia", "dan", "eva"))),
    goals=(NKI,),
)


def with_goals(*goals: GoalEntry) -> Blueprint:
    return replace(COMPANY, goals=goals)


def with_goal(**changes: object) -> Blueprint:
    return with_goals(replace(NKI, **changes))  # type: ignore[arg-type]


def with_team(**changes: object) -> Blueprint:
    return replace(COMPANY, teams=(replace(KUND, **changes), LEDNING))  # type: ignore[arg-type]


def with_anna(**changes: object) -> Blueprint:
    lea, anna, *others = COMPANY.people
    return replace(COMPANY, people=(lea, replace(anna, **changes), *others))  # type: ignore[arg-type]


def with_organisation(**changes: object) -> Blueprint:
    return replace(COMPANY, organisation=replace(COMPANY.organisation, **changes))  # type: ignore[arg-type]


def with_behaviours(*behaviours: BehaviourEntry, **changes: object) -> Blueprint:
    return with_goal(behaviours=behaviours, focus=None, **changes)


def with_measure(**changes: object) -> Blueprint:
    return with_goal(measures=(replace(NKI.measures[0], **changes),))  # type: ignore[arg-type]


def another(key: str, **changes: object) -> GoalEntry:
    """A goal like NKI, without its focus."""
    return replace(NKI, key=GoalId(key), **{"focus": None, **changes})  # type: ignore[arg-type]
