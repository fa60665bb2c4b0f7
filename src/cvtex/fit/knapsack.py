"""The best path through a graph of choices under a capacity per language, in integers.

1. If the path of the greatest value fits, it is the answer.
2. Else height gets a price per sp (see `relaxed`), which bounds from above what a decision can still lead to.
3. Dynamic programming from the sink to the start over Pareto frontiers, first with a beam, which finds a good
   solution; what cannot reach its value is then dropped from the graph and from the frontiers. Dropping is strict:
   what could tie with the solution stays.
4. A walk from the start takes at each node the first decision that still reaches the greatest value: ties go to
   what stands first in the document.

For one language the answer is the optimum, always. For several it is up to about 40 awkward items; beyond that the
frontiers may have to stay a beam, and the answer is the best that was found (``proven`` says which).

Values must not be negative.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from cvtex.fit.frontier import Frontier, Heights, Line, Price, Sieve, Skyline
from cvtex.fit.relaxed import Relaxed, heights_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cvtex.fit.graph import Arc, Graph, Label

_BEAMS = (24, 1024, None)
# Frontiers of several heights grow without such a limit: 200 awkward items in two languages took a minute.
_BEAMS_TOGETHER = (32, 256, 1024)
F = TypeVar("F", bound=Frontier)


@dataclass(frozen=True, slots=True)
class Solution:
    """The labels of the best path, its heights (with the graph's base) and its value."""

    labels: tuple[Label, ...]
    heights: Heights
    value: int
    states: int
    """How many states the dynamic programming looked at: the measure of its work."""
    proven: bool
    """Whether it is the optimum; always so for one language."""


def best_path(graph: Graph, capacities: Sequence[int]) -> Solution | None:
    """The path of the greatest value within the capacities, or None if no path fits."""
    rooms = tuple(capacity - base for capacity, base in zip(capacities, graph.base, strict=True))
    if min(rooms) < 0 or not graph.order:
        return None
    solver = _Solver(graph, rooms)
    path = solver.free() if solver.feasible() else None
    return None if path is None else _solution(graph, path, solver.states, proven=solver.proven)


def lowest_path(graph: Graph) -> Solution | None:
    """The path of the least height in the first language (and then of the greatest value), None if there is none."""
    if not graph.order:
        return None
    solver = _Solver(graph, (0,) * len(graph.base))
    total = sum(max(arc[2] for arc in graph.arcs[node]) for node in graph.order[:-1])
    path = solver.path(Price(1, (total + 1, *(0 for _ in graph.base[1:]))))
    return _solution(graph, path, 0, proven=True)


def _solution(graph: Graph, path: Sequence[Arc], states: int, *, proven: bool) -> Solution:
    labels = tuple(arc[3] for arc in path if arc[3])
    heights = tuple(base + added for base, added in zip(graph.base, heights_of(path, len(graph.base)), strict=True))
    return Solution(labels, heights, sum(arc[2] for arc in path), states, proven)


@dataclass(slots=True)
class _Solver(Relaxed):
    states: int = 0
    proven: bool = True
    """Whether nothing was left out of the dynamic programming."""
    least: list[Heights] = field(default_factory=list)
    """The least heights of a way from the start to a node."""

    def free(self) -> list[Arc] | None:
        """The answer: see the module."""
        path = self.path(Price(1, (0,) * len(self.rooms)))
        if self.fits(heights_of(path, len(self.rooms))):
            return path
        price = self.line_price(path) if len(self.rooms) == 1 else self.descended()
        bits = (sum(max(arc[2] for arc in self.arcs[node]) for node in self.graph.order[:-1]) + 1).bit_length()
        if len(self.rooms) == 1:
            return self.searched(_around(price), Line(bits, [0]))
        return self.searched((price,), Skyline([((0,) * len(self.rooms), 0)]))

    def searched(self, prices: tuple[Price, ...], zero: F) -> list[Arc] | None:
        """The answer by dynamic programming, in frontiers like ``zero``, the one at the sink."""
        for width in _BEAMS if len(self.rooms) == 1 else _BEAMS_TOGETHER:
            frontiers, cut = self.sweep(prices, zero, width)
            best = frontiers[self.graph.order[0]].best(self.rooms)
            if best is not None and (not cut or best > self.known):
                self.known, self.path_known = best, self.first(frontiers, best)
            if not cut:
                return self.path_known
        self.proven = False
        return self.path_known

    def sweep(self, prices: tuple[Price, ...], zero: F, width: int | None) -> tuple[list[F], bool]:
        """The frontier of each node, and whether the width cut any."""
        floors = [self.reduce(price) for price in prices]
        frontiers = [zero] * len(self.arcs)
        cut = False
        for node in reversed(self.graph.order[:-1]):
            if not self.arcs[node]:
                continue
            parts = [(frontiers[arc[0]], arc[1], arc[2]) for arc in self.arcs[node]]
            room = tuple(map(int.__sub__, self.rooms, self.least[node]))
            sieve = Sieve(prices, tuple(floor[node] for floor in floors), room, width)
            frontiers[node], less = zero.union(parts, sieve)
            cut = cut or less
            if len(parts) > 1:
                self.states += sum(len(part[0]) for part in parts)
        return frontiers, cut

    def reduce(self, price: Price) -> list[int]:
        """Drop the arcs that cannot be on a path as good as the best known.

        Gives for each node the count from which on a way from it to the sink can be part of such a path.
        """
        behind = self.bound(price)
        needed = self.known * price.scale - sum(map(int.__mul__, price.rates, self.rooms))
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
                if count + behind[arc[0]] < needed:
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
        return [needed - (count or 0) for count in ahead]

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


def _around(price: Price) -> tuple[Price, Price, Price]:
    """A price and two on either side: they bound better what is far from the capacity's share at a node."""
    rate = price.rates[0]
    return Price(price.scale, (rate * 3 // 4,)), price, Price(price.scale, (rate * 4 // 3,))
