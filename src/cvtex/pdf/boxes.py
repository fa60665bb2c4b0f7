"""Says where characters stand on a page, and whether they stand on one line."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable


class Box(NamedTuple):
    """A rectangle in points from the lower left corner of its page."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def height(self) -> float:
        """How tall it is, in points."""
        return self.top - self.bottom


def around(boxes: Iterable[Box]) -> Box:
    """The smallest box that holds all of them."""
    left, bottom, right, top = zip(*boxes, strict=True)
    return Box(min(left), min(bottom), max(right), max(top))


def on_one_line(a: Box, b: Box, share: float) -> bool:
    """Whether two boxes have more than this share of the lower one's height in common."""
    return min(a.top, b.top) - max(a.bottom, b.bottom) > share * min(a.height, b.height)
