"""Plans several languages with the same items (``layout.fit.same_content``), each in the space that its wording needs.

The items are chosen once, for all languages, as the best that fits one common capacity. Then each language is planned
by itself with those items as its must-keep part: looseness and wordings are its own.

For the common choice the languages are joined into one content. What has the same path is joined. A language may lack
a thing; what only a later language has stands after what precedes it there. A block is as tall as in the language
where it is tallest, as a share of that language's pages.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass, field, replace
from typing import TYPE_CHECKING, TypeVar

from cvtex.fit.choice import choose, least
from cvtex.fit.content import Content, FitEntry, FitPiece, FitSection, Node, Wording, paired
from cvtex.fit.plan import Decision, Planner
from cvtex.fit.ramp import Spacing
from cvtex.fit.selection import least_that_fits

if TYPE_CHECKING:
    from cvtex.fit.result import NoFit, Plan
    from cvtex.fit.selection import Sheet

Key = TypeVar("Key")
Sides = Mapping[int, Node]
"""The same thing in the languages that have it, by their numbers."""

CAPACITY = 1 << 40
"""The height of a language's pages in the common unit: so many in an sp that rounding down loses less than one sp."""
_TRIES = 6


def plan_together(planners: Sequence[Planner]) -> tuple[Plan | NoFit, ...]:
    """Plan each language with the same items; a language that cannot fit at all answers for itself."""
    alone = [planner.decide() for planner in planners]
    decisions = [decision for decision in alone if isinstance(decision, Decision)]
    if len(decisions) == len(alone) > 1 and any(decision.chosen for decision in decisions):
        items = _common_items(planners, decisions)
        together = [planner.decide(_only(planner.content, items)) for planner in planners]
        alone = [mine if isinstance(mine, Decision) else own for mine, own in zip(together, alone, strict=True)]
    return tuple(
        planner.finish(decision) if isinstance(decision, Decision) else decision
        for planner, decision in zip(planners, alone, strict=True)
    )


def _common_items(planners: Sequence[Planner], decisions: Sequence[Decision]) -> Content:
    """The best choice at the largest common capacity at which every language can show all of it.

    Where a language is taller in one item and another in the next, the common heights are more than any language
    needs; on several pages, some of the capacity is lost to good breaks.
    """
    pages = [decision.pages for decision in decisions]
    steps = [min(decision.step, planner.pages()[1]) for planner, decision in zip(planners, decisions, strict=True)]
    sheets = [planner.at(step) for planner, step in zip(planners, steps, strict=True)]
    joint = Joint(sheets, [sheet.capacity(count) for sheet, count in zip(sheets, pages, strict=True)])
    content = joint.content([planner.content for planner in planners])

    def fits(items: Content) -> bool:
        return all(
            least_that_fits(_only(planner.content, items), sheet, count) is not None
            for planner, sheet, count in zip(planners, sheets, pages, strict=True)
        )

    best = None
    low, capacity, high = CAPACITY // 2, CAPACITY, CAPACITY * 3 // 2
    for _ in range(_TRIES):
        choice = choose(content, joint.heights, joint.spacing, capacity)
        if choice is None or fits(choice.selection):
            best, low = (choice.selection if choice else best), capacity
        else:
            high = capacity
        capacity = (low + high) // 2
    if best is not None:
        return best
    lowest = least(content, joint.heights, joint.spacing)
    return lowest.selection if lowest else content


def _only(content: Content, items: Content) -> Content:
    """The part of a language's content that is among the common items, all of it to be shown."""

    def section(old: FitSection, chosen: FitSection) -> FitSection:
        entries = [entry(each, own) for each, own in paired(old.entries, chosen.entries) if own]
        return replace(old, droppable=False, entries=tuple(each for each in entries if each))

    def entry(old: FitEntry, chosen: FitEntry) -> FitEntry | None:
        pieces = tuple(piece(each, own) for each, own in paired(old.pieces, chosen.pieces) if own)
        new = replace(old, droppable=False, pieces=pieces)
        return None if new.is_empty else new

    def piece(old: FitPiece, chosen: FitPiece) -> FitPiece:
        # What a wording leaves out is an item too, so only wordings that leave out the same are open.
        omitted = chosen.wordings[0].omitted
        alike = tuple(wording for wording in old.wordings if wording.omitted == omitted)
        return replace(old, droppable=False, wordings=alike or old.wordings[:1])

    sections = [section(each, own) for each, own in paired(content.sections, items.sections) if own]
    return replace(content, sections=tuple(each for each in sections if each.entries))


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
        return replace(
            next(iter(sides.values())),
            heading=self._block({n: side.heading for n, side in sides.items()}),
            entries=tuple(map(self._entry, _aligned({n: side.entries for n, side in sides.items()}))),
            droppable=all(side.may_vanish for side in sides.values()),
            value=max(side.value for side in sides.values()),
        )

    def _entry(self, sides: Sides[FitEntry]) -> FitEntry:
        return replace(
            next(iter(sides.values())),
            head=self._block({n: side.head for n, side in sides.items()}),
            pieces=tuple(map(self._piece, _aligned({n: side.pieces for n, side in sides.items()}))),
            droppable=all(side.may_vanish for side in sides.values()),
            value=max(side.value for side in sides.values()),
        )

    def _piece(self, sides: Sides[FitPiece]) -> FitPiece:
        """Wordings are joined that leave out the same, and are of the same kind where the languages have it."""
        complete = []
        for omitted, kind in _merged([(w.omitted, w.kind) for w in side.wordings] for side in sides.values()):
            alike = {n: wording for n, side in sides.items() if (wording := _like(side, omitted, kind))}
            if len(alike) == len(sides):
                complete.append(alike)
        if not complete:  # none leave out the same: the fullest of each
            complete = [{n: side.wordings[0] for n, side in sides.items()}]
        droppable = all(side.droppable for side in sides.values())
        return replace(next(iter(sides.values())), wordings=tuple(map(self._wording, complete)), droppable=droppable)

    def _wording(self, sides: Mapping[int, Wording]) -> Wording:
        block = self._block({n: side.block for n, side in sides.items()}) or 0
        return replace(next(iter(sides.values())), block=block, value=max(side.value for side in sides.values()))

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
    """The nodes of the same path, by their languages."""
    paths = _merged([node.path for node in nodes] for nodes in lists.values())
    by_path = {n: {node.path: node for node in nodes} for n, nodes in lists.items()}
    return [{n: nodes[path] for n, nodes in by_path.items() if path in nodes} for path in paths]


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
