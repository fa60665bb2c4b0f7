"""What goes when not everything can stay: the best choice that also breaks into the pages asked for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cvtex.fit.account import omissions, shown
from cvtex.fit.choice import Selection, choose, least
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

    def chunks(self, content: Content, selection: Selection) -> tuple[Chunk, ...]:
        """A selection, parted where pages may break."""
        return chunks_of(stacked(content, selection), self.heights, self.spacing)

    def overflow(self, content: Content, selection: Selection, pages: int) -> int:
        """How many sp too tall a selection is for so many pages."""
        return overflow(self.chunks(content, selection), self.area, pages)


def least_selection(content: Content, sheet: Sheet) -> Selection | None:
    """The must-keep part in its shortest wordings, None if the content cannot be shown in any way."""
    choice = least(content, sheet.heights, sheet.spacing)
    return None if choice is None else choice.selections[0]


def best_selection(content: Content, sheet: Sheet, pages: int) -> Selection | None:
    """The choice of greatest value that fits; on several pages, of those found as the capacity goes down.

    What a page's foot loses to good breaks is known only when the choice is made: the capacity starts at all that the
    pages could hold (the gap above a page's first block is saved) and is lowered until the choice breaks.
    """
    capacity = pages * sheet.area + (pages - 1) * sheet.spacing.section
    for attempt in range(_TRIES if pages > 1 else 1):
        choice = choose([content], [sheet.heights], [sheet.spacing], [capacity])
        if choice is None:
            break
        if sheet.overflow(content, choice.selections[0], pages) == 0:
            return choice.selections[0]
        step = sheet.leading // 2 << max(0, (attempt - _FINE_TRIES) // 2)
        capacity = choice.heights[0] - min(step, max(1, choice.heights[0] // 8))
    selection = least_selection(content, sheet)
    return selection if selection and sheet.overflow(content, selection, pages) == 0 else None


def cheapest_cuts(content: Content, sheet: Sheet, pages: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What would have to go, and be shortened, beyond what there is leave for; empty if even that is not enough."""
    free = all_may_go(content, value_of(None))
    selection = best_selection(free, sheet, pages)
    if selection is None or not any(pieces is not None for entries in selection for pieces in entries):
        return (), ()
    granted = {section.path for section in content.sections if section.droppable}
    for section in content.sections:
        granted |= {entry.path for entry in section.entries if entry.droppable}
        granted |= {piece.path for entry in section.entries for piece in entry.pieces if piece.droppable}
    cuts = tuple(omission.path for omission in omissions(free, selection) if omission.path not in granted)
    return cuts, tuple(path for path, kind in shown(free, selection).items() if kind == "short")
