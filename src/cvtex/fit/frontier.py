"""Pareto frontiers of (height, value): what can still be reached from a node, without what is worse in both."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from heapq import nlargest
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence


class Price(NamedTuple):
    """What height costs: a state counts value·scale − rate·height. With a rate ≥ 0 it prices any bound."""

    scale: int
    rate: int

    def of(self, height: int, value: int) -> int:
        """Value less the cost of the height, times scale."""
        return value * self.scale - self.rate * height


class Sieve(NamedTuple):
    """What a node lets through: heights up to ``limit``, counts from ``floor`` up, ``width`` states (None: all).

    Of too many states those with the greatest counts stay.
    """

    price: Price
    floor: int
    limit: int
    width: int | None


@dataclass(frozen=True, slots=True)
class Frontier:
    """States packed into one integer each, so that sorting and shifting are plain integer work.

    Keys are height·2^bits − value, ascending; ``shift`` is to be added to each.
    """

    bits: int
    keys: list[int]
    shift: int = 0

    def union(self, parts: Sequence[tuple[Frontier, int, int]], sieve: Sieve) -> tuple[Frontier, bool]:
        """The states of frontiers, each with height and value added; and whether the width left any out."""
        bits = self.bits
        shifts = [(part.keys, part.shift + (height << bits) - value) for part, height, value in parts]
        if len(shifts) == 1:  # nothing competes: the states stay as they were sieved
            return Frontier(bits, *shifts[0]), False
        keys: list[int] = []
        for run, shift in shifts:
            keys += [key + shift for key in run]
        keys.sort()
        return self._sifted(keys, sieve)

    def _sifted(self, keys: Sequence[int], sieve: Sieve) -> tuple[Frontier, bool]:
        bits, mask = self.bits, (1 << self.bits) - 1
        (scale, rate), floor, limit, width = sieve
        most, top, passed = limit << bits, -1, []
        for key in keys:
            value = -key & mask
            if value > top:
                if key > most:
                    break
                top = value
                if scale * value - rate * ((key + value) >> bits) >= floor:
                    passed.append(key)
        if width is None or len(passed) <= width:
            return Frontier(bits, passed), False

        def count(key: int) -> int:
            value = -key & mask
            return scale * value - rate * ((key + value) >> bits)

        return Frontier(bits, sorted([passed[0], *nlargest(width, passed[1:], key=count)])), True

    def best(self, limit: int) -> int | None:
        """The greatest value within a height, None if no state is so low."""
        at = bisect_right(self.keys, (limit << self.bits) - self.shift)
        return -(self.keys[at - 1] + self.shift) & ((1 << self.bits) - 1) if at else None
