"""Yields everything in a PDF where something could be written: for whoever must be sure that something is not.

Text as pdfium reads it, off the page and invisible text too; every string and name of every object, decoded; every
stream without its compression; and the bytes of the file themselves.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pikepdf

from cvtex.pdf.objects import walk
from cvtex.pdf.pdfium import opened

if TYPE_CHECKING:
    from collections.abc import Iterator


def pieces(data: bytes) -> Iterator[tuple[str, str | bytes]]:
    """Yield each part with its location: texts where it is text, bytes where it may be anything."""
    yield "the PDF's bytes", data
    with opened(data) as document:
        texts = [page.get_textpage().get_text_range() for page in document]
    for number, text in enumerate(texts, start=1):
        yield f"the text of page {number}", text
    with pikepdf.open(io.BytesIO(data), suppress_warnings=True) as pdf:
        info = pdf.trailer.get("/Info")
        about = f"object {info.objgen[0]}" if isinstance(info, pikepdf.Object) and info.is_indirect else ""
        for place, key, value in walk(pdf):
            yield from _parts("a link" if key == "/URI" else "the PDF's metadata" if place == about else place, value)


def _parts(place: str, value: pikepdf.Object) -> Iterator[tuple[str, str | bytes]]:
    match value:
        case pikepdf.Stream():
            is_metadata = str(value.stream_dict.get("/Type")) == "/Metadata"
            yield from _stream("the PDF's metadata" if is_metadata else place, value)
        case pikepdf.String():
            yield place, str(value)
            yield place, bytes(value)
        case pikepdf.Name():
            yield place, str(value)


def _stream(place: str, stream: pikepdf.Stream) -> Iterator[tuple[str, str | bytes]]:
    try:
        data = stream.read_bytes()
    except pikepdf.PdfError:  # a picture, whose own compression qpdf does not undo
        data = stream.read_raw_bytes()
    yield place, data
    if data.lstrip()[:1] == b"<":  # XMP
        yield place, data.decode("utf-8", "replace")
