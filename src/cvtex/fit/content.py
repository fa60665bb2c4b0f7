"""What can be shown: sections of entries of pieces, each with its wordings, as blocks that TeX measures.

A *block* is known here by its number only; its height at given settings comes from ``measure``. The tree says what
depends on what:

- never a heading without a shown entry, never a piece without its entry's head;
- what is not ``droppable`` is shown whenever what it belongs to is: a droppable section or entry takes all of its
  own with it;
- what is only a container goes by itself when all it contains went: a section without entries, an entry without a
  head, an entry with ``keep_head=False`` (whose head means nothing without a piece).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from cvtex.fit.ramp import Settings

Kind = Literal["full", "short"]

Measure = Callable[[Settings, Sequence[int]], Mapping[int, int]]
"""Heights of blocks in sp (height plus depth of the vbox) at given settings; a call is one measurement of the page."""


@dataclass(frozen=True, slots=True)
class Wording:
    """One way to say a piece: the block that is measured, and what showing it is worth.

    ``omitted`` names the paths that this wording leaves out: a paragraph of courses without some of its courses is a
    wording of its own.
    """

    block: int
    value: int
    kind: Kind = "full"
    omitted: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Piece:
    """A bullet, a row or a paragraph; its wordings stand fullest first."""

    path: str
    wordings: tuple[Wording, ...]
    droppable: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """A head and its pieces; an entry without a head shows only if a piece does.

    ``value`` is what showing it adds to the values of its pieces.
    """

    path: str
    head: int | None
    pieces: tuple[Piece, ...]
    droppable: bool = False
    value: int = 0
    keep_head: bool = True

    @property
    def stands_alone(self) -> bool:
        """Whether the head may be shown without a piece."""
        return self.head is not None and (self.keep_head or not self.pieces)

    @property
    def may_vanish(self) -> bool:
        """Whether the entry can be left out."""
        return self.droppable or (not self.stands_alone and all(piece.droppable for piece in self.pieces))


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and its entries; in a ``dense`` one they follow each other with the row gap (awards, skills)."""

    path: str
    heading: int | None
    entries: tuple[Entry, ...]
    droppable: bool = False
    value: int = 0
    dense: bool = False

    @property
    def may_vanish(self) -> bool:
        """Whether the section can be left out."""
        return self.droppable or all(entry.may_vanish for entry in self.entries)


@dataclass(frozen=True, slots=True)
class Content:
    """All that a résumé can show in one language."""

    header: int | None
    sections: tuple[Section, ...]

    @property
    def blocks(self) -> tuple[int, ...]:
        """Every block, each once, in document order: what a measurement asks for."""
        found: dict[int, None] = {}
        if self.header is not None:
            found[self.header] = None
        for section in self.sections:
            if section.heading is not None:
                found[section.heading] = None
            for entry in section.entries:
                if entry.head is not None:
                    found[entry.head] = None
                for piece in entry.pieces:
                    found.update(dict.fromkeys(wording.block for wording in piece.wordings))
        return tuple(found)


def nothing_may_go(content: Content) -> Content:
    """The same content with no leave to omit: shorter wordings stay."""

    def piece(old: Piece) -> Piece:
        wordings = tuple(wording for wording in old.wordings if not wording.omitted) or old.wordings[:1]
        return replace(old, droppable=False, wordings=wordings)

    def entry(old: Entry) -> Entry:
        return replace(old, droppable=False, pieces=tuple(map(piece, old.pieces)))

    return _mapped(content, entry, droppable=False)


def all_may_go(content: Content, least_value: int) -> Content:
    """The same content with leave to omit every entry and piece; what had no leave is worth at least so much."""

    def piece(old: Piece) -> Piece:
        lift = 0 if old.droppable else max(0, least_value - old.wordings[0].value)
        wordings = tuple(replace(wording, value=wording.value + lift) for wording in old.wordings)
        return replace(old, droppable=True, wordings=wordings)

    def entry(old: Entry) -> Entry:
        value = old.value if old.droppable or old.head is None else max(old.value, least_value)
        return replace(old, droppable=True, value=value, pieces=tuple(map(piece, old.pieces)))

    return _mapped(content, entry)


def _mapped(content: Content, entry: Callable[[Entry], Entry], *, droppable: bool | None = None) -> Content:
    return replace(
        content,
        sections=tuple(
            replace(
                section,
                entries=tuple(map(entry, section.entries)),
                droppable=section.droppable if droppable is None else droppable,
            )
            for section in content.sections
        ),
    )
