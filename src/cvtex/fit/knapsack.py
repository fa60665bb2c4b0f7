"""The best path through a graph of choices under a capacity per language: exact, in integers.

1. If the path of the greatest value fits, it is the answer.
2. Else height gets a price per sp (the Lagrangian dual of the capacities). At any price the best path of the whole
   graph bounds from above what a decision can still lead to; the prices with the lowest bound are searched.
3. Dynamic programming from the sink to the start over Pareto frontiers, first with a beam, which finds a good
   solution; what cannot reach its value is then dropped from the graph and from the frontiers. Dropping is strict:
   what could tie with the solution stays.
4. A walk from the start takes at each node the first decision that still reaches the greatest value: ties go to
   what stands first in the document.

Values must not be negative.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from cvtex.fit.frontier import Frontier, Heights, Line, Price, Sieve, Skyline

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cvtex.fit.graph import Arc, Graph, Label

_BEAMS = (32, 512, None)
_ROUNDS = 3
_BISECTIONS = 24
_SCALE = 1 << 24
F = TypeVar("F", bound=Frontier)


@dataclass(frozen=True, slots=True)
class Solution:
    """The labels of the best path, its heights (with the graph's base) and its value."""

    labels: tuple[Label, ...]
    heights: Heights
    value: int
    states: int
    """How many states the dynamic programming looked at: the measure of its work."""


def best_path(graph: Graph, capacities: Sequence[int]) -> Solution | None:
    """The path of the greatest value within the capacities, or None if no path fits."""
    rooms = tuple(capacity - base for capacity, base in zip(capacities, graph.base, strict=True))
    if min(rooms) < 0 or not graph.order:
        return None
    solver = _Solver(graph, rooms)
    path = solver.free() if solver.feasible() else None
    return None if path is None else _solution(graph, path, solver.states)


def lowest_path(graph: Graph) -> Solution | None:
    """The path of the least height in the first language (and then of the greatest value), None if there is none."""
    if not graph.order:
        return None
    solver = _Solver(graph, (0,) * len(graph.base))
    total = sum(max(arc[2] for arc in graph.arcs[node]) for node in graph.order[:-1])
    path = solver.path(Price(1, (total + 1, *(0 for _ in graph.base[1:]))))
    return _solution(graph, path, 0)


def _solution(graph: Graph, path: Sequence[Arc], states: int) -> Solution:
    labels = tuple(arc[3] for arc in path if arc[3])
    heights = tuple(base + added for base, added in zip(graph.base, _heights(path, len(graph.base)), strict=True))
    return Solution(labels, heights, sum(arc[2] for arc in path), states)


def _heights(path: Sequence[Arc], dimensions: int) -> Heights:
    return tuple(sum(arc[1][n] for arc in path) for n in range(dimensions))


@dataclass(slots=True)
class _Solver:
    graph: Graph
    rooms: Heights
    states: int = 0
    known: int = -1
    """The value of the best path known, -1 if none is."""
    arcs: list[Sequence[Arc]] = field(init=False)
    least: list[Heights] = field(init=False)
    """The least heights of a way from the start to a node."""

    def __post_init__(self) -> None:
        self.arcs = list(self.graph.arcs)

    @property
    def heights_only(self) -> list[Price]:
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
        return all(height <= room for height, room in zip(heights, self.rooms, strict=True))

    def free(self) -> list[Arc] | None:
        """The answer: see the module."""
        path = self.path(Price(1, (0,) * len(self.rooms)))
        if self.fits(_heights(path, len(self.rooms))):
            return path
        price = self.line_price(path) if len(self.rooms) == 1 else self.descended()
        bits = (sum(max(arc[2] for arc in self.arcs[node]) for node in self.graph.order[:-1]) + 1).bit_length()
        if len(self.rooms) == 1:
            return self.searched(price, Line(bits, [0]))
        return self.searched(price, Skyline([((0,) * len(self.rooms), 0)]))

    def searched(self, price: Price, zero: F) -> list[Arc] | None:
        """The answer by dynamic programming, in frontiers like ``zero``, the one at the sink."""
        for width in _BEAMS:
            frontiers, cut = self.sweep(price, zero, width)
            best = frontiers[self.graph.order[0]].best(self.rooms)
            if not cut:
                return None if best is None else self.first(frontiers, best)
            self.known = max(self.known, -1 if best is None else best)
        raise AssertionError

    def line_price(self, dear: list[Arc]) -> Price:
        """One capacity: the price at which a path that fits and one that does not are equally good, and none better."""
        total = sum(arc[2] for arc in dear)
        cheap = self.path(Price(1, (total + 1,)))
        while True:
            ends = [(_heights(path, 1)[0], sum(arc[2] for arc in path)) for path in (cheap, dear)]
            (low, less), (high, more) = ends
            self.known = max(self.known, less)
            price = Price(high - low, (more - less,))
            path = self.path(price)
            height, value = _heights(path, 1)[0], sum(arc[2] for arc in path)
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
                    heights = _heights(path, len(rates))
                    if self.fits(heights):
                        self.known = max(self.known, sum(arc[2] for arc in path))
                    low, high = (low, rates[n]) if heights[n] <= self.rooms[n] else (rates[n], high)
                rates[n] = high
        return Price(_SCALE, tuple(rates))

    def sweep(self, price: Price, zero: F, width: int | None) -> tuple[list[F], bool]:
        """The frontier of each node, and whether the width cut any."""
        budget = sum(rate * room for rate, room in zip(price.rates, self.rooms, strict=True))
        ahead = self.reduce(price, budget)
        frontiers = [zero] * len(self.arcs)
        cut = False
        for node in reversed(self.graph.order[:-1]):
            if ahead[node] is None:
                continue
            parts = [(frontiers[arc[0]], arc[1], arc[2]) for arc in self.arcs[node]]
            room = tuple(map(int.__sub__, self.rooms, self.least[node]))
            floor = None if self.known < 0 else self.known * price.scale - budget - (ahead[node] or 0)
            frontiers[node], less = zero.union(parts, Sieve(price, room, floor, width))
            cut = cut or less
            if len(parts) > 1:
                self.states += sum(len(part[0]) for part in parts)
        return frontiers, cut

    def reduce(self, price: Price, budget: int) -> list[int | None]:
        """Drop the arcs that cannot be on a path as good as the best known; give the best count up to each node."""
        behind = self.bound(price)
        ahead: list[int | None] = [None] * len(self.arcs)
        start = self.graph.order[0]
        ahead[start] = 0
        self.least = [self.rooms] * len(self.arcs)
        self.least[start] = (0,) * len(self.rooms)
        for node in self.graph.order[:-1]:
            so_far = ahead[node]
            if so_far is None:
                self.arcs[node] = ()
                continue
            kept = []
            for arc in self.arcs[node]:
                count = so_far + price.of(arc[1], arc[2])
                if count + behind[arc[0]] + budget < self.known * price.scale:
                    continue
                heights = tuple(map(int.__add__, self.least[node], arc[1]))
                before = ahead[arc[0]]
                if before is None:
                    ahead[arc[0]], self.least[arc[0]] = count, heights
                else:
                    ahead[arc[0]] = max(before, count)
                    self.least[arc[0]] = tuple(map(min, self.least[arc[0]], heights))
                kept.append(arc)
            self.arcs[node] = kept
        return ahead

    def first(self, frontiers: Sequence[Frontier], value: int) -> list[Arc]:
        """The first path in the order of the arcs that has the value and fits."""
        node, rooms, path = self.graph.order[0], self.rooms, []
        while self.arcs[node]:
            for arc in self.arcs[node]:
                left = tuple(map(int.__sub__, rooms, arc[1]))
                reach = frontiers[arc[0]].best(left) if min(left) >= 0 else None
                if reach is not None and reach + arc[2] >= value:
                    break
            else:
                raise AssertionError
            path.append(arc)
            node, rooms, value = arc[0], left, value - arc[2]
        return path
