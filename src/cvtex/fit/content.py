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


@dataclass(frozen=True, slots=True)
class FitEntry:
    """A head and its pieces; an entry without a head shows only if a piece does."""

    path: str
    head: int | None
    pieces: tuple[FitPiece, ...]
    droppable: bool = False
    value: int = 0
    """What showing it adds to the values of its pieces."""

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


def _changed(content: Content, entry: Callable[[FitEntry], FitEntry], piece: Callable[[FitPiece], FitPiece]) -> Content:
    """The content with its entries and their pieces replaced."""

    def section(old: FitSection) -> FitSection:
        entries = (replace(entry(each), pieces=tuple(map(piece, each.pieces))) for each in old.entries)
        return replace(old, entries=tuple(entries))

    return replace(content, sections=tuple(map(section, content.sections)))


def nothing_may_go(content: Content) -> Content:
    """The same content with no leave to omit: shorter wordings stay."""

    def piece(old: FitPiece) -> FitPiece:
        wordings = tuple(wording for wording in old.wordings if not wording.omitted) or old.wordings[:1]
        return replace(old, droppable=False, wordings=wordings)

    sections = tuple(replace(section, droppable=False) for section in content.sections)
    return _changed(replace(content, sections=sections), lambda entry: replace(entry, droppable=False), piece)


def all_may_go(content: Content, least_value: int) -> Content:
    """The same content with leave to omit every entry and piece; what had no leave is worth at least so much."""

    def piece(old: FitPiece) -> FitPiece:
        lift = 0 if old.droppable else max(0, least_value - old.wordings[0].value)
        wordings = tuple(replace(wording, value=wording.value + lift) for wording in old.wordings)
        return replace(old, droppable=True, wordings=wordings)

    def entry(old: FitEntry) -> FitEntry:
        value = old.value if old.droppable or old.head is None else max(old.value, least_value)
        return replace(old, droppable=True, value=value)

    return _changed(content, entry, piece)
