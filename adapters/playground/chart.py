"""Where the parts of a chart go. All measures are those of the drawing's own coordinates."""

from dataclasses import dataclass
from itertools import pairwise

from dialogues.message import Chart

WIDTH = 320.0
ROW = 38.0
EDGE = 12.0
#: Room for the labels under the picture.
FOOT = 26.0
#: About how wide a letter is.
LETTER = 7.4
LONGEST_LABEL = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A text or a dot at a place."""

    x: float
    y: float
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """`bands` carry the words of the levels, highest on top; `dots` are the points, oldest first."""

    width: float
    height: float
    left: float
    row: float
    bands: tuple[Mark, ...]
    dots: tuple[Mark, ...]
    path: str
    labels: tuple[Mark, ...]


def draw(chart: Chart[str]) -> Drawing:
    """The chart with one row for each level and the points in the middle of their rows."""
    count = len(chart.levels)
    left = EDGE + LETTER * max((len(_short(level)) for level in chart.levels), default=0)
    # The newest point stands over the middle of its label.
    right = WIDTH - max(2 * EDGE, EDGE / 2 + LETTER * len(_short(chart.points[-1].label)) / 2 if chart.points else 0)
    bottom = ROW * count
    bands = tuple(
        Mark(x=0, y=bottom - ROW * (number + 1), text=_short(level)) for number, level in enumerate(chart.levels)
    )
    dots = tuple(
        Mark(x=_across(number, len(chart.points), left, right), y=bottom - ROW * (point.level + 0.5))
        for number, point in enumerate(chart.points)
    )
    path = " ".join(f"{'L' if number else 'M'}{dot.x:.1f} {dot.y:.1f}" for number, dot in enumerate(dots))
    return Drawing(
        width=WIDTH,
        height=bottom + FOOT,
        left=left,
        row=ROW,
        bands=bands,
        dots=dots,
        path=path,
        labels=_labels([_short(point.label) for point in chart.points], dots, bottom + FOOT - 8),
    )


def _across(number: int, count: int, left: float, right: float) -> float:
    first = left + 2 * EDGE
    return right if count == 1 else first + (right - first) * number / (count - 1)


def _labels(texts: list[str], dots: tuple[Mark, ...], y: float) -> tuple[Mark, ...]:
    """As many labels as there is room for, counted from the newest, which is always there."""
    need = LETTER * max(map(len, texts), default=0) + EDGE
    gap = min((b.x - a.x for a, b in pairwise(dots)), default=WIDTH)
    every = max(1, -int(-need // gap))
    shown = range(len(dots) - 1, -1, -every)
    return tuple(Mark(x=dots[number].x, y=y, text=texts[number]) for number in reversed(shown))


def _short(text: str) -> str:
    return text if len(text) <= LONGEST_LABEL else f"{text[: LONGEST_LABEL - 1]}…"
