"""Reads the characters of a page one by one, in the order in which they are drawn, with all that is asked of them."""

from __future__ import annotations

import ctypes
import math
from bisect import bisect
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from cvtex.pdf.pdfium import Box, on_one_line
from cvtex.pdf.text import LINE_END_HYPHENS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_ON_LINE: Final = 0.4  # of the height of the lower of two boxes: an exponent is on the line, the next line is not
_NO_BOX: Final = Box(0, 0, 0, 0)
_NARROW_PT: Final = 0.01  # as pdfium has it
_FIRST_HALF: Final = 0xD800
_SECOND_HALF: Final = 0xDC00
_HALF: Final = 0x400  # of each kind, as many

NO_SIZE_PT: Final = 0.05
"""What is smaller is not read by pdfium."""


@dataclass(frozen=True, slots=True, eq=False)
class Drawing:
    """An object of the page that draws characters; ``handle`` is pdfium's, and lives as long as the page.

    ``mode`` is its rendering mode (ISO 32000-1, 9.3.6): 3 leaves no paint, as of the text behind a scan, and 7 makes
    only an outline for what is drawn next. ``embedded`` says so of its font.
    """

    handle: Any
    mode: int
    embedded: bool


LONE_BLANKS: Final = Drawing(None, 0, embedded=True)
"""Stands for an object that draws nothing but blanks, of which pdfium tells no characters."""


class Glyph(NamedTuple):
    """A character, its box as wide as its advance, its size in points, and what draws it.

    The spaces and line ends that pdfium adds where it sees a gap are drawn by nothing, and have no box.
    """

    text: str
    box: Box = _NO_BOX
    size: float = 0
    drawing: Drawing | None = None

    @property
    def is_blank(self) -> bool:
        """Whether it is white space, drawn or not."""
        return self.drawing is None or not self.text.strip()


Word = tuple[Glyph, ...]


class Gap(NamedTuple):
    """What parts two words that follow each other; ``spaced``: a space is drawn in it; ``ended``: a line ends there."""

    before: Word
    after: Word
    spaced: bool
    ended: bool

    @property
    def width(self) -> float:
        """How much white there is between the two, in points."""
        return self.after[0].box.left - self.before[-1].box.right


def read_glyphs(page: Any) -> tuple[Glyph, ...]:  # noqa: ANN401 (pypdfium2 has no types)
    """Every character of a page; those of no size are not among them: pdfium does not read them."""
    from pypdfium2 import raw

    reader = page.get_textpage()
    objects = [item for item in text_objects(page) if not has_no_size(item)]
    numbers = {_address(item.raw): number for number, item in enumerate(objects)}
    # pdfium leaves out an object that draws nothing but spaces, as word processors make them.
    blanks = [number for number, item in enumerate(objects) if _is_narrow(item)]
    matrix, known, read, last = raw.FS_MATRIX(), dict[int, Drawing](), list[Glyph](), -1
    for n in range(reader.count_chars()):
        text = _character(reader, n)
        if not text:
            continue
        if raw.FPDFText_IsGenerated(reader.raw, n):
            read.append(Glyph(text))
            continue
        handle = raw.FPDFText_GetTextObject(reader.raw, n)
        address = _address(handle)
        drawing = known.get(address)
        if drawing is None:
            drawing = known[address] = _drawing(handle)
            number = numbers.get(address, last)
            if last >= 0 and bisect(blanks, last) < bisect(blanks, number):
                read.append(_blank_behind(read))
            last = number
        raw.FPDFText_GetMatrix(reader.raw, n, matrix)
        size = raw.FPDFText_GetFontSize(reader.raw, n) * math.hypot(matrix.c, matrix.d)
        read.append(Glyph(text, Box(*reader.get_charbox(n, loose=True)), size, drawing))
    return tuple(read)


def text_objects(page: Any) -> Iterator[Any]:  # noqa: ANN401 (see above)
    """The objects of a page that draw text, as pypdfium2 has them, in their order."""
    from pypdfium2 import raw

    return page.get_objects(filter=(raw.FPDF_PAGEOBJ_TEXT,))  # type: ignore[no-any-return]


def has_no_size(item: Any) -> bool:  # noqa: ANN401 (see above)
    """Whether an object draws its text so small that pdfium does not read it."""
    from pypdfium2 import raw

    size = ctypes.c_float()
    raw.FPDFTextObj_GetFontSize(item.raw, size)
    matrix = item.get_matrix()
    return abs(size.value) * min(math.hypot(matrix.c, matrix.d), math.hypot(matrix.a, matrix.b)) < NO_SIZE_PT


def _character(reader: Any, n: int) -> str:  # noqa: ANN401 (see above)
    """A character; nothing for the second half of one beyond the BMP, which pdfium has in two (UTF-16)."""
    from pypdfium2 import raw

    code = raw.FPDFText_GetUnicode(reader.raw, n)
    if _SECOND_HALF <= code < _SECOND_HALF + _HALF or not code:
        return ""
    if _FIRST_HALF <= code < _FIRST_HALF + _HALF:
        second = raw.FPDFText_GetUnicode(reader.raw, n + 1)
        code = 0x10000 + (code - _FIRST_HALF) * _HALF + (second - _SECOND_HALF) % _HALF
    return "-" if chr(code) in LINE_END_HYPHENS else chr(code)


def _is_narrow(item: Any) -> bool:  # noqa: ANN401 (see above)
    left, _, right, _ = item.get_bounds()
    return bool(right - left < _NARROW_PT)


def _address(handle: Any) -> int:  # noqa: ANN401 (see above)
    # None for what an /ActualText says.
    return ctypes.addressof(handle.contents) if handle else 0


def _drawing(handle: Any) -> Drawing:  # noqa: ANN401 (see above)
    from pypdfium2 import raw

    if not handle:
        return Drawing(None, 0, embedded=True)
    embedded = bool(raw.FPDFFont_GetIsEmbedded(raw.FPDFTextObj_GetFont(handle)))
    return Drawing(handle, raw.FPDFTextObj_GetTextRenderMode(handle), embedded)


def _blank_behind(read: list[Glyph]) -> Glyph:
    """A space where the last character that was drawn ends."""
    last = next(glyph for glyph in reversed(read) if glyph.drawing is not None)
    box = Box(last.box.right, last.box.bottom, last.box.right, last.box.top)
    return Glyph(" ", box, last.size, LONE_BLANKS)


def words(glyphs: Iterable[Glyph]) -> Iterator[Word]:
    """The runs of characters without white space between them."""
    word: list[Glyph] = []
    for glyph in glyphs:
        if not glyph.is_blank:
            word.append(glyph)
        elif word:
            yield tuple(word)
            word = []
    if word:
        yield tuple(word)


def gaps(glyphs: Iterable[Glyph]) -> Iterator[Gap]:
    """The gaps between words that follow each other."""
    before: Word = ()
    word, blanks = list[Glyph](), list[Glyph]()
    for glyph in (*glyphs, Glyph("\n")):
        if not glyph.is_blank:
            word.append(glyph)
            continue
        if word:
            if before:
                apart = not on_one_line(before[-1].box, word[0].box, _ON_LINE)
                ended = apart or any(blank.text in "\r\n" for blank in blanks)
                yield Gap(before, tuple(word), any(blank.drawing for blank in blanks), ended)
            before, word, blanks = tuple(word), [], []
        blanks.append(glyph)


def text_of(word: Iterable[Glyph]) -> str:
    """What a word says."""
    return "".join(glyph.text for glyph in word)
