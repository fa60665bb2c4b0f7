"""Stacks the blocks of a selection below each other, with the gap above each and how good a page break there is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

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
    return sum(heights[item.block] + (spacing.of(item.gap) if item.gap else 0) for item in stack)
