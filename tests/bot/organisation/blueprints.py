"""Blueprints with nothing wrong, as many as one likes."""

from datetime import date, time, timedelta
from typing import cast

from hypothesis import strategies as st

from dialogues.address import Platform
from dialogues.blueprint.entries import (
    BehaviourEntry,
    Blueprint,
    Email,
    GoalEntry,
    OrganisationEntry,
    PersonEntry,
    TeamEntry,
)
from dialogues.calendar import Break
from dialogues.goal import Answers, Arena, Audience, GoalId, Guidance, Perspective, State, StopItem
from dialogues.measure import Cadence, Kind, Measure, Measured
from dialogues.nothing import is_bare_nothing
from dialogues.person import LANGUAGES, TeamId
from dialogues.phrase import Wording
from dialogues.pulse.custom import Question, QuestionKey, QuestionKind
from dialogues.rules import KEEP_ANSWERS, KEEP_TEXTS, KS, PERCENT, USUAL, Reference, Rules
from dialogues.situation import Days, Situation

KEYS = ("a", "b-2", "c_3", "null", "0", "007", "2026-09-01", "yes")
TRICKY = (
    "null",
    "~",
    "yes",
    "NO",
    "007",
    "1e3",
    "2026-09-01",
    "- a",
    "a: b",
    "# a",
    "'",
    '"',
    "{",
    "[",
    "*a",
    "&a",
    "!a",
    "%",
    "@",
    "=",
    "<<",
    "🙂",
    "å",
    "\\n",
)

texts = st.one_of(
    st.sampled_from(TRICKY),
    st.text(st.characters(exclude_categories=["C", "Z"], include_characters=" "), min_size=1, max_size=40)
    .map(str.strip)
    .filter(bool),
)
wordings = st.dictionaries(st.sampled_from(LANGUAGES), texts, min_size=1).map(lambda texts: Wording(texts=texts))
maybe = st.none() | wordings
days = st.dates(date(2026, 1, 1), date(2030, 1, 1))
zones = st.sampled_from(["Europe/Stockholm", "Europe/London", "UTC"])
numbers = st.floats(allow_nan=False, allow_infinity=False)

Owners = st.SearchStrategy[str | None]
counts = st.integers(0, 1_000_000)
stop_items = st.builds(StopItem, text=wordings, reason=maybe, since=st.none() | days, review=st.none() | days)

SITUATIONS = (Situation(text=Wording(texts={"sv": "mötet börjar"}), days=Days.TUESDAY, at=time(9, 15)),)
rules = st.builds(
    Rules,
    k=st.sampled_from(KS),
    keep_answers=st.sampled_from(KEEP_ANSWERS),
    keep_texts=st.sampled_from(KEEP_TEXTS),
    reference=st.just(USUAL.reference) | st.builds(Reference, percent=st.sampled_from(PERCENT), source=wordings),
    digest_in_channel=st.booleans(),
)
BREAKS = (Break(first="12-20", last="01-06"), Break(first="W28", last="W31"))


@st.composite
def measures(draw: st.DrawFn, name: str, first: date, owners: Owners) -> Measure:
    start, target = draw(st.tuples(st.none() | numbers, st.none() | numbers).filter(lambda pair: pair[0] != pair[1]))
    by = draw(st.none() | st.just(first)) if target is not None else None
    is_whole = None not in (start, target, by)
    values = draw(st.dictionaries(days, numbers, max_size=3))
    return Measure(
        name=name,
        unit=draw(texts),
        kind=draw(st.sampled_from(Kind)) if is_whole else Kind.KPI,
        start=start,
        target=target,
        by=by,
        cadence=draw(st.none() | st.sampled_from(Cadence)),
        owner=draw(owners),
        values=tuple(Measured(day=day, value=values[day]) for day in sorted(values)),
    )


def behaviours(state: State, version: int) -> st.SearchStrategy[list[BehaviourEntry]]:
    """Whatever they say, somebody has written why it stands."""
    confirmed = st.just(True) if state is State.ACTIVE and not version else st.booleans()
    entry = st.builds(
        BehaviourEntry,
        text=wordings,
        arena=st.sampled_from(Arena),
        audience=st.sampled_from(Audience),
        exception=wordings,
        confirmed=confirmed,
        version=st.integers(1, 1_000_000),
    )
    return st.lists(entry, min_size=3 if state is State.ACTIVE else 0, max_size=5).filter(are_different)


@st.composite
def goals(
    draw: st.DrawFn,
    key: str,
    team: TeamId | None,
    owners: Owners,
    *,
    above: GoalId | None = None,
) -> GoalEntry:
    first = draw(days)
    state = draw(st.sampled_from([state for state in State if team is not None or state is not State.ACTIVE]))
    version = draw(counts)
    entries = draw(behaviours(state, version))
    of_team = [n for n, each in enumerate(entries, 1) if each.audience is Audience.TEAM]
    some = wordings if state is State.ACTIVE else maybe
    answered = wordings.filter(lambda each: not any(map(is_bare_nothing, each.texts.values())))
    return GoalEntry(
        key=GoalId(key),
        team=team,
        title=draw(wordings),
        why=draw(wordings),
        first=first,
        last=first + timedelta(days=draw(st.integers(0, 500))),
        state=state,
        owner=cast("Email | None", draw(owners)),
        perspective=draw(st.none() | st.sampled_from(Perspective)),
        above=above,
        everyday=draw(maybe) if above is not None else None,
        guidance=draw(st.builds(Guidance, experience=maybe, signals=maybe, follow_up=maybe)),
        behaviours=tuple(entries),
        measures=tuple(draw(measures(name, first, owners)) for name in draw(st.lists(texts, unique=True, max_size=2))),
        stop=tuple(draw(st.lists(stop_items, max_size=2))),
        answers=draw(
            st.builds(
                Answers,
                meetings=some,
                strengthened=some,
                prioritised_away=answered if state is State.ACTIVE else st.none() | answered,
            )
        ),
        # Of a team's goals at most one has a focus; here that is the first.
        focus=draw(st.sampled_from(of_team)) if key == "goal-0" and of_team else None,
        trade_off=draw(maybe),
        version=version,
    )


some_questions = st.lists(
    st.builds(Question, key=st.sampled_from(KEYS).map(QuestionKey), kind=st.sampled_from(QuestionKind), text=wordings),
    max_size=2,
    unique_by=lambda question: question.key,
).map(tuple)


@st.composite
def some_goals(draw: st.DrawFn, teams: list[TeamId], owners: Owners) -> tuple[GoalEntry, ...]:
    """None, or one of the whole organisation with one under it and others beside it."""
    if draw(st.booleans()):
        return ()
    whole = draw(goals("whole", None, owners))
    under = draw(goals("goal-0", teams[0], owners, above=draw(st.sampled_from([None, whole.key]))))
    beside = [draw(goals(f"goal-{n}", teams[-1], owners)) for n in range(1, draw(st.integers(1, 3)))]
    return tuple(draw(st.permutations([whole, under, *beside])))


@st.composite
def blueprints(draw: st.DrawFn) -> Blueprint:
    keys = [TeamId(key) for key in draw(st.lists(st.sampled_from(KEYS), min_size=1, max_size=3, unique=True))]
    people = tuple(
        PersonEntry(
            email=Email(f"{name}@example.com"),
            name=draw(texts),
            team=draw(st.sampled_from(keys)),
            locale=draw(st.sampled_from([None, *LANGUAGES])),
            timezone=draw(st.none() | zones),
            holidays=draw(st.sampled_from([None, "DK"])),
            started=draw(st.none() | st.dates(min_value=date(2020, 1, 1), max_value=date(2030, 1, 1))),
            handles=draw(st.sampled_from([{}, {Platform("slack"): f"U{name.upper()}"}])),
        )
        for name in draw(st.lists(st.sampled_from("abcdefgh"), min_size=1, unique=True))
    )
    teams = tuple(
        TeamEntry(
            key=key,
            name=draw(texts),
            lead=draw(st.sampled_from([None, *(person.email for person in people if person.team != key)])),
            above=draw(st.sampled_from([None, *keys[:place]])),
            situations=draw(st.sampled_from([(), SITUATIONS])),
            channels=draw(
                st.sampled_from([{}, {Platform("teams"): f"19:{place}@thread.tacv2"}, {Platform("slack"): f"C{place}"}])
            ),
        )
        for place, key in enumerate(keys)
    )
    return Blueprint(
        organisation=OrganisationEntry(
            name=draw(texts),
            locale=draw(st.sampled_from(LANGUAGES)),
            timezone=draw(zones),
            holidays=draw(st.sampled_from([None, "SE", "NO", "DE-BY"])),
            breaks=draw(st.sampled_from([None, (), BREAKS])),
            rules=draw(rules),
        ),
        teams=teams,
        people=people,
        questions=draw(some_questions),
        goals=draw(some_goals(keys, st.sampled_from([None, *(person.email for person in people)]))),
    )


def are_different(behaviours: list[BehaviourEntry]) -> bool:
    return all(each.text != other.text for n, each in enumerate(behaviours) for other in behaviours[:n])
