"""Chooses which items are shown, and in which wording: the choice with the greatest value that fits.

The choice is the exact optimum over TeX's heights, with what headings, heads and gaps cost. Of choices with the same
value the one that comes first is taken: shown before left out and fuller before shorter, compared in document order.

The choices that a content leaves are drawn as a layered graph: each path from start to sink is one way to show it. A
node is a position in the document plus what the costs that follow depend on: whether something has been shown on
the page, in this section and in this entry. An arc is a decision with the height and the value it adds (headings,
heads and gaps are charged to the first thing that needs them). The arcs of a node stand in the order of preference.

The graph is drawn from the sink upwards. In each list there are two nodes at a time: ``first``, where nothing of the
list has been shown yet, and ``begun``, where something has.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from cvtex.fit.knapsack import SINK, Knapsack, height_of, value_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cvtex.fit.content import Content, FitEntry, FitPiece, FitSection
    from cvtex.fit.knapsack import Arc, Label
    from cvtex.fit.ramp import Spacing


@dataclass(frozen=True, slots=True)
class Choice:
    """A selection, its height in sp, and its value."""

    selection: Content
    height: int
    value: int


def choose(content: Content, heights: Mapping[int, int], spacing: Spacing, capacity: int) -> Choice | None:
    """The best choice that is no taller than the capacity, or None if nothing fits."""
    graph = _graph_of(content, heights, spacing)
    path = Knapsack(graph, capacity).best() if graph else None
    return _choice(content, path) if path is not None else None


def least(content: Content, heights: Mapping[int, int], spacing: Spacing) -> Choice | None:
    """The must-keep part in its shortest wordings, None if there is no way to show the content at all."""
    graph = _graph_of(content, heights, spacing)
    return _choice(content, Knapsack(graph, 0).lowest()) if graph else None


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


def _graph_of(content: Content, heights: Mapping[int, int], spacing: Spacing) -> list[Sequence[Arc]]:
    """Draw the graph of all choices, with the heights of blocks and the gaps; empty if there is no way at all."""
    builder = _Builder(heights, spacing)
    header, gap = (0, 0) if content.header is None else (heights[content.header], spacing.header)
    first: int | None = SINK
    begun: int | None = SINK
    for number, section in reversed([*enumerate(content.sections)]):
        first = builder.section((number,), section, gap, begun, first)
        begun = builder.section((number,), section, spacing.section, begun, begun)
    start = builder.node(_arc(first, header))
    return [] if start is None else [*itertools.islice(builder.nodes, start + 1)]


@dataclass(slots=True)
class _Builder:
    heights: Mapping[int, int]
    spacing: Spacing
    nodes: dict[tuple[Arc, ...], int] = field(default_factory=lambda: {(): SINK})

    def section(
        self, label: Label, section: FitSection, gap: int, shown: int | None, omitted: int | None
    ) -> int | None:
        """The node of a section with the gap above it, given the nodes that follow if it is shown and if it is not."""
        between = self.spacing.row if section.dense else self.spacing.entry
        if section.heading is not None:
            gap += self.heights[section.heading] + self.spacing.heading
        first, begun = None, shown
        for number, entry in reversed([*enumerate(section.entries)]):
            first = self.entry((*label, number), entry, gap, begun, first)
            begun = self.entry((*label, number), entry, between, begun, begun)
        return self.node(_arc(first, 0, section.value), _arc(omitted) if section.may_vanish else None)

    def entry(self, label: Label, entry: FitEntry, above: int, shown: int | None, omitted: int | None) -> int | None:
        """The node of an entry; ``above`` is the height that comes before its own first block."""
        opening, first, begun = 0, None, shown
        if entry.head is not None:
            opening, above, first = above + self.heights[entry.head], self.spacing.head, shown
        none_of_it, end, ends = first, begun, True  # with an omitted piece in turn, the rest of the entry goes too
        for number, piece in reversed([*enumerate(entry.pieces)]):
            turn = ends and piece.in_turn
            first = self.piece((*label, number), piece, above, begun, none_of_it if turn else first)
            begun = self.piece((*label, number), piece, self.spacing.item, begun, end if turn else begun)
            ends = ends and piece.droppable
        return self.node(_arc(first, opening, entry.value, label), _arc(omitted) if entry.may_vanish else None)

    def piece(self, label: Label, piece: FitPiece, above: int, shown: int | None, omitted: int | None) -> int | None:
        """The node of a piece."""
        wordings = (
            _arc(shown, above + self.heights[wording.block], wording.value, (*label, number))
            for number, wording in enumerate(piece.wordings)
        )
        return self.node(*wordings, _arc(omitted) if piece.droppable else None)

    def node(self, *arcs: Arc | None) -> int | None:
        """The node with these arcs, or past it if it decides nothing; None if there are none."""
        ways = tuple(arc for arc in arcs if arc)
        if not ways:
            return None
        if len(ways) == 1 and ways[0][1:] == (0, 0, ()):
            return ways[0][0]
        return self.nodes.setdefault(ways, len(self.nodes))


def _arc(target: int | None, height: int = 0, value: int = 0, label: Label = ()) -> Arc | None:
    return None if target is None else (target, height, value, label)
