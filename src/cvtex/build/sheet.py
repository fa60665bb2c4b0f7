"""Draws pages side by side with a name under each, so that one can be chosen."""

from __future__ import annotations

import io
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cvtex.fonts.sets import font_set
from cvtex.pdf.png import as_png
from cvtex.system.resources import fonts_folder

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PIL.Image import Image
    from PIL.ImageFont import FreeTypeFont

# In pixels: type of 10 pt on A4 has letters of 7 pixels, which can be read.
_WIDTH: Final = 900
_GAP: Final = 48
_LABEL: Final = 96
_TYPE: Final = 40
_DPI: Final = _WIDTH / 8.27
_GROUND, _EDGE, _INK, _GREY = "#ececec", "#bdbdbd", "#111111", "#606060"


@dataclass(frozen=True, slots=True)
class Labelled:
    """A page as a PNG, what it is called, and what is said beside that."""

    png: bytes
    name: str
    note: str = ""


def sheet(pages: Sequence[Labelled]) -> bytes:
    """One PNG of all pages in rows, equally wide; the same pages give the same bytes."""
    from PIL import Image, ImageDraw

    columns = math.ceil(math.sqrt(len(pages)))
    pictures = [_scaled(page.png) for page in pages]
    high = max(picture.height for picture in pictures)
    cell = (_WIDTH + _GAP, high + _LABEL)
    rows = math.ceil(len(pages) / columns)
    whole = Image.new("RGB", (columns * cell[0] + _GAP, rows * cell[1] + _GAP), _GROUND)
    draw = ImageDraw.Draw(whole)
    name_type, note_type = _face("bold", _TYPE), _face("regular", _TYPE * 4 // 5)
    for index, (page, picture) in enumerate(zip(pages, pictures, strict=True)):
        left, top = _GAP + index % columns * cell[0], _GAP + index // columns * cell[1]
        draw.rectangle((left - 1, top - 1, left + _WIDTH, top + picture.height), outline=_EDGE)
        whole.paste(picture, (left, top))
        base = top + high + _LABEL * 5 // 9
        draw.text((left, base), page.name, fill=_INK, font=name_type, anchor="ls")
        behind = left + draw.textlength(page.name, font=name_type) + _TYPE // 2
        draw.text((behind, base), page.note, fill=_GREY, font=note_type, anchor="ls")
    return as_png(whole, _DPI)


def _scaled(png: bytes) -> Image:
    from PIL import Image

    with Image.open(io.BytesIO(png)) as picture:
        size = (_WIDTH, round(picture.height * _WIDTH / picture.width))
        return picture.convert("RGB").resize(size, Image.Resampling.LANCZOS)


def _face(style: str, size: int) -> FreeTypeFont:
    from PIL import ImageFont

    family = font_set(None, fonts_folder()).pair("sans").latin
    # Basic: it comes with every Pillow, and the other one of the machine would space letters otherwise.
    return ImageFont.truetype(str(family.folder / getattr(family, style)), size, layout_engine=ImageFont.Layout.BASIC)
