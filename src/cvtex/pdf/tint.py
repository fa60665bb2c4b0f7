"""Two PDFs side by side, with the words that differ tinted: what went on the left, what came on the right.

pdfium does all of it: it knows where each character stands, draws the tints under the words as rectangles that
multiply, and puts two pages on one. The text stays text; nothing is drawn as a picture.
"""

from __future__ import annotations

import ctypes
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from cvtex.pdf.text import PDFIUM
from cvtex.text.cjk import WORD

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Box = tuple[float, float, float, float]
"""Left, bottom, right and top, in points from the page's lower left corner."""

_RED: Final = (255, 176, 168)
_GREEN: Final = (172, 236, 178)
_GREY: Final = (96, 96, 96)
_SWELL: Final = 0.8  # pt around a word
_CAPTION_PT: Final = 8.0
_EDGE_PT: Final = 12.0


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
    import pypdfium2

    found: list[Word] = []
    with PDFIUM:
        document = pypdfium2.PdfDocument(data)
        try:
            for number, page in enumerate(document):
                reader = page.get_textpage()
                characters = [(reader.get_text_range(n, 1), reader.get_charbox(n)) for n in range(reader.count_chars())]
                found += _words(number, characters)
                reader.close()
                page.close()
        finally:
            document.close()
    return tuple(found)


def _words(page: int, characters: list[tuple[str, Box]]) -> Iterator[Word]:
    boxes: list[Box] = []
    text = ""
    for character, box in characters:
        # A character beyond the BMP is one here, and one at the end of a line may be of no character.
        text += character
        boxes += [box] * len(character)
    for match in WORD.finditer(text):
        if match[0].strip():
            yield Word(match[0], page, _around(boxes[match.start() : match.end()]))


def _around(boxes: Sequence[Box]) -> Box:
    left, bottom, right, top = zip(*boxes, strict=True)
    return min(left), min(bottom), max(right), max(top)


def side_by_side(old: Side, new: Side) -> bytes:
    """Put each page of the one beside that of the other; where one has fewer, its half stays white."""
    import pypdfium2

    with PDFIUM:
        before, after = (pypdfium2.PdfDocument(side.data) for side in (old, new))
        both = pypdfium2.PdfDocument.new()
        paired = None
        try:
            for document, side, colour in ((before, old, _RED), (after, new, _GREEN)):
                _tint(document, side, colour)
            width = max(page.get_width() for document in (before, after) for page in document)
            height = max(page.get_height() for document in (before, after) for page in document)
            for number in range(max(len(before), len(after))):
                for document in (before, after):
                    if number < len(document):
                        both.import_pages(document, [number])
                    else:
                        both.new_page(width, height)
            raw = pypdfium2.raw
            handle = raw.FPDF_ImportNPagesToOne(both, width * 2, height, 2, 1)
            if not handle:
                raise RuntimeError("pdfium could not put two pages on one")
            paired = pypdfium2.PdfDocument(handle)
            result = io.BytesIO()
            paired.save(result)
            return result.getvalue()
        finally:
            for made in (paired, both, after, before):
                if made is not None:
                    made.close()


def _tint(document: Any, side: Side, colour: tuple[int, int, int]) -> None:  # noqa: ANN401 (pypdfium2 has no types)
    for number in range(len(document)):
        page = document[number]
        for box in joined([word.box for word in side.tinted if word.page == number]):
            _rectangle(page, box, colour)
        _caption(document, page, side.caption)
        page.gen_content()
        page.close()


def joined(boxes: Sequence[Box]) -> list[Box]:
    """Join the boxes of words that follow each other on a line, so that a phrase is tinted as one."""
    found: list[Box] = []
    for box in boxes:
        if found:
            _, bottom, right, top = found[-1]
            same_line = min(top, box[3]) - max(bottom, box[1]) > 0.3 * min(top - bottom, box[3] - box[1])
            size = max(top - bottom, box[3] - box[1])
            if same_line and -size < box[0] - right < size:
                found[-1] = _around([found[-1], box])
                continue
        found.append(box)
    return found


def _rectangle(page: Any, box: Box, colour: tuple[int, int, int]) -> None:  # noqa: ANN401 (see above)
    from pypdfium2 import raw

    left, bottom, right, top = box
    shape = raw.FPDFPageObj_CreateNewRect(
        left - _SWELL, bottom - _SWELL, right - left + 2 * _SWELL, top - bottom + 2 * _SWELL
    )
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
