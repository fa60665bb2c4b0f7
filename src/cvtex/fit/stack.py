"""A selection as the blocks that stand below each other, with the gap above each and how a page break there reads."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cvtex.fit.choice import Selection
    from cvtex.fit.content import Content, Entry, Section
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
    """A block, the name of the gap above it (None for the first of all), and how a break there reads."""

    block: int
    gap: GapName | None
    above: Break


def in_full(content: Content) -> Selection:
    """Everything, in the first of its wordings."""
    return tuple(
        tuple((0,) * len(entry.pieces) if entry.pieces or entry.head is not None else None for entry in section.entries)
        for section in content.sections
    )


def stacked(content: Content, selection: Selection) -> tuple[Stacked, ...]:
    """The blocks of a selection in order."""
    stack: list[Stacked] = []
    if content.header is not None:
        stack.append(Stacked(content.header, None, Break.NEVER))
    for section, shown in zip(content.sections, selection, strict=True):
        _add_section(stack, section, shown, first=len(stack) == (content.header is not None))
    return tuple(stack)


def natural(stack: tuple[Stacked, ...], heights: Mapping[int, int], spacing: Spacing) -> int:
    """The height in sp of a stack with natural gaps."""
    return sum(heights[item.block] + (spacing.of(item.gap) if item.gap else 0) for item in stack)


def _add_section(
    stack: list[Stacked], section: Section, selection: tuple[tuple[int | None, ...] | None, ...], *, first: bool
) -> None:
    gap: GapName | None = "section" if not first else "header" if stack else None
    above = Break.NEVER if first else Break.SECTION
    begun = False
    for entry, pieces in zip(section.entries, selection, strict=True):
        if pieces is None:
            continue
        if not begun and section.heading is not None:
            stack.append(Stacked(section.heading, gap, above))
            gap, above = "heading", Break.NEVER
        elif begun:
            gap, above = ("row" if section.dense else "entry"), Break.ENTRY
        begun = True
        _add_entry(stack, entry, pieces, gap, above)


def _add_entry(
    stack: list[Stacked], entry: Entry, pieces: tuple[int | None, ...], gap: GapName | None, above: Break
) -> None:
    if entry.head is not None:
        stack.append(Stacked(entry.head, gap, above))
        gap, above = "head", Break.NEVER
    for piece, wording in zip(entry.pieces, pieces, strict=True):
        if wording is not None:
            stack.append(Stacked(piece.wordings[wording].block, gap, above))
            gap, above = "item", Break.PIECE
