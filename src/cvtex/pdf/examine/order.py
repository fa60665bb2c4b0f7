"""Reads in which order the text of a PDF is drawn, and where that is not the order of the page.

Parsers either follow the order in which a PDF draws its text, or sort it by its position. Where both agree, all of them
read the same; columns, sidebars and boxes drawn out of turn are what they do not agree on.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cvtex.pdf.examine.glyphs import LONE_BLANKS
from cvtex.pdf.pdfium import Box, around, on_one_line
from cvtex.text.shorten import shorten

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cvtex.pdf.examine.glyphs import Glyph

_MOST: Final = 20  # findings of a kind on a page: more say nothing more
_ON_LINE: Final = 0.4  # of the height of the lower of two boxes: an exponent is on the line, the next line is not
_GAP: Final = 3.0  # of the type size; wider than any space between words
_SPACE: Final = 0.12  # of the type size; narrower than any space between words
_LONGEST: Final = 31


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The end of a text and the beginning of the one that is drawn next; ``page`` counts from 1."""

    page: int
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Order:
    """How many lines of text a PDF has, and where their order is in doubt.

    ``jumps`` are where text is drawn after text that stands below it, ``gaps`` where only white stands between two
    texts on one line, which parsers take for two columns.
    """

    lines: int
    jumps: tuple[Neighbours, ...]
    gaps: tuple[Neighbours, ...]


@dataclass(slots=True)
class _Line:
    text: str
    box: Box


def read_order(pages: Iterable[Iterable[Glyph]]) -> Order:
    """Read the lines of each page as they are drawn, and compare them with where they stand."""
    count, jumps, gaps = 0, list[Neighbours](), list[Neighbours]()
    for number, glyphs in enumerate(pages, start=1):
        drawn = (glyph for glyph in glyphs if glyph.drawing not in {None, LONE_BLANKS})
        lines = list(_lines((glyph.text, glyph.box) for glyph in drawn))
        count += len(lines)
        pairs = list(itertools.pairwise(lines))
        jumps += [_neighbours(number, a, b) for a, b in pairs if b.box.bottom >= a.box.top][:_MOST]
        gaps += [_neighbours(number, a, b) for a, b in pairs if _beside(a.box, b.box)][:_MOST]
    return Order(count, tuple(jumps), tuple(gaps))


def _lines(characters: Iterable[tuple[str, Box]]) -> Iterator[_Line]:
    """Join characters that follow each other on one line, up to a wide gap; a space that is drawn fills any gap."""
    line: _Line | None = None
    filled = False
    for text, box in characters:
        if box.right <= box.left or box.height <= 0:
            filled = filled or text.isspace()
            continue
        if line is not None:
            gap = box.left - line.box.right
            near = -box.height < gap and (filled or gap < _GAP * box.height)
            if near and on_one_line(box, line.box, _ON_LINE):
                line.text += f" {text}" if gap > _SPACE * box.height else text
                line.box = around((line.box, box))
                filled = text.isspace()
                continue
            if line.text.strip():
                yield line
        line, filled = _Line(text, box), False
    if line is not None and line.text.strip():
        yield line


def _beside(a: Box, b: Box) -> bool:
    return on_one_line(a, b, _ON_LINE) and b.left > a.right


def _neighbours(page: int, a: _Line, b: _Line) -> Neighbours:
    # Reversed, as it is the beginning of the first that may be cut off.
    return Neighbours(page, shorten(a.text[::-1], _LONGEST)[::-1], shorten(b.text, _LONGEST))
