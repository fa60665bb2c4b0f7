"""Selects what is shown, the best choice that also breaks into the pages asked for, and accounts for what is not."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cvtex.fit.choice import choose, least
from cvtex.fit.content import Content, FitEntry, FitSection, Kind, all_may_go, paired
from cvtex.fit.pages import Chunk, chunks_of, natural, overflow, stacked
from cvtex.fit.result import Omission

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

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
    fine: bool = False
    """Whether pages may also break where that leaves a bullet or a row alone."""

    def capacity(self, pages: int) -> int:
        """All that so many pages could hold: the gap above a page's first block is saved."""
        return pages * self.area + (pages - 1) * self.spacing.section

    def chunks(self, selection: Content) -> tuple[Chunk, ...]:
        """A selection, parted where pages may break."""
        return chunks_of(stacked(selection), self.heights, self.spacing, 0 if self.fine else self.area)

    def overflow(self, selection: Content, pages: int) -> int:
        """How many sp too tall a selection is for so many pages."""
        return overflow(self.chunks(selection), self.area, pages)


def least_that_fits(content: Content, sheet: Sheet, pages: int) -> Content | None:
    """The must-keep part in its shortest wordings, None if it does not fit or cannot be shown in any way."""
    choice = least(content, sheet.heights, sheet.spacing)
    return choice.selection if choice and sheet.overflow(choice.selection, pages) == 0 else None


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
    return least_that_fits(content, sheet, pages)


def cheapest_cuts(content: Content, sheet: Sheet, pages: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What would have to be omitted, and be shortened, beyond what there is leave for; empty if that is not enough."""
    free = all_may_go(content)
    selection = best_selection(free, sheet, pages)
    if selection is None or not selection.sections:
        return (), ()
    entries = [entry for section in content.sections for entry in section.entries]
    pieces = [piece for entry in entries for piece in entry.pieces]
    granted = {node.path for nodes in (content.sections, entries, pieces) for node in nodes if node.droppable}
    cuts = tuple(omission.path for omission in omissions(free, selection) if omission.path not in granted)
    return cuts, tuple(path for path, kind in shown(selection).items() if kind == "short")


def shown(selection: Content) -> dict[str, Kind]:
    """The paths of the sections, entries and pieces that are shown, with the kind of wording."""
    kinds: dict[str, Kind] = {}
    for section in selection.sections:
        for entry in section.entries:
            if not entry.is_empty:
                kinds.setdefault(section.path, "full")
                kinds[entry.path] = "full"
                kinds |= {piece.path: piece.wordings[0].kind for piece in entry.pieces}
    return kinds


def omissions(content: Content, selection: Content) -> tuple[Omission, ...]:
    """What is not shown, in document order; what is omitted with all it holds is named once."""
    omitted: dict[str, Omission] = {}
    for section, own in paired(content.sections, selection.sections):
        if own is None and section.droppable and section.entries:
            omitted[section.path] = Omission(section.path, "space")
            continue
        for entry, chosen in paired(section.entries, own.entries if own else ()):
            for omission in _omitted(entry, chosen):
                omitted.setdefault(omission.path, omission)
    return tuple(omitted.values())


def _omitted(entry: FitEntry, chosen: FitEntry | None) -> Iterator[Omission]:
    if chosen is None and not entry.is_empty and (entry.droppable or not entry.pieces):
        yield Omission(entry.path, "space")
        return
    for piece, shown_piece in paired(entry.pieces, chosen.pieces if chosen else ()):
        if shown_piece is None:
            yield Omission(piece.path, "space")
        else:
            yield from (Omission(path, "wording") for path in shown_piece.wordings[0].omitted)


def heights_by_path(
    content: Content, selection: Content, heights: Mapping[int, int], spacing: Spacing
) -> dict[str, int]:
    """What each section, entry and piece takes, or would take in full where it is left out (sp, gaps inside it too)."""

    def height(section: FitSection) -> int:
        return natural(stacked(Content(None, (section,))), heights, spacing)

    by_path: dict[str, int] = {}
    for section, own in paired(content.sections, selection.sections):
        by_path[section.path] = height(own or section)
        for entry, chosen in paired(section.entries, own.entries if own else ()):
            by_path[entry.path] = height(replace(section, heading=None, entries=(chosen or entry,)))
            for piece, shown_piece in paired(entry.pieces, chosen.pieces if chosen else ()):
                by_path[piece.path] = heights[(shown_piece or piece).wordings[0].block]
    return by_path
