"""Stacks the blocks of a selection, and breaks the stack into exactly so many pages, even ones, with good breaks.

Never below the header, a heading or an entry's head (so an entry keeps its first piece, and a heading its first
entry with its first piece). Among what is left, the pages are as even as can be, where a break within an entry counts
as three lines of unevenness and one between entries as one; a last page under a third full comes only if there is
no other way. The first block of a page has no gap above it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import IntEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from cvtex.fit.content import Content
    from cvtex.fit.ramp import GapName, Spacing


class Break(IntEnum):
    """A page break above a block, from good to bad."""

    SECTION = 0
    """Before a section."""
    ENTRY = 1
    """Between two entries."""
    PIECE = 2
    """Within an entry, after its first piece."""
    NEVER = 3
    """Right below the header, a heading or an entry's head."""


_UNEVEN_LINES = {Break.SECTION: 0, Break.ENTRY: 1, Break.PIECE: 3}


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
                gap, above = ("row" if section.dense else "entry"), Break.ENTRY
            elif section.heading is not None:
                stack.append(Stacked(section.heading, gap, above))
                gap, above = "heading", Break.NEVER
            if entry.head is not None:
                stack.append(Stacked(entry.head, gap, above))
                gap, above = "head", Break.NEVER
            for piece in entry.pieces:
                stack.append(Stacked(piece.wordings[0].block, gap, above))
                gap, above = "item", Break.PIECE
        if entries:
            gap, above = "section", Break.SECTION
    return tuple(stack)


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


def chunks_of(stack: Sequence[Stacked], heights: Mapping[int, int], spacing: Spacing) -> tuple[Chunk, ...]:
    """The stack, parted wherever a page may break."""
    chunks: list[Chunk] = []
    for index, item in enumerate(stack):
        gap, height = spacing.of(item.gap), heights[item.block]
        if not chunks or item.above is not Break.NEVER:
            chunks.append(Chunk(index, gap, height, item.above))
        else:
            chunks[-1] = replace(chunks[-1], height=chunks[-1].height + gap + height)
    return tuple(chunks)


def overflow(chunks: Sequence[Chunk], area: int, pages: int) -> int:
    """How many sp too tall the chunks are for so many pages (0: they fit), each filled before the next."""
    return sum(max(height - area, 0) for height in _filled(chunks, area, pages))


def least_pages(chunks: Sequence[Chunk], area: int) -> int | None:
    """The least number of pages that holds the chunks, None if one of them is taller than a page."""
    if any(chunk.height > area for chunk in chunks):
        return None
    return len(_filled(chunks, area, len(chunks)))


def _filled(chunks: Sequence[Chunk], area: int, pages: int) -> list[int]:
    """The heights of pages that are filled one after the other; the last takes the rest."""
    filled: list[int] = []
    for chunk in chunks:
        if filled and (filled[-1] + chunk.gap + chunk.height <= area or len(filled) == pages):
            filled[-1] += chunk.gap + chunk.height
        else:
            filled.append(chunk.height)
    return filled


def breaks(chunks: Sequence[Chunk], area: int, pages: int, leading: int) -> tuple[int, ...] | None:
    """Where in the stack each page begins, or None if the chunks cannot make exactly so many pages.

    The worst page is made as good as can be; of such ways the best in sum is taken, and of those the one whose early
    pages are longest.
    """
    count = len(chunks)
    if pages == 1:
        return (0,) if overflow(chunks, area, 1) == 0 and chunks else None
    if count < pages:
        return None
    target = sum(chunk.height + chunk.gap for chunk in chunks) // pages

    def ways_to_fill(page: int, start: int) -> Iterator[tuple[int, int]]:
        """(end, cost) of each way to fill a page (from 1) from a chunk on, as far as the area extends."""
        height = -chunks[start].gap
        for end in range(start + 1, count + 1):
            height += chunks[end - 1].height + chunks[end - 1].gap
            if height > area:
                return
            cost = abs(target - height)
            if page < pages:
                yield end, cost + (_UNEVEN_LINES[chunks[end].above] * leading if end < count else 0)
            elif end == count:
                yield end, cost + (area if height * 3 < area else 0)

    worst = _least(ways_to_fill, count, pages)
    best = worst and _least(ways_to_fill, count, pages, worst[0])
    return tuple(chunks[index].start for index in best[1]) if best else None


def _least(
    ways_to_fill: Callable[[int, int], Iterable[tuple[int, int]]], count: int, pages: int, limit: int | None = None
) -> tuple[int, tuple[int, ...]] | None:
    """The least maximum of the pages' costs or, with a limit on each, their least sum; and the pages' first chunks."""
    ways: dict[int, tuple[int, tuple[int, ...]]] = {0: (0, ())}  # by the chunk that the page begins with
    for page in range(1, pages + 1):
        following: dict[int, tuple[int, tuple[int, ...]]] = {}
        for start, (so_far, starts) in ways.items():
            if start >= count:
                continue
            for end, cost in ways_to_fill(page, start):
                if limit is not None and cost > limit:
                    continue
                total = max(so_far, cost) if limit is None else so_far + cost
                known, way = following.get(end), (*starts, start)
                if known is None or (total, [-s for s in way]) < (known[0], [-s for s in known[1]]):
                    following[end] = (total, way)
        ways = following
    return ways.get(count)
