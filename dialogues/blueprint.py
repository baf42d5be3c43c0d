"""The organisation as its file describes it: people by e-mail, teams and goals by key, nothing that happened since."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NewType

from dialogues.address import Platform
from dialogues.goal import Answers, Arena, Audience, GoalId, Measure, StopItem
from dialogues.person import TeamId
from dialogues.phrase import Wording

Email = NewType("Email", str)


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationEntry:
    """`locale` is a language of ours, `timezone` an IANA name, `holidays` a code such as `SE` or `DE-BY`."""

    name: str
    locale: str
    timezone: str
    holidays: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamEntry:
    key: TeamId
    name: str
    lead: Email | None = None
    above: TeamId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonEntry:
    """`handles` are explicit user ids by platform; without one, the e-mail finds the account. E-mail is lower case."""

    email: Email
    name: str
    team: TeamId
    locale: str | None = None
    timezone: str | None = None
    handles: Mapping[Platform, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class BehaviourEntry:
    text: Wording
    arena: Arena
    audience: Audience = Audience.TEAM


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalEntry:
    """`focus` counts the behaviours from 1."""

    key: GoalId
    team: TeamId
    title: Wording
    why: Wording
    first: date
    last: date
    behaviours: tuple[BehaviourEntry, ...]
    measures: tuple[Measure, ...] = ()
    stop: tuple[StopItem, ...] = ()
    answers: Answers | None = None
    focus: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Blueprint:
    """The whole file. What is not in it is not in the organisation."""

    organisation: OrganisationEntry
    teams: tuple[TeamEntry, ...] = ()
    people: tuple[PersonEntry, ...] = ()
    goals: tuple[GoalEntry, ...] = ()
