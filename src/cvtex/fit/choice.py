"""Chooses which items are shown, and in which wording: the choice with the greatest value that fits.

The choice is the exact optimum over TeX's heights, with what headings, heads and gaps cost. Of choices with the same
value the one that comes first is taken: shown before left out and fuller before shorter, compared in document order.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cvtex.fit.graph import graph_of
from cvtex.fit.knapsack import best_path, height_of, lowest_path, value_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cvtex.fit.content import Content
    from cvtex.fit.graph import Arc
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
    path = None if graph is None else best_path(graph, capacity)
    return None if path is None else _choice(content, path)


def least(content: Content, heights: Mapping[int, int], spacing: Spacing) -> Choice | None:
    """The must-keep part in its shortest wordings, None if there is no way to show the content at all."""
    graph = graph_of(content, heights, spacing)
    return None if graph is None else _choice(content, lowest_path(graph))


def _choice(content: Content, path: Sequence[Arc]) -> Choice:
    """Read the labels of a path back into what is shown."""
    shown = {label[:3]: label[3:] for *_, label in path}
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
    return Choice(replace(content, sections=tuple(sections)), height_of(path), value_of(path))
