"""A chart as shapes on a sheet.  Every shape names the part it plays; colours belong to whoever draws it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle from its upper left corner, in points.  ``part`` is stated, suggested, praised, wanting, … or grid."""

    x: float
    y: float
    width: float
    height: float
    part: str


@dataclass(frozen=True, slots=True)
class Rule:
    x: float
    y: float
    x2: float
    y2: float
    part: str = "grid"
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Dot:
    x: float
    y: float
    radius: float
    part: str


@dataclass(frozen=True, slots=True)
class Label:
    """A line of text; ``anchor`` is start, middle or end of the text at ``x``; ``y`` is its baseline."""

    x: float
    y: float
    text: str
    anchor: str = "start"
    part: str = "ink"
    size: float = 11.0
    turned: bool = False  # read upwards


@dataclass(frozen=True, slots=True)
class Arc:
    """Half an ellipse to the right of ``x``, from ``y`` down to ``y2``, ``reach`` wide."""

    x: float
    y: float
    y2: float
    reach: float
    part: str = "axis"
    weight: float = 1.0


Shape = Box | Rule | Dot | Label | Arc


@dataclass(frozen=True, slots=True)
class Drawing:
    """A finished chart: its size in points, its title, and in words what it shows."""

    width: float
    height: float
    title: str
    alternative: str
    shapes: tuple[Shape, ...]


def room(names: Iterable[str], size: float, letters: int) -> float:
    """The points that the longest of these names takes at a size, none being longer than so many letters."""
    return 0.51 * size * max((min(len(name), letters) for name in names), default=0)


def clipped(text: str, letters: int) -> str:
    """The text, or as much of it as fits with an ellipsis."""
    return text if len(text) <= letters else text[: letters - 1].rstrip() + "…"
