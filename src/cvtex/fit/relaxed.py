"""The choice without capacities, where height has a price instead: the Lagrangian relaxation.

At any price ≥ 0 the best path through the whole graph is found in one pass, and its count plus the price of the
capacity is at least the value of every path that fits. The prices where that bound is lowest are the most telling;
paths that happen to fit on the way there are solutions to begin with.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cvtex.fit.frontier import Heights, Price

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cvtex.fit.graph import Arc, Graph

_ROUNDS = 3
_BISECTIONS = 24
_SCALE = 1 << 24


def heights_of(path: Sequence[Arc], dimensions: int) -> Heights:
    """The heights that a path adds."""
    return tuple(sum(arc[1][n] for arc in path) for n in range(dimensions))


@dataclass(slots=True)
class Relaxed:
    """A graph and the room for it in each language, with what is known so far."""

    graph: Graph
    rooms: Heights
    known: int = -1
    """The value of the best path known, -1 if none is."""
    path_known: list[Arc] | None = None
    arcs: list[Sequence[Arc]] = field(init=False)

    def __post_init__(self) -> None:
        self.arcs = list(self.graph.arcs)

    @property
    def heights_only(self) -> list[Price]:
        """A price for each language that counts its height alone."""
        dimensions = range(len(self.rooms))
        return [Price(0, tuple(int(n == other) for other in dimensions)) for n in dimensions]

    def bound(self, price: Price) -> list[int]:
        """The best count at a price from each node to the sink."""
        counts = [0] * len(self.graph.arcs)
        scale, rate, arcs = price.scale, price.rates[0], self.arcs
        plain = len(self.rooms) == 1
        for node in reversed(self.graph.order[:-1]):
            if not arcs[node]:
                continue
            if plain:
                counts[node] = max([counts[arc[0]] + scale * arc[2] - rate * arc[1][0] for arc in arcs[node]])
            else:
                counts[node] = max([counts[arc[0]] + price.of(arc[1], arc[2]) for arc in arcs[node]])
        return counts

    def path(self, price: Price) -> list[Arc]:
        """The best path at a price, the first of several."""
        counts = self.bound(price)
        node, path = self.graph.order[0], []
        while self.arcs[node]:
            arc = max(self.arcs[node], key=lambda arc: counts[arc[0]] + price.of(arc[1], arc[2]))
            path.append(arc)
            node = arc[0]
        return path

    def feasible(self) -> bool:
        """Whether each capacity alone can be kept."""
        least = (-self.bound(price)[self.graph.order[0]] for price in self.heights_only)
        return all(height <= room for height, room in zip(least, self.rooms, strict=True))

    def fits(self, heights: Heights) -> bool:
        """Whether the heights are within the rooms."""
        return all(height <= room for height, room in zip(heights, self.rooms, strict=True))

    def learn(self, path: list[Arc]) -> None:
        """Keep a path that fits if it is the best so far."""
        value = sum(arc[2] for arc in path)
        if value > self.known and self.fits(heights_of(path, len(self.rooms))):
            self.known, self.path_known = value, path

    def line_price(self, dear: list[Arc]) -> Price:
        """One capacity: the price at which a path that fits and one that does not are equally good, and none better."""
        total = sum(arc[2] for arc in dear)
        cheap = self.path(Price(1, (total + 1,)))
        while True:
            ends = [(heights_of(path, 1)[0], sum(arc[2] for arc in path)) for path in (cheap, dear)]
            (low, less), (high, more) = ends
            self.learn(cheap)
            price = Price(high - low, (more - less,))
            path = self.path(price)
            height, value = heights_of(path, 1)[0], sum(arc[2] for arc in path)
            if price.of((height,), value) <= price.of((low,), less):
                return price
            if height <= self.rooms[0]:
                cheap = path
            else:
                dear = path

    def descended(self) -> Price:
        """Several capacities: each rate in turn is bisected to where the best path just keeps its capacity."""
        rates = [0] * len(self.rooms)
        most = sum(max(arc[2] for arc in self.arcs[node]) for node in self.graph.order[:-1]) * _SCALE
        for _ in range(_ROUNDS):
            for n in range(len(rates)):
                low, high = 0, max(most // max(self.rooms[n] // 64, 1), 1)
                for _ in range(_BISECTIONS):
                    rates[n] = (low + high) // 2
                    path = self.path(Price(_SCALE, tuple(rates)))
                    heights = heights_of(path, len(rates))
                    self.learn(path)
                    low, high = (low, rates[n]) if heights[n] <= self.rooms[n] else (rates[n], high)
                rates[n] = high
        return Price(_SCALE, tuple(rates))
