"""Pareto frontiers of (heights, value): what can still be reached from a node, without what is worse in every way.

`Line` holds one height per state and packs it with the value into one integer, so that sorting and shifting are
plain integer work; `Skyline` holds several heights (one per language).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from heapq import nlargest
from typing import TYPE_CHECKING, Protocol, Self

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Heights = tuple[int, ...]
_TWO = 2


@dataclass(frozen=True, slots=True)
class Price:
    """What height costs: a state counts value·scale − Σ rate·height. With the rates ≥ 0 it prices any bound."""

    scale: int
    rates: tuple[int, ...]

    def of(self, heights: Heights, value: int) -> int:
        """Value less the cost of the heights, times scale."""
        if len(heights) == 1:
            return value * self.scale - self.rates[0] * heights[0]
        return value * self.scale - sum(rate * height for rate, height in zip(self.rates, heights, strict=True))


@dataclass(frozen=True, slots=True)
class Sieve:
    """What a node lets through: heights up to ``rooms``, at each price counts from its floor up, ``width`` states.

    The prices have the same scale. A state's surplus is the least of its counts over the floors: of too many states
    those with the greatest surplus stay.
    """

    prices: tuple[Price, ...]
    floors: tuple[int, ...]
    rooms: Heights
    width: int | None


class Frontier(Protocol):
    """The states at a node."""

    def __len__(self) -> int: ...

    def union(self, parts: Sequence[tuple[Self, Heights, int]], sieve: Sieve) -> tuple[Self, bool]:
        """The states of frontiers, each with heights and a value added; and whether the width left any out."""

    def best(self, rooms: Heights) -> int | None:
        """The greatest value within the heights."""


@dataclass(frozen=True, slots=True)
class Line:
    """States of one height: keys are height·2^bits − value, ascending; ``shift`` is to be added to each."""

    bits: int
    keys: list[int]
    shift: int = 0

    def __len__(self) -> int:
        return len(self.keys)

    def union(self, parts: Sequence[tuple[Line, Heights, int]], sieve: Sieve) -> tuple[Line, bool]:
        """See `Frontier`."""
        bits = self.bits
        shifts: list[tuple[list[int], int]] = []
        for part, heights, value in parts:
            shifts.append((part.keys, part.shift + (heights[0] << bits) - value))
        if len(shifts) == 1:  # nothing competes: the states stay as they were sieved
            return Line(bits, *shifts[0]), False
        keys: list[int] = []
        for run, shift in shifts:
            keys += [key + shift for key in run]
        keys.sort()
        return self._sifted(keys, sieve)

    def _sifted(self, keys: Iterable[int], sieve: Sieve) -> tuple[Line, bool]:
        bits, mask = self.bits, (1 << self.bits) - 1
        scale, limit = sieve.prices[0].scale, sieve.rooms[0] << bits
        (low, rate, high), (floor_low, floor, floor_high) = (price.rates[0] for price in sieve.prices), sieve.floors
        top, kept = -1, []
        for key in keys:
            value = -key & mask
            if value > top:
                if key > limit:
                    break
                top = value
                height, gain = (key + value) >> bits, scale * value
                if (
                    gain - rate * height >= floor
                    and gain - low * height >= floor_low
                    and gain - high * height >= floor_high
                ):
                    kept.append(key)
        if sieve.width is None or len(kept) <= sieve.width:
            return Line(bits, kept), False

        def surplus(key: int) -> int:
            value = -key & mask
            height, gain = (key + value) >> bits, scale * value
            return min(gain - rate * height - floor, gain - low * height - floor_low, gain - high * height - floor_high)

        return Line(bits, sorted([kept[0], *nlargest(sieve.width, kept[1:], key=surplus)])), True

    def best(self, rooms: Heights) -> int | None:
        """See `Frontier`."""
        at = bisect_right(self.keys, (rooms[0] << self.bits) - self.shift)
        return -(self.keys[at - 1] + self.shift) & ((1 << self.bits) - 1) if at else None


@dataclass(frozen=True, slots=True)
class Skyline:
    """States of several heights, as (heights, value)."""

    states: list[tuple[Heights, int]]

    def __len__(self) -> int:
        return len(self.states)

    def union(self, parts: Sequence[tuple[Skyline, Heights, int]], sieve: Sieve) -> tuple[Skyline, bool]:
        """See `Frontier`."""
        found: list[tuple[Heights, int]] = []
        for part, added, more in parts:
            found += [(tuple(map(int.__add__, heights, added)), value + more) for heights, value in part.states]
        bounds = [*zip(sieve.prices, sieve.floors, strict=True)]
        found = [
            state
            for state in found
            if _within(state[0], sieve.rooms) and all(price.of(*state) >= floor for price, floor in bounds)
        ]
        if len(parts) > 1:
            found.sort(key=lambda state: (state[0], -state[1]))
            found = _stairs(found) if len(sieve.rooms) == _TWO else _undominated(found)
        if sieve.width is None or len(found) <= sieve.width:
            return Skyline(found), False
        return Skyline(nlargest(sieve.width, found, key=lambda state: min(p.of(*state) - f for p, f in bounds))), True

    def best(self, rooms: Heights) -> int | None:
        """See `Frontier`."""
        return max((value for heights, value in self.states if _within(heights, rooms)), default=None)


def _within(heights: Heights, rooms: Heights) -> bool:
    return all(map(int.__le__, heights, rooms))


def _stairs(states: list[tuple[Heights, int]]) -> list[tuple[Heights, int]]:
    """Two heights, sorted by the first: the best value so far for each second height makes a staircase."""
    kept: list[tuple[Heights, int]] = []
    seconds: list[int] = []
    values: list[int] = []
    for state in states:
        (_, second), value = state
        at = bisect_right(seconds, second)
        if at and values[at - 1] >= value:
            continue
        kept.append(state)
        start, end = bisect_left(seconds, second), bisect_right(values, value)
        end = max(start, end)
        seconds[start:end] = [second]
        values[start:end] = [value]
    return kept


def _undominated(states: list[tuple[Heights, int]]) -> list[tuple[Heights, int]]:
    kept: list[tuple[Heights, int]] = []
    for heights, value in states:
        if not any(other >= value and _within(lower, heights) for lower, other in kept):
            kept.append((heights, value))
    return kept
