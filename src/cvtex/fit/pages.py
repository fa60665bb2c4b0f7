"""Breaks a stack of blocks into exactly so many pages, even ones, with good breaks.

Never below the header, a heading or an entry's head (so an entry keeps its first piece, and a heading its first
entry with its first piece). Among what is left, the pages are as even as can be, where a break within an entry counts
as three lines of unevenness and one between entries as one; a last page under a third full comes only if there is
no other way. The first block of a page has no gap above it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cvtex.fit.stack import Break, Stacked

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cvtex.fit.ramp import Spacing

_UNEVEN_LINES = {Break.SECTION: 0, Break.ENTRY: 1, Break.PIECE: 3}


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
        gap = spacing.of(item.gap) if item.gap else 0
        if not chunks or item.above is not Break.NEVER:
            chunks.append(Chunk(index, gap, heights[item.block], item.above))
        else:
            last = chunks[-1]
            chunks[-1] = Chunk(last.start, last.gap, last.height + gap + heights[item.block], last.above)
    return tuple(chunks)


def overflow(chunks: Sequence[Chunk], area: int, pages: int) -> int:
    """How many sp too tall the chunks are for so many pages (0: they fit), each filled before the next."""
    filled = _filled(chunks, area, pages)
    return sum(max(height - area, 0) for height in filled)


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
    costs = _Costs(chunks, area, pages, leading)
    worst = _least(costs, count, pages, None)
    if worst is None:
        return None
    best = _least(costs, count, pages, worst[0])
    return None if best is None else tuple(chunks[index].start for index in best[1])


@dataclass(slots=True)
class _Costs:
    chunks: Sequence[Chunk]
    area: int
    pages: int
    leading: int

    def of(self, page: int, start: int) -> list[tuple[int, int]]:
        """(end, cost) of each way to fill a page (from 1) from a chunk on, as far as the area goes."""
        chunks, last = self.chunks, page == self.pages
        target = sum(chunk.height + chunk.gap for chunk in chunks) // self.pages
        ways: list[tuple[int, int]] = []
        height = -chunks[start].gap
        for end in range(start + 1, len(chunks) + 1):
            height += chunks[end - 1].height + chunks[end - 1].gap
            if height > self.area:
                break
            if last and end < len(chunks):
                continue
            cost = abs(target - height)
            if not last and end < len(chunks):
                cost += _UNEVEN_LINES[chunks[end].above] * self.leading
            if last and height * 3 < self.area:
                cost += self.area
            ways.append((end, cost))
        return ways


def _least(costs: _Costs, count: int, pages: int, limit: int | None) -> tuple[int, tuple[int, ...]] | None:
    """The least maximum of the pages' costs or, with a limit on each, their least sum; and the pages' first chunks."""
    # by the number of the chunk that the page begins with
    ways: dict[int, tuple[int, tuple[int, ...]]] = {0: (0, ())}
    for page in range(1, pages + 1):
        following: dict[int, tuple[int, tuple[int, ...]]] = {}
        for start, (so_far, starts) in ways.items():
            if start >= count:
                continue
            for end, cost in costs.of(page, start):
                if limit is not None and cost > limit:
                    continue
                total = max(so_far, cost) if limit is None else so_far + cost
                known = following.get(end)
                if known is None or (total, [-s for s in starts]) < (known[0], [-s for s in known[1][:-1]]):
                    following[end] = (total, (*starts, start))
        ways = following
    return ways.get(count)
