"""Several languages joined by path, so that one decision holds for all of them.

Paths are unique among siblings. A language may lack a thing; what only a later language has stands after what
precedes it there. Wordings go together that leave out the same, of the same kind where both languages have it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from cvtex.fit.content import Content, Entry, Piece, Section, Wording

if TYPE_CHECKING:
    from collections.abc import Sequence

T = TypeVar("T", Section, Entry, Piece)
Sides = tuple[T | None, ...]
"""The same thing in each language, None where a language lacks it."""


@dataclass(frozen=True, slots=True)
class JointPiece:
    """A piece in all languages, and the wordings that go together (an index per language, None where it is lacking)."""

    sides: tuple[Piece | None, ...]
    options: tuple[tuple[int | None, ...], ...]

    @property
    def droppable(self) -> bool:
        """Whether every language gives leave."""
        return all(side.droppable for side in self.sides if side)

    def value(self, option: int) -> int:
        """What an option is worth: the most that it is in any language."""
        chosen = zip(self.sides, self.options[option], strict=True)
        return max(side.wordings[index].value for side, index in chosen if side and index is not None)


@dataclass(frozen=True, slots=True)
class JointEntry:
    """An entry in all languages."""

    sides: tuple[Entry | None, ...]
    pieces: tuple[JointPiece, ...]

    @property
    def may_vanish(self) -> bool:
        """Whether every language can do without it."""
        return all(side.may_vanish for side in self.sides if side)


@dataclass(frozen=True, slots=True)
class JointSection:
    """A section in all languages."""

    sides: tuple[Section | None, ...]
    entries: tuple[JointEntry, ...]

    @property
    def may_vanish(self) -> bool:
        """Whether every language can do without it."""
        return all(side.may_vanish for side in self.sides if side)


def joined(contents: Sequence[Content]) -> tuple[JointSection, ...]:
    """The sections of several languages, joined by path."""
    return tuple(
        JointSection(
            sides,
            tuple(
                JointEntry(
                    entry, tuple(_joint_piece(piece) for piece in _align([e.pieces if e else () for e in entry]))
                )
                for entry in _align([section.entries if section else () for section in sides])
            ),
        )
        for sides in _align([content.sections for content in contents])
    )


def _align(lists: Sequence[Sequence[T]]) -> list[Sides[T]]:
    """Things with the same path together; what only a later language has stands after its predecessor there."""
    if len(lists) == 1:
        return [(thing,) for thing in lists[0]]
    order: list[str] = []
    for things in lists:
        at = 0
        for thing in things:
            if thing.path not in order:
                order.insert(at, thing.path)
            at = order.index(thing.path) + 1
    by_path = [{thing.path: thing for thing in things} for things in lists]
    return [tuple(side.get(path) for side in by_path) for path in order]


def _joint_piece(sides: Sides[Piece]) -> JointPiece:
    options: dict[tuple[int | None, ...], None] = {}
    for side in sides:
        for number, wording in enumerate(side.wordings if side else ()):
            option = tuple(number if other is side else _like(wording, other) if other else None for other in sides)
            if all(index is not None or other is None for index, other in zip(option, sides, strict=True)):
                options[option] = None
    if not options:  # no wordings that leave out the same: the fullest of each
        options[tuple(0 if side else None for side in sides)] = None
    return JointPiece(sides, tuple(sorted(options, key=lambda option: [index or 0 for index in option])))


def _like(wording: Wording, piece: Piece) -> int | None:
    """The wording of a piece that leaves out the same, of the same kind if there is one."""
    alike = [index for index, other in enumerate(piece.wordings) if other.omitted == wording.omitted]
    same = [index for index in alike if piece.wordings[index].kind == wording.kind]
    return next(iter(same or alike), None)
