"""Chooses which items are shown, and in which wording: the choice with the greatest value that fits.

The choice is the exact optimum over TeX's heights, with what headings, heads and gaps cost. Of choices with the same
value the one that comes first is taken: shown before left out and fuller before shorter, compared in document order.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cvtex.fit.graph import Label, graph_of
from cvtex.fit.knapsack import Solution, best_path, lowest_path

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cvtex.fit.content import Content
    from cvtex.fit.ramp import Spacing


@dataclass(frozen=True, slots=True)
class Choice:
    """A selection, its height in sp, and its value."""

    selection: Content
    height: int
    value: int


def choose(content: Content, heights: Mapping[int, int], spacing: Spacing, capacity: int) -> Choice | None:
    """The best choice that is no taller than the capacity, or None if nothing fits."""
    graph = graph_of(content, heights, spacing)
    solution = None if graph is None else best_path(graph, capacity)
    return None if solution is None else _choice(content, solution)


def least(content: Content, heights: Mapping[int, int], spacing: Spacing) -> Choice | None:
    """The must-keep part in its shortest wordings, None if there is no way to show the content at all."""
    graph = graph_of(content, heights, spacing)
    return None if graph is None else _choice(content, lowest_path(graph))


def _choice(content: Content, solution: Solution) -> Choice:
    return Choice(_selection(content, solution.labels), solution.height, solution.value)


def _selection(content: Content, labels: Iterable[Label]) -> Content:
    """Read the labels of a path back into what is shown."""
    shown = {label[:3]: label[3:] for label in labels}
    sections = []
    for s, section in enumerate(content.sections):
        entries = []
        for e, entry in enumerate(section.entries):
            if (s, e) in shown:
                pieces = tuple(
                    replace(piece, wordings=tuple(piece.wordings[w] for w in shown[s, e, p]))
                    for p, piece in enumerate(entry.pieces)
                    if (s, e, p) in shown
                )
                entries.append(replace(entry, pieces=pieces))
        if entries:
            sections.append(replace(section, entries=tuple(entries)))
    return replace(content, sections=tuple(sections))
