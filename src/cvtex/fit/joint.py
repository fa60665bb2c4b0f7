"""Joins several languages into one content, so that one choice holds for all of them.

What has the same path is joined. A language may lack a thing; what only a later language has stands after what
precedes it there. A block is as tall as in the language where it is tallest, as a share of that language's pages.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass, field
from typing import TYPE_CHECKING, TypeVar

from cvtex.fit.content import Content, FitEntry, FitPiece, FitSection, Node, Wording
from cvtex.fit.ramp import Spacing

if TYPE_CHECKING:
    from cvtex.fit.cutting import Sheet

Key = TypeVar("Key")
Sides = Mapping[int, Node]
"""The same thing in the languages that have it, by their numbers."""

CAPACITY = 1 << 40
"""The height of a language's pages in the common unit: so many in an sp that rounding down loses less than one sp."""


@dataclass(slots=True)
class Joint:
    """The common content of languages that each have a sheet and a capacity in sp, with heights in the common unit."""

    sheets: Sequence[Sheet]
    capacities: Sequence[int]
    heights: dict[int, int] = field(default_factory=dict)

    @property
    def spacing(self) -> Spacing:
        """The gaps, each the largest of all languages."""
        gaps = zip(*(astuple(sheet.spacing) for sheet in self.sheets), strict=True)
        return Spacing(*(max(self._share(n, gap) for n, gap in enumerate(each)) for each in gaps))

    def content(self, contents: Sequence[Content]) -> Content:
        """Join contents, one for each language."""
        header = self._block({n: content.header for n, content in enumerate(contents)})
        sections = _aligned({n: content.sections for n, content in enumerate(contents)})
        return Content(header, tuple(map(self._section, sections)))

    def _section(self, sides: Sides[FitSection]) -> FitSection:
        entries = _aligned({n: side.entries for n, side in sides.items()})
        return FitSection(
            path=next(iter(sides.values())).path,
            heading=self._block({n: side.heading for n, side in sides.items()}),
            entries=tuple(map(self._entry, entries)),
            droppable=all(side.may_vanish for side in sides.values()),
            value=max(side.value for side in sides.values()),
            dense=next(iter(sides.values())).dense,
        )

    def _entry(self, sides: Sides[FitEntry]) -> FitEntry:
        pieces = _aligned({n: side.pieces for n, side in sides.items()})
        return FitEntry(
            path=next(iter(sides.values())).path,
            head=self._block({n: side.head for n, side in sides.items()}),
            pieces=tuple(map(self._piece, pieces)),
            droppable=all(side.may_vanish for side in sides.values()),
            value=max(side.value for side in sides.values()),
            keep_head=any(side.stands_alone for side in sides.values()),
        )

    def _piece(self, sides: Sides[FitPiece]) -> FitPiece:
        """Wordings are joined that leave out the same, and are of the same kind where the languages have it."""
        wordings = []
        for omitted, kind in _merged([(w.omitted, w.kind) for w in side.wordings] for side in sides.values()):
            alike = {n: _like(side, omitted, kind) for n, side in sides.items()}
            wordings.append({n: wording for n, wording in alike.items() if wording})
        complete = [alike for alike in wordings if len(alike) == len(sides)]
        if not complete:  # none leave out the same: the fullest of each
            complete = [{n: side.wordings[0] for n, side in sides.items()}]
        droppable = all(side.droppable for side in sides.values())
        return FitPiece(next(iter(sides.values())).path, tuple(map(self._wording, complete)), droppable)

    def _wording(self, sides: Mapping[int, Wording]) -> Wording:
        first = next(iter(sides.values()))
        block = self._block({n: side.block for n, side in sides.items()}) or 0
        return Wording(block, max(side.value for side in sides.values()), first.kind, first.omitted)

    def _block(self, blocks: Mapping[int, int | None]) -> int | None:
        """A new block, as tall as the tallest of these; None if there are none."""
        heights = [self._share(n, self.sheets[n].heights[block]) for n, block in blocks.items() if block is not None]
        if not heights:
            return None
        self.heights[len(self.heights)] = max(heights)
        return len(self.heights) - 1

    def _share(self, language: int, height: int) -> int:
        return height * CAPACITY // self.capacities[language]


def _like(piece: FitPiece, omitted: tuple[str, ...], kind: str) -> Wording | None:
    alike = [wording for wording in piece.wordings if wording.omitted == omitted]
    return next((wording for wording in alike if wording.kind == kind), alike[0] if alike else None)


def _aligned(lists: Mapping[int, Sequence[Node]]) -> list[dict[int, Node]]:
    paths = _merged([node.path for node in nodes] for nodes in lists.values())
    aligned: dict[str, dict[int, Node]] = {path: {} for path in paths}
    for n, nodes in lists.items():
        for node in nodes:
            aligned[node.path][n] = node
    return list(aligned.values())


def _merged(lists: Iterable[Sequence[Key]]) -> list[Key]:
    """The keys of all lists; what only a later list has stands after its predecessor there."""
    merged: list[Key] = []
    for keys in lists:
        at = 0
        for key in keys:
            if key not in merged:
                merged.insert(at, key)
            at = merged.index(key) + 1
    return merged
