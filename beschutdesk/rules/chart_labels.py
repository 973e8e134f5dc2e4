"""Where the values of a stair stand: beside their points, never over each other, and moved before one is left out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

_LEAST_GAP: Final = 4.0
_NEAR: Final = 3.0
"""White between a dot and its value."""
_ROWS: Final = 4
"""How many rows up or down a value may move."""
_SHIFTS: Final = (0.0, 0.6, -0.6, 1.2, -1.2)
"""How far a value may move aside, in its own widths."""

Spot = tuple[float, float, float, float]
"""A rectangle: left, foot, right, top."""


@dataclass(frozen=True, slots=True)
class Room:
    """Where labels may stand, in points with the origin at the lower left."""

    left: float
    foot: float
    right: float
    top: float


@dataclass(frozen=True, slots=True)
class Placed:
    """A label that found its place.

    Attributes:
        number: of the point.
        x, y: its left side and the foot of its letters.
        away: whether it stands so far off that a line to its point is needed.
    """

    number: int
    x: float
    y: float
    away: bool


def placed(
    points: Sequence[tuple[float, float]],
    widths: Sequence[float],
    tall: float,
    radius: float,
    room: Room,
    taken: Sequence[Spot] = (),
) -> Iterator[Placed]:
    """A place for every label, the latest point first; one for which there is none is left out.

    Args:
        points: of which they tell.
        widths: of the labels.
        tall: how high letters are.
        radius: of a dot.
        room: where they may stand.
        taken: what stands there already.
    """
    used = [*taken, *((x - radius, y - radius, x + radius, y + radius) for x, y in points)]
    for number in range(len(points) - 1, -1, -1):
        falls = number > 0 and points[number][1] < points[number - 1][1]
        for start, foot, away in _tries(points[number], widths[number], tall, radius, room, falls=falls):
            spot = (start, foot - 1, start + widths[number], foot + tall)
            if room.foot <= spot[1] and spot[3] <= room.top and not any(_meet(spot, other) for other in used):
                used.append(spot)
                yield Placed(number, start, foot, away)
                break


def _tries(
    point: tuple[float, float], wide: float, tall: float, radius: float, room: Room, *, falls: bool
) -> Iterator[tuple[float, float, bool]]:
    """Places from near to far: above and below, then a row further, each also a little aside.

    Of a point that *falls* first below: above it stands the line that comes down.
    """
    x, y = point
    for row in range(_ROWS):
        further = row * (tall + 3)
        for shift in _SHIFTS:
            start = min(max(x - wide / 2 + shift * wide, room.left), max(room.right - wide, room.left))
            away = row > 0 or abs(start + wide / 2 - x) > wide * 0.9
            feet = (y + radius + _NEAR + further, y - radius - _NEAR - tall - further)
            for foot in reversed(feet) if falls else feet:
                yield start, foot, away


def _meet(one: Spot, other: Spot) -> bool:
    """Whether two rectangles touch, or stand so near that they read as one."""
    dot = other[2] - other[0] < 2 * _LEAST_GAP
    gap = 0.5 if dot else _LEAST_GAP
    return one[0] < other[2] + gap and other[0] < one[2] + gap and one[1] < other[3] and other[1] < one[3]
