"""Draws the pages of a PDF as PNG pictures: pdfium draws, Pillow writes."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Final

from cvtex.pdf.pdfium import opened

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PIL.Image import Image

_POINTS_PER_INCH: Final = 72


def draw(data: bytes, dpi: float) -> tuple[Image, ...]:
    """Draw each page at a resolution in pixels per inch."""
    with opened(data) as document:
        return tuple(page.render(scale=dpi / _POINTS_PER_INCH).to_pil() for page in document)


def pages_as_png(data: bytes, dpi: float) -> tuple[bytes, ...]:
    """Draw each page of a PDF as a PNG at a resolution in pixels per inch; the same input gives the same bytes."""
    return tuple(as_png(picture, dpi) for picture in draw(data, dpi))


def stacked(pictures: Sequence[Image]) -> Image:
    """One picture with others under each other, on white."""
    from PIL import Image

    size = max(picture.width for picture in pictures), sum(picture.height for picture in pictures)
    whole = Image.new("RGB", size, "white")
    top = 0
    for picture in pictures:
        whole.paste(picture, (0, top))
        top += picture.height
    return whole


def as_png(picture: Image, dpi: float) -> bytes:
    """Encode a picture, with its resolution, so that it prints in the size of the page."""
    data = io.BytesIO()
    picture.save(data, "PNG", dpi=(dpi, dpi))
    return data.getvalue()
