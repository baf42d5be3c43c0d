"""Finding what somebody means by a few words, with their typing errors."""

from collections.abc import Sequence
from difflib import get_close_matches

from dialogues.goal import Goal, Perspective
from dialogues.person import Team
from dialogues.words import spellings

#: How alike a word has to be to what it was probably meant to be, from 0 to 1.
ALIKE = 0.7
#: No more of what somebody wrote is compared: comparing takes time.
LONGEST = 100

PERSPECTIVES = {
    "finance": Perspective.FINANCE,
    "ekonomi": Perspective.FINANCE,
    "customer": Perspective.CUSTOMER,
    "kund": Perspective.CUSTOMER,
    "process": Perspective.PROCESS,
    "learning": Perspective.LEARNING,
    "lärande": Perspective.LEARNING,
}


def team_called(words: str, teams: Sequence[Team]) -> Team | None:
    """The team with this key or name, else the only one whose name it begins, else the one that was probably meant."""
    wanted = words.casefold().strip()[:LONGEST]
    if not wanted:
        return None
    names = {name: each for each in reversed(teams) for name in (each.name.casefold(), each.id)}
    beginning = [each for each in teams if each.name.casefold().startswith(wanted)]
    if wanted in names:
        return names[wanted]
    if len(beginning) == 1:
        return beginning[0]
    close = get_close_matches(wanted, names, n=1, cutoff=ALIKE)
    return names[close[0]] if close else None


def goals_called(words: str, goals: Sequence[Goal]) -> tuple[Goal, ...]:
    """The goals in whose title the words stand, in any language, and those of the perspective that they name."""
    wanted = words.casefold().strip()
    if not wanted:
        return ()
    perspective = PERSPECTIVES.get(wanted)
    return tuple(
        each
        for each in goals
        if any(wanted in title.casefold() for title in each.title.texts.values())
        or (perspective is not None and each.perspective is perspective)
    )


def suggestion(words: str, goals: Sequence[Goal]) -> str | Goal | None:
    """What was probably meant: one of our words, or a goal by its title or by a longer word of it."""
    titles = {title.casefold()[:LONGEST]: each for each in goals for title in each.title.texts.values()}
    parts = {part: each for title, each in titles.items() for part in title.split() if len(part) > 3}
    wanted = words.casefold().strip()[:LONGEST]
    whole: dict[str, str | Goal] = {**{each: each for each in spellings()}, **titles}
    for known in (whole, parts):
        close = get_close_matches(wanted, known, n=1, cutoff=ALIKE)
        if close:
            return known[close[0]]
    return None
