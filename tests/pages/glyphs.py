"""Where each character of a PDF stands, as pdfium has it."""

from __future__ import annotations

from ctypes import c_double, c_int, create_string_buffer
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pypdfium2
from pypdfium2 import raw

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path


@dataclass(frozen=True)
class Glyph:
    """A character where it stands, in points from the left and the foot of the page, and the font that draws it.

    Left and right are those of its square; ``ink`` is from where to where it is black.
    """

    character: str
    left: float
    right: float
    bottom: float
    top: float
    font: str
    ink: tuple[float, float]


@dataclass(frozen=True)
class Line:
    """The characters of a line, and the page it stands on, from 1."""

    glyphs: tuple[Glyph, ...]
    page: int

    @property
    def text(self) -> str:
        return "".join(glyph.character for glyph in self.glyphs)

    @property
    def words(self) -> str:
        """The text with one space between its words."""
        return " ".join(self.text.split())

    @property
    def drawn(self) -> tuple[Glyph, ...]:
        """What is black in it."""
        return tuple(glyph for glyph in self.glyphs if not glyph.character.isspace())

    @property
    def left(self) -> float:
        return self.drawn[0].left

    @property
    def right(self) -> float:
        return self.glyphs[-1].right


def read_lines(pdf: Path) -> list[Line]:
    """The lines of a PDF."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [line for number, page in enumerate(document, 1) for line in _lines(_glyphs(page), number)]


def _glyphs(page: Any) -> Iterator[Glyph]:  # noqa: ANN401 (pypdfium2 has no types)
    text = page.get_textpage()
    name, flags = create_string_buffer(200), c_int()
    ink = [c_double() for _ in range(4)]
    for n in range(text.count_chars()):
        character = chr(raw.FPDFText_GetUnicode(text.raw, n))
        raw.FPDFText_GetFontInfo(text.raw, n, name, 200, flags)
        left, bottom, right, top = text.get_charbox(n, loose=True)
        raw.FPDFText_GetCharBox(text.raw, n, *ink)
        shown = "-" if character in {"\ufffe", "\x02"} else character  # a hyphen at a line's end
        yield Glyph(shown, left, right, bottom, top, name.value.decode(), (ink[0].value, ink[1].value))


def _lines(glyphs: Iterable[Glyph], page: int) -> Iterator[Line]:
    line: list[Glyph] = []
    for glyph in glyphs:
        drawn = glyph.right > glyph.left and glyph.top > glyph.bottom
        if not drawn:
            if line and glyph.character == " ":
                line.append(glyph)
            continue
        last = next((seen for seen in reversed(line) if seen.top > seen.bottom), None)
        if last and not last.bottom < (glyph.bottom + glyph.top) / 2 < last.top:
            yield Line(tuple(line), page)
            line = []
        line.append(glyph)
    if line:
        yield Line(tuple(line), page)
