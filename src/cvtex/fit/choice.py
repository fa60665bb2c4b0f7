"""Which items are shown, and in which wording: the choice with the greatest value that fits.

The choice is the exact optimum over TeX's heights, with what headings, heads and gaps cost. Of choices with the same
value the one that comes first is taken: shown before left out and fuller before shorter, compared in document order.
With several languages the same items are chosen for all, within the capacity of each; see `knapsack` for what is
``proven`` then.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cvtex.fit.graph import Graph, graph_of
from cvtex.fit.knapsack import Solution, best_path, lowest_path

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cvtex.fit.content import Content
    from cvtex.fit.ramp import Spacing

EntryShown = tuple[int | None, ...]
"""Per piece the number of its wording, None where it is left out."""
Selection = tuple[tuple[EntryShown | None, ...], ...]
"""Per section and entry what is shown of it, None where it is left out."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A selection per language, its height there in sp, and its value; ``states`` tells how much work it was."""

    selections: tuple[Selection, ...]
    heights: tuple[int, ...]
    value: int
    states: int
    proven: bool


def choose(
    contents: Sequence[Content],
    heights: Sequence[Mapping[int, int]],
    spacings: Sequence[Spacing],
    capacities: Sequence[int],
) -> Choice | None:
    """The best choice for contents that are joined by path (one per language), or None if nothing fits."""
    graph = graph_of(contents, heights, spacings)
    solution = best_path(graph, capacities)
    return None if solution is None else _choice(contents, graph, solution)


def least(content: Content, heights: Mapping[int, int], spacing: Spacing) -> Choice | None:
    """The must-keep part in its shortest wordings, None if there is no way to show the content at all."""
    graph = graph_of([content], [heights], [spacing])
    solution = lowest_path(graph)
    return None if solution is None else _choice([content], graph, solution)


def _choice(contents: Sequence[Content], graph: Graph, solution: Solution) -> Choice:
    """Read the labels of a path back into a selection per language."""
    shown = set(solution.labels)
    option = {label[:3]: label[3] for label in shown if len(label) == len(("section", "entry", "piece", "option"))}
    selections = []
    for language, content in enumerate(contents):
        wordings: dict[tuple[str, str, str], int | None] = {}
        entries: set[tuple[str, str]] = set()
        for s, section in enumerate(graph.sections):
            part = section.sides[language]
            for e, entry in enumerate(section.entries):
                side = entry.sides[language]
                if part is None or side is None or (s, e) not in shown:
                    continue
                entries.add((part.path, side.path))
                for p, piece in enumerate(entry.pieces):
                    own, label = piece.sides[language], (s, e, p)
                    if own is not None and label in option:
                        wordings[part.path, side.path, own.path] = piece.options[option[label]][language]
        selections.append(_selection(content, entries, wordings))
    return Choice(tuple(selections), solution.heights, solution.value, solution.states, solution.proven)


def _selection(
    content: Content, entries: set[tuple[str, str]], wordings: Mapping[tuple[str, str, str], int | None]
) -> Selection:
    def shown(section: str, number: int, part: int) -> EntryShown | None:
        entry = content.sections[part].entries[number]
        if (section, entry.path) not in entries:
            return None
        pieces = tuple(wordings.get((section, entry.path, piece.path)) for piece in entry.pieces)
        return pieces if entry.stands_alone or any(index is not None for index in pieces) else None

    return tuple(
        tuple(shown(section.path, number, part) for number in range(len(section.entries)))
        for part, section in enumerate(content.sections)
    )
