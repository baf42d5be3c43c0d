"""What of the published readings may leave Vardag: what the teams were told, and no more (domain.md §5.2, R8, R13).

No figure is exact, and no count is there: a share of fewer than ten people is a word, else tens of per cent; how many
took part is a word. What teams say of their lead's practice is theirs and their lead's, and stays (R9).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from dialogues import reading, share
from dialogues.goal import Goal
from dialogues.person import Organisation
from dialogues.phrase import Phrase, Wording
from dialogues.pulse.item import ITEMS, ItemId
from dialogues.window import Reading

#: What teams say of their lead.
OF_LEADS: Final = (ItemId.LEAD_MEET, ItemId.LEAD_FB, ItemId.LEAD_PRIO)

Cell = None | str | int | date | Wording | Phrase | Sequence[str]
Row = Mapping[str, Cell]

#: Every row has these, in this order.
COLUMNS: Final = (
    *("id", "team", "team_name", "goal", "goal_title", "behaviour", "behaviour_text"),
    *("question", "question_text", "first", "last"),
    *("said", "share", "percent", "lower", "upper", "option", "people", "took_part", "change", "obstacles"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """A reading with the names of what it is about."""

    reading: Reading
    team: str
    goal: Wording | None = None
    behaviour: Wording | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """Everything that an organisation has published until its local day `today`, the oldest first. `goals` are all of
    them, the closed ones too."""

    organisation: Organisation
    today: date
    published: tuple[Published, ...]
    goals: tuple[Goal, ...]


def rows(publication: Publication) -> Iterator[Row]:
    """One for each reading that may leave."""
    for each in publication.published:
        if each.reading.item not in OF_LEADS:
            yield _row(each, publication.goals)


def _row(of: Published, goals: Sequence[Goal]) -> Row:
    one = of.reading
    took_part = reading.took_part(one)
    return {
        "id": one.window,
        "team": one.team,
        "team_name": of.team,
        "goal": one.goal,
        "goal_title": of.goal,
        "behaviour": one.behaviour,
        "behaviour_text": of.behaviour,
        "question": one.item.value,
        "question_text": one.text,
        "first": one.first,
        "last": one.last,
        "said": reading.said(one, goals),
        **_share(one, goals),
        "people": "10+" if one.people >= share.PERCENT_FROM else "5-9",
        "took_part": took_part.name.lower() if took_part is not None else None,
        "change": one.change.value if one.change is not None else None,
        "obstacles": sorted(one.obstacles),
    }


def _share(one: Reading, goals: Sequence[Goal]) -> Row:
    """How many, as it was said."""
    if ITEMS[one.item].scale.yes:
        return _counted(one.yes, one.people) if reading.is_certain(one) else _nothing("too_few")
    chosen = reading.top(one, goals)
    return _nothing("apart") if chosen is None else {**_counted(one.counts[chosen], one.people), "option": chosen}


def _counted(part: int, whole: int) -> dict[str, Cell]:
    tens = share.tens(part, whole)
    if tens is None:
        return _nothing(share.band(part, whole).name.lower())
    word = {share.LEAST: "at_most", share.MOST: "at_least"}.get(tens.percent, "about")
    return {"share": word, "percent": tens.percent, "lower": tens.lower, "upper": tens.upper, "option": None}


def _nothing(word: str) -> dict[str, Cell]:
    return {"share": word, "percent": None, "lower": None, "upper": None, "option": None}
