"""Where the parts of a picture go: across in per cent of its width, so that letters keep their size on any screen, and
down in pixels."""

from dataclasses import dataclass

from dialogues.report.report import Curve, Spot

#: The plot's edges.
LEFT, RIGHT = 8.0, 93.0
TOP, BOTTOM = 30.0, 150.0
HEIGHT = 186.0
#: So many values and labels stand beside each other.
MOST = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """A value at its place, and what stands above and below it, if there is room. What is `spare` is left out where it
    is narrow."""

    x: float
    y: float
    said: str
    label: str
    spare: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """A curve's dots, oldest first, and the heights of its lines."""

    dots: tuple[Dot, ...]
    lines: tuple[float, ...]
    height: float = HEIGHT
    foot: float = HEIGHT - 12


def draw(curve: Curve[str]) -> Drawing:
    """The curve from edge to edge, the newest value always named."""
    last = len(curve.spots) - 1
    every = -(-len(curve.spots) // MOST)
    return Drawing(
        dots=tuple(
            Dot(
                x=_across(place, last),
                y=_down(spot, curve),
                said=spot.said if (last - place) % every == 0 else "",
                label=spot.label if (last - place) % every == 0 else "",
                spare=(last - place) % (2 * every) != 0,
            )
            for place, spot in enumerate(curve.spots)
        ),
        lines=(TOP, BOTTOM),
    )


def _across(place: int, last: int) -> float:
    return LEFT + (RIGHT - LEFT) * place / last


def _down(spot: Spot[str], curve: Curve[str]) -> float:
    room = curve.scale.highest - curve.scale.lowest
    part = (spot.value - curve.scale.lowest) / room if room else 0.5
    return BOTTOM - (BOTTOM - TOP) * part
