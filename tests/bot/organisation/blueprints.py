"""Blueprints with nothing wrong, as many as one likes."""

from datetime import date, timedelta

from hypothesis import strategies as st

from dialogues.address import Platform
from dialogues.blueprint import BehaviourEntry, Blueprint, Email, GoalEntry, OrganisationEntry, PersonEntry, TeamEntry
from dialogues.goal import Answers, Arena, Audience, GoalId, Measure, StopItem
from dialogues.person import LANGUAGES, TeamId
from dialogues.phrase import Wording

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
days = st.dates(date(2026, 1, 1), date(2030, 1, 1))
zones = st.sampled_from(["Europe/Stockholm", "Europe/London", "UTC"])
numbers = st.floats(allow_nan=False, allow_infinity=False)


@st.composite
def measures(draw: st.DrawFn, name: str, first: date) -> Measure:
    start, target = draw(st.tuples(st.none() | numbers, st.none() | numbers).filter(lambda pair: pair[0] != pair[1]))
    by = draw(st.none() | st.just(first)) if target is not None else None
    return Measure(name=name, unit=draw(texts), start=start, target=target, by=by)


@st.composite
def goals(draw: st.DrawFn, key: str, team: TeamId, has_focus: bool) -> GoalEntry:
    first = draw(days)
    behaviours = [
        BehaviourEntry(text=each, arena=draw(st.sampled_from(Arena)), audience=draw(st.sampled_from(Audience)))
        for each in draw(st.lists(wordings, min_size=3, max_size=5).filter(are_different))
    ]
    team_behaviours = [n for n, each in enumerate(behaviours, 1) if each.audience is Audience.TEAM]
    return GoalEntry(
        key=GoalId(key),
        team=team,
        title=draw(wordings),
        why=draw(wordings),
        first=first,
        last=first + timedelta(days=draw(st.integers(0, 500))),
        behaviours=tuple(behaviours),
        measures=tuple(draw(measures(name, first)) for name in draw(st.lists(texts, unique=True, max_size=2))),
        stop=tuple(draw(st.lists(st.builds(StopItem, text=wordings, reason=st.none() | wordings), max_size=2))),
        answers=draw(
            st.none() | st.builds(Answers, meetings=wordings, strengthened=wordings, prioritised_away=wordings)
        ),
        focus=draw(st.sampled_from(team_behaviours)) if has_focus and team_behaviours else None,
    )


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
        )
        for place, key in enumerate(keys)
    )
    return Blueprint(
        organisation=OrganisationEntry(
            name=draw(texts),
            locale=draw(st.sampled_from(LANGUAGES)),
            timezone=draw(zones),
            holidays=draw(st.sampled_from([None, "SE", "NO", "DE-BY"])),
        ),
        teams=teams,
        people=people,
        goals=tuple(draw(goals(f"goal-{n}", keys[0], n == 0)) for n in range(draw(st.integers(0, 2)))),
    )


def are_different(texts: list[Wording]) -> bool:
    every = [text for wording in texts for text in set(wording.texts.values())]
    return len(every) == len(set(every))
