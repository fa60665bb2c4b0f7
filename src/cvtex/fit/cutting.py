"""Decides what is omitted when not everything fits: the best choice that also breaks into the pages asked for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cvtex.fit.account import omissions, shown
from cvtex.fit.choice import choose, least
from cvtex.fit.content import Content, all_may_go
from cvtex.fit.pages import Chunk, chunks_of, overflow
from cvtex.fit.stack import stacked
from cvtex.fit.values import value_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cvtex.fit.ramp import Spacing

_TRIES = 24
_FINE_TRIES = 8


@dataclass(frozen=True, slots=True)
class Sheet:
    """Blocks and paper at given settings, all in sp."""

    heights: Mapping[int, int]
    spacing: Spacing
    area: int
    leading: int

    def capacity(self, pages: int) -> int:
        """All that so many pages could hold: the gap above a page's first block is saved."""
        return pages * self.area + (pages - 1) * self.spacing.section

    def chunks(self, selection: Content) -> tuple[Chunk, ...]:
        """A selection, parted where pages may break."""
        return chunks_of(stacked(selection), self.heights, self.spacing)

    def overflow(self, selection: Content, pages: int) -> int:
        """How many sp too tall a selection is for so many pages."""
        return overflow(self.chunks(selection), self.area, pages)


def least_selection(content: Content, sheet: Sheet) -> Content | None:
    """The must-keep part in its shortest wordings, None if the content cannot be shown in any way."""
    choice = least(content, sheet.heights, sheet.spacing)
    return None if choice is None else choice.selection


def best_selection(content: Content, sheet: Sheet, pages: int) -> Content | None:
    """The choice of greatest value that fits; on several pages, of those tried as the capacity is lowered.

    What a page's foot loses to good breaks is known only when the choice is made: the capacity starts at all that the
    pages could hold and is lowered until the choice breaks.
    """
    capacity = sheet.capacity(pages)
    for attempt in range(_TRIES if pages > 1 else 1):
        choice = choose(content, sheet.heights, sheet.spacing, capacity)
        if choice is None:
            break
        if sheet.overflow(choice.selection, pages) == 0:
            return choice.selection
        step = sheet.leading // 2 << max(0, (attempt - _FINE_TRIES) // 2)
        capacity = choice.height - min(step, max(1, choice.height // 8))
    selection = least_selection(content, sheet)
    return selection if selection and sheet.overflow(selection, pages) == 0 else None


def cheapest_cuts(content: Content, sheet: Sheet, pages: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What would have to be omitted, and be shortened, beyond what there is leave for; empty if that is not enough."""
    free = all_may_go(content, value_of(None))
    selection = best_selection(free, sheet, pages)
    if selection is None or not selection.sections:
        return (), ()
    granted = {section.path for section in content.sections if section.droppable}
    for section in content.sections:
        granted |= {entry.path for entry in section.entries if entry.droppable}
        granted |= {piece.path for entry in section.entries for piece in entry.pieces if piece.droppable}
    cuts = tuple(omission.path for omission in omissions(free, selection) if omission.path not in granted)
    return cuts, tuple(path for path, kind in shown(selection).items() if kind == "short")
