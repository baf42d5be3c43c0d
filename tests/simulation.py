"""How often the words of a change (domain.md §5.4) are right and wrong, in simulated teams: `make simulate`.

A team of `people` answers in six windows of two weeks. In the first two, which are the baseline, each answers yes with
one chance, and after that with another. Either the answers are independent, or each person has a chance of their own,
from a beta distribution in which two answers of the same person correlate as `interval.CORRELATION` says; when the
team's share changes, they keep their place among the others.
"""

import sys
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from math import comb
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.special import betaincinv

from dialogues.statistics.change import BASELINE, LATEST, UP, Change, Comparison, verdict
from dialogues.statistics.interval import CORRELATION, Counted

SEED: Final = 54
WEEKS_EACH: Final = 2
#: The first at which something can be clear: a comparison at this window, and one at the window before.
WINDOWS: Final = BASELINE + LATEST + 1
TEAMS: Final = 20_000
#: The document's figures are whole per cent, simulated as these are.
POINTS_APART: Final = 2.0


class Figures(NamedTuple):
    """In per cent of teams at the twelfth week."""

    false_clear: float
    false_likely: float
    clear_80: float
    likely_80: float
    clear_70: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Teams:
    """So many people answer in each window, and each answers as before, or not."""

    people: int
    same_people: bool


#: The table of domain.md §5.4.
DOCUMENT: Final[Mapping[Teams, Figures]] = {
    Teams(people=6, same_people=False): Figures(3.2, 10, 45, 68, 25),
    Teams(people=6, same_people=True): Figures(0.7, 4, 50, 71, 20),
    Teams(people=8, same_people=False): Figures(3.2, 10, 56, 76, 29),
    Teams(people=8, same_people=True): Figures(0.7, 5, 61, 83, 26),
    Teams(people=12, same_people=False): Figures(2.7, 10, 74, 89, 39),
    Teams(people=12, same_people=True): Figures(0.5, 3, 80, 94, 39),
}


def main() -> None:
    """Prints the table; ends with 1 where a figure is not as in the document."""
    print(
        f"What is said after {WINDOWS * WEEKS_EACH} weeks, in % of {TEAMS} simulated teams (domain.md §5.4 in brackets)"
    )
    print(f"{'':28}{'no change':^28}{'50 -> 80 %':^28}{'50 -> 70 %':^14}{'sign test,':>14}")
    print(f"{'people':8}{'answers':20}", end="")
    print("".join(f"{each:^14}" for each in ("clearly up", "probably up") * 2), f"{'clearly up':^14}{'50 -> 80 %':>13}")
    apart = 0
    for teams, document in DOCUMENT.items():
        found, signs = figures(teams, TEAMS), crossed(teams, TEAMS)
        print(f"{teams.people:<8}{'of the same people' if teams.same_people else 'independent':20}", end="")
        print(
            "".join(f"{each:6.1f} ({as_in:>4g}) " for each, as_in in zip(found, document, strict=True)),
            f"{signs:13.1f}",
        )
        apart += sum(abs(each - as_in) > POINTS_APART for each, as_in in zip(found, document, strict=True))
    print(f"{apart} of {len(DOCUMENT) * len(Figures._fields)} are more than {POINTS_APART:g} from the document")
    sys.exit(min(apart, 1))


def figures(teams: Teams, runs: int) -> Figures:
    """Simulated in so many teams. The same again each time."""
    same, far, near = (_verdicts(answers(teams, after, runs)) for after in (0.5, 0.8, 0.7))
    clear = (Change.CLEAR_UP,)
    told = ((same, clear), (same, UP), (far, clear), (far, UP), (near, clear))
    return Figures(*(100 * sum(found[each] for each in words) / runs for found, words in told))


def crossed(teams: Teams, runs: int) -> float:
    """In how many per cent the exact sign test finds 50 -> 80 %. It looks at each person: nobody is ever shown it."""
    given = answers(teams, 0.8, runs)
    steps = given[:, -LATEST:].mean(axis=1) - given[:, :BASELINE].mean(axis=1)
    changed = Counter(zip((steps > 0).sum(axis=1).tolist(), (steps < 0).sum(axis=1).tolist(), strict=True))
    found = sum(times for (up, down), times in changed.items() if up > down and sign_test(up, down) <= 0.05)
    return 100 * found / runs


def sign_test(up: int, down: int) -> float:
    """How probable it is that chance alone lets so many of those who changed go one way, or more."""
    changed = up + down
    tail = sum(comb(changed, each) for each in range(min(up, down) + 1)) / float(2**changed)
    return min(1.0, 2 * tail)


def answers(teams: Teams, after: float, runs: int) -> NDArray[np.bool_]:
    """Who answered yes: of each team, in each window, each person. Half of them did before."""
    random = np.random.default_rng(SEED)
    chances = [0.5] * BASELINE + [after] * (WINDOWS - BASELINE)
    places = random.random((runs, teams.people))
    weight = (1 - CORRELATION) / CORRELATION
    own = [betaincinv(each * weight, (1 - each) * weight, places) if teams.same_people else each for each in chances]
    return np.stack([random.random((runs, teams.people)) < each for each in own], axis=1)


def _verdicts(given: NDArray[np.bool_]) -> Counter[Change]:
    """How often each word is said at the last window."""
    _, windows, people = given.shape
    yes = given.sum(axis=2)
    before = yes[:, :BASELINE].sum(axis=1)
    now, previous = (yes[:, last - LATEST : last].sum(axis=1) for last in (windows, windows - 1))
    said: Counter[Change] = Counter()
    for (start, end, earlier), times in Counter(
        zip(*(each.tolist() for each in (before, now, previous)), strict=True)
    ).items():
        word = verdict(_comparison(start, end, people), _comparison(start, earlier, people))
        said[word] += times
    return said


def _comparison(before: int, after: int, people: int) -> Comparison:
    return Comparison(before=Counted(before, BASELINE * people), after=Counted(after, LATEST * people), people=people)


if __name__ == "__main__":
    main()
