"""The shape of the organisation file, key by key. What each key means is written here for editors and for errors."""

import re
from collections.abc import Mapping
from typing import Annotated, Final
from uuid import UUID

from pydantic import AfterValidator, ConfigDict, Field, JsonValue
from pydantic.json_schema import GenerateJsonSchema
from pydantic_core import PydanticCustomError

from bot.organisation.goal_part import GoalPart
from bot.organisation.part import Address, Clock, Day, Part, Words, wording
from dialogues.address import Platform
from dialogues.blueprint.entries import Blueprint, Email, OrganisationEntry, PersonEntry, TeamEntry
from dialogues.calendar import Break
from dialogues.person import LANGUAGES, TeamId
from dialogues.pulse.custom import Question, QuestionKey, QuestionKind
from dialogues.rules import USUAL, Reference, Rules
from dialogues.situation import Days, Situation

SLACK: Final = Platform("slack")
TEAMS: Final = Platform("teams")


def json_schema() -> dict[str, JsonValue]:
    """The file's shape as JSON Schema, draft 2020-12."""
    whole = OrganisationFile.model_json_schema()
    goals_alone: JsonValue = {"required": ["goals"], "maxProperties": 1}
    shapes: JsonValue = [{"required": whole.pop("required")}, goals_alone]
    return {"$schema": GenerateJsonSchema.schema_dialect, **whole, "anyOf": shapes}


def _slack(id: str) -> str:
    if not re.fullmatch(r"[UW][A-Z0-9]+", id):
        mend = 'In Slack, open the profile, choose the three dots and then "Copy member ID".'
        raise PydanticCustomError("slack", f"this is not a Slack member id, which begins with U or W. {mend}")
    return id


def _channel(id: str) -> str:
    if not re.fullmatch(r"[CG][A-Z0-9]+", id):
        mend = "In Slack, open the channel's details; the id stands at the end."
        raise PydanticCustomError("channel", f"this is not a Slack channel id, which begins with C or G. {mend}")
    return id


def _teams_team(id: str) -> str:
    if not re.fullmatch(r"19:[\w-]+@thread\.(?:tacv2|skype)", id, re.ASCII):
        mend = 'In Teams, choose "Get link to team" beside the team; the id stands in it, with %3A for : and %40 for @.'
        raise PydanticCustomError("team", f"this is not the id of a team in Teams, which begins with 19:. {mend}")
    return id


_AN_ID = "6f9619ff-8b86-d011-b42d-00c04fc964ff"


def _entra(id: str) -> str:
    try:
        return str(UUID(id))
    except ValueError:
        mend = 'In the Entra admin centre, open the user and copy "Object ID".'
        raise PydanticCustomError("entra", f"this is not an Entra object id, such as {_AN_ID}. {mend}") from None


def _ids(given: Mapping[Platform, str | None]) -> Mapping[Platform, str]:
    return {platform: id for platform, id in given.items() if id is not None}


class BreakPart(Part):
    """A time of every year."""

    first: str = Field(description='Its first day, such as "12-20" (20 December), or its first week, such as W28.')
    last: str = Field(description="Its last day or week, which belongs to it.")

    def entry(self) -> Break:
        return Break(first=self.first, last=self.last)


class ReferencePart(Part):
    """What the clarity index is compared with."""

    percent: int = Field(description="Per cent of people for whom it is clear, from 1 to 99.")
    source: Words = Field(description="Where that stands, as the report says it.")

    def entry(self, locale: str) -> Reference:
        return Reference(percent=self.percent, source=wording(self.source, locale))


class RulesPart(Part):
    """How careful Vardag is."""

    k: int = Field(
        default=USUAL.k,
        description="The smallest number of people behind any figure, from 5 to 20. Another one holds for new "
        "questions only, and each team is told before the next one.",
    )
    keep_answers: int = Field(
        default=USUAL.keep_answers,
        description="For how many days answers are kept, from 90 to 365. Below 180, what has changed since the "
        "start can often not be said.",
    )
    keep_texts: int = Field(
        default=USUAL.keep_texts, description="For how many days free texts are kept, from 0 to 90."
    )
    clarity: ReferencePart | None = Field(
        default=None,
        description="What the clarity index is compared with. Without it, the 2 of 10 of the article that Vardag "
        "comes from.",
    )
    digest_in_channel: bool = Field(
        default=USUAL.digest_in_channel,
        description="true: a team's weekly digest goes to its channel as long as exactly the team and its lead read "
        "there, which is looked at every time. Without it, and whenever they do not, each gets it by direct message.",
    )

    def entry(self, locale: str) -> Rules:
        return Rules(
            k=self.k,
            keep_answers=self.keep_answers,
            keep_texts=self.keep_texts,
            reference=self.clarity.entry(locale) if self.clarity is not None else USUAL.reference,
            digest_in_channel=self.digest_in_channel,
        )


class OrganisationPart(Part):
    """The customer."""

    name: str = Field(description="The organisation's name.")
    locale: str = Field(
        description="The language of whoever has not chosen one, and of texts without one: sv or en.",
        json_schema_extra={"enum": list(LANGUAGES)},
    )
    timezone: str = Field(description="Where it is, as an IANA time zone such as Europe/Stockholm.")
    holidays: str | None = Field(
        default=None, description="Whose public holidays are free: a country such as SE, or a part such as DE-BY."
    )
    breaks: tuple[BreakPart, ...] | None = Field(
        default=None,
        description="When, every year, nothing is asked. Without it, in Sweden: 20 December to 6 January, and "
        "weeks 28 to 31. An empty list is none.",
    )
    rules: RulesPart | None = Field(default=None, description="How careful Vardag is, where it is not as usual.")

    def entry(self) -> OrganisationEntry:
        return OrganisationEntry(
            name=self.name,
            locale=self.locale,
            timezone=self.timezone,
            holidays=self.holidays,
            breaks=tuple(each.entry() for each in self.breaks) if self.breaks is not None else None,
            rules=self.rules.entry(self.locale) if self.rules is not None else USUAL,
        )


class SituationPart(Part):
    """A situation in which a team regularly is."""

    text: Words = Field(description='As it stands behind "when", in at most 24 characters: "the stand-up begins".')
    days: Days = Field(description="On which days it comes: working for all working days, or a weekday: tuesday.")
    at: Clock = Field(description='Its local time of day, such as "09:15".')

    def entry(self, locale: str) -> Situation:
        return Situation(text=wording(self.text, locale), days=self.days, at=self.at)


class TeamPart(Part):
    """A home team."""

    key: str = Field(description="A short name that never changes, of a-z, digits, - and _.")
    name: str = Field(description="The team's name, as people read it.")
    lead: Address | None = Field(
        default=None, description="The e-mail of the person who leads it, whose own team is another one."
    )
    above: str | None = Field(default=None, description="The key of the team above it.")
    slack: Annotated[str, AfterValidator(_channel)] | None = Field(
        default=None, description="The id of its Slack channel: /goal given there is about this team."
    )
    teams: Annotated[str, AfterValidator(_teams_team)] | None = Field(
        default=None,
        description="The id of its team in Microsoft Teams: /goal given in that team's General channel is about this "
        "team.",
    )
    situations: tuple[SituationPart, ...] = Field(
        default=(), description="Up to three situations that its members can pick for their plans."
    )

    def entry(self, locale: str) -> TeamEntry:
        return TeamEntry(
            key=TeamId(self.key),
            name=self.name,
            lead=Email(self.lead) if self.lead is not None else None,
            above=TeamId(self.above) if self.above is not None else None,
            channels=_ids({SLACK: self.slack, TEAMS: self.teams}),
            situations=tuple(each.entry(locale) for each in self.situations),
        )


class PersonPart(Part):
    """A human being."""

    email: Address = Field(description="Their e-mail at work. It finds their account, and says who they are.")
    name: str = Field(description="Their name.")
    team: str = Field(description="The key of their one home team.")
    locale: str | None = Field(
        default=None, description="Their language, sv or en, where it is not the organisation's."
    )
    timezone: str | None = Field(default=None, description="Their time zone, where it is not the organisation's.")
    holidays: str | None = Field(
        default=None, description="Whose public holidays are free for them, where they are not the organisation's."
    )
    started: Day | None = Field(
        default=None, description="The first day of a new colleague, who is left alone for ten working days."
    )
    slack: Annotated[str, AfterValidator(_slack)] | None = Field(
        default=None, description="Their Slack member id, where the e-mail does not find the account."
    )
    teams: Annotated[str, AfterValidator(_entra)] | None = Field(
        default=None, description="Their Entra object id, where the e-mail does not find the account in Teams."
    )

    def entry(self) -> PersonEntry:
        return PersonEntry(
            email=Email(self.email),
            name=self.name,
            team=TeamId(self.team),
            locale=self.locale,
            timezone=self.timezone,
            holidays=self.holidays,
            started=self.started,
            handles=_ids({SLACK: self.slack, TEAMS: self.teams}),
        )


class QuestionPart(Part):
    """A question that the organisation asks every team itself."""

    key: str = Field(description="A short name that never changes, of a-z, digits, - and _.")
    kind: QuestionKind = Field(
        description="What the answers are: yes_no, how_clear (in five steps) or how_often (in five steps)."
    )
    text: Words = Field(description="What is asked, in at most 200 characters. Never about health, or a named person.")

    def entry(self, locale: str) -> Question:
        return Question(key=QuestionKey(self.key), kind=self.kind, text=wording(self.text, locale))


class OrganisationFile(Part):
    """What does not stand in it is not in the organisation, but for goals, which chat has too."""

    model_config = ConfigDict(title="Vardag's organisation file")

    organisation: OrganisationPart = Field(description="Its name, language, time zone and holidays.")
    teams: tuple[TeamPart, ...] = Field(min_length=1, description="All teams.")
    people: tuple[PersonPart, ...] = Field(min_length=1, description="All people.")
    questions: tuple[QuestionPart, ...] = Field(
        default=(), description="The organisation's own questions, each team asked one of them every twelfth week."
    )
    goals: tuple[GoalPart, ...] = Field(
        default=(), description="Goals, at most three active ones to a team. They may stand in a file of their own."
    )

    def blueprint(self) -> Blueprint:
        """What the file says. A text without a language is in the organisation's."""
        return Blueprint(
            organisation=self.organisation.entry(),
            teams=tuple(each.entry(self.organisation.locale) for each in self.teams),
            people=tuple(each.entry() for each in self.people),
            goals=tuple(each.entry(self.organisation.locale) for each in self.goals),
            questions=tuple(each.entry(self.organisation.locale) for each in self.questions),
        )
