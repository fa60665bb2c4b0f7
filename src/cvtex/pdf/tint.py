"""Puts two PDFs side by side, with the words that differ tinted: the old one's red, the new one's green.

pdfium does all of it: it knows where each character stands, draws the tints under the words as rectangles that
multiply, and puts two pages on one. The text stays text; nothing is drawn as a picture.
"""

from __future__ import annotations

import ctypes
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from cvtex.pdf.pdfium import Box, around, on_one_line, opened
from cvtex.text.cjk import WORD

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_RED: Final = (255, 176, 168)
_GREEN: Final = (172, 236, 178)
_GREY: Final = (96, 96, 96)
_SWELL: Final = 0.8  # pt around a word
_CAPTION_PT: Final = 8.0
_EDGE_PT: Final = 12.0
_ON_LINE: Final = 0.3  # of the height of the lower of two words, which is small for a comma


@dataclass(frozen=True, slots=True)
class Word:
    """A word on a page, which counts from 0."""

    text: str
    page: int
    box: Box


@dataclass(frozen=True, slots=True)
class Side:
    """One of two PDFs, its caption (plain letters), and its words that are to be tinted."""

    data: bytes
    caption: str
    tinted: Sequence[Word]


def words_on_pages(data: bytes) -> tuple[Word, ...]:
    """The words of a PDF in the order of its text; hanzi one by one."""
    with opened(data) as document:
        return tuple(word for number, page in enumerate(document) for word in _words(number, page))


def _words(number: int, page: Any) -> Iterator[Word]:  # noqa: ANN401 (pypdfium2 has no types)
    reader = page.get_textpage()
    boxes: list[Box] = []
    text = ""
    for n in range(reader.count_chars()):
        # A character beyond the BMP is one here, and one at the end of a line may be of no character.
        character = reader.get_text_range(n, 1)
        text += character
        boxes += [Box(*reader.get_charbox(n))] * len(character)
    for match in WORD.finditer(text):
        if match[0].strip():
            yield Word(match[0], number, around(boxes[match.start() : match.end()]))


def side_by_side(old: Side, new: Side) -> bytes:
    """Put each page of the one beside that of the other; where one has fewer, its half stays white."""
    import pypdfium2

    with opened(old.data) as before, opened(new.data) as after, opened() as both:
        _tint(before, old, _RED)
        _tint(after, new, _GREEN)
        width = max(page.get_width() for document in (before, after) for page in document)
        height = max(page.get_height() for document in (before, after) for page in document)
        for number in range(max(len(before), len(after))):
            for document in (before, after):
                if number < len(document):
                    both.import_pages(document, [number])
                else:
                    both.new_page(width, height)
        handle = pypdfium2.raw.FPDF_ImportNPagesToOne(both, width * 2, height, 2, 1)
        if not handle:
            raise RuntimeError("pdfium could not put two pages on one")
        with pypdfium2.PdfDocument(handle) as paired:
            result = io.BytesIO()
            paired.save(result)
    return result.getvalue()


def _tint(document: Any, side: Side, colour: tuple[int, int, int]) -> None:  # noqa: ANN401 (see above)
    for number, page in enumerate(document):
        for box in joined([word.box for word in side.tinted if word.page == number]):
            _rectangle(page, box, colour)
        _caption(document, page, side.caption)
        page.gen_content()


def joined(boxes: Sequence[Box]) -> list[Box]:
    """Join the boxes of words that follow each other on a line, so that a phrase is tinted as one."""
    phrases: list[Box] = []
    for box in boxes:
        last = phrases[-1] if phrases else None
        if last and on_one_line(last, box, _ON_LINE) and abs(box.left - last.right) < max(last.height, box.height):
            phrases[-1] = around((last, box))
        else:
            phrases.append(box)
    return phrases


def _rectangle(page: Any, box: Box, colour: tuple[int, int, int]) -> None:  # noqa: ANN401 (see above)
    from pypdfium2 import raw

    width, height = box.right - box.left + 2 * _SWELL, box.top - box.bottom + 2 * _SWELL
    shape = raw.FPDFPageObj_CreateNewRect(box.left - _SWELL, box.bottom - _SWELL, width, height)
    raw.FPDFPageObj_SetFillColor(shape, *colour, 255)
    raw.FPDFPath_SetDrawMode(shape, raw.FPDF_FILLMODE_ALTERNATE, 0)
    raw.FPDFPageObj_SetBlendMode(shape, b"Multiply")
    raw.FPDFPage_InsertObject(page, shape)


def _caption(document: Any, page: Any, caption: str) -> None:  # noqa: ANN401 (see above)
    """Write which version it is at the top edge, in one of the fonts that every reader has."""
    from pypdfium2 import raw

    shown = "".join(character if " " <= character <= "~" else "?" for character in caption)
    text = raw.FPDFPageObj_NewTextObj(document, b"Helvetica", _CAPTION_PT)
    data = ctypes.create_string_buffer(shown.encode("utf-16-le") + b"\0\0")
    raw.FPDFText_SetText(text, ctypes.cast(data, raw.FPDF_WIDESTRING))
    raw.FPDFPageObj_SetFillColor(text, *_GREY, 255)
    raw.FPDFPageObj_Transform(text, 1, 0, 0, 1, _EDGE_PT, page.get_height() - _EDGE_PT - _CAPTION_PT)
    raw.FPDFPage_InsertObject(page, text)
