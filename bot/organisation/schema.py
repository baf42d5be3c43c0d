"""The shape of the organisation file, key by key. What each key means is written here for editors and for errors."""

import re
from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    FiniteFloat,
    JsonValue,
    StringConstraints,
    Tag,
)
from pydantic.json_schema import GenerateJsonSchema
from pydantic_core import PydanticCustomError

from dialogues.address import Platform
from dialogues.blueprint import (
    BehaviourEntry,
    Blueprint,
    Email,
    GoalEntry,
    OrganisationEntry,
    PersonEntry,
    TeamEntry,
)
from dialogues.goal import BEHAVIOURS_PER_GOAL, Answers, Arena, Audience, GoalId, Measure, StopItem
from dialogues.person import LANGUAGES, TeamId
from dialogues.phrase import Wording


def json_schema() -> dict[str, JsonValue]:
    """The file's shape as JSON Schema, draft 2020-12."""
    return {"$schema": GenerateJsonSchema.schema_dialect, **OrganisationFile.model_json_schema()}


def _day(text: object) -> object:
    if not isinstance(text, str) or not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, re.ASCII):
        raise PydanticCustomError("day", "this is not a day. Write year, month and day, as 2026-09-01.")
    return text


def _slack(id: str) -> str:
    if not re.fullmatch(r"[UW][A-Z0-9]+", id):
        mend = 'In Slack, open the profile, choose the three dots and then "Copy member ID".'
        raise PydanticCustomError("slack", f"this is not a Slack member id, which begins with U or W. {mend}")
    return id


_AN_ID = "6f9619ff-8b86-d011-b42d-00c04fc964ff"


def _entra(id: str) -> str:
    try:
        return str(UUID(id))
    except ValueError:
        mend = 'In the Entra admin centre, open the user and copy "Object ID".'
        raise PydanticCustomError("entra", f"this is not an Entra object id, such as {_AN_ID}. {mend}") from None


_LANGUAGES: dict[str, JsonValue] = {"propertyNames": {"enum": list(LANGUAGES)}}
_SEVERAL: dict[str, JsonValue] = {"minItems": BEHAVIOURS_PER_GOAL.start, "maxItems": BEHAVIOURS_PER_GOAL.stop - 1}

Words = Annotated[
    Annotated[str, Tag("plain text")]
    | Annotated[dict[str, str], Field(min_length=1, json_schema_extra=_LANGUAGES), Tag("text by language")],
    Discriminator(lambda value: "text by language" if isinstance(value, dict) else "plain text"),
]
Address = Annotated[str, StringConstraints(to_lower=True)]
Day = Annotated[date, BeforeValidator(_day)]


class Part(BaseModel):
    """A piece of the file: nothing but its own keys may stand in it."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)


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

    def entry(self) -> OrganisationEntry:
        return OrganisationEntry(name=self.name, locale=self.locale, timezone=self.timezone, holidays=self.holidays)


class TeamPart(Part):
    """A home team."""

    key: str = Field(description="A short name that never changes, of a-z, digits, - and _.")
    name: str = Field(description="The team's name, as people read it.")
    lead: Address | None = Field(
        default=None, description="The e-mail of the person who leads it, whose own team is another one."
    )
    above: str | None = Field(default=None, description="The key of the team above it.")

    def entry(self) -> TeamEntry:
        return TeamEntry(
            key=TeamId(self.key),
            name=self.name,
            lead=Email(self.lead) if self.lead is not None else None,
            above=TeamId(self.above) if self.above is not None else None,
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
    slack: Annotated[str, AfterValidator(_slack)] | None = Field(
        default=None, description="Their Slack member id, where the e-mail does not find the account."
    )
    teams: Annotated[str, AfterValidator(_entra)] | None = Field(
        default=None, description="Their Entra object id, where the e-mail does not find the account in Teams."
    )

    def entry(self) -> PersonEntry:
        handles = {Platform("slack"): self.slack, Platform("teams"): self.teams}
        return PersonEntry(
            email=Email(self.email),
            name=self.name,
            team=TeamId(self.team),
            locale=self.locale,
            timezone=self.timezone,
            handles={platform: id for platform, id in handles.items() if id is not None},
        )


class PeriodPart(Part):
    """The days in which a goal is worked on."""

    first: Day = Field(alias="from", description="The first day, as 2026-09-01.")
    last: Day = Field(alias="to", description="The last day, which is still part of it.")


class MeasurePart(Part):
    """A KPI or key result. It is shown beside the behaviours, never instead of them."""

    name: str = Field(description="What is measured.")
    unit: str = Field(description="What it is counted in.")
    start: FiniteFloat | None = Field(default=None, description="Where you are, as a number.")
    target: FiniteFloat | None = Field(default=None, description="Where you want to be, as a number.")
    by: Day | None = Field(default=None, description="The day by which.")

    def entry(self) -> Measure:
        return Measure(name=self.name, unit=self.unit, start=self.start, target=self.target, by=self.by)


class BehaviourPart(Part):
    """One observable action."""

    text: Words = Field(description="What one would see happen and when, in at most 300 characters.")
    arena: Arena = Field(description="Where it shows: meeting, work_moment, feedback or priority.")
    audience: Audience = Field(default=Audience.TEAM, description="Whose it is: team (each member) or leader.")

    def entry(self, locale: str) -> BehaviourEntry:
        return BehaviourEntry(text=_wording(self.text, locale), arena=self.arena, audience=self.audience)


class StopPart(Part):
    """What the team does less of to make room for the goal."""

    text: Words = Field(description="What you do less of.")
    reason: Words | None = Field(default=None, description="Why that can wait.")

    def entry(self, locale: str) -> StopItem:
        reason = _wording(self.reason, locale) if self.reason is not None else None
        return StopItem(text=_wording(self.text, locale), reason=reason)


class AnswersPart(Part):
    """The team's own answers to the three questions, all three."""

    meetings: Words = Field(description="Which meetings change?")
    strengthened: Words = Field(description="Which behaviours are strengthened?")
    prioritised_away: Words = Field(description="What is prioritised away?")

    def entry(self, locale: str) -> Answers:
        return Answers(
            meetings=_wording(self.meetings, locale),
            strengthened=_wording(self.strengthened, locale),
            prioritised_away=_wording(self.prioritised_away, locale),
        )


class GoalPart(Part):
    """What a team wants to reach."""

    key: str = Field(description="A short name that never changes, of a-z, digits, - and _.")
    team: str = Field(description="The key of the team whose goal it is.")
    title: Words = Field(description="What you want to reach, in at most 200 characters.")
    why: Words = Field(description="Why it matters.")
    period: PeriodPart = Field(description="From which day to which day: {from: 2026-09-01, to: 2026-12-31}.")
    measures: tuple[MeasurePart, ...] = Field(default=(), description="The figures that go with the goal.")
    behaviours: tuple[BehaviourPart, ...] = Field(
        description="Three to five things that one would see people do.", json_schema_extra=_SEVERAL
    )
    stop: tuple[StopPart, ...] = Field(default=(), description="What you do less of.")
    answers: AnswersPart | None = Field(default=None, description="The team's answers to the three questions.")
    focus: int | None = Field(
        default=None, description="Which of the behaviours the questions are about, counted from 1. A team has one."
    )

    def entry(self, locale: str) -> GoalEntry:
        return GoalEntry(
            key=GoalId(self.key),
            team=TeamId(self.team),
            title=_wording(self.title, locale),
            why=_wording(self.why, locale),
            first=self.period.first,
            last=self.period.last,
            behaviours=tuple(each.entry(locale) for each in self.behaviours),
            measures=tuple(each.entry() for each in self.measures),
            stop=tuple(each.entry(locale) for each in self.stop),
            answers=self.answers.entry(locale) if self.answers else None,
            focus=self.focus,
        )


class OrganisationFile(Part):
    """What does not stand in it is not in the organisation."""

    model_config = ConfigDict(title="Vardag's organisation file")

    organisation: OrganisationPart = Field(description="Its name, language, time zone and holidays.")
    teams: tuple[TeamPart, ...] = Field(min_length=1, description="All teams.")
    people: tuple[PersonPart, ...] = Field(min_length=1, description="All people.")
    goals: tuple[GoalPart, ...] = Field(default=(), description="All goals, at most three to a team.")

    def blueprint(self) -> Blueprint:
        """What the file says. A text without a language is in the organisation's."""
        return Blueprint(
            organisation=self.organisation.entry(),
            teams=tuple(each.entry() for each in self.teams),
            people=tuple(each.entry() for each in self.people),
            goals=tuple(each.entry(self.organisation.locale) for each in self.goals),
        )


def _wording(words: str | dict[str, str], locale: str) -> Wording:
    return Wording(texts=words if isinstance(words, dict) else {locale: words})
