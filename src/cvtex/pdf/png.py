"""The pages of a PDF as PNG pictures.

pdfium draws them, as it reads the text. The pictures are written here: a PNG is a header, the
rows through zlib, and three checksums (ISO/IEC 15948), which is no reason for an imaging library.
"""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass
from typing import Final

from cvtex.pdf.text import PDFIUM

_SIGNATURE: Final = b"\x89PNG\r\n\x1a\n"
_METRES_PER_INCH: Final = 0.0254
_TRUE_COLOUR: Final = 2
_CHANNELS: Final = 3
_POINTS_PER_INCH: Final = 72


@dataclass(frozen=True, slots=True)
class Bitmap:
    """Rows of red, green and blue, eight bits each, without padding."""

    width: int
    height: int
    rows: bytes


def bitmaps(data: bytes, dpi: float) -> tuple[Bitmap, ...]:
    """Draw each page at a resolution in pixels per inch."""
    import pypdfium2

    drawn = []
    with PDFIUM:
        document = pypdfium2.PdfDocument(data)
        try:
            for page in document:
                picture = page.render(scale=dpi / _POINTS_PER_INCH, rev_byteorder=True)
                drawn.append(_tight(bytes(picture.buffer), picture.width, picture.height, picture.stride))
                picture.close()
                page.close()
        finally:
            document.close()
    return tuple(drawn)


def pages_as_png(data: bytes, dpi: float) -> tuple[bytes, ...]:
    """Draw each page of a PDF as a PNG at a resolution in pixels per inch; the same input gives the same bytes."""
    return tuple(as_png(bitmap, dpi) for bitmap in bitmaps(data, dpi))


def stacked(drawn: tuple[Bitmap, ...]) -> Bitmap:
    """One picture with others under each other, on white."""
    width = max(bitmap.width for bitmap in drawn)
    rows = bytearray()
    for bitmap in drawn:
        length = bitmap.width * _CHANNELS
        margin = b"\xff" * (width * _CHANNELS - length)
        for start in range(0, len(bitmap.rows), length):
            rows += bitmap.rows[start : start + length] + margin
    return Bitmap(width, sum(bitmap.height for bitmap in drawn), bytes(rows))


def as_png(bitmap: Bitmap, dpi: float) -> bytes:
    """Encode a picture, with its resolution, so that it prints in the size of the page."""
    length = bitmap.width * _CHANNELS
    # Each row is preceded by its filter: 0 as it is, 2 as the difference to the row above, which is nothing in white.
    filtered, above = bytearray(), bytes(length)
    for start in range(0, len(bitmap.rows), length):
        row = bitmap.rows[start : start + length]
        filtered += b"\x00" + row if row != above else b"\x02" + bytes(length)
        above = row
    head = struct.pack(">IIBBBBB", bitmap.width, bitmap.height, 8, _TRUE_COLOUR, 0, 0, 0)
    per_metre = round(dpi / _METRES_PER_INCH)
    size = struct.pack(">IIB", per_metre, per_metre, 1)
    chunks = ((b"IHDR", head), (b"pHYs", size), (b"IDAT", zlib.compress(bytes(filtered), 6)), (b"IEND", b""))
    return _SIGNATURE + b"".join(_chunk(kind, content) for kind, content in chunks)


def _tight(buffer: bytes, width: int, height: int, stride: int) -> Bitmap:
    """Take off what pads pdfium's rows to whole words."""
    length = width * _CHANNELS
    rows = (buffer[start : start + length] for start in range(0, height * stride, stride))
    return Bitmap(width, height, buffer if stride == length else b"".join(rows))


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
