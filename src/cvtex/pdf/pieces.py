"""Everything in a PDF where something could be written: for whoever must be sure that something is not.

Text as pdfium reads it, off the page and invisible text too; every string and name of every object, decoded; every
stream without its compression; and the bytes of the file themselves.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pikepdf

from cvtex.pdf.text import PDFIUM

if TYPE_CHECKING:
    from collections.abc import Iterator


def pieces(data: bytes) -> Iterator[tuple[str, str | bytes]]:
    """Yield each part with its place: texts where it is text, bytes where it may be anything."""
    yield "the PDF's bytes", data
    yield from _pages(data)
    with pikepdf.open(io.BytesIO(data), suppress_warnings=True) as pdf:
        info = pdf.trailer.get("/Info")
        objects = [*((f"object {item.objgen[0]}", item) for item in pdf.objects), ("the trailer", pdf.trailer)]
        for place, item in objects:
            is_info = isinstance(info, pikepdf.Object) and item.objgen == info.objgen != (0, 0)
            yield from _parts("the PDF's metadata" if is_info else place, item)


def _pages(data: bytes) -> Iterator[tuple[str, str]]:
    import pypdfium2

    texts = []
    with PDFIUM:
        document = pypdfium2.PdfDocument(data)
        try:
            for number, page in enumerate(document, start=1):
                reader = page.get_textpage()
                texts.append((f"the text of page {number}", reader.get_text_range()))
                reader.close()
                page.close()
        finally:
            document.close()
    yield from texts


def _parts(place: str, item: pikepdf.Object) -> Iterator[tuple[str, str | bytes]]:
    """The strings in an object and below it, and its stream; what it only refers to is an object of its own."""
    stack: list[tuple[str, object]] = [(place, item)]
    while stack:
        where, value = stack.pop()
        if isinstance(value, pikepdf.Stream):
            kind = str(value.stream_dict.get("/Type", ""))
            where = "the PDF's metadata" if kind == "/Metadata" else where
            yield from _stream(where, value)
            children = list(value.stream_dict.items())
        elif isinstance(value, pikepdf.Dictionary):
            children = list(value.items())
        elif isinstance(value, pikepdf.Array):
            children = [("", child) for child in value.as_list()]
        elif isinstance(value, pikepdf.String):
            yield where, str(value)
            yield where, bytes(value)
            continue
        elif isinstance(value, pikepdf.Name):
            yield where, str(value)
            continue
        else:
            continue
        for key, child in children:
            if isinstance(child, pikepdf.Object) and not child.is_indirect:
                stack.append(("a link" if key == "/URI" else where, child))


def _stream(place: str, stream: pikepdf.Stream) -> Iterator[tuple[str, str | bytes]]:
    try:
        data = stream.read_bytes()
    except pikepdf.PdfError:  # a picture, whose own compression qpdf does not undo
        data = stream.read_raw_bytes()
    yield place, data
    if data.lstrip()[:1] == b"<":  # XMP
        yield place, data.decode("utf-8", "replace")
