"""Finds the best path through a graph of choices under a capacity, exactly and in integers.

1. If the path of the greatest value fits, it is the answer.
2. Else height gets a price per sp (the Lagrangian relaxation), which bounds from above what a decision can still lead
   to. At any price ≥ 0 the best path through the whole graph is found in one pass, and its count plus the price of the
   capacity is at least the value of every path that fits. The price where that bound is lowest tells most; paths that
   happen to fit on the way there are solutions to begin with.
3. Dynamic programming from the sink to the start over Pareto frontiers, first with a beam, which finds a good
   solution; what cannot reach its value is then dropped from the graph and from the frontiers. Dropping is strict:
   what could tie with the solution stays.
4. A walk from the start takes at each node the first decision that still reaches the greatest value: ties go to
   what stands first in the document.

A plain dynamic programme over the heights gives the same answers ten times slower. Values must not be negative.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from heapq import nlargest
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

Label = tuple[int, ...]
"""() decides nothing visible, (s, e) shows an entry, (s, e, p, w) shows a piece in its wording w."""
Arc = tuple[int, int, int, Label]
"""Target node, height added, value added, label. It leads to a node of a lower number, from the start to the sink."""

SINK = 0
_BEAMS = (24, 1024, None)


def height_of(path: Sequence[Arc]) -> int:
    """The height that a path adds up to."""
    return sum(arc[1] for arc in path)


def value_of(path: Sequence[Arc]) -> int:
    """The value that a path adds up to."""
    return sum(arc[2] for arc in path)


class Price(NamedTuple):
    """What height costs: a state counts value·scale − rate·height. With a rate ≥ 0 it prices any bound."""

    scale: int
    rate: int

    def of(self, height: int, value: int) -> int:
        """Value less the cost of the height, times scale."""
        return value * self.scale - self.rate * height


@dataclass(frozen=True, slots=True)
class Frontier:
    """What can still be reached from a node, (height, value), without what is worse in both: a Pareto frontier.

    States are packed into one integer each, so that sorting and shifting are plain integer work: keys are
    height·2^bits − value, ascending; ``shift`` is to be added to each.
    """

    bits: int
    keys: list[int]
    shift: int = 0

    def union(self, parts: Sequence[tuple[Frontier, int, int]], price: Price, floor: int, limit: int) -> Frontier:
        """The states of frontiers, each with height and value added: heights to the limit, counts from the floor up."""
        bits, mask = self.bits, (1 << self.bits) - 1
        shifts = [(part.keys, part.shift + (height << bits) - value) for part, height, value in parts]
        if len(shifts) == 1:  # nothing competes: the states stay as they were
            return Frontier(bits, *shifts[0])
        keys: list[int] = []
        for run, shift in shifts:
            keys += [key + shift for key in run]
        (scale, rate), most, top, passed = price, limit << bits, -1, []
        for key in sorted(keys):
            value = -key & mask
            if value > top:
                if key > most:
                    break
                top = value
                if scale * value - rate * ((key + value) >> bits) >= floor:
                    passed.append(key)
        return Frontier(bits, passed)

    def narrowed(self, price: Price, width: int) -> Frontier:
        """The lowest state, and of the others so many with the greatest counts; of a union that came out unshifted."""
        bits, mask, (scale, rate) = self.bits, (1 << self.bits) - 1, price

        def count(key: int) -> int:
            value = -key & mask
            return scale * value - rate * ((key + value) >> bits)

        return Frontier(bits, sorted([self.keys[0], *nlargest(width, self.keys[1:], key=count)]))

    def best(self, limit: int) -> int | None:
        """The greatest value within a height, None if no state is so low."""
        at = bisect_right(self.keys, (limit << self.bits) - self.shift)
        return -(self.keys[at - 1] + self.shift) & ((1 << self.bits) - 1) if at else None


@dataclass(slots=True)
class Knapsack:
    """The search for the best path through a graph: the arcs of each node, from the sink to the start (the last)."""

    arcs: list[Sequence[Arc]]
    limit: int
    best_known: Sequence[Arc] | None = None

    @property
    def best_value(self) -> int:
        """The value of the best path that is known to fit, -1 if none is."""
        return -1 if self.best_known is None else value_of(self.best_known)

    def best(self) -> Sequence[Arc] | None:
        """The path of the greatest value within the limit, or None if no path fits."""
        dear, cheap = self.path(Price(1, 0)), self.lowest()
        if height_of(dear) <= self.limit:
            return dear
        if height_of(cheap) > self.limit:
            return None
        price = self.best_price(cheap, dear)
        for width in _BEAMS:
            frontiers, cut = self.sweep(price, width)
            value = frontiers[-1].best(self.limit)
            if value is not None and (not cut or value > self.best_value):
                self.best_known = self.first(frontiers, value)
            if not cut:
                break
        return self.best_known

    def lowest(self) -> Sequence[Arc]:
        """The path of the least height and then of the greatest value."""
        return self.path(Price(1, self.most + 1))

    @property
    def most(self) -> int:
        """No path has a greater value."""
        return sum(max((arc[2] for arc in arcs), default=0) for arcs in self.arcs)

    def bound(self, price: Price) -> list[int]:
        """The best count at a price from each node to the sink."""
        counts = [0] * len(self.arcs)
        scale, rate = price
        for node, arcs in enumerate(self.arcs):
            if arcs:
                counts[node] = max([counts[arc[0]] + scale * arc[2] - rate * arc[1] for arc in arcs])
        return counts

    def path(self, price: Price) -> Sequence[Arc]:
        """The best path at a price, the first of several."""
        counts = self.bound(price)
        path: list[Arc] = []
        arcs = self.arcs[-1]
        while arcs:
            path.append(max(arcs, key=lambda arc: counts[arc[0]] + price.of(arc[1], arc[2])))
            arcs = self.arcs[path[-1][0]]
        return path

    def best_price(self, cheap: Sequence[Arc], dear: Sequence[Arc]) -> Price:
        """The price at which a path that fits and one that does not are equally good, and none is better."""
        while True:
            if value_of(cheap) > self.best_value:
                self.best_known = cheap
            price = Price(height_of(dear) - height_of(cheap), value_of(dear) - value_of(cheap))
            path = self.path(price)
            if price.of(height_of(path), value_of(path)) <= price.of(height_of(cheap), value_of(cheap)):
                return price
            if height_of(path) <= self.limit:
                cheap = path
            else:
                dear = path

    def sweep(self, price: Price, width: int | None) -> tuple[list[Frontier], bool]:
        """The frontier of each node, and whether the width cut any."""
        floors, least = self.reduce(price), self.least()
        sink = Frontier((self.most + 1).bit_length(), [0])
        frontiers = [sink] * len(self.arcs)
        any_cut = False
        for node, arcs in enumerate(self.arcs):
            if arcs:
                parts = [(frontiers[target], height, value) for target, height, value, _ in arcs]
                frontiers[node] = sink.union(parts, price, floors[node], self.limit - least[node])
                if width and len(parts) > 1 and len(frontiers[node].keys) > width:
                    frontiers[node], any_cut = frontiers[node].narrowed(price, width), True
        return frontiers, any_cut

    def least(self) -> list[int]:
        """The least height of a way from the start to each node."""
        least = [self.limit] * len(self.arcs)
        least[-1] = 0
        for node in reversed(range(len(self.arcs))):
            for target, height, *_ in self.arcs[node]:
                least[target] = min(least[target], least[node] + height)
        return least

    def reduce(self, price: Price) -> list[int]:
        """Drop the arcs that no path as good as the best known can have; give the count each node needs for one."""
        behind = self.bound(price)
        needed = self.best_value * price.scale - price.rate * self.limit
        ahead: list[int | None] = [None] * len(self.arcs)
        ahead[-1] = 0
        for node in reversed(range(len(self.arcs))):
            count = ahead[node]
            if count is None:
                self.arcs[node] = ()
                continue
            passed = []
            for arc in self.arcs[node]:
                after = count + price.of(arc[1], arc[2])
                if after + behind[arc[0]] >= needed:
                    before = ahead[arc[0]]
                    ahead[arc[0]] = after if before is None else max(before, after)
                    passed.append(arc)
            self.arcs[node] = passed
        return [needed - (count or 0) for count in ahead]

    def first(self, frontiers: Sequence[Frontier], value: int) -> Sequence[Arc]:
        """The first path in the order of the arcs that has the value and fits."""
        limit = self.limit
        path: list[Arc] = []
        arcs = self.arcs[-1]
        while arcs:
            reaches = ((arc, frontiers[arc[0]].best(limit - arc[1])) for arc in arcs if arc[1] <= limit)
            arc = next(arc for arc, reach in reaches if reach is not None and reach + arc[2] >= value)
            path.append(arc)
            limit, value, arcs = limit - arc[1], value - arc[2], self.arcs[arc[0]]
        return path
