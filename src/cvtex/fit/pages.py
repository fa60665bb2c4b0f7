"""Stacks the blocks of a selection, and breaks the stack into exactly so many pages, filled in turn, with good breaks.

Never below the header, a heading or an entry's head: an entry keeps its first piece, a heading its first entry.
Of a list at least two bullets stand on each side of a break, or it is not broken; a head keeps bullets with it, if it
has any; of rows at least two stand together. Only what would be taller than a page is broken elsewhere.

Among what is left, each page is as full as good breaks allow, and the last has the rest. What space at a page's foot
costs grows with its square: a list is torn only where more than seven lines would stay free there otherwise, and
entries are parted rather than a list. The last page is at least a third full where that can be. The first block of a
page has no gap above it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import IntEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from cvtex.fit.content import Content, FitPiece
    from cvtex.fit.ramp import GapName, Spacing


class Break(IntEnum):
    """A page break above a block, from good to bad."""

    SECTION = 0
    """Before a section."""
    ENTRY = 1
    """Between two entries."""
    PIECE = 2
    """Within an entry, at least two bullets from either end of its list."""
    LONE = 3
    """Within an entry or among rows, beside a single bullet or row; above an entry's first bullet."""
    NEVER = 4
    """Right below the header, a heading or an entry's head."""


# In lines; a foot of so many free lines costs a quarter of their square.
_COSTS = {Break.SECTION: 0, Break.ENTRY: 1, Break.PIECE: 12, Break.LONE: 100}
_FEWEST = 2  # bullets or rows on either side of a break


@dataclass(frozen=True, slots=True)
class Stacked:
    """A block, the name of the gap above it (None for the first of all), and how good a break there is."""

    block: int
    gap: GapName | None
    above: Break


def stacked(selection: Content) -> tuple[Stacked, ...]:
    """The blocks of a selection in order."""
    stack: list[Stacked] = []
    gap: GapName | None = None
    above = Break.NEVER
    if selection.header is not None:
        stack.append(Stacked(selection.header, None, Break.NEVER))
        gap = "header"
    for section in selection.sections:
        entries = [entry for entry in section.entries if not entry.is_empty]
        for number, entry in enumerate(entries):
            if number:
                lone = section.dense and min(number, len(entries) - number) < _FEWEST
                gap, above = ("row" if section.dense else "entry"), Break.LONE if lone else Break.ENTRY
            elif section.heading is not None:
                stack.append(Stacked(section.heading, gap, above))
                gap, above = "heading", Break.NEVER
            if entry.head is not None:
                stack.append(Stacked(entry.head, gap, above))
                gap, above = "head", Break.NEVER
            for place, piece in enumerate(entry.pieces):
                if place:
                    gap, above = "item", _within(entry.pieces, place)
                stack.append(Stacked(piece.wordings[0].block, gap, above))
        if entries:
            gap, above = "section", Break.SECTION
    return tuple(stack)


def _within(pieces: Sequence[FitPiece], place: int) -> Break:
    """How good a break is above a piece that is not the first of its entry."""
    before, after = sum(piece.bullet for piece in pieces[:place]), sum(piece.bullet for piece in pieces[place:])
    return Break.LONE if after and min(before, after) < _FEWEST else Break.PIECE


def natural(stack: Sequence[Stacked], heights: Mapping[int, int], spacing: Spacing) -> int:
    """The height in sp of a stack with natural gaps."""
    return sum(heights[item.block] + spacing.of(item.gap) for item in stack)


@dataclass(frozen=True, slots=True)
class Chunk:
    """Blocks that stay together: those of the stack from ``start`` on, the gap above them and their height in sp."""

    start: int
    gap: int
    height: int
    above: Break


def chunks_of(
    stack: Sequence[Stacked], heights: Mapping[int, int], spacing: Spacing, area: int = 0
) -> tuple[Chunk, ...]:
    """The stack, parted where a page may break: beside a lone piece only where what it stands with exceeds the area."""
    chunks: list[Chunk] = []
    for index, item in enumerate(stack):
        gap, height = spacing.of(item.gap), heights[item.block]
        joined = chunks[-1].height + gap + height if chunks else 0
        if chunks and (item.above is Break.NEVER or (item.above is Break.LONE and joined <= area)):
            chunks[-1] = replace(chunks[-1], height=joined)
        else:
            chunks.append(Chunk(index, gap, height, item.above))
    return tuple(chunks)


def overflow(chunks: Sequence[Chunk], area: int, pages: int) -> int:
    """How many sp too tall the chunks are for so many pages (0: they fit), each filled before the next."""
    return sum(max(height - area, 0) for height in _filled(chunks, area, pages))


def filled_pages(chunks: Sequence[Chunk], area: int) -> list[int] | None:
    """The heights in sp of as few pages as hold the chunks, None if one of them is taller than a page."""
    return None if any(chunk.height > area for chunk in chunks) else _filled(chunks, area, len(chunks))


def _filled(chunks: Sequence[Chunk], area: int, pages: int) -> list[int]:
    """The heights of pages that are filled one after the other; the last takes the rest."""
    filled: list[int] = []
    for chunk in chunks:
        if filled and (filled[-1] + chunk.gap + chunk.height <= area or len(filled) == pages):
            filled[-1] += chunk.gap + chunk.height
        else:
            filled.append(chunk.height)
    return filled


def breaks(
    chunks: Sequence[Chunk], area: int, pages: int, leading: int, last: int | None = None
) -> tuple[int, ...] | None:
    """Where in the stack each page begins, or None if the chunks cannot make exactly so many pages.

    The last page is not to be lower than ``last`` where that can be avoided; a third of the area unless told otherwise.
    Of ways that are as good, the one with the longest early pages is taken.
    """
    count = len(chunks)
    if pages == 1:
        return (0,) if overflow(chunks, area, 1) == 0 and chunks else None
    wanted = area // 3 if last is None else last
    ways: dict[int, tuple[int, tuple[int, ...]]] = {0: (0, ())}  # by the chunk that the page begins with
    for page in range(1, pages + 1):
        following: dict[int, tuple[int, tuple[int, ...]]] = {}
        for start, (so_far, starts) in ways.items():
            for end, height in _filling(chunks, start, area):
                if (page == pages) != (end == count):
                    continue
                if end == count:
                    cost = 4 * max(wanted - height, 0) ** 2 // leading
                else:
                    cost = (area - height) ** 2 // (4 * leading) + _COSTS[chunks[end].above] * leading
                known, way = following.get(end), (*starts, start)
                if known is None or (so_far + cost, [-s for s in way]) < (known[0], [-s for s in known[1]]):
                    following[end] = (so_far + cost, way)
        ways = following
    return tuple(chunks[index].start for index in ways[count][1]) if count in ways else None


def _filling(chunks: Sequence[Chunk], start: int, area: int) -> Iterator[tuple[int, int]]:
    """(end, height) of each way to fill a page from a chunk on, as far as the area extends."""
    height = -chunks[start].gap
    for end in range(start + 1, len(chunks) + 1):
        height += chunks[end - 1].height + chunks[end - 1].gap
        if height > area:
            return
        yield end, height
