"""Makes a finished PDF smaller, and says what in it takes how much.

Imported late, where a PDF is larger than it may be.
"""

from __future__ import annotations

import io
import zlib
from contextlib import suppress
from typing import TYPE_CHECKING, Final

import pikepdf

from cvtex.pdf import streams
from cvtex.pdf.objects import FONT_FILES, keys_of
from cvtex.pdf.pdfium import opened

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from PIL.Image import Image

# Pixels an inch of the page, and the quality of a JPEG. The first leaves most photos all of their pixels; below the
# last, a face is seen to suffer.
_STEPS: Final = ((600, 75), (400, 75), (300, 75), (200, 70), (150, 60))
_TIGHTEST: Final = 9
_POINTS_PER_INCH: Final = 72.0
_COLOURS: Final = {"/DeviceRGB": "RGB", "/DeviceGray": "L"}
# What makes a picture more than its pixels: transparency, a stencil, other values for its colours.
_MORE_THAN_PIXELS: Final = ("/SMask", "/Mask", "/ImageMask", "/Decode")


def shrunk(data: bytes, most: int) -> bytes:
    """The PDF in at most this many bytes, where that can be done; otherwise as small as it can be made.

    First its streams are packed more tightly, which changes nothing that is seen. Then its pictures are made coarser
    step by step, down to 150 pixels an inch of the page as JPEGs of quality 60. The same input gives the same bytes.
    """
    smallest = data
    widths = _widths(data)
    for step in (None, *(_STEPS if widths else ())):
        smallest = min(smallest, _packed(data, widths, step), key=len)
        if len(smallest) <= most:
            break
    return smallest


def shares(data: bytes) -> dict[str, int]:
    """How many bytes of the PDF are fonts, pictures and the rest, the largest first; without what it has none of."""
    fonts: dict[tuple[int, int], int] = {}
    pictures = 0
    with _opened(data) as pdf:
        for item in pdf.objects:
            if isinstance(item, pikepdf.Dictionary):
                files = [item[name] for name in FONT_FILES if name in item]
                fonts |= {file.objgen: len(file.read_raw_bytes()) for file in files if isinstance(file, pikepdf.Stream)}
            elif _is_picture(item):
                pictures += len(item.read_raw_bytes())
    parts = {"fonts": sum(fonts.values()), "pictures": pictures}
    parts["the rest"] = len(data) - sum(parts.values())
    return {name: size for name, size in sorted(parts.items(), key=lambda part: -part[1]) if size}


def _opened(data: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(data), attempt_recovery=False, suppress_warnings=True)


def _is_picture(item: pikepdf.Object) -> bool:
    return isinstance(item, pikepdf.Stream) and str(item.get("/Subtype")) == "/Image"


def _packed(data: bytes, widths: Mapping[tuple[int, int], float], step: tuple[int, int] | None) -> bytes:
    """The PDF with every stream as small as it gets, and with pictures as a step has them."""
    with _opened(data) as pdf:
        for item in pdf.objects:
            if isinstance(item, pikepdf.Stream) and not _is_picture(item):
                _pack(item)
        if step is not None:
            for picture in _shown(pdf):
                _coarsen(picture, widths, *step)
        # qpdf could do it all, but its level of compression is one for all threads, and so for all languages.
        return streams.saved(pdf)


def _shown(pdf: pikepdf.Pdf) -> Iterable[pikepdf.Stream]:
    """The pictures that the pages name, each once; those that are a part of another one are not among them."""
    resources = [page.resources.get("/XObject", pikepdf.Dictionary()) for page in pdf.pages]
    named = [item for names in resources for item in keys_of(names).values()]
    return {item.objgen: item for item in named if isinstance(item, pikepdf.Stream) and _is_picture(item)}.values()


def _pack(stream: pikepdf.Stream) -> None:
    if str(stream.get("/Type")) == "/Metadata":  # to be read by programs that know nothing of PDF (ISO 32000-1, 14.3.2)
        return
    with suppress(pikepdf.PdfError):  # a filter that qpdf does not undo
        packed = zlib.compress(stream.read_bytes(), _TIGHTEST)
        if len(packed) < len(stream.read_raw_bytes()):
            stream.write(packed, filter=pikepdf.Name.FlateDecode)


def _coarsen(stream: pikepdf.Stream, widths: Mapping[tuple[int, int], float], dpi: int, quality: int) -> None:
    """Put a smaller JPEG in the place of a picture, if it is a plain one that is seen on a page."""
    size = int(stream.get("/Width", 0)), int(stream.get("/Height", 0))
    mode = _COLOURS.get(str(stream.get("/ColorSpace")))
    if mode is None or size not in widths or any(key in stream for key in _MORE_THAN_PIXELS):
        return
    picture = pikepdf.PdfImage(stream).as_pil_image().convert(mode)
    factor = min(1.0, dpi * widths[size] / size[0])
    picture, jpeg = _as_jpeg(picture, factor, quality)
    if len(jpeg) < len(stream.read_raw_bytes()):
        stream.write(jpeg, filter=pikepdf.Name.DCTDecode)
        stream.Width, stream.Height = picture.size
        stream.BitsPerComponent = 8


def _as_jpeg(picture: Image, factor: float, quality: int) -> tuple[Image, bytes]:
    from PIL.Image import Resampling

    if factor < 1:
        size = max(1, round(picture.width * factor)), max(1, round(picture.height * factor))
        picture = picture.resize(size, Resampling.LANCZOS)
    data = io.BytesIO()
    picture.save(data, "JPEG", quality=quality, optimize=True)
    return picture, data.getvalue()


def _widths(data: bytes) -> dict[tuple[int, int], float]:
    """How wide pictures are on the page, in inches, by their size in pixels; of two of one size, the wider."""
    from pypdfium2.raw import FPDF_PAGEOBJ_IMAGE

    widths: dict[tuple[int, int], float] = {}
    with opened(data) as document:
        for page in document:
            for picture in page.get_objects(filter=[FPDF_PAGEOBJ_IMAGE]):
                size, (left, _, right, _) = tuple(picture.get_px_size()), picture.get_bounds()
                widths[size] = max((right - left) / _POINTS_PER_INCH, widths.get(size, 0.0))
    return widths
