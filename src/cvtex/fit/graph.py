"""The choices that a content leaves, as a layered graph: each path from start to sink is one way to show it.

A node is a place in the document plus what the costs that follow depend on: in which languages something has been
shown on the page, in this section and in this entry. An arc is a decision with the height it adds in each language
(headings, heads and gaps are charged to the first thing that needs them) and the value it adds. The arcs of a node
stand in the order of preference: shown before left out, fuller wordings before shorter ones.

A decision is taken once for all languages (see `joint`); an item that a language lacks costs nothing there.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cvtex.fit.joint import JointEntry, JointPiece, JointSection, joined

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cvtex.fit.content import Content
    from cvtex.fit.ramp import Spacing

Label = tuple[int, ...]
"""() decides nothing visible, (s, e) shows a joint entry, (s, e, p, o) shows a joint piece in its option o."""
Arc = tuple[int, tuple[int, ...], int, Label]
"""Target node, heights added per language, value added, label."""


@dataclass(frozen=True, slots=True)
class Graph:
    """``order`` lists the nodes from the start to the sink, each before the nodes that its arcs lead to."""

    arcs: tuple[tuple[Arc, ...], ...]
    order: tuple[int, ...]
    base: tuple[int, ...]
    """Height per language that is there before any decision: the header."""
    sections: tuple[JointSection, ...]


def graph_of(contents: Sequence[Content], heights: Sequence[Mapping[int, int]], spacings: Sequence[Spacing]) -> Graph:
    """Draw the graph of all choices, with the heights of blocks and the gaps of each language in sp."""
    sections = joined(contents)
    builder = _Builder([*zip(contents, heights, spacings, strict=True)])
    for number, section in enumerate(sections):
        builder.section(number, section)
    return builder.graph(sections)


# At a section: (started,). At an entry: (started, in section). At a piece: (started, in section, in entry). Each is a
# set of languages as bits: where something is shown on the page, in this section, and which have a piece of this entry.
_State = tuple[int, ...]


class _Builder:
    def __init__(self, languages: Sequence[tuple[Content, Mapping[int, int], Spacing]]) -> None:
        self._languages = languages
        self._range = range(len(languages))
        self._arcs: list[list[Arc]] = [[]]
        self._order = [0]
        self._layer: dict[_State, int] = {(0,): 0}
        self._none = (0,) * len(languages)

    def graph(self, sections: tuple[JointSection, ...]) -> Graph:
        sink = len(self._arcs)
        self._arcs.append([])
        self._order.append(sink)
        for node in self._layer.values():
            self._arcs[node].append((sink, self._none, 0, ()))
        through: list[int | None] = [None] * sink + [
            sink
        ]  # where a node leads: itself, or past it if it decides nothing
        for node in reversed(self._order[:-1]):
            arcs: list[Arc] = []
            for target, heights, value, label in self._arcs[node]:
                after = through[target]
                if after is not None:
                    arcs.append((after, heights, value, label))
            self._arcs[node] = arcs
            if len(arcs) == 1 and arcs[0][1:] == (self._none, 0, ()) and node != self._order[0]:
                through[node] = arcs[0][0]
            elif arcs:
                through[node] = node
        header = (0 if side.header is None else heights[side.header] for side, heights, _ in self._languages)
        order = tuple(node for node in self._order if through[node] == node)
        return Graph(tuple(map(tuple, self._arcs)), order, tuple(header), sections)

    def _node(self, layer: dict[_State, int], state: _State) -> int:
        if state not in layer:
            layer[state] = len(self._arcs)
            self._arcs.append([])
        return layer[state]

    def _enter(self, layer: dict[_State, int]) -> dict[_State, int]:
        """Make the layer the current one; give the one that is left."""
        left, self._layer = self._layer, layer
        self._order.extend(layer.values())
        return left

    def section(self, number: int, section: JointSection) -> None:
        value = max(side.value for side in section.sides if side)
        after: dict[_State, int] = {}
        entries: dict[_State, int] = {}
        for (started,), node in self._layer.items():
            self._arcs[node].append((self._node(entries, (started, 0)), self._none, value, ()))
            if section.may_vanish:
                self._arcs[node].append((self._node(after, (started,)), self._none, 0, ()))
        self._enter(entries)
        for index, entry in enumerate(section.entries):
            self._entry((number, index), section, entry)
        for (started, shown), node in self._layer.items():
            if shown:
                self._arcs[node].append((self._node(after, (started,)), self._none, 0, ()))
        self._enter(after)

    def _entry(self, label: Label, section: JointSection, entry: JointEntry) -> None:
        alone = sum(1 << n for n, side in enumerate(entry.sides) if side and side.stands_alone)
        value = max(side.value for side in entry.sides if side)
        after: dict[_State, int] = {}
        pieces: dict[_State, int] = {}
        for (started, shown), node in self._layer.items():
            added = [self._opening(n, section, entry, started, shown) if alone >> n & 1 else 0 for n in self._range]
            target = self._node(pieces, (started | alone, shown | alone, 0))
            self._arcs[node].append((target, tuple(added), value, label))
            if entry.may_vanish:
                self._arcs[node].append((self._node(after, (started, shown)), self._none, 0, ()))
        self._enter(pieces)
        for index, piece in enumerate(entry.pieces):
            self._piece((*label, index), section, entry, piece, alone)
        for (started, shown, inside), node in self._layer.items():
            if inside | alone:
                self._arcs[node].append((self._node(after, (started, shown)), self._none, 0, ()))
        self._enter(after)

    def _piece(self, label: Label, section: JointSection, entry: JointEntry, piece: JointPiece, alone: int) -> None:
        here = sum(1 << n for n, side in enumerate(piece.sides) if side)
        options = [
            (self._heights(piece, option), piece.value(number), (*label, number))
            for number, option in enumerate(piece.options)
        ]
        after: dict[_State, int] = {}
        for (started, shown, inside), node in self._layer.items():
            above = [
                self._above(n, section, entry, (started, shown, inside), alone) if here >> n & 1 else 0
                for n in self._range
            ]
            target = self._node(after, (started | here, shown | here, inside | here))
            for heights, value, name in options:
                added = tuple(gap + height for gap, height in zip(above, heights, strict=True))
                self._arcs[node].append((target, added, value, name))
            if piece.droppable:
                self._arcs[node].append((self._node(after, (started, shown, inside)), self._none, 0, ()))
        self._enter(after)

    def _heights(self, piece: JointPiece, option: tuple[int | None, ...]) -> list[int]:
        return [
            self._languages[n][1][side.wordings[index].block] if side and index is not None else 0
            for n, (side, index) in enumerate(zip(piece.sides, option, strict=True))
        ]

    def _above(self, n: int, section: JointSection, entry: JointEntry, state: _State, alone: int) -> int:
        """What a piece of language n costs besides its own height."""
        spacing = self._languages[n][2]
        started, shown, inside = state
        if inside >> n & 1:
            return spacing.item
        if alone >> n & 1:
            return spacing.head
        side = entry.sides[n]
        first = spacing.head if side and side.head is not None else 0
        return self._opening(n, section, entry, started, shown) + first

    def _opening(self, n: int, section: JointSection, entry: JointEntry, started: int, shown: int) -> int:
        """What it costs language n that an entry begins: gaps, the section's heading and the entry's head."""
        content, heights, spacing = self._languages[n]
        part, side = section.sides[n], entry.sides[n]
        if part is None or side is None:
            return 0
        head = 0 if side.head is None else heights[side.head]
        if shown >> n & 1:
            return head + (spacing.row if part.dense else spacing.entry)
        if started >> n & 1:
            head += spacing.section
        elif content.header is not None:
            head += spacing.header
        return head if part.heading is None else head + heights[part.heading] + spacing.heading
