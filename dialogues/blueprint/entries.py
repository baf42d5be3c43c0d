"""The organisation as its file describes it: people by e-mail, teams and goals by key, nothing that happened since."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NewType

from dialogues.address import Platform
from dialogues.calendar import Break
from dialogues.goal import Answers, Arena, Audience, GoalId, Guidance, Perspective, State, StopItem
from dialogues.measure import Measure
from dialogues.person import TeamId
from dialogues.phrase import Wording
from dialogues.pulse.custom import Question
from dialogues.rules import USUAL, Rules
from dialogues.situation import Situation

Email = NewType("Email", str)


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationEntry:
    """`locale` is a language of ours, `timezone` an IANA name, `holidays` a code such as `SE` or `DE-BY`. Without
    `breaks` it has those that are usual there."""

    name: str
    locale: str
    timezone: str
    holidays: str | None = None
    breaks: tuple[Break, ...] | None = None
    rules: Rules = USUAL


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamEntry:
    """`channels` are the ids of its channel by platform: `/goal` given there is about this team. `situations` are those
    that its members can pick for their plans."""

    key: TeamId
    name: str
    lead: Email | None = None
    above: TeamId | None = None
    channels: Mapping[Platform, str] = field(default_factory=dict)
    situations: tuple[Situation, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonEntry:
    """`handles` are explicit user ids by platform; without one, the e-mail finds the account. E-mail is lower case.

    `holidays` where they are not the organisation's; `started` is the first day of a new colleague."""

    email: Email
    name: str
    team: TeamId
    locale: str | None = None
    timezone: str | None = None
    holidays: str | None = None
    started: date | None = None
    handles: Mapping[Platform, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class BehaviourEntry:
    """`confirmed`: two members of the team have said that two colleagues could each tell whether it happened."""

    text: Wording
    arena: Arena
    audience: Audience = Audience.TEAM
    exception: Wording | None = None
    confirmed: bool = False
    version: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalEntry:
    """As `dialogues.goal.Goal`; `focus` counts the behaviours from 1.

    `version` is how often the goal had been changed in chat when the file was written: what was changed since is not
    overwritten.
    """

    key: GoalId
    team: TeamId | None
    title: Wording
    why: Wording
    first: date
    last: date
    state: State
    owner: Email | None = None
    perspective: Perspective | None = None
    above: GoalId | None = None
    everyday: Wording | None = None
    guidance: Guidance = field(default_factory=Guidance)
    behaviours: tuple[BehaviourEntry, ...] = ()
    measures: tuple[Measure, ...] = ()
    stop: tuple[StopItem, ...] = ()
    answers: Answers = field(default_factory=Answers)
    focus: int | None = None
    trade_off: Wording | None = None
    version: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Blueprint:
    """The organisation. Of teams, people and its own questions, what is not in it is not in the organisation."""

    organisation: OrganisationEntry
    teams: tuple[TeamEntry, ...] = ()
    people: tuple[PersonEntry, ...] = ()
    goals: tuple[GoalEntry, ...] = ()
    questions: tuple[Question, ...] = ()
