"""The tree of what a résumé can show in one language: sections of entries of pieces, each piece in its wordings.

A *block* is known here by its number only; its height at given settings comes from ``measure``. The tree says what
depends on what:

- never a heading without a shown entry, never a piece without its entry's head;
- what is not ``droppable`` is shown whenever its parent is: a droppable section or entry is omitted with all it holds;
- a mere container is omitted once all it contains is: a section without entries, an entry without a head.

A *selection* is a content as well: what is shown of another, each piece in its first wording.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeVar

from cvtex.fit.ramp import Settings

Kind = Literal["full", "short"]

Measure = Callable[[Settings, Sequence[int]], Mapping[int, int]]
"""Heights of blocks in sp (height plus depth of the vbox) at given settings; a call is one measurement of the page."""


@dataclass(frozen=True, slots=True)
class Wording:
    """One way to say a piece: the block that is measured, and what showing it is worth."""

    block: int
    value: int
    kind: Kind = "full"
    omitted: tuple[str, ...] = ()
    """The paths that it leaves out: a paragraph of courses without some of its courses is a wording of its own."""


@dataclass(frozen=True, slots=True)
class FitPiece:
    """A bullet, a row or a paragraph; its wordings stand fullest first."""

    path: str
    wordings: tuple[Wording, ...]
    droppable: bool = False
    free: int | None = None
    """What showing it in full is worth where anything may be left out; None: it goes with its entry only."""
    bullet: bool = False
    """One of a list: pages break between them with care."""
    in_turn: bool = False
    """Where it may be left out, all that follows it in its entry is left out before it."""


@dataclass(frozen=True, slots=True)
class FitEntry:
    """A head and its pieces; an entry without a head shows only if a piece does."""

    path: str
    head: int | None
    pieces: tuple[FitPiece, ...]
    droppable: bool = False
    value: int = 0
    """What showing it adds to the values of its pieces."""
    free: int | None = None
    """The same where anything may be left out; None: it goes with its section only."""

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing in it that could be shown."""
        return self.head is None and not self.pieces

    @property
    def may_vanish(self) -> bool:
        """Whether the entry can be left out."""
        return self.droppable or (self.head is None and all(piece.droppable for piece in self.pieces))


@dataclass(frozen=True, slots=True)
class FitSection:
    """A heading and its entries; in a ``dense`` one they follow each other with the row gap (awards, skills)."""

    path: str
    heading: int | None
    entries: tuple[FitEntry, ...]
    droppable: bool = False
    value: int = 0
    dense: bool = False
    free: int = 0
    """What showing it adds where anything may be left out."""
    marked: bool = False
    """It carries a priority of its own."""

    @property
    def may_vanish(self) -> bool:
        """Whether the section can be left out."""
        return self.droppable or all(entry.may_vanish for entry in self.entries)


@dataclass(frozen=True, slots=True)
class Content:
    """All that a résumé can show in one language, or what is shown of it."""

    header: int | None
    sections: tuple[FitSection, ...]

    @property
    def blocks(self) -> tuple[int, ...]:
        """Every block, each once, in document order: what a measurement asks for."""
        blocks = [self.header]
        for section in self.sections:
            blocks.append(section.heading)
            for entry in section.entries:
                blocks += [entry.head, *(wording.block for piece in entry.pieces for wording in piece.wordings)]
        return tuple(dict.fromkeys(block for block in blocks if block is not None))


Node = TypeVar("Node", FitSection, FitEntry, FitPiece)


def paired(nodes: Iterable[Node], others: Iterable[Node]) -> Iterator[tuple[Node, Node | None]]:
    """Each node with the one that has the same path among the others; paths are unique among siblings."""
    by_path = {other.path: other for other in others}
    return ((node, by_path.get(node.path)) for node in nodes)


def _changed(
    section: FitSection, entry: Callable[[FitEntry], FitEntry], piece: Callable[[FitPiece], FitPiece]
) -> FitSection:
    """The section with its entries and their pieces replaced."""
    entries = (replace(entry(each), pieces=tuple(map(piece, each.pieces))) for each in section.entries)
    return replace(section, entries=tuple(entries))


def nothing_may_go(content: Content) -> Content:
    """The same content with no leave to omit: shorter wordings stay."""

    def piece(old: FitPiece) -> FitPiece:
        wordings = tuple(wording for wording in old.wordings if not wording.omitted) or old.wordings[:1]
        return replace(old, droppable=False, wordings=wordings)

    def section(old: FitSection) -> FitSection:
        return _changed(replace(old, droppable=False), lambda entry: replace(entry, droppable=False), piece)

    return replace(content, sections=tuple(map(section, content.sections)))


def all_may_go(content: Content) -> Content:
    """The same content with leave to omit whatever can go by itself, each worth what it is by `cvtex.fit.values`."""
    return replace(content, sections=tuple(map(any_may_go, content.sections)))


def any_may_go(section: FitSection) -> FitSection:
    """The same of one section."""

    def piece(old: FitPiece) -> FitPiece:
        if old.free is None:
            return old
        lift = old.free - old.wordings[0].value
        wordings = tuple(replace(wording, value=max(0, wording.value + lift)) for wording in old.wordings)
        return replace(old, droppable=True, wordings=wordings)

    def entry(old: FitEntry) -> FitEntry:
        return old if old.free is None else replace(old, droppable=True, value=old.free)

    free = replace(section, droppable=section.droppable or section.marked, value=section.free)
    return _changed(free, entry, piece)
