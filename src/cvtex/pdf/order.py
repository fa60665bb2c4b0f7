"""In which order the text of a PDF is read, and where that is not the order of the page.

Parsers either follow the order in which a PDF draws its text, or sort it by its place. Where both agree, all of them
read the same; columns, sidebars and boxes set out of turn are what they do not agree on.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cvtex.pdf.text import PDFIUM

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_MOST: Final = 20  # findings of a kind on a page: more say nothing more
_GAP: Final = 3.0  # of the type size; wider than any space between words
_SPACE: Final = 0.12
_LONGEST: Final = 30


@dataclass(frozen=True, slots=True)
class Jump:
    """Text that is drawn after text that stands below it; ``page`` counts from 1."""

    page: int
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Gap:
    """Two texts on one line with nothing but white between them, which parsers take for two columns."""

    page: int
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Order:
    """What was found about the order of a PDF's text."""

    lines: int
    jumps: tuple[Jump, ...]
    gaps: tuple[Gap, ...]


@dataclass(slots=True)
class _Line:
    text: str
    left: float
    bottom: float
    right: float
    top: float


def read_order(data: bytes) -> Order:
    """Read the lines of each page as they are drawn, and compare them with where they stand.

    Args:
        data: A PDF that pdfium can read.
    """
    import pypdfium2

    lines, jumps, gaps = 0, list[Jump](), list[Gap]()
    with PDFIUM, pypdfium2.PdfDocument(data) as document:
        for number, page in enumerate(document, start=1):
            reader = page.get_textpage()
            places = range(reader.count_chars())
            boxes = [
                (reader.get_text_range(n, 1), reader.get_charbox(n, loose=True))
                for n in places
                if not pypdfium2.raw.FPDFText_IsGenerated(reader.raw, n)
            ]
            reader.close()
            page.close()
            found = list(_lines(boxes))
            lines += len(found)
            pairs = list(itertools.pairwise(found))
            jumps += [Jump(number, _tail(a.text), _head(b.text)) for a, b in pairs if b.bottom >= a.top][:_MOST]
            gaps += [Gap(number, _tail(a.text), _head(b.text)) for a, b in pairs if _beside(a, b)][:_MOST]
    return Order(lines, tuple(jumps), tuple(gaps))


def _lines(boxes: Iterable[tuple[str, tuple[float, float, float, float]]]) -> Iterator[_Line]:
    """Join characters that follow each other on one line, up to a wide gap; a space that is drawn fills any gap."""
    line: _Line | None = None
    filled = False
    for text, (left, bottom, right, top) in boxes:
        if right <= left or top <= bottom:
            filled = filled or text.isspace()
            continue
        height = top - bottom
        if line is not None:
            overlap = min(top, line.top) - max(bottom, line.bottom)
            same = overlap > 0.4 * min(height, line.top - line.bottom)
            if same and -height < left - line.right and (filled or left - line.right < _GAP * height):
                line.text += f" {text}" if left - line.right > _SPACE * height else text
                line.right = max(right, line.right)
                line.bottom, line.top = min(bottom, line.bottom), max(top, line.top)
                filled = text.isspace()
                continue
            if line.text.strip():
                yield line
        line, filled = _Line(text, left, bottom, right, top), False
    if line is not None and line.text.strip():
        yield line


def _beside(a: _Line, b: _Line) -> bool:
    overlap = min(a.top, b.top) - max(a.bottom, b.bottom)
    return overlap > 0.4 * min(a.top - a.bottom, b.top - b.bottom) and b.left > a.right


def _tail(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else "…" + line[-_LONGEST:]


def _head(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else line[:_LONGEST] + "…"
