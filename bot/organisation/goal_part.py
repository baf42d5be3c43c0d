"""The shape of goals in the organisation file, key by key. What each key means is written here for editors and for
errors."""

from typing import Annotated

from pydantic import Field, FiniteFloat, JsonValue

from bot.organisation.part import Address, Day, Flag, Part, Words, some_wording, wording
from dialogues.blueprint.entries import BehaviourEntry, Email, GoalEntry
from dialogues.goal import (
    BEHAVIOURS_PER_GOAL,
    Answers,
    Arena,
    Audience,
    GoalId,
    Guidance,
    Perspective,
    State,
    StopItem,
)
from dialogues.measure import Cadence, Kind, Measure, Measured
from dialogues.person import TeamId

_SEVERAL: dict[str, JsonValue] = {"maxItems": BEHAVIOURS_PER_GOAL.stop - 1}

#: No more than any database counts to.
Count = Annotated[int, Field(ge=0, le=1_000_000)]


class PeriodPart(Part):
    """The days in which a goal is worked on."""

    first: Day = Field(alias="from", description="The first day, as 2026-09-01.")
    last: Day = Field(alias="to", description="The last day, which is still part of it.")


class GuidancePart(Part):
    """What the three guiding questions led to."""

    experience: Words | None = Field(default=None, description="What should somebody experience once you are there?")
    signals: Words | None = Field(default=None, description="What would one see people do if it were so?")
    follow_up: Words | None = Field(default=None, description="What does the lead follow up more often?")

    def entry(self, locale: str) -> Guidance:
        return Guidance(
            experience=some_wording(self.experience, locale),
            signals=some_wording(self.signals, locale),
            follow_up=some_wording(self.follow_up, locale),
        )


class MeasurePart(Part):
    """A KPI or key result. It is shown beside the behaviours, never instead of them."""

    name: str = Field(description="What is measured.")
    unit: str = Field(description="What it is counted in.")
    kind: Kind = Field(
        default=Kind.KPI, description="kpi, or key_result for one that goes from a start to a target by a day."
    )
    start: FiniteFloat | None = Field(default=None, description="Where you are, as a number.")
    target: FiniteFloat | None = Field(default=None, description="Where you want to be, as a number.")
    by: Day | None = Field(default=None, description="The day by which.")
    cadence: Cadence | None = Field(
        default=None, description="How often there is a new value: weekly, monthly, quarterly or yearly."
    )
    owner: Address | None = Field(default=None, description="The e-mail of the person who keeps it.")
    values: dict[Day, FiniteFloat] = Field(default={}, description="What was measured, by day: {2026-09-30: 67.5}.")

    def entry(self) -> Measure:
        return Measure(
            name=self.name,
            unit=self.unit,
            kind=self.kind,
            start=self.start,
            target=self.target,
            by=self.by,
            cadence=self.cadence,
            owner=self.owner,
            values=tuple(Measured(day=day, value=value) for day, value in sorted(self.values.items())),
        )


class BehaviourPart(Part):
    """One observable action."""

    text: Words = Field(description="What one would see happen and when, in at most 300 characters.")
    arena: Arena = Field(description="Where it shows: meeting, work_moment, feedback or priority.")
    audience: Audience = Field(default=Audience.TEAM, description="Whose it is: team (each member) or leader.")
    exception: Words | None = Field(
        default=None, description="Why it stands although the check says that one cannot see it. The team reads this."
    )
    confirmed: Flag = Field(
        default=False,
        description="true when two members of the team have said that two colleagues could each tell whether it "
        "happened.",
    )
    version: Count = Field(
        default=1, ge=1, description="Which wording of it this is. Vardag writes it; leave it as it is."
    )

    def entry(self, locale: str) -> BehaviourEntry:
        return BehaviourEntry(
            text=wording(self.text, locale),
            arena=self.arena,
            audience=self.audience,
            exception=some_wording(self.exception, locale),
            confirmed=self.confirmed,
            version=self.version,
        )


class StopPart(Part):
    """What the team does less of to make room for the goal."""

    text: Words = Field(description="What you do less of.")
    reason: Words | None = Field(default=None, description="Why that can wait.")
    since: Day | None = Field(default=None, description="The day from which.")
    review: Day | None = Field(default=None, description="The day on which you look at it again.")

    def entry(self, locale: str) -> StopItem:
        return StopItem(
            text=wording(self.text, locale),
            reason=some_wording(self.reason, locale),
            since=self.since,
            review=self.review,
        )


class AnswersPart(Part):
    """The team's own answers to the three questions."""

    meetings: Words | None = Field(default=None, description="Which meetings change?")
    strengthened: Words | None = Field(default=None, description="Which behaviours are strengthened?")
    prioritised_away: Words | None = Field(
        default=None, description="What is prioritised away? Where it is nothing, why?"
    )

    def entry(self, locale: str) -> Answers:
        return Answers(
            meetings=some_wording(self.meetings, locale),
            strengthened=some_wording(self.strengthened, locale),
            prioritised_away=some_wording(self.prioritised_away, locale),
        )


class GoalPart(Part):
    """What a team or the whole organisation wants to reach."""

    key: str = Field(description="A short name that never changes, of a-z, digits, - and _.")
    team: str | None = Field(
        default=None, description="The key of the team whose goal it is; without one it is the whole organisation's."
    )
    title: Words = Field(description="What you want to reach, in at most 200 characters.")
    why: Words = Field(description="Why it matters.")
    period: PeriodPart = Field(description="From which day to which day: {from: 2026-09-01, to: 2026-12-31}.")
    state: State = Field(
        default=State.UNTRANSLATED, description="Where it is: draft, untranslated, active, resting or closed."
    )
    owner: Address | None = Field(default=None, description="The e-mail of the person who answers for it.")
    perspective: Perspective | None = Field(
        default=None, description="Of the Balanced Scorecard: finance, customer, process or learning."
    )
    above: str | None = Field(
        default=None, description="The key of the goal of the whole organisation that this one translates."
    )
    everyday: Words | None = Field(
        default=None, description="One line on how the goal above looks in this team's everyday."
    )
    guidance: GuidancePart = Field(
        default=GuidancePart(), description="What the three guiding questions led to, for whoever translates it."
    )
    measures: tuple[MeasurePart, ...] = Field(default=(), description="The figures that go with the goal.")
    behaviours: tuple[BehaviourPart, ...] = Field(
        default=(),
        description="Three to five things that one would see people do; fewer while it is not active.",
        json_schema_extra=_SEVERAL,
    )
    stop: tuple[StopPart, ...] = Field(default=(), description="What you do less of.")
    answers: AnswersPart = Field(
        default=AnswersPart(), description="The team's answers to the three questions, all three once it is active."
    )
    focus: int | None = Field(
        default=None, description="Which of the behaviours the questions are about, counted from 1. A team has one."
    )
    trade_off: Words | None = Field(
        default=None,
        description="What the team gives up for it, where it is a fourth active goal. The team reads this.",
    )
    version: Count = Field(
        default=0, description="How often it has been changed in chat. Vardag writes it; leave it as it is."
    )

    def entry(self, locale: str) -> GoalEntry:
        return GoalEntry(
            key=GoalId(self.key),
            team=TeamId(self.team) if self.team is not None else None,
            title=wording(self.title, locale),
            why=wording(self.why, locale),
            first=self.period.first,
            last=self.period.last,
            state=self.state,
            owner=Email(self.owner) if self.owner is not None else None,
            perspective=self.perspective,
            above=GoalId(self.above) if self.above is not None else None,
            everyday=some_wording(self.everyday, locale),
            guidance=self.guidance.entry(locale),
            behaviours=tuple(each.entry(locale) for each in self.behaviours),
            measures=tuple(each.entry() for each in self.measures),
            stop=tuple(each.entry(locale) for each in self.stop),
            answers=self.answers.entry(locale),
            focus=self.focus,
            trade_off=some_wording(self.trade_off, locale),
            version=self.version,
        )
