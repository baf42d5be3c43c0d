"""The app's icons, drawn here: a tick that is also a V."""

import struct
import zlib
from collections.abc import Callable
from itertools import pairwise
from math import hypot

#: The tick's corners in a unit square, and how thick it is drawn.
TICK = ((0.30, 0.44), (0.46, 0.70), (0.72, 0.28))
THICK = 0.10

DARK, LIGHT = (0x1F, 0x3A, 0x34), (0xFF, 0xFF, 0xFF)


def color(side: int) -> bytes:
    """A PNG of `side` pixels a side: the tick in white on the app's own colour, to the edge."""
    return _png(side, lambda inked: (*_mixed(inked), 255), larger=1.0)


def outline(side: int) -> bytes:
    """A PNG of `side` pixels a side: the tick in white on nothing."""
    return _png(side, lambda inked: (*LIGHT, round(255 * inked)), larger=1.6)


def _mixed(inked: float) -> tuple[int, int, int]:
    red, green, blue = (round(dark + inked * (light - dark)) for dark, light in zip(DARK, LIGHT, strict=True))
    return red, green, blue


def _png(side: int, pixel: Callable[[float], tuple[int, int, int, int]], *, larger: float) -> bytes:
    """https://www.w3.org/TR/png-3/: eight bits a channel with transparency, every line unfiltered."""
    rows = (
        b"\0" + bytes(value for x in range(side) for value in pixel(_inked(x, y, side, larger))) for y in range(side)
    )
    header = struct.pack(">IIBBBBB", side, side, 8, 6, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(b"".join(rows), 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, data) for name, data in chunks)


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def _inked(x: int, y: int, side: int, larger: float) -> float:
    """How much of a pixel the tick covers, from 0 to 1."""
    here = tuple(0.5 + ((at + 0.5) / side - 0.5) / larger for at in (x, y))
    away = min(_distance(here[0], here[1], *start, *end) for start, end in pairwise(TICK))
    return min(max(0.5 + (THICK / 2 - away) * side * larger, 0.0), 1.0)


def _distance(x: float, y: float, x0: float, y0: float, x1: float, y1: float) -> float:
    """From a point to a line between two others."""
    dx, dy = x1 - x0, y1 - y0
    along = min(max(((x - x0) * dx + (y - y0) * dy) / (dx * dx + dy * dy), 0.0), 1.0)
    return hypot(x - x0 - along * dx, y - y0 - along * dy)
